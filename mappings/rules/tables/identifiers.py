"""Numbers 010-037, 074 and 088 that are rows: identifiers with their qualifier, status, source and assigner."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from mappings.marc.record import DataField, Subfield
from mappings.rules.agents import ORGANIZATIONS
from mappings.rules.forward import add, literal
from mappings.rules.model import ADMIN, INSTANCE, WORK, Adds, Example, Field, Ind, Part, Rule, Step, Sub, When
from mappings.rules.punctuation import as_is, chop, chop_parens, keep
from mappings.rules.tables.number_text import CANCELED, numbered, qualified, without_qualifier
from mappings.rules.tables.shared import APPLIES_TO, INCORRECT, INSTITUTION, NUMBERS, source, status

if TYPE_CHECKING:
    from collections.abc import Callable

    from mappings.bibframe.node import Node
    from mappings.rules.forward import Run
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


_QUALIFIER: Final = Sub("q", "bf:qualifier", take=chop_parens, wrap="()")
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
    _QUALIFIER,
    source(_VOCABULARY + "nationalbibschemes/"),
    take=without_qualifier,
)

COPYRIGHT: Final = number(
    "017",
    "bf:CopyrightNumber",
    Example(
        "017 ## $a EU781596 $b U.S. Copyright Office",
        {"bf:identifiedBy": {"rdf:value": "EU781596", "bf:assigner": {"rdfs:label": "U.S. Copyright Office"}}},
    ),
    _ASSIGNED_BY,
    Sub("d", "bf:date", take=keep, every=True),
    Sub("i", "rdfs:label", take=keep, part=Part("bf:note", "bf:Note"), every=True),
    source(),
)

ISBN: Final = number(
    "020",
    "bf:Isbn",
    Example(
        "020 ## $a 9780679405733 $q (hardcover)",
        {"bf:identifiedBy": {"@type": "bf:Isbn", "rdf:value": "9780679405733", "bf:qualifier": "hardcover"}},
    ),
    _QUALIFIER,
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
        *NUMBERS,
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
        Sub("2", "bf:code", take=as_is, plain=True, part=Part("bf:assigner", "bf:Agent"), every=True),
    ),
    examples=(
        Example(
            "022 ## $l 0028-0836 $2 2",
            {"bf:identifiedBy": {"@type": "bf:IssnL", "rdf:value": "0028-0836", "bf:assigner": {"bf:code": "2"}}},
        ),
    ),
)

CLUSTER_ISSN: Final = Field(
    "023",
    on=WORK,
    makes=Part("bf:identifiedBy", "bf:IssnL", ("lsp:ClusterIssn",), each="ayz"),
    subfields=(
        Sub("a", "rdf:value", take=keep),
        Sub("y", "rdf:value", take=keep, also=INCORRECT),
        Sub("z", "rdf:value", take=keep, also=status("cancinv", "canceled")),
        Sub("2", "bf:code", take=as_is, plain=True, part=Part("bf:assigner", "bf:Agent"), every=True),
        *NUMBERS,
    ),
    ind1=Ind("0", {"0": Adds(type="bf:IssnL"), "1": Adds(type="bf:Issn")}),
    examples=(
        Example("023 0# $a 0028-0836 $2 2", {"bf:identifiedBy": {"@type": ["bf:IssnL", "lsp:ClusterIssn"]}}),
        Example("023 1# $y 0028-0837", {"bf:identifiedBy": {"@type": ["bf:Issn", "lsp:ClusterIssn"], **INCORRECT}}),
    ),
)

REPORT_STANDARD: Final = number(
    "027",
    "bf:Strn",
    Example("027 ## $a METPRO/CB/TR--74/216+PR.ENVR.WI", numbered("bf:Strn", "METPRO/CB/TR--74/216+PR.ENVR.WI")),
    _QUALIFIER,
    take=without_qualifier,
)

CODEN: Final = number("030", "bf:Coden", Example("030 ## $a ASIRAF", numbered("bf:Coden", "ASIRAF")))
POSTAL: Final = number(
    "032",
    "bf:PostalRegistration",
    Example("032 ## $a 686500 $b USPS", {"bf:identifiedBy": {"bf:assigner": {"rdfs:label": "USPS"}}}),
    _ASSIGNED_BY,
)
STUDY: Final = number(
    "036",
    "bf:StudyNumber",
    Example(
        "036 ## $a CNEWS1996 $b Center for Political Studies",
        {"bf:identifiedBy": {"@type": "bf:StudyNumber", "bf:assigner": {"rdfs:label": "Center for Political Studies"}}},
    ),
    _ASSIGNED_BY,
)
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
        Sub("g", "rdfs:label", part=Part("bf:note", "bf:Note"), also={"bf:noteType": "format"}),
        Sub("n", "rdfs:label", part=Part("bf:note", "bf:Note"), also={"bf:noteType": "note"}),
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
        Example(
            "037 2# $b Midwest Tape $f Paper $g 8 sheets $n http://www.midwesttapes.com",
            {
                "bf:acquisitionSource": {
                    "bf:note": [
                        {"rdfs:label": "intervening source"},
                        {"rdfs:label": "Paper"},
                        {"rdfs:label": "8 sheets", "bf:noteType": "format"},
                        {"rdfs:label": "http://www.midwesttapes.com", "bf:noteType": "note"},
                    ]
                }
            },
        ),
    ),
)


def _forward_former(run: Run, field: DataField, language: str | None) -> None:
    for text in field.all("a"):
        if label := chop(text):
            node: Node = {"@type": ["bf:AcquisitionSource"], "rdfs:label": [literal(label, language)]}
            add(run.instance, "bf:acquisitionSource", node)


def _normal_former(field: DataField, _isbd: bool) -> DataField:  # noqa: FBT001 - a fact of the record
    """A 265 is a 037 today."""
    if [code for code, _ in field.subfields] != ["a"]:
        return field
    return field._replace(tag="037", ind1=" ", ind2=" ", subfields=(Subfield("b", chop(field.subfields[0].value)),))


FORMER_ACQUISITION: Final = Step(
    "source of acquisition as it was written before",
    tags="265",
    takes={"265": "a"},
    forward=_forward_former,
    normalise=_normal_former,
    examples=(
        Example(
            "265 ## $a 32 East 57th St., New York, 10022",
            instance={"bf:acquisitionSource": {"rdfs:label": "32 East 57th St., New York, 10022"}},
            back="037 ## $b 32 East 57th St., New York, 10022",
        ),
    ),
)

OVERSEAS_ACQUISITION: Final = number(
    "025", "bf:LcOverseasAcq", Example("025 ## $a Sp-AP-2022", numbered("bf:LcOverseasAcq", "Sp-AP-2022"))
)

_FINGERPRINT_SCHEMES: Final = _VOCABULARY + "fingerprintschemes/"

FINGERPRINT: Final = Field(
    "026",
    on=INSTANCE,
    makes=Part("bf:identifiedBy", "bf:Fingerprint"),
    subfields=(Sub("abcd", "rdf:value", take=keep, join=" "), source(_FINGERPRINT_SCHEMES), INSTITUTION),
    when=When(lacks="e"),
    accepts=lambda node: "bflc:marcKey" in node,
    examples=(
        Example(
            "026 ## $a dete nkck $b vess lodo $c Anno Domini MDCXXXVI $d 3 $2 fei $5 UkCU",
            {
                "bf:identifiedBy": {
                    "@type": "bf:Fingerprint",
                    "rdf:value": "dete nkck vess lodo Anno Domini MDCXXXVI 3",
                    "bf:source": {"@id": _FINGERPRINT_SCHEMES + "fei"},
                }
            },
        ),
    ),
)

FINGERPRINT_WHOLE: Final = Field(
    "026",
    on=INSTANCE,
    makes=Part("bf:identifiedBy", "bf:Fingerprint"),
    subfields=(Sub("e", "rdf:value", take=keep), source(_FINGERPRINT_SCHEMES), INSTITUTION),
    when=When(has="e", lacks="a"),
    order=1,
    examples=(
        Example(
            "026 ## $e dete nkck vess lodo 3 anno domini mdcxxxvi $2 fei",
            {"bf:identifiedBy": {"@type": "bf:Fingerprint", "rdf:value": "dete nkck vess lodo 3 anno domini mdcxxxvi"}},
        ),
    ),
)

LICENSOR: Final = Field(
    "038",
    on=ADMIN,
    makes=Part("bflc:metadataLicensor", "bflc:MetadataLicensor"),
    subfields=(Sub("a", "rdfs:label", take=keep),),
    examples=(Example("038 ## $a Uk", {"bflc:metadataLicensor": {"rdfs:label": "Uk"}}),),
)


RULES: Final[tuple[Rule, ...]] = (
    LCCN, NATIONAL_BIBLIOGRAPHY, COPYRIGHT, ISBN, ISSN, LINKING_ISSN, CLUSTER_ISSN, OVERSEAS_ACQUISITION,
    FINGERPRINT, FINGERPRINT_WHOLE, REPORT_STANDARD, CODEN, POSTAL, STUDY, ACQUISITION,
    FORMER_ACQUISITION, LICENSOR, GPO_ITEM, REPORT,
)  # fmt: skip
