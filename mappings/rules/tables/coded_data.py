"""Coded data of places and maps (034, 043, 052, 255-257), and notes built on them (502, 510, 580)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from mappings.marc.record import DataField
from mappings.rules import iris
from mappings.rules.compile_back import text_of
from mappings.rules.forward import add
from mappings.rules.model import INSTANCE, WORK, Claim, Example, Field, Part, Root, Rule, Step, Sub, When
from mappings.rules.punctuation import chop, chop_measure, keep
from mappings.rules.tables.shared import APPLIES_TO, INSTITUTION, LOCATOR, NUMBERS, note_type, source

if TYPE_CHECKING:
    from mappings.bibframe.node import Node
    from mappings.rules.back import Back
    from mappings.rules.forward import Run

_VOCABULARY: Final = "http://id.loc.gov/vocabulary/"
_AREAS: Final = _VOCABULARY + "geographicAreas/"
_MAPS: Final = "http://id.loc.gov/authorities/classification/G"

# ---- 043, 052 --------------------------------------------------------------------------------------------------


def _forward_areas(run: Run, field: DataField, language: str | None) -> None:
    named = [text for text in field.all("0") if text.startswith("http")]
    if named:
        for text in named:
            if iris.valid(text) and any(part in text for part in ("/authorities/", "/vocabulary/geographicAreas")):
                add(run.work, "bf:geographicCoverage", {"@id": text})
        return
    for text in field.all("a"):
        if tail := iris.code(text.strip().rstrip("-")):
            add(run.work, "bf:geographicCoverage", {"@id": _AREAS + tail})
    for code, text in field.subfields:
        if code in "bc" and keep(text):
            sources = field.all("2")[:1] if code == "b" else [_ISO]
            node: Node = {"@type": ["bf:GeographicCoverage"], "rdf:value": [keep(text)]}
            if sources:
                node["bf:source"] = [{"@type": ["bf:Source"], "bf:code": sources}]
            add(run.work, "bf:geographicCoverage", node)
    del language


_ISO: Final = "ISO 3166"
"""The source of the codes in 043 $c."""


def _back_area(out: Back, _: Root, value: Any) -> None:
    found: list[tuple[str, str]] = out.notes.setdefault("043", [])
    if "rdf:value" not in value:
        found.append(("a", value["@id"].removeprefix(_AREAS).ljust(7, "-")))
        return
    sources = [text_of(code)[0] for source in value.get("bf:source", ()) for code in source.get("bf:code", ())]
    found += [("c" if _ISO in sources else "b", text_of(text)[0]) for text in value["rdf:value"]]
    out.notes.setdefault("043 sources", []).extend(source for source in sources if source != _ISO)


def _back_areas(out: Back) -> None:
    out.origin = "work/bf:geographicCoverage"
    sources = [("2", source) for source in dict.fromkeys(out.notes.get("043 sources", ()))]
    out.field("043", " ", " ", [*out.notes.get("043", ()), *sources])


AREAS: Final = Step(
    "geographic area codes",
    tags="043",
    takes={"043": "abc20"},
    forward=_forward_areas,
    claims=(
        Claim(WORK, "bf:geographicCoverage", pattern=_AREAS),
        Claim(WORK, "bf:geographicCoverage", "bf:GeographicCoverage", accepts=lambda node: "rdf:value" in node),
    ),
    back=_back_area,
    back_finish=_back_areas,
    examples=(
        Example(
            "043 ## $a n-us--- $a e-uk-en",
            work={"bf:geographicCoverage": {"@id": "http://id.loc.gov/vocabulary/geographicAreas/n-us"}},
        ),
        Example(
            "043 ## $a e-fr--- $b e-fr-li $c fr $2 local",
            work={
                "bf:geographicCoverage": [
                    {"@id": "http://id.loc.gov/vocabulary/geographicAreas/e-fr"},
                    {"rdf:value": "e-fr-li", "bf:source": {"bf:code": "local"}},
                    {"rdf:value": "fr", "bf:source": {"bf:code": _ISO}},
                ]
            },
        ),
    ),
)


def _forward_map_class(run: Run, field: DataField, language: str | None) -> None:
    if field.ind1 != " ":
        return
    area = (field.get("a") or "").strip()
    for tail in [f"{area}.{text.strip()}" for text in field.all("b")] or [text.strip() for text in field.all("a")]:
        if area and (safe := iris.encoded(tail)):
            add(run.work, "bf:geographicCoverage", {"@id": _MAPS + safe})
    del language


def _back_map_class(out: Back, _: Root, value: Any) -> None:
    area, dot, place = value["@id"].removeprefix(_MAPS).partition(".")
    out.field("052", " ", " ", [("a", area), *([("b", place)] if dot else [])])


MAP_CLASS: Final = Step(
    "geographic classification",
    tags="052",
    takes={"052": "ab"},
    forward=_forward_map_class,
    claims=(Claim(WORK, "bf:geographicCoverage", pattern=_MAPS),),
    back=_back_map_class,
    examples=(
        Example(
            "052 ## $a 4251 $b B6",
            work={"bf:geographicCoverage": {"@id": "http://id.loc.gov/authorities/classification/G4251.B6"}},
        ),
    ),
)

# ---- maps -----------------------------------------------------------------------------------------------------------


def _only_coordinates(node: Node) -> bool:
    return "bf:projection" not in node and "bf:relief" not in node


MATHEMATICAL_DATA: Final = Field(
    "255",
    on=WORK,
    makes=Part("bf:cartographicAttributes", "bf:Cartographic"),
    subfields=(
        Sub("a", "rdfs:label", part=Part("bf:scale", "bf:Scale"), on=WORK),
        Sub("b", "rdfs:label", part=Part("bf:projection", "bf:Projection"), lead=" ;"),
        Sub("c", "bf:coordinates", take=chop_measure, wrap="()", first=True),
        Sub("d", "bf:ascensionAndDeclination", take=chop_measure, first=True),
        Sub("e", "bf:equinox", take=chop_measure, first=True),
        Sub("f", "bf:outerGRing"),
        Sub("g", "bf:exclusionGRing"),
    ),
    twin="own",
    order=10,
    examples=(
        Example(
            "255 ## $a Scale 1:25,000 ; $b Mercator projection $c (W 5°--W 4°/N 53°--N 52°)",
            {
                "bf:scale": {"rdfs:label": "Scale 1:25,000"},
                "bf:cartographicAttributes": {
                    "bf:projection": {"rdfs:label": "Mercator projection"},
                    "bf:coordinates": "W 5°--W 4°/N 53°--N 52°",
                },
            },
        ),
    ),
)

_CORNER: Final = re.compile(r"([WENS]?) ?([+-]?\d[\d.]*)")
"""A coded coordinate as 034 has it; together: western, eastern, northern, southern."""


def _corners(text: str) -> list[tuple[str, str]]:
    """Coded coordinates as subfields of 034; nothing of a text that is more than coordinates."""
    found = list(_CORNER.finditer(text))
    if not found or _CORNER.sub("", text).strip():
        return []
    by_letter = {"W": "de", "E": "de", "N": "fg", "S": "fg"}
    out: list[tuple[str, str]] = []
    for at, each in enumerate(found):
        codes = by_letter.get(each[1], "defg"[at : at + 1])
        free = [code for code in codes if code not in {code for code, _ in out}]
        if not free:
            return []
        out.append((free[0], each[0].strip()))
    return out


def _coded_coordinates(node: Node) -> bool:
    return any(isinstance(text, str) and _corners(text) for text in node.get("bf:coordinates", ()))


_KINDS_OF_SCALE: Final = {"a": "linear scale", "b": "angular scale"}


def _forward_scale(run: Run, field: DataField, language: str | None) -> None:
    kind = field.get("a")
    labels = _KINDS_OF_SCALE
    if kind == "b" or (kind == "a" and not field.all("bc")):
        add(run.work, "bf:scale", {"@type": ["bf:Scale"], "rdfs:label": [labels[kind]]})
    for code, text in field.subfields:
        if code in "bc":
            label = "linear horizontal" if code == "b" else "linear vertical"
            add(run.work, "bf:scale", {"@type": ["bf:Scale"], "rdf:value": [text], "rdfs:label": [label]})
    if corners := " ".join(keep(text) for code, text in field.subfields if code in "defg"):
        node: Node = {"@type": ["bf:Cartographic"], "bf:coordinates": [corners]}
        if three := [chop(text) for text in field.all("3")]:
            node["bflc:appliesTo"] = [{"@type": ["bflc:AppliesTo"], "rdfs:label": [text]} for text in three]
        add(run.work, "bf:cartographicAttributes", node)
    del language


def _back_scale(out: Back, _: Root, value: Any) -> None:
    if "rdf:value" in value:
        code = "c" if value.get("rdfs:label") == ["linear vertical"] else "b"
        pairs = [(code, text) for text in value["rdf:value"]]
        out.notes.setdefault("034 scales", []).append(pairs)
        return
    kind = next((code for code, label in _KINDS_OF_SCALE.items() if label in value.get("rdfs:label", ())), "")
    if kind:
        out.notes.setdefault("034 kinds", []).append(kind)
    for text in value.get("bf:coordinates", ()):
        if isinstance(text, str) and (found := _corners(text)):
            out.notes.setdefault("034 corners", []).append(found)


def _back_034(out: Back) -> None:
    """Scales and coordinates are paired in their order, as they stood in their fields."""
    scales, corners = out.notes.get("034 scales", []), out.notes.get("034 corners", [])
    out.origin = "work/bf:scale"
    kinds: list[str] = out.notes.get("034 kinds", [])
    for kind in kinds[: max(len(kinds) - len(corners), 0)]:
        out.field("034", "0", " ", [("a", kind)])
    kinds = kinds[max(len(kinds) - len(corners), 0) :]
    for at in range(max(len(scales), len(corners))):
        pairs = [*(scales[at] if at < len(scales) else ()), *(corners[at] if at < len(corners) else ())]
        out.field("034", "1" if at < len(scales) else "0", " ", [("a", kinds[at] if at < len(kinds) else "a"), *pairs])


def _is_coded_scale(node: Node) -> bool:
    return "rdf:value" in node or any(label in node.get("rdfs:label", ()) for label in _KINDS_OF_SCALE.values())


SCALE: Final = Step(
    "coded scale",
    tags="034",
    takes={"034": "abcdefg3"},
    forward=_forward_scale,
    claims=(
        Claim(WORK, "bf:scale", "bf:Scale", order=-1, accepts=_is_coded_scale),
        Claim(WORK, "bf:cartographicAttributes", "bf:Cartographic", order=5, accepts=_coded_coordinates),
    ),
    back=_back_scale,
    back_finish=_back_034,
    examples=(
        Example(
            "034 1# $a a $b 25000 $d W0050000 $e W0040000 $f N0530000 $g N0520000",
            work={
                "bf:scale": {"rdf:value": "25000", "rdfs:label": "linear horizontal"},
                "bf:cartographicAttributes": {"bf:coordinates": "W0050000 W0040000 N0530000 N0520000"},
            },
        ),
        Example("034 0# $a a", work={"bf:scale": {"rdfs:label": "linear scale"}}),
    ),
)

PRODUCING_COUNTRY: Final = Field(
    "257",
    on=INSTANCE,
    makes=Part("bf:originPlace", "bf:Place", each="a"),
    subfields=(Sub("a", "rdfs:label"), source(), *NUMBERS),
    examples=(
        Example("257 ## $a Senegal", {"bf:originPlace": {"rdfs:label": "Senegal"}}),
        Example("257 ## $a Peru $2 naf", {"bf:originPlace": {"rdfs:label": "Peru", "bf:source": {"bf:code": "naf"}}}),
    ),
)

COMPUTER_FILE: Final = Field(
    "256",
    on=INSTANCE,
    makes=Part("bf:note", "bf:Note", (note_type("computer"),)),
    subfields=(Sub("a", "rdfs:label"),),
    order=4,
    accepts=lambda _: False,
    examples=(
        Example(
            "256 ## $a Computer data (2 files)",
            {"bf:note": {"@type": note_type("computer"), "rdfs:label": "Computer data (2 files)"}},
            back="516 ## $a Computer data (2 files)",
        ),
    ),
)

# ---- notes that belong to the work ----------------------------------------------------------------------------------

DISSERTATION: Final = Field(
    "502",
    on=WORK,
    makes=Part("bf:dissertation", "bf:Dissertation"),
    subfields=(
        Sub("a", "rdfs:label", take=keep),
        Sub("b", "bf:degree"),
        Sub("c", "rdfs:label", part=Part("bf:grantingInstitution", "bf:Agent")),
        Sub("d", "bf:date"),
        Sub("g", "rdfs:label", part=Part("bf:note", "bf:Note")),
        Sub("o", "rdf:value", part=Part("bf:identifiedBy", "bf:DissertationIdentifier")),
    ),
    twin="same",
    examples=(
        Example(
            "502 ## $b Ph. D. $c University of Tartu $d 2011",
            {
                "bf:dissertation": {
                    "bf:degree": "Ph. D.",
                    "bf:grantingInstitution": {"rdfs:label": "University of Tartu"},
                    "bf:date": "2011",
                }
            },
        ),
    ),
)

CITATION: Final = Field(
    "510",
    on=INSTANCE,
    makes=Part("bf:note", "bf:Note", (note_type("refcitation"),)),
    subfields=(
        APPLIES_TO,
        Sub("a", "rdfs:label", take=keep),
        Sub("b", "rdfs:label", take=keep, part=Part("bf:enumerationAndChronology", "bf:EnumerationAndChronology")),
        Sub("c", "bflc:citation", take=keep),
        LOCATOR,
    ),
    when=When(ind1="#3456789"),
    ind1="4",
    twin="own",
    examples=(
        Example(
            "510 4# $a Wing, D.G. $c H1234",
            {"bf:note": {"rdfs:label": "Wing, D.G.", "bflc:citation": "H1234"}},
        ),
    ),
)

LINKING_COMPLEXITY: Final = Field(
    "580",
    on=WORK,
    makes=Part("bf:note", "bf:Note", (note_type("relnote"),)),
    subfields=(Sub("a", "rdfs:label", take=keep), INSTITUTION),
    twin="same",
    examples=(
        Example(
            "580 ## $a Continues both the harbour news and the lock gazette.",
            {"bf:note": {"rdfs:label": "Continues both the harbour news and the lock gazette."}},
        ),
    ),
)

NUMBERING: Final = Field(
    "362",
    on=INSTANCE,
    makes=Part("bf:note", "bf:Note", (note_type("number"),)),
    subfields=(Sub("a", "rdfs:label", take=keep), Sub("z", "rdfs:label", part=Part("bf:source", "bf:Source"))),
    when=When(ind1="1"),
    ind1="1",
    examples=(
        Example(
            "362 1# $a Began with vol. 4, published in 1947",
            {"bf:note": {"rdfs:label": "Began with vol. 4, published in 1947"}},
        ),
    ),
)

RULES: Final[tuple[Rule, ...]] = (
    AREAS, MAP_CLASS, SCALE, MATHEMATICAL_DATA, PRODUCING_COUNTRY,
    COMPUTER_FILE, NUMBERING, DISSERTATION, CITATION, LINKING_COMPLEXITY,
)  # fmt: skip
