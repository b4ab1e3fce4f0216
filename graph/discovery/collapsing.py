"""Works that a network takes for the same, found once.

Nothing is remembered between pages. A hit is shown where it is the first among all hits of its clusters: of the hits
that come next, it is asked at once which clusters they are in, and how the hits in these clusters stand among
themselves. So cursors are those of any search, and no cluster comes twice, on whatever page it began.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final, Protocol, TypeAlias

from graph.store.names import NETWORKS
from graph.store.scope import Scope
from graph.store.search import Hit, SearchAnswer, SearchIndex, SearchKind, SearchQuery

_FIRST: Final = 3
"""How many hits are looked at first for each that is wanted."""
_LEAST: Final = 40
_MOST: Final = 1000
_MOST_RANKED: Final = 5_000
_ROUNDS: Final = 8
"""How often more hits are looked at; then the page is as short as it is, and the next goes on behind them."""
_WORKS: Final = frozenset({SearchKind.WORK})
_EQUAL: Final = 1e-5
"""Scores are sums of rounded numbers, and those of equal descriptions need not be equal to the last digit."""


class Group(Protocol):
    """Works that are one."""

    @property
    def members(self) -> Collection[str]:
        """The works, by IRI."""


Groups: TypeAlias = Callable[[Sequence[str], Scope], Sequence[Sequence[Group]]]
"""Per work the groups that it is in, one in each network that the scope reads."""


def ungrouped(works: Sequence[str], _: Scope) -> Sequence[Sequence[Group]]:
    """Where no network says what is the same."""
    return [()] * len(works)


@dataclass(frozen=True, slots=True)
class Collapsing:
    """One search. Where a library has a work itself, and what it has is found, it stands for the work: `near`."""

    index: SearchIndex
    groups: Groups
    scope: Scope
    near: str | None = None

    def page(self, query: SearchQuery) -> SearchAnswer:
        """The hits that the query asks for, each work once. `total` counts all hits as if each stood for itself."""
        wanted, forward = max(query.first, 0), query.before is None
        if not wanted:
            return self.index.search(query)
        size = min(max(wanted * _FIRST, _LEAST), _MOST)
        first = answer = self.index.search(replace(query, first=size))
        looked = self._looked_at(query, answer.hits)
        for _ in range(_ROUNDS):
            if len(looked) > wanted or not _goes_on(answer, forward=forward):
                break
            size = min(size * 2, _MOST)
            answer = self.index.search(replace(_behind(query, answer.hits, forward=forward), first=size))
            more = self._looked_at(query, answer.hits)
            looked = [*looked, *more] if forward else [*more, *looked]
        return _cut(first, answer, looked, wanted, forward=forward)

    def _looked_at(self, query: SearchQuery, hits: Sequence[Hit]) -> list[Hit]:
        """Those of the hits that are the first of their groups, each by what stands for it."""
        groups = self._groups(hits)
        members = frozenset(iri for each in groups.values() for one in each for iri in one)
        there = self._ranked(query, members) if members else {}
        return [shown for hit in hits if (shown := self._shown(hit, groups.get(hit.iri, ()), there)) is not None]

    def _groups(self, hits: Sequence[Hit]) -> Mapping[str, Sequence[Collection[str]]]:
        """Per work that may be found more than once, what it is found as."""
        works = list(dict.fromkeys(each.iri for each in hits if each.kind is SearchKind.WORK))
        found = zip(works, self.groups(works, self.scope) if works else (), strict=True)
        # What a network describes is found once for each library that has it, where the network itself isn't searched.
        every = {iri: [one.members for one in own] or [(iri,)] for iri, own in found}
        return {iri: own for iri, own in every.items() if own != [(iri,)] or f"/{NETWORKS}/" in iri}

    def _ranked(self, query: SearchQuery, members: frozenset[str]) -> Mapping[str, Sequence[tuple[int, Hit]]]:
        """What is found of these works, by work, with the place among them."""
        most = min(len(members) * len(query.owners), _MOST_RANKED)  # what a network describes, each may have
        alone = replace(query, facets=(), after=None, before=None, offset=0)
        among = replace(alone, among=members, kinds=_WORKS, first=most)
        by_iri: dict[str, list[tuple[int, Hit]]] = {}
        for place, hit in enumerate(self.index.search(among).hits):
            by_iri.setdefault(hit.iri, []).append((place, hit))
        return by_iri

    def _shown(
        self, hit: Hit, groups: Sequence[Collection[str]], there: Mapping[str, Sequence[tuple[int, Hit]]]
    ) -> Hit | None:
        """What stands for a hit; None where another comes before it."""
        found = [ranked for each in groups if (ranked := _hits(each, there))]
        if any(not _same(_leader(each), hit) for each in found):
            return None
        own = [each for group in found for each in group if each[1].owner == self.near]
        stands = min(own, key=lambda each: each[0])[1] if own else hit
        alike = tuple(dict.fromkeys(iri for each in groups for iri in each))
        return replace(stands, cursor=hit.cursor, score=hit.score, alike=alike)


def _hits(group: Iterable[str], there: Mapping[str, Sequence[tuple[int, Hit]]]) -> list[tuple[int, Hit]]:
    return sorted((each for iri in group for each in there.get(iri, ())), key=lambda each: each[0])


def _leader(group: Sequence[tuple[int, Hit]]) -> Hit:
    """The best of a group; of those that are as good, always the same."""
    best = group[0][1]
    if not best.score:
        return best
    near = [hit for _, hit in group if hit.score >= best.score * (1 - _EQUAL)]
    return min(near, key=lambda hit: (hit.iri, hit.owner))


def _same(one: Hit, other: Hit) -> bool:
    return (one.iri, one.owner) == (other.iri, other.owner)


def _goes_on(answer: SearchAnswer, *, forward: bool) -> bool:
    return bool(answer.hits) and (answer.has_next if forward else answer.has_previous)


def _behind(query: SearchQuery, hits: Sequence[Hit], *, forward: bool) -> SearchQuery:
    """The same question for what follows these hits; on the way back, for what stands before them."""
    going = replace(query, facets=(), offset=0)
    return replace(going, after=hits[-1].cursor) if forward else replace(going, before=hits[0].cursor)


def _cut(first: SearchAnswer, last: SearchAnswer, looked: Sequence[Hit], wanted: int, *, forward: bool) -> SearchAnswer:
    """The page itself. Where not everything could be looked at, it ends with the last that was."""
    on = len(looked) > wanted or _goes_on(last, forward=forward)
    short = len(looked) <= wanted and on
    page = tuple(looked[:wanted] if forward else looked[max(len(looked) - wanted, 0) :])
    edge = (last.hits[-1] if forward else last.hits[0]).cursor if short else None
    works = len(looked) if len(first.hits) == first.total else None
    if forward:
        return replace(first, hits=page, has_next=on, reached=edge, works=works)
    return replace(first, hits=page, has_previous=on, reached=edge, works=works)
