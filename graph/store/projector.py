"""Running the followers of the log: catching one up, and keeping one caught up.

A follower may be killed at any moment. It holds a position durably, so the next run goes on from there; events it had
applied and not yet flushed are applied again, which changes nothing.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final, cast

from graph.store.errors import Unavailable
from graph.store.filelock import FileLock
from graph.store.followed import LogNote
from graph.store.follower import REMOVED, Follower, emptied_marks
from graph.store.model import Event, Head
from graph.store.port import Store
from graph.store.scope import Scope

if TYPE_CHECKING:
    from graph.store.remaking import Remaking, Replaceable

_LOG: Final = logging.getLogger("catalograph.projector")
BATCH_EVENTS: Final = 64
BATCH_DOCUMENTS: Final = 6000
"""Followers take their events in rounds of about this many documents (2,000 records): memory stays small."""

_FLUSH_DOCUMENTS: Final = 10 * BATCH_DOCUMENTS
_MANY: Final = 500
"""More documents than this at once are an import, whose flushes may be further apart."""
_FLUSH_SHARE: Final = 10
"""While an import goes on, there are so many times more between two flushes than the last one took."""
_PATIENCE_S: Final = 5.0

Progress = Callable[[int, int], bool | None]
"""Told the event reached and the last event of the log; False asks to stop after a flush."""


def catch_up(
    follower: Follower,
    store: Store,
    scope: Scope,
    *,
    batch_events: int = BATCH_EVENTS,
    batch_documents: int = BATCH_DOCUMENTS,
    progress: Progress | None = None,
    note: LogNote | None = None,
) -> int:
    """Apply everything `follower` has not seen, flush, and answer its position.

    A follower of another log than the present one (a backup was restored), by its `note` or because it is ahead, is
    reset and built again. So is one that learns of the removal of a library, because of what it leaves in files.
    """
    reached = start_of(follower, store.head(), note)
    began, emptied = reached, False
    for events in rounds(store, scope, reached, batch_events, batch_documents):
        follower.apply(events, store, scope)
        emptied = emptied or bool(emptied_marks(events))
        reached = events[-1].sequence
        if progress is not None and progress(reached, store.position()) is False:
            break
    if emptied and began:
        follower.reset()
        return catch_up(
            follower, store, scope, batch_events=batch_events, batch_documents=batch_documents, progress=progress
        )
    if reached != began:
        follower.flush()
    return follower.position()


def start_of(follower: Follower, head: Head, note: LogNote | None = None) -> int:
    """Where `follower` has to go on: after its own position, or from the start when that was in another log."""
    reached = follower.position()
    known = "" if note is None else note.read()
    if reached > head.sequence or known not in {"", head.log}:
        follower.reset()
        reached = follower.position()
    if note is not None and known != head.log:
        note.write(head.log)  # after the reset: killed between the two, it is reset once more
    return reached


def rounds(
    store: Store, scope: Scope, after: int, batch_events: int, batch_documents: int
) -> Iterator[Sequence[Event]]:
    """The events above `after` in order, in rounds of at most about `batch_documents` documents."""
    while events := store.changes(after, batch_events, scope):
        part: list[Event] = []
        documents = 0
        for event in events:
            if part and documents + len(event.touched) > batch_documents:
                yield part
                part, documents = [], 0
            part.append(event)
            documents += len(event.touched)
        yield part
        after = events[-1].sequence


class Projector:
    """Keeps one follower caught up, in the thread that calls `run` or in one of its own (`start`, `stop`).

    One per machine: `run` waits for the lock at `lock`, opens the follower once it holds it and closes it at its end,
    so that a second process takes over when the first one ends. `note` tells it which log the follower is of: in
    another one, after a restore, it is reset; so is one whose files were deleted. When a library was removed, `again`
    makes the projection anew, a round at a time beside the following. Looks for events every `poll_s` seconds; what was
    applied is flushed after `flush_s` seconds. Where more comes all the time, as in an import, a flush waits until
    nothing came for `flush_s` seconds, or there are `flush_documents`, or ten times as long went by as the last flush
    took. While the store is unavailable it waits and tries again. Any other error of the follower ends the run and is
    kept in `failure`.
    """

    def __init__(
        self,
        name: str,
        opening: Callable[[], Follower],
        store: Store,
        scope: Scope,
        lock: Path,
        *,
        poll_s: float = 0.05,
        flush_s: float = 0.5,
        flush_documents: int = _FLUSH_DOCUMENTS,
        on_flush: Callable[[int], None] | None = None,
        note: LogNote | None = None,
        again: Remaking | None = None,
    ) -> None:
        self.name = name
        self._opening = opening
        self._store = store
        self._scope = scope
        self._lock = FileLock(lock)
        self._poll_s = poll_s
        self._flush_s = flush_s
        self._flush_documents = flush_documents
        self._flush_took_s = 0.0
        self._on_flush = on_flush
        self._note = note
        self._again = again
        self._never_held = 0
        self._stopping = threading.Event()
        self._thread: threading.Thread | None = None
        self.failure: BaseException | None = None

    def start(self) -> None:
        """Run in a thread of its own."""
        self._stopping.clear()
        self._thread = threading.Thread(target=self._run_kept, name=f"projector-{self.name}", daemon=True)
        self._thread.start()

    def stop(self, wait_s: float = 30.0) -> None:
        """Ask the run to flush and end, and wait for a thread of its own."""
        self._stopping.set()
        if self._thread is not None:
            self._thread.join(wait_s)
            self._thread = None

    def run(self) -> None:
        """Follow the log until `stop` is called from another thread or a signal handler."""
        while not self._stopping.is_set() and not self._lock.acquire():
            self._stopping.wait(self._poll_s)
        if not self._lock.held:
            return
        try:
            follower = self._opening()
            try:
                self._follow(follower)
            finally:
                if self._again is not None:
                    self._again.close()
                follower.close()
        finally:
            self._lock.release()

    def _run_kept(self) -> None:
        try:
            self.run()
        except BaseException as error:  # noqa: BLE001 - kept for whoever looks after the thread
            self.failure = error

    def _follow(self, follower: Follower) -> None:
        reached: int | None = None
        log = ""
        pause = self._poll_s
        while not self._stopping.is_set():
            try:
                if not follower.is_whole():
                    _LOG.warning("the files of %s are gone or damaged; it is made anew from the log", self.name)
                    follower.reset()
                    reached = None
                head = self._store.head()
                # Where the follower stands is asked again after a failure (what it had not flushed may be lost) and
                # when the log is another one (a backup was restored).
                if reached is None or head.log != log or reached > head.sequence:
                    if log and head.log != log and self._again is not None and self._again.is_under_way:
                        self._again.begin()
                    reached, log = start_of(follower, head, self._note), head.log
                    self._never_held = 0 if reached else head.sequence
                reached = self._round(follower, reached)
                follower.tend(self._store, self._scope)
                if self._again is not None and self._again.step(
                    cast("Replaceable", follower), self._store, self._scope
                ):
                    reached = None
                pause = self._poll_s
            except Unavailable:
                reached = None
                pause = min(pause * 2, _PATIENCE_S)
            self._stopping.wait(pause)

    def _round(self, follower: Follower, reached: int) -> int:
        """Everything that is new, flushed; the event reached."""
        documents = 0
        since = last = time.monotonic()
        dirty = False
        at_once = min(BATCH_DOCUMENTS, self._flush_documents)
        while True:
            if self._store.position() > reached:
                for events in rounds(self._store, self._scope, reached, BATCH_EVENTS, at_once):
                    follower.apply(events, self._store, self._scope)
                    if self._again is not None and self._leaves_traces(events):
                        self._again.begin()
                    reached, dirty = events[-1].sequence, True
                    documents += sum(len(event.touched) for event in events)
                    last = time.monotonic()
                    if self._stopping.is_set() or self._due(since, last, documents):
                        break
            if not dirty:
                return reached
            if self._stopping.is_set() or self._due(since, last, documents):
                self._flush(follower, reached)
                return reached
            # More may come before the flush is due: one flush for all of it.
            self._stopping.wait(self._poll_s)

    def _leaves_traces(self, events: Sequence[Event]) -> bool:
        """Whether a library was removed that the follower may have known."""
        return any(each.sequence > self._never_held for each in events if each.cause.command == REMOVED)

    def _due(self, since: float, last: float, documents: int) -> bool:
        now = time.monotonic()
        if documents >= self._flush_documents:
            return True
        if documents < _MANY:
            return now - since >= self._flush_s
        return now - last >= self._flush_s or now - since >= max(self._flush_s, _FLUSH_SHARE * self._flush_took_s)

    def _flush(self, follower: Follower, reached: int) -> None:
        began = time.monotonic()
        follower.flush()
        self._flush_took_s = time.monotonic() - began
        if self._on_flush is not None:
            self._on_flush(reached)
