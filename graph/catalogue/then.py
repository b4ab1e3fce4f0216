"""Descriptions as they are, or as they were at the moment that a scope names.

What was said then is for those who see who changed what: what a library took back has a reason, and isn't published
again by asking for yesterday.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from graph.store.model import Document, Key, Version
from graph.store.names import GraphKind, parse_graph
from graph.store.port import Store
from graph.store.scope import Scope


def looks_back(graph: str, scope: Scope) -> bool:
    """Whether somebody with this scope sees who changed what in a graph: staff of its library, those who write in a
    network's.
    """
    if parse_graph(graph).kind is GraphKind.CATALOGUE:
        return scope.reads(graph.removesuffix(GraphKind.CATALOGUE.value) + GraphKind.STAFF.value)
    return parse_graph(graph).kind is GraphKind.STAFF or scope.writes(graph)


def layers_of(store: Store, iris: Sequence[str], scope: Scope) -> list[tuple[Document, ...]]:
    """Per resource, the documents that describe it, in every graph of the scope.

    One call, and one more for a moment. What another library said then and says no longer is not found.
    """
    if scope.moment is None:
        return store.layers(iris, scope)
    return [tuple(map(_last, found)) for found in histories_of(store, iris, scope)]


def histories_of(store: Store, iris: Sequence[str], scope: Scope) -> list[list[Sequence[Version]]]:
    """Per resource, every state of each of these documents, up to the moment where one is named. Two calls."""
    now = store.layers(iris, scope)
    asked = [_asked(iri, found, scope) for iri, found in zip(iris, now, strict=True)]
    keys = list(dict.fromkeys(key for found in asked for key in found))
    histories = store.history(keys, scope) if keys else []
    then = {key: _until(found, scope.moment) for key, found in zip(keys, histories, strict=True)}
    return [[states for key in found if (states := then[key]) and states[-1].body is not None] for found in asked]


def _asked(iri: str, layers: Sequence[Document], scope: Scope) -> list[Key]:
    keys = [each.key for each in layers]
    if scope.moment is None:
        return keys
    return sorted(key for key in {_own(iri), *keys} if key.graph and looks_back(key.graph, scope))


def _until(history: Sequence[Version], moment: datetime | None) -> Sequence[Version]:
    return history if moment is None else [each for each in history if each.cause.at <= moment]


def _own(iri: str) -> Key:
    """Where the library whose resource it is describes it, whether it still does or not."""
    library = iri.rsplit("/", 2)[0] if iri.count("/") >= 5 else ""
    return Key(f"{library}/graphs/{GraphKind.CATALOGUE.value}" if library else "", iri)


def _last(states: Sequence[Version]) -> Document:
    last = states[-1]
    return Document(last.key, last.version, last.body or {}, states[0].cause.at, last.cause.at)
