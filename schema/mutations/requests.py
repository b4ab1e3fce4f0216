"""`placeRequest` and what becomes of a request: cancelled, suspended, moved in its queue, fetched elsewhere."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import strawberry

from graph.circulation.queueing import Changed
from graph.circulation.requesting import Wish
from schema.ask import Ask
from schema.errors import UserError
from schema.fields import attribute, relation
from schema.ids import Naming, name_in
from schema.mutations.lending_inputs import DRY_RUN, PATRON, POINT, OverrideInput, named, override_of, point_named
from schema.mutations.payload import REQUEST_ID, USER_ERRORS, attempt, last_event
from schema.types.loan import Fulfilment, Loan, Request, RequestKind, RequestLevel, loan_of, request_of


@strawberry.input(description="A wish for an item, an edition or a work.")
class PlaceRequestInput:
    """A wish for an item, an edition or a work."""

    patron: str = strawberry.field(description=PATRON)
    target: str = strawberry.field(description="What is asked for: a global id, or the barcode of an item.")
    level: RequestLevel = strawberry.field(
        default=RequestLevel.ITEM, description="Whether this copy, any copy of this edition or any edition will do."
    )
    kind: RequestKind | None = strawberry.field(
        default=None, description="How it is met. Absent: fetched from the shelf where it can be, else waited for."
    )
    pickup: str | None = strawberry.field(default=None, description=f"{POINT} Absent: where the patron prefers.")
    fulfilment: Fulfilment = strawberry.field(
        default=Fulfilment.HOLD_SHELF, description="How the item reaches the patron."
    )
    expires: date | None = strawberry.field(default=None, description="Its last day.")
    proxy: str | None = strawberry.field(default=None, description="Who acts for the patron: card number or global id.")
    override: OverrideInput | None = strawberry.field(default=None, description="What to let pass, and why.")
    dry_run: bool = strawberry.field(default=False, description=DRY_RUN)
    request_id: str | None = strawberry.field(default=None, description=REQUEST_ID)


@strawberry.input(description="A request to end.")
class CancelRequestInput:
    """A request to end."""

    request: strawberry.ID = strawberry.field(description="The request.")
    reason: str = strawberry.field(default="", description="Why.")
    dry_run: bool = strawberry.field(default=False, description=DRY_RUN)
    request_id: str | None = strawberry.field(default=None, description=REQUEST_ID)


@strawberry.input(description="A request to pass by for a while.")
class SuspendRequestInput:
    """A request to pass by for a while."""

    request: strawberry.ID = strawberry.field(description="The request.")
    until: date | None = strawberry.field(
        default=None, description="The day from which it counts again; absent, it does now."
    )
    request_id: str | None = strawberry.field(default=None, description=REQUEST_ID)


@strawberry.input(description="A request to give another place in its queue.")
class ReorderRequestInput:
    """A request to give another place in its queue."""

    request: strawberry.ID = strawberry.field(description="The request.")
    position: int = strawberry.field(description="Its new place, counted from 1.")
    request_id: str | None = strawberry.field(default=None, description=REQUEST_ID)


@strawberry.input(description="A request to fetch elsewhere.")
class MoveRequestInput:
    """A request to fetch elsewhere."""

    request: strawberry.ID = strawberry.field(description="The request.")
    pickup: str = strawberry.field(description=POINT)
    override: OverrideInput | None = strawberry.field(default=None, description="What to let pass, and why.")
    request_id: str | None = strawberry.field(default=None, description=REQUEST_ID)


@strawberry.type(description="A request, or why there is none.")
class RequestPayload:
    """A request, or why there is none."""

    request: Request | None = attribute("The request as it is now.", default=None)
    recalled: Loan | None = attribute("The loan that was called back for it.", default=None)
    let_pass: list[str] = attribute("The codes of the reasons that were let pass.", default=())
    request_id: str | None = attribute("The client's own id for the request.", default=None)
    user_errors: list[UserError] = USER_ERRORS

    @relation()
    @staticmethod
    def event(parents: list[RequestPayload], ask: Ask) -> list[int | None]:
        """The number of an event that includes it."""
        return last_event(parents, ask)


def place_request(input: PlaceRequestInput, ask: Ask) -> RequestPayload:
    """Ask for an item, an edition or a work."""

    def command() -> RequestPayload:
        wish = Wish(
            named(input.target, Naming.RESOURCE),
            input.level.value,
            None if input.kind is None else input.kind.value,
            None if input.pickup is None else point_named(input.pickup, ask),
            input.fulfilment.value,
            input.expires,
            None if input.proxy is None else named(input.proxy, Naming.PATRON),
        )
        made = ask.services.circulation.requesting.place(
            ask.actor,
            named(input.patron, Naming.PATRON),
            wish,
            override=override_of(input.override),
            dry_run=input.dry_run,
            request_id=input.request_id,
        )
        return RequestPayload(
            request=request_of(made.request),
            recalled=None if made.recalled is None else loan_of(made.recalled),
            let_pass=list(made.lifted),
            request_id=input.request_id,
            user_errors=[],
        )

    return attempt(ask, command, lambda errors: RequestPayload(request_id=input.request_id, user_errors=errors))


def cancel_request(input: CancelRequestInput, ask: Ask) -> RequestPayload:
    """End a request."""
    return _changed(
        input.request_id,
        ask,
        lambda: ask.services.circulation.queueing.cancel(
            ask.actor,
            name_in(input.request, Naming.REQUEST),
            input.reason[:500],
            dry_run=input.dry_run,
            request_id=input.request_id,
        ),
    )


def suspend_request(input: SuspendRequestInput, ask: Ask) -> RequestPayload:
    """Pass a request by for a while."""
    queueing, request_id = ask.services.circulation.queueing, input.request_id
    return _changed(
        request_id,
        ask,
        lambda: queueing.suspend(ask.actor, name_in(input.request, Naming.REQUEST), input.until, request_id=request_id),
    )


def reorder_request(input: ReorderRequestInput, ask: Ask) -> RequestPayload:
    """Give a request another place in its queue."""
    queueing, request_id = ask.services.circulation.queueing, input.request_id
    return _changed(
        request_id,
        ask,
        lambda: queueing.reorder(
            ask.actor, name_in(input.request, Naming.REQUEST), input.position, request_id=request_id
        ),
    )


def move_request(input: MoveRequestInput, ask: Ask) -> RequestPayload:
    """Have a request fetched elsewhere."""
    return _changed(
        input.request_id,
        ask,
        lambda: ask.services.circulation.queueing.move_pickup(
            ask.actor,
            name_in(input.request, Naming.REQUEST),
            point_named(input.pickup, ask),
            override=override_of(input.override),
            request_id=input.request_id,
        ),
    )


def _changed(request_id: str | None, ask: Ask, change: Callable[[], Changed]) -> RequestPayload:
    def command() -> RequestPayload:
        return RequestPayload(request=request_of(change().request), request_id=request_id, user_errors=[])

    return attempt(ask, command, lambda errors: RequestPayload(request_id=request_id, user_errors=errors))
