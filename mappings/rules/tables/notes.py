"""Notes 5xx."""

from __future__ import annotations

from typing import Final

from mappings.rules.model import INSTANCE, Example, Field, Part, Rule, Sub
from mappings.rules.punctuation import keep
from mappings.rules.tables.shared import APPLIES_TO, INSTITUTION, note_type

GENERAL: Final = Field(
    "500",
    on=INSTANCE,
    makes=Part("bf:note", "bf:Note"),
    subfields=(APPLIES_TO, Sub("a", "rdfs:label", take=keep), INSTITUTION),
    examples=(
        Example('500 ## $a "March 1987."', {"bf:note": {"@type": "bf:Note", "rdfs:label": '"March 1987."'}}),
        Example(
            "500 ## $3 Map: $a Scale not given. $5 DLC",
            {
                "bf:note": {
                    "rdfs:label": "Scale not given.",
                    "bflc:appliesTo": {"rdfs:label": "Map"},
                    "bflc:applicableInstitution": {"@id": "http://id.loc.gov/vocabulary/organizations/dlc"},
                }
            },
            back="500 ## $3 Map $a Scale not given. $5 DLC",
        ),
    ),
)

BIBLIOGRAPHY: Final = Field(
    "504",
    on=INSTANCE,
    makes=Part("bf:note", "bf:Note", (note_type("biblio"),)),
    subfields=(Sub("a", "rdfs:label", take=keep), INSTITUTION),
    examples=(
        Example(
            "504 ## $a Bibliography: pages 1-2.",
            {"bf:note": {"@type": ["bf:Note", note_type("biblio")], "rdfs:label": "Bibliography: pages 1-2."}},
        ),
    ),
)

RULES: Final[tuple[Rule, ...]] = (GENERAL, BIBLIOGRAPHY)
