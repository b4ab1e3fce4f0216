"""`holdingsUpdate`: change what is said of holdings."""

from __future__ import annotations

import strawberry

from schema.ask import Ask
from schema.ids import Naming, name_in
from schema.mutations.holding_fields import HoldingFieldsInput
from schema.mutations.holdings_create import HoldingsPayload, written
from schema.mutations.lending_inputs import DRY_RUN
from schema.mutations.payload import REQUEST_ID, attempt
from schema.scalars import Revision


@strawberry.input(description="A change to holdings. `ifRevision` must be current.")
class HoldingsUpdateInput:
    """A change to holdings."""

    id: strawberry.ID = strawberry.field(description="The holdings.")
    if_revision: Revision = strawberry.field(
        description="The revision the caller saw. If it is no longer current, nothing is written: StaleRevisionError."
    )
    set: HoldingFieldsInput = strawberry.field(description="What to change.")
    dry_run: bool = strawberry.field(default=False, description=DRY_RUN)
    request_id: str | None = strawberry.field(default=None, description=REQUEST_ID)


def holdings_update(input: HoldingsUpdateInput, ask: Ask) -> HoldingsPayload:
    """Change holdings."""

    def command() -> HoldingsPayload:
        iri, change = name_in(input.id, Naming.RESOURCE), input.set.change()
        made = ask.services.holdings_editor.holdings_update(
            ask.actor, iri, input.if_revision, change, input.request_id, dry_run=input.dry_run
        )
        return written(made, input, ask)

    return attempt(ask, command, lambda errors: HoldingsPayload(request_id=input.request_id, user_errors=errors))
