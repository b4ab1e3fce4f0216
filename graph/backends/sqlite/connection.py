"""Connections to the file: one per thread, a read at one moment, a write in turn."""

from __future__ import annotations

import os
import sqlite3
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final
from weakref import WeakSet, finalize

from graph.backends.sqlite.bodies import Bodies, Dictionaries
from graph.backends.sqlite.failures import BUSY, primary_code, translated
from graph.backends.sqlite.running import Running, none_older
from graph.backends.sqlite.schema import MIGRATIONS, contract, expand, formats_of
from graph.backends.sqlite.scopes import Scopes
from graph.backends.sqlite.turns import Turns
from graph.store.errors import Unavailable
from graph.store.formats import Migration, Plan, plan_of, to_contract

_POLL_S: Final = 0.001
_PAGE_OCTETS: Final = 4096
"""A document's links and keys go to as many pages as there are; a page of twice the size writes twice as much."""
_CHECKPOINT_PAGES: Final = {"bulk": 8_000, "single": 12_000}
"""How long the file's write-ahead log grows before its pages are brought home: an import brings them before a desk's
commit would have to, and a page that is written again and again is brought once."""
_CACHE_KIB: Final = 8192
_STATEMENTS: Final = 256
_MANY: Final = (1, 8, 64, 256)
"""Sizes in which lists of parameters are sent, so that few statements have to be prepared."""


class Session:
    """One thread's connection, with what it has learnt of the file's names."""

    def __init__(self, connection: sqlite3.Connection, dictionaries: Dictionaries) -> None:
        self.connection = connection
        self.bodies = Bodies(dictionaries)
        self.scopes = Scopes()
        self.names: dict[str, int] = {}
        self.incarnation = 0

    def recall(self) -> None:
        """Drop what was learnt if the file's contents were replaced since. Call it first in a write transaction."""
        incarnation = self.connection.execute("SELECT incarnation FROM store").fetchone()[0]
        if incarnation != self.incarnation:
            self.names.clear()
            self.incarnation = incarnation

    def close(self) -> None:
        """Release the connection. Calling it again does nothing."""
        self.connection.close()


class Connections:
    """Every connection of this process to the store at `path`; `patience_s` is how long a write waits for its turn."""

    def __init__(self, path: Path, patience_s: float, migrations: Sequence[Migration] = MIGRATIONS) -> None:
        self.path = path
        self.migrations = migrations
        self.patience_s = patience_s
        self.turns = Turns(path)
        self.dictionaries = Dictionaries()
        self._mine = threading.local()
        self._sessions: WeakSet[Session] = WeakSet()
        self._lock = threading.Lock()
        self._closed = False
        with translated():
            self._running = Running(path, len(migrations), patience_s)
            try:
                self._create()
            except BaseException:
                self._running.close()
                raise

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A session that sees the store at one moment."""
        with translated():
            session = self.session()
            session.connection.execute("BEGIN")
            try:
                yield session
            finally:
                with suppress(sqlite3.Error):
                    session.connection.execute("ROLLBACK")

    @contextmanager
    def glancing(self) -> Iterator[Session]:
        """A session for one statement, which sees the store at one moment by itself."""
        with translated():
            yield self.session()

    @contextmanager
    def writing(self, *, bulk: bool = False) -> Iterator[Session]:
        """A session that alone may write; committed durably when the block ends, undone when it raises.

        A `bulk` writer isn't seen to wait: it gives way to others, they need not give way to it.
        """
        with translated():
            session = self.session()
            self._begin(session.connection, bulk=bulk)
            try:
                session.recall()
                yield session
                session.connection.execute("COMMIT")
            except BaseException:
                # Names learnt in a transaction that is undone are not in the file.
                session.names.clear()
                with suppress(sqlite3.Error):
                    session.connection.execute("ROLLBACK")
                raise

    @contextmanager
    def idle(self) -> Iterator[sqlite3.Connection]:
        """A connection outside any transaction, as copies and checkpoints need; closed when the block ends."""
        if self._closed:
            raise Unavailable("The store is closed.")
        with translated():
            connection = self.connect()
            try:
                yield connection
            finally:
                connection.close()

    def session(self) -> Session:
        """This thread's session. A forked child gets one of its own."""
        if self._closed:
            raise Unavailable("The store is closed.")
        found: Session | None = getattr(self._mine, "session", None)
        if found is None or self._mine.process != os.getpid():
            connection = self.connect()
            found = Session(connection, self.dictionaries)
            # A thread that ends takes its session with it, and that its connection.
            finalize(found, connection.close)
            self._mine.session, self._mine.process = found, os.getpid()
            with self._lock:
                self._sessions.add(found)
        return found

    def connect(self) -> sqlite3.Connection:
        """A new connection with this store's settings."""
        connection = sqlite3.connect(
            self.path,
            timeout=self.patience_s,
            isolation_level=None,
            check_same_thread=False,
            cached_statements=_STATEMENTS,
        )
        try:
            connection.execute("PRAGMA synchronous = FULL")
            # What is removed is overwritten, so that forgetting leaves nothing behind.
            connection.execute("PRAGMA secure_delete = ON")
            connection.execute(f"PRAGMA cache_size = -{_CACHE_KIB}")
            connection.execute("PRAGMA journal_size_limit = 67108864")
        except sqlite3.Error:
            connection.close()
            raise
        return connection

    def close(self) -> None:
        """Release every connection. Calling it again does nothing."""
        self._closed = True
        with self._lock:
            for session in list(self._sessions):
                session.close()
        self._running.close()

    def plan(self) -> Plan:
        """What this release would do to the store."""
        with self.reading() as session:
            return plan_of(formats_of(session.connection, len(self.migrations)), self.migrations)

    def contract(self) -> Plan:
        """Do the second phase of the migrations; what was done. Raises `OlderReleaseRuns`."""
        plan = self.plan()
        waiting = to_contract(plan.formats, self.migrations)
        if waiting:
            with none_older(self.path, waiting[-1]), self.writing(bulk=True) as session:
                contract(session.connection, self.migrations)
        return plan

    def _begin(self, connection: sqlite3.Connection, *, bulk: bool) -> None:
        connection.execute(f"PRAGMA wal_autocheckpoint = {_CHECKPOINT_PAGES['bulk' if bulk else 'single']}")
        connection.execute("PRAGMA busy_timeout = 0")
        try:
            if not _begun(connection):
                self._wait(connection, bulk=bulk)
        finally:
            connection.execute(f"PRAGMA busy_timeout = {int(self.patience_s * 1000)}")

    def _wait(self, connection: sqlite3.Connection, *, bulk: bool) -> None:
        until = time.monotonic() + self.patience_s
        if bulk:
            self._poll(connection, until)
            return
        with self.turns.waiting():
            self._poll(connection, until)

    def _poll(self, connection: sqlite3.Connection, until: float) -> None:
        while not _begun(connection):
            if time.monotonic() > until:
                raise Unavailable(f"The store was busy for {self.patience_s:g} seconds.")
            time.sleep(_POLL_S)

    def _create(self) -> None:
        connection = self.connect()
        try:
            known = len(self.migrations)
            if formats_of(connection, known).format < known:
                connection.execute(f"PRAGMA page_size = {_PAGE_OCTETS}")
                connection.execute("PRAGMA journal_mode = WAL")
                connection.execute("BEGIN IMMEDIATE")
                expand(connection, self.migrations)
                connection.execute("COMMIT")
            connection.execute("PRAGMA journal_mode = WAL")
            self.dictionaries.refresh(connection)
        finally:
            connection.close()


def _begun(connection: sqlite3.Connection) -> bool:
    try:
        connection.execute("BEGIN IMMEDIATE")
    except sqlite3.OperationalError as error:
        if primary_code(error) in BUSY:
            return False
        raise
    return True


def in_parts(values: Sequence[str | int]) -> Iterator[tuple[str, list[str | int | None]]]:
    """`values` in parts for `IN (…)`: the placeholders and the parameters, filled up with NULL."""
    for start in range(0, len(values), _MANY[-1]):
        part: list[str | int | None] = list(values[start : start + _MANY[-1]])
        size = next(each for each in _MANY if each >= len(part))
        part += [None] * (size - len(part))
        yield ",".join("?" * size), part
