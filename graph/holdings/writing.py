"""From what people change to statements, as the converter makes them from MARC, so that a record that is exported says
it in the fields the library's tables name.

Parts that stay keep their ids. Everything here is pure: a body and a change in, the new body out.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any, Final

from graph.catalogue.errors import Invalid
from graph.holdings.changes import KEEP, HoldingsChange, ItemChange, Keep, ShelfMark, Stated
from graph.holdings.terms import (
    BOUND_WITH,
    IN_HOLDINGS,
    LIFECYCLE,
    LOCATION,
    MARKER,
    MARKER_REASON,
    STAFF_NOTE,
    SUPPRESSED,
    TEMPORARY_LOCATION,
)
from mappings.bibframe.node import Node, Value
from mappings.bibframe.read import label
from mappings.rules.items import ITEM_FIELD, LIBRARY_CODE, LOCATION_CODE, TEMPORARY_LOCATION_CODE
from mappings.rules.tables.holdings_coded import ELEMENTS, TYPES
from mappings.rules.tables.item_fields import ITEM_TABLES

_LONGEST: Final = 2_000
_CURRENT_LIBRARY: Final = "lsp:currentLibraryCode"
_SUBLOCATION: Final = "bf:sublocation"
_STATEMENT: Final = "lsp:holdingsStatement"
_PART: Final = "bf:enumerationAndChronology"
_SCHEMES: Final = {"lcc": "bf:ShelfMarkLcc", "ddc": "bf:ShelfMarkDdc", "nlm": "bf:ShelfMarkNlm"}
_KEPT_OF_MARK: Final = frozenset({"@id", "@type", "bf:source", "lsp:shelvingScheme", "lsp:shelvingOrder"})
_TEXTS: Final = {
    "copy_number": "lsp:copyNumber",
    "material_type": "lsp:materialType",
    "loan_type": "lsp:loanType",
    "temporary_loan_type": "lsp:temporaryLoanType",
    "condition": "lsp:condition",
    "pieces": "lsp:pieces",
    "lifecycle": LIFECYCLE,
    "marker": MARKER,
    "marker_reason": MARKER_REASON,
    "type": "lsp:holdingsType",
}
_PARTS: Final = {
    "enumeration": "bf:EnumerationAndChronology",
    "volume": "bf:Enumeration",
    "chronology": "bf:Chronology",
}
POLICIES: Final[Mapping[str, frozenset[str]]] = {
    element.prop: frozenset(element.words.values())
    for element in ELEMENTS
    if element.prop
    in {
        "lsp:receiptStatus",
        "lsp:acquisitionMethod",
        "lsp:retention",
        "lsp:completeness",
        "lsp:lending",
        "lsp:reproduction",
    }
}
"""The policies of holdings and the words each may be, which are those of 008 in a holdings record."""


@dataclass(frozen=True, slots=True)
class Place:
    """A location as items and holdings name it: its address, its code, and that of the library it is part of."""

    iri: str
    code: str
    library: str | None = None


Places = Mapping[str, Place]


def changed_item(body: Node, change: ItemChange, places: Places) -> Node:
    """An item as it should be. Raises `Invalid`."""
    return _changed(body, change, places)


def changed_holdings(body: Node, change: HoldingsChange, places: Places) -> Node:
    """Holdings as they should be. Raises `Invalid`."""
    return _changed(body, change, places)


def _changed(body: Node, change: ItemChange | HoldingsChange, places: Places) -> Node:
    node = dict(body)
    for each in fields(change):
        value = getattr(change, each.name)
        if value is not KEEP:
            _write(node, each.name, value, places)
    return {name: values for name, values in node.items() if name == "@id" or values}


def _write(node: Node, name: str, value: Any, places: Places) -> None:
    if name in _TEXTS:
        _set_text(node, name, value)
    elif name in _PARTS:
        node[_PART] = _of_type(node.get(_PART, ()), _PARTS[name], "rdfs:label", _text(value, name))
    else:
        _WRITERS[name](node, value, places)


def _set_text(node: Node, name: str, value: Any) -> None:
    if name == "pieces" and value is not None and not 1 <= value <= 10_000:
        raise Invalid("An item has from 1 to 10,000 pieces.", ("pieces",), which="pieces")
    if name == "type" and value is not None and value not in TYPES.values():
        raise Invalid(f"Holdings are one of: {', '.join(TYPES.values())}.", ("type",))
    text = _text(None if value is None else str(value), name)
    node[_TEXTS[name]] = [] if text is None else [text]
    if name == "marker" and value is None:
        node[MARKER_REASON] = []


def _text(value: str | None, name: str) -> str | None:
    """A text without spaces around it, None for nothing. Raises `Invalid` where it is too long."""
    text = (value or "").strip()
    if len(text) > _LONGEST:
        raise Invalid(
            f"A text can have at most {_LONGEST:,} characters here.",
            (name,),
            which="text-long",
            values={"most": _LONGEST},
        )
    return text or None


def _of_type(values: Sequence[Value], type_: str, inner: str, text: str | None) -> list[Value]:
    """The values with one node of a type that says `text`, or none; the first one there is keeps its place and id."""
    made: list[Value] = []
    done = text is None
    for each in values:
        if not isinstance(each, dict) or type_ not in each.get("@type", ()):
            made.append(each)
        elif not done:
            made.append({**each, inner: [text]})
            done = True
    return made if done else [*made, {"@type": [type_], inner: [text]}]


def _barcode(node: Node, value: str | None, _: Places) -> None:
    text = _text(value, "barcode")
    if text is not None and len(text) > 100:
        raise Invalid("A barcode has at most 100 characters.", ("barcode",), which="barcode-long")
    node["bf:identifiedBy"] = _of_type(node.get("bf:identifiedBy", ()), "bf:Barcode", "rdf:value", text)


def _location(node: Node, value: str | None, places: Places) -> None:
    """Where it belongs: the link, and the codes that records say it by."""
    place = None if value is None else places[value]
    libraries = [str(each) for each in node.get(LIBRARY_CODE, ())]
    node[LOCATION] = [] if place is None else [{"@id": place.iri}]
    node[LOCATION_CODE] = [] if place is None else [place.code]
    library = None if place is None else place.library or (place.code if libraries else None)
    if libraries and node.get(_CURRENT_LIBRARY) == libraries[:1]:
        node[_CURRENT_LIBRARY] = [] if library is None else [library]
    node[LIBRARY_CODE] = [] if library is None else [library]
    if _SUBLOCATION in node:
        node[_SUBLOCATION] = _of_type(
            node[_SUBLOCATION], "bf:Sublocation", "rdfs:label", None if place is None else place.code
        )


def _temporary_location(node: Node, value: str | None, places: Places) -> None:
    place = None if value is None else places[value]
    node[TEMPORARY_LOCATION] = [] if place is None else [{"@id": place.iri}]
    node[TEMPORARY_LOCATION_CODE] = [] if place is None else [place.code]


def _call_number(node: Node, value: ShelfMark | None, _: Places) -> None:
    text = None if value is None else _text(value.text, "callNumber")
    if value is None or text is None:
        node["bf:shelfMark"] = []
        return
    before = next((each for each in node.get("bf:shelfMark", ()) if isinstance(each, dict)), {})
    mark: Node = {name: values for name, values in before.items() if name in _KEPT_OF_MARK}
    mark.setdefault("@type", ["bf:ShelfMark"])
    local = set(node.get(ITEM_FIELD, ())) & ITEM_TABLES.keys()
    mark["rdfs:label"] = [text]
    if not local:
        mark["bf:classificationPortion"] = [text]
    if value.scheme is not KEEP:
        _scheme(mark, _text(value.scheme, "scheme"), by_type=not local)
    node["bf:shelfMark"] = [mark]


def _scheme(mark: Node, scheme: str | None, *, by_type: bool) -> None:
    """Say the scheme as the item's own field does: by a code, or by the type where MARC has an indicator."""
    for name in ("bf:source", "lsp:shelvingScheme"):
        mark.pop(name, None)
    mark["@type"] = ["bf:ShelfMark"]
    if scheme is None:
        return
    if by_type and scheme.lower() in _SCHEMES:
        mark["@type"] = [_SCHEMES[scheme.lower()]]
        return
    if by_type:
        mark["lsp:shelvingScheme"] = ["source specified"]
    mark["bf:source"] = [{"@type": ["bf:Source"], "bf:code": [scheme]}]


def _notes(node: Node, value: Sequence[str] | None, _: Places) -> None:
    """The public notes: those that stay are the nodes they were."""
    wanted = [text for each in value or () if (text := _text(each, "notes"))]
    known: dict[str, list[Value]] = {}
    for each in node.get("bf:note", ()):
        known.setdefault(label(each) if isinstance(each, dict) else str(each), []).append(each)
    node["bf:note"] = [known[text].pop(0) if known.get(text) else _note(text) for text in wanted]


def _note(text: str) -> Value:
    return {"@type": ["bf:Note"], "rdfs:label": [text]}


def _staff_notes(node: Node, value: Sequence[str] | None, _: Places) -> None:
    wanted: list[Value] = [text for each in value or () if (text := _text(each, "staffNotes"))]
    node[STAFF_NOTE] = wanted


def _holdings(node: Node, value: str | None, _: Places) -> None:
    """Which holdings it is in; with them changes which field of MARC speaks of it, but for a library's own field."""
    if not set(node.get(ITEM_FIELD, ())) & ITEM_TABLES.keys():
        node[ITEM_FIELD] = []
    node[IN_HOLDINGS] = [] if value is None else [{"@id": value}]


def _bound_with(node: Node, value: Sequence[str] | None, _: Places) -> None:
    node[BOUND_WITH] = [{"@id": each} for each in dict.fromkeys(value or ())]


def _suppressed(node: Node, value: bool, _: Places) -> None:  # noqa: FBT001 - the shape of every writer
    node[SUPPRESSED] = ["true"] if value else []


def _statements(node: Node, value: Sequence[Stated] | None, _: Places) -> None:
    """Statements in words; what is held in coded numbers stays."""
    known: dict[tuple[str, str], list[Node]] = {}
    for each in node.get(_STATEMENT, ()):
        if isinstance(each, dict):
            key = (str(next(iter(each.get("lsp:unit", ())), "basic")), label(each) or "")
            known.setdefault(key, []).append(each)
    node[_STATEMENT] = [_stated(each, known) for each in value or ()]


def _stated(wanted: Stated, known: Mapping[tuple[str, str], list[Node]]) -> Node:
    text, note = _text(wanted.text, "statements"), _text(wanted.note, "statements")
    if text is None and note is None:
        raise Invalid("A statement of holdings says something.", ("statements",), which="statement-empty")
    before = known.get((wanted.unit, text or ""))
    node: Node = dict(before.pop(0)) if before else {"@type": ["lsp:HoldingsStatement"]}
    node["lsp:unit"] = [wanted.unit]
    if text is not None:
        node["rdfs:label"] = [text]
    if note is None:
        node.pop("bf:note", None)
    else:
        node["bf:note"] = _of_type(node.get("bf:note", ()), "bf:Note", "rdfs:label", note)
    return node


def _policies(node: Node, value: Mapping[str, str | None], _: Places) -> None:
    for prop, word in value.items():
        if word is not None and word not in POLICIES[prop]:
            said = ", ".join(f"“{each}”" for each in sorted(POLICIES[prop]))
            raise Invalid(
                f"“{word[:80]}” is none of the words for this: {said}.",
                ("policies",),
                which="word",
                values={"word": word[:80]},
            )
        node[prop] = [] if word is None else [word]


_WRITERS: Final[Mapping[str, Callable[[Node, Any, Places], None]]] = {
    "barcode": _barcode,
    "location": _location,
    "temporary_location": _temporary_location,
    "call_number": _call_number,
    "holdings": _holdings,
    "bound_with": _bound_with,
    "notes": _notes,
    "staff_notes": _staff_notes,
    "suppressed": _suppressed,
    "statements": _statements,
    "policies": _policies,
}


def locations_in(change: ItemChange | HoldingsChange) -> list[str]:
    """The locations that a change names."""
    return [each for each in (change.location, change.temporary_location) if each and not isinstance(each, Keep)]
