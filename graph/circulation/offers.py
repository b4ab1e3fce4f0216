"""What an item can be had for: used in the house, lent, lent to other libraries; now, later, or on conditions.

Discovery systems ask it of many items at once. It follows from the item's status, the lending rules and what the
holdings say, and from nothing that is about a person.

Source: the services and limitations of DAIA 1.0.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Final

from graph.circulation.rules.model import Case
from graph.circulation.settings import LendingSettings
from graph.holdings.model import Item
from graph.holdings.status import STATUS, Daia, ItemStatus


class Service(StrEnum):
    """What an item can be had for."""

    PRESENTATION = "presentation"
    LOAN = "loan"
    INTERLOAN = "interloan"


class Back(StrEnum):
    """When something that can't be had now can be had again."""

    DUE = "due"
    SOME_TIME = "some time"
    NOT_KNOWN = "not known"


class Lent(StrEnum):
    """Whom the lending rules lend an item to."""

    EVERYBODY = "everybody"
    SOME = "some"
    NOBODY = "nobody"


@dataclass(frozen=True, slots=True)
class Offer:
    """One service of one item. `approval`: somebody must allow it first; `some_only`: not every group of patrons may.

    Where it is not `available`, `expected` is when it is due back, None where that is not known; `likely` tells that it
    will be there again at all.
    """

    service: Service
    available: bool
    approval: bool = False
    some_only: bool = False
    expected: datetime | None = None
    likely: bool = False


_S: Final = ItemStatus
BACK: Final[dict[ItemStatus, Back]] = {
    _S.CHECKED_OUT: Back.DUE,
    _S.IN_TRANSIT: Back.SOME_TIME,
    _S.AWAITING_PICKUP: Back.SOME_TIME,
    _S.AWAITING_DELIVERY: Back.SOME_TIME,
    _S.PAGED: Back.SOME_TIME,
    _S.ON_ORDER: Back.SOME_TIME,
    _S.IN_PROCESS: Back.SOME_TIME,
    _S.CLAIMED_RETURNED: Back.NOT_KNOWN,
    _S.DECLARED_LOST: Back.NOT_KNOWN,
    _S.AGED_TO_LOST: Back.NOT_KNOWN,
    _S.LOST_AND_PAID: Back.NOT_KNOWN,
    _S.MISSING: Back.NOT_KNOWN,
    _S.LONG_MISSING: Back.NOT_KNOWN,
    _S.UNAVAILABLE: Back.NOT_KNOWN,
}
"""For each status in which an item can't be had, when it can be had again."""

_DAIA: Final = {row.status: row.daia for row in STATUS}


@dataclass(frozen=True, slots=True)
class InterloanRow:
    """What holdings say of lending to other libraries, and what it means; `approval` stands for any condition."""

    says: str
    available: bool
    approval: bool = False


INTERLOAN: Final[tuple[InterloanRow, ...]] = (
    InterloanRow("will lend", available=True),
    InterloanRow("will not lend", available=False),
    InterloanRow("will lend hard copy only", available=True),
    InterloanRow("limited lending policy", available=True, approval=True),
)
"""Of what is in no row, nothing is known and nothing is said. Source: MARC 21 Format for Holdings Data, 008/20."""


def offers(item: Item, lent: Lent, interloan: str | None, now: datetime) -> tuple[Offer, ...]:
    """What an item can be had for; nothing at all for one that has left the collection.

    What the rules lend to nobody can't be borrowed, also while it stands on the shelf to be used there.
    """
    daia = _DAIA[item.status]
    if daia is Daia.OMITTED:
        return ()
    loan = replace(_offer(Service.LOAN, item, daia, now), some_only=lent is Lent.SOME)
    if lent is Lent.NOBODY:
        loan = Offer(Service.LOAN, available=False)
    found = [_offer(Service.PRESENTATION, item, daia, now), loan]
    row = next((each for each in INTERLOAN if each.says == interloan), None)
    if row is not None and not row.available:
        found.append(Offer(Service.INTERLOAN, available=False))
    elif row is not None:
        offer = _offer(Service.INTERLOAN, item, daia, now)
        found.append(replace(offer, approval=offer.approval or row.approval))
    return tuple(found)


def lent_to(settings: LendingSettings, group: str | None = None) -> Callable[[Item], Lent]:
    """Tells of items whom the rules lend them to: of all groups the rules name, or of one. Raises `IncompleteRules`."""
    named = {each.selector.group for each in settings.resolver.every_rule}
    groups = [group] if group is not None else [None, *sorted(each for each in named if each is not None)]
    known: dict[tuple[str, str | None, str | None], Lent] = {}

    def whom(item: Item) -> Lent:
        case = (settings.unit(item.location), item.material_type, item.loan_type)
        if case not in known:
            unit, material, kind = case
            said = [settings.resolver.policy(Case(unit, each, material, kind)).loanable for each in groups]
            known[case] = Lent.NOBODY if not any(said) else Lent.EVERYBODY if said[0] else Lent.SOME
        return known[case]

    return whom


def groups_of(settings: LendingSettings) -> frozenset[str]:
    """The groups of patrons that the lending rules name."""
    return frozenset(each.selector.group for each in settings.resolver.every_rule if each.selector.group is not None)


def _offer(service: Service, item: Item, daia: Daia, now: datetime) -> Offer:
    if daia is not Daia.UNAVAILABLE:
        return Offer(service, available=True, approval=daia is Daia.APPROVAL)
    back, due = BACK[item.status], item.whereabouts.due_at
    expected = due if back is Back.DUE and due is not None and due > now else None
    return Offer(service, available=False, expected=expected, likely=back is not Back.NOT_KNOWN)
