"""`resourceCreate`: describe something new in the acting tenant's catalogue."""

from __future__ import annotations

import strawberry

from graph.catalogue.errors import Invalid
from graph.catalogue.statements import with_statements
from mappings.bibframe.node import compact
from schema.ask import Ask
from schema.errors import UserError
from schema.fields import attribute
from schema.mutations.inputs import StatementInput, node_of, statements
from schema.mutations.payload import REQUEST_ID, attempt
from schema.scalars import IRI, JSONLD
from schema.types.resource import Resource
from schema.types.views import resources_by_iri


@strawberry.input(description="A new resource: its type, and its description as JSON-LD, as statements, or both.")
class ResourceCreateInput:
    """A new resource."""

    type: IRI = strawberry.field(description="What it is, such as the IRI of bf:Work.")
    statements: list[StatementInput] | None = strawberry.field(default=None, description="Statements about it.")
    jsonld: JSONLD | None = strawberry.field(
        default=None, description="Its description; the `@id` of the root may be absent, parts are named #title-1."
    )
    request_id: str | None = strawberry.field(default=None, description=REQUEST_ID)


@strawberry.type(description="The resource that was written, or why none was.")
class ResourcePayload:
    """The resource that was written, or why none was."""

    resource: Resource | None = attribute("The resource as it is now.", default=None)
    request_id: str | None = attribute("The client's own id for the request.", default=None)
    user_errors: list[UserError] = attribute("Why nothing was written; empty when it was.")


def resource_create(input: ResourceCreateInput, ask: Ask) -> ResourcePayload:
    """Describe something new."""

    def command() -> ResourcePayload:
        if input.jsonld is None and not input.statements:
            raise Invalid("Say something about it: jsonld or statements.", ("statements",))
        node = node_of(input.jsonld) if input.jsonld is not None else {}
        node = with_statements(node, statements(input.statements, "statements"), ())
        made = ask.services.catalogue.create(ask.actor, compact(input.type), node, input.request_id)
        (shown,) = resources_by_iri([made.iri], ask, ask.scope())
        return ResourcePayload(resource=shown, request_id=input.request_id, user_errors=[])

    return attempt(ask, command, lambda errors: ResourcePayload(request_id=input.request_id, user_errors=errors))
