"""Which addresses a work or an agent had before, and what it was copied from: what was decided of those counts for it.

An address that leads to another was the same work: whatever was decided of it counts. A copy that a library took back
may be changed, and so may what it was taken from: only what is apart from the one stays apart from the other, and not
where a person told the two apart.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from itertools import product
from typing import Final, TypeAlias

from graph.access.model import network_owner
from graph.catalogue.promoting import shared_id
from graph.catalogue.resources import REDIRECT, REPLACED_BY
from graph.catalogue.shareable import SOURCE
from graph.network.clusters.documents import Answer, Decision
from graph.network.clusters.grouping import Pair, pair
from graph.network.clusters.headings import Way
from graph.store.names import NETWORKS, Names
from graph.store.walking import chunks
from mappings.bibframe.node import Node
from mappings.bibframe.reading.values import iris

LEADS: Final = """
CREATE TABLE IF NOT EXISTS leading (
  iri TEXT, target TEXT, is_copy INTEGER NOT NULL, PRIMARY KEY (iri, target)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS leading_target ON leading (target);
"""
_AT_ONCE: Final = 400
_STEPS: Final = 8
_MOST: Final = 100

Counting: TypeAlias = dict[str, dict[str, bool]]
"""Per address, others; whether all that was decided counts, or only what is apart. Each is among its own."""


@dataclass(frozen=True, slots=True)
class _Lead:
    """An address that leads to another, or a copy and what it is of; `is_back` where that was known to have been made
    of it.
    """

    iri: str
    target: str
    is_copy: bool
    is_back: bool = False


def leads(body: Node, names: Names) -> set[tuple[str, bool]]:
    """Where a description leads: to what took its place, or, as a copy, to what a network has."""
    if REDIRECT in body.get("@type", ()):
        return {(each, False) for each in iris(body, REPLACED_BY)}
    return {(each, True) for each in iris(body, SOURCE) if names.owner_of(each) == NETWORKS}


def around(file: sqlite3.Connection, iri: str) -> set[str]:
    """An address and all that it is connected with by what leads where, as far as that is followed."""
    found, new = {iri}, {iri}
    for _ in range(_STEPS):
        near = {name for each in _leads(file, new) for name in (each.iri, each.target)}
        new = set(sorted(near - found)[:_MOST])
        if not new:
            break
        found |= new
    return found


class Addresses:
    """Reads the file for one network."""

    def __init__(self, file: sqlite3.Connection, network: str) -> None:
        self._file, self._network = file, network

    def before(self, works: Iterable[str]) -> Counting:
        """Per work, the addresses whose decisions count for it."""
        return self._walked(works, self._backwards)

    def today(self, works: Iterable[str]) -> Counting:
        """Per address, the works for which decisions about it count."""
        return self._walked(works, self._forwards)

    def _walked(self, works: Iterable[str], step: Callable[[_Lead], Iterator[tuple[str, str]]]) -> Counting:
        """First along what leads to another, then along copies too."""
        found: Counting = {each: {each: True} for each in works}
        for whole in (True, False):
            ends = {root: set(own) for root, own in found.items()}
            for _ in range(_STEPS):
                nearest = self._near({each for own in ends.values() for each in own}, step, whole=whole)
                ends = {
                    root: new
                    for root, own in ends.items()
                    if (new := set(sorted({to for each in own for to in nearest[each]} - found[root].keys())[:_MOST]))
                }
                if not ends:
                    break
                for root, own in ends.items():
                    found[root].update(dict.fromkeys(sorted(own), whole))
        return found

    def _near(
        self, ends: Collection[str], step: Callable[[_Lead], Iterator[tuple[str, str]]], *, whole: bool
    ) -> Mapping[str, set[str]]:
        near: dict[str, set[str]] = defaultdict(set)
        for lead in _leads(self._file, ends, network_owner(self._network)):
            if not (whole and lead.is_copy):
                for one, other in step(lead):
                    near[one].add(other)
        return near

    def _forwards(self, lead: _Lead) -> Iterator[tuple[str, str]]:
        """From where to where decisions count: to what took its place; from a shared description to a copy, and from
        the one that it was made of to it.
        """
        if not lead.is_copy:
            yield lead.iri, lead.target
        else:
            yield lead.target, lead.iri
            if lead.is_back or shared_id(self._network, lead.iri) == lead.target.rpartition("/")[2]:
                yield lead.iri, lead.target

    def _backwards(self, lead: _Lead) -> Iterator[tuple[str, str]]:
        for one, other in self._forwards(lead):
            yield other, one


def counting(
    decisions: Iterable[Decision], others: Iterable[Decision], today: Counting, works: AbstractSet[str]
) -> dict[Pair, Answer]:
    """What decisions say of these works as they are called today. What was said of the two themselves goes before what
    was said of others, and of that what is apart goes before what is together. `others` are decisions that only tell
    copies apart.
    """
    said = {each.works: each.answer for each in decisions}
    known = {each.works: each.answer for each in others} | said
    found: dict[Pair, Answer] = {}
    for (one, other), answer in sorted(said.items()):
        for (first, whole), (second, as_whole) in product(today[one].items(), today[other].items()):
            both = pair(first, second)
            if first == second or both in said or works.isdisjoint(both) or found.get(both) is Answer.APART:
                continue
            if (whole and as_whole) or (
                answer is Answer.APART and not _told_apart(known, (one, first), (other, second))
            ):
                found[both] = answer
    return found | {both: answer for both, answer in said.items() if not works.isdisjoint(both)}


def _told_apart(said: Mapping[Pair, Answer], *each: Pair) -> bool:
    return any(said.get(pair(*both)) is Answer.APART for both in each)


def _leads(file: sqlite3.Connection, ends: Iterable[str], network: str | None = None) -> Iterator[_Lead]:
    """Whatever leads from or to these; agents as they do in one network, or in any."""
    for part in chunks(sorted(ends), _AT_ONCE):
        asked = ", ".join("?" * len(part))
        wanted = f"SELECT iri, target, is_copy FROM leading WHERE iri IN ({asked}) OR target IN ({asked})"  # noqa: S608
        for iri, target, is_copy in file.execute(wanted, (*part, *part)):
            yield _Lead(iri, target, bool(is_copy))
        named = f"SELECT iri, target, network, way FROM heading WHERE iri IN ({asked}) OR target IN ({asked})"  # noqa: S608
        for iri, target, there, way in file.execute(named, (*part, *part)):
            if network in {None, there}:
                yield _Lead(iri, target, way != Way.SHARED, way == Way.TAKEN_BACK)
