"""Which families of Work, Instances and Items a run of events touches, read in few calls whatever their number."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Final, Protocol

from graph.backends.tantivy.alike import Clusters, is_shared
from graph.backends.tantivy.documents import Family
from graph.backends.tantivy.schema import document_id, owner_of
from graph.store.alike import CLUSTER, MEMBER
from graph.store.model import Document, Event, Key
from graph.store.names import NETWORKS, GraphKind, names_of, parse_graph
from graph.store.port import Store
from graph.store.scope import Scope
from mappings.bibframe import read
from mappings.bibframe.node import Node

INSTANCE_OF: Final = "bf:instanceOf"
UP_FROM_ITEM: Final = ("bf:itemOf", "lsp:holdingsFor")
_ROOTS: Final = ("bf:Work", "bf:Instance", "bf:Item", "lsp:Holdings")
_AT_ONCE: Final = 1000
_OWN: Final = GraphKind.CATALOGUE


@dataclass(slots=True)
class Touches:
    """The documents that events touched, and the versions of each that an index may still hold. `moved` are those of
    circulation, with the oldest: what becomes of an item is not in its own document.
    """

    before: dict[Key, list[int]] = field(default_factory=dict)
    moved: dict[Key, int] = field(default_factory=dict)

    @classmethod
    def of(cls, events: Iterable[Event]) -> Touches:
        """What these events touched in graphs that are searched."""
        found = cls()
        for event in events:
            for key, _, previous in event.touched:
                if owner_of(key.graph) is not None:
                    found.before.setdefault(key, []).append(previous)
                elif parse_graph(key.graph).kind is GraphKind.CIRCULATION:
                    found.moved.setdefault(key, previous)
        return found


@dataclass(slots=True)
class Families:
    """What is to be written: whole families, documents to take away by their index id, and bodies as they were before.

    `others` are documents that are no Work, Instance or Item, such as described headings.
    """

    families: list[Family] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)
    others: list[Document] = field(default_factory=list)
    previous: list[tuple[Node, str]] = field(default_factory=list)


class _Reader:
    """Documents by key, each read once. A tenant's document about what networks share says what all layers do."""

    def __init__(self, store: Store, scope: Scope, merge: Callable[[Sequence[Document]], Node]) -> None:
        self.store, self.scope, self.merge = store, scope, merge
        self.known: dict[Key, Document | None] = {}

    def read(self, keys: Iterable[Key]) -> list[Document]:
        """The documents that exist, in order."""
        wanted = list(dict.fromkeys(keys))
        missing = iter([key for key in wanted if key not in self.known])
        while batch := list(islice(missing, _AT_ONCE)):
            self.known.update(zip(batch, self.store.read(batch, self.scope), strict=True))
            if shared := [key for key in batch if is_shared(key.iri) and parse_graph(key.graph).kind is _OWN]:
                self._merge(shared)
        return [document for key in wanted if (document := self.known[key]) is not None]

    def _merge(self, keys: Sequence[Key]) -> None:
        for key, layers in zip(keys, self.store.layers([key.iri for key in keys], self.scope), strict=True):
            said = [each for each in layers if parse_graph(each.key.graph).kind is GraphKind.NETWORK]
            if said:
                own = self.known[key]
                first, every = said[0], [*said, own] if own is not None else said
                self.known[key] = Document(
                    key, first.version, self.merge(every), own.created if own else first.created, first.changed
                )

    def pointing(self, targets: Sequence[str], paths: Sequence[str]) -> list[list[Key]]:
        """Per target, every document that points at it."""
        found: list[list[Key]] = []
        for start in range(0, len(targets), _AT_ONCE):
            batch = targets[start : start + _AT_ONCE]
            for target, page in zip(batch, self.store.incoming(batch, paths, self.scope, first=100), strict=True):
                keys = list(page.keys)
                after = page.after
                while after is not None:
                    (more,) = self.store.incoming([target], paths, self.scope, first=1000, after=after)
                    keys.extend(more.keys)
                    after = more.after
                found.append(keys)
        return found


def gather(
    touches: Touches,
    store: Store,
    scope: Scope,
    merge: Callable[[Sequence[Document]], Node],
    indexed: Indexed,
) -> Families:
    """The families these touches belong to, as they are now. Works of a cluster that are `indexed` as its own already
    are left as they are.
    """
    reader = _Reader(store, scope, merge)
    answer = Families()
    present = reader.read(touches.before)
    states: list[tuple[Key, Node]] = [(document.key, document.body) for document in present]
    before, lost = _before(touches, store, scope, answer)
    states.extend(before)
    states.extend((item.key, item.body) for item in reader.read(_items_moved(touches, reader, store, scope)))
    works, instances = _roots_above(states, reader)
    works.update(dict.fromkeys(_regrouped(states, lost, reader, indexed)))
    having = Having(works, instances, reader)
    for document in present:
        if document.key not in works and document.key not in instances and _root_type(document.body) is None:
            answer.others.append(document)
    for key in touches.before:
        if reader.known[key] is None and (owner := owner_of(key.graph)) is not None:
            answer.gone.append(document_id(owner, key.iri))
    _families(works, instances, reader, having, answer)
    return answer


def _before(touches: Touches, store: Store, scope: Scope, answer: Families) -> tuple[list[tuple[Key, Node]], list[Key]]:
    """The states the index may hold of what changed: they tell where it belonged and which headings it named. And of
    what such a state is not kept any more.
    """
    wanted = [(key, version) for key, versions in touches.before.items() for version in versions if version]
    found, lost = [], []
    for (key, _), version in zip(wanted, store.versions(wanted, scope) if wanted else (), strict=True):
        if version is None or version.body is None:
            lost.append(key)
        else:
            found.append((key, version.body))
            answer.previous.append((version.body, owner_of(key.graph) or ""))
    return found, lost


def _items_moved(touches: Touches, reader: _Reader, store: Store, scope: Scope) -> list[Key]:
    """The items that loans, requests and transits are about, or were."""
    wanted = [(key, version) for key, version in touches.moved.items() if version]
    bodies = [(document.key, document.body) for document in reader.read(touches.moved)]
    past = store.versions(wanted, scope) if wanted else ()
    bodies.extend((each.key, each.body) for each in past if each is not None and each.body is not None)
    return [
        Key(names_of(key.graph).graph(parse_graph(key.graph).owner, GraphKind.CATALOGUE), iri)
        for key, body in bodies
        for iri in read.iris(body, "lsp:item")
    ]


def _root_type(body: Node) -> str | None:
    types = body.get("@type", ())
    return next((each for each in _ROOTS if each in types), None)


def _roots_above(states: Sequence[tuple[Key, Node]], reader: _Reader) -> tuple[dict[Key, None], dict[Key, None]]:
    """The works the states belong to, and the instances among or above them."""
    works: dict[Key, None] = {}
    instances: dict[Key, None] = {}
    for key, body in states:
        kind = _root_type(body)
        if kind == "bf:Work":
            works[key] = None
        elif kind == "bf:Instance":
            instances[key] = None
            works.update(dict.fromkeys(Key(key.graph, iri) for iri in read.iris(body, INSTANCE_OF)))
        elif kind is not None:
            for name in UP_FROM_ITEM:
                instances.update(dict.fromkeys(Key(key.graph, iri) for iri in read.iris(body, name)))
    for instance in reader.read(instances):
        works.update(dict.fromkeys(Key(instance.key.graph, iri) for iri in read.iris(instance.body, INSTANCE_OF)))
    return works, instances


class Indexed(Protocol):
    """What works are indexed as one with."""

    def known(self, work: str) -> Clusters | None:
        """The clusters a work was indexed with; None where that was too long ago to be remembered."""
        ...

    def members(self, clusters: Collection[str]) -> Iterable[str]:
        """The works that are indexed as members of one of these."""
        ...


def _regrouped(states: Sequence[tuple[Key, Node]], lost: Sequence[Key], reader: _Reader, indexed: Indexed) -> list[Key]:
    """The works of clusters that changed, before or now, which are indexed as something else."""
    named: dict[str, Key] = {}
    for key, body in states:
        if CLUSTER in body.get("@type", ()):
            named.update((iri, _at_home(key.graph, iri)) for iri in read.iris(body, MEMBER))
    gone: dict[str, set[str]] = {}
    for key in lost:
        if parse_graph(key.graph).kind is GraphKind.NETWORK:
            gone.setdefault(key.graph, set()).add(key.iri)
    for graph, clusters in gone.items():
        named.update((iri, _at_home(graph, iri)) for iri in indexed.members(clusters))
    found = _clusters(list(named), reader)
    return [named[iri] for iri, now in found.items() if indexed.known(iri) != now]


def _at_home(graph: str, iri: str) -> Key:
    """A member of a cluster of a network, in the graph of whose it is."""
    names = names_of(graph)
    owner = names.owner_of(iri)
    return Key(graph if owner == NETWORKS else names.graph(owner, _OWN), iri)


def _clusters(works: Sequence[str], reader: _Reader) -> dict[str, Clusters]:
    """Per work the clusters that it is in."""
    pointing = reader.pointing(works, (MEMBER,)) if works else []
    return {
        iri: tuple(sorted((parse_graph(key.graph).owner, key.iri) for key in keys))
        for iri, keys in zip(works, pointing, strict=True)
    }


class Having:
    """Which tenants have something of what networks share: an overlay, or copies. Each has a document of its own about
    it, which says what all layers do. Asks nothing where nothing is shared.
    """

    def __init__(self, works: dict[Key, None], instances: dict[Key, None], reader: _Reader) -> None:
        self._graphs: dict[str, set[str]] = {}
        self._editions: dict[str, list[str]] = {}
        shared = list(dict.fromkeys(key.iri for key in works if is_shared(key.iri)))
        editions = reader.pointing(shared, (INSTANCE_OF,)) if shared else []
        for work, keys in zip(shared, editions, strict=True):
            self._editions[work] = list(dict.fromkeys(key.iri for key in keys if is_shared(key.iri)))
        own = [key.iri for key in instances if is_shared(key.iri)]
        below = list(dict.fromkeys((*own, *(iri for found in self._editions.values() for iri in found))))
        if not shared and not below:
            return
        copies = reader.pointing(below, UP_FROM_ITEM)
        every = [*shared, *below]
        layers = dict(zip(every, reader.store.layers(every, reader.scope), strict=True))
        for iri, keys in zip(below, copies, strict=True):
            self._graphs[iri] = {key.graph for key in keys} | {each.key.graph for each in layers[iri]}
        for work in shared:
            found = [self._graphs[each] for each in self._editions[work]]
            self._graphs[work] = set().union({each.key.graph for each in layers[work]}, *found)
        works.update(dict.fromkeys(Key(graph, iri) for iri in shared for graph in self._searched(iri)))
        instances.update(dict.fromkeys(Key(graph, iri) for iri in below for graph in self._searched(iri)))

    def lost(self, key: Key) -> bool:
        """Whether a graph has nothing any more of what is shared."""
        return is_shared(key.iri) and key.graph not in self._graphs.get(key.iri, ())

    def editions(self, work: Key) -> list[Key]:
        """The shared editions of a shared work that its graph has something of."""
        return [
            Key(work.graph, iri) for iri in self._editions.get(work.iri, ()) if work.graph in self._graphs.get(iri, ())
        ]

    def tenants(self, key: Key) -> list[str]:
        """Who stands beside a network with a document of its own."""
        if parse_graph(key.graph).kind is not GraphKind.NETWORK:
            return []
        graphs = (parse_graph(graph) for graph in self._graphs.get(key.iri, ()))
        return sorted(graph.owner for graph in graphs if graph.kind is _OWN)

    def _searched(self, iri: str) -> list[str]:
        return sorted(graph for graph in self._graphs[iri] if parse_graph(graph).kind in {_OWN, GraphKind.NETWORK})


def _families(
    works: Iterable[Key], instances: Iterable[Key], reader: _Reader, having: Having, answer: Families
) -> None:
    lost = [key for key in dict.fromkeys((*works, *instances)) if having.lost(key)]
    answer.gone += [document_id(owner, key.iri) for key in lost if (owner := owner_of(key.graph)) is not None]
    wanted = [key for key in works if not having.lost(key)]
    instances = [key for key in instances if not having.lost(key)]
    pointing = reader.pointing([key.iri for key in wanted], (INSTANCE_OF,))
    below = [
        list(dict.fromkeys((*(key for key in keys if key.graph == work.graph), *having.editions(work))))
        for work, keys in zip(wanted, pointing, strict=True)
    ]
    reader.read(wanted)
    reader.read(key for keys in below for key in keys)
    taken: set[Key] = set()
    orphans: list[Key] = []
    for key, keys in zip(wanted, below, strict=True):
        work = reader.known[key]
        if work is None or _root_type(work.body) != "bf:Work":  # gone, or it leads to another by now
            orphans.extend(keys)
            answer.gone.append(document_id(owner_of(key.graph) or "", key.iri))
            continue
        taken.update(keys)
        answer.families.append(Family(owner_of(key.graph) or "", work, reader.read(keys)))
    for alone in reader.read(key for key in (*instances, *orphans) if key not in taken):
        owner = owner_of(alone.key.graph) or ""
        if _root_type(alone.body) == "bf:Instance":
            answer.families.append(Family(owner, None, [alone]))
        else:
            answer.gone.append(document_id(owner, alone.key.iri))
    for family in answer.families:
        roots = [*([family.work] if family.work else ()), *family.instances]
        family.layered = {each.key.iri: found for each in roots if (found := having.tenants(each.key))}
    clusters = _clusters(list(dict.fromkeys(each.work.key.iri for each in answer.families if each.work)), reader)
    for family in answer.families:
        family.clusters = clusters[family.work.key.iri] if family.work else ()
    _items(answer.families, reader)


def _items(families: Sequence[Family], reader: _Reader) -> None:
    owners = [(family, instance) for family in families for instance in family.instances]
    pointing = reader.pointing([instance.key.iri for _, instance in owners], UP_FROM_ITEM)
    reader.read(key for keys in pointing for key in keys)
    for (family, instance), keys in zip(owners, pointing, strict=True):
        if items := reader.read(key for key in keys if key.graph == instance.key.graph):
            family.items[instance.key.iri] = items
