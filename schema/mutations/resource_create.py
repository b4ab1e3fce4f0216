"""`resourceCreate`: describe something new in the acting tenant's catalogue, or for a network."""

from __future__ import annotations

import strawberry

from graph.catalogue.errors import Invalid
from graph.catalogue.model import Resource as Described
from graph.catalogue.statements import with_statements
from mappings.bibframe.node import compact
from schema.ask import Ask
from schema.errors import UserError
from schema.fields import attribute, relation
from schema.mutations.inputs import StatementInput, node_of, statements
from schema.mutations.payload import REQUEST_ID, attempt, last_event
from schema.scalars import IRI, JSONLD
from schema.types.heading_batch import HeadingBatch
from schema.types.marc_change import MarcFieldChange, change_of
from schema.types.resource import Resource
from schema.types.scope import network_in
from schema.types.views import resources_by_iri


@strawberry.input(description="A new resource: its type, and its description as JSON-LD, as statements, or both.")
class ResourceCreateInput:
    """A new resource."""

    type: IRI = strawberry.field(description="What it is, such as the IRI of bf:Work.")
    statements: list[StatementInput] | None = strawberry.field(default=None, description="Statements about it.")
    jsonld: JSONLD | None = strawberry.field(
        default=None, description="Its description; the `@id` of the root may be absent, parts are named #title-1."
    )
    network: strawberry.ID | None = strawberry.field(
        default=None, description="The network whose shared description it becomes; absent, it is the acting tenant's."
    )
    request_id: str | None = strawberry.field(default=None, description=REQUEST_ID)


@strawberry.type(description="The resource that was written, or why none was.")
class ResourcePayload:
    """The resource that was written, or why none was."""

    resource: Resource | None = attribute("The resource as it is now.", default=None)
    request_id: str | None = attribute("The client's own id for the request.", default=None)
    user_errors: list[UserError] = attribute("Why nothing was written; empty when it was.")
    heading_batch: HeadingBatch | None = attribute(
        "The batch that carries a heading's new label into the descriptions that use it, where it got one.",
        default=None,
    )
    before: strawberry.Private[Described | None] = None

    @relation()
    @staticmethod
    def event(parents: list[ResourcePayload], ask: Ask) -> list[int | None]:
        """The number of an event that includes what was written: a search with it as `afterEvent` finds the write."""
        return last_event(parents, ask)

    @relation(cost=20)
    @staticmethod
    def marc_changes(parents: list[ResourcePayload], ask: Ask) -> list[list[MarcFieldChange]]:
        """What the change of a work or instance did to its MARC record; empty where it did nothing."""
        return [marc_changes(each, ask) for each in parents]


def marc_changes(payload: ResourcePayload, ask: Ask) -> list[MarcFieldChange]:
    """What a change did to the MARC record."""
    if payload.before is None or payload.resource is None:
        return []
    return [*map(change_of, ask.services.catalogue.marc_changes(payload.before, ask.scope()))]


def resource_create(input: ResourceCreateInput, ask: Ask) -> ResourcePayload:
    """Describe something new."""

    def command() -> ResourcePayload:
        if input.jsonld is None and not input.statements:
            raise Invalid("Say something about it: jsonld or statements.", ("statements",))
        node = node_of(input.jsonld) if input.jsonld is not None else {}
        node = with_statements(node, statements(input.statements, "statements"), ())
        made = ask.services.catalogue.create(
            ask.actor, compact(input.type), node, input.request_id, network=network_in(input.network)
        )
        (shown,) = resources_by_iri([made.iri], ask, ask.scope())
        return ResourcePayload(resource=shown, request_id=input.request_id, user_errors=[])

    return attempt(ask, command, lambda errors: ResourcePayload(request_id=input.request_id, user_errors=errors))
