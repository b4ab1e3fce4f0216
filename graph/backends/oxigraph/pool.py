"""Worker processes that run queries, and can be ended in the middle of one: a query can't be stopped from inside."""

from __future__ import annotations

import os
import selectors
import struct
import subprocess
import sys
import time
import weakref
from dataclasses import dataclass, field
from pathlib import Path
from queue import Empty, LifoQueue
from threading import Lock
from typing import IO, Any, Final

import orjson

from graph.store.errors import Unavailable
from graph.store.sparql import SparqlTimeout

_WORKER: Final = Path(__file__).with_name("worker.py")
_HEAD: Final = struct.Struct(">I")
_LOOK_S: Final = 0.1
"""How often a running query's memory is looked at."""

_PAGE: Final = os.sysconf("SC_PAGE_SIZE")


@dataclass(slots=True)
class Worker:
    """One process. It is used for one query at a time and thrown away after one that had to be stopped."""

    process: subprocess.Popen[bytes]
    memory_bytes: int
    _inbox: bytearray = field(default_factory=bytearray)

    @classmethod
    def start(cls, directory: Path, memory_bytes: int) -> Worker:
        """A new worker on the snapshots in `directory`."""
        process = subprocess.Popen(  # noqa: S603 - our own file
            [sys.executable, "-P", str(_WORKER), str(directory), str(memory_bytes)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        return cls(process, memory_bytes)

    def ask(self, request: dict[str, Any], deadline: float) -> dict[str, Any]:
        """The answer to a request. Raises `SparqlTimeout` past the deadline or the memory limit; the worker is then
        dead.
        """
        data = orjson.dumps(request)
        try:
            stdin = _open(self.process.stdin)
            stdin.write(_HEAD.pack(len(data)) + data)
            stdin.flush()
            size = _HEAD.unpack(self._read(_HEAD.size, deadline))[0]
            found: dict[str, Any] = orjson.loads(self._read(size, deadline))
        except BrokenPipeError:
            self.stop()
            raise SparqlTimeout("The query took more memory than a query may, and was stopped.") from None
        except BaseException:
            self.stop()
            raise
        return found

    def stop(self) -> None:
        """End the process, whatever it is doing."""
        self.process.kill()
        for stream in (self.process.stdin, self.process.stdout):
            if stream is not None:
                try:
                    stream.close()
                except BrokenPipeError:
                    continue
        self.process.wait()

    def _read(self, size: int, deadline: float) -> bytes:
        stdout = _open(self.process.stdout)
        with selectors.DefaultSelector() as selector:
            selector.register(stdout, selectors.EVENT_READ)
            while len(self._inbox) < size:
                left = deadline - time.monotonic()
                if left <= 0:
                    raise SparqlTimeout("The query ran longer than a query may, and was stopped.")
                if selector.select(min(left, _LOOK_S)):
                    data = os.read(stdout.fileno(), 1 << 20)
                    if not data:
                        raise BrokenPipeError
                    self._inbox += data
                elif self._resident_bytes() > self.memory_bytes:
                    raise SparqlTimeout("The query took more memory than a query may, and was stopped.")
        found = bytes(self._inbox[:size])
        del self._inbox[:size]
        return found

    def _resident_bytes(self) -> int:
        try:
            return int(Path(f"/proc/{self.process.pid}/statm").read_text("ascii").split()[1]) * _PAGE
        except (OSError, ValueError, IndexError):
            return 0


class Workers:
    """Up to `size` workers, started when first needed and again after one had to be ended."""

    def __init__(self, directory: Path, size: int, memory_bytes: int) -> None:
        self._directory, self._size, self._memory_bytes = directory, size, memory_bytes
        self._idle: LifoQueue[Worker | None] = LifoQueue()
        self._lock = Lock()
        self._closed = False
        for _ in range(size):
            self._idle.put(None)
        # Workers never outlive their pool, closed or forgotten.
        self._ended = weakref.finalize(self, _end, self._idle)

    def run(self, request: dict[str, Any], time_limit_s: float) -> dict[str, Any]:
        """The answer of some worker. Waits for a free one at most as long as the query may run."""
        worker = self._free(time_limit_s)
        try:
            if worker is not None and worker.process.poll() is not None:
                worker.stop()
                worker = None
            if worker is None:
                worker = Worker.start(self._directory, self._memory_bytes)
            found = worker.ask({**request, "time_limit_s": time_limit_s}, time.monotonic() + time_limit_s)
        except BaseException:
            self._back(None)
            raise
        self._back(worker)
        return found

    def close(self) -> None:
        """End all workers."""
        with self._lock:
            self._closed = True
        self._ended()

    def _free(self, patience_s: float) -> Worker | None:
        try:
            return self._idle.get(timeout=patience_s)
        except Empty:
            raise Unavailable("Every SPARQL worker is busy.", hint="Try again shortly.") from None

    def _back(self, worker: Worker | None) -> None:
        with self._lock:
            if not self._closed:
                self._idle.put(worker)
                return
        if worker is not None:
            worker.stop()


def _end(idle: LifoQueue[Worker | None]) -> None:
    """End every worker that waits in the queue."""
    while True:
        try:
            worker = idle.get_nowait()
        except Empty:
            return
        if worker is not None:
            worker.stop()


def _open(stream: IO[bytes] | None) -> IO[bytes]:
    if stream is None:
        raise BrokenPipeError
    return stream
