"""An item or holdings as its library's documents are: what is shown in the catalogue graph, and what staff alone see.

What the public sees is one document in the catalogue graph, and what staff note about it a second one in the staff
graph. Something suppressed is in the staff graph alone, whole: the catalogue graph, and with it search, SPARQL and
every reader who is not staff, doesn't hold it at all.
"""

from __future__ import annotations

from dataclasses import dataclass

from graph.catalogue.layers import graph_mark, merged, versions_of
from graph.catalogue.model import Resource
from graph.catalogue.validation import KEPT_TO_STAFF
from graph.holdings.terms import SUPPRESSED
from graph.store.model import ABSENT, Delete, Document, Expected, Key, Put
from graph.store.names import GraphKind, Names
from graph.store.port import Store
from graph.store.scope import Scope
from mappings.bibframe.node import Node


@dataclass(frozen=True, slots=True)
class Layers:
    """The two documents of one root, each None where it isn't there, under their keys."""

    shown_key: Key
    kept_key: Key
    shown: Document | None = None
    kept: Document | None = None

    @property
    def body(self) -> Node:
        """What both say."""
        found = [each for each in (self.shown, self.kept) if each is not None]
        return merged(found) if len(found) > 1 else found[0].body if found else {}

    @property
    def is_there(self) -> bool:
        """Whether there is any."""
        return self.shown is not None or self.kept is not None

    @property
    def is_hidden(self) -> bool:
        """Whether staff alone see it."""
        return self.shown is None and self.kept is not None

    def writes(self, body: Node, *, hidden: bool) -> tuple[list[Put], list[Delete]]:
        """What to write so that it says `body`, suppressed or not."""
        if hidden or SUPPRESSED in body:
            return [_put(self.kept_key, self.kept, body)], _gone(self.shown)
        shown = {name: values for name, values in body.items() if name not in KEPT_TO_STAFF}
        kept = {name: values for name, values in body.items() if name in KEPT_TO_STAFF}
        puts = [_put(self.shown_key, self.shown, shown)]
        if not kept:
            return puts, _gone(self.kept)
        own: Node = {"@id": body["@id"], "@type": list(body["@type"]), **kept}
        return [*puts, _put(self.kept_key, self.kept, own)], []

    def removal(self) -> list[Delete]:
        """What to delete so that nothing is left."""
        return [*_gone(self.shown), *_gone(self.kept)]


def layers_of(found: Resource, tenant: str, names: Names) -> Layers:
    """The documents of a resource that are this library's own."""
    none = new_layers(found.iri, tenant, names)
    own = {each.key: each for each in found.layers}
    return Layers(none.shown_key, none.kept_key, own.get(none.shown_key), own.get(none.kept_key))


def new_layers(iri: str, tenant: str, names: Names) -> Layers:
    """The documents of something that isn't there yet."""
    return Layers(Key(names.graph(tenant, GraphKind.CATALOGUE), iri), Key(names.graph(tenant, GraphKind.STAFF), iri))


def seen_layers(current: Layers, revision: str, store: Store, scope: Scope) -> Layers | None:
    """The documents as they were at a revision; None where they can't be told any more."""
    versions = versions_of(revision)
    wanted = [
        (key, versions[mark])
        for key in (current.shown_key, current.kept_key)
        if (mark := graph_mark(key.graph)) in versions
    ]
    if not wanted:
        return None
    now = {each.key: each for each in (current.shown, current.kept) if each is not None}
    found: dict[Key, Document] = {key: now[key] for key, version in wanted if _is(now.get(key), version)}
    past = [pair for pair in wanted if pair[0] not in found]
    for (key, version), each in zip(past, store.versions(past, scope) if past else (), strict=True):
        if each is None or each.body is None:
            return None
        found[key] = Document(key, version, each.body, each.cause.at, each.cause.at)
    return Layers(current.shown_key, current.kept_key, found.get(current.shown_key), found.get(current.kept_key))


def _is(document: Document | None, version: int) -> bool:
    return document is not None and document.version == version


def _put(key: Key, before: Document | None, body: Node) -> Put:
    expects: Expected = ABSENT if before is None else before.version
    return Put(key, body, expects)


def _gone(document: Document | None) -> list[Delete]:
    return [] if document is None else [Delete(document.key, document.version)]
