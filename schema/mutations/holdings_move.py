"""`holdingsMove`: put holdings, with the items in them, under another instance."""

from __future__ import annotations

import strawberry

from schema.ask import Ask
from schema.errors import UserError
from schema.fields import attribute, relation
from schema.ids import Naming, name_in
from schema.mutations.lending_inputs import DRY_RUN
from schema.mutations.payload import REQUEST_ID, attempt, event_unless_tried
from schema.types.item import Holding, holdings_as


@strawberry.input(description="Holdings, and the instance that they and the items in them go under.")
class HoldingsMoveInput:
    """Holdings, and the instance they go under."""

    ids: list[strawberry.ID] = strawberry.field(description="The holdings, at most 100.")
    to_instance: strawberry.ID = strawberry.field(description="The instance they go under.")
    dry_run: bool = strawberry.field(default=False, description=DRY_RUN)
    request_id: str | None = strawberry.field(default=None, description=REQUEST_ID)


@strawberry.type(description="The holdings that were moved, or why none were.")
class HoldingsMovePayload:
    """The holdings that were moved, or why none were."""

    holdings: list[Holding] = attribute("The holdings as they are now, in the order they were named.")
    request_id: str | None = attribute("The client's own id for the request.", default=None)
    user_errors: list[UserError] = attribute("Why nothing was written; empty when it was.")
    dry_run: strawberry.Private[bool] = False

    @relation()
    @staticmethod
    def event(parents: list[HoldingsMovePayload], ask: Ask) -> list[int | None]:
        """The number of an event that includes the move."""
        return event_unless_tried(parents, ask)


def holdings_move(input: HoldingsMoveInput, ask: Ask) -> HoldingsMovePayload:
    """Move holdings."""

    def command() -> HoldingsMovePayload:
        moved = ask.services.holdings_editor.holdings_move(
            ask.actor,
            [name_in(each, Naming.RESOURCE) for each in input.ids],
            name_in(input.to_instance, Naming.RESOURCE),
            input.request_id,
            dry_run=input.dry_run,
        )
        holdings = holdings_as(moved, ask.scope())
        return HoldingsMovePayload(
            holdings=holdings, request_id=input.request_id, user_errors=[], dry_run=input.dry_run
        )

    return attempt(
        ask, command, lambda errors: HoldingsMovePayload(holdings=[], request_id=input.request_id, user_errors=errors)
    )
