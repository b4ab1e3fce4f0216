"""`itemsMove`: put copies under another instance, or into holdings."""

from __future__ import annotations

import strawberry

from schema.ask import Ask
from schema.errors import UserError
from schema.fields import attribute, relation
from schema.ids import Naming, name_in
from schema.mutations.lending_inputs import DRY_RUN
from schema.mutations.payload import REQUEST_ID, attempt, event_unless_tried
from schema.types.item import Item, items_as


@strawberry.input(description="Items, and where they go: an instance, or holdings and with them their instance.")
class ItemsMoveInput:
    """Items, and where they go."""

    ids: list[strawberry.ID] = strawberry.field(description="The items, at most 100.")
    to_instance: strawberry.ID | None = strawberry.field(
        default=None, description="The instance they go under; they leave their holdings. Exclusive with `toHolding`."
    )
    to_holding: strawberry.ID | None = strawberry.field(
        default=None, description="The holdings they go into. Exclusive with `toInstance`."
    )
    dry_run: bool = strawberry.field(default=False, description=DRY_RUN)
    request_id: str | None = strawberry.field(default=None, description=REQUEST_ID)


@strawberry.type(description="The items that were moved, or why none was.")
class ItemsMovePayload:
    """The items that were moved, or why none was."""

    items: list[Item] = attribute("The items as they are now, in the order they were named.")
    request_id: str | None = attribute("The client's own id for the request.", default=None)
    user_errors: list[UserError] = attribute("Why nothing was written; empty when it was.")
    dry_run: strawberry.Private[bool] = False

    @relation()
    @staticmethod
    def event(parents: list[ItemsMovePayload], ask: Ask) -> list[int | None]:
        """The number of an event that includes the move."""
        return event_unless_tried(parents, ask)


def items_move(input: ItemsMoveInput, ask: Ask) -> ItemsMovePayload:
    """Move copies."""

    def command() -> ItemsMovePayload:
        moved = ask.services.holdings_editor.items_move(
            ask.actor,
            [name_in(each, Naming.RESOURCE) for each in input.ids],
            None if input.to_instance is None else name_in(input.to_instance, Naming.RESOURCE),
            None if input.to_holding is None else name_in(input.to_holding, Naming.RESOURCE),
            input.request_id,
            dry_run=input.dry_run,
        )
        items = items_as(moved, ask, ask.scope())
        return ItemsMovePayload(items=items, request_id=input.request_id, user_errors=[], dry_run=input.dry_run)

    return attempt(
        ask, command, lambda errors: ItemsMovePayload(items=[], request_id=input.request_id, user_errors=errors)
    )
