"""Creating, changing and deleting descriptions, as people do: one command, one Change, one event.

A command writes the acting tenant's layer of a resource; what a network shares stays as it is, and a change to it
becomes the tenant's overlay, unless the network's layer is named. Sending a command again with the same request id
answers as the first time.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Sequence
from datetime import datetime

from graph.access.model import Actor
from graph.access.service import AccessService
from graph.catalogue.dependents import Dependents, listing, not_listing, pointing_elsewhere
from graph.catalogue.errors import InUse, Invalid, NotFound
from graph.catalogue.model import Resource
from graph.catalogue.resources import REDIRECT, REPLACED_BY, ResourceReader
from graph.catalogue.statements import Statement, with_statements
from graph.catalogue.validation import checked, collection_of, valid_iri
from graph.catalogue.writing import Layer, Writes, Writing, not_found, refuse_duplicates, stale, types_of
from graph.store.errors import Conflict
from graph.store.model import Cause, Change, Committed, Delete, Document, Key, Put
from graph.store.names import NETWORKS, GraphKind, Names, opaque_id, parse_graph
from graph.store.port import Store
from graph.store.scope import Scope
from mappings.bibframe.node import Node


class Commands:
    """What people do to descriptions."""

    def __init__(
        self,
        store: Store,
        names: Names,
        clock: Callable[[], datetime],
        access: AccessService,
        resources: ResourceReader,
    ) -> None:
        self._store, self._names, self._clock = store, names, clock
        self._access, self._resources = access, resources
        self._dependents = Dependents(store)
        self._writing = Writing(store, names, resources)

    def create(
        self, actor: Actor, type: str, node: Node, request_id: str | None = None, *, network: str | None = None
    ) -> Resource:
        """A new resource of `type` with an address of its own, in the acting tenant's catalogue or a network's.

        Raises `Forbidden`, `Invalid`, `NotFound` (what it hangs on), `Duplicate`.
        """
        collection = collection_of([type])
        graph, owner = self._writing.place(actor, collection, network)
        scope = self._access.scope(actor)
        local = opaque_id("created", actor.id, request_id) if request_id else secrets.token_hex(10)
        iri = self._names.resource(owner if network is None else NETWORKS, collection, local)
        types = [type, *(each for each in types_of(node) if each != type)]
        writes = Writes()
        self._writing.create(writes, graph, [checked({**node, "@id": iri, "@type": types}, iri)], scope)
        try:
            self._commit(actor, "create", request_id, tuple(writes.puts.values()), (), scope)
        except Conflict as conflict:
            refuse_duplicates(conflict)
            raise
        return self._resource(iri, scope)

    def update(
        self,
        actor: Actor,
        iri: str,
        revision: str,
        node: Node | None = None,
        *,
        add: Sequence[Statement] = (),
        remove: Sequence[Statement] = (),
        request_id: str | None = None,
        network: str | None = None,
    ) -> Resource:
        """Replace a description by `node`, or take single statements away and add others.

        `revision` is the one the caller saw. Raises `NotFound`, `Forbidden`, `StaleRevision`, `Invalid`, `Duplicate`.
        """
        scope = self._access.scope(actor)
        current = self._resource(iri, scope)
        layer = self._layer(actor, current, revision, network, scope)
        node = with_statements(layer.before, add, remove) if node is None else node
        put, wanted = self._writing.change(current, layer, node)
        try:
            self._commit(actor, "update", request_id, (put,), (), scope)
        except Conflict as conflict:
            refuse_duplicates(conflict)
            raise stale(self._resource(current.iri, scope), layer.before, wanted) from None
        return self._resource(current.iri, scope)

    def delete(
        self,
        actor: Actor,
        iri: str,
        revision: str,
        redirect_to: str | None = None,
        *,
        with_dependents: bool = False,
        request_id: str | None = None,
        network: str | None = None,
    ) -> None:
        """Take a description away; its history stays. With `redirect_to` its address leads there from now on, and what
        hung on it hangs on that.

        Raises `NotFound`, `Forbidden`, `StaleRevision`, `InUse` (unless `with_dependents`), `Invalid` (the redirect).
        """
        scope = self._access.scope(actor)
        (current,) = self._resources.resources([iri], scope) if valid_iri(iri) else (None,)
        if current is None or current.iri != iri:
            if request_id is None or not self._commit(actor, "delete", request_id, (), (), scope).replayed:
                raise not_found(iri)
            return
        layer = self._layer(actor, current, revision, network, scope)
        if layer.seen is None:
            raise NotFound(f"Your library says nothing of its own about {iri}, so there is nothing to delete.")
        if redirect_to is None:
            puts, deletes = self._removal(actor, current, layer, scope, along=with_dependents)
            deletes += self._noted(current.iri, deletes, layer, scope)
            deletes.append(Delete(layer.key, layer.seen.version))
        else:
            target = self._target(current, redirect_to, scope)
            puts, deletes = self._moves(actor, current, layer, target, scope), []
            redirect: Node = {"@id": iri, "@type": [REDIRECT], REPLACED_BY: [{"@id": target.iri}]}
            puts.append(Put(layer.key, redirect, layer.seen.version))
        try:
            self._commit(actor, "delete", request_id, puts, deletes, scope)
        except Conflict:
            raise stale(self._resource(iri, scope), layer.before, None) from None

    def _layer(self, actor: Actor, current: Resource, revision: str, network: str | None, scope: Scope) -> Layer:
        """The layer to write. Raises `StaleRevision` where the caller can't have seen what is there."""
        return self._writing.layers(actor, [(current, revision)], network, scope)[0]

    def _removal(
        self, actor: Actor, current: Resource, layer: Layer, scope: Scope, *, along: bool
    ) -> tuple[list[Put], list[Delete]]:
        """What goes along when a resource goes. Nothing when another layer still describes it."""
        if layer.below is not None:
            return [], []
        hanging = self._dependents.with_all_below(current.iri, scope)
        bound = [each.key.iri for each in self._dependents.bound(current.iri, scope)]
        if bound:
            raise InUse(
                f"{len(bound)} copies of something else are bound with {current.iri}.",
                bound[:100],
                which="bound",
                values={"count": len(bound)},
            )
        foreign = [each.key.iri for each in hanging if each.key.graph not in self._own_graphs(layer)]
        if foreign or (hanging and not along):
            listed = foreign or [each.key.iri for each in hanging]
            raise InUse(f"{len(listed)} resources hang on {current.iri}.", listed[:100], values={"count": len(listed)})
        self._require_all(actor, hanging)
        puts = [
            Put(each.key, not_listing(each.body, current.iri), each.version)
            for each in self._dependents.listing(current.iri, layer.key.graph, scope)
        ]
        return puts, [Delete(each.key, each.version) for each in hanging]

    def _moves(self, actor: Actor, current: Resource, layer: Layer, target: Resource, scope: Scope) -> list[Put]:
        """What hung on a resource hangs on its replacement; works list the replacement."""
        pointing = [*self._dependents.of([current.iri], scope), *self._dependents.bound(current.iri, scope)]
        unique, own_graphs = {each.key: each for each in pointing}, self._own_graphs(layer)
        hanging = [each for each in unique.values() if each.key.graph in own_graphs]
        self._require_all(actor, hanging)
        bodies: dict[Key, tuple[Node, int]] = {
            each.key: (pointing_elsewhere(each.body, current.iri, target.iri), each.version) for each in hanging
        }
        for each in self._dependents.listing(current.iri, layer.key.graph, scope):
            bodies[each.key] = (listing(not_listing(each.body, current.iri), target.iri), each.version)
        own = next((each for each in target.layers if each.key.graph == layer.key.graph), None)
        if own is not None:
            body = bodies.get(own.key, (own.body, own.version))[0]
            for each in hanging:
                if "bf:instanceOf" in each.body:
                    body = listing(body, each.key.iri)
            if body is not own.body:
                bodies[own.key] = (body, own.version)
        return [Put(key, body, version) for key, (body, version) in bodies.items()]

    def _own_graphs(self, layer: Layer) -> tuple[str, ...]:
        """The graph a command writes, and where its library keeps what staff alone see."""
        if parse_graph(layer.key.graph).kind is not GraphKind.CATALOGUE:
            return (layer.key.graph,)
        return layer.key.graph, self._names.graph(layer.owner, GraphKind.STAFF)

    def _noted(self, iri: str, deletes: Sequence[Delete], layer: Layer, scope: Scope) -> list[Delete]:
        """What staff noted of things that go goes with them."""
        going = {each.key for each in deletes}
        graphs = self._own_graphs(layer)[1:]
        keys = [Key(graph, each) for graph in graphs for each in (iri, *(key.iri for key in going))]
        found = self._store.read([key for key in keys if key not in going], scope)
        return [Delete(each.key, each.version) for each in found if each is not None]

    def _require_all(self, actor: Actor, documents: Sequence[Document]) -> None:
        for each in documents:
            self._writing.place(actor, collection_of(each.body["@type"]), None)

    def _target(self, current: Resource, iri: str, scope: Scope) -> Resource:
        (target,) = self._resources.resources([iri], scope) if valid_iri(iri) else (None,)
        if target is None:
            raise Invalid(f"There is no resource {iri[:300]} to lead to.", ("redirectTo",), which="lead-nowhere")
        if target.iri == current.iri:
            raise Invalid("A resource can't be replaced by itself.", ("redirectTo",), which="lead-itself")
        if collection_of(target.types) != collection_of(current.types):
            raise Invalid("A resource is replaced by one of its kind.", ("redirectTo",), which="lead-kind")
        return target

    def _resource(self, iri: str, scope: Scope) -> Resource:
        (found,) = self._resources.resources([iri], scope) if valid_iri(iri) else (None,)
        if found is None:
            raise not_found(iri)
        return found

    def _commit(
        self,
        actor: Actor,
        command: str,
        request: str | None,
        puts: Sequence[Put],
        deletes: Sequence[Delete],
        scope: Scope,
    ) -> Committed:
        cause = Cause(actor.id, command, self._clock(), request)
        return self._store.commit(Change(cause, tuple(puts), tuple(deletes)), scope)
