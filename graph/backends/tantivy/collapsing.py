"""Works that a network takes for the same, found once.

Nothing is remembered between pages. A hit is shown where it is the first of its groups among all hits. From the first
hit on that is what comes first; on later pages it is asked at once how the hits of these groups stand among themselves.
So cursors are those of any search, and no group comes twice, on whatever page it began.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final, NamedTuple, TypeAlias

import tantivy

from graph.backends.tantivy.alike import groups_of, numbers_in, term_of
from graph.backends.tantivy.facets import unscored
from graph.backends.tantivy.having import Held, held, held_together
from graph.backends.tantivy.paging import Place, Window, read_cursor, sort_field
from graph.backends.tantivy.schema import number_of, one_of
from graph.store.search import SearchQuery

_FIRST: Final = 4
"""How many hits are looked at first for each that is wanted."""
_LEAST: Final = 40
_MOST: Final = 1000
_MOST_RANKED: Final = 5_000
_ROUNDS: Final = 8
"""How often more hits are looked at; then the page is as short as it is, and the next goes on behind them."""
_EQUAL: Final = 5e-7
"""Scores are sums of rounded numbers, and those of equal descriptions need not be equal to the last digit."""

Groups: TypeAlias = tuple[int, ...]


class Found(NamedTuple):
    """A hit: where it stands, what is shown for it, the groups that it stands for, and who has it."""

    place: Place
    address: tantivy.DocAddress
    groups: Groups = ()
    copies: Mapping[str, int] = {}


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


def page_once(
    searcher: tantivy.Searcher, found: tantivy.Query, within: Callable[[], tantivy.Query], query: SearchQuery, mark: str
) -> Once:
    """The page `query` asks for among the documents of `found`, each work once. What stands for one is among those of
    `within`, which is all that could be found but for the words. Raises `InvalidCursor`.
    """
    collapsing = Collapsing(searcher, found, query)
    wanted, window = max(query.first, 0), collapsing.window
    if query.before is not None:
        end = window.rank_after(read_cursor(mark, query.before), including=True) if query.before else window.total
        page = collapsing.before(end, wanted)
    else:
        start = query.offset if query.after is None else window.rank_after(read_cursor(mark, query.after))
        page = collapsing.after(start, wanted)
    return replace(page, hits=_shown(searcher, page.hits, within, query))


def stocked(
    searcher: tantivy.Searcher, hits: Sequence[tuple[Place, tantivy.DocAddress]], owners: Collection[str]
) -> list[Found]:
    """Hits that stand for themselves alone, with what their owners have of them."""
    names = {number_of(each): each for each in owners}
    own = held(searcher, [address for _, address in hits])
    return [
        Found(place, address, (), {names[each.owner]: each.copies} if each.copies and each.owner in names else {})
        for (place, address), each in zip(hits, own, strict=True)
    ]


def _shown(
    searcher: tantivy.Searcher, page: Sequence[Found], within: Callable[[], tantivy.Query], query: SearchQuery
) -> tuple[Found, ...]:
    """The page with who has each, and with what the nearest owner has in place of what was found first."""
    names = {number_of(each): each for each in query.owners}
    groups = {group for each in page for group in each.groups}
    every = [each for each in held_together(searcher, groups, numbers_in(query.owners)) if each.owner in names]
    own = _near(searcher, [each for each in every if names[each.owner] == query.near], within, query)
    having = defaultdict[int, list[tuple[str, int]]](list)
    for each in every:
        for group in each.groups:
            having[group].append((names[each.owner], each.copies))
    alone = iter(stocked(searcher, [(each.place, each.address) for each in page if not each.groups], query.owners))
    return tuple(
        each._replace(address=_first(own, each), copies=_joined(one for group in each.groups for one in having[group]))
        if each.groups
        else next(alone)
        for each in page
    )


def _near(
    searcher: tantivy.Searcher, own: Sequence[Held], within: Callable[[], tantivy.Query], query: SearchQuery
) -> dict[int, tantivy.DocAddress]:
    """Per group, of the nearest owner's own, what passes the filters; where that is several, always the same."""
    if own and (query.filters or query.available_only):
        wanted = _both(within(), _of(frozenset(group for each in own for group in each.groups)))
        passed = searcher.search(wanted, _MOST_RANKED, count=False).hits
        numbers = {each.number for each in held(searcher, [address for _, address in passed])}
        own = [each for each in own if each.number in numbers]
    ordered = sorted(own, key=lambda each: -each.number)
    return {group: each.address for each in ordered for group in each.groups}


def _joined(having: Iterable[tuple[str, int]]) -> Mapping[str, int]:
    """What each owner has in all."""
    joined: dict[str, int] = {}
    for owner, copies in having:
        joined[owner] = joined.get(owner, 0) | copies
    return joined


class Collapsing:
    """One search: the hits of `matching`, in the order that `query` asks for."""

    def __init__(self, searcher: tantivy.Searcher, matching: tantivy.Query, query: SearchQuery) -> None:
        self._searcher, self._matching, self._sort = searcher, matching, sort_field(query)
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
        return Once(tuple(shown[:wanted]), total, on, start > 0 and total > 0, works, reached)

    def before(self, end: int, wanted: int) -> Once:
        """The last hits before rank `end`."""
        shown: list[Found] = []
        size, at, total, last = _size(wanted), end, 0, None
        for _ in range(_ROUNDS):
            start = max(at - size, 0)
            window = self.window.page(start, at - start)
            looked, total = self._grouped(window.hits), window.total
            shown = [*self._leading(looked, whole=start == 0 and at == end), *shown]
            at, last = start, looked[0].place if looked else last
            if len(shown) > wanted or not at:
                break
            size = min(size * 2, _MOST)
        on = len(shown) > wanted or at > 0
        reached = last if on and len(shown) <= wanted else None
        page = tuple(shown[max(len(shown) - wanted, 0) :])
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
            found = _leaders([*self._grouped(ranked.hits), *looked])
            self._leaders |= {group: found[group] for group in unknown}  # all hits of these alone were ranked
        return [each for each in looked if all(self._leaders[group] == each.place.number for group in each.groups)]


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
