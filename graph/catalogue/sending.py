"""Writing a library to a file, as it was after one event, while others go on writing."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from graph.access.model import Actor, Permission, require
from graph.access.watch import IDENTITY
from graph.catalogue.parcel import ALWAYS, LOG, PRIVATE, Graph, Manifest, ParcelWriter
from graph.store import walking
from graph.store.durable import replacing
from graph.store.model import Event, Key
from graph.store.names import GraphKind, Names
from graph.store.port import Store
from graph.store.portable import moments
from graph.store.scope import Scope, grant
from graph.tenants.service import TenantService
from mappings.bibframe.node import Node

_PAGE: Final = 500
_JOB: Final = "lsp:ImportJob"

Told = Callable[[int], bool]
"""Told how many documents are written; answers whether to go on."""


class Stopped(Exception):
    """Somebody asked to stop."""


class Sender:
    """Writes libraries of one store to files."""

    def __init__(self, store: Store, names: Names, clock: Callable[[], datetime], tenants: TenantService) -> None:
        self._store, self._names, self._clock, self._tenants = store, names, clock, tenants

    def send(
        self, actor: Actor, slug: str, to: Path, told: Told, *, history: bool = False, private: bool = False
    ) -> Manifest | None:
        """Write a library; None where it was stopped. The file has its name only once it is whole.

        With `history` every earlier version, with `private` patrons, loans and orders too. Accounts, tokens and the
        states of imports are not in it. Needs `tenant.admin`. Raises `UnknownTenant`.
        """
        require(actor, Permission.TENANT_ADMIN, slug)
        self._tenants.tenant(slug)
        kinds = (*ALWAYS, *(PRIVATE if private else ()))
        position = self._store.position()
        manifest = Manifest(self._names.base, slug, position, history, self._clock().isoformat())
        manifest.graphs = {kind.value: Graph() for kind in kinds}
        try:
            with replacing(to) as part, zipfile.ZipFile(part, "w", zipfile.ZIP_DEFLATED) as archive:
                writer = ParcelWriter(archive, manifest)
                self._about(writer, slug)
                reading = _Reading(self._store, self._names, slug, kinds, position, told)
                (reading.log if history else reading.documents)(writer)
                writer.finish()
        except Stopped:
            return None
        return manifest

    def _about(self, writer: ParcelWriter, slug: str) -> None:
        iris = [self._names.tenant(slug), *map(self._names.network, self._tenants.tenant(slug).networks)]
        found = self._store.read([Key(self._names.identity, iri) for iri in iris], IDENTITY)
        with writer.member("tenant.json") as line:
            for each in found:
                if each is not None:
                    line(each.body)


class _Reading:
    """One library read as it was after the event numbered `position`."""

    def __init__(
        self, store: Store, names: Names, slug: str, kinds: Sequence[GraphKind], position: int, told: Told
    ) -> None:
        self._store, self._position, self._told = store, position, told
        self._graphs = {kind: names.graph(slug, kind) for kind in kinds}
        self._scope = Scope((grant(kinds, {slug}),))
        self._moved: set[Key] = set()
        self._seen = position
        self._count = 0

    def documents(self, writer: ParcelWriter) -> None:
        """Each graph's documents in order."""
        for kind, graph in self._graphs.items():
            with writer.member(f"{kind.value}.jsonl") as line:
                written: set[int] = set()
                for key, body in self._of_graph(graph, written):
                    self._write(writer, kind, key, body)
                    written.add(hash(key.iri))
                    line({"iri": key.iri, "body": body})

    def log(self, writer: ParcelWriter) -> None:
        """The events that touched the library, with every state they wrote."""
        kinds = {graph: kind for kind, graph in self._graphs.items()}
        with writer.member(f"{LOG}.jsonl") as line:
            for group in moments(self._store, 0, self._position, self._scope):
                newest = self._newest({touched.key for moment in group for touched in moment.event.touched})
                for moment in group:
                    states: list[list[Any]] = []
                    for touched, state in zip(moment.event.touched, moment.states, strict=True):
                        body, kind = state.body, kinds[touched.key.graph]
                        if state.lost or (body is not None and _JOB in body.get("@type", ())):
                            continue
                        current = body is not None and newest.get(touched.key) == state.version
                        if current and body is not None:
                            self._write(writer, kind, touched.key, body)
                        states.append([kind.value, touched.key.iri, body, current])
                    if states:
                        line(_event(moment.event, states))

    def _write(self, writer: ParcelWriter, kind: GraphKind, key: Key, body: Node) -> None:
        writer.manifest.graphs[kind.value].add(key.iri, body)
        self._count += 1
        if self._count % _PAGE == 0 and not self._told(self._count):
            raise Stopped

    def _newest(self, keys: set[Key]) -> dict[Key, int]:
        """The version of each document at the position."""
        asked = list(keys)
        answer = {}
        for key, versions in zip(asked, self._store.history(asked, self._scope), strict=True):
            until = [each for each in versions if each.sequence <= self._position]
            if until:
                answer[key] = until[-1].version
        return answer

    def _of_graph(self, graph: str, written: set[int]) -> Iterator[tuple[Key, Node]]:
        for page in walking.pages(self._store, graph, self._scope, first=_PAGE):
            found = self._store.read(page, self._scope)
            self._note_moved()
            for key, document in zip(page, found, strict=True):
                body = self._as_it_was(key) if key in self._moved else document.body if document else None
                if body is not None and _JOB not in body.get("@type", ()):
                    yield key, body
        # What was taken away before its page was read.
        for key in sorted(self._moved):
            if key.graph == graph and hash(key.iri) not in written:
                body = self._as_it_was(key)
                if body is not None and _JOB not in body.get("@type", ()):
                    yield key, body

    def _note_moved(self) -> None:
        """Which documents were written to since the position."""
        while events := self._store.changes(self._seen, _PAGE, self._scope):
            self._seen = events[-1].sequence
            self._moved.update(touched.key for event in events for touched in event.touched)

    def _as_it_was(self, key: Key) -> Node | None:
        (versions,) = self._store.history([key], self._scope)
        until = [each for each in versions if each.sequence <= self._position]
        return until[-1].body if until else None


def _event(event: Event, states: list[list[Any]]) -> dict[str, Any]:
    cause = event.cause
    return {
        "at": cause.at.isoformat(),
        "actor": cause.actor,
        "command": cause.command,
        "source": cause.source,
        "states": states,
    }
