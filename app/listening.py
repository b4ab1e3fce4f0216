"""Listening for HTTP: uvicorn's processes on one socket that sends every answer at once.

uvicorn's own socket for several workers leaves Nagle's algorithm on: the second part of an answer waits until the first
is acknowledged, which a client delays by 40 milliseconds. A socket that has it off hands that on to every connection.
"""

from __future__ import annotations

import asyncio
import os
import signal
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from multiprocessing import parent_process
from multiprocessing.connection import wait
from tempfile import TemporaryDirectory
from types import FrameType

import uvicorn
from uvicorn.supervisors import Multiprocess

from app.journal import configuration
from app.patience import PatientConfig
from app.settings import Settings

FOLDER = "PROMETHEUS_MULTIPROC_DIR"
"""Where processes count together: `prometheus_client` looks at it once, when it is first imported."""


def listen(settings: Settings) -> None:
    """Serve until stopped. With several workers each is a process that reads the settings from the environment."""
    config = PatientConfig(
        "app.server:application",
        factory=True,
        host=settings.host,
        port=settings.port,
        workers=settings.workers,
        log_level=settings.log_level,
        access_log=False,  # the log of requests is `app.envelope`'s
        log_config=configuration(settings),
        timeout_graceful_shutdown=settings.shutdown_time_limit_s,
        server_header=False,
        patience_s=settings.arrival_time_limit_s,
    )
    listening = config.bind_socket()
    listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    with suppress(KeyboardInterrupt), counting_together():
        if settings.workers > 1:
            Multiprocess(config, sockets=[listening]).run()
        else:
            uvicorn.Server(config).run(sockets=[listening])


def end_with_starter() -> None:
    """Have this worker end in order when the process that started it is gone, so that nothing keeps the port."""
    starter = parent_process()
    if starter is None:
        return

    def watch() -> None:
        wait([starter.sentinel])
        os.kill(os.getpid(), signal.SIGTERM)

    threading.Thread(target=watch, name="starter", daemon=True).start()


@contextmanager
def counting_together() -> Iterator[None]:
    """A folder in which all processes started meanwhile count for `/metrics`."""
    if os.environ.get(FOLDER):
        yield
        return
    with TemporaryDirectory(prefix="catalograph-metrics-") as folder:
        os.environ[FOLDER] = folder
        try:
            yield
        finally:
            del os.environ[FOLDER]


@contextmanager
def when_asked_to_end(call: Callable[[], None]) -> Iterator[None]:
    """Have `call` called on the running loop as soon as the process is asked to end, before the server waits for its
    connections: what streams without end would keep it for as long as it may wait.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    loop = asyncio.get_running_loop()
    before = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}

    def end(number: int, frame: FrameType | None) -> None:
        loop.call_soon_threadsafe(call)
        handler = before[signal.Signals(number)]
        if callable(handler):
            handler(number, frame)

    for number in before:
        signal.signal(number, end)
    try:
        yield
    finally:
        for number, handler in before.items():
            if signal.getsignal(number) is end:
                signal.signal(number, handler)
