"""The places that imported items and holdings stand at: a code met for the first time becomes a location, named by its
code until the library names it.
"""

from __future__ import annotations

from collections.abc import Iterable

from graph.catalogue.descriptions import LOCATION_CODE
from graph.store.model import ABSENT, Key, Put
from graph.store.names import GraphKind, Names
from graph.store.port import Store
from graph.store.scope import Scope
from graph.tenants.documents import location_iri, location_node
from graph.tenants.model import Location


class LocationKeeper:
    """Knows which locations of a tenant exist, and makes those that don't."""

    def __init__(self, store: Store, names: Names, tenant: str, scope: Scope) -> None:
        self._store, self._names, self._tenant, self._scope = store, names, tenant, scope
        self._graph = names.graph(tenant, GraphKind.CATALOGUE)
        self._known: set[Key] = set()

    def missing(self, puts: Iterable[Put]) -> list[Put]:
        """New locations for the codes that these documents mention."""
        codes = {str(code): None for put in puts for code in put.body.get(LOCATION_CODE, ())}
        wanted = {Key(self._graph, location_iri(self._names, self._tenant, code)): code for code in codes}
        asked = [key for key in wanted if key not in self._known]
        found = self._store.read(asked, self._scope) if asked else []
        self._known.update(key for key, document in zip(asked, found, strict=True) if document is not None)
        return [self._new(key, wanted[key]) for key in asked if key not in self._known]

    def written(self, puts: Iterable[Put]) -> None:
        """Remember what was committed."""
        self._known.update(put.key for put in puts if put.body["@type"] == ["lsp:Location"])

    def _new(self, key: Key, code: str) -> Put:
        return Put(key, location_node(Location(key.iri, self._tenant, code, {"und": code})), ABSENT)
