"""What an authority says of a heading: other forms of the name, related headings, sources, notes, and the numbers and
IRIs it is known by elsewhere.

The authority of an agent or a place is a node of its own below it (`madsrdf:isIdentifiedByAuthority`); that of a work
or a concept is the same node. Both are read alike here.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from mappings.bibframe.node import Node
from mappings.bibframe.reading.values import Text, iri_of, labels, nodes, plain, preferred, texts, types
from mappings.text import lccn

IDENTIFIED: Final = "madsrdf:isIdentifiedByAuthority"
_OTHERS: Final = ("madsrdf:hasExactExternalAuthority", "owl:sameAs")
RELATIONS: Final = {
    "madsrdf:hasBroaderAuthority": "broader",
    "madsrdf:hasNarrowerAuthority": "narrower",
    "madsrdf:hasEarlierEstablishedForm": "earlier",
    "madsrdf:hasLaterEstablishedForm": "later",
    "madsrdf:hasRelatedAuthority": "related",
}
"""Property of a related heading → how it is related."""
_NOTES: Final = ("madsrdf:note", "madsrdf:scopeNote", "madsrdf:definitionNote", "madsrdf:historyNote", "rdfs:comment")


@dataclass(frozen=True, slots=True)
class RelatedHeading:
    """A heading that another is related to: `relation` as in `RELATIONS`, `said` the relationship in words, `iri` that
    of what it names, `node` its description in place.
    """

    relation: str
    iri: str
    label: str
    types: tuple[str, ...]
    node: Node
    said: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """A source that was looked up for a heading: whether something was `found` there, and what."""

    citation: str
    note: str | None
    found: bool


def authority_of(node: Node) -> Node:
    """The authority for what a node describes: the one described below it, or the node itself."""
    if IDENTIFIED in node:
        for each in node[IDENTIFIED]:
            if isinstance(each, dict) and "@type" in each:
                return each
    return node


def variants(node: Node) -> tuple[Text, ...]:
    """Other forms of the heading, in order."""
    return tuple(
        text
        for each in nodes(authority_of(node), "madsrdf:hasVariant")
        for text in texts(each, "madsrdf:variantLabel") or texts(each, "rdfs:label")
    )


def related_headings(node: Node) -> tuple[RelatedHeading, ...]:
    """The headings its authority relates it to, those without an IRI left out."""
    authority = authority_of(node)
    return tuple(
        found
        for prop, relation in RELATIONS.items()
        for each in nodes(authority, prop)
        if (found := _related(each, relation)) is not None
    )


def _related(node: Node, relation: str) -> RelatedHeading | None:
    things = [iri for each in nodes(node, "madsrdf:identifiesRWO") if (iri := iri_of(each)) is not None]
    iri = next(iter(things), None) or iri_of(node)
    if iri is None:
        return None
    words = [
        preferred(labels(each)).value
        for relationship in nodes(node, "bf:relation")
        for each in nodes(relationship, "bf:relationship")
    ]
    return RelatedHeading(
        relation, iri, preferred(labels(node)).value, types(node), node, next((word for word in words if word), "")
    )


def sources(node: Node) -> tuple[Source, ...]:
    """The sources of the heading, in order."""
    return tuple(
        Source(
            plain(each, "madsrdf:citationSource") or "",
            plain(each, "madsrdf:citationNote"),
            plain(each, "madsrdf:citationStatus") != "not found",
        )
        for each in nodes(authority_of(node), "madsrdf:hasSource")
    )


def heading_notes(node: Node) -> tuple[str, ...]:
    """Notes for readers on the heading and what it names; cataloguers' own (`madsrdf:editorialNote`) are left out."""
    authority = authority_of(node)
    bodies = [authority] if authority is node else [node, authority]
    found = [text.value for body in bodies for name in _NOTES for text in texts(body, name)]
    for body in bodies:
        found += [text for each in nodes(body, "bf:summary") if (text := _worded(each))]
        found += [text for each in nodes(body, "bf:note") if (text := _worded(each))]
    return tuple(dict.fromkeys(found))


def _worded(node: Node) -> str:
    return " ".join(text.value for name in ("rdfs:label", "bf:note") for text in texts(node, name))


# ---- what it is known by --------------------------------------------------------------------------------------------


def known_by(node: Node) -> tuple[str, ...]:
    """The IRIs (without scheme) and numbers (`(agency)number`) that name the heading or its authority elsewhere."""
    return tuple(dict.fromkeys(_known_by(node)))


def _known_by(node: Node) -> Iterator[str]:
    authority = authority_of(node)
    bodies = [node] if authority is node else [node, authority]
    for body in bodies:
        for name in (IDENTIFIED, *_OTHERS):
            for each in body.get(name, ()):
                if isinstance(each, dict) and "//" in (iri := str(each.get("@id", ""))):
                    yield iri_key(iri)
        for each in nodes(body, "bf:identifiedBy"):
            if "bf:status" not in each and (number := _number(each)):
                yield number


def _number(node: Node) -> str:
    value = "".join((plain(node, "rdf:value") or "").split())
    if not value:
        return ""
    if "bf:Lccn" in node.get("@type", ()):
        return f"(DLC){value}"
    agency = next(
        (code for name in ("bf:source", "bf:assigner") for each in nodes(node, name) if (code := _agency(each))), ""
    )
    return f"({agency}){value}" if agency else ""


def _agency(node: Node) -> str:
    return plain(node, "bf:code") or (iri_of(node) or "").rpartition("/")[2]


def iri_key(iri: str) -> str:
    """An IRI as it is compared: `http` or `https`, with `www.` or without, is the same."""
    return iri.partition("://")[2].removeprefix("www.").rstrip("/") or iri


def lccns(node: Node) -> tuple[str, ...]:
    """The Library of Congress control numbers of its authority."""
    numbers = (plain(each, "rdf:value") for each in nodes(authority_of(node), "bf:identifiedBy")
               if "bf:Lccn" in each.get("@type", ()) and "bf:status" not in each)  # fmt: skip
    return tuple(found for number in numbers if number and (found := lccn(number)) is not None)
