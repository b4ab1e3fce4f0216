"""What other lending rules would have made of loans that were: nothing is written, and nobody is named.

A loan is asked again with what the rules were asked with at its checkout (group, types, place) and the hours of now.
What becomes of renewals and recalls is not guessed: due dates and late fees are those of the first period.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from graph.circulation.due import NoDueDate, due
from graph.circulation.model import Loan
from graph.circulation.overdue import overdue_amount
from graph.circulation.rules.declarations import written
from graph.circulation.rules.model import Case, Field
from graph.circulation.rules.resolver import Explained, Resolver
from graph.circulation.settings import LendingSettings


@dataclass(frozen=True, slots=True)
class Difference:
    """A field that would have another value, by which line of the new rules, and for how many loans. `origin` is whose
    text the line stands in, empty for the library's own.
    """

    field: Field
    before: str
    after: str
    line: int
    loans: int
    origin: str = ""

    @property
    def where(self) -> str:
        """Text and line, as a person reads it."""
        return f"{self.origin}, line {self.line}" if self.origin else f"line {self.line}"


@dataclass(slots=True)
class Simulation:
    """What would be different: of so many `loans`, how many would be refused, due earlier or later, and what all late
    returns together would cost, in minor units by currency.
    """

    loans: int = 0
    refused: int = 0
    earlier: int = 0
    later: int = 0
    moved: timedelta = timedelta()
    """By how much all due dates together would move."""
    fees_before: dict[str, int] = field(default_factory=dict)
    fees_after: dict[str, int] = field(default_factory=dict)
    _counts: dict[tuple[Field, str, str, int, str], int] = field(default_factory=dict)

    @property
    def differences(self) -> list[Difference]:
        """Every field that would have another value somewhere, what concerns most loans first."""
        found = [
            Difference(each, before, after, line, loans, origin)
            for (each, before, after, line, origin), loans in self._counts.items()
        ]
        return sorted(found, key=lambda each: (-each.loans, each.field.value, each.before, each.after, each.line))

    def note(self, before: Explained, after: Explained) -> None:
        """Count a field of one loan that would have another value."""
        texts = [written(each.field, each.won.value) for each in (before, after)]
        key = (after.field, texts[0], texts[1], after.won.line, after.won.origin)
        self._counts[key] = self._counts.get(key, 0) + 1


def simulate(settings: LendingSettings, proposed: Resolver, loans: Iterable[Loan]) -> Simulation:
    """What the proposed rules would have made of these loans, beside what the rules in force make of them.

    Raises `IncompleteRules`, `NoCalendar`.
    """
    found, other = Simulation(), replace(settings, resolver=proposed)
    for loan in loans:
        found.loans += 1
        case = Case(settings.unit(loan.location), loan.group, loan.material_type, loan.loan_type)
        for before, after in zip(settings.resolver.explain(case), proposed.explain(case), strict=True):
            if before.won.value != after.won.value:
                found.note(before, after)
        _compare(found, _due(settings, case, loan), _due(other, case, loan))
        _add(found.fees_before, settings, case, loan)
        _add(found.fees_after, other, case, loan)
    return found


def _compare(found: Simulation, before: datetime | None, after: datetime | None) -> None:
    if after is None:
        found.refused += before is not None
    elif before is not None and before != after:
        found.earlier += after < before
        found.later += after > before
        found.moved += after - before


def _due(settings: LendingSettings, case: Case, loan: Loan) -> datetime | None:
    """When the loan would be due by these rules; None where it would be refused."""
    policy = settings.resolver.policy(case)
    if not policy.loanable:
        return None
    try:
        return due(loan.opened_at, policy, settings.calendar(loan.location), settings.resolver.schedules)
    except NoDueDate:
        return None


def _add(fees: dict[str, int], settings: LendingSettings, case: Case, loan: Loan) -> None:
    """What the return would have cost by these rules."""
    due_at, policy = _due(settings, case, loan), settings.resolver.policy(case)
    if due_at is None or loan.returned_at is None or loan.renewals:
        return
    calendar = settings.calendar(loan.location)
    if (fee := overdue_amount(policy.overdue, policy.grace, due_at, loan.returned_at, calendar)) is not None:
        fees[fee.currency] = fees.get(fee.currency, 0) + fee.minor
