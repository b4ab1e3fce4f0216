"""Creating, changing and deleting descriptions, as people do: one command, one Change, one event.

A command writes the acting tenant's layer of a resource; what a network shares stays as it is, and a change to it
becomes the tenant's overlay, unless the network's layer is named. Sending a command again with the same request id
answers as the first time.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NoReturn

from graph.access.model import Actor, Forbidden, Permission, network_owner, require
from graph.access.service import AccessService
from graph.catalogue.dependents import LINKS, Dependents, listing, not_listing, pointing_elsewhere
from graph.catalogue.errors import Duplicate, InUse, Invalid, NotFound, StaleRevision
from graph.catalogue.layers import graph_mark, merged, overlay, versions_of
from graph.catalogue.merge import differences
from graph.catalogue.model import Resource
from graph.catalogue.resources import REDIRECT, REPLACED_BY, ResourceReader
from graph.catalogue.statements import Statement, with_statements
from graph.catalogue.validation import HELD, KEPT_TO_STAFF, RESERVED, checked, collection_of, valid_iri
from graph.store.errors import Conflict
from graph.store.model import ABSENT, Cause, Change, Committed, Delete, Document, Key, Put
from graph.store.names import GraphKind, Names, opaque_id, parse_graph
from graph.store.port import Store
from graph.store.scope import Scope
from mappings.bibframe.node import Node


@dataclass(frozen=True, slots=True)
class _Layer:
    """The layer a command writes, as it is and as the caller saw it (None: not there), and the layers below it."""

    key: Key
    owner: str
    seen: Document | None
    below: Node | None

    @property
    def before(self) -> Node:
        """What the caller saw."""
        if self.below is None:
            return self.seen.body if self.seen is not None else {}
        if self.seen is None:
            return self.below
        return merged([*_stand_in(self.below, self.seen), self.seen])


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

    def create(
        self, actor: Actor, type: str, node: Node, request_id: str | None = None, *, network: str | None = None
    ) -> Resource:
        """A new resource of `type` with an address of its own, in the acting tenant's catalogue or a network's.

        Raises `Forbidden`, `Invalid`, `NotFound` (what it hangs on), `Duplicate`.
        """
        collection = collection_of([type])
        graph, owner = self._place(actor, collection, network)
        scope = self._access.scope(actor)
        local = opaque_id("created", actor.id, request_id) if request_id else secrets.token_hex(10)
        iri = self._names.resource(owner if network is None else "networks", collection, local)
        types = [type, *(each for each in _types(node) if each != type)]
        body = checked({**node, "@id": iri, "@type": types}, iri)
        _refuse_reserved({}, body)
        _refuse_private(body)
        puts = [Put(Key(graph, iri), body, ABSENT), *self._listed(body, collection, graph, scope)]
        try:
            self._commit(actor, "create", request_id, puts, (), scope)
        except Conflict as conflict:
            _refuse_duplicates(conflict)
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
        collection = collection_of(current.types)
        layer = self._layer(actor, current, revision, collection, network, scope)
        before = layer.before
        wanted = checked(with_statements(before, add, remove) if node is None else node, current.iri)
        wanted = _without_private(wanted, current)
        _refuse_reserved(before, wanted)
        if collection_of(wanted["@type"]) != collection:
            raise Invalid("A resource keeps what it is: a work can't become an instance.", ("@type",))
        body = wanted if layer.below is None else overlay(layer.below, wanted, layer.owner)
        put = Put(layer.key, body, ABSENT if layer.seen is None else layer.seen.version)
        try:
            self._commit(actor, "update", request_id, (put,), (), scope)
        except Conflict as conflict:
            _refuse_duplicates(conflict)
            self._stale(current.iri, before, wanted, scope)
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
                raise _not_found(iri)
            return
        layer = self._layer(actor, current, revision, collection_of(current.types), network, scope)
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
            self._stale(iri, layer.before, None, scope)

    def _place(self, actor: Actor, collection: str, network: str | None) -> tuple[str, str]:
        """The graph to write and its owner's slug. Raises `Forbidden`."""
        permission = Permission.HOLDINGS_WRITE if collection in HELD else Permission.CATALOGUE_WRITE
        if network is not None:
            require(actor, permission, network_owner(network))
            return self._names.network_graph(network), network
        if actor.tenant is None:
            raise Forbidden("Say in which library you are acting.", hint="Sign in to a library, or choose one.")
        require(actor, permission)
        return self._names.graph(actor.tenant, GraphKind.CATALOGUE), actor.tenant

    def _layer(
        self, actor: Actor, current: Resource, revision: str, collection: str, network: str | None, scope: Scope
    ) -> _Layer:
        """The layer to write. Raises `StaleRevision` where the caller can't have seen what is there."""
        graph, owner = self._place(actor, collection, network)
        own = next((layer for layer in current.layers if layer.key.graph == graph), None)
        shared = [layer for layer in current.layers if parse_graph(layer.key.graph).kind is GraphKind.NETWORK]
        below = [layer for layer in shared if layer.key.graph != graph] if network is None else []
        if own is None and any(_is_kept(layer, owner) for layer in current.layers):
            raise Forbidden("It is suppressed: staff alone see it.", hint="Use itemUpdate or holdingsUpdate.")
        if own is None and (collection in HELD or not below):
            raise Forbidden("What another library describes can't be changed here.", hint="Ask that library.")
        seen = versions_of(revision)
        if not seen:
            raise Invalid(f"“{revision[:100]}” is no revision of {current.iri}.", ("revision",))
        for layer in below:
            if seen.get(graph_mark(layer.key.graph), layer.version) != layer.version:
                raise StaleRevision("A shared description of it has been changed since you read it.", current)
        key = Key(graph, current.iri)
        version = seen.get(graph_mark(graph))
        if version is None and own is not None:
            raise StaleRevision("It has been changed since you read it.", current)
        document = own if version is None or (own is not None and own.version == version) else None
        if version is not None and document is None:
            document = self._past(key, version, current, scope)
        return _Layer(key, owner, document, merged(below) if below else None)

    def _past(self, key: Key, version: int, current: Resource, scope: Scope) -> Document:
        (found,) = self._store.versions([(key, version)], scope)
        if found is None or found.body is None:
            raise StaleRevision("It has been changed since you read it.", current)
        return Document(key, version, found.body, current.created, current.changed)

    def _listed(self, body: Node, collection: str, graph: str, scope: Scope) -> list[Put]:
        """What a new resource hangs on must be there; a work in the same graph lists its new instance."""
        links = LINKS.get(collection, ())
        targets = [value["@id"] for link in links for value in body.get(link, ()) if isinstance(value, dict)]
        if links and not targets and collection in HELD:
            raise Invalid("It has to say what it belongs to.", (links[0],))
        found = self._resources.resources(targets, scope)
        for target, there in zip(targets, found, strict=True):
            if there is None:
                raise _not_found(target)
        return [
            Put(layer.key, listing(layer.body, body["@id"]), layer.version)
            for there in found
            if there is not None and collection == "instances"
            for layer in there.layers
            if layer.key.graph == graph
        ]

    def _removal(
        self, actor: Actor, current: Resource, layer: _Layer, scope: Scope, *, along: bool
    ) -> tuple[list[Put], list[Delete]]:
        """What goes along when a resource goes. Nothing when another layer still describes it."""
        if layer.below is not None:
            return [], []
        hanging = self._dependents.with_all_below(current.iri, scope)
        bound = [each.key.iri for each in self._dependents.bound(current.iri, scope)]
        if bound:
            raise InUse(f"{len(bound)} copies of something else are bound with {current.iri}.", bound[:100])
        foreign = [each.key.iri for each in hanging if each.key.graph not in self._own_graphs(layer)]
        if foreign or (hanging and not along):
            listed = foreign or [each.key.iri for each in hanging]
            raise InUse(f"{len(listed)} resources hang on {current.iri}.", listed[:100])
        self._require_all(actor, hanging)
        puts = [
            Put(each.key, not_listing(each.body, current.iri), each.version)
            for each in self._dependents.listing(current.iri, layer.key.graph, scope)
        ]
        return puts, [Delete(each.key, each.version) for each in hanging]

    def _moves(self, actor: Actor, current: Resource, layer: _Layer, target: Resource, scope: Scope) -> list[Put]:
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

    def _own_graphs(self, layer: _Layer) -> tuple[str, ...]:
        """The graph a command writes, and where its library keeps what staff alone see."""
        if parse_graph(layer.key.graph).kind is not GraphKind.CATALOGUE:
            return (layer.key.graph,)
        return layer.key.graph, self._names.graph(layer.owner, GraphKind.STAFF)

    def _noted(self, iri: str, deletes: Sequence[Delete], layer: _Layer, scope: Scope) -> list[Delete]:
        """What staff noted of things that go goes with them."""
        going = {each.key for each in deletes}
        graphs = self._own_graphs(layer)[1:]
        keys = [Key(graph, each) for graph in graphs for each in (iri, *(key.iri for key in going))]
        found = self._store.read([key for key in keys if key not in going], scope)
        return [Delete(each.key, each.version) for each in found if each is not None]

    def _require_all(self, actor: Actor, documents: Sequence[Document]) -> None:
        for each in documents:
            self._place(actor, collection_of(each.body["@type"]), None)

    def _target(self, current: Resource, iri: str, scope: Scope) -> Resource:
        (target,) = self._resources.resources([iri], scope) if valid_iri(iri) else (None,)
        if target is None:
            raise Invalid(f"There is no resource {iri[:300]} to lead to.", ("redirectTo",))
        if target.iri == current.iri:
            raise Invalid("A resource can't be replaced by itself.", ("redirectTo",))
        if collection_of(target.types) != collection_of(current.types):
            raise Invalid("A resource is replaced by one of its kind.", ("redirectTo",))
        return target

    def _resource(self, iri: str, scope: Scope) -> Resource:
        (found,) = self._resources.resources([iri], scope) if valid_iri(iri) else (None,)
        if found is None:
            raise _not_found(iri)
        return found

    def _stale(self, iri: str, before: Node, wanted: Node | None, scope: Scope) -> NoReturn:
        current = self._resource(iri, scope)
        theirs = differences(before, current.body)
        ours = () if wanted is None else differences(before, wanted)
        raise StaleRevision("It has been changed since you read it.", current, theirs, ours) from None

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


def _stand_in(below: Node, seen: Document) -> tuple[Document]:
    """The merged lower layers as one document, to merge the caller's layer onto."""
    graph = seen.key.graph.rpartition("/graphs/")[0] + "/graphs/network/below"
    return (Document(Key(graph, seen.key.iri), 0, below, seen.created, seen.changed),)


def _types(node: Node) -> list[str]:
    found = node.get("@type", ())
    return [found] if isinstance(found, str) else list(found)


def _not_found(iri: str) -> NotFound:
    return NotFound(f"There is no resource {iri[:300]} that you may read.")


def _refuse_reserved(before: Node, wanted: Node) -> None:
    for name in RESERVED:
        if before.get(name) != wanted.get(name):
            raise Invalid(f"{name} is kept by imports and can't be changed by hand.", (name,))


def _is_kept(layer: Document, owner: str) -> bool:
    """Whether it is what staff of a library alone see."""
    return parse_graph(layer.key.graph) == (GraphKind.STAFF, owner)


def _without_private(wanted: Node, current: Resource) -> Node:
    """What is written where others read it: what staff alone see stays where it is. Raises `Invalid` for a change."""
    kept = {name: current.body[name] for name in KEPT_TO_STAFF if name in current.body}
    if kept and all(wanted.get(name, values) == values for name, values in kept.items()):
        wanted = {name: values for name, values in wanted.items() if name not in kept}
    _refuse_private(wanted)
    return wanted


def _refuse_private(body: Node) -> None:
    for name in sorted(KEPT_TO_STAFF & body.keys()):
        raise Invalid(f"{name} is for staff alone and isn't written here.", (name,), hint="Use itemUpdate.")


def _refuse_duplicates(conflict: Conflict) -> None:
    """A taken barcode or number is no stale revision: say which it is."""
    taken = [subject for subject in conflict.subjects if not valid_iri(subject) or not subject.startswith("http")]
    if taken:
        scheme, _, value = taken[0].partition(":")
        raise Duplicate(f"The {scheme} {value} is taken.") from None
