"""Numbers whose class an indicator or `$2` names: 024 and 028."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from mappings.rules.constants import fresh, lifted
from mappings.rules.forward import add, literal
from mappings.rules.model import INSTANCE, Adds, Claim, Example, Field, Ind, Part, Root, Rule, Step, Sub
from mappings.rules.punctuation import chop, chop_parens
from mappings.rules.tables.number_text import CANCELED, numbered, qualified, without_qualifier

if TYPE_CHECKING:
    from mappings.bibframe.node import Node
    from mappings.marc.record import DataField
    from mappings.rules.back import Back
    from mappings.rules.forward import Run

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
    field = qualified(field)
    for at, (code, text) in enumerate(field.subfields):
        if code not in "az" or not (value := without_qualifier(text)):
            continue
        node: Node = {"@type": [type_], "rdf:value": [value]}
        if code == "z":
            node["bf:status"] = [fresh(each) for each in lifted(CANCELED)["bf:status"]]
        for prop, values in (
            ("bf:acquisitionTerms", [chop(each) for each in field.all("c")]),
            ("bf:qualifier", [chop_parens(each) for each in _behind(field, at)]),
        ):
            if any(values):
                node[prop] = [literal(each, language) for each in values if each]
        if code == "a":
            for note in field.all("d"):
                add(node, "bf:note", {"@type": ["bf:Note"], "rdfs:label": [note]})
        if type_ == "bf:Identifier" and scheme:
            node["bf:source"] = [{"@type": ["bf:Source"], "bf:code": [scheme]}]
        add(run.work if type_ == "bf:Eidr" else run.instance, "bf:identifiedBy", node)


def _behind(field: DataField, at: int) -> list[str]:
    """The qualifiers of the number at a place: those between it and the next number."""
    out: list[str] = []
    for code, text in field.subfields[at + 1 :]:
        if code in "az":
            break
        if code == "q":
            out.append(text)
    return out


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


def _normal_standard(field: DataField, _isbd: bool) -> DataField:  # noqa: FBT001 - a fact of the record
    return qualified(field)


def _plain(node: Node, prop: str) -> list[str]:
    return [text for text in node.get(prop, ()) if isinstance(text, str)]


OTHER_STANDARD: Final = Step(
    "other standard identifier",
    tags="024",
    takes={"024": "acdqz2"},
    forward=_forward_standard,
    claims=tuple(
        Claim(INSTANCE, "bf:identifiedBy", type_, order=6)
        for type_ in sorted({*_BY_INDICATOR.values(), *_OF_024.values(), "bf:Identifier"})
    ),
    back=_back_standard,
    normalise=_normal_standard,
    examples=(
        Example("024 0# $a NLC018413261", instance=numbered("bf:Isrc", "NLC018413261")),
        Example("024 3# $a 9780449906200", instance=numbered("bf:Ean", "9780449906200")),
        Example("024 7# $a 10.1000/182 $2 doi", instance=numbered("bf:Doi", "10.1000/182")),
        Example("024 8# $a 5103011", instance=numbered("bf:Identifier", "5103011")),
        Example(
            "024 7# $a 19 $2 opus",
            instance={"bf:identifiedBy": {"@type": "bf:Identifier", "bf:source": {"bf:code": "opus"}}},
        ),
    ),
)

PUBLISHER_NUMBER: Final = Field(
    "028",
    on=INSTANCE,
    makes=Part("bf:identifiedBy", "bf:PublisherNumber", each="a"),
    subfields=(
        Sub("a", "rdf:value"),
        Sub("b", "rdfs:label", part=Part("bf:assigner", "bf:Organization"), every=True),
        Sub("q", "bf:qualifier", take=chop_parens, wrap="()", every=True),
    ),
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
            "028 00 $a STMA 8007 $b Tamla Motown $q (disc)",
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

RULES: Final[tuple[Rule, ...]] = (OTHER_STANDARD, PUBLISHER_NUMBER)
