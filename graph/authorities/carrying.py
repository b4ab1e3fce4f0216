"""Carrying a heading's change into the descriptions of a library that use it: the work of one batch.

Fifty descriptions a Change, each expected at the version it was read at, so that nobody waits and nobody's edit is
written over. Done again it finds what is left to do, whatever point it was broken off at.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from functools import partial
from typing import Final

from graph.authorities.batches import (
    Batch,
    BatchProblem,
    BatchReport,
    Written,
    written_iri,
    written_node,
    written_of,
)
from graph.authorities.rewriting import Rewrite, others_named, rewritten
from graph.catalogue.headings import ALL_PATHS
from graph.catalogue.merge import merge
from graph.store.errors import Conflict
from graph.store.model import ABSENT, Cause, Change, Document, Key, Put
from graph.store.names import GraphKind, Names
from graph.store.port import Store
from graph.store.scope import Scope, grant
from mappings.bibframe.node import Node
from mappings.bibframe.reading.authorities import IDENTIFIED, RELATIONS

AT_ONCE: Final = 50
_ATTEMPTS: Final = 4
PATHS: Final = (*ALL_PATHS, *RELATIONS, *(f"{IDENTIFIED}/{each}" for each in RELATIONS))
"""How descriptions, authorities among them, name a heading."""
Told = Callable[[BatchReport], bool]
"""Told after each Change how far the batch is; answers whether to go on."""


def scope_in(tenant: str) -> Scope:
    """What a batch reads and writes: the library's catalogue, and the settings that tell of the batch."""
    graphs = (grant({GraphKind.CATALOGUE, GraphKind.SETTINGS}, {tenant}),)
    reads = (*graphs, grant({GraphKind.VOCABULARY}, {""}))
    return Scope(reads, graphs)


class Carrier:
    """Does the work of one batch."""

    def __init__(self, store: Store, names: Names, clock: Callable[[], datetime], batch: Batch, reading: Scope) -> None:
        self._store, self._names, self._clock, self._batch = store, names, clock, batch
        self._scope, self._reading = scope_in(batch.tenant), reading
        self._catalogue = names.graph(batch.tenant, GraphKind.CATALOGUE)
        self._settings = names.graph(batch.tenant, GraphKind.SETTINGS)
        self._number = self._made(batch.id)
        self._earlier = {each.iri for written in self._written(batch.id, self._number) for each in written}

    def carry(self, told: Told) -> BatchReport:
        """Carry every change of the batch."""
        report = BatchReport()
        for rewrite in self._batch.rewrites:
            for documents in self._uses(rewrite):
                foreign = self._foreign(documents, rewrite)
                report = self._write(documents, partial(rewritten, rewrite=rewrite, foreign=foreign), report)
                if not told(report):
                    return report
        return report

    def undo(self, undone: str, told: Told) -> BatchReport:
        """Take back what another batch wrote; what was edited since is brought together, or told where it can't be."""
        report = BatchReport()
        for written in self._written(undone, self._made(undone)):
            keys = [Key(self._catalogue, each.iri) for each in written]
            wanted = [(key, at) for key, each in zip(keys, written, strict=True) for at in (each.before, each.after)]
            versions = self._store.versions(wanted, self._scope)
            past = {
                key: (before.body, after.body)
                for key, before, after in zip(keys, versions[::2], versions[1::2], strict=True)
                if before is not None and after is not None and before.body is not None and after.body is not None
            }
            documents = [each for each in self._store.read(list(past), self._scope) if each is not None]
            report = self._write(documents, partial(self._taken_back, past), report)
            if not told(report):
                return report
        return report

    def _taken_back(self, past: dict[Key, tuple[Node, Node]], body: Node) -> Node | None:
        before, after = past[Key(self._catalogue, body["@id"])]
        if body == after:
            return before
        found = merge(after, body, before)
        return None if found.clashes else found.node

    def _uses(self, rewrite: Rewrite) -> Iterator[list[Document]]:
        """The descriptions that use a heading, some at a time."""
        after: str | None = None
        while True:
            (page,) = self._store.incoming([rewrite.targets], PATHS, self._scope, first=AT_ONCE, after=after)
            keys = [key for key in page.keys if key.graph == self._catalogue]
            if keys:
                yield [each for each in self._store.read(keys, self._scope) if each is not None]
            if (after := page.after) is None:
                return

    def _foreign(self, documents: Sequence[Document], rewrite: Rewrite) -> frozenset[str]:
        """Of the addresses under which equal headings are named, those that other authorities describe."""
        named = list(dict.fromkeys(iri for each in documents for iri in others_named(each.body, rewrite)))
        if not named:
            return frozenset()
        return frozenset(
            iri for iri, layers in zip(named, self._store.layers(named, self._reading), strict=True) if layers
        )

    def _write(
        self, documents: Sequence[Document], change: Callable[[Node], Node | None], report: BatchReport
    ) -> BatchReport:
        """Write some descriptions as `change` makes them; None of it is a change that can't be made."""
        for _ in range(_ATTEMPTS):
            puts, problems = self._puts(documents, change)
            try:
                self._commit(puts)
            except Conflict:
                documents = self._again(documents)
                continue
            left = {each.key.iri for each in documents}.difference(
                (each.key.iri for each, _ in puts), (each.iri for each in problems)
            )
            earlier = len(left & self._earlier)
            return report.plus(len(puts) + earlier, len(left) - earlier, problems)
        busy = [
            BatchProblem(each.key.iri, Conflict.code, "Somebody was changing it all the time.") for each in documents
        ]
        return report.plus(0, 0, busy)

    def _again(self, documents: Sequence[Document]) -> list[Document]:
        found = self._store.read([each.key for each in documents], self._scope)
        return [each for each in found if each is not None]

    def _puts(
        self, documents: Sequence[Document], change: Callable[[Node], Node | None]
    ) -> tuple[list[tuple[Document, Put]], list[BatchProblem]]:
        puts, problems = [], []
        for each in documents:
            body = change(each.body)
            if body is None:
                problems.append(BatchProblem(each.key.iri, "EDITED_SINCE", "The same was edited since; it stays so."))
            elif body is not each.body and body != each.body:
                puts.append((each, Put(each.key, body, each.version)))
        return puts, problems

    def _commit(self, puts: Sequence[tuple[Document, Put]]) -> None:
        if not puts:
            return
        batch = self._batch
        written = [Written(each.key.iri, each.version, each.version + 1) for each, _ in puts]
        number = self._number + 1
        told = Put(
            Key(self._settings, written_iri(self._names, batch.id, number)),
            written_node(self._names, batch.id, number, written),
            ABSENT,
        )
        cause = Cause(batch.actor, f"headings.{batch.kind.value}", self._clock(), source=batch.id)
        self._store.commit(Change(cause, (*(put for _, put in puts), told)), self._scope)
        self._number = number

    def _written(self, id: str, made: int) -> Iterator[tuple[Written, ...]]:
        """What each of so many Changes of a batch wrote, the last first."""
        for number in range(made, 0, -1):
            key = Key(self._settings, written_iri(self._names, id, number))
            (found,) = self._store.read([key], self._scope)
            if found is not None:
                yield written_of(found.body)

    def _made(self, id: str) -> int:
        """How many Changes a batch has made."""
        made = 0
        while True:
            keys = [Key(self._settings, written_iri(self._names, id, made + each)) for each in range(1, AT_ONCE + 1)]
            there = sum(each is not None for each in self._store.read(keys, self._scope))
            made += there
            if there < AT_ONCE:
                return made
