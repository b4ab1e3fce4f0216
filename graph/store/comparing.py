"""Whether projections are in step: with the log by their position, with the documents by a sample of them.

What a comparison finds is only told when nothing was written meanwhile and the projection holds the whole log;
otherwise a difference would be one of time.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from typing import Final

from graph.store import walking
from graph.store.errors import ProjectionUnavailable
from graph.store.model import Document, Finding, Key, Remedy
from graph.store.names import SHAREABLE, parse_graph
from graph.store.port import Store
from graph.store.scope import Scope
from graph.store.search import SearchIndex, SearchKind, SearchQuery
from graph.store.sparql import SparqlRefused, SparqlService
from mappings.bibframe.rdf import ntriples

SAMPLE: Final = 200
"""How many documents are compared."""


def behind(name: str, reached: int, last: int, *, followed: bool) -> list[Finding]:
    """What is wrong with where a projection stands; `followed` tells whether a process brings it up to date."""
    if reached > last:
        problem = f"It holds event {reached:,}, and the log ends with {last:,}."
        return [Finding(f"the projection {name}", problem, Remedy.REBUILD, projection=name)]
    if reached < last and not followed:
        problem = f"It holds event {reached:,} of {last:,}."
        return [Finding(f"the projection {name}", problem, Remedy.WAIT, projection=name)]
    return []


def unreadable(name: str, error: ProjectionUnavailable) -> Finding:
    """A projection that can't be read at all."""
    return Finding(f"the projection {name}", error.message, Remedy.REBUILD, projection=name)


def sampled(store: Store, scope: Scope, most: int = SAMPLE) -> list[Document]:
    """Documents of graphs that can be shared, from events here and there in the log."""
    last = store.position()
    keys: dict[Key, None] = {}
    for after in random.sample(range(last), min(last, most)):
        for event in store.changes(after, 1, scope):
            there = [each.key for each in event.touched if each.version]
            there = [key for key in there if parse_graph(key.graph).kind in SHAREABLE]
            keys.update(dict.fromkeys(random.sample(there, min(len(there), max(1, most // last)))))
        if len(keys) >= most:
            break
    return [document for document in store.read(list(keys)[:most], scope) if document is not None]


def sparql_differs(store: Store, sparql: SparqlService, documents: Sequence[Document]) -> list[Finding]:
    """Documents of the sample whose statements are not all in the SPARQL store."""

    def compare() -> Iterator[str]:
        for document in documents:
            lines = [line for line in ntriples([document.body]).splitlines() if line.startswith(f"<{document.key.iri}")]
            try:
                found = sparql.query(f"ASK {{ {' '.join(lines)} }}", frozenset({document.key.graph}))
            except SparqlRefused:
                continue  # a statement that can't be one in RDF is left out of SPARQL, and has been reported there
            if not found.boolean:
                yield document.key.iri

    return _told("sparql", store, sparql.position, compare, "lacks statements of")


def search_differs(
    store: Store, search: SearchIndex, tenants: Sequence[tuple[str, str]], scope: Scope
) -> list[Finding]:
    """Libraries, given as slug and catalogue graph, of which search holds other works than the store."""

    def compare() -> Iterator[str]:
        for slug, graph in tenants:
            query = SearchQuery(frozenset({slug}), kinds=frozenset({SearchKind.WORK}), first=1, highlights=False)
            answer = search.search(query)
            if answer.exact and answer.total != _count(store, graph, scope):
                yield slug

    return _told("search", store, search.position, compare, "holds another number of works of")


def _told(
    name: str, store: Store, reached: Callable[[], int], compare: Callable[[], Iterator[str]], verb: str
) -> list[Finding]:
    before = store.position()
    if reached() != before:
        return []
    wrong = list(compare())
    if not wrong or store.position() != before or reached() != before:
        return []
    more = f" and {len(wrong) - 1:,} more" if len(wrong) > 1 else ""
    return [Finding(f"the projection {name}", f"It {verb} {wrong[0]}{more}.", Remedy.REBUILD, projection=name)]


def _count(store: Store, graph: str, scope: Scope) -> int:
    return sum(map(len, walking.pages(store, graph, scope, type="bf:Work")))
