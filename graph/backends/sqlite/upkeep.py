"""Copies of the store, putting one back, and finding out whether it agrees with itself."""

from __future__ import annotations

import os
import secrets
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Final

import orjson

from graph.backends.sqlite.beside import Beside
from graph.backends.sqlite.bodies import Dictionaries
from graph.backends.sqlite.connection import Connections, Session
from graph.backends.sqlite.failures import DAMAGED, primary_code
from graph.backends.sqlite.forgotten import ForgetLog, mark
from graph.backends.sqlite.log import unpack_entries
from graph.backends.sqlite.removal import purge
from graph.backends.sqlite.schema import VERSION_BITS, is_current, migrate
from graph.backends.sqlite.traces import empty_journal
from graph.backends.sqlite.writing import iri_ids
from graph.store.derive import derive
from graph.store.errors import Corrupt, StoreError, Unavailable
from graph.store.model import Finding, Key
from graph.store.names import SHAREABLE

_PRIVATE: Final = (
    "SELECT g.iri, i.iri, d.id FROM document d JOIN graph g ON g.id = d.graph JOIN iri i ON i.id = d.root"
    " WHERE g.kind NOT IN "
)
_NEVER_NAMED: Final = -1
_ENOUGH: Final = 1000
"""After so many findings of one sort the store is wrong enough."""


def backup(connections: Connections, to: Path) -> None:
    """See `Store.backup`. The copy appears under its name only once it is whole and on the disk."""
    part = to.with_name(to.name + ".part")
    try:
        with connections.idle() as connection, closing(sqlite3.connect(part)) as copy:
            connection.backup(copy)
            # One file, without a journal beside it.
            copy.execute("PRAGMA journal_mode = DELETE")
        part.replace(to)
        _settle(to.parent)
    finally:
        part.unlink(missing_ok=True)


def restore(connections: Connections, source: Path, log: ForgetLog) -> None:
    """See `Store.restore`. All is done to a copy first; the store changes in one step."""
    if not source.exists():
        raise Unavailable(f"There is no backup at {source}.")
    staged = connections.path.with_name(connections.path.name + ".restoring")
    _remove(staged)
    try:
        with closing(sqlite3.connect(source)) as given, closing(sqlite3.connect(staged)) as copy:
            given.backup(copy)
        with closing(sqlite3.connect(staged, isolation_level=None)) as copy:
            _ready(copy, connections, log)
            with connections.idle() as live:
                copy.backup(live)
        empty_journal(connections)
    finally:
        _remove(staged)


def _ready(copy: sqlite3.Connection, connections: Connections, log: ForgetLog) -> None:
    """Make a copy fit to take the store's place: of this version, and without what was forgotten since."""
    if copy.execute("PRAGMA application_id").fetchone()[0] == 0:
        raise Corrupt("The backup is empty or not one of a store.")
    copy.execute("PRAGMA secure_delete = ON")
    copy.execute("PRAGMA journal_mode = DELETE")
    copy.execute("BEGIN IMMEDIATE")
    if not is_current(copy):
        migrate(copy)
    dictionaries = Dictionaries()
    dictionaries.refresh(copy)
    session = Session(copy, dictionaries)
    number = copy.execute("SELECT forgets FROM store").fetchone()[0]
    marks, last = log.after(number)
    if marks:
        kinds = ",".join(f"'{kind.value}'" for kind in SHAREABLE)
        rows = ((Key(graph, iri), document) for graph, iri, document in copy.execute(f"{_PRIVATE} ({kinds})"))
        purge(session, [(key, document) for key, document in rows if mark(key) in marks])
    copy.execute("UPDATE store SET forgets = ?, incarnation = ?", (last, secrets.randbits(62)))
    # Other processes may still compress with a dictionary of before.
    for each, made in connections.dictionaries.known.items():
        copy.execute("INSERT OR IGNORE INTO dictionary (id, octets) VALUES (?, ?)", (each, made.as_bytes()))
    copy.execute("COMMIT")
    if marks:
        copy.execute("VACUUM")


def _remove(path: Path) -> None:
    for name in (path.name, path.name + "-wal", path.name + "-shm", path.name + "-journal"):
        path.with_name(name).unlink(missing_ok=True)


def _settle(folder: Path) -> None:
    """Make a renamed file's name durable."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def check(session: Session) -> list[Finding]:
    """See `Store.check`."""
    connection = session.connection
    findings = list(_file(connection))
    if findings:
        return findings
    with _expected(connection):
        findings += _documents(session)
        findings += _beside(connection)
    findings += _log(connection)
    return findings


def _file(connection: sqlite3.Connection) -> Iterator[Finding]:
    """What SQLite itself finds wrong with the file's structure."""
    try:
        for (said,) in connection.execute("PRAGMA quick_check(100)"):
            if said != "ok":
                yield Finding("the file", str(said))
    except sqlite3.DatabaseError as error:
        if primary_code(error) not in DAMAGED:
            raise
        yield Finding("the file", "It is too damaged to be checked.")


@contextmanager
def _expected(connection: sqlite3.Connection) -> Iterator[None]:
    """Temporary tables for what should stand beside the documents."""
    for table in ("edge", "lookup", "member"):
        connection.execute(f"CREATE TEMP TABLE expected_{table} AS SELECT * FROM main.{table} LIMIT 0")  # noqa: S608
    try:
        yield
    finally:
        for table in ("edge", "lookup", "member"):
            connection.execute(f"DROP TABLE temp.expected_{table}")


def _documents(session: Session) -> Iterator[Finding]:
    """Documents that can't be read; for the others, note what follows from them."""
    connection = session.connection
    names = {"": 0, **dict(connection.execute("SELECT text, id FROM name"))}
    cursor = connection.execute(
        "SELECT d.id, d.graph, g.iri, i.iri, d.version, d.body FROM document d"
        " LEFT JOIN graph g ON g.id = d.graph LEFT JOIN iri i ON i.id = d.root"
    )
    for number, graph, name, iri, version, octets in cursor:
        if name is None or iri is None:
            yield Finding(f"document {number}", "Its graph or its name is missing.")
            continue
        earlier = connection.execute(
            "SELECT count(*), max(id) FROM version WHERE id >= ? AND id < ?",
            (number << VERSION_BITS, (number + 1) << VERSION_BITS),
        ).fetchone()
        if earlier[1] is not None and earlier[1] & ((1 << VERSION_BITS) - 1) != version - 1:
            yield Finding(iri, "Its history has a gap before the present version.")
        if octets is None:
            continue
        try:
            body = orjson.loads(session.bodies.unpack(octets, connection))
            derived = derive(Key(name, iri), body)
        except (StoreError, orjson.JSONDecodeError):
            yield Finding(iri, "Its description can't be read.")
            continue
        ids = iri_ids(session, {target for _, target in derived.edges})
        missing = {target for _, target in derived.edges} - ids.keys()
        if missing:
            yield Finding(iri, f"It points at {min(missing)}, a name the store has not kept.")
            ids |= dict.fromkeys(missing, 0)
        rows = Beside()
        rows.add(lambda text: names.get(text, _NEVER_NAMED), (graph, number), derived, body.get("@type", ()), ids)
        rows.insert(connection, "temp.expected_")


def _beside(connection: sqlite3.Connection) -> Iterator[Finding]:
    """Where links, keys and types differ from what follows from the documents."""
    for table, what in (("edge", "link"), ("lookup", "key"), ("member", "type")):
        for left, right, word in (
            (f"temp.expected_{table}", f"main.{table}", "lacks"),
            (f"main.{table}", f"temp.expected_{table}", "has"),
        ):
            sql = (
                f"SELECT DISTINCT w.document, i.iri FROM (SELECT * FROM {left} EXCEPT SELECT * FROM {right}) w"  # noqa: S608
                " LEFT JOIN document d ON d.id = w.document LEFT JOIN iri i ON i.id = d.root LIMIT ?"
            )
            wrong = "that follows from it" if word == "lacks" else "that does not follow from it"
            for number, iri in connection.execute(sql, (_ENOUGH,)):
                yield Finding(iri or f"document {number}", f"It {word} a {what} {wrong}.")


def _log(connection: sqlite3.Connection) -> Iterator[Finding]:
    """Gaps in the log, and documents whose newest version it does not tell."""
    count, first, last = connection.execute("SELECT count(*), min(sequence), max(sequence) FROM event").fetchone()
    if count and (first != 1 or last != count):
        yield Finding("the log", f"It has {count} events numbered {first} to {last}.")
    connection.execute("CREATE TEMP TABLE told (document INTEGER, sequence INTEGER, PRIMARY KEY (document, sequence))")
    try:
        for sequence, octets in connection.execute("SELECT sequence, touched FROM event"):
            try:
                rows = [(entry[0], sequence) for entry in unpack_entries(octets)]
            except Corrupt:
                yield Finding(f"event {sequence}", "What it touched can't be read.")
                continue
            connection.executemany("INSERT OR IGNORE INTO told VALUES (?, ?)", rows)
        sql = (
            "SELECT i.iri, d.sequence FROM document d JOIN iri i ON i.id = d.root"
            " LEFT JOIN told t ON t.document = d.id AND t.sequence = d.sequence WHERE t.document IS NULL LIMIT ?"
        )
        for iri, sequence in connection.execute(sql, (_ENOUGH,)):
            yield Finding(iri, f"Event {sequence}, which wrote it, does not name it.")
    finally:
        connection.execute("DROP TABLE temp.told")
