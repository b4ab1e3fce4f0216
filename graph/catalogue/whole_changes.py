"""Changes of many descriptions that hold together: written as one Change with the batch that tells of them, and taken
back as one, or not at all.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from graph.access.model import Actor, Permission, require
from graph.catalogue.batch_documents import Batch, BatchKind, BatchState, Hit, batch_node
from graph.catalogue.batch_outcomes import BatchDone, BatchOutcome
from graph.catalogue.dependents import LINKS, Dependents
from graph.catalogue.errors import BatchOutdated, InUse, Invalid, UndoHindered
from graph.catalogue.layers import resource
from graph.catalogue.merge import Clash, Merged, merge
from graph.catalogue.papers import Papers
from graph.catalogue.resources import REDIRECT
from graph.catalogue.validation import collection_of
from graph.catalogue.writing import Writing, refuse_duplicates
from graph.store.errors import Conflict
from graph.store.model import ABSENT, Cause, Change, Delete, Document, Key, Put, Version
from graph.store.names import GraphKind, Names, parse_graph
from graph.store.port import Store
from graph.store.scope import Scope
from mappings.bibframe.node import Node

MOST_WRITTEN: Final = 500
"""Descriptions that one merge or split may write: others wait while it does."""
_COMMANDS: Final[Mapping[BatchKind, str]] = {BatchKind.MERGE: "resourcesMerge", BatchKind.SPLIT: "resourceSplit"}


@dataclass(frozen=True, slots=True)
class _Step:
    """One document of a batch: as the batch met it and left it, and as it is now."""

    hit: Hit
    key: Key
    before: Version | None
    after: Version
    now: Document | None


class WholeChanges:
    """Writes what holds together, and takes it back."""

    def __init__(
        self, store: Store, names: Names, clock: Callable[[], datetime], papers: Papers, writing: Writing
    ) -> None:
        self._store, self._names, self._clock = store, names, clock
        self._papers, self._writing = papers, writing
        self._dependents = Dependents(store)

    def known(self, iri: str, actor: Actor) -> Document | None:
        """The document of a batch of the acting library."""
        tenant = str(actor.tenant)
        return self._store.read([self._papers.key(tenant, iri)], self._papers.scope(tenant))[0]

    def outcomes(self, writes: Mapping[Key, tuple[Document | None, Put]]) -> list[BatchOutcome]:
        """What is written, document by document. Raises `Invalid` where it is too much at once."""
        refuse_too_many(len(writes))
        return [
            _outcome(key.iri, before, put.body, put, self._clock())
            for key, (before, put) in writes.items()
            if before is None or before.body != put.body
        ]

    def write(
        self,
        actor: Actor,
        kind: BatchKind,
        iri: str,
        title: str,
        outcomes: Sequence[BatchOutcome],
        request_id: str | None,
        scope: Scope,
    ) -> Batch:
        """Write all of it, and the batch. Raises `Conflict` where somebody was faster; then nothing was written."""
        tenant = str(actor.tenant)
        batch = Batch(
            iri=iri, actor=actor.id, at=self._clock(), title=title, query=None, operations=(), state=BatchState.DONE,
            found=len(outcomes), hits=tuple(_hit(each) for each in outcomes), kind=kind,
        )  # fmt: skip
        note = Put(self._papers.key(tenant, iri), batch_node(batch, self._names, tenant), ABSENT)
        puts = [each.put for each in outcomes if isinstance(each.put, Put)]
        cause = Cause(actor.id, _COMMANDS[kind], self._clock(), request_id)
        try:
            committed = self._store.commit(Change(cause, (note, *puts)), scope)
        except Conflict as conflict:
            refuse_duplicates(conflict)
            raise
        if committed.replayed:
            raise Invalid("This request id was used for something else.", ("requestId",), hint="Take a new one.")
        return replace(batch, revision=committed.versions[0])

    def undo(self, actor: Actor, batch: Batch, scope: Scope, *, dry_run: bool) -> tuple[list[BatchOutcome], Batch]:
        """Take a whole batch back in one Change: what was edited since stays, where nothing else stands in its place.

        Raises `Forbidden`, `UndoHindered`, `InUse`, `BatchOutdated`, `Invalid`; then nothing was written.
        """
        require(actor, Permission.CATALOGUE_MERGE)
        steps = self._steps(str(actor.tenant), batch, scope)
        self._refuse_used(steps, scope)
        outcomes = [each for step in steps if (each := self._taken_back(actor, step)) is not None]
        if dry_run:
            return outcomes, batch
        ended = replace(batch, state=BatchState.UNDONE, undone=len(batch.hits))
        tenant = str(actor.tenant)
        note = Put(self._papers.key(tenant, batch.iri), batch_node(ended, self._names, tenant), batch.revision)
        puts = [each.put for each in outcomes if isinstance(each.put, Put)]
        deletes = [each.put for each in outcomes if isinstance(each.put, Delete)]
        change = Change(Cause(actor.id, "batchUndo", self._clock()), (note, *puts), tuple(deletes))
        try:
            committed = self._store.commit(change, scope)
        except Conflict as conflict:
            refuse_duplicates(conflict)
            raise
        return outcomes, replace(ended, revision=committed.versions[0])

    def _steps(self, tenant: str, batch: Batch, scope: Scope) -> list[_Step]:
        graphs = {kind: self._names.graph(tenant, kind) for kind in (GraphKind.CATALOGUE, GraphKind.STAFF)}
        keys = [Key(graphs[GraphKind.STAFF if hit.staff else GraphKind.CATALOGUE], hit.iri) for hit in batch.hits]
        found = self._store.read(keys, scope)
        states = [state for hit, key in zip(batch.hits, keys, strict=True) for state in hit.states(key)]
        past = self._store.versions(states, scope)
        return [
            _step(hit, key, before, after, now)
            for hit, key, before, after, now in zip(batch.hits, keys, past[::2], past[1::2], found, strict=True)
        ]

    def _refuse_used(self, steps: Sequence[_Step], scope: Scope) -> None:
        """What a split made goes only where nothing else hangs on it by now. Raises `InUse`."""
        made, own = [each.key.iri for each in steps if each.before is None], {each.key for each in steps}
        others = [each.key.iri for each in self._dependents.of(made, scope) if each.key not in own]
        if others:
            raise InUse(
                f"{len(others)} resources hang on {made[0]} since.", others[:100], values={"count": len(others)}
            )

    def _taken_back(self, actor: Actor, step: _Step) -> BatchOutcome | None:
        now, after, before = step.now, step.after.body or {}, step.before
        if now is None:
            raise BatchOutdated(f"{step.key.iri} was deleted since.", which="deleted")
        untouched = now.version == step.after.version or now.body == after  # others may have come and gone
        if before is None or before.body is None:
            if not untouched:
                raise UndoHindered("It was changed since.", resource([now]), Merged(now.body))
            return _outcome(step.key.iri, now, None, Delete(now.key, now.version), self._clock())
        if REDIRECT not in before.body["@type"]:
            self._writing.place(actor, collection_of(before.body["@type"]), None)
        if untouched:
            body = before.body
        elif REDIRECT in after["@type"] or REDIRECT in now.body["@type"]:
            if REDIRECT in now.body["@type"]:
                raise BatchOutdated(
                    f"{step.key.iri} was merged with another since: take that back first.", which="merged"
                )
            return None  # restored by hand
        else:
            both = merge(after, now.body, before.body)
            if both.clashes or (both := _hung_elsewhere(after, now.body, before.body, both)).clashes:
                raise UndoHindered("It was changed there again since.", resource([now]), both)
            body = both.node
        if body == now.body:
            return None
        return _outcome(step.key.iri, now, body, Put(now.key, body, now.version), self._clock())


def refuse_too_many(written: int) -> None:
    """Raise `Invalid` where one command would write more than others should wait for."""
    if written > MOST_WRITTEN:
        raise Invalid(
            f"This would write more than {MOST_WRITTEN} descriptions, which is too many at once.",
            hint="Take fewer at a time.",
        )


def _outcome(iri: str, before: Document | None, after: Node | None, put: Put | Delete, at: datetime) -> BatchOutcome:
    there = before or Document(put.key, 0, {"@id": iri, "@type": []}, at, at)
    gone: Node = {"@id": iri, "@type": []}
    return BatchOutcome(iri, BatchDone.CHANGED, resource([there]), gone if after is None else after, put=put)


def _hung_elsewhere(after: Node, now: Node, before: Node, both: Merged) -> Merged:
    """What hangs on one thing can't hang on two: where somebody moved it since, that is a place to decide."""
    clashes = [
        Clash(name, tuple(now.get(name, ())), tuple(before.get(name, ())), tuple(after.get(name, ())))
        for names in LINKS.values()
        for name in names
        if after.get(name) not in (now.get(name), before.get(name))
    ]
    return Merged(both.node, tuple(clashes))


def _hit(outcome: BatchOutcome) -> Hit:
    put = outcome.put
    if put is None:
        raise AssertionError  # whatever is written has one
    version = put.expects if isinstance(put.expects, int) else 0
    return Hit(outcome.iri, version, staff=parse_graph(put.key.graph).kind is GraphKind.STAFF)


def _step(hit: Hit, key: Key, before: Version | None, after: Version | None, now: Document | None) -> _Step:
    if after is None or (hit.version and before is None):
        raise Invalid(f"The history of {key.iri} no longer has it.", ("id",), which="forgotten")
    return _Step(hit, key, before, after, now)
