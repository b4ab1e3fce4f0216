"""Finding out whether the store agrees with itself, and making anew what follows from the documents."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any, Final

import orjson

from graph.backends.neo4j.connection import Connection, Transaction
from graph.backends.neo4j.names import doc_key, indexed
from graph.backends.neo4j.natural import Natural, natural
from graph.backends.neo4j.schema import Links
from graph.backends.neo4j.stamps import body_of
from graph.backends.neo4j.writing import fixed, link_of, rewrite
from graph.store.derive import derive
from graph.store.errors import StoreError
from graph.store.model import ANY, Derived, Finding, Key, Remedy
from graph.store.prepared import PreparedPut, prepare_put
from mappings.bibframe.node import Node

_PAGE: Final = 500
_OWN: Final = frozenset(
    {
        "key", "graph", "iri", "kind", "owner", "serial", "version", "sequence", "created", "changed", "json", "g",
        "types", "locked",
    }
)  # fmt: skip
"""The properties of a document's node that its description does not say."""
_PAGES: Final = (
    "MATCH (d:Doc) WHERE d.serial > $after WITH d ORDER BY d.serial LIMIT $page"
    " CALL (d) { OPTIONAL MATCH (d)-[l:LINK]->(i:Iri) WHERE l.place = d.serial"
    " RETURN collect([i.iri, l.road, l.path]) AS links }"
    " CALL (d) { OPTIONAL MATCH (d)-[h:HAS_KEY]->(k:Key) RETURN collect([k.scheme, k.value, h.space]) AS keys }"
    " CALL (d) { OPTIONAL MATCH (d)-[*1..20]->(p:Part) WITH d, collect(DISTINCT p) AS parts"
    " RETURN [p IN parts | properties(p)] AS parts,"
    " reduce(n = 0, x IN [d] + parts | n + COUNT { (x)-[r]->(:Part|Iri) WHERE NOT type(r) IN ['LINK', 'DESCRIBES'] })"
    " AS ways }"
    " CALL (d) { OPTIONAL MATCH (v:Version {key: d.key})"
    " RETURN count(v) AS earlier, min(v.version) AS first, max(v.version) AS last }"
    " OPTIONAL MATCH (e:Event {sequence: d.sequence})"
    " RETURN d.graph AS graph, d.iri AS iri, d.serial AS serial, d.version AS version, d.json AS json,"
    " properties(d) AS properties, d.types AS types, d.sequence AS sequence, links, keys, parts, ways, earlier, first,"
    " last, EXISTS { (d)-[:DESCRIBES]->(:Iri) } AS described,"
    " d.serial IN e.serials AS told ORDER BY serial"
)


def check(connection: Connection) -> list[Finding]:
    """See `Store.check`."""
    findings: list[Finding] = []
    after = -1
    while rows := connection.read(_PAGES, after=after, page=_PAGE):
        after = rows[-1]["serial"]
        for row in rows:
            findings += _document(row)
    return [*findings, *_log(connection)]


def mend(connection: Connection, keys: Sequence[Key]) -> int:
    """See `Store.mend`. A transaction for each document; whoever writes it meanwhile waits."""
    return sum(connection.write(partial(_mend, key=key)) for key in keys)


def _mend(transaction: Transaction, key: Key) -> bool:
    row = transaction.single(
        "MATCH (d:Doc {key: $key}) SET d.locked = true RETURN properties(d) AS properties", key=doc_key(key)
    )
    if row is None:
        return False
    found = {name: value for name, value in row["properties"].items() if name in _OWN}
    labels: list[str] = []
    puts: list[PreparedPut] = []
    if (json := found.get("json")) is not None:
        put = prepare_put(key, body_of(json), ANY)
        made = natural(put.body)
        labels = made.labels
        found = {**made.properties, **found, **fixed(key), "g": key.graph, "types": list(put.types)}
        puts.append(put)
    rewrite(transaction, doc_key(key), found, labels, puts)
    return True


def _document(row: Any) -> Iterator[Finding]:
    iri, key = row["iri"], Key(row["graph"], row["iri"])
    first, last = row["first"], row["last"]
    if last is not None and (last != row["version"] - 1 or last - first != row["earlier"] - 1):
        yield Finding(iri, "Its history has a gap.")
    if not row["told"]:
        yield Finding(iri, f"Event {row['sequence']}, which wrote it, does not name it.")
    body: Node = {}
    derived = Derived()
    if row["json"] is not None:
        try:
            body = body_of(row["json"])
            derived = derive(key, body)
        except (StoreError, orjson.JSONDecodeError):
            yield Finding(iri, "Its description can't be read.")
            return
    links = _tuples(row["links"])
    for what, expected, found in (
        ("link", _links(derived, links), links),
        ("key", {(each.scheme, each.value, each.unique_in) for each in derived.keys}, _tuples(row["keys"])),
        ("type", set(body.get("@type", ())), set(row["types"] or ())),
    ):
        if expected - found:
            yield Finding(iri, f"It lacks a {what} that follows from it.", Remedy.MEND, key)
        if found - expected:
            yield Finding(iri, f"It has a {what} that does not follow from it.", Remedy.MEND, key)
    yield from _graph(row, key, natural(body))


def _links(derived: Derived, found: set[tuple[Any, ...]]) -> set[tuple[Any, ...]]:
    """The links that follow from a document, short or long, whichever are more like those found: it has all its links
    from one writing.
    """
    forms: list[set[tuple[Any, ...]]] = []
    for short in (True, False):
        made = ((target, link_of(path, target, Links(short=short))) for path, target in derived.edges)
        forms.append({(indexed(target), link["road"], link["path"]) for target, link in made})
    return min(forms, key=lambda form: len(form ^ found))


def _graph(row: Any, key: Key, made: Natural) -> Iterator[Finding]:
    """Where the property graph of a description differs from the one that follows from it."""
    expected = Counter(_text(part["properties"]) for part in made.parts)
    found = Counter(_text(part) for part in row["parts"])
    if expected != found:
        problem = f"Its property graph has {found.total()} nodes below it, and {expected.total()} follow from it."
        if found.total() == expected.total():
            problem = "A node of its property graph says something else than its description."
        yield Finding(key.iri, problem, Remedy.MEND, key)
    elif row["ways"] != len(made.inner) + len(made.outer):
        problem = f"Its property graph has {row['ways']} relations, and {len(made.inner) + len(made.outer)} follow."
        yield Finding(key.iri, problem, Remedy.MEND, key)
    own = {name: value for name, value in row["properties"].items() if name not in _OWN}
    if own != {name: value for name, value in made.properties.items() if name not in _OWN}:
        yield Finding(key.iri, "Its node says something else than its description.", Remedy.MEND, key)
    if row["json"] is not None and not row["described"]:
        yield Finding(key.iri, "Its node does not lead to the resource it describes.", Remedy.MEND, key)


def _text(properties: Any) -> bytes:
    return orjson.dumps(dict(properties), option=orjson.OPT_SORT_KEYS)


def _tuples(rows: list[list[Any]]) -> set[tuple[Any, ...]]:
    return {tuple(row) for row in rows if row[0] is not None}


def _log(connection: Connection) -> Iterator[Finding]:
    (row,) = connection.read(
        "MATCH (l:Log {name: 'log'}) OPTIONAL MATCH (e:Event)"
        " RETURN l.sequence AS position, count(e) AS count, min(e.sequence) AS first, max(e.sequence) AS last"
    )
    if row["count"] != row["position"] or (row["count"] and (row["first"], row["last"]) != (1, row["count"])):
        yield Finding("the log", f"It has {row['count']} events numbered {row['first']} to {row['last']}.")
