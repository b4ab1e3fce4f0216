"""Followers of the log: search, SPARQL and every other projection. Killed anywhere they catch up; dropped, they
are rebuilt.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from graph.store.model import Event
from graph.store.port import Store
from graph.store.scope import Scope


class Follower(Protocol):
    """A projection of the log."""

    name: str

    def apply(self, events: Sequence[Event], store: Store, scope: Scope) -> None:
        """Take these events in, in order. Applying the same events twice changes nothing."""
        ...

    def flush(self) -> None:
        """Make everything applied so far durable and visible."""
        ...

    def position(self) -> int:
        """The last event held durably, 0 when empty."""
        ...

    def reset(self) -> None:
        """Forget everything; the next round starts from the first event."""
        ...

    def close(self) -> None:
        """Flush and release files."""
        ...
