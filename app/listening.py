"""Listening for HTTP: uvicorn's processes on one socket that sends every answer at once.

uvicorn's own socket for several workers leaves Nagle's algorithm on: the second part of an answer waits until the first
is acknowledged, which a client delays by 40 milliseconds. A socket that has it off hands that on to every connection.
"""

from __future__ import annotations

import socket
from contextlib import suppress

import uvicorn
from uvicorn.supervisors import Multiprocess

from app.settings import Settings


def listen(settings: Settings) -> None:
    """Serve until stopped. With several workers each is a process that reads the settings from the environment."""
    config = uvicorn.Config(
        "app.server:application",
        factory=True,
        host=settings.host,
        port=settings.port,
        workers=settings.workers,
        log_level=settings.log_level,
        access_log=settings.log_level == "debug",
        server_header=False,
        ws="websockets-sansio",
    )
    listening = config.bind_socket()
    listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    with suppress(KeyboardInterrupt):
        if settings.workers > 1:
            Multiprocess(config, sockets=[listening]).run()
        else:
            uvicorn.Server(config).run(sockets=[listening])
