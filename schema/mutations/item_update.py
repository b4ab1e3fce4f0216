"""`itemUpdate`: change what is said of a copy."""

from __future__ import annotations

import strawberry

from schema.ask import Ask
from schema.ids import Naming, name_in
from schema.mutations.item_create import ItemPayload, written
from schema.mutations.item_fields import ItemFieldsInput
from schema.mutations.lending_inputs import DRY_RUN
from schema.mutations.payload import REQUEST_ID, attempt
from schema.scalars import Revision


@strawberry.input(description="A change to an item. `ifRevision` must be current.")
class ItemUpdateInput:
    """A change to an item."""

    id: strawberry.ID = strawberry.field(description="The item.")
    if_revision: Revision = strawberry.field(
        description="The revision the caller saw. If it is no longer current, nothing is written: StaleRevisionError."
    )
    set: ItemFieldsInput = strawberry.field(description="What to change.")
    dry_run: bool = strawberry.field(default=False, description=DRY_RUN)
    request_id: str | None = strawberry.field(default=None, description=REQUEST_ID)


def item_update(input: ItemUpdateInput, ask: Ask) -> ItemPayload:
    """Change a copy."""

    def command() -> ItemPayload:
        iri, change = name_in(input.id, Naming.RESOURCE), input.set.change()
        made = ask.services.holdings_editor.item_update(
            ask.actor, iri, input.if_revision, change, input.request_id, dry_run=input.dry_run
        )
        return written(made, input, ask)

    return attempt(ask, command, lambda errors: ItemPayload(request_id=input.request_id, user_errors=errors))
