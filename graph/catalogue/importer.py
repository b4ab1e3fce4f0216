"""Importing MARC or RDF: a stream of records becomes documents, a batch at a time, each batch one Change.

Ids follow from the records, so an import killed anywhere and run again ends where an undisturbed one does. A batch that
loses a race against another import is planned again from fresh facts; one that still can't be written is halved until
the record in its way stands alone and is reported.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from typing import BinaryIO, Final

from graph.access.model import Actor, Permission, require
from graph.catalogue.descriptions import Describer
from graph.catalogue.errors import ImportRefused
from graph.catalogue.identity import HeadingNames, digest, record_id, repeated_record_id
from graph.catalogue.locations import LocationKeeper
from graph.catalogue.plan import Planner
from graph.catalogue.planned import Arrival, Plan, arrival
from graph.catalogue.rdf_cutting import Unfit
from graph.catalogue.reading import records_of
from graph.catalogue.received import Received
from graph.catalogue.repeats import Met, Repeats
from graph.catalogue.report import ImportOptions, ImportProblem, ImportProgress, ImportReport, OnRepeat
from graph.store.collecting import uncollected
from graph.store.errors import Conflict, InvalidDocument
from graph.store.model import Cause, Change
from graph.store.names import GraphKind, Names
from graph.store.port import Store
from graph.store.scope import Scope, grant
from graph.tenants.model import Tenant
from graph.tenants.service import TenantService
from mappings.bibframe.convert import converter
from mappings.marc.formats import format_of
from mappings.marc.record import Broken, Record

_ATTEMPTS: Final = 4
_ATTEMPTS_ALONE: Final = 12
_SOURCE_LENGTH: Final = 64

Progress = Callable[[ImportProgress], bool]
"""Told after each batch how far the import is; answers whether to go on."""

Aside = Callable[[Callable[[], Plan]], Plan]
"""Does the work between two batches for the importer, such as in a thread that steps back for others: most of an
import's time goes there, and nothing is locked."""


class Importer:
    """Brings records into a tenant's catalogue: MARC, or descriptions in BIBFRAME as RDF."""

    def __init__(self, store: Store, names: Names, clock: Callable[[], datetime], tenants: TenantService) -> None:
        self._store, self._names, self._clock, self._tenants = store, names, clock, tenants

    def run(
        self,
        actor: Actor,
        tenant: str,
        stream: BinaryIO | Iterable[bytes],
        options: ImportOptions | None = None,
        progress: Progress | None = None,
        aside: Aside | None = None,
    ) -> ImportReport:
        """Import every record of `stream`. Every one is stored or reported; `progress` may stop it after a batch.

        Raises `Forbidden`, `UnknownTenant`, `ImportRefused`, and `InputRefused` where the whole input is refused.
        """
        require(actor, Permission.CATALOGUE_IMPORT, tenant)
        run = self._begin(actor, self._tenants.tenant(tenant), options or ImportOptions())
        run.aside = aside or run.aside
        with records_of(stream, run.options.format) as records:
            return run.all(records, progress or (lambda _: True))

    def _begin(self, actor: Actor, tenant: Tenant, options: ImportOptions) -> _Run:
        policy = options.policy or tenant.policy
        source = _checked_source(options.source or policy.source)
        if options.batch < 1:
            raise ImportRefused(f"A batch can't have {options.batch} records.", hint="Leave it at 25.")
        graphs = (grant({GraphKind.CATALOGUE, GraphKind.SOURCE}, {tenant.slug}),)
        scope = Scope(graphs, graphs)
        describer = Describer(converter(tenant.item_table), HeadingNames(self._names, tenant.slug))
        planner = Planner(
            self._store, describer, source, policy, scope, refresh=options.refresh, conversion=options.conversion
        )
        locations = LocationKeeper(self._store, self._names, tenant.slug, scope)
        return _Run(self._store, planner, locations, scope, options, tenant.slug, source, actor.id, self._clock)


def _checked_source(source: str) -> str:
    if not source or len(source) > _SOURCE_LENGTH or not source.isprintable() or "|" in source:
        raise ImportRefused(
            f"“{source[:_SOURCE_LENGTH]}” can't name a source.",
            hint=f"Use a short, lasting name such as `gpo` or `main`: printable, at most {_SOURCE_LENGTH} characters.",
        )
    return source


@dataclass(slots=True)
class _Run:
    """One import under way."""

    store: Store
    planner: Planner
    locations: LocationKeeper
    scope: Scope
    options: ImportOptions
    tenant: str
    source: str
    actor: str
    clock: Callable[[], datetime]
    repeats: Repeats = field(default_factory=Repeats)
    aside: Aside = field(default=lambda planning: planning())
    report: ImportReport = field(default_factory=ImportReport)

    def all(self, records: Iterator[Record | Broken | Received | Unfit], progress: Progress) -> ImportReport:
        with uncollected():
            batch: list[Arrival] = []
            for record in records:
                self.report.read += 1
                arrived = self._arrived(record)
                if arrived is not None:
                    batch.append(arrived)
                if self.report.read % self.options.batch == 0:
                    self._batch(batch)
                    batch = []
                    gc.collect(1)
                    if not progress(self.report):
                        self.report.stopped = True
                        return self.report
            self._batch(batch)
        progress(self.report)
        return self.report

    def _arrived(self, record: Record | Broken | Received | Unfit) -> Arrival | None:
        """The record as it enters its batch; None where it is reported instead."""
        number = self.report.read
        if isinstance(record, Broken):
            self.report.fail(ImportProblem(number, record.control_number, record.code, record.reason))
            return None
        if isinstance(record, Unfit):
            self.report.fail(ImportProblem(number, record.name or None, record.code, record.message))
            return None
        if isinstance(record, Received):
            return self._received(number, record)
        content, control = digest(record), record.control_number
        identifier = record_id(self.tenant, self.source, control, content, format_of(record.leader))
        met = self.repeats.meet(identifier, content)
        if met is Met.SAME:
            self.report.repeated += 1
            return None
        if met is Met.DIFFERENT and control is not None:
            return self._repeated(number, record, identifier, content, control)
        return arrival(number, record, identifier, content, self.source)

    def _received(self, number: int, record: Received) -> Arrival | None:
        identifier, content = record.id(self.tenant, self.source), record.digest
        met = self.repeats.meet(identifier, content)
        if met is Met.DIFFERENT and self.options.on_repeat is OnRepeat.REPLACE:
            self.repeats.replace(identifier, content)
        elif met is Met.DIFFERENT:
            message = "It was met before in this import, with other statements."
            self.report.fail(ImportProblem(number, record.name, "REPEATED_ADDRESS", message))
            return None
        elif met is Met.SAME:
            self.report.repeated += 1
            return None
        return arrival(number, record, identifier, content, self.source)

    def _repeated(self, number: int, record: Record, identifier: str, content: str, control: str) -> Arrival | None:
        if self.options.on_repeat is OnRepeat.REPLACE:
            self.repeats.replace(identifier, content)
            return arrival(number, record, identifier, content, self.source)
        if self.options.on_repeat is OnRepeat.KEEP:
            own = repeated_record_id(self.tenant, self.source, control, content, format_of(record.leader))
            if self.repeats.meet(own, content) is Met.SAME:
                self.report.repeated += 1
                return None
            return arrival(number, record, own, content, self.source, keeps_number=False)
        message = f"The control number {control} was met before in this import, with another content."
        self.report.fail(ImportProblem(number, control, "REPEATED_CONTROL_NUMBER", message))
        return None

    def _batch(self, arrivals: list[Arrival]) -> None:
        waiting = [arrivals] if arrivals else []
        while waiting:
            group = waiting.pop(0)
            left = self._group(group)
            waiting[:0] = [each for each in left if each]

    def _group(self, group: list[Arrival]) -> list[list[Arrival]]:
        """Write a group of records; what is left to write, in groups."""
        attempts = _ATTEMPTS if len(group) > 1 else _ATTEMPTS_ALONE
        for attempt in range(attempts):
            plan = self.aside(partial(self.planner.plan, group, careful=attempt > 0))
            try:
                self._commit(plan)
            except (Conflict, InvalidDocument) as error:
                problem = error
                if isinstance(error, InvalidDocument):
                    break
            else:
                self.report.add(plan.report)
                return [plan.deferred]
        if len(group) > 1:
            middle = len(group) // 2
            return [group[:middle], group[middle:]]
        (alone,) = group
        self.report.fail(ImportProblem(alone.number, alone.control_number, problem.code, problem.message))
        return []

    def _commit(self, plan: Plan) -> None:
        if self.options.dry_run or not (plan.puts or plan.deletes):
            return
        cause = Cause(self.actor, "import", self.clock(), source=self.source)
        puts = (*plan.puts, *self.locations.missing(plan.puts))
        self.store.load([Change(cause, puts, tuple(plan.deletes))], self.scope)
        self.locations.written(puts)
