"""`libraryRequestRoute`: ask whichever member of the library's networks can fill a request."""

from __future__ import annotations

import strawberry

from graph.workflows.interlending.routing import FromAny
from schema.ask import Ask
from schema.ids import Naming
from schema.mutations.lending_inputs import DRY_RUN, PATRON, POINT, named, point_named
from schema.mutations.library_requests import LibraryRequestPayload, answered
from schema.mutations.payload import REQUEST_ID, attempt
from schema.scalars import IRI, DateTime


@strawberry.input(description="A work or an edition to ask of whichever member of the networks can fill the request.")
class LibraryRequestRouteInput:
    """A work or an edition to ask of whichever member of the networks can fill the request."""

    work: IRI = strawberry.field(description="A work, of which any edition will do, or an edition; of any library.")
    patron: str = strawberry.field(description=PATRON)
    pickup: str | None = strawberry.field(default=None, description=f"{POINT} Absent: where the patron prefers.")
    needed_by: DateTime | None = strawberry.field(default=None, description="After this it is of no use.")
    note: str = strawberry.field(default="", description="What the other library should know; nothing of the patron.")
    partner: strawberry.ID | None = strawberry.field(
        default=None, description="The one member to ask, and nobody after it. Absent: whoever can fill it."
    )
    dry_run: bool = strawberry.field(default=False, description=DRY_RUN)
    request_id: str | None = strawberry.field(default=None, description=REQUEST_ID)


def library_request_route(input: LibraryRequestRouteInput, ask: Ask) -> LibraryRequestPayload:
    """Ask the best member, and keep the others for when it can't fill the request."""

    def command() -> LibraryRequestPayload:
        wanted = FromAny(
            input.work,
            named(input.patron, Naming.PATRON),
            None if input.pickup is None else point_named(input.pickup, ask),
            input.needed_by,
            input.note,
            None if input.partner is None else str(input.partner),
        )
        made = ask.services.interlending.routing.ask(
            ask.actor, wanted, dry_run=input.dry_run, request_id=input.request_id
        )
        return answered(made, input)

    return attempt(ask, command, lambda errors: LibraryRequestPayload(request_id=input.request_id, user_errors=errors))
