"""Loading a vocabulary: terms become documents of a shared graph, a batch at a time.

What a term becomes follows from its file alone, so loading again writes only what differs, and a load that was broken
off is finished by loading again. Each document keeps the digest of what was loaded: one that people changed since is
left as it is and reported.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime
from itertools import islice
from typing import BinaryIO, ClassVar, Final, cast

from graph.access.model import Actor
from graph.authorities.model import LoadProblem, LoadReport, Renamed, Shelf
from graph.authorities.reading import Published, Unreadable, resources
from graph.catalogue.identity import body_digest
from graph.catalogue.validation import checked
from graph.store.errors import Conflict
from graph.store.headings import label_of
from graph.store.model import ABSENT, Cause, Change, Document, Key, Put
from graph.store.names import Names
from graph.store.port import Store
from graph.tenants.service import TenantService
from mappings.bibframe.node import Node
from mappings.errors import CatalographError
from mappings.vocabularies.published import is_term, term

DIGEST: Final = "lsp:digest"
COMMAND: Final = "vocabulary.load"
_BATCH: Final = 200
_ATTEMPTS: Final = 4

Progress = Callable[[LoadReport], bool]
"""Told after each batch how far it is; answers whether to go on."""


class KeptAsItIs(CatalographError):
    """A term that people changed here since it was loaded, or that has a description which no vocabulary brought."""

    code: ClassVar[str] = "KEPT_AS_IT_IS"
    hint: ClassVar[str] = "Load with --replace to have what the vocabulary says in its place."


class VocabularyLoader:
    """Loads vocabularies."""

    def __init__(self, store: Store, names: Names, clock: Callable[[], datetime], tenants: TenantService) -> None:
        self._store, self._names, self._clock, self._tenants = store, names, clock, tenants

    def load(
        self,
        actor: Actor,
        shelf: Shelf,
        stream: BinaryIO | Iterable[Node],
        progress: Progress = lambda _: True,
        *,
        replace: bool = False,
    ) -> LoadReport:
        """Load a file, or terms that are described already. Every resource is stored or reported; `progress` may stop
        it after a batch; `replace` overwrites what people changed. Raises `Forbidden`, `UnknownTenant`,
        `UnknownNetwork`.
        """
        shelf.allow(actor)
        if shelf.tenant is not None:
            self._tenants.tenant(shelf.tenant)
        elif shelf.network is not None:
            self._tenants.network(shelf.network)
        return _Load(self._store, self._names, self._clock, actor, shelf, replace=replace).run(stream, progress)


class _Load:
    """One load under way."""

    def __init__(
        self, store: Store, names: Names, clock: Callable[[], datetime], actor: Actor, shelf: Shelf, *, replace: bool
    ) -> None:
        self._store, self._clock, self._actor, self._replace = store, clock, actor, replace
        self._graph, self._scope = shelf.graph(names), shelf.scope()
        self._report = LoadReport()

    def run(self, stream: BinaryIO | Iterable[Node], progress: Progress) -> LoadReport:
        report = self._report

        def told(lines: int) -> None:
            report.lines = lines
            report.stopped = not progress(report) or report.stopped

        read = getattr(stream, "read", None) is not None
        bodies = self._bodies(resources(cast("BinaryIO", stream), told)) if read else self._given(stream)
        while not report.stopped and (batch := list(islice(bodies, _BATCH))):
            self._write({iri: (body, line) for iri, body, line in batch})
            report.stopped = not progress(report)
        return report

    def _bodies(self, found: Iterator[Published | Unreadable]) -> Iterator[tuple[str, Node, int]]:
        """The descriptions of what is read, each with its IRI and line; what is none is counted here."""
        for each in found:
            if self._report.stopped:
                return
            if isinstance(each, Unreadable):
                self._report.fail(LoadProblem(each.line, "", each.error.code, each.error.message))
            elif not is_term(each.said[each.iri]):
                self._report.passed += 1
            else:
                try:
                    body = term(each.iri, each.said)
                    yield body["@id"], self._marked(body), each.line
                except CatalographError as error:
                    self._report.fail(LoadProblem(each.line, each.iri, error.code, error.message))

    def _given(self, bodies: BinaryIO | Iterable[Node]) -> Iterator[tuple[str, Node, int]]:
        return ((body["@id"], self._marked(body), 0) for body in cast("Iterable[Node]", bodies))

    def _marked(self, body: Node) -> Node:
        kept = checked(body, body["@id"])
        return {**kept, DIGEST: [body_digest(kept)]}

    def _write(self, batch: Mapping[str, tuple[Node, int]]) -> None:
        for _ in range(_ATTEMPTS):
            outcome = LoadReport()
            puts = self._decided(batch, outcome)
            try:
                if puts:
                    self._store.commit(Change(Cause(self._actor.id, COMMAND, self._clock()), tuple(puts)), self._scope)
            except Conflict:
                continue
            self._count(len(batch), outcome)
            return
        for iri, (_, line) in batch.items():
            self._report.fail(LoadProblem(line, iri, Conflict.code, "Somebody else was changing it."))

    def _decided(self, batch: Mapping[str, tuple[Node, int]], outcome: LoadReport) -> list[Put]:
        keys = [Key(self._graph, iri) for iri in batch]
        puts = []
        for key, there in zip(keys, self._store.read(keys, self._scope), strict=True):
            body, line = batch[key.iri]
            if there is None:
                outcome.created += 1
                puts.append(Put(key, body, ABSENT))
            elif there.body.get(DIGEST) == body[DIGEST] or there.body == body:
                outcome.unchanged += 1
            elif not self._replace and not _as_loaded(there):
                outcome.kept += 1
                outcome.note(LoadProblem(line, key.iri, KeptAsItIs.code, "It was changed, or described, here."))
            else:
                outcome.updated += 1
                puts.append(Put(key, body, there.version))
                before, after = label_of(there.body) or "", label_of(body) or ""
                if before != after:
                    outcome.renamed.append(Renamed(key.iri, before, after))
        return puts

    def _count(self, read: int, outcome: LoadReport) -> None:
        report = self._report
        report.read += read
        for name in ("created", "updated", "unchanged", "kept"):
            setattr(report, name, getattr(report, name) + getattr(outcome, name))
        report.renamed.extend(outcome.renamed)
        for each in outcome.problems:
            report.note(each)


def _as_loaded(there: Document) -> bool:
    """Whether nobody has changed it since it was loaded."""
    bare = {name: values for name, values in there.body.items() if name != DIGEST}
    return there.body.get(DIGEST) == [body_digest(bare)]
