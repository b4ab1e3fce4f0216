"""`itemDelete`: delete a copy on which nothing hangs."""

from __future__ import annotations

import strawberry

from schema.ask import Ask
from schema.errors import UserError
from schema.fields import attribute, relation
from schema.ids import Naming, name_in
from schema.mutations.lending_inputs import DRY_RUN
from schema.mutations.payload import REQUEST_ID, attempt, event_unless_tried
from schema.scalars import Revision


@strawberry.input(description="An item to delete. `ifRevision` must be current.")
class ItemDeleteInput:
    """An item to delete."""

    id: strawberry.ID = strawberry.field(description="The item.")
    if_revision: Revision = strawberry.field(
        description="The revision the caller saw. If it is no longer current, nothing is written: StaleRevisionError."
    )
    dry_run: bool = strawberry.field(default=False, description=DRY_RUN)
    request_id: str | None = strawberry.field(default=None, description=REQUEST_ID)


@strawberry.type(description="The item that was deleted, or why none was.")
class ItemDeletePayload:
    """The item that was deleted, or why none was."""

    deleted_id: strawberry.ID | None = attribute("The id of the item that is gone.", default=None)
    request_id: str | None = attribute("The client's own id for the request.", default=None)
    user_errors: list[UserError] = attribute("Why nothing was written; empty when it was.")
    dry_run: strawberry.Private[bool] = False

    @relation()
    @staticmethod
    def event(parents: list[ItemDeletePayload], ask: Ask) -> list[int | None]:
        """The number of an event that includes the deletion."""
        return event_unless_tried(parents, ask)


def item_delete(input: ItemDeleteInput, ask: Ask) -> ItemDeletePayload:
    """Delete a copy."""

    def command() -> ItemDeletePayload:
        iri = name_in(input.id, Naming.RESOURCE)
        ask.services.holdings_editor.item_delete(
            ask.actor, iri, input.if_revision, input.request_id, dry_run=input.dry_run
        )
        return ItemDeletePayload(
            deleted_id=input.id, request_id=input.request_id, user_errors=[], dry_run=input.dry_run
        )

    return attempt(ask, command, lambda errors: ItemDeletePayload(request_id=input.request_id, user_errors=errors))
