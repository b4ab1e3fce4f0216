"""What a desk has to do: copies to take from the shelf, things on their way, and the open requests it asks for."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum

import strawberry

from graph.access.model import Permission
from graph.circulation.errands import Direction, Wanted
from graph.circulation.errands import Pull as KnownPull
from graph.circulation.model import Transit as KnownTransit
from graph.circulation.model import TransitReason as Reason
from schema.ask import Ask
from schema.fields import attribute, choice, reading, relation
from schema.ids import Naming, make_id
from schema.mutations.lending_inputs import POINT, point_named
from schema.scalars import DateTime
from schema.types.item import Item
from schema.types.library_request import LibraryRequest
from schema.types.loan import Loan, Request, RequestKind, RequestStatus, items_lent, request_of, requests_by_iri
from schema.types.place import ServicePoint, points_by_iri
from schema.types.resource import Node
from schema.types.tenant import Location, locations_by_iri


@strawberry.enum(description="Which way things on their way go, seen from a service point.")
class TransitDirection(Enum):
    """Which way things on their way go, seen from a service point."""

    TO = choice(Direction.TO, "They come here, or home to what is served here.")
    FROM = choice(Direction.FROM, "They were sent from here.")


@strawberry.enum(description="Why an item is on its way.")
class TransitReason(Enum):
    """Why an item is on its way."""

    HOLD = choice(Reason.HOLD, "Somebody fetches it there.")
    HOME = choice(Reason.HOME, "It goes home.")


@strawberry.input(description="Only some of the open requests. What is absent or empty takes all.")
class RequestFilterInput:
    """Only some of the open requests."""

    statuses: list[RequestStatus] | None = strawberry.field(default=None, description="In one of these states.")
    kinds: list[RequestKind] | None = strawberry.field(default=None, description="Met in one of these ways.")
    pickup: str | None = strawberry.field(default=None, description=f"Fetched there. {POINT}")

    def wanted(self, ask: Ask) -> Wanted:
        """As the service takes it."""
        return Wanted(
            frozenset(each.value for each in self.statuses or ()),
            frozenset(each.value for each in self.kinds or ()),
            point_named(self.pickup, ask) if self.pickup else None,
        )


@strawberry.type(description="A copy to take from the shelf, and the request it is for.")
class Pull:
    """A copy to take from the shelf."""

    known: strawberry.Private[KnownPull]
    chosen: bool = attribute("Whether it was chosen for the request; else it could serve it, as any other could.")

    @reading()
    def request(self) -> Request:
        """The request."""
        return request_of(self.known.request)

    @relation()
    @staticmethod
    def item(parents: list[Pull], ask: Ask) -> list[Item | None]:
        """The copy; null where it is gone meanwhile."""
        return items_lent([each.known.item for each in parents], ask)


@strawberry.type(description="An item on its way from one service point to another, or home.")
class Transit(Node):
    """An item on its way."""

    known: strawberry.Private[KnownTransit]
    reason: TransitReason = attribute("Why.")
    sent_at: DateTime = attribute("Since when.")
    received_at: DateTime | None = attribute("When it was next in somebody's hands; null while it is on its way.")

    @reading()
    def id(self) -> strawberry.ID:
        """The global id."""
        return make_id(Naming.TRANSIT, self.known.iri)

    @relation()
    @staticmethod
    def item(parents: list[Transit], ask: Ask) -> list[Item | None]:
        """What is on its way; null where it is gone."""
        return items_lent([each.known.item for each in parents], ask)

    @relation()
    @staticmethod
    def origin(parents: list[Transit], ask: Ask) -> list[ServicePoint | None]:
        """Where it was sent from; null where that place is no more."""
        return points_by_iri([each.known.origin for each in parents], ask)

    @relation()
    @staticmethod
    def to(parents: list[Transit], ask: Ask) -> list[ServicePoint | None]:
        """The service point it goes to; null where it goes home."""
        return points_by_iri([each.known.to if _to_somebody(each) else None for each in parents], ask)

    @relation()
    @staticmethod
    def home(parents: list[Transit], ask: Ask) -> list[Location | None]:
        """The location it goes home to; null where it goes to a service point."""
        return locations_by_iri([None if _to_somebody(each) else each.known.to for each in parents], ask)

    @relation()
    @staticmethod
    def request(parents: list[Transit], ask: Ask) -> list[Request | None]:
        """The request it is for; null where it goes home."""
        iris = list(dict.fromkeys(each.known.request for each in parents if each.known.request))
        found = dict(zip(iris, requests_by_iri(iris, ask), strict=True)) if iris else {}
        return [found.get(each.known.request or "") for each in parents]


@strawberry.type(description="What changed in the lending of a library.")
class LendingChange:
    """What changed in the lending of a library."""

    event: int = attribute("The number of the last event that is told of; resume after it by sending it as `after`.")
    requests: list[Request] = attribute("The requests that were placed, changed or ended.")
    transits: list[Transit] = attribute("What was sent on its way, or received.")
    loans: list[Loan] = attribute("The loans that were made, changed or ended.")
    library_requests: list[LibraryRequest] = attribute("The requests between libraries to which something happened.")


def _to_somebody(transit: Transit) -> bool:
    return transit.known.reason is Reason.HOLD


def pull_of(known: KnownPull) -> Pull:
    """A copy to take from the shelf, for the API."""
    return Pull(known=known, chosen=known.request.item is not None)


def transit_of(known: KnownTransit) -> Transit:
    """A transit for the API."""
    return Transit(
        known=known,
        reason=TransitReason(known.reason),
        sent_at=DateTime(known.sent_at),
        received_at=None if known.received_at is None else DateTime(known.received_at),
    )


def transits_by_iri(iris: Sequence[str], ask: Ask) -> list[Transit | None]:
    """Transits in the order of their IRIs; None where there is none for the caller."""
    if ask.actor.tenant is None or not ask.actor.may(Permission.CIRCULATION_READ):
        return [None] * len(iris)
    found = ask.services.circulation.reading.transits(ask.actor, iris)
    return [None if each is None else transit_of(each) for each in found]
