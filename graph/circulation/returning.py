"""Checking in: a return, an item that arrives from elsewhere, one that was found, or one that was used in the house."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from graph.access.model import Actor, Permission
from graph.circulation import documents
from graph.circulation.desk import Attempt, Desk, Order, Receipt, certain
from graph.circulation.facts import Copy
from graph.circulation.item_state import in_collection
from graph.circulation.lost_fees import refund
from graph.circulation.model import Loan, LoanState, Request, Transit
from graph.circulation.overdue import overdue_amount
from graph.circulation.patron_rules import LOST
from graph.circulation.reasons import Code
from graph.circulation.refusals import BlockedBy
from graph.circulation.renewing import policy_of
from graph.circulation.routing import Next, route
from graph.holdings.status import Claim
from graph.patrons.model import FeeType
from mappings.money import Money


@dataclass(frozen=True, slots=True)
class CheckedIn:
    """What was checked in, and what the desk does with it.

    `loan` is the one that ended, `request` the one the item goes to, `transit` the one it leaves in, `fee` what the
    late return cost, `refunded` what the library owes for a lost item that was paid for. `in_house`: it had been used
    here.
    """

    item: str
    next: Next
    loan: Loan | None = None
    request: Request | None = None
    transit: Transit | None = None
    fee: Money | None = None
    refunded: Money | None = None
    in_house: bool = False
    sequence: int = 0


class ReturningService:
    """Items come into a library's hands."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def check_in(
        self,
        actor: Actor,
        item: str,
        point: str,
        *,
        returned_at: datetime | None = None,
        dry_run: bool = False,
        request_id: str | None = None,
    ) -> CheckedIn:
        """Take an item (barcode or IRI) in at a service point (an IRI), whether it is on loan or not.

        `returned_at` is when it was handed in, such as the last closing time for what lay in the book drop. Needs
        `circulation.write`. Raises `Refused`, `Forbidden`, `Contended`.
        """
        order = Order(actor, "circulation.checkIn", request_id, None, dry_run)
        return self._desk.carry_out(
            order,
            Permission.CIRCULATION_WRITE,
            lambda attempt: self.take_in(attempt, item, point, returned_at),
            lambda receipt: self._taken_before(order, receipt),
        )

    def take_in(
        self, attempt: Attempt, item: str, point: str, returned_at: datetime | None
    ) -> Callable[[int], CheckedIn]:
        """Take an item in within a command that is under way. Raises `Refused`."""
        found = self._desk.copy(attempt.tenant, item)
        attempt.ask(_in_the_way(attempt, found, point, returned_at))
        copy = certain(found)
        in_house = _used_in_house(attempt, copy, point)
        loan, fee, refunded = self._close(attempt, copy, point, returned_at or attempt.at)
        if (transit := copy.held.transit) is not None:
            attempt.writes.transit(replace(transit, received_at=attempt.at))
        attempt.writes.seen(copy, point, attempt.at)
        if (body := in_collection(copy)) is not None:
            attempt.writes.item(copy, body)
        routed = route(self._desk, attempt, copy, point)
        if in_house:
            attempt.writes.use(self._desk.new_name(attempt, documents.USES), copy.item.iri, point, attempt.at)
        answer = CheckedIn(copy.item.iri, routed.next, loan, routed.request, routed.transit, fee, refunded, in_house)
        _note(attempt, answer)
        return lambda sequence: replace(answer, sequence=sequence)

    def _close(
        self, attempt: Attempt, copy: Copy, point: str, returned_at: datetime
    ) -> tuple[Loan | None, Money | None, Money | None]:
        """End the loan the item is out in, or was lost in; what its lateness costs and what is given back."""
        loan, lost = copy.held.loan, copy.held.lost
        if loan is None:
            if lost is None:
                return None, None, None
            refunded = refund(self._desk, attempt, lost)
            return attempt.writes.loan(replace(lost, seen=True)), None, refunded
        refunded = refund(self._desk, attempt, loan) if loan.claim in LOST else None
        fee = self._overdue(attempt, loan, returned_at, is_billed=loan.claim in LOST and refunded is None)
        ended = replace(loan, state=LoanState.RETURNED, returned_at=returned_at, checkin_point=point)
        return attempt.writes.loan(ended), fee, refunded

    def _overdue(self, attempt: Attempt, loan: Loan, returned_at: datetime, *, is_billed: bool) -> Money | None:
        """Charge a late return. What was said to be returned counts to then; what is billed as lost is not late too."""
        if is_billed or loan.patron is None:
            return None
        policy, calendar = policy_of(loan, attempt.settings), attempt.settings.calendar(loan.location)
        if loan.claim is Claim.CLAIMED_RETURNED and loan.claimed_at is not None:
            returned_at = min(returned_at, loan.claimed_at)
        fee = overdue_amount(policy.overdue, policy.grace, loan.due_at, returned_at, calendar)
        if fee is not None:
            self._desk.charge(attempt, loan.patron, FeeType.OVERDUE, fee, item=loan.item, loan=loan.iri)
        return fee

    def _taken_before(self, order: Order, receipt: Receipt) -> CheckedIn:
        facts, about, said = self._desk.facts, receipt.about, receipt.said
        return CheckedIn(
            item=said["item"],
            next=Next(said["next"]),
            loan=next(filter(None, facts.loans(order.tenant, about)), None),
            request=next(filter(None, facts.requests(order.tenant, about)), None),
            transit=next(filter(None, facts.transits(order.tenant, about)), None),
            fee=_money(said.get("fee")),
            refunded=_money(said.get("refunded")),
            in_house="in-house" in said,
            sequence=receipt.sequence,
        )


def _in_the_way(attempt: Attempt, copy: Copy | None, point: str, returned_at: datetime | None) -> Iterator[BlockedBy]:
    if point not in attempt.settings.points:
        yield BlockedBy(Code.NO_SERVICE_POINT, "There is no such service point.")
    if copy is None:
        yield BlockedBy(Code.ITEM_UNKNOWN, "There is no item of this barcode.")
        return
    if returned_at is None:
        return
    loan = copy.held.loan
    if returned_at.tzinfo is None or returned_at.astimezone(UTC) > attempt.at:
        yield BlockedBy(Code.RETURN_TIME_INVALID, "The time of the return is not over yet, or has no time zone.")
    elif loan is not None and returned_at < loan.opened_at:
        yield BlockedBy(Code.RETURN_TIME_INVALID, "The time of the return is before the loan began.")


def _used_in_house(attempt: Attempt, copy: Copy, point: str) -> bool:
    """Whether nothing is known of the item but that it is at home here: somebody read it and left it on a table."""
    return copy.status.available and point in attempt.settings.serving(copy.item.location)


def _note(attempt: Attempt, answer: CheckedIn) -> None:
    attempt.about += [
        answer.item,
        *(each.iri for each in (answer.loan, answer.request, answer.transit) if each is not None),
    ]
    attempt.said.update({"item": answer.item, "next": answer.next.value})
    if answer.fee is not None:
        attempt.said["fee"] = str(answer.fee)
    if answer.refunded is not None:
        attempt.said["refunded"] = str(answer.refunded)
    if answer.in_house:
        attempt.said["in-house"] = "yes"


def _money(text: str | None) -> Money | None:
    if text is None:
        return None
    amount, _, currency = text.partition(" ")
    return Money.read(amount, currency)
