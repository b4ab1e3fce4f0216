"""What becomes due by itself: requests and shelves run out, overdue items count as lost, notices go out.

Run it as often as you like: what is done is not done again. What goes wrong with one loan or request keeps no other
from its turn.
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


@dataclass(frozen=True, slots=True)
class _Written:
    notices: tuple[Notice, ...]
    sequence: int


class NightlyService:
    """What is to be done once a night, or oftener."""

    def __init__(self, desk: Desk, queueing: QueueService, losses: LossService) -> None:
        self._desk, self._queueing, self._losses = desk, queueing, losses

    def due(self, actor: Actor) -> Due:
        """Do what is due in the acting tenant. Needs `circulation.write`."""
        tenant = Order(actor, "circulation.due").tenant
        require(actor, Permission.CIRCULATION_WRITE, tenant)
        done, settings, at = Due(), self._desk.settings(tenant), self._desk.clock()
        self._follow(actor, tenant, done)
        for request in list(_over(self._desk.facts.every_request(tenant), settings, at)):
            with _noting(done, request.iri):
                done.expired.append(self._queueing.expire(actor, request.iri))
        self._fetch(actor, tenant, settings, done)
        for loan in list(_overdue_enough(self._desk.facts.every_loan(tenant), settings, at)):
            with _noting(done, loan.iri):
                done.lost.append(self._losses.age_to_lost(actor, loan.iri).loan)
        for loan in self._paid_for(tenant):
            with _noting(done, loan.iri):
                done.paid.append(self._losses.pay_lost(actor, loan.iri).loan)
        due = self._due_notices(tenant, settings, at, done)
        while batch := list(islice(due, _AT_ONCE)):
            done.notices += self._send(actor, batch)
        return done

    def _follow(self, actor: Actor, tenant: str, done: Due) -> None:
        """Bring requests to the queue of what they ask for, where that is elsewhere now."""
        requests = self._desk.facts.every_request(tenant)
        while batch := list(islice(requests, _AT_ONCE)):
            for request in following.moved(self._desk, tenant, batch):
                with _noting(done, request.iri):
                    done.moved.append(following.follow(self._desk, actor, request))

    def _fetch(self, actor: Actor, tenant: str, settings: LendingSettings, done: Due) -> None:
        """Choose the copies that stand on the shelf for those who wait for them."""
        today, seen = settings.calendar(None).day_of(self._desk.clock()), set[str]()
        waiting = (each for each in self._desk.facts.every_request(tenant) if waits(each, today))
        while batch := list(islice(waiting, _AT_ONCE)):
            works = list(dict.fromkeys(each.queue for each in batch if each.queue not in seen))
            seen.update(works)
            for request, item in list(fetching.to_fetch(self._desk, settings, works, today)):
                with _noting(done, request.iri):
                    done.fetched.append(self._queueing.fetch(actor, request.iri, item).request)

    def _paid_for(self, tenant: str) -> Iterator[Loan]:
        """The loans of lost items that were billed and for which nothing is owed any more."""
        lost = (each for each in self._desk.facts.every_loan(tenant) if each.claim in LOST)
        while batch := list(islice(lost, _AT_ONCE)):
            fees = self._desk.people.fees_of_loans(tenant, [each.iri for each in batch])
            yield from (loan for loan, billed in zip(batch, fees, strict=True) if settled(billed))

    def _send(self, actor: Actor, batch: Sequence[Notice]) -> tuple[Notice, ...]:
        """Write those of the notices that are not there yet; which these are."""

        def decide(attempt: Attempt) -> Callable[[int], _Written]:
            there = self._desk.facts.there(attempt.tenant, [each.iri for each in batch])
            absent = [each for each, is_there in zip(batch, there, strict=True) if not is_there]
            patrons = self._as_they_are(attempt, [each.patron for each in absent])
            new = tuple(each for each in absent if each.patron in patrons)
            for each in new:
                attempt.writes.notice(each)
            return lambda sequence: _Written(new, sequence)

        return self._desk.carry_out(Order(actor, "circulation.notices"), None, decide, _never).notices

    def _as_they_are(self, attempt: Attempt, iris: Sequence[str]) -> set[str]:
        """Those of the patrons that are there, who must be as they were read: nothing is written to who is erased."""
        found = self._desk.people.patrons(attempt.tenant, list(dict.fromkeys(iris))) if iris else []
        for each in filter(None, found):
            attempt.writes.other(self._desk.people.unchanged(each))
        return {each.iri for each in found if each is not None}

    def _due_notices(self, tenant: str, settings: LendingSettings, at: datetime, done: Due) -> Iterator[Notice]:
        names, facts = self._desk.names, self._desk.facts
        for loan in facts.every_loan(tenant):
            with _noting(done, loan.iri):
                yield from notices.about_loan(names, loan, settings, at)
        for request in chain(facts.every_request(tenant), (each.request for each in done.expired)):
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
