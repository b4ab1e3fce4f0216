"""`draftPut`, `draftDelete`, `draftPublish`: work kept as it goes, and brought into the catalogue."""

from __future__ import annotations

from collections.abc import Sequence

import strawberry

from graph.catalogue.errors import Invalid
from graph.catalogue.model import Remark
from graph.catalogue.papers import Content
from schema.ask import Ask
from schema.errors import UserError
from schema.fields import attribute, relation
from schema.ids import Naming, name_in
from schema.mutations.inputs import node_of
from schema.mutations.payload import REQUEST_ID, attempt, last_event
from schema.scalars import IRI, JSONLD, Revision
from schema.types.draft import Draft, draft_of
from schema.types.heading_batch import HeadingBatch, batch_of
from schema.types.profile import ProfileProblem, problem_of
from schema.types.resource import Resource
from schema.types.views import resources_by_iri


@strawberry.input(description="Which revision a changed copy of a resource began from.")
class DraftBaseInput:
    """Which revision a changed copy began from."""

    iri: IRI = strawberry.field(description="The resource: the `@id` of one of the nodes.")
    revision: Revision = strawberry.field(description="Its revision when the copy was made.")


@strawberry.input(description="A draft as it is to be kept: all of it, each time.")
class DraftPutInput:
    """A draft as it is to be kept."""

    id: strawberry.ID | None = strawberry.field(default=None, description="The draft to save; absent, it is begun.")
    if_revision: Revision | None = strawberry.field(
        default=None, description="Of one to save: the revision last read or saved. Else nothing is written."
    )
    nodes: list[JSONLD] = strawberry.field(
        description="The resources in it, each with all its parts, however unfinished: a work with its instances and "
        "items. A new one may be called `_:anything`, and pointed at so; its `@type` says what it is to be."
    )
    bases: list[DraftBaseInput] | None = strawberry.field(
        default=None, description="Which of them are changed copies, and of which revision; all others are new."
    )
    profile: str | None = strawberry.field(default=None, description="The application profile of the form.")
    title: str | None = strawberry.field(default=None, description="What to call it in lists.")
    request_id: str | None = strawberry.field(default=None, description=REQUEST_ID)

    def content(self) -> Content:
        """As the catalogue takes it. Raises `Invalid`."""
        return content_of(self.nodes, self.bases, self.profile, self.title)


@strawberry.input(description="A draft to throw away or to publish.")
class DraftInput:
    """A draft."""

    id: strawberry.ID = strawberry.field(description="The draft.")
    if_revision: Revision = strawberry.field(description="The revision of the draft last read or saved.")
    request_id: str | None = strawberry.field(default=None, description=REQUEST_ID)


@strawberry.type(description="The draft as it is kept, or why nothing was.")
class DraftPayload:
    """The draft as it is kept."""

    draft: Draft | None = attribute("The draft as it is now.", default=None)
    request_id: str | None = attribute("The client's own id for the request.", default=None)
    user_errors: list[UserError] = attribute("Why nothing was kept; empty when it was.")


@strawberry.type(description="The id of the draft that is gone, or why it isn't.")
class DraftDeletePayload:
    """The id of the draft that is gone."""

    deleted_id: strawberry.ID | None = attribute("The id of what is gone.", default=None)
    request_id: str | None = attribute("The client's own id for the request.", default=None)
    user_errors: list[UserError] = attribute("Why it is still there; empty when it isn't.")


@strawberry.type(description="What a draft became, or why nothing was written. The draft is kept then.")
class PublishPayload:
    """What a draft became."""

    resources: list[Resource] = attribute("The resources as they are now, in the order of the draft.")
    problems: list[ProfileProblem] = attribute("What the profile warns of.")
    request_id: str | None = attribute("The client's own id for the request.", default=None)
    user_errors: list[UserError] = attribute("Why nothing was written; empty when it was.")
    heading_batch: HeadingBatch | None = attribute(
        "The batch that carries new labels of headings into the descriptions that use them, where any got one.",
        default=None,
    )

    @relation()
    @staticmethod
    def event(parents: list[PublishPayload], ask: Ask) -> list[int | None]:
        """The number of an event that includes what was written: a search with it as `afterEvent` finds the write."""
        return last_event(parents, ask)


def content_of(
    nodes: Sequence[JSONLD], bases: Sequence[DraftBaseInput] | None, profile: str | None, title: str | None
) -> Content:
    """What a client sent, as the catalogue takes it. Raises `Invalid`."""
    made = []
    for at, each in enumerate(nodes):
        try:
            made.append(node_of(each))
        except Invalid as error:
            raise Invalid(error.message, ("nodes", str(at), *error.path[1:]), hint=error.way_out or None) from error
    revisions = {str(each.iri): str(each.revision) for each in bases or ()}
    return Content(nodes=tuple(made), bases=revisions, profile=profile, title=title or "")


def published(iris: Sequence[str], remarks: Sequence[Remark], request_id: str | None, ask: Ask) -> PublishPayload:
    """What was brought into the catalogue."""
    carried = ask.services.headings.follow(ask.actor, iris, request_id)
    found = resources_by_iri(iris, ask, ask.scope())
    return PublishPayload(
        resources=[each for each in found if each is not None],
        problems=[problem_of(each.root, each.problem) for each in remarks],
        request_id=request_id,
        user_errors=[],
        heading_batch=None if carried is None else batch_of(carried, ask),
    )


def draft_put(input: DraftPutInput, ask: Ask) -> DraftPayload:
    """Begin a draft, or save it."""

    def command() -> DraftPayload:
        iri = None if input.id is None else name_in(input.id, Naming.DRAFT)
        kept = ask.services.catalogue.drafts.put(ask.actor, input.content(), iri, input.if_revision, input.request_id)
        return DraftPayload(draft=draft_of(kept), request_id=input.request_id, user_errors=[])

    return attempt(ask, command, lambda errors: DraftPayload(request_id=input.request_id, user_errors=errors))


def draft_delete(input: DraftInput, ask: Ask) -> DraftDeletePayload:
    """Throw a draft away."""

    def command() -> DraftDeletePayload:
        iri = name_in(input.id, Naming.DRAFT)
        ask.services.catalogue.drafts.delete(ask.actor, iri, input.if_revision, input.request_id)
        return DraftDeletePayload(deleted_id=input.id, request_id=input.request_id, user_errors=[])

    return attempt(ask, command, lambda errors: DraftDeletePayload(request_id=input.request_id, user_errors=errors))


def draft_publish(input: DraftInput, ask: Ask) -> PublishPayload:
    """Bring a draft into the catalogue."""

    def command() -> PublishPayload:
        iri = name_in(input.id, Naming.DRAFT)
        done = ask.services.catalogue.drafts.publish(ask.actor, iri, input.if_revision, input.request_id)
        return published([each.iri for each in done.resources], done.remarks, input.request_id, ask)

    return attempt(ask, command, lambda errors: unpublished(errors, input.request_id))


def unpublished(errors: list[UserError], request_id: str | None) -> PublishPayload:
    """Why nothing was brought into the catalogue."""
    return PublishPayload(resources=[], problems=[], request_id=request_id, user_errors=errors)
