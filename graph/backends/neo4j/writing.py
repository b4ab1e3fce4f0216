"""Writing one decided change: documents, versions, links, keys, the event and the stored answer, in one transaction.

What a change reads it locks first: under the server's read-committed isolation a version that was only read may be
gone when the write comes. The log's number is taken last, so that other writers wait for it as shortly as can be.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from graph.backends.neo4j.connection import Transaction
from graph.backends.neo4j.failures import restoring
from graph.backends.neo4j.names import answer_id, doc_key, indexed, key_id, road, serials
from graph.backends.neo4j.natural import Natural, natural
from graph.backends.neo4j.reading import microseconds
from graph.backends.neo4j.stamps import json_of, stamped
from graph.store.decide import Present, Write, decide
from graph.store.model import Cause, Committed, DerivedKey, Key
from graph.store.names import SHAREABLE, parse_graph
from graph.store.prepared import PreparedChange, PreparedPut

_CHUNK: Final = 200
"""Documents in one statement: a message of a few megabytes."""

_STATE: Final = "RETURN d.key AS key, d.version AS version, d.json AS json, d.serial AS serial, d.created AS created"
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
DOCUMENTS: Final = (
    "UNWIND $rows AS row MATCH (d:Doc {key: row.key})"
    " FOREACH (_ IN CASE WHEN d.version > 0 AND d.sequence > 0 THEN [1] ELSE [] END |"
    " CREATE (:Version {id: row.before, key: d.key, version: d.version, json: d.json, sequence: d.sequence}))"
    " WITH d, row, [l IN labels(d) WHERE NOT l IN ['Doc', 'Rec']] AS old REMOVE d:$(old)"
    " SET d = row.properties SET d:$(row.labels)"
)
_ANEW: Final = (
    "MATCH (d:Doc {key: $key}) WITH d, [l IN labels(d) WHERE NOT l IN ['Doc', 'Rec']] AS old REMOVE d:$(old)"
    " SET d = $properties SET d:$($labels)"
)
_IRIS: Final = (
    "UNWIND $iris AS row MERGE (i:Iri {iri: row.iri}) ON CREATE SET i.label = row.label"
    " WITH i, row WHERE i.label IS NULL AND row.label IS NOT NULL SET i.label = row.label"
)
_HEADINGS: Final = (
    "UNWIND $iris AS row MERGE (i:Iri {iri: row.iri}) ON CREATE SET i:Heading, i.label = row.label"
    " WITH i, row WHERE i.label IS NULL AND row.label IS NOT NULL SET i.label = row.label"
)
_BESIDE: Final = (
    "UNWIND $rows AS row MATCH (d:Doc {key: row.key})"
    " CALL (row) { UNWIND row.parts AS part CREATE (p:Part:Rec) SET p = part.properties SET p:$(part.labels)"
    " RETURN collect(p) AS parts }"
    " CALL (d, row, parts) { UNWIND row.inner AS r"
    " WITH CASE WHEN r.from < 0 THEN d ELSE parts[r.from] END AS a, parts[r.to] AS b, r.type AS type"
    " CREATE (a)-[:$(type)]->(b) }"
    " CALL (d, row, parts) { UNWIND row.outer AS r MATCH (i:Iri {iri: r.iri})"
    " WITH CASE WHEN r.from < 0 THEN d ELSE parts[r.from] END AS a, i, r.type AS type CREATE (a)-[:$(type)]->(i) }"
    " CALL (d, row) { UNWIND row.links AS l MATCH (i:Iri {iri: l.iri})"
    " CREATE (d)-[:LINK {path: l.path, road: l.road, place: d.serial}]->(i) }"
    " CALL (d, row) { UNWIND row.keys AS key MERGE (k:Key {id: key.id})"
    " ON CREATE SET k.scheme = key.scheme, k.value = key.value CREATE (d)-[:HAS_KEY {space: key.space}]->(k) }"
    " MATCH (i:Iri {iri: row.own}) CREATE (d)-[:DESCRIBES]->(i)"
)
_NUMBER: Final = (
    "MATCH (l:Log {name: 'log'}) SET l.locked = true SET l.sequence = l.sequence + 1 WITH l.sequence AS sequence"
    " CREATE (e:Event) SET e = $event, e.sequence = sequence"
    " WITH sequence UNWIND $keys AS key MATCH (d:Doc {key: key}) SET d.sequence = sequence"
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
    """A document as the database holds it now."""

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
        put_beside(transaction, decision.writes, states, microseconds(cause.at))
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


def put_beside(transaction: Transaction, writes: Sequence[Write], states: Mapping[Key, State], at: int) -> None:
    """Write documents and everything that stands beside them; their numbers in the log come after."""
    for some in chunks(writes):
        known = [doc_key(write.key) for write in some if states[write.key].octets is not None]
        if known:
            transaction.run(CLEAR, keys=known)
        pairs = with_graphs(some)
        transaction.run(DOCUMENTS, rows=[row_of(write, states[write.key], at, made) for write, made in pairs])
        link(transaction, [(write.put, made) for write, made in pairs if write.put is not None and made is not None])


def with_graphs(writes: Sequence[Write]) -> list[tuple[Write, Natural | None]]:
    """Each write with the property graph of its description."""
    return [(write, None if write.put is None else natural(write.put.body)) for write in writes]


def chunks(writes: Sequence[Write]) -> Iterator[Sequence[Write]]:
    """As many writes at a time as one statement takes."""
    for start in range(0, len(writes), _CHUNK):
        yield writes[start : start + _CHUNK]


def row_of(write: Write, state: State, at: int, made: Natural | None) -> dict[str, Any]:
    """What the statement `DOCUMENTS` writes of one document."""
    key, put = doc_key(write.key), write.put
    own = {**fixed(write.key), "key": key, "serial": state.serial, "version": write.version, "changed": at}
    before = f"{key} {state.version}"
    if put is None or made is None:
        return {"key": key, "before": before, "labels": [], "properties": {**own, "created": state.created}}
    created = at if state.octets is None else state.created
    json = stamped(write.version, put.octets.decode())
    return {
        "key": key,
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
    if not puts:
        return
    rows: list[dict[str, Any]] = []
    iris: dict[str, str | None] = {}
    for put, made in puts:
        shared = parse_graph(put.key.graph).kind in SHAREABLE
        for iri in (put.key.iri, *made.names, *(target for _, target in put.derived.edges)):
            iris[iri] = iris.get(iri) or (made.names.get(iri) if shared else None)
        rows.append(
            {
                "key": doc_key(put.key), "own": indexed(put.key.iri),
                "parts": made.parts, "inner": made.inner, "outer": made.outer,
                "links": [
                    {"path": path, "iri": indexed(target), "road": road(path, target)}
                    for path, target in put.derived.edges
                ],
                "keys": [
                    {"id": key_id(each.scheme, each.value), "scheme": each.scheme, "value": each.value,
                     "space": each.unique_in}
                    for each in put.derived.keys
                ],
            }
        )  # fmt: skip
    named_ones = [{"iri": indexed(iri), "label": iris[iri]} for iri in sorted(iris)]
    headings = [row for row in named_ones if str(row["iri"]).startswith("urn:heading:")]
    others = [row for row in named_ones if not str(row["iri"]).startswith("urn:heading:")]
    transaction.run(_IRIS, iris=others)
    if headings:
        transaction.run(_HEADINGS, iris=headings)
    transaction.run(_BESIDE, rows=rows)


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
    row = transaction.single(_NUMBER, event=event, keys=[doc_key(write.key) for write in writes])
    if row is None or row["sequence"] is None:
        raise restoring()
    return int(row["sequence"])
