"""The work of a batch: some descriptions at a time, each time in one Change with the document that tells how far it is.

So whoever is cut off leaves a batch that says exactly what is done and what is still to do, and another process goes on
from there. Whoever wrote that document last is at work; another one that finds it changed stops.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from graph.access.model import AccessError, Actor
from graph.access.service import AccessService
from graph.catalogue.batch_documents import Batch, BatchState, Hit, Pending, batch_node
from graph.catalogue.batch_outcomes import BatchDone, BatchOutcome
from graph.catalogue.errors import BatchOutdated, CatalogueError, Invalid, UndoHindered
from graph.catalogue.model import Resource
from graph.catalogue.operations import Operation, applied
from graph.catalogue.papers import Papers
from graph.catalogue.resources import ResourceReader
from graph.catalogue.rewinding import without
from graph.catalogue.runners import this_process
from graph.catalogue.writing import Writing, not_found
from graph.store.errors import Conflict
from graph.store.model import ABSENT, Cause, Change, Key, Put
from graph.store.names import GraphKind
from graph.store.port import Store
from mappings.bibframe.node import Node

AT_ONCE: Final = 100
"""Descriptions in one Change: others wait for no longer than that takes."""
_BUSY: Final = Conflict("Somebody else was faster, or a number of it is taken.")

Planner = Callable[[Sequence[Pending]], list[BatchOutcome]]
"""What becomes of some descriptions."""


@dataclass(frozen=True, slots=True)
class BatchWork:
    """Plans and writes what a batch does. `actor` is who asked for it."""

    store: Store
    clock: Callable[[], datetime]
    access: AccessService
    papers: Papers
    resources: ResourceReader
    writing: Writing

    def planned(self, actor: Actor, wanted: Sequence[Pending], operations: Sequence[Operation]) -> list[BatchOutcome]:
        """What the operations do to each, from one call."""
        scope = self.access.scope(actor)
        found = self.resources.resources([each.iri for each in wanted], scope) if wanted else []

        def made(seen: Pending, current: Resource) -> tuple[Node, Put | None]:
            if seen.revision is not None and seen.revision != current.revision:
                raise BatchOutdated("It was changed since it was previewed.", which="changed")
            (layer,) = self.writing.layers(actor, [(current, current.revision)], None, scope)
            wanted = applied(layer.before, operations)
            if wanted == layer.before:
                return wanted, None
            put, after = self.writing.change(current, layer, wanted)
            return after, put

        return [
            _outcome(seen.iri, current, lambda one, seen=seen: made(seen, one))  # type: ignore[misc]
            for seen, current in zip(wanted, found, strict=True)
        ]

    def taken_back(self, actor: Actor, batch: Batch, wanted: Sequence[Pending]) -> list[BatchOutcome]:
        """What taking a batch back does to each of some descriptions that it changed."""
        scope = self.access.scope(actor)
        graph = self.papers.names.graph(str(actor.tenant), GraphKind.CATALOGUE)
        known = {each.iri: each for each in batch.hits}
        hits = [known[each.iri] for each in wanted]
        keys = [Key(graph, each.iri) for each in hits]
        found = self.resources.resources([each.iri for each in hits], scope) if keys else []
        states = [state for hit, key in zip(hits, keys, strict=True) for state in hit.states(key)]
        past = self.store.versions(states, scope) if states else []
        met = dict(zip(hits, zip(past[::2], past[1::2], strict=True), strict=True))

        def made(hit: Hit, current: Resource) -> tuple[Node, Put | None]:
            (layer,) = self.writing.layers(actor, [(current, current.revision)], None, scope)
            if layer.now is None:
                raise not_found(hit.iri)
            before, after = met[hit]
            if after is None:
                raise Invalid("Its history no longer has it.", ("id",), which="forgotten")
            both = without(before, after, layer.now.body)
            if both.clashes:
                raise UndoHindered("It was changed there again since.", current, both)
            same = both.node == layer.now.body
            return both.node, None if same else Put(layer.key, both.node, layer.now.version)

        return [
            _outcome(hit.iri, current, lambda one, hit=hit: made(hit, one))  # type: ignore[misc]
            for hit, current in zip(hits, found, strict=True)
        ]

    def kept(self, batch: Batch, actor: Actor) -> Batch:
        """Write the document of a batch alone. Raises `BatchOutdated`."""
        return self._committed(batch, (), actor, "batch")

    def done(
        self, batch: Batch, actor: Actor, plan: Planner, stop: Callable[[], bool] = lambda: False
    ) -> tuple[list[BatchOutcome], Batch]:
        """Do what is pending, to its end or until `stop` says so after a Change. Raises `BatchOutdated`."""
        outcomes: list[BatchOutcome] = []
        while True:
            part = batch.pending[:AT_ONCE]
            did, batch = self._part(replace(batch, pending=batch.pending[AT_ONCE:]), plan(part), actor)
            outcomes += did
            if not batch.pending or stop():
                return outcomes, batch

    def _part(self, batch: Batch, outcomes: list[BatchOutcome], actor: Actor) -> tuple[list[BatchOutcome], Batch]:
        """Write some descriptions. Where somebody was faster, that description is refused."""
        undoing = batch.state is BatchState.UNDOING
        while True:
            puts = [each for each in outcomes if isinstance(each.put, Put)]
            refused = sum(each.done is BatchDone.REFUSED for each in outcomes)
            ended = BatchState.UNDONE if undoing else BatchState.DONE
            told = replace(
                batch,
                state=batch.state if batch.pending else ended,
                hits=batch.hits if undoing else (*batch.hits, *(_hit(each) for each in puts)),
                undone=batch.undone + len(puts) if undoing else 0,
                refused=batch.refused + refused,
                runner=this_process() if batch.pending else None,
            )
            try:
                command = "batchUndo" if undoing else "batchApply"
                return outcomes, self._committed(
                    told, [each.put for each in puts if isinstance(each.put, Put)], actor, command
                )
            except Conflict as conflict:
                lost = {each.iri for each in puts if each.iri in conflict.subjects} or {each.iri for each in puts}
                outcomes = [
                    replace(each, done=BatchDone.REFUSED, refusal=_BUSY, put=None) if each.iri in lost else each
                    for each in outcomes
                ]

    def _committed(self, batch: Batch, puts: Sequence[Put], actor: Actor, command: str) -> Batch:
        tenant = str(actor.tenant)
        batch = replace(batch, seen=self.clock())
        note = Put(
            self.papers.key(tenant, batch.iri), batch_node(batch, self.papers.names, tenant), batch.revision or ABSENT
        )
        change = Change(Cause(actor.id, command, self.clock()), (note, *puts))
        try:
            committed = self.store.commit(change, self.access.scope(actor))
        except Conflict as conflict:
            if batch.iri in conflict.subjects or not puts:
                raise BatchOutdated("Somebody else is at work on this batch.", which="at-work") from None
            raise
        return replace(batch, revision=committed.versions[0])


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
