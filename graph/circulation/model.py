"""Loans, requests and transits as values. All of it is kept in a tenant's private circulation graph."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from graph.circulation.rules.model import RequestType
from graph.holdings.status import Claim


class LoanState(StrEnum):
    """Where a loan is between checkout and its end."""

    OPEN = "Open"
    RETURNED = "Returned"
    LOST_AND_PAID = "LostAndPaid"


@dataclass(frozen=True, slots=True)
class Loan:
    """An item in a patron's hands. Times are in UTC; places are IRIs of locations and service points.

    `patron` is None in a closed loan that was anonymised. `group`, `location`, `material_type` and `loan_type` are what
    the lending rules were asked with, and `policy` tells which line of them gave each field, as they were at checkout.
    """

    iri: str
    tenant: str
    item: str
    patron: str | None
    opened_at: datetime
    due_at: datetime
    group: str
    location: str | None
    checkout_point: str
    material_type: str | None = None
    loan_type: str | None = None
    state: LoanState = LoanState.OPEN
    proxy: str | None = None
    checkin_point: str | None = None
    returned_at: datetime | None = None
    renewals: int = 0
    recalled_at: datetime | None = None
    claim: Claim | None = None
    claimed_at: datetime | None = None
    policy: tuple[tuple[str, str], ...] = ()
    seen: bool = True
    """False from when a lost item was paid for until it turns up."""
    revision: int = 0

    @property
    def open(self) -> bool:
        """Whether the item is still out."""
        return self.state is LoanState.OPEN


class RequestLevel(StrEnum):
    """What a request is for: this copy, any copy of this edition, any edition of this work."""

    ITEM = "Item"
    INSTANCE = "Instance"
    WORK = "Work"


class RequestState(StrEnum):
    """Where a request is between being placed and its end."""

    PENDING = "Pending"
    IN_TRANSIT = "InTransit"
    AWAITING_PICKUP = "AwaitingPickup"
    AWAITING_DELIVERY = "AwaitingDelivery"
    FILLED = "Filled"
    CANCELLED = "Cancelled"
    EXPIRED = "Expired"
    PICKUP_EXPIRED = "PickupExpired"


class Fulfilment(StrEnum):
    """How a requested item reaches its patron."""

    HOLD_SHELF = "HoldShelf"
    DELIVERY = "Delivery"


@dataclass(frozen=True, slots=True)
class Request:
    """A patron's wish for an item, an edition or a work.

    `queue` is the work (the instance where it has none) whose queue it stands in; `order` sorts the queue, and the rank
    in it is the position. `item` is the copy chosen for it, from when one is on its way or at the shelf, or paged.
    `asked` is what was asked for at first, where that was replaced by the target; empty where it is the target.
    """

    iri: str
    tenant: str
    level: RequestLevel
    type: RequestType
    target: str
    queue: str
    patron: str | None
    requested_at: datetime
    order: int
    pickup: str | None
    fulfilment: Fulfilment = Fulfilment.HOLD_SHELF
    state: RequestState = RequestState.PENDING
    item: str | None = None
    proxy: str | None = None
    expires: date | None = None
    suspended_until: date | None = None
    shelf_expires: date | None = None
    closed_at: datetime | None = None
    reason: str = ""
    """Why it was cancelled, as staff or the patron said."""
    waiting_at: str | None = None
    """The service point at whose shelf its item is."""
    asked: str = ""
    revision: int = 0

    @property
    def open(self) -> bool:
        """Whether the patron still waits."""
        return self.state in OPEN_REQUESTS

    @property
    def ready(self) -> bool:
        """Whether an item is at the shelf, in transit or in delivery for it: it goes before every other then."""
        return self.open and self.state is not RequestState.PENDING


OPEN_REQUESTS = frozenset(
    {RequestState.PENDING, RequestState.IN_TRANSIT, RequestState.AWAITING_PICKUP, RequestState.AWAITING_DELIVERY}
)
"""The states in which a request stands in its queue."""


class TransitReason(StrEnum):
    """Why an item is on its way."""

    HOLD = "Hold"
    HOME = "Home"


@dataclass(frozen=True, slots=True)
class Transit:
    """An item on its way from one service point to another, or home to its location (`to`: an IRI).

    `received_at` is when it was next in somebody's hands, wherever that was.
    """

    iri: str
    tenant: str
    item: str
    origin: str
    to: str
    reason: TransitReason
    sent_at: datetime
    received_at: datetime | None = None
    request: str | None = None
    revision: int = 0


@dataclass(frozen=True, slots=True)
class Sighting:
    """When and where an item was last in somebody's hands. Whoever has it writes this and whoever decides about it
    expects it, so that two commands that exclude each other never both succeed.
    """

    iri: str
    tenant: str
    item: str
    seen_at: datetime | None = None
    point: str | None = None
    times: int = 0
    """How often it was in somebody's hands."""
    revision: int = 0


@dataclass(frozen=True, slots=True)
class Queue:
    """What is known of a work's queue beside the requests that stand in it: the last order key that was given.

    Whoever joins writes it and whoever serves or passes by the queue expects it, so that nobody is overlooked.
    """

    iri: str
    tenant: str
    of: str
    last: int = 0
    revision: int = 0


@dataclass(frozen=True, slots=True)
class Audit:
    """What somebody with the permission let pass: the codes of the refusals, why, and in which command."""

    iri: str
    tenant: str
    command: str
    codes: tuple[str, ...]
    reason: str
    by: str
    at: datetime
    about: tuple[str, ...] = ()
    """The loan, request or item it was about."""
