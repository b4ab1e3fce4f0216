"""Loans and requests: what is out, until when, and who waits for what."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from enum import Enum
from typing import TYPE_CHECKING, Annotated

import strawberry

from graph.access.model import Permission, Reading
from graph.circulation.model import Fulfilment as KnownFulfilment
from graph.circulation.model import Loan as KnownLoan
from graph.circulation.model import LoanState
from graph.circulation.model import Request as KnownRequest
from graph.circulation.model import RequestLevel as Level
from graph.circulation.model import RequestState as State
from graph.circulation.rules.model import RequestType as Type
from graph.holdings.status import Claim
from schema.ask import Ask
from schema.fields import attribute, choice, reading, relation
from schema.ids import Naming, make_id
from schema.scalars import DateTime
from schema.types.item import Item, items_by_iri
from schema.types.place import ServicePoint, points_by_iri
from schema.types.resource import Node, Resource

if TYPE_CHECKING:
    from schema.types.patron import Patron


@strawberry.enum(description="Where a loan is between checkout and its end.")
class LoanStatus(Enum):
    """Where a loan is between checkout and its end."""

    OPEN = choice(LoanState.OPEN, "The item is out.")
    RETURNED = choice(LoanState.RETURNED, "The item came back.")
    LOST_AND_PAID = choice(LoanState.LOST_AND_PAID, "The item is lost and paid for.")


@strawberry.enum(description="What is said of an item that does not come back.")
class LoanClaim(Enum):
    """What is said of an item that does not come back."""

    CLAIMED_RETURNED = choice(Claim.CLAIMED_RETURNED, "The patron says it was brought back.")
    DECLARED_LOST = choice(Claim.DECLARED_LOST, "The patron says it is lost.")
    AGED_TO_LOST = choice(Claim.AGED_TO_LOST, "It has been out for so long that it counts as lost.")


@strawberry.enum(description="What a request is for.")
class RequestLevel(Enum):
    """What a request is for."""

    ITEM = choice(Level.ITEM, "This copy.")
    INSTANCE = choice(Level.INSTANCE, "Any copy of this edition.")
    WORK = choice(Level.WORK, "Any copy of any edition of this work.")


@strawberry.enum(description="How a request is met.")
class RequestKind(Enum):
    """How a request is met."""

    HOLD = choice(Type.HOLD, "By waiting until one comes back.")
    RECALL = choice(Type.RECALL, "By calling one back that is out.")
    PAGE = choice(Type.PAGE, "By fetching one from the shelf.")


@strawberry.enum(description="Where a request is between being placed and its end.")
class RequestStatus(Enum):
    """Where a request is between being placed and its end."""

    PENDING = choice(State.PENDING, "It waits in the queue.")
    IN_TRANSIT = choice(State.IN_TRANSIT, "An item is on its way to the pick-up place.")
    AWAITING_PICKUP = choice(State.AWAITING_PICKUP, "An item waits at the hold shelf.")
    AWAITING_DELIVERY = choice(State.AWAITING_DELIVERY, "An item is ready to be delivered.")
    FILLED = choice(State.FILLED, "The patron has it.")
    CANCELLED = choice(State.CANCELLED, "It was cancelled.")
    EXPIRED = choice(State.EXPIRED, "Its last day went by.")
    PICKUP_EXPIRED = choice(State.PICKUP_EXPIRED, "Nobody fetched the item.")


@strawberry.enum(description="How a requested item reaches its patron.")
class Fulfilment(Enum):
    """How a requested item reaches its patron."""

    HOLD_SHELF = choice(KnownFulfilment.HOLD_SHELF, "It is fetched at a service point.")
    DELIVERY = choice(KnownFulfilment.DELIVERY, "It is delivered.")


@strawberry.type(description="Which line of the lending rules gave a field of a loan's policy.")
class PolicyTrace:
    """Which line of the lending rules gave a field of a loan's policy."""

    field: str = attribute("The field.")
    source: str = attribute("The line and the cases it is for.")


@strawberry.type(description="An item in a patron's hands, now or once.")
class Loan(Node):
    """An item in a patron's hands."""

    known: strawberry.Private[KnownLoan]
    status: LoanStatus = attribute("Where it is between checkout and its end.")
    opened_at: DateTime = attribute("When it began.")
    due_at: DateTime = attribute("When the item is due back.")
    returned_at: DateTime | None = attribute("When it came back.")
    renewals: int = attribute("How often it was renewed.")
    recalled_at: DateTime | None = attribute("When it was called back.")
    claim: LoanClaim | None = attribute("What is said of an item that does not come back.")
    policy_trace: list[PolicyTrace] = attribute("Which lines of the lending rules it was made by.")

    @reading()
    def id(self) -> strawberry.ID:
        """The global id."""
        return make_id(Naming.LOAN, self.known.iri)

    @relation(cost=0)
    @staticmethod
    def overdue(parents: list[Loan], ask: Ask) -> list[bool]:
        """Whether it is out beyond its due date now."""
        now = ask.clock()
        return [each.known.open and each.known.due_at < now for each in parents]

    @relation()
    @staticmethod
    def item(parents: list[Loan], ask: Ask) -> list[Item | None]:
        """The item; null where it is gone, or the caller may not read it."""
        return items_lent([each.known.item for each in parents], ask)

    @relation()
    @staticmethod
    def patron(parents: list[Loan], ask: Ask) -> list[Annotated[Patron, strawberry.lazy("schema.types.patron")] | None]:
        """Who has it; null where that was forgotten, or is not for the caller."""
        from schema.types.patron import patrons_by_iri

        return patrons_by_iri([each.known.patron for each in parents], ask)

    @relation()
    @staticmethod
    def title_elsewhere(parents: list[Loan], ask: Ask) -> list[str | None]:
        """What a copy from another library is called; null for the library's own."""
        return titles_elsewhere([each.known.item for each in parents], ask)

    @relation()
    @staticmethod
    def checkout_point(parents: list[Loan], ask: Ask) -> list[ServicePoint | None]:
        """Where it was lent; null where that place is no more."""
        return points_by_iri([each.known.checkout_point for each in parents], ask)


@strawberry.type(description="A patron's wish for an item, an edition or a work.")
class Request(Node):
    """A patron's wish for an item, an edition or a work."""

    known: strawberry.Private[KnownRequest]
    level: RequestLevel = attribute("What it is for.")
    kind: RequestKind = attribute("How it is met.")
    status: RequestStatus = attribute("Where it is between being placed and its end.")
    fulfilment: Fulfilment = attribute("How the item reaches the patron.")
    requested_at: DateTime = attribute("When it was placed.")
    expires: date | None = attribute("Its last day.")
    suspended_until: date | None = attribute("The day until which it is passed by.")
    shelf_expires: date | None = attribute("The last day its item waits at the shelf.")
    closed_at: DateTime | None = attribute("When it ended.")
    reason: str | None = attribute("Why it was cancelled.")
    told: strawberry.Private[tuple[int | None, ...]] = ()
    """Its place in the queue, where a command that was only tried tells it."""

    @reading()
    def id(self) -> strawberry.ID:
        """The global id."""
        return make_id(Naming.REQUEST, self.known.iri)

    @relation()
    @staticmethod
    def position(parents: list[Request], ask: Ask) -> list[int | None]:
        """Its place in the queue, counted from 1; null once it stands there no more."""
        found = ask.services.circulation.reading.places(ask.actor, [each.known for each in parents])
        places = [None if each is None else each.position for each in found]
        return [each.told[0] if each.told else place for each, place in zip(parents, places, strict=True)]

    @relation()
    @staticmethod
    def target(parents: list[Request], ask: Ask) -> list[Resource | None]:
        """The item, instance or work that is asked for; null where it is gone."""
        from schema.types.views import resources_by_iri

        return resources_by_iri([each.known.target for each in parents], ask, ask.scope(EVERYTHING))

    @relation()
    @staticmethod
    def item(parents: list[Request], ask: Ask) -> list[Item | None]:
        """The copy that was chosen for it, from when there is one."""
        return items_lent([each.known.item for each in parents], ask)

    @relation()
    @staticmethod
    def patron(
        parents: list[Request], ask: Ask
    ) -> list[Annotated[Patron, strawberry.lazy("schema.types.patron")] | None]:
        """Who waits; null where that was forgotten, or is not for the caller."""
        from schema.types.patron import patrons_by_iri

        return patrons_by_iri([each.known.patron for each in parents], ask)

    @relation()
    @staticmethod
    def title_elsewhere(parents: list[Request], ask: Ask) -> list[str | None]:
        """What a copy from another library is called; null for the library's own."""
        return titles_elsewhere([each.known.item for each in parents], ask)

    @relation()
    @staticmethod
    def pickup(parents: list[Request], ask: Ask) -> list[ServicePoint | None]:
        """Where it is fetched; null where it is delivered."""
        return points_by_iri([each.known.pickup for each in parents], ask)


EVERYTHING = Reading(all=True)


def items_lent(iris: Sequence[str | None], ask: Ask) -> list[Item | None]:
    """The items of loans, requests and fees, in order; None where there is none to read."""
    asked = list(dict.fromkeys(iri for iri in iris if iri))
    found = dict(zip(asked, items_by_iri(asked, ask, ask.scope(EVERYTHING)), strict=True)) if asked else {}
    return [found.get(iri) if iri else None for iri in iris]


def titles_elsewhere(iris: Sequence[str | None], ask: Ask) -> list[str | None]:
    """What copies from other libraries are called, of loans and requests that the caller sees."""
    asked = list(dict.fromkeys(iri for iri in iris if iri))
    if ask.actor.tenant is None or not asked:
        return [None] * len(iris)
    found = dict(zip(asked, ask.services.interlending.titles(ask.actor.tenant, asked), strict=True))
    return [found.get(iri) if iri else None for iri in iris]


def loan_of(known: KnownLoan) -> Loan:
    """A loan for the API."""
    return Loan(
        known=known,
        status=LoanStatus(known.state),
        opened_at=DateTime(known.opened_at),
        due_at=DateTime(known.due_at),
        returned_at=None if known.returned_at is None else DateTime(known.returned_at),
        renewals=known.renewals,
        recalled_at=None if known.recalled_at is None else DateTime(known.recalled_at),
        claim=None if known.claim is None else LoanClaim(known.claim),
        policy_trace=[PolicyTrace(field=field, source=source) for field, source in known.policy],
    )


def request_of(known: KnownRequest, *told: int | None) -> Request:
    """A request for the API, with its place in the queue where that is told and not to be read."""
    return Request(
        known=known,
        told=told,
        level=RequestLevel(known.level),
        kind=RequestKind(known.type),
        status=RequestStatus(known.state),
        fulfilment=Fulfilment(known.fulfilment),
        requested_at=DateTime(known.requested_at),
        expires=known.expires,
        suspended_until=known.suspended_until,
        shelf_expires=known.shelf_expires,
        closed_at=None if known.closed_at is None else DateTime(known.closed_at),
        reason=known.reason or None,
    )


def may_read(ask: Ask) -> bool:
    """Whether the caller may see anybody's loans and requests, in the acting tenant or as the patron they are."""
    tenant = ask.actor.tenant
    return tenant is not None and (ask.actor.may(Permission.CIRCULATION_READ) or ask.actor.patron is not None)


def loans_by_iri(iris: Sequence[str], ask: Ask) -> list[Loan | None]:
    """Loans in the order of their IRIs; None where there is none for the caller."""
    found = ask.services.circulation.reading.loans(ask.actor, iris) if may_read(ask) else [None] * len(iris)
    return [None if each is None else loan_of(each) for each in found]


def requests_by_iri(iris: Sequence[str], ask: Ask) -> list[Request | None]:
    """Requests in the order of their IRIs; None where there is none for the caller."""
    found = ask.services.circulation.reading.requests(ask.actor, iris) if may_read(ask) else [None] * len(iris)
    return [None if each is None else request_of(each) for each in found]
