"""Where an item goes that is in somebody's hands at a service point: to whoever waits for it, or home."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum

from graph.circulation import documents
from graph.circulation.calendar import HORIZON
from graph.circulation.desk import Attempt, Desk
from graph.circulation.facts import Copy
from graph.circulation.item_rules import Lending, case_of, waiting_for
from graph.circulation.model import Fulfilment, Request, RequestState, Transit, TransitReason
from graph.circulation.rules.model import RequestType
from graph.circulation.settings import LendingSettings
from graph.holdings.status import Lifecycle, Marker


class Next(StrEnum):
    """What a desk does with an item it has in hand."""

    RESHELVE = "Reshelve"
    HOLD_SHELF = "PutOnHoldShelf"
    SEND = "Send"
    DELIVER = "Deliver"
    SET_ASIDE = "SetAside"


@dataclass(frozen=True, slots=True)
class Routed:
    """What is to be done with an item: for which request, and in which transit it leaves."""

    next: Next
    request: Request | None = None
    transit: Transit | None = None


def route(desk: Desk, attempt: Attempt, copy: Copy, point: str, passed_by: Collection[str] = ()) -> Routed:
    """Serve the request the item was chosen for, else the first one that it can fulfil, else send it home.

    `passed_by` are requests that are over by this command.
    """
    facts, kept = copy.facts, copy.held.kept
    if kept is not None and kept.iri in passed_by:
        kept = None
    if facts.lifecycle is Lifecycle.WITHDRAWN or facts.marker is Marker.UNAVAILABLE:
        if kept is not None:
            attempt.writes.request(waiting_again(kept))
        return Routed(Next.SET_ASIDE)
    request = kept or next(_fulfillable(desk, attempt, copy, passed_by), None)
    return _home(desk, attempt, copy, point) if request is None else _serve(desk, attempt, copy, request, point)


def waiting_again(request: Request) -> Request:
    """A request that loses its item waits for another; one to fetch a certain item waits for its return."""
    return replace(
        request,
        state=RequestState.PENDING,
        type=RequestType.HOLD if request.type is RequestType.PAGE else request.type,
        item=None,
        waiting_at=None,
        shelf_expires=None,
    )


def last_shelf_day(settings: LendingSettings, point: str, at: datetime) -> date:
    """Until which day an item waits at a hold shelf: as long as the point lets it, and then to the next open day."""
    there = settings.points.get(point)
    calendar = settings.calendar(there.library if there is not None else None)
    last = calendar.day_of(at + (there.hold_shelf if there is not None else timedelta(days=7)))
    days = (last + timedelta(days=n) for n in range(HORIZON))
    return next((day for day in days if calendar.spans(day)), last)


def _fulfillable(desk: Desk, attempt: Attempt, copy: Copy, passed_by: Collection[str]) -> Iterator[Request]:
    """The requests that the item could fulfil, in order: their patron is active, and the rules lend it to them."""
    lending = Lending(attempt.settings, copy, None, attempt.at)
    waiting = [each for each in waiting_for(copy, lending) if each.iri not in passed_by and each.patron is not None]
    patrons = desk.people.patrons(attempt.tenant, [each.patron or "" for each in waiting]) if waiting else []
    for request, patron in zip(waiting, patrons, strict=True):
        if patron is None or not patron.active:
            continue
        if attempt.settings.resolver.policy(case_of(attempt.settings, copy, patron.group)).loanable:
            yield request


def _serve(desk: Desk, attempt: Attempt, copy: Copy, request: Request, point: str) -> Routed:
    item = copy.item.iri
    if request.fulfilment is Fulfilment.DELIVERY:
        ready = replace(request, state=RequestState.AWAITING_DELIVERY, item=item, waiting_at=point)
        return Routed(Next.DELIVER, attempt.writes.request(ready))
    pickup = request.pickup if request.pickup in attempt.settings.points else point
    if pickup == point:
        last = request.shelf_expires if request.state is RequestState.AWAITING_PICKUP else None
        ready = replace(
            request,
            state=RequestState.AWAITING_PICKUP,
            item=item,
            pickup=point,
            waiting_at=point,
            shelf_expires=last or last_shelf_day(attempt.settings, point, attempt.now),
        )
        return Routed(Next.HOLD_SHELF, attempt.writes.request(ready))
    sent = replace(request, state=RequestState.IN_TRANSIT, item=item, waiting_at=None, shelf_expires=None)
    transit = _transit(desk, attempt, copy, point, pickup or point, TransitReason.HOLD, request.iri)
    return Routed(Next.SEND, attempt.writes.request(sent), transit)


def _home(desk: Desk, attempt: Attempt, copy: Copy, point: str) -> Routed:
    location = copy.item.location
    serving = attempt.settings.serving(location)
    if location is None or not serving or point in serving:
        return Routed(Next.RESHELVE)
    return Routed(Next.SEND, None, _transit(desk, attempt, copy, point, location, TransitReason.HOME))


def _transit(
    desk: Desk,
    attempt: Attempt,
    copy: Copy,
    origin: str,
    to: str,
    reason: TransitReason,
    request: str | None = None,
) -> Transit:
    iri = desk.new_name(attempt, documents.TRANSITS, copy.item.iri)
    transit = Transit(iri, attempt.tenant, copy.item.iri, origin, to, reason, attempt.now, request=request)
    return attempt.writes.transit(transit)
