"""A value computed from documents that seldom change, kept until the log says that one of them did.

Who may read what, and by which rules a library lends, is asked on every request and changes a few times a year. The log
tells exactly when, whichever process wrote, so nothing is ever served by an old policy and nothing is recomputed in
between.
"""

from __future__ import annotations

from collections.abc import Callable
from threading import Lock
from typing import Final, Generic, TypeVar

from graph.store.model import Head, Key
from graph.store.names import GraphKind
from graph.store.port import Store
from graph.store.scope import Scope, grant
from graph.store.touched import touched

T = TypeVar("T")

IDENTITY: Final = Scope(
    reading=(grant({GraphKind.IDENTITY}, {""}),),
    writing=(grant({GraphKind.IDENTITY}, {""}),),
)
"""The installation's private graph of tenants, networks, accounts and tokens. No actor's scope ever holds it."""


class Watched(Generic[T]):
    """`compute()` as long as no event touched what it `concerns` in these graphs: anything in the identity graph, where
    nothing else is said. Safe to call from several threads.
    """

    def __init__(
        self,
        store: Store,
        compute: Callable[[], T],
        scope: Scope = IDENTITY,
        concerns: Callable[[Key], bool] = lambda _: True,
    ) -> None:
        self._store = store
        self._compute = compute
        self._scope, self._concerns = scope, concerns
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
            if held is not None and self._still_holds(held[0], head):
                self._held = (max(held[0], head), held[1])
                return held[1]
            value = self._compute()  # after reading the head: a later write is seen as a later event
            self._held = (head, value)
            return value

    def _still_holds(self, then: Head, now: Head) -> bool:
        if then.log == now.log and then.sequence >= now.sequence:
            return True
        changed = touched(self._store, then, now, self._scope)
        return changed is not None and not any(map(self._concerns, changed))
