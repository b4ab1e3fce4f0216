"""`holdingsCreate`: what the library has of an instance at one place."""

from __future__ import annotations

import strawberry

from graph.catalogue.model import Resource
from schema.ask import Ask
from schema.errors import UserError
from schema.fields import attribute, relation
from schema.ids import Naming, name_in
from schema.mutations.holding_fields import HoldingFieldsInput
from schema.mutations.payload import REQUEST_ID, attempt, last_event
from schema.types.item import Holding, holdings_by_iri


@strawberry.input(description="New holdings of an instance.")
class HoldingsCreateInput:
    """New holdings of an instance."""

    instance: strawberry.ID = strawberry.field(description="What is held.")
    set: HoldingFieldsInput | None = strawberry.field(default=None, description="What to say of them.")
    request_id: str | None = strawberry.field(default=None, description=REQUEST_ID)


@strawberry.type(description="The holdings that were written, or why none were.")
class HoldingsPayload:
    """The holdings that were written, or why none were."""

    holding: Holding | None = attribute("The holdings as they are now.", default=None)
    request_id: str | None = attribute("The client's own id for the request.", default=None)
    user_errors: list[UserError] = attribute("Why nothing was written; empty when it was.")

    @relation()
    @staticmethod
    def event(parents: list[HoldingsPayload], ask: Ask) -> list[int | None]:
        """The number of an event that includes what was written: a search with it as `afterEvent` finds the write."""
        return last_event(parents, ask)


def holdings_create(input: HoldingsCreateInput, ask: Ask) -> HoldingsPayload:
    """Make new holdings."""

    def command() -> HoldingsPayload:
        change = (input.set or HoldingFieldsInput()).change()
        instance = name_in(input.instance, Naming.RESOURCE)
        made = ask.services.holdings_editor.holdings_create(ask.actor, instance, change, input.request_id)
        return written(made, input.request_id, ask)

    return attempt(ask, command, lambda errors: HoldingsPayload(request_id=input.request_id, user_errors=errors))


def written(made: Resource, request_id: str | None, ask: Ask) -> HoldingsPayload:
    """The payload of holdings that were written."""
    (shown,) = holdings_by_iri([made.iri], ask, ask.scope())
    return HoldingsPayload(holding=shown, request_id=request_id, user_errors=[])
