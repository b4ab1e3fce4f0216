"""Who meets whom in the file: for many works at once, those that share a block with each, as blocks are compared."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Final

from graph.network.clusters.addresses import Addresses
from graph.network.clusters.blocking import MOST_IN_BLOCK
from graph.network.clusters.grouping import Pair, pair
from graph.network.clusters.packing import unpacked
from graph.network.clusters.scoring import Score, likeness
from graph.network.clusters.standing import Block, json, members, sizes
from graph.network.clusters.things import Facts, keys_of, year_of

_MOST_SCORES: Final = 200_000
_MOST_FACTS: Final = 10_000
_MOST_BLOCKS: Final = 20_000


class Neighbours:
    """Reads the file, as it is at one moment, for one network: works of others than `owners` aren't there."""

    def __init__(self, file: sqlite3.Connection, network: str, owners: Collection[str]) -> None:
        self._file, self.owners, self.addresses = file, frozenset(owners), Addresses(file, network)
        self._scores: dict[Pair, Score | None] = {}
        self._facts: dict[str, Facts] = {}
        self._blocks: dict[Block, Sequence[str] | None] = {}

    def score(self, one: Facts, other: Facts) -> Score | None:
        """Compare two; None where they are apart. Each is compared with the other when its turn comes: what came of it
        the first time is kept until the second, as far as there is room.
        """
        both = pair(one.iri, other.iri)
        if both in self._scores:
            return self._scores.pop(both)
        if len(self._scores) >= _MOST_SCORES:
            self._scores.clear()
        known = self._scores[both] = likeness(one, other)
        return known

    def facts(self, iris: Iterable[str]) -> dict[str, Facts]:
        """What is known of these, those of `owners` alone; of one that several name, what the first of them says."""
        wanted = dict.fromkeys(iris)
        known = {iri: self._facts[iri] for iri in wanted if iri in self._facts}
        missing = [iri for iri in wanted if iri not in known]
        if len(self._facts) + len(missing) > _MOST_FACTS:
            self._facts.clear()
        rows = self._file.execute(
            "SELECT t.iri, t.owner, t.facts FROM json_each(?) asked CROSS JOIN thing t ON t.iri = asked.value"
            " ORDER BY asked.id, t.owner DESC",
            (json(missing),),
        )
        new = {iri: text for iri, owner, text in rows if owner in self.owners}
        known |= (read := {iri: unpacked(text) for iri, text in new.items()})
        self._facts |= read
        return {iri: known[iri] for iri in wanted if iri in known}

    def meeting(self, works: Mapping[str, Facts]) -> dict[str, set[str]]:
        """Per work, who shares a block with it."""
        keys = {iri: keys_of(facts) for iri, facts in works.items()}
        whole = self._members({(key, None) for own in keys.values() for key in own})
        years = {iri: year_of(facts) for iri, facts in works.items()}
        large = {(key, years[iri]) for iri, own in keys.items() for key in own if whole[key, None] is None}
        by_year = self._members(large)
        met: dict[str, set[str]] = {}
        for iri, own in keys.items():
            found = met[iri] = set()
            for key in own:
                members = whole[key, None]
                found.update(by_year[key, years[iri]] or () if members is None else members)
            found.discard(iri)
        return met

    def _members(self, blocks: Collection[Block]) -> dict[Block, Sequence[str] | None]:
        """Who stands in blocks, or in years of them; None where that is more than is compared."""
        found = {block: self._blocks[block] for block in blocks if block in self._blocks}
        counted = sizes(self._file, [block for block in blocks if block not in found])
        found |= {block: None for block, size in counted.items() if size > MOST_IN_BLOCK}
        small = members(self._file, [block for block in counted if block not in found])
        found |= {block: list(dict.fromkeys(own)) for block, own in small.items()}
        if len(self._blocks) > _MOST_BLOCKS:
            self._blocks.clear()
        self._blocks |= {block: own for block, own in found.items() if own is None or len(own) > 1}
        return found
