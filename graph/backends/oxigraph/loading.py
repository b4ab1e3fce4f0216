"""Loading new documents in bulk: text is written in the caller's thread while two others load what is ready.

The text is Turtle, a block a subject and a line a statement: half as long as N-Triples. A load refuses a whole batch
for one invalid term. Then its blocks are loaded one at a time, and of one that is refused every statement that can
be: nothing valid is lost, and what was left out is reported.
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
from mappings.bibframe.rdf import block, own_parts, statements

_LOG: Final = logging.getLogger(__name__)
_BATCH_CHARACTERS: Final = 5 * 2**20
"""About 250 records. Measured over 20,000: a third of it takes a third more time, three times as much no less and
twice the memory."""

_MOST_SEEN: Final = 200_000
"""Shared resources of which is remembered what was loaded: some 80 MB. Beyond that it begins anew."""

_NEXT: Final = ";\n"
_END: Final = ".\n"
_THREADS: Final = 2
_FEW: Final = 60
"""Up to so many documents a batch of its own is not worth its files."""


@dataclass(slots=True)
class _Batch:
    """What documents of one graph say, in blocks."""

    texts: list[str] = field(default_factory=list)
    documents: int = 0
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
        texts = list(self._not_seen(document))
        size = sum(map(len, texts))
        batch.texts += texts
        batch.documents += 1
        batch.size += size
        self._size += size
        if self._size >= _BATCH_CHARACTERS:
            self._begin(max(self._batches, key=lambda graph: self._batches[graph].size))

    def _not_seen(self, document: Document) -> Iterator[str]:
        graph, iri = document.key
        own = (f"<{iri}>", own_parts(iri))
        seen = self._seen
        for subject, said in statements(document.body):
            if not said:
                continue
            text = f"{subject} {_NEXT.join(said)}{_END}"
            if not subject.startswith(own):
                if (graph, text) in seen:
                    continue
                if len(seen) >= _MOST_SEEN:
                    seen.clear()
                seen.add((graph, text))
            yield text

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
        if batch.documents <= _FEW and not self._running:
            _load_small(self._store, graph, batch.texts)
            return
        if len(self._running) == _THREADS:
            self._running.popleft().result()
        self._running.append(self._pool.submit(load_batch, self._store, graph, batch.texts))


def parsed(text: str) -> list[ox.Triple]:
    """The triples of Turtle or N-Triples text. Raises `SyntaxError` for one that isn't valid."""
    return [_triple(each) for each in ox.parse(text, format=ox.RdfFormat.TURTLE)]


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
    """Load blocks of one graph, the valid statements of all of them."""
    data = "".join(texts).encode()
    try:
        store.bulk_load(data, format=ox.RdfFormat.TURTLE, to_graph=ox.NamedNode(graph))
    except SyntaxError:
        _load_small(store, graph, texts)


def _load_small(store: ox.Store, graph: str, texts: list[str]) -> None:
    name = ox.NamedNode(graph)
    try:
        store.extend(quads(parsed("".join(texts)), name))
    except SyntaxError:
        for text in texts:
            store.extend(quads(valid_triples(_lines(text)), name))


def _lines(text: str) -> str:
    """A block as lines of N-Triples. No literal holds a line break: they are written as escapes."""
    subject, _, said = text.removesuffix(_END).partition(" ")
    return block(subject, said.split(_NEXT), " .\n")
