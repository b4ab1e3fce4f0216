"""Headings: agents, subjects, places, genres and hubs, whether somebody described them or records only use them.

A heading without a document is read from a description that uses it. Equal headings of different libraries, with
different addresses, meet under one name (`urn:heading:…`), which the store keeps beside every use.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from graph.catalogue.model import Heading, Resource
from graph.catalogue.resources import ResourceReader
from graph.store.derive import heading_kind, heading_urn, is_vocabulary, label_of
from graph.store.port import Store
from graph.store.scope import Scope
from mappings.bibframe.node import Node, nodes_below
from mappings.bibframe.read import resource_label

AGENT_PATHS: Final = ("bf:contribution/bf:agent",)
"""How a work points at those who made it."""

SUBJECT_PATHS: Final = (
    "bf:subject",
    "bf:subject/madsrdf:componentList",
    "bf:genreForm",
    "bf:genreForm/madsrdf:componentList",
    "bf:geographicCoverage",
)
"""How a work points at what it is about and what it is."""

OTHER_PATHS: Final = (
    "bf:expressionOf",
    "bf:expressionOf/bf:contribution/bf:agent",
    "bf:relation/bf:associatedResource",
    "bf:relation/bf:associatedResource/bf:contribution/bf:agent",
    "bf:relation/bf:associatedResource/bf:expressionOf",
    "bf:subject/bf:contribution/bf:agent",
    "bf:provisionActivity/bf:agent",
    "bf:provisionActivity/bf:place",
    "bf:originPlace",
    "bf:capture/bf:place",
    "bf:intendedAudience",
    "bflc:creatorCharacteristic",
)
"""Further places where a description names a heading."""

ALL_PATHS: Final = AGENT_PATHS + SUBJECT_PATHS + OTHER_PATHS


class HeadingReader:
    """Reads headings, many at a time."""

    def __init__(self, store: Store, resources: ResourceReader) -> None:
        self._store, self._resources = store, resources

    def headings(self, iris: Sequence[str], scope: Scope) -> list[Heading | None]:
        """The headings in the order asked; None for what nobody here describes or uses. Three calls at most."""
        described = self._resources.resources(iris, scope)
        open_iris = [iri for iri, found in zip(iris, described, strict=True) if found is None]
        used = self._used(list(dict.fromkeys(open_iris)), scope)
        return [
            used.get(iri) if found is None else _from_resource(found)
            for iri, found in zip(iris, described, strict=True)
        ]

    def names(self, iris: Sequence[str], scope: Scope) -> list[tuple[str, ...]]:
        """Per heading, every name its uses may be found under: its own address, and that of equal headings."""
        answer: list[tuple[str, ...]] = []
        for iri, heading in zip(iris, self.headings(iris, scope), strict=True):
            name = label_of(heading.node) if heading is not None else None
            urn = heading_urn(heading.kind, name) if heading is not None and name else ""
            answer.append((iri, urn) if urn else (iri,))
        return answer

    def _used(self, iris: Sequence[str], scope: Scope) -> dict[str, Heading]:
        wanted = [iri for iri in iris if not is_vocabulary(iri)]
        if not wanted:
            return {}
        pages = self._store.incoming(wanted, ALL_PATHS, scope, first=1)
        keys = list(dict.fromkeys(key for page in pages for key in page.keys))
        bodies = {
            key: document.body
            for key, document in zip(keys, self._store.read(keys, scope), strict=True)
            if document is not None
        }
        found = {}
        for iri, page in zip(wanted, pages, strict=True):
            for key in page.keys:
                heading = _in_place(bodies.get(key, {}), iri)
                if heading is not None:
                    found[iri] = heading
        return found


def _from_resource(resource: Resource) -> Heading:
    kind = heading_kind(resource.body) or "subjects"
    label = resource_label(resource.body)
    return Heading(resource.iri, kind, label, resource.types, resource.body, resource)


def _in_place(body: Node, iri: str) -> Heading | None:
    """The fullest description of a heading within a document that uses it."""
    nodes = [node for node in nodes_below(body) if node.get("@id") == iri and len(node) > 1]
    for node in sorted(nodes, key=len, reverse=True):
        label = resource_label(node)
        if label:
            return Heading(iri, heading_kind(node) or "subjects", label, tuple(node.get("@type", ())), node)
    return None
