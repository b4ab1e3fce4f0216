"""Physical description 300-310 and 340; sound, video and digital characteristics are in `characteristics`."""

from __future__ import annotations

from typing import Final

from mappings.rules.model import INSTANCE, WORK, Example, Field, Part, Rule, Sub
from mappings.rules.punctuation import chop, chop_dimensions, chop_plus, keep
from mappings.rules.tables.shared import APPLIES_TO, NUMBERS, note_type, source, status

EXTENT: Final = Field(
    "300",
    on=INSTANCE,
    makes=Part("bf:extent", "bf:Extent"),
    subfields=(
        APPLIES_TO,
        Sub("afg", "rdfs:label", take=chop_plus, join=" "),
        Sub("b", "rdfs:label", take=chop_plus, part=Part("bf:note", "bf:Note", (note_type("physical"),)), lead=" :"),
        Sub("c", "bf:dimensions", take=chop_dimensions, on=INSTANCE, lead=" ;"),
    ),
    twin="own",
    examples=(
        Example(
            "300 ## $a 1 volume : $b illustrations ; $c 28 cm",
            {
                "bf:extent": {
                    "@type": "bf:Extent",
                    "rdfs:label": "1 volume",
                    "bf:note": {"@type": note_type("physical"), "rdfs:label": "illustrations"},
                },
                "bf:dimensions": "28 cm",
            },
        ),
    ),
)

ACCOMPANYING: Final = Field(
    "300",
    on=INSTANCE,
    makes=Part("bf:note", "bf:Note", (note_type("accmat"),), each="e"),
    subfields=(APPLIES_TO, Sub("e", "rdfs:label", take=chop_plus)),
    examples=(
        Example(
            "300 ## $e 1 booklet",
            {"bf:note": {"@type": ["bf:Note", note_type("accmat")], "rdfs:label": "1 booklet"}},
        ),
    ),
)

DURATION: Final = Field(
    "306",
    on=INSTANCE,
    subfields=(Sub("a", "bf:duration", datatype="xsd:duration"),),
    examples=(Example("306 ## $a 001839", {"bf:duration": {"@value": "001839", "@type": "xsd:duration"}}),),
)


def _frequency(tag: str, code: str, label: str, example: str) -> Field:
    also = status(code, label)
    return Field(
        tag,
        on=INSTANCE,
        makes=Part("bf:frequency", "bf:Frequency", also=also, each="a"),
        subfields=(Sub("a", "rdfs:label"), Sub("b", "bf:date", every=True, lead=","), source(), *NUMBERS),
        examples=(Example(f"{tag} ## $a {example}", {"bf:frequency": {"rdfs:label": example, **also}}),),
    )


CURRENT_FREQUENCY: Final = _frequency("310", "current", "current", "Monthly")
FORMER_FREQUENCY: Final = _frequency("321", "former", "former", "Weekly")

_MEDIUM: Final = (
    ("a", "bf:baseMaterial", "bf:BaseMaterial"),
    ("c", "bf:appliedMaterial", "bf:AppliedMaterial"),
    ("d", "bf:productionMethod", "bf:ProductionMethod"),
    ("e", "bf:mount", "bf:Mount"),
    ("g", "bf:colorContent", "bf:ColorContent"),
    ("j", "bf:generation", "bf:Generation"),
    ("k", "bf:layout", "bf:Layout"),
    ("l", "bf:binding", "bf:Binding"),
    ("m", "bf:bookFormat", "bf:BookFormat"),
    ("n", "bf:fontSize", "bf:FontSize"),
    ("o", "bf:polarity", "bf:Polarity"),
    ("q", "bf:reductionRatio", "bf:ReductionRatio"),
)
"""340: subfield, property and class of each aspect of the physical medium."""

MEDIUM: Final = tuple(
    Field(
        "340",
        on=INSTANCE,
        makes=Part(prop, type_, each=code),
        subfields=(APPLIES_TO, Sub(code, "rdfs:label", take=chop), source(), *NUMBERS),
        order=4,
        accepts=lambda node: not node.get("@id", "#").startswith("http"),
        examples=(Example(f"340 ## ${code} paper", {prop: {"@type": type_, "rdfs:label": "paper"}}),),
    )
    for code, prop, type_ in _MEDIUM
)

REDUCTION_RATIO: Final = Field(
    "340",
    on=INSTANCE,
    makes=Part("bf:reductionRatio", "bf:ReductionRatio", each="f"),
    subfields=(APPLIES_TO, Sub("f", "rdf:value", take=keep), source(), *NUMBERS),
    order=3,
    accepts=lambda node: "rdf:value" in node and "rdfs:label" not in node,
    examples=(Example("340 ## $f 24x", {"bf:reductionRatio": {"@type": "bf:ReductionRatio", "rdf:value": "24x"}}),),
)

DIMENSIONS: Final = Field(
    "340",
    on=INSTANCE,
    subfields=(Sub("b", "bf:dimensions", take=keep),),
    echo=True,
    examples=(Example("340 ## $b 20 x 30 cm", {"bf:dimensions": "20 x 30 cm"}, back="300 ## $c 20 x 30 cm"),),
)
"""Coming back they are the dimensions of a 300, which say the same."""

TECHNICAL_REQUIREMENT: Final = Field(
    "340",
    on=INSTANCE,
    makes=Part("bf:systemRequirement", "bf:SystemRequirement", each="i"),
    subfields=(APPLIES_TO, Sub("i", "rdfs:label", take=keep)),
    order=9,
    accepts=lambda _: False,
    examples=(
        Example(
            "340 ## $i IBM PC",
            {"bf:systemRequirement": {"@type": "bf:SystemRequirement", "rdfs:label": "IBM PC"}},
            back="538 ## $a IBM PC",
        ),
    ),
)
"""Coming back it is a note on the system (538), which says the same."""

ILLUSTRATIVE_CONTENT: Final = Field(
    "340",
    on=WORK,
    makes=Part("bf:illustrativeContent", "bf:Illustration", each="p"),
    subfields=(APPLIES_TO, Sub("p", "rdfs:label"), source()),
    order=9,
    accepts=lambda node: not node.get("@id", "#").startswith("http"),
    examples=(
        Example(
            "340 ## $p illustrations $2 rdaill",
            {"bf:illustrativeContent": {"rdfs:label": "illustrations", "bf:source": {"bf:code": "rdaill"}}},
        ),
    ),
)

RULES: Final[tuple[Rule, ...]] = (
    EXTENT, ACCOMPANYING, DURATION, CURRENT_FREQUENCY, FORMER_FREQUENCY, *MEDIUM, REDUCTION_RATIO,
    DIMENSIONS, TECHNICAL_REQUIREMENT, ILLUSTRATIVE_CONTENT,
)  # fmt: skip
