"""Batch changes: the same operations on many descriptions, shown first, done in Changes of bounded size, kept with each
record they touched, and taken back whole. More than 200 are done by a process of its own, which tells how far it is.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Final

from graph.access.model import Actor, Permission, acting
from graph.catalogue.batch_documents import BATCHES, Batch, BatchKind, BatchState, Pending, batch_of
from graph.catalogue.batch_outcomes import BatchOutcome, BatchOutcomes
from graph.catalogue.batch_work import BatchWork
from graph.catalogue.errors import BatchOutdated, Invalid, UnknownPaper
from graph.catalogue.lists import LONGEST, filled, newest
from graph.catalogue.operations import Operation, checked_operations
from graph.catalogue.papers import LONGEST_TITLE
from graph.catalogue.runners import is_running, this_process
from graph.catalogue.whole_changes import WholeChanges
from graph.store.names import opaque_id
from graph.store.paging import Page, Slice
from graph.store.scope import Scope
from graph.store.search import Filter

MOST: Final = LONGEST
MOST_AT_ONCE: Final = 200
"""More descriptions than these are done in the background."""
MOST_FILTERS: Final = 20
_NEEDED: Final = (Permission.CATALOGUE_READ, Permission.CATALOGUE_WRITE, Permission.HOLDINGS_WRITE)


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchSelection:
    """Which descriptions: by address, or all works, or instances, that a search finds: by a text, filters, or both."""

    iris: tuple[str, ...] = ()
    query: str | None = None
    instances: bool = False
    filters: tuple[Filter, ...] = ()
    available_only: bool = False

    @property
    def searches(self) -> bool:
        """Whether a search chooses."""
        return self.query is not None or bool(self.filters) or self.available_only


Finder = Callable[[BatchSelection, Scope, int], Sequence[str]]
"""The IRIs of what a search finds, at most so many."""


def finds_nothing(_selection: BatchSelection, _scope: Scope, _most: int) -> Sequence[str]:
    """Where there is no search."""
    return ()


class Batches:
    """Changes many descriptions alike. Needs `catalogue.write`; items besides `holdings.write`. `launch` has a process
    run a batch by its name.
    """

    def __init__(self, work: BatchWork, find: Finder, whole: WholeChanges, launch: Callable[[str], None]) -> None:
        self._work, self._find, self._whole, self._launch = work, find, whole, launch
        self._store, self._clock, self._access = work.store, work.clock, work.access
        self._papers, self._resources = work.papers, work.resources

    # queries

    def read(self, actor: Actor, iris: Sequence[str]) -> list[Batch | None]:
        """Batches of the acting library; None where there is none, or it isn't for the actor to see."""
        if actor.tenant is None or not actor.may(Permission.CATALOGUE_WRITE):
            return [None for _ in iris]
        keys = [self._papers.key(actor.tenant, each) for each in iris]
        found = self._store.read(keys, self._papers.scope(actor.tenant)) if keys else []
        return [None if each is None or each.body["@type"] != ["lsp:BatchChange"] else batch_of(each) for each in found]

    def of(self, actor: Actor, page: Page) -> Slice[Batch]:
        """The batches of the acting library, the last first. Raises `Forbidden`."""
        tenant = acting(actor, Permission.CATALOGUE_WRITE)
        scope = self._papers.scope(tenant)
        keys = newest(self._store, self._papers.names.tenant(tenant), ("lsp:batchOf",), scope, page)
        return filled(keys, self.read(actor, [key.iri for key in keys.items]))

    def is_cut_off(self, batch: Batch) -> bool:
        """Whether the process that was at work on it is gone, with something left to do."""
        return bool(batch.pending) and batch.runner is not None and not self._at_work(batch)

    # commands

    def apply(
        self,
        actor: Actor,
        selection: BatchSelection,
        operations: Sequence[Operation],
        title: str = "",
        *,
        dry_run: bool,
        preview: str | None = None,
        request_id: str | None = None,
    ) -> BatchOutcomes:
        """Change descriptions, or tell what it would do to each.

        Raises `Forbidden`, `Invalid`, `BatchOutdated` (the preview); then nothing was changed.
        """
        tenant, operations = acting(actor, Permission.CATALOGUE_WRITE), checked_operations(operations)
        if len(title) > LONGEST_TITLE:
            raise Invalid(
                f"A title has at most {LONGEST_TITLE} characters.",
                ("title",),
                which="title-long",
                values={"most": LONGEST_TITLE},
            )
        local = opaque_id("batch", actor.id, request_id or self._clock().isoformat(), title)
        iri = self._papers.names.resource(tenant, BATCHES, local)
        if request_id is not None and not dry_run and (made := self.read(actor, [iri])[0]) is not None:
            return BatchOutcomes((), "", made)
        scope = self._access.scope(actor)
        wanted = self._selected(selection, scope)
        revisions = self._revisions(wanted, scope)
        mark = opaque_id(*(f"{each} {revisions[each]}" for each in wanted))
        if preview is not None and preview != mark:
            raise BatchOutdated("These are no longer the descriptions of the preview.")
        pending = tuple(Pending(each, None if preview is None else revisions[each] or None) for each in wanted)
        begun = Batch(
            iri=iri, actor=actor.id, at=self._clock(), title=title, query=selection.query, operations=operations,
            state=BatchState.RUNNING, found=len(pending), pending=pending, filters=selection.filters,
            available_only=selection.available_only, may=_may(actor),
        )  # fmt: skip
        if len(pending) > MOST_AT_ONCE and not dry_run:
            return BatchOutcomes((), mark, self._launched(begun, actor))
        planned = self._work.planned(actor, pending, operations)
        if dry_run or all(each.put is None for each in planned):
            return BatchOutcomes(tuple(planned), mark)
        done, batch = self._work.done(begun, actor, _looked_up(planned))
        return BatchOutcomes(tuple(done), mark, batch)

    def undo(self, actor: Actor, iri: str, *, dry_run: bool, request_id: str | None = None) -> BatchOutcomes:
        """Take a whole batch back: where a description was changed since, that stays; where something else stands now
        in the place of what the batch wrote, the description stays as it is and says so. A merge or split is taken
        back whole or not at all.

        Raises `Forbidden`, `UnknownPaper`, `BatchOutdated`; for a merge or split see `WholeChanges.undo`.
        """
        acting(actor, Permission.CATALOGUE_WRITE)
        batch = self._known(actor, iri)
        request = None if request_id is None else opaque_id("undo", actor.id, request_id)
        if request is not None and not dry_run and batch.undo_request == request:
            return BatchOutcomes((), "", batch)
        if batch.state is BatchState.UNDONE:
            raise BatchOutdated("It was taken back before.", which="undone")
        if batch.kind is not BatchKind.CHANGE:
            asked = replace(batch, undo_request=request)
            taken_back, ended = self._whole.undo(actor, asked, self._access.scope(actor), dry_run=dry_run)
            return BatchOutcomes(tuple(taken_back), "", None if dry_run else ended)
        if batch.state is BatchState.UNDOING and self._at_work(batch):
            raise BatchOutdated("It is being taken back.", which="being-undone")
        left = batch.pending if batch.state is BatchState.UNDOING else tuple(Pending(each.iri) for each in batch.hits)
        begun = replace(
            batch, state=BatchState.UNDOING, pending=left, refused=0, undo_request=request, may=_may(actor), runner=None
        )
        if dry_run:
            return BatchOutcomes(tuple(self._work.taken_back(actor, batch, left)), "")
        if len(left) > MOST_AT_ONCE:
            return BatchOutcomes((), "", self._launched(begun, actor))
        done, ended = self._work.done(begun, actor, partial(self._work.taken_back, actor, batch))
        return BatchOutcomes(tuple(done), "", ended)

    def go_on(self, actor: Actor, iri: str) -> Batch:
        """Have what a batch that was cut off has still to do be done in the background.

        Raises `Forbidden`, `UnknownPaper`, `BatchOutdated`.
        """
        acting(actor, Permission.CATALOGUE_WRITE)
        batch = self._known(actor, iri)
        if not batch.pending or self._at_work(batch):
            raise BatchOutdated("It has ended, or is at work.", which="ended")
        return self._launched(replace(batch, may=_may(actor), runner=None), actor)

    def run(self, name: str, stop: Callable[[], bool] = lambda: False) -> Batch:
        """Do, in this process, what a batch has still to do, in the name of who asked for it. What somebody else is at
        work on is left to them. Raises `UnknownPaper`.
        """
        tenant, _, local = name.partition(".")
        iri = self._papers.names.resource(tenant, BATCHES, local)
        (found,) = self._store.read([self._papers.key(tenant, iri)], self._papers.scope(tenant))
        if found is None or found.body["@type"] != ["lsp:BatchChange"]:
            raise UnknownPaper("There is no such batch.")
        batch = batch_of(found)
        if not batch.pending or self._at_work(batch):
            return batch
        actor = Actor(batch.actor, batch.actor, tenant, {tenant: frozenset(Permission(each) for each in batch.may)})
        try:
            batch = self._work.kept(replace(batch, runner=this_process()), actor)
            if batch.state is BatchState.UNDOING:
                return self._work.done(batch, actor, partial(self._work.taken_back, actor, batch), stop)[1]
            return self._work.done(batch, actor, partial(self._planned, actor, batch), stop)[1]
        except BatchOutdated:
            return batch

    # inside

    def _planned(self, actor: Actor, batch: Batch, wanted: Sequence[Pending]) -> list[BatchOutcome]:
        return self._work.planned(actor, wanted, batch.operations)

    def _launched(self, batch: Batch, actor: Actor) -> Batch:
        kept = self._work.kept(batch, actor)
        self._launch(f"{actor.tenant}.{kept.iri.rpartition('/')[2]}")
        return kept

    def _known(self, actor: Actor, iri: str) -> Batch:
        (batch,) = self.read(actor, [iri])
        if batch is None:
            raise UnknownPaper("There is no such batch.")
        return batch

    def _at_work(self, batch: Batch) -> bool:
        return batch.runner is not None and is_running(batch.runner, batch.seen, self._clock())

    def _revisions(self, iris: Sequence[str], scope: Scope) -> dict[str, str]:
        """The revision of each as it is now; empty where there is none."""
        found = self._resources.resources(iris, scope) if iris else []
        return {iri: "" if each is None else each.revision for iri, each in zip(iris, found, strict=True)}

    def _selected(self, selection: BatchSelection, scope: Scope) -> list[str]:
        if selection.searches == bool(selection.iris):
            raise Invalid("Name descriptions, or a search; not both.", ("ids",))
        if len(selection.filters) > MOST_FILTERS:
            raise Invalid(f"At most {MOST_FILTERS} filters are taken.", ("filters",))
        found = self._find(selection, scope, MOST + 1) if selection.searches else selection.iris
        wanted = list(dict.fromkeys(found))
        if len(wanted) > MOST:
            raise Invalid(
                f"At most {MOST:,} descriptions are changed in one batch.",
                ("query",),
                which="too-many",
                values={"most": MOST},
            )
        return wanted


def _looked_up(planned: Sequence[BatchOutcome]) -> Callable[[Sequence[Pending]], list[BatchOutcome]]:
    known = {each.iri: each for each in planned}
    return lambda wanted: [known[each.iri] for each in wanted]


def _may(actor: Actor) -> tuple[str, ...]:
    return tuple(each.value for each in _NEEDED if actor.may(each))
