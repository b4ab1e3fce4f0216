"""Reading the log: what happened after a given event, and waiting for the next one.

Several processes write one store, so waiting looks at the store's position; the first looks come quickly, later ones
less so.
"""

from __future__ import annotations

import time

from graph.store.model import Event, Head
from graph.store.port import Store
from graph.store.scope import Scope

_FIRST_LOOK_S = 0.02
_LONGEST_LOOK_S = 0.25


class EventService:
    """The log for subscriptions and feeds."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def position(self) -> int:
        """The number of the last event."""
        return self._store.position()

    def head(self) -> Head:
        """Which log it is, and the number of its last event."""
        return self._store.head()

    def after(self, sequence: int, limit: int, scope: Scope) -> list[Event]:
        """At most `limit` events numbered above `sequence`, in order, without what the scope doesn't read.

        An event with nothing left in it stays in the list: the numbers have no gaps.
        """
        return self._store.changes(sequence, limit, scope)

    def wait(self, after: int, timeout_s: float) -> int:
        """The log's position as soon as it is above `after`, or when the time is over."""
        deadline = time.monotonic() + timeout_s
        look = _FIRST_LOOK_S
        while (position := self._store.position()) <= after:
            left = deadline - time.monotonic()
            if left <= 0:
                break
            time.sleep(min(look, left))
            look = min(look * 1.5, _LONGEST_LOOK_S)
        return position
