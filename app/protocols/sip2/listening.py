"""Machines connect by TCP: each connection is one conversation, and none keeps another waiting."""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import AsyncIterator, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager, suppress
from datetime import datetime
from typing import Final

from app.protocols.sip2.conversation import Conversation, HungUp
from app.protocols.sip2.messages import MOST_OCTETS
from app.protocols.sip2.visit import Terms
from graph.services import Services

_THREADS: Final = 8
_SIGN_IN_S: Final = 60.0
_IDLE_S: Final = 3600.0
_WRITE_S: Final = 30.0
MOST_CONNECTIONS: Final = 200


class Listener:
    """Answers the machines of every library of an installation."""

    def __init__(self, services: Services, clock: Callable[[], datetime], terms: Terms) -> None:
        self._services, self._clock, self._terms = services, clock, terms
        self._threads = ThreadPoolExecutor(_THREADS, thread_name_prefix="sip2")
        self._open: set[asyncio.Task[None]] = set()

    @asynccontextmanager
    async def listening(self, host: str, port: int, tls: ssl.SSLContext | None = None) -> AsyncIterator[int]:
        """Listen until the block ends; the port, where 0 asked for any that is free."""
        server = await asyncio.start_server(self._accept, host, port, ssl=tls, limit=MOST_OCTETS)
        try:
            async with server:
                yield int(server.sockets[0].getsockname()[1])
        finally:
            for each in self._open:
                each.cancel()
            await asyncio.gather(*self._open, return_exceptions=True)
            self._threads.shutdown(wait=False, cancel_futures=True)

    def _accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if len(self._open) >= MOST_CONNECTIONS:
            writer.close()
            return
        serving = asyncio.get_running_loop().create_task(self._serve(reader, writer))
        self._open.add(serving)
        serving.add_done_callback(self._open.discard)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        peer = writer.get_extra_info("peername")
        conversation = Conversation(self._services, self._clock, self._terms, str(peer[0]) if peer else "")
        try:
            await self._converse(conversation, reader, writer)
        except (HungUp, TimeoutError, ConnectionError, asyncio.IncompleteReadError, asyncio.LimitOverrunError):
            pass
        finally:
            writer.close()
            with suppress(ConnectionError):
                await writer.wait_closed()

    async def _converse(
        self, conversation: Conversation, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        loop = asyncio.get_running_loop()
        while True:
            patience = _IDLE_S if conversation.is_signed_in else _SIGN_IN_S
            line = await asyncio.wait_for(reader.readuntil(b"\r"), patience)
            message = line.strip(b"\r\n\0 ")
            if not message:
                continue
            writer.write(await loop.run_in_executor(self._threads, conversation.answer, message) + b"\r")
            await asyncio.wait_for(writer.drain(), _WRITE_S)
