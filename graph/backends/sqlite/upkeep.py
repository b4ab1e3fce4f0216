"""Copies of the store, and putting one back."""

from __future__ import annotations

import secrets
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Final

from graph.backends.sqlite.bodies import Dictionaries
from graph.backends.sqlite.connection import Connections, Session
from graph.backends.sqlite.forgotten import ForgetLog
from graph.backends.sqlite.removal import marked, purge
from graph.backends.sqlite.rewinding import rewind
from graph.backends.sqlite.schema import expand, formats_of
from graph.backends.sqlite.traces import empty_journal
from graph.store.durable import replacing
from graph.store.errors import Corrupt, Unavailable
from graph.store.port import Copying, Point

_PAGES: Final = 2000
"""Pages copied between two words to `progress`: 16 MB."""


def backup(connections: Connections, to: Path, progress: Copying | None = None) -> None:
    """See `Store.backup`. The copy appears under its name only once it is whole and on the disk."""

    def tell(_status: int, left: int, whole: int) -> None:
        if progress is not None:
            progress(whole - left, whole)

    with replacing(to) as part, connections.idle() as connection, closing(sqlite3.connect(part)) as copy:
        # A moment that is held: a copy in steps would begin again at every write of another process.
        connection.execute("BEGIN")
        connection.execute("SELECT incarnation FROM store")
        connection.backup(copy, pages=_PAGES, progress=tell)
        # One file, without a journal beside it.
        copy.execute("PRAGMA journal_mode = DELETE")


def restore(connections: Connections, source: Path, log: ForgetLog, to: Point = None) -> None:
    """See `Store.restore`. All is done to a copy first; the store changes in one step."""
    if not source.exists():
        raise Unavailable(f"There is no backup at {source}.")
    if connections.plan().formats.format > len(connections.migrations):
        raise Unavailable("A later release uses this store.", hint="Restore with that release.")
    staged = connections.path.with_name(connections.path.name + ".restoring")
    _remove(staged)
    try:
        with closing(sqlite3.connect(source)) as given, closing(sqlite3.connect(staged)) as copy:
            given.backup(copy)
        with closing(sqlite3.connect(staged, isolation_level=None)) as copy:
            _ready(copy, connections, log, to)
            with connections.idle() as live:
                copy.backup(live)
        empty_journal(connections)
    finally:
        _remove(staged)


def _ready(copy: sqlite3.Connection, connections: Connections, log: ForgetLog, to: Point) -> None:
    """Make a copy fit to take the store's place: of this version, as of the point asked for, and without what was
    forgotten since.
    """
    if copy.execute("PRAGMA application_id").fetchone()[0] == 0:
        raise Corrupt("The backup is empty or not one of a store.")
    copy.execute("PRAGMA secure_delete = ON")
    copy.execute("PRAGMA journal_mode = DELETE")
    copy.execute("BEGIN IMMEDIATE")
    formats_of(copy, len(connections.migrations))
    expand(copy, connections.migrations)
    dictionaries = Dictionaries()
    dictionaries.refresh(copy)
    session = Session(copy, dictionaries)
    if to is not None:
        rewind(session, to)
    number = copy.execute("SELECT forgets FROM store").fetchone()[0]
    later = log.after(number)
    purge(session, marked(session, later))
    last = max([number, *(each.number for each in later)])
    copy.execute("UPDATE store SET forgets = ?, incarnation = ?", (last, secrets.randbits(62)))
    # Other processes may still compress with a dictionary of before.
    for each, made in connections.dictionaries.known.items():
        copy.execute("INSERT OR IGNORE INTO dictionary (id, octets) VALUES (?, ?)", (each, made.as_bytes()))
    copy.execute("COMMIT")
    if later or to is not None:
        copy.execute("VACUUM")


def _remove(path: Path) -> None:
    for name in (path.name, path.name + "-wal", path.name + "-shm", path.name + "-journal"):
        path.with_name(name).unlink(missing_ok=True)
