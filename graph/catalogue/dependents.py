"""What hangs on what: instances on a work, items and holdings on an instance, items in holdings; and who lists it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from graph.catalogue.lists import LONGEST
from graph.store.model import Document
from graph.store.names import GraphKind, parse_graph
from graph.store.port import Store
from graph.store.scope import Scope
from mappings.bibframe.node import Node, Value

LINKS: Final[Mapping[str, tuple[str, ...]]] = {
    "instances": ("bf:instanceOf",),
    "items": ("bf:itemOf",),
    "holdings": ("lsp:holdingsFor",),
}
"""Collection → the properties by which its resources hang on others."""

_HANGING: Final = ("bf:instanceOf", "bf:itemOf", "lsp:holdingsFor", "lsp:inHoldings")
_BOUND: Final = "lsp:boundWith"
_LISTING: Final = "bf:hasInstance"
_ANY: Final = (
    *_HANGING, _BOUND, _LISTING, "dcterms:isReplacedBy", "bf:relation/bf:associatedResource", "bf:subject",
    "bf:hasPart", "bf:partOf", "bf:relatedTo", "bf:accompanies", "bf:accompaniedBy", "bf:precededBy", "bf:succeededBy",
    "bf:hasSeries", "bf:seriesOf", "bf:hasSubseries", "bf:subseriesOf", "bf:translationOf", "bf:translation",
    "bf:derivativeOf", "bf:hasDerivative", "bf:originalVersion", "bf:originalVersionOf", "bf:otherEdition",
    "bf:otherPhysicalFormat", "bf:hasReproduction", "bf:reproductionOf", "bf:supplement", "bf:supplementTo",
    "bf:hasEquivalent", "bf:references", "bf:referencedBy", "bf:eventContentOf", "bf:issuedWith", "bf:dataSource",
)  # fmt: skip
"""How descriptions point at works and instances."""


class Dependents:
    """Reads what hangs on resources."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def of(self, iris: Sequence[str], scope: Scope) -> list[Document]:
        """The documents that hang on any of these, each once."""
        return self._pointing(iris, _HANGING, scope)

    def with_all_below(self, iri: str, scope: Scope) -> list[Document]:
        """What hangs on a resource, and what hangs on that: instances, their items and holdings."""
        found: dict[str, Document] = {}
        wanted = [iri]
        while wanted:
            layer = [each for each in self.of(wanted, scope) if each.key.iri not in found]
            found.update((each.key.iri, each) for each in layer)
            wanted = [each.key.iri for each in layer]
        return list(found.values())

    def pointing(self, iris: Sequence[str], scope: Scope, most: int) -> list[Document]:
        """Everything that points at any of these, each once; where that is more than `most`, more than `most` of it."""
        return self._pointing(iris, _ANY, scope, most + 1)

    def bound(self, iri: str, scope: Scope) -> list[Document]:
        """The items of other instances that this one is bound with."""
        return self._pointing([iri], (_BOUND,), scope)

    def listing(self, iri: str, graph: str, scope: Scope) -> list[Document]:
        """The works in `graph` that list an instance."""
        return [each for each in self._pointing([iri], (_LISTING,), scope) if each.key.graph == graph]

    def _pointing(
        self, iris: Sequence[str], paths: Sequence[str], scope: Scope, first: int = LONGEST
    ) -> list[Document]:
        if not iris:
            return []
        pages = self._store.incoming(iris, paths, scope, first=first)
        keys = [
            key
            for key in dict.fromkeys(key for page in pages for key in page.keys)
            if parse_graph(key.graph).kind is not GraphKind.SOURCE
        ]
        return [document for document in self._store.read(keys, scope) if document is not None]


def pointing_elsewhere(body: Node, old: str, new: str) -> Node:
    """The same description hanging on another resource."""
    return {
        name: [{"@id": new} if value == {"@id": old} else value for value in values]
        if name in _HANGING or name == _BOUND
        else values
        for name, values in body.items()
    }


def listing(body: Node, instance: str) -> Node:
    """A work that lists one more instance."""
    values: list[Value] = body.get(_LISTING, [])
    return body if {"@id": instance} in values else {**body, _LISTING: [*values, {"@id": instance}]}


def not_listing(body: Node, instance: str) -> Node:
    """A work that lists an instance no longer."""
    kept = [value for value in body.get(_LISTING, ()) if value != {"@id": instance}]
    rest = {name: values for name, values in body.items() if name != _LISTING}
    return {**rest, _LISTING: kept} if kept else rest
