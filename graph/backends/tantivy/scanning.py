"""Stretches of the alphabetical lists of titles, agents and subjects."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

import orjson
import tantivy

from graph.backends.tantivy.facets import owned_by, unscored
from graph.backends.tantivy.schema import FACETS, SORTS, schema
from graph.store.finding import Scanned, ScanQuery
from graph.store.search import FacetField, SearchKind, SearchSort
from mappings.text import fold

_SORTED_BY: Final = SORTS[SearchSort.TITLE]
_KINDS: Final = {"title": SearchKind.INSTANCE, "author": SearchKind.AGENT, "subject": SearchKind.CONCEPT}
_COUNTED: Final = {"author": (FacetField.AGENT,), "subject": (FacetField.SUBJECT, FacetField.GENRE)}
_LONGEST: Final = 16
"""Characters by which the beginning of the list is found; what follows them is looked at one by one."""
_AT_ONCE: Final = 1_000
"""Documents of one list that are looked at: many may have the same title."""


def scan(searcher: tantivy.Searcher, query: ScanQuery) -> tuple[Scanned, ...]:
    """The entries before a text, and those from it on, in the order of the list."""
    if not query.owners:
        return ()
    text = fold(query.text).strip()
    after = _entries(searcher, query, text, backward=False)[: query.first]
    before = _entries(searcher, query, text, backward=True)[: query.before] if query.before else []
    found = [*reversed(before), *after]
    counts = _counts(searcher, query, [key for _, key, _ in found])
    return tuple(Scanned(label, counts.get(key, count)) for label, key, count in found)


def _entries(searcher: tantivy.Searcher, query: ScanQuery, text: str, *, backward: bool) -> list[tuple[str, str, int]]:
    """Label, key and number of documents of each entry on one side of a text."""
    pattern = _before(text[:_LONGEST]) if backward and text else _from(text[:_LONGEST])
    if backward and not text:
        return []
    stretch = tantivy.Query.regex_query(schema(), _SORTED_BY, pattern)
    order = tantivy.Order.Desc if backward else tantivy.Order.Asc
    hits = searcher.search(_of(query, stretch), _AT_ONCE, order_by_field=_SORTED_BY, order=order, count=False).hits
    found: dict[str, tuple[str, str, int]] = {}
    wanted = query.before if backward else query.first
    for value, address in hits:
        place = str(value).partition("\x1f")[0]
        if (place < text) is not backward:
            continue
        known = found.get(place)
        if known is not None:
            found[place] = (*known[:2], known[2] + 1)
            continue
        if len(found) == wanted:
            break
        shown = orjson.loads(str(searcher.doc(address).get_first("shown")))
        found[place] = (shown["l"], shown.get("key", place), 1)
    return list(found.values())


def _counts(searcher: tantivy.Searcher, query: ScanQuery, keys: Sequence[str]) -> dict[str, int]:
    """How many records each heading has."""
    counts: dict[str, int] = {}
    for field in _COUNTED.get(query.field, ()):
        terms = {"terms": {"field": FACETS[field], "size": len(keys), "include": list(keys)}}
        records = _of(query, tantivy.Query.all_query(), SearchKind.INSTANCE)
        for bucket in searcher.aggregate(records, {"values": terms})["values"]["buckets"] if keys else ():
            counts[str(bucket["key"])] = counts.get(str(bucket["key"]), 0) + int(bucket["doc_count"])
    return counts


def _of(query: ScanQuery, part: tantivy.Query, kind: SearchKind | None = None) -> tantivy.Query:
    wanted = (kind or _KINDS[query.field]).value
    of_kind = unscored(tantivy.Query.term_query(schema(), "kind", wanted))
    parts = (owned_by(query.owners), of_kind, part)
    return tantivy.Query.boolean_query([(tantivy.Occur.Must, each) for each in parts])


def _from(text: str) -> str:
    """A pattern of what stands at a text or behind it."""
    later = [
        f"{re.escape(text[:at])}[\\x{{{ord(each) + 1:x}}}-\\x{{10ffff}}].*"
        for at, each in enumerate(text)
        if ord(each) < 0x10FFFF
    ]
    return "|".join([f"{re.escape(text)}.*", *later])


def _before(text: str) -> str:
    """A pattern of what stands before a text."""
    earlier = [
        f"{re.escape(text[:at])}[\\x{{0}}-\\x{{{ord(each) - 1:x}}}].*" for at, each in enumerate(text) if ord(each)
    ]
    return "|".join(earlier)
