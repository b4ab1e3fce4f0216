"""Numbers 010-037, 074 and 088 that are rows: identifiers with their qualifier, status, source and assigner."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from mappings.rules.agents import ORGANIZATIONS
from mappings.rules.model import INSTANCE, WORK, Adds, Example, Field, Ind, Part, Rule, Sub, When
from mappings.rules.punctuation import as_is, chop_parens, keep
from mappings.rules.tables.number_text import CANCELED, numbered, qualified, qualifier, without_qualifier
from mappings.rules.tables.shared import APPLIES_TO, INCORRECT, INSTITUTION, source, status

if TYPE_CHECKING:
    from collections.abc import Callable

    from mappings.bibframe.node import Node
    from mappings.rules.model import Take

_VOCABULARY: Final = "http://id.loc.gov/vocabulary/"


def number(
    tag: str,
    type_: str,
    example: Example,
    *further: Sub,
    more: tuple[Example, ...] = (),
    take: Take = keep,
    when: When | None = None,
    ind1: Ind | str = " ",
    order: int = 0,
    accepts: Callable[[Node], bool] | None = None,
    also: dict[str, Any] | None = None,
    alone: bool = False,
) -> Field:
    """A row of a standard number: `$a` valid, `$z` cancelled or invalid, and what else the tag has."""
    return Field(
        tag,
        on=INSTANCE,
        makes=Part("bf:identifiedBy", type_, also=also or {}, each="az", alone=alone),
        subfields=(Sub("a", "rdf:value", take=take), Sub("z", "rdf:value", take=take, also=CANCELED), *further),
        when=when or When(),
        ind1=ind1,
        order=order,
        accepts=accepts,
        current=qualified if take is without_qualifier else None,
        examples=(example, *more),
    )


_QUALIFIERS: Final = (
    Sub("q", "bf:qualifier", take=chop_parens, wrap="()"),
    Sub("az", "bf:qualifier", take=qualifier),
)
_TERMS: Final = Sub("c", "bf:acquisitionTerms", lead=" :")
_ASSIGNED_BY: Final = Sub("b", "rdfs:label", part=Part("bf:assigner", "bf:Organization"), every=True)


LCCN: Final = number("010", "bf:Lccn", Example("010 ## $a 85000002", numbered("bf:Lccn", "85000002")), take=as_is)

NATIONAL_BIBLIOGRAPHY: Final = number(
    "015",
    "bf:Nbn",
    Example(
        "015 ## $a GBB123456 $2 bnb",
        {"bf:identifiedBy": {"@type": "bf:Nbn", "bf:source": {"@id": _VOCABULARY + "nationalbibschemes/bnb"}}},
    ),
    *_QUALIFIERS,
    source(_VOCABULARY + "nationalbibschemes/"),
    take=without_qualifier,
    when=When(has="2"),
)

COPYRIGHT: Final = number(
    "017",
    "bf:CopyrightNumber",
    Example(
        "017 ## $a EU781596 $b U.S. Copyright Office",
        {"bf:identifiedBy": {"rdf:value": "EU781596", "bf:assigner": {"rdfs:label": "U.S. Copyright Office"}}},
    ),
    _ASSIGNED_BY,
)

ISBN: Final = number(
    "020",
    "bf:Isbn",
    Example(
        "020 ## $a 9780679405733 $q (hardcover)",
        {"bf:identifiedBy": {"@type": "bf:Isbn", "rdf:value": "9780679405733", "bf:qualifier": "hardcover"}},
    ),
    *_QUALIFIERS,
    _TERMS,
    take=without_qualifier,
    more=(
        Example("020 ## $z 9780679405734", {"bf:identifiedBy": {"rdf:value": "9780679405734", **CANCELED}}),
        Example("020 ## $c DM 68.00", {"bf:identifiedBy": {"@type": "bf:Isbn", "bf:acquisitionTerms": "DM 68.00"}}),
    ),
    alone=True,
)

ISSN: Final = Field(
    "022",
    on=WORK,
    makes=Part("bf:identifiedBy", "bf:Issn", each="ayz"),
    subfields=(
        Sub("a", "rdf:value", take=keep),
        Sub("y", "rdf:value", take=keep, also=INCORRECT),
        Sub("z", "rdf:value", take=keep, also=status("cancinv", "canceled")),
        Sub("2", "bf:code", take=as_is, plain=True, part=Part("bf:assigner", "bf:Agent"), every=True),
    ),
    examples=(
        Example("022 ## $a 0028-0836", numbered("bf:Issn", "0028-0836")),
        Example("022 ## $y 0028-0837", {"bf:identifiedBy": {"rdf:value": "0028-0837", **INCORRECT}}),
    ),
)

LINKING_ISSN: Final = Field(
    "022",
    on=WORK,
    makes=Part("bf:identifiedBy", "bf:IssnL", each="lm"),
    subfields=(
        Sub("l", "rdf:value", take=keep),
        Sub("m", "rdf:value", take=keep, also=status("cancinv", "canceled")),
    ),
    when=When(has="l"),
    examples=(Example("022 ## $l 0028-0836", numbered("bf:IssnL", "0028-0836")),),
)

REPORT_STANDARD: Final = number(
    "027",
    "bf:Strn",
    Example("027 ## $a METPRO/CB/TR--74/216+PR.ENVR.WI", numbered("bf:Strn", "METPRO/CB/TR--74/216+PR.ENVR.WI")),
    *_QUALIFIERS,
    take=without_qualifier,
)

CODEN: Final = number("030", "bf:Coden", Example("030 ## $a ASIRAF", numbered("bf:Coden", "ASIRAF")))
POSTAL: Final = number(
    "032",
    "bf:PostalRegistration",
    Example("032 ## $a 686500 $b USPS", {"bf:identifiedBy": {"bf:assigner": {"rdfs:label": "USPS"}}}),
    _ASSIGNED_BY,
)
STUDY: Final = number("036", "bf:StudyNumber", Example("036 ## $a CNEWS1996", numbered("bf:StudyNumber", "CNEWS1996")))
REPORT: Final = number(
    "088", "bf:ReportNumber", Example("088 ## $a EPA-R2-72", numbered("bf:ReportNumber", "EPA-R2-72"))
)

GPO_ITEM: Final = number(
    "074",
    "bf:Identifier",
    Example(
        "074 ## $a 0431-I-01",
        {"bf:identifiedBy": {"rdf:value": "0431-I-01", "bf:assigner": {"@id": ORGANIZATIONS + "dgpo"}}},
    ),
    also={"bf:assigner": {"@id": ORGANIZATIONS + "dgpo", "@type": "bf:Agent"}},
    order=1,
)

ACQUISITION: Final = Field(
    "037",
    on=INSTANCE,
    makes=Part("bf:acquisitionSource", "bf:AcquisitionSource"),
    subfields=(
        APPLIES_TO,
        Sub("a", "rdf:value", take=keep, part=Part("bf:identifiedBy", "bf:StockNumber")),
        Sub("b", "rdfs:label"),
        Sub("f", "rdfs:label", part=Part("bf:note", "bf:Note")),
        Sub("c", "bf:acquisitionTerms"),
        INSTITUTION,
    ),
    ind1=Ind(
        " ",
        {
            "2": Adds(also={"bf:note": {"@type": "bf:Note", "rdfs:label": "intervening source"}}),
            "3": Adds(also={"bf:note": {"@type": "bf:Note", "rdfs:label": "current source"}}),
        },
    ),
    examples=(
        Example(
            "037 ## $a 002-00077-1 $b GPO",
            {
                "bf:acquisitionSource": {
                    "bf:identifiedBy": {"@type": "bf:StockNumber", "rdf:value": "002-00077-1"},
                    "rdfs:label": "GPO",
                }
            },
        ),
    ),
)


RULES: Final[tuple[Rule, ...]] = (
    LCCN, NATIONAL_BIBLIOGRAPHY, COPYRIGHT, ISBN, ISSN, LINKING_ISSN, REPORT_STANDARD, CODEN, POSTAL, STUDY,
    ACQUISITION, GPO_ITEM, REPORT,
)  # fmt: skip
