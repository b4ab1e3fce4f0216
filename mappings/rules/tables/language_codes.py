"""Language codes (041): of the work, of its parts and of what comes with it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from mappings.codes.fixed_fields import RESOURCE_COMPONENTS
from mappings.marc.record import DataField, Subfield
from mappings.rules import iris
from mappings.rules.agents import source_node
from mappings.rules.forward import add
from mappings.rules.model import WORK, Claim, Example, Root, Rule, Step
from mappings.rules.punctuation import keep
from mappings.rules.tables.shared import internal_note

if TYPE_CHECKING:
    from mappings.bibframe.node import Node
    from mappings.rules.back import Back
    from mappings.rules.forward import Run

_VOCABULARY: Final = "http://id.loc.gov/vocabulary/"
LANGUAGES: Final = _VOCABULARY + "languages/"
_NOTED: Final = "hijkmnpqr"
_ACCOMPANYING: Final = "bdefgt"


def _codes(text: str) -> list[str]:
    """The codes of a subfield: three letters each, also where older records ran them together."""
    bare = text.replace(" ", "").lower()
    return [bare[at : at + 3] for at in range(0, len(bare) - 2, 3) if bare[at : at + 3].isalpha()]


def _forward_languages(run: Run, field: DataField, language: str | None) -> None:
    if field.ind2 == "7":
        _forward_other_codes(run, field)
        return
    of_008 = run.text008[35:38].lower()
    for code, text in field.subfields:
        component = RESOURCE_COMPONENTS.get(code)
        for spoken in _codes(text) if code == "a" or component is not None else ():
            reference: Node = {"@id": LANGUAGES + iris.code(spoken)}
            if code == "a":
                if spoken != of_008:
                    add(run.work, "bf:language", reference)
            elif component is not None and component.iri and code in _NOTED:
                add(run.work, "bf:note", {"@type": ["bf:Note", component.iri], "bf:language": [reference]})
            elif component is not None and component.iri and code in _ACCOMPANYING:
                add(run.work, "bf:accompaniedBy", {"@type": ["bf:Work", component.iri], "bf:language": [reference]})
    if [(code, text.strip().lower()) for code, text in field.subfields] == [("a", of_008)] and language is None:
        add(run.admin, "bf:note", internal_note(field))  # says again what the 008 says


_SCHEMES: Final = _VOCABULARY + "languageschemes/"


def _forward_other_codes(run: Run, field: DataField) -> None:
    """Codes of another list (`$2`): a language with its code and the list; ISO 639 has IRIs of its own."""
    scheme = field.get("2") or ""
    stem = next((iri for name, iri in _ISO.items() if name in scheme), "")
    for code, text in field.subfields:
        if code not in RESOURCE_COMPONENTS and code != "a":
            continue
        value = text.replace(" ", "")
        if stem and code == "a" and (tail := iris.code(value)):
            add(run.work, "bf:language", {"@id": stem + tail})
            continue
        node: Node = {"@type": ["bf:Language"], "rdf:value": [value]}
        if code != "a" and (component := RESOURCE_COMPONENTS.get(code)) is not None:
            node["bf:part"] = [component.label]
        if scheme:
            node["bf:source"] = [source_node(scheme, _SCHEMES)]
        add(run.work, "bf:language", node)


_ISO: Final = {f"639-{n}": f"{_VOCABULARY}iso639-{n}/" for n in "123"}
_BY_LABEL: Final = {row.label: row.code for row in RESOURCE_COMPONENTS}


def _back_other_code(out: Back, _: Root, value: Any) -> None:
    iri = value.get("@id", "")
    if name := next((name for name, stem in _ISO.items() if iri.startswith(stem)), ""):
        out.notes.setdefault("041 7", {}).setdefault(f"iso{name}", []).append(("a", iri.rpartition("/")[2]))
        return
    part = next(iter(value.get("bf:part", ())), "")
    scheme = next((code for source in value.get("bf:source", ()) for code in source.get("bf:code", ())), "")
    pairs = [(_BY_LABEL.get(part, "a"), text) for text in value.get("rdf:value", ()) if isinstance(text, str)]
    out.notes.setdefault("041 7", {}).setdefault(scheme, []).extend(pairs)


def _back_component(out: Back, _: Root, value: Any) -> None:
    code = next((row.code for row in RESOURCE_COMPONENTS if row.iri in value.get("@type", ())), "")
    for reference in value.get("bf:language", ()):
        out.notes.setdefault("041", []).append((code, reference.get("@id", "").rpartition("/")[2]))


def _back_languages(out: Back) -> None:
    spoken: list[str] = out.notes.get("languages", [])
    others: list[tuple[str, str]] = out.notes.get("041", [])
    if len(spoken) > 1 or others:
        out.origin = "work/bf:language"
        translated = "1" if any(code == "h" for code, _ in others) else "0"
        out.field("041", translated, " ", [*(("a", code) for code in spoken), *sorted(others)])
    for scheme, pairs in out.notes.get("041 7", {}).items():
        out.origin = "work/bf:language"
        out.field("041", " ", "7", [*pairs, ("2", scheme)])


def _normal_languages(field: DataField, _isbd: bool) -> DataField:  # noqa: FBT001 - a fact of the record
    """Codes that an older record ran together stand in subfields of their own."""
    if field.ind2 == "7":
        return field
    out: list[Subfield] = []
    for code, text in field.subfields:
        codes = _codes(text) if code not in _CONTROL else []
        whole = len(codes) > 1 and len(text.replace(" ", "")) == 3 * len(codes)
        out.extend(Subfield(code, each) for each in (codes if whole else [keep(text)]))
    return field._replace(subfields=tuple(out))


_CONTROL: Final = "02356789"
_COMPONENT_IRIS: Final = tuple(
    sorted({(row.code, row.iri) for row in RESOURCE_COMPONENTS if row.iri and row.code in _NOTED + _ACCOMPANYING})
)

LANGUAGE_CODES: Final = Step(
    "language codes",
    tags="041",
    takes={"041": "abdefghijkmnpqrt2"},
    forward=_forward_languages,
    claims=(
        *(
            Claim(WORK, prop, iri)
            for prop, iri in sorted(
                {("bf:note" if code in _NOTED else "bf:accompaniedBy", iri) for code, iri in _COMPONENT_IRIS}
            )
        ),
        *(Claim(WORK, "bf:language", pattern=stem) for stem in _ISO.values()),
        Claim(WORK, "bf:language", "bf:Language", accepts=lambda node: "rdf:value" in node),
    ),
    back=lambda out, root, value: (
        _back_component(out, root, value) if "bf:language" in value else _back_other_code(out, root, value)
    ),
    normalise=_normal_languages,
    back_finish=_back_languages,
    examples=(
        Example(
            """008 850101s1985####nyu###########000#0#eng##
               041 1# $a eng $a fre $h rus""",
            work={
                "bf:language": {"@id": "http://id.loc.gov/vocabulary/languages/fre"},
                "bf:note": {"bf:language": {"@id": "http://id.loc.gov/vocabulary/languages/rus"}},
            },
        ),
        Example(
            """008 850101s1985####nyu###########000#0#eng##
               041 0# $a eng""",
            admin={"bf:note": {"rdfs:label": "0410 $aeng"}},
        ),
        Example(
            "041 #7 $a de $2 iso639-1",
            work={"bf:language": {"@id": "http://id.loc.gov/vocabulary/iso639-1/de"}},
        ),
        Example(
            "041 #7 $a gsw $2 rfc5646",
            work={"bf:language": {"@type": "bf:Language", "rdf:value": "gsw", "bf:source": {"bf:code": "rfc5646"}}},
        ),
    ),
)

RULES: Final[tuple[Rule, ...]] = (LANGUAGE_CODES,)
