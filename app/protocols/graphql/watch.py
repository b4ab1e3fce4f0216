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
        self._grown = asyncio.Condition()
        self._task: asyncio.Task[None] | None = None
        self._waking: set[asyncio.Task[None]] = set()
        self.ending = False
        """Whether every stream is to end at its next look."""

    def end(self) -> None:
        """Wake all listeners, for good."""
        self.ending = True
        task = asyncio.get_running_loop().create_task(self._wake())
        self._waking.add(task)

    async def _wake(self) -> None:
        async with self._grown:
            self._grown.notify_all()

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

        def told() -> bool:
            return self.ending or self._head.log != log or self._head.sequence > after

        async with self._grown:
            try:
                await asyncio.wait_for(self._grown.wait_for(told), timeout_s)
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
                    async with self._grown:
                        self._head = head
                        self._grown.notify_all()
        finally:
            self._task = None
