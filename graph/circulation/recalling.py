"""Recalling: when an item that is out has to come back because somebody waits for it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime

from graph.circulation.due import CLOSED_DAYS, later
from graph.circulation.model import Loan
from graph.circulation.reasons import Code
from graph.circulation.refusals import BlockedBy
from graph.circulation.renewing import policy_of
from graph.circulation.settings import LendingSettings


def recalled(loan: Loan, settings: LendingSettings, at: datetime) -> Loan:
    """The loan as a recall makes it: due when its guaranteed time and the time to return are over, never later than it
    was. Where the rules recall nothing, only the recall is noted.
    """
    policy, calendar = policy_of(loan, settings), settings.calendar(loan.location)
    due_at = loan.due_at
    if policy.recall is not None:
        guaranteed = later(loan.opened_at, policy.recall.guaranteed, calendar)
        wanted = max(guaranteed, later(at, policy.recall.return_within, calendar))
        due_at = min(loan.due_at, CLOSED_DAYS[policy.closed_days].place(calendar, wanted, at))
    return replace(loan, due_at=due_at, recalled_at=at)


def about_recall(loan: Loan, settings: LendingSettings) -> Iterator[BlockedBy]:
    """Everything that keeps a loan from being recalled."""
    if not loan.open:
        yield BlockedBy(Code.LOAN_CLOSED, "The item has been returned.")
    if loan.claim is not None:
        yield BlockedBy(Code.LOAN_CLAIMED, f"The item counts as {loan.claim.value}.")
    if loan.recalled_at is not None:
        yield BlockedBy(Code.RECALLED, "The loan has been recalled before.")
    if policy_of(loan, settings).recall is None:
        yield BlockedBy(Code.NOT_RECALLABLE, "The lending rules don't recall this loan.")


def soonest(loans: Iterable[Loan], settings: LendingSettings, at: datetime) -> Loan | None:
    """Of the loans that may be recalled, as a recall makes it, the one that is back soonest."""
    able = [each for each in loans if not any(about_recall(each, settings))]
    return min((recalled(each, settings, at) for each in able), key=lambda each: (each.due_at, each.iri), default=None)
