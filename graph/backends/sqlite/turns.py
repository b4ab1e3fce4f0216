"""Taking turns at the write lock, across threads and processes.

SQLite lets one writer in at a time and has no queue: a bulk import that begins its next transaction at once would keep
a desk out for seconds. Whoever finds the store busy holds a shared lock on a file beside it while waiting; an import
looks at that file between transactions and lets the others in first. The kernel drops the lock of a killed process.
"""

from __future__ import annotations

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

_STEP_S: Final = 0.0005
_CALM_S: Final = 0.02
"""So long nobody may have waited before an import that met others goes on: at a busy desk the next is never far."""
_COURTESY_S: Final = 1.0
"""The longest an import steps back for others at a time: it must come to an end too."""


class Turns:
    """Who waits for the store at `path`."""

    def __init__(self, path: Path) -> None:
        self._path = path.with_name(path.name + "-waiting")

    @contextmanager
    def waiting(self) -> Iterator[None]:
        """Be seen to wait while the block runs."""
        number = self._open()
        try:
            fcntl.flock(number, fcntl.LOCK_SH)
            yield
        finally:
            os.close(number)

    def others_wait(self) -> bool:
        """Whether somebody waits now."""
        number = self._open()
        try:
            fcntl.flock(number, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
        finally:
            os.close(number)
        return False

    def give_way(self) -> None:
        """Where others wait, stay back until nobody has for a moment, or for a second at most."""
        if not self.others_wait():
            return
        now = calm = time.monotonic()
        until = now + _COURTESY_S
        while now < min(until, calm + _CALM_S):
            time.sleep(_STEP_S)
            now = time.monotonic()
            if self.others_wait():
                calm = now

    def _open(self) -> int:
        # Of its own each time: a lock belongs to an open file, and threads must not share one.
        return os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
