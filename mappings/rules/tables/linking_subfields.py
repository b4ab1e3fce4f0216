"""Linking entries 760-787 as a table: the relationship by tag and second indicator, and where each subfield goes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

LANGUAGES: Final = "http://id.loc.gov/vocabulary/languages/"
COUNTRIES: Final = "http://id.loc.gov/vocabulary/countries/"

RELATIONSHIPS: Final = {
    "760": {"": "series"},
    "762": {"": "subseries"},
    "765": {"": "translationof"},
    "767": {"": "translatedas"},
    "770": {"": "supplement"},
    "772": {"": "supplementto"},
    "773": {"": "partof"},
    "774": {"": "part"},
    "775": {"": "otheredition"},
    "776": {"": "otherphysicalformat"},
    "777": {"": "issuedwith"},
    "780": {
        "0": "continuationof", "1": "continuedinpart", "4": "mergerof", "5": "absorptionof", "6": "absorptionof",
        "7": "separatedfrom", "": "precededby",
    },
    "785": {
        "0": "continuedby", "8": "continuedby", "1": "continuedinpartby", "4": "absorbedby", "5": "absorbedby",
        "6": "splitinto", "7": "mergedtoform", "": "succeededby",
    },
    "786": {"": "datasource"},
    "787": {"": "relatedwork"},
}  # fmt: skip
"""Tag -> second indicator -> relationship; the empty indicator stands for all others."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a subfield goes: on the instance or the work, a property, and a node of a type with a property inside."""

    code: str
    prop: str
    type: str = ""
    inner: str = "rdfs:label"
    iri: str = ""
    on_instance: bool = True


PLACES: Final = {
    place.code: place
    for place in (
        Place("b", "bf:editionStatement"),
        Place("p", "bf:title", "bf:AbbreviatedTitle", "bf:mainTitle", on_instance=False),
        Place("d", "bf:provisionActivityStatement"),
        Place("h", "bf:extent", "bf:Extent"),
        Place("g", "bf:part"),
        Place("k", "bf:seriesStatement"),
        Place("v", "bf:note", "bf:Note", on_instance=False),
        Place("n", "bf:note", "bf:Note"),
        Place("j", "bf:note", "bf:Note"),
        Place("m", "bf:note", "bf:Note"),
        Place("q", "bf:note", "bf:Note"),
        Place("e", "bf:language", "bf:Language", iri=LANGUAGES, on_instance=False),
        Place("f", "bf:provisionActivity", "bf:ProvisionActivity", "bf:place", iri=COUNTRIES),
        Place("x", "bf:identifiedBy", "bf:Issn", "rdf:value", on_instance=False),
        Place("o", "bf:identifiedBy", "bf:Local", "rdf:value"),
        Place("r", "bf:identifiedBy", "bf:ReportNumber", "rdf:value"),
        Place("u", "bf:identifiedBy", "bf:Strn", "rdf:value"),
        Place("y", "bf:identifiedBy", "bf:Coden", "rdf:value"),
        Place("z", "bf:identifiedBy", "bf:Isbn", "rdf:value"),
    )
}
"""Subfields but for titles, names, `$i` and `$w`. Coming back the first of a property and type wins (notes: `$n`)."""
