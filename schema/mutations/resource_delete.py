"""`resourceDelete`: take a description away; its address may lead to another from now on."""

from __future__ import annotations

import strawberry

from schema.ask import Ask
from schema.errors import UserError
from schema.fields import attribute, relation
from schema.ids import Naming, name_in
from schema.mutations.payload import REQUEST_ID, attempt, last_event
from schema.scalars import Revision
from schema.types.scope import network_in


@strawberry.input(description="A resource to take away. Its history stays.")
class ResourceDeleteInput:
    """A resource to take away."""

    id: strawberry.ID = strawberry.field(description="The resource.")
    if_revision: Revision = strawberry.field(
        description="The revision the caller saw. If it is no longer current, nothing is deleted: StaleRevisionError."
    )
    redirect_to: strawberry.ID | None = strawberry.field(
        default=None, description="The resource of the same kind that replaces it."
    )
    with_dependents: bool = strawberry.field(
        default=False, description="Whether what hangs on it goes along: instances of a work, items of an instance."
    )
    network: strawberry.ID | None = strawberry.field(
        default=None, description="The network whose shared description is meant; absent, the acting tenant's layer is."
    )
    request_id: str | None = strawberry.field(default=None, description=REQUEST_ID)


@strawberry.type(description="The id of what was deleted, or why nothing was.")
class ResourceDeletePayload:
    """The id of what was deleted, or why nothing was."""

    deleted_id: strawberry.ID | None = attribute("The id of what is gone.", default=None)
    request_id: str | None = attribute("The client's own id for the request.", default=None)
    user_errors: list[UserError] = attribute("Why nothing was deleted; empty when it was.")

    @relation()
    @staticmethod
    def event(parents: list[ResourceDeletePayload], ask: Ask) -> list[int | None]:
        """The number of an event that includes the deletion: a search with it as `afterEvent` knows of it."""
        return last_event(parents, ask)


def resource_delete(input: ResourceDeleteInput, ask: Ask) -> ResourceDeletePayload:
    """Take a description away."""

    def command() -> ResourceDeletePayload:
        ask.services.catalogue.delete(
            ask.actor,
            name_in(input.id, Naming.RESOURCE),
            input.if_revision,
            None if input.redirect_to is None else name_in(input.redirect_to, Naming.RESOURCE),
            with_dependents=input.with_dependents,
            request_id=input.request_id,
            network=network_in(input.network),
        )
        return ResourceDeletePayload(deleted_id=input.id, request_id=input.request_id, user_errors=[])

    return attempt(ask, command, lambda errors: ResourceDeletePayload(request_id=input.request_id, user_errors=errors))
