"""A server as an operator runs it: settings from a file, two workers that count together, and its end."""

from __future__ import annotations

import json
import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path

import httpx
import pytest

pytestmark = pytest.mark.slow
COMMAND = (sys.executable, "-c", "from app.cli.main import main; main()")
CHANGED = "subscription { resourceChanged { event } }"


def test_a_server_counts_over_its_workers_and_ends_its_streams_when_asked_to_end(tmp_path: Path) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    config = tmp_path / "catalograph.toml"
    config.write_text(
        f'store = "sqlite:///{tmp_path}/c.sqlite"\nport = {port}\nworkers = 2\nlog_format = "json"\n'
        "projectors = false\nshutdown_time_limit_s = 60\n"
    )
    environment = {name: value for name, value in os.environ.items() if not name.startswith("CATALOGRAPH_")}
    made = [*COMMAND, "--config", str(config), "tenant", "create", "harbor"]
    assert subprocess.run(made, env=environment, check=False).returncode == 0
    server = subprocess.Popen(
        [*COMMAND, "--config", str(config), "serve"], env=environment, stderr=subprocess.PIPE, text=True
    )
    written: list[str] = []
    reading = threading.Thread(target=lambda: written.extend(server.stderr or ()), daemon=True)
    reading.start()
    try:
        address = f"http://127.0.0.1:{port}"
        until = time.monotonic() + 90
        while time.monotonic() < until:
            try:
                httpx.get(f"{address}/health")
                break
            except httpx.TransportError:
                time.sleep(0.1)
        for _ in range(12):
            with httpx.Client() as one:  # a connection of its own: another worker may take it
                one.post(f"{address}/graphql", json={"query": "{ __typename }"})
        text = httpx.get(f"{address}/metrics").text
        assert 'catalograph_requests_total{operation="query",outcome="ok"} 12.0' in text
        text = httpx.get(f"{address}/metrics").text  # to be told, it asked the store itself
        assert re.search(r'catalograph_store_calls_total\{call="position",outcome="ok"\} [1-9]', text)
        with httpx.stream(
            "POST", f"{address}/graphql", json={"query": CHANGED}, headers={"Accept": "text/event-stream"}, timeout=90
        ) as stream:
            assert stream.status_code == 200
            time.sleep(1)
            server.send_signal(signal.SIGTERM)
            assert stream.read().decode().rstrip().endswith("event: complete\ndata:")
        assert server.wait(60) in {0, -signal.SIGTERM}
    finally:
        server.kill()
        server.wait()
        reading.join(10)
        server.stderr.close()  # type: ignore[union-attr] # it is a pipe
    lines = [json.loads(line) for line in written if line.startswith("{")]
    assert sum(line.get("operation") == "query" for line in lines) == 12
