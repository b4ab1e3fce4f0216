"""Forgetting private documents without a trace, and dropping whole graphs."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from typing import Any, Final

from graph.backends.neo4j.connection import Connection, Transaction
from graph.backends.neo4j.failures import restoring
from graph.backends.neo4j.names import doc_key, key_id
from graph.backends.neo4j.natural import natural
from graph.backends.neo4j.reading import microseconds
from graph.backends.neo4j.stamps import body_of
from graph.store.derive import derive
from graph.store.model import NOBODY, Key
from graph.store.names import SHAREABLE, parse_graph
from graph.store.portable import Forgotten, mark

_BATCH: Final = 500
_PAGE: Final = 5000

_KNOWN: Final = (
    "UNWIND $keys AS key MATCH (d:Doc {key: key}) SET d.locked = true"
    " RETURN d.key AS key, d.graph AS graph, d.iri AS iri, d.serial AS serial"
)
_SEQUENCES: Final = (
    "UNWIND $keys AS key CALL (key) { MATCH (d:Doc {key: key}) RETURN d.sequence AS sequence"
    " UNION MATCH (v:Version {key: key}) RETURN v.sequence AS sequence } RETURN DISTINCT sequence"
)
_EVENTS: Final = (
    "UNWIND $sequences AS sequence MATCH (e:Event {sequence: sequence})"
    " WITH e, [i IN range(0, size(e.serials) - 1) WHERE NOT e.serials[i] IN $serials] AS left,"
    " e.actor + ' ' + coalesce(e.request, '') AS asked, e.actor AS actor, e.request AS request"
    " CALL (e, left) { WITH e, left WHERE size(left) > 0"
    " SET e.actor = CASE WHEN e.actor IN $actors THEN '' ELSE e.actor END, e.request = null, e.source = null,"
    " e.serials = [i IN left | e.serials[i]], e.versions = [i IN left | e.versions[i]],"
    " e.previous = [i IN left | e.previous[i]] }"
    " CALL (e, left) { WITH e, left WHERE size(left) = 0 SET e = {sequence: e.sequence, at: 0, actor: $nobody,"
    " command: $nothing, serials: [], versions: [], previous: []} }"
    " RETURN actor, request"
)
_GONE: Final = (
    "UNWIND $keys AS key MATCH (d:Doc {key: key})"
    " OPTIONAL MATCH (d)-[*1..20]->(p:Part) WITH d, collect(DISTINCT p) AS parts"
    " OPTIONAL MATCH (d)-[:HAS_KEY]->(k:Key) WITH d, parts, collect(DISTINCT k) AS keys"
    " OPTIONAL MATCH (d)-[:LINK|DESCRIBES]->(i:Iri) WITH d, parts, keys, collect(DISTINCT i) AS iris"
    " FOREACH (p IN parts | DETACH DELETE p) DETACH DELETE d"
    " WITH keys, iris UNWIND keys + iris AS hub WITH DISTINCT hub WHERE NOT (hub)<--() DELETE hub"
)
_LIVE: Final = (
    "MATCH (d:Doc) WHERE d.g = $graph WITH d ORDER BY d.serial LIMIT $batch SET d.locked = true"
    " RETURN d.key AS key, d.graph AS graph, d.iri AS iri, d.serial AS serial, d.version AS version"
)
_TELL: Final = (
    "MATCH (l:Log {name: 'log'}) SET l.locked = true SET l.sequence = l.sequence + 1 WITH l.sequence AS sequence"
    " CREATE (e:Event) SET e = $event, e.sequence = sequence RETURN sequence"
)
_EMPTY: Final = (
    "UNWIND $keys AS key MATCH (d:Doc {key: key})"
    " OPTIONAL MATCH (d)-[*1..20]->(p:Part) WITH d, collect(DISTINCT p) AS parts"
    " OPTIONAL MATCH (d)-[:HAS_KEY]->(k:Key) WITH d, parts, collect(DISTINCT k) AS keys"
    " OPTIONAL MATCH (d)-[r]->(i) WITH d, parts, keys, collect(r) AS ways,"
    " [x IN collect(DISTINCT i) WHERE x:Iri] AS iris"
    " FOREACH (r IN ways | DELETE r) FOREACH (p IN parts | DETACH DELETE p)"
    " WITH d, keys, iris, [l IN labels(d) WHERE NOT l IN ['Doc', 'Rec']] AS old REMOVE d:$(old)"
    " SET d = {key: d.key, graph: d.graph, iri: d.iri, kind: d.kind, owner: d.owner, serial: d.serial,"
    " version: d.version + 1, sequence: $sequence, created: d.created, changed: $at}"
    " WITH keys, iris UNWIND keys + iris AS hub WITH DISTINCT hub WHERE NOT (hub)<--() DELETE hub"
)
_STATES: Final = (
    "UNWIND $keys AS key CALL (key) { MATCH (d:Doc {key: key}) RETURN d.json AS json, d.graph AS graph, d.iri AS iri"
    " UNION ALL MATCH (v:Version {key: key}) MATCH (d:Doc {key: key})"
    " RETURN v.json AS json, d.graph AS graph, d.iri AS iri }"
    " WITH json, graph, iri WHERE json IS NOT NULL RETURN json, graph, iri"
)
_UNUSED: Final = (
    "UNWIND $keys AS id MATCH (k:Key {id: id}) WHERE NOT (k)<--() DELETE k",
    "UNWIND $iris AS iri MATCH (i:Iri {iri: iri}) WHERE NOT (i)<--() DELETE i",
)
_NO_HISTORY: Final = "UNWIND $keys AS key MATCH (v:Version {key: key}) DELETE v"


def forget(connection: Connection, keys: Sequence[Key]) -> int:
    """See `Store.forget`; the scope is checked by the caller."""

    def work(transaction: Transaction) -> int:
        names = sorted({doc_key(key) for key in keys})
        found = transaction.run(_KNOWN, keys=names)
        if found:
            _forget(transaction, found)
        return len(found)

    return connection.write(work)


def _forget(transaction: Transaction, found: Sequence[Any]) -> None:
    """Purge documents (rows of key, graph, iri, serial) and note that they were forgotten."""
    transaction.run(
        "MATCH (n:Catalograph {name: 'store'}) SET n.forgets = n.forgets + 1"
        " WITH n.forgets AS number UNWIND $marks AS mark CREATE (:Forgotten {number: number, mark: mark})",
        marks=[mark(Key(row["graph"], row["iri"])) for row in found],
    )
    purge(transaction, found)


def forget_again(connection: Connection, forgotten: Sequence[Forgotten], spare: Callable[[Key], bool]) -> int:
    """See `Portable.forget_again`."""
    marks = {each.mark for each in forgotten}
    keys = [key for key in _all_keys(connection) if mark(key) in marks and not spare(key)]

    def work(transaction: Transaction) -> int:
        transaction.run(
            "UNWIND $rows AS row MERGE (:Forgotten {mark: row[1], number: row[0]})",
            rows=[[each.number, each.mark] for each in forgotten],
        )
        transaction.run(
            "MATCH (n:Catalograph {name: 'store'}) WHERE n.forgets < $last SET n.forgets = $last",
            last=max(each.number for each in forgotten),
        )
        found = transaction.run(_KNOWN, keys=[doc_key(key) for key in keys])
        if found:
            purge(transaction, found)
        return len(found)

    return connection.write(work)


def _all_keys(connection: Connection) -> Iterator[Key]:
    after = -1
    while rows := connection.read(
        "MATCH (d:Doc) WHERE d.serial > $after RETURN d.graph AS graph, d.iri AS iri, d.serial AS serial"
        " ORDER BY serial LIMIT $page",
        after=after,
        page=_PAGE,
    ):
        after = rows[-1]["serial"]
        yield from (Key(row["graph"], row["iri"]) for row in rows)


def purge(transaction: Transaction, found: Sequence[Any]) -> None:
    """Remove documents (rows of key, iri, serial) with everything that tells of them."""
    keys = [row["key"] for row in found]
    sequences = [row["sequence"] for row in transaction.run(_SEQUENCES, keys=keys)]
    actors = [row["iri"] for row in found]
    asked = transaction.run(
        _EVENTS,
        sequences=sequences,
        serials=[row["serial"] for row in found],
        actors=actors,
        nobody=NOBODY.actor,
        nothing=NOBODY.command,
    )
    transaction.run(
        "UNWIND $asked AS ask MATCH (a:Answer {actor: ask[0]}) WHERE a.request = ask[1] DELETE a",
        asked=[[row["actor"], row["request"]] for row in asked if row["request"] is not None],
    )
    transaction.run("UNWIND $actors AS actor MATCH (a:Answer {actor: actor}) DELETE a", actors=actors)
    named = _named(transaction, keys)
    transaction.run(_NO_HISTORY, keys=keys)
    transaction.run(_GONE, keys=keys)
    for statement in _UNUSED:
        transaction.run(statement, **named)


def _named(transaction: Transaction, keys: Sequence[str]) -> dict[str, list[str]]:
    """The keys and IRIs that documents and all they were have named: what they left nothing points at."""
    found: set[str] = set()
    iris: set[str] = set()
    for row in transaction.run(_STATES, keys=keys):
        body = body_of(row["json"])
        derived = derive(Key(row["graph"], row["iri"]), body)
        found.update(key_id(each.scheme, each.value) for each in derived.keys)
        iris.update((row["iri"], *natural(body).names, *(target for _, target in derived.edges)))
    return {"keys": sorted(found), "iris": sorted(iris)}


def drop(connection: Connection, graph: str, *, forget: bool) -> int:
    """See `Store.drop`; the scope is checked by the caller."""
    private = forget or parse_graph(graph).kind not in SHAREABLE

    def batch(transaction: Transaction) -> int:
        rows = transaction.run(_LIVE, graph=graph, batch=_BATCH)
        if not rows:
            return 0
        at = microseconds(datetime.now(UTC))
        told = [] if private else rows
        event = {
            "at": at, "actor": "", "command": "drop", "serials": [row["serial"] for row in told],
            "versions": [0 for _ in told], "previous": [row["version"] for row in told],
        }  # fmt: skip
        number = transaction.single(_TELL, event=event)
        if number is None:
            raise restoring()
        if private:
            _forget(transaction, rows)
        else:
            keys = [row["key"] for row in rows]
            transaction.run(_NO_HISTORY, keys=keys)
            transaction.run(_EMPTY, keys=keys, sequence=number["sequence"], at=at)
        return len(rows)

    dropped = 0
    while count := connection.write(batch):
        dropped += count
    while connection.write(lambda transaction: _deleted_before(transaction, graph, private=private)):
        pass
    return dropped


def _deleted_before(transaction: Transaction, graph: str, *, private: bool) -> int:
    """A batch of what had been deleted from the graph before: its history goes too. How many there were."""
    further = "" if private else "AND EXISTS { MATCH (:Version {key: d.key}) }"
    rows = transaction.run(
        f"MATCH (d:Doc {{graph: $graph}}) WHERE d.g IS NULL {further} WITH d LIMIT $batch SET d.locked = true"
        " RETURN d.key AS key, d.graph AS graph, d.iri AS iri, d.serial AS serial",
        graph=graph,
        batch=_BATCH,
    )
    if rows and private:
        _forget(transaction, rows)
    elif rows:
        transaction.run(_NO_HISTORY, keys=[row["key"] for row in rows])
    return len(rows)
