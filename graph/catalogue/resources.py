"""Reading resources: the layers of each merged, redirects followed, many at a time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from graph.catalogue.layers import resource
from graph.catalogue.model import Resource
from graph.catalogue.then import LEADS_ON, layers_of
from graph.store.model import Document
from graph.store.names import GraphKind, parse_graph
from graph.store.port import Store
from graph.store.scope import Scope

REDIRECT: Final = LEADS_ON
REPLACED_BY: Final = "dcterms:isReplacedBy"
PAPERS: Final = frozenset({"lsp:Draft", "lsp:Template", "lsp:Proposal", "lsp:BatchChange", "lsp:SavedQuery"})
"""Working papers: documents that describe nothing yet and are read by services of their own."""
_HOPS: Final = 4
_OVERLAYS: Final = frozenset({GraphKind.CATALOGUE, GraphKind.STAFF})


class ResourceReader:
    """Reads resources of the catalogue. A deleted one that was replaced answers with its replacement."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def resources(self, iris: Sequence[str], scope: Scope) -> list[Resource | None]:
        """The resources in the order asked, None where there is none for this reader.

        One call, and one more for each step of redirects (at most four).
        """
        found: dict[str, Resource | None] = {}
        moved: dict[str, str] = {}
        wanted = list(dict.fromkeys(iris))
        for _ in range(_HOPS):
            if not wanted:
                break
            further = []
            for iri, layers in zip(wanted, layers_of(self._store, wanted, scope), strict=True):
                if any(not PAPERS.isdisjoint(layer.body["@type"]) for layer in layers):
                    found[iri] = None
                    continue
                target = _target(layers)
                if target is None:
                    found[iri] = resource(heard(layers, scope)) if layers else None
                else:
                    moved[iri] = target
                    further.append(target)
            wanted = [iri for iri in dict.fromkeys(further) if iri not in found and iri not in moved]
        return [found.get(_end(iri, moved)) for iri in iris]


def heard(layers: Sequence[Document], scope: Scope) -> Sequence[Document]:
    """Of the layers of what a network shares, its own and those of the library that the scope reads for: another
    member's overlay is what that member alone says.
    """
    names = [parse_graph(each.key.graph) for each in layers]
    if all(name.kind is not GraphKind.NETWORK for name in names):
        return layers
    tenants = {name.owner for name in names if name.kind in _OVERLAYS}
    home = next(iter(tenants), "") if scope.home is None and len(tenants) == 1 else scope.home
    return [each for each, name in zip(layers, names, strict=True) if name.kind not in _OVERLAYS or name.owner == home]


def _target(layers: Sequence[Document]) -> str | None:
    """Where a deleted resource was replaced, unless some other layer still describes it."""
    targets = [layer.body[REPLACED_BY][0]["@id"] for layer in layers if REDIRECT in layer.body["@type"]]
    return str(targets[0]) if targets and len(targets) == len(layers) else None


def _end(iri: str, moved: Mapping[str, str]) -> str:
    for _ in range(_HOPS):
        if iri not in moved:
            return iri
        iri = moved[iri]
    return iri
