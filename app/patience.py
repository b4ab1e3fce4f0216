"""Clients that take their time. A request has so many seconds to arrive, each megabyte of its body as many again, and
an answer has as many to be taken: who is slower, or holds a connection and asks nothing, is let go.
"""

from __future__ import annotations

import asyncio
import time
from typing import Any, ClassVar, Final

import h11
import uvicorn
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from uvicorn.protocols.http.h11_impl import H11Protocol, RequestResponseCycle

from app.protocols.graphql.body import BadRequest

_PIECE: Final = 1_000_000
_MOST_OF_A_MESSAGE: Final = 4_000_000
"""Octets of one message of a WebSocket, before anybody reads it: a million characters."""
_SAID: Final = b"The request took too long."
_TOO_SLOW: Final = (
    b"HTTP/1.1 408 Request Timeout\r\nConnection: close\r\nContent-Type: text/plain; charset=utf-8\r\n"
    b"Content-Length: %d\r\n\r\n%s" % (len(_SAID), _SAID)
)


class RequestTooSlow(BadRequest):
    """The body of a request did not arrive in the time it has. Nothing of it was kept."""

    code: ClassVar[str] = "REQUEST_TOO_SLOW"
    hint: ClassVar[str] = "Send it at once; a slow connection sends large files in parts."
    status: ClassVar[int] = 408


class Arriving:
    """Refuses a request whose body takes longer to arrive than it may; whoever reads it gets `RequestTooSlow`."""

    def __init__(self, app: ASGIApp, seconds: float) -> None:
        self._app, self._seconds = app, seconds

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass one request or connection on."""
        timed = _Timed(receive, self._seconds) if scope["type"] == "http" else receive
        await self._app(scope, timed, send)


class _Timed:
    """Hands on what arrives of one body, in its time."""

    def __init__(self, receive: Receive, seconds: float) -> None:
        self._receive, self._seconds = receive, seconds
        self._began = time.monotonic()
        self._octets = 0
        self._is_whole = False

    async def __call__(self) -> Message:
        if self._is_whole:
            return await self._receive()  # waits for the client to go away
        left = self._began + self._seconds * (1 + self._octets // _PIECE) - time.monotonic()
        try:
            message = await asyncio.wait_for(self._receive(), left)
        except TimeoutError:
            raise RequestTooSlow("The request took too long to arrive.") from None
        self._octets += len(message.get("body", b""))
        self._is_whole = not message.get("more_body", False)
        return message


class PatientProtocol(H11Protocol):
    """A connection that is ended when no request comes on it in time, or when an answer isn't taken."""

    _asking: asyncio.TimerHandle | None = None
    _taking: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Wait for a request."""
        super().connection_made(transport)
        self._wait()

    def data_received(self, data: bytes) -> None:
        """Take what came; a whole head is a request."""
        super().data_received(data)
        if self._is_asked():
            self._stop()

    def on_response_complete(self) -> None:
        """Wait for the next request, or for the rest of one that was answered before its end."""
        super().on_response_complete()
        if not self._is_asked():
            self._wait()

    def handle_websocket_upgrade(self, event: h11.Request) -> None:
        """Leave the connection to another protocol."""
        self._stop()
        super().handle_websocket_upgrade(event)

    def pause_writing(self) -> None:
        """The client takes less than it is sent."""
        super().pause_writing()
        self._taking = self.loop.call_later(self._seconds(), self.transport.abort)

    def resume_writing(self) -> None:
        """It took enough of it."""
        super().resume_writing()
        if self._taking is not None:
            self._taking.cancel()

    def connection_lost(self, exc: Exception | None) -> None:
        """Nothing is waited for any more."""
        self._stop()
        if self._taking is not None:
            self._taking.cancel()
        super().connection_lost(exc)

    def _is_asked(self) -> bool:
        asked: RequestResponseCycle | None = self.cycle
        return asked is not None and not asked.response_complete

    def _seconds(self) -> float:
        return float(self.config.patience_s) if isinstance(self.config, PatientConfig) else 60.0

    def _wait(self) -> None:
        self._stop()
        self._asking = self.loop.call_later(self._seconds(), self._end)

    def _stop(self) -> None:
        if self._asking is not None:
            self._asking.cancel()
            self._asking = None

    def _end(self) -> None:
        if self.transport.is_closing():
            return
        if self.conn.our_state is h11.IDLE and self.conn.trailing_data[0]:
            self.transport.write(_TOO_SLOW)
        self.transport.close()


class PatientConfig(uvicorn.Config):
    """A server's configuration, with what it does about clients that take their time."""

    def __init__(self, app: Any, *, patience_s: float, **options: Any) -> None:
        super().__init__(app, http=PatientProtocol, ws="websockets-sansio", ws_max_size=_MOST_OF_A_MESSAGE, **options)
        self.patience_s = patience_s
