"""What every HTTP answer has, whatever it is: an id for the request, and headers that keep browsers careful."""

from __future__ import annotations

import logging
from typing import ClassVar, Final

import orjson
from starlette.datastructures import MutableHeaders
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.protocols.graphql.gate import request_id
from mappings.errors import CatalographError
from schema.running.errors import Fault

_LOG: Final = logging.getLogger("catalograph.server")
_HEADERS: Final = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "geolocation=(), camera=(), microphone=()",
}
_POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "form-action 'none'; base-uri 'none'; frame-ancestors 'none'"
)


class NoSuchAddress(CatalographError):
    """Nothing is served at the address."""

    code: ClassVar[str] = "NO_SUCH_ADDRESS"
    hint: ClassVar[str] = "The API is at /graphql."


class WrongMethod(CatalographError):
    """The address is served, but not with the HTTP method that was used."""

    code: ClassVar[str] = "WRONG_METHOD"
    hint: ClassVar[str] = "Look at the answer's Allow header."


class Envelope:
    """Puts the request's id into the scope and these headers on the answer."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Wrap one request or connection."""
        if scope["type"] not in {"http", "websocket"}:
            await self._app(scope, receive, send)
            return
        given = next((value for name, value in scope["headers"] if name == b"x-request-id"), b"")
        identifier = request_id(given.decode("latin-1"))
        scope["catalograph.request"] = identifier

        started: list[bool] = []

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                started.append(True)
                headers = MutableHeaders(scope=message)
                headers["X-Request-Id"] = identifier
                for name, value in _HEADERS.items():
                    headers.setdefault(name, value)
                headers.setdefault("Content-Security-Policy", _POLICY)
            await send(message)

        if scope["type"] == "websocket":
            await self._app(scope, receive, send)
            return
        try:
            await self._app(scope, receive, send_with_headers)
        except Exception:
            _LOG.exception("request %s failed", identifier)
            if started:
                raise
            message = "Something went wrong here; it has been noted under the request's id."
            answer = Response(problem(Fault.code, message, identifier), 500, media_type="application/json")
            await answer(scope, receive, send_with_headers)


def problem(code: str, message: str, identifier: str) -> bytes:
    """An error as every answer has it."""
    error = {"message": message, "extensions": {"code": code, "requestId": identifier}}
    return orjson.dumps({"errors": [error], "extensions": {"requestId": identifier}})
