"""Batch changes in the API: what was looked for, what was done, and what became of each description."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum

import strawberry

from graph.catalogue.batch_documents import Batch as Known
from graph.catalogue.batch_documents import BatchKind as Kind
from graph.catalogue.batch_documents import BatchState
from graph.catalogue.batch_outcomes import BatchDone, BatchOutcome
from graph.catalogue.merge import differences
from graph.catalogue.operations import Operation, OperationKind
from mappings.bibframe.node import Value, expand
from schema.ask import Ask
from schema.connections import After, Connection, First, connection, page, paged
from schema.errors import PropertyChange, UserError, changes_of, user_error
from schema.fields import attribute, choice, reading, relation
from schema.ids import Naming, make_id
from schema.scalars import IRI, JSONLD, DateTime
from schema.types.draft import names_of
from schema.types.filters import FacetField
from schema.types.resource import Node


@strawberry.enum(description="What an operation of a batch does.")
class BatchOperationKind(Enum):
    """What an operation does."""

    ADD = choice(OperationKind.ADD, "Say `to` of `property` as well.")
    REMOVE = choice(OperationKind.REMOVE, "Take `value` of `property` away; without a value, all of them.")
    REPLACE = choice(OperationKind.REPLACE, "Say `to` instead of `value`; without a value, instead of all of them.")
    REPLACE_TEXT = choice(OperationKind.REPLACE_TEXT, "Write `to` for `value` in texts, of one property or of all.")
    REPLACE_HEADING = choice(OperationKind.REPLACE_HEADING, "Name the heading `to` wherever `value` is named.")


@strawberry.enum(description="What a batch does.")
class BatchKind(Enum):
    """What a batch does."""

    CHANGE = choice(Kind.CHANGE, "The same operations on each description.")
    MERGE = choice(Kind.MERGE, "Descriptions of the same thing become one: taken back whole, or not at all.")
    SPLIT = choice(Kind.SPLIT, "One work becomes two: taken back whole, or not at all.")


@strawberry.enum(description="Where a batch is in its life.")
class BatchStatus(Enum):
    """Where a batch is in its life."""

    RUNNING = choice(BatchState.RUNNING, "Waiting or at work; see `interrupted`. What it did so far can be taken back.")
    DONE = choice(BatchState.DONE, "At its end.")
    UNDOING = choice(BatchState.UNDOING, "Being taken back; see `interrupted`.")
    UNDONE = choice(BatchState.UNDONE, "Taken back, but for what was changed since.")


@strawberry.enum(description="What became of one description.")
class BatchOutcomeKind(Enum):
    """What became of one description."""

    CHANGED = choice(BatchDone.CHANGED, "It was changed, or would be.")
    UNCHANGED = choice(BatchDone.UNCHANGED, "It says so already.")
    REFUSED = choice(BatchDone.REFUSED, "It stays as it was, for the reason in `refusal`.")


@strawberry.type(description="One operation of a batch.")
class BatchOperation:
    """One operation of a batch."""

    kind: BatchOperationKind = attribute("What it does.")
    property: IRI | None = attribute("The property it is about.")
    value: JSONLD | None = attribute("What it looks for.")
    to: JSONLD | None = attribute("What that becomes.")


@strawberry.type(description="One description of a batch: what was changed of it, or would be, or why it was not.")
class BatchReport:
    """One description of a batch."""

    iri: IRI = attribute("The description.")
    outcome: BatchOutcomeKind = attribute("What became of it.")
    changes: list[PropertyChange] = attribute("What was before and what is after, property by property.")
    refusal: UserError | None = attribute("Why it stays as it was.")


@strawberry.type(description="A filter of the search that chose the descriptions of a batch.")
class BatchFilter:
    """A filter of the search that chose the descriptions."""

    field: FacetField = attribute("The facet.")
    any_of: list[str] = attribute("Hits with any of these values.")
    none_of: list[str] = attribute("No hits with any of these values.")


@strawberry.type(description="The same operations on many descriptions, as they were done.")
class Batch(Node):
    """The same operations on many descriptions."""

    known: strawberry.Private[Known]
    title: str = attribute("What it is called.")
    kind: BatchKind = attribute("What it does.")
    status: BatchStatus = attribute("Where it is in its life.")
    at: DateTime = attribute("When it was begun.")
    query: str | None = attribute("What was searched for, where that chose the descriptions.")
    filters: list[BatchFilter] = attribute("The filters of that search.")
    found: int = attribute("How many descriptions were meant.")
    total: int = attribute("How many there are to do: all that were meant, or when taken back, all that were changed.")
    done: int = attribute("Of how many of these it is known what became of them. A hundred at a time.")
    interrupted: bool = attribute("Whether what was at work on it is gone before its end: see `batchContinue`.")
    changed: int = attribute("How many were changed.")
    refused: int = attribute("How many stayed as they were, the last time it was done or taken back.")

    @reading()
    def id(self) -> strawberry.ID:
        """The global id."""
        return make_id(Naming.CHANGE_BATCH, self.known.iri)

    @reading()
    def operations(self) -> list[BatchOperation]:
        """What was done to each."""
        return [_operation(each) for each in self.known.operations]

    @reading(per="first")
    def hits(self, first: First = 100, after: After = None) -> Connection[IRI]:
        """The descriptions that were changed."""
        return paged([IRI(each.iri) for each in self.known.hits], page(first, after), str)

    @relation(cost=0)
    @staticmethod
    def by(parents: list[Batch], ask: Ask) -> list[str]:
        """What the account is called that did it."""
        return names_of([each.known.actor for each in parents], ask)


def _operation(known: Operation) -> BatchOperation:
    return BatchOperation(
        kind=BatchOperationKind(known.kind),
        property=None if known.property is None else IRI(expand(known.property)),
        value=value_of(known.value),
        to=value_of(known.to),
    )


def value_of(value: Value | None) -> JSONLD | None:
    """A value for the API: a text as `{@value}`."""
    if value is None:
        return None
    return JSONLD({"@value": value} if isinstance(value, str) else value)


def report_of(outcome: BatchOutcome, ask: Ask) -> BatchReport:
    """What became of one description, for the API."""
    before, after = outcome.before, outcome.after
    return BatchReport(
        iri=IRI(outcome.iri),
        outcome=BatchOutcomeKind(outcome.done),
        changes=[] if before is None or after is None else changes_of(differences(before.body, after)),
        refusal=None if outcome.refusal is None else user_error(outcome.refusal, ask.scope()),
    )


def batch_view(known: Known, ask: Ask) -> Batch:
    """A batch for the API."""
    return Batch(
        known=known,
        title=known.title,
        kind=BatchKind(known.kind),
        status=BatchStatus(known.state),
        at=DateTime(known.at),
        query=known.query,
        filters=[
            BatchFilter(field=FacetField(each.field), any_of=list(each.any_of), none_of=list(each.none_of))
            for each in known.filters
        ],
        found=known.found,
        total=known.done + len(known.pending),
        done=known.done,
        interrupted=ask.services.catalogue.batches.is_cut_off(known),
        changed=len(known.hits),
        refused=known.refused,
    )


def batches_by_iri(iris: Sequence[str], ask: Ask) -> list[Batch | None]:
    """Batches of the acting library in the order of their names."""
    return [
        None if each is None else batch_view(each, ask) for each in ask.services.catalogue.batches.read(ask.actor, iris)
    ]


def batches(ask: Ask, first: int | None, after: str | None) -> Connection[Batch]:
    """A page of the library's batches. Raises `Forbidden`."""
    found = ask.services.catalogue.batches.of(ask.actor, page(first, after))
    return connection(found, ask.scope(), lambda each, _: batch_view(each, ask))
