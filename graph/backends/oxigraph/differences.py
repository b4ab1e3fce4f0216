"""What a change of documents adds to the statements and takes from them.

Statements are compared as lines of N-Triples: an earlier version's lines that the new one lacks go, lines that are
new come. A statement about a resource that is not the document's own (an agent's name, say) stays while any other
document of the graph makes it too.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

import pyoxigraph as ox

from graph.backends.oxigraph.loading import quads, valid_triples
from graph.store.model import Document, Key
from graph.store.port import Store
from graph.store.scope import Scope
from mappings.bibframe.node import Node
from mappings.bibframe.rdf import ntriples, own_parts

_AT_ONCE: Final = 50


@dataclass(slots=True)
class Difference:
    """Lines that one document's change adds and takes away, those about foreign resources apart."""

    key: Key
    added: set[str] = field(default_factory=set)
    removed: set[str] = field(default_factory=set)
    dropped: set[str] = field(default_factory=set)


def lines_of(body: Node | None) -> set[str]:
    """The statements of a body as lines of N-Triples, none of no body."""
    return set() if body is None else set(ntriples([body]).splitlines(keepends=True))


def difference(key: Key, earlier: Iterable[Node | None], now: Node | None) -> Difference:
    """What changes when a document that may stand in any of its `earlier` states comes to be `now`."""
    new = lines_of(now)
    states = [lines_of(body) for body in earlier]
    sure = set[str].intersection(*states) if states else set()
    old: set[str] = set().union(*states)
    found = Difference(key, new - sure)
    own = (f"<{key.iri}>", own_parts(key.iri))
    for line in old - new:
        (found.removed if line.startswith(own) else found.dropped).add(line)
    return found


def write(statements: ox.Store, differences: Sequence[Difference], store: Store, scope: Scope) -> None:
    """Bring the statements up to these changes: first what comes, then what goes, then what nobody says any more."""
    for each in differences:
        graph = ox.NamedNode(each.key.graph)
        statements.extend(quads(valid_triples("".join(sorted(each.added))), graph))
        for quad in quads(valid_triples("".join(each.removed)), graph):
            statements.remove(quad)
    still = _StillSaid(statements, store, scope)
    for each in differences:
        graph = ox.NamedNode(each.key.graph)
        for line in each.dropped:
            for quad in quads(valid_triples(line), graph):
                if not still.said(quad, line):
                    statements.remove(quad)


class _StillSaid:
    """Whether some document of a graph still makes a statement about a resource that is nobody's own."""

    def __init__(self, statements: ox.Store, store: Store, scope: Scope) -> None:
        self._statements, self._store, self._scope = statements, store, scope
        self._lines: dict[Key, set[str]] = {}

    def said(self, quad: ox.Quad, line: str) -> bool:
        """Whether any document that leads to the statement's subject makes it. Stops at the first."""
        return any(line in self._lines_at(key) for key in self._documents(quad))

    def _documents(self, quad: ox.Quad) -> Iterator[Key]:
        """The documents from which the subject can be reached: those that may describe it in place."""
        graph = quad.graph_name
        if not isinstance(graph, ox.NamedNode) or not isinstance(quad.subject, ox.NamedNode):
            return
        yield from self._existing([Key(graph.value, quad.subject.value)])
        seen = {quad.subject.value}
        waiting: list[str] = [quad.subject.value]
        while waiting:
            target = ox.NamedNode(waiting.pop())
            batch: dict[str, Key] = {}
            for each in self._statements.quads_for_pattern(None, None, target, graph):
                subject = each.subject
                if isinstance(subject, ox.NamedNode) and subject.value not in seen:
                    seen.add(subject.value)
                    batch[subject.value] = Key(graph.value, subject.value.partition("#")[0])
                if len(batch) >= _AT_ONCE:
                    yield from self._roots(batch, waiting)
                    batch = {}
            yield from self._roots(batch, waiting)

    def _roots(self, batch: Mapping[str, Key], waiting: list[str]) -> Iterator[Key]:
        """The documents these subjects belong to; subjects of no document are followed further up."""
        yield from self._existing(list(batch.values()))
        waiting.extend(subject for subject, key in batch.items() if not self._lines[key])

    def _existing(self, keys: Sequence[Key]) -> Iterator[Key]:
        unknown = [key for key in dict.fromkeys(keys) if key not in self._lines]
        for key, document in zip(unknown, self._store.read(unknown, self._scope) if unknown else (), strict=True):
            self._lines[key] = lines_of(document.body if document is not None else None)
        yield from keys

    def _lines_at(self, key: Key) -> set[str]:
        return self._lines[key]


def states_between(spans: Mapping[Key, tuple[int, int]], store: Store, scope: Scope) -> dict[Key, list[Node | None]]:
    """Per key the bodies of all its versions from the first to before the last number of its span, 0 being nothing."""
    wanted = [(key, version) for key, (first, last) in spans.items() for version in range(max(first, 1), last)]
    found: dict[Key, list[Node | None]] = {key: [] if first else [None] for key, (first, _) in spans.items()}
    for start in range(0, len(wanted), 1000):
        batch = wanted[start : start + 1000]
        for (key, _), version in zip(batch, store.versions(batch, scope), strict=True):
            if version is not None:
                found[key].append(version.body)
    return found


def is_new(document: Document, previous: int) -> bool:
    """Whether nothing of the document can be there yet."""
    return previous == 0 and document.version == 1
