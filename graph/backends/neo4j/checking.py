"""Finding out whether the store agrees with itself."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

import orjson

from graph.backends.neo4j.connection import Connection
from graph.backends.neo4j.natural import natural
from graph.store.derive import derive
from graph.store.errors import StoreError
from graph.store.model import Finding, Key

_PAGE: Final = 500
_PAGES: Final = (
    "MATCH (d:Doc) WHERE d.serial > $after WITH d ORDER BY d.serial LIMIT $page"
    " CALL (d) { OPTIONAL MATCH (d)-[l:LINK]->(i:Iri) WHERE l.place = d.serial"
    " RETURN collect([l.path, i.iri]) AS links }"
    " CALL (d) { OPTIONAL MATCH (d)-[h:HAS_KEY]->(k:Key) RETURN collect([k.scheme, k.value, h.space]) AS keys }"
    " CALL (d) { OPTIONAL MATCH (d)-[*1..20]->(p:Part) RETURN count(DISTINCT p) AS parts }"
    " CALL (d) { OPTIONAL MATCH (v:Version {key: d.key}) RETURN count(v) AS earlier, max(v.version) AS last }"
    " OPTIONAL MATCH (e:Event {sequence: d.sequence})"
    " RETURN d.graph AS graph, d.iri AS iri, d.serial AS serial, d.version AS version, d.json AS json,"
    " d.types AS types, d.sequence AS sequence, links, keys, parts, earlier, last,"
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


def _document(row: Any) -> Iterator[Finding]:
    iri = row["iri"]
    if row["last"] is not None and row["last"] != row["version"] - 1:
        yield Finding(iri, "Its history has a gap before the present version.")
    if not row["told"]:
        yield Finding(iri, f"Event {row['sequence']}, which wrote it, does not name it.")
    if row["json"] is None:
        links: set[tuple[Any, ...]] = set()
        keys: set[tuple[Any, ...]] = set()
        types: list[str] = []
        parts = 0
    else:
        try:
            body = orjson.loads(row["json"])
            derived = derive(Key(row["graph"], iri), body)
        except (StoreError, orjson.JSONDecodeError):
            yield Finding(iri, "Its description can't be read.")
            return
        links = set(derived.edges)
        keys = {(key.scheme, key.value, key.unique_in) for key in derived.keys}
        types = list(dict.fromkeys(body.get("@type", ())))
        parts = len(natural(body).parts)
    for what, expected, found in (
        ("link", links, _tuples(row["links"])),
        ("key", keys, _tuples(row["keys"])),
        ("type", set(types), set(row["types"] or ())),
    ):
        if expected - found:
            yield Finding(iri, f"It lacks a {what} that follows from it.")
        if found - expected:
            yield Finding(iri, f"It has a {what} that does not follow from it.")
    if parts != row["parts"]:
        yield Finding(iri, f"Its property graph has {row['parts']} nodes below it, and {parts} follow from it.")


def _tuples(rows: list[list[Any]]) -> set[tuple[Any, ...]]:
    return {tuple(row) for row in rows if row[0] is not None}


def _log(connection: Connection) -> Iterator[Finding]:
    (row,) = connection.read(
        "MATCH (l:Log {name: 'log'}) OPTIONAL MATCH (e:Event)"
        " RETURN l.sequence AS position, count(e) AS count, min(e.sequence) AS first, max(e.sequence) AS last"
    )
    if row["count"] != row["position"] or (row["count"] and (row["first"], row["last"]) != (1, row["count"])):
        yield Finding("the log", f"It has {row['count']} events numbered {row['first']} to {row['last']}.")
