"""Followers of the log: search, SPARQL and every other projection. Killed anywhere they catch up; dropped, they
are rebuilt.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final, Protocol

from graph.store.model import Event
from graph.store.port import Store
from graph.store.scope import Scope

REMOVED: Final = "tenant.remove"
"""The command of an event that tells: graphs were removed without naming what was in them. A follower takes away every
graph that holds nothing any more."""


def emptied_marks(events: Iterable[Event]) -> list[str]:
    """The graph of a document that tells of a removal, for each such event: it names the installation."""
    return [event.touched[0].key.graph for event in events if event.cause.command == REMOVED and event.touched]


class Follower(Protocol):
    """A projection of the log."""

    name: str

    def apply(self, events: Sequence[Event], store: Store, scope: Scope) -> None:
        """Take these events in, in order. Applying the same events twice changes nothing."""
        ...

    def flush(self) -> None:
        """Make everything applied so far durable and visible."""
        ...

    def tend(self, store: Store, scope: Scope) -> None:
        """What there is to do between rounds, everything applied being flushed. Called often; returns soon."""
        ...

    def position(self) -> int:
        """The last event held durably, 0 when empty."""
        ...

    def is_whole(self) -> bool:
        """Whether its files are still there and as it wrote them, as far as it knows: somebody may have deleted them
        under it. Cheap, asked at every look.
        """
        ...

    def reset(self) -> None:
        """Forget everything, also where its files are gone; the next round starts from the first event."""
        ...

    def close(self) -> None:
        """Flush and release files."""
        ...
