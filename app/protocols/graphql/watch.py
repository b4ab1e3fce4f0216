"""One watch of the log for all subscriptions of a process: it looks only while somebody listens."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any, Final

from graph.events.service import EventService

_LOOK_EVERY_S: Final = 0.1


class LogWatch:
    """Tells subscriptions when the log has grown."""

    def __init__(self, events: EventService, work: Callable[..., Awaitable[Any]]) -> None:
        self._events = events
        self._work = work
        self._listeners = 0
        self._position = 0
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
    async def listening(self) -> AsyncIterator[None]:
        """While this is entered, `grown` may be awaited."""
        self._listeners += 1
        if self._task is None:
            self._position = await self._work(self._events.position)
            self._task = asyncio.create_task(self._look())
        try:
            yield
        finally:
            self._listeners -= 1

    async def grown(self, after: int, timeout_s: float) -> bool:
        """Wait until the log holds more than event `after`; whether it did in time."""
        async with self._grown:
            try:
                await asyncio.wait_for(self._grown.wait_for(lambda: self.ending or self._position > after), timeout_s)
            except TimeoutError:
                return False
        return True

    async def _look(self) -> None:
        try:
            while self._listeners > 0:
                await asyncio.sleep(_LOOK_EVERY_S)
                position = await self._work(self._events.position)
                if position != self._position:
                    async with self._grown:
                        self._position = position
                        self._grown.notify_all()
        finally:
            self._task = None
