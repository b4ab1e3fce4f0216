"""Numbers 010-037, 074 and 088: identifiers with their qualifier, status, source and assigner."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from mappings.rules import iris
from mappings.rules.constants import fresh, lifted
from mappings.rules.forward import add, literal
from mappings.rules.model import (
    INSTANCE,
    WORK,
    Adds,
    Claim,
    Example,
    Field,
    Ind,
    Part,
    Root,
    Rule,
    Step,
    Sub,
    When,
)
from mappings.rules.punctuation import as_is, chop, chop_parens, keep
from mappings.rules.tables.shared import APPLIES_TO, INCORRECT, INSTITUTION, source, status

if TYPE_CHECKING:
    from collections.abc import Callable

    from mappings.bibframe.node import Node
    from mappings.marc.record import DataField
    from mappings.rules.back import Back
    from mappings.rules.forward import Run
    from mappings.rules.model import Take

_VOCABULARY: Final = "http://id.loc.gov/vocabulary/"
ORGANIZATIONS: Final = _VOCABULARY + "organizations/"
GERMAN_ORGANISATIONS: Final = "https://ld.zdb-services.de/resource/organisations/"


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
) -> Field:
    """A row of a standard number: `$a` valid, `$z` cancelled or invalid, and what else the tag has."""
    return Field(
        tag,
        on=INSTANCE,
        makes=Part("bf:identifiedBy", type_, also=also or {}, each="az"),
        subfields=(Sub("a", "rdf:value", take=take), Sub("z", "rdf:value", take=take, also=_INVALID), *further),
        when=when or When(),
        ind1=ind1,
        order=order,
        accepts=accepts,
        examples=(example, *more),
    )


_INVALID: Final = status("cancinv", "invalid")


def without_qualifier(text: str) -> str:
    """A number without the qualifier in parentheses that older records wrote behind it."""
    before, opening, rest = text.partition("(")
    return chop(before + rest.partition(")")[2] if opening and ")" in rest else text)


def qualifier(text: str) -> str:
    """The qualifier in parentheses behind a number; nothing of a bare number."""
    before, opening, rest = text.partition("(")
    return chop(rest.partition(")")[0]) if opening and before.strip() and ")" in rest else ""


_QUALIFIERS: Final = (
    Sub("q", "bf:qualifier", take=chop_parens, wrap="()"),
    Sub("az", "bf:qualifier", take=qualifier),
)
_TERMS: Final = Sub("c", "bf:acquisitionTerms", lead=" :")
_ASSIGNED_BY: Final = Sub("b", "rdfs:label", part=Part("bf:assigner", "bf:Organization"), every=True)


def _value(type_: str, value: str) -> dict[str, Any]:
    return {"bf:identifiedBy": {"@type": type_, "rdf:value": value}}


LCCN: Final = number("010", "bf:Lccn", Example("010 ## $a 85000002", _value("bf:Lccn", "85000002")), take=as_is)

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
    more=(Example("020 ## $z 9780679405734", {"bf:identifiedBy": {"rdf:value": "9780679405734", **_INVALID}}),),
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
        Example("022 ## $a 0028-0836", _value("bf:Issn", "0028-0836")),
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
    examples=(Example("022 ## $l 0028-0836", _value("bf:IssnL", "0028-0836")),),
)

_OF_024: Final = {
    "ansi": "bf:Ansi", "doi": "bf:Doi", "gtin-14": "bf:Gtin14Number", "hdl": "bf:Hdl", "isan": "bf:Isan",
    "isni": "bf:Isni", "iso": "bf:Iso", "istc": "bf:Istc", "iswc": "bf:Iswc", "matrix-number": "bf:MatrixNumber",
    "music-plate": "bf:MusicPlate", "music-publisher": "bf:MusicPublisherNumber", "stock-number": "bf:StockNumber",
    "urn": "bf:Urn", "videorecording-identifier": "bf:VideoRecordingNumber",
}  # fmt: skip
"""The class of a 024 with first indicator 7, by `$2`."""

_BY_INDICATOR: Final = {"0": "bf:Isrc", "1": "bf:Upc", "2": "bf:Ismn", "3": "bf:Ean", "4": "bf:Sici"}
_INDICATOR_OF: Final = {type_: ind1 for ind1, type_ in _BY_INDICATOR.items()}
_SOURCE_OF: Final = {type_: code for code, type_ in _OF_024.items()}


def _forward_standard(run: Run, field: DataField, language: str | None) -> None:
    scheme = field.get("2") or ""
    type_ = _BY_INDICATOR.get(field.ind1) or (_OF_024.get(scheme) if field.ind1 == "7" else None) or "bf:Identifier"
    if scheme == "eidr":
        type_ = "bf:Eidr"
    for code, text in field.subfields:
        if code not in "az" or not (value := without_qualifier(text)):
            continue
        node: Node = {"@type": [type_], "rdf:value": [value]}
        if code == "z":
            node["bf:status"] = [fresh(each) for each in lifted(_INVALID)["bf:status"]]
        qualifiers = [qualifier(text), *map(chop_parens, field.all("q"))]
        for prop, values in (
            ("bf:acquisitionTerms", [chop(each) for each in field.all("c")]),
            ("bf:qualifier", qualifiers),
        ):
            if any(values):
                node[prop] = [literal(each, language) for each in values if each]
        if code == "a":
            for note in field.all("d"):
                add(node, "bf:note", {"@type": ["bf:Note"], "rdfs:label": [note]})
        if type_ == "bf:Identifier" and scheme:
            node["bf:source"] = [{"@type": ["bf:Source"], "bf:code": [scheme]}]
        add(run.work if type_ == "bf:Eidr" else run.instance, "bf:identifiedBy", node)


def _back_standard(out: Back, _: Root, value: Any) -> None:
    type_ = value["@type"][0]
    sources = [code for part in value.get("bf:source", ()) for code in part.get("bf:code", ())]
    scheme = _SOURCE_OF.get(type_, next(iter(sources), ""))
    ind1 = _INDICATOR_OF.get(type_, "7" if scheme else "8")
    subfields = [("z" if value.get("bf:status") else "a", text) for text in _plain(value, "rdf:value")]
    subfields += [("q", f"({text})") for text in _plain(value, "bf:qualifier")]
    subfields += [("c", text) for text in _plain(value, "bf:acquisitionTerms")]
    subfields += [("d", text) for note in value.get("bf:note", ()) for text in _plain(note, "rdfs:label")]
    out.field("024", ind1, " ", [*subfields, *([("2", scheme)] if ind1 == "7" else [])])


def _plain(node: Node, prop: str) -> list[str]:
    return [text for text in node.get(prop, ()) if isinstance(text, str)]


OTHER_STANDARD: Final = Step(
    "other standard identifier",
    tags="024",
    forward=_forward_standard,
    claims=tuple(
        Claim(INSTANCE, "bf:identifiedBy", type_, order=6)
        for type_ in sorted({*_BY_INDICATOR.values(), *_OF_024.values(), "bf:Identifier"})
    ),
    back=_back_standard,
    examples=(
        Example("024 0# $a NLC018413261", instance=_value("bf:Isrc", "NLC018413261")),
        Example("024 3# $a 9780449906200", instance=_value("bf:Ean", "9780449906200")),
        Example("024 7# $a 10.1000/182 $2 doi", instance=_value("bf:Doi", "10.1000/182")),
        Example("024 8# $a 5103011", instance=_value("bf:Identifier", "5103011")),
        Example(
            "024 7# $a 19 $2 opus",
            instance={"bf:identifiedBy": {"@type": "bf:Identifier", "bf:source": {"bf:code": "opus"}}},
        ),
    ),
)

REPORT_STANDARD: Final = number(
    "027",
    "bf:Strn",
    Example("027 ## $a METPRO/CB/TR--74/216+PR.ENVR.WI", _value("bf:Strn", "METPRO/CB/TR--74/216+PR.ENVR.WI")),
    *_QUALIFIERS,
    take=without_qualifier,
)

PUBLISHER_NUMBER: Final = Field(
    "028",
    on=INSTANCE,
    makes=Part("bf:identifiedBy", "bf:PublisherNumber", each="a"),
    subfields=(Sub("a", "rdf:value"), Sub("b", "rdfs:label", part=Part("bf:assigner", "bf:Organization"), every=True)),
    ind1=Ind(
        "5",
        {
            "0": Adds(type="bf:AudioIssueNumber"),
            "1": Adds(type="bf:MatrixNumber"),
            "2": Adds(type="bf:MusicPlate"),
            "3": Adds(type="bf:MusicPublisherNumber"),
            "4": Adds(type="bf:VideoRecordingNumber"),
            "6": Adds(type="bf:MusicDistributorNumber"),
        },
    ),
    ind2="0",
    order=3,
    examples=(
        Example(
            "028 00 $a STMA 8007 $b Tamla Motown",
            {
                "bf:identifiedBy": {
                    "@type": "bf:AudioIssueNumber",
                    "rdf:value": "STMA 8007",
                    "bf:assigner": {"@type": "bf:Organization", "rdfs:label": "Tamla Motown"},
                }
            },
        ),
    ),
)

CODEN: Final = number("030", "bf:Coden", Example("030 ## $a ASIRAF", _value("bf:Coden", "ASIRAF")))
POSTAL: Final = number(
    "032",
    "bf:PostalRegistration",
    Example("032 ## $a 686500 $b USPS", {"bf:identifiedBy": {"bf:assigner": {"rdfs:label": "USPS"}}}),
    _ASSIGNED_BY,
)
STUDY: Final = number("036", "bf:StudyNumber", Example("036 ## $a CNEWS1996", _value("bf:StudyNumber", "CNEWS1996")))
REPORT: Final = number("088", "bf:ReportNumber", Example("088 ## $a EPA-R2-72", _value("bf:ReportNumber", "EPA-R2-72")))

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


def _source_and_value(text: str) -> tuple[str, str]:
    """`(source)value` in its two parts; without parentheses the source is empty."""
    if ")" not in text:
        return "", text
    before, _, value = text.partition(")")
    return before.partition("(")[2], value


def _assigner(name: str) -> Node:
    """The agency of a system number: a German library by its ISIL, any other by its MARC organisation code."""
    named = " ".join(name.split())
    if named.startswith("DE-"):
        return {"@id": GERMAN_ORGANISATIONS + iris.encoded(named), "@type": ["bf:Agent"]}
    plain = named.replace("-", "").lower()
    node: Node = {"@id": ORGANIZATIONS + iris.encoded(plain), "@type": ["bf:Agent"]}
    if plain != name:
        node["bf:code"] = [name]  # the IRI alone would not give the code back
    return node


def _forward_system_number(run: Run, field: DataField, language: str | None) -> None:
    oclc = "OCoLC" in (field.get("a") or "")
    for code, text in field.subfields:
        if code not in "az":
            continue
        agency, value = _source_and_value(text)
        node: Node = {"@type": ["bf:OclcNumber" if oclc else "bf:Local"], "rdf:value": [value]}
        if code == "z":
            node["bf:status"] = [
                {"@id": _VOCABULARY + "mstatus/cancinv", "@type": ["bf:Status"], "rdfs:label": ["invalid"]}
            ]
        if agency and "OCoLC" not in text:
            node["bf:assigner"] = [_assigner(agency)]
        add(run.instance, "bf:identifiedBy", node)
    del language


def _back_system_number(out: Back, _: Root, value: Any) -> None:
    number_ = next((text for text in value.get("rdf:value", ()) if isinstance(text, str)), "")
    agency = "OCoLC" if "bf:OclcNumber" in value["@type"] else ""
    for agent in value.get("bf:assigner", ()):
        agency = next(iter(agent.get("bf:code", ())), agent.get("@id", "").rpartition("/")[2])
    code = "z" if value.get("bf:status") else "a"
    out.field("035", " ", " ", [(code, f"({agency}){number_}" if agency else number_)])


SYSTEM_NUMBER: Final = Step(
    "system control number",
    tags="035",
    forward=_forward_system_number,
    claims=(
        Claim(INSTANCE, "bf:identifiedBy", "bf:OclcNumber"),
        Claim(INSTANCE, "bf:identifiedBy", "bf:Local", order=5),
    ),
    back=_back_system_number,
    examples=(
        Example("035 ## $a (OCoLC)814782", instance=_value("bf:OclcNumber", "814782")),
        Example(
            "035 ## $a (DE-599)DNB964212331",
            instance={
                "bf:identifiedBy": {
                    "@type": "bf:Local",
                    "rdf:value": "DNB964212331",
                    "bf:assigner": {"@id": GERMAN_ORGANISATIONS + "DE-599"},
                }
            },
        ),
    ),
)

NATIONAL_AGENCY: Final = Field(
    "016",
    on=INSTANCE,
    makes=Part("bf:identifiedBy", "bf:Local", each="az"),
    subfields=(
        Sub("a", "rdf:value", take=keep),
        Sub("z", "rdf:value", take=keep, also=_INVALID),
        source(ORGANIZATIONS),
    ),
    when=When(ind1="7", has="2"),
    ind1="7",
    order=1,
    accepts=lambda node: "bf:source" in node,
    examples=(
        Example(
            "016 7# $a 04910123 $2 DE-101",
            {"bf:identifiedBy": {"@type": "bf:Local", "rdf:value": "04910123", "bf:source": {"bf:code": "DE-101"}}},
        ),
    ),
)

RULES: Final[tuple[Rule, ...]] = (
    LCCN,
    NATIONAL_BIBLIOGRAPHY,
    NATIONAL_AGENCY,
    COPYRIGHT,
    ISBN,
    ISSN,
    LINKING_ISSN,
    OTHER_STANDARD,
    REPORT_STANDARD,
    PUBLISHER_NUMBER,
    CODEN,
    POSTAL,
    SYSTEM_NUMBER,
    STUDY,
    ACQUISITION,
    GPO_ITEM,
    REPORT,
)
