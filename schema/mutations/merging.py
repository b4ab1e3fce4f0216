"""`resourcesMerge` and `resourceSplit`: two descriptions become one, and one two, as one change that can be undone."""

from __future__ import annotations

import strawberry

from graph.catalogue.batch_outcomes import BatchOutcomes, NotTaken
from mappings.bibframe.node import compact, expand
from schema.ask import Ask
from schema.errors import UserError
from schema.fields import attribute, relation
from schema.ids import Naming, name_in
from schema.mutations.inputs import StatementInput, statements
from schema.mutations.payload import REQUEST_ID, attempt, event_unless_tried
from schema.scalars import IRI, JSONLD, Revision
from schema.types.batch import Batch, BatchReport, batch_view, report_of, value_of


@strawberry.input(description="A resource at the revision that the caller saw.")
class SeenRevisionInput:
    """A resource at the revision that the caller saw."""

    id: strawberry.ID = strawberry.field(description="The resource.")
    revision: Revision = strawberry.field(description="Its revision.")


@strawberry.input(description="What one of the merged descriptions says where only one value can stay.")
class TakenValueInput:
    """What one of the merged descriptions says where only one value can stay."""

    id: strawberry.ID = strawberry.field(description="One of those that go into the kept one.")
    path: IRI = strawberry.field(
        description="The property, as `notTaken` names it; not what an instance hangs on, nor administrative metadata."
    )


@strawberry.input(description="Works, or instances, of the acting library that describe the same thing.")
class ResourcesMergeInput:
    """Descriptions of the same thing."""

    keep: strawberry.ID = strawberry.field(
        description="The one that stays: where only one value can, its own does, unless `take` says."
    )
    merge: list[strawberry.ID] = strawberry.field(
        description="Those that go into it, at most 20. Their addresses lead to it from then on."
    )
    if_revisions: list[SeenRevisionInput] = strawberry.field(
        description="The revision of each of them, `keep` too, that the caller saw. Else: StaleRevisionError."
    )
    take: list[TakenValueInput] | None = strawberry.field(
        default=None, description="What stays in place of the kept one's own, where only one value can."
    )
    dry_run: bool = strawberry.field(default=False, description="Tell what it would write, and write nothing.")
    request_id: str | None = strawberry.field(default=None, description=REQUEST_ID)


@strawberry.input(description="What moves from a work to a new one: at most 200 instances and statements together.")
class ResourceSplitInput:
    """What moves from a work to a new one."""

    id: strawberry.ID = strawberry.field(description="The work.")
    if_revision: Revision = strawberry.field(
        description="The revision the caller saw. If it is no longer current, nothing is written: StaleRevisionError."
    )
    instances: list[strawberry.ID] | None = strawberry.field(default=None, description="Instances of it that move.")
    statements: list[StatementInput] | None = strawberry.field(
        default=None, description="Statements about the whole of it that move; a part is named as `iri`: #subject-1."
    )
    new_type: IRI | None = strawberry.field(
        default=None, description="What the new work is besides a work; absent, what the old one is."
    )
    dry_run: bool = strawberry.field(default=False, description="Tell what it would write, and write nothing.")
    request_id: str | None = strawberry.field(default=None, description=REQUEST_ID)


@strawberry.type(description="What a description said where only one value can stay, and another's did.")
class NotTakenValues:
    """What the kept description does not say."""

    iri: IRI = attribute("The description that said it.")
    path: str = attribute("The property.")
    values: list[JSONLD] = attribute("What it said.")


@strawberry.type(description="What was written, or would be, or why nothing was.")
class MergePayload:
    """What was written."""

    batch: Batch | None = attribute("What was done, as `batchUndo` takes it back; null if only tried.", default=None)
    iri: IRI | None = attribute(
        "The kept resource, or the new work: one that is only tried has none yet, unless there is a `requestId`.",
        default=None,
    )
    reports: list[BatchReport] = attribute("Each description that is written; none where a request is answered again.")
    changed: int = attribute("How many descriptions are written.")
    not_taken: list[NotTakenValues] = attribute("What others said that the kept one does not say now.")
    request_id: str | None = attribute("The client's own id for the request.", default=None)
    user_errors: list[UserError] = attribute("Why nothing was done; empty when it was.")
    dry_run: strawberry.Private[bool] = False

    @relation()
    @staticmethod
    def event(parents: list[MergePayload], ask: Ask) -> list[int | None]:
        """The number of an event that includes the change."""
        return event_unless_tried(parents, ask)


def resources_merge(input: ResourcesMergeInput, ask: Ask) -> MergePayload:
    """Bring descriptions of the same thing into one."""

    def command() -> MergePayload:
        found = ask.services.catalogue.merging.merge(
            ask.actor,
            name_in(input.keep, Naming.RESOURCE),
            [name_in(each, Naming.RESOURCE) for each in input.merge],
            {name_in(each.id, Naming.RESOURCE): str(each.revision) for each in input.if_revisions},
            take=[(name_in(each.id, Naming.RESOURCE), compact(each.path)) for each in input.take or ()],
            dry_run=input.dry_run,
            request_id=input.request_id,
        )
        return _payload(found, input.request_id, ask, dry_run=input.dry_run)

    return attempt(ask, command, lambda errors: _refused(input.request_id, errors))


def resource_split(input: ResourceSplitInput, ask: Ask) -> MergePayload:
    """Make one work two."""

    def command() -> MergePayload:
        found = ask.services.catalogue.splitting.split(
            ask.actor,
            name_in(input.id, Naming.RESOURCE),
            input.if_revision,
            [name_in(each, Naming.RESOURCE) for each in input.instances or ()],
            statements(input.statements, "statements"),
            None if input.new_type is None else compact(input.new_type),
            dry_run=input.dry_run,
            request_id=input.request_id,
        )
        return _payload(found, input.request_id, ask, dry_run=input.dry_run)

    return attempt(ask, command, lambda errors: _refused(input.request_id, errors))


def _payload(found: BatchOutcomes, request_id: str | None, ask: Ask, *, dry_run: bool) -> MergePayload:
    return MergePayload(
        batch=None if found.batch is None else batch_view(found.batch, ask),
        iri=None if found.iri is None else IRI(found.iri),
        reports=[report_of(each, ask) for each in found.each],
        changed=len(found.each) if found.batch is None else len(found.batch.hits),
        not_taken=[_not_taken(each) for each in found.not_taken],
        request_id=request_id,
        user_errors=[],
        dry_run=dry_run,
    )


def _refused(request_id: str | None, errors: list[UserError]) -> MergePayload:
    return MergePayload(reports=[], changed=0, not_taken=[], request_id=request_id, user_errors=errors)


def _not_taken(found: NotTaken) -> NotTakenValues:
    values = [value for each in found.values if (value := value_of(each)) is not None]
    return NotTakenValues(iri=IRI(found.iri), path=expand(found.path), values=values)
