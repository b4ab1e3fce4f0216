"""A process that ends at a write, and is started again."""

from __future__ import annotations

import pytest

from graph.store.model import Change, Committed
from graph.store.port import Store
from graph.store.scope import Scope


class Killed(Exception):
    """The process ended here."""


class Lives:
    """Lets so many writes of a store through as are `left`, and ends the process at the next."""

    def __init__(self, store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
        self.left = 0
        self._commit = store.commit
        monkeypatch.setattr(store, "commit", self._commit_while_alive)

    def _commit_while_alive(self, change: Change, scope: Scope) -> Committed:
        if not self.left:
            raise Killed
        self.left -= 1
        return self._commit(change, scope)
