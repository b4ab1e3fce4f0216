"""Loading new documents in bulk: text is written in this thread while two others load what is ready.

A load refuses a whole batch for one invalid term. Then its documents are loaded one at a time, and of one that is
refused every statement that can be: nothing valid is lost, and what was left out is reported.
"""

from __future__ import annotations

import logging
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Final

import pyoxigraph as ox

from graph.store.model import Document
from mappings.bibframe.rdf import ntriples

_LOG: Final = logging.getLogger(__name__)
_BATCH_CHARACTERS: Final = 8 * 2**20
"""About 250 records. Measured over 20,000: three times as much takes twice the memory and no less time."""

_THREADS: Final = 2
_FEW: Final = 60
"""Up to so many documents a batch of its own is not worth its files."""


def load(store: ox.Store, documents: Iterable[Document]) -> None:
    """Add the statements of these documents to their graphs."""
    with ThreadPoolExecutor(_THREADS) as pool:
        running: deque[Future[None]] = deque()
        for graph, batch, text in _batches(documents):
            if len(batch) <= _FEW and not running:
                _load_small(store, graph, batch, text)
                continue
            if len(running) == _THREADS:
                running.popleft().result()
            running.append(pool.submit(load_batch, store, graph, batch, text))
        for each in running:
            each.result()


def parsed(text: str) -> list[ox.Triple]:
    """The triples of N-Triples text. Raises `SyntaxError` for one that isn't valid."""
    return [_triple(each) for each in ox.parse(text, format=ox.RdfFormat.N_TRIPLES)]


def valid_triples(text: str, iri: str) -> list[ox.Triple]:
    """The triples of a document's text; those that aren't valid are left out and reported."""
    try:
        return parsed(text)
    except SyntaxError:
        found: list[ox.Triple] = []
        for line in text.splitlines(keepends=True):
            try:
                found.extend(parsed(line))
            except SyntaxError as error:
                _LOG.warning("A statement of <%s> was left out of SPARQL: %s", iri, error)
        return found


def quads(triples: Iterable[ox.Triple], graph: ox.NamedNode) -> list[ox.Quad]:
    """The triples in one graph."""
    return [ox.Quad(each.subject, each.predicate, each.object, graph) for each in triples]


def _triple(found: ox.Quad | ox.Triple) -> ox.Triple:
    return found.triple if isinstance(found, ox.Quad) else found


def _batches(documents: Iterable[Document]) -> Iterator[tuple[str, list[Document], list[str]]]:
    by_graph: dict[str, tuple[list[Document], list[str]]] = {}
    sizes: dict[str, int] = {}
    for document in documents:
        graph = document.key.graph
        batch, texts = by_graph.setdefault(graph, ([], []))
        batch.append(document)
        texts.append(ntriples([document.body]))
        sizes[graph] = sizes.get(graph, 0) + len(texts[-1])
        if sizes[graph] >= _BATCH_CHARACTERS:
            yield graph, batch, texts
            del by_graph[graph], sizes[graph]
    for graph, (batch, texts) in by_graph.items():
        yield graph, batch, texts


def load_batch(store: ox.Store, graph: str, batch: list[Document], texts: list[str]) -> None:
    """Load documents of one graph with their N-Triples, the valid statements of all of them."""
    data = "".join(texts).encode()
    try:
        store.bulk_load(data, format=ox.RdfFormat.N_TRIPLES, to_graph=ox.NamedNode(graph))
    except SyntaxError:
        _load_small(store, graph, batch, texts)


def _load_small(store: ox.Store, graph: str, batch: list[Document], texts: list[str]) -> None:
    name = ox.NamedNode(graph)
    for document, text in zip(batch, texts, strict=True):
        store.extend(quads(valid_triples(text, document.key.iri), name))
