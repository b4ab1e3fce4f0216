"""Headings that change, and headings that take another's place: batches that carry it into descriptions.

A batch is started by whoever changes the heading, run by a process of its own, and seen by everybody who may import in
the library. A batch whose process died is told as failed and may be run again: it finds what is left to do.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Final

from graph.access.model import Actor, Permission, acting
from graph.access.service import AccessService
from graph.authorities.batches import (
    BATCH,
    Batch,
    BatchKind,
    BatchNotReady,
    BatchReport,
    UnknownBatch,
    batch_iri,
    batch_node,
    batch_of,
    broken_off,
    id_of,
    split_id,
)
from graph.authorities.carrying import PATHS, Carrier, scope_in
from graph.authorities.model import Renamed, Shelf
from graph.authorities.rewriting import Rewrite, rewrite_of
from graph.authorities.working import Work
from graph.catalogue.errors import Invalid, NotFound
from graph.catalogue.headings import HeadingReader
from graph.catalogue.job_documents import JobState, is_id
from graph.catalogue.lists import filled, sliced
from graph.catalogue.model import Resource
from graph.catalogue.resources import ResourceReader
from graph.catalogue.runners import is_running, this_process
from graph.store import walking
from graph.store.errors import Conflict
from graph.store.headings import heading_kind, label_of
from graph.store.model import ABSENT, Cause, Change, Document, Expected, Key, Put
from graph.store.names import GraphKind, Names, opaque_id
from graph.store.paging import Page, Slice
from graph.store.port import Store
from graph.store.scope import Scope, grant
from graph.tenants.service import TenantService
from mappings.bibframe.node import nodes_below

MOST: Final = 500
"""Changes of one batch; more of them become several."""
_EVENTS: Final = 100
_STOPPED: Final = frozenset({JobState.FAILED, JobState.CANCELLED})
_ENDED: Final = _STOPPED | {JobState.SUCCEEDED}


class HeadingService:
    """Starts, runs, follows and takes back batches of heading changes. `launch` has a process run one."""

    def __init__(
        self,
        store: Store,
        names: Names,
        clock: Callable[[], datetime],
        access: AccessService,
        tenants: TenantService,
        launch: Callable[[str], None] = lambda _: None,
    ) -> None:
        self._store, self._names, self._clock = store, names, clock
        self._access, self._tenants, self._launch = access, tenants, launch
        self._resources = ResourceReader(store)
        self._headings = HeadingReader(store, self._resources)

    def by_hand(self) -> HeadingService:
        """The same service, which has no process run what it starts: whoever starts a batch runs it."""
        return HeadingService(self._store, self._names, self._clock, self._access, self._tenants)

    # starting

    def relabelled(
        self, actor: Actor, before: Resource | None, after: Resource, request_id: str | None = None
    ) -> Batch | None:
        """The batch that carries a new label, where a change of a description gave a heading one that is used.

        Raises `Forbidden`.
        """
        if before is None or actor.tenant is None:
            return None
        rewrite = rewrite_of(after, label_of(before.body) or "")
        if rewrite is None or rewrite.before == rewrite.after or not self._used([rewrite], actor.tenant):
            return None
        return self._start(actor, BatchKind.CARRY, [rewrite], request_id)

    def follow(self, actor: Actor, iris: Sequence[str], request_id: str | None = None) -> Batch | None:
        """The batch that carries the new labels of headings among what the acting library has just written; None where
        none of them is called otherwise than before, or none is used. Raises `Forbidden`.
        """
        if actor.tenant is None:
            return None
        graph = self._names.graph(actor.tenant, GraphKind.CATALOGUE)
        found = self._resources.resources(iris, self._access.scope(actor)) if iris else []
        layers = [own for each in found if each is not None for own in each.layers if own.key.graph == graph]
        used = self._renamed({each.key: each.version - 1 for each in layers if each.version > 1}, actor.tenant)
        return self._start(actor, BatchKind.CARRY, used, request_id) if used else None

    def since(self, actor: Actor, position: int) -> list[Batch]:
        """The batches that carry the labels which the actor has changed in the acting library since an event, as an
        import of authority records does. Raises `Forbidden`.
        """
        tenant = acting(actor, Permission.CATALOGUE_WRITE)
        graph, scope = self._names.graph(tenant, GraphKind.CATALOGUE), scope_in(tenant)
        used: dict[str, Rewrite] = {}
        while events := self._store.changes(position, _EVENTS, scope):
            position = events[-1].sequence
            # What a heading was called before the first of several changes is what descriptions still call it.
            before = {
                each.key: each.previous
                for event in reversed(events)
                if event.cause.actor == actor.id
                for each in reversed(event.touched)
                if each.key.graph == graph and each.version and each.previous
            }
            used = {each.names[0]: each for each in self._renamed(before, tenant)} | used
        return self._carried(actor, list(used.values()))

    def carry(self, actor: Actor, iris: Sequence[str], request_id: str | None = None) -> Batch:
        """Have every description of the acting library that names these headings call them as they are called.

        Raises `Forbidden`, `NotFound`, `Invalid`.
        """
        found = self._described(actor, iris)
        rewrites = [rewrite for each in found if (rewrite := rewrite_of(each, label_of(each.body) or "")) is not None]
        return self._start(actor, BatchKind.CARRY, rewrites, request_id)

    def loaded(self, actor: Actor, shelf: Shelf, renamed: Sequence[Renamed]) -> list[Batch]:
        """The batches that carry the new labels of a vocabulary into the libraries that use its terms."""
        if not renamed:
            return []
        there = self._resources.resources([each.iri for each in renamed], shelf.scope())
        rewrites = [
            rewrite
            for each, resource in zip(renamed, there, strict=True)
            if resource is not None and (rewrite := rewrite_of(resource, each.before)) is not None
        ]
        return [
            batch
            for slug in self._readers(shelf)
            for batch in self._carried(actor.at(slug), self._used(rewrites, slug))
        ]

    def adopt(self, actor: Actor, heading: str, authority: str, request_id: str | None = None) -> Batch:
        """Have every description of the acting library that names a heading nobody described name an authority instead.

        Raises `Forbidden`, `NotFound`, `Invalid`.
        """
        (target,) = self._described(actor, [authority])
        (known,) = self._headings.headings([heading], self._access.scope(actor))
        if known is None:
            raise NotFound(f"No description you may read names {heading[:300]}.")
        if target.iri == heading:
            raise Invalid("A heading can't take its own place.", ("authority",), which="own-place")
        kind, label = heading_kind(target.body), label_of(target.body)
        if kind is None or not label:
            raise Invalid(
                "This is no authority that a heading can be replaced by.", ("authority",), which="no-authority"
            )
        (used,) = self._in_use([heading], self._access.scope(actor))
        rewrite = Rewrite(known.kind, (heading,), used or known.label, label, target.iri)
        return self._start(actor, BatchKind.ADOPT, [rewrite], request_id)

    def undo(self, actor: Actor, id: str, request_id: str | None = None) -> Batch:
        """Take back what a batch wrote. Raises `Forbidden`, `UnknownBatch`, `BatchNotReady`."""
        tenant = acting(actor, Permission.CATALOGUE_WRITE)
        batch, version = self._known(id, tenant)
        if batch.state not in _ENDED or batch.kind is BatchKind.UNDO:
            raise BatchNotReady(
                "Only a batch that has ended, and that took nothing back itself, is taken back.", which="not-ended"
            )
        if batch.undone_by is not None:
            (there,) = self.batches([batch.undone_by], scope_in(tenant))
            if there is not None and request_id is not None and there.id == self._id(actor, request_id):
                return there
            raise BatchNotReady("It was taken back already.", which="undone")
        undo = self._start(actor, BatchKind.UNDO, [], request_id, undoes=id, launch=False)
        self._write(batch.with_(undone_by=undo.id), version)
        self._launch(undo.id)
        return self._known(undo.id, tenant)[0]

    def go_on(self, actor: Actor, id: str) -> Batch:
        """Have a batch that failed or was stopped do what is left. Raises `Forbidden`, `UnknownBatch`, `BatchNotReady`,
        `Conflict`.
        """
        tenant = acting(actor, Permission.CATALOGUE_WRITE)
        batch, version = self._known(id, tenant)
        if batch.state not in _STOPPED or batch.undone_by is not None:
            raise BatchNotReady("Only a batch that failed or was stopped goes on.", which="not-stopped")
        self._write(batch.with_(state=JobState.QUEUED, message=None, finished=None, runner=None), version)
        self._launch(id)
        return self._known(id, tenant)[0]

    # reading

    def batches(self, ids: Sequence[str], scope: Scope) -> list[Batch | None]:
        """The batches in the order asked, None where there is none that the scope reads."""
        keys = {name: self._key(name) for name in ids if is_id(name)}
        read_ = self._store.read(list(keys.values()), scope) if keys else []
        found = self._as_they_are([batch_of(each.body) for each in read_ if each is not None], scope)
        return [found.get(name) for name in ids]

    def batches_of(self, tenant: str, scope: Scope) -> list[Batch]:
        """A library's batches, the newest first."""
        ids = [id_of(key) for key in self._keys(tenant, scope)]
        return [each for each in self.batches(ids, scope) if each is not None]

    def listed(self, tenant: str, page: Page, scope: Scope) -> Slice[Batch]:
        """A page of a library's batches, the newest first: no others are read. Raises `InvalidCursor`."""
        keys = sliced(self._keys(tenant, scope), lambda key: key.iri, page)
        return filled(keys, self.batches([id_of(key) for key in keys.items], scope))

    # running

    def run(
        self,
        id: str,
        stop: Callable[[], bool] = lambda: False,
        watch: Callable[[BatchReport], object] = lambda _: None,
    ) -> Batch:
        """Do the work of a batch that waits, or was broken off, in this process; `stop` is asked and `watch` told after
        each Change. Raises `UnknownBatch`, `BatchNotReady`.
        """
        batch, version = self._known(id, split_id(id)[0])
        if batch.state in {JobState.RUNNING, JobState.SUCCEEDED}:
            raise BatchNotReady(f"The batch {id} is {batch.state.value.lower()}.")
        batch = batch.with_(state=JobState.RUNNING, started=self._clock(), message=None, runner=this_process())
        return Work(self, batch, self._write(batch, version), stop, watch).run(
            Carrier(self._store, self._names, self._clock, batch, self._reading(batch.tenant))
        )

    def record(self, batch: Batch, version: int) -> tuple[Batch, int]:
        """Write how far a batch is."""
        while True:
            batch = batch.with_(seen=self._clock())
            try:
                return batch, self._write(batch, version)
            except Conflict:
                there, version = self._known(batch.id, batch.tenant)
                batch = batch.with_(undone_by=there.undone_by)

    def now(self) -> datetime:
        """The service's clock."""
        return self._clock()

    def _described(self, actor: Actor, iris: Sequence[str]) -> list[Resource]:
        acting(actor, Permission.CATALOGUE_WRITE)
        if not 0 < len(iris) <= MOST:
            raise Invalid(f"Name 1 to {MOST} headings.", ("ids",))
        found = self._resources.resources(iris, self._access.scope(actor))
        for iri, each in zip(iris, found, strict=True):
            if each is None:
                raise NotFound(f"Nobody describes {iri[:300]} where you may read.")
        return [each for each in found if each is not None]

    def _in_use(self, iris: Sequence[str], scope: Scope) -> list[str | None]:
        """What descriptions call these headings, whoever they lead to."""
        pages = self._store.incoming(iris, PATHS, scope, first=1)
        keys = [page.keys[0] if page.keys else None for page in pages]
        wanted = [key for key in keys if key is not None]
        bodies = dict(zip(wanted, self._store.read(wanted, scope), strict=True))
        return [
            None if key is None or (there := bodies[key]) is None else _label_in(there, iri)
            for iri, key in zip(iris, keys, strict=True)
        ]

    def _renamed(self, before: Mapping[Key, int], tenant: str) -> list[Rewrite]:
        """Of documents and the versions they had, the headings that are called otherwise since and are used."""
        if not before:
            return []
        scope = scope_in(tenant)
        now = [each for each in self._store.read(list(before), scope) if each is not None]
        headings = [each for each in now if heading_kind(each.body) is not None]
        if not headings:
            return []
        iris = [each.key.iri for each in headings]
        past = self._store.versions([(each.key, before[each.key]) for each in headings], scope)
        there = self._resources.resources(iris, self._reading(tenant))
        rewrites = [
            rewrite
            for resource, version in zip(there, past, strict=True)
            if resource is not None
            and version is not None
            and version.body is not None
            and (rewrite := rewrite_of(resource, label_of(version.body) or "")) is not None
            and rewrite.before != rewrite.after
        ]
        return self._used(rewrites, tenant) if rewrites else []

    def _readers(self, shelf: Shelf) -> list[str]:
        """The libraries whose descriptions may use what is on a shelf."""
        if shelf.tenant is not None:
            return [shelf.tenant]
        known = [each for each in self._tenants.tenants() if each is not None]
        return [each.slug for each in known if shelf.network is None or shelf.network in each.networks]

    def _used(self, rewrites: Sequence[Rewrite], tenant: str) -> list[Rewrite]:
        pages = self._store.incoming([each.targets for each in rewrites], PATHS, scope_in(tenant), first=1)
        return [each for each, page in zip(rewrites, pages, strict=True) if page.keys]

    def _reading(self, tenant: str) -> Scope:
        """What describes headings for a library: itself, its networks, the installation."""
        networks = self._tenants.tenant(tenant).networks
        return Scope(
            (
                grant({GraphKind.CATALOGUE}, {tenant}),
                grant({GraphKind.NETWORK}, networks),
                grant({GraphKind.VOCABULARY}, {""}),
            )
        )

    def _start(
        self,
        actor: Actor,
        kind: BatchKind,
        rewrites: Sequence[Rewrite],
        request_id: str | None,
        *,
        undoes: str | None = None,
        launch: bool = True,
    ) -> Batch:
        tenant = acting(actor, Permission.CATALOGUE_WRITE)
        name = self._id(actor, request_id)
        (there,) = self.batches([name], scope_in(tenant))
        if there is not None:
            return there
        batch = Batch(
            name, tenant, kind, JobState.QUEUED, actor.id, tuple(rewrites), undoes=undoes, created=self._clock()
        )
        self._write(batch, ABSENT)
        if launch:
            self._launch(name)
        return self._known(name, tenant)[0]

    def _id(self, actor: Actor, request_id: str | None) -> str:
        local = opaque_id("batch", actor.id, request_id) if request_id else secrets.token_hex(10)
        return f"{actor.tenant}.{local}"

    def _carried(self, actor: Actor, rewrites: Sequence[Rewrite]) -> list[Batch]:
        return [
            self._start(actor, BatchKind.CARRY, rewrites[at : at + MOST], None) for at in range(0, len(rewrites), MOST)
        ]

    def _keys(self, tenant: str, scope: Scope) -> list[Key]:
        """The documents of a library's batches, the newest first."""
        graph = self._names.graph(tenant, GraphKind.SETTINGS)
        return list(walking.keys(self._store, graph, scope, type=BATCH))[::-1]

    def _as_they_are(self, batches: Sequence[Batch], scope: Scope) -> dict[str, Batch]:
        """Batches by id. One that is said to run and whose process is gone has failed, unless it had just ended."""
        found = {each.id: each for each in batches}
        if left := [each.id for each in batches if self._is_left(each)]:
            # Its process may have ended the batch, and then itself, since it was read.
            again = self._store.read([self._key(name) for name in left], scope)
            now = [batch_of(each.body) for each in again if each is not None]
            found |= {each.id: broken_off(each) if self._is_left(each) else each for each in now}
        return found

    def _is_left(self, batch: Batch) -> bool:
        """Whether a batch is said to run and its process is gone."""
        if batch.state is not JobState.RUNNING or batch.runner is None:
            return False
        return not is_running(batch.runner, batch.seen, self._clock())

    def _known(self, id: str, tenant: str) -> tuple[Batch, int]:
        """A batch as it is, and the version of its document. Raises `UnknownBatch`."""
        if split_id(id)[0] != tenant:
            raise UnknownBatch(f"There is no batch {id[:100]} in your library.")
        (found,) = self._store.read([self._key(id)], scope_in(tenant))
        if found is None:
            raise UnknownBatch(f"There is no batch {id[:100]} in your library.")
        batch = batch_of(found.body)
        return broken_off(batch) if self._is_left(batch) else batch, found.version

    def _key(self, id: str) -> Key:
        return Key(self._names.graph(split_id(id)[0], GraphKind.SETTINGS), batch_iri(self._names, id))

    def _write(self, batch: Batch, expects: Expected) -> int:
        put = Put(self._key(batch.id), batch_node(batch, self._names), expects)
        cause = Cause(batch.actor, "headings.batch", self._clock())
        return self._store.commit(Change(cause, (put,)), scope_in(batch.tenant)).versions[0]


def _label_in(document: Document, iri: str) -> str | None:
    return next(
        (label for node in nodes_below(document.body) if node.get("@id") == iri and (label := label_of(node))), None
    )
