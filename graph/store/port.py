"""The store as every service sees it. Backends implement it; one contract suite in `tests/contracts` holds them to
it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Protocol, TypeAlias

from graph.store.formats import Plan
from graph.store.model import Change, Committed, Document, Event, Finding, Head, Key, KeyPage, Version
from graph.store.scope import Scope

Copying: TypeAlias = Callable[[int, int], None]
"""Told how much of a copy is made, and the whole, in the same unit."""
Point: TypeAlias = int | datetime | None
"""A moment of the store: after an event, or at a time; None the last one."""


class Store(Protocol):
    """Documents, their links and keys, and the log. Synchronous; safe to call from several threads.

    Every error is one of `graph.store.errors`.
    """

    def read(self, keys: Sequence[Key], scope: Scope) -> list[Document | None]:
        """The documents in the order asked; None where absent or outside the scope."""
        ...

    def layers(self, iris: Sequence[str], scope: Scope) -> list[tuple[Document, ...]]:
        """Per root IRI, its documents in every graph the scope reads, ordered by graph."""
        ...

    def incoming(
        self,
        targets: Sequence[str | tuple[str, ...]],
        paths: Sequence[str],
        scope: Scope,
        *,
        first: int = 100,
        after: str | None = None,
        count: bool = False,
        latest: bool = False,
    ) -> list[KeyPage]:
        """Per target, the documents that point at it by one of `paths` (`bf:contribution/bf:agent`), each once,
        paged, stable. With `latest` the other way round, those of a graph that came last first, with a cursor for each.

        A target given as a tuple stands for several names of one thing; its documents are listed once for the whole
        tuple. A cursor continues the one target and the paths it came from. Raises `UseSearch` for a
        controlled-vocabulary term, `InvalidCursor`.
        """
        ...

    def find(self, scheme: str, values: Sequence[str], scope: Scope) -> list[tuple[Key, ...]]:
        """Per value, the documents that carry that key, at most 1,000 of them."""
        ...

    def scan(
        self,
        graph: str,
        scope: Scope,
        *,
        type: str | None = None,
        first: int = 1000,
        after: str | None = None,
        count: bool = False,
    ) -> KeyPage:
        """The roots of a graph, of one type (`bf:Work`) where given, in pages that stay stable while writes go on; with
        `count`, how many there are in all.
        """
        ...

    def commit(self, change: Change, scope: Scope) -> Committed:
        """All or nothing, durable when it returns.

        A unique key is taken when another resource holds it; layers of one resource (one root IRI in several graphs)
        may share it. Raises `Conflict`, `OutOfScope`, `InvalidDocument`, `Unavailable`.
        """
        ...

    def load(self, changes: Iterable[Change], scope: Scope) -> list[Committed]:
        """Bulk import: the same result as committing each in turn, one event per change, in fewer transactions.

        Changes of about 100 records keep others from waiting: a change is never split. The first change that fails ends
        the import with its error; those before it are written.
        """
        ...

    def changes(self, after: int, limit: int, scope: Scope) -> list[Event]:
        """Events numbered above `after`, gapless, in order. Touched documents outside the scope are left out of an
        event; one of which nothing is left has the cause `NOBODY`.
        """
        ...

    def position(self) -> int:
        """The number of the last event, 0 in a new store."""
        ...

    def head(self) -> Head:
        """Which log this is and the number of its last event, at one moment. After a restore it is another log, whose
        numbers mean other events. Raises `Unavailable` while a restore is under way.
        """
        ...

    def history(self, keys: Sequence[Key], scope: Scope) -> list[tuple[Version, ...]]:
        """Per key, every version, oldest first; empty where unknown, forgotten or outside the scope."""
        ...

    def versions(self, wanted: Sequence[tuple[Key, int]], scope: Scope) -> list[Version | None]:
        """Single versions in the order asked (followers compute differences with it)."""
        ...

    def as_of(self, keys: Sequence[Key], moment: datetime, scope: Scope) -> list[Version | None]:
        """Per key, its last version that was written by then, without reading those before it; one without a body where
        it was deleted by then, None where nothing is known.
        """
        ...

    def forget(self, keys: Sequence[Key], scope: Scope) -> int:
        """Remove every version of private documents with their keys, causes and stored answers; the events' numbers
        stay.

        Returns how many documents were forgotten. Only graphs that can't be shared may be forgotten from.
        """
        ...

    def drop(self, graph: str, scope: Scope, *, forget: bool = False) -> int:
        """Remove a graph whole with its history, as one event per batch; returns how many documents went.

        The events of a private graph name nothing: it is forgotten, and so is a shareable one with `forget`; followers
        then learn of it from an event whose command is `graph.store.follower.REMOVED`. The file may be written anew to
        leave no trace, and writers wait meanwhile.
        """
        ...

    def backup(self, to: Path, scope: Scope, progress: Copying | None = None) -> None:
        """An online, consistent copy. `progress` hears how far it is. Raises `Unavailable` when it can't be written."""
        ...

    def restore(self, source: Path, scope: Scope, to: Point = None) -> None:
        """Replace the contents by a backup, then replay every `forget` made since, before answering anything.

        With `to`, the contents are what the store held after that event, or at that time. Raises `NoSuchPoint` where
        the backup does not reach so far or the history has been dropped; the store stays as it is then.
        """
        ...

    def check(self, scope: Scope) -> list[Finding]:
        """Whether documents, links, keys and log agree; names what is wrong and what mends it."""
        ...

    def mend(self, keys: Sequence[Key], scope: Scope) -> int:
        """Make what stands beside these documents anew from them; how many there were. Writes no event."""
        ...

    def plan(self) -> Plan:
        """The formats of the store, and what this release has still to do to it."""
        ...

    def contract(self, scope: Scope) -> Plan:
        """Do the second phase of this release's migrations; what was done. Raises `OlderReleaseRuns`."""
        ...

    def close(self) -> None:
        """Release files and connections. Calling it again does nothing."""
        ...
