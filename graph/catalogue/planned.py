"""What a plan is made of: records as they arrive, a record to be written, and the plan itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from graph.catalogue.descriptions import Root
from graph.catalogue.identity import control_key
from graph.catalogue.matching import Target
from graph.catalogue.rdf_describing import kinds_of
from graph.catalogue.received import Received
from graph.catalogue.report import ImportReport
from graph.catalogue.source import Described, described_by
from graph.store.model import Delete, Document, Put
from mappings.marc.formats import format_of
from mappings.marc.record import Record


@dataclass(frozen=True, slots=True)
class Arrival:
    """One record of the batch: its number in the file (from 1), its id, and the digest of its bytes.

    `control_key` is what its instance carries, None where it has no control number of its own.
    """

    number: int
    record: Record | Received
    id: str
    digest: str
    control_number: str | None
    control_key: str | None

    @property
    def called(self) -> str | None:
        """What reports call it: its control number, or its address elsewhere."""
        return self.record.name or None if isinstance(self.record, Received) else self.control_number


@dataclass(slots=True)
class Plan:
    """What to write for a batch, and what to report once it is written. `deferred` records need this plan written."""

    puts: list[Put] = field(default_factory=list)
    deletes: list[Delete] = field(default_factory=list)
    report: ImportReport = field(default_factory=ImportReport)
    deferred: list[Arrival] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Work:
    """A record to be written: what was made of it, the source document before, and what it matched."""

    arrival: Arrival
    roots: list[Root]
    before: Document | None = None
    target: Target | None = None
    instance: str | None = None
    """What a holdings record has the holdings of."""

    def prior(self) -> Mapping[str, Described]:
        """What the record described before."""
        return {} if self.before is None else described_by(self.before.body)

    def leaving(self) -> list[Described]:
        """What the record described before and no longer does. What came as RDF stays until somebody deletes it: a
        file that tells of less is no word about the rest.
        """
        if isinstance(self.arrival.record, Received):
            return []
        parts = {root.part for root in self.roots}
        return [described for part, described in self.prior().items() if part not in parts]

    @property
    def base(self) -> Document | None:
        """The source record that the descriptions it is put onto came from."""
        return self.target.source if self.before is None and self.target is not None else self.before


def arrival(
    number: int, record: Record | Received, identifier: str, digest: str, source: str, *, keeps_number: bool = True
) -> Arrival:
    """A record as it enters a batch. One kept beside another with its control number does not carry it, nor do records
    that describe no work.
    """
    control = record.control_number
    carried = keeps_number and is_bibliographic(record)
    key = control_key(source, control) if control is not None and carried else None
    return Arrival(number, record, identifier, digest, control, key)


def is_bibliographic(record: Record | Received) -> bool:
    """Whether it describes a work or an edition, as far as its format tells."""
    return isinstance(record, Received) or format_of(record.leader) == "bibliographic"


def is_instance(root: Root) -> bool:
    """Whether a root is the edition that a record is met by."""
    return root.part.partition(" ")[0] == "Instance"


def kind(record: Record | Received) -> str:
    """What a description that came as RDF is first of all; empty for others."""
    return kinds_of(record)[record.roots[0]] if isinstance(record, Received) and record.roots else ""
