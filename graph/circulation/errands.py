"""What a desk has to do: copies to take from its shelves, things on their way to it or from it, every open request.

Each list is read many points at a time. At most 10,000 open requests, and as many transits, are looked at; what is kept
of a look is what the next one finds unchanged.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache
from itertools import islice
from typing import Final

from graph.access.model import Actor, Permission, acting
from graph.access.watch import Watched
from graph.circulation.chosen import Shelved, shelved
from graph.circulation.desk import Desk
from graph.circulation.fetching import to_fetch
from graph.circulation.model import Request, RequestState, Transit
from graph.circulation.open_requests import MOST
from graph.circulation.queues import waits
from graph.circulation.rules.model import RequestType
from graph.circulation.settings import LendingSettings

_KEPT: Final = 8
"""Of how many libraries it is remembered what is to be taken from their shelves."""
_NUMBERS: Final = re.compile(r"(\d+)")


@dataclass(frozen=True, slots=True)
class Pull:
    """A copy to take from the shelf, and the request it is for."""

    request: Request
    item: str


@dataclass(frozen=True, slots=True)
class _Stop:
    """A copy to take, and where it stands."""

    pull: Pull
    location: str | None

    def falls_to(self, settings: LendingSettings, point: str) -> bool:
        """Whether a point takes it from the shelf: its own, or, where nobody is said to serve it, the pick-up's."""
        return point in (settings.serving(self.location) or (self.pull.request.pickup or point,))


@dataclass(frozen=True, slots=True)
class _Walk:
    """Everything to be taken from the shelves of a library, as by these settings on this day for these requests."""

    settings: LendingSettings
    today: date
    requests: tuple[Request, ...]
    stops: Watched[tuple[_Stop, ...]]

    def is_of(self, settings: LendingSettings, today: date, requests: tuple[Request, ...]) -> bool:
        """Whether it was found for the very same."""
        return self.settings is settings and self.today == today and self.requests is requests


@dataclass(slots=True)
class _Kept:
    """The last walk of a library."""

    walk: _Walk | None = None


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
        self._kept = lru_cache(_KEPT)(lambda _: _Kept())

    def requests(self, actor: Actor, wanted: Wanted | None = None) -> tuple[Request, ...]:
        """The open requests of the acting library, the oldest first. Needs `circulation.read`."""
        only, tenant = wanted or Wanted(), acting(actor, Permission.CIRCULATION_READ)
        found = (each for each in self._desk.open_requests.of(tenant) if only.takes(each))
        return tuple(sorted(found, key=lambda each: (each.requested_at, each.iri)))

    def transits(self, actor: Actor, points: Sequence[str], direction: Direction) -> list[tuple[Transit, ...]]:
        """Per service point (an IRI), what is on its way there, also home to what it serves, or from there; what has
        been on its way for longest first. Needs `circulation.read`.
        """
        tenant = acting(actor, Permission.CIRCULATION_READ)
        known = self._desk.settings(tenant).points
        under_way = sorted(islice(self._desk.facts.every_transit(tenant), MOST), key=lambda one: (one.sent_at, one.iri))
        ends = [{point, *(known[point].serves if point in known else ())} for point in points]
        if direction is Direction.FROM:
            return [tuple(each for each in under_way if each.origin == point) for point in points]
        return [tuple(each for each in under_way if each.to in there) for there in ends]

    def pick_lists(self, actor: Actor, points: Sequence[str]) -> list[tuple[Pull, ...]]:
        """Per service point (an IRI), the copies to take from the shelves it serves, by location and shelf mark: those
        chosen for a request, and those that could serve whoever waits. Needs `circulation.read`.

        They are found anew where something changed that lending reads; who turns the pages of one list waits once.
        """
        tenant = acting(actor, Permission.CIRCULATION_READ)
        settings = self._desk.settings(tenant)
        stops = self._walk_of(tenant, settings).stops.get()
        return [tuple(each.pull for each in stops if each.falls_to(settings, point)) for point in points]

    def _walk_of(self, tenant: str, settings: LendingSettings) -> _Walk:
        today = settings.calendar(None).day_of(self._desk.clock())
        requests, kept = self._desk.open_requests.of(tenant), self._kept(tenant)
        walk = kept.walk
        if walk is None or not walk.is_of(settings, today, requests):
            stops = self._desk.watched(tenant, lambda: self._stops(settings, today, requests))
            walk = kept.walk = _Walk(settings, today, requests, stops)
        return walk

    def _stops(self, settings: LendingSettings, today: date, requests: Sequence[Request]) -> tuple[_Stop, ...]:
        """Every copy of a library that is to be taken, in the order of the shelves."""
        pending = [each for each in requests if each.state is RequestState.PENDING]
        found = [*self._desk.chosen.of(settings.tenant, pending), *self._possible(settings, pending, today)]
        found.sort(key=lambda pair: _shelf(settings, pair[1]))
        return tuple(_Stop(Pull(request, copy.item), copy.location) for request, copy in found)

    def _possible(
        self, settings: LendingSettings, pending: Sequence[Request], today: date
    ) -> Iterator[tuple[Request, Shelved]]:
        works = list(dict.fromkeys(each.queue for each in pending if waits(each, today)))
        found = to_fetch(self._desk, settings, works, today) if works else iter(())
        return ((request, shelved(copy.item)) for request, copy in found)


def _shelf(settings: LendingSettings, copy: Shelved) -> tuple[object, ...]:
    """Where somebody walking along the shelves comes to a copy."""
    return settings.unit(copy.location), shelf_order(copy.mark), copy.barcode


@lru_cache(maxsize=16_384)
def shelf_order(mark: str) -> tuple[tuple[bool, int, str], ...]:
    """Shelf marks in the order of the shelf: numbers within them by their value, letters without regard to case."""
    parts = (each.strip() for each in _NUMBERS.split(mark.casefold()))
    return tuple((not each.isdecimal(), int(each) if each.isdecimal() else 0, each) for each in parts if each)
