"""What every HTTP answer has, whatever it is: an id for the request, headers that keep browsers careful, and a line in
the log, a count and (where wanted) a span that say how it ended.
"""

from __future__ import annotations

import logging
import time
from typing import ClassVar, Final

import orjson
from starlette.datastructures import MutableHeaders
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.journal import REQUESTS
from app.metrics import request_ended
from app.protocols.graphql.gate import request_id
from app.tracing import Begin, Span
from mappings.errors import CatalographError
from schema.running.errors import Fault

_LOG: Final = logging.getLogger("catalograph.server")
_OPERATIONS: Final = {
    "sparql": "sparql", "daia": "daia", "health": "health", "ready": "health", "metrics": "health", "graphql": "page",
}  # fmt: skip
"""What a request is where it says nothing itself, by the end of its route."""
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
    """Puts the request's id into the scope and these headers on the answer, and tells how it ended.

    What is served may say more of a request in its scope: `catalograph.operation`, one of `app.metrics.OPERATIONS`, and
    `catalograph.outcome`; otherwise its route and status say it.
    """

    def __init__(self, app: ASGIApp, begin: Begin | None = None) -> None:
        self._app = app
        self._begin = begin

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Wrap one request or connection."""
        if scope["type"] not in {"http", "websocket"}:
            await self._app(scope, receive, send)
            return
        headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]}
        identifier = request_id(headers.get("x-request-id", ""))
        scope["catalograph.request"] = identifier
        told = _Told(scope, None if self._begin is None else self._begin(headers))
        try:
            if scope["type"] == "websocket":
                await self._app(scope, receive, send)
            else:
                await self._answer(scope, receive, send, told)
        finally:
            told.end()

    async def _answer(self, scope: Scope, receive: Receive, send: Send, told: _Told) -> None:
        identifier = scope["catalograph.request"]

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                told.status = message["status"]
                headers = MutableHeaders(scope=message)
                headers["X-Request-Id"] = identifier
                for name, value in _HEADERS.items():
                    headers.setdefault(name, value)
                headers.setdefault("Content-Security-Policy", _POLICY)
            elif message["type"] == "http.response.body" and not message.get("more_body"):
                told.end()  # before the client hears it: who asks for the metrics next finds it counted
            await send(message)

        try:
            await self._app(scope, receive, send_with_headers)
        except Exception:
            _LOG.exception("request %s failed", identifier)
            if told.status is not None:
                raise
            message = "Something went wrong here; it has been noted under the request's id."
            answer = Response(problem(Fault.code, message, identifier), 500, media_type="application/json")
            await answer(scope, receive, send_with_headers)


class _Told:
    """How one request went, told once at its end."""

    def __init__(self, scope: Scope, span: Span | None) -> None:
        self._scope, self._span = scope, span
        self._began = time.perf_counter()
        self.status: int | None = None
        self._ended = False

    def end(self) -> None:
        """Log, count and close the span, the first time."""
        if self._ended:
            return
        self._ended = True
        scope, seconds = self._scope, time.perf_counter() - self._began
        route = getattr(scope.get("route"), "path", "none")
        operation = scope.get("catalograph.operation") or _OPERATIONS.get(route.rpartition("/")[2], "other")
        if scope["type"] == "websocket":
            operation = "socket"
        outcome = scope.get("catalograph.outcome") or _outcome(self.status)
        request_ended(operation, outcome, seconds)
        values: dict[str, str | int] = {
            "request": scope["catalograph.request"],
            "method": scope.get("method", "GET"),
            "route": route,
            "status": self.status or 0,
            "operation": operation,
            "outcome": outcome,
            "ms": round(seconds * 1000),
        }
        REQUESTS.info("request", extra=values)
        if self._span is not None:
            self._span.end(f"{values['method']} {route}", values, failed=outcome == "error")


def _outcome(status: int | None) -> str:
    if status is None or status < 400:
        return "ok"
    return "refused" if status < 500 else "error"


def problem(code: str, message: str, identifier: str) -> bytes:
    """An error as every answer has it."""
    error = {"message": message, "extensions": {"code": code, "requestId": identifier}}
    return orjson.dumps({"errors": [error], "extensions": {"requestId": identifier}})
