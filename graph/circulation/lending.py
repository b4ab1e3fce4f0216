"""Checking out and renewing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime

from graph.access.model import Actor, Permission, require
from graph.circulation import documents
from graph.circulation.desk import Attempt, Desk, Order, Receipt, certain
from graph.circulation.facts import Borrower, Copy
from graph.circulation.item_rules import Lending, about_item, due_date
from graph.circulation.item_state import in_collection
from graph.circulation.model import Loan, Request, RequestState
from graph.circulation.patron_rules import Asking, about_patron
from graph.circulation.queues import covers
from graph.circulation.reasons import Code
from graph.circulation.refusals import BlockedBy, Override, Refused
from graph.circulation.renewing import Renewing, about_renewal, new_due_date, overdue_fee
from graph.circulation.routing import waiting_again
from graph.patrons.model import BlockScope, Fee, FeeType, Patron


@dataclass(frozen=True, slots=True)
class CheckedOut:
    """A loan that was made. `filled` is the patron's request that it fulfils, `lifted` what was let pass."""

    loan: Loan
    filled: Request | None = None
    lifted: tuple[str, ...] = ()
    sequence: int = 0


@dataclass(frozen=True, slots=True)
class Renewed:
    """A loan with its new due date, and the one it had."""

    loan: Loan
    previous_due_at: datetime
    lifted: tuple[str, ...] = ()
    sequence: int = 0


@dataclass(frozen=True, slots=True)
class RenewedAll:
    """Per open loan of a patron what came of it: renewed, or why not."""

    renewed: tuple[Renewed, ...]
    refused: tuple[tuple[Loan, tuple[BlockedBy, ...]], ...]


@dataclass(slots=True)
class _Tried:
    """What the renewals of a dry run would have left so far: a late one costs, and is no longer late for the next."""

    loans: dict[str, Loan] = field(default_factory=dict)
    fees: list[Fee] = field(default_factory=list)

    def note(self, loan: Loan, charged: Fee | None) -> None:
        """One more would be renewed."""
        self.loans[loan.iri] = loan
        if charged is not None:
            self.fees.append(charged)

    def left(self, borrower: Borrower) -> Borrower:
        """The patron as they would be by now."""
        loans = tuple(self.loans.get(each.iri, each) for each in borrower.loans)
        return replace(borrower, loans=loans, fees=(*borrower.fees, *self.fees))


class LendingService:
    """Loans begin and go on."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def check_out(
        self,
        actor: Actor,
        item: str,
        patron: str,
        point: str,
        *,
        proxy: str | None = None,
        override: Override | None = None,
        dry_run: bool = False,
        request_id: str | None = None,
    ) -> CheckedOut:
        """Lend an item to a patron, each given by barcode or IRI, at a service point (an IRI). `proxy` acts for the
        patron. Needs `circulation.write`. Raises `Refused` with every reason, `Forbidden`, `Contended`.
        """
        order = Order(actor, "circulation.checkOut", request_id, override, dry_run)
        return self._desk.carry_out(
            order,
            Permission.CIRCULATION_WRITE,
            lambda attempt: self.lend(attempt, item, patron, point, proxy),
            lambda receipt: self._lent_before(order, receipt),
        )

    def renew(
        self,
        actor: Actor,
        loan: str,
        *,
        override: Override | None = None,
        dry_run: bool = False,
        request_id: str | None = None,
    ) -> Renewed:
        """Give a loan (its IRI, or the item's barcode or IRI) a later due date. Needs `circulation.write`, or to be
        the patron. Raises `Refused`, `Forbidden`, `Contended`.
        """
        return self._renew(Order(actor, "circulation.renew", request_id, override, dry_run), loan)

    def renew_all(
        self, actor: Actor, patron: str, *, override: Override | None = None, dry_run: bool = False
    ) -> RenewedAll:
        """Renew every open loan of a patron that can be renewed, each for itself."""
        order = Order(actor, "circulation.renew", None, override, dry_run)
        who = self._desk.patron(order.tenant, patron)
        if who is None or who.iri != actor.patron:
            require(actor, Permission.CIRCULATION_WRITE, order.tenant)
        if who is None:
            raise Refused([BlockedBy(Code.PATRON_UNKNOWN, "There is no patron of this barcode.")])
        (standing,) = self._desk.facts.standing(order.tenant, [who.iri])
        tried = _Tried() if dry_run else None
        renewed: list[Renewed] = []
        refused: list[tuple[Loan, tuple[BlockedBy, ...]]] = []
        for loan in standing.loans:
            try:
                renewed.append(self._renew(order, loan.iri, tried))
            except Refused as error:
                refused.append((loan, error.blocks))
        return RenewedAll(tuple(renewed), tuple(refused))

    # checking out

    def lend(
        self, attempt: Attempt, item: str, patron: str | Patron, point: str, proxy: str | None
    ) -> Callable[[int], CheckedOut]:
        """Lend an item within a command that is under way, to a patron by name or as the command writes them. Raises
        `Refused`.
        """
        tenant = attempt.tenant
        copy, borrower = self._desk.copy(tenant, item), self._desk.borrower(tenant, patron)
        acting = self._desk.patron(tenant, proxy) if proxy else None
        asking = Asking(attempt.settings, borrower, BlockScope.BORROW, attempt.at, bool(proxy), acting)
        attempt.ask(_in_the_way(asking, copy, point))
        copy, borrower = certain(copy), self._desk.stands(attempt, certain(borrower))
        lending = Lending(attempt.settings, copy, borrower, attempt.at)
        loan = self._loan(attempt, lending, borrower, point, acting)
        attempt.about += [loan.iri, copy.item.iri]
        loan = attempt.writes.loan(loan)
        if (fee := lending.policy.fee) is not None and fee.minor > 0:
            self._desk.charge(attempt, borrower.iri, FeeType.LENDING, fee, item=loan.item, loan=loan.iri)
        attempt.writes.seen(copy, point, attempt.at)
        filled = self._fill(attempt, copy, borrower)
        if (body := in_collection(copy)) is not None:
            attempt.writes.item(copy, body)
        if (transit := copy.held.transit) is not None:
            attempt.writes.transit(replace(transit, received_at=attempt.at))
        return lambda sequence: CheckedOut(loan, filled, tuple(attempt.lifted), sequence)

    def _loan(self, attempt: Attempt, lending: Lending, borrower: Borrower, point: str, proxy: Patron | None) -> Loan:
        item, case = lending.copy.item, lending.case
        return Loan(
            iri=self._desk.new_name(attempt, documents.LOANS),
            tenant=attempt.tenant,
            item=item.iri,
            patron=borrower.iri,
            opened_at=attempt.at,
            due_at=due_date(lending, attempt.at),
            group=borrower.patron.group,
            location=item.location,
            checkout_point=point,
            material_type=item.material_type,
            loan_type=item.loan_type,
            proxy=proxy.iri if proxy is not None else None,
            policy=tuple(
                (each.field.value, f"{each.won.where}, {each.won.rule.selector}")
                for each in attempt.settings.resolver.explain(case)
            ),
        )

    def _fill(self, attempt: Attempt, copy: Copy, borrower: Borrower) -> Request | None:
        """The patron's request that the loan fulfils is filled; one of somebody else waits again."""
        kept = copy.held.kept
        if kept is not None and kept.patron != borrower.iri:
            attempt.writes.request(waiting_again(kept))
        found = kept if kept is not None and kept.patron == borrower.iri else _own_request(copy, borrower)
        if found is None:
            return None
        attempt.about.append(found.iri)
        filled = replace(found, state=RequestState.FILLED, item=copy.item.iri, closed_at=attempt.at, waiting_at=None)
        return attempt.writes.request(filled)

    def _lent_before(self, order: Order, receipt: Receipt) -> CheckedOut:
        loan = next(each for each in self._desk.facts.loans(order.tenant, receipt.about) if each is not None)
        requests = self._desk.facts.requests(order.tenant, receipt.about)
        return CheckedOut(loan, next(filter(None, requests), None), sequence=receipt.sequence)

    # renewing

    def _renew(self, order: Order, loan: str, tried: _Tried | None = None) -> Renewed:
        return self._desk.carry_out(
            order,
            None,
            lambda attempt: self.prolong(attempt, loan, tried),
            lambda receipt: self._renewed_before(order, receipt),
        )

    def prolong(self, attempt: Attempt, name: str, tried: _Tried | None = None) -> Callable[[int], Renewed]:
        """Renew a loan within a command that is under way, or a dry run of several (`tried`). Raises `Refused`,
        `Forbidden`.
        """
        loan = self._desk.loan_named(attempt.tenant, name)
        if loan is None or loan.patron is None or loan.patron != attempt.order.actor.patron:
            require(attempt.order.actor, Permission.CIRCULATION_WRITE, attempt.tenant)
        if loan is None:
            raise Refused([BlockedBy(Code.LOAN_UNKNOWN, "There is no such loan.")])
        copy, borrower = self._desk.copy(attempt.tenant, loan.item), self._desk.borrower(attempt.tenant, loan.patron)
        if tried is not None and borrower is not None:
            borrower = tried.left(borrower)
        renewing = Renewing(attempt.settings, loan, copy, borrower, attempt.at)
        if copy is not None:
            attempt.writes.same_queue(copy.head)
        attempt.ask(about_renewal(renewing))
        later = new_due_date(renewing)
        attempt.about += [loan.iri, loan.item]
        attempt.said["previous"] = loan.due_at.isoformat()
        fee = overdue_fee(renewing)
        charged = (
            self._desk.charge(attempt, loan.patron, FeeType.OVERDUE, fee, item=loan.item, loan=loan.iri)
            if fee is not None and loan.patron is not None
            else None
        )
        written = attempt.writes.loan(replace(loan, due_at=later, renewals=loan.renewals + 1))
        if tried is not None:
            tried.note(written, charged)
        return lambda sequence: Renewed(written, loan.due_at, tuple(attempt.lifted), sequence)

    def _renewed_before(self, order: Order, receipt: Receipt) -> Renewed:
        loan = next(each for each in self._desk.facts.loans(order.tenant, receipt.about) if each is not None)
        return Renewed(loan, datetime.fromisoformat(receipt.said["previous"]), sequence=receipt.sequence)


def _in_the_way(asking: Asking, copy: Copy | None, point: str) -> Iterator[BlockedBy]:
    if point not in asking.settings.points:
        yield BlockedBy(Code.NO_SERVICE_POINT, "There is no such service point.")
    yield from about_patron(asking)
    if copy is None:
        yield BlockedBy(Code.ITEM_UNKNOWN, "There is no item of this barcode.")
        return
    yield from about_item(Lending(asking.settings, copy, asking.borrower, asking.at))


def _own_request(copy: Copy, borrower: Borrower) -> Request | None:
    """The first request of the patron that waits for such an item."""
    return next(
        (
            each
            for each in copy.queue
            if each.patron == borrower.iri
            and each.state is RequestState.PENDING
            and each.item is None
            and covers(each, copy.item.iri, copy.item.instance, copy.queue_of)
        ),
        None,
    )
