"""Item fields: 876-878 of the MARC 21 format for holdings, and the local fields of common systems.

Sources: MARC 21 Format for Holdings Data; Koha manual, "Item/holdings record cataloguing guide"; Sierra help, "Item
records" and its output tables; SirsiDynix Symphony, catalogue export with 999; Evergreen, MARC export with holdings;
Alma, publishing profile with item information (the subfields are those commonly chosen); FOLIO, OAI-PMH with holdings.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from mappings.rules.errors import RuleError
from mappings.rules.items import ITEM_FIELD, ItemTable, Means, is_new

if TYPE_CHECKING:
    from mappings.bibframe.node import Node

STANDARD: Final = "standard"
"""The name of MARC's own fields: 852 for a single copy, 876-878 for copies in holdings."""

_ITEM_INFORMATION: Final = (
    ("8", Means.LINK),
    ("3", Means.ENUMERATION),
    ("a", Means.ITEM_NUMBER),
    ("b", Means.FORMER_ITEM_NUMBER),
    ("c", Means.COST),
    ("d", Means.ACQUIRED),
    ("e", Means.ACQUIRED_FROM),
    ("h", Means.USE),
    ("j", Means.STATUS),
    ("l", Means.TEMPORARY_LOCATION),
    ("p", Means.BARCODE),
    ("r", Means.FORMER_BARCODE),
    ("t", Means.COPY_NUMBER),
    ("z", Means.NOTE),
)

ITEM_INFORMATION: Final = (
    ItemTable(
        "876",
        "876",
        _ITEM_INFORMATION,
        "876 ## $8 1.1 $3 v. 1 $a 4711 $h In library use $j Available $p 30000000000013 $t 1 $z Copy of the author",
    ),
    ItemTable("877", "877", _ITEM_INFORMATION, "877 ## $3 Atlas $p 30000000000014", also={"lsp:unit": "supplement"}),
    ItemTable("878", "878", _ITEM_INFORMATION, "878 ## $3 Index 1-10 $p 30000000000015", also={"lsp:unit": "index"}),
)
"""Copies of the basic unit, of supplements and of indexes. `$x` is not for the public."""

KOHA: Final = ItemTable(
    "koha",
    "952",
    (
        ("0", Means.WITHDRAWN),
        ("1", Means.LOST),
        ("2", Means.CALL_NUMBER_SCHEME),
        ("4", Means.CONDITION),
        ("5", Means.USE),
        ("7", Means.NOT_FOR_LOAN),
        ("8", Means.COLLECTION),
        ("9", Means.ITEM_NUMBER),
        ("a", Means.LIBRARY),
        ("b", Means.CURRENT_LIBRARY),
        ("c", Means.LOCATION),
        ("d", Means.ACQUIRED),
        ("e", Means.ACQUIRED_FROM),
        ("g", Means.COST),
        ("h", Means.ENUMERATION),
        ("i", Means.INVENTORY_NUMBER),
        ("o", Means.CALL_NUMBER),
        ("p", Means.BARCODE),
        ("t", Means.COPY_NUMBER),
        ("u", Means.ADDRESS),
        ("v", Means.REPLACEMENT_COST),
        ("y", Means.MATERIAL_TYPE),
        ("z", Means.NOTE),
    ),
    "952 ## $2 ddc $8 FIC $9 8 $a HBC $b HBC $c FIC $d 2012-03-01 $g 12.50 $o FIC TOL $p 31042000000037 $y BK",
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
        ("p", Means.COST),
        ("s", Means.STATUS),
        ("t", Means.MATERIAL_TYPE),
        ("n", Means.NOTE),
        ("y", Means.ITEM_NUMBER),
    ),
    "945 ## $l main $a PS3552 $b .A45 $c v.2 $g 1 $i 30000000000013 $p {dollar}12.00 $s - $t 0 $y .i10000013",
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
        ("a", Means.CALL_NUMBER),
        ("w", Means.CALL_NUMBER_SCHEME),
        ("c", Means.COPY_NUMBER),
        ("v", Means.VOLUME),
        ("i", Means.BARCODE),
        ("k", Means.TEMPORARY_LOCATION),
        ("l", Means.LOCATION),
        ("m", Means.LIBRARY),
        ("p", Means.COST),
        ("t", Means.MATERIAL_TYPE),
        ("u", Means.ACQUIRED),
        ("x", Means.COLLECTION),
        ("o", Means.NOTE),
    ),
    "999 ## $a PS3552.A45 $w LC $c 1 $i 30000000000013 $l STACKS $m MAIN $t BOOK $u 10/4/1999 $o .PUBLIC. Signed",
    private=(".STAFF.", ".CIRCNOTE."),
)
EVERGREEN: Final = ItemTable(
    "evergreen",
    "852",
    (
        ("a", Means.INSTITUTION),
        ("b", Means.LIBRARY),
        ("c", Means.LOCATION),
        ("k", Means.CALL_NUMBER_PREFIX),
        ("j", Means.CALL_NUMBER),
        ("m", Means.CALL_NUMBER_SUFFIX),
        ("g", Means.MATERIAL_TYPE),
        ("p", Means.BARCODE),
        ("y", Means.COST),
        ("t", Means.COPY_NUMBER),
        ("z", Means.STATUS),
    ),
    "852 4# $a gaaagpl $b BR1 $b BR2 $c Fiction $j FIC ATW $g book $p 30000000000013 $y 12.00 $z On order",
    ind1="4",
)
"""`$b` is the owning library, then the one that circulates the copy; `$x` are flags for staff."""
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
        ("a", Means.ITEM_NUMBER),
        ("m", Means.MATERIAL_TYPE),
        ("t", Means.COPY_NUMBER),
        ("s", Means.STATUS),
        ("z", Means.NOTE),
    ),
    "ITM ## $b MAIN $c stacks $h PS3552 $i .A45 $v v.2 $p 30000000000013 $a 2312345670001 $m BOOK $t 1",
)
FOLIO: Final = ItemTable(
    "folio",
    "952",
    (
        ("a", Means.INSTITUTION),
        ("c", Means.LIBRARY),
        ("d", Means.LOCATION),
        ("f", Means.CALL_NUMBER_PREFIX),
        ("e", Means.CALL_NUMBER),
        ("g", Means.CALL_NUMBER_SUFFIX),
        ("h", Means.CALL_NUMBER_SCHEME),
        ("i", Means.MATERIAL_TYPE),
        ("j", Means.VOLUME),
        ("k", Means.ENUMERATION),
        ("l", Means.CHRONOLOGY),
        ("m", Means.BARCODE),
        ("n", Means.COPY_NUMBER),
    ),
    "952 ff $a College $c Main Library $d Stacks $e PS3552.A45 $h LC $i book $j v.2 $m 30000000000013 $n 1",
    ind1="f",
    ind2="f",
)

ITEM_TABLES: Final = {table.name: table for table in (KOHA, SIERRA, LOCAL_949, SYMPHONY, EVERGREEN, ALMA, FOLIO)}
"""The local fields of systems, by name."""

ITEM_TABLE_NAMES: Final = (STANDARD, *ITEM_TABLES)
"""What a tenant can choose."""

_BY_FIELD: Final = {table.name: table for table in ITEM_INFORMATION}


def item_table(name: str) -> ItemTable | None:
    """The table of this name; None for the standard's own fields, which every converter reads.

    Raises `RuleError` for a name there is none of.
    """
    if name in {"", STANDARD}:
        return None
    try:
        return ITEM_TABLES[name]
    except KeyError:
        known = ", ".join(sorted(ITEM_TABLE_NAMES))
        raise RuleError("item table", f"there is no item table “{name}”; there are {known}") from None


def item_information(item: Node) -> ItemTable:
    """The field of the holdings format that an item in holdings is written in."""
    named = next(iter(item.get(ITEM_FIELD, ())), "")
    return _BY_FIELD.get(named, ITEM_INFORMATION[0])


def has_own_field(item: Node) -> bool:
    """Whether an item is written in a field of the library's own, whichever holdings it is in."""
    return next(iter(item.get(ITEM_FIELD, ())), "") in ITEM_TABLES


def stands_alone(item: Node, *, local: bool) -> bool:
    """Whether an item is written as an 852 of its own. `local`: new ones have a field of the tenant's system."""
    return item.get(ITEM_FIELD) == ["852"] or (not local and is_new(item))
