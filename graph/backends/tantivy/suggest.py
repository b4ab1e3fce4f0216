"""Completing what is being typed: headings by how many works use them, and titles."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import orjson
import tantivy

from graph.backends.tantivy.facets import owned_by
from graph.backends.tantivy.query import beginning
from graph.backends.tantivy.schema import FACETS, MARK, PLAIN, mark_of, schema
from graph.store.search import FacetField, SearchKind, Suggestion
from mappings.text import tokens

_CANDIDATES: Final = 400
"""Headings among which the most used are sought."""
_UNMET: Final = 50
"""Headings found by a variant whose works are counted apart."""


def suggestions(
    searcher: tantivy.Searcher, text: str, owners: frozenset[str], kinds: Sequence[SearchKind], first: int
) -> tuple[Suggestion, ...]:
    """Completions of `text`, most used first."""
    words = tokens(text)
    if not words or not owners or first < 1:
        return ()
    readable = owned_by(owners)
    found: list[Suggestion] = []
    for kind in dict.fromkeys(kinds):
        if kind in {SearchKind.AGENT, SearchKind.CONCEPT}:
            found.extend(_headings(searcher, words, readable, kind, first))
        else:
            found.extend(_titles(searcher, words, readable, kind, first))
    return tuple(sorted(found, key=lambda each: -each.uses)[:first])


def _titles(
    searcher: tantivy.Searcher, words: Sequence[str], readable: tantivy.Query, kind: SearchKind, first: int
) -> list[Suggestion]:
    hits = searcher.search(
        _all(beginning(words, "title", mark_of(kind.value)), readable, kind.value), first, count=False
    ).hits
    return [
        Suggestion(shown["i"], shown["l"], kind)
        for _, address in hits
        if (shown := orjson.loads(str(searcher.doc(address).get_first("shown"))))["l"]
    ]


def _headings(
    searcher: tantivy.Searcher, words: Sequence[str], readable: tantivy.Query, kind: SearchKind, first: int
) -> list[Suggestion]:
    field = "author" if kind is SearchKind.AGENT else "subject"
    begun, of_works = (beginning(words, field, mark) for mark in (MARK, PLAIN))
    candidates: dict[str, Suggestion] = {}
    hits = searcher.search(_all(begun, readable, kind.value), _CANDIDATES, weight_by_field="prior", count=False).hits
    for _, address in hits:
        shown = orjson.loads(str(searcher.doc(address).get_first("shown")))
        if shown["i"] and shown["key"] not in candidates:
            candidates[shown["key"]] = Suggestion(shown["i"], shown["l"], kind)
    if not candidates:
        return []
    uses = _uses(searcher, _all(of_works, readable, SearchKind.WORK.value), kind, list(candidates))
    if unmet := [key for key in candidates if key not in uses][:_UNMET]:
        # Found by a variant: the works say the heading, not what was typed.
        uses |= _uses(searcher, _all(_of_any(kind, unmet), readable, SearchKind.WORK.value), kind, unmet)
    ranked = sorted(candidates.items(), key=lambda each: (-uses.get(each[0], 0), each[1].label))
    return [Suggestion(each.iri, each.label, kind, uses.get(key, 0)) for key, each in ranked[:first]]


def _of_any(kind: SearchKind, keys: Sequence[str]) -> tantivy.Query:
    """Works with any of these headings."""
    return tantivy.Query.boolean_query(
        [
            (tantivy.Occur.Should, tantivy.Query.term_query(schema(), FACETS[field], key))
            for field in _facets(kind)
            for key in keys
        ]
    )


def _facets(kind: SearchKind) -> tuple[FacetField, ...]:
    return (FacetField.AGENT,) if kind is SearchKind.AGENT else (FacetField.SUBJECT, FacetField.GENRE)


def _uses(searcher: tantivy.Searcher, works: tantivy.Query, kind: SearchKind, keys: list[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for field in _facets(kind):
        terms = {"terms": {"field": FACETS[field], "size": len(keys), "include": keys}}
        for bucket in searcher.aggregate(works, {"values": terms})["values"]["buckets"]:
            found[str(bucket["key"])] = int(bucket["doc_count"])
    return found


def _all(begun: tantivy.Query, readable: tantivy.Query, kind: str) -> tantivy.Query:
    return tantivy.Query.boolean_query(
        [
            (tantivy.Occur.Must, begun),
            (tantivy.Occur.Must, readable),
            (
                tantivy.Occur.Must,
                tantivy.Query.const_score_query(tantivy.Query.term_query(schema(), "kind", kind), 0.0),
            ),
        ]
    )
