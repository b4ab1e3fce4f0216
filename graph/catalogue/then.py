"""Descriptions as they are, or as they were at the moment that a scope names.

Those who see who changed what read everything that was said then. Everybody else reads what was public then of what is
public still: what a library took back has a reason, and isn't published again by asking for yesterday. So the public's
past of a description begins where it last came, or came back; what was merged leads on to what it became.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Final

from graph.store.model import Document, Key, Version
from graph.store.names import SHAREABLE, GraphKind, parse_graph
from graph.store.port import Store
from graph.store.scope import Scope

LEADS_ON: Final = "lsp:Redirect"
"""The type of what only says what took the place of a resource."""


_DESCRIBING: Final = SHAREABLE | {GraphKind.STAFF, GraphKind.SOURCE}
"""The kinds of graph in which there are descriptions. What another says of the same resource is no layer of it, whoever
may read that graph.
"""


def looks_back(graph: str, scope: Scope) -> bool:
    """Whether somebody with this scope sees who changed what in a graph: staff of its library, those who write in a
    network's.
    """
    if parse_graph(graph).kind is GraphKind.CATALOGUE:
        return scope.reads(graph.removesuffix(GraphKind.CATALOGUE.value) + GraphKind.STAFF.value)
    return parse_graph(graph).kind is GraphKind.STAFF or scope.writes(graph)


def layers_of(store: Store, iris: Sequence[str], scope: Scope) -> list[tuple[Document, ...]]:
    """Per resource, the documents that describe it, in every graph of the scope.

    One call, and one more for a moment, however long the histories are.
    """
    now = describing(store, iris, scope)
    if scope.moment is None or not iris:
        return now
    asked = [_asked(iri, found, scope) for iri, found in zip(iris, now, strict=True)]
    keys = list(dict.fromkeys(key for found in asked for key in found))
    then = dict(zip(keys, store.as_of(keys, scope.moment, scope), strict=True)) if keys else {}
    return [_then(found, layers, then, scope) for found, layers in zip(asked, now, strict=True)]


def histories_of(store: Store, iris: Sequence[str], scope: Scope) -> list[list[Sequence[Version]]]:
    """Per resource, every state of each of these documents, up to the moment where one is named. Two calls."""
    now = describing(store, iris, scope)
    asked = [_asked(iri, found, scope) for iri, found in zip(iris, now, strict=True)]
    keys = list(dict.fromkeys(key for found in asked for key in found))
    histories = store.history(keys, scope) if keys else []
    begun = {each.key: each.created for found in now for each in found}
    then = {
        key: _until(found, begun.get(key), scope) if scope.moment is not None else found
        for key, found in zip(keys, histories, strict=True)
    }
    return [[states for key in found if (states := then[key]) and states[-1].body is not None] for found in asked]


def describing(store: Store, iris: Sequence[str], scope: Scope) -> list[tuple[Document, ...]]:
    """Per resource, the documents of it in those graphs of the scope that hold descriptions. One call."""
    return [
        tuple(each for each in found if parse_graph(each.key.graph).kind in _DESCRIBING)
        for found in store.layers(iris, scope)
    ]


def shows(layer: Document, scope: Scope) -> bool:
    """Whether what a document said at the moment of a scope is for its reader: see the head of this file."""
    begun = scope.moment is None or layer.created <= scope.moment
    return looks_back(layer.key.graph, scope) or begun or leads_on(layer)


def leads_on(document: Document) -> bool:
    """Whether a document only says what took the place of a resource."""
    return LEADS_ON in document.body["@type"]


def _asked(iri: str, layers: Sequence[Document], scope: Scope) -> list[Key]:
    keys = [each.key for each in layers if shows(each, scope)]
    own = _own(iri)
    if scope.moment is None or own in keys or not own.graph or not looks_back(own.graph, scope):
        return keys
    return sorted([own, *keys])


def _then(
    asked: Sequence[Key], layers: Sequence[Document], then: Mapping[Key, Version | None], scope: Scope
) -> tuple[Document, ...]:
    now = {each.key: each for each in layers}
    found = []
    for key in asked:
        state, layer = then[key], now.get(key)
        if layer is not None and leads_on(layer) and not looks_back(key.graph, scope):
            found.append(layer)
        elif state is not None and state.body is not None:
            found.append(_document(state, layer))
    return tuple(found)


def _document(state: Version, layer: Document | None) -> Document:
    """A state as a document. What was taken away since has no other beginning than the state itself."""
    begun = layer is not None and layer.created <= state.cause.at
    created = layer.created if layer is not None and begun else state.cause.at
    return Document(state.key, state.version, state.body or {}, created, state.cause.at)


def _until(history: Sequence[Version], begun: datetime | None, scope: Scope) -> Sequence[Version]:
    """The states up to the moment of a scope, for its reader: since the description last came."""
    if scope.moment is None or not history:
        return history
    since = None if looks_back(history[0].key.graph, scope) else begun
    return [each for each in history if each.cause.at <= scope.moment and (since is None or each.cause.at >= since)]


def _own(iri: str) -> Key:
    """Where the library whose resource it is describes it, whether it still does or not."""
    library = iri.rsplit("/", 2)[0] if iri.count("/") >= 5 else ""
    return Key(f"{library}/graphs/{GraphKind.CATALOGUE.value}" if library else "", iri)
