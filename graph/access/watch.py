"""A value computed from the identity graph, kept until the log says that graph changed.

Who may read what is asked on every request and changes a few times a year. The log tells exactly when, whichever
process wrote, so nothing is ever served by an old policy and nothing is recomputed in between.
"""

from __future__ import annotations

from collections.abc import Callable
from threading import Lock
from typing import Final, Generic, TypeVar

from graph.store.model import Head
from graph.store.names import GraphKind
from graph.store.port import Store
from graph.store.scope import Scope, grant

T = TypeVar("T")

IDENTITY: Final = Scope(
    reading=(grant({GraphKind.IDENTITY}, {""}),),
    writing=(grant({GraphKind.IDENTITY}, {""}),),
)
"""The installation's private graph of tenants, networks, accounts and tokens. No actor's scope ever holds it."""

_LOOK_BACK = 500


class Watched(Generic[T]):
    """`compute()` as long as no event touched the identity graph. Safe to call from several threads."""

    def __init__(self, store: Store, compute: Callable[[], T]) -> None:
        self._store = store
        self._compute = compute
        self._lock = Lock()
        self._held: tuple[Head, T] | None = None

    def get(self) -> T:
        """The value for the log as it stands. In another log, after a restore, nothing that was known counts."""
        head = self._store.head()
        held = self._held
        if held is not None and held[0] == head:
            return held[1]
        with self._lock:
            held = self._held
            if held is not None and held[0].log == head.log:
                known = held[0].sequence
                if known >= head.sequence or not self._touched(known, head.sequence):
                    self._held = (max(held[0], head), held[1])
                    return held[1]
            value = self._compute()  # after reading the head: a later write is seen as a later event
            self._held = (head, value)
            return value

    def _touched(self, after: int, upto: int) -> bool:
        if upto - after > _LOOK_BACK:
            return True
        return any(event.touched for event in self._store.changes(after, upto - after, IDENTITY))
