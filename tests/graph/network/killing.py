"""A process that ends at a write, and is started again."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from graph.store.model import Change, Committed, Key
from graph.store.port import Store
from graph.store.portable import Portable
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


class EndsAfter:
    """Ends the process so many writes after a command, what is dropped from the past counted, too."""

    def __init__(self, store: Portable, monkeypatch: pytest.MonkeyPatch, command: str, writes: int) -> None:
        self._command, self._left, self._begun = command, writes, False
        self._commit, self._lose = store.commit, store.lose
        monkeypatch.setattr(store, "commit", self._commit_while_alive)
        monkeypatch.setattr(store, "lose", self._lose_while_alive)

    def _commit_while_alive(self, change: Change, scope: Scope) -> Committed:
        self._live()
        done = self._commit(change, scope)
        self._begun = self._begun or change.cause.command == self._command
        return done

    def _lose_while_alive(self, states: Sequence[tuple[Key, int]]) -> None:
        self._live()
        self._lose(states)

    def _live(self) -> None:
        if self._begun:
            if not self._left:
                raise Killed
            self._left -= 1
