"""Numbers of agencies and systems: 016 and 035, with the agency as assigner or source."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, Final

from mappings.rules import iris
from mappings.rules.agents import ORGANIZATIONS
from mappings.rules.forward import add
from mappings.rules.model import INSTANCE, Claim, Example, Field, Part, Root, Rule, Step, Sub, When
from mappings.rules.punctuation import keep
from mappings.rules.tables.number_text import CANCELED, numbered
from mappings.rules.tables.shared import source

if TYPE_CHECKING:
    from mappings.bibframe.node import Node
    from mappings.marc.record import DataField
    from mappings.rules.back import Back
    from mappings.rules.forward import Run

_VOCABULARY: Final = "http://id.loc.gov/vocabulary/"
GERMAN_ORGANISATIONS: Final = "https://ld.zdb-services.de/resource/organisations/"


def _source_andnumbered(text: str) -> tuple[str, str]:
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


def _forward_system_number(on: Root, run: Run, field: DataField, language: str | None) -> None:
    oclc = "OCoLC" in (field.get("a") or "")
    for code, text in field.subfields:
        if code not in "az":
            continue
        agency, value = _source_andnumbered(text)
        node: Node = {"@type": ["bf:OclcNumber" if oclc else "bf:Local"], "rdf:value": [value]}
        if code == "z":
            node["bf:status"] = [
                {"@id": _VOCABULARY + "mstatus/cancinv", "@type": ["bf:Status"], "rdfs:label": ["invalid"]}
            ]
        if agency and "OCoLC" not in text:
            node["bf:assigner"] = [_assigner(agency)]
        elif oclc and agency and agency != "OCoLC":
            node["bf:assigner"] = [{"@type": ["bf:Agent"], "bf:code": [agency]}]
        add(run.root(on), "bf:identifiedBy", node)
    del language


def _back_system_number(out: Back, _: Root, value: Any) -> None:
    number_ = next((text for text in value.get("rdf:value", ()) if isinstance(text, str)), "")
    agency = "OCoLC" if "bf:OclcNumber" in value["@type"] else ""
    for agent in value.get("bf:assigner", ()):
        agency = next(iter(agent.get("bf:code", ())), agent.get("@id", "").rpartition("/")[2])
    code = "z" if value.get("bf:status") else "a"
    out.field("035", " ", " ", [(code, f"({agency}){number_}" if agency else number_)])


def system_number(on: Root, examples: tuple[Example, ...]) -> Step:
    """The rule of 035: numbers of a system as identifiers `on` a root."""
    return Step(
        "system control number",
        tags="035",
        takes={"035": "az"},
        forward=partial(_forward_system_number, on),
        claims=(
            Claim(on, "bf:identifiedBy", "bf:OclcNumber"),
            Claim(on, "bf:identifiedBy", "bf:Local", order=5),
        ),
        back=_back_system_number,
        examples=examples,
        at=examples[0].at,
    )


SYSTEM_NUMBER: Final = system_number(
    INSTANCE,
    (
        Example("035 ## $a (OCoLC)814782", instance=numbered("bf:OclcNumber", "814782")),
        Example(
            "035 ## $a (OCoLC-M)814782",
            instance={"bf:identifiedBy": {"@type": "bf:OclcNumber", "bf:assigner": {"bf:code": "OCoLC-M"}}},
        ),
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
        Sub("z", "rdf:value", take=keep, also=CANCELED),
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

RULES: Final[tuple[Rule, ...]] = (NATIONAL_AGENCY, SYSTEM_NUMBER)
