"""The rules about lending an item, in the order in which a desk asks them, and what an item's status lets a desk do."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Final, TypeAlias

from graph.circulation.due import NoDueDate, due
from graph.circulation.facts import Borrower, Copy
from graph.circulation.model import Request
from graph.circulation.patron_rules import in_selector
from graph.circulation.queues import covers, waits
from graph.circulation.reasons import Code
from graph.circulation.refusals import BlockedBy
from graph.circulation.rules.model import Case, Field, Policy, RequestType
from graph.circulation.settings import LendingSettings
from graph.holdings.status import ItemStatus
from graph.holdings.terms import RETURN_BY
from mappings.bibframe.read import plain

_S: Final = ItemStatus
LENDABLE: Final = frozenset(
    {_S.AVAILABLE, _S.RESTRICTED, _S.IN_TRANSIT, _S.AWAITING_PICKUP, _S.AWAITING_DELIVERY, _S.PAGED, _S.MISSING,
     _S.LONG_MISSING}
)  # fmt: skip
"""The statuses from which an item may be lent: whoever brings a missing one to the desk has found it."""

BY_PERMISSION: Final = frozenset({_S.IN_PROCESS})
"""Those from which it may be lent where somebody lets it pass."""


@dataclass(frozen=True, slots=True)
class Lending:
    """An item that a patron wants to have now."""

    settings: LendingSettings
    copy: Copy
    borrower: Borrower | None
    at: datetime

    @property
    def case(self) -> Case:
        """What the lending rules are asked for."""
        return case_of(self.settings, self.copy, self.borrower.patron.group if self.borrower else None)

    @property
    def policy(self) -> Policy:
        """What they answer. Raises `IncompleteRules`."""
        return self.settings.resolver.policy(self.case)


Rule: TypeAlias = Callable[[Lending], Iterator[BlockedBy]]


def case_of(settings: LendingSettings, copy: Copy, group: str | None) -> Case:
    """What the lending rules are asked for an item and a group."""
    item = copy.item
    return Case(settings.unit(item.location), group, item.material_type, item.loan_type)


def already_checked_out(lending: Lending) -> Iterator[BlockedBy]:
    """The item is on loan."""
    loan = lending.copy.held.loan
    if loan is None:
        return
    own = lending.borrower is not None and loan.patron == lending.borrower.iri
    whom = "to this patron already: renew the loan instead" if own else "to somebody else: check it in first"
    yield BlockedBy(Code.ALREADY_CHECKED_OUT, f"The item is lent {whom}.")


def status_not_lendable(lending: Lending) -> Iterator[BlockedBy]:
    """The item's status keeps it from being lent."""
    status = lending.copy.status
    if status in BY_PERMISSION:
        yield BlockedBy(Code.ITEM_IN_PROCESS, "The item is being prepared and not yet in the collection.")
    elif status not in LENDABLE and lending.copy.held.loan is None:
        yield BlockedBy(Code.STATUS_NOT_LENDABLE, f"The item can't be lent: its status is {status.value}.")


def requested_by_another(lending: Lending) -> Iterator[BlockedBy]:
    """Somebody else is before the patron: the item is kept for them, or they wait for it."""
    who, copy = lending.borrower, lending.copy
    kept = copy.held.kept
    if kept is not None:
        if who is None or kept.patron != who.iri:
            yield BlockedBy(Code.REQUESTED_BY_ANOTHER, "The item is kept for somebody else.")
        return
    first = next(iter(waiting_for(copy, lending)), None)
    if first is not None and (who is None or first.patron != who.iri):
        yield BlockedBy(Code.REQUESTED_BY_ANOTHER, "Somebody else has requested the item.")


def not_loanable(lending: Lending) -> Iterator[BlockedBy]:
    """The lending rules don't lend such an item to such a patron."""
    if not lending.policy.loanable:
        given = lending.settings.resolver.given(Field.LOANABLE, lending.case)
        line = f" (line {given.line} of the rules)" if given is not None else ""
        yield BlockedBy(Code.NOT_LOANABLE, f"The lending rules don't lend this item to this patron{line}.")


def item_limit(lending: Lending) -> Iterator[BlockedBy]:
    """The patron has as many of the things that the rule counts as it allows."""
    given = lending.settings.resolver.given(Field.ITEMS, lending.case)
    if given is None or not isinstance(given.value, int) or lending.borrower is None:
        return
    of = given.rule.selector
    count = sum(
        in_selector(each, lending.settings, of.unit, of.material_type, of.loan_type) for each in lending.borrower.loans
    )
    if count >= given.value:
        yield BlockedBy(Code.ITEM_LIMIT, f"The patron has {count} such items out; {given.value} is the most.")


def no_due_date(lending: Lending) -> Iterator[BlockedBy]:
    """No due date can be found for a loan that begins now."""
    try:
        due_date(lending, lending.at)
    except NoDueDate as error:
        yield BlockedBy(Code.NO_DUE_DATE, error.message)


ITEM_RULES: Final[tuple[Rule, ...]] = (
    already_checked_out,
    status_not_lendable,
    requested_by_another,
    not_loanable,
    item_limit,
    no_due_date,
)
"""Every rule about lending an item, in order."""


def about_item(lending: Lending) -> Iterator[BlockedBy]:
    """Everything that keeps an item from being lent."""
    for rule in ITEM_RULES:
        yield from rule(lending)


def waiting_for(copy: Copy, lending: Lending) -> Iterator[Request]:
    """The requests that wait and that the item could serve, in order of the queue."""
    today = lending.settings.calendar(copy.item.location).day_of(lending.at)
    return (
        each
        for each in copy.queue
        if each.type is not RequestType.PAGE
        and waits(each, today)
        and covers(each, copy.item.iri, copy.item.instance, copy.queue_of)
    )


def due_date(lending: Lending, opened_at: datetime) -> datetime:
    """When a loan opened at a moment is due. Raises `NoDueDate`, `NoCalendar`."""
    calendar = lending.settings.calendar(lending.copy.item.location)
    return in_time(
        lending.copy, due(opened_at, lending.policy, calendar, lending.settings.resolver.schedules), opened_at
    )


def in_time(copy: Copy, due_at: datetime, now: datetime) -> datetime:
    """The due date, or earlier where the copy has to be back at another library before. Raises `NoDueDate`."""
    back = plain(copy.layer.body, RETURN_BY)
    if back is None:
        return due_at
    until = datetime.fromisoformat(back)
    if until <= now:
        raise NoDueDate("The item has to be back at the library it is from.")
    return min(due_at, until)
