"""What a desk asks to know what it has to do, at the root."""

from __future__ import annotations

from typing import Annotated

import strawberry

from schema.ask import Ask
from schema.connections import After, Before, Connection, First, Last, page, paged
from schema.fields import relation
from schema.mutations.lending_inputs import point_named
from schema.roots.arguments import Point, Roots
from schema.types.errand import Pull, RequestFilterInput, Transit, TransitDirection, pull_of, transit_of
from schema.types.loan import Request, request_of

Filter = Annotated[RequestFilterInput | None, strawberry.argument(description="Only some of them.")]
Way = Annotated[TransitDirection, strawberry.argument(description="Which way they go.")]


@strawberry.type(description="What a desk asks to know what it has to do.")
class DeskQueries:
    """What a desk asks to know what it has to do."""

    @relation(cost=30, per="first", requires="circulation.read")
    @staticmethod
    def pick_list(
        roots: Roots,
        ask: Ask,
        service_point: Point,
        first: First = 50,
        after: After = None,
        last: Last = None,
        before: Before = None,
    ) -> list[Connection[Pull]]:
        """The copies to take from the shelves a service point serves, by location and shelf mark: those chosen for a
        request, and those that could serve whoever waits.
        """
        wanted = page(first, after, last, before)
        (found,) = ask.services.circulation.errands.pick_lists(ask.actor, [point_named(service_point, ask)])
        return [paged([pull_of(each) for each in found], wanted, lambda pull: pull.known.request.iri)]

    @relation(cost=10, per="first", requires="circulation.read")
    @staticmethod
    def transits(
        roots: Roots,
        ask: Ask,
        service_point: Point,
        direction: Way = TransitDirection.TO,
        first: First = 50,
        after: After = None,
        last: Last = None,
        before: Before = None,
    ) -> list[Connection[Transit]]:
        """What is on its way to a service point, or from there: what has been for longest comes first."""
        wanted, point = page(first, after, last, before), point_named(service_point, ask)
        (found,) = ask.services.circulation.errands.transits(ask.actor, [point], direction.value)
        return [paged([transit_of(each) for each in found], wanted, lambda transit: transit.known.iri)]

    @relation(cost=10, per="first", requires="circulation.read")
    @staticmethod
    def requests_open(
        roots: Roots,
        ask: Ask,
        filter: Filter = None,
        first: First = 50,
        after: After = None,
        last: Last = None,
        before: Before = None,
    ) -> list[Connection[Request]]:
        """The open requests of the acting tenant, the oldest first, of at most 10,000."""
        wanted = page(first, after, last, before)
        found = ask.services.circulation.errands.requests(ask.actor, None if filter is None else filter.wanted(ask))
        return [paged([request_of(each) for each in found], wanted, lambda request: request.known.iri)]
