"""Who meets whom in the file: for many works at once, those that share a block with each, as blocks are compared."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from typing import Final

from graph.network.clusters.addresses import Addresses
from graph.network.clusters.blocking import MOST_IN_BLOCK
from graph.network.clusters.grouping import Pair, pair
from graph.network.clusters.packing import unpacked
from graph.network.clusters.scoring import Score, score
from graph.network.clusters.things import Facts, keys_of, year_of
from graph.store.walking import chunks

_AT_ONCE: Final = 400
_MOST_SCORES: Final = 200_000


class Neighbours:
    """Reads the file for one network: works of others than `owners` aren't there."""

    def __init__(self, file: sqlite3.Connection, network: str, owners: Collection[str]) -> None:
        self._file, self.owners, self.addresses = file, frozenset(owners), Addresses(file, network)
        self._scores: dict[Pair, Score] = {}

    def score(self, one: Facts, other: Facts) -> Score:
        """Compare two. Each is compared with the other when its turn comes: what came of it the first time is kept
        until the second, as far as there is room.
        """
        both = pair(one.iri, other.iri)
        known = self._scores.pop(both, None)
        if known is None:
            known = score(one, other)
            if len(self._scores) >= _MOST_SCORES:
                self._scores.clear()
            self._scores[both] = known
        return known

    def facts(self, iris: Iterable[str]) -> dict[str, Facts]:
        """What is known of these, those of `owners` alone; of one that several name, what the first of them says."""
        found: dict[str, Facts] = {}
        for part in chunks(dict.fromkeys(iris), _AT_ONCE):
            asked = ", ".join("?" * len(part))
            wanted = f"SELECT iri, owner, facts FROM thing WHERE iri IN ({asked}) ORDER BY iri, owner DESC"  # noqa: S608
            rows = self._file.execute(wanted, part)
            found.update((iri, unpacked(text)) for iri, owner, text in rows if owner in self.owners)
        return found

    def meeting(self, works: Mapping[str, Facts]) -> dict[str, set[str]]:
        """Per work, who shares a block with it."""
        years = {iri: year_of(facts) for iri, facts in works.items()}
        blocks: dict[str, list[str]] = defaultdict(list)
        for iri, facts in works.items():
            for key in keys_of(facts):
                blocks[key].append(iri)
        met: dict[str, set[str]] = {iri: set() for iri in works}
        for key, members in blocks.items():
            whole = self._block(key)
            by_year: dict[int, list[str]] = {}
            for iri in members:
                if whole is None and (year := years[iri]) not in by_year:
                    by_year[year] = self._block(key, year) or []
                met[iri].update(by_year[years[iri]] if whole is None else whole)
        for iri, others in met.items():
            others.discard(iri)
        return met

    def _block(self, key: str, year: int | None = None) -> list[str] | None:
        """Who stands in a block, or in a year of it; None where that is more than is compared."""
        condition, values = ("key = ?", [key]) if year is None else ("key = ? AND year = ?", [key, year])
        rows = self._file.execute(f"SELECT DISTINCT iri FROM block WHERE {condition} LIMIT {MOST_IN_BLOCK + 1}", values)  # noqa: S608
        found = [iri for (iri,) in rows]
        return found if len(found) <= MOST_IN_BLOCK else None
