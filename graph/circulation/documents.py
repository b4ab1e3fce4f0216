"""How loans, requests, transits and what stands beside them are written as documents of a tenant's circulation graph.

A document carries its open type (`lsp:OpenLoan` …) and the properties that are keys of the store (`lsp:openLoanOf`,
`lsp:openTransitOf`, `lsp:keptItem`, `lsp:inQueueOf`, `lsp:lostAndPaid`) for as long as they hold, and no longer.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Final, TypeVar

from graph.circulation.model import (
    Audit,
    Fulfilment,
    Loan,
    LoanState,
    Queue,
    Request,
    RequestLevel,
    RequestState,
    Sighting,
    Transit,
    TransitReason,
)
from graph.circulation.rules.model import RequestType
from graph.holdings.status import Claim
from graph.store.model import Document, Key
from graph.store.names import GraphKind, Names, opaque_id, parse_graph
from mappings.bibframe.node import Node
from mappings.bibframe.read import iris, plain

LOANS: Final = "loans"
REQUESTS: Final = "requests"
TRANSITS: Final = "transits"
SIGHTINGS: Final = "sightings"
QUEUES: Final = "queues"
AUDITS: Final = "overrides"
RECEIPTS: Final = "receipts"
USES: Final = "uses"

OPEN_LOAN_BY: Final = "lsp:openLoanBy"
OPEN_REQUEST_BY: Final = "lsp:openRequestBy"
WAITING_AT: Final = "lsp:waitingAt"
PATRON: Final = "lsp:patron"
ITEM: Final = "lsp:item"
LOAN_OF: Final = "lsp:loanOf"
"""How a loan alone names its item, so that an item's loans can be listed."""

_E = TypeVar("_E", bound=StrEnum)


def loan_node(loan: Loan) -> Node:
    """The document of a loan (`lsp:Loan`)."""
    return _node(
        loan.iri,
        ["lsp:Loan", "lsp:OpenLoan"] if loan.open else ["lsp:Loan"],
        links={
            ITEM: loan.item,
            LOAN_OF: loan.item,
            PATRON: loan.patron,
            "lsp:proxy": loan.proxy,
            "lsp:locationAtCheckout": loan.location,
            "lsp:checkedOutAt": loan.checkout_point,
            "lsp:checkedInAt": loan.checkin_point,
            "lsp:openLoanOf": loan.item if loan.open else None,
            OPEN_LOAN_BY: loan.patron if loan.open else None,
            "lsp:lostAndPaid": None if loan.seen else loan.item,
        },
        texts={
            "lsp:state": loan.state,
            "lsp:opened": _moment(loan.opened_at),
            "lsp:due": _moment(loan.due_at),
            "lsp:returned": _moment(loan.returned_at),
            "lsp:renewals": str(loan.renewals) if loan.renewals else None,
            "lsp:recalled": _moment(loan.recalled_at),
            "lsp:claim": loan.claim,
            "lsp:claimed": _moment(loan.claimed_at),
            "lsp:groupAtCheckout": loan.group,
            "lsp:materialTypeAtCheckout": loan.material_type,
            "lsp:loanTypeAtCheckout": loan.loan_type,
        },
        lists={"lsp:policy": [f"{field}: {line}" for field, line in loan.policy]},
    )


def loan_of(document: Document) -> Loan:
    """A loan from its document."""
    node = document.body
    claim = plain(node, "lsp:claim")
    return Loan(
        iri=document.key.iri,
        tenant=_tenant(document),
        item=_link(node, ITEM) or "",
        patron=_link(node, PATRON),
        opened_at=_needed(node, "lsp:opened"),
        due_at=_needed(node, "lsp:due"),
        group=plain(node, "lsp:groupAtCheckout") or "",
        location=_link(node, "lsp:locationAtCheckout"),
        checkout_point=_link(node, "lsp:checkedOutAt") or "",
        material_type=plain(node, "lsp:materialTypeAtCheckout"),
        loan_type=plain(node, "lsp:loanTypeAtCheckout"),
        state=LoanState(plain(node, "lsp:state") or ""),
        proxy=_link(node, "lsp:proxy"),
        checkin_point=_link(node, "lsp:checkedInAt"),
        returned_at=_instant(node, "lsp:returned"),
        renewals=int(plain(node, "lsp:renewals") or 0),
        recalled_at=_instant(node, "lsp:recalled"),
        claim=Claim(claim) if claim else None,
        claimed_at=_instant(node, "lsp:claimed"),
        policy=tuple(_pair(text) for text in _texts(node, "lsp:policy")),
        seen="lsp:lostAndPaid" not in node,
        revision=document.version,
    )


def request_node(request: Request) -> Node:
    """The document of a request (`lsp:Request`)."""
    standing = request.open
    return _node(
        request.iri,
        ["lsp:Request", "lsp:OpenRequest"] if standing else ["lsp:Request"],
        links={
            "lsp:target": request.target,
            "lsp:askedFor": request.asked or None,
            "lsp:queue": request.queue,
            ITEM: request.item,
            PATRON: request.patron,
            "lsp:proxy": request.proxy,
            "lsp:pickup": request.pickup,
            "lsp:inQueueOf": request.queue if standing else None,
            OPEN_REQUEST_BY: request.patron if standing else None,
            "lsp:keptItem": request.item if standing else None,
            WAITING_AT: request.waiting_at,
        },
        texts={
            "lsp:requestLevel": request.level,
            "lsp:requestType": request.type,
            "lsp:state": request.state,
            "lsp:fulfilment": request.fulfilment,
            "lsp:requested": _moment(request.requested_at),
            "lsp:order": str(request.order),
            "lsp:expires": _day(request.expires),
            "lsp:suspendedUntil": _day(request.suspended_until),
            "lsp:shelfExpires": _day(request.shelf_expires),
            "lsp:closed": _moment(request.closed_at),
            "lsp:reason": request.reason or None,
        },
    )


def request_of(document: Document) -> Request:
    """A request from its document."""
    node = document.body
    return Request(
        iri=document.key.iri,
        tenant=_tenant(document),
        level=_one(node, "lsp:requestLevel", RequestLevel),
        type=_one(node, "lsp:requestType", RequestType),
        target=_link(node, "lsp:target") or "",
        queue=_link(node, "lsp:queue") or "",
        patron=_link(node, PATRON),
        requested_at=_needed(node, "lsp:requested"),
        order=int(plain(node, "lsp:order") or 0),
        pickup=_link(node, "lsp:pickup"),
        fulfilment=_one(node, "lsp:fulfilment", Fulfilment),
        state=_one(node, "lsp:state", RequestState),
        item=_link(node, ITEM),
        proxy=_link(node, "lsp:proxy"),
        expires=_date(node, "lsp:expires"),
        suspended_until=_date(node, "lsp:suspendedUntil"),
        shelf_expires=_date(node, "lsp:shelfExpires"),
        closed_at=_instant(node, "lsp:closed"),
        reason=plain(node, "lsp:reason") or "",
        waiting_at=_link(node, WAITING_AT),
        asked=_link(node, "lsp:askedFor") or "",
        revision=document.version,
    )


def transit_node(transit: Transit) -> Node:
    """The document of a transit (`lsp:Transit`)."""
    is_open = transit.received_at is None
    return _node(
        transit.iri,
        ["lsp:Transit", "lsp:OpenTransit"] if is_open else ["lsp:Transit"],
        links={
            ITEM: transit.item,
            "lsp:from": transit.origin,
            "lsp:to": transit.to,
            "lsp:request": transit.request,
            "lsp:openTransitOf": transit.item if is_open else None,
        },
        texts={
            "lsp:transitReason": transit.reason,
            "lsp:sent": _moment(transit.sent_at),
            "lsp:received": _moment(transit.received_at),
        },
    )


def transit_of(document: Document) -> Transit:
    """A transit from its document."""
    node = document.body
    return Transit(
        iri=document.key.iri,
        tenant=_tenant(document),
        item=_link(node, ITEM) or "",
        origin=_link(node, "lsp:from") or "",
        to=_link(node, "lsp:to") or "",
        reason=_one(node, "lsp:transitReason", TransitReason),
        sent_at=_needed(node, "lsp:sent"),
        received_at=_instant(node, "lsp:received"),
        request=_link(node, "lsp:request"),
        revision=document.version,
    )


def sighting_key(names: Names, tenant: str, item: str) -> Key:
    """Where it is noted when an item was last seen."""
    graph = names.graph(tenant, GraphKind.CIRCULATION)
    return Key(graph, names.resource(tenant, SIGHTINGS, opaque_id("sighting", item)))


def sighting_node(sighting: Sighting) -> Node:
    """The document of a sighting (`lsp:Sighting`)."""
    return _node(
        sighting.iri,
        ["lsp:Sighting"],
        links={ITEM: sighting.item, "lsp:seenAt": sighting.point},
        texts={"lsp:seen": _moment(sighting.seen_at), "lsp:times": str(sighting.times)},
    )


def sighting_of(document: Document) -> Sighting:
    """A sighting from its document."""
    node = document.body
    return Sighting(
        document.key.iri,
        _tenant(document),
        _link(node, ITEM) or "",
        _instant(node, "lsp:seen"),
        _link(node, "lsp:seenAt"),
        int(plain(node, "lsp:times") or 0),
        document.version,
    )


def queue_node(queue: Queue) -> Node:
    """The document of a queue (`lsp:Queue`)."""
    return _node(queue.iri, ["lsp:Queue"], links={"lsp:queueOf": queue.of}, texts={"lsp:order": str(queue.last)})


def queue_of(document: Document) -> Queue:
    """A queue from its document."""
    node = document.body
    of, last = _link(node, "lsp:queueOf") or "", int(plain(node, "lsp:order") or 0)
    return Queue(document.key.iri, _tenant(document), of, last, document.version)


def audit_node(audit: Audit) -> Node:
    """The document of an override (`lsp:Override`)."""
    node = _node(
        audit.iri,
        ["lsp:Override"],
        links={},
        texts={
            "lsp:command": audit.command,
            "lsp:reason": audit.reason,
            "lsp:by": audit.by,
            "lsp:at": _moment(audit.at),
        },
        lists={"lsp:code": audit.codes},
    )
    node["lsp:about"] = [{"@id": iri} for iri in audit.about]
    return node


def audit_of(document: Document) -> Audit:
    """An override from its document."""
    node = document.body
    return Audit(
        document.key.iri,
        _tenant(document),
        plain(node, "lsp:command") or "",
        tuple(_texts(node, "lsp:code")),
        plain(node, "lsp:reason") or "",
        plain(node, "lsp:by") or "",
        _needed(node, "lsp:at"),
        tuple(iris(node, "lsp:about")),
    )


def use_node(iri: str, item: str, point: str, at: datetime) -> Node:
    """The document of a use in the house (`lsp:InHouseUse`): nobody is named in it."""
    return _node(iri, ["lsp:InHouseUse"], links={ITEM: item, "lsp:seenAt": point}, texts={"lsp:seen": _moment(at)})


def _node(
    iri: str,
    types: list[str],
    links: dict[str, str | None],
    texts: dict[str, str | None],
    lists: dict[str, Iterable[str]] | None = None,
) -> Node:
    node: Node = {"@id": iri, "@type": types}
    node.update({name: [{"@id": value}] for name, value in links.items() if value})
    node.update({name: [str(value)] for name, value in texts.items() if value is not None})
    node.update({name: found for name, values in (lists or {}).items() if (found := list(values))})
    return node


def _tenant(document: Document) -> str:
    return parse_graph(document.key.graph).owner


def _link(node: Node, name: str) -> str | None:
    found = iris(node, name)
    return found[0] if found else None


def _texts(node: Node, name: str) -> list[str]:
    return [value for value in node.get(name, ()) if isinstance(value, str)]


def _pair(text: str) -> tuple[str, str]:
    field, _, line = text.partition(": ")
    return field, line


def _one(node: Node, name: str, kind: type[_E]) -> _E:
    return kind(plain(node, name) or "")


def _moment(moment: datetime | None) -> str | None:
    return None if moment is None else moment.astimezone(UTC).isoformat()


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _instant(node: Node, name: str) -> datetime | None:
    text = plain(node, name)
    return None if text is None else datetime.fromisoformat(text)


def _needed(node: Node, name: str) -> datetime:
    return datetime.fromisoformat(plain(node, name) or "")


def _date(node: Node, name: str) -> date | None:
    text = plain(node, name)
    return None if text is None else date.fromisoformat(text)
