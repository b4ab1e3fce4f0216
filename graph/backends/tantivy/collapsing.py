"""Works that a network takes for the same, found once.

Nothing is remembered between pages. A hit is shown where it is the first of its groups among all hits. From the first
hit on that is what comes first; on later pages it is asked at once how the hits of these groups stand among themselves.
So cursors are those of any search, and no group comes twice, on whatever page it began.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import chain
from typing import Final, NamedTuple, TypeAlias

import tantivy

from graph.backends.tantivy.alike import groups_of, numbers_in, term_of
from graph.backends.tantivy.facets import unscored
from graph.backends.tantivy.having import Held, held, held_together
from graph.backends.tantivy.paging import Place, Stretch, Window, read_cursor, sort_field
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


class Looked(NamedTuple):
    """Hits that were looked at, with the groups of each. Of many few are shown, so what is shown is made of these."""

    hits: Stretch
    groups: list[Groups]

    def rows(self) -> Iterator[tuple[str | float, int, Groups]]:
        """Per hit the value that it stands by, its number, its groups."""
        return zip(self.hits.values, self.hits.numbers, self.groups, strict=True)

    def found(self, at: int) -> Found:
        """The hit `at`."""
        return Found(self.hits.place(at), self.hits.addresses[at], self.groups[at])

    def and_then(self, more: Looked) -> Looked:
        """These, and those that follow them."""
        first, then = self.hits, more.hits
        hits = Stretch(
            first.start,
            first.values + then.values,
            first.numbers + then.numbers,
            first.addresses + then.addresses,
            then.total,
        )
        return Looked(hits, self.groups + more.groups)


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
    if not hits:
        return []
    names = _by_number(frozenset(owners))
    own = held(searcher, [address for _, address in hits])
    return [
        Found(place, address, (), {names[each.owner]: each.copies} if each.copies and each.owner in names else {})
        for (place, address), each in zip(hits, own, strict=True)
    ]


@lru_cache(maxsize=256)
def _by_number(owners: frozenset[str]) -> Mapping[int, str]:
    """Owners by the numbers that documents name them with."""
    return {number_of(each): each for each in owners}


def _shown(
    searcher: tantivy.Searcher, page: Sequence[Found], within: Callable[[], tantivy.Query], query: SearchQuery
) -> tuple[Found, ...]:
    """The page with who has each, and with what the nearest owner has in place of what was found first."""
    names = _by_number(query.owners)
    having: dict[int, dict[str, int]] = {group: {} for each in page for group in each.groups}
    own: list[Held] = []
    for one in held_together(searcher, having, numbers_in(query.owners)):
        if (name := names.get(one.owner)) is not None:
            if name == query.near:
                own.append(one)
            for group in one.groups:
                there = having.setdefault(group, {})
                there[name] = there.get(name, 0) | one.copies
    best = _near(searcher, own, within, query)
    alone = iter(stocked(searcher, [(each.place, each.address) for each in page if not each.groups], query.owners))
    return tuple(
        Found(each.place, _first(best, each), each.groups, _joined([having[group] for group in each.groups]))
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


def _joined(having: Sequence[Mapping[str, int]]) -> Mapping[str, int]:
    """What each owner has in all."""
    joined = dict(having[0])
    for each in having[1:]:
        for owner, copies in each.items():
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
        size = _size(wanted)
        looked = self._looked(self.window, start, size)
        leading = self._leading(looked, whole=start == 0)
        for _ in range(_ROUNDS - 1):
            at, total = start + len(looked.groups), looked.hits.total
            if len(leading) > wanted or at >= total:
                break
            size = min(size * 2, _MOST)
            looked = looked.and_then(self._looked(self.window, at, size))
            leading = self._leading(looked, whole=start == 0)
        at, total = start + len(looked.groups), looked.hits.total
        on = len(leading) > wanted or at < total
        reached = looked.hits.place(at - start - 1) if on and len(leading) <= wanted and at > start else None
        works = len(leading) if start == 0 and at >= total else None
        shown = tuple(looked.found(each) for each in leading[:wanted])
        return Once(shown, total, on, start > 0 and total > 0, works, reached)

    def before(self, end: int, wanted: int) -> Once:
        """The last hits before rank `end`."""
        shown: list[Found] = []
        size, at, total, last = _size(wanted), end, 0, None
        for _ in range(_ROUNDS):
            start = max(at - size, 0)
            looked = self._looked(self.window, start, at - start)
            total = looked.hits.total
            leading = self._leading(looked, whole=start == 0 and at == end)
            shown = [*(looked.found(each) for each in leading), *shown]
            at, last = start, looked.hits.place(0) if looked.groups else last
            if len(shown) > wanted or not at:
                break
            size = min(size * 2, _MOST)
        on = len(shown) > wanted or at > 0
        reached = last if on and len(shown) <= wanted else None
        page = tuple(shown[max(len(shown) - wanted, 0) :])
        works = len(shown) if not at and end >= total else None
        return Once(page, total, end < total, on, works, reached)

    def _looked(self, window: Window, start: int, size: int) -> Looked:
        hits = window.stretch(start, size)
        return Looked(hits, groups_of(self._searcher, hits.addresses, self._networks))

    def _leading(self, looked: Looked, *, whole: bool) -> list[int]:
        """Which are the first of their groups; where these are the `whole` beginning, that can be seen here."""
        if whole:
            self._leaders = _leaders(looked.rows())
        elif unknown := {group for groups in looked.groups for group in groups} - self._leaders.keys():
            window = Window(self._searcher, _both(self._matching, _of(unknown)), self._sort)
            found = _leaders(chain(self._looked(window, 0, _MOST_RANKED).rows(), looked.rows()))
            self._leaders |= {group: found[group] for group in unknown}  # all hits of these alone were ranked
        numbered = enumerate(zip(looked.hits.numbers, looked.groups, strict=True))
        return [at for at, (number, groups) in numbered if not groups or self._leads(number, groups)]

    def _leads(self, number: int, groups: Groups) -> bool:
        return self._leaders[groups[0]] == number and all(self._leaders[each] == number for each in groups[1:])


def _of(groups: Iterable[int]) -> tantivy.Query:
    return unscored(one_of("cluster", {term_of(each) for each in groups}))


def _both(*parts: tantivy.Query) -> tantivy.Query:
    return tantivy.Query.boolean_query([(tantivy.Occur.Must, each) for each in parts])


def _first(best: dict[int, tantivy.DocAddress], found: Found) -> tantivy.DocAddress:
    return next((best[group] for group in found.groups if group in best), found.address)


def _size(wanted: int) -> int:
    return min(max(wanted * _FIRST, _LEAST), _MOST)


def _leaders(ranked: Iterable[tuple[str | float, int, Groups]]) -> dict[int, int]:
    """Per group the number of the best; of those that are as good, always the same."""
    best: dict[int, float | str] = {}
    found: dict[int, int] = {}
    for value, number, groups in ranked:
        for group in groups:
            if group not in found:
                best[group], found[group] = value, number
            elif number < found[group] and _as_good(value, best[group]):
                found[group] = number
    return found


def _as_good(value: float | str, best: float | str) -> bool:
    return isinstance(value, float) and isinstance(best, float) and value >= best * (1 - _EQUAL)
