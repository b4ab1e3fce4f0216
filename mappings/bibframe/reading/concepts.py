"""What it is about and what it is: subjects, genres, and other controlled terms.

A subject heading with subdivisions is a `madsrdf:ComplexSubject` with an ordered `madsrdf:componentList`; subjects
may also be agents, places, hubs. Terms of controlled vocabularies are bare references once stored; their labels are
kept apart.
"""

from __future__ import annotations

from dataclasses import dataclass

from mappings.bibframe.node import Node
from mappings.bibframe.reading.agents import AGENT_TYPES
from mappings.bibframe.reading.titles import title
from mappings.bibframe.reading.values import Text, iri_of, iris, labels, nodes, plain, preferred, types


@dataclass(frozen=True, slots=True)
class ConceptRef:
    """A controlled term as a description names it: genre, content, medium, language … `label` may be empty."""

    iri: str | None
    label: str = ""
    types: tuple[str, ...] = ()
    scheme: str | None = None
    lang: str | None = None
    labels: tuple[Text, ...] = ()


@dataclass(frozen=True, slots=True)
class SubjectRef:
    """A subject heading. `scheme` is the IRI (or code) of its thesaurus; `components` are its parts in order."""

    iri: str | None
    label: str
    types: tuple[str, ...] = ()
    scheme: str | None = None
    lang: str | None = None
    labels: tuple[Text, ...] = ()
    components: tuple[ConceptRef, ...] = ()

    @property
    def is_agent(self) -> bool:
        """Whether the subject is a person, family, organization, jurisdiction or meeting."""
        return not AGENT_TYPES.isdisjoint(self.types)

    @property
    def is_work(self) -> bool:
        """Whether the subject is another work."""
        return "bf:Hub" in self.types or "bf:Work" in self.types


def concept(node: Node) -> ConceptRef:
    """A controlled term from its node in place, or from a bare reference."""
    names = labels(node)
    shown = preferred(names)
    return ConceptRef(iri_of(node), shown.value, types(node), scheme(node), shown.lang, names)


def scheme(node: Node) -> str | None:
    """The vocabulary a term comes from: an IRI, or the code where it has no IRI."""
    if "bf:source" not in node and "madsrdf:isMemberOfMADSScheme" not in node:
        return None
    for source in nodes(node, "bf:source"):
        if found := iri_of(source) or plain(source, "bf:code") or preferred(labels(source)).value:
            return found
    return next(iter(iris(node, "madsrdf:isMemberOfMADSScheme")), None)


def concepts(node: Node, name: str) -> tuple[ConceptRef, ...]:
    """The controlled terms of a property in order; one with neither IRI nor label is left out."""
    return tuple(read for each in nodes(node, name) if (read := concept(each)).iri is not None or read.label)


def subjects(node: Node) -> list[SubjectRef]:
    """The subjects of a Work in order; one with neither IRI nor label is left out."""
    found = []
    for each in nodes(node, "bf:subject"):
        read = subject(each)
        if read.iri is not None or read.label:
            found.append(read)
    return found


def subject(node: Node) -> SubjectRef:
    """One subject from its node in place, or from a bare reference."""
    names = labels(node)
    shown = preferred(names)
    parts = tuple(concept(each) for each in nodes(node, "madsrdf:componentList")) if len(node) > 2 else ()
    shown_label = shown.value
    if not shown_label:
        shown_label = "--".join(part.label for part in parts if part.label) or _hub_title(node)
    return SubjectRef(iri_of(node), shown_label, types(node), scheme(node), shown.lang, names, parts)


def _hub_title(node: Node) -> str:
    """A work as subject may have no label, only a title."""
    if "bf:title" not in node:
        return ""
    found = title(node)
    return found.full if found is not None else ""


def genres(node: Node) -> tuple[ConceptRef, ...]:
    """Genres and forms of a Work or Instance in order."""
    return concepts(node, "bf:genreForm")


def languages(node: Node) -> tuple[str, ...]:
    """IRIs of the languages of a Work, each once, in order."""
    found: dict[str, None] = {}
    for each in nodes(node, "bf:language"):
        if (iri := iri_of(each)) is not None:
            found[iri] = None
        for inner in iris(each, "rdf:value"):
            found[inner] = None
    return tuple(found)


def content_types(node: Node) -> tuple[str, ...]:
    """IRIs of the content types of a Work (text, still image, performed music …)."""
    return iris(node, "bf:content")


def media(node: Node) -> tuple[str, ...]:
    """IRIs of the media types of an Instance."""
    return iris(node, "bf:media")


def carrier(node: Node) -> tuple[str, ...]:
    """IRIs of the carrier types of an Instance."""
    return iris(node, "bf:carrier")
