"""`itemCreate`: a new copy of an instance."""

from __future__ import annotations

import strawberry

from graph.catalogue.model import Resource
from schema.ask import Ask
from schema.errors import UserError
from schema.fields import attribute, relation
from schema.ids import Naming, name_in
from schema.mutations.item_fields import ItemFieldsInput
from schema.mutations.payload import REQUEST_ID, attempt, last_event
from schema.types.item import Item, items_by_iri


@strawberry.input(description="A new copy of an instance.")
class ItemCreateInput:
    """A new copy of an instance."""

    instance: strawberry.ID = strawberry.field(description="What it is a copy of.")
    set: ItemFieldsInput | None = strawberry.field(default=None, description="What to say of it.")
    request_id: str | None = strawberry.field(default=None, description=REQUEST_ID)


@strawberry.type(description="The item that was written, or why none was.")
class ItemPayload:
    """The item that was written, or why none was."""

    item: Item | None = attribute("The item as it is now.", default=None)
    request_id: str | None = attribute("The client's own id for the request.", default=None)
    user_errors: list[UserError] = attribute("Why nothing was written; empty when it was.")

    @relation()
    @staticmethod
    def event(parents: list[ItemPayload], ask: Ask) -> list[int | None]:
        """The number of an event that includes what was written: a search with it as `afterEvent` finds the write."""
        return last_event(parents, ask)


def item_create(input: ItemCreateInput, ask: Ask) -> ItemPayload:
    """Make a new copy."""

    def command() -> ItemPayload:
        change = (input.set or ItemFieldsInput()).change()
        instance = name_in(input.instance, Naming.RESOURCE)
        made = ask.services.holdings_editor.item_create(ask.actor, instance, change, input.request_id)
        return written(made, input.request_id, ask)

    return attempt(ask, command, lambda errors: ItemPayload(request_id=input.request_id, user_errors=errors))


def written(made: Resource, request_id: str | None, ask: Ask) -> ItemPayload:
    """The payload of an item that was written."""
    (shown,) = items_by_iri([made.iri], ask, ask.scope())
    return ItemPayload(item=shown, request_id=request_id, user_errors=[])
