"""Item fields: which MARC field holds copies, and which subfield means what.

The holdings format has 876-878 for copies; a tenant's system may have a field of its own. An `ItemTable` says it in
data (`mappings.rules.tables.item_fields` has those of the format and of common systems). Each becomes one step of the
converter, both ways. A nonpublic note is never a statement: it stays with the source record.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Final

from mappings.codes.item_status import facts_of_status
from mappings.rules.forward import add
from mappings.rules.model import Example, Step

if TYPE_CHECKING:
    from mappings.bibframe.node import Node
    from mappings.marc.record import DataField
    from mappings.rules.back import Back
    from mappings.rules.forward import Run

LOCATION_CODE: Final = "lsp:locationCode"
LIBRARY_CODE: Final = "lsp:libraryCode"
TEMPORARY_LOCATION_CODE: Final = "lsp:temporaryLocationCode"
ITEM_FIELD: Final = "lsp:itemField"
MARKER: Final = "lsp:marker"
LIFECYCLE: Final = "lsp:lifecycle"
STATUS: Final = "lsp:localStatus"
IN_HOLDINGS: Final = "lsp:inHoldings"
"""How an item says which holdings it is part of."""


class Means(StrEnum):
    """What a subfield of an item field means."""

    BARCODE = "barcode"
    FORMER_BARCODE = "barcode it had before"
    ITEM_NUMBER = "number of the item in its system"
    FORMER_ITEM_NUMBER = "number it had before"
    INVENTORY_NUMBER = "inventory number"
    INSTITUTION = "institution"
    LIBRARY = "library"
    CURRENT_LIBRARY = "library where it is now"
    LOCATION = "location"
    TEMPORARY_LOCATION = "temporary location"
    COLLECTION = "collection"
    CALL_NUMBER = "call number"
    CALL_NUMBER_ITEM = "item part of the call number"
    CALL_NUMBER_PREFIX = "prefix of the call number"
    CALL_NUMBER_SUFFIX = "suffix of the call number"
    CALL_NUMBER_SCHEME = "scheme of the call number"
    MATERIAL_TYPE = "material type"
    LOAN_TYPE = "loan type"
    COPY_NUMBER = "copy number"
    ENUMERATION = "enumeration and chronology"
    VOLUME = "volume"
    CHRONOLOGY = "chronology"
    STATUS = "status in the words of the system"
    LOST = "lost where not 0"
    WITHDRAWN = "withdrawn where not 0"
    NOT_FOR_LOAN = "not for loan where not 0"
    CONDITION = "condition"
    USE = "use restriction"
    COST = "price"
    REPLACEMENT_COST = "price of a replacement"
    ACQUIRED = "date acquired"
    ACQUIRED_FROM = "source of acquisition"
    ADDRESS = "address on the net"
    NOTE = "public note"
    LINK = "link number"


@dataclass(frozen=True, slots=True)
class ItemTable:
    """One system's item field. `means` maps subfield codes to meanings in the order they are written back.

    `example` is a field of that system; it runs as a test both ways. A code that is not in `means` stays in the
    residue. `private` are beginnings of notes that the public doesn't see. `also` are statements of every item.
    """

    name: str
    tag: str
    means: tuple[tuple[str, Means], ...]
    example: str
    ind1: str = " "
    ind2: str = " "
    private: tuple[str, ...] = ()
    also: Mapping[str, str] = field(default_factory=dict)


_PLAIN: Final = {
    Means.FORMER_BARCODE: "lsp:formerBarcode",
    Means.FORMER_ITEM_NUMBER: "lsp:formerItemNumber",
    Means.INVENTORY_NUMBER: "lsp:inventoryNumber",
    Means.LIBRARY: LIBRARY_CODE,
    Means.CURRENT_LIBRARY: "lsp:currentLibraryCode",
    Means.LOCATION: LOCATION_CODE,
    Means.TEMPORARY_LOCATION: TEMPORARY_LOCATION_CODE,
    Means.COLLECTION: "lsp:collectionCode",
    Means.MATERIAL_TYPE: "lsp:materialType",
    Means.LOAN_TYPE: "lsp:loanType",
    Means.COPY_NUMBER: "lsp:copyNumber",
    Means.STATUS: STATUS,
    Means.CONDITION: "lsp:condition",
    Means.COST: "lsp:cost",
    Means.REPLACEMENT_COST: "lsp:replacementCost",
    Means.ACQUIRED: "lsp:dateAcquired",
    Means.LINK: "lsp:linkNumber",
}
_FLAGS: Final = {
    Means.LOST: (MARKER, "Missing"),
    Means.WITHDRAWN: (LIFECYCLE, "Withdrawn"),
    Means.NOT_FOR_LOAN: ("lsp:notForLoan", "true"),
}
_NODES: Final = {
    Means.BARCODE: ("bf:identifiedBy", "bf:Barcode", "rdf:value"),
    Means.ITEM_NUMBER: ("bf:identifiedBy", "bf:Local", "rdf:value"),
    Means.INSTITUTION: ("bf:heldBy", "bf:Agent", "rdfs:label"),
    Means.ENUMERATION: ("bf:enumerationAndChronology", "bf:EnumerationAndChronology", "rdfs:label"),
    Means.VOLUME: ("bf:enumerationAndChronology", "bf:Enumeration", "rdfs:label"),
    Means.CHRONOLOGY: ("bf:enumerationAndChronology", "bf:Chronology", "rdfs:label"),
    Means.USE: ("bf:usageAndAccessPolicy", "bf:UsePolicy", "rdfs:label"),
    Means.ACQUIRED_FROM: ("bf:acquisitionSource", "bf:AcquisitionSource", "rdfs:label"),
    Means.NOTE: ("bf:note", "bf:Note", "rdfs:label"),
}
_MARK: Final = {
    Means.CALL_NUMBER_PREFIX: "lsp:callNumberPrefix",
    Means.CALL_NUMBER: "bf:classificationPortion",
    Means.CALL_NUMBER_ITEM: "bf:itemPortion",
    Means.CALL_NUMBER_SUFFIX: "lsp:callNumberSuffix",
}
"""Parts of a call number in the order in which they are read."""
_SCHEMES: Final = {"bf:ShelfMarkLcc": "lcc", "bf:ShelfMarkDdc": "ddc", "bf:ShelfMarkNlm": "nlm"}
"""The schemes that BIBFRAME has a type of call number for, by their code."""


def fill(item: Node, made: DataField, table: ItemTable) -> None:
    """Put what a field says of a copy on `item`."""
    meaning = dict(table.means)
    item[ITEM_FIELD] = [table.name]
    for prop, value in table.also.items():
        item[prop] = [value]
    mark: dict[str, str] = {}
    for code, text in made.subfields:
        means, text = meaning.get(code), text.strip()  # noqa: PLW2901 - the trimmed text is the subfield's value
        if means is None or not text or (table.private and text.startswith(table.private)):
            continue
        if means in _PLAIN:
            item.setdefault(_PLAIN[means], []).append(text)
        elif means in _NODES:
            prop, type_, inner = _NODES[means]
            add(item, prop, {"@type": [type_], inner: [text]})
        elif means in _FLAGS:
            if text != "0":
                item[_FLAGS[means][0]] = [_FLAGS[means][1]]
        elif means is Means.ADDRESS:
            add(item, "lsp:address", text)
        else:
            mark.setdefault(means, text)
    if mark:
        _shelf(item, mark)
    if STATUS in item:
        for prop, word in facts_of_status(item[STATUS][0]):
            item.setdefault(prop, [word])
    if LOCATION_CODE not in item and LIBRARY_CODE in item:
        item[LOCATION_CODE] = item[LIBRARY_CODE][:1]


def _shelf(item: Node, mark: dict[str, str]) -> None:
    parts = [(prop, mark[means]) for means, prop in _MARK.items() if means in mark]
    node: Node = {"@type": ["bf:ShelfMark"]}
    if parts:
        node["rdfs:label"] = [" ".join(text for _, text in parts)]
    if len(parts) > 1 or (parts and parts[0][0] != _MARK[Means.CALL_NUMBER]):
        node.update({prop: [text] for prop, text in parts})
    if (scheme := mark.get(Means.CALL_NUMBER_SCHEME)) is not None:
        node["bf:source"] = [{"@type": ["bf:Source"], "bf:code": [scheme]}]
    item["bf:shelfMark"] = [node]


def _values(item: Node, means: Means) -> list[str]:
    if means is Means.STATUS:
        # A status whose facts somebody has changed since is true no longer.
        said = _texts(item.get(STATUS, ()))
        return [text for text in said if all(item.get(prop) == [word] for prop, word in facts_of_status(text))]
    if means in _PLAIN:
        return _texts(item.get(_PLAIN[means], ()))
    if means in _NODES:
        prop, type_, inner = _NODES[means]
        nodes = [node for node in item.get(prop, ()) if isinstance(node, dict) and type_ in node.get("@type", ())]
        return [text for node in nodes for text in _texts(node.get(inner, ()))]
    if means in _FLAGS:
        prop, word = _FLAGS[means]
        return ["1"] if item.get(prop) == [word] else []
    if means is Means.ADDRESS:
        return _texts(item.get("lsp:address", ()))
    marks = [node for node in item.get("bf:shelfMark", ()) if isinstance(node, dict)]
    if means is Means.CALL_NUMBER_SCHEME:
        sources = [source for mark in marks for source in mark.get("bf:source", ()) if isinstance(source, dict)]
        codes = [text for source in sources for text in _texts(source.get("bf:code", ()))]
        return codes or [_SCHEMES[each] for mark in marks for each in mark.get("@type", ()) if each in _SCHEMES]
    if means is Means.CALL_NUMBER:
        return [text for mark in marks for text in _texts(mark.get(_MARK[means], _whole(mark)))]
    return [text for mark in marks for text in _texts(mark.get(_MARK[means], ()))]


def _whole(mark: Node) -> Any:
    """The call number as one text, where its parts aren't told."""
    return () if any(prop in mark for prop in _MARK.values()) else mark.get("rdfs:label", ())


def _texts(values: Any) -> list[str]:
    return [text for text in values if isinstance(text, str)]


def put(out: Back, item: Node, table: ItemTable) -> None:
    """Make the field of one item."""
    pairs: list[tuple[str, Any]] = []
    flags = facts_of_status(next(iter(_values(item, Means.STATUS)), "")) if _says_status(table) else ()
    for code, means in table.means:
        if means in _FLAGS and _FLAGS[means] in flags:
            continue  # the status says it
        texts = _values(item, means)
        if means is Means.LOCATION and texts == _values(item, Means.LIBRARY)[:1]:
            continue  # it was derived from the library
        pairs.extend((code, text) for text in texts)
    out.field(table.tag, table.ind1, table.ind2, pairs)


def _says_status(table: ItemTable) -> bool:
    return any(means is Means.STATUS for _, means in table.means)


def item_step(table: ItemTable) -> Step:
    """The converter's step for a tenant's item field. An item that no record described is written so too."""

    def forward(run: Run, made: DataField, language: str | None) -> None:
        if language is None and any(code in {code for code, _ in table.means} for code, _ in made.subfields):
            fill(run.item(), made, table)

    def back(out: Back) -> None:
        out.origin = "item"
        for item in out.items:
            if item.get(ITEM_FIELD) == [table.name] or is_new(item):
                put(out, item, table)

    return Step(
        f"items: {table.name}",
        tags=table.tag,
        takes={table.tag: "".join(code for code, _ in table.means)},
        forward=forward,
        back_finish=back,
        examples=(Example(table.example, item={ITEM_FIELD: table.name}),),
    )


def is_new(item: Node) -> bool:
    """Whether an item stands for itself and no record described it."""
    return ITEM_FIELD not in item and IN_HOLDINGS not in item and "bf:electronicLocator" not in item
