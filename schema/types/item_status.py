"""Where an item is in its life, what staff noted of it, and why it has its status."""

from __future__ import annotations

from enum import Enum

import strawberry

from graph.holdings.explaining import StatusExplanation as Explained
from graph.holdings.status import Lifecycle, Marker
from schema.fields import attribute, choice
from schema.types.status import ItemStatus


@strawberry.enum(description="Where an item is between order and withdrawal.")
class ItemLifecycle(Enum):
    """Where an item is between order and withdrawal."""

    ON_ORDER = choice(Lifecycle.ON_ORDER, "Ordered, not here yet.")
    IN_PROCESS = choice(Lifecycle.IN_PROCESS, "Here, being made ready.")
    IN_COLLECTION = choice(Lifecycle.IN_COLLECTION, "Part of the collection.")
    WITHDRAWN = choice(Lifecycle.WITHDRAWN, "Taken out of the collection.")


@strawberry.enum(description="What staff noted about an item.")
class ItemMarker(Enum):
    """What staff noted about an item."""

    MISSING = choice(Marker.MISSING, "Not where it should be.")
    LONG_MISSING = choice(Marker.LONG_MISSING, "Not where it should be, for long.")
    UNAVAILABLE = choice(Marker.UNAVAILABLE, "Not to be had, for the reason recorded.")
    RESTRICTED = choice(Marker.RESTRICTED, "To be had with approval.")


@strawberry.type(description="One fact about an item.")
class ItemFact:
    """One fact about an item."""

    about: str = attribute("What it is about: lifecycle, marker, loan, claim, transit …")
    says: str = attribute("What it says.")


@strawberry.type(description="Why an item has its status: the first row of the table of statuses that holds.")
class ItemStatusExplanation:
    """Why an item has its status."""

    status: ItemStatus = attribute("The status.")
    because: str = attribute("Why, in words.")
    facts: list[ItemFact] = attribute("What it follows from.")
    over: list[ItemStatus] = attribute("Statuses that hold too and gave way, in the order of the table.")


def explanation_of(explained: Explained) -> ItemStatusExplanation:
    """An explanation for the API."""
    return ItemStatusExplanation(
        status=ItemStatus(explained.status),
        because=explained.because,
        facts=[ItemFact(about=each.about, says=each.says) for each in explained.facts],
        over=[ItemStatus(each) for each in explained.over],
    )
