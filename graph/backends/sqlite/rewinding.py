"""Taking a copy of the store back to what it was after an earlier event."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

import orjson

from graph.backends.sqlite.beside import COLUMNS, Beside
from graph.backends.sqlite.checking import add_rows
from graph.backends.sqlite.connection import Session, in_parts
from graph.backends.sqlite.log import position, unpack_entries
from graph.backends.sqlite.reading import microseconds
from graph.backends.sqlite.schema import VERSION_BITS
from graph.store.errors import NoSuchPoint
from graph.store.model import Key
from graph.store.port import Point

_BATCH: Final = 1000
_VERSIONS: Final = (1 << VERSION_BITS) - 1


@dataclass(frozen=True, slots=True)
class _State:
    version: int
    sequence: int
    body: bytes | None


def rewind(session: Session, to: Point) -> None:
    """Undo everything after `to`, inside the caller's write transaction. Raises `NoSuchPoint`."""
    connection = session.connection
    event = _event(session, to)
    before = _living(session, event)
    changed = [row[0] for row in connection.execute("SELECT id FROM document WHERE sequence > ?", (event,))]
    for start in range(0, len(changed), _BATCH):
        _rewind_some(session, changed[start : start + _BATCH], event, before)
    connection.execute("DELETE FROM event WHERE sequence > ?", (event,))
    connection.execute("DELETE FROM answer WHERE sequence > ?", (event,))
    connection.execute(
        "DELETE FROM iri WHERE NOT EXISTS (SELECT 1 FROM document WHERE root = iri.id)"
        " AND NOT EXISTS (SELECT 1 FROM edge WHERE target = iri.id)"
    )


def _event(session: Session, to: Point) -> int:
    last = position(session)
    if isinstance(to, datetime):
        later = session.connection.execute("SELECT min(sequence) FROM event WHERE at > ?", (microseconds(to),))
        found = later.fetchone()[0]
        return last if found is None else int(found) - 1
    if to is None or not 0 <= to <= last:
        raise NoSuchPoint(f"The backup holds the events up to {last:,}.")
    return to


def _living(session: Session, event: int) -> dict[int, int]:
    """The version that documents changed since had at the event: 0 where they were not there."""
    found: dict[int, int] = {}
    rows = session.connection.execute("SELECT touched FROM event WHERE sequence > ? ORDER BY sequence", (event,))
    for (octets,) in rows:
        for document, _, previous in unpack_entries(octets):
            found.setdefault(document, previous)
    return found


def _rewind_some(session: Session, documents: Sequence[int], event: int, before: dict[int, int]) -> None:
    connection = session.connection
    rows = Beside()
    for marks, part in in_parts(documents):
        for table in COLUMNS:
            connection.execute(f"DELETE FROM {table} WHERE document IN ({marks})", part)  # noqa: S608
    for number in documents:
        states = list(_states(session, number, event))
        graph, name, iri = connection.execute(
            "SELECT d.graph, g.iri, i.iri FROM document d JOIN graph g ON g.id = d.graph JOIN iri i ON i.id = d.root"
            " WHERE d.id = ?",
            (number,),
        ).fetchone()
        if (lived := before.get(number, 0)) and not any(each.version == lived and each.body for each in states):
            raise NoSuchPoint(f"What {iri} was after event {event:,} has been dropped with its graph since.")
        _keep(session, number, states)
        if states and (octets := states[-1].body) is not None:
            body = orjson.loads(session.bodies.unpack(octets, connection))
            add_rows(session, rows, Key(name, iri), (graph, number), body)
    rows.insert(connection)


def _states(session: Session, number: int, event: int) -> Iterator[_State]:
    found = session.connection.execute(
        "SELECT id & ?, sequence, body FROM version WHERE id >= ? AND id < ? AND sequence <= ? ORDER BY id",
        (_VERSIONS, number << VERSION_BITS, (number + 1) << VERSION_BITS, event),
    )
    return (_State(*row) for row in found.fetchall())


def _keep(session: Session, number: int, states: list[_State]) -> None:
    """Make the last of these states the present one; a document that has none was not there."""
    connection = session.connection
    first = number << VERSION_BITS | (states[-1].version if states else 0)
    connection.execute("DELETE FROM version WHERE id >= ? AND id < ?", (first, (number + 1) << VERSION_BITS))
    if not states:
        connection.execute("DELETE FROM document WHERE id = ?", (number,))
        return
    now, born = states[-1], states[-1]
    for each in reversed(states):
        if each.body is None and now.body is not None:
            break
        born = each
    connection.execute(
        "UPDATE document SET version = ?, sequence = ?, body = ?,"
        " changed = coalesce((SELECT at FROM event WHERE sequence = ?), changed),"
        " created = coalesce((SELECT at FROM event WHERE sequence = ?), created) WHERE id = ?",
        (now.version, now.sequence, now.body, now.sequence, born.sequence, number),
    )
