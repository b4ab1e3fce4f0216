"""Search and suggestions, within a scope: the wall between tenants becomes the owners a search is allowed to see."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final, NamedTuple

from graph.discovery.labels import named
from graph.store.finding import Condition, Scanned, ScanQuery
from graph.store.followed import Freshness
from graph.store.paging import Page
from graph.store.scope import Scope
from graph.store.search import (
    Copies,
    FacetField,
    Filter,
    Hit,
    SearchAnswer,
    SearchIndex,
    SearchKind,
    SearchQuery,
    SearchSort,
    Suggestion,
)
from graph.store.terms import NETWORK, owners_of
from graph.tenants.service import TenantService

_TOLD: Final = frozenset({FacetField.AVAILABILITY})
"""Facets that are left out where a library that is searched doesn't tell them to who asks."""

_NOW: Final = int(Copies.AVAILABLE | Copies.ONLINE)
_COPIES: Final = int(_NOW | Copies.UNAVAILABLE)
_HELD: Final = int(Copies.HELD)
_FAR: Final = 10_000
_MOST_COUNTED: Final = 100
"""So many hits are looked at to tell how many works they are."""


@dataclass(frozen=True, slots=True)
class SearchRequest:
    """What someone searches for. The tenants searched follow from the scope, never from the request.

    `after_event` is the event an answer must know of: a writer's own last write. `languages` are those that facet
    values are named in, most wanted first. `valueless` asks how many hits have no value of a facet. `where` must hold
    besides; without a page marker, `offset` hits are passed over. With `once`, works that a network takes for the same
    are one hit: that of the library `near` where one of its own is found, else the first.
    """

    text: str = ""
    kinds: frozenset[SearchKind] = frozenset({SearchKind.WORK})
    filters: tuple[Filter, ...] = ()
    available_only: bool = False
    sort: SearchSort = SearchSort.RELEVANCE
    page: Page = field(default_factory=Page)
    facets: tuple[FacetField, ...] = ()
    facet_size: int = 20
    valueless: bool = False
    highlights: bool = False
    after_event: int | None = None
    languages: tuple[str, ...] = ()
    where: Condition | None = None
    offset: int = 0
    once: bool = False
    near: str | None = None


class Having(NamedTuple):
    """A library that has copies of a work; whether one can be had now, None where it doesn't tell who asks."""

    tenant: str
    available: bool | None


def _question(request: SearchRequest, scope: Scope) -> SearchQuery:
    """The request as the index takes it, within the wall."""
    page = request.page
    backward = page.last is not None
    size = page.last if backward else page.first
    filtering = request.available_only or any(each.field is FacetField.AVAILABILITY for each in request.filters)
    owners = owners_of(scope)
    untold = owners & scope.untold
    return SearchQuery(
        owners=owners - untold if filtering else owners,
        text=request.text,
        kinds=request.kinds,
        filters=request.filters,
        available_only=request.available_only,
        sort=request.sort,
        first=20 if size is None else size,
        after=page.after,
        before=page.before or ("" if backward else None),
        facets=tuple(each for each in request.facets if filtering or not untold or each not in _TOLD),
        facet_size=request.facet_size,
        highlights=request.highlights,
        valueless=request.valueless,
        where=request.where,
        offset=request.offset,
        once=request.once,
        near=request.near,
    )


class DiscoveryService:
    """Searches the index that follows the log; `tenants` knows what libraries and locations are called."""

    def __init__(self, index: SearchIndex, tenants: TenantService, freshness: Freshness) -> None:
        self._index, self._tenants, self._freshness = index, tenants, freshness

    def search(self, request: SearchRequest, scope: Scope) -> SearchAnswer:
        """A page of hits in the descriptions the scope reads.

        Raises `InvalidCursor`, `Unavailable`, and `Behind` or `NoSuchEvent` where the request names an event.
        """
        self._freshness.wait("search", request.after_event)
        answer = self._index.search(_question(request, scope))
        if not answer.facets:
            return answer
        return replace(answer, facets=named(answer.facets, self._tenants, scope, request.languages))

    def found_among(self, text: str, iris: Sequence[str], scope: Scope, after_event: int) -> frozenset[str]:
        """Those of these resources that a search for a text finds, as they are after an event. Raises as `search`."""
        self._freshness.wait("search", after_event)
        query = SearchQuery(
            owners_of(scope), text, frozenset(SearchKind), first=2 * len(iris), among=frozenset(iris), highlights=False
        )
        return frozenset(each.iri for each in self._index.search(query).hits) if iris else frozenset()

    def works_found(self, request: SearchRequest, scope: Scope, total: int) -> int | None:
        """How many of `total` hits are left where works that are one are one hit; None where they are too many."""
        if total > _MOST_COUNTED:
            return None
        counting = replace(request, page=Page(_MOST_COUNTED), offset=0, facets=(), highlights=False, once=True)
        return self.search(counting, scope).works

    def having(self, hits: Sequence[Hit], scope: Scope, near: str | None = None) -> list[tuple[Having, ...]]:
        """Per work found, the libraries that have copies of it or of what it stands for, as the index knows: where it
        can be had now first, of these the nearest to the library `near`.
        """
        days: Mapping[str, int] = {}
        if near is not None:
            (house,) = self._tenants.tenants([near])
            days = {} if house is None else {**house.transit, near: 0}
        return [_nearest_first(each.copies, scope.untold, days) for each in hits]

    def suggest(
        self, text: str, kinds: Sequence[SearchKind], first: int, scope: Scope, after_event: int | None = None
    ) -> tuple[Suggestion, ...]:
        """Completions of what is being typed, the most used first. Raises as `search` does."""
        self._freshness.wait("search", after_event)
        return self._index.suggest(text, owners_of(scope), kinds, first)

    def scan(self, field: str, text: str, before: int, first: int, scope: Scope) -> tuple[Scanned, ...]:
        """A stretch of the list of titles, agents (`author`) or subjects round a text. Raises `Unavailable`."""
        return self._index.scan(ScanQuery(owners_of(scope), field, text, before, first))

    def position(self) -> int:
        """The last event a search sees."""
        return self._index.position()


def _nearest_first(copies: Mapping[str, int], untold: frozenset[str], days: Mapping[str, int]) -> tuple[Having, ...]:
    every = []
    for owner, found in copies.items():
        is_told = owner not in untold
        if found & (_COPIES if is_told else _HELD) and not owner.startswith(NETWORK):
            can_be_had = is_told and bool(found & _NOW)
            every.append((not can_be_had, days.get(owner, _FAR), owner, is_told))
    every.sort()
    return tuple(Having(owner, not cannot if is_told else None) for cannot, _, owner, is_told in every)
