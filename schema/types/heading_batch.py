"""Batches of heading changes: what is carried into descriptions, how far it is, and what came of it."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum

import strawberry

from graph.authorities.batches import Batch, BatchKind
from graph.store.paging import Page, Slice
from graph.store.scope import Scope
from schema.ask import Ask
from schema.connections import After, Connection, First, connection, page, paged
from schema.fields import attribute, choice, reading
from schema.ids import Naming, make_id
from schema.scalars import DateTime
from schema.types.job import JobStatus
from schema.types.resource import Node
from schema.types.statement import ResourceRef, reference


@strawberry.enum(description="What a batch of heading changes does.")
class HeadingBatchKind(Enum):
    """What a batch does."""

    CARRY = choice(BatchKind.CARRY, "It carries new labels into the descriptions that use the headings.")
    ADOPT = choice(BatchKind.ADOPT, "It has descriptions name an authority in the place of a heading.")
    UNDO = choice(BatchKind.UNDO, "It takes another batch back.")


@strawberry.type(description="A heading that is called otherwise, or that an authority takes the place of.")
class HeadingChange:
    """A heading that is called otherwise."""

    heading: ResourceRef = attribute("The heading.")
    before: str = attribute("What it was called.")
    after: str = attribute("What it is called.")
    authority: ResourceRef | None = attribute("What takes its place, where something does.")


@strawberry.type(description="A description that a batch left as it is.")
class HeadingBatchProblem:
    """A description that a batch left as it is."""

    resource: ResourceRef = attribute("The description.")
    code: str = attribute("Why, as a stable code.")
    message: str = attribute("Why, in a sentence.")


@strawberry.type(
    description="Heading changes carried into a library's descriptions. Found = changed + unchanged + refused."
)
class HeadingBatch(Node):
    """Heading changes carried into a library's descriptions."""

    known: strawberry.Private[Batch]
    scope: strawberry.Private[Scope]
    kind: HeadingBatchKind = attribute("What it does.")
    status: JobStatus = attribute("Where it is in its life.")
    found: int = attribute("How many descriptions were looked at so far.")
    changed: int = attribute("How many were changed.")
    unchanged: int = attribute("How many said so already.")
    refused: int = attribute("How many stay as they are; see problems.")
    message: str | None = attribute("Why it failed as a whole, where it did.")
    created_at: DateTime | None = attribute("When it was asked for.")
    started_at: DateTime | None = attribute("When it started.")
    finished_at: DateTime | None = attribute("When it ended.")
    undoes: strawberry.ID | None = attribute("The batch that it takes back.")
    undone_by: strawberry.ID | None = attribute("The batch that took it back.")

    @reading()
    def id(self) -> strawberry.ID:
        """The global id."""
        return make_id(Naming.BATCH, self.known.id)

    @reading(per="first")
    def changes(self, first: First = 50, after: After = None) -> Connection[HeadingChange]:
        """The headings it is about."""
        made = [
            HeadingChange(
                heading=reference(each.names[0], each.before, self.scope),
                before=each.before,
                after=each.after,
                authority=None if each.to is None else reference(each.to, each.after, self.scope),
            )
            for each in self.known.rewrites
        ]
        return paged(made, page(first, after), lambda each: each.heading.iri)

    @reading(per="first")
    def problems(self, first: First = 50, after: After = None) -> Connection[HeadingBatchProblem]:
        """Descriptions that stay as they are, and why; the first 1,000 are kept."""
        made = [
            HeadingBatchProblem(resource=reference(each.iri, "", self.scope), code=each.code, message=each.message)
            for each in self.known.report.problems
        ]
        return paged(made, page(first, after), lambda each: each.resource.iri)


def batch_of(known: Batch, ask: Ask) -> HeadingBatch:
    """A batch for the API."""
    report = known.report
    return HeadingBatch(
        known=known,
        scope=ask.scope(),
        kind=HeadingBatchKind(known.kind),
        status=JobStatus(known.state),
        found=report.found,
        changed=report.changed,
        unchanged=report.unchanged,
        refused=report.refused,
        message=known.message,
        created_at=None if known.created is None else DateTime(known.created),
        started_at=None if known.started is None else DateTime(known.started),
        finished_at=None if known.finished is None else DateTime(known.finished),
        undoes=None if known.undoes is None else make_id(Naming.BATCH, known.undoes),
        undone_by=None if known.undone_by is None else make_id(Naming.BATCH, known.undone_by),
    )


def batches_by_id(ids: Sequence[str], ask: Ask) -> list[HeadingBatch | None]:
    """Batches in the order of their ids; None where there is none the caller may see."""
    found = ask.services.headings.batches(ids, ask.scope())
    return [None if each is None else batch_of(each, ask) for each in found]


def batches(ask: Ask, wanted: Page) -> Connection[HeadingBatch]:
    """A page of the acting tenant's batches. Raises `InvalidCursor`."""
    tenant, scope = ask.actor.tenant, ask.scope()
    found: Slice[Batch] = Slice() if tenant is None else ask.services.headings.listed(tenant, wanted, scope)
    return connection(found, scope, lambda each, _: batch_of(each, ask))
