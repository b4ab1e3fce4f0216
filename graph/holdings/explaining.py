"""Why an item has the status it has: the row of `graph.holdings.status.STATUS` that won, and the facts, in words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from graph.holdings.status import NOBODY, STATUS, Facts, ItemStatus, Row, explained

_S = ItemStatus
BECAUSE: Final[Mapping[ItemStatus, str]] = {
    _S.WITHDRAWN: "it was withdrawn from the collection",
    _S.LOST_AND_PAID: "it was lost and paid for, and has not been seen since",
    _S.DECLARED_LOST: "it is on loan and was declared lost",
    _S.AGED_TO_LOST: "it is on loan, and overdue for so long that it counts as lost",
    _S.CLAIMED_RETURNED: "it is on loan, and the reader says it was returned",
    _S.CHECKED_OUT: "it is on loan",
    _S.IN_TRANSIT: "it is on its way between two places",
    _S.AWAITING_PICKUP: "it is kept on the shelf for who requested it",
    _S.AWAITING_DELIVERY: "it is to be delivered to who requested it",
    _S.MISSING: "staff marked it as missing",
    _S.LONG_MISSING: "staff marked it as missing for long",
    _S.UNAVAILABLE: "staff marked it as unavailable",
    _S.PAGED: "it is to be fetched from the shelf for a request",
    _S.ON_ORDER: "it is on order",
    _S.IN_PROCESS: "it is being made ready",
    _S.RESTRICTED: "staff marked it as restricted: to be had with approval",
    _S.AVAILABLE: "nothing says otherwise",
}


UNTOLD: Final = "its library doesn't tell others whether it can be had"


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact about an item: what it is about, and what it says."""

    about: str
    says: str


@dataclass(frozen=True, slots=True)
class StatusExplanation:
    """The status of an item, why it has it, the facts it follows from, and the statuses that gave way to it although
    their facts hold too, in the order of the table.
    """

    status: ItemStatus
    because: str
    facts: tuple[Fact, ...]
    over: tuple[ItemStatus, ...]


def explanation(facts: Facts) -> StatusExplanation:
    """Why an item with these facts has its status."""
    won = explained(facts)
    over = tuple(row.status for row in _behind(won) if row.status is not _S.AVAILABLE and row.holds(facts))
    because = UNTOLD if won.status is _S.UNAVAILABLE and facts.custody.untold else BECAUSE[won.status]
    return StatusExplanation(won.status, because, tuple(_told(facts)), over)


def _behind(row: Row) -> tuple[Row, ...]:
    return STATUS[STATUS.index(row) + 1 :]


def _told(facts: Facts) -> list[Fact]:
    found = [Fact("lifecycle", facts.lifecycle.value), Fact("marker", facts.marker.value if facts.marker else "none")]
    custody = facts.custody
    if custody.untold:
        return [*found, Fact("custody", "its library doesn't tell others")]
    if custody == NOBODY:
        return [*found, Fact("custody", "nobody has it")]
    flags = {
        "loan": custody.on_loan,
        "recall": custody.recalled,
        "lost and paid": custody.lost_and_paid,
        "transit": custody.in_transit,
        "page": custody.paged,
    }
    found += [Fact(name, "open" if name != "lost and paid" else "yes") for name, holds in flags.items() if holds]
    if custody.claim is not None:
        found.append(Fact("claim", custody.claim.value))
    if custody.waiting is not None:
        found.append(Fact("waiting", custody.waiting.value))
    return found
