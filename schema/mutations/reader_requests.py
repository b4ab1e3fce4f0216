"""What readers want from other libraries: `requestElsewhere`, `cancelElsewhere`, and staff's `libraryRequestAgree`."""

from __future__ import annotations

import strawberry

from schema.ask import Ask
from schema.errors import UserError
from schema.fields import attribute, relation
from schema.ids import Naming, name_in
from schema.mutations.lending_inputs import DRY_RUN, PATRON, POINT, named, point_named
from schema.mutations.library_requests import LibraryRequestPayload
from schema.mutations.payload import REQUEST_ID, USER_ERRORS, attempt, event_unless_tried
from schema.scalars import IRI
from schema.types.library_request import request_of
from schema.types.reader_request import ReaderRequest, reader_request_of


@strawberry.input(description="A work or an edition that a reader wants from another library.")
class RequestElsewhereInput:
    """A work or an edition that a reader wants from another library."""

    patron: str = strawberry.field(description=PATRON)
    work: IRI = strawberry.field(description="A work, of which any edition will do, or an edition; of any library.")
    pickup: str | None = strawberry.field(default=None, description=f"{POINT} Absent: where the patron prefers.")
    dry_run: bool = strawberry.field(default=False, description=DRY_RUN)
    request_id: str | None = strawberry.field(default=None, description=REQUEST_ID)


@strawberry.input(description="Something that a reader wants from another library no more.")
class CancelElsewhereInput:
    """Something that a reader wants from another library no more."""

    request: strawberry.ID = strawberry.field(description="One of the patron's `requestsElsewhere`.")
    request_id: str | None = strawberry.field(default=None, description=REQUEST_ID)


@strawberry.input(description="A request of a reader for which others are to be asked.")
class LibraryRequestAgreeInput:
    """A request of a reader for which others are to be asked."""

    request: strawberry.ID = strawberry.field(description="A request that `awaitsStaff`.")
    request_id: str | None = strawberry.field(default=None, description=REQUEST_ID)


@strawberry.type(description="What a reader wants from another library, or why that can't be.")
class ReaderRequestPayload:
    """What a reader wants from another library."""

    request: ReaderRequest | None = attribute("The request as it is now.", default=None)
    request_id: str | None = attribute("The client's own id for the request.", default=None)
    user_errors: list[UserError] = USER_ERRORS
    dry_run: strawberry.Private[bool] = False

    @relation()
    @staticmethod
    def event(parents: list[ReaderRequestPayload], ask: Ask) -> list[int | None]:
        """The number of an event that includes it."""
        return event_unless_tried(parents, ask)


def request_elsewhere(input: RequestElsewhereInput, ask: Ask) -> ReaderRequestPayload:
    """Want something from another library, as the library has settled for its readers."""

    def command() -> ReaderRequestPayload:
        made = ask.services.interlending.readers.ask(
            ask.actor,
            named(input.patron, Naming.PATRON),
            input.work,
            None if input.pickup is None else point_named(input.pickup, ask),
            dry_run=input.dry_run,
            request_id=input.request_id,
        )
        shown = reader_request_of(made.request)
        return ReaderRequestPayload(request=shown, request_id=input.request_id, user_errors=[], dry_run=input.dry_run)

    return attempt(ask, command, lambda errors: ReaderRequestPayload(request_id=input.request_id, user_errors=errors))


def cancel_elsewhere(input: CancelElsewhereInput, ask: Ask) -> ReaderRequestPayload:
    """Want something from another library no more."""

    def command() -> ReaderRequestPayload:
        name = name_in(input.request, Naming.LIBRARY_REQUEST)
        made = ask.services.interlending.readers.cancel(ask.actor, name, request_id=input.request_id)
        return ReaderRequestPayload(
            request=reader_request_of(made.request), request_id=input.request_id, user_errors=[]
        )

    return attempt(ask, command, lambda errors: ReaderRequestPayload(request_id=input.request_id, user_errors=errors))


def library_request_agree(input: LibraryRequestAgreeInput, ask: Ask) -> LibraryRequestPayload:
    """Ask whoever can lend what a reader wants."""

    def command() -> LibraryRequestPayload:
        name = name_in(input.request, Naming.LIBRARY_REQUEST)
        made = ask.services.interlending.readers.agree(ask.actor, name, request_id=input.request_id)
        return LibraryRequestPayload(request=request_of(made.request), request_id=input.request_id, user_errors=[])

    return attempt(ask, command, lambda errors: LibraryRequestPayload(request_id=input.request_id, user_errors=errors))
