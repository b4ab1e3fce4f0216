"""What a library has of one edition, and what can be had of it now, as ISO 20775 writes it.

A `holding` is what one library below the tenant has: single copies are in `holdingSimple`, what is told in words alone
in `holdingStructured`.

Source: ISO 20775:2009 and its XML schema (https://www.loc.gov/standards/iso20775/).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Final

from lxml import etree

from app.clock import instant
from app.formats import xml_text
from app.protocols.copies import Copies, Copy, Place
from graph.discovery.labels import preferred
from graph.holdings.model import Holding
from graph.holdings.status import Daia, ItemStatus
from graph.tenants.model import Tenant
from graph.tenants.organisation import OrgUnit

Element = etree._Element  # noqa: SLF001 - lxml has no other name for it
ISO_20775: Final = "info:ofi/fmt:xml:xsd:iso20775"
AVAILABILITY: Final[Mapping[Daia, str]] = {Daia.AVAILABLE: "1", Daia.UNAVAILABLE: "2", Daia.APPROVAL: "3"}
"""What a row of the status table is in `availabilityStatus`: 1 available, 2 not available, 3 possibly available."""
_UNITS: Final = {"basic": "1", "supplement": "2", "index": "3"}


def holdings(copies: Copies) -> Element | None:
    """What there is; None where the library has nothing of it, since the schema has no word for nothing."""
    told = [(held, place) for held, place in copies.holdings if held.summary]
    libraries: dict[str | None, OrgUnit | None] = {}
    for place in (*(each.place for each in copies.copies), *(place for _, place in told)):
        libraries.setdefault(_key(place), place.library)
    root = etree.Element(f"{{{ISO_20775}}}holdings", nsmap={None: ISO_20775})
    for key, library in libraries.items():
        if single := [each for each in copies.copies if _key(each.place) == key]:
            _simple(_holding(root, copies.tenant, library), single, copies.at)
        if words := [(held, place) for held, place in told if _key(place) == key]:
            _structured(_holding(root, copies.tenant, library), words)
    return root if len(root) else None


def _key(place: Place) -> str | None:
    return None if place.library is None else place.library.iri


def _holding(root: Element, tenant: Tenant, library: OrgUnit | None) -> Element:
    """A holding as far as it says whose it is."""
    holding = _sub(root, "holding")
    isil = None if library is None else library.isil
    _coded(holding, "institutionIdentifier", isil or tenant.iri, "ISIL" if isil else "URI")
    _sub(holding, "physicalLocation", preferred(tenant.name) or tenant.slug)
    if library is not None:
        _sub(holding, "physicalLocation", preferred(library.name) or library.code)
    return holding


def _simple(holding: Element, copies: Sequence[Copy], now: datetime) -> None:
    simple = _sub(holding, "holdingSimple")
    summary = _sub(simple, "copiesSummary")
    _sub(summary, "copiesCount", str(len(copies)))
    available = sum(each.row.daia is not Daia.UNAVAILABLE for each in copies)
    _sub(_sub(summary, "status"), "availableCount", str(available))
    for each in copies:
        _copy(_sub(simple, "copyInformation"), each, now)


def _copy(piece: Element, copy: Copy, now: datetime) -> None:
    item = copy.item
    if item.barcode:
        _coded(piece, "pieceIdentifier", item.barcode, "barcode")
    _coded(piece, "pieceIdentifier", item.iri, "URI")
    _located(piece, copy.place, item.call_number)
    _each(piece, "note", (*item.restrictions, *item.notes))
    if item.enumeration:
        _sub(_sub(piece, "enumerationAndChronology"), "text", item.enumeration)
    told = _sub(piece, "availabilityInformation")
    status = _sub(told, "status")
    _sub(status, "availabilityStatus", AVAILABILITY[copy.row.daia])
    due = item.whereabouts.due_at
    if due is not None and due > now and copy.row.status is ItemStatus.CHECKED_OUT:
        _sub(status, "dateTimeAvailable", instant(due))
    _sub(told, "reservationQueue", str(copy.waiting))


def _structured(holding: Element, told: Iterable[tuple[Holding, Place]]) -> None:
    structured = _sub(holding, "holdingStructured")
    for held, place in told:
        each = _sub(structured, "set")
        _located(each, place, held.call_number)
        for statement in held.statements:
            if statement.text:
                span = _sub(each, "enumerationAndChronology")
                span.set("unitType", _UNITS[statement.unit])
                _sub(_sub(span, "startingEnumAndChronology"), "text", statement.text)


def _located(parent: Element, place: Place, call_number: str | None) -> None:
    if place.location is not None:
        _sub(parent, "sublocation", preferred(place.location.name) or place.location.code)
    if call_number:
        _sub(parent, "shelfLocator", call_number)


def _coded(parent: Element, name: str, value: str, source: str) -> None:
    coded = _sub(parent, name)
    _sub(coded, "value", value)
    _sub(_sub(coded, "typeOrSource"), "text", source)


def _each(parent: Element, name: str, texts: Iterable[str]) -> None:
    for text in texts:
        _sub(parent, name, text)


def _sub(parent: Element, name: str, text: str | None = None) -> Element:
    made = etree.SubElement(parent, f"{{{ISO_20775}}}{name}")
    if text is not None:
        made.text = xml_text(text)
    return made
