"""The log and what documents were: events, versions, and who caused them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Final

import orjson
import zstandard

from graph.backends.sqlite.connection import Session, in_parts
from graph.backends.sqlite.reading import microseconds, moment
from graph.backends.sqlite.schema import NAMES_BITS, VERSION_BITS
from graph.store.errors import Corrupt
from graph.store.model import NOBODY, Cause, Event, Head, Key, Touched, Version
from graph.store.refusals import reads
from graph.store.scope import Scope

Entry = tuple[int, int, int]
"""One document of an event: its id, its version (0: deleted), its version before (0: new)."""

_SMALL: Final = 120
_CAUSE: Final = "SELECT at, actor, command, request, source FROM event WHERE sequence = ?"


def pack_entries(entries: Iterable[Entry]) -> bytes:
    """What an event touched, as octets: ids as differences, which are small where documents came together."""
    numbers: list[int] = []
    last = 0
    for document, version, previous in entries:
        numbers += (document - last, version, previous)
        last = document
    octets = orjson.dumps(numbers)
    return octets if len(octets) < _SMALL else zstandard.compress(octets)


def unpack_entries(octets: bytes) -> list[Entry]:
    """What `pack_entries` was given. Raises `Corrupt`."""
    try:
        numbers = orjson.loads(octets if octets[:1] == b"[" else zstandard.decompress(octets))
    except (zstandard.ZstdError, orjson.JSONDecodeError) as error:
        raise Corrupt("An event of the log is damaged.") from error
    entries: list[Entry] = []
    document = 0
    for at in range(0, len(numbers), 3):
        document += numbers[at]
        entries.append((document, numbers[at + 1], numbers[at + 2]))
    return entries


def events(session: Session, after: int, limit: int, scope: Scope) -> list[Event]:
    """See `Store.changes`."""
    rows = session.connection.execute(
        "SELECT at, actor, command, request, source, sequence, touched FROM event WHERE sequence > ?"
        " ORDER BY sequence LIMIT ?",
        (max(after, 0), limit),
    ).fetchall()
    entries = [unpack_entries(row[6]) for row in rows]
    keys = _keys(session, {each[0] for of_event in entries for each in of_event}, scope)
    answer = []
    for row, of_event in zip(rows, entries, strict=True):
        touched = tuple(Touched(keys[each[0]], each[1], each[2]) for each in of_event if each[0] in keys)
        answer.append(Event(row[5], _cause(row) if touched else NOBODY, touched))
    return answer


def _keys(session: Session, documents: Iterable[int], scope: Scope) -> dict[int, Key]:
    """The keys of documents by their ids, those out of scope left out."""
    found: dict[int, Key] = {}
    for marks, part in in_parts(sorted(documents)):
        sql = (
            "SELECT d.id, g.iri, i.iri FROM document d JOIN graph g ON g.id = d.graph JOIN iri i ON i.id = d.root"  # noqa: S608
            f" WHERE d.id IN ({marks})"
        )
        for number, graph, iri in session.connection.execute(sql, part):
            if reads(scope, graph):
                found[number] = Key(graph, iri)
    return found


def position(session: Session) -> int:
    """See `Store.position`."""
    return session.connection.execute("SELECT max(sequence) FROM event").fetchone()[0] or 0


def head(session: Session) -> Head:
    """See `Store.head`."""
    row = session.connection.execute(
        f"SELECT incarnation >> {NAMES_BITS}, (SELECT max(sequence) FROM event) FROM store"  # noqa: S608 - a number
    ).fetchone()
    return Head(str(row[0]), row[1] or 0)


_State = tuple[int, int, bytes | None]
"""Version, sequence, body."""


def history(session: Session, key: Key) -> tuple[Version, ...]:
    """Every version of one document, oldest first."""
    found = _newest(session, key)
    if found is None:
        return ()
    document, newest = found
    rows: list[_State] = session.connection.execute(
        "SELECT id & ?, sequence, body FROM version WHERE id >= ? AND id < ? ORDER BY id",
        ((1 << VERSION_BITS) - 1, document << VERSION_BITS, (document + 1) << VERSION_BITS),
    ).fetchall()
    return tuple(_version(session, key, state) for state in [*rows, newest])


def single(session: Session, key: Key, version: int) -> Version | None:
    """One version of one document."""
    found = _newest(session, key)
    if found is None:
        return None
    document, newest = found
    if newest[0] == version:
        return _version(session, key, newest)
    if not 0 < version < newest[0]:
        return None
    row = session.connection.execute(
        "SELECT sequence, body FROM version WHERE id = ?", (document << VERSION_BITS | version,)
    ).fetchone()
    return None if row is None else _version(session, key, (version, *row))


def as_of(session: Session, key: Key, then: datetime) -> Version | None:
    """The last version of one document that was written by then. Earlier ones are looked through from the newest on."""
    found = _newest(session, key)
    if found is None:
        return None
    document, newest = found
    latest = microseconds(then)
    row = session.connection.execute("SELECT at FROM event WHERE sequence = ?", (newest[1],)).fetchone()
    if row is None or row[0] <= latest:
        return _version(session, key, newest)
    state: _State | None = session.connection.execute(
        "SELECT v.id & ?, v.sequence, v.body FROM version v LEFT JOIN event e ON e.sequence = v.sequence"
        " WHERE v.id >= ? AND v.id < ? AND coalesce(e.at, 0) <= ? ORDER BY v.id DESC LIMIT 1",
        ((1 << VERSION_BITS) - 1, document << VERSION_BITS, (document + 1) << VERSION_BITS, latest),
    ).fetchone()
    return None if state is None else _version(session, key, state)


def _newest(session: Session, key: Key) -> tuple[int, _State] | None:
    row = session.connection.execute(
        "SELECT d.id, d.version, d.sequence, d.body FROM iri i JOIN graph g ON g.iri = ?"
        " JOIN document d ON d.root = i.id AND d.graph = g.id WHERE i.iri = ?",
        key,
    ).fetchone()
    return None if row is None else (row[0], row[1:])


def _version(session: Session, key: Key, state: _State) -> Version:
    version, sequence, octets = state
    body = None if octets is None else orjson.loads(session.bodies.unpack(octets, session.connection))
    row = session.connection.execute(_CAUSE, (sequence,)).fetchone()
    return Version(key, version, body, sequence, NOBODY if row is None else _cause(row))


def _cause(row: Sequence[object]) -> Cause:
    at, actor, command, request, source = row[:5]
    assert isinstance(at, int)  # noqa: S101 - the table is STRICT
    return Cause(str(actor), str(command), moment(at), _text(request), _text(source))


def _text(value: object) -> str | None:
    return None if value is None else str(value)
