"""The open requests of a library, kept from one look to the next: only what changed in between is read again.

Which there are is asked of the store each time, since what was forgotten leaves no trace in the log.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import islice
from threading import Lock
from typing import Final

from graph.circulation import documents
from graph.circulation.facts import FactsReader
from graph.circulation.model import Request
from graph.store import walking
from graph.store.model import Head, Key
from graph.store.port import Store
from graph.store.touched import touched

MOST: Final = 10_000
"""How many open requests of a library are looked at."""
_OPEN: Final = "lsp:OpenRequest"
_KEPT: Final = 8
"""Of how many libraries they are kept."""


@dataclass(slots=True)
class _Kept:
    """What was known at some moment of the log."""

    head: Head | None = None
    requests: dict[Key, Request] = field(default_factory=dict)
    told: tuple[Request, ...] = ()
    lock: Lock = field(default_factory=Lock)


class OpenRequests:
    """Reads them for one library after the other. Safe to use from several threads."""

    def __init__(self, store: Store, facts: FactsReader) -> None:
        self._store, self._facts = store, facts
        self._kept = lru_cache(_KEPT)(lambda _: _Kept())

    def of(self, tenant: str) -> tuple[Request, ...]:
        """The open requests of a library, at most 10,000: the very same value as long as none of them changed."""
        kept = self._kept(tenant)
        with kept.lock:
            head = self._store.head()  # before anything is read: a later change is seen as a later event
            if kept.head != head:
                found = self._read(tenant, kept, touched(self._store, kept.head, head, self._facts.scope(tenant)))
                if found != kept.requests:
                    kept.requests, kept.told = found, tuple(found.values())
                kept.head = head
            return kept.told

    def _read(self, tenant: str, kept: _Kept, changed: Collection[Key] | None) -> dict[Key, Request]:
        scope = self._facts.scope(tenant)
        keys = list(islice(walking.keys(self._store, self._facts.graph(tenant), scope, type=_OPEN), MOST))
        known = {} if changed is None else {key: one for key, one in kept.requests.items() if key not in changed}
        fresh = [key for key in keys if key not in known]
        there = zip(fresh, self._store.read(fresh, scope) if fresh else (), strict=True)
        known |= {
            key: documents.request_of(one) for key, one in there if one is not None and _OPEN in one.body["@type"]
        }
        return {key: known[key] for key in keys if key in known}
