"""Where statements come from and how they came about: provenance and history of resources."""

from __future__ import annotations

from collections.abc import Sequence

from graph.catalogue.merge import differences
from graph.catalogue.model import Past, Provenance
from graph.store.model import Version
from graph.store.names import parse_graph
from graph.store.port import Store
from graph.store.scope import Scope


class PastReader:
    """Reads provenance and history, many resources at a time."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def provenance(self, iris: Sequence[str], scope: Scope) -> list[tuple[Provenance, ...]]:
        """Per resource, its layers: graph, owner, the source of the newest state where an import made it, and when."""
        found = self._store.layers(iris, scope)
        wanted = [(layer.key, layer.version) for layers in found for layer in layers]
        versions = dict(zip(wanted, self._store.versions(wanted, scope), strict=True)) if wanted else {}
        return [
            tuple(
                Provenance(
                    layer.key.graph,
                    parse_graph(layer.key.graph).owner,
                    version.cause.source if (version := versions[layer.key, layer.version]) is not None else None,
                    layer.changed,
                )
                for layer in layers
            )
            for layers in found
        ]

    def history(self, iris: Sequence[str], scope: Scope) -> list[tuple[Past, ...]]:
        """Per resource, every state of every layer it has now, newest first, with what changed."""
        found = self._store.layers(iris, scope)
        keys = [layer.key for layers in found for layer in layers]
        histories = dict(zip(keys, self._store.history(keys, scope), strict=True)) if keys else {}
        answer = []
        for layers in found:
            states = [past for layer in layers for past in _states(histories[layer.key])]
            states.sort(key=lambda past: past[0], reverse=True)
            answer.append(tuple(past for _, past in states))
        return answer


def _states(versions: Sequence[Version]) -> list[tuple[int, Past]]:
    answer = []
    before: Version | None = None
    for each in versions:
        earlier = before.body if before is not None and before.body is not None else {}
        changes = differences(earlier, each.body or {})
        answer.append((each.sequence, Past(each.key.graph, each.version, each.body, each.cause, changes)))
        before = each
    return answer
