"""`itemCreate`: a new copy of an instance."""

from __future__ import annotations

import strawberry

from graph.catalogue.model import Resource
from schema.ask import Ask
from schema.errors import UserError
from schema.fields import attribute, relation
from schema.ids import Naming, name_in
from schema.mutations.item_fields import ItemFieldsInput
from schema.mutations.lending_inputs import DRY_RUN
from schema.mutations.payload import REQUEST_ID, Trying, attempt, event_unless_tried
from schema.types.item import Item, items_as


@strawberry.input(description="A new copy of an instance.")
class ItemCreateInput:
    """A new copy of an instance."""

    instance: strawberry.ID = strawberry.field(description="What it is a copy of.")
    set: ItemFieldsInput | None = strawberry.field(default=None, description="What to say of it.")
    dry_run: bool = strawberry.field(default=False, description=DRY_RUN)
    request_id: str | None = strawberry.field(default=None, description=REQUEST_ID)


@strawberry.type(description="The item that was written, or why none was.")
class ItemPayload:
    """The item that was written, or why none was."""

    item: Item | None = attribute("The item as it is now.", default=None)
    request_id: str | None = attribute("The client's own id for the request.", default=None)
    user_errors: list[UserError] = attribute("Why nothing was written; empty when it was.")
    dry_run: strawberry.Private[bool] = False

    @relation()
    @staticmethod
    def event(parents: list[ItemPayload], ask: Ask) -> list[int | None]:
        """The number of an event that includes what was written: a search with it as `afterEvent` finds the write."""
        return event_unless_tried(parents, ask)


def item_create(input: ItemCreateInput, ask: Ask) -> ItemPayload:
    """Make a new copy."""

    def command() -> ItemPayload:
        change = (input.set or ItemFieldsInput()).change()
        instance = name_in(input.instance, Naming.RESOURCE)
        made = ask.services.holdings_editor.item_create(
            ask.actor, instance, change, input.request_id, dry_run=input.dry_run
        )
        return written(made, input, ask)

    return attempt(ask, command, lambda errors: ItemPayload(request_id=input.request_id, user_errors=errors))


def written(made: Resource, asked: Trying, ask: Ask) -> ItemPayload:
    """The payload of an item that was written, or would be."""
    (shown,) = items_as([made], ask, ask.scope())
    return ItemPayload(item=shown, request_id=asked.request_id, user_errors=[], dry_run=asked.dry_run)
