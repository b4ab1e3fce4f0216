"""Works that a network takes for the same, found once.

Nothing is remembered between pages. A hit is shown where it is the first of its groups among all hits. From the first
hit on that is what comes first; on later pages it is asked at once how the hits of these groups stand among themselves.
So cursors are those of any search, and no group comes twice, on whatever page it began.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple, TypeAlias

import tantivy

from graph.backends.tantivy.alike import groups_of, numbers_in, term_of
from graph.backends.tantivy.facets import owned_by, unscored
from graph.backends.tantivy.paging import Place, Window, read_cursor, sort_field
from graph.backends.tantivy.schema import number_of, one_of
from graph.store.search import SearchQuery

_FIRST: Final = 5
"""How many hits are looked at first for each that is wanted."""
_LEAST: Final = 100
_MOST: Final = 1000
_MOST_RANKED: Final = 5_000
_ROUNDS: Final = 8
"""How often more hits are looked at; then the page is as short as it is, and the next goes on behind them."""
_EQUAL: Final = 5e-7
"""Scores are sums of rounded numbers, and those of equal descriptions need not be equal to the last digit."""

Groups: TypeAlias = tuple[int, ...]


class Found(NamedTuple):
    """A hit: where it stands, what is shown for it, the groups that it stands for."""

    place: Place
    address: tantivy.DocAddress
    groups: Groups = ()


@dataclass(frozen=True, slots=True)
class Once:
    """A page of hits, each work once; `total` counts all hits as if each stood for itself, `works` these where all were
    looked at. `reached` is how far was looked, where that is farther than the last hit.
    """

    hits: tuple[Found, ...]
    total: int
    has_next: bool
    has_previous: bool = False
    works: int | None = None
    reached: Place | None = None


def page_once(searcher: tantivy.Searcher, found: tantivy.Query, query: SearchQuery, mark: str) -> Once:
    """The page `query` asks for among the documents of `found`, each work once. Raises `InvalidCursor`."""
    collapsing = Collapsing(searcher, found, query)
    wanted, window = max(query.first, 0), collapsing.window
    if query.before is not None:
        end = window.rank_after(read_cursor(mark, query.before), including=True) if query.before else window.total
        return collapsing.before(end, wanted)
    start = query.offset if query.after is None else window.rank_after(read_cursor(mark, query.after))
    return collapsing.after(start, wanted)


class Collapsing:
    """One search: the hits of `matching`, in the order that `query` asks for."""

    def __init__(self, searcher: tantivy.Searcher, matching: tantivy.Query, query: SearchQuery) -> None:
        self._searcher, self._matching, self._near, self._sort = searcher, matching, query.near, sort_field(query)
        self.window = Window(searcher, matching, self._sort)
        self._networks = numbers_in(query.owners)
        self._leaders: dict[int, int] = {}

    def after(self, start: int, wanted: int) -> Once:
        """The hits from rank `start` on."""
        looked: list[Found] = []
        shown: list[Found] = []
        size, at, total = _size(wanted), start, 0
        for _ in range(_ROUNDS):
            window = self.window.page(at, size)
            looked += self._grouped(window.hits)
            at, total = at + len(window.hits), window.total
            shown = self._leading(looked, whole=start == 0)
            if len(shown) > wanted or not window.has_next:
                break
            size = min(size * 2, _MOST)
        on = len(shown) > wanted or at < total
        reached = looked[-1].place if on and len(shown) <= wanted and looked else None
        works = len(shown) if start == 0 and at >= total else None
        return Once(self._standing(shown[:wanted], looked), total, on, start > 0 and total > 0, works, reached)

    def before(self, end: int, wanted: int) -> Once:
        """The last hits before rank `end`."""
        shown: list[Found] = []
        seen: list[Found] = []
        size, at, total, last = _size(wanted), end, 0, None
        for _ in range(_ROUNDS):
            start = max(at - size, 0)
            window = self.window.page(start, at - start)
            looked, total = self._grouped(window.hits), window.total
            shown = [*self._leading(looked, whole=start == 0 and at == end), *shown]
            seen = [*looked, *seen]
            at, last = start, looked[0].place if looked else last
            if len(shown) > wanted or not at:
                break
            size = min(size * 2, _MOST)
        on = len(shown) > wanted or at > 0
        reached = last if on and len(shown) <= wanted else None
        page = self._standing(shown[max(len(shown) - wanted, 0) :], seen)
        works = len(shown) if not at and end >= total else None
        return Once(page, total, end < total, on, works, reached)

    def _grouped(self, hits: Sequence[tuple[Place, tantivy.DocAddress]]) -> list[Found]:
        groups = groups_of(self._searcher, [address for _, address in hits], self._networks)
        return [Found(place, address, each) for (place, address), each in zip(hits, groups, strict=True)]

    def _leading(self, looked: Sequence[Found], *, whole: bool) -> list[Found]:
        """Those that are the first of their groups; where these are the `whole` beginning, that can be seen here."""
        if whole:
            self._leaders = _leaders(looked)
        elif unknown := {group for each in looked for group in each.groups} - self._leaders.keys():
            ranked = Window(self._searcher, _both(self._matching, _of(unknown)), self._sort).page(0, _MOST_RANKED)
            self._leaders |= _leaders(self._grouped(ranked.hits))
        return [each for each in looked if all(self._leaders[group] == each.place.number for group in each.groups)]

    def _standing(self, page: Sequence[Found], looked: Sequence[Found]) -> tuple[Found, ...]:
        """The page with what the nearest library has in place of what was found first. Mostly that is among what was
        looked at; else it is asked for, where the library has any at all.
        """
        groups = {group for each in page for group in each.groups}
        if self._near is None or not groups:
            return tuple(page)
        owned = self._searcher.fast_field_values("owned", [each.address for each in looked])
        near = number_of(self._near)
        best: dict[int, tantivy.DocAddress] = {}
        for each, owner in zip(looked, owned, strict=True):
            for group in each.groups if owner == near else ():
                best.setdefault(group, each.address)
        left = groups - best.keys()
        own = _both(_of(left), owned_by(frozenset({self._near})))
        if left and self._searcher.search(own, 1, count=False).hits:
            found = self._searcher.search(_both(unscored(self._matching), own), _MOST_RANKED, count=False)
            addresses = [address for _, address in found.hits]
            for address, those in zip(addresses, groups_of(self._searcher, addresses, self._networks), strict=True):
                best |= {group: address for group in those if group in left}
        return tuple(Found(each.place, _first(best, each), each.groups) for each in page)


def _of(groups: Iterable[int]) -> tantivy.Query:
    return unscored(one_of("cluster", {term_of(each) for each in groups}))


def _both(*parts: tantivy.Query) -> tantivy.Query:
    return tantivy.Query.boolean_query([(tantivy.Occur.Must, each) for each in parts])


def _first(best: dict[int, tantivy.DocAddress], found: Found) -> tantivy.DocAddress:
    return next((best[group] for group in found.groups if group in best), found.address)


def _size(wanted: int) -> int:
    return min(max(wanted * _FIRST, _LEAST), _MOST)


def _leaders(ranked: Sequence[Found]) -> dict[int, int]:
    """Per group the number of the best; of those that are as good, always the same."""
    best: dict[int, float | str] = {}
    found: dict[int, int] = {}
    for each in ranked:
        value, number = each.place.value, each.place.number
        for group in each.groups:
            if group not in found:
                best[group], found[group] = value, number
            elif number < found[group] and _as_good(value, best[group]):
                found[group] = number
    return found


def _as_good(value: float | str, best: float | str) -> bool:
    return isinstance(value, float) and isinstance(best, float) and value >= best * (1 - _EQUAL)
