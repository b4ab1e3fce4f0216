"""Reading the feeds: what happened in a graph, and the records of a library by when they last changed.

Numbers follow the log, so a place in a list stays the place it is while the list grows and its members change.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from math import inf
from typing import Final

import orjson

from graph.feeds.following import ACTS, FeedFollower
from graph.feeds.model import Activities, Activity, BeingMade, Harvest, Harvested, Kept, Wanted
from graph.store.asked import AskedFile
from graph.store.errors import OutOfScope
from graph.store.port import Store
from graph.store.scope import Scope

_FAR_BEHIND: Final = 1000
"""So many events may be missing where another process reads them just now."""
_DAY_ONE: Final = datetime.fromtimestamp(0, UTC)


class FeedFile(AskedFile):
    """The file that feeds are read from; see `AskedFile`."""

    following = FeedFollower


class FeedService:
    """Feeds of graphs that a scope reads. Every answer is one moment of the log; all raise `OutOfScope` for a graph
    that may not be read, `BeingMade` while there is much to read in the log, `Unavailable`.
    """

    def __init__(self, file: FeedFile, store: Store) -> None:
        self._file, self._store = file, store

    def activities(self, graph: str, scope: Scope, after: int, limit: int) -> Activities:
        """What happened in a graph, numbered above `after`, in order."""
        with self._read(graph, scope) as (connection, key):
            row = connection.execute("SELECT acts FROM graph WHERE name = ?", (key,)).fetchone()
            found = connection.execute(
                "SELECT number, thing.text, act, at, types.text, target.text FROM activity"
                " JOIN name AS thing ON thing.id = iri JOIN name AS types ON types.id = types"
                " LEFT JOIN name AS target ON target.id = target"
                " WHERE graph = ? AND number > ? ORDER BY number LIMIT ?",
                (key, after, limit),
            )
            items = tuple(
                Activity(number, iri, ACTS[act], _time(at), tuple(types.split()), target)
                for number, iri, act, at, types, target in found
            )
            return Activities(items, 0 if row is None else row[0], self._store.head().log)

    def records(
        self, graph: str, scope: Scope, wanted: Wanted, after: int, limit: int, *, count: bool = False
    ) -> Harvest:
        """The records of a catalogue that are wanted, numbered above `after`, in the order in which they first came."""
        with self._read(graph, scope) as (connection, key):
            where, values = _where(key, wanted)
            more, bound = "", list(values)
            if after:
                more, bound = " AND number > ?", [*values, after]
            by = _index(connection, key, wanted)
            rows = connection.execute(
                f"SELECT text, number, changed, gone, iri FROM record {by} JOIN name ON id = iri"
                f" WHERE {where}{more} ORDER BY number LIMIT ?",
                (*bound, limit + 1),
            ).fetchall()
            total = None
            if count:
                total = connection.execute(f"SELECT count(*) FROM record WHERE {where}", values).fetchone()[0]
            first = connection.execute("SELECT min(changed) FROM record WHERE graph = ?", (key,)).fetchone()[0]
            moment = _moment(connection)
            return Harvest(
                _with_locations(connection, key, rows[:limit]),
                moment,
                self._store.head().log,
                moment if first is None else _time(first),
                len(rows) > limit,
                total,
            )

    def record(self, graph: str, scope: Scope, iri: str) -> Kept:
        """The record of this address, where the catalogue has or had one."""
        with self._read(graph, scope) as (connection, key):
            rows = connection.execute(
                "SELECT text, number, changed, gone, iri FROM name JOIN record ON graph = ? AND iri = id"
                " WHERE text = ?",
                (key, iri),
            ).fetchall()
            return Kept({each.iri: each for each in _with_locations(connection, key, rows)}, _moment(connection))

    def catch_up(self) -> None:
        """Read the log to its end, however long that takes, unless somebody else does."""
        self._file.follow(inf)

    @contextmanager
    def _read(self, graph: str, scope: Scope) -> Iterator[tuple[sqlite3.Connection, int]]:
        if not scope.reads(graph):
            raise OutOfScope("This feed may not be read.")
        with self._file.read() as (connection, event, last):
            if last - event > _FAR_BEHIND or (last and not event):
                raise BeingMade(f"The feeds know {event:,} of {last:,} events.")
            row = connection.execute("SELECT id FROM name WHERE text = ?", (graph,)).fetchone()
            yield connection, 0 if row is None else row[0]


def _where(graph: int, wanted: Wanted) -> tuple[str, list[object]]:
    where, values = "graph = ?", list[object]([graph])
    if wanted.since is not None:
        where, values = f"{where} AND changed >= ?", [*values, int(wanted.since.timestamp())]
    if wanted.until is not None:
        where, values = f"{where} AND changed <= ?", [*values, int(wanted.until.timestamp())]
    if wanted.locations is not None:
        # Also a record that left: who follows a place wants to know.
        where += (
            " AND EXISTS (SELECT 1 FROM been WHERE been.graph = record.graph AND been.record = record.iri"
            " AND been.location IN (SELECT id FROM name WHERE text IN (SELECT value FROM json_each(?))))"
        )
        values.append(orjson.dumps(wanted.locations).decode())
    return where, values


def _index(connection: sqlite3.Connection, graph: int, wanted: Wanted) -> str:
    """By which index to read: few that changed in the time are sorted, many are met soon by going through all."""
    if wanted.since is None and wanted.until is None:
        return "INDEXED BY record_number"
    where, values = _where(graph, Wanted(wanted.since, wanted.until))
    few = connection.execute(
        f"SELECT count(*) FROM (SELECT 1 FROM record INDEXED BY record_changed WHERE {where} LIMIT 10000)", values
    ).fetchone()[0]
    return "INDEXED BY record_changed" if few < 10_000 else "INDEXED BY record_number"


def _with_locations(
    connection: sqlite3.Connection, graph: int, rows: Sequence[tuple[str, int, int, int, int]]
) -> tuple[Harvested, ...]:
    there = _places(connection, "link", graph, [row[4] for row in rows if not row[3]])
    ever = _places(connection, "been", graph, [row[4] for row in rows if row[3]])
    return tuple(
        Harvested(iri, number, _time(changed), bool(gone), tuple((ever if gone else there).get(key, ())))
        for iri, number, changed, gone, key in rows
    )


def _places(
    connection: sqlite3.Connection, table: str, graph: int, records: Sequence[int]
) -> dict[int, dict[str, None]]:
    """Per record, the locations that a table has of it."""
    found = connection.execute(
        f"SELECT record, text FROM {table} JOIN name ON id = location"
        " WHERE graph = ? AND record IN (SELECT value FROM json_each(?))",
        (graph, orjson.dumps(records).decode()),
    )
    places: dict[int, dict[str, None]] = {}
    for record, location in found:
        places.setdefault(record, {})[location] = None
    return places


def _moment(connection: sqlite3.Connection) -> datetime:
    row = connection.execute("SELECT max(written, told) FROM moment").fetchone()
    return _DAY_ONE if row is None else _time(row[0])


def _time(seconds: int) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)
