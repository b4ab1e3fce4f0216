"""Fields 5xx with a class of their own: contents, summary, audience, coverage, capture, policies, history."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from mappings.rules.model import INSTANCE, WORK, Adds, Example, Field, Ind, Part, Rule, Sub, When
from mappings.rules.punctuation import keep
from mappings.rules.tables.shared import APPLIES_TO, INSTITUTION, LOCATOR, NUMBERS, source

if TYPE_CHECKING:
    from mappings.marc.record import DataField

CONTENTS: Final = Field(
    "505",
    on=WORK,
    makes=Part("bf:tableOfContents", "bf:TableOfContents"),
    subfields=(Sub("agrt", "rdfs:label", take=keep, join=" "), LOCATOR),
    ind1=Ind(
        "0",
        {
            "1": Adds(
                also={
                    "bf:status": {
                        "@id": "http://id.loc.gov/vocabulary/mstatus/incmp",
                        "@type": "bf:Status",
                        "rdfs:label": "Incomplete",
                    }
                }
            ),
            "2": Adds(
                also={
                    "bf:status": {
                        "@id": "http://id.loc.gov/vocabulary/mstatus/part",
                        "@type": "bf:Status",
                        "rdfs:label": "Partial",
                    }
                }
            ),
        },
    ),
    twin="same",
    examples=(
        Example(
            "505 0# $a The wharf -- The lock -- The lighthouse.",
            {"bf:tableOfContents": {"rdfs:label": "The wharf -- The lock -- The lighthouse."}},
        ),
    ),
)

SCALE: Final = Field(
    "507",
    on=WORK,
    makes=Part("bf:scale", "bf:Scale"),
    subfields=(Sub("ab", "rdfs:label", take=keep, join=" "),),
    order=5,
    accepts=lambda _: False,
    examples=(Example("507 ## $a Scale 1:500,000", {"bf:scale": {"rdfs:label": "Scale 1:500,000"}}, back=""),),
)

CAPTURE: Final = Field(
    "518",
    on=WORK,
    makes=Part("bf:capture", "bf:Capture"),
    subfields=(
        APPLIES_TO,
        Sub("a", "rdfs:label", take=keep),
        Sub("o", "rdfs:label", part=Part("bf:note", "bf:Note")),
        Sub("d", "bf:date"),
        Sub("p", "rdfs:label", part=Part("bf:place", "bf:Place")),
        source(),
        *NUMBERS,
    ),
    twin="own",
    order=1,
    examples=(
        Example(
            "518 ## $a Recorded in Riga in May 1994.", {"bf:capture": {"rdfs:label": "Recorded in Riga in May 1994."}}
        ),
    ),
)

SUMMARY: Final = Field(
    "520",
    on=WORK,
    makes=Part("bf:summary", "bf:Summary"),
    subfields=(APPLIES_TO, Sub("abc", "rdfs:label", take=keep, join=" "), LOCATOR, source()),
    twin="same",
    examples=(
        Example(
            "520 ## $a A harbour town over three generations.",
            {"bf:summary": {"rdfs:label": "A harbour town over three generations."}},
        ),
    ),
)


def _level(text: str) -> Adds:
    return Adds(also={"bf:note": {"@type": "bf:Note", "rdfs:label": text}})


AUDIENCE: Final = Field(
    "521",
    on=WORK,
    makes=Part("bf:intendedAudience", "bf:IntendedAudience"),
    subfields=(
        APPLIES_TO,
        Sub("a", "rdfs:label", take=keep, join="; "),
        Sub("b", "rdfs:label", take=keep, part=Part("bf:source", "bf:Source"), first=True),
    ),
    ind1=Ind(
        "#",
        {"0": _level("reading grade level"), "1": _level("interest age level"), "2": _level("interest grade level")},
    ),
    twin="own",
    order=2,
    accepts=lambda node: not node.get("@id", "#").startswith("http"),
    examples=(
        Example(
            "521 1# $a 9 and up",
            {"bf:intendedAudience": {"rdfs:label": "9 and up", "bf:note": {"rdfs:label": "interest age level"}}},
        ),
        Example(
            "521 8# $a 1000L $b Lexile",
            {"bf:intendedAudience": {"rdfs:label": "1000L", "bf:source": {"rdfs:label": "Lexile"}}},
            back="521 ## $a 1000L $b Lexile",
        ),
    ),
)

COVERAGE: Final = Field(
    "522",
    on=WORK,
    makes=Part("bf:geographicCoverage", "bf:GeographicCoverage", each="a"),
    subfields=(Sub("a", "rdfs:label", take=keep),),
    twin="own",
    examples=(
        Example("522 ## $a County-level data.", {"bf:geographicCoverage": {"rdfs:label": "County-level data."}}),
    ),
)


def _policy(tag: str, type_: str, codes: str, text: str) -> Field:
    return Field(
        tag,
        on=INSTANCE,
        makes=Part("bf:usageAndAccessPolicy", type_),
        subfields=(
            APPLIES_TO,
            Sub(codes, "rdfs:label", take=keep, join=" "),
            Sub("f", "bf:qualifier", take=keep),
            Sub("g", "bf:validDate", plain=True),
            LOCATOR,
            source(),
            INSTITUTION,
        ),
        twin="own",
        examples=(Example(f"{tag} ## $a {text}", {"bf:usageAndAccessPolicy": {"@type": type_, "rdfs:label": text}}),),
    )


ACCESS: Final = _policy("506", "bf:AccessPolicy", "abcdeq", "Open to readers over eighteen.")
USE: Final = _policy("540", "bf:UsePolicy", "abcdq", "May be copied for private study.")

SYSTEM: Final = Field(
    "538",
    on=INSTANCE,
    makes=Part("bf:systemRequirement", "bf:SystemRequirement"),
    subfields=(
        APPLIES_TO,
        Sub("i", "rdfs:label", take=keep, part=Part("bf:note", "bf:Note")),
        Sub("a", "rdfs:label", take=keep),
        LOCATOR,
        INSTITUTION,
    ),
    twin="same",
    examples=(Example("538 ## $a DVD; region 2.", {"bf:systemRequirement": {"rdfs:label": "DVD; region 2."}}),),
)

CUSTODY: Final = Field(
    "561",
    on=INSTANCE,
    when=When(ind1="#1", test=lambda _, field: not _of_a_copy(field)),  # 0 marks it private: it stays with the source
    subfields=(Sub("a", "bf:custodialHistory", take=keep),),
    examples=(
        Example("561 0# $a Given by a neighbour who wants no thanks.", back=""),
        Example(
            "561 ## $a From the library of a ship's doctor.",
            {"bf:custodialHistory": "From the library of a ship's doctor."},
        ),
    ),
)


def _of_a_copy(field: DataField) -> bool:
    """Whether a history is told of one institution's copy or of a part."""
    return any(code in "35u" for code, _ in field.subfields)


CUSTODY_OF_A_COPY: Final = Field(
    "561",
    on=INSTANCE,
    when=When(ind1="#1", test=lambda _, field: _of_a_copy(field)),
    makes=Part("bf:note", "bf:Note", ("lsp:CustodyNote",)),
    subfields=(APPLIES_TO, Sub("a", "rdfs:label", take=keep), LOCATOR, INSTITUTION),
    twin="same",
    examples=(
        Example(
            "561 ## $3 Copy 3 $a With armorial bookplate. $5 NcD",
            {
                "bf:note": {
                    "@type": ["bf:Note", "lsp:CustodyNote"],
                    "rdfs:label": "With armorial bookplate.",
                    "bflc:applicableInstitution": {"bf:code": "NcD"},
                }
            },
        ),
    ),
)

RULES: Final[tuple[Rule, ...]] = (
    CONTENTS, ACCESS, SCALE, CAPTURE, SUMMARY, AUDIENCE, COVERAGE, SYSTEM, USE, CUSTODY, CUSTODY_OF_A_COPY,
)  # fmt: skip
