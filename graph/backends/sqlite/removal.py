"""Forgetting private documents without a trace, and dropping whole graphs."""

from __future__ import annotations

import secrets
import sqlite3
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from typing import Final

import orjson

from graph.backends.sqlite.beside import Beside, name_id
from graph.backends.sqlite.connection import Connections, Session, in_parts
from graph.backends.sqlite.forgotten import ForgetLog
from graph.backends.sqlite.log import pack_entries, position, unpack_entries
from graph.backends.sqlite.schema import EVERY_TYPE, NAMES_BITS, VERSION_BITS
from graph.backends.sqlite.traces import erase, piece_of_body, pieces_of_text
from graph.backends.sqlite.writing import append_event, iri_ids
from graph.store.derive import derive
from graph.store.model import NOBODY, Cause, Key
from graph.store.names import SHAREABLE, parse_graph
from graph.store.portable import Forgotten, mark

_BATCH: Final = 500


def forget(connections: Connections, keys: Sequence[Key], log: ForgetLog) -> int:
    """See `Store.forget`; the scope is checked by the caller."""
    forgotten = 0
    traces: set[bytes] = set()
    with connections.writing() as session:
        found = [(key, number) for key in dict.fromkeys(keys) if (number := _number(session, key)) is not None]
        if found:
            traces = _forget(session, found, log)
            forgotten = len(found)
    erase(connections, traces)
    return forgotten


def forget_again(
    connections: Connections, forgotten: Sequence[Forgotten], spare: Callable[[Key], bool], log: ForgetLog
) -> int:
    """See `Portable.forget_again`."""
    with connections.reading() as session:
        known = marked(session, forgotten)
    wanted = [(key, number) for key, number in known if not spare(key)]
    with connections.writing() as session:
        log.append(forgotten)
        last = max(each.number for each in forgotten)
        session.connection.execute("UPDATE store SET forgets = max(forgets, ?)", (last,))
        traces = purge(session, wanted)
    erase(connections, traces)
    return len(wanted)


def lose(connections: Connections, states: Sequence[tuple[Key, int]]) -> None:
    """See `Portable.lose`."""
    with connections.writing() as session:
        for key, version in states:
            number = _number(session, key)
            if number is not None:
                session.connection.execute("DELETE FROM version WHERE id = ?", (number << VERSION_BITS | version,))


def marked(session: Session, forgotten: Sequence[Forgotten]) -> list[tuple[Key, int]]:
    """The documents that these marks stand for, with their ids."""
    marks = {each.mark for each in forgotten}
    if not marks:
        return []
    rows = session.connection.execute(
        "SELECT g.iri, i.iri, d.id FROM document d JOIN graph g ON g.id = d.graph JOIN iri i ON i.id = d.root"
    )
    keys = ((Key(graph, iri), number) for graph, iri, number in rows)
    return [(key, number) for key, number in keys if mark(key) in marks]


def _forget(session: Session, found: Sequence[tuple[Key, int]], log: ForgetLog) -> set[bytes]:
    """Purge documents and note that they were forgotten."""
    row = session.connection.execute("UPDATE store SET forgets = forgets + 1 RETURNING forgets").fetchone()
    # Written first: a forget that is in the log and not in the file is repeated by a restore, never lost.
    log.append(Forgotten(row[0], mark(key)) for key, _ in found)
    return purge(session, found)


def purge(session: Session, found: Sequence[tuple[Key, int]]) -> set[bytes]:
    """Remove documents with everything that tells of them, inside the caller's write transaction.

    Answers the pieces of what was removed, for the file to be searched for them.
    """
    connection = session.connection
    gone = _Gone()
    sequences: dict[int, set[int]] = {}
    actors = {key.iri for key, _ in found}
    for key, number in found:
        gone.names.add(key.iri)
        _unlink(session, key, number, gone)
        rows = connection.execute(
            "SELECT sequence FROM document WHERE id = ? UNION SELECT sequence FROM version WHERE id >= ? AND id < ?",
            (number, number << VERSION_BITS, (number + 1) << VERSION_BITS),
        )
        for (sequence,) in rows:
            sequences.setdefault(sequence, set()).add(number)
        connection.execute("DELETE FROM document WHERE id = ?", (number,))
        connection.execute("DELETE FROM version WHERE id >= ? AND id < ?", _range(number))
    for sequence, numbers in sequences.items():
        _forget_event(connection, sequence, numbers, actors)
    for actor in actors:
        connection.execute("DELETE FROM answer WHERE actor = ?", (actor,))
    _release_names(session, gone.names)
    return gone.traces(session)


def drop(connections: Connections, graph: str, log: ForgetLog, *, forget: bool) -> int:
    """See `Store.drop`; the scope is checked by the caller."""
    private = forget or parse_graph(graph).kind not in SHAREABLE
    keeping = log if private else None
    dropped = 0
    traces: set[bytes] = set()
    while True:
        with connections.writing(bulk=True) as session:
            batch = _live(session, graph)
            if batch:
                traces |= _drop_batch(session, batch, keeping)
        if not batch:
            break
        dropped += len(batch)
        connections.turns.give_way()
    with connections.writing(bulk=True) as session:
        traces |= _drop_deleted(session, graph, keeping)
        if private:
            _release_graph(session, graph)
    if private:
        erase(connections, traces)
    return dropped


_Live = tuple[Key, int, int]
"""A document to drop: its key, id and version."""


def _live(session: Session, graph: str) -> list[_Live]:
    rows = session.connection.execute(
        "SELECT i.iri, d.id, d.version FROM graph g JOIN member m ON m.graph = g.id AND m.type = ?"
        " JOIN document d ON d.id = m.document JOIN iri i ON i.id = d.root WHERE g.iri = ? ORDER BY d.id LIMIT ?",
        (EVERY_TYPE, graph, _BATCH),
    )
    return [(Key(graph, iri), number, version) for iri, number, version in rows]


def _drop_batch(session: Session, batch: Sequence[_Live], log: ForgetLog | None) -> set[bytes]:
    """Take a batch away; with a `log` of forgets, without a trace."""
    connection = session.connection
    sequence = position(session) + 1
    entries = [] if log is not None else [(number, 0, version) for _, number, version in batch]
    append_event(session, sequence, Cause("", "drop", datetime.now(UTC)), entries)
    if log is not None:
        return _forget(session, [(key, number) for key, number, _ in batch], log)
    for key, number, version in batch:
        _unlink(session, key, number, _Gone())
        connection.execute("DELETE FROM version WHERE id >= ? AND id < ?", _range(number))
        # The row stays, without a body, so that the events which name the document can still be read.
        changed = "UPDATE document SET version = ?, sequence = ?, body = NULL WHERE id = ?"
        connection.execute(changed, (version + 1, sequence, number))
    return set()


def _drop_deleted(session: Session, graph: str, log: ForgetLog | None) -> set[bytes]:
    """What had been deleted from the graph before: its history goes too."""
    rows = session.connection.execute(
        "SELECT i.iri, d.id FROM graph g JOIN document d ON d.graph = g.id JOIN iri i ON i.id = d.root WHERE g.iri = ?",
        (graph,),
    ).fetchall()
    if log is not None and rows:
        return _forget(session, [(Key(graph, iri), number) for iri, number in rows], log)
    for _, number in rows:
        session.connection.execute("DELETE FROM version WHERE id >= ? AND id < ?", _range(number))
    return set()


def _release_graph(session: Session, graph: str) -> None:
    """Remove the name of a graph that holds nothing, and names that only its keys were unique in."""
    connection = session.connection
    connection.execute(
        "DELETE FROM graph WHERE iri = ? AND NOT EXISTS (SELECT 1 FROM document WHERE graph = graph.id)", (graph,)
    )
    connection.execute(
        "DELETE FROM name WHERE text = ? AND NOT EXISTS (SELECT 1 FROM lookup WHERE space = name.id)",
        (f"tenant:{parse_graph(graph).owner}",),
    )
    # Other processes remember names and graphs until they see another incarnation.
    connection.execute(
        "UPDATE store SET incarnation = (incarnation >> ?1 << ?1) | ?2", (NAMES_BITS, secrets.randbits(NAMES_BITS))
    )


def _number(session: Session, key: Key) -> int | None:
    row = session.connection.execute(
        "SELECT d.id FROM iri i JOIN graph g ON g.iri = ? JOIN document d ON d.root = i.id AND d.graph = g.id"
        " WHERE i.iri = ?",
        key,
    ).fetchone()
    return None if row is None else row[0]


def _range(number: int) -> tuple[int, int]:
    return number << VERSION_BITS, (number + 1) << VERSION_BITS


@dataclass(slots=True)
class _Gone:
    """What removed documents consisted of: names, values of keys, compressed bodies."""

    names: set[str] = field(default_factory=set)
    values: set[str] = field(default_factory=set)
    bodies: set[bytes] = field(default_factory=set)

    def traces(self, session: Session) -> set[bytes]:
        """Pieces of it that nothing else in the store accounts for."""
        left = iri_ids(session, self.names)
        texts = {name for name in self.names if name not in left} | self.values
        found = {piece for text in texts for piece in pieces_of_text(text)}
        return found | {piece_of_body(octets) for octets in self.bodies}


def _unlink(session: Session, key: Key, number: int, gone: _Gone) -> None:
    """Take away what stands beside a document, and note what its bodies, earlier ones included, consisted of."""
    connection = session.connection
    graph, newest = connection.execute("SELECT graph, body FROM document WHERE id = ?", (number,)).fetchone()
    earlier = connection.execute("SELECT body FROM version WHERE id >= ? AND id < ?", _range(number)).fetchall()
    for octets in [newest, *(row[0] for row in earlier)]:
        if octets is None:
            continue
        body = orjson.loads(session.bodies.unpack(octets, connection))
        derived = derive(key, body)
        targets = {target for _, target in derived.edges}
        gone.names |= targets
        gone.values.update(each.value for each in derived.keys)
        gone.bodies.add(octets)
        rows = Beside()
        rows.add(partial(name_id, session), (graph, number), derived, body.get("@type", ()), iri_ids(session, targets))
        rows.delete(connection)


def _forget_event(connection: sqlite3.Connection, sequence: int, numbers: set[int], actors: set[str]) -> None:
    """Take documents out of an event; of one that has nothing left only the number stays."""
    actor, request, octets = connection.execute(
        "SELECT actor, request, touched FROM event WHERE sequence = ?", (sequence,)
    ).fetchone()
    connection.execute("DELETE FROM answer WHERE actor = ? AND request = ?", (actor, request))
    left = [entry for entry in unpack_entries(octets) if entry[0] not in numbers]
    if left:
        connection.execute(
            "UPDATE event SET actor = ?, request = NULL, source = NULL, touched = ? WHERE sequence = ?",
            ("" if actor in actors else actor, pack_entries(left), sequence),
        )
        return
    connection.execute(
        "UPDATE event SET at = 0, actor = ?, command = ?, request = NULL, source = NULL, touched = ?"
        " WHERE sequence = ?",
        (NOBODY.actor, NOBODY.command, pack_entries(()), sequence),
    )


def _release_names(session: Session, names: Iterable[str]) -> None:
    """Remove names that nothing refers to any more."""
    for marks, part in in_parts(sorted(names)):
        session.connection.execute(
            f"DELETE FROM iri WHERE iri IN ({marks})"  # noqa: S608
            " AND NOT EXISTS (SELECT 1 FROM document WHERE root = iri.id)"
            " AND NOT EXISTS (SELECT 1 FROM edge WHERE target = iri.id)",
            part,
        )
