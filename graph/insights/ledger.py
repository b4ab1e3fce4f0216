"""The file beside the store in which the log is counted, one for an installation.

It follows the log when it is asked, for a moment each time, by whoever asks first: figures are looked at rarely, and
nobody else has to wait for them. Dropped, it is made anew. It holds times rounded to a quarter of an hour, places,
kinds and groups, and no loan's holder.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Lock, Semaphore
from typing import Final

from graph.insights.following import LedgerFollower, opened
from graph.store.errors import Unavailable
from graph.store.filelock import AlreadyRunning, FileLock
from graph.store.followed import LogNote
from graph.store.port import Store
from graph.store.projector import catch_up
from graph.store.scope import Scope

_DOCUMENTS_AT_ONCE: Final = 2000
_MOST_ASKING: Final = 8
"""How many may ask at once in one process: each holds a thread, and others need some, too."""


class Ledger:
    """The ledger in `folder`. `lock` is held by who writes it, `note` tells which log it follows. A question brings it
    up to date for at most about `patience_s` seconds. Safe for threads and processes.
    """

    def __init__(
        self, folder: Path, lock: Path, note: LogNote, store: Store, scope: Scope, patience_s: float = 3.0
    ) -> None:
        self._folder, self._lock, self._note = folder, lock, note
        self._store, self._scope, self._patience_s = store, scope, patience_s
        self._turn, self._room = Lock(), Semaphore(_MOST_ASKING)

    @contextmanager
    def read(self) -> Iterator[tuple[sqlite3.Connection, int, int]]:
        """The ledger, brought as far as there is time for; the last event in it, and that of the log. Raises
        `Unavailable`, also where many ask already.
        """
        if not self._room.acquire(blocking=False):
            raise Unavailable("Too many ask for figures already.")
        try:
            self._follow()
            connection = opened(self._folder)
            try:
                connection.execute("BEGIN")
                row = connection.execute("SELECT event FROM position").fetchone()
                yield connection, 0 if row is None else row[0], self._store.position()
            finally:
                connection.close()
        except OSError as error:
            raise Unavailable(f"The ledger of figures can't be used: {error.strerror}.") from error
        except sqlite3.Error as error:
            raise Unavailable(f"The ledger of figures can't be used: {error}.") from error
        finally:
            self._room.release()

    def _follow(self) -> None:
        until = time.monotonic() + self._patience_s
        if not self._turn.acquire(timeout=self._patience_s):
            return
        try:
            with suppress(AlreadyRunning), FileLock(self._lock):
                follower = LedgerFollower(self._folder)
                try:
                    catch_up(
                        follower,
                        self._store,
                        self._scope,
                        batch_documents=_DOCUMENTS_AT_ONCE,
                        progress=lambda _reached, _goal: time.monotonic() < until,
                        note=self._note,
                    )
                finally:
                    follower.close()
        finally:
            self._turn.release()
