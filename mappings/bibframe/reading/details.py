"""The rest of a description a reader sees: extent, edition, notes, summaries, links, series and related works."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from mappings.bibframe.node import Node
from mappings.bibframe.reading.titles import title
from mappings.bibframe.reading.values import Text, iri_of, labels, nodes, plain, preferred, texts

_NOTE_TYPES: Final = "http://id.loc.gov/vocabulary/mnotetype/"
_SERIES: Final = "http://id.loc.gov/vocabulary/relationship/series"


@dataclass(frozen=True, slots=True)
class Note:
    """A note; `type` is the IRI of its kind, None for a general note."""

    text: Text
    type: str | None = None


@dataclass(frozen=True, slots=True)
class Link:
    """Where to find it online. `label` is the text shown, None where there is none."""

    url: str
    label: str | None = None


@dataclass(frozen=True, slots=True)
class Relation:
    """A related work: `relations` are IRIs of relationships; `iri` None where it has only a name. `enumeration` is its
    number in a series.
    """

    relations: tuple[str, ...]
    iri: str | None
    label: str
    types: tuple[str, ...] = ()
    enumeration: str | None = None

    @property
    def is_series(self) -> bool:
        """Whether the related work is a series this one belongs to."""
        return _SERIES in self.relations or "bf:Series" in self.types


def named(node: Node, name: str) -> tuple[Text, ...]:
    """The texts of a property whose values are nodes with a label (`bf:extent`, `bf:summary`) or plain literals."""
    found = list(texts(node, name))
    for each in nodes(node, name):
        found.extend(labels(each) or texts(each, "rdf:value"))
    return tuple(found)


def extent(node: Node) -> tuple[str, ...]:
    """How much there is of an Instance, as statements."""
    return tuple(each.value for each in named(node, "bf:extent"))


def edition(node: Node) -> str | None:
    """The edition statement."""
    return preferred(texts(node, "bf:editionStatement")).value or None


def responsibility(node: Node) -> str | None:
    """The statement of responsibility."""
    return preferred(texts(node, "bf:responsibilityStatement")).value or None


def summary(node: Node) -> tuple[Text, ...]:
    """Summaries of a Work, in every language they are given in."""
    return named(node, "bf:summary")


def contents(node: Node) -> tuple[Text, ...]:
    """Tables of contents."""
    return named(node, "bf:tableOfContents")


def notes(node: Node) -> tuple[Note, ...]:
    """Notes in order, in every script they are given in."""
    found: list[Note] = []
    for each in nodes(node, "bf:note"):
        kind = next((type_ for type_ in each.get("@type", ()) if type_.startswith(_NOTE_TYPES)), None)
        found.extend(Note(text, kind) for text in labels(each) or texts(each, "rdf:value"))
    return tuple(found)


def electronic_locations(node: Node) -> tuple[Link, ...]:
    """Addresses at which an Instance or Item can be had."""
    text = next((each.text.value for each in notes(node)), None) if "bf:Item" in node.get("@type", ()) else None
    found = []
    for value in node.get("bf:electronicLocator", ()):
        if isinstance(value, str):
            found.append(Link(value, text))
        elif "@value" in value:
            found.append(Link(str(value["@value"]), text))
        elif (url := iri_of(value) or plain(value, "rdf:value")) or (url := _target(value)):
            found.append(Link(url, preferred(labels(value)).value or text))
    return tuple(found)


def _target(node: Node) -> str | None:
    return next((iri for each in nodes(node, "rdf:value") if (iri := iri_of(each)) is not None), None)


def relations(node: Node) -> tuple[Relation, ...]:
    """Related works of a Work or Instance in order, series included; one with neither IRI nor name is left out."""
    found = []
    for each in nodes(node, "bf:relation"):
        kinds = tuple(iri for kind in nodes(each, "bf:relationship") if (iri := iri_of(kind)) is not None)
        number = plain(each, "bf:seriesEnumeration")
        for related in nodes(each, "bf:associatedResource"):
            name, iri = resource_label(related), iri_of(related)
            if name or iri:
                found.append(Relation(kinds, iri, name, tuple(related.get("@type", ())), number))
    return tuple(found)


def expression_of(node: Node) -> tuple[Relation, ...]:
    """The hubs (uniform titles) a Work is an expression of."""
    found = []
    for each in nodes(node, "bf:expressionOf"):
        name, iri = resource_label(each), iri_of(each)
        if name or iri:
            found.append(Relation((), iri, name, tuple(each.get("@type", ()))))
    return tuple(found)


def resource_label(node: Node) -> str:
    """What a Work, Instance, Hub, heading or anything else is called: its label, else its title, else nothing."""
    if found := preferred(labels(node)).value:
        return found
    if "bf:title" not in node:
        return ""
    named_by = title(node)
    return named_by.full if named_by is not None else ""
