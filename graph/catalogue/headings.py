"""Headings: agents, subjects, places, genres and hubs, whether somebody described them or records only use them.

A heading without a document is read from a description that uses it. Equal headings of different libraries, with
different addresses, meet under one name (`urn:heading:…`), which the store keeps beside every use.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from graph.catalogue.model import Heading, Resource
from graph.catalogue.resources import ResourceReader
from graph.store.derive import is_vocabulary
from graph.store.headings import heading_kind, heading_urn, label_of
from graph.store.port import Store
from graph.store.scope import Scope
from mappings.bibframe.node import Node, nodes_below
from mappings.bibframe.read import authority_of, iri_key, known_by, resource_label, variants
from mappings.bibframe.read import iris as iris_of

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
        """The headings in the order asked; None for what nobody here describes or uses. Seven calls at most.

        A heading that records use and nobody describes under its address is answered by the authority it leads to.
        """
        described = self._resources.resources(iris, scope)
        open_iris = [iri for iri, found in zip(iris, described, strict=True) if found is None]
        wanted = [iri for iri in dict.fromkeys(open_iris) if not is_vocabulary(iri)]
        used = self._used(wanted, scope)
        adopted = self._adopted(wanted, used, scope)
        return [
            adopted.get(iri) or used.get(iri) if found is None else _from_resource(found)
            for iri, found in zip(iris, described, strict=True)
        ]

    def names(self, iris: Sequence[str], scope: Scope) -> list[tuple[str, ...]]:
        """Per heading, every name its uses may be found under: its own addresses, those of its authority, and the names
        of equal headings, variants among them that no other authority has.
        """
        headings = self.headings(iris, scope)
        found = [_names_of(heading) for heading in headings]
        urns = list(dict.fromkeys(urn for _, variants in found for urn in variants))
        shared = {urn for urn, iris in zip(urns, self._holders(urns, scope), strict=True) if len(iris) > 1}
        return [
            tuple(dict.fromkeys((iri, *own, *(urn for urn in variants if urn not in shared))))
            for iri, (own, variants) in zip(iris, found, strict=True)
        ]

    def _adopted(self, iris: Sequence[str], used: Mapping[str, Heading], scope: Scope) -> dict[str, Heading]:
        """What leads to an authority: by a number or an IRI it is known by, as its heading, or as one of its variants.
        Where several authorities answer to the same, none is taken.
        """
        numbers: dict[str, list[str]] = {}
        urns: dict[str, str] = {}
        for iri in iris:
            heading = used.get(iri)
            numbers[iri] = [iri_key(iri), *(() if heading is None else known_by(heading.node))]
            if heading is not None and (urn := urn_of(heading)):
                urns[iri] = urn
        by_number = self._found("authority", [each for own in numbers.values() for each in own], scope)
        wanted = list(dict.fromkeys(urns.values()))
        by_heading, by_variant = self._found("heading", wanted, scope), self._found("variant", wanted, scope)
        leading: dict[str, str] = {}
        for iri in iris:
            urn = urns.get(iri, "")
            steps = (
                {each for number in numbers[iri] for each in by_number.get(number, ())},
                by_heading.get(urn, set()),
                by_variant.get(urn, set()),
            )
            found = next((step for step in steps if step), set())
            if len(found) == 1:
                leading[iri] = next(iter(found))
        targets = list(dict.fromkeys(leading.values()))
        there = dict(zip(targets, self._resources.resources(targets, scope), strict=True)) if targets else {}
        return {iri: _from_resource(resource) for iri, to in leading.items() if (resource := there[to]) is not None}

    def _found(self, scheme: str, values: Sequence[str], scope: Scope) -> dict[str, set[str]]:
        wanted = list(dict.fromkeys(values))
        if not wanted:
            return {}
        found = self._store.find(scheme, wanted, scope)
        return {value: {key.iri for key in keys} for value, keys in zip(wanted, found, strict=True) if keys}

    def _holders(self, urns: Sequence[str], scope: Scope) -> list[set[str]]:
        """Per name of a heading, who has it, as heading or as variant."""
        headings, variants = self._found("heading", urns, scope), self._found("variant", urns, scope)
        return [headings.get(urn, set()) | variants.get(urn, set()) for urn in urns]

    def _used(self, wanted: Sequence[str], scope: Scope) -> dict[str, Heading]:
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


def urn_of(heading: Heading) -> str:
    """The name under which equal headings meet; empty where the heading has no label."""
    name = label_of(heading.node)
    return heading_urn(heading.kind, name) if name else ""


def _names_of(heading: Heading | None) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The addresses and the name of a heading, and the names of its variants."""
    if heading is None:
        return (), ()
    own = [heading.iri, *_published(heading.node), urn_of(heading)]
    urns = (heading_urn(heading.kind, text.value) for text in variants(heading.node))
    return tuple(name for name in own if name), tuple(dict.fromkeys(urn for urn in urns if urn))


def _published(node: Node) -> tuple[str, ...]:
    """The IRIs that others use for a heading that is described here."""
    elsewhere = iris_of(authority_of(node), "madsrdf:hasExactExternalAuthority")
    return (*iris_of(node, "madsrdf:isIdentifiedByAuthority"), *elsewhere, *iris_of(node, "owl:sameAs"))


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
