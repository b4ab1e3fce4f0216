"""Series 440, 490 and 800-830: the statement as it stands on the resource, and the controlled entry as a Hub."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from mappings.marc.record import DataField, Subfield
from mappings.rules.agents import identifier_node
from mappings.rules.compile_back import text_of
from mappings.rules.constants import lifted
from mappings.rules.forward import add, literal
from mappings.rules.hubs import field_of_hub, write
from mappings.rules.model import WORK, Claim, Example, Root, Rule, Step
from mappings.rules.punctuation import arrange, chop, keep, spaced
from mappings.rules.tables.added_entries import added_hub, relationship_of, resource_of
from mappings.rules.tables.shared import INCORRECT, status

if TYPE_CHECKING:
    from mappings.bibframe.node import Node
    from mappings.rules.back import Back
    from mappings.rules.forward import Run

SERIES: Final = "http://id.loc.gov/vocabulary/relationship/series"
_STATUS: Final = "http://id.loc.gov/vocabulary/mstatus/"
_TRANSCRIBED: Final = status("t", "transcribed")
_TRACED: Final = status("tr", "traced")
_MARKED: Final = frozenset("anpvxyz3")
"""Subfields of a statement that a mark may end."""
_INVALID_ISSN: Final = {"y": INCORRECT, "z": status("cancinv", "canceled")}


def _relationship() -> Node:
    return {"@id": SERIES, "@type": ["bf:Relationship"], "rdfs:label": ["series"]}


def issn_node(code: str, text: str) -> Node:
    """An ISSN from `$x`, or an incorrect (`$y`) or cancelled (`$z`) one with its status."""
    node: Node = {"@type": ["bf:Issn"], "rdf:value": [chop(text)]}
    if code in _INVALID_ISSN:
        node.update(lifted(_INVALID_ISSN[code]))
    return node


# ---- the statement --------------------------------------------------------------------------------------------------

_Item = tuple[str, str, "str | None"]
"""A subfield of a statement: code, text, and the same in another script."""


def _groups(field: DataField, twin: DataField | None) -> list[list[_Item]]:
    """The series of one statement: a new one after `=`, and at an `$a` that follows another subfield."""
    groups: list[list[_Item]] = [[]]
    own, others = ([sub for sub in each.subfields if sub.code != "6"] if each else [] for each in (field, twin))
    begin = False
    before = ""
    for index, (code, text) in enumerate(own):
        if begin or (code == "a" and before not in {"", "a", "3"}):
            groups.append([])
        other = others[index].value if index < len(others) and others[index].code == code else None
        groups[-1].append((code, text, other))
        begin = text.endswith("=")
        before = code
    return groups


def _statement_forward(run: Run, field: DataField, language: str | None) -> None:
    found = run.twin()
    twin, tongue = found if found is not None else (None, None)
    for group in _groups(field, twin):
        series: Node = {"@type": ["bf:Series", "bflc:Uncontrolled"], **lifted(_TRANSCRIBED)}
        if field.tag == "490" and field.ind1 == "1":
            series["bf:status"].extend(lifted(_TRACED)["bf:status"])
        relation: Node = {"@type": ["bf:Relation"], "bf:relationship": [_relationship()]}
        for item in group:
            _statement_part(series, relation, item, language, tongue)
        if len(series) > 2 or "bf:seriesEnumeration" in relation:
            if field.tag == "440" and "bf:title" in series:
                count = field.ind2 if field.ind2.isdigit() else "0"
                series["bf:title"][0]["bflc:nonSortNum"] = [literal(count, language)]
            relation["bf:associatedResource"] = [series]
            _for_all(relation, field)
            add(run.work, "bf:relation", relation)


def _statement_part(series: Node, relation: Node, item: _Item, language: str | None, tongue: str | None) -> None:
    code, text, other = item
    texts = [literal(value, tag) for value, tag in ((chop(text), language), (chop(other or ""), tongue)) if value]
    if code == "a":
        add(series, "bf:title", {"@type": ["bf:Title"], "bf:mainTitle": texts})
    elif code in "np" and "bf:title" in series:
        title = series["bf:title"][-1]
        for value in texts:
            add(title, "bf:partNumber" if code == "n" else "bf:partName", value)
    elif code == "v":
        for value in texts:
            add(relation, "bf:seriesEnumeration", value)
    elif code in "xyz":
        add(series, "bf:identifiedBy", issn_node(code, text))


def _for_all(relation: Node, field: DataField) -> None:
    for code, text in field.subfields:
        if code == "l" and "bf:classification" not in relation:
            relation["bf:classification"] = [
                {
                    "@type": ["bf:ClassificationLcc"],
                    "bf:assigner": [{"@id": "http://id.loc.gov/vocabulary/organizations/dlc", "@type": ["bf:Agent"]}],
                    "bf:classificationPortion": [text],
                }
            ]
        elif code == "3" and "bflc:appliesTo" not in relation:
            relation["bflc:appliesTo"] = [{"@type": ["bflc:AppliesTo"], "rdfs:label": [chop(text)]}]


def _statement_back(out: Back, _: Root, value: Any) -> None:
    series = resource_of(value)
    pairs = [("3", text_of(label)) for node in value.get("bflc:appliesTo", ()) for label in node.get("rdfs:label", ())]
    for title in series.get("bf:title", ()):
        pairs += [("a", text_of(text)) for text in title.get("bf:mainTitle", ())]
        pairs += [("n", text_of(text)) for text in title.get("bf:partNumber", ())]
        pairs += [("p", text_of(text)) for text in title.get("bf:partName", ())]
    pairs += [(_issn_code(issn), text_of(text)) for issn in series.get("bf:identifiedBy", ())
              for text in issn.get("rdf:value", ())]  # fmt: skip
    pairs += [("l", text_of(text)) for node in value.get("bf:classification", ())
              for text in node.get("bf:classificationPortion", ())]  # fmt: skip
    pairs += [("v", text_of(text)) for text in value.get("bf:seriesEnumeration", ())]
    leads = {"x": ",", "v": " ;", "n": ".", "p": ","}
    plain = [(code, text, leads.get(code, "")) for code, (text, language) in pairs if not language]
    other = [(code, text, leads.get(code, "")) for code, (text, language) in pairs if language]
    counts = [text_of(n)[0] for title in series.get("bf:title", ()) for n in title.get("bflc:nonSortNum", ())]
    traced = any(node.get("@id") == _STATUS + "tr" for node in series.get("bf:status", ()))
    tag, first, second = ("440", " ", counts[0]) if counts else ("490", "1" if traced else "0", " ")
    out.field(
        tag, first, second, arrange(plain, "", isbd=out.isbd, bearing=_MARKED),
        twin=arrange(other, "", isbd=out.isbd, bearing=_MARKED),
        language=next((language for _, (_, language) in pairs if language), ""),
    )  # fmt: skip


def _issn_code(issn: Node) -> str:
    statuses = {node.get("@id") for node in issn.get("bf:status", ())}
    return "y" if _STATUS + "incorrect" in statuses else "z" if _STATUS + "cancinv" in statuses else "x"


def _normal(field: DataField, isbd: bool) -> DataField:  # noqa: FBT001 - a fact of the record
    leads = {"x": ",", "v": " ;", "n": ".", "p": ","}
    pairs = [(code, chop(text) if code in "anpvx3" else keep(text), leads.get(code, ""))
             for code, text in field.subfields]  # fmt: skip
    if any(text.endswith("=") for _, text in field.subfields):
        return field
    made = arrange([pair for pair in pairs if pair[1]], "", isbd=isbd, bearing=_MARKED)
    return field._replace(subfields=made or field.subfields)


def _is_statement(value: Any) -> bool:
    types = resource_of(value).get("@type", ())
    return "bf:Series" in types and "bf:Hub" not in types and relationship_of(value) == SERIES


STATEMENT: Final = Step(
    "series statements",
    tags="490 440",
    takes={"490": "alvxyz3", "440": "anpvx"},
    forward=_statement_forward,
    claims=(Claim(WORK, "bf:relation", "bf:Relation", order=0, accepts=_is_statement),),
    back=_statement_back,
    normalise=_normal,
    twin="same",
    examples=(
        Example(
            "490 1# $a Oxford world's classics, $x 1234-5679 ; $v 12",
            {
                "bf:relation": {
                    "bf:relationship": {"@id": SERIES, "rdfs:label": "series"},
                    "bf:associatedResource": {
                        "@type": ["bf:Series", "bflc:Uncontrolled"],
                        "bf:status": [{"@id": _STATUS + "t"}, {"@id": _STATUS + "tr"}],
                        "bf:title": {"bf:mainTitle": "Oxford world's classics"},
                        "bf:identifiedBy": {"@type": "bf:Issn", "rdf:value": "1234-5679"},
                    },
                    "bf:seriesEnumeration": "12",
                }
            },
        ),
        Example(
            "490 0# $a Papers on music = $a Hefte zur Musik ; $v 3",
            {
                "bf:relation": [
                    {"bf:associatedResource": {"bf:title": {"bf:mainTitle": "Papers on music"}}},
                    {
                        "bf:associatedResource": {"bf:title": {"bf:mainTitle": "Hefte zur Musik"}},
                        "bf:seriesEnumeration": "3",
                    },
                ]
            },
            back="""490 0# $a Papers on music
                    490 0# $a Hefte zur Musik ; $v 3""",
        ),
        Example(
            "440 #4 $a The world of maps ; $v 7",
            {
                "bf:relation": {
                    "bf:associatedResource": {"bf:title": {"bf:mainTitle": "The world of maps", "bflc:nonSortNum": "4"}}
                }
            },
        ),
    ),
)


# ---- the controlled entry -------------------------------------------------------------------------------------------


def _entry_forward(run: Run, field: DataField, language: str | None) -> None:
    tag = field.tag
    relation: Node = {"@type": ["bf:Relation"], "bf:relationship": [_relationship()]}
    hub = added_hub(run, field, language, tag)
    if "bf:title" not in hub and "bf:contribution" not in hub:
        return
    hub["@type"].append("bf:Series")
    for code, text in field.subfields:
        if code in "yz":
            add(hub, "bf:identifiedBy", issn_node(code, text))
        elif code == "w":
            add(hub, "bf:identifiedBy", {**identifier_node(code, text), "@type": [_number_type(text)]})
        elif code == "v":
            add(relation, "bf:seriesEnumeration", keep(text))
    if (twin := run.twin()) is not None:
        for text in twin[0].all("v"):
            add(relation, "bf:seriesEnumeration", literal(keep(text), twin[1]))
    relation["bf:associatedResource"] = [hub]
    add(run.work, "bf:relation", relation)


def _number_type(text: str) -> str:
    return "bf:Lccn" if text.startswith("(DLC)") else "bf:Identifier"


def _entry_back(out: Back, _: Root, value: Any) -> None:
    field, twin, language = field_of_hub(resource_of(value), "8")
    stated = [text_of(text) for text in value.get("bf:seriesEnumeration", ())]
    field = _enumerated(field, [text for text, tongue in stated if not tongue])
    if twin is not None:
        twin = _enumerated(twin, [text for text, tongue in stated if tongue])
    write(out, field, twin, language)


def _enumerated(field: DataField, stated: list[str]) -> DataField:
    """`field` with the enumeration stated: as it stands where it agrees, else written anew before the numbers."""
    if [keep(text) for text in field.all("v")] == stated:
        return field
    bare = [sub for sub in field.subfields if sub.code != "v"]
    at = next((i for i, sub in enumerate(bare) if i and sub.code in "x0125w"), len(bare))
    if at and stated:
        bare[at - 1] = Subfield(bare[at - 1].code, chop(bare[at - 1].value) + " ;")
    return field._replace(subfields=(*bare[:at], *(Subfield("v", text) for text in stated), *bare[at:]))


def _is_entry(value: Any) -> bool:
    return {"bf:Series", "bf:Hub"} <= set(resource_of(value).get("@type", ()))


ENTRY: Final = Step(
    "added entries of series",
    tags="800 810 811 830",
    takes={
        "800": "abcdefghjklmnopqrstuvwxy24570138",
        "810": "abcdefghklmnoprstuvwxy24570138",
        "811": "acdefghjklnpqstuvwxy24570138",
        "830": "adfghklmnoprstvwxy2570138",
    },
    normalise=spaced,
    forward=_entry_forward,
    claims=(Claim(WORK, "bf:relation", "bf:Relation", order=1, accepts=_is_entry),),
    back=_entry_back,
    twin="same",
    examples=(
        Example(
            "830 #0 $a Oxford world's classics (Oxford University Press) ; $v 12.",
            {
                "bf:relation": {
                    "bf:relationship": {"@id": SERIES},
                    "bf:associatedResource": {
                        "@type": ["bf:Hub", "bf:Series"],
                        "bf:title": {"bf:mainTitle": "Oxford world's classics (Oxford University Press)"},
                        "bflc:marcKey": "830 0$aOxford world's classics (Oxford University Press) ;$v12.",
                    },
                    "bf:seriesEnumeration": "12.",
                }
            },
        ),
        Example(
            "800 1# $a Tolstoy, Leo, $d 1828-1910. $t Works. $f 1928 ; $v 3. $w (DLC)12345678",
            {
                "bf:relation": {
                    "bf:associatedResource": {
                        "bf:contribution": {"bf:agent": {"rdfs:label": "Tolstoy, Leo, 1828-1910"}},
                        "bf:title": {"bf:mainTitle": "Works. 1928"},
                        "bf:identifiedBy": {"@type": "bf:Lccn", "rdf:value": "12345678"},
                    }
                }
            },
        ),
    ),
)

RULES: Final[tuple[Rule, ...]] = (STATEMENT, ENTRY)
