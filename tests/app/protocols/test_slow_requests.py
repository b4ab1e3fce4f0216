"""Clients that send a byte now and then, hold connections or don't take their answer: as `serve` runs, they are told so
in the words of the protocol and let go, and keep nobody else waiting.
"""

from __future__ import annotations

import asyncio
import json
import select
import socket
import threading
from collections.abc import Iterable, Iterator
from contextlib import suppress
from http.client import HTTPResponse
from typing import Final

import pytest
import uvicorn
from lxml import etree
from starlette.types import Receive, Scope, Send

from app.bootstrap import install
from app.patience import PatientConfig
from app.settings import Settings, StoreAddress
from graph.access.model import operator
from tests.app.processes import answered
from tests.running import running as served

XML, FORM = "application/xml", "application/x-www-form-urlencoded"
SLOW: Final[dict[str, tuple[str, str]]] = {
    "/graphql": ("application/json", "REQUEST_TOO_SLOW"),
    "/sparql": ("application/sparql-query", "REQUEST_TOO_SLOW"),
    "/harbor/oai": (FORM, "REQUEST_TOO_SLOW"),
    "/harbor/sru": (FORM, "REQUEST_TOO_SLOW"),
    "/harbor/payments/x": ("application/json", "REQUEST_TOO_SLOW"),
    "/sign-in": (FORM, "REQUEST_TOO_SLOW"),
    "/harbor/paia/auth/login": (FORM, "invalid_request"),
    "/harbor/ncip": (XML, "REQUEST_TOO_SLOW"),
    "/harbor/iso18626": (XML, "REQUEST_TOO_SLOW"),
    "/harbor/account/sign-in": (FORM, "<h1"),
}
"""Where bodies are sent, as what, and what the answer to a slow one says."""


@pytest.fixture(scope="module")
def port(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    """A server, configured as `serve` does it, with little patience."""
    settings = Settings(store=StoreAddress("memory"), data=tmp_path_factory.mktemp("slow"), arrival_time_limit_s=1)
    made = install(settings, create=True)
    made.services.tenants.create_tenant(operator(), "harbor", {"en": "Harbor"})
    with served(made) as address:
        yield int(address.rpartition(":")[2])
    made.close()


def opened(port: int, sent: bytes) -> socket.socket:
    """A connection on which this was sent."""
    found = socket.create_connection(("127.0.0.1", port), timeout=60)
    found.sendall(sent)
    return found


def head(port: int, path: str, media: str, octets: int = 1000) -> bytes:
    """The head of a request whose body is to come."""
    host = f"127.0.0.1:{port}"
    return (
        f"POST {path} HTTP/1.1\r\nHost: {host}\r\nOrigin: http://{host}\r\nContent-Type: {media}\r\n"
        f"Content-Length: {octets}\r\n\r\n"
    ).encode()


def dribbled(connections: Iterable[socket.socket]) -> None:
    """Send a byte now and then on each connection until something is said on it."""
    waiting = set(connections)
    while waiting:
        waiting -= set(select.select(waiting, [], [], 0.05)[0])
        for each in waiting:
            with suppress(OSError):
                each.send(b"x")


def read(connection: socket.socket) -> tuple[HTTPResponse, str]:
    """The answer on a connection."""
    answer = HTTPResponse(connection)
    answer.begin()
    return answer, answer.read().decode()


def test_a_body_that_comes_byte_by_byte_is_refused_as_each_protocol_refuses(port: int) -> None:
    connections = {path: opened(port, head(port, path, media)) for path, (media, _) in SLOW.items()}
    dribbled(connections.values())
    for path, (media, said) in SLOW.items():
        answer, text = read(connections[path])
        assert answer.status == 408, (path, text)
        assert said in text
        assert "Traceback" not in text
        if media == XML:
            assert said in {each.text for each in etree.fromstring(text.encode()).iter()}
        elif not said.startswith("<"):
            assert json.loads(text)
        connections[path].close()


def test_who_asks_nothing_asks_half_or_goes_on_after_the_answer_is_let_go_and_others_are_answered(port: int) -> None:
    silent = [opened(port, b"") for _ in range(50)]
    half = [opened(port, b"GET /health HTTP/1.1\r\nX-Slow: ") for _ in range(50)]
    refused = opened(port, head(port, "/graphql", "application/json", 10_000_000))
    assert b"up" in answered(f"http://127.0.0.1:{port}", "/health")
    answer, text = read(refused)
    assert (answer.status, "BODY_TOO_LARGE" in text) == (413, True)
    dribbled(half)
    assert {read(each)[0].status for each in half} == {408}
    assert {each.recv(1) for each in silent} == {b""}
    while not _is_over(refused):
        with suppress(OSError):
            refused.send(b"x")
    for each in (*silent, *half, refused):
        each.close()


def _is_over(connection: socket.socket) -> bool:
    if not select.select([connection], [], [], 0.05)[0]:
        return False
    try:
        return connection.recv(100) == b""
    except ConnectionError:
        return True


def test_an_answer_that_nobody_takes_is_given_up() -> None:
    given_up = threading.Event()

    async def endless(_: Scope, receive: Receive, send: Send) -> None:
        await receive()
        await send({"type": "http.response.start", "status": 200, "headers": []})
        gone = asyncio.create_task(receive())
        while not gone.done():
            await send({"type": "http.response.body", "body": b"x" * 100_000, "more_body": True})
        given_up.set()

    listening = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(PatientConfig(endless, patience_s=0.2, log_level="error", lifespan="off"))
    thread = threading.Thread(target=server.run, args=([listening],), daemon=True)
    thread.start()
    with opened(listening.getsockname()[1], b"GET / HTTP/1.1\r\nHost: x\r\n\r\n"):
        assert given_up.wait(60)
    server.should_exit = True
    thread.join(30)
    listening.close()
