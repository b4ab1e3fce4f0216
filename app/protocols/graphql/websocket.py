"""GraphQL over WebSocket: the protocol `graphql-transport-ws`, for queries, mutations and subscriptions.

A client signs in with `connection_init`, whose payload may hold `authorization` ("Bearer …"), `tenant` and `language`.
Protocol: https://github.com/enisdenjo/graphql-ws/blob/master/PROTOCOL.md
"""

from __future__ import annotations

import asyncio
from typing import Any, Final

import orjson
from starlette.websockets import WebSocket, WebSocketDisconnect, WebSocketState

from app.auth.bearer import bearer_token, languages_of, tenant_of
from app.protocols.graphql.body import BadRequest, request_of
from app.protocols.graphql.gate import Claim, Gate, refused, written
from app.protocols.graphql.stream import answers, subscribe
from mappings.errors import CatalographError
from schema.running.engine import Answer, Refused, Request
from schema.running.errors import NotAStream

PROTOCOL: Final = "graphql-transport-ws"
_INIT_WITHIN_S: Final = 5.0
_MOST_OPERATIONS: Final = 20
_MOST_CHARACTERS: Final = 1_000_000


class _Closing(Exception):
    """The connection ends for this reason, as the protocol numbers it."""

    def __init__(self, code: int, reason: str) -> None:
        super().__init__(reason)
        self.code = code
        self.reason = reason


class GraphQLSocket:
    """The endpoint for one connection after another."""

    def __init__(self, gate: Gate) -> None:
        self._gate = gate

    async def __call__(self, socket: WebSocket) -> None:
        """Serve one connection to its end."""
        if PROTOCOL not in socket.scope.get("subprotocols", ()):
            await socket.accept()
            await socket.close(4406, "Subprotocol not acceptable")
            return
        await socket.accept(PROTOCOL)
        await _Connection(self._gate, socket).serve()


class _Connection:
    """One connection and the operations running on it."""

    def __init__(self, gate: Gate, socket: WebSocket) -> None:
        self._gate = gate
        self._socket = socket
        self._claim: Claim | None = None
        self._running: dict[str, asyncio.Task[None]] = {}
        self._sending = asyncio.Lock()

    async def serve(self) -> None:
        try:
            await asyncio.wait_for(self._initialise(), _INIT_WITHIN_S)
            while True:
                await self._take(await self._receive())
        except TimeoutError:
            await self._close(_Closing(4408, "Connection initialisation timeout"))
        except _Closing as closing:
            await self._close(closing)
        except WebSocketDisconnect:
            pass
        finally:
            for task in self._running.values():
                task.cancel()
            await asyncio.gather(*self._running.values(), return_exceptions=True)

    async def _initialise(self) -> None:
        message = await self._receive()
        while message["type"] in {"ping", "pong"}:
            if message["type"] == "ping":
                await self._send({"type": "pong"})
            message = await self._receive()
        if message["type"] != "connection_init":
            raise _Closing(4401, "Unauthorized")
        payload = message.get("payload") or {}
        if not isinstance(payload, dict):
            raise _Closing(4400, "The payload of connection_init must be an object")
        given = {str(name).lower(): value for name, value in payload.items() if isinstance(value, str)}
        try:
            claim = Claim(
                bearer_token(given.get("authorization") or self._socket.headers.get("authorization")),
                tenant_of(self._socket.path_params, given.get("tenant") or given.get("x-tenant")),
                languages_of(given.get("language") or self._socket.headers.get("accept-language")),
                str(self._socket.scope["catalograph.request"]),
            )
            await self._gate.work(self._gate.caller, claim)
        except CatalographError as error:
            raise _Closing(4403, error.message) from None
        self._claim = claim
        await self._send({"type": "connection_ack"})

    async def _take(self, message: dict[str, Any]) -> None:
        match message["type"]:
            case "ping":
                await self._send({"type": "pong"})
            case "pong":
                pass
            case "subscribe":
                self._begin(message)
            case "complete":
                if (task := self._running.pop(str(message.get("id")), None)) is not None:
                    task.cancel()
            case "connection_init":
                raise _Closing(4429, "Too many initialisation requests")
            case _:
                raise _Closing(4400, "Unknown message type")

    def _begin(self, message: dict[str, Any]) -> None:
        name = message.get("id")
        if not isinstance(name, str) or not name:
            raise _Closing(4400, "A subscribe message needs an id")
        if name in self._running:
            raise _Closing(4409, f"Subscriber for {name[:60]} already exists")
        if len(self._running) >= _MOST_OPERATIONS:
            raise _Closing(4429, f"At most {_MOST_OPERATIONS} operations may run on a connection")
        try:
            request = request_of(message.get("payload"))
        except BadRequest as error:
            raise _Closing(4400, error.message) from None
        self._running[name] = asyncio.create_task(self._operation(name, request))

    async def _operation(self, name: str, request: Request) -> None:
        claim = self._claim
        if claim is None:
            return
        try:
            caller = await self._gate.work(self._gate.caller, claim)
            try:
                subscribed = await self._gate.work(subscribe, self._gate, request, caller)
            except Refused as refusal:
                if not _is_no_stream(refusal.answer):
                    await self._send({"id": name, "type": "error", "payload": refusal.answer.body["errors"]})
                    return
                answer, _ = await self._gate.answer(request, claim, reading_only=False)
                await self._send({"id": name, "type": "next", "payload": answer.body})
            else:
                async for each in answers(self._gate, subscribed, claim):
                    if each is not None:
                        await self._send({"id": name, "type": "next", "payload": each.body})
            await self._send({"id": name, "type": "complete"})
        except CatalographError as error:
            await self._send({"id": name, "type": "error", "payload": refused(error, claim.request)["errors"]})
        except WebSocketDisconnect:
            pass
        finally:
            self._running.pop(name, None)

    async def _receive(self) -> dict[str, Any]:
        text = await self._socket.receive_text()
        if len(text) > _MOST_CHARACTERS:
            raise _Closing(4400, "The message is too long")
        try:
            message = orjson.loads(text)
        except orjson.JSONDecodeError:
            raise _Closing(4400, "The message is not JSON") from None
        if not isinstance(message, dict) or not isinstance(message.get("type"), str):
            raise _Closing(4400, "The message has no type")
        return message

    async def _send(self, message: dict[str, Any]) -> None:
        async with self._sending:
            if self._socket.application_state is WebSocketState.CONNECTED:
                await self._socket.send_text(written(message).decode())

    async def _close(self, closing: _Closing) -> None:
        if self._socket.application_state is WebSocketState.CONNECTED:
            await self._socket.close(closing.code, closing.reason[:120])


def _is_no_stream(answer: Answer) -> bool:
    return any(each["extensions"].get("code") == NotAStream.code for each in answer.body["errors"])
