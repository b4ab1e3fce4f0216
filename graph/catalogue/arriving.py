"""Bringing a library in from a file: in steps that are written together with how far it is, compared in the end.

Until all has arrived the library isn't there: nobody reads or writes in it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import Any, ClassVar, Final

from graph.access.model import Actor, Permission, require
from graph.catalogue.descriptions import without_control_numbers
from graph.catalogue.errors import CatalogueError
from graph.catalogue.identity import body_digest
from graph.catalogue.parcel import ALWAYS, LOG, PRIVATE, Graph, Parcel, ParcelDiffers, Renaming
from graph.catalogue.source import DESCRIBES
from graph.store import walking
from graph.store.canonical import canonical
from graph.store.model import ANY, Cause, Change, Delete, Document, Key, Put
from graph.store.names import GraphKind, Names, check_slug
from graph.store.port import Store
from graph.store.scope import EVERY, Scope, grant
from graph.tenants.documents import location_iri, network_of, tenant_of
from graph.tenants.model import SlugTaken, WrongRegion
from graph.tenants.service import TenantService
from mappings.bibframe.node import Node

_BATCH: Final = 500
_PAGE: Final = 1000

Told = Callable[[str, int, int], bool]
"""Told the stage (`import`, `compare`), how many documents are done and of how many; answers whether to go on."""


class OtherParcel(CatalogueError):
    """An import of another file into a library of this name was begun and not ended."""

    code: ClassVar[str] = "OTHER_PARCEL"
    hint: ClassVar[str] = "Go on with that file, or import this one under another name with --as."


@dataclass(frozen=True, slots=True)
class Arrived:
    """A library that came in: its slug, how many documents, and networks that were made for it."""

    slug: str
    documents: int
    networks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Step:
    """What is written at once."""

    cause: Cause
    states: tuple[tuple[Key, Node | None], ...]


class Receiver:
    """Brings libraries into one store."""

    def __init__(self, store: Store, names: Names, clock: Callable[[], datetime], tenants: TenantService) -> None:
        self._store, self._names, self._clock, self._tenants = store, names, clock, tenants

    def receive(self, actor: Actor, file: Path, told: Told, slug: str | None = None) -> Arrived | None:
        """Bring the library in `file` in, as `slug` where given; None where it was stopped: the next call goes on.

        Addresses get this installation's base. Networks it belongs to are joined, and made where there are none of that
        name. Only the installation's operator may. Raises `NotAParcel`, `SlugTaken`, `OtherParcel`, `WrongRegion`,
        `ParcelDiffers`.
        """
        require(actor, Permission.TENANT_ADMIN, EVERY)
        parcel = Parcel(file)
        try:
            wanted = check_slug(slug or parcel.manifest.slug)
            return _Arrival(self._store, self._names, self._clock, self._tenants, actor, parcel, wanted).run(told)
        finally:
            parcel.close()


class _Arrival:
    """One library arriving."""

    def __init__(
        self,
        store: Store,
        names: Names,
        clock: Callable[[], datetime],
        tenants: TenantService,
        actor: Actor,
        parcel: Parcel,
        slug: str,
    ) -> None:
        self._store, self._names, self._clock, self._tenants = store, names, clock, tenants
        self._actor, self._parcel, self._slug = actor, parcel, slug
        manifest = parcel.manifest
        self._renaming = Renaming(manifest.base, manifest.slug, names.base, slug)
        kinds = (*ALWAYS, *PRIVATE)
        granted = (grant(kinds, {slug}),)
        self._scope = Scope(granted, granted)
        self._marker = Key(names.graph(slug, GraphKind.SETTINGS), names.resource(slug, "settings", "arrival"))
        self._total = sum(each.documents for each in manifest.graphs.values())

    def run(self, told: Told) -> Arrived | None:
        """All of it, or what is missing."""
        self._refuse_elsewhere()
        done = self._steps_done()
        if self._slug != self._parcel.manifest.slug:
            self._renaming.single.update(self._locations())
        count = 0
        for number, step in enumerate(self._steps(), 1):
            count += len(step.states)
            if number > done:
                self._write(step, number)
            if not told("import", min(count, self._total), self._total):
                return None
        if not self._compare(told):
            return None
        networks = self._open()
        self._store.forget([self._marker], self._scope)
        return Arrived(self._slug, self._total, networks)

    def _refuse_elsewhere(self) -> None:
        """A library is brought to no store outside its region, not even for a moment."""
        tenant, here = tenant_of(next(self._parcel.lines("tenant.json"))), self._tenants.directory().region
        if tenant.region is not None and tenant.region != here:
            where = "in no region" if here is None else f"in {here}"
            raise WrongRegion(f"“{tenant.slug}” is kept in {tenant.region}, and this store is {where}.")

    def _steps_done(self) -> int:
        """How many steps an earlier run has written. Raises where the name is another library's."""
        (marker,) = self._store.read([self._marker], self._scope)
        if marker is not None:
            if marker.body["lsp:parcel"] != [self._parcel.name]:
                raise OtherParcel(f"Another file is being imported as “{self._slug}”.")
            return int(marker.body["lsp:step"][0])
        held = (self._store.scan(self._graph(kind), self._scope, first=1).keys for kind in (*ALWAYS, *PRIVATE))
        if self._tenants.tenants([self._slug]) != [None] or any(held):
            raise SlugTaken(f"There is a library “{self._slug}”, or something left of one.")
        return 0

    def _graph(self, kind: GraphKind | str) -> str:
        return self._names.graph(self._slug, GraphKind(kind))

    def _members(self) -> Iterator[tuple[str, Any]]:
        """Kind and line of every document's line, in order; events have the kind `log`."""
        kinds = [LOG] if self._parcel.manifest.history else self._parcel.manifest.graphs
        for kind in kinds:
            for line in self._parcel.lines(f"{kind}.jsonl"):
                yield kind, line

    def _locations(self) -> dict[str, str]:
        """Locations are named after their library and code: where the library's name changes, theirs do."""
        found = {}
        for kind, line in self._members():
            bodies = [state[2] for state in line["states"]] if kind == LOG else [line["body"]]
            for body in bodies:
                if body is not None and "lsp:Location" in body.get("@type", ()):
                    found[body["@id"]] = location_iri(self._names, self._slug, body["lsp:code"][0])
        return found

    def _steps(self) -> Iterator[_Step]:
        rename = self._renaming
        lines = self._members()
        while some := list(islice(lines, 1 if self._parcel.manifest.history else _BATCH)):
            kind, first = some[0]
            if kind == LOG:
                cause = Cause(
                    first["actor"], first["command"], datetime.fromisoformat(first["at"]), source=first["source"]
                )
                rows = [(of, iri, body) for of, iri, body, _ in first["states"]]
            else:
                cause = Cause(self._actor.id, "tenant.import", self._clock())
                rows = [(of, line["iri"], line["body"]) for of, line in some]
            states = [
                (Key(self._graph(of), rename.iri(iri)), None if body is None else rename.body(body))
                for of, iri, body in rows
            ]
            yield _Step(cause, tuple(states))

    def _write(self, step: _Step, number: int) -> None:
        """One step and that it is done, together."""
        states = self._with_digests(step) if self._renaming.changes else step.states
        marker: Node = {
            "@id": self._marker.iri, "@type": ["lsp:Arrival"],
            "lsp:parcel": [self._parcel.name], "lsp:step": [str(number)],
        }  # fmt: skip
        puts = [Put(key, body, ANY) for key, body in states if body is not None]
        deletes = [Delete(key, ANY) for key, body in states if body is None]
        self._store.commit(Change(step.cause, (*puts, Put(self._marker, marker, ANY)), tuple(deletes)), self._scope)

    def _with_digests(self, step: _Step) -> list[tuple[Key, Node | None]]:
        """Source records tell by a digest what nobody edited: it is another one under other addresses."""
        graph, catalogue = self._graph(GraphKind.SOURCE), self._graph(GraphKind.CATALOGUE)
        here = {key.iri: body for key, body in step.states if key.graph == catalogue and body is not None}
        wanted = {
            root["@id"]
            for key, body in step.states
            if key.graph == graph and body is not None
            for root in body.get(DESCRIBES, ())
        }
        missing = [Key(catalogue, iri) for iri in wanted if iri not in here]
        found = self._store.read(missing, self._scope)
        here.update((document.key.iri, document.body) for document in found if document is not None)
        back = self._renaming.back()
        return [
            (key, _digested(body, here, back) if key.graph == graph and body is not None else body)
            for key, body in step.states
        ]

    def _compare(self, told: Told) -> bool:
        """Raise `ParcelDiffers` unless what is here is what the file holds; False where it was stopped."""
        renamed = self._renaming.changes
        wanted = {kind: Graph() for kind in self._parcel.manifest.graphs}
        for kind, line in self._members():
            rows = line["states"] if kind == LOG else [(kind, line["iri"], line["body"], True)]
            for of, iri, body, current in rows:
                if current:
                    wanted[of].add(self._renaming.iri(iri), _comparable(self._renaming.body(body), renamed=renamed))
        count = 0
        for kind, expected in wanted.items():
            held = Graph()
            for document in self._documents(kind):
                held.add(document.key.iri, _comparable(document.body, renamed=renamed))
                count += 1
                if count % _PAGE == 0 and not told("compare", count, self._total):
                    return False
            if held != expected:
                raise ParcelDiffers(
                    f"Of {expected.documents:,} documents in {kind} {held.documents:,} are here, or some are others."
                )
        return True

    def _documents(self, kind: str) -> Iterator[Document]:
        found = walking.documents(self._store, self._graph(kind), self._scope)
        return (document for document in found if document.key != self._marker)

    def _open(self) -> tuple[str, ...]:
        """Make the library's own document, and networks where there are none; the slugs of those made."""
        bodies = [self._renaming.body(body) for body in self._parcel.lines("tenant.json")]
        tenant = tenant_of(bodies[0])
        if self._tenants.tenants([self._slug]) != [None]:
            return ()
        networks = [network_of(body) for body in bodies[1:]]
        known = self._tenants.networks([each.slug for each in networks])
        new = [each for each, here in zip(networks, known, strict=True) if here is None]
        for each in new:
            self._tenants.create_network(self._actor, each.slug, each.name, each.sharing, is_moved=True)
        self._tenants.create_tenant(
            self._actor,
            self._slug,
            tenant.name,
            networks=[each.slug for each in networks],
            sharing=tenant.sharing,
            policy=tenant.policy,
            item_table=tenant.item_table,
            quota=tenant.quota,
            region=tenant.region,
            appearance=tenant.appearance,
        )
        return tuple(each.slug for each in new)


def _digested(body: Node, here: dict[str, Node], back: Renaming) -> Node:
    roots = []
    for root in body.get(DESCRIBES, ()):
        now = here.get(root["@id"])
        if now is not None:
            made = without_control_numbers(now)
            if [body_digest(back.body(made))] == root["lsp:digest"]:
                roots.append({**root, "lsp:digest": [body_digest(made)]})
                continue
        roots.append(root)
    return {**body, DESCRIBES: roots} if roots else body


def _comparable(body: Node, *, renamed: bool) -> Node:
    """A body without what is made anew where addresses change."""
    body = canonical(body)
    if not renamed or DESCRIBES not in body:
        return body
    roots = [{name: each for name, each in root.items() if name != "lsp:digest"} for root in body[DESCRIBES]]
    return {**body, DESCRIBES: roots}
