"""Lanes for imports: how many run at once on this machine, and how many of one library's.

An import holds a lane of its library and then one of the machine until it ends. So a library with a hundred files
waiting competes for the machine's lanes with as many as it has lanes, and others get theirs in between. A lane is a
lock on a file that the kernel releases when its holder ends, however it ends.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Final

from graph.store.filelock import FileLock

_LOOK_S: Final = 0.25


@contextmanager
def lane(folder: Path, tenant: str, own: int, machine: int, stop: Callable[[], bool]) -> Iterator[bool]:
    """Wait for one of the `own` lanes of a library and one of the `machine`'s, and hold both during the block.

    Answers False, holding none, where `stop` said so meanwhile.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with ExitStack() as stack:
        for name, lanes in ((f"tenant-{tenant}", own), ("machine", machine)):
            lock = _wait(folder, name, lanes, stop)
            if lock is None:
                yield False
                return
            stack.callback(lock.release)
        yield True


def _wait(folder: Path, name: str, lanes: int, stop: Callable[[], bool]) -> FileLock | None:
    while not stop():
        for number in random.sample(range(lanes), lanes):
            lock = FileLock(folder / f"{name}-{number}.lane")
            if lock.acquire():
                return lock
        # Not all at the same moment, or the same one would always be first.
        time.sleep(_LOOK_S * (0.5 + random.random()))  # noqa: S311 - spreads attempts, keeps no secret
    return None
