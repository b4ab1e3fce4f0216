"""Which pairs of works may be told of: pure, so that each case that must not get out can be tried.

A pair is told of from `k` distinct borrowers on, and only if no member that knows its own borrowers is left with fewer
than `k` of others when it takes them away. Where somebody borrowed the two in different libraries, it must not be what
all did who borrowed one of them: the library that lent that would know of each what they borrowed elsewhere. Whoever
seems to be the same person in several libraries is one borrower. The number that is told is rounded down to a multiple
of `k`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from typing import Final

MOST_OF_ONE: Final = 200
"""Whoever borrowed more works than this in a window is a class or a book club rather than a reader, and not counted."""
MOST_BESIDE: Final = 20
"""How many works are told of beside one."""


@dataclass(frozen=True, slots=True)
class Borrowed:
    """A library's patron borrowed a work. `same` are what else they may be known by, in other libraries too."""

    library: str
    patron: str
    work: str
    same: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Pair:
    """Two works, the lesser IRI first, and the number of borrowers that is told: a multiple of `k`."""

    works: tuple[str, str]
    borrowers: int


def pairs(borrowed: Iterable[Borrowed], k: int) -> list[Pair]:
    """The pairs that may be told of, those with most borrowers first."""
    readers = list(_readers(list(borrowed)))
    known = Counter(work for each in readers for work in each.at)
    often = {work for work, count in known.items() if count >= k}
    together: dict[tuple[str, str], Counter[str]] = {}
    across: set[tuple[str, str]] = set()
    for each in readers:
        for pair in combinations(sorted(often.intersection(each.at)), 2):
            counts = together.setdefault(pair, Counter())
            counts[""] += 1
            counts.update(each.libraries)
            if each.at[pair[0]].isdisjoint(each.at[pair[1]]):
                across.add(pair)
    safe = (Pair(pair, counts[""] // k * k) for pair, counts in together.items() if _is_safe(counts, k))
    told = [
        each for each in safe if each.works not in across or each.borrowers < min(known[work] for work in each.works)
    ]
    return sorted(told, key=lambda each: (-each.borrowers, each.works))


def beside(told: Sequence[Pair]) -> dict[str, list[tuple[str, int]]]:
    """Per work those that were borrowed with it, most borrowers first, and by how many at least."""
    found: dict[str, list[tuple[str, int]]] = {}
    for pair in told:
        for one, other in (pair.works, reversed(pair.works)):
            if len(others := found.setdefault(one, [])) < MOST_BESIDE:
                others.append((other, pair.borrowers))
    return found


def _is_safe(counts: Counter[str], k: int) -> bool:
    """Whether there are enough, and for each library none or enough that are not its own."""
    every = counts[""]
    left = (every - count for library, count in counts.items() if library)
    return every >= k and all(not each or each >= k for each in left)


@dataclass(frozen=True, slots=True)
class _Reader:
    """A person: the libraries that know them, and where they borrowed each work."""

    libraries: set[str] = field(default_factory=set)
    at: dict[str, set[str]] = field(default_factory=dict)


def _readers(borrowed: Sequence[Borrowed]) -> Iterator[_Reader]:
    """Every person who is counted."""
    person, found = _persons(borrowed), dict[str, _Reader]()
    for each in borrowed:
        reader = found.setdefault(person[each.patron], _Reader())
        reader.libraries.add(each.library)
        reader.at.setdefault(each.work, set()).add(each.library)
    return (each for each in found.values() if len(each.at) <= MOST_OF_ONE)


def _persons(borrowed: Sequence[Borrowed]) -> dict[str, str]:
    """Per patron a name that is the same for all who share something they are known by, directly or through others."""
    parent: dict[str, str] = {}

    def root(name: str) -> str:
        parent.setdefault(name, name)
        while parent[name] != name:
            parent[name] = parent[parent[name]]
            name = parent[name]
        return name

    for each in borrowed:
        for other in each.same:
            parent[root(other)] = root(each.patron)
    return {each.patron: root(each.patron) for each in borrowed}
