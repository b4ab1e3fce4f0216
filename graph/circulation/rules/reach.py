"""Which declarations can ever win: exact answers from the order in which rules go before each other.

Two selectors *meet* where a case matches both; one *covers* the other where it matches every case of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final, TypeAlias

from graph.circulation.rules.model import Field, RuleSet, Selector
from graph.circulation.rules.resolver import Given
from graph.circulation.rules.vocabulary import Vocabulary
from graph.circulation.units import lineage

Rank: TypeAlias = tuple[int, int, bool, bool, bool, int]


@dataclass(frozen=True, slots=True)
class Ranked:
    """A declaration with its place in the order: of two that match a case the greater rank wins."""

    rank: Rank
    given: Given

    @property
    def selector(self) -> Selector:
        """Whom it is for."""
        return self.given.rule.selector


class Order:
    """The declarations of each field, the strongest first, found by the unit they are for."""

    def __init__(self, rules: RuleSet) -> None:
        self._by_unit: dict[tuple[Field, str], list[Ranked]] = {}
        self._below: dict[tuple[Field, str], list[Ranked]] = {}
        self._all: list[Ranked] = []
        for n, rule in enumerate(rules.rules):
            chosen = rule.selector
            rank = (
                chosen.depth,
                chosen.criteria,
                chosen.loan_type is not None,
                chosen.material_type is not None,
                chosen.group is not None,
                n,
            )
            for each in rule.declarations:
                ranked = Ranked(rank, Given(rule, each))
                self._by_unit.setdefault((each.field, chosen.unit), []).append(ranked)
                self._all.append(ranked)
                for unit in lineage(chosen.unit):
                    self._below.setdefault((each.field, unit), []).append(ranked)
        for found in self._by_unit.values():
            found.sort(key=lambda each: each.rank, reverse=True)

    def ranked(self) -> Iterator[Ranked]:
        """Every declaration."""
        yield from self._all

    def stronger(self, one: Ranked) -> list[Ranked]:
        """The declarations of its field that go before it in some case: none of them is for a unit above its own."""
        rivals = self._below[one.given.declaration.field, one.selector.unit]
        return [each for each in rivals if each.rank > one.rank and meet(each.selector, one.selector)]

    def weaker(self, one: Ranked) -> Iterator[Ranked]:
        """The declarations of its field that it goes before in some case, the strongest first."""
        for unit in lineage(one.selector.unit):
            for each in self._by_unit.get((one.given.declaration.field, unit), ()):
                if each.rank < one.rank and meet(each.selector, one.selector):
                    yield each

    def repeated(self, one: Ranked) -> Given | None:
        """What gives the same value wherever this declaration wins, were it not there; None where it makes a change."""
        first: Given | None = None
        for each in self.weaker(one):
            if each.given.value != one.given.value:
                return None
            first = first or each.given
            if covers(each.selector, one.selector):
                return first
        return None

    def never_wins(self, one: Ranked, vocabulary: Vocabulary) -> tuple[Given, ...]:
        """The declarations that together beat this one in every case; empty where it wins in some."""
        stronger = self.stronger(one)
        if any(covers(each.selector, one.selector) for each in stronger):
            return tuple(each.given for each in stronger if covers(each.selector, one.selector))
        if stronger and _all_beaten(one.selector, stronger, vocabulary, exact=False):
            return tuple(each.given for each in stronger)
        return ()


def meet(one: Selector, other: Selector) -> bool:
    """Whether some case matches both."""
    return (
        (_is_below(one.unit, other.unit) or _is_below(other.unit, one.unit))
        and _agree(one.group, other.group)
        and _agree(one.material_type, other.material_type)
        and _agree(one.loan_type, other.loan_type)
    )


def covers(one: Selector, other: Selector) -> bool:
    """Whether every case that matches the other matches this one."""
    return (
        _is_below(other.unit, one.unit)
        and one.group in {None, other.group}
        and one.material_type in {None, other.material_type}
        and one.loan_type in {None, other.loan_type}
    )


def _is_below(unit: str, above: str) -> bool:
    return not above or unit == above or unit.startswith(f"{above}/")


def _agree(one: str | None, other: str | None) -> bool:
    return one is None or other is None or one == other


_CRITERIA: Final = (("group", "groups"), ("material_type", "types"), ("loan_type", "loans"))


def _all_beaten(box: Selector, stronger: Sequence[Ranked], vocabulary: Vocabulary, *, exact: bool) -> bool:
    """Whether every case in a box is matched by one of these. `exact`: the box is its unit alone, without those below.

    The box is cut along what one of them asks for, into the names that are known; where they aren't known there is
    always one that nobody asks for.
    """
    here = [each for each in stronger if meet(each.selector, box) and (not exact or _reaches(each.selector, box))]
    if not here:
        return False
    if any(covers(each.selector, box) for each in here):
        return True
    for criterion, kind in _CRITERIA:
        known: frozenset[str] | None = getattr(vocabulary, kind)
        if getattr(box, criterion) is None and any(getattr(each.selector, criterion) is not None for each in here):
            return bool(known) and all(
                _all_beaten(replace(box, **{criterion: name}), here, vocabulary, exact=exact) for name in known or ()
            )
    units = [each for each in vocabulary.units or () if _is_below(each, box.unit)]
    return not exact and bool(units) and all(
        _all_beaten(replace(box, unit=unit), here, vocabulary, exact=True) for unit in units
    )  # fmt: skip


def _reaches(selector: Selector, box: Selector) -> bool:
    return _is_below(box.unit, selector.unit)
