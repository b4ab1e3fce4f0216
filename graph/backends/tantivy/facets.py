"""Facets: how many hits each value has. A facet's own selection does not narrow its counts, so that another value of
the same facet can be chosen; every other filter does.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

import orjson
import tantivy

from graph.backends.tantivy.schema import FACETS, matched, one_of, schema
from graph.store.search import Bucket, Facet, FacetField, Filter, SearchQuery
from mappings.bibframe.read import FORMAT_LABELS, TYPE_LABELS
from mappings.bibframe.vocabulary import shared
from mappings.text import heading_key

if TYPE_CHECKING:
    from graph.backends.tantivy.snapshot import Snapshot

_LANGUAGES: Final = "http://id.loc.gov/vocabulary/languages/"
_CLASSES: Final = "http://id.loc.gov/ontologies/bibframe/"
_HEADINGS: Final[dict[FacetField, tuple[str, ...]]] = {
    FacetField.AGENT: ("agents",),
    FacetField.SUBJECT: ("subjects", "places", "agents", "hubs", "genres"),
    FacetField.GENRE: ("genres",),
}
_NAMELESS: Final = ("", "")
_NO_VALUE: Final = "\x00"
"""The bucket of documents without a value; no value is this."""
_ALL: Final = "all"
"""The count of all documents beside the facets; every document has a `hash`."""
_MOST_NAMES: Final = 20_000
_AVAILABILITY: Final = {"available": "Available now", "unavailable": "Not available", "online": "Online"}


def filter_queries(
    query: SearchQuery, *, without: FacetField | None = None
) -> list[tuple[tantivy.Occur, tantivy.Query]]:
    """The filters of a question as clauses that don't touch the score."""
    parts: list[tuple[tantivy.Occur, tantivy.Query]] = []
    for each in query.filters:
        if each.any_of and each.field is not without:
            parts.append((tantivy.Occur.Must, unscored(_any(each.field, each.any_of))))
        if each.none_of:
            parts.append((tantivy.Occur.MustNot, _any(each.field, each.none_of)))
    if query.available_only:
        parts.append((tantivy.Occur.Must, unscored(_any(FacetField.AVAILABILITY, ("available", "online")))))
    return parts


def _any(field: FacetField, values: Sequence[str]) -> tantivy.Query:
    stored = {each for value in values for each in _stored(field, value)}
    return one_of(FACETS[field], stored)


def _stored(field: FacetField, value: str) -> tuple[str, ...]:
    """A value as the index may have it: languages and types also by their IRI, headings also by their label."""
    if field is FacetField.LANGUAGE:
        return (value.rpartition("/")[2],)
    if field is FacetField.TYPE:
        return (value.removeprefix(_CLASSES).removeprefix("bf:"),)
    if field in _HEADINGS:
        return (value, *(key for kind in _HEADINGS[field] if (key := heading_key(kind, value))))
    return (value,)


def unscored(query: tantivy.Query) -> tantivy.Query:
    """The same documents, adding nothing to the score."""
    return tantivy.Query.const_score_query(query, 0.0)


def counted(
    snapshot: Snapshot, matching: tantivy.Query, query: SearchQuery, fields: Sequence[FacetField]
) -> tuple[dict[FacetField, Facet], int]:
    """The most frequent values of each field among the documents of `matching`, in one pass over them, and how many
    documents there are.
    """
    size = _size(query)
    # One bucket more, for those without a value.
    wanted: dict[str, object] = {
        field.value: {"terms": {"field": FACETS[field], "size": size + 1, "missing": _NO_VALUE}} for field in fields
    }
    answer = snapshot.searcher.aggregate(matching, {**wanted, _ALL: {"value_count": {"field": "hash"}}})
    found = {field: _facet(snapshot, matching, query, field, answer[field.value]) for field in fields}
    return found, int(answer[_ALL]["value"])


def _size(query: SearchQuery) -> int:
    return max(1, min(query.facet_size, 1000))


def _facet(
    snapshot: Snapshot, matching: tantivy.Query, query: SearchQuery, field: FacetField, answer: Mapping[str, Any]
) -> Facet:
    searcher, name = snapshot.searcher, FACETS[field]
    counts = {str(each["key"]): int(each["doc_count"]) for each in answer["buckets"]}
    without = counts.pop(_NO_VALUE, None)
    if without is None and not answer["sum_other_doc_count"]:
        without = 0
    if without is None and query.valueless:
        without = _valueless(searcher, matching, name)
    found = list(counts.items())[: _size(query)]
    asked = (value for each in query.filters if each.field is field for value in each.any_of)
    chosen = {stored for value in asked for stored in _stored(field, value)}
    # What is selected is shown with its count, however rare it is.
    absent = sorted(chosen - {value for value, _ in found})
    found.extend((value, number) for value in absent if (number := _count(searcher, matching, name, value)))
    named = _heading_names(snapshot, query.owners, [value for value, _ in found]) if field in _HEADINGS else {}
    return Facet(
        field,
        tuple(_bucket(field, value, number, named, selected=value in chosen) for value, number in found),
        without,
    )


def _valueless(searcher: tantivy.Searcher, matching: tantivy.Query, name: str) -> int:
    """How many have no value, where so few have none that their bucket is not among the first."""
    query = tantivy.Query.boolean_query(
        [(tantivy.Occur.Must, matching), (tantivy.Occur.MustNot, tantivy.Query.exists_query(name))]
    )
    return matched(searcher.search(query, 1))


def _count(searcher: tantivy.Searcher, matching: tantivy.Query, name: str, value: str) -> int:
    one = tantivy.Query.boolean_query(
        [
            (tantivy.Occur.Must, matching),
            (tantivy.Occur.Must, tantivy.Query.term_query(schema(), name, value)),
        ]
    )
    return matched(searcher.search(one, 1))


def _heading_names(snapshot: Snapshot, owners: frozenset[str], keys: Sequence[str]) -> dict[str, tuple[str, str]]:
    """Per key the label and IRI of a heading that one of the owners has, each looked up once a snapshot."""
    known = snapshot.names
    if len(known) > _MOST_NAMES:
        known.clear()
    found: dict[str, tuple[str, str]] = {}
    for key in keys:
        name = known.get((owners, key))
        if name is None:
            name = known[owners, key] = _heading_name(snapshot.searcher, owners, key)
        if name != _NAMELESS:
            found[key] = name
    return found


def _heading_name(searcher: tantivy.Searcher, owners: frozenset[str], key: str) -> tuple[str, str]:
    wanted = tantivy.Query.boolean_query(
        [
            (tantivy.Occur.Must, tantivy.Query.term_query(schema(), "key", key)),
            (tantivy.Occur.Must, owned_by(owners)),
        ]
    )
    found = _NAMELESS
    for _, address in searcher.search(wanted, 2, count=False).hits:
        shown = orjson.loads(str(searcher.doc(address).get_first("shown")))
        if found == _NAMELESS or not found[1]:
            found = (shown["l"], shown["i"])
    return found


def owned_by(owners: frozenset[str]) -> tantivy.Query:
    """The wall: documents of these owners and of nobody else."""
    if not owners:
        return tantivy.Query.empty_query()
    return unscored(one_of("owner", owners))


def _bucket(field: FacetField, value: str, number: int, named: dict[str, tuple[str, str]], *, selected: bool) -> Bucket:
    label, iri = _label(field, value, named)
    return Bucket(value, label, number, iri, selected)


def _label(field: FacetField, value: str, named: dict[str, tuple[str, str]]) -> tuple[str, str | None]:
    if field in _HEADINGS:
        label, iri = named.get(value, (value.partition(":")[2] or value, ""))
        return label, iri or None
    if field is FacetField.LANGUAGE:
        term = shared(_LANGUAGES + value)
        return value if term is None else term[2], _LANGUAGES + value
    if field is FacetField.TYPE:
        return TYPE_LABELS.get(value, value), _CLASSES + value
    if field is FacetField.FORMAT:
        return FORMAT_LABELS.get(value, value), None
    if field is FacetField.DECADE:
        return f"{value}s", None
    if field is FacetField.AVAILABILITY:
        return _AVAILABILITY.get(value, value), None
    return value, value if field is FacetField.LOCATION else None


def selections(filters: Sequence[Filter]) -> frozenset[FacetField]:
    """The facets in which something is selected."""
    return frozenset(each.field for each in filters if each.any_of)
