"""The index on disk: its fields, its version, how it is opened.

Text is folded and cut into words by us (`mappings.text`) before it comes here, so the index only splits at spaces.
What is filtered, counted or sorted by is a raw fast field. A change of fields is a new `VERSION`: the old index is
left behind and the log is read again from its start.
"""

from __future__ import annotations

import shutil
from collections.abc import Collection
from functools import lru_cache
from hashlib import blake2b
from pathlib import Path
from typing import Final

import tantivy

from graph.store.names import GraphKind, parse_graph
from graph.store.search import FacetField, SearchKind, SearchSort
from graph.store.terms import INSTALLATION, NETWORK

VERSION: Final = 5
_FEW: Final = 100
WORDS: Final = "words"
META: Final = "meta.json"
"""The file that makes a commit: it is replaced at each one."""

TEXT_FIELDS: Final[dict[str, float]] = {
    "title": 4.0,
    "author": 3.0,
    "subject": 2.0,
    "series": 1.2,
    "publisher": 1.0,
    "rest": 1.0,
}
"""Fields of words with their weight in the order of hits: title over author over subject over everything else."""

PLAIN: Final = ""
MARK: Final = "\x02"
"""Stands before every word of what isn't a work."""

FACETS: Final[dict[FacetField, str]] = {field: f"f_{field.value}" for field in FacetField}
SORTS: Final[dict[SearchSort, str]] = {
    SearchSort.TITLE: "s_title",
    SearchSort.DATE_NEWEST: "s_newest",
    SearchSort.DATE_OLDEST: "s_oldest",
    SearchSort.RECENTLY_ADDED: "s_added",
}
"""Each sort field ends in the document's own number, so that no two documents are equal and pages are stable."""

POSITION: Final = "position"
"""The id of the one document that holds the number of the last event, committed together with what it covers."""


@lru_cache(maxsize=1)
def schema() -> tantivy.Schema:
    """The fields of every document."""
    builder = tantivy.SchemaBuilder()
    for name in ("id", "kind", "number", "key", "begins", "begins_other", "layered", "cluster"):
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic")
    for name in ("owner", "vocabulary"):
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic", fast=True)
    for name in TEXT_FIELDS:
        builder.add_text_field(name, tokenizer_name=WORDS, index_option="position")
    for name in (*FACETS.values(), *SORTS.values()):
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic", fast=True)
    for name in ("hash", "owned", "copies", "alike", "alike_in"):
        builder.add_integer_field(name, fast=True)
    builder.add_float_field("prior", fast=True)
    builder.add_integer_field("sequence", stored=True)
    builder.add_text_field("shown", stored=True, tokenizer_name="raw", index_option="basic")
    return builder.build()


def home(directory: Path) -> Path:
    """Where the index of this version lives."""
    return directory / f"index-{VERSION}"


def is_there(directory: Path) -> bool:
    """Whether there is an index of this version in `directory`."""
    return (home(directory) / META).exists()


def open_index(directory: Path) -> tantivy.Index:
    """The index in `directory`. It must exist. Analyzers are not kept on disk, so they are told at every opening."""
    return _with_words(tantivy.Index.open(str(home(directory))))


def create_index(directory: Path) -> tantivy.Index:
    """The index in `directory`, made when it isn't there; one of another version, or a damaged one, is made anew."""
    place = home(directory)
    for other in directory.glob("index-*"):
        if other != place:
            shutil.rmtree(other, ignore_errors=True)
    place.mkdir(parents=True, exist_ok=True)
    if tantivy.Index.exists(str(place)):
        try:
            return open_index(directory)
        except (ValueError, OSError):
            shutil.rmtree(place)
            place.mkdir()
    return _with_words(tantivy.Index(schema(), path=str(place)))


def _with_words(index: tantivy.Index) -> tantivy.Index:
    index.register_tokenizer(WORDS, tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build())
    return index


@lru_cache(maxsize=4096)
def owner_of(graph: str) -> str | None:
    """Whose a graph's documents are: a tenant's slug, `network:` and a network's slug, `installation:`, None where they
    are not searched.
    """
    kind, owner = parse_graph(graph)
    if kind is GraphKind.CATALOGUE:
        return owner
    if kind is GraphKind.VOCABULARY:
        return INSTALLATION
    return NETWORK + owner if kind is GraphKind.NETWORK else None


def document_id(owner: str, name: str) -> str:
    """The id of one owner's document about a resource or heading."""
    return f"{owner}\x1f{name}"


def mark_of(kind: str) -> str:
    """What stands before the words of a document of this kind."""
    return PLAIN if kind == SearchKind.WORK.value else MARK


def one_of(field: str, values: Collection[str]) -> tantivy.Query:
    """Documents with one of these values. A few are looked up; of many the documents are gathered first."""
    if len(values) == 1:
        return tantivy.Query.term_query(schema(), field, *values)
    if len(values) > _FEW:
        return tantivy.Query.term_set_query(schema(), field, sorted(values))
    each = (tantivy.Query.term_query(schema(), field, value) for value in sorted(values))
    return tantivy.Query.boolean_query([(tantivy.Occur.Should, one) for one in each])


def matched(result: tantivy.SearchResult) -> int:
    """How many documents a search found in all."""
    return int(result.count or 0)  # type: ignore[attr-defined]  # the library's stub leaves it out


def number_of(identifier: str) -> int:
    """A number for a document that is the same every time: 63 bits of a hash."""
    return int.from_bytes(blake2b(identifier.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big") >> 1
