"""What becomes of a request while it stands in its queue: cancelled, put off, moved, fetched elsewhere, over."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, replace
from datetime import date

from graph.access.model import Actor, Permission, require
from graph.circulation.desk import Attempt, Desk, Order, Receipt, certain
from graph.circulation.facts import Copy
from graph.circulation.fetching import may_fetch
from graph.circulation.model import Fulfilment, Request, RequestState
from graph.circulation.queues import in_order, position
from graph.circulation.reasons import Code
from graph.circulation.refusals import BlockedBy, Override, Refused
from graph.circulation.routing import Routed, route, waiting_again
from graph.patrons.model import Patron

AT_A_SHELF = frozenset({RequestState.AWAITING_PICKUP, RequestState.AWAITING_DELIVERY})
"""The states in which the item of a request stands at a service point."""


@dataclass(frozen=True, slots=True)
class Changed:
    """A request after a change, its place in the queue (None: it stands there no more), and what is to be done with the
    item that was kept for it, where it has to go elsewhere now.
    """

    request: Request
    position: int | None = None
    item: Routed | None = None
    sequence: int = 0


class QueueService:
    """Requests go on and end. Each command takes the request's IRI."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def cancel(
        self, actor: Actor, request: str, reason: str = "", *, dry_run: bool = False, request_id: str | None = None
    ) -> Changed:
        """End a request. What was kept for it goes to the next, or home. Its patron and their proxy may too."""
        order = Order(actor, "circulation.cancelRequest", request_id, None, dry_run)
        return self._change(order, lambda attempt: self.give_up(attempt, request, reason))

    def suspend(
        self, actor: Actor, request: str, until: date | None, *, dry_run: bool = False, request_id: str | None = None
    ) -> Changed:
        """Pass a request by until a day; None takes it up again. Its patron and their proxy may too."""
        order = Order(actor, "circulation.suspendRequest", request_id, None, dry_run)
        return self._change(order, lambda attempt: self._suspend(attempt, request, until))

    def reorder(
        self, actor: Actor, request: str, place: int, *, dry_run: bool = False, request_id: str | None = None
    ) -> Changed:
        """Give a request another place in its queue, counted from 1. Needs `circulation.write`."""
        order = Order(actor, "circulation.reorderRequest", request_id, None, dry_run)
        return self._change(order, lambda attempt: self._reorder(attempt, request, place))

    def move_pickup(
        self,
        actor: Actor,
        request: str,
        pickup: str,
        *,
        override: Override | None = None,
        dry_run: bool = False,
        request_id: str | None = None,
    ) -> Changed:
        """Have a request fetched at another service point. Its patron and their proxy may too, while it waits."""
        order = Order(actor, "circulation.moveRequest", request_id, override, dry_run)
        return self._change(order, lambda attempt: self._move_pickup(attempt, request, pickup))

    def expire(self, actor: Actor, request: str, *, served: Collection[str] = (), dry_run: bool = False) -> Changed:
        """End a request whose last day, or last day at the shelf, is over; what was kept for it goes to none of those
        that are `served`. Needs `circulation.write`.
        """
        order = Order(actor, "circulation.expireRequest", None, None, dry_run)
        return self._change(order, lambda attempt: self._expire(attempt, request, served))

    def fetch(
        self, actor: Actor, request: str, item: str, *, dry_run: bool = False, request_id: str | None = None
    ) -> Changed:
        """Choose a copy that stands on the shelf for a request that waits. Needs `circulation.write`."""
        order = Order(actor, "circulation.fetchForRequest", request_id, None, dry_run)
        return self._change(order, lambda attempt: self._fetch(attempt, request, item))

    # each of them

    def give_up(self, attempt: Attempt, iri: str, reason: str) -> Callable[[int], Changed]:
        """End a request within a command that is under way. Raises `Refused`, `Forbidden`."""
        request = self._own(attempt, iri)
        attempt.ask(_closed(request))
        ended = replace(request, state=RequestState.CANCELLED, closed_at=attempt.at, reason=reason)
        return self._end(attempt, request, ended)

    def _expire(self, attempt: Attempt, iri: str, served: Collection[str]) -> Callable[[int], Changed]:
        request = self._staffs(attempt, iri)
        today = attempt.today()
        attempt.ask(_not_over(request, today))
        state = RequestState.PICKUP_EXPIRED if request.state in AT_A_SHELF else RequestState.EXPIRED
        return self._end(attempt, request, replace(request, state=state, closed_at=attempt.at), served)

    def _suspend(self, attempt: Attempt, iri: str, until: date | None) -> Callable[[int], Changed]:
        request = self._own(attempt, iri)
        attempt.ask((*_closed(request), *_ready(request), *_past(until, attempt)))
        if until is not None and request.item is not None:  # what was to be fetched may stay on the shelf
            request = waiting_again(request)
        return self._written(attempt, replace(request, suspended_until=until))

    def _move_pickup(self, attempt: Attempt, iri: str, pickup: str) -> Callable[[int], Changed]:
        request = self._own(attempt, iri)
        point = attempt.settings.points.get(pickup)
        unknown = BlockedBy(Code.PICKUP_UNKNOWN, "Nothing can be fetched there.")
        attempt.ask((*_closed(request), *(() if point is not None and point.pickup else (unknown,))))
        moved = replace(request, pickup=pickup, fulfilment=Fulfilment.HOLD_SHELF)
        at_shelf = request.waiting_at if request.state in AT_A_SHELF else None
        if at_shelf is None or request.item is None:
            return self._written(attempt, moved)
        copy = self._desk.copy(attempt.tenant, request.item)
        if copy is None:
            return self._written(attempt, moved)
        attempt.writes.hold_still(copy)
        copy = replace(copy, held=replace(copy.held, kept=moved))
        routed = route(self._desk, attempt, copy, at_shelf)
        return self._written(attempt, routed.request or moved, routed)

    def _reorder(self, attempt: Attempt, iri: str, place: int) -> Callable[[int], Changed]:
        request = self._staffs(attempt, iri)
        queue, head = self._desk.facts.queue_and_head(attempt.tenant, request.queue)
        ready = sum(each.ready for each in queue)
        attempt.ask((*_closed(request), *_ready(request), *_outside(place, ready, len(queue))))
        others = [each for each in in_order(queue) if each.iri != request.iri]
        others.insert(place - 1, request)
        moved = request
        for order, each in enumerate(others, 1):
            if each.order != order:
                written = attempt.writes.request(replace(each, order=order))
                moved = written if each.iri == request.iri else moved
        attempt.writes.reordered(head)
        attempt.about.append(iri)
        return lambda sequence: Changed(moved, place, None, sequence)

    def _fetch(self, attempt: Attempt, iri: str, item: str) -> Callable[[int], Changed]:
        request = self._staffs(attempt, iri)
        copy = self._desk.copy(attempt.tenant, item)
        patron = self._desk.patron(attempt.tenant, request.patron or "")
        attempt.ask((*_closed(request), *_ready(request), *_not_to_be_fetched(attempt, request, copy, patron)))
        copy = certain(copy)
        attempt.writes.hold_still(copy)
        attempt.writes.reordered(copy.head)
        return self._written(attempt, replace(request, item=copy.item.iri, suspended_until=None))

    # what they share

    def _change(self, order: Order, decide: Callable[[Attempt], Callable[[int], Changed]]) -> Changed:
        return self._desk.carry_out(order, None, decide, lambda receipt: self._changed_before(order, receipt))

    def _own(self, attempt: Attempt, iri: str) -> Request:
        """A request that the actor may change: as staff, its patron or their proxy. Raises `Refused`, `Forbidden`."""
        (found,) = self._desk.facts.requests(attempt.tenant, [iri])
        own = attempt.order.actor.patron
        if found is None or own is None or own not in {found.patron, found.proxy}:
            require(attempt.order.actor, Permission.CIRCULATION_WRITE, attempt.tenant)
        if found is None:
            raise Refused([BlockedBy(Code.REQUEST_UNKNOWN, "There is no such request.")])
        return found

    def _staffs(self, attempt: Attempt, iri: str) -> Request:
        require(attempt.order.actor, Permission.CIRCULATION_WRITE, attempt.tenant)
        return self._own(attempt, iri)

    def _end(
        self, attempt: Attempt, request: Request, ended: Request, served: Collection[str] = ()
    ) -> Callable[[int], Changed]:
        """Write the end of a request and see where the item goes that stood at the shelf for it."""
        routed = None
        written = attempt.writes.request(replace(ended, waiting_at=None))
        copy = self._desk.copy(attempt.tenant, request.item) if request.item is not None else None
        if copy is not None and request.state in AT_A_SHELF and request.waiting_at is not None:
            attempt.writes.hold_still(copy)
            attempt.writes.same_queue(copy.head)
            routed = route(self._desk, attempt, copy, request.waiting_at, passed_by=(request.iri, *served))
        attempt.about.append(request.iri)
        return lambda sequence: Changed(written, None, routed, sequence)

    def _written(self, attempt: Attempt, request: Request, routed: Routed | None = None) -> Callable[[int], Changed]:
        written = attempt.writes.request(request)
        (queue,) = self._desk.facts.queues(attempt.tenant, [request.queue])
        place = position(written, [written if each.iri == written.iri else each for each in queue])
        attempt.about.append(request.iri)
        return lambda sequence: Changed(written, place, routed, sequence)

    def _changed_before(self, order: Order, receipt: Receipt) -> Changed:
        request = next(each for each in self._desk.facts.requests(order.tenant, receipt.about) if each is not None)
        (queue,) = self._desk.facts.queues(order.tenant, [request.queue])
        return Changed(request, position(request, queue), None, receipt.sequence)


def _closed(request: Request) -> Iterator[BlockedBy]:
    if not request.open:
        yield BlockedBy(Code.REQUEST_CLOSED, f"The request is over: {request.state.value}.")


def _ready(request: Request) -> Iterator[BlockedBy]:
    if request.ready:
        yield BlockedBy(Code.REQUEST_READY, "The item is on its way to the patron, or waits for them.")


def _past(day: date | None, attempt: Attempt) -> Iterator[BlockedBy]:
    if day is not None and day <= attempt.today():
        yield BlockedBy(Code.DATE_IN_THE_PAST, f"{day} is no day in the future.")


def _outside(place: int, ready: int, length: int) -> Iterator[BlockedBy]:
    if not ready < place <= length:
        yield BlockedBy(
            Code.POSITION_INVALID,
            f"There is no place {place} to move it to: from {ready + 1} to {length} they wait."
            if ready < length
            else "Nobody in the queue waits.",
        )


def _not_to_be_fetched(
    attempt: Attempt, request: Request, copy: Copy | None, patron: Patron | None
) -> Iterator[BlockedBy]:
    if copy is None:
        yield BlockedBy(Code.ITEM_UNKNOWN, "There is no item of this barcode.")
    elif patron is None or not may_fetch(attempt.settings, request, copy, patron):
        yield BlockedBy(Code.REQUEST_TYPE_NOT_POSSIBLE, "The item can't be fetched for this request.")


def _not_over(request: Request, today: date) -> Iterator[BlockedBy]:
    yield from _closed(request)
    if not request.open:
        return
    last = request.shelf_expires if request.state in AT_A_SHELF else request.expires
    if (request.ready and request.state not in AT_A_SHELF) or last is None or last >= today:
        yield BlockedBy(Code.REQUEST_NOT_OVER, "The request goes on: its last day is not over.")
