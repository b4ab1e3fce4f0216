"""`resourceRestore` and `resourceUndo`: go back to an earlier state, or behind one change while later ones stay."""

from __future__ import annotations

import strawberry

from schema.ask import Ask
from schema.ids import Naming, name_in
from schema.mutations.payload import REQUEST_ID, attempt
from schema.mutations.resource_create import ResourcePayload
from schema.scalars import Revision
from schema.types.heading_batch import batch_of
from schema.types.views import resources_by_iri


@strawberry.input(description="A description to make as it was.")
class ResourceRestoreInput:
    """A description to make as it was."""

    id: strawberry.ID = strawberry.field(description="The resource; one that was deleted or merged too.")
    to: Revision = strawberry.field(description="The revision to go back to, one of its history.")
    if_revision: Revision | None = strawberry.field(
        default=None, description="The revision the caller saw; absent where it is deleted."
    )
    request_id: str | None = strawberry.field(default=None, description=REQUEST_ID)


@strawberry.input(description="One change to take back.")
class ResourceUndoInput:
    """One change to take back."""

    id: strawberry.ID = strawberry.field(description="The resource.")
    event: int = strawberry.field(description="The number of the event whose change is taken back.")
    if_revision: Revision = strawberry.field(description="The revision the caller saw.")
    request_id: str | None = strawberry.field(default=None, description=REQUEST_ID)


def resource_restore(input: ResourceRestoreInput, ask: Ask) -> ResourcePayload:
    """Make a description as it was."""

    def command() -> ResourcePayload:
        iri = name_in(input.id, Naming.RESOURCE)
        made = ask.services.catalogue.restore(ask.actor, iri, input.to, input.if_revision, input.request_id)
        return _payload(made.iri, input.request_id, ask)

    return attempt(ask, command, lambda errors: ResourcePayload(request_id=input.request_id, user_errors=errors))


def resource_undo(input: ResourceUndoInput, ask: Ask) -> ResourcePayload:
    """Take back one change."""

    def command() -> ResourcePayload:
        iri = name_in(input.id, Naming.RESOURCE)
        made = ask.services.catalogue.undo(ask.actor, iri, input.event, input.if_revision, input.request_id)
        return _payload(made.iri, input.request_id, ask)

    return attempt(ask, command, lambda errors: ResourcePayload(request_id=input.request_id, user_errors=errors))


def _payload(iri: str, request_id: str | None, ask: Ask) -> ResourcePayload:
    carried = ask.services.headings.follow(ask.actor, [iri], request_id)
    (shown,) = resources_by_iri([iri], ask, ask.scope())
    batch = None if carried is None else batch_of(carried, ask)
    return ResourcePayload(resource=shown, request_id=request_id, user_errors=[], heading_batch=batch)
