"""The rules about renewing a loan, in the order in which a desk asks them, and the due date that a renewal gives."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from graph.circulation.due import NoDueDate, due
from graph.circulation.facts import Borrower, Copy
from graph.circulation.item_rules import Lending, in_time, waiting_for
from graph.circulation.model import Loan
from graph.circulation.overdue import overdue_amount
from graph.circulation.patron_rules import Asking, about_patron
from graph.circulation.reasons import Code
from graph.circulation.refusals import BlockedBy
from graph.circulation.rules.model import Case, Policy, RenewFrom
from graph.circulation.settings import LendingSettings
from graph.patrons.model import BlockScope
from mappings.money import Money


@dataclass(frozen=True, slots=True)
class Renewing:
    """A loan that somebody wants to keep longer. Its rules are those of its checkout's case, as they are now."""

    settings: LendingSettings
    loan: Loan
    copy: Copy | None
    borrower: Borrower | None
    at: datetime

    @property
    def policy(self) -> Policy:
        """What the lending rules say. Raises `IncompleteRules`."""
        return policy_of(self.loan, self.settings)


def policy_of(loan: Loan, settings: LendingSettings) -> Policy:
    """What the lending rules say of a loan: as they are now, for its case at checkout. Raises `IncompleteRules`."""
    return settings.resolver.policy(Case(settings.unit(loan.location), loan.group, loan.material_type, loan.loan_type))


def closed(renewing: Renewing) -> Iterator[BlockedBy]:
    """The loan is over."""
    if not renewing.loan.open:
        yield BlockedBy(Code.LOAN_CLOSED, "The item has been returned.")


def claimed(renewing: Renewing) -> Iterator[BlockedBy]:
    """The item is lost, or said to have been returned."""
    if renewing.loan.claim is not None:
        yield BlockedBy(Code.LOAN_CLAIMED, f"The item counts as {renewing.loan.claim.value}.")


def recalled(renewing: Renewing) -> Iterator[BlockedBy]:
    """Somebody had the item called back."""
    if renewing.loan.recalled_at is not None:
        yield BlockedBy(Code.RECALLED, "The item was recalled.")


def requested_by_another(renewing: Renewing) -> Iterator[BlockedBy]:
    """Somebody else waits for the item."""
    if renewing.copy is None:
        return
    lending = Lending(renewing.settings, renewing.copy, renewing.borrower, renewing.at)
    if any(each.patron != renewing.loan.patron for each in waiting_for(renewing.copy, lending)):
        yield BlockedBy(Code.REQUESTED_BY_ANOTHER, "Somebody else has requested the item.")


def not_renewable(renewing: Renewing) -> Iterator[BlockedBy]:
    """The lending rules don't renew such a loan."""
    if not renewing.policy.renewable:
        yield BlockedBy(Code.NOT_RENEWABLE, "The lending rules don't renew this loan.")


def renewal_limit(renewing: Renewing) -> Iterator[BlockedBy]:
    """It has been renewed as often as the rules allow."""
    most = renewing.policy.renewals
    if most is not None and renewing.policy.renewable and renewing.loan.renewals >= most:
        yield BlockedBy(Code.RENEWAL_LIMIT, f"The loan was renewed {renewing.loan.renewals} times; {most} is the most.")


def due_date_not_later(renewing: Renewing) -> Iterator[BlockedBy]:
    """The new due date would not be later than the present one."""
    if not renewing.loan.open:
        return
    try:
        found = new_due_date(renewing)
    except NoDueDate as error:
        yield BlockedBy(Code.NO_DUE_DATE, error.message)
        return
    if found <= renewing.loan.due_at:
        yield BlockedBy(Code.DUE_DATE_NOT_LATER, "The loan would not be due any later.")


RENEWAL_RULES = (
    closed,
    claimed,
    recalled,
    requested_by_another,
    not_renewable,
    renewal_limit,
    due_date_not_later,
)
"""Every rule about renewing a loan, in order, after those about the patron."""


def about_renewal(renewing: Renewing) -> Iterator[BlockedBy]:
    """Everything that keeps a loan from being renewed."""
    if renewing.loan.open:
        yield from about_patron(Asking(renewing.settings, renewing.borrower, BlockScope.RENEW, renewing.at))
    for rule in RENEWAL_RULES:
        yield from rule(renewing)


def new_due_date(renewing: Renewing) -> datetime:
    """When the renewed loan is due: counted from its due date or from now, as the rules say. Raises `NoDueDate`."""
    policy, loan = renewing.policy, renewing.loan
    start = loan.due_at if policy.renew_from is RenewFrom.DUE else renewing.at
    if policy.renew_period is not None:
        policy = replace(policy, period=policy.renew_period)
    calendar = renewing.settings.calendar(loan.location)
    found = due(start, policy, calendar, renewing.settings.resolver.schedules)
    return found if renewing.copy is None else in_time(renewing.copy, found, renewing.at)


def overdue_fee(renewing: Renewing) -> Money | None:
    """What a late renewal costs; None where the rules forgive it."""
    policy, loan = renewing.policy, renewing.loan
    if policy.overdue is None or policy.overdue.forgive_on_renew:
        return None
    calendar = renewing.settings.calendar(loan.location)
    return overdue_amount(policy.overdue, policy.grace, loan.due_at, renewing.at, calendar)
