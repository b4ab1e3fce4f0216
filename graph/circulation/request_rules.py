"""The rules about placing a request, in the order in which a desk asks them, and what an item's status lets one ask."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final, TypeAlias

from graph.circulation.facts import Borrower, Copy
from graph.circulation.item_rules import case_of
from graph.circulation.model import Fulfilment
from graph.circulation.patron_rules import Asking, about_patron
from graph.circulation.reasons import Code
from graph.circulation.refusals import BlockedBy
from graph.circulation.rules.model import Policy, RequestType
from graph.circulation.settings import LendingSettings
from graph.holdings.status import ItemStatus
from graph.patrons.model import BlockScope, Patron

_S, _T = ItemStatus, RequestType
_OUT: Final = frozenset({_T.HOLD, _T.RECALL})

POSSIBLE: Final[dict[ItemStatus, frozenset[RequestType]]] = {
    _S.AVAILABLE: frozenset({_T.PAGE}),
    _S.RESTRICTED: frozenset({_T.PAGE}),
    _S.CHECKED_OUT: _OUT,
    _S.IN_TRANSIT: _OUT,
    _S.AWAITING_PICKUP: _OUT,
    _S.AWAITING_DELIVERY: _OUT,
    _S.PAGED: _OUT,
    _S.ON_ORDER: _OUT,
    _S.IN_PROCESS: _OUT,
    _S.MISSING: frozenset({_T.HOLD}),
}
"""What may be asked of an item by its status. Of one that is lost, claimed, withdrawn or unavailable nothing may."""


@dataclass(frozen=True, slots=True)
class Requesting:
    """A patron who wants an item, an edition or a work. `copies` are the items that could serve the request."""

    settings: LendingSettings
    borrower: Borrower | None
    copies: tuple[Copy, ...] | None
    """None: what is asked for is not there."""
    target: str
    type: RequestType | None
    pickup: str | None
    fulfilment: Fulfilment
    expires: date | None
    at: datetime
    proxy_named: bool = False
    proxy: Patron | None = None

    def policy(self, copy: Copy) -> Policy:
        """What the lending rules say of an item for the patron's group. Raises `IncompleteRules`."""
        group = self.borrower.patron.group if self.borrower is not None else None
        return self.settings.resolver.policy(case_of(self.settings, copy, group))

    @property
    def wanted(self) -> tuple[RequestType, ...]:
        """The types to try, the best first: to have it fetched, to wait, and only where it is said to recall."""
        return (self.type,) if self.type is not None else (_T.PAGE, _T.HOLD)

    def possible(self, type: RequestType) -> list[Copy]:
        """The items whose status lets them be asked for in this way."""
        return [each for each in self.copies or () if type in POSSIBLE.get(each.status, ())]

    def allowed(self, type: RequestType) -> list[Copy]:
        """Those of them for which the rules allow it too."""
        return [each for each in self.possible(type) if type in self.policy(each).requests]

    def choice(self) -> tuple[RequestType, list[Copy]] | None:
        """The type it becomes and the items that can serve it; by the rules where they allow any, else by status."""
        for able in (self.allowed, self.possible):
            for kind in self.wanted:
                if found := able(kind):
                    return kind, found
        return None


Rule: TypeAlias = Callable[[Requesting], Iterator[BlockedBy]]


def target_unknown(asking: Requesting) -> Iterator[BlockedBy]:
    """What is asked for is not in the library's catalogue, or is of another kind."""
    if asking.copies is None:
        yield BlockedBy(Code.TARGET_UNKNOWN, "There is no such item, edition or work here.")


def nothing_to_request(asking: Requesting) -> Iterator[BlockedBy]:
    """The library has no copy."""
    if asking.copies is not None and not asking.copies:
        yield BlockedBy(Code.NOTHING_TO_REQUEST, "The library has no copy that could be asked for.")


def type_not_possible(asking: Requesting) -> Iterator[BlockedBy]:
    """No copy has a status in which it can be asked for like that."""
    if asking.copies and not any(map(asking.possible, asking.wanted)):
        statuses = ", ".join(sorted({each.status.value for each in asking.copies}))
        yield BlockedBy(Code.REQUEST_TYPE_NOT_POSSIBLE, f"It can't be asked for like that; its copies are {statuses}.")


def type_not_allowed(asking: Requesting) -> Iterator[BlockedBy]:
    """The lending rules don't let such a patron ask for such an item like that."""
    if any(map(asking.possible, asking.wanted)) and not any(map(asking.allowed, asking.wanted)):
        wanted = " or ".join(each.value for each in asking.wanted)
        yield BlockedBy(Code.REQUEST_TYPE_NOT_ALLOWED, f"The lending rules allow no {wanted} here.")


def not_recallable(asking: Requesting) -> Iterator[BlockedBy]:
    """It is to be recalled, and the lending rules recall none of what is out."""
    choice = asking.choice() if asking.type is _T.RECALL else None
    if choice is not None and all(asking.policy(each).recall is None for each in choice[1]):
        yield BlockedBy(Code.NOT_RECALLABLE, "The lending rules don't recall what is out.")


def pickup_unknown(asking: Requesting) -> Iterator[BlockedBy]:
    """It is to be fetched, but not at a service point where that is done."""
    point = asking.settings.points.get(asking.pickup or "")
    if asking.fulfilment is Fulfilment.HOLD_SHELF and (point is None or not point.pickup):
        yield BlockedBy(Code.PICKUP_UNKNOWN, "Nothing can be fetched there.")


def pickup_not_allowed(asking: Requesting) -> Iterator[BlockedBy]:
    """The lending rules let it be fetched elsewhere only."""
    point, choice = asking.settings.points.get(asking.pickup or ""), asking.choice()
    if point is None or choice is None or asking.fulfilment is not Fulfilment.HOLD_SHELF:
        return
    places = [asking.policy(each).pickup_at for each in choice[1]]
    if not any(each is None or point.code in each for each in places):
        codes = ", ".join(sorted({code for each in places for code in each or ()}))
        yield BlockedBy(Code.PICKUP_NOT_ALLOWED, f"It can be fetched at {codes or 'no service point'} only.")


def already_requested(asking: Requesting) -> Iterator[BlockedBy]:
    """The patron waits for the same already."""
    if asking.borrower is not None and any(each.target == asking.target for each in asking.borrower.requests):
        yield BlockedBy(Code.ALREADY_REQUESTED, "The patron has requested it already.")


def already_borrowed(asking: Requesting) -> Iterator[BlockedBy]:
    """The patron has a copy."""
    if asking.borrower is not None and any(
        each.held.loan is not None and each.held.loan.patron == asking.borrower.iri for each in asking.copies or ()
    ):
        yield BlockedBy(Code.ALREADY_BORROWED, "The patron has a copy of it.")


def date_in_the_past(asking: Requesting) -> Iterator[BlockedBy]:
    """It would be over before it began."""
    if asking.expires is not None and asking.expires < asking.settings.calendar(None).day_of(asking.at):
        yield BlockedBy(Code.DATE_IN_THE_PAST, f"{asking.expires} is over.")


REQUEST_RULES: Final[tuple[Rule, ...]] = (
    target_unknown,
    nothing_to_request,
    type_not_possible,
    type_not_allowed,
    not_recallable,
    pickup_unknown,
    pickup_not_allowed,
    already_requested,
    already_borrowed,
    date_in_the_past,
)
"""Every rule about placing a request, in order, after those about the patron."""


def about_request(asking: Requesting) -> Iterator[BlockedBy]:
    """Everything that keeps a request from being placed."""
    yield from about_patron(
        Asking(asking.settings, asking.borrower, BlockScope.REQUEST, asking.at, asking.proxy_named, asking.proxy)
    )
    for rule in REQUEST_RULES:
        yield from rule(asking)
