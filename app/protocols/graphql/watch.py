"""One watch of the log for all subscriptions of a process: it looks only while somebody listens."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any, ClassVar, Final

from graph.events.service import EventService
from graph.store.model import Head
from mappings.errors import CatalographError

_LOOK_EVERY_S: Final = 0.1


class LogReplaced(CatalographError):
    """A restore has put another log in the place of the one that was followed."""

    code: ClassVar[str] = "LOG_REPLACED"
    hint: ClassVar[str] = "Read again what you show, and subscribe without `after`."


class LogWatch:
    """Tells subscriptions when the log has grown."""

    def __init__(self, events: EventService, work: Callable[..., Awaitable[Any]]) -> None:
        self._events = events
        self._work = work
        self._listeners = 0
        self._head = Head("", 0)
        # Set when the log has grown, and replaced by the next: a listener that is cancelled, even twice, leaves nothing
        # behind, as it would a lock that it was about to have again.
        self._growth = asyncio.Event()
        self._task: asyncio.Task[None] | None = None
        self.ending = False
        """Whether every stream is to end at its next look."""

    def end(self) -> None:
        """Wake all listeners, for good."""
        self.ending = True
        self._wake()

    def _wake(self) -> None:
        grown, self._growth = self._growth, asyncio.Event()
        grown.set()

    @asynccontextmanager
    async def listening(self) -> AsyncIterator[str]:
        """While this is entered, `grown` may be awaited, with the log it answers."""
        self._listeners += 1
        try:
            if self._task is None:
                self._head = await self._work(self._events.head)
                self._task = asyncio.create_task(self._look())
            yield self._head.log
        finally:
            self._listeners -= 1

    async def grown(self, log: str, after: int, timeout_s: float) -> bool:
        """Wait until `log` holds more than event `after`; whether it did in time. Raises `LogReplaced`."""
        ends = asyncio.get_running_loop().time() + timeout_s
        while not (self.ending or self._head.log != log or self._head.sequence > after):
            try:
                async with asyncio.timeout_at(ends):
                    await self._growth.wait()
            except TimeoutError:
                return False
        if self._head.log != log:
            raise LogReplaced("The store was restored: what was followed is no more.")
        return True

    async def _look(self) -> None:
        try:
            while self._listeners > 0:
                await asyncio.sleep(_LOOK_EVERY_S)
                try:
                    head = await self._work(self._events.head)
                except CatalographError:
                    continue  # the store is away for a while, and is looked for again
                if head != self._head:
                    self._head = head
                    self._wake()
        finally:
            self._task = None
