"""`itemWithdraw`: take a copy out of the collection."""

from __future__ import annotations

import strawberry

from schema.ask import Ask
from schema.ids import Naming, name_in
from schema.mutations.item_create import ItemPayload, written
from schema.mutations.lending_inputs import DRY_RUN
from schema.mutations.payload import REQUEST_ID, attempt
from schema.scalars import Revision


@strawberry.input(description="An item to take out of the collection. `ifRevision` must be current.")
class ItemWithdrawInput:
    """An item to take out of the collection."""

    id: strawberry.ID = strawberry.field(description="The item.")
    if_revision: Revision = strawberry.field(
        description="The revision the caller saw. If it is no longer current, nothing is written: StaleRevisionError."
    )
    note: str | None = strawberry.field(default=None, description="A note for staff: why, and where it went.")
    dry_run: bool = strawberry.field(default=False, description=DRY_RUN)
    request_id: str | None = strawberry.field(default=None, description=REQUEST_ID)


def item_withdraw(input: ItemWithdrawInput, ask: Ask) -> ItemPayload:
    """Withdraw a copy."""

    def command() -> ItemPayload:
        iri = name_in(input.id, Naming.RESOURCE)
        made = ask.services.holdings_editor.item_withdraw(
            ask.actor, iri, input.if_revision, input.note, input.request_id, dry_run=input.dry_run
        )
        return written(made, input, ask)

    return attempt(ask, command, lambda errors: ItemPayload(request_id=input.request_id, user_errors=errors))
