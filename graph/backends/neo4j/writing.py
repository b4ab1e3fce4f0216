"""Writing one decided change: documents, versions, links, keys, the event and the stored answer, in one transaction.

What a change reads it locks first: under the server's read-committed isolation a version that was only read may be
gone when the write comes. The log's number is taken last, so that other writers wait for it as shortly as can be.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from graph.backends.neo4j.ahead import made_ahead
from graph.backends.neo4j.connection import Transaction
from graph.backends.neo4j.failures import restoring
from graph.backends.neo4j.names import answer_id, doc_key, indexed, key_id, long_road, road, serials
from graph.backends.neo4j.natural import Natural, natural
from graph.backends.neo4j.reading import microseconds
from graph.backends.neo4j.schema import Links
from graph.backends.neo4j.stamps import json_of, stamped
from graph.store.decide import Present, Write, decide
from graph.store.model import Cause, Committed, DerivedKey, Key
from graph.store.names import SHAREABLE, parse_graph
from graph.store.prepared import PreparedChange, PreparedPut

_CHUNK: Final = 200
"""Documents in one statement: a message of a few megabytes."""

_HEADING: Final = "urn:heading:"

_STATE: Final = (
    "RETURN d.key AS key, elementId(d) AS node, d.version AS version, d.json AS json, d.serial AS serial,"
    " d.created AS created"
)
LOCK_OR_MAKE: Final = (
    "UNWIND $docs AS doc MERGE (d:Doc {key: doc.key})"
    " ON CREATE SET d:Rec, d += doc.fixed, d.version = 0 SET d.locked = true " + _STATE
)
_LOCK: Final = "UNWIND $keys AS key MATCH (d:Doc {key: key}) SET d.locked = true " + _STATE
_HOLDERS: Final = (
    "UNWIND $keys AS key MERGE (k:Key {id: key.id}) ON CREATE SET k.scheme = key.scheme, k.value = key.value"
    " SET k.locked = true WITH key, k MATCH (k)<-[h:HAS_KEY]-(d:Doc) WHERE h.space = key.space"
    " RETURN key.at AS at, d.graph AS graph, d.iri AS iri"
)
CLEAR: Final = (
    "UNWIND $keys AS key MATCH (d:Doc {key: key})"
    " OPTIONAL MATCH (d)-[*1..20]->(p:Part) WITH d, collect(DISTINCT p) AS parts"
    " FOREACH (p IN parts | DETACH DELETE p)"
    " WITH d MATCH (d)-[r]->() DELETE r"
)
_DOCUMENT: Final = (
    " FOREACH (_ IN CASE WHEN d.version > 0 AND d.sequence > 0 THEN [1] ELSE [] END |"
    " CREATE (:Version {id: row.before, key: d.key, version: d.version, json: d.json, sequence: d.sequence}))"
    " WITH *, [l IN labels(d) WHERE NOT l IN ['Doc', 'Rec']] AS old REMOVE d:$(old)"
    " SET d = row.properties SET d:$(row.labels)"
)
_BY_ID: Final = "UNWIND $rows AS row MATCH (d) WHERE elementId(d) = row.node"
_DOCUMENTS: Final = _BY_ID + _DOCUMENT
_ANEW: Final = (
    "MATCH (d:Doc {key: $key}) WITH d, [l IN labels(d) WHERE NOT l IN ['Doc', 'Rec']] AS old REMOVE d:$(old)"
    " SET d = $properties SET d:$($labels)"
)
_ENDS: Final = (
    "CALL () { UNWIND $iris AS row MERGE (i:Iri {iri: row.iri}) ON CREATE SET i:$(row.labels), i.label = row.label"
    " FOREACH (_ IN CASE WHEN i.label IS NULL AND row.label IS NOT NULL THEN [1] ELSE [] END | SET i.label = row.label)"
    " WITH i, row ORDER BY row.at RETURN collect(i) AS iris }"
    " CALL () { UNWIND $keys AS row MERGE (k:Key {id: row.id}) ON CREATE SET k.scheme = row.scheme, k.value = row.value"
    " WITH k, row ORDER BY row.at RETURN collect(k) AS keys } "
)
_BESIDE: Final = (
    " WITH d, row, iris, keys"
    " CALL (row) { UNWIND row.parts AS part CREATE (p:Part:Rec) SET p = part.properties SET p:$(part.labels)"
    " RETURN collect(p) AS parts }"
    " CALL (d, row, parts) { UNWIND row.inner AS r"
    " WITH CASE WHEN r.from < 0 THEN d ELSE parts[r.from] END AS a, parts[r.to] AS b, r.type AS type"
    " CREATE (a)-[:$(type)]->(b) }"
    " CALL (d, row, parts, iris) { UNWIND row.outer AS r"
    " WITH CASE WHEN r.from < 0 THEN d ELSE parts[r.from] END AS a, iris[r.to] AS i, r.type AS type"
    " CREATE (a)-[:$(type)]->(i) }"
    " CALL (d, row, iris) { UNWIND row.links AS l WITH d, l, iris[l.to] AS i"
    " CREATE (d)-[:LINK {path: l.path, road: l.road, place: d.serial}]->(i) }"
    " CALL (d, row, keys) { UNWIND row.keys AS key WITH d, key, keys[key.to] AS k"
    " CREATE (d)-[:HAS_KEY {space: key.space}]->(k) }"
    " WITH d, iris[row.own] AS i CREATE (d)-[:DESCRIBES]->(i) RETURN count(d) AS made"
)
_DESCRIBED: Final = _ENDS + _BY_ID + _DOCUMENT + _BESIDE
_LINKED: Final = _ENDS + "UNWIND $rows AS row MATCH (d:Doc {key: row.key})" + _BESIDE
_NUMBER: Final = (
    "MATCH (l:Log {name: 'log'}) SET l.locked = true SET l.sequence = l.sequence + 1 WITH l.sequence AS sequence"
    " CREATE (e:Event) SET e = $event, e.sequence = sequence"
    " WITH sequence UNWIND $nodes AS node MATCH (d) WHERE elementId(d) = node SET d.sequence = sequence"
    " RETURN max(sequence) AS sequence"
)
_ANSWERED: Final = (
    "MERGE (a:Answer {id: $id}) SET a.locked = true"
    " RETURN a.sequence AS sequence, a.versions AS versions, a.written AS written"
)
_ANSWER: Final = (
    "MATCH (a:Answer {id: $id})"
    " SET a = {id: $id, actor: $actor, request: $request, sequence: $sequence, versions: $versions, written: $written}"
)


@dataclass(frozen=True, slots=True)
class State:
    """A document as the database holds it now; `node` is its node's id there."""

    node: str
    version: int
    octets: bytes | None
    serial: int
    created: int | None


def write(transaction: Transaction, change: PreparedChange) -> Committed:
    """Decide and write a change. Raises `Conflict`, which rolls everything back."""
    cause = change.cause
    if cause.request is not None and (answer := _answered(transaction, cause, cause.request)) is not None:
        return answer
    states = _locked(transaction, change)
    present = {key: Present(state.version, state.octets) for key, state in states.items() if state.version}
    decision = decide(change, present, lambda wanted: _holders(transaction, wanted))
    if decision.writes:
        put_beside(transaction, decision.writes, states, dict.fromkeys(states, microseconds(cause.at)))
        sequence = append(transaction, cause, decision.writes, states)
    else:
        row = transaction.single("MATCH (l:Log {name: 'log'}) RETURN l.sequence AS sequence")
        sequence = 0 if row is None else int(row["sequence"])
    answer = Committed(sequence, decision.versions, len(decision.writes))
    if cause.request is not None:
        transaction.run(
            _ANSWER,
            id=answer_id(cause.actor, cause.request),
            actor=cause.actor,
            request=cause.request,
            sequence=answer.sequence,
            versions=list(answer.versions),
            written=answer.written,
        )
    return answer


def _answered(transaction: Transaction, cause: Cause, request: str) -> Committed | None:
    row = transaction.single(_ANSWERED, id=answer_id(cause.actor, request))
    if row is None or row["sequence"] is None:
        return None
    return Committed(row["sequence"], tuple(row["versions"]), row["written"], replayed=True)


def _locked(transaction: Transaction, change: PreparedChange) -> dict[Key, State]:
    """The state of every document the change names, locked; new ones have version 0 and a serial."""
    keys = sorted(put.key for put in change.puts)
    numbers = dict(zip((put.key for put in change.puts), serials(change.cause.at, len(keys)), strict=True))
    docs = [{"key": doc_key(key), "fixed": {**fixed(key), "serial": numbers[key]}} for key in keys]
    rows = transaction.run(LOCK_OR_MAKE, docs=docs) if docs else []
    if change.deletes:
        rows += transaction.run(_LOCK, keys=sorted(doc_key(delete.key) for delete in change.deletes))
    named_so = {doc_key(key): key for key in change.keys}
    return {
        named_so[row["key"]]: State(
            row["node"],
            row["version"],
            None if row["json"] is None else json_of(row["json"]).encode(),
            row["serial"],
            row["created"],
        )
        for row in rows
    }


def fixed(key: Key) -> dict[str, str]:
    """What never changes of a document's node."""
    kind, owner = parse_graph(key.graph)
    return {"graph": key.graph, "iri": key.iri, "kind": kind.value, "owner": owner}


def _holders(transaction: Transaction, wanted: Sequence[DerivedKey]) -> dict[DerivedKey, list[Key]]:
    ordered = sorted(wanted)
    asked = [
        {"at": at, "id": key_id(key.scheme, key.value), "scheme": key.scheme, "value": key.value,
         "space": key.unique_in}
        for at, key in enumerate(ordered)
    ]  # fmt: skip
    found: dict[DerivedKey, list[Key]] = {}
    for row in transaction.run(_HOLDERS, keys=asked):
        found.setdefault(ordered[row["at"]], []).append(Key(row["graph"], row["iri"]))
    return found


def put_beside(
    transaction: Transaction,
    writes: Sequence[Write],
    states: Mapping[Key, State],
    at: Mapping[Key, int],
    numbers: Mapping[Key, int] | None = None,
) -> None:
    """Write documents and everything that stands beside them, changed `at` these microseconds; their numbers in the log
    come after, where they aren't given.
    """
    for known, gone, described in made_ahead(
        _chunks(writes), lambda some: _parameters(some, states, at, numbers or {}, transaction.links)
    ):
        if known:
            transaction.run(CLEAR, keys=known)
        if gone:
            transaction.run(_DOCUMENTS, rows=gone)
        if described:
            transaction.send(_DESCRIBED, **described)


def _parameters(
    writes: Sequence[Write],
    states: Mapping[Key, State],
    at: Mapping[Key, int],
    numbers: Mapping[Key, int],
    links: Links,
) -> tuple[list[str], list[dict[str, Any]], dict[str, Any]]:
    """What the statements `CLEAR`, `_DOCUMENTS` (for what goes) and `_DESCRIBED` are given for these writes."""
    known: list[str] = []
    gone: list[dict[str, Any]] = []
    rows: list[dict[str, Any]] = []
    puts: list[tuple[PreparedPut, Natural]] = []
    for write in writes:
        state, put = states[write.key], write.put
        if state.octets is not None:
            known.append(doc_key(write.key))
        made = None if put is None else natural(put.body)
        row = _row_of(write, state, at[write.key], made)
        if write.key in numbers:
            row["properties"]["sequence"] = numbers[write.key]
        if put is None or made is None:
            gone.append(row)
        else:
            rows.append(row)
            puts.append((put, made))
    return known, gone, _beside(puts, rows, links) if puts else {}


def _chunks(writes: Sequence[Write]) -> Iterator[Sequence[Write]]:
    """As many writes at a time as one statement takes."""
    for start in range(0, len(writes), _CHUNK):
        yield writes[start : start + _CHUNK]


def _row_of(write: Write, state: State, at: int, made: Natural | None) -> dict[str, Any]:
    """What the statements `_DOCUMENTS` and `_DESCRIBED` write of one document."""
    key, put = doc_key(write.key), write.put
    own = {**fixed(write.key), "key": key, "serial": state.serial, "version": write.version, "changed": at}
    before = f"{key} {state.version}"
    if put is None or made is None:
        return {"node": state.node, "before": before, "labels": [], "properties": {**own, "created": state.created}}
    created = at if state.octets is None else state.created
    json = stamped(write.version, put.octets.decode())
    return {
        "node": state.node,
        "before": before,
        "labels": made.labels,
        "properties": {
            **made.properties, **own, "g": write.key.graph, "types": list(put.types), "json": json,
            "created": created,
        },
    }  # fmt: skip


def rewrite(
    transaction: Transaction, key: str, properties: dict[str, Any], labels: Sequence[str], puts: Sequence[PreparedPut]
) -> None:
    """Make a document's node and what stands beside it anew, its version and place in the log as they are."""
    transaction.run(CLEAR, keys=[key])
    transaction.run(_ANEW, key=key, properties=properties, labels=list(labels))
    if puts:
        link(transaction, [(put, natural(put.body)) for put in puts])
        keys = [(each.scheme, each.value) for put in puts for each in put.derived.keys]
        transaction.run(
            "UNWIND $keys AS key MATCH (k:Key {id: key[0]}) SET k.scheme = key[1], k.value = key[2]",
            keys=[[key_id(*each), *each] for each in keys],
        )


def link(transaction: Transaction, puts: Sequence[tuple[PreparedPut, Natural]]) -> None:
    """Make what stands beside documents, given with their property graphs: their nodes, links and keys."""
    if puts:
        rows = [{"key": doc_key(put.key)} for put, _ in puts]
        transaction.run(_LINKED, **_beside(puts, rows, transaction.links))


def _beside(
    puts: Sequence[tuple[PreparedPut, Natural]], rows: Sequence[Mapping[str, Any]], links: Links
) -> dict[str, Any]:
    """What stands beside documents, added to their rows. IRIs and keys come once each, and rows say their place."""
    labels: dict[str, str | None] = {}
    for put, made in puts:
        shared = parse_graph(put.key.graph).kind in SHAREABLE
        for iri in (put.key.iri, *made.names, *(target for _, target in put.derived.edges)):
            name = indexed(iri)
            labels[name] = labels.get(name) or (made.names.get(iri) if shared else None)
    iris = {name: place for place, name in enumerate(sorted(labels))}
    wanted = sorted(
        {(key_id(each.scheme, each.value), each.scheme, each.value) for put, _ in puts for each in put.derived.keys}
    )
    keys = {(scheme, value): place for place, (_, scheme, value) in enumerate(wanted)}
    return {
        "iris": [
            {"at": at, "iri": name, "label": labels[name], "labels": ["Heading"] if name.startswith(_HEADING) else []}
            for name, at in iris.items()
        ],
        "keys": [
            {"at": at, "id": own, "scheme": scheme, "value": value} for at, (own, scheme, value) in enumerate(wanted)
        ],
        "rows": [{**row, **_beside_one(*each, iris, keys, links)} for row, each in zip(rows, puts, strict=True)],
    }


def _beside_one(
    put: PreparedPut, made: Natural, iris: Mapping[str, int], keys: Mapping[tuple[str, str], int], links: Links
) -> dict[str, Any]:
    return {
        "own": iris[indexed(put.key.iri)],
        "parts": made.parts,
        "inner": made.inner,
        "outer": [{"from": each["from"], "type": each["type"], "to": iris[each["iri"]]} for each in made.outer],
        "links": [{"to": iris[indexed(edge[1])], **link_of(*edge, links)} for edge in put.derived.edges],
        "keys": [{"to": keys[each.scheme, each.value], "space": each.unique_in} for each in put.derived.keys],
    }


def link_of(path: str, target: str, links: Links) -> dict[str, Any]:
    """What a link says of its way. Its path stands in it for those who ask in Cypher from a heading, which nothing but
    links leads to.
    """
    if not links.short:
        return {"path": path, "road": long_road(path, target)}
    return {"path": path if target.startswith(_HEADING) else None, "road": road(path, target)}


def append(transaction: Transaction, cause: Cause, writes: Sequence[Write], states: Mapping[Key, State]) -> int:
    """Add the event of these writes to the log; its number."""
    event = {
        "at": microseconds(cause.at),
        "actor": cause.actor,
        "command": cause.command,
        "request": cause.request,
        "source": cause.source,
        "serials": [states[write.key].serial for write in writes],
        "versions": [write.touched.version for write in writes],
        "previous": [write.touched.previous for write in writes],
    }
    row = transaction.single(_NUMBER, event=event, nodes=[states[write.key].node for write in writes])
    if row is None or row["sequence"] is None:
        raise restoring()
    return int(row["sequence"])
