"""What stands beside the documents and follows from them: rows of links, keys and memberships.

One place computes the rows, so that writing, removing and checking can't disagree about them.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Final

from graph.backends.sqlite.connection import Session
from graph.backends.sqlite.schema import EVERY_TYPE
from graph.store.model import Derived

COLUMNS: Final = {
    "edge": "target, path, graph, document",
    "lookup": "scheme, value, graph, document, space",
    "member": "graph, type, document",
}
"""The tables beside the documents. Named wherever they are written, so that a later release may add others."""


@dataclass(frozen=True, slots=True)
class Beside:
    """Rows of `edge`, `lookup` and `member`."""

    edges: set[tuple[int, int, int, int]] = field(default_factory=set)
    keys: set[tuple[int, str, int, int, int]] = field(default_factory=set)
    members: set[tuple[int, int, int]] = field(default_factory=set)

    def add(
        self,
        name: Callable[[str], int],
        document: tuple[int, int],
        derived: Derived,
        types: Iterable[str],
        ids: dict[str, int],
    ) -> None:
        """The rows of one document, given as its graph's id and its own.

        `name` answers the id of a path, type, scheme or space; `ids` holds the id of every link's target.
        """
        self.edges.update([(ids[target], name(path), *document) for path, target in derived.edges])
        for key in derived.keys:
            row = (name(key.scheme), key.value, *document, name(key.unique_in))
            self.keys.add(row)
        graph, number = document
        self.members.add((graph, EVERY_TYPE, number))
        self.members.update([(graph, name(each), number) for each in types])

    def without(self, other: Beside) -> Beside:
        """The rows that are not among `other`'s."""
        return Beside(self.edges - other.edges, self.keys - other.keys, self.members - other.members)

    def insert(self, connection: sqlite3.Connection, prefix: str = "", how: str = "") -> None:
        """Add the rows, in the order of their tables; `how` may be `OR IGNORE `."""
        run = connection.executemany
        for table, rows in (("edge", self.edges), ("lookup", self.keys), ("member", self.members)):
            columns = COLUMNS[table]
            marks = ", ".join("?" * (columns.count(",") + 1))
            run(f"INSERT {how}INTO {prefix}{table} ({columns}) VALUES ({marks})", sorted(rows))  # noqa: S608

    def delete(self, connection: sqlite3.Connection) -> None:
        """Take the rows away."""
        run = connection.executemany
        run("DELETE FROM edge WHERE target = ? AND path = ? AND graph = ? AND document = ?", sorted(self.edges))
        run(
            "DELETE FROM lookup WHERE scheme = ? AND value = ? AND graph = ? AND document = ? AND space = ?",
            sorted(self.keys),
        )
        run("DELETE FROM member WHERE graph = ? AND type = ? AND document = ?", sorted(self.members))


def name_id(session: Session, text: str) -> int:
    """The id of a path, type, scheme or space, a new one where it has none. 0 stands for the empty name."""
    found = session.names.get(text)
    if found is None:
        found = session.names[text] = _name_id(session.connection, text) if text else 0
    return found


def _name_id(connection: sqlite3.Connection, text: str) -> int:
    row = connection.execute("SELECT id FROM name WHERE text = ?", (text,)).fetchone()
    if row is None:
        row = connection.execute("INSERT INTO name (text) VALUES (?) RETURNING id", (text,)).fetchone()
    return int(row[0])
