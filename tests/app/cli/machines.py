"""Servers as operators run them, several on one store: each machine with its own folder for search and SPARQL."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx

from tests.neo4j_server import free_port

COMMAND = (sys.executable, "-c", "from app.cli.main import main; main()")
EVENTS = {"Accept": "text/event-stream"}


@dataclass
class Machine:
    """One machine's environment, and the server that runs on it."""

    store: str
    folder: Path
    token: str = ""
    settings: dict[str, str] = field(default_factory=dict)
    port: int = field(default_factory=free_port)

    @property
    def environment(self) -> dict[str, str]:
        """What every command on this machine is told."""
        given = {name: value for name, value in os.environ.items() if not name.startswith("CATALOGRAPH_")}
        own = {"STORE": self.store, "DATA": str(self.folder), "LOG_FORMAT": "json", "AFTER_EVENT_PATIENCE_S": "120"}
        return given | {f"CATALOGRAPH_{name}": value for name, value in (own | self.settings).items()}

    def run(self, *arguments: str | Path) -> str:
        """What a command writes to standard output; it must succeed."""
        done = subprocess.run(
            [*COMMAND, *map(str, arguments)],
            env=self.environment,
            capture_output=True,
            text=True,
            timeout=180,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    @contextmanager
    def serving(self, workers: int = 1) -> Iterator[subprocess.Popen[bytes]]:
        """`catalograph serve` on it, ended with the block."""
        command = [*COMMAND, "serve", "--port", str(self.port), "--workers", str(workers)]
        with (self.folder.parent / f"{self.folder.name}-{self.port}.log").open("ab") as log:
            server = subprocess.Popen(command, env=self.environment, stdin=subprocess.PIPE, stderr=log)
        try:
            until(lambda: server.poll() is None and self.answers(), 90)
            yield server
        finally:
            server.terminate()
            try:
                server.wait(60)
            except subprocess.TimeoutExpired:
                server.kill()
                server.wait()
            if server.stdin is not None:
                server.stdin.close()

    @property
    def address(self) -> str:
        """Where the server listens."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def headers(self) -> dict[str, str]:
        """Who asks."""
        return {"Authorization": f"Bearer {self.token}"} if self.token else {}

    def answers(self) -> bool:
        """Whether the server does already."""
        try:
            return httpx.get(f"{self.address}/health", timeout=5).status_code == 200
        except httpx.TransportError:
            return False

    def ask(self, query: str, variables: dict[str, Any] | None = None) -> dict[str, Any]:
        """The whole answer to an operation."""
        body = {"query": query, "variables": variables or {}}
        found: dict[str, Any] = httpx.post(
            f"{self.address}/graphql", json=body, headers=self.headers, timeout=150
        ).json()
        return found

    def data(self, query: str, variables: dict[str, Any] | None = None) -> dict[str, Any]:
        """The data of an operation that must succeed."""
        found = self.ask(query, variables)
        assert "errors" not in found, found
        data: dict[str, Any] = found["data"]
        return data

    def ready(self) -> dict[str, Any]:
        """What the server tells of how far it is."""
        found: dict[str, Any] = httpx.get(f"{self.address}/ready", timeout=30).json()
        return found

    @contextmanager
    def following(self, query: str, variables: dict[str, Any] | None = None) -> Iterator[Iterator[dict[str, Any]]]:
        """The answers of a subscription, one after another; at the end of the stream they end."""
        body = {"query": query, "variables": variables or {}}
        with (
            httpx.Client(timeout=httpx.Timeout(30, read=90)) as http,
            http.stream("POST", f"{self.address}/graphql", json=body, headers=self.headers | EVENTS) as stream,
        ):
            assert stream.status_code == 200, stream.read()
            told = (line[5:].strip() for line in stream.iter_lines() if line.startswith("data:"))
            yield (json.loads(each) for each in told if each)


def until(holds: Callable[[], bool], wait_s: float = 60) -> None:
    """Wait until it holds."""
    end = time.monotonic() + wait_s
    while not holds():
        assert time.monotonic() < end, "it never came"
        time.sleep(0.05)
