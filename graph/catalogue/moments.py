"""When a resource became what it was: the moments of its states, some at a time, however many there are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from graph.catalogue.then import describing, leads_on, looks_back
from graph.store.model import Document, Version
from graph.store.port import Store
from graph.store.scope import Scope

MOST: Final = 200
"""States that are looked at together, of each document that describes a resource."""


@dataclass(frozen=True, slots=True)
class Moments:
    """When a resource became what it was, oldest first, and the states of its documents at these times. `more`: there
    are earlier ones, before this moment.
    """

    times: tuple[datetime, ...] = ()
    more: datetime | None = None
    states: tuple[Version, ...] = ()

    def at(self, moment: datetime) -> datetime | None:
        """When it became what it was at a moment: the first of all where that is earlier; None where there is none."""
        return max((each for each in self.times if each <= moment), default=self.times[0] if self.times else None)


def moments(store: Store, iri: str, scope: Scope, until: datetime, most: int = MOST) -> Moments:
    """The last moments up to `until` at which somebody with this scope saw a resource change, as far as they may read
    those states again; none of one that isn't described any more. Three calls.
    """
    (layers,) = describing(store, [iri], scope)
    read = {each.key: each for each in layers if not leads_on(each)}
    last = store.as_of(list(read), until, scope) if read else []
    wanted = [
        (each.key, number)
        for each in last
        if each is not None
        for number in range(max(1, each.version - most + 1), each.version + 1)
    ]
    found = [each for each in (store.versions(wanted, scope) if wanted else []) if each is not None]
    floors = [_oldest(found, each).cause.at for each in last if each is not None and each.version > most]
    floor = max(floors, default=None)
    states = [
        each
        for each in sorted(found, key=lambda each: each.sequence)
        if each.body is not None
        and each.cause.at <= until
        and (floor is None or each.cause.at > floor)
        and _is_shown(each, read[each.key], scope)
    ]
    more = floor is not None and any(
        looks_back(key.graph, scope) or layer.created <= floor for key, layer in read.items()
    )
    return Moments(tuple(sorted({each.cause.at for each in states})), floor if more else None, tuple(states))


def _oldest(found: Sequence[Version], last: Version) -> Version:
    return min((each for each in found if each.key == last.key), key=lambda each: each.version)


def _is_shown(state: Version, layer: Document, scope: Scope) -> bool:
    return looks_back(state.key.graph, scope) or state.cause.at >= layer.created
