"""Which agents got an address of a network's with the works that name them, and which a copy names as a library's own:
the last part of their address is the same. Kept beside the works' own addresses, counted by works, in the same file.

A library that shared nothing which names somebody has another by the same name, as far as is known.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from enum import IntEnum
from typing import Final, NamedTuple

from graph.access.model import network_owner
from graph.catalogue.promoting import shared_id
from graph.store.names import NETWORKS, Names

HEADINGS: Final = """
CREATE TABLE IF NOT EXISTS heading (
  iri TEXT, target TEXT, network TEXT, way INTEGER, works INTEGER NOT NULL,
  PRIMARY KEY (iri, target, network, way)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS heading_target ON heading (target);
"""


class Way(IntEnum):
    """How an address of a library's belongs to one of a network's."""

    SHARED = 0
    """It became that one."""
    COPIED = 1
    """It was copied from that one."""
    TAKEN_BACK = 2
    """It was copied from the one that it became before."""


class Heading(NamedTuple):
    """An agent in a library's name and in that of all networks, and in which network a work has it so."""

    iri: str
    target: str
    network: str
    way: Way


@dataclass(frozen=True, slots=True)
class Headings:
    """Reads and writes what the file says of agents' addresses."""

    file: sqlite3.Connection

    def of_work(self, work: str, names: Names) -> set[tuple[str, str, Heading]]:
        """What follows for agents of where a work leads and what leads to it: the two works, and the agents."""
        return {
            (iri, target, each)
            for iri, target, copy in self.file.execute(
                "SELECT iri, target, is_copy FROM leading WHERE iri = ? UNION "
                "SELECT iri, target, is_copy FROM leading WHERE target = ?",
                (work, work),
            )
            for each in self._along(iri, target, names, is_copy=bool(copy))
        }

    def replace(
        self, before: Collection[tuple[str, str, Heading]], after: Collection[tuple[str, str, Heading]]
    ) -> set[str]:
        """Count what follows of works as it is from now on; the agents for which that makes a difference."""
        changed: set[str] = set()
        for counted, now, later in ((1, after, before), (-1, before, after)):
            for _, _, each in sorted(set(now).difference(later)):
                if self._count(each, counted):
                    changed |= {each.iri, each.target}
        return changed

    def _count(self, heading: Heading, more: int) -> bool:
        """Whether it is the first work that has it so, or was the last."""
        run = self.file.execute
        wanted = "SELECT works FROM heading WHERE iri = ? AND target = ? AND network = ? AND way = ?"
        row = run(wanted, heading).fetchone()
        works = (0 if row is None else row[0]) + more
        if works:
            run("INSERT OR REPLACE INTO heading VALUES (?, ?, ?, ?, ?)", (*heading, works))
        else:
            run("DELETE FROM heading WHERE iri = ? AND target = ? AND network = ? AND way = ?", heading)
        return not works or row is None

    def _along(self, iri: str, target: str, names: Names, *, is_copy: bool) -> Iterator[Heading]:
        library = names.owner_of(iri)
        if names.owner_of(target) != NETWORKS or library == NETWORKS:
            return
        common = f"{names.base}{NETWORKS}/"
        in_copy = {agent for agent, _ in self._named(iri)} if is_copy else set[str]()
        for agent, owner in self._named(target):
            if not agent.startswith(common):
                continue
            own = f"{names.base}{library}/{agent.removeprefix(common)}"
            if not is_copy:
                yield Heading(own, agent, owner, Way.SHARED)
            elif own in in_copy:
                brought = shared_id(owner.removeprefix(network_owner("")), iri) == target.rpartition("/")[2]
                yield Heading(own, agent, owner, Way.TAKEN_BACK if brought else Way.COPIED)

    def _named(self, work: str) -> list[tuple[str, str]]:
        """Whom a work names, and whose the work is."""
        asked = (
            "SELECT json_extract(each.value, '$[0]'), t.owner"
            " FROM thing t CROSS JOIN json_each(CAST(t.named AS TEXT)) each WHERE t.iri = ?"
        )
        return self.file.execute(asked, (work,)).fetchall()
