"""Indexes and abstracts that cover the resource: 510 with first indicator 0-2, a relation to the indexing work."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from mappings.rules import iris
from mappings.rules.compile_back import text_of
from mappings.rules.forward import add, literal
from mappings.rules.model import WORK, Claim, Example, Root, Rule, Step
from mappings.rules.punctuation import chop
from mappings.rules.tables.added_entries import RELATIONSHIP, relationship_of, resource_of
from mappings.rules.tables.shared import note_type

if TYPE_CHECKING:
    from mappings.bibframe.node import Node
    from mappings.marc.record import DataField
    from mappings.rules.back import Back
    from mappings.rules.forward import Run

_INDEXED_IN: Final = RELATIONSHIP + "indexedin"
_NOTES: Final = {"b": note_type("coverage"), "c": note_type("loc")}


def _forward(run: Run, field: DataField, language: str | None) -> None:
    if field.ind1 not in "012":
        return
    work: Node = {"@type": ["bf:Work"]}
    relation: Node = {"@type": ["bf:Relation"], "bf:relationship": [{"@id": _INDEXED_IN}]}
    for code, text in field.subfields:
        value = literal(chop(text), language)
        if code == "a":
            add(work, "bf:title", {"@type": ["bf:Title"], "bf:mainTitle": [value]})
        elif code in _NOTES:
            add(work, "bf:note", {"@type": ["bf:Note", _NOTES[code]], "rdfs:label": [value]})
        elif code == "x":
            add(work, "bf:identifiedBy", {"@type": ["bf:Issn"], "rdf:value": [chop(text)]})
        elif code == "u" and iris.valid(text):
            add(work, "bf:electronicLocator", {"@id": text})
        elif code == "3":
            add(relation, "bflc:appliesTo", {"@type": ["bflc:AppliesTo"], "rdfs:label": [value]})
    if len(work) > 1:
        relation["bf:associatedResource"] = [work]
        add(run.work, "bf:relation", relation)


def _back(out: Back, _: Root, value: Any) -> None:
    work = resource_of(value)
    pairs = [("3", text_of(text)) for node in value.get("bflc:appliesTo", ()) for text in node.get("rdfs:label", ())]
    pairs += [("a", text_of(text)) for title in work.get("bf:title", ()) for text in title.get("bf:mainTitle", ())]
    for code, kind in _NOTES.items():
        notes = [note for note in work.get("bf:note", ()) if kind in note.get("@type", ())]
        pairs += [(code, text_of(text)) for note in notes for text in note.get("rdfs:label", ())]
    pairs += [("x", text_of(text)) for issn in work.get("bf:identifiedBy", ()) for text in issn.get("rdf:value", ())]
    pairs += [("u", text_of(locator)) for locator in work.get("bf:electronicLocator", ())]
    language = next((tongue for _, (_, tongue) in pairs if tongue), "")
    whole = [(code, text) for code, (text, _) in pairs]
    first = "2" if any(code == "c" for code, _ in whole) else "0"
    out.field("510", first, " ", () if language else whole, twin=whole if language else (), language=language)


def _is_index(value: Any) -> bool:
    return relationship_of(value) == _INDEXED_IN


INDEXED: Final = Step(
    "indexed by",
    tags="510",
    takes={"510": "x"},
    forward=_forward,
    claims=(Claim(WORK, "bf:relation", "bf:Relation", order=-1, accepts=_is_index),),
    back=_back,
    twin="own",
    examples=(
        Example(
            "510 0# $a Chemical abstracts $b 1985- $x 0009-2258",
            {
                "bf:relation": {
                    "bf:relationship": {"@id": _INDEXED_IN},
                    "bf:associatedResource": {
                        "bf:title": {"bf:mainTitle": "Chemical abstracts"},
                        "bf:note": {"@type": ["bf:Note", note_type("coverage")], "rdfs:label": "1985-"},
                        "bf:identifiedBy": {"@type": "bf:Issn", "rdf:value": "0009-2258"},
                    },
                }
            },
        ),
    ),
)

RULES: Final[tuple[Rule, ...]] = (INDEXED,)
