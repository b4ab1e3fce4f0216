"""What is kept of a published term: a table from SKOS and MADS/RDF to our authorities.

A term becomes what a MARC authority record of it would be: an agent is described under the IRI of the thing it is, its
authority below it; a topic, place, genre or any other term is one node. See docs/decisions/authorities.md.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar, Final

from mappings.bibframe.node import Node, Value
from mappings.errors import CatalographError
from mappings.rules.iris import valid
from mappings.vocabularies.statements import TYPE, Properties, Statements


class NoTerm(CatalographError):
    """A resource of a vocabulary's file that can't be looked up: it has no label."""

    code: ClassVar[str] = "NO_TERM"


@dataclass(frozen=True, slots=True)
class Kept:
    """One row: the `properties` that say it, as published, and the property that keeps it. `links`: it points at
    other terms; else it is words.
    """

    properties: tuple[str, ...]
    keeps: str
    links: bool = False


CLASSES: Final[Mapping[str, tuple[str, ...]]] = {
    "madsrdf:PersonalName": ("bf:Agent", "bf:Person"),
    "madsrdf:FamilyName": ("bf:Agent", "bf:Family"),
    "madsrdf:CorporateName": ("bf:Agent", "bf:Organization"),
    "madsrdf:ConferenceName": ("bf:Agent", "bf:Meeting"),
    "madsrdf:NameTitle": ("bf:Hub",),
    "madsrdf:Title": ("bf:Hub",),
    "madsrdf:ComplexSubject": ("bf:Topic", "madsrdf:ComplexSubject"),
    "madsrdf:GenreForm": ("bf:GenreForm", "madsrdf:GenreForm"),
    "madsrdf:HierarchicalGeographic": ("bf:Place", "madsrdf:HierarchicalGeographic"),
    "madsrdf:Geographic": ("bf:Place", "madsrdf:Geographic"),
    "madsrdf:Temporal": ("bf:Temporal", "madsrdf:Temporal"),
    "madsrdf:Topic": ("bf:Topic", "madsrdf:Topic"),
    "madsrdf:Medium": ("madsrdf:Medium",),
    "madsrdf:Language": ("bf:Language",),
}
"""Published class → our types; the first that a term has decides."""

PLACES: Final[tuple[tuple[str, str], ...]] = (
    ("http://id.loc.gov/authorities/genreForms/", "madsrdf:GenreForm"),
    ("http://id.loc.gov/authorities/subjects/", "madsrdf:Topic"),
    ("http://id.loc.gov/authorities/childrensSubjects/", "madsrdf:Topic"),
    ("http://id.loc.gov/authorities/names/", "madsrdf:PersonalName"),
    ("http://id.loc.gov/authorities/performanceMediums/", "madsrdf:Medium"),
    ("http://id.loc.gov/vocabulary/graphicMaterials/", "madsrdf:Topic"),
    ("http://id.loc.gov/vocabulary/languages/", "madsrdf:Language"),
    ("http://id.loc.gov/vocabulary/countries/", "madsrdf:Geographic"),
    ("http://id.loc.gov/vocabulary/geographicAreas/", "madsrdf:Geographic"),
)
"""Where a term's IRI begins → the class it has where its file names none (SKOS does not)."""

USUAL: Final = "madsrdf:Topic"
LABELS: Final = ("madsrdf:authoritativeLabel", "skos:prefLabel", "rdfs:label", "madsrdf:variantLabel")
KEPT: Final = (
    Kept(("madsrdf:hasBroaderAuthority", "skos:broader"), "madsrdf:hasBroaderAuthority", links=True),
    Kept(("madsrdf:hasNarrowerAuthority", "skos:narrower"), "madsrdf:hasNarrowerAuthority", links=True),
    Kept(
        ("madsrdf:hasRelatedAuthority", "madsrdf:hasReciprocalAuthority", "skos:related"),
        "madsrdf:hasRelatedAuthority",
        links=True,
    ),
    Kept(("madsrdf:hasEarlierEstablishedForm",), "madsrdf:hasEarlierEstablishedForm", links=True),
    Kept(("madsrdf:hasLaterEstablishedForm",), "madsrdf:hasLaterEstablishedForm", links=True),
    Kept(("madsrdf:hasExactExternalAuthority", "skos:exactMatch"), "madsrdf:hasExactExternalAuthority", links=True),
    Kept(("madsrdf:hasCloseExternalAuthority", "skos:closeMatch"), "madsrdf:hasCloseExternalAuthority", links=True),
    Kept(("madsrdf:isMemberOfMADSScheme", "skos:inScheme"), "madsrdf:isMemberOfMADSScheme", links=True),
    Kept(("madsrdf:useInstead", "dcterms:isReplacedBy"), "dcterms:isReplacedBy", links=True),
    Kept(("madsrdf:note", "skos:note"), "madsrdf:note"),
    Kept(("madsrdf:scopeNote", "skos:scopeNote"), "madsrdf:scopeNote"),
    Kept(("madsrdf:definitionNote", "skos:definition"), "madsrdf:definitionNote"),
    Kept(("madsrdf:historyNote", "skos:historyNote"), "madsrdf:historyNote"),
    Kept(("madsrdf:code", "skos:notation"), "madsrdf:code"),
)
"""Everything else about a term that looking it up and showing it needs, a row each."""

_VARIANTS: Final = ("skos:altLabel",)
_HAS_VARIANT: Final = "madsrdf:hasVariant"
_DEPRECATED: Final = "madsrdf:DeprecatedAuthority"
_AUTHORITY: Final = "madsrdf:Authority"
_LCCN: Final = "http://id.loc.gov/vocabulary/identifiers/lccn"
_TERM_CLASSES: Final = frozenset({*CLASSES, _AUTHORITY, _DEPRECATED, "skos:Concept"})
WANTED: Final = frozenset(
    {
        TYPE,
        *LABELS,
        *_VARIANTS,
        _HAS_VARIANT,
        _LCCN,
        "madsrdf:identifiesRWO",
        "owl:deprecated",
        "rdf:value",
        *(name for row in KEPT for name in row.properties),
    }
)
"""Every property that is looked at: others need not be kept while a file is read."""


def is_term(properties: Properties) -> bool:
    """Whether what is said of a subject makes it a term of a vocabulary: a scheme, a source or a thing is none."""
    return any(each in _TERM_CLASSES for each in properties.get(TYPE, ()))


def term(iri: str, said: Statements) -> Node:
    """The description that is kept of a term: its root IRI is that of the thing where it is an agent.

    Raises `NoTerm`.
    """
    properties = said[iri]
    labels = _labels(properties)
    if not labels:
        raise NoTerm(f"{iri} has no label.")
    kind = _class(iri, properties)
    types = CLASSES.get(kind, (kind,))
    authority = _authority(properties, said)
    deprecated = _DEPRECATED in properties.get(TYPE, ()) or _is_true(properties.get("owl:deprecated", ()))
    standing = [_DEPRECATED if deprecated else _AUTHORITY]
    if types[0] != "bf:Agent":
        return {"@id": iri, "@type": [*types, *standing], "rdfs:label": labels, **authority}
    things = [each["@id"] for each in properties.get("madsrdf:identifiesRWO", ()) if isinstance(each, dict)]
    thing = next((each for each in things if valid(each)), _thing(iri))
    below = {"@id": iri, "@type": [kind, *standing], **authority}
    return {"@id": thing, "@type": list(types), "rdfs:label": labels, "madsrdf:isIdentifiedByAuthority": [below]}


def _thing(iri: str) -> str:
    return iri.replace("/authorities/names/", "/rwo/agents/") if "id.loc.gov" in iri else iri + "#thing"


def _class(iri: str, properties: Properties) -> str:
    types = properties.get(TYPE, ())
    found = next((each for each in CLASSES if each in types), None)
    return found or next((kind for start, kind in PLACES if iri.startswith(start)), USUAL)


def _labels(properties: Properties) -> list[Value]:
    for name in LABELS:
        if found := _texts(properties.get(name, ())):
            return found
    return []


def _authority(properties: Properties, said: Statements) -> Node:
    """What the authority for a term says: numbers, variants, links, notes."""
    node: Node = {}
    if numbers := _texts(properties.get(_LCCN, ())):
        node["bf:identifiedBy"] = [{"@type": ["bf:Lccn"], "rdf:value": [_words(numbers[0]).strip()]}]
    variants = [text for name in _VARIANTS for text in _texts(properties.get(name, ()))]
    for each in properties.get(_HAS_VARIANT, ()):
        if isinstance(each, dict) and (named := said.get(str(each.get("@id")))):
            variants.extend(_labels(named))
    if variants:
        node[_HAS_VARIANT] = [{"@type": ["madsrdf:Variant"], "madsrdf:variantLabel": [each]} for each in variants]
    for row in KEPT:
        values = [value for name in row.properties for value in properties.get(name, ())]
        if kept := _links(values) if row.links else _noted(values, said):
            node[row.keeps] = [*node.get(row.keeps, ()), *kept]
    return node


def _texts(values: Sequence[Value]) -> list[Value]:
    return [
        each for each in values if (isinstance(each, str) and each) or (isinstance(each, dict) and "@value" in each)
    ]


def _links(values: Sequence[Value]) -> list[Value]:
    iris = dict.fromkeys(str(each["@id"]) for each in values if isinstance(each, dict) and "@id" in each)
    return [{"@id": iri} for iri in iris if valid(iri)]


def _noted(values: Sequence[Value], said: Statements) -> list[Value]:
    """Notes are texts, or nodes that have one (`rdf:value`)."""
    found = _texts(values)
    for each in values:
        if isinstance(each, dict) and "@id" in each:
            below = said.get(str(each["@id"]), {})
            found.extend(_texts(below.get("rdf:value", ()) or below.get("rdfs:label", ())))
    return found


def _words(value: Value) -> str:
    return value if isinstance(value, str) else str(value["@value"])


def _is_true(values: Sequence[Value]) -> bool:
    return any(_words(each) in {"true", "1"} for each in _texts(values))
