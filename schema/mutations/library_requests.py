"""`libraryRequestPlace`, `libraryRequestStep`, `libraryLettersSend`: what is asked of other libraries, and answered."""

from __future__ import annotations

from enum import Enum
from typing import Protocol

import strawberry

from graph.workflows.interlending.carrying import Stepped
from graph.workflows.interlending.letters import With
from graph.workflows.interlending.requesting import FromPartner
from graph.workflows.interlending.supplying import Answer
from mappings.iso18626.codes import ISBN, ISSN, LCCN, OCLC, Retry, Unfilled
from mappings.iso18626.messages import Wanted
from schema.ask import Ask
from schema.errors import UserError
from schema.fields import attribute, choice, relation
from schema.ids import Naming, name_in
from schema.mutations.lending_inputs import (
    DRY_RUN,
    PATRON,
    POINT,
    OverrideInput,
    named,
    override_of,
    point_named,
)
from schema.mutations.payload import REQUEST_ID, USER_ERRORS, attempt, event_unless_tried, last_event
from schema.scalars import DateTime
from schema.types.library_request import LibraryRequest, LibraryRequestStep, library_requests_by_iri, request_of


@strawberry.enum(description="Why nothing is lent, or not now. The codes are those of ISO 18626.")
class LibraryRequestReason(Enum):
    """Why nothing is lent, or not now."""

    NOT_HELD = choice(Unfilled.NOT_HELD, "The library hasn't got it.")
    NOT_ON_SHELF = choice(Unfilled.NOT_ON_SHELF, "It is not where it should be.")
    ON_LOAN = choice(Unfilled.ON_LOAN, "It is out.")
    NOT_AVAILABLE = choice(Unfilled.NOT_AVAILABLE_FOR_ILL, "It is not lent to other libraries.")
    NOT_FOUND_AS_CITED = choice(Unfilled.NOT_FOUND_AS_CITED, "There is no such publication as was asked for.")
    POLICY_PROBLEM = choice(Unfilled.POLICY_PROBLEM, "Rules are in the way.")
    POOR_CONDITION = choice(Unfilled.POOR_CONDITION, "It is too worn to be sent.")
    LOAN_CONDITION = choice(Retry.LOAN_CONDITION, "Only under conditions, which the note says.")
    OTHER = choice(Unfilled.OTHER, "Another reason, which the note says.")


@strawberry.input(description="Something to ask another library for.")
class LibraryRequestPlaceInput:
    """Something to ask another library for."""

    partner: strawberry.ID = strawberry.field(description="The library that is asked, by its id among the partners.")
    patron: str = strawberry.field(description=PATRON)
    title: str = strawberry.field(default="", description="The title that is wanted.")
    author: str = strawberry.field(default="", description="By whom.")
    edition: str = strawberry.field(default="", description="Which edition.")
    volume: str = strawberry.field(default="", description="Which volume.")
    isbn: str | None = strawberry.field(default=None, description="Its ISBN.")
    issn: str | None = strawberry.field(default=None, description="Its ISSN.")
    lccn: str | None = strawberry.field(default=None, description="Its number at the Library of Congress.")
    oclc: str | None = strawberry.field(default=None, description="Its number at OCLC.")
    pickup: str | None = strawberry.field(default=None, description=f"{POINT} Absent: where the patron prefers.")
    needed_by: DateTime | None = strawberry.field(default=None, description="After this it is of no use.")
    note: str = strawberry.field(default="", description="What the other library should know; nothing of the patron.")
    again: strawberry.ID | None = strawberry.field(
        default=None, description="The request that this one tries again, which stands at RETRY_POSSIBLE."
    )
    override: OverrideInput | None = strawberry.field(default=None, description="What to let pass, and why.")
    dry_run: bool = strawberry.field(default=False, description=DRY_RUN)
    request_id: str | None = strawberry.field(default=None, description=REQUEST_ID)


@strawberry.input(description="Something to do about a request between libraries.")
class LibraryRequestStepInput:
    """Something to do about a request between libraries."""

    request: strawberry.ID = strawberry.field(description="The request.")
    step: LibraryRequestStep = strawberry.field(description="What to do: one of its `nextSteps`.")
    item: str | None = strawberry.field(
        default=None,
        description="To lend: the copy, its barcode or global id. To receive: the barcode it gets while it is here.",
    )
    service_point: str | None = strawberry.field(default=None, description=f"{POINT} Where a copy is handled.")
    reason: LibraryRequestReason | None = strawberry.field(default=None, description="Why nothing is lent.")
    note: str = strawberry.field(default="", description="What the other library should know; nothing of the patron.")
    override: OverrideInput | None = strawberry.field(default=None, description="What to let pass, and why.")
    dry_run: bool = strawberry.field(default=False, description=DRY_RUN)
    request_id: str | None = strawberry.field(default=None, description=REQUEST_ID)


@strawberry.input(description="A request whose messages are to be sent again.")
class LibraryLettersSendInput:
    """A request whose messages are to be sent again."""

    request: strawberry.ID = strawberry.field(description="The request.")


class Trying(Protocol):
    """What every command on a request between libraries takes."""

    dry_run: bool
    request_id: str | None


@strawberry.type(description="A request between libraries, or why there is none.")
class LibraryRequestPayload:
    """A request between libraries, or why there is none."""

    request: LibraryRequest | None = attribute("The request as it is now.", default=None)
    request_id: str | None = attribute("The client's own id for the request.", default=None)
    user_errors: list[UserError] = USER_ERRORS
    dry_run: strawberry.Private[bool] = False

    @relation()
    @staticmethod
    def event(parents: list[LibraryRequestPayload], ask: Ask) -> list[int | None]:
        """The number of an event that includes it."""
        return event_unless_tried(parents, ask)


@strawberry.type(description="A request whose messages are sent again, or why they are not.")
class LibraryLettersPayload:
    """A request whose messages are sent again."""

    request: LibraryRequest | None = attribute("The request.", default=None)
    user_errors: list[UserError] = USER_ERRORS

    @relation()
    @staticmethod
    def event(parents: list[LibraryLettersPayload], ask: Ask) -> list[int | None]:
        """The number of an event that includes it."""
        return last_event(parents, ask)


def library_request_place(input: LibraryRequestPlaceInput, ask: Ask) -> LibraryRequestPayload:
    """Ask another library for something."""

    def command() -> LibraryRequestPayload:
        wanted = FromPartner(
            str(input.partner),
            named(input.patron, Naming.PATRON),
            _wanted(input),
            None if input.pickup is None else point_named(input.pickup, ask),
            needed_by=input.needed_by,
            note=input.note,
            again=None if input.again is None else name_in(input.again, Naming.LIBRARY_REQUEST),
        )
        made = ask.services.interlending.requesting.ask(
            ask.actor,
            wanted,
            override=override_of(input.override),
            dry_run=input.dry_run,
            request_id=input.request_id,
        )
        return answered(made, input)

    return attempt(ask, command, lambda errors: LibraryRequestPayload(request_id=input.request_id, user_errors=errors))


def library_request_step(input: LibraryRequestStepInput, ask: Ask) -> LibraryRequestPayload:
    """Do what is to be done about a request between libraries."""

    def command() -> LibraryRequestPayload:
        answer = Answer(
            input.step.value,
            With(input.note, "" if input.reason is None else input.reason.value.value),
            None if input.item is None else named(input.item, Naming.RESOURCE),
            None if input.service_point is None else point_named(input.service_point, ask),
        )
        made = ask.services.interlending.do(
            ask.actor,
            name_in(input.request, Naming.LIBRARY_REQUEST),
            answer,
            override=override_of(input.override),
            dry_run=input.dry_run,
            request_id=input.request_id,
        )
        return answered(made, input)

    return attempt(ask, command, lambda errors: LibraryRequestPayload(request_id=input.request_id, user_errors=errors))


def library_letters_send(input: LibraryLettersSendInput, ask: Ask) -> LibraryLettersPayload:
    """Have what could not be sent about a request sent again."""

    def command() -> LibraryLettersPayload:
        name = name_in(input.request, Naming.LIBRARY_REQUEST)
        ask.services.interlending.send_again(ask.actor, name)
        return LibraryLettersPayload(request=library_requests_by_iri([name], ask)[0], user_errors=[])

    return attempt(ask, command, lambda errors: LibraryLettersPayload(user_errors=errors))


def answered(made: Stepped, input: Trying) -> LibraryRequestPayload:
    """A request after what was asked for."""
    return LibraryRequestPayload(
        request=request_of(made.request), request_id=input.request_id, user_errors=[], dry_run=input.dry_run
    )


def _wanted(input: LibraryRequestPlaceInput) -> Wanted:
    items = ((ISBN, input.isbn), (ISSN, input.issn))
    records = ((LCCN, input.lccn), (OCLC, input.oclc))
    return Wanted(
        input.title.strip(),
        input.author.strip(),
        edition=input.edition.strip(),
        volume=input.volume.strip(),
        item_ids=tuple((code, value.strip()[:100]) for code, value in items if value and value.strip()),
        record_ids=tuple((code, value.strip()[:100]) for code, value in records if value and value.strip()),
    )
