"""Attributes of works in 3xx that are rows: accessibility (341), place of origin (370), language as a word (377),
numbers and key of music (383, 384).
"""

from __future__ import annotations

from typing import Final

from mappings.rules.model import WORK, Example, Field, Part, Rule, Sub, When
from mappings.rules.punctuation import keep
from mappings.rules.tables.shared import APPLIES_TO, NUMBERS, source

_LANGUAGES: Final = "http://id.loc.gov/vocabulary/languages/"
_SCHEMES: Final = "http://id.loc.gov/vocabulary/subjectSchemes/"

ACCESSIBILITY: Final = Field(
    "341",
    on=WORK,
    makes=Part("bf:contentAccessibility", "bf:ContentAccessibility"),
    subfields=(
        APPLIES_TO,
        Sub("abcde", "rdfs:label", take=keep),
        source(),
        *NUMBERS,
    ),
    examples=(
        Example(
            "341 0# $a textual $2 sapdv",
            {"bf:contentAccessibility": {"rdfs:label": "textual", "bf:source": {"bf:code": "sapdv"}}},
            back="341 ## $a textual $2 sapdv",
        ),
    ),
)

PLACE_OF_ORIGIN: Final = Field(
    "370",
    on=WORK,
    makes=Part("bf:originPlace", "bf:Place", each="g"),
    subfields=(APPLIES_TO, Sub("g", "rdfs:label"), source(_SCHEMES), *NUMBERS),
    examples=(
        Example(
            "370 ## $g Athens (Ga.) $2 naf",
            {"bf:originPlace": {"rdfs:label": "Athens (Ga.)", "bf:source": {"@id": _SCHEMES + "naf"}}},
        ),
    ),
)

COUNTRY_OF_ORIGIN: Final = Field(
    "370",
    on=WORK,
    makes=Part("bf:originPlace", "bf:Place", each="c"),
    subfields=(APPLIES_TO, Sub("c", "rdfs:label"), source(_SCHEMES), *NUMBERS),
    order=1,
    accepts=lambda _: False,
    examples=(Example("370 ## $c Peru", {"bf:originPlace": {"rdfs:label": "Peru"}}, back="370 ## $g Peru"),),
)
"""Coming back it is a place of origin (`$g`), which says the same."""

LANGUAGE_CODE: Final = Field(
    "377",
    on=WORK,
    makes=Part("bf:language", "bf:Language", each="a"),
    subfields=(Sub("a", "", take=keep, iri=f"{_LANGUAGES}{{}}"),),
    when=When(ind2="#"),
    echo=True,
    order=2,
    examples=(Example("377 ## $a eng", {"bf:language": {"@id": _LANGUAGES + "eng"}}, back=""),),
)
"""The languages are in the 008 and the 041, which come back."""

LANGUAGE_TERM: Final = Field(
    "377",
    on=WORK,
    makes=Part("bf:language", "bf:Language", each="l"),
    subfields=(APPLIES_TO, Sub("l", "rdfs:label"), source("http://id.loc.gov/vocabulary/languageschemes/"), *NUMBERS),
    when=When(lacks="a"),
    order=1,
    accepts=lambda node: "rdfs:label" in node and not node.get("@id", "#").startswith("http"),
    examples=(Example("377 ## $l Louisiana Creole", {"bf:language": {"rdfs:label": "Louisiana Creole"}}),),
)

NUMBERS_OF_MUSIC: Final = Field(
    "383",
    on=WORK,
    subfields=(
        Sub("a", "bf:musicSerialNumber", take=keep),
        Sub("b", "bf:musicOpusNumber", take=keep),
        Sub("c", "bf:musicThematicNumber", take=keep),
    ),
    when=When(lacks="d"),
    examples=(
        Example(
            "383 ## $a no. 14 $b op. 27, no. 2 $c K. 525",
            {
                "bf:musicSerialNumber": "no. 14",
                "bf:musicOpusNumber": "op. 27, no. 2",
                "bf:musicThematicNumber": "K. 525",
            },
        ),
    ),
)

THEMATIC_INDEX: Final = Field(
    "383",
    on=WORK,
    subfields=(
        Sub("a", "bf:musicSerialNumber", take=keep),
        Sub("b", "bf:musicOpusNumber", take=keep),
        Sub("cd", "bf:musicThematicNumber", take=keep, join=" "),
    ),
    when=When(has="d"),
    echo=True,
    examples=(
        Example(
            "383 ## $c 269 $d Trudeau",
            {"bf:musicThematicNumber": "269 Trudeau"},
            back="383 ## $c 269 Trudeau",
        ),
    ),
)
"""A thematic number and the index it is from are one text, as the Library of Congress has them."""

KEY: Final = Field(
    "384",
    on=WORK,
    subfields=(Sub("a", "bf:musicKey", take=keep),),
    examples=(Example("384 ## $a D major", {"bf:musicKey": "D major"}),),
)

RULES: Final[tuple[Rule, ...]] = (
    ACCESSIBILITY,
    PLACE_OF_ORIGIN,
    COUNTRY_OF_ORIGIN,
    LANGUAGE_CODE,
    LANGUAGE_TERM,
    NUMBERS_OF_MUSIC,
    THEMATIC_INDEX,
    KEY,
)
