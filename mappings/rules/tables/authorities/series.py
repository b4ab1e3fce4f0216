"""How a library treats a series, 640–646: dates, numbering, publisher, analysis, tracing, classification."""

from __future__ import annotations

from typing import Final

from mappings.rules.model import AUTHORITY, Example, Field, Part, Rule, Sub
from mappings.rules.punctuation import as_is
from mappings.rules.tables.shared import INSTITUTION

_TREATMENT: Final = "bflc:seriesTreatment"


def _treatment(tag: str, type_: str, *subfields: Sub, ind1: str = " ", example: str) -> Field:
    return Field(
        tag,
        on=AUTHORITY,
        makes=Part(_TREATMENT, type_),
        subfields=(*subfields, INSTITUTION),
        ind1=ind1,
        examples=(Example(example, authority={_TREATMENT: {"@type": type_}}),),
    )


_TEXT: Final = Sub("a", "rdfs:label", take=as_is)
_CODE: Final = Sub("a", "bf:code", take=as_is)
_VOLUMES: Final = Sub("d", "bf:note", take=as_is)
_EXCEPTION: Final = Sub("b", "bf:qualifier", take=as_is)
_SOURCE: Final = Sub("z", "madsrdf:citationSource", take=as_is, part=Part("madsrdf:hasSource", "madsrdf:Source"))

RULES: Final[tuple[Rule, ...]] = (
    _treatment("640", "bflc:SeriesSequentialDesignation", _TEXT, _SOURCE, ind1="1",
               example="640 1# $a Began with v. 1 in 1928"),
    _treatment("641", "bflc:SeriesNumberingPeculiarities", _TEXT, _SOURCE, example="641 ## $a Vol. 3 never published"),
    _treatment("642", "bflc:SeriesNumbering", _TEXT, _VOLUMES, example="642 ## $a t. 2 $5 DLC"),
    _treatment("643", "bflc:SeriesProvider", Sub("a", "bf:place", take=as_is), Sub(
        "b", "bf:agent", take=as_is), _VOLUMES, example="643 ## $a Moskva $b Khudozh. lit-ra"),
    _treatment("644", "bflc:SeriesAnalysis", _CODE, _EXCEPTION, _VOLUMES, example="644 ## $a f $5 DLC"),
    _treatment("645", "bflc:SeriesTracing", _CODE, _VOLUMES, example="645 ## $a t $5 DPCC $5 DLC"),
    _treatment("646", "bflc:SeriesClassification", _CODE, _VOLUMES, example="646 ## $a s $5 DLC"),
)  # fmt: skip
