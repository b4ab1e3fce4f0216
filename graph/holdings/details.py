"""What staff see of an item or of holdings beside what readers do: permanent and temporary, marked, suppressed."""

from __future__ import annotations

from dataclasses import dataclass

from graph.catalogue.model import Resource
from graph.holdings.status import Lifecycle, Marker, facts_of
from graph.holdings.terms import (
    BOUND_WITH,
    LOCATION,
    MARKER_REASON,
    STAFF_NOTE,
    TEMPORARY_LOCATION,
)
from graph.store.names import GraphKind, parse_graph
from mappings.bibframe.node import Node
from mappings.bibframe.read import call_number, iris, label, nodes, plain


@dataclass(frozen=True, slots=True)
class ItemDetails:
    """One copy as it is recorded, before anything is derived. `staff_notes` are there for staff alone."""

    bound_with: tuple[str, ...]
    call_number: str | None
    shelving_scheme: str | None
    location: str | None
    temporary_location: str | None
    loan_type: str | None
    temporary_loan_type: str | None
    volume: str | None
    chronology: str | None
    pieces: int | None
    condition: str | None
    lifecycle: Lifecycle
    marker: Marker | None
    marker_reason: str | None
    staff_notes: tuple[str, ...]
    suppressed: bool


@dataclass(frozen=True, slots=True)
class HoldingDetails:
    """Holdings as they are recorded."""

    location: str | None
    temporary_location: str | None
    copy_number: str | None
    shelving_scheme: str | None
    staff_notes: tuple[str, ...]
    suppressed: bool


def item_details(found: Resource) -> ItemDetails:
    """An item as it is recorded."""
    body, facts = found.body, facts_of(found.body)
    pieces = plain(body, "lsp:pieces") or ""
    return ItemDetails(
        bound_with=tuple(iris(body, BOUND_WITH)),
        call_number=call_number(body),
        shelving_scheme=_scheme(body),
        location=_first(body, LOCATION),
        temporary_location=_first(body, TEMPORARY_LOCATION),
        loan_type=plain(body, "lsp:loanType"),
        temporary_loan_type=plain(body, "lsp:temporaryLoanType"),
        volume=_part(body, "bf:Enumeration"),
        chronology=_part(body, "bf:Chronology"),
        pieces=int(pieces) if pieces.isdecimal() else None,
        condition=plain(body, "lsp:condition"),
        lifecycle=facts.lifecycle,
        marker=facts.marker,
        marker_reason=plain(body, MARKER_REASON),
        staff_notes=_notes(body),
        suppressed=is_suppressed(found),
    )


def holding_details(found: Resource) -> HoldingDetails:
    """Holdings as they are recorded."""
    body = found.body
    return HoldingDetails(
        location=_first(body, LOCATION),
        temporary_location=_first(body, TEMPORARY_LOCATION),
        copy_number=plain(body, "lsp:copyNumber"),
        shelving_scheme=_scheme(body),
        staff_notes=_notes(body),
        suppressed=is_suppressed(found),
    )


def is_suppressed(found: Resource) -> bool:
    """Whether staff alone see it: no document of it is in a graph that is shared."""
    return all(parse_graph(each.key.graph).kind is GraphKind.STAFF for each in found.layers)


_SCHEMES = {"bf:ShelfMarkLcc": "lcc", "bf:ShelfMarkDdc": "ddc", "bf:ShelfMarkNlm": "nlm"}


def _scheme(body: Node) -> str | None:
    for mark in nodes(body, "bf:shelfMark"):
        named = next((_SCHEMES[each] for each in mark.get("@type", ()) if each in _SCHEMES), None)
        code = next((found for each in nodes(mark, "bf:source") if (found := plain(each, "bf:code"))), None)
        if (said := named or code or plain(mark, "lsp:shelvingScheme")) is not None:
            return said
    return None


def _first(body: Node, name: str) -> str | None:
    return next(iter(iris(body, name)), None)


def _part(body: Node, type_: str) -> str | None:
    found = [label(each) for each in nodes(body, "bf:enumerationAndChronology") if type_ in each.get("@type", ())]
    return found[0] if found else None


def _notes(body: Node) -> tuple[str, ...]:
    return tuple(each for each in body.get(STAFF_NOTE, ()) if isinstance(each, str))
