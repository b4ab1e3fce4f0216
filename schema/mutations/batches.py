"""`batchApply`, `batchUndo`, `batchContinue`: the same change to many descriptions, previewed, and taken back whole."""

from __future__ import annotations

import strawberry

from graph.catalogue.batch_outcomes import BatchOutcomes
from graph.catalogue.batches import BatchSelection
from graph.catalogue.operations import Operation
from mappings.bibframe.node import Value, compact
from schema.ask import Ask
from schema.errors import UserError
from schema.fields import attribute, relation
from schema.ids import Naming, name_in
from schema.mutations.inputs import node_of
from schema.mutations.payload import REQUEST_ID, attempt, event_unless_tried
from schema.scalars import IRI, JSONLD
from schema.types.batch import Batch, BatchOperationKind, BatchReport, batch_view, report_of
from schema.types.filters import FilterInput


@strawberry.input(description="One operation of a batch, done to each description after those before it.")
class BatchOperationInput:
    """One operation of a batch."""

    kind: BatchOperationKind = strawberry.field(description="What it does.")
    property: IRI | None = strawberry.field(default=None, description="The property it is about.")
    value: JSONLD | None = strawberry.field(
        default=None, description="What it looks for: a text as `{@value}`, a heading as `{@id}`."
    )
    to: JSONLD | None = strawberry.field(default=None, description="What that becomes, written likewise.")

    def operation(self) -> Operation:
        """As the catalogue takes it. Raises `Invalid`."""
        return Operation(
            kind=self.kind.value,
            property=None if self.property is None else compact(self.property),
            value=_value(self.value),
            to=_value(self.to),
        )


@strawberry.input(description="The same change to many descriptions, at most 1,000.")
class BatchApplyInput:
    """The same change to many descriptions."""

    ids: list[strawberry.ID] | None = strawberry.field(default=None, description="The descriptions, at most 100.")
    query: str | None = strawberry.field(
        default=None, description="All works that this search finds in the acting library. Exclusive with `ids`."
    )
    instances: bool = strawberry.field(
        default=False, description="With a search: all instances that it finds, in the place of works."
    )
    filters: list[FilterInput] | None = strawberry.field(
        default=None, description="Of these, or of all works, those that hold to all filters, as `search` takes them."
    )
    available_only: bool = strawberry.field(default=False, description="Of these, what can be had now.")
    operations: list[BatchOperationInput] = strawberry.field(description="What to do to each, in this order.")
    title: str | None = strawberry.field(default=None, description="What to call the batch.")
    dry_run: bool = strawberry.field(default=False, description="Tell what it would do, and change nothing.")
    if_preview: str | None = strawberry.field(
        default=None,
        description="The `preview` of a dry run: refused whole where a description came, went or was changed since.",
    )
    request_id: str | None = strawberry.field(default=None, description=REQUEST_ID)


@strawberry.input(description="A batch to take back.")
class BatchUndoInput:
    """A batch to take back."""

    id: strawberry.ID = strawberry.field(description="The batch.")
    dry_run: bool = strawberry.field(default=False, description="Tell what it would do, and change nothing.")
    request_id: str | None = strawberry.field(default=None, description=REQUEST_ID)


@strawberry.input(description="A batch that was cut off.")
class BatchContinueInput:
    """A batch that was cut off."""

    id: strawberry.ID = strawberry.field(description="The batch.")
    request_id: str | None = strawberry.field(default=None, description="The client's own id for this request.")


@strawberry.type(description="What became of each description, or why nothing was done.")
class BatchPayload:
    """What became of each description."""

    batch: Batch | None = attribute("The batch as it is kept; null where it was only tried.", default=None)
    reports: list[BatchReport] = attribute(
        "Each description, as named or found; none in the background, or where a request is answered again."
    )
    changed: int = attribute("How many were changed, or would be.")
    unchanged: int = attribute("How many said so already.")
    refused: int = attribute("How many stay as they were.")
    preview: str | None = attribute("What stands for these descriptions as they were: see `ifPreview`.", default=None)
    request_id: str | None = attribute("The client's own id for the request.", default=None)
    user_errors: list[UserError] = attribute("Why nothing was done; empty when it was, even if some were refused.")
    dry_run: strawberry.Private[bool] = False

    @relation()
    @staticmethod
    def event(parents: list[BatchPayload], ask: Ask) -> list[int | None]:
        """The number of an event that includes the changes."""
        return event_unless_tried(parents, ask)


def batch_apply(input: BatchApplyInput, ask: Ask) -> BatchPayload:
    """Change many descriptions alike."""

    def command() -> BatchPayload:
        iris = tuple(name_in(each, Naming.RESOURCE) for each in input.ids or ())
        found = ask.services.catalogue.batches.apply(
            ask.actor,
            BatchSelection(
                iris=iris,
                query=input.query,
                instances=input.instances,
                filters=tuple(each.filter() for each in input.filters or ()),
                available_only=input.available_only,
            ),
            [each.operation() for each in input.operations],
            input.title or "",
            dry_run=input.dry_run,
            preview=input.if_preview,
            request_id=input.request_id,
        )
        return _payload(found, input.request_id, ask, dry_run=input.dry_run)

    return attempt(ask, command, lambda errors: _refused(input.request_id, errors))


def batch_undo(input: BatchUndoInput, ask: Ask) -> BatchPayload:
    """Take a batch back."""

    def command() -> BatchPayload:
        iri = name_in(input.id, Naming.CHANGE_BATCH)
        found = ask.services.catalogue.batches.undo(ask.actor, iri, dry_run=input.dry_run, request_id=input.request_id)
        return _payload(found, input.request_id, ask, dry_run=input.dry_run)

    return attempt(ask, command, lambda errors: _refused(input.request_id, errors))


def batch_continue(input: BatchContinueInput, ask: Ask) -> BatchPayload:
    """Have a batch that was cut off go on."""

    def command() -> BatchPayload:
        batch = ask.services.catalogue.batches.go_on(ask.actor, name_in(input.id, Naming.CHANGE_BATCH))
        return _payload(BatchOutcomes((), "", batch), input.request_id, ask, dry_run=False)

    return attempt(ask, command, lambda errors: _refused(input.request_id, errors))


def _payload(found: BatchOutcomes, request_id: str | None, ask: Ask, *, dry_run: bool) -> BatchPayload:
    changed, unchanged, refused = found.counts()
    return BatchPayload(
        batch=None if found.batch is None else batch_view(found.batch, ask),
        reports=[report_of(each, ask) for each in found.each],
        changed=changed,
        unchanged=unchanged,
        refused=refused,
        preview=found.preview or None,
        request_id=request_id,
        user_errors=[],
        dry_run=dry_run,
    )


def _refused(request_id: str | None, errors: list[UserError]) -> BatchPayload:
    return BatchPayload(reports=[], changed=0, unchanged=0, refused=0, request_id=request_id, user_errors=errors)


def _value(value: JSONLD | None) -> Value | None:
    if value is None:
        return None
    node = dict(value)
    if "@value" not in node:
        return node_of(JSONLD(node))
    return str(node["@value"]) if set(node) == {"@value"} else node
