"""A projection in one file beside the store that follows the log when it is asked, for a moment each time, by whoever
asks first: for what is asked rarely enough that no process has to keep it. Dropped, it is made anew.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from threading import TIMEOUT_MAX, Lock, Semaphore
from typing import ClassVar, Final

from graph.store.errors import Unavailable
from graph.store.filelock import AlreadyRunning, FileLock
from graph.store.followed import LogNote
from graph.store.model import Event
from graph.store.port import Store
from graph.store.projector import catch_up
from graph.store.scope import Scope

_DOCUMENTS_AT_ONCE: Final = 2000
_WHOLE: Final = 3
_LOOK_S: Final = 0.05
_MOST_ASKING: Final = 8
"""How many may ask at once in one process: each holds a thread, and others need some, too."""


@dataclass(frozen=True, slots=True)
class FileForm:
    """What a file holds: its name, its tables (a table `position` with a column `event` among them), and the number of
    their form; a file of another form is made anew.
    """

    name: str
    tables: str
    number: int

    def opened(self, folder: Path) -> sqlite3.Connection:
        """The file in `folder`, which is made where it is missing."""
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / self.name
        connection = sqlite3.connect(path, timeout=10, isolation_level=None)
        (form,) = connection.execute("PRAGMA user_version").fetchone()
        if form not in {0, self.number}:
            connection.close()
            self.remove(folder)
            connection = sqlite3.connect(path, timeout=10, isolation_level=None)
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute("PRAGMA secure_delete = ON")
        if form != self.number:
            connection.executescript(self.tables)
            connection.execute(f"PRAGMA user_version = {self.number}")
        return connection

    def remove(self, folder: Path) -> None:
        """Take the file away."""
        for each in folder.glob(f"{self.name}*"):
            each.unlink(missing_ok=True)


class FileFollower:
    """What followers with a file of this kind do alike. Only who holds the lock may have one."""

    name = ""
    form: ClassVar[FileForm]

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        try:
            self._connection = self.form.opened(folder)
            self._applied = self._position = self._kept()
        except sqlite3.OperationalError:
            raise
        except sqlite3.DatabaseError:  # a damaged file is not worth keeping: the log has everything
            self.form.remove(folder)
            self._connection = self.form.opened(folder)
            self._applied = self._position = 0

    def position(self) -> int:
        """The last event held durably."""
        return self._position

    def apply(self, events: Sequence[Event], store: Store, scope: Scope) -> None:
        """Take these events in."""
        raise NotImplementedError

    def flush(self) -> None:
        """Keep what was applied with the number of its last event."""
        if self._connection.in_transaction:
            self._connection.execute("INSERT OR REPLACE INTO position (one, event) VALUES (1, ?)", (self._applied,))
            self._connection.execute("COMMIT")
        self._position = self._applied

    def caught_up(self, began: float) -> None:
        """Everything that was in the log at `began` (seconds since 1970) is held."""

    def tend(self, store: Store, scope: Scope) -> None:
        """Nothing."""

    def is_whole(self) -> bool:
        """Whether the file is still there."""
        return (self._folder / self.form.name).exists()

    def reset(self) -> None:
        """Begin anew, in another file."""
        self._connection.close()
        self.form.remove(self._folder)
        self._connection = self.form.opened(self._folder)
        self._applied = self._position = 0

    def close(self) -> None:
        """Flush and release the file."""
        self.flush()
        self._connection.close()

    @contextmanager
    def _taking(self) -> Iterator[None]:
        """Take events in within the block: wholly, or nothing that isn't kept yet."""
        self._begin()
        try:
            yield
        except BaseException:
            self._connection.execute("ROLLBACK")
            self._applied = self._position
            raise

    def _begin(self) -> None:
        if not self._connection.in_transaction:
            self._connection.execute("BEGIN IMMEDIATE")

    def _kept(self) -> int:
        row = self._connection.execute("SELECT event FROM position").fetchone()
        return 0 if row is None else int(row[0])


class AskedFile:
    """The projection in `folder` that `following` keeps. `lock` is held by who writes it, `note` tells which log it
    follows. A question brings it up to date for at most about `patience_s` seconds. Safe for threads and processes.
    """

    following: ClassVar[type[FileFollower]]

    def __init__(
        self, folder: Path, lock: Path, note: LogNote, store: Store, scope: Scope, patience_s: float = 3.0
    ) -> None:
        self._folder, self._lock, self._note = folder, lock, note
        self._store, self._scope, self._patience_s = store, scope, patience_s
        self._turn, self._room = Lock(), Semaphore(_MOST_ASKING)

    @contextmanager
    def read(self) -> Iterator[tuple[sqlite3.Connection, int, int]]:
        """The file, brought as far as there is time for; the last event in it, and that of the log. Raises
        `Unavailable`, also where many ask already.
        """
        if not self._room.acquire(blocking=False):
            raise Unavailable(f"Too many ask for {self.following.name} already.")
        try:
            self.follow()
            connection = self.following.form.opened(self._folder)
            try:
                connection.execute("BEGIN")
                row = connection.execute("SELECT event FROM position").fetchone()
                yield connection, 0 if row is None else row[0], self._store.position()
            finally:
                connection.close()
        except OSError as error:
            raise Unavailable(f"The file of {self.following.name} can't be used: {error.strerror}.") from error
        except sqlite3.Error as error:
            raise Unavailable(f"The file of {self.following.name} can't be used: {error}.") from error
        finally:
            self._room.release()

    @contextmanager
    def read_whole(
        self, enough: Callable[[sqlite3.Connection], bool] = lambda _: False
    ) -> Iterator[sqlite3.Connection]:
        """The file with everything that was in the log at the call, where others write it at the same time, too. Where
        that takes longer than the patience of a question, what is in it by then, if that is `enough`. Raises
        `Unavailable` where it isn't, after several times that patience.
        """
        goal, began = self._store.position(), time.monotonic()
        while True:
            with self.read() as (connection, event, _):
                waited = time.monotonic() - began
                if event >= goal or (waited >= self._patience_s and enough(connection)):
                    yield connection
                    return
            if waited >= _WHOLE * self._patience_s:
                raise Unavailable(f"The file of {self.following.name} is still being brought up to date.")
            time.sleep(_LOOK_S)

    def follow(self, patience_s: float | None = None) -> None:
        """Take in what is new, unless somebody else does."""
        patience = self._patience_s if patience_s is None else patience_s
        until = time.monotonic() + patience
        if not self._turn.acquire(timeout=min(patience, TIMEOUT_MAX)):
            return
        try:
            with suppress(AlreadyRunning), FileLock(self._lock):
                follower = self.following(self._folder)
                try:
                    began, goal = time.time(), self._store.position()
                    reached = catch_up(
                        follower,
                        self._store,
                        self._scope,
                        batch_documents=_DOCUMENTS_AT_ONCE,
                        progress=lambda _reached, _goal: time.monotonic() < until,
                        note=self._note,
                    )
                    if reached >= goal:
                        follower.caught_up(began)
                finally:
                    follower.close()
        finally:
            self._turn.release()
