"""`holdingsCreate`: what the library has of an instance at one place."""

from __future__ import annotations

import strawberry

from graph.catalogue.model import Resource
from schema.ask import Ask
from schema.errors import UserError
from schema.fields import attribute, relation
from schema.ids import Naming, name_in
from schema.mutations.holding_fields import HoldingFieldsInput
from schema.mutations.lending_inputs import DRY_RUN
from schema.mutations.payload import REQUEST_ID, Trying, attempt, event_unless_tried
from schema.types.item import Holding, holdings_as


@strawberry.input(description="New holdings of an instance.")
class HoldingsCreateInput:
    """New holdings of an instance."""

    instance: strawberry.ID = strawberry.field(description="What is held.")
    set: HoldingFieldsInput | None = strawberry.field(default=None, description="What to say of them.")
    dry_run: bool = strawberry.field(default=False, description=DRY_RUN)
    request_id: str | None = strawberry.field(default=None, description=REQUEST_ID)


@strawberry.type(description="The holdings that were written, or why none were.")
class HoldingsPayload:
    """The holdings that were written, or why none were."""

    holding: Holding | None = attribute("The holdings as they are now.", default=None)
    request_id: str | None = attribute("The client's own id for the request.", default=None)
    user_errors: list[UserError] = attribute("Why nothing was written; empty when it was.")
    dry_run: strawberry.Private[bool] = False

    @relation()
    @staticmethod
    def event(parents: list[HoldingsPayload], ask: Ask) -> list[int | None]:
        """The number of an event that includes what was written: a search with it as `afterEvent` finds the write."""
        return event_unless_tried(parents, ask)


def holdings_create(input: HoldingsCreateInput, ask: Ask) -> HoldingsPayload:
    """Make new holdings."""

    def command() -> HoldingsPayload:
        change = (input.set or HoldingFieldsInput()).change()
        instance = name_in(input.instance, Naming.RESOURCE)
        made = ask.services.holdings_editor.holdings_create(
            ask.actor, instance, change, input.request_id, dry_run=input.dry_run
        )
        return written(made, input, ask)

    return attempt(ask, command, lambda errors: HoldingsPayload(request_id=input.request_id, user_errors=errors))


def written(made: Resource, asked: Trying, ask: Ask) -> HoldingsPayload:
    """The payload of holdings that were written, or would be."""
    (shown,) = holdings_as([made], ask.scope())
    return HoldingsPayload(holding=shown, request_id=asked.request_id, user_errors=[], dry_run=asked.dry_run)
