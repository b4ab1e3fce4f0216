"""Locations of libraries: branches, rooms, shelves. They belong to a catalogue graph and are read like any document."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from graph.store.model import ABSENT, Cause, Change, Document, Key, KeyPage, Put
from graph.store.names import GraphKind, parse_graph
from graph.store.names import Names as GraphNames
from graph.store.port import Store
from graph.store.scope import Scope, grant
from graph.tenants.documents import LOCATION_OF, location_iri, location_node, location_of
from graph.tenants.model import Location, Names
from mappings.bibframe.node import Node

_PAGE: Final = 1000


class Locations:
    """Reads and writes them, many at a time."""

    def __init__(self, store: Store, names: GraphNames) -> None:
        self._store, self._names = store, names

    def of(self, tenants: Sequence[str], scope: Scope) -> list[tuple[Location, ...]]:
        """Per tenant, its locations in order of code, as far as the scope reads them."""
        asked = [self._names.tenant(slug) for slug in tenants]
        pages = self._store.incoming(asked, (LOCATION_OF,), scope, first=_PAGE)
        keys = [[*page.keys, *self._further(iri, page, scope)] for iri, page in zip(asked, pages, strict=True)]
        found = iter(self._store.read([key for each in keys for key in each], scope))
        return [
            tuple(sorted(self._known(tenant, [next(found) for _ in each]), key=lambda location: location.code))
            for tenant, each in zip(tenants, keys, strict=True)
        ]

    def by_iri(self, iris: Sequence[str], scope: Scope) -> list[Location | None]:
        """The locations with these IRIs, in the order asked; None where absent or outside the scope."""
        answer: list[Location | None] = []
        for documents in self._store.layers(iris, scope):
            own = next((each for each in documents if "lsp:Location" in each.body.get("@type", ())), None)
            answer.append(None if own is None else location_of(own.body, parse_graph(own.key.graph).owner))
        return answer

    def add(self, cause: Cause, tenant: str, wanted: Sequence[tuple[str, Names, str | None]]) -> None:
        """Add or rename locations given as (code, name, parent's code or None). Callers have asked whether that may
        be.
        """
        graph = self._names.graph(tenant, GraphKind.CATALOGUE)
        locations = [
            Location(
                location_iri(self._names, tenant, code),
                tenant,
                code,
                dict(name),
                None if parent is None else location_iri(self._names, tenant, parent),
            )
            for code, name, parent in wanted
        ]
        allowed = (grant({GraphKind.CATALOGUE}, {tenant}),)
        scope = Scope(allowed, allowed)
        keys = [Key(graph, location.iri) for location in locations]
        there = self._store.read(keys, scope)
        puts = tuple(
            Put(key, _over(location_node(location), document), ABSENT if document is None else document.version)
            for key, location, document in zip(keys, locations, there, strict=True)
        )
        self._store.commit(Change(cause, puts), scope)

    # inside

    def _further(self, tenant: str, page: KeyPage, scope: Scope) -> Iterator[Key]:
        """The rest of a library's locations where it has more than a page of them."""
        while page.after is not None:
            (page,) = self._store.incoming([tenant], (LOCATION_OF,), scope, first=_PAGE, after=page.after)
            yield from page.keys

    def _known(self, tenant: str, documents: Sequence[Document | None]) -> Iterator[Location]:
        """The locations that the library itself describes."""
        graph = self._names.graph(tenant, GraphKind.CATALOGUE)
        return (
            location_of(document.body, tenant)
            for document in documents
            if document is not None and document.key.graph == graph and "lsp:Location" in document.body["@type"]
        )


def _over(node: Node, document: Document | None) -> Node:
    """A location's document with what else is known of it as a unit: its kind, time zone and identifier."""
    before = {} if document is None else {name: kept for name, kept in document.body.items() if name != "lsp:parent"}
    return {**before, **node}
