"""Which formats the running processes know: a shared lock on a file of each format beside the store.

The kernel drops the lock of a killed process, so nothing has to be written, and nobody waits for a heartbeat.
"""

from __future__ import annotations

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Final

from graph.store.errors import Unavailable
from graph.store.formats import OlderReleaseRuns

_STEP_S: Final = 0.02


class Running:
    """This process among those that use the store at `path`, as one that knows `known`. Release it with `close`."""

    def __init__(self, path: Path, known: int, patience_s: float) -> None:
        self._handle = _open(path, known)
        until = time.monotonic() + patience_s
        while not _lock(self._handle, fcntl.LOCK_SH):
            if time.monotonic() > until:
                self.close()
                raise Unavailable("The store is being migrated.")
            time.sleep(_STEP_S)

    def close(self) -> None:
        """Be no longer counted. Calling it again does nothing."""
        if self._handle >= 0:
            os.close(self._handle)
            self._handle = -1


@contextmanager
def none_older(path: Path, than: int) -> Iterator[None]:
    """Keep processes that know less than the format `than` away. Raises `OlderReleaseRuns` where one runs."""
    with ExitStack() as stack:
        for number in range(1, than):
            handle = _open(path, number)
            stack.callback(os.close, handle)
            if not _lock(handle, fcntl.LOCK_EX):
                raise OlderReleaseRuns(f"A process of the release with format {number} uses the store.")
        yield


def _open(path: Path, number: int) -> int:
    return os.open(path.with_name(f"{path.name}-format-{number}"), os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)


def _lock(handle: int, kind: int) -> bool:
    try:
        fcntl.flock(handle, kind | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
