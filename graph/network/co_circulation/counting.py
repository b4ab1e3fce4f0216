"""Which pairs of works may be told of: pure, so that each case that must not get out can be tried.

A pair is told of from `k` distinct borrowers on, and only if no member that knows its own borrowers is left with fewer
than `k` of others when it takes them away. Whoever seems to be the same person in several libraries is one borrower.
The number that is told is rounded down to a multiple of `k`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
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
    known = Counter(work for _, works in readers for work in works)
    often = {work for work, count in known.items() if count >= k}
    together: dict[tuple[str, str], Counter[str]] = {}
    for libraries, works in readers:
        for pair in combinations(sorted(often.intersection(works)), 2):
            counts = together.setdefault(pair, Counter())
            counts[""] += 1
            counts.update(libraries)
    told = [Pair(pair, counts[""] // k * k) for pair, counts in together.items() if _is_safe(counts, k)]
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


def _readers(borrowed: Sequence[Borrowed]) -> Iterator[tuple[frozenset[str], frozenset[str]]]:
    """Per person the libraries that know them, and the works they borrowed."""
    person = _persons(borrowed)
    libraries: dict[str, set[str]] = {}
    works: dict[str, set[str]] = {}
    for each in borrowed:
        who = person[each.patron]
        libraries.setdefault(who, set()).add(each.library)
        works.setdefault(who, set()).add(each.work)
    for who, some in works.items():
        if len(some) <= MOST_OF_ONE:
            yield frozenset(libraries[who]), frozenset(some)


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
