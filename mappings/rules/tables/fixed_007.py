"""Field 007: what its characters say of the carrier, for each category of material."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from mappings.codes import fixed_fields as codes
from mappings.codes.model import Code
from mappings.codes.physical_bytes import PHYSICAL_BYTES, PhysicalByte
from mappings.rules.bytes import MAPS, VISUAL, material_of
from mappings.rules.forward import add
from mappings.rules.model import INSTANCE, Claim, Example, Rule, Step
from mappings.rules.tables.fixed_008 import said_by_carrier

if TYPE_CHECKING:
    from mappings.bibframe.node import Node
    from mappings.marc.record import DataField
    from mappings.rules.forward import Run

_VOCABULARY: Final = "http://id.loc.gov/vocabulary/"

_BY_CATEGORY: Final[dict[str, dict[tuple[int, str], tuple[PhysicalByte, ...]]]] = {}
for _byte in PHYSICAL_BYTES:
    _cell = _BY_CATEGORY.setdefault(_byte.category, {})
    _cell[_byte.position, _byte.code] = (*_cell.get((_byte.position, _byte.code), ()), _byte)

_LISTED: Final = {
    "s": ((3, codes.PLAYING_SPEEDS, "bf:soundCharacteristic", "bf:PlayingSpeed"),
          (8, codes.TAPE_CONFIGURATIONS, "bf:soundCharacteristic", "bf:TapeConfig"),
          (13, codes.CAPTURE_STORAGE, "bf:soundCharacteristic", "bf:CaptureStorage")),
    "h": ((5, codes.REDUCTION_RATIOS, "bf:reductionRatio", "bf:ReductionRatio"),),
}  # fmt: skip
_MEDIA_OF: Final = {
    "a": ("n", "unmediated"), "c": ("c", "computer"), "d": ("n", "unmediated"), "g": ("g", "projected"),
    "h": ("h", "microform"), "k": ("n", "unmediated"), "m": ("g", "projected"), "s": ("s", "audio"),
    "v": ("v", "video"),
}  # fmt: skip
_SAID_IN: Final = {
    "bf:soundCharacteristic": "344", "bf:projectionCharacteristic": "345", "bf:videoCharacteristic": "346",
    "bf:digitalCharacteristic": "347",
}  # fmt: skip


_SHEET: Final = PhysicalByte("k", 0, "k", "bf:carrier", "bf:Carrier", "sheet", _VOCABULARY + "carriers/nb")
"""A nonprojected graphic of any kind is on a sheet."""


def _forward_007(run: Run, field: DataField, language: str | None) -> None:
    text = field.ind1
    category = text[:1]
    if (media := _MEDIA_OF.get(category)) is not None and not run.has("337"):
        add(run.instance, "bf:media", _term(_VOCABULARY + "mediaTypes/" + media[0], "bf:Media", media[1]))
    _content_of_007(run, text)
    if category == "k":
        _put_byte(run, _SHEET)
    cells = _BY_CATEGORY.get(category, {})
    for position, code in enumerate(text[1:], 1):
        for byte in cells.get((position, code), ()):
            _put_byte(run, byte)
    for position, listing, prop, type_ in _LISTED.get(category, ()):
        if (row := listing.get(text[position : position + 1])) is not None:
            add(run.instance, prop, _term(row.iri, type_, row.label))
    del language


def _put_byte(run: Run, byte: PhysicalByte) -> None:
    if byte.prop == "bf:dimensions":
        if not any(field.get("c") for field in run.tagged("300")):
            add(run.instance, "bf:dimensions", byte.label)
        return
    if byte.prop == "bf:carrier":
        code = (
            run.text008[29:30]
            if material_of(run.leader[6:7], run.leader[7:8]) in {MAPS, VISUAL}
            else run.text008[23:24]
        )
        form = codes.FORMS_OF_ITEM.get("r" if code == " " else code)
        if said_by_carrier(run, Code("", byte.iri, "")) or (form is not None and form.iri == byte.iri):
            return
    elif (tag := _SAID_IN.get(byte.prop)) and any(
        text == byte.label for field in run.tagged(tag) for _, text in field.subfields
    ):
        return
    add(run.instance, byte.prop, _term(byte.iri, byte.type, byte.label))


def _term(iri: str | None, type_: str, label: str) -> Node:
    node: Node = {"@id": iri} if iri else {}
    node["@type"] = [type_]
    node["rdfs:label"] = [label]
    return node


_CONTENT_OF_007: Final = {
    "crf": "cartographic three-dimensional form", "cri": "cartographic image", "tdi": "two-dimensional moving image",
    "sti": "still image",
}  # fmt: skip


def _content_of_007(run: Run, text: str) -> None:
    if run.has("336"):
        return
    category, kind, second = text[:1], run.leader[6:7], text[1:2]
    code = ""
    if category == "d" or (category == "a" and second == "q"):
        code = "crf"
    elif category == "a" and second in "dgjkrsy" and kind not in "ef":
        code = "cri"
    elif category in "gk" and kind != "k":
        code = "sti"
    elif category in "mv" and kind != "g":
        code = "tdi"
    if code:
        term = _term(_VOCABULARY + "contentTypes/" + code, "bf:Content", _CONTENT_OF_007[code])
        add(run.work, "bf:content", term)


def _of_007(node: Node) -> bool:
    return str(node.get("@id", "")).startswith("http")


PHYSICAL: Final = Step(
    "007",
    tags="007",
    forward=_forward_007,
    claims=tuple(
        Claim(INSTANCE, prop, type_, order=9, accepts=_of_007)
        for prop, type_ in sorted(
            {(byte.prop, byte.type) for byte in PHYSICAL_BYTES if byte.type}
            | {(prop, type_) for rows in _LISTED.values() for _, _, prop, type_ in rows}
            | {("bf:media", "bf:Media")}
        )
    ),
    examples=(
        Example(
            "007 cr#cga---",
            instance={
                "bf:media": {"@id": "http://id.loc.gov/vocabulary/mediaTypes/c"},
                "bf:carrier": {"@id": "http://id.loc.gov/vocabulary/carriers/cr", "rdfs:label": "online resource"},
                "bf:colorContent": {"@id": "http://id.loc.gov/vocabulary/mcolor/mul", "rdfs:label": "color"},
            },
            back="",
        ),
    ),
)

RULES: Final[tuple[Rule, ...]] = (PHYSICAL,)
