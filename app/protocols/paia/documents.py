"""Loans and requests as PAIA writes them: documents, many at a time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Any

from app.clock import instant
from app.protocols.paia.states import Status, request_status
from graph.access.model import Actor, Reading
from graph.circulation.model import Loan, Request, RequestLevel
from graph.circulation.settings import LendingSettings
from graph.discovery.labels import preferred
from graph.holdings.model import Item
from graph.services import Services
from graph.tenants.organisation import ServicePoint
from mappings.bibframe.read import resource_label

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Shelf:
    """What is known of the items and editions that documents are about, each read once for all of them."""

    items: Mapping[str, Item]
    titles: Mapping[str, str]
    queues: Mapping[str, int]
    points: Mapping[str, ServicePoint]
    settings: LendingSettings
    languages: tuple[str, ...]

    def edition(self, item: str | None) -> str | None:
        """The edition that an item is a copy of."""
        found = self.items.get(item or "")
        return None if found is None else found.instance


def shelf_of(
    services: Services, actor: Actor, loans: Sequence[Loan], requests: Sequence[Request], languages: tuple[str, ...]
) -> Shelf:
    """What is known of the items of loans and requests, as their patron sees it. A constant number of store calls."""
    tenant = actor.tenant or ""
    scope = services.access.scope(actor, Reading(all=True))
    wanted = [*(each.item for each in loans), *(each.item for each in requests if each.item)]
    wanted += [each.target for each in requests if each.level is RequestLevel.ITEM]
    iris = list(dict.fromkeys(wanted))
    items = [each for each in services.holdings.items(iris, scope) if each is not None] if iris else []
    editions = [each.instance for each in items if each.instance]
    editions += [each.target for each in requests if each.level is not RequestLevel.ITEM]
    named = list(dict.fromkeys(editions))
    described = services.catalogue.resources(named, scope) if named else ()
    lengths = services.elsewhere.queue_lengths(items, scope) if items else ()
    (points,) = services.places.points([tenant], scope)
    return Shelf(
        {each.iri: each for each in items},
        {iri: resource_label(each.body) for iri, each in zip(named, described, strict=True) if each is not None},
        {each.iri: length for each, length in zip(items, lengths, strict=True)},
        {each.iri: each for each in points},
        services.settings.of(tenant),
        languages,
    )


def loan_document(loan: Loan, shelf: Shelf, *, renewable: bool) -> Json:
    """A loan as a document that is held."""
    return _described(Status.HELD, loan.item, shelf.edition(loan.item), shelf) | {
        "queue": shelf.queues.get(loan.item, 0),
        "renewals": loan.renewals,
        "starttime": instant(loan.opened_at),
        "endtime": instant(loan.due_at),
        "cancancel": False,
        "canrenew": renewable,
    }


def request_document(request: Request, shelf: Shelf, waiting: int) -> Json:
    """A request as a document that is reserved, ordered or provided; `waiting` is the length of its queue."""
    item = request.target if request.level is RequestLevel.ITEM else request.item
    edition = shelf.edition(item) if request.level is RequestLevel.ITEM else request.target
    status = request_status(request)
    document = _described(status, item, edition, shelf) | {
        "requested": request.target,
        "queue": waiting,
        "starttime": instant(request.requested_at),
        "cancancel": request.open,
        "canrenew": False,
    }
    if status is Status.PROVIDED and request.shelf_expires is not None:
        document["endtime"] = instant(_end_of(request.shelf_expires, shelf))
    point = shelf.points.get(request.pickup or "")
    if point is not None:
        document |= {"storage": preferred(point.name, shelf.languages) or point.code, "storageid": point.iri}
    return document


def _described(status: Status, item: str | None, edition: str | None, shelf: Shelf) -> Json:
    document: Json = {"status": int(status)}
    known = shelf.items.get(item or "")
    parts = {
        "item": item,
        "edition": edition,
        "about": shelf.titles.get(edition or ""),
        "label": known.call_number if known is not None else None,
    }
    return document | {name: value for name, value in parts.items() if value}


def _end_of(day: date, shelf: Shelf) -> datetime:
    return datetime.combine(day, time(23, 59, 59), shelf.settings.calendar(None).zone).astimezone(UTC)
