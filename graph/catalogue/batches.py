"""Batch changes: the same operations on many descriptions, shown first, done in Changes of bounded size, kept with each
record they touched, and taken back whole.

The document of a batch is written along with each of its Changes, so that whoever is cut off in between leaves a batch
that says what was done, and that can be taken back.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from graph.access.model import AccessError, Actor, Permission
from graph.access.service import AccessService
from graph.catalogue.batch_documents import Batch, BatchKind, BatchState, Hit, batch_node, batch_of
from graph.catalogue.batch_outcomes import BatchDone, BatchOutcome, BatchOutcomes
from graph.catalogue.errors import BatchOutdated, CatalogueError, Invalid, UndoHindered, UnknownPaper
from graph.catalogue.lists import LONGEST, sliced
from graph.catalogue.model import Resource
from graph.catalogue.operations import Operation, applied, checked_operations
from graph.catalogue.papers import LONGEST_TITLE, Papers, acting
from graph.catalogue.resources import ResourceReader
from graph.catalogue.rewinding import undone
from graph.catalogue.whole_changes import WholeChanges
from graph.catalogue.writing import Writing, not_found
from graph.store.errors import Conflict
from graph.store.model import ABSENT, Cause, Change, Key, Put, Version
from graph.store.names import GraphKind, opaque_id
from graph.store.paging import Page, Slice
from graph.store.port import Store
from graph.store.scope import Scope
from mappings.bibframe.node import Node

MOST: Final = LONGEST
_AT_ONCE: Final = 100
"""Descriptions in one Change: others wait for no longer than that takes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchSelection:
    """Which descriptions: by address, or all works, or all instances, that a search finds."""

    iris: tuple[str, ...] = ()
    query: str | None = None
    instances: bool = False


Finder = Callable[[BatchSelection, Scope, int], Sequence[str]]
"""The IRIs of what the search of a selection finds, at most so many."""


def finds_nothing(_selection: BatchSelection, _scope: Scope, _most: int) -> Sequence[str]:
    """Where there is no search."""
    return ()


class Batches:
    """Changes many descriptions alike. Needs `catalogue.write`; items besides `holdings.write`."""

    def __init__(
        self,
        store: Store,
        clock: Callable[[], datetime],
        access: AccessService,
        papers: Papers,
        resources: ResourceReader,
        writing: Writing,
        find: Finder,
        whole: WholeChanges,
    ) -> None:
        self._store, self._clock, self._access, self._papers = store, clock, access, papers
        self._resources, self._writing, self._find = resources, writing, find
        self._whole = whole

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
        target = self._papers.names.tenant(tenant)
        (keys,) = self._store.incoming([target], ("lsp:batchOf",), self._papers.scope(tenant), first=LONGEST)
        found = [each for each in self.read(actor, [key.iri for key in keys.keys]) if each is not None]
        return sliced(sorted(found, key=lambda each: (each.at, each.iri), reverse=True), lambda each: each.iri, page)

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
            raise Invalid(f"A title has at most {LONGEST_TITLE} characters.", ("title",))
        local = opaque_id("batch", actor.id, request_id or self._clock().isoformat(), title)
        iri = self._papers.names.resource(tenant, "batches", local)
        if request_id is not None and not dry_run and (made := self.read(actor, [iri])[0]) is not None:
            return BatchOutcomes((), "", made)
        scope = self._access.scope(actor)
        outcomes = self._planned(actor, self._selected(selection, scope), operations, scope)
        mark = opaque_id(*(f"{each.iri} {each.before.revision if each.before else ''}" for each in outcomes))
        if preview is not None and preview != mark:
            raise BatchOutdated("These are no longer the descriptions of the preview.")
        if dry_run or all(each.put is None for each in outcomes):
            return BatchOutcomes(tuple(outcomes), mark)
        begun = Batch(
            iri=iri, actor=actor.id, at=self._clock(), title=title, query=selection.query, operations=operations,
            state=BatchState.RUNNING, found=len(outcomes),
        )  # fmt: skip
        done, batch = self._write(begun, outcomes, "batchApply", tenant, scope)
        return BatchOutcomes(tuple(done), mark, batch)

    def undo(self, actor: Actor, iri: str, *, dry_run: bool) -> BatchOutcomes:
        """Take a whole batch back: where a description was changed since, that stays; where something else stands now
        in the place of what the batch wrote, the description stays as it is and says so. A merge or split is taken
        back whole or not at all.

        Raises `Forbidden`, `UnknownPaper`, `BatchOutdated`; for a merge or split see `WholeChanges.undo`.
        """
        tenant = acting(actor, Permission.CATALOGUE_WRITE)
        (batch,) = self.read(actor, [iri])
        if batch is None:
            raise UnknownPaper("There is no such batch.")
        if batch.state is BatchState.UNDONE:
            raise BatchOutdated("It was taken back before.")
        scope = self._access.scope(actor)
        if batch.kind is not BatchKind.CHANGE:
            taken_back, batch = self._whole.undo(actor, batch, scope, dry_run=dry_run)
            return BatchOutcomes(tuple(taken_back), "", None if dry_run else batch)
        outcomes = self._undone(actor, batch, scope)
        if dry_run:
            return BatchOutcomes(tuple(outcomes), "")
        begun = replace(batch, state=BatchState.UNDOING)
        done, ended = self._write(begun, outcomes, "batchUndo", tenant, scope, actor)
        return BatchOutcomes(tuple(done), "", ended)

    # inside

    def _selected(self, selection: BatchSelection, scope: Scope) -> list[str]:
        if (selection.query is None) == (not selection.iris):
            raise Invalid("Name descriptions, or a search; not both.", ("ids",))
        found = selection.iris if selection.query is None else self._find(selection, scope, MOST + 1)
        wanted = list(dict.fromkeys(found))
        if len(wanted) > MOST:
            raise Invalid(f"At most {MOST:,} descriptions are changed in one batch.", ("query",))
        return wanted

    def _planned(
        self, actor: Actor, iris: Sequence[str], operations: Sequence[Operation], scope: Scope
    ) -> list[BatchOutcome]:
        """What the operations do to each, from one call."""
        found = self._resources.resources(iris, scope) if iris else []

        def made(current: Resource) -> tuple[Node, Put | None]:
            (layer,) = self._writing.layers(actor, [(current, current.revision)], None, scope)
            wanted = applied(layer.before, operations)
            if wanted == layer.before:
                return wanted, None
            put, after = self._writing.change(current, layer, wanted)
            return after, put

        return [_outcome(iri, current, made) for iri, current in zip(iris, found, strict=True)]

    def _undone(self, actor: Actor, batch: Batch, scope: Scope) -> list[BatchOutcome]:
        graph = self._papers.names.graph(str(actor.tenant), GraphKind.CATALOGUE)
        keys = [Key(graph, each.iri) for each in batch.hits]
        found = self._resources.resources([each.iri for each in batch.hits], scope) if keys else []
        histories = dict(zip(batch.hits, self._store.history(keys, scope), strict=True)) if keys else {}

        def made(hit: Hit, current: Resource) -> tuple[Node, Put | None]:
            (layer,) = self._writing.layers(actor, [(current, current.revision)], None, scope)
            if layer.now is None:
                raise not_found(hit.iri)
            both = undone(histories[hit], _event_of(hit, histories[hit]), layer.now.body)
            if both.clashes:
                raise UndoHindered("It was changed there again since.", current, both)
            same = both.node == layer.now.body
            return both.node, None if same else Put(layer.key, both.node, layer.now.version)

        return [
            _outcome(hit.iri, current, lambda one, hit=hit: made(hit, one))  # type: ignore[misc]
            for hit, current in zip(batch.hits, found, strict=True)
        ]

    def _write(
        self,
        batch: Batch,
        outcomes: Sequence[BatchOutcome],
        command: str,
        tenant: str,
        scope: Scope,
        actor: Actor | None = None,
    ) -> tuple[list[BatchOutcome], Batch]:
        """Write what was planned, some at a time. Where somebody was faster, that description is refused."""
        done = [each for each in outcomes if each.put is None]
        puts = [each for each in outcomes if each.put is not None]
        undoing = command == "batchUndo"
        for start in range(0, max(len(puts), 1), _AT_ONCE):
            part, last = puts[start : start + _AT_ONCE], start + _AT_ONCE >= len(puts)
            ended = BatchState.UNDONE if undoing else BatchState.DONE
            refused = sum(each.done is BatchDone.REFUSED for each in done)
            while True:
                hits = () if undoing else tuple(_hit(each) for each in part)
                batch = replace(batch, hits=(*batch.hits, *hits), refused=refused,
                                state=ended if last else batch.state)  # fmt: skip
                key = self._papers.key(tenant, batch.iri)
                note = Put(key, batch_node(batch, self._papers.names, tenant), batch.revision or ABSENT)
                cause = Cause(batch.actor if actor is None else actor.id, command, self._clock())
                change = Change(cause, (note, *(each.put for each in part if isinstance(each.put, Put))))
                try:
                    committed = self._store.commit(change, scope)
                except Conflict as conflict:
                    lost = [each for each in part if each.iri in conflict.subjects] or part
                    batch = replace(batch, hits=batch.hits[: len(batch.hits) - len(hits)])
                    part = [each for each in part if each not in lost]
                    done += [replace(each, done=BatchDone.REFUSED, refusal=_BUSY, put=None) for each in lost]
                    refused += len(lost)
                else:
                    batch = replace(batch, revision=committed.versions[0])
                    done += part
                    break
        order = {each.iri: at for at, each in enumerate(outcomes)}
        return sorted(done, key=lambda each: order[each.iri]), batch


_BUSY: Final = Conflict("Somebody else was faster, or a number of it is taken.")


def _outcome(iri: str, current: Resource | None, made: Callable[[Resource], tuple[Node, Put | None]]) -> BatchOutcome:
    if current is None or current.iri != iri:
        return BatchOutcome(iri, BatchDone.REFUSED, refusal=not_found(iri))
    try:
        after, put = made(current)
    except (CatalogueError, AccessError) as error:
        return BatchOutcome(iri, BatchDone.REFUSED, current, refusal=error)
    return BatchOutcome(iri, BatchDone.UNCHANGED if put is None else BatchDone.CHANGED, current, after, put=put)


def _hit(outcome: BatchOutcome) -> Hit:
    put = outcome.put
    return Hit(outcome.iri, put.expects if put is not None and isinstance(put.expects, int) else 0)


def _event_of(hit: Hit, versions: Sequence[Version]) -> int:
    """The event that followed the version a batch met. Raises `Invalid` where history no longer has it."""
    later = [each for each in versions if each.version > hit.version]
    if not later:
        raise Invalid("Its history no longer has it.", ("event",))
    return later[0].sequence
