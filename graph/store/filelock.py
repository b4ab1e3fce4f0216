"""One at a time on this machine: a lock on a file that the kernel releases when its holder ends, however it ends."""

from __future__ import annotations

import fcntl
import os
import time
from pathlib import Path
from types import TracebackType
from typing import ClassVar, Final, Self

from graph.store.errors import StoreError, Unavailable

_STEP_S: Final = 0.05


class AlreadyRunning(StoreError):
    """Another process on this machine does this already."""

    code: ClassVar[str] = "ALREADY_RUNNING"
    hint: ClassVar[str] = "Only one may run at a time; stop the other one first, or let it do the work."


class FileLock:
    """An exclusive lock on the file at `path`, which is made where it is missing and stays.

    Use it as a context manager (raises `AlreadyRunning` at once) or with `acquire`. It holds the holder's process id,
    for people to read.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._handle: int | None = None

    @property
    def held(self) -> bool:
        """Whether this object holds the lock."""
        return self._handle is not None

    def acquire(self, wait_s: float = 0.0) -> bool:
        """Try for `wait_s` seconds; whether the lock is held now. Raises `Unavailable` where the file can't be made."""
        until = time.monotonic() + wait_s
        while not self._try():
            if time.monotonic() >= until:
                return False
            time.sleep(_STEP_S)
        return True

    def release(self) -> None:
        """Give the lock back. Calling it again does nothing."""
        if self._handle is not None:
            os.close(self._handle)
            self._handle = None

    def __enter__(self) -> Self:
        if not self.acquire():
            raise AlreadyRunning(f"{self.path.name} is held by another process.")
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.release()

    def _try(self) -> bool:
        if self._handle is not None:
            return True
        try:
            handle = os.open(self.path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        except OSError as error:
            raise Unavailable(f"The lock {self.path.name} can't be used: {error.strerror}.") from error
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(handle)
            return False
        os.ftruncate(handle, 0)
        os.write(handle, f"{os.getpid()}\n".encode())
        self._handle = handle
        return True
