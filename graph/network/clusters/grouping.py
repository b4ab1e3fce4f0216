"""From works to clusters: who meets whom, who is joined, and what a person said about it.

Pure, and independent of the order in which works came: links are taken from the surest to the least sure, and two
groups are joined only where nothing in them is apart by definition. So no chain of likenesses joins volume 1 with
volume 2, and whatever a person decided holds.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from typing import TypeAlias

from graph.network.clusters.blocking import MOST_IN_BLOCK
from graph.network.clusters.scoring import Score, Verdict, likeness
from graph.network.clusters.things import Facts, form_of, keys_of, walled, year_of

Pair: TypeAlias = tuple[str, str]
"""Two works, the lesser IRI first."""


@dataclass(frozen=True, slots=True)
class Link:
    """Two works that were compared and are not apart."""

    pair: Pair
    score: Score


@dataclass(frozen=True, slots=True)
class Decided:
    """What people said: pairs that are the same, and pairs that aren't. They win over any score."""

    together: frozenset[Pair] = frozenset()
    apart: frozenset[Pair] = frozenset()


@dataclass(frozen=True, slots=True)
class Grouped:
    """Clusters of two or more, each sorted, what is left for a person to look at, and the links that joined."""

    clusters: tuple[tuple[str, ...], ...]
    review: tuple[Link, ...] = ()
    joined: tuple[Link, ...] = ()


def pair(one: str, other: str) -> Pair:
    """The two in the order in which pairs are kept."""
    return (one, other) if one <= other else (other, one)


def meeting(works: Iterable[Facts]) -> Iterator[tuple[Facts, Facts]]:
    """Every two works that share a block, once."""
    blocks: dict[str, list[Facts]] = defaultdict(list)
    for each in works:
        for key in keys_of(each):
            blocks[key].append(each)
    seen: set[Pair] = set()
    for members in blocks.values():
        for group in bounded(members):
            for one, other in combinations(group, 2):
                if (met := pair(one.iri, other.iri)) not in seen:
                    seen.add(met)
                    yield one, other


def bounded(members: Sequence[Facts]) -> list[Sequence[Facts]]:
    """A block as it is compared: whole, by year where it is too large, and nothing of a year that still is."""
    if len(members) <= MOST_IN_BLOCK:
        return [members] if len(members) > 1 else []
    years: dict[int, list[Facts]] = defaultdict(list)
    for each in members:
        years[year_of(each)].append(each)
    return [group for group in years.values() if 1 < len(group) <= MOST_IN_BLOCK]


def links(met: Iterable[tuple[Facts, Facts]]) -> Iterator[Link]:
    """Those of the pairs that are joined or to be looked at."""
    for one, other in met:
        if (found := likeness(one, other)) is not None:
            yield Link(pair(one.iri, other.iri), found)


def grouped(works: Mapping[str, Facts], found: Collection[Link], decided: Decided = Decided()) -> Grouped:
    """The clusters that follow from links and decisions among `works`."""
    groups = _Groups(works, decided.apart)
    for told in sorted(decided.together):
        if told[0] in works and told[1] in works:
            groups.join(told, told_by_person=True)
    surest = sorted(found, key=lambda each: (-each.score.value, each.pair))
    joined = [link for link in surest if link.score.verdict is Verdict.JOIN and groups.join(link.pair)]
    review = [link for link in surest if link.pair not in decided.apart and not groups.same(link.pair)]
    return Grouped(groups.clusters(), tuple(review), tuple(joined))


@dataclass(slots=True)
class _Group:
    members: list[str]
    forms: list[Facts] = field(default_factory=list)


class _Groups:
    """Groups that grow, each with the few different forms that its members have as far as walls go."""

    def __init__(self, works: Mapping[str, Facts], apart: frozenset[Pair]) -> None:
        self._of = {iri: _Group([iri], [facts]) for iri, facts in works.items()}
        self._apart: dict[str, set[str]] = defaultdict(set)
        for one, other in apart:
            self._apart[one].add(other)
            self._apart[other].add(one)

    def same(self, pair: Pair) -> bool:
        return self._of[pair[0]] is self._of[pair[1]]

    def join(self, pair: Pair, *, told_by_person: bool = False) -> bool:
        """Join their groups, unless something keeps them apart; whether that made one of two."""
        one, other = (self._of[each] for each in pair)
        if one is other or self._kept_apart(one, other) or (not told_by_person and self._walled(one, other)):
            return False
        one.members.extend(other.members)
        known = {form_of(each) for each in one.forms}
        one.forms.extend(each for each in other.forms if form_of(each) not in known)
        for each in other.members:
            self._of[each] = one
        return True

    def _kept_apart(self, one: _Group, other: _Group) -> bool:
        there = set(other.members)
        return any(not self._apart[each].isdisjoint(there) for each in one.members if each in self._apart)

    @staticmethod
    def _walled(one: _Group, other: _Group) -> bool:
        return any(walled(mine, theirs) for mine in one.forms for theirs in other.forms)

    def clusters(self) -> tuple[tuple[str, ...], ...]:
        every = {id(group): group for group in self._of.values() if len(group.members) > 1}
        return tuple(sorted(tuple(sorted(group.members)) for group in every.values()))
