"""Words for tests of real processes: a command run to its end, a server under way, a record to feed them."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from mappings.marc import notation
from mappings.marc.writer import write_marc21

COMMAND = (sys.executable, "-c", "from app.cli.main import main; main()")


def record(number: int, note: str = "A note.") -> bytes:
    """A record of a book with this number in its title."""
    title = f"245 00 $a Book number {number} of many."
    return write_marc21(notation.record(f"LDR 00000nam a2200000 i 4500\n001 n{number}\n{title}\n500 ## $a {note}"))


def catalograph(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """A command, run to its end."""
    return subprocess.run(
        [*COMMAND, *arguments],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, **environment},
        timeout=120,
    )


@contextmanager
def running(*arguments: str, heard: bool = False, **environment: str) -> Iterator[subprocess.Popen[bytes]]:
    """A command under way; killed at the end of the block when it is still there.

    What it says can be read where it is `heard`; else it goes to a file, since a pipe that nobody reads fills up and
    stops who writes.
    """
    with tempfile.TemporaryFile() as unheard:
        process = subprocess.Popen(
            [*COMMAND, *arguments],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE if heard else unheard,
            stderr=subprocess.PIPE if heard else unheard,
            env={**os.environ, **environment},
        )
        try:
            yield process
        finally:
            process.kill()
            process.wait()
            for stream in filter(None, (process.stdin, process.stdout, process.stderr)):
                with suppress(BrokenPipeError):
                    stream.close()


def answered(address: str, path: str, body: bytes | None = None, **headers: str) -> bytes:
    """What the server answers, as soon as it does."""
    until = time.monotonic() + 60
    while True:
        try:
            request = urllib.request.Request(f"{address}{path}", body, headers)
            with urllib.request.urlopen(request, timeout=30) as answer:
                return bytes(answer.read())
        except OSError:
            if time.monotonic() > until:
                raise
            time.sleep(0.1)


def unused_port() -> str:
    """A port of this machine that nothing listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return str(probe.getsockname()[1])
