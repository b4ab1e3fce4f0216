"""What describing writes, as values: for one root or for many at once, before anything is committed.

A new root must hang on what is there, or on another new root of the same Change; a changed one is written in the acting
tenant's layer. A document that two of them touch (a work, and the new instance it lists) is written once.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from graph.access.model import Actor, Forbidden, Permission, acting, network_owner, require
from graph.catalogue.dependents import LINKS, listing
from graph.catalogue.errors import Duplicate, Invalid, NotFound, StaleRevision
from graph.catalogue.layers import graph_mark, merged, overlay, versions_of
from graph.catalogue.merge import differences, merge
from graph.catalogue.model import Resource
from graph.catalogue.resources import ResourceReader
from graph.catalogue.validation import HELD, KEPT_TO_STAFF, RESERVED, checked, collection_of, valid_iri
from graph.store.errors import Conflict
from graph.store.model import ABSENT, Document, Key, Put, Version
from graph.store.names import GraphKind, Names, parse_graph
from graph.store.port import Store
from graph.store.scope import Scope
from mappings.bibframe.node import Node

Pasts = Mapping[tuple[Key, int], Version | None]


@dataclass(frozen=True, slots=True)
class Layer:
    """The layer a command writes: as the caller saw it and as it is now (None: not there), and the layers below it."""

    key: Key
    owner: str
    seen: Document | None
    now: Document | None
    below: Node | None

    @property
    def before(self) -> Node:
        """What the caller saw."""
        if self.below is None:
            return self.seen.body if self.seen is not None else {}
        if self.seen is None:
            return self.below
        return merged([*_stand_in(self.below, self.seen), self.seen])

    @property
    def is_stale(self) -> bool:
        """Whether it was written since the caller saw it."""
        return (self.seen and self.seen.version) != (self.now and self.now.version)

    def put(self, wanted: Node) -> Put:
        """What makes the resource say what is wanted."""
        body = wanted if self.below is None else overlay(self.below, wanted, self.owner)
        return Put(self.key, body, ABSENT if self.seen is None else self.seen.version)


@dataclass(slots=True)
class Writes:
    """The puts of one Change so far, each document once: what is said of it later holds."""

    puts: dict[Key, Put] = field(default_factory=dict)

    def add(self, put: Put) -> None:
        """Write a document; what it was expected to be is as said first."""
        known = self.puts.get(put.key)
        self.puts[put.key] = put if known is None else Put(put.key, put.body, known.expects)

    def listed(self, key: Key, there: Document | None, instance: str) -> None:
        """A work in the same graph lists its new instance."""
        known = self.puts.get(key)
        if known is not None:
            self.add(Put(key, listing(known.body, instance), known.expects))
        elif there is not None:
            self.add(Put(key, listing(there.body, instance), there.version))


class Writing:
    """Makes the writes of new and changed roots. Nothing here commits."""

    def __init__(self, store: Store, names: Names, resources: ResourceReader) -> None:
        self._store, self._names, self._resources = store, names, resources

    def place(self, actor: Actor, collection: str, network: str | None) -> tuple[str, str]:
        """The graph to write and its owner's slug. Raises `Forbidden`."""
        permission = Permission.HOLDINGS_WRITE if collection in HELD else Permission.CATALOGUE_WRITE
        if network is not None:
            require(actor, permission, network_owner(network))
            return self._names.network_graph(network), network
        tenant = acting(actor, permission)
        return self._names.graph(tenant, GraphKind.CATALOGUE), tenant

    def create(self, writes: Writes, graph: str, bodies: Sequence[Node], scope: Scope) -> None:
        """Write new roots; works come before the instances they get. One call, whatever their number."""
        for body in bodies:
            refuse_reserved({}, body)
            refuse_private(body)
            writes.add(Put(Key(graph, body["@id"]), body, ABSENT))
        self.hang(writes, graph, bodies, scope)

    def hang(self, writes: Writes, graph: str, bodies: Sequence[Node], scope: Scope) -> None:
        """What roots hang on must be there, and works list their instances. Raises `NotFound`, `Invalid`."""
        targets = list(dict.fromkeys(target for body in bodies for target in _hangs_on(body)))
        found = dict(zip(targets, self._resources.resources(targets, scope), strict=True)) if targets else {}
        for body in bodies:
            collection = collection_of(body["@type"])
            if collection in HELD and not _hangs_on(body):
                raise Invalid("It has to say what it belongs to.", (LINKS[collection][0],))
            for target in _hangs_on(body):
                self._hung(writes, graph, body["@id"], target, found[target], lists=collection == "instances")

    def _hung(self, writes: Writes, graph: str, iri: str, target: str, there: Resource | None, *, lists: bool) -> None:
        key = Key(graph, target)
        if there is None and key not in writes.puts:
            raise not_found(target)
        if lists:
            own = None if there is None else next((each for each in there.layers if each.key.graph == graph), None)
            writes.listed(key if own is None else own.key, own, iri)

    def layers(
        self, actor: Actor, wanted: Sequence[tuple[Resource, str]], network: str | None, scope: Scope
    ) -> list[Layer]:
        """Per resource and the revision the caller saw, the layer to write. One call, whatever their number.

        Raises `Forbidden`, `Invalid` (the revision); `StaleRevision` where the caller can't have seen what is there.
        """
        places = [self.place(actor, collection_of(current.types), network) for current, _ in wanted]
        asked = [
            (Key(graph, current.iri), version)
            for (current, revision), (graph, _) in zip(wanted, places, strict=True)
            if (version := versions_of(revision).get(graph_mark(graph))) is not None
            and not any(each.key.graph == graph and each.version == version for each in current.layers)
        ]
        pasts = dict(zip(asked, self._store.versions(asked, scope), strict=True)) if asked else {}
        return [
            _layer(current, revision, place, network, pasts)
            for (current, revision), place in zip(wanted, places, strict=True)
        ]

    def change(self, current: Resource, layer: Layer, node: Node) -> tuple[Put, Node]:
        """The put that makes a resource say what is in `node`, and the whole of it. Raises `Invalid`."""
        wanted = _without_private(checked(node, current.iri), current)
        refuse_reserved(layer.before, wanted)
        if collection_of(wanted["@type"]) != collection_of(current.types):
            raise Invalid(
                "A resource keeps what it is: a work can't become an instance.", ("@type",), which="kind-stays"
            )
        return layer.put(wanted), wanted


def _layer(current: Resource, revision: str, place: tuple[str, str], network: str | None, pasts: Pasts) -> Layer:
    graph, owner = place
    own = next((layer for layer in current.layers if layer.key.graph == graph), None)
    shared = [layer for layer in current.layers if parse_graph(layer.key.graph).kind is GraphKind.NETWORK]
    below = [layer for layer in shared if layer.key.graph != graph] if network is None else []
    if own is None and any(_is_kept(layer, owner) for layer in current.layers):
        raise Forbidden(
            "It is suppressed: staff alone see it.", hint="Use itemUpdate or holdingsUpdate.", which="suppressed"
        )
    if own is None and (collection_of(current.types) in HELD or not below):
        raise Forbidden(
            "What another library describes can't be changed here.", hint="Ask that library.", which="elsewhere"
        )
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
        found = pasts.get((key, version))
        if found is None or found.body is None:
            raise StaleRevision("It has been changed since you read it.", current)
        document = Document(key, version, found.body, current.created, current.changed)
    return Layer(key, owner, document, own, merged(below) if below else None)


def stale(current: Resource, before: Node, wanted: Node | None) -> StaleRevision:
    """What tells a caller what others did since, and how both come together."""
    theirs = differences(before, current.body)
    ours = () if wanted is None else differences(before, wanted)
    both = None if wanted is None else merge(before, wanted, current.body)
    return StaleRevision("It has been changed since you read it.", current, theirs, ours, base=before, both=both)


def not_found(iri: str) -> NotFound:
    """There is no such resource."""
    return NotFound(f"There is no resource {iri[:300]} that you may read.")


def types_of(node: Node) -> list[str]:
    """The types of a node as people send it."""
    found = node.get("@type", ())
    return [found] if isinstance(found, str) else list(found)


def refuse_reserved(before: Node, wanted: Node) -> None:
    """Raise `Invalid` where a person changes what imports keep."""
    for name in RESERVED:
        if before.get(name) != wanted.get(name):
            raise Invalid(f"{name} is kept by imports and can't be changed by hand.", (name,))


def refuse_private(body: Node) -> None:
    """Raise `Invalid` for what staff alone may see."""
    for name in sorted(KEPT_TO_STAFF & body.keys()):
        raise Invalid(f"{name} is for staff alone and isn't written here.", (name,), hint="Use itemUpdate.")


def refuse_duplicates(conflict: Conflict) -> None:
    """A taken barcode or number is no stale revision: raise `Duplicate` that says which it is."""
    taken = [subject for subject in conflict.subjects if not valid_iri(subject) or not subject.startswith("http")]
    if taken:
        scheme, _, value = taken[0].partition(":")
        raise Duplicate(
            f"The {scheme} {value} is taken.", which="key", values={"scheme": scheme, "value": value}
        ) from None


def _hangs_on(body: Node) -> list[str]:
    links = LINKS.get(collection_of(body["@type"]), ())
    return [str(value["@id"]) for link in links for value in body.get(link, ()) if isinstance(value, dict)]


def _stand_in(below: Node, seen: Document) -> tuple[Document]:
    """The merged lower layers as one document, to merge the caller's layer onto."""
    graph = seen.key.graph.rpartition("/graphs/")[0] + "/graphs/network/below"
    return (Document(Key(graph, seen.key.iri), 0, below, seen.created, seen.changed),)


def _is_kept(layer: Document, owner: str) -> bool:
    """Whether it is what staff of a library alone see."""
    return parse_graph(layer.key.graph) == (GraphKind.STAFF, owner)


def _without_private(wanted: Node, current: Resource) -> Node:
    """What is written where others read it: what staff alone see stays where it is. Raises `Invalid` for a change."""
    kept = {name: current.body[name] for name in KEPT_TO_STAFF if name in current.body}
    if kept and all(wanted.get(name, values) == values for name, values in kept.items()):
        wanted = {name: values for name, values in wanted.items() if name not in kept}
    refuse_private(wanted)
    return wanted
