"""Places (751), machines, languages and systems (753), and resources named by their IRI (758)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from mappings.marc.record import DataField, Subfield
from mappings.rules import iris
from mappings.rules.agents import authority_values, source_node
from mappings.rules.compile_back import text_of
from mappings.rules.forward import add, literal
from mappings.rules.heading_numbers import numbers_of
from mappings.rules.model import INSTANCE, WORK, Claim, Example, Root, Rule, Step
from mappings.rules.punctuation import arrange, chop, spaced
from mappings.rules.tables.added_entries import institutions, resource_of
from mappings.rules.tables.shared import institution_node
from mappings.text import heading_key

if TYPE_CHECKING:
    from mappings.bibframe.node import Node
    from mappings.rules.back import Back
    from mappings.rules.forward import Run


# ---- places ---------------------------------------------------------------------------------------------------------


def _place_forward(run: Run, field: DataField, language: str | None) -> None:
    label = next((chop(text) for text in field.all("a")), "")
    if not label:
        return
    found = next((iri for text in (*field.all("1"), *field.all("0")) if (iri := iris.known(text))), None)
    node: Node = {
        "@id": found or run.heading("places", heading_key("bf:Place", label), "Place", field),
        "@type": ["bf:Place", "madsrdf:Geographic"],
        "rdfs:label": [literal(label, language)],
    }
    for prop, value in authority_values([sub for sub in field.subfields if sub.code == "0"]):
        if value.get("@id") != found:
            add(node, prop, value)
    for code, text in field.subfields:
        if code == "2":
            add(node, "bf:source", source_node(text.strip()))
        elif code == "3":
            add(node, "bflc:appliesTo", {"@type": ["bflc:AppliesTo"], "rdfs:label": [literal(chop(text), language)]})
        elif code == "e":
            said: Node = {"@type": ["bf:Relationship"], "rdfs:label": [literal(chop(text), language)]}
            add(node, "bf:relation", {"@type": ["bf:Relation"], "bf:relationship": [said],
                                      "bf:relatedTo": [{"@id": run.work["@id"]}]})  # fmt: skip
    add(run.work, "bf:place", node)


def _place_back(out: Back, _: Root, value: Any) -> None:
    label, language = text_of(next(iter(value.get("rdfs:label", [""]))))
    pairs = [("3", text_of(text)[0], "") for each in value.get("bflc:appliesTo", ())
             for text in each.get("rdfs:label", ())]  # fmt: skip
    pairs.append(("a", label, ""))
    pairs += [("e", text_of(text)[0], ",") for relation in value.get("bf:relation", ())
              for each in relation.get("bf:relationship", ()) for text in each.get("rdfs:label", ())]  # fmt: skip
    codes = [Subfield("2", text_of(text)[0]) for each in value.get("bf:source", ()) for text in each.get("bf:code", ())]
    whole = [*arrange(pairs, "", isbd=out.isbd), *codes, *numbers_of(value, out.home)]
    out.field("751", " ", " ", () if language else whole, twin=whole if language else (), language=language)


def _normal_place(field: DataField, isbd: bool) -> DataField:  # noqa: FBT001 - a fact of the record
    pairs = [
        (code, chop(text) if code in "ae3" else text.strip(), "," if code == "e" else "")
        for code, text in field.subfields
    ]
    return field._replace(subfields=arrange([pair for pair in pairs if pair[1]], "", isbd=isbd) or field.subfields)


PLACES: Final = Step(
    "places of the work",
    tags="751",
    takes={"751": "ae0123"},
    forward=_place_forward,
    claims=(Claim(WORK, "bf:place", "madsrdf:Geographic"),),
    back=_place_back,
    normalise=_normal_place,
    twin="own",
    examples=(
        Example(
            "751 ## $3 Prints $a Lowell (Mass.), $e site depicted $2 naf $0 http://id.loc.gov/authorities/names/n79063935",
            {
                "bf:place": {
                    "@id": "http://id.loc.gov/authorities/names/n79063935",
                    "@type": ["bf:Place", "madsrdf:Geographic"],
                    "rdfs:label": "Lowell (Mass.)",
                    "bf:relation": {"bf:relationship": {"rdfs:label": "site depicted"}},
                }
            },
        ),
        Example(
            "751 ## $a Germany $1 http://viaf.org/viaf/143009176",
            {"bf:place": {"@id": "http://viaf.org/viaf/143009176", "rdfs:label": "Germany"}},
        ),
    ),
)


# ---- systems --------------------------------------------------------------------------------------------------------

SYSTEMS: Final = {"a": "bflc:MachineModel", "b": "bflc:ProgrammingLanguage", "c": "bflc:OperatingSystem"}
"""Subfield of 753 -> class of what the resource needs."""


def _system_forward(run: Run, field: DataField, language: str | None) -> None:
    nodes: list[Node] = []
    for code, text in field.subfields:
        if code in SYSTEMS and (label := chop(text)):
            nodes.append({"@type": [SYSTEMS[code]], "rdfs:label": [literal(label, language)]})
        elif code == "0" and nodes:
            for prop, value in authority_values([Subfield(code, text)]):
                add(nodes[-1], prop, value)
    for node in nodes:
        for text in field.all("2"):
            add(node, "bf:source", source_node(text.strip()))
        add(run.instance, "bf:systemRequirement", node)


def _system_back(out: Back, _: Root, value: Any) -> None:
    out.notes.setdefault("753", []).append(value)


def _systems_back(out: Back) -> None:
    """A machine, a language and a system that follow each other are one field."""
    out.origin = "instance/bf:systemRequirement"
    fields: list[list[tuple[str, Node]]] = []
    for value in out.notes.get("753", ()):
        code = next(code for code, kind in SYSTEMS.items() if kind in value["@type"])
        if not fields or fields[-1][-1][0] >= code:
            fields.append([])
        fields[-1].append((code, value))
    for members in fields:
        pairs: list[tuple[str, str]] = []
        for code, value in members:
            pairs += [(code, text_of(text)[0]) for text in value.get("rdfs:label", ())]
            pairs += [(sub.code, sub.value) for sub in numbers_of(value, out.home)]
        sources = [text_of(text)[0] for each in members[0][1].get("bf:source", ()) for text in each.get("bf:code", ())]
        out.field("753", " ", " ", [*pairs, *(("2", text) for text in sources)])


def _normal_system(field: DataField, isbd: bool) -> DataField:  # noqa: FBT001 - a fact of the record
    field = spaced(field, isbd)
    return field._replace(
        subfields=tuple([Subfield(code, chop(text) or text) if code in SYSTEMS else Subfield(code, text)
                         for code, text in field.subfields])
    )  # fmt: skip


MACHINES: Final = Step(
    "machines, languages and systems",
    tags="753",
    takes={"753": "abc02"},
    forward=_system_forward,
    claims=tuple(Claim(INSTANCE, "bf:systemRequirement", kind) for kind in SYSTEMS.values()),
    back=_system_back,
    back_finish=_systems_back,
    normalise=_normal_system,
    examples=(
        Example(
            """753 ## $a IBM PC $b Pascal $c DOS 1.1 $2 local
               753 ## $a Macintosh $0 (DE-588)4114561-8""",
            instance={
                "bf:systemRequirement": [
                    {"@type": "bflc:MachineModel", "rdfs:label": "IBM PC"},
                    {"@type": "bflc:ProgrammingLanguage", "rdfs:label": "Pascal"},
                    {"@type": "bflc:OperatingSystem", "rdfs:label": "DOS 1.1"},
                    {"@type": "bflc:MachineModel", "rdfs:label": "Macintosh"},
                ]
            },
        ),
    ),
)

# ---- resources named by IRI -----------------------------------------------------------------------------------------


def _iri_forward(run: Run, field: DataField, language: str | None) -> None:
    found = [iri for code, text in field.subfields if code in "01" and (iri := iris.known(text))]
    fours = [text for text in field.all("4") if "rdaregistry" not in text]
    said: list[Node] = [{"@id": text} for text in fours if iris.valid(text)]
    labels = [*(text for text in fours if not iris.valid(text)), *field.all("i")]
    said += [{"@type": ["bf:Relationship"], "rdfs:label": [literal(text, language)]} for text in labels]
    if not said and not field.all("4"):
        said = [{"@id": "http://id.loc.gov/ontologies/bibframe/hasEquivalent"}]
    if not found or not said:
        return
    relation: Node = {"@type": ["bf:Relation"], "bf:relationship": said}
    relation["bf:associatedResource"] = resources = [{"@id": iri} for iri in found]
    for code, text in field.subfields:
        if code == "a":
            add(resources[0], "rdfs:label", literal(text, language))
        elif code == "3":
            add(
                relation, "bflc:appliesTo", {"@type": ["bflc:AppliesTo"], "rdfs:label": [literal(chop(text), language)]}
            )
        elif code == "5":
            add(relation, "bflc:applicableInstitution", institution_node(text))
    add(run.work, "bf:relation", relation)


def _iri_back(out: Back, _: Root, value: Any) -> None:
    stated = value.get("bf:relationship", ())
    fours = [each["@id"] for each in stated if "://" in each.get("@id", "")]
    labels = [text_of(text)[0] for each in stated for text in each.get("rdfs:label", ())]
    fours = [iri for iri in fours if not iri.endswith("/hasEquivalent")]
    named = [text_of(text)[0] for each in value.get("bf:associatedResource", ()) for text in each.get("rdfs:label", ())]
    parts = [text_of(text)[0] for each in value.get("bflc:appliesTo", ()) for text in each.get("rdfs:label", ())]
    out.field("758", " ", " ", [
        *(("3", part) for part in parts),
        *(("i", label) for label in labels),
        *(("a", name) for name in named),
        *(("1", each["@id"]) for each in value.get("bf:associatedResource", ()) if "@id" in each),
        *(("4", iri) for iri in fours),
        *institutions(value),
    ])  # fmt: skip


def _is_reference(value: Any) -> bool:
    resource = resource_of(value)
    return not resource.get("@type") and "@id" in resource


IDENTIFIED: Final = Step(
    "resources identified by IRI",
    tags="758",
    takes={"758": "ai01345"},
    forward=_iri_forward,
    claims=(Claim(WORK, "bf:relation", "bf:Relation", order=4, accepts=_is_reference),),
    back=_iri_back,
    examples=(
        Example(
            "758 ## $i has work: $a The lock (Text) $1 http://id.example.org/1 $4 http://id.example.org/hasWork",
            {
                "bf:relation": {
                    "bf:relationship": [{"@id": "http://id.example.org/hasWork"}, {"rdfs:label": "has work:"}],
                    "bf:associatedResource": {"@id": "http://id.example.org/1", "rdfs:label": "The lock (Text)"},
                }
            },
        ),
    ),
)

RULES: Final[tuple[Rule, ...]] = (PLACES, MACHINES, IDENTIFIED)
