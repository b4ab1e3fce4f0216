"""The follower that keeps the feeds' file: which rows an event of the log becomes.

Only what can be shared is in it: catalogues and what networks share. Every graph has its activities numbered from 1; a
catalogue has its records, too. Rows follow from the log alone, so a file made anew has the same numbers.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from graph.catalogue.resources import REDIRECT, REPLACED_BY
from graph.feeds.model import Act
from graph.holdings.terms import (
    BOUND_WITH,
    HOLDINGS,
    HOLDINGS_FOR,
    ITEM,
    ITEM_OF,
    LOCATION,
    TEMPORARY_LOCATION,
)
from graph.store.asked import FileFollower, FileForm
from graph.store.model import Event, Key, Touched
from graph.store.names import GraphKind, parse_graph
from graph.store.port import Store
from graph.store.scope import Scope
from mappings.bibframe import read
from mappings.bibframe.node import Node

INSTANCE: Final = "bf:Instance"
INSTANCE_OF: Final = "bf:instanceOf"
IN_AN_EVENT: Final = 1 << 20
"""More documents than an event has: a record's number is its first event's, and its place in that."""
_HANGING: Final = (ITEM_OF, BOUND_WITH, HOLDINGS_FOR)
_FOLLOWED: Final = frozenset({GraphKind.CATALOGUE, GraphKind.NETWORK})
FORM: Final = FileForm(
    "feeds.sqlite",
    """
CREATE TABLE IF NOT EXISTS position (one INTEGER PRIMARY KEY CHECK (one = 1), event INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS moment (
  one INTEGER PRIMARY KEY CHECK (one = 1), written INTEGER NOT NULL, told INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS name (id INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE);
CREATE TABLE IF NOT EXISTS graph (name INTEGER PRIMARY KEY, acts INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS activity (
  graph INTEGER, number INTEGER, iri INTEGER NOT NULL, act INTEGER NOT NULL, at INTEGER NOT NULL,
  types INTEGER NOT NULL, target INTEGER, PRIMARY KEY (graph, number)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS record (
  graph INTEGER, iri INTEGER, number INTEGER NOT NULL, changed INTEGER NOT NULL, gone INTEGER NOT NULL,
  PRIMARY KEY (graph, iri)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS record_number ON record (graph, number, changed, gone);
CREATE INDEX IF NOT EXISTS record_changed ON record (graph, changed, number);
CREATE TABLE IF NOT EXISTS link (
  graph INTEGER, source INTEGER, part INTEGER, record INTEGER, location INTEGER,
  PRIMARY KEY (graph, source, part, record)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS link_part ON link (part);
CREATE INDEX IF NOT EXISTS link_record ON link (graph, record, location);
CREATE TABLE IF NOT EXISTS been (
  graph INTEGER, record INTEGER, location INTEGER, PRIMARY KEY (graph, record, location)) WITHOUT ROWID;
""",
    3,
)
"""Addresses and types stand once, in `name`; everywhere else is the number of their row. A `link` tells what is a part
of a record now, and where; `been` where a record ever was, so that who follows one place is told when it left.
"""
ACTS: Final = tuple(Act)
_MOST_NAMES: Final = 50_000


class FeedFollower(FileFollower):
    """Keeps the feeds' file in `folder`."""

    name = "feeds"
    form = FORM

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self._names: dict[str, int] = {}
        self._acts: dict[int, int] = {}
        self._written, self._told = self._moment()

    def apply(self, events: Sequence[Event], store: Store, scope: Scope) -> None:
        """Note what these events wrote."""
        told = [
            (event, [each for each in event.touched if _is_followed(each.key)])
            for event in events
            if event.sequence > self._applied
        ]
        wanted = [(each.key, each.version) for _, touched in told for each in touched if each.version]
        found = iter(store.versions(wanted, scope) if wanted else ())
        with self._taking():
            for event, touched in told:
                if touched:
                    self._written = max(self._written, int(event.cause.at.timestamp()))
                for place, each in enumerate(touched):
                    version = next(found) if each.version else None
                    body = None if version is None else version.body
                    number = event.sequence * IN_AN_EVENT + place
                    self._take(each, body, number, forgotten=bool(each.version) and not body)
                self._applied = event.sequence

    def flush(self) -> None:
        """Keep what was applied."""
        if self._connection.in_transaction:
            self._connection.executemany("INSERT OR REPLACE INTO graph VALUES (?, ?)", list(self._acts.items()))
            self._connection.execute(
                "INSERT OR REPLACE INTO moment VALUES (1, ?, ?)", (self._written, self._told)
            )  # fmt: skip
        super().flush()

    def caught_up(self, began: float) -> None:
        """What comes from now on was last changed no earlier than this, whatever its own clock says."""
        if int(began) > self._told:
            self._told = int(began)
            self._begin()
            self.flush()

    def reset(self) -> None:
        """Begin anew."""
        super().reset()
        self._names, self._acts = {}, {}
        self._written, self._told = 0, 0

    # inside

    def _moment(self) -> tuple[int, int]:
        row = self._connection.execute("SELECT written, told FROM moment").fetchone()
        return (0, 0) if row is None else (int(row[0]), int(row[1]))

    def _take(self, touched: Touched, body: Node | None, number: int, *, forgotten: bool) -> None:
        """One document of an event. Of a forgotten state only that there was one is known."""
        graph, iri = self._name(touched.key.graph), self._name(touched.key.iri)
        if body is not None and REDIRECT in body["@type"]:
            self._act(graph, iri, Act.DEPRECATE, (), self._name(str(body[REPLACED_BY][0]["@id"])))
            body = None
        elif body is None and not forgotten:
            self._act(graph, iri, Act.DELETE)
        else:
            act = Act.UPDATE if touched.previous else Act.CREATE
            self._act(graph, iri, act, () if body is None else read.types(body))
            if body is None:
                return
        self._touch(iri)
        self._link(graph, iri, body)
        if body is None:
            self._connection.execute(
                "UPDATE record SET changed = ?, gone = 1 WHERE graph = ? AND iri = ? AND gone = 0",
                (self._changed, graph, iri),
            )
            return
        if INSTANCE in body["@type"]:
            self._connection.execute(
                "INSERT INTO record VALUES (?, ?, ?, ?, 0)"
                " ON CONFLICT DO UPDATE SET changed = excluded.changed, gone = 0",
                (graph, iri, number, self._changed),
            )
        self._touch(iri)

    @property
    def _changed(self) -> int:
        return max(self._written, self._told)

    def _name(self, text: str) -> int:
        """The number of an address or of types."""
        found = self._names.get(text)
        if found is None:
            if len(self._names) >= _MOST_NAMES:
                self._names.clear()
            self._connection.execute("INSERT OR IGNORE INTO name (text) VALUES (?)", (text,))
            (found,) = self._connection.execute("SELECT id FROM name WHERE text = ?", (text,)).fetchone()
            self._names[text] = found
        return found

    def _act(self, graph: int, iri: int, act: Act, types: Sequence[str] = (), target: int | None = None) -> None:
        if graph not in self._acts:
            row = self._connection.execute("SELECT acts FROM graph WHERE name = ?", (graph,)).fetchone()
            self._acts[graph] = 0 if row is None else row[0]
        self._acts[graph] += 1
        self._connection.execute(
            "INSERT INTO activity VALUES (?, ?, ?, ?, ?, ?, ?)",
            (graph, self._acts[graph], iri, ACTS.index(act), self._written, self._name(" ".join(types)), target),
        )

    def _link(self, graph: int, iri: int, body: Node | None) -> None:
        """Which records the document is a part of now."""
        self._connection.execute("DELETE FROM link WHERE graph = ? AND source = ?", (graph, iri))
        if body is None:
            return
        kinds = body["@type"]
        rows: list[tuple[int, int, int | None]] = []
        if INSTANCE in kinds:
            rows = [(self._name(work), iri, None) for work in read.iris(body, INSTANCE_OF)]
        elif ITEM in kinds or HOLDINGS in kinds:
            place = _place(body)
            location = None if place is None else self._name(place)
            rows = [(iri, self._name(each), location) for name in _HANGING for each in read.iris(body, name)]
        self._connection.executemany(
            "INSERT OR REPLACE INTO link VALUES (?, ?, ?, ?, ?)", [(graph, iri, *each) for each in rows]
        )
        places = [(graph, record, location) for _, record, location in rows if location is not None]
        self._connection.executemany("INSERT OR IGNORE INTO been VALUES (?, ?, ?)", places)

    def _touch(self, part: int) -> None:
        """Every record that has this part has changed."""
        found = self._connection.execute("SELECT graph, record FROM link WHERE part = ?", (part,))
        self._connection.executemany(
            "UPDATE record SET changed = ? WHERE graph = ? AND iri = ? AND gone = 0",
            [(self._changed, *row) for row in found.fetchall()],
        )


def _is_followed(key: Key) -> bool:
    return parse_graph(key.graph).kind in _FOLLOWED


def _place(body: Node) -> str | None:
    return next((iri for name in (LOCATION, TEMPORARY_LOCATION) for iri in read.iris(body, name)), None)
