"""Where a projection stands in the log, and waiting until it holds an event: how a writer finds its own write.

A position means something in one log only. After a restore the numbers are other events', so a note beside each
projection tells which log it follows: one that follows another log holds nothing of this one.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from pathlib import Path
from threading import Semaphore
from typing import ClassVar, Final

from graph.store.durable import replacing
from graph.store.errors import StoreError, Unavailable
from graph.store.model import Head
from graph.store.port import Store

_FIRST_LOOK_S: Final = 0.02
_LONGEST_LOOK_S: Final = 0.25
_MOST_WAITING: Final = 16
"""How many may wait at once in one process: each holds a thread, and others need some, too."""


class Behind(Unavailable):
    """A projection doesn't hold the event asked for yet, and did not come to it in time."""

    code: ClassVar[str] = "BEHIND"
    hint: ClassVar[str] = "Ask again shortly, or without naming an event; /ready tells how far behind it is."


class NoSuchEvent(StoreError):
    """The log has no event of this number: it belongs to another installation, or to what a restore took back."""

    code: ClassVar[str] = "NO_SUCH_EVENT"
    hint: ClassVar[str] = "Ask without naming an event."


class LogNote:
    """The note at `path` that tells which log a projection follows. Written by who holds the projection's lock."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def read(self) -> str:
        """The log, empty where nothing was noted yet."""
        try:
            return self._path.read_text("utf-8").strip()
        except FileNotFoundError:
            return ""

    def write(self, log: str) -> None:
        """Note it durably."""
        try:
            with replacing(self._path) as part:
                part.write_text(log, "utf-8")
        except OSError as error:
            raise Unavailable(f"The note {self._path.name} can't be written: {error.strerror}.") from error


def reached(note: LogNote, head: Head, position: int) -> int:
    """The last event of this log that a projection holds whose readers answer with `position`."""
    return position if note.read() in {"", head.log} else 0


class Freshness:
    """Waits until a projection of `positions` (by name, the last event of the present log it answers with) holds an
    event; at most `patience_s` seconds.
    """

    def __init__(self, store: Store, positions: Mapping[str, Callable[[], int]], patience_s: float) -> None:
        self._store, self._positions, self._patience_s = store, positions, patience_s
        self._room = Semaphore(_MOST_WAITING)

    def wait(self, projection: str, event: int | None) -> None:
        """Return once `projection` holds `event`; at once where none is named. Raises `Behind`, `NoSuchEvent`."""
        position = self._positions[projection]
        if not event or position() >= event:
            return
        last = self._store.position()
        if event > last:
            raise NoSuchEvent(f"The log ends with event {last:,}; there is no event {event:,}.")
        if not self._room.acquire(blocking=False):
            raise Behind(f"Too many wait for {projection} already.")
        try:
            self._until(projection, position, event)
        finally:
            self._room.release()

    def _until(self, projection: str, position: Callable[[], int], event: int) -> None:
        deadline = time.monotonic() + self._patience_s
        look = _FIRST_LOOK_S
        while (now := position()) < event:
            left = deadline - time.monotonic()
            if left <= 0:
                raise Behind(f"The projection {projection} holds event {now:,}, not {event:,} yet.")
            time.sleep(min(look, left))
            look = min(look * 1.5, _LONGEST_LOOK_S)
