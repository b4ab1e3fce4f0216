"""Subject categories by code (072)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from mappings.rules.agents import source_node
from mappings.rules.forward import add
from mappings.rules.marc_keys import marc_key, parsed_key
from mappings.rules.model import WORK, Claim, Example, Root, Rule, Step
from mappings.rules.punctuation import keep, spaced

if TYPE_CHECKING:
    from mappings.bibframe.node import Node
    from mappings.marc.record import DataField, Subfield
    from mappings.rules.back import Back
    from mappings.rules.forward import Run

_SCHEMES: Final = "http://id.loc.gov/vocabulary/classSchemes/"
_AGRICOLA: Final = _SCHEMES + "agricola"
_BISAC: Final = "bisacsh"


def _forward(run: Run, field: DataField, language: str | None) -> None:
    groups: list[list[Subfield]] = []
    for sub in field.subfields:
        if sub.code == "a":
            groups.append([])
        if sub.code in "ax" and groups:
            groups[-1].append(sub)
    for group in groups:
        if not (code := keep("".join(text for _, text in group))):
            continue
        node: Node = {"@type": ["bf:Topic"], "bf:code": [code]}
        if len(group) > 1:
            node["bflc:marcKey"] = [marc_key(field, group)]
        if field.ind2 == "0":
            node["bf:source"] = [{"@id": _AGRICOLA, "@type": ["bf:Source"]}]
        for two in field.all("2")[:1]:
            source: Node = {"@id": _SCHEMES + _BISAC, "@type": ["bf:Source"]} if two == _BISAC else source_node(two)
            add(node, "bf:source", source)
        add(run.work, "bf:subject", node)
    del language


def _back(out: Back, _: Root, value: Any) -> None:
    subfields: list[tuple[str, str]] = [("a", code) for code in value["bf:code"][:1]]
    for key in value.get("bflc:marcKey", ()):
        kept = parsed_key(key) if isinstance(key, str) else None
        if kept is not None and "".join(text for _, text in kept.subfields) == subfields[0][1]:
            subfields = list(kept.subfields)
    iris = [source.get("@id", "") for source in value.get("bf:source", ())]
    ind2 = "0" if _AGRICOLA in iris else "7"
    codes = [code for source in value.get("bf:source", ()) for code in source.get("bf:code", ())]
    if _SCHEMES + _BISAC in iris and not codes:
        codes = [_BISAC]
    if ind2 == "0":
        codes = []
    out.field("072", " ", ind2 if codes or ind2 == "0" else " ", [*subfields, *(("2", code) for code in codes)])


SUBJECT_CATEGORY: Final = Step(
    "subject category code",
    tags="072",
    takes={"072": "ax2"},
    forward=_forward,
    claims=(
        Claim(
            WORK, "bf:subject", "bf:Topic", order=-1,
            accepts=lambda node: "bf:code" in node and not node.keys() & {"rdfs:label", "madsrdf:authoritativeLabel"},
        ),
    ),
    back=_back,
    normalise=spaced,
    examples=(
        Example("072 #0 $a E700", work={"bf:subject": {"bf:code": "E700", "bf:source": {"@id": _AGRICOLA}}}),
        Example(
            "072 #7 $a HIS $x 037040 $2 bisacsh",
            work={"bf:subject": {"@type": "bf:Topic", "bf:code": "HIS037040"}},
        ),
        Example(
            "072 #7 $a URY $2 bicssc",
            work={"bf:subject": {"bf:code": "URY", "bf:source": {"bf:code": "bicssc"}}},
        ),
    ),
)  # fmt: skip

RULES: Final[tuple[Rule, ...]] = (SUBJECT_CATEGORY,)
