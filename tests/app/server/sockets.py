"""A WebSocket that speaks `graphql-transport-ws`."""

from __future__ import annotations

import json
from contextlib import ExitStack
from typing import Any

from websockets.sync.client import connect


class Socket:
    """One connection of `graphql-transport-ws`."""

    def __init__(self, address: str, payload: dict[str, str] | None = None) -> None:
        self.opened = ExitStack()
        url = address.replace("http", "ws", 1) + "/graphql"
        self.connection = self.opened.enter_context(connect(url, subprotocols=["graphql-transport-ws"]))
        self.send({"type": "connection_init", "payload": payload or {}})

    def send(self, message: object) -> None:
        self.connection.send(json.dumps(message))

    def receive(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(self.connection.recv(timeout=60))
        return found

    def subscribe(self, id: str, query: str, variables: dict[str, Any] | None = None) -> None:
        payload = {"query": query, "variables": variables or {}}
        self.send({"id": id, "type": "subscribe", "payload": payload})
