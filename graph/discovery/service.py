"""Search and suggestions, within a scope: the wall between tenants becomes the owners a search is allowed to see."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from graph.store.names import GraphKind
from graph.store.paging import Page
from graph.store.scope import EVERY, Scope
from graph.store.search import (
    FacetField,
    Filter,
    SearchAnswer,
    SearchIndex,
    SearchKind,
    SearchQuery,
    SearchSort,
    Suggestion,
)


@dataclass(frozen=True, slots=True)
class SearchRequest:
    """What someone searches for. The tenants searched follow from the scope, never from the request.

    `at_least` is the event an answer must know of: a writer's own last write.
    """

    text: str = ""
    kinds: frozenset[SearchKind] = frozenset({SearchKind.WORK})
    filters: tuple[Filter, ...] = ()
    available_only: bool = False
    sort: SearchSort = SearchSort.RELEVANCE
    page: Page = field(default_factory=Page)
    facets: tuple[FacetField, ...] = ()
    facet_size: int = 20
    at_least: int = 0


def owners_of(scope: Scope) -> frozenset[str]:
    """The tenants whose catalogue a scope reads by name."""
    found: set[str] = set()
    for each in scope.reading:
        if GraphKind.CATALOGUE in each.kinds:
            found |= each.owners
    return frozenset(found - {EVERY, ""})


class DiscoveryService:
    """Searches the index that follows the log."""

    def __init__(self, index: SearchIndex) -> None:
        self._index = index

    def search(self, request: SearchRequest, scope: Scope) -> SearchAnswer:
        """A page of hits in the catalogues the scope reads. Raises `InvalidCursor` and `Unavailable`."""
        page = request.page
        backward = page.last is not None
        size = page.last if backward else page.first
        return self._index.search(
            SearchQuery(
                owners=owners_of(scope),
                text=request.text,
                kinds=request.kinds,
                filters=request.filters,
                available_only=request.available_only,
                sort=request.sort,
                first=20 if size is None else size,
                after=page.after,
                before=page.before,
                facets=request.facets,
                facet_size=request.facet_size,
                at_least=request.at_least,
            )
        )

    def suggest(self, text: str, kinds: Sequence[SearchKind], first: int, scope: Scope) -> tuple[Suggestion, ...]:
        """Completions of what is being typed, the most used first."""
        return self._index.suggest(text, owners_of(scope), kinds, first)

    def position(self) -> int:
        """The last event a search sees."""
        return self._index.position()
