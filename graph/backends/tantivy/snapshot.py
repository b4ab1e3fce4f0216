"""The index as a reader sees it: reopened when another process has committed."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock
from typing import Final

import tantivy

from graph.backends.tantivy.facets import owned_by
from graph.backends.tantivy.follower import committed_position
from graph.backends.tantivy.schema import META, home, one_of, open_index
from graph.store.errors import ProjectionUnavailable

_FEW: Final = 32
DAMAGED: Final = "The search index can't be read."


@dataclass(frozen=True, slots=True)
class Snapshot:
    """One committed state: everything of one answer is read from the same."""

    searcher: tantivy.Searcher
    position: int
    owners: dict[str, int]
    """Everybody who has documents, and about how many."""
    layered: frozenset[str]
    """Everybody who has something of what a network shares."""
    names: dict[tuple[frozenset[str], str], tuple[str, str]] = field(default_factory=dict)
    """What headings are called for readers of some owners' graphs, as far as it was asked: label and IRI."""
    owned: dict[tuple[str, str], bool] = field(default_factory=dict)
    """Whether an owner has documents of a kind, as far as it was asked."""

    def wall(self, owners: frozenset[str], kinds: Collection[str]) -> list[tuple[tantivy.Occur, tantivy.Query]]:
        """What leaves, of documents of these kinds, those of these owners and of nobody else. A single owner is looked
        up; of several the documents are gathered first, so it is said of the fewer: of who is read, or of who isn't.
        """
        others = self._having(self.owners.keys() - owners, kinds)
        owners = self._having(owners, kinds)
        if len(owners) > 1 and self._documents(others) < self._documents(owners):
            return [(tantivy.Occur.MustNot, one_of("owner", others))] if others else []
        return [(tantivy.Occur.Must, owned_by(owners))]

    def _documents(self, owners: Iterable[str]) -> int:
        return sum(self.owners.get(each, 0) for each in owners)

    def _having(self, owners: AbstractSet[str], kinds: Collection[str]) -> frozenset[str]:
        """Those of some owners who have documents of these kinds; of many, all of them, which is as true."""
        if len(owners) > _FEW:
            return frozenset(owners)
        return frozenset(owner for owner in owners if any(self._has(owner, kind) for kind in kinds))

    def _has(self, owner: str, kind: str) -> bool:
        found = self.owned.get((owner, kind))
        if found is None:
            both = [(tantivy.Occur.Must, one_of("owner", [owner])), (tantivy.Occur.Must, one_of("kind", [kind]))]
            hits = self.searcher.search(tantivy.Query.boolean_query(both), 1, count=False).hits
            found = self.owned[owner, kind] = bool(hits)
        return found


class Snapshots:
    """The newest snapshot of the index in `directory`; None while there is no index."""

    def __init__(self, directory: Path) -> None:
        self._directory = directory
        self._lock = Lock()
        self._index: tantivy.Index | None = None
        self._stamp: tuple[int, int] | None = None
        self._current: Snapshot | None = None

    def newest(self) -> Snapshot | None:
        """The last commit. A look at one file's time when nothing has changed."""
        stamp = self._stamp_now()
        if stamp is None:
            # Gone, it may still be open: what it says is of a time that nothing will follow.
            self._index = self._current = None
            return None
        if stamp == self._stamp and self._current is not None:
            return self._current
        with self._lock:
            if stamp != self._stamp or self._current is None:
                self._current = self._opened()
                self._stamp = stamp
            return self._current

    def _opened(self) -> Snapshot:
        try:
            if self._index is None:
                self._index = open_index(self._directory)
            self._index.reload()
            searcher = self._index.searcher()
            layered = frozenset(tenant for tenant, _ in searcher.terms_with_prefix("layered", ""))
            owners = dict(searcher.terms_with_prefix("owner", ""))
            return Snapshot(searcher, committed_position(searcher), owners, layered)
        except (ValueError, OSError) as error:
            self._index = None
            raise ProjectionUnavailable(DAMAGED) from error

    def _stamp_now(self) -> tuple[int, int] | None:
        try:
            found = (home(self._directory) / META).stat()
        except OSError:
            return None
        return found.st_mtime_ns, found.st_ino
