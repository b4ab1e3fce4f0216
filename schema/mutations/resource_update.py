"""`resourceUpdate`: replace a description, or take statements away and add others."""

from __future__ import annotations

import strawberry

from graph.catalogue.errors import Invalid
from schema.ask import Ask
from schema.ids import Naming, name_in
from schema.mutations.inputs import StatementInput, node_of, statements
from schema.mutations.payload import REQUEST_ID, attempt
from schema.mutations.resource_create import ResourcePayload
from schema.scalars import JSONLD, Revision
from schema.types.heading_batch import batch_of
from schema.types.scope import network_in
from schema.types.views import resources_by_iri


@strawberry.input(
    description="A change: the whole new description, or statements to remove and add. `ifRevision` must be current."
)
class ResourceUpdateInput:
    """A change to a resource."""

    id: strawberry.ID = strawberry.field(description="The resource.")
    if_revision: Revision = strawberry.field(
        description="The revision the caller saw. If it is no longer current, nothing is written: StaleRevisionError."
    )
    add: list[StatementInput] | None = strawberry.field(default=None, description="Statements to add.")
    remove: list[StatementInput] | None = strawberry.field(default=None, description="Statements to take away.")
    jsonld: JSONLD | None = strawberry.field(
        default=None, description="The whole description as it should be. Exclusive with `add` and `remove`."
    )
    network: strawberry.ID | None = strawberry.field(
        default=None, description="The network whose shared description is meant; absent, the acting tenant's layer is."
    )
    request_id: str | None = strawberry.field(default=None, description=REQUEST_ID)


def resource_update(input: ResourceUpdateInput, ask: Ask) -> ResourcePayload:
    """Change a description."""

    def command() -> ResourcePayload:
        iri = name_in(input.id, Naming.RESOURCE)
        if (input.jsonld is None) == (not input.add and not input.remove):
            raise Invalid("Send the whole description as jsonld, or statements to add and remove.", ("jsonld",))
        (before,) = ask.services.catalogue.resources([iri], ask.scope())
        changed = ask.services.catalogue.update(
            ask.actor,
            iri,
            input.if_revision,
            None if input.jsonld is None else node_of(input.jsonld),
            add=statements(input.add, "add"),
            remove=statements(input.remove, "remove"),
            request_id=input.request_id,
            network=network_in(input.network),
        )
        carried = ask.services.headings.relabelled(ask.actor, before, changed, input.request_id)
        (shown,) = resources_by_iri([changed.iri], ask, ask.scope())
        return ResourcePayload(
            resource=shown,
            request_id=input.request_id,
            user_errors=[],
            before=before,
            heading_batch=None if carried is None else batch_of(carried, ask),
        )

    return attempt(ask, command, lambda errors: ResourcePayload(request_id=input.request_id, user_errors=errors))
