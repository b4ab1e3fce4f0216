"""Files that are there whole, or as they were before: whatever ends the process, or the machine."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path


@contextmanager
def replacing(path: Path, *, racing: bool = False) -> Iterator[Path]:
    """Where to write what takes the place of `path` after the block, once it is on the disk; nothing of it is left
    after an error. Where several may be `racing`, each writes a file of its own, and the last one stays.
    """
    own = f".{os.getpid()}-{threading.get_native_id()}" if racing else ""
    part = path.with_name(f"{path.name}{own}.part")
    try:
        yield part
        _sync(part)
        part.replace(path)
        with suppress(OSError):  # not every file system can
            _sync(path.parent)
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
