"""What becomes due by itself: requests and shelves run out, overdue items count as lost, notices go out.

Run it as often as you like: what is done is not done again. What goes wrong with one loan or request keeps no other
from its turn. A dry run takes each step from what is written now, and hands on to the next whom an earlier one would
have served; a copy for a request that moves to another queue it does not find.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime
from itertools import chain, islice

from graph.access.model import Actor, Permission, require
from graph.circulation import fetching, following, notices
from graph.circulation.desk import Attempt, Desk, Order, Receipt
from graph.circulation.due import later
from graph.circulation.errors import CirculationError
from graph.circulation.losses import LossService
from graph.circulation.lost_fees import settled
from graph.circulation.messages.model import Notice
from graph.circulation.model import Loan, Request
from graph.circulation.patron_rules import LOST
from graph.circulation.queueing import AT_A_SHELF, Changed, QueueService
from graph.circulation.queues import waits
from graph.circulation.refusals import Refused
from graph.circulation.renewing import policy_of
from graph.circulation.settings import LendingSettings

_AT_ONCE = 100


@dataclass(slots=True)
class Due:
    """What a run did. `problems` are sentences about what could not be done."""

    expired: list[Changed] = field(default_factory=list)
    moved: list[Request] = field(default_factory=list)
    fetched: list[Request] = field(default_factory=list)
    """Requests for which a copy that stands on the shelf was chosen."""
    lost: list[Loan] = field(default_factory=list)
    paid: list[Loan] = field(default_factory=list)
    notices: list[Notice] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)

    @property
    def served(self) -> Iterator[Request]:
        """The requests that ended, and those that got the item of one."""
        for each in self.expired:
            yield each.request
            if each.item is not None and each.item.request is not None:
                yield each.item.request


@dataclass(frozen=True, slots=True)
class _Written:
    notices: tuple[Notice, ...]
    sequence: int


class NightlyService:
    """What is to be done once a night, or oftener."""

    def __init__(self, desk: Desk, queueing: QueueService, losses: LossService) -> None:
        self._desk, self._queueing, self._losses = desk, queueing, losses

    def due(self, actor: Actor, *, dry_run: bool = False) -> Due:
        """Do what is due in the acting tenant, or tell what it would be. Needs `circulation.write`."""
        order = Order(actor, "circulation.due", dry_run=dry_run)
        tenant = order.tenant
        require(actor, Permission.CIRCULATION_WRITE, tenant)
        done, settings, at = Due(), self._desk.settings(tenant), self._desk.clock()
        self._follow(order, done)
        for request in list(_over(self._desk.facts.every_request(tenant), settings, at)):
            with _noting(done, request.iri):
                served = {each.iri for each in done.served} if dry_run else ()
                done.expired.append(self._queueing.expire(actor, request.iri, served=served, dry_run=dry_run))
        self._fetch(order, settings, done)
        for loan in list(_overdue_enough(self._desk.facts.every_loan(tenant), settings, at)):
            with _noting(done, loan.iri):
                done.lost.append(self._losses.age_to_lost(actor, loan.iri, dry_run=dry_run).loan)
        for loan in self._paid_for(tenant):
            with _noting(done, loan.iri):
                done.paid.append(self._losses.pay_lost(actor, loan.iri, dry_run=dry_run).loan)
        due = self._due_notices(order, settings, at, done)
        while batch := list(islice(due, _AT_ONCE)):
            done.notices += self._send(order, batch)
        return done

    def _follow(self, order: Order, done: Due) -> None:
        """Bring requests to the queue of what they ask for, where that is elsewhere now."""
        requests = self._desk.facts.every_request(order.tenant)
        while batch := list(islice(requests, _AT_ONCE)):
            for request in following.moved(self._desk, order.tenant, batch):
                with _noting(done, request.iri):
                    followed = following.follow(self._desk, order.actor, request, dry_run=order.dry_run)
                    done.moved.append(followed)

    def _fetch(self, order: Order, settings: LendingSettings, done: Due) -> None:
        """Choose the copies that stand on the shelf for those who wait for them."""
        today, seen = settings.calendar(None).day_of(self._desk.clock()), set[str]()
        served = {each.iri for each in done.served}
        waiting = (each for each in self._desk.facts.every_request(order.tenant) if waits(each, today))
        while batch := list(islice(waiting, _AT_ONCE)):
            works = list(dict.fromkeys(each.queue for each in batch if each.queue not in seen))
            seen.update(works)
            for request, copy in list(fetching.to_fetch(self._desk, settings, works, today, served)):
                with _noting(done, request.iri):
                    fetched = self._queueing.fetch(order.actor, request.iri, copy.item.iri, dry_run=order.dry_run)
                    done.fetched.append(fetched.request)

    def _paid_for(self, tenant: str) -> Iterator[Loan]:
        """The loans of lost items that were billed and for which nothing is owed any more."""
        lost = (each for each in self._desk.facts.every_loan(tenant) if each.claim in LOST)
        while batch := list(islice(lost, _AT_ONCE)):
            fees = self._desk.people.fees_of_loans(tenant, [each.iri for each in batch])
            yield from (loan for loan, billed in zip(batch, fees, strict=True) if settled(billed))

    def _send(self, order: Order, batch: Sequence[Notice]) -> tuple[Notice, ...]:
        """Write those of the notices that are not there yet; which these are."""

        def decide(attempt: Attempt) -> Callable[[int], _Written]:
            there = self._desk.facts.there(attempt.tenant, [each.iri for each in batch])
            absent = [each for each, is_there in zip(batch, there, strict=True) if not is_there]
            patrons = self._as_they_are(attempt, [each.patron for each in absent])
            new = tuple(each for each in absent if each.patron in patrons)
            for each in new:
                attempt.writes.notice(each)
            return lambda sequence: _Written(new, sequence)

        sending = Order(order.actor, "circulation.notices", dry_run=order.dry_run)
        return self._desk.carry_out(sending, None, decide, _never).notices

    def _as_they_are(self, attempt: Attempt, iris: Sequence[str]) -> set[str]:
        """Those of the patrons that are there, who must be as they were read: nothing is written to who is erased."""
        found = self._desk.people.patrons(attempt.tenant, list(dict.fromkeys(iris))) if iris else []
        for each in filter(None, found):
            attempt.writes.other(self._desk.people.unchanged(each))
        return {each.iri for each in found if each is not None}

    def _due_notices(self, order: Order, settings: LendingSettings, at: datetime, done: Due) -> Iterator[Notice]:
        names, facts = self._desk.names, self._desk.facts
        loans = {each.iri: each for each in (*done.lost, *done.paid)} if order.dry_run else {}
        requests = {each.iri: each for each in (*done.moved, *done.fetched, *done.served)} if order.dry_run else {}
        for loan in facts.every_loan(order.tenant):
            now = loans.get(loan.iri, loan)
            with _noting(done, loan.iri):
                yield from notices.about_loan(names, now, settings, at) if now.open else ()
        waiting = (requests.get(each.iri, each) for each in facts.every_request(order.tenant))
        for request in chain(filter(_is_open, waiting), (each.request for each in done.expired)):
            yield from notices.about_request(names, request, at)


def _over(requests: Iterable[Request], settings: LendingSettings, at: datetime) -> Iterator[Request]:
    """The requests whose last day, or last day at the shelf, is over."""
    today = settings.calendar(None).day_of(at)
    for request in requests:
        last = request.shelf_expires if request.state in AT_A_SHELF else request.expires
        if last is not None and last < today and (request.state in AT_A_SHELF or not request.ready):
            yield request


def _overdue_enough(loans: Iterable[Loan], settings: LendingSettings, at: datetime) -> Iterator[Loan]:
    """The loans that may count as lost: the command looks closer."""
    for loan in loans:
        if loan.due_at < at and loan.claim is None:
            with suppress(CirculationError):
                lost, calendar = policy_of(loan, settings).lost, settings.calendar(loan.location)
                if lost is not None and later(loan.due_at, lost.after, calendar) <= at:
                    yield loan


def _is_open(request: Request) -> bool:
    return request.open


@contextmanager
def _noting(done: Due, about: str) -> Iterator[None]:
    """What goes wrong with one loan or request is noted; that somebody else had it in hand meanwhile is no problem."""
    try:
        yield
    except Refused:
        return
    except CirculationError as error:
        done.problems.append(f"{about}: {error.message}")


def _never(_: Receipt) -> _Written:
    raise AssertionError  # notices are written without a request id
