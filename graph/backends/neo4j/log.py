"""The log and what documents were: events, versions, and who caused them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Final

import orjson

from graph.backends.neo4j.connection import Connection
from graph.backends.neo4j.failures import restoring
from graph.backends.neo4j.names import doc_key, version_id
from graph.backends.neo4j.reading import moment
from graph.store.model import NOBODY, Cause, Event, Head, Key, Touched, Version
from graph.store.refusals import reads
from graph.store.scope import Scope

_CAUSE: Final = "e.at AS at, e.actor AS actor, e.command AS command, e.request AS request, e.source AS source"


def events(connection: Connection, after: int, limit: int, scope: Scope) -> list[Event]:
    """See `Store.changes`."""
    rows = connection.read(
        f"MATCH (e:Event) WHERE e.sequence > $after RETURN e.sequence AS sequence, {_CAUSE}, e.serials AS serials,"
        " e.versions AS versions, e.previous AS previous ORDER BY sequence LIMIT $limit",
        after=max(after, 0),
        limit=limit,
    )
    keys = _keys(connection, {serial for row in rows for serial in row["serials"]})
    answer = []
    for row in rows:
        entries = zip(row["serials"], row["versions"], row["previous"], strict=True)
        touched = tuple(
            Touched(key, version, previous)
            for serial, version, previous in entries
            if (key := keys.get(serial)) is not None and reads(scope, key.graph)
        )
        answer.append(Event(row["sequence"], cause_of(row) if touched else NOBODY, touched))
    return answer


def _keys(connection: Connection, serials: Iterable[int]) -> dict[int, Key]:
    rows = connection.read(
        "UNWIND $serials AS serial MATCH (d:Doc {serial: serial}) RETURN serial, d.graph AS graph, d.iri AS iri",
        serials=list(serials),
    )
    return {row["serial"]: Key(row["graph"], row["iri"]) for row in rows}


def position(connection: Connection) -> int:
    """See `Store.position`."""
    rows = connection.read("MATCH (l:Log {name: 'log'}) RETURN l.sequence AS sequence")
    return int(rows[0]["sequence"]) if rows else 0


def head(connection: Connection) -> Head:
    """See `Store.head`."""
    rows = connection.read(
        "MATCH (n:Catalograph {name: 'store'}), (l:Log {name: 'log'}) WHERE n.restoring IS NULL"
        " RETURN n.incarnation AS log, l.sequence AS sequence"
    )
    if not rows:
        raise restoring()
    return Head(rows[0]["log"], rows[0]["sequence"])


_VERSIONS: Final = (
    "CALL (key) { MATCH (v:Version {key: key}) RETURN v.version AS version, v.sequence AS sequence, v.json AS json"
    " UNION ALL MATCH (d:Doc {key: key}) RETURN d.version AS version, d.sequence AS sequence, d.json AS json }"
    " OPTIONAL MATCH (e:Event {sequence: sequence})"
    f" RETURN key, version, sequence, json, {_CAUSE} ORDER BY key, version"
)


def history(connection: Connection, keys: Sequence[Key], scope: Scope) -> list[tuple[Version, ...]]:
    """See `Store.history`."""
    wanted = {doc_key(key): key for key in keys if reads(scope, key.graph)}
    found: dict[Key, list[Version]] = {}
    for row in connection.read(f"UNWIND $keys AS key {_VERSIONS}", keys=list(wanted)):
        key = wanted[row["key"]]
        found.setdefault(key, []).append(_version(key, row))
    return [tuple(found.get(key, ())) for key in keys]


def single(connection: Connection, wanted: Sequence[tuple[Key, int]], scope: Scope) -> list[Version | None]:
    """See `Store.versions`."""
    asked = {(doc_key(key), version): key for key, version in wanted if reads(scope, key.graph)}
    rows = connection.read(
        "UNWIND $asked AS ask CALL (ask) {"
        " MATCH (d:Doc {key: ask.key}) WHERE d.version = ask.version"
        " RETURN d.version AS version, d.sequence AS sequence, d.json AS json"
        " UNION ALL MATCH (v:Version {id: ask.id})"
        " RETURN v.version AS version, v.sequence AS sequence, v.json AS json }"
        f" OPTIONAL MATCH (e:Event {{sequence: sequence}}) RETURN ask.key AS key, version, sequence, json, {_CAUSE}",
        asked=[{"key": key, "version": version, "id": version_id(key, version)} for key, version in asked],
    )
    found = {(key := asked[row["key"], row["version"]], row["version"]): _version(key, row) for row in rows}
    return [found.get(each) for each in wanted]


def _version(key: Key, row: Any) -> Version:
    body = None if row["json"] is None else orjson.loads(row["json"])
    return Version(key, row["version"], body, row["sequence"], NOBODY if row["at"] is None else cause_of(row))


def cause_of(row: Any) -> Cause:
    """The cause an event's row tells of."""
    return Cause(row["actor"], row["command"], moment(row["at"]), row["request"], row["source"])
