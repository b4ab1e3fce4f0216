"""Items that don't come back, items that can't be found, and items that leave the collection."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from graph.access.model import Actor, Permission
from graph.circulation.desk import Attempt, Desk, Order, Receipt
from graph.circulation.due import later
from graph.circulation.facts import Copy
from graph.circulation.item_state import left_by, marked, withdrawn
from graph.circulation.lost_fees import bill, owed_for
from graph.circulation.model import Loan, LoanState, Request
from graph.circulation.patron_rules import LOST
from graph.circulation.reasons import Code
from graph.circulation.recalling import about_recall, recalled
from graph.circulation.refusals import BlockedBy, Override, Refused
from graph.circulation.renewing import policy_of
from graph.circulation.routing import waiting_again
from graph.holdings.model import Item
from graph.holdings.status import Claim, Lifecycle, Marker
from mappings.bibframe.node import Node
from mappings.money import Money


@dataclass(frozen=True, slots=True)
class Claimed:
    """A loan after something was said of it, and what was charged for it."""

    loan: Loan
    charged: tuple[Money, ...] = ()
    lifted: tuple[str, ...] = ()
    sequence: int = 0


@dataclass(frozen=True, slots=True)
class Marked:
    """An item after it was marked, and the request that waits again because it was kept for it. `left` is the item as
    it would be, in a dry run.
    """

    item: str
    waiting_again: Request | None = None
    left: Item | None = None
    sequence: int = 0


class LossService:
    """What is said of loans and items that are not where they should be."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    # loans: each is given by its IRI, or by the barcode or IRI of the item that is out in it

    def claim_returned(
        self, actor: Actor, loan: str, *, dry_run: bool = False, request_id: str | None = None
    ) -> Claimed:
        """The patron says that they brought it back."""
        order = Order(actor, "circulation.claimReturned", request_id, None, dry_run)
        return self._on_loan(order, loan, lambda attempt, found: _claim(attempt, found, Claim.CLAIMED_RETURNED))

    def declare_lost(self, actor: Actor, loan: str, *, dry_run: bool = False, request_id: str | None = None) -> Claimed:
        """The patron says that they lost it; they are billed as the rules say."""
        order = Order(actor, "circulation.declareLost", request_id, None, dry_run)
        return self._on_loan(order, loan, lambda attempt, found: self.lose(attempt, found, Claim.DECLARED_LOST))

    def age_to_lost(self, actor: Actor, loan: str, *, dry_run: bool = False, request_id: str | None = None) -> Claimed:
        """It has been overdue for as long as the rules let it: it counts as lost and is billed."""
        order = Order(actor, "circulation.ageToLost", request_id, None, dry_run)
        return self._on_loan(order, loan, self._age)

    def pay_lost(self, actor: Actor, loan: str, *, dry_run: bool = False, request_id: str | None = None) -> Claimed:
        """Close the loan of a lost item for which nothing is owed any more."""
        order = Order(actor, "circulation.payLost", request_id, None, dry_run)
        return self._on_loan(order, loan, self._close_paid)

    def recall(
        self,
        actor: Actor,
        loan: str,
        *,
        override: Override | None = None,
        dry_run: bool = False,
        request_id: str | None = None,
    ) -> Claimed:
        """Call an item back; once a loan, and never before its guaranteed time is over."""
        order = Order(actor, "circulation.recall", request_id, override, dry_run)
        return self._on_loan(order, loan, self._recall)

    # items: each is given by barcode or IRI

    def mark_missing(
        self, actor: Actor, item: str, *, long: bool = False, dry_run: bool = False, request_id: str | None = None
    ) -> Marked:
        """It is not where it should be; `long`: and has not been for long. Checking it in finds it."""
        order = Order(actor, "circulation.markMissing", request_id, None, dry_run)
        marker = Marker.LONG_MISSING if long else Marker.MISSING
        return self._on_item(order, item, lambda copy: marked(copy, marker))

    def mark_unavailable(
        self, actor: Actor, item: str, reason: str, *, dry_run: bool = False, request_id: str | None = None
    ) -> Marked:
        """It can't be had for a while, such as at the binder's."""
        order = Order(actor, "circulation.markUnavailable", request_id, None, dry_run)
        return self._on_item(order, item, lambda copy: marked(copy, Marker.UNAVAILABLE, reason))

    def clear_marker(self, actor: Actor, item: str, *, dry_run: bool = False, request_id: str | None = None) -> Marked:
        """It is as any other again."""
        order = Order(actor, "circulation.clearMarker", request_id, None, dry_run)
        return self._on_item(order, item, lambda copy: marked(copy, None))

    def withdraw(self, actor: Actor, item: str, *, dry_run: bool = False, request_id: str | None = None) -> Marked:
        """It leaves the collection for good."""
        order = Order(actor, "circulation.withdraw", request_id, None, dry_run)
        return self._on_item(order, item, withdrawn)

    # each of them

    def lose(self, attempt: Attempt, loan: Loan, claim: Claim) -> tuple[Loan, tuple[Money, ...]]:
        """The loan as one of a lost item, which is billed, within a command that is under way. Raises `Refused`."""
        lost, _ = _claim(attempt, loan, claim)
        return lost, bill(self._desk, attempt, loan, self._desk.copy(attempt.tenant, loan.item))

    def _age(self, attempt: Attempt, loan: Loan) -> tuple[Loan, tuple[Money, ...]]:
        attempt.ask((*_not_claimable(loan), *_not_overdue_enough(loan, attempt)))
        return self.lose(attempt, loan, Claim.AGED_TO_LOST)

    def _close_paid(self, attempt: Attempt, loan: Loan) -> tuple[Loan, tuple[Money, ...]]:
        owed = owed_for(self._desk, attempt, loan)
        attempt.ask((*_not_lost(loan), *_still_owed(owed)))
        return replace(loan, state=LoanState.LOST_AND_PAID, returned_at=None, seen=False), ()

    def _recall(self, attempt: Attempt, loan: Loan) -> tuple[Loan, tuple[Money, ...]]:
        attempt.ask(about_recall(loan, attempt.settings))
        return recalled(loan, attempt.settings, attempt.at), ()

    def _on_loan(
        self, order: Order, name: str, change: Callable[[Attempt, Loan], tuple[Loan, tuple[Money, ...]]]
    ) -> Claimed:
        def decide(attempt: Attempt) -> Callable[[int], Claimed]:
            loan = self._desk.loan_named(attempt.tenant, name)
            if loan is None:
                raise Refused([BlockedBy(Code.LOAN_UNKNOWN, "There is no such loan.")])
            changed, charged = change(attempt, loan)
            written = attempt.writes.loan(changed)
            attempt.about += [loan.iri, loan.item]
            return lambda sequence: Claimed(written, charged, tuple(attempt.lifted), sequence)

        def replay(receipt: Receipt) -> Claimed:
            loan = next(filter(None, self._desk.facts.loans(order.tenant, receipt.about)))
            return Claimed(loan, sequence=receipt.sequence)

        return self._desk.carry_out(order, Permission.CIRCULATION_WRITE, decide, replay)

    def _on_item(self, order: Order, name: str, change: Callable[[Copy], Node]) -> Marked:
        def decide(attempt: Attempt) -> Callable[[int], Marked]:
            copy = self._desk.copy(attempt.tenant, name)
            if copy is None:
                raise Refused([BlockedBy(Code.ITEM_UNKNOWN, "There is no item of this barcode.")])
            attempt.ask(_not_in_the_house(copy))
            attempt.writes.hold_still(copy)
            attempt.writes.same_queue(copy.head)
            body = change(copy)
            attempt.writes.item(copy, body)
            left = left_by(copy, body) if order.dry_run else None
            kept, transit = copy.held.kept, copy.held.transit
            if transit is not None:  # it is not on its way any more
                attempt.writes.transit(replace(transit, received_at=attempt.at))
            again = attempt.writes.request(waiting_again(kept)) if kept is not None else None
            attempt.about += [copy.item.iri, *([again.iri] if again is not None else [])]
            return lambda sequence: Marked(copy.item.iri, again, left, sequence)

        def replay(receipt: Receipt) -> Marked:
            request = next(filter(None, self._desk.facts.requests(order.tenant, receipt.about)), None)
            return Marked(receipt.about[0], request, sequence=receipt.sequence)

        return self._desk.carry_out(order, Permission.CIRCULATION_WRITE, decide, replay)


def _claim(attempt: Attempt, loan: Loan, claim: Claim) -> tuple[Loan, tuple[Money, ...]]:
    attempt.ask(_not_claimable(loan))
    return replace(loan, claim=claim, claimed_at=attempt.at), ()


def _not_claimable(loan: Loan) -> Iterator[BlockedBy]:
    """The loan is over, or the item counts as lost. What was claimed returned may still be lost."""
    if not loan.open:
        yield BlockedBy(Code.LOAN_CLOSED, "The item has been returned.")
    elif loan.claim in LOST:
        yield BlockedBy(Code.LOAN_CLAIMED, f"The item counts as {loan.claim} already.")


def _not_overdue_enough(loan: Loan, attempt: Attempt) -> Iterator[BlockedBy]:
    """The rules don't count the item as lost, or not yet."""
    lost = policy_of(loan, attempt.settings).lost
    if loan.claim is Claim.CLAIMED_RETURNED:
        yield BlockedBy(Code.LOAN_CLAIMED, "The patron says that it was returned.")
    if lost is None or attempt.at < later(loan.due_at, lost.after, attempt.settings.calendar(loan.location)):
        yield BlockedBy(Code.NOT_OVERDUE_ENOUGH, "The item has not been overdue for long enough to count as lost.")


def _not_lost(loan: Loan) -> Iterator[BlockedBy]:
    if not loan.open:
        yield BlockedBy(Code.LOAN_CLOSED, "The loan is over.")
    elif loan.claim not in LOST:
        yield BlockedBy(Code.NOT_LOST, "The item does not count as lost.")


def _still_owed(owed: tuple[Money, ...]) -> Iterator[BlockedBy]:
    if owed:
        yield BlockedBy(Code.STILL_OWED, f"{', '.join(map(str, owed))} of it is not paid yet.")


def _not_in_the_house(copy: Copy) -> Iterator[BlockedBy]:
    """It is out: what is said of it is said of the loan."""
    if copy.held.loan is not None:
        yield BlockedBy(Code.ON_LOAN, "The item is on loan: check it in, or declare it lost.")
    if copy.facts.lifecycle is Lifecycle.WITHDRAWN:
        yield BlockedBy(Code.ITEM_WITHDRAWN, "The item has left the collection.")
