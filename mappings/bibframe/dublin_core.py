"""Descriptions in the fifteen elements of Dublin Core, for protocols that every system speaks (OAI-PMH, SRU).

The rows follow the Library of Congress's crosswalk from MARC, read from BIBFRAME: an instance with its work. Each says
what it makes of one example, which is its test.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final, TypeAlias

from mappings.bibframe import read
from mappings.bibframe.node import Node
from mappings.bibframe.reading.values import Text
from mappings.codes.languages import LANGUAGES

Element: TypeAlias = tuple[str, Text]
"""The name of an element of Dublin Core (`title`) and what it says."""
_TYPES: Final = {
    "bf:Text": "Text",
    "bf:Monograph": "Text",
    "bf:Serial": "Text",
    "bf:NotatedMusic": "Text",
    "bf:Manuscript": "Text",
    "bf:Cartography": "Image",
    "bf:StillImage": "StillImage",
    "bf:MovingImage": "MovingImage",
    "bf:Audio": "Sound",
    "bf:MusicAudio": "Sound",
    "bf:NonMusicAudio": "Sound",
    "bf:Dataset": "Dataset",
    "bf:Multimedia": "InteractiveResource",
    "bf:Object": "PhysicalObject",
    "bf:MixedMaterial": "Collection",
    "bf:Collection": "Collection",
}
"""Classes of BIBFRAME and the term of the DCMI Type Vocabulary; the first that a work has counts."""
_URNS: Final = {"isbn": "urn:isbn:", "issn": "urn:issn:", "doi": "https://doi.org/"}


@dataclass(frozen=True, slots=True)
class Row:
    """What becomes one element: how it is read from a work and its instance, and what the example says in it."""

    element: str
    read: Callable[[Node, Node], Iterable[Text]]
    example: tuple[str, ...]


def _title(work: Node, instance: Node) -> Iterable[Text]:
    found = read.title(instance) or read.title(work)
    return () if found is None else (Text(found.full, found.main_lang), *found.parallel)


def _made_by(work: Node, instance: Node, *, primary: bool) -> Iterable[Text]:
    every = [*read.contributions(work), *read.contributions(instance)]
    return (Text(each.agent.label, each.agent.lang) for each in every if each.primary is primary)


def _subject(work: Node, _: Node) -> Iterable[Text]:
    return (Text(each.label, each.lang) for each in read.subjects(work))


def _publisher(_: Node, instance: Node) -> Iterable[Text]:
    return (name for each in read.publications(instance) if each.kind == "publication" for name in each.publishers)


def _date(work: Node, instance: Node) -> Iterable[Text]:
    dates = [each.date or each.date_text for each in read.publications(instance)] or [read.origin_date(work)]
    return (Text(each) for each in dates if each)


def _type(work: Node, _: Node) -> Iterable[Text]:
    known = next((_TYPES[each] for each in read.types(work) if each in _TYPES), None)
    return (*(() if known is None else (Text(known),)), *(Text(each.label, each.lang) for each in read.genres(work)))


def _identifier(_: Node, instance: Node) -> Iterable[Text]:
    yield Text(str(instance["@id"]))
    for each in read.identifiers(instance):
        if each.scheme in _URNS and each.normalized is not None and not each.cancelled:
            yield Text(_URNS[each.scheme] + each.normalized)


def _language(work: Node, _: Node) -> Iterable[Text]:
    codes = (iri.rpartition("/")[2] for iri in read.languages(work))
    return (Text(code) for code in codes if code in LANGUAGES)


def _relation(work: Node, _: Node) -> Iterable[Text]:
    return (Text(each.label) for each in read.relations(work))


EXAMPLE_WORK: Final[Node] = {
    "@id": "https://c.example/harbor/works/w1",
    "@type": ["bf:Work", "bf:Text"],
    "bf:title": [{"@id": "#t", "@type": ["bf:Title"], "bf:mainTitle": ["Tides"]}],
    "bf:contribution": [
        {"@id": "#c1", "@type": ["bf:PrimaryContribution"], "bf:agent": [{"@id": "#a", "rdfs:label": ["Ahn, Ada"]}]},
        {"@id": "#c2", "@type": ["bf:Contribution"], "bf:agent": [{"@id": "#b", "rdfs:label": ["Berg, Bo"]}]},
    ],
    "bf:subject": [{"@id": "#s", "@type": ["bf:Topic"], "rdfs:label": ["Sea level"]}],
    "bf:summary": [{"@id": "#m", "@type": ["bf:Summary"], "rdfs:label": ["How water moves."]}],
    "bf:language": [{"@id": "http://id.loc.gov/vocabulary/languages/eng"}],
    "bf:genreForm": [{"@id": "#g", "@type": ["bf:GenreForm"], "rdfs:label": ["Atlases"]}],
    "bf:relation": [
        {"@id": "#r", "@type": ["bf:Relation"], "bf:associatedResource": [{"@id": "#h", "rdfs:label": ["Coasts"]}]}
    ],
}
EXAMPLE_INSTANCE: Final[Node] = {
    "@id": "https://c.example/harbor/instances/i1",
    "@type": ["bf:Instance"],
    "bf:title": [{"@id": "#t", "@type": ["bf:Title"], "bf:mainTitle": ["Tides"], "bf:subtitle": ["an atlas"]}],
    "bf:provisionActivity": [
        {"@id": "#p", "@type": ["bf:Publication"], "bflc:simpleAgent": ["Quay Press"], "bflc:simpleDate": ["1998"]}
    ],
    "bf:extent": [{"@id": "#e", "@type": ["bf:Extent"], "rdfs:label": ["96 pages"]}],
    "bf:identifiedBy": [{"@id": "#i", "@type": ["bf:Isbn"], "rdf:value": ["978-3-16-148410-0"]}],
    "bf:usageAndAccessPolicy": [{"@id": "#u", "@type": ["bf:UsePolicy"], "rdfs:label": ["Free to use"]}],
}


ROWS: Final[tuple[Row, ...]] = (
    Row("title", _title, ("Tides : an atlas",)),
    Row("creator", lambda work, instance: _made_by(work, instance, primary=True), ("Ahn, Ada",)),
    Row("contributor", lambda work, instance: _made_by(work, instance, primary=False), ("Berg, Bo",)),
    Row("subject", _subject, ("Sea level",)),
    Row("description", lambda work, _: read.summary(work), ("How water moves.",)),
    Row("publisher", _publisher, ("Quay Press",)),
    Row("date", _date, ("1998",)),
    Row("type", _type, ("Text", "Atlases")),
    Row("format", lambda _, instance: read.named(instance, "bf:extent"), ("96 pages",)),
    Row("identifier", _identifier, ("https://c.example/harbor/instances/i1", "urn:isbn:9783161484100")),
    Row("language", _language, ("eng",)),
    Row("relation", _relation, ("Coasts",)),
    Row("rights", lambda _, instance: read.named(instance, "bf:usageAndAccessPolicy"), ("Free to use",)),
)
"""In the order in which elements are written. `source` and `coverage` are left out: nothing in BIBFRAME means them."""


def dublin_core(work: Node | None, instance: Node) -> list[Element]:
    """An instance with its work, where there is one, as elements of Dublin Core, each once."""
    found = ((row.element, each) for row in ROWS for each in row.read(work or {}, instance))
    return list(dict.fromkeys((element, each) for element, each in found if each.value.strip()))
