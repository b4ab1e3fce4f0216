"""Loading new documents in bulk: text is written in the caller's thread while two others load what is ready.

The text is N-Triples: Turtle is half as long, and takes a tenth more to load. A load refuses a whole batch for one
invalid term. Then its documents are loaded one at a time, and of one that is refused every statement that can be:
nothing valid is lost, and what was left out is reported.
"""

from __future__ import annotations

import logging
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Final

import pyoxigraph as ox

from graph.store.model import Document
from mappings.bibframe.rdf import own_parts, triples

_LOG: Final = logging.getLogger(__name__)
_BATCH_CHARACTERS: Final = 8 * 2**20
"""About 250 records. Measured over 20,000: a third of it takes a third more time, three times as much no less and
twice the memory."""

_MOST_SEEN: Final = 500_000
"""Statements about shared resources that are remembered as loaded: some 50 MB. Beyond that it begins anew."""

_THREADS: Final = 2
_FEW: Final = 60
"""Up to so many documents a batch of its own is not worth its files."""


@dataclass(slots=True)
class _Batch:
    """What documents of one graph say, a text each."""

    texts: list[str] = field(default_factory=list)
    size: int = 0


class Loader:
    """Adds the statements of new documents to their graphs. They are there for sure once `finish` has returned.

    What documents say of a resource that is nobody's own (an author, a subject) is loaded once: a sixth of all
    statements. An error of a load is raised by the next call.
    """

    def __init__(self, store: ox.Store) -> None:
        self._store = store
        self._pool = ThreadPoolExecutor(_THREADS, thread_name_prefix="load")
        self._running: deque[Future[None]] = deque()
        self._batches: dict[str, _Batch] = {}
        self._size = 0
        self._seen: set[tuple[str, str]] = set()

    def add(self, document: Document) -> None:
        """Take one document in; waits where more is ready than can be loaded."""
        batch = self._batches.setdefault(document.key.graph, _Batch())
        text = "".join(self._not_seen(document))
        batch.texts.append(text)
        batch.size += len(text)
        self._size += len(text)
        if self._size >= _BATCH_CHARACTERS:
            self._begin(max(self._batches, key=lambda graph: self._batches[graph].size))

    def _not_seen(self, document: Document) -> Iterator[str]:
        graph, iri = document.key
        own = (f"<{iri}>", own_parts(iri))
        seen = self._seen
        for line in triples([document.body]):
            if not line.startswith(own):
                if (graph, line) in seen:
                    continue
                if len(seen) >= _MOST_SEEN:
                    seen.clear()
                seen.add((graph, line))
            yield line

    def forget_seen(self) -> None:
        """Statements were taken away: what was loaded before may be gone."""
        self._seen.clear()

    def finish(self) -> None:
        """Load what is left and wait for all of it."""
        for graph in list(self._batches):
            self._begin(graph)
        while self._running:
            self._running.popleft().result()

    def close(self) -> None:
        """Drop what is not being loaded yet, wait for the rest, and let the store go."""
        self._batches.clear()
        self._pool.shutdown()

    def _begin(self, graph: str) -> None:
        batch = self._batches.pop(graph)
        self._size -= batch.size
        if len(batch.texts) <= _FEW and not self._running:
            _load_small(self._store, graph, batch.texts)
            return
        if len(self._running) == _THREADS:
            self._running.popleft().result()
        self._running.append(self._pool.submit(load_batch, self._store, graph, batch.texts))


def parsed(text: str) -> list[ox.Triple]:
    """The triples of N-Triples text. Raises `SyntaxError` for one that isn't valid."""
    return [_triple(each) for each in ox.parse(text, format=ox.RdfFormat.N_TRIPLES)]


def valid_triples(text: str) -> list[ox.Triple]:
    """The triples of lines of N-Triples; those that aren't valid are left out and reported."""
    try:
        return parsed(text)
    except SyntaxError:
        found: list[ox.Triple] = []
        for line in text.splitlines(keepends=True):
            try:
                found.extend(parsed(line))
            except SyntaxError as error:
                _LOG.warning("A statement of %s was left out of SPARQL: %s", line.partition(" ")[0], error)
        return found


def quads(triples: Iterable[ox.Triple], graph: ox.NamedNode) -> list[ox.Quad]:
    """The triples in one graph."""
    return [ox.Quad(each.subject, each.predicate, each.object, graph) for each in triples]


def _triple(found: ox.Quad | ox.Triple) -> ox.Triple:
    return found.triple if isinstance(found, ox.Quad) else found


def load_batch(store: ox.Store, graph: str, texts: list[str]) -> None:
    """Load texts of one graph, the valid statements of all of them."""
    data = "".join(texts).encode()
    try:
        store.bulk_load(data, format=ox.RdfFormat.N_TRIPLES, to_graph=ox.NamedNode(graph))
    except SyntaxError:
        _load_small(store, graph, texts)


def _load_small(store: ox.Store, graph: str, texts: list[str]) -> None:
    name = ox.NamedNode(graph)
    try:
        store.extend(quads(parsed("".join(texts)), name))
    except SyntaxError:
        for text in texts:
            store.extend(quads(valid_triples(text), name))
