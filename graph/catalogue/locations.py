"""The places that imported items and holdings stand at: a code met for the first time becomes a location, named by its
code until the library names it. A library code beside it becomes the location it is part of.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from graph.store.model import ABSENT, Key, Put
from graph.store.names import GraphKind, Names
from graph.store.port import Store
from graph.store.scope import Scope
from graph.tenants.documents import location_iri, location_node
from graph.tenants.model import Location
from mappings.bibframe.node import Node
from mappings.rules.items import LIBRARY_CODE, LOCATION_CODE, TEMPORARY_LOCATION_CODE


class LocationKeeper:
    """Knows which locations of a tenant exist, and makes those that don't."""

    def __init__(self, store: Store, names: Names, tenant: str, scope: Scope) -> None:
        self._store, self._names, self._tenant, self._scope = store, names, tenant, scope
        self._graph = names.graph(tenant, GraphKind.CATALOGUE)
        self._known: set[Key] = set()

    def missing(self, puts: Iterable[Put]) -> list[Put]:
        """New locations for the codes that these documents mention."""
        parents = dict(pair for put in puts for pair in _places(put.body))
        wanted = {Key(self._graph, location_iri(self._names, self._tenant, code)): code for code in parents}
        asked = [key for key in wanted if key not in self._known]
        found = self._store.read(asked, self._scope) if asked else []
        self._known.update(key for key, document in zip(asked, found, strict=True) if document is not None)
        return [self._new(key, wanted[key], parents[wanted[key]]) for key in asked if key not in self._known]

    def written(self, puts: Iterable[Put]) -> None:
        """Remember what was committed."""
        self._known.update(put.key for put in puts if put.body["@type"] == ["lsp:Location"])

    def _new(self, key: Key, code: str, parent: str | None) -> Put:
        above = None if parent is None else location_iri(self._names, self._tenant, parent)
        return Put(key, location_node(Location(key.iri, self._tenant, code, {"und": code}, above)), ABSENT)


def _places(body: Node) -> Iterator[tuple[str, str | None]]:
    """The location codes of an item or holdings with the code each is part of, libraries first."""
    libraries = [str(code) for code in body.get(LIBRARY_CODE, ())]
    for library in libraries:
        yield library, None
    for code in (*body.get(LOCATION_CODE, ()), *body.get(TEMPORARY_LOCATION_CODE, ())):
        if str(code) not in libraries:
            yield str(code), libraries[0] if libraries else None
