"""A tenant's own item fields: which local MARC field holds its copies, and which subfield means what.

MARC has no field for a copy that all systems use, so each has its own. An `ItemTable` says it in data; presets follow
the
documentation of common systems. Each becomes one step of the converter, both ways.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Final

from mappings.rules.errors import RuleError
from mappings.rules.forward import add
from mappings.rules.model import Example, Step

if TYPE_CHECKING:
    from mappings.bibframe.node import Node
    from mappings.marc.record import DataField
    from mappings.rules.back import Back
    from mappings.rules.forward import Run

LOCATION_CODE: Final = "lsp:locationCode"
LIBRARY_CODE: Final = "lsp:libraryCode"
MATERIAL_TYPE: Final = "lsp:materialType"
LOAN_TYPE: Final = "lsp:loanType"
COPY_NUMBER: Final = "lsp:copyNumber"
ITEM_FIELD: Final = "lsp:itemField"
MARKER: Final = "lsp:marker"
LIFECYCLE: Final = "lsp:lifecycle"


class Means(StrEnum):
    """What a subfield of an item field means."""

    BARCODE = "barcode"
    LIBRARY = "library"
    LOCATION = "location"
    CALL_NUMBER = "call number"
    CALL_NUMBER_ITEM = "item part of the call number"
    MATERIAL_TYPE = "material type"
    LOAN_TYPE = "loan type"
    COPY_NUMBER = "copy number"
    ENUMERATION = "enumeration and chronology"
    NOTE = "note"
    LOST = "lost where not 0"
    WITHDRAWN = "withdrawn where not 0"


@dataclass(frozen=True, slots=True)
class ItemTable:
    """One system's item field. `means` maps subfield codes to meanings in the order they are written back.

    `example` is a field of that system; it runs as a test both ways. A code that is not in `means` stays in the
    residue.
    """

    name: str
    tag: str
    means: tuple[tuple[str, Means], ...]
    example: str
    ind1: str = " "


STANDARD: Final = ItemTable(
    "standard",
    "852",
    (
        ("b", Means.LIBRARY),
        ("c", Means.LOCATION),
        ("3", Means.ENUMERATION),
        ("h", Means.CALL_NUMBER),
        ("i", Means.CALL_NUMBER_ITEM),
        ("t", Means.COPY_NUMBER),
        ("p", Means.BARCODE),
        ("z", Means.NOTE),
    ),
    "852 0# $b MU $c MU-STACKS $h ML410.B4 $i K4 $t 2 $p M0004014",
    ind1="0",
)
KOHA: Final = ItemTable(
    "koha",
    "952",
    (
        ("0", Means.WITHDRAWN),
        ("1", Means.LOST),
        ("a", Means.LIBRARY),
        ("c", Means.LOCATION),
        ("h", Means.ENUMERATION),
        ("o", Means.CALL_NUMBER),
        ("p", Means.BARCODE),
        ("t", Means.COPY_NUMBER),
        ("y", Means.MATERIAL_TYPE),
        ("z", Means.NOTE),
    ),
    "952 ## $a HBC $c FIC $o FIC TOL $p 31042000000037 $y BK",
)
SIERRA: Final = ItemTable(
    "sierra",
    "945",
    (
        ("l", Means.LOCATION),
        ("a", Means.CALL_NUMBER),
        ("b", Means.CALL_NUMBER_ITEM),
        ("c", Means.ENUMERATION),
        ("g", Means.COPY_NUMBER),
        ("i", Means.BARCODE),
        ("t", Means.MATERIAL_TYPE),
        ("n", Means.NOTE),
    ),
    "945 ## $l main $a PS3552 $b .A45 $g 1 $i 30000000000013 $t 0",
)
LOCAL_949: Final = ItemTable(
    "local-949",
    "949",
    (
        ("l", Means.LOCATION),
        ("c", Means.CALL_NUMBER),
        ("v", Means.ENUMERATION),
        ("b", Means.BARCODE),
        ("t", Means.LOAN_TYPE),
        ("n", Means.NOTE),
    ),
    "949 ## $l LS $c LS 1042 $b 004100200118 $t normal",
)
SYMPHONY: Final = ItemTable(
    "symphony",
    "999",
    (
        ("m", Means.LIBRARY),
        ("l", Means.LOCATION),
        ("a", Means.CALL_NUMBER),
        ("c", Means.COPY_NUMBER),
        ("i", Means.BARCODE),
        ("t", Means.MATERIAL_TYPE),
        ("o", Means.NOTE),
    ),
    "999 ## $m MAIN $l STACKS $a PS3552.A45 $c 1 $i 30000000000013 $t BOOK",
)
EVERGREEN: Final = ItemTable(
    "evergreen",
    "852",
    (
        ("b", Means.LIBRARY),
        ("c", Means.LOCATION),
        ("j", Means.CALL_NUMBER),
        ("g", Means.MATERIAL_TYPE),
        ("p", Means.BARCODE),
        ("t", Means.COPY_NUMBER),
        ("x", Means.NOTE),
    ),
    "852 4# $b BR1 $c Fiction $j FIC ATW $g book $p 30000000000013",
    ind1="4",
)
ALMA: Final = ItemTable(
    "alma",
    "ITM",
    (
        ("b", Means.LIBRARY),
        ("c", Means.LOCATION),
        ("h", Means.CALL_NUMBER),
        ("i", Means.CALL_NUMBER_ITEM),
        ("v", Means.ENUMERATION),
        ("p", Means.BARCODE),
        ("m", Means.MATERIAL_TYPE),
        ("t", Means.COPY_NUMBER),
    ),
    "ITM ## $b MAIN $c stacks $h PS3552 $i .A45 $p 30000000000013 $m BOOK",
)

ITEM_TABLES: Final = {table.name: table for table in (STANDARD, KOHA, SIERRA, LOCAL_949, SYMPHONY, EVERGREEN, ALMA)}
"""The presets by name."""

_PLAIN: Final = {
    Means.LIBRARY: LIBRARY_CODE,
    Means.LOCATION: LOCATION_CODE,
    Means.MATERIAL_TYPE: MATERIAL_TYPE,
    Means.LOAN_TYPE: LOAN_TYPE,
    Means.COPY_NUMBER: COPY_NUMBER,
}
_NODES: Final = {
    Means.BARCODE: ("bf:identifiedBy", "bf:Barcode", "rdf:value"),
    Means.ENUMERATION: ("bf:enumerationAndChronology", "bf:EnumerationAndChronology", "rdfs:label"),
    Means.NOTE: ("bf:note", "bf:Note", "rdfs:label"),
}


def item_table(name: str) -> ItemTable:
    """The preset of this name. Raises `RuleError` for a name there is none of."""
    try:
        return ITEM_TABLES[name]
    except KeyError:
        known = ", ".join(sorted(ITEM_TABLES))
        raise RuleError("item table", f"there is no item table “{name}”; there are {known}") from None


def fill(item: Node, field: DataField, table: ItemTable) -> None:
    """Put what `field` says of a copy on `item`."""
    meaning = dict(table.means)
    item[ITEM_FIELD] = [table.name]
    call: list[str] = []
    for code, text in field.subfields:
        means, text = meaning.get(code), text.strip()  # noqa: PLW2901 - the trimmed text is the subfield's value
        if means is None or not text:
            continue
        if means in _PLAIN:
            item.setdefault(_PLAIN[means], []).append(text)
        elif means in _NODES:
            prop, type_, inner = _NODES[means]
            add(item, prop, {"@type": [type_], inner: [text]})
        elif means is Means.LOST:
            if text != "0":
                item[MARKER] = ["Missing"]
        elif means is Means.WITHDRAWN:
            if text != "0":
                item[LIFECYCLE] = ["Withdrawn"]
        else:
            call.append(text)
    if call:
        mark: Node = {"@type": ["bf:ShelfMark"], "rdfs:label": [" ".join(call)]}
        if len(call) == 2:
            mark["bf:classificationPortion"], mark["bf:itemPortion"] = [call[0]], [call[1]]
        item["bf:shelfMark"] = [mark]
    if LOCATION_CODE not in item and LIBRARY_CODE in item:
        item[LOCATION_CODE] = list(item[LIBRARY_CODE])


def _values(item: Node, means: Means) -> list[str]:
    if means in _PLAIN:
        return [text for text in item.get(_PLAIN[means], ()) if isinstance(text, str)]
    if means in _NODES:
        prop, type_, inner = _NODES[means]
        return [text for node in item.get(prop, ()) if type_ in node.get("@type", ()) for text in node.get(inner, ())]
    if means is Means.LOST:
        return ["1"] if item.get(MARKER) == ["Missing"] else []
    if means is Means.WITHDRAWN:
        return ["1"] if item.get(LIFECYCLE) == ["Withdrawn"] else []
    marks = item.get("bf:shelfMark", ())
    if means is Means.CALL_NUMBER_ITEM:
        return [text for mark in marks for text in mark.get("bf:itemPortion", ())]
    return [text for mark in marks for text in mark.get("bf:classificationPortion", mark.get("rdfs:label", ()))]


def item_step(table: ItemTable) -> Step:
    """The converter's step for a tenant's item field."""

    def forward(run: Run, field: DataField, language: str | None) -> None:
        if any(code in {code for code, _ in table.means} for code, _ in field.subfields):
            fill(run.item(), field, table)
        del language

    def back(out: Back) -> None:
        out.origin = "item"
        for item in out.items:
            if item.get(ITEM_FIELD) != [table.name]:
                continue
            pairs: list[tuple[str, Any]] = []
            for code, means in table.means:
                texts = _values(item, means)
                if means is Means.LOCATION and texts == _values(item, Means.LIBRARY):
                    continue  # it was derived from the library
                pairs.extend((code, text) for text in texts)
            out.field(table.tag, table.ind1, " ", pairs)

    return Step(
        f"items: {table.name}",
        tags=table.tag,
        forward=forward,
        back_finish=back,
        examples=(Example(table.example, item={ITEM_FIELD: table.name}),),
    )
