"""Numbers 010-048 and 088: identifiers with qualifier, status and source."""

from __future__ import annotations

from typing import Final

from mappings.rules.model import INSTANCE, Example, Field, Part, Rule, Sub
from mappings.rules.punctuation import chop_parens
from mappings.rules.tables.shared import INVALID

ISBN: Final = Field(
    "020",
    on=INSTANCE,
    makes=Part("bf:identifiedBy", "bf:Isbn", each="az"),
    subfields=(
        Sub("a", "rdf:value"),
        Sub("z", "rdf:value", also=INVALID),
        Sub("q", "bf:qualifier", take=chop_parens, wrap="()"),
        Sub("c", "bf:acquisitionTerms", lead=" :"),
    ),
    examples=(
        Example(
            "020 ## $a 9780679405733 $q (hardcover)",
            {"bf:identifiedBy": {"@type": "bf:Isbn", "rdf:value": "9780679405733", "bf:qualifier": "hardcover"}},
        ),
        Example("020 ## $z 9780679405734", {"bf:identifiedBy": {"rdf:value": "9780679405734", **INVALID}}),
    ),
)

RULES: Final[tuple[Rule, ...]] = (ISBN,)
