"""Field 007: what its characters say of the carrier, for each category of material."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from mappings.codes import fixed_fields as codes
from mappings.codes.model import Code
from mappings.codes.physical_bytes import PHYSICAL_BYTES, PhysicalByte
from mappings.rules.bytes import MAPS, VISUAL, material_of
from mappings.rules.forward import add
from mappings.rules.model import INSTANCE, Claim, Example, Root, Rule, Step
from mappings.rules.tables.fixed_008 import said_by_carrier

if TYPE_CHECKING:
    from mappings.bibframe.node import Node
    from mappings.marc.record import DataField
    from mappings.rules.back import Back
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
    if category == "h" and (ratio := text[6:9]).strip("|- ") and ratio[0].isdigit():
        add(run.instance, "bf:reductionRatio", _term(None, "bf:ReductionRatio", ratio))
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


# ---- coming back ----------------------------------------------------------------------------------------------------

_LENGTHS: Final = {"a": 8, "c": 14, "d": 6, "g": 9, "h": 13, "k": 6, "m": 23, "s": 14, "v": 9}
"""How many characters the 007 of a category has."""
_RATIO: Final = (6, 3)
"""Position and width of the reduction ratio of a microform."""


def _cells_by_value() -> dict[tuple[str, str], list[tuple[str, int, str]]]:
    """(property, IRI or label) -> where a 007 says it: category, position, code."""
    found: dict[tuple[str, str], list[tuple[str, int, str]]] = {}
    for byte in PHYSICAL_BYTES:
        found.setdefault((byte.prop, byte.iri or byte.label), []).append((byte.category, byte.position, byte.code))
    for category, rows in _LISTED.items():
        for position, listing, prop, _ in rows:
            for row in listing:
                found.setdefault((prop, row.iri or row.label), []).append((category, position, row.code))
    return found


_CELLS: Final = _cells_by_value()
_DIMENSIONS: Final = frozenset(
    byte.label for byte in PHYSICAL_BYTES if byte.prop == "bf:dimensions" and " or " in byte.label
)
"""Dimensions in words that no cataloguer writes, so that they are not those of a 300."""


def _in_words(value: Any) -> bool:
    return isinstance(value, str) and value in _DIMENSIONS


def _said(value: Any) -> str:
    """The IRI of a term, or its words."""
    if isinstance(value, str):
        return value
    iri = value.get("@id", "#")
    return iri if iri[0] != "#" else next((text for text in value.get("rdfs:label", ()) if isinstance(text, str)), "")


def _back_007(out: Back, _: Root, value: Any) -> None:
    prop = out.origin.rpartition("/")[2]
    if prop not in {"bf:carrier", "bf:media"} or not _noted(out):
        out.notes.setdefault("007", []).append((prop, _said(value)))


def _noted(out: Back) -> bool:
    """Whether a 338 without a source names the carrier, which a 007 then may or may not repeat."""
    labels = [label for note in out.admin.get("bf:note", ()) for label in note.get("rdfs:label", ())]
    return any(isinstance(label, str) and label.startswith("338") for label in labels)


def _write_007(out: Back) -> None:
    """One 007 for each category, the one that explains most of what is said first; a position nothing tells has `|`.

    Values that say no more than the category does (media, a carrier that other fields name) make none.
    """
    waiting: list[tuple[str, str]] = out.notes.get("007", [])
    out.origin = "instance/bf:carrier"
    while True:
        found: dict[str, dict[int, tuple[str, tuple[str, str]]]] = {}
        for said in waiting:
            for category, position, code in _CELLS.get(said, ()):
                found.setdefault(category, {}).setdefault(position, (code, said))
        best = max(found, key=lambda category: len(found[category]), default="")
        if not best or best not in _LENGTHS:
            return
        cells = found[best]
        text = ["|"] * _LENGTHS[best]
        text[0], text[2] = best, " "
        for position, (code, said) in cells.items():
            text[position] = code
            if said in waiting:
                waiting.remove(said)
        if 1 not in cells:
            text[1] = _carrier(out, best)
        if best == "h" and (ratio := _ratio(out)):
            text[_RATIO[0] : sum(_RATIO)] = ratio
        out.control_field("007", "".join(text))


def _carrier(out: Back, category: str) -> str:
    for prop in ("bf:carrier", "bf:genreForm"):
        for value in out.instance.get(prop, ()):
            for each, position, code in _CELLS.get((prop, _said(value)), ()):
                if each == category and position == 1:
                    return code
    return "|"


def _ratio(out: Back) -> str:
    return next((digits for value in out.instance.get("bf:reductionRatio", ()) if _is_ratio(value)
                 for digits in value["rdfs:label"]), "")  # fmt: skip


def _is_ratio(value: Any) -> bool:
    """The digits of a reduction ratio: `024`."""
    labels = value.get("rdfs:label", ())
    return len(labels) == 1 and isinstance(labels[0], str) and len(labels[0]) == 3 and labels[0][:1].isdigit()


def _of_007(node: Node) -> bool:
    return str(node.get("@id", "")).startswith("http")


PHYSICAL: Final = Step(
    "007",
    tags="007",
    forward=_forward_007,
    claims=(
        *(
            Claim(INSTANCE, prop, type_, order=9, accepts=_of_007)
            for prop, type_ in sorted(
                {(byte.prop, byte.type) for byte in PHYSICAL_BYTES if byte.type}
                | {(prop, type_) for rows in _LISTED.values() for _, _, prop, type_ in rows}
                | {("bf:media", "bf:Media")}
            )
        ),
        Claim(INSTANCE, "bf:dimensions", accepts=_in_words),
        Claim(INSTANCE, "bf:reductionRatio", "bf:ReductionRatio", order=-1, accepts=_is_ratio),
    ),
    back=_back_007,
    back_finish=_write_007,
    examples=(
        Example(
            "007 cr#cga---",
            instance={
                "bf:media": {"@id": "http://id.loc.gov/vocabulary/mediaTypes/c"},
                "bf:carrier": {"@id": "http://id.loc.gov/vocabulary/carriers/cr", "rdfs:label": "online resource"},
                "bf:colorContent": {"@id": "http://id.loc.gov/vocabulary/mcolor/mul", "rdfs:label": "color"},
            },
            back="007 cr#c|a||||||||",
        ),
        Example(
            "007 he#bmb024baca",
            instance={
                "bf:reductionRatio": [{"rdfs:label": "normal reduction"}, {"rdfs:label": "024"}],
                "bf:polarity": {"rdfs:label": "negative"},
            },
            back="007 he#bmb024baca",
        ),
    ),
)

RULES: Final[tuple[Rule, ...]] = (PHYSICAL,)
