"""Documents and items as DAIA writes them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final
from urllib.parse import quote

from app.clock import instant
from app.protocols.daia.lookup import Found
from graph.circulation.offers import Lent, Offer, Service, lent_to, offers
from graph.circulation.settings import LendingSettings
from graph.discovery.labels import preferred
from graph.holdings.model import Item
from graph.services import Services
from graph.store.scope import Scope
from graph.tenants.model import Tenant
from graph.tenants.organisation import OrgUnit, library_at
from mappings.bibframe.read import resource_label

Json = dict[str, Any]

APPROVAL: Final = "http://purl.org/ontology/dso#ApprovalRequired"
ISIL: Final = "http://uri.gbv.de/organization/isil/"
"""How an organisation with an ISIL is named in linked data of libraries."""
_APPROVAL_NEEDED: Final = {"id": APPROVAL, "content": "Approval required"}
_SOME_ONLY: Final = {"content": "Not for every group of patrons"}


@dataclass(frozen=True, slots=True)
class Wanted:
    """How the answer is wanted: for whom (a group of patrons, or everybody), in which languages, as of when."""

    group: str | None
    languages: tuple[str, ...]
    now: datetime


@dataclass(frozen=True, slots=True)
class _Known:
    """Everything that is known of the items of an answer, each read once for all of them."""

    offers: Mapping[str, tuple[Offer, ...]]
    queues: Mapping[str, int]
    settings: LendingSettings
    units: Mapping[str, OrgUnit]
    languages: tuple[str, ...]


def answer(
    services: Services, tenant: Tenant, settings: LendingSettings, found: Sequence[Found], scope: Scope, wanted: Wanted
) -> Json:
    """The response about the documents found."""
    known = _read(services, tenant, settings, found, scope, wanted)
    return {
        "document": [_document(each, known) for each in found],
        "institution": _entity(tenant.iri, preferred(tenant.name, wanted.languages)),
        "timestamp": instant(wanted.now),
    }


def _read(
    services: Services, tenant: Tenant, settings: LendingSettings, found: Sequence[Found], scope: Scope, wanted: Wanted
) -> _Known:
    items = list({item.iri: item for each in found for item in each.items}.values())
    holdings = list(dict.fromkeys(each.holding for each in items if each.holding))
    held = services.holdings.holdings(holdings, scope) if holdings else ()
    interloan = {each.iri: each.policies.lending for each in held if each is not None}
    whom = lent_to(settings, wanted.group)
    said: dict[str, tuple[Offer, ...]] = {}
    for item in items:
        lent: Lent = whom(item)
        said[item.iri] = offers(item, lent, interloan.get(item.holding or ""), wanted.now)
    lengths = services.elsewhere.queue_lengths(items, scope) if items else ()
    (units,) = services.places.units([tenant.slug], scope) if items else ((),)
    return _Known(
        said,
        {item.iri: length for item, length in zip(items, lengths, strict=True)},
        settings,
        {each.iri: each for each in units},
        wanted.languages,
    )


def _document(found: Found, known: _Known) -> Json:
    document: Json = {"id": found.iri}
    if found.requested != found.iri:
        document["requested"] = found.requested
    if found.described is not None and (title := resource_label(found.described.body)):
        document["about"] = title
    document["item"] = [_item(each, known) for each in found.items if known.offers[each.iri]]
    return document


def _item(item: Item, known: _Known) -> Json:
    shown: Json = {"id": item.iri}
    if item.call_number:
        shown["label"] = item.call_number
    if about := "; ".join((*item.restrictions, *item.notes)):
        shown["about"] = about
    if item.enumeration:
        shown["chronology"] = {"about": item.enumeration}
    shown |= _places(item, known)
    for name, is_available in (("available", True), ("unavailable", False)):
        services = [_service(each, item, known) for each in known.offers[item.iri]
                    if each.available is is_available]  # fmt: skip
        if services:
            shown[name] = services
    return shown


def _service(offer: Offer, item: Item, known: _Known) -> Json:
    service: Json = {"service": offer.service.value}
    queue = known.queues[item.iri]
    if not offer.available and offer.expected is not None:
        last_moment = offer.expected - timedelta(seconds=1)  # due at midnight is due the day before
        service["expected"] = known.settings.calendar(item.location).day_of(last_moment).isoformat()
    elif not offer.available and offer.likely:
        service["expected"] = "unknown"
    if not offer.available and queue and offer.service is Service.LOAN:
        service["queue"] = queue
    limits = [each for each, holds in ((_APPROVAL_NEEDED, offer.approval), (_SOME_ONLY, offer.some_only)) if holds]
    return service | ({"limitation": limits} if limits else {})


def _places(item: Item, known: _Known) -> Json:
    """The location, and the library that it is in; no location beside a library that is one itself."""
    at = known.units.get(item.location or "")
    if at is None:
        return {}
    library = library_at(at, known.units)
    shown: Json = {}
    if library is not None:
        name = f"{ISIL}{quote(library.isil)}" if library.isil else library.iri
        shown["department"] = _entity(name, _name(library, known))
    if library is not at:
        shown["storage"] = _entity(at.iri, _name(at, known))
    return shown


def _name(unit: OrgUnit, known: _Known) -> str:
    return preferred(unit.name, known.languages) or unit.code


def _entity(iri: str, name: str) -> Json:
    return {"id": iri, "content": name} if name else {"id": iri}
