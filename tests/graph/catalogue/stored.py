"""What is in a store, for tests to look at, and a record to bring in."""

from __future__ import annotations

from graph.store.names import GraphKind, Names
from graph.store.port import Store
from graph.store.scope import SystemScope

SALT = ("001 s1", "020 ## $a 9780802713735", "100 1# $a Kurlansky, Mark.", "245 10 $a Salt : $b a world history.",
        "650 #0 $a Salt.")  # fmt: skip


def graph(store: Store, names: Names, tenant: str = "harbor") -> dict[str, object]:
    """Everything a tenant's catalogue and source graphs hold, times left out."""
    scope = SystemScope()
    found: dict[str, object] = {}
    for kind in (GraphKind.CATALOGUE, GraphKind.SOURCE):
        keys = store.scan(names.graph(tenant, kind), scope, first=1000).keys
        found.update((document.key.iri, document.body) for document in store.read(keys, scope) if document)
    return found


def of_type(store: Store, names: Names, type: str, tenant: str = "harbor") -> list[str]:
    return [key.iri for key in store.scan(names.graph(tenant, GraphKind.CATALOGUE), SystemScope(), type=type).keys]
