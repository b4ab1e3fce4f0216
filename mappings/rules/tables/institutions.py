"""Institutions that hold what is described (850), without a word on their holdings."""

from __future__ import annotations

from typing import Final

from mappings.rules.model import INSTANCE, Example, Field, Part, Rule, Sub
from mappings.rules.punctuation import keep

INSTITUTIONS: Final = Field(
    "850",
    on=INSTANCE,
    subfields=(
        Sub(
            "a",
            "bf:code",
            take=keep,
            plain=True,
            part=Part("lsp:holdingInstitution", "bf:Agent"),
            iri="http://id.loc.gov/vocabulary/organizations/{strip}",
            on=INSTANCE,
            whole=True,
        ),
    ),
    examples=(
        Example(
            "850 ## $a DLC $a MH-BA",
            {"lsp:holdingInstitution": {"@id": "http://id.loc.gov/vocabulary/organizations/mhba", "bf:code": "MH-BA"}},
        ),
    ),
)

RULES: Final[tuple[Rule, ...]] = (INSTITUTIONS,)
