"""A real server over an installation, for tests that speak HTTP to it."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import uvicorn

from app.bootstrap import Installation
from app.patience import PatientConfig
from app.server import serving


@contextmanager
def running(installation: Installation) -> Iterator[str]:
    """A real server over the installation; its address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    config = PatientConfig(
        serving(installation),
        patience_s=installation.settings.arrival_time_limit_s,
        host="127.0.0.1",
        port=port,
        log_level="error",
        server_header=False,
    )
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        server.should_exit = True
        thread.join(10)
