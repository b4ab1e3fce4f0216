"""Carrying heading changes into descriptions, having an authority take a heading's place, and taking either back."""

from __future__ import annotations

from collections.abc import Callable

import strawberry

from graph.authorities.batches import Batch
from graph.catalogue.errors import Invalid
from schema.ask import Ask
from schema.connections import MOST
from schema.errors import UserError
from schema.fields import attribute, relation
from schema.ids import Naming, name_in
from schema.mutations.payload import REQUEST_ID, attempt, last_event
from schema.scalars import IRI
from schema.types.heading_batch import HeadingBatch, batch_of


@strawberry.input(description="Headings whose labels every description of the library should have.")
class HeadingsCarryInput:
    """Headings whose labels should be carried."""

    ids: list[strawberry.ID] = strawberry.field(description="The headings, described ones, at most 100.")
    request_id: str | None = strawberry.field(default=None, description=REQUEST_ID)


@strawberry.input(description="A heading that descriptions use and nobody described, and the authority to use instead.")
class HeadingAdoptInput:
    """A heading and the authority to use instead."""

    heading: IRI = strawberry.field(description="The heading's IRI, as descriptions name it.")
    authority: IRI = strawberry.field(description="The authority's IRI, as lookUp answers it.")
    request_id: str | None = strawberry.field(default=None, description=REQUEST_ID)


@strawberry.input(description="A batch to take back.")
class HeadingBatchUndoInput:
    """A batch to take back."""

    id: strawberry.ID = strawberry.field(description="The batch.")
    request_id: str | None = strawberry.field(default=None, description=REQUEST_ID)


@strawberry.input(description="A batch that failed or was stopped.")
class HeadingBatchContinueInput:
    """A batch that failed or was stopped."""

    id: strawberry.ID = strawberry.field(description="The batch.")
    request_id: str | None = strawberry.field(default=None, description="The client's own id for this request.")


@strawberry.type(description="The batch that does it, or why none was started.")
class HeadingBatchPayload:
    """The batch that does it, or why none was started."""

    batch: HeadingBatch | None = attribute("The batch; it runs in the background.", default=None)
    request_id: str | None = attribute("The client's own id for the request.", default=None)
    user_errors: list[UserError] = attribute("Why nothing was started; empty when it was.")

    @relation()
    @staticmethod
    def event(parents: list[HeadingBatchPayload], ask: Ask) -> list[int | None]:
        """The number of an event that includes the start of the batch, not what it does later."""
        return last_event(parents, ask)


def headings_carry(input: HeadingsCarryInput, ask: Ask) -> HeadingBatchPayload:
    """Carry the labels of headings into descriptions."""

    def command() -> Batch:
        if len(input.ids) > MOST:
            raise Invalid(f"At most {MOST} headings are named at once.", ("ids",))
        iris = [name_in(each, Naming.RESOURCE) for each in input.ids]
        return ask.services.headings.carry(ask.actor, iris, input.request_id)

    return _started(command, input.request_id, ask)


def heading_adopt(input: HeadingAdoptInput, ask: Ask) -> HeadingBatchPayload:
    """Have an authority take a heading's place."""

    def command() -> Batch:
        return ask.services.headings.adopt(ask.actor, input.heading, input.authority, input.request_id)

    return _started(command, input.request_id, ask)


def heading_batch_undo(input: HeadingBatchUndoInput, ask: Ask) -> HeadingBatchPayload:
    """Take a batch back."""

    def command() -> Batch:
        return ask.services.headings.undo(ask.actor, name_in(input.id, Naming.BATCH), input.request_id)

    return _started(command, input.request_id, ask)


def heading_batch_continue(input: HeadingBatchContinueInput, ask: Ask) -> HeadingBatchPayload:
    """Have a batch do what is left."""

    def command() -> Batch:
        return ask.services.headings.go_on(ask.actor, name_in(input.id, Naming.BATCH))

    return _started(command, input.request_id, ask)


def _started(command: Callable[[], Batch], request_id: str | None, ask: Ask) -> HeadingBatchPayload:
    def started() -> HeadingBatchPayload:
        return HeadingBatchPayload(batch=batch_of(command(), ask), request_id=request_id, user_errors=[])

    return attempt(ask, started, lambda errors: HeadingBatchPayload(request_id=request_id, user_errors=errors))
