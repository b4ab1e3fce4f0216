"""What other lending rules would have made of loans that were: nothing is written, and nobody is named.

A loan is asked again with what the rules were asked with at its checkout (group, types, place) and the hours of now.
What becomes of renewals and recalls is not guessed: due dates and late fees are those of the first period.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from graph.circulation.comparing import Changed, Comparing
from graph.circulation.due import NoDueDate, due
from graph.circulation.model import Loan
from graph.circulation.overdue import overdue_amount
from graph.circulation.rules.model import Case
from graph.circulation.rules.resolver import Resolver
from graph.circulation.settings import LendingSettings


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
    changes: Counter[Changed] = field(default_factory=Counter)
    """Every field that would have another value somewhere, and in how many loans."""

    @property
    def differences(self) -> list[tuple[Changed, int]]:
        """The changes, what concerns most loans first."""
        return sorted(self.changes.items(), key=lambda each: (-each[1], each[0]))


def simulate(settings: LendingSettings, proposed: Resolver, loans: Iterable[Loan]) -> Simulation:
    """What the proposed rules would have made of these loans, beside what the rules in force make of them.

    Raises `IncompleteRules`, `NoCalendar`.
    """
    found, other = Simulation(), replace(settings, resolver=proposed)
    comparing = Comparing(settings.resolver, proposed)
    for loan in loans:
        found.loans += 1
        case = Case(settings.unit(loan.location), loan.group, loan.material_type, loan.loan_type)
        found.changes.update(comparing.of(case))
        before, after = _due(settings, case, loan), _due(other, case, loan)
        _compare(found, before, after)
        _add(found.fees_before, settings, case, loan, before)
        _add(found.fees_after, other, case, loan, after)
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


def _add(fees: dict[str, int], settings: LendingSettings, case: Case, loan: Loan, due_at: datetime | None) -> None:
    """What the return would have cost by these rules, by which it would have been due then."""
    if due_at is None or loan.returned_at is None or loan.renewals:
        return
    policy = settings.resolver.policy(case)
    calendar = settings.calendar(loan.location)
    if (fee := overdue_amount(policy.overdue, policy.grace, due_at, loan.returned_at, calendar)) is not None:
        fees[fee.currency] = fees.get(fee.currency, 0) + fee.minor
