"""Whom other lending rules would treat otherwise: items, groups of patrons and open loans, counted. Nobody is named."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from graph.circulation.comparing import Changed, Comparing
from graph.circulation.model import Loan
from graph.circulation.rules.model import Case
from graph.circulation.rules.resolver import Resolver
from graph.circulation.settings import LendingSettings

MOST_EXAMPLES: Final = 5
"""Examples of each change, those with the most items first."""


class Kind(NamedTuple):
    """What rules tell items apart by: the path of their unit, their material and how they are lent."""

    unit: str
    material_type: str | None
    loan_type: str | None


@dataclass(frozen=True, slots=True)
class Example:
    """A case of a change, with how many items and patrons there are of it; `group` None where there are no patrons."""

    kind: Kind
    group: str | None
    items: int
    patrons: int


@dataclass(slots=True)
class Touched:
    """How many items, patrons and open loans a change is for."""

    items: int = 0
    patrons: int = 0
    loans: int = 0
    examples: tuple[Example, ...] = ()


@dataclass(slots=True)
class Affected:
    """Of so many items, patrons and open loans looked at, how many would be treated otherwise, and by which changes."""

    items: int = 0
    patrons: int = 0
    loans: int = 0
    items_seen: int = 0
    patrons_seen: int = 0
    loans_seen: int = 0
    complete: bool = True
    """False where there are more than were looked at."""
    changes: dict[Changed, Touched] = field(default_factory=dict)

    @property
    def ranked(self) -> list[tuple[Changed, Touched]]:
        """The changes, what concerns most items and loans first."""
        return sorted(self.changes.items(), key=lambda each: (-each[1].items, -each[1].loans, each[0]))


def affected(
    settings: LendingSettings,
    proposed: Resolver,
    items: Mapping[Kind, int],
    groups: Mapping[str, int],
    loans: Iterable[Loan],
) -> Affected:
    """Who is treated otherwise by the proposed rules than by those in force: how many `items` of each kind, how many
    patrons of each of the `groups`, and which open `loans`.

    Raises `IncompleteRules`.
    """
    found = Affected(items_seen=sum(items.values()), patrons_seen=sum(groups.values()))
    comparing = Comparing(settings.resolver, proposed)
    cases: dict[Changed, list[tuple[Kind, str | None]]] = {}
    for kind in items:
        for group in groups or (None,):
            for change in comparing.of(Case(kind.unit, group, kind.material_type, kind.loan_type)):
                cases.setdefault(change, []).append((kind, group))
    for change, where in cases.items():
        found.changes[change] = _touched(where, items, groups)
    every = [case for where in cases.values() for case in where]
    found.items = sum(items[kind] for kind in {kind for kind, _ in every})
    found.patrons = sum(groups[group] for group in {group for _, group in every if group is not None})
    for loan in loans:
        found.loans_seen += 1
        case = Case(settings.unit(loan.location), loan.group, loan.material_type, loan.loan_type)
        changes = comparing.of(case)
        found.loans += bool(changes)
        for change in changes:
            found.changes.setdefault(change, Touched()).loans += 1
    return found


def _touched(cases: Sequence[tuple[Kind, str | None]], items: Mapping[Kind, int], groups: Mapping[str, int]) -> Touched:
    kinds, people = {kind for kind, _ in cases}, {group for _, group in cases if group is not None}
    most = sorted(cases, key=lambda case: (-items[case[0]], str(case)))[:MOST_EXAMPLES]
    examples = tuple(Example(kind, group, items[kind], groups.get(group or "", 0)) for kind, group in most)
    return Touched(sum(items[kind] for kind in kinds), sum(groups[group] for group in people), 0, examples)
