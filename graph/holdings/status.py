"""The status of an item: derived from facts, never stored. First row that holds wins.

The same rows answer what DAIA, NCIP and SIP2 say of an item, so that they can't disagree. Facts of custody (loans,
transits, requests) come from circulation; without them an item is where its own document says.

Sources: DAIA 2.0 (availability of a service), NCIP 2.02 circulation status, SIP2 circulation status codes 01-13.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import lru_cache
from typing import Final, TypeAlias

from mappings.bibframe.node import Node
from mappings.bibframe.read import plain


class Lifecycle(StrEnum):
    """Where an item is between order and withdrawal (`lsp:lifecycle`)."""

    ON_ORDER = "OnOrder"
    IN_PROCESS = "InProcess"
    IN_COLLECTION = "InCollection"
    WITHDRAWN = "Withdrawn"


class Marker(StrEnum):
    """What staff noted about an item (`lsp:marker`)."""

    MISSING = "Missing"
    LONG_MISSING = "LongMissing"
    UNAVAILABLE = "Unavailable"
    RESTRICTED = "Restricted"


class Claim(StrEnum):
    """What is said of an item on loan that does not come back."""

    CLAIMED_RETURNED = "ClaimedReturned"
    DECLARED_LOST = "DeclaredLost"
    AGED_TO_LOST = "AgedToLost"


class Waiting(StrEnum):
    """How an item is kept for a reader."""

    PICKUP = "Pickup"
    DELIVERY = "Delivery"


@dataclass(frozen=True, slots=True)
class Custody:
    """Who has an item, as circulation knows it. By default nobody: it stands where it belongs."""

    on_loan: bool = False
    claim: Claim | None = None
    recalled: bool = False
    lost_and_paid: bool = False
    in_transit: bool = False
    waiting: Waiting | None = None
    paged: bool = False
    untold: bool = False
    """Whether it isn't told to who asks: to them the item can't be had, whoever has it."""


NOBODY: Final = Custody()


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """What everybody may know of an item from circulation: its custody, and when it is due back. There is no field for
    a person in it.
    """

    custody: Custody = NOBODY
    due_at: datetime | None = None


UNKNOWN: Final = Whereabouts()
"""Nothing is known of an item: it stands where it belongs."""
UNTOLD: Final = Whereabouts(Custody(untold=True))
"""What who may not know whether an item can be had is told of it."""

Custodies: TypeAlias = Callable[[Sequence[str]], Sequence[Whereabouts]]
"""Answers for items, by IRI, in the order asked; circulation gives it."""


def nobody_has_any(items: Sequence[str]) -> Sequence[Whereabouts]:
    """The custodies of a library that lends nothing."""
    return [UNKNOWN] * len(items)


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything the status of an item follows from."""

    lifecycle: Lifecycle = Lifecycle.IN_COLLECTION
    marker: Marker | None = None
    custody: Custody = NOBODY


class ItemStatus(StrEnum):
    """What a reader is told about an item."""

    WITHDRAWN = "Withdrawn"
    LOST_AND_PAID = "LostAndPaid"
    DECLARED_LOST = "DeclaredLost"
    AGED_TO_LOST = "AgedToLost"
    CLAIMED_RETURNED = "ClaimedReturned"
    CHECKED_OUT = "CheckedOut"
    IN_TRANSIT = "InTransit"
    AWAITING_PICKUP = "AwaitingPickup"
    AWAITING_DELIVERY = "AwaitingDelivery"
    MISSING = "Missing"
    LONG_MISSING = "LongMissing"
    UNAVAILABLE = "Unavailable"
    PAGED = "Paged"
    ON_ORDER = "OnOrder"
    IN_PROCESS = "InProcess"
    RESTRICTED = "Restricted"
    AVAILABLE = "Available"

    @property
    def available(self) -> bool:
        """Whether a reader can have the item now, if only with approval."""
        return self in {ItemStatus.AVAILABLE, ItemStatus.RESTRICTED}


class Daia(StrEnum):
    """What DAIA says of an item."""

    OMITTED = "omitted"
    UNAVAILABLE = "unavailable"
    APPROVAL = "available, ApprovalRequired"
    AVAILABLE = "available"


@dataclass(frozen=True, slots=True)
class Row:
    """A status, when it holds, what the protocols call it, and an item that has it."""

    status: ItemStatus
    holds: Callable[[Facts], bool]
    daia: Daia
    ncip: str
    sip2: str
    example: Facts


def _custody(**facts: object) -> Facts:
    return Facts(custody=Custody(**facts))  # type: ignore[arg-type]


_S, _D = ItemStatus, Daia

STATUS: Final[tuple[Row, ...]] = (
    Row(_S.WITHDRAWN, lambda f: f.lifecycle is Lifecycle.WITHDRAWN, _D.OMITTED, "Not Available", "01",
        Facts(Lifecycle.WITHDRAWN, Marker.MISSING, Custody(on_loan=True))),
    Row(_S.LOST_AND_PAID, lambda f: f.custody.lost_and_paid and not f.custody.on_loan, _D.UNAVAILABLE, "Lost", "12",
        _custody(lost_and_paid=True)),
    Row(_S.DECLARED_LOST, lambda f: f.custody.on_loan and f.custody.claim is Claim.DECLARED_LOST, _D.UNAVAILABLE,
        "Lost", "12", _custody(on_loan=True, claim=Claim.DECLARED_LOST)),
    Row(_S.AGED_TO_LOST, lambda f: f.custody.on_loan and f.custody.claim is Claim.AGED_TO_LOST, _D.UNAVAILABLE,
        "Lost", "12", _custody(on_loan=True, claim=Claim.AGED_TO_LOST)),
    Row(_S.CLAIMED_RETURNED, lambda f: f.custody.on_loan and f.custody.claim is Claim.CLAIMED_RETURNED,
        _D.UNAVAILABLE, "Claimed Returned Or Never Borrowed", "11",
        _custody(on_loan=True, claim=Claim.CLAIMED_RETURNED)),
    Row(_S.CHECKED_OUT, lambda f: f.custody.on_loan, _D.UNAVAILABLE, "On Loan", "04",
        Facts(marker=Marker.MISSING, custody=Custody(on_loan=True))),
    Row(_S.IN_TRANSIT, lambda f: f.custody.in_transit, _D.UNAVAILABLE, "In Transit Between Library Locations", "10",
        _custody(in_transit=True)),
    Row(_S.AWAITING_PICKUP, lambda f: f.custody.waiting is Waiting.PICKUP, _D.UNAVAILABLE, "Available For Pickup",
        "08", _custody(waiting=Waiting.PICKUP)),
    Row(_S.AWAITING_DELIVERY, lambda f: f.custody.waiting is Waiting.DELIVERY, _D.UNAVAILABLE, "Pending Transfer",
        "08", _custody(waiting=Waiting.DELIVERY)),
    Row(_S.MISSING, lambda f: f.marker is Marker.MISSING, _D.UNAVAILABLE, "Missing", "13",
        Facts(marker=Marker.MISSING)),
    Row(_S.LONG_MISSING, lambda f: f.marker is Marker.LONG_MISSING, _D.UNAVAILABLE, "Missing", "13",
        Facts(marker=Marker.LONG_MISSING)),
    Row(_S.UNAVAILABLE, lambda f: f.marker is Marker.UNAVAILABLE or f.custody.untold, _D.UNAVAILABLE,
        "Not Available", "01", Facts(marker=Marker.UNAVAILABLE)),
    Row(_S.PAGED, lambda f: f.custody.paged, _D.UNAVAILABLE, "Available On Shelf", "03", _custody(paged=True)),
    Row(_S.ON_ORDER, lambda f: f.lifecycle is Lifecycle.ON_ORDER, _D.UNAVAILABLE, "On Order", "02",
        Facts(Lifecycle.ON_ORDER)),
    Row(_S.IN_PROCESS, lambda f: f.lifecycle is Lifecycle.IN_PROCESS, _D.UNAVAILABLE, "In Process", "06",
        Facts(Lifecycle.IN_PROCESS, Marker.RESTRICTED)),
    Row(_S.RESTRICTED, lambda f: f.marker is Marker.RESTRICTED, _D.APPROVAL, "Available On Shelf", "03",
        Facts(marker=Marker.RESTRICTED)),
    Row(_S.AVAILABLE, lambda _: True, _D.AVAILABLE, "Available On Shelf", "03", Facts()),
)  # fmt: skip
"""Every status in the order in which they are tried."""

_LIFECYCLES: Final = {each.value: each for each in Lifecycle}
_MARKERS: Final = {each.value: each for each in Marker}
RECALLED_SIP2: Final = "07"
"""What SIP2 says of an item on loan that was recalled, instead of 04."""


@lru_cache(maxsize=1024)
def explained(facts: Facts) -> Row:
    """The row that gives an item its status."""
    return next(row for row in STATUS if row.holds(facts))


def status_of(facts: Facts) -> ItemStatus:
    """The status of an item."""
    return explained(facts).status


def facts_of(item: Node, custody: Custody = NOBODY) -> Facts:
    """The facts that an item's document and circulation give. What the document doesn't say, or says in a word that is
    none of ours, is as for an item that stands in the collection.
    """
    lifecycle, marker = plain(item, "lsp:lifecycle"), plain(item, "lsp:marker")
    return Facts(
        _LIFECYCLES.get(lifecycle or "", Lifecycle.IN_COLLECTION),
        _MARKERS.get(marker or ""),
        custody,
    )
