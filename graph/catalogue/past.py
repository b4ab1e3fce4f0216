"""Where statements come from and how they came about: provenance and history of resources."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Final

from graph.catalogue.alignment import content, is_node
from graph.catalogue.layers import graph_mark, resource, versions_of
from graph.catalogue.model import Origin, Past, Place, Provenance
from graph.catalogue.resources import REDIRECT
from graph.catalogue.then import histories_of, layers_of
from graph.store.model import Document, Key, Version
from graph.store.names import parse_graph
from graph.store.port import Store
from graph.store.scope import Scope
from mappings.bibframe.node import Node

ON_BEHALF: Final = "account:"
"""How the source of a cause begins that names the account whose proposal somebody else published."""


class PastReader:
    """Reads provenance and history, many resources at a time."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def provenance(self, iris: Sequence[str], scope: Scope) -> list[tuple[Provenance, ...]]:
        """Per resource, its layers: graph, owner, the source of the newest state where an import made it, and when."""
        found = layers_of(self._store, iris, scope)
        wanted = [(layer.key, layer.version) for layers in found for layer in layers]
        versions = dict(zip(wanted, self._store.versions(wanted, scope), strict=True)) if wanted else {}
        return [
            tuple(
                Provenance(
                    layer.key.graph,
                    parse_graph(layer.key.graph).owner,
                    declared(versions[layer.key, layer.version]),
                    layer.changed,
                )
                for layer in layers
            )
            for layers in found
        ]

    def history(self, iris: Sequence[str], scope: Scope) -> list[tuple[Past, ...]]:
        """Per resource, every state of every layer it has now, newest first, with what changed."""
        return [_states(found) for found in histories_of(self._store, iris, scope)]

    def bodies(self, wanted: Sequence[tuple[str, str]], scope: Scope) -> list[Node | None]:
        """Per resource and revision, what it said then, its layers merged; None where that isn't known."""
        found = layers_of(self._store, [iri for iri, _ in wanted], scope)
        marked = [
            [(layer.key, version) for layer in layers if (version := _version(layer.key, revision)) is not None]
            for layers, (_, revision) in zip(found, wanted, strict=True)
        ]
        asked = list(dict.fromkeys(pair for pairs in marked for pair in pairs))
        versions = dict(zip(asked, self._store.versions(asked, scope), strict=True)) if asked else {}
        return [_merged([versions[pair] for pair in pairs]) for pairs in marked]

    def origins(self, iris: Sequence[str], scope: Scope) -> list[Mapping[Place, Origin]]:
        """Per resource, who made each statement that stands in one of its layers, and when."""
        return [
            {place: origin for history in found for place, origin in origins_of(history).items()}
            for found in histories_of(self._store, iris, scope)
        ]

    def deleted(self, keys: Sequence[Sequence[Key]], scope: Scope) -> list[datetime | None]:
        """Per resource that isn't there, named by the documents that it may have been, when the last of them was taken
        away; None where nobody with this scope ever saw one.
        """
        wanted = list(dict.fromkeys(key for each in keys for key in each))
        found = dict(zip(wanted, self._store.history(wanted, scope), strict=True)) if wanted else {}
        lasts = [[found[key][-1] for key in each if found[key]] for each in keys]
        return [
            max((last.cause.at for last in each if last.body is None or _leads_on(last.body)), default=None)
            for each in lasts
        ]


def _leads_on(body: Node) -> bool:
    return REDIRECT in body["@type"]


def declared(version: Version | None) -> str | None:
    """The declared source of an import. Who proposed something is for those alone who look back."""
    source = None if version is None else version.cause.source
    return None if source is None or source.startswith(ON_BEHALF) else source


def places(node: Node, graph: str) -> Iterator[Place]:
    """Every statement of a description, parts included."""
    return _places(node, graph, "")


def _places(node: Node, graph: str, path: str) -> Iterator[Place]:
    for name, values in node.items():
        if name == "@id":
            continue
        below = f"{path}/{name}" if path else name
        for value in values:
            for each in value["@list"] if isinstance(value, dict) and "@list" in value else (value,):
                yield Place(graph, below, content(each))
                if isinstance(each, dict) and is_node(each):
                    yield from _places(each, graph, below)


def _states(histories: Sequence[Sequence[Version]]) -> tuple[Past, ...]:
    versions = sorted((each for history in histories for each in history), key=lambda each: each.sequence)
    now: dict[Key, Version] = {}
    answer = []
    for each in versions:
        before = now.get(each.key)
        earlier = None if before is None else before.body
        now[each.key] = each
        there = [one for one in now.values() if one.body is not None]
        revision = "_".join(sorted(f"{graph_mark(one.key.graph)}-{one.version}" for one in there))
        answer.append(Past(each.key.graph, each.version, each.body, each.cause, earlier, each.sequence, revision))
    return tuple(reversed(answer))


def origins_of(history: Sequence[Version]) -> Mapping[Place, Origin]:
    """Per statement that stands at the end of a history, the change since which it has stood."""
    standing: dict[Place, Origin] = {}
    for each in history:
        origin = Origin(each.sequence, each.cause)
        said = dict.fromkeys(places(each.body or {}, each.key.graph))
        standing = {place: standing.get(place, origin) for place in said}
    return standing


def _version(key: Key, revision: str) -> int | None:
    return versions_of(revision).get(graph_mark(key.graph))


def _merged(versions: Sequence[Version | None]) -> Node | None:
    documents = [
        Document(each.key, each.version, each.body, each.cause.at, each.cause.at)
        for each in versions
        if each is not None and each.body is not None
    ]
    return resource(documents).body if documents and len(documents) == len(versions) else None
