"""What became of each description that many-at-once commands were about, as values."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from graph.catalogue.batch_documents import Batch, BatchState
from graph.catalogue.model import Resource
from graph.store.model import Delete, Put
from mappings.bibframe.node import Node, Value
from mappings.errors import CatalographError


class BatchDone(StrEnum):
    """What became of one description."""

    CHANGED = "changed"
    UNCHANGED = "unchanged"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class BatchOutcome:
    """One description: how it was, and how it is now, or would be. `refusal` says why it stays as it was."""

    iri: str
    done: BatchDone
    before: Resource | None = None
    after: Node | None = None
    refusal: CatalographError | None = None
    put: Put | Delete | None = None


@dataclass(frozen=True, slots=True)
class NotTaken:
    """What a merged description said in a place that holds one value only, where the kept one says something else."""

    iri: str
    path: str
    values: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class BatchOutcomes:
    """What became of each; the mark of the descriptions as they were; and the batch, unless it was only tried.

    Of a merge `not_taken` has what the kept description does not say; of a merge or split `iri` is the description
    that was kept or made.
    """

    each: tuple[BatchOutcome, ...]
    preview: str
    batch: Batch | None = None
    not_taken: tuple[NotTaken, ...] = ()
    iri: str | None = None

    def count(self, done: BatchDone) -> int:
        """How many descriptions ended so."""
        return sum(each.done is done for each in self.each)

    def counts(self) -> tuple[int, int, int]:
        """How many were changed, said so already, and were refused: of these, or where none are told, of the batch."""
        if self.each or self.batch is None:
            return self.count(BatchDone.CHANGED), self.count(BatchDone.UNCHANGED), self.count(BatchDone.REFUSED)
        undoing = self.batch.state in {BatchState.UNDOING, BatchState.UNDONE}
        changed = self.batch.undone if undoing else len(self.batch.hits)
        return changed, self.batch.done - changed - self.batch.refused, self.batch.refused
