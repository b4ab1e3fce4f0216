"""The statuses an item can have. The graph derives them; here they get their names and descriptions for the API."""

from __future__ import annotations

from enum import Enum

import strawberry

from graph.holdings.status import ItemStatus as Derived
from schema.fields import choice


@strawberry.enum(description="The status of an item, derived from what is known of it, never stored.")
class ItemStatus(Enum):
    """The status of an item."""

    AVAILABLE = choice(Derived.AVAILABLE, "On the shelf, to be had.")
    RESTRICTED = choice(Derived.RESTRICTED, "On the shelf, to be had with approval.")
    ON_ORDER = choice(Derived.ON_ORDER, "Ordered, not here yet.")
    IN_PROCESS = choice(Derived.IN_PROCESS, "Here, being made ready.")
    CHECKED_OUT = choice(Derived.CHECKED_OUT, "On loan.")
    IN_TRANSIT = choice(Derived.IN_TRANSIT, "On its way between two places.")
    AWAITING_PICKUP = choice(Derived.AWAITING_PICKUP, "Kept for the reader who requested it.")
    AWAITING_DELIVERY = choice(Derived.AWAITING_DELIVERY, "To be delivered to the reader who requested it.")
    PAGED = choice(Derived.PAGED, "On the shelf, to be fetched for a reader.")
    MISSING = choice(Derived.MISSING, "Not where it should be.")
    LONG_MISSING = choice(Derived.LONG_MISSING, "Not where it should be, for long.")
    UNAVAILABLE = choice(Derived.UNAVAILABLE, "Not to be had, for the reason recorded.")
    CLAIMED_RETURNED = choice(Derived.CLAIMED_RETURNED, "On loan, but the reader says it was returned.")
    DECLARED_LOST = choice(Derived.DECLARED_LOST, "On loan, and the reader says it is lost.")
    AGED_TO_LOST = choice(Derived.AGED_TO_LOST, "On loan for so long that it counts as lost.")
    LOST_AND_PAID = choice(Derived.LOST_AND_PAID, "Lost, and paid for.")
    WITHDRAWN = choice(Derived.WITHDRAWN, "Taken out of the collection.")
