"""The log and what documents were: events, versions, and who caused them."""

from __future__ import annotations

import time
from collections.abc import Iterable, Sequence
from datetime import datetime
from itertools import pairwise
from typing import Any, Final

from graph.backends.neo4j.connection import Connection
from graph.backends.neo4j.failures import restoring
from graph.backends.neo4j.names import doc_key, version_id
from graph.backends.neo4j.reading import microseconds, moment
from graph.backends.neo4j.stamps import body_of, version_of
from graph.store.model import NOBODY, Cause, Event, Head, Key, Touched, Version
from graph.store.refusals import reads
from graph.store.scope import Scope

_LOOKS: Final = 5
_PAUSE_S: Final = 0.003
_CAUSE: Final = "e.at AS at, e.actor AS actor, e.command AS command, e.request AS request, e.source AS source"


def events(connection: Connection, after: int, limit: int, scope: Scope) -> list[Event]:
    """See `Store.changes`. Whoever is told of a document can read it: the last commit may still be reaching the
    indexes, and is waited for.
    """
    rows = connection.read(
        f"MATCH (e:Event) WHERE e.sequence > $after RETURN e.sequence AS sequence, {_CAUSE}, e.serials AS serials,"
        " e.versions AS versions, e.previous AS previous ORDER BY sequence LIMIT $limit",
        after=max(after, 0),
        limit=limit,
    )
    serials = {serial for row in rows for serial in row["serials"]}
    keys = _keys(connection, serials)
    waited = len(keys) < len(serials)
    if waited:
        connection.await_commits()
        keys = _keys(connection, serials)
    answer = []
    for row in rows:
        entries = zip(row["serials"], row["versions"], row["previous"], strict=True)
        touched = tuple(
            Touched(key, version, previous)
            for serial, version, previous in entries
            if (key := keys.get(serial)) is not None and reads(scope, key.graph)
        )
        answer.append(Event(row["sequence"], cause_of(row) if touched else NOBODY, touched))
    if not waited and any(event.touched for event in answer):
        connection.await_commits()
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


_SINGLE: Final = (
    "UNWIND $asked AS ask CALL (ask) {"
    " MATCH (d:Doc {key: ask.key}) WHERE d.version = ask.version RETURN d.sequence AS sequence, d.json AS json"
    " UNION ALL MATCH (v:Version {id: ask.id}) RETURN v.sequence AS sequence, v.json AS json }"
    " OPTIONAL MATCH (e:Event {sequence: sequence})"
    f" RETURN ask.key AS key, ask.version AS version, sequence, json, {_CAUSE}"
)


def history(connection: Connection, keys: Sequence[Key], scope: Scope) -> list[tuple[Version, ...]]:
    """See `Store.history`. What a commit was just making longer is read again."""
    wanted = {doc_key(key): key for key in keys if reads(scope, key.graph)}
    found: dict[Key, list[Version]] = {}
    for _ in range(_LOOKS):
        rows = connection.read(f"UNWIND $keys AS key {_VERSIONS}", keys=list(wanted))
        found = {}
        for row in rows:
            found.setdefault(wanted[row["key"]], []).append(_version(wanted[row["key"]], row))
        if all(map(_is_itself, rows)) and all(map(_is_gapless, found.values())):
            break
        time.sleep(_PAUSE_S)
    return [tuple(found.get(key, ())) for key in keys]


def single(connection: Connection, wanted: Sequence[tuple[Key, int]], scope: Scope) -> list[Version | None]:
    """See `Store.versions`. What a commit was just making an earlier version is looked for again, and so is a
    deletion, which has no body that says which version it is.
    """
    asked = {(doc_key(key), version): key for key, version in wanted if reads(scope, key.graph)}
    found: dict[tuple[Key, int], Version] = {}
    gone: set[tuple[str, int]] = set()
    for look in range(_LOOKS):
        missing = [(key, version) for key, version in asked if (asked[key, version], version) not in found]
        if not missing:
            break
        if look:
            time.sleep(_PAUSE_S)
        sent = [{"key": key, "version": version, "id": version_id(key, version)} for key, version in missing]
        for row in connection.read(_SINGLE, asked=sent):
            name = (row["key"], row["version"])
            if row["json"] is None and name not in gone:
                gone.add(name)
            elif _is_itself(row):
                found[asked[name], name[1]] = _version(asked[name], row)
    return [found.get(each) for each in wanted]


_AS_OF: Final = (
    "UNWIND $keys AS key CALL (key) { CALL (key) {"
    " MATCH (d:Doc {key: key}) RETURN d.version AS version, d.sequence AS sequence, d.json AS json"
    " UNION ALL MATCH (v:Version {key: key}) RETURN v.version AS version, v.sequence AS sequence, v.json AS json }"
    " OPTIONAL MATCH (e:Event {sequence: sequence}) WITH version, sequence, json, e"
    " WHERE coalesce(e.at, 0) <= $latest RETURN version, sequence, json, e ORDER BY version DESC LIMIT 1 }"
    f" RETURN key, version, sequence, json, {_CAUSE}"
)


def as_of(connection: Connection, keys: Sequence[Key], then: datetime, scope: Scope) -> list[Version | None]:
    """See `Store.as_of`. A body that a commit was just replacing is read again."""
    wanted = {doc_key(key): key for key in keys if reads(scope, key.graph)}
    found: dict[Key, Version] = {}
    for _ in range(_LOOKS):
        rows = connection.read(_AS_OF, keys=list(wanted), latest=microseconds(then))
        found = {wanted[row["key"]]: _version(wanted[row["key"]], row) for row in rows}
        if all(map(_is_itself, rows)):
            break
        time.sleep(_PAUSE_S)
    return [found.get(key) for key in keys]


def _is_itself(row: Any) -> bool:
    """Whether a body is of the version that was read beside it."""
    return row["json"] is None or bool(version_of(row["json"], row["version"]) == row["version"])


def _is_gapless(versions: Sequence[Version]) -> bool:
    return all(two.version == one.version + 1 for one, two in pairwise(versions))


def _version(key: Key, row: Any) -> Version:
    body = None if row["json"] is None else body_of(row["json"])
    return Version(key, row["version"], body, row["sequence"], NOBODY if row["at"] is None else cause_of(row))


def cause_of(row: Any) -> Cause:
    """The cause an event's row tells of."""
    return Cause(row["actor"], row["command"], moment(row["at"]), row["request"], row["source"])
