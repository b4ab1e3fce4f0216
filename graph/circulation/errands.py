"""What a desk has to do: copies to take from its shelves, things on their way to it or from it, every open request.

Each list is read many points at a time. At most 10,000 open requests, and as many transits, are looked at.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import islice
from typing import Final

from graph.access.model import Actor, Permission, acting
from graph.circulation.desk import Desk
from graph.circulation.facts import Copy
from graph.circulation.fetching import to_fetch
from graph.circulation.model import Request, RequestState, Transit
from graph.circulation.queues import waits
from graph.circulation.rules.model import RequestType
from graph.circulation.settings import LendingSettings
from graph.holdings.status import ItemStatus

_MOST: Final = 10_000
_NUMBERS: Final = re.compile(r"(\d+)")


@dataclass(frozen=True, slots=True)
class Pull:
    """A copy to take from the shelf, and the request it is for."""

    request: Request
    item: str


class Direction(StrEnum):
    """Which way things on their way go, seen from a service point."""

    TO = "To"
    FROM = "From"


@dataclass(frozen=True, slots=True)
class Wanted:
    """Only some of the open requests: in one of these states, met in one of these ways, fetched at this point."""

    states: frozenset[RequestState] = frozenset()
    types: frozenset[RequestType] = frozenset()
    pickup: str | None = None

    def takes(self, request: Request) -> bool:
        """Whether a request is one of them. What is empty takes all."""
        return (
            (not self.states or request.state in self.states)
            and (not self.types or request.type in self.types)
            and (self.pickup is None or request.pickup == self.pickup)
        )


class ErrandService:
    """The lists a desk works through."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def requests(self, actor: Actor, wanted: Wanted | None = None) -> tuple[Request, ...]:
        """The open requests of the acting library, the oldest first. Needs `circulation.read`."""
        only, tenant = wanted or Wanted(), acting(actor, Permission.CIRCULATION_READ)
        found = (each for each in self._open(tenant) if only.takes(each))
        return tuple(sorted(found, key=lambda each: (each.requested_at, each.iri)))

    def transits(self, actor: Actor, points: Sequence[str], direction: Direction) -> list[tuple[Transit, ...]]:
        """Per service point (an IRI), what is on its way there, also home to what it serves, or from there; what has
        been on its way for longest first. Needs `circulation.read`.
        """
        tenant = acting(actor, Permission.CIRCULATION_READ)
        known = self._desk.settings(tenant).points
        under_way = sorted(
            islice(self._desk.facts.every_transit(tenant), _MOST), key=lambda one: (one.sent_at, one.iri)
        )
        ends = [{point, *(known[point].serves if point in known else ())} for point in points]
        if direction is Direction.FROM:
            return [tuple(each for each in under_way if each.origin == point) for point in points]
        return [tuple(each for each in under_way if each.to in there) for there in ends]

    def pick_lists(self, actor: Actor, points: Sequence[str]) -> list[tuple[Pull, ...]]:
        """Per service point (an IRI), the copies to take from the shelves it serves, by location and shelf mark: those
        chosen for a request, and those that could serve whoever waits. Needs `circulation.read`.
        """
        tenant = acting(actor, Permission.CIRCULATION_READ)
        settings = self._desk.settings(tenant)
        chosen = sorted(self._to_pull(settings), key=lambda pair: _shelf(settings, pair[1]))
        return [
            tuple(Pull(request, copy.item.iri) for request, copy in chosen if _pulls(settings, point, request, copy))
            for point in points
        ]

    def _to_pull(self, settings: LendingSettings) -> Iterator[tuple[Request, Copy]]:
        today = settings.calendar(None).day_of(self._desk.clock())
        pending = [each for each in self._open(settings.tenant) if each.state is RequestState.PENDING]
        yield from self._paged(settings.tenant, pending)
        yield from self._possible(settings, pending, today)

    def _paged(self, tenant: str, pending: Sequence[Request]) -> Iterator[tuple[Request, Copy]]:
        paged = {each.item: each for each in pending if each.item is not None}
        for copy in self._desk.facts.copies(tenant, list(paged)):
            if copy is not None and copy.status is ItemStatus.PAGED:
                yield paged[copy.item.iri], copy

    def _possible(
        self, settings: LendingSettings, pending: Sequence[Request], today: date
    ) -> Iterator[tuple[Request, Copy]]:
        works = list(dict.fromkeys(each.queue for each in pending if waits(each, today)))
        return to_fetch(self._desk, settings, works, today) if works else iter(())

    def _open(self, tenant: str) -> Iterator[Request]:
        return islice(self._desk.facts.every_request(tenant), _MOST)


def _pulls(settings: LendingSettings, point: str, request: Request, copy: Copy) -> bool:
    """Whether a point takes a copy from the shelf: its own, or, where nobody is said to serve it, the pick-up's."""
    return point in (settings.serving(copy.item.location) or (request.pickup or point,))


def _shelf(settings: LendingSettings, copy: Copy) -> tuple[object, ...]:
    """Where somebody walking along the shelves comes to a copy."""
    return settings.unit(copy.item.location), shelf_order(copy.item.call_number or ""), copy.item.barcode or ""


def shelf_order(mark: str) -> tuple[tuple[bool, int, str], ...]:
    """Shelf marks in the order of the shelf: numbers within them by their value, letters without regard to case."""
    parts = (each.strip() for each in _NUMBERS.split(mark.casefold()))
    return tuple((not each.isdecimal(), int(each) if each.isdecimal() else 0, each) for each in parts if each)
