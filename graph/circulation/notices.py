"""Which messages are due: about a loan by its lending rules and by what became of it, about a request by its state.

A notice has one name for one occasion (a loan due on a day, a request at the shelf until a day), so it is written once
however often the work is done. Of several that came due meanwhile about one due date, the last one counts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from graph.circulation.calendar import Calendar
from graph.circulation.due import later
from graph.circulation.duration import Duration
from graph.circulation.messages.documents import NOTICES
from graph.circulation.messages.model import Notice
from graph.circulation.model import Loan, Request, RequestState
from graph.circulation.patron_rules import LOST
from graph.circulation.renewing import policy_of
from graph.circulation.rules.model import Notice as NoticeRule
from graph.circulation.rules.model import When
from graph.circulation.settings import LendingSettings
from graph.store.names import Names, opaque_id


@dataclass(frozen=True, slots=True)
class LoanRow:
    """A notice that every library sends about a loan: its template, and on which occasion (None: not now)."""

    template: str
    says: str
    occasion: Callable[[Loan], str | None]


@dataclass(frozen=True, slots=True)
class RequestRow:
    """A notice that every library sends about a request: its template, and on which occasion (None: not now)."""

    template: str
    says: str
    occasion: Callable[[Request], str | None]


def _recalled(loan: Loan) -> str | None:
    return f"{loan.recalled_at}" if loan.recalled_at is not None and loan.claim is None else None


def _lost(loan: Loan) -> str | None:
    return f"{loan.claimed_at}" if loan.claim in LOST else None


def _in(*states: RequestState) -> Callable[[Request], str | None]:
    return lambda request: f"{request.state}, {request.shelf_expires}" if request.state in states else None


OF_LOANS: Final = (
    LoanRow("recalled", "somebody waits: the item is due sooner", _recalled),
    LoanRow("lost", "the item counts as lost and is billed", _lost),
)
"""Notices about loans beside those of the lending rules."""

OF_REQUESTS: Final = (
    RequestRow("ready", "the item can be fetched", _in(RequestState.AWAITING_PICKUP)),
    RequestRow("not-fetched", "nobody came for the item in time", _in(RequestState.PICKUP_EXPIRED)),
    RequestRow("expired", "no item came in time", _in(RequestState.EXPIRED)),
)
"""Notices about requests."""


def about_loan(names: Names, loan: Loan, settings: LendingSettings, at: datetime) -> Iterator[Notice]:
    """The notices about an open loan that are due. Raises `IncompleteRules`, `NoCalendar`."""
    if loan.patron is None:
        return
    for row in OF_LOANS:
        if (occasion := row.occasion(loan)) is not None:
            yield _notice(names, loan, row.template, loan.patron, occasion, at, loan.due_at)
    rules = policy_of(loan, settings).notices if loan.claim is None else ()
    side = When.BEFORE if at < loan.due_at else When.AFTER
    if rules:
        calendar = settings.calendar(loan.location)
        come = [
            (moment, rule) for rule in rules if rule.when is side and (moment := _moment(rule, loan, calendar)) <= at
        ]
        if come:
            _, last = max(come, key=lambda each: each[0])
            yield _notice(names, loan, last.template, loan.patron, f"{side} {loan.due_at}", at, loan.due_at)


def about_request(names: Names, request: Request, at: datetime) -> Iterator[Notice]:
    """The notices about a request that are due."""
    if request.patron is None:
        return
    for row in OF_REQUESTS:
        if (occasion := row.occasion(request)) is not None:
            yield _notice(names, request, row.template, request.patron, occasion, at)


def _notice(
    names: Names,
    about: Loan | Request,
    template: str,
    patron: str,
    occasion: str,
    at: datetime,
    due_at: datetime | None = None,
) -> Notice:
    local = opaque_id("notice", template, about.iri, occasion)
    return Notice(names.resource(about.tenant, NOTICES, local), about.tenant, template, about.iri, patron, at, due_at)


def _moment(rule: NoticeRule, loan: Loan, calendar: Calendar) -> datetime:
    """When a notice of the rules is due."""
    sign = -1 if rule.when is When.BEFORE else 1
    return later(loan.due_at, Duration(sign * rule.offset.count, rule.offset.unit), calendar)
