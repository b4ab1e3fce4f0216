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
    now = store.layers(iris, scope)
    if scope.moment is None:
        return now
    asked = [
        [key for key in {_own(iri), *(each.key for each in found)} if key.graph and looks_back(key.graph, scope)]
        for iri, found in zip(iris, now, strict=True)
    ]
    keys = list(dict.fromkeys(key for found in asked for key in found))
    histories = dict(zip(keys, store.history(keys, scope), strict=True)) if keys else {}
    states = {key: _state(until(found, scope.moment)) for key, found in histories.items()}
    return [tuple(each for key in sorted(found) if (each := states[key]) is not None) for found in asked]


def until(history: Sequence[Version], moment: datetime | None) -> Sequence[Version]:
    """The versions that were there at a moment; all of them where none is named."""
    return history if moment is None else [each for each in history if each.cause.at <= moment]


def _own(iri: str) -> Key:
    """Where the library whose resource it is describes it, whether it still does or not."""
    library = iri.rsplit("/", 2)[0] if iri.count("/") >= 5 else ""
    return Key(f"{library}/graphs/{GraphKind.CATALOGUE.value}" if library else "", iri)


def _state(history: Sequence[Version]) -> Document | None:
    if not history or history[-1].body is None:
        return None
    last = history[-1]
    return Document(last.key, last.version, history[-1].body, history[0].cause.at, last.cause.at)
