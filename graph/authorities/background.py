"""What works in the background of a library, as one list: imports, the same change to many descriptions, and headings
that are carried on. Each has its own place with all details; here is how far it is, whose it is, and since when.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from enum import StrEnum
from typing import Final

from graph.access.model import Actor, Permission, acting
from graph.access.service import AccessService
from graph.authorities.batches import HEADING_BATCHES
from graph.authorities.batches import Batch as HeadingBatch
from graph.authorities.service import HeadingService
from graph.catalogue.batch_documents import BATCHES, Batch, BatchState
from graph.catalogue.batches import Batches
from graph.catalogue.job_documents import JOBS, ImportJob
from graph.catalogue.jobs import JobService
from graph.store.model import Event
from graph.store.names import Names
from graph.store.paging import Page

MOST_OF_A_KIND: Final = 100
"""The latest of each kind are listed; their own lists have the others."""
_COLLECTIONS: Final = (JOBS, BATCHES, HEADING_BATCHES)
"""Where in a library the documents of work are kept."""
_LONG_AGO: Final = datetime.min.replace(tzinfo=UTC)


class WorkKind(StrEnum):
    """What is done."""

    IMPORT = "IMPORT"
    CHANGE = "CHANGE"
    HEADINGS = "HEADINGS"


class WorkState(StrEnum):
    """Where it is in its life."""

    QUEUED = "QUEUED"
    RUNNING = "RUNNING"
    INTERRUPTED = "INTERRUPTED"
    SUCCEEDED = "SUCCEEDED"
    FAILED = "FAILED"
    CANCELLED = "CANCELLED"
    UNDONE = "UNDONE"


@dataclass(frozen=True, slots=True)
class Work:
    """One piece of work. `name` is what its own service knows it by; `title` says what it is about, where known.

    `done` counts records or descriptions, of a `total` where that is known, `failed` those that were refused.
    """

    kind: WorkKind
    name: str
    title: str
    state: WorkState
    actor: str
    done: int
    failed: int
    total: int | None = None
    message: str | None = None
    began: datetime | None = None
    ended: datetime | None = None
    actor_name: str | None = None
    """What the account is called, where it is the library's own."""


class BackgroundWork:
    """The work of the acting library. Needs `catalogue.import`."""

    def __init__(
        self, names: Names, jobs: JobService, batches: Batches, headings: HeadingService, access: AccessService
    ) -> None:
        self._names, self._jobs, self._batches, self._headings, self._access = names, jobs, batches, headings, access

    def listed(self, actor: Actor, kinds: Collection[WorkKind] = (), states: Collection[WorkState] = ()) -> list[Work]:
        """The latest work of each kind, the newest first, what waits before all; of these kinds, in these states."""
        tenant = acting(actor, Permission.CATALOGUE_IMPORT)
        wanted, there = frozenset(kinds or WorkKind), frozenset(states or WorkState)
        found = [each for each in self._every(actor, tenant, wanted) if each.state in there]
        found.sort(key=_age, reverse=True)
        return self._named(found, tenant)

    def stirred(self, actor: Actor, events: Iterable[Event]) -> bool:
        """Whether some of these events may be about work of the acting library: only then is the list another."""
        tenant = acting(actor, Permission.CATALOGUE_IMPORT)
        begins = tuple(self._names.resource(tenant, collection, "") for collection in _COLLECTIONS)
        return any(each.key.iri.startswith(begins) for event in events for each in event.touched)

    # inside

    def _every(self, actor: Actor, tenant: str, kinds: Collection[WorkKind]) -> Iterator[Work]:
        scope = self._access.scope(actor)
        if WorkKind.IMPORT in kinds:
            imports = sorted(map(_of_import, self._jobs.jobs_of(tenant, scope)), key=_age, reverse=True)
            yield from imports[:MOST_OF_A_KIND]
        if WorkKind.CHANGE in kinds and actor.may(Permission.CATALOGUE_WRITE):
            for each in self._batches.of(actor, Page(first=MOST_OF_A_KIND)).items:
                yield _of_change(each, cut_off=self._batches.is_cut_off(each))
        if WorkKind.HEADINGS in kinds:
            yield from map(_of_headings, self._headings.listed(tenant, Page(first=MOST_OF_A_KIND), scope).items)

    def _named(self, work: list[Work], tenant: str) -> list[Work]:
        """With the names of the accounts that are at home here."""
        ids = list(dict.fromkeys(each.actor for each in work))
        known = self._access.accounts(ids) if ids else []
        names = {each.id: each.name for each in known if each is not None and each.tenant == tenant}
        return [replace(each, actor_name=names.get(each.actor)) for each in work]


def _age(work: Work) -> tuple[bool, datetime]:
    return work.state is WorkState.QUEUED, work.began or _LONG_AGO


def _of_import(job: ImportJob) -> Work:
    report = job.report
    return Work(
        WorkKind.IMPORT,
        job.id,
        job.source or "",
        WorkState(job.state.value),
        job.actor,
        report.read,
        report.failed,
        message=job.message,
        began=job.started,
        ended=job.finished,
    )


_OF_CHANGES: Final = {
    BatchState.RUNNING: WorkState.RUNNING,
    BatchState.UNDOING: WorkState.RUNNING,
    BatchState.DONE: WorkState.SUCCEEDED,
    BatchState.UNDONE: WorkState.UNDONE,
}


def _of_change(batch: Batch, *, cut_off: bool) -> Work:
    undoing = batch.state in {BatchState.UNDOING, BatchState.UNDONE}
    return Work(
        WorkKind.CHANGE,
        batch.iri,
        batch.title,
        WorkState.INTERRUPTED if cut_off else _OF_CHANGES[batch.state],
        batch.actor,
        batch.done,
        batch.refused,
        len(batch.hits) if undoing else batch.found,
        began=batch.at,
        ended=None if batch.pending else batch.seen,
    )


def _of_headings(batch: HeadingBatch) -> Work:
    report = batch.report
    return Work(
        WorkKind.HEADINGS,
        batch.id,
        batch.rewrites[0].after if batch.rewrites else "",
        WorkState.UNDONE if batch.undone_by is not None else WorkState(batch.state.value),
        batch.actor,
        report.found,
        report.refused,
        message=batch.message,
        began=batch.created,
        ended=batch.finished,
    )
