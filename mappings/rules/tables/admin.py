"""Administrative metadata: 001, 003, 005, 040, 042 and the history of the record.

The Work has one bf:AdminMetadata for the record's making (status new), one for its last change (unless it is new),
one for
the conversion, and the main one, which alone has a bf:descriptionLevel.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from mappings.codes import fixed_fields as codes
from mappings.rules import iris
from mappings.rules.forward import add
from mappings.rules.marc_keys import parsed_key
from mappings.rules.model import ADMIN, Claim, Example, Root, Rule, Step
from mappings.rules.punctuation import UNPUNCTUATED, chop
from mappings.rules.tables.shared import internal_note, note_type

if TYPE_CHECKING:
    from mappings.bibframe.node import Node
    from mappings.marc.record import DataField
    from mappings.rules.back import Back
    from mappings.rules.forward import Run

_VOCABULARY: Final = "http://id.loc.gov/vocabulary/"
_LOC: Final = _VOCABULARY + "organizations/dlc"
_LEVEL: Final = "http://id.loc.gov/ontologies/bibframe-2-6-0/"
_CONVERSION: Final = "https://catalograph.org/ns/lsp#marcConversion"
_NEW: Final = {"@id": _VOCABULARY + "mstatus/n", "@type": ["bf:Status"], "rdfs:label": ["new"]}
_CHANGED: Final = {"@id": _VOCABULARY + "mstatus/c", "@type": ["bf:Status"], "rdfs:label": ["changed"]}


def _status(node: Node) -> Node:
    return {**node, "@type": [*node["@type"]], "rdfs:label": [*node["rdfs:label"]]}


def _agency(code: str) -> Node:
    node: Node = {"@type": ["bf:Agent"], "bf:code": [code]}
    if code == "DLC":
        node["@id"] = _LOC
    return node


def _forty(run: Run, code: str) -> list[str]:
    return [text for field in run.tagged("040") for text in field.all(code)]


def _entered(text008: str, changed: str) -> str:
    """The day the record was made, from 008/00-05, but never after its last change; empty where neither tells."""
    day = text008[:6]
    made = (
        f"{'20' if day[:2] < '65' else '19'}{day[:2]}-{day[2:4]}-{day[4:6]}" if day.isdigit() and len(day) == 6 else ""
    )
    last = f"{changed[:4]}-{changed[4:6]}-{changed[6:8]}" if changed[:8].isdigit() and len(changed) >= 8 else ""
    return min(made, last) if made and last else made


def _finish(run: Run) -> None:
    changed = next((field.ind1 for field in run.tagged("005")), "")
    made: Node = {"@type": ["bf:AdminMetadata"], "bf:status": [_status(_NEW)]}
    if day := _entered(run.text008, changed):
        made["bf:date"] = [{"@value": day, "@type": "xsd:date"}]
    for code in _forty(run, "a")[:1]:
        made["bf:agent"] = [_agency(code)]
    history = [made]
    if run.leader[5:6] != "n":
        history.append(_last_change(run, changed))
    history.append(
        {
            "@type": ["bf:AdminMetadata"],
            "bf:status": [_status(_CHANGED)],
            "bf:generationProcess": [{"@id": _CONVERSION}],
        }
    )
    run.work["bf:adminMetadata"] = [*run.work.get("bf:adminMetadata", ()), *history]
    run.admin["bf:descriptionLevel"] = [{"@id": _LEVEL}]


def _last_change(run: Run, changed: str) -> Node:
    node: Node = {"@type": ["bf:AdminMetadata"]}
    if (row := codes.RECORD_STATUSES.get(run.leader[5:6])) is not None:
        node["bf:status"] = [{"@id": row.iri, "@type": ["bf:Status"], "rdfs:label": [row.label]}]
    if len(changed) >= 14 and changed[:14].isdigit() and not changed.startswith("0000"):
        stamp = f"{changed[:4]}-{changed[4:6]}-{changed[6:8]}T{changed[8:10]}:{changed[10:12]}:{changed[12:14]}"
        node["bf:date"] = [{"@value": stamp, "@type": "xsd:dateTime"}]
    if modifiers := _forty(run, "d"):
        node["bf:descriptionModifier"] = [_agency(modifiers[-1])]
    elif makers := _forty(run, "a"):
        node["bf:agent"] = [_agency(makers[0])]
    return node


def _forward(run: Run, field: DataField, language: str | None) -> None:
    if field.tag == "001":
        agency = next((each.ind1 for each in run.tagged("003")), None)
        assigner = _agency("DLC") if agency in {None, "", "DLC"} else {"@type": ["bf:Agent"], "bf:code": [agency]}
        add(run.admin, "bf:identifiedBy", {"@type": ["bf:Local"], "rdf:value": [field.ind1], "bf:assigner": [assigner]})
    elif field.tag == "LDR":
        _forward_leader(run, field.ind1)
    elif field.tag == "040":
        for code in field.all("b"):
            node: Node = {"@type": ["bf:Language"], "bf:code": [code]}
            if len(code) == 3 and (tail := iris.code(code)):
                node = {"@id": _VOCABULARY + "languages/" + tail, "@type": ["bf:Language"]}
            add(run.admin, "bf:descriptionLanguage", node)
        for code in field.all("e"):
            add(run.admin, "bf:descriptionConventions", _convention(code))
        add(run.admin, "bf:note", internal_note(field))
    else:
        for code in field.all("a"):
            iri = _VOCABULARY + "marcauthen/" + iris.code(code)
            add(
                run.admin,
                "bf:descriptionAuthentication",
                {"@id": iri, "@type": ["bf:DescriptionAuthentication"], "bf:code": [code]},
            )
    del language


def _convention(code: str) -> Node:
    node: Node = {"@type": ["bf:DescriptionConventions"], "bf:code": [code]}
    if code.strip() and " " not in code.strip():
        node["@id"] = _VOCABULARY + "descriptionConventions/" + iris.encoded(code.strip())
    return node


def _forward_leader(run: Run, leader: str) -> None:
    level = codes.ENCODING_LEVELS.get(leader[17:18].replace(" ", "0"))
    if level is not None:
        add(
            run.admin,
            "bflc:encodingLevel",
            {"@id": level.iri, "@type": ["bflc:EncodingLevel"], "rdfs:label": [level.label]},
        )
    form = leader[18:19]
    conventions = _forty(run, "e")
    if "rda" in conventions and form in "apr":
        return
    if (row := codes.DESCRIPTION_CONVENTIONS.get(form)) is not None:
        node: Node = {"@id": row.iri, "@type": ["bf:DescriptionConventions"], "bf:code": [row.label]}
        add(run.admin, "bf:descriptionConventions", node)
    if form in UNPUNCTUATED:  # the convention is the same with and without punctuation, and all records share its IRI
        add(run.admin, "bf:note", {"@type": ["bf:Note", note_type("internal")], "rdfs:label": [UNPUNCTUATED[form]]})


# ---- coming back ----------------------------------------------------------------------------------------------------


_FORMS: Final = {"isbd": "i", "aacr": "a"}


def _text(node: Any, prop: str) -> str:
    return next((text for text in node.get(prop, ()) if isinstance(text, str)), "")


def _back(out: Back, _: Root, value: Any) -> None:
    prop = out.origin.rpartition("/")[2]
    if prop == "bf:identifiedBy":
        out.control_field("001", _text(value, "rdf:value"))
        agency = next((_text(agent, "bf:code") for agent in value.get("bf:assigner", ())), "")
        if agency and agency != "DLC":
            out.control_field("003", agency)
    elif prop == "bf:note":
        if form := _unpunctuated(value):
            out.put("LDR", 18, form)
        elif (field := parsed_key(_text(value, "rdfs:label"))) is not None and _agrees(out, field):
            out.field(field.tag, field.ind1, field.ind2, field.subfields)
    elif prop == "bf:descriptionAuthentication":
        out.field("042", " ", " ", [("a", _text(value, "bf:code"))])
    elif prop == "bflc:encodingLevel":
        code = next((row.code for row in codes.ENCODING_LEVELS if row.iri == value.get("@id")), "0")
        out.put("LDR", 17, " " if code == "0" else code)
    elif prop == "bf:descriptionConventions" and out.isbd and (code := _text(value, "bf:code")) in _FORMS:
        out.put("LDR", 18, _FORMS[code])


_SAID_BY: Final = {
    "041": (Root.WORK, "bf:language", "a"), "334": (Root.INSTANCE, "bf:issuance", "b"),
    "353": (Root.WORK, "bf:supplementaryContent", "b"), "336": (Root.WORK, "bf:content", "b"),
    "337": (Root.INSTANCE, "bf:media", "b"), "338": (Root.INSTANCE, "bf:carrier", "b"),
}  # fmt: skip
"""The statements that a noted field must agree with: root, property, and the subfield that ends their IRI."""


def _agrees(out: Back, field: DataField) -> bool:
    """Whether the description still says what a noted field says."""
    if (said := _SAID_BY.get(field.tag)) is None:
        return True
    root, prop, code = said
    terms = [value for value in out.root(root).get(prop, ()) if isinstance(value, dict)]
    codes = {value.get("@id", "").rpartition("/")[2] for value in terms}
    labels = {_text(value, "rdfs:label") for value in terms}
    return all(
        iris.code(text) in codes if each == code else each != "a" or chop(text) in labels
        for each, text in field.subfields
    )


def _unpunctuated(note: Node) -> str:
    """What leader/18 is where a note says that punctuation is omitted."""
    return next((form for form, text in UNPUNCTUATED.items() if text == _text(note, "rdfs:label")), "")


def _back_history(out: Back) -> None:
    for node in out.work.get("bf:adminMetadata", ()):
        status = next((each.get("@id", "") for each in node.get("bf:status", ())), "")
        date = next((each.get("@value", "") for each in node.get("bf:date", ()) if isinstance(each, dict)), "")
        if status == _NEW["@id"] and len(date) == 10:
            out.put("008", 0, date[2:4] + date[5:7] + date[8:10])
        elif len(date) == 19:
            digits = "".join(character for character in date if character.isdigit())
            out.control_field("005", digits + ".0")
        if status and "bf:generationProcess" not in node:
            out.put(
                "LDR",
                5,
                next((row.code for row in codes.RECORD_STATUSES if row.iri == status and row.code != "a"), "n"),
            )


ADMINISTRATION: Final = Step(
    "administrative metadata",
    tags="LDR 001 040 042",
    takes={"040": "abcde8", "042": "a"},
    forward=_forward,
    finish=_finish,
    claims=(
        Claim(ADMIN, "bf:identifiedBy", "bf:Local"),
        Claim(ADMIN, "bf:note", note_type("internal")),
        Claim(ADMIN, "bf:descriptionAuthentication", "bf:DescriptionAuthentication"),
        Claim(ADMIN, "bf:descriptionLanguage", "bf:Language"),
        Claim(ADMIN, "bf:descriptionConventions", "bf:DescriptionConventions"),
        Claim(ADMIN, "bf:descriptionLevel"),
        Claim(ADMIN, "bflc:encodingLevel", "bflc:EncodingLevel"),
    ),
    back=_back,
    back_finish=_back_history,
    examples=(
        Example(
            """001 ocm00814782
               003 OCoLC
               040 ## $a DLC $b eng $e rda $c DLC
               042 ## $a pcc""",
            admin={
                "bf:identifiedBy": {
                    "@type": "bf:Local",
                    "rdf:value": "ocm00814782",
                    "bf:assigner": {"bf:code": "OCoLC"},
                },
                "bf:descriptionLanguage": {"@id": "http://id.loc.gov/vocabulary/languages/eng"},
                "bf:descriptionConventions": {"bf:code": "rda"},
                "bf:descriptionAuthentication": {"bf:code": "pcc"},
                "bflc:encodingLevel": {"rdfs:label": "full"},
            },
            back="""001 ocm00814782
                    003 OCoLC
                    040 ## $a DLC $b eng $e rda $c DLC
                    042 ## $a pcc
                    LDR 00000nam#a2200000#i#4500""",
        ),
        Example(
            """001 1
               005 20100203040506.0
               008 850101s1985####nyu###########000#0#eng##""",
            work={
                "bf:adminMetadata": {
                    "bf:status": {"rdfs:label": "new"},
                    "bf:date": {"@value": "1985-01-01", "@type": "xsd:date"},
                }
            },
            leader="00000cam a2200000 i 4500",
            back="""001 1
                    005 20100203040506.0
                    LDR 00000cam#a2200000#i#4500""",
        ),
        Example(
            "001 1",
            admin={
                "bf:descriptionConventions": {"bf:code": "isbd", "rdfs:label": ()},
                "bf:note": {"rdfs:label": "ISBD punctuation omitted"},
            },
            leader="00000nam a2200000 c 4500",
            back="""001 1
                    LDR 00000nam#a2200000#c#4500""",
        ),
    ),
)

RULES: Final[tuple[Rule, ...]] = (ADMINISTRATION,)
