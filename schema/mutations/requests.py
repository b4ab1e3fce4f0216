"""`placeRequest` and what becomes of a request: cancelled, suspended, moved in its queue, fetched elsewhere."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial

import strawberry

from graph.access.model import Actor
from graph.circulation.queueing import Changed
from graph.circulation.requesting import Placed, Wish
from schema.ask import Ask
from schema.errors import UserError
from schema.fields import attribute, relation
from schema.ids import Naming, name_in
from schema.mutations.lending_inputs import DRY_RUN, PATRON, POINT, OverrideInput, named, override_of, point_named
from schema.mutations.payload import REQUEST_ID, USER_ERRORS, Trying, attempt, event_unless_tried
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
    dry_run: bool = strawberry.field(default=False, description=DRY_RUN)
    request_id: str | None = strawberry.field(default=None, description=REQUEST_ID)


@strawberry.input(description="A request to give another place in its queue.")
class ReorderRequestInput:
    """A request to give another place in its queue."""

    request: strawberry.ID = strawberry.field(description="The request.")
    position: int = strawberry.field(description="Its new place, counted from 1.")
    dry_run: bool = strawberry.field(default=False, description=DRY_RUN)
    request_id: str | None = strawberry.field(default=None, description=REQUEST_ID)


@strawberry.input(description="A request to fetch elsewhere.")
class MoveRequestInput:
    """A request to fetch elsewhere."""

    request: strawberry.ID = strawberry.field(description="The request.")
    pickup: str = strawberry.field(description=POINT)
    override: OverrideInput | None = strawberry.field(default=None, description="What to let pass, and why.")
    dry_run: bool = strawberry.field(default=False, description=DRY_RUN)
    request_id: str | None = strawberry.field(default=None, description=REQUEST_ID)


@strawberry.type(description="A request, or why there is none.")
class RequestPayload:
    """A request, or why there is none."""

    request: Request | None = attribute("The request as it is now.", default=None)
    recalled: Loan | None = attribute("The loan that was called back for it.", default=None)
    let_pass: list[str] = attribute("The codes of the reasons that were let pass.", default=())
    request_id: str | None = attribute("The client's own id for the request.", default=None)
    user_errors: list[UserError] = USER_ERRORS
    dry_run: strawberry.Private[bool] = False

    @relation()
    @staticmethod
    def event(parents: list[RequestPayload], ask: Ask) -> list[int | None]:
        """The number of an event that includes it."""
        return event_unless_tried(parents, ask)


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
            request=_shown(made, input),
            recalled=None if made.recalled is None else loan_of(made.recalled),
            let_pass=list(made.lifted),
            request_id=input.request_id,
            user_errors=[],
            dry_run=input.dry_run,
        )

    return attempt(ask, command, lambda errors: RequestPayload(request_id=input.request_id, user_errors=errors))


def cancel_request(input: CancelRequestInput, ask: Ask) -> RequestPayload:
    """End a request."""
    return _changed(input, ask, partial(ask.services.circulation.queueing.cancel, reason=input.reason[:500]))


def suspend_request(input: SuspendRequestInput, ask: Ask) -> RequestPayload:
    """Pass a request by for a while."""
    return _changed(input, ask, partial(ask.services.circulation.queueing.suspend, until=input.until))


def reorder_request(input: ReorderRequestInput, ask: Ask) -> RequestPayload:
    """Give a request another place in its queue."""
    return _changed(input, ask, partial(ask.services.circulation.queueing.reorder, place=input.position))


def move_request(input: MoveRequestInput, ask: Ask) -> RequestPayload:
    """Have a request fetched elsewhere."""
    queueing, override = ask.services.circulation.queueing, override_of(input.override)

    def move(actor: Actor, request: str, *, dry_run: bool, request_id: str | None) -> Changed:
        pickup = point_named(input.pickup, ask)
        return queueing.move_pickup(actor, request, pickup, override=override, dry_run=dry_run, request_id=request_id)

    return _changed(input, ask, move)


def _changed(
    input: CancelRequestInput | SuspendRequestInput | ReorderRequestInput | MoveRequestInput,
    ask: Ask,
    change: Callable[..., Changed],
) -> RequestPayload:
    request_id = input.request_id

    def command() -> RequestPayload:
        name = name_in(input.request, Naming.REQUEST)
        made = change(ask.actor, name, dry_run=input.dry_run, request_id=request_id)
        return RequestPayload(request=_shown(made, input), request_id=request_id, user_errors=[], dry_run=input.dry_run)

    return attempt(ask, command, lambda errors: RequestPayload(request_id=request_id, user_errors=errors))


def _shown(made: Placed | Changed, asked: Trying) -> Request:
    """The request as it is now, or would be."""
    return request_of(made.request, made.position) if asked.dry_run else request_of(made.request)
