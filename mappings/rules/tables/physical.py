"""Physical description 300-307 and 34x."""

from __future__ import annotations

from typing import Final

from mappings.rules.model import INSTANCE, Example, Field, Part, Rule, Sub
from mappings.rules.punctuation import keep
from mappings.rules.tables.shared import APPLIES_TO, note_type

EXTENT: Final = Field(
    "300",
    on=INSTANCE,
    makes=Part("bf:extent", "bf:Extent", each="a"),
    subfields=(
        APPLIES_TO,
        Sub("a", "rdfs:label"),
        Sub("b", "rdfs:label", take=keep, part=Part("bf:note", "bf:Note", (note_type("physical"),)), lead=" :"),
        Sub("c", "bf:dimensions", on=INSTANCE, lead=" ;"),
    ),
    examples=(
        Example(
            "300 ## $a 1 volume ; $c 28 cm",
            {"bf:extent": {"@type": "bf:Extent", "rdfs:label": "1 volume"}, "bf:dimensions": "28 cm"},
        ),
    ),
)

RULES: Final[tuple[Rule, ...]] = (EXTENT,)
