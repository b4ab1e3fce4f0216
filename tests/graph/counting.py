"""A store that counts what is read of it."""

from __future__ import annotations

from collections.abc import Sequence

from graph.store.model import Document, Key
from graph.store.port import Store
from graph.store.scope import Scope


class Counting:
    """A store, and how many documents were read of it."""

    def __init__(self, store: Store) -> None:
        self._store, self.read_of = store, 0

    def read(self, keys: Sequence[Key], scope: Scope) -> list[Document | None]:
        self.read_of += len(keys)
        return self._store.read(keys, scope)

    def __getattr__(self, name: str) -> object:
        return getattr(self._store, name)
