"""The search index as services see it: what can be asked, what comes back. A backend follows the log and answers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import IntFlag, StrEnum
from typing import Protocol

from graph.store.finding import Condition, Scanned, ScanQuery
from graph.store.terms import TermAnswer, TermQuery


class SearchKind(StrEnum):
    """What a hit is."""

    WORK = "work"
    INSTANCE = "instance"
    AGENT = "agent"
    CONCEPT = "concept"


class FacetField(StrEnum):
    """What results can be filtered and counted by."""

    TYPE = "type"
    LANGUAGE = "language"
    AGENT = "agent"
    SUBJECT = "subject"
    GENRE = "genre"
    DECADE = "decade"
    FORMAT = "format"
    LIBRARY = "library"
    LOCATION = "location"
    AVAILABILITY = "availability"
    TENANT = "tenant"


class SearchSort(StrEnum):
    """The order of hits; equal ones stay in a stable order."""

    RELEVANCE = "relevance"
    TITLE = "title"
    DATE_NEWEST = "date-newest"
    DATE_OLDEST = "date-oldest"
    RECENTLY_ADDED = "recently-added"


@dataclass(frozen=True, slots=True)
class Filter:
    """Keep hits with any of `any_of` and none of `none_of` in `field`. Values are the buckets' values."""

    field: FacetField
    any_of: tuple[str, ...] = ()
    none_of: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SearchQuery:
    """One question. `owners` are the tenants whose catalogue may be read (the wall: an empty set finds nothing).

    `text` understands words, "quoted phrases", `field:value` (title, author, subject, isbn, issn, publisher, series)
    and `-word`; anything else in it is text, never an error. `first` hits come after `after` (or the last ones before
    `before`, an empty one standing for the end); cursors stay valid while data changes.
    """

    owners: frozenset[str]
    text: str = ""
    kinds: frozenset[SearchKind] = frozenset({SearchKind.WORK})
    filters: tuple[Filter, ...] = ()
    available_only: bool = False
    sort: SearchSort = SearchSort.RELEVANCE
    first: int = 20
    after: str | None = None
    before: str | None = None
    facets: tuple[FacetField, ...] = ()
    facet_size: int = 20
    where: Condition | None = None
    """What else must hold, put together rather than typed."""
    among: frozenset[str] | None = None
    """Only these resources, by IRI, with the scores that they have among all."""
    offset: int = 0
    """How many hits to pass over where no cursor says where to begin."""
    highlights: bool = True
    """Whether hits tell where they matched, which costs more than finding them."""
    valueless: bool = True
    """Whether facets tell how many hits have no value, which can cost as much as finding them."""
    once: bool = False
    """Whether works that the networks among `owners` take for the same are one hit, and what a network describes is one
    however many libraries have something of it. `total` counts as ever.
    """
    near: str | None = None
    """With `once`, the owner whose own stands for a work, where the filters let it, instead of what is found first."""


class Copies(IntFlag):
    """What an owner has of a work: anything at all, and how its copies can be had."""

    AVAILABLE = 1
    ONLINE = 2
    UNAVAILABLE = 4
    HELD = 8


@dataclass(frozen=True, slots=True)
class Hit:
    """One result: the root's IRI and the tenant whose graph it came from."""

    iri: str
    kind: SearchKind
    owner: str
    score: float
    cursor: str
    label: str = ""
    highlights: tuple[tuple[str, str], ...] = ()
    copies: Mapping[str, int] = field(default_factory=dict)
    """What those who are searched have of it, or of what it stands for: `Copies` by owner."""


@dataclass(frozen=True, slots=True)
class Bucket:
    """One value of a facet. `iri` where the value stands for a resource."""

    value: str
    label: str
    count: int
    iri: str | None = None
    selected: bool = False


@dataclass(frozen=True, slots=True)
class Facet:
    """A facet's buckets, most frequent first; `missing` hits have no value, None where that was not asked for."""

    field: FacetField
    buckets: tuple[Bucket, ...]
    missing: int | None = 0


@dataclass(frozen=True, slots=True)
class SearchAnswer:
    """A page of hits. `exact` tells whether `total` is exact or a lower bound."""

    hits: tuple[Hit, ...]
    total: int
    exact: bool = True
    has_next: bool = False
    has_previous: bool = False
    facets: tuple[Facet, ...] = ()
    did_you_mean: tuple[str, ...] = ()
    position: int = 0
    works: int | None = None
    """How many hits there are where several of `total` are one, as far as it came out."""
    reached: str | None = None
    """How far hits were looked at, where that is farther than the last of them, and there are more."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A completion for what is being typed: a heading or title and the resource it names."""

    iri: str
    label: str
    kind: SearchKind
    uses: int = 0


class SearchIndex(Protocol):
    """A full-text index that follows the log."""

    def search(self, query: SearchQuery) -> SearchAnswer:
        """The hits of one question. Raises `InvalidCursor` or `ProjectionUnavailable`, never on odd text."""
        ...

    def suggest(
        self, text: str, owners: frozenset[str], kinds: Sequence[SearchKind], first: int
    ) -> tuple[Suggestion, ...]:
        """Completions of `text`, most used first."""
        ...

    def scan(self, query: ScanQuery) -> tuple[Scanned, ...]:
        """A stretch of an alphabetical list. Raises `ProjectionUnavailable`."""
        ...

    def terms(self, query: TermQuery) -> TermAnswer:
        """A page of terms of authorities and vocabularies. Raises `InvalidCursor`, `ProjectionUnavailable`."""
        ...

    def vocabularies(self, owners: frozenset[str]) -> dict[str, int]:
        """Every vocabulary of the terms these owners have, and how many. Raises `ProjectionUnavailable`."""
        ...

    def position(self) -> int:
        """The last event whose effect a search sees."""
        ...
