"""Places with their hierarchy: 662 as a subject, 752 as a place of the work."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from mappings.marc.record import DataField, Subfield
from mappings.rules import iris
from mappings.rules.agents import RELATORS, authority_values, source_node, written_iri
from mappings.rules.compile_back import text_of
from mappings.rules.forward import add, literal
from mappings.rules.model import WORK, Claim, Example, Rule, Step
from mappings.rules.punctuation import arrange, chop
from mappings.rules.tables.subjects import SUBJECT_SCHEMES
from mappings.text import heading_key

if TYPE_CHECKING:
    from mappings.bibframe.node import Node
    from mappings.rules.back import Back
    from mappings.rules.forward import Run

LEVELS: Final = {
    "a": "madsrdf:Country", "b": "madsrdf:State", "c": "madsrdf:County", "d": "madsrdf:City",
    "f": "madsrdf:CitySection", "g": "madsrdf:Region", "h": "madsrdf:ExtraterrestrialArea",
}  # fmt: skip
"""Subfield -> the class of its level."""
_LEVEL_OF: Final = {kind: code for code, kind in LEVELS.items()}


def _forward(run: Run, field: DataField, language: str | None) -> None:
    levels = [(code, chop(text)) for code, text in field.subfields if code in LEVELS]
    if not levels:
        return
    label = "--".join(text for _, text in levels)
    found = next((iri for code, text in field.subfields if code in "01w" and (iri := iris.known(text))), None)
    node: Node = {
        "@id": found or run.heading("places", heading_key("bf:Place", label), "Place", field),
        "@type": ["bf:Place", "madsrdf:HierarchicalGeographic"],
        "rdfs:label": [literal(label, language)],
        "madsrdf:componentList": [
            {"@list": [{"@type": [LEVELS[code]], "rdfs:label": [literal(text, language)]} for code, text in levels]}
        ],
    }
    for prop, value in authority_values([sub for sub in field.subfields if sub.code in "0w"]):
        if value.get("@id") != found:
            add(node, prop, value)
    for text in field.all("2"):
        add(node, "bf:source", source_node(text, SUBJECT_SCHEMES if field.tag == "662" else ""))
    _relate(run, node, field, language)
    add(run.work, "bf:subject" if field.tag == "662" else "bf:place", node)


def _relate(run: Run, node: Node, field: DataField, language: str | None) -> None:
    """`$e` and `$4` of a 752: how the place relates to the work."""
    for code, text in field.subfields if field.tag == "752" else ():
        said: Node = {"@type": ["bf:Relationship"]}
        if code == "e":
            said["rdfs:label"] = [literal(chop(text), language)]
        elif code == "4" and iris.valid(iri := RELATORS + text if len(text) == 3 else text):
            said["@id"] = iri
        else:
            continue
        add(node, "bf:relation", {"@type": ["bf:Relation"], "bf:relationship": [said],
                                  "bf:relatedTo": [{"@id": run.work["@id"]}]})  # fmt: skip


def _back(tag: str, out: Back, value: Any) -> None:
    lists = value.get("madsrdf:componentList")
    members = lists[0]["@list"] if lists else []
    read = [(_code(member), *text_of(text)) for member in members for text in member.get("rdfs:label", ())]
    language = next((tongue for _, _, tongue in read if tongue), "")
    pairs = [(code, text, "") for code, text, _ in read]
    pairs += [("e", text_of(text)[0], ",") for relation in value.get("bf:relation", ())
              for node in relation.get("bf:relationship", ()) for text in node.get("rdfs:label", ())]  # fmt: skip
    named = [Subfield("4", node["@id"].removeprefix(RELATORS)) for relation in value.get("bf:relation", ())
             for node in relation.get("bf:relationship", ()) if "://" in node.get("@id", "")]  # fmt: skip
    whole = [*arrange(pairs, ".", isbd=out.isbd), *named, *_control(value, out.home)]
    out.field(tag, " ", " ", () if language else whole, twin=whole if language else (), language=language)


def _code(member: Node) -> str:
    return next((_LEVEL_OF[type_] for type_ in member["@type"] if type_ in _LEVEL_OF), "a")


def _control(node: Node, home: str) -> list[Subfield]:
    out = [Subfield("2", text_of(text)[0]) for each in node.get("bf:source", ()) for text in each.get("bf:code", ())]
    if (numbered := written_iri(node.get("@id", ""), home)) is not None:
        out.append(numbered)
    return out


def _normal(field: DataField, isbd: bool) -> DataField:  # noqa: FBT001 - a fact of the record
    """The canonical form: no mark between the levels, a full stop at the end."""
    pairs = [
        (code, chop(text) if code in LEVELS or code == "e" else text.strip(), "," if code == "e" else "")
        for code, text in field.subfields
    ]
    return field._replace(subfields=arrange([pair for pair in pairs if pair[1]], ".", isbd=isbd) or field.subfields)


_EXAMPLE: Final = {
    "@type": ["bf:Place", "madsrdf:HierarchicalGeographic"],
    "rdfs:label": "Egypt--Cairo",
    "madsrdf:componentList": {
        "@list": [
            {"@type": "madsrdf:Country", "rdfs:label": "Egypt"},
            {"@type": "madsrdf:City", "rdfs:label": "Cairo"},
        ]
    },
}

SUBJECT_PLACES: Final = Step(
    "hierarchical places as subjects",
    tags="662",
    normalise=_normal,
    takes={"662": "abcdfgh201"},
    forward=_forward,
    claims=(Claim(WORK, "bf:subject", "madsrdf:HierarchicalGeographic", order=-1),),
    back=lambda out, _, value: _back("662", out, value),
    examples=(Example("662 ## $a Egypt $d Cairo. $2 lcsh", {"bf:subject": _EXAMPLE}),),
)

PLACES: Final = Step(
    "hierarchical places",
    tags="752",
    normalise=_normal,
    takes={"752": "abcdefgh2014"},
    forward=_forward,
    claims=(Claim(WORK, "bf:place", "madsrdf:HierarchicalGeographic", order=-1),),
    back=lambda out, _, value: _back("752", out, value),
    examples=(
        Example("752 ## $a Egypt $d Cairo, $e place of publication.", {"bf:place": _EXAMPLE}),
        Example(
            "752 ## $a Egypt $d Cairo. $4 pup",
            {"bf:place": {"bf:relation": {"bf:relationship": {"@id": RELATORS + "pup"}}}},
        ),
    ),
)

RULES: Final[tuple[Rule, ...]] = (SUBJECT_PLACES, PLACES)
