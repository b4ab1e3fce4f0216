"""Worker processes that run queries, and can be ended in the middle of one: a query can't be stopped from inside."""

from __future__ import annotations

import os
import selectors
import signal
import struct
import subprocess
import sys
import time
import weakref
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from queue import Empty, LifoQueue
from threading import Lock
from typing import IO, Any, Final

import orjson

from graph.backends.oxigraph.turns import Turns
from graph.store.errors import Unavailable
from graph.store.sparql import SparqlRefused, SparqlStopped, SparqlTimeout

_WORKER: Final = Path(__file__).with_name("worker.py")
_HEAD: Final = struct.Struct(">I")
_LOOK_S: Final = 0.1
"""How often a running query's memory is looked at."""

_START_S: Final = 30.0
_PAGE: Final = os.sysconf("SC_PAGE_SIZE")
_STACK: Final = frozenset({-signal.SIGSEGV, -signal.SIGBUS})
"""How a process ends whose stack is full."""


@dataclass(slots=True)
class Worker:
    """One process. It is used for one query at a time and thrown away after one that had to be stopped."""

    process: subprocess.Popen[bytes]
    memory_bytes: int
    _inbox: bytearray = field(default_factory=bytearray)

    @classmethod
    def start(cls, memory_bytes: int, *, tied: bool = False) -> Worker:
        """A new worker, ready to be asked: its start takes nothing from a query's time. Where it is `tied`, it ends
        with the thread that calls, also in the middle of a query.

        Raises `Unavailable`.
        """
        process = subprocess.Popen(  # noqa: S603 - our own file
            [sys.executable, "-P", str(_WORKER), str(memory_bytes), *(["tied"] if tied else [])],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        worker = cls(process, memory_bytes)
        try:
            worker._answer(time.monotonic() + _START_S)
        except (BrokenPipeError, SparqlTimeout):
            worker.stop()
            raise Unavailable("No SPARQL worker could be started.", hint="Try again shortly.") from None
        return worker

    def ask(self, request: dict[str, Any], deadline: float) -> dict[str, Any]:
        """The answer to a request. Raises `SparqlTimeout` past the deadline or the memory limit, `SparqlRefused` where
        its recursion has no end in sight; the worker is then dead.
        """
        with self._ending_it():
            self._send(request)
            return self._answer(deadline)

    def ask_in_parts(
        self, request: dict[str, Any], deadline: float, stopped: Callable[[], bool]
    ) -> Iterator[dict[str, Any]]:
        """The parts of a long answer; raises as `ask` does, and `SparqlStopped`."""
        with self._ending_it():
            self._send({**request, "in_parts": True})
            while True:
                found = self._answer(deadline, stopped)
                yield found
                if "last" in found:
                    return

    @contextmanager
    def _ending_it(self) -> Iterator[None]:
        """The process is dead after whatever goes wrong in the block."""
        try:
            yield
        except BrokenPipeError:
            raise self._why_ended() from None
        except BaseException:
            self.stop()
            raise

    def _send(self, request: dict[str, Any]) -> None:
        data, stdin = orjson.dumps(request), _open(self.process.stdin)
        stdin.write(_HEAD.pack(len(data)) + data)
        stdin.flush()

    def _answer(self, deadline: float, stopped: Callable[[], bool] = lambda: False) -> dict[str, Any]:
        size = _HEAD.unpack(self._read(_HEAD.size, deadline, stopped))[0]
        found: dict[str, Any] = orjson.loads(self._read(size, deadline, stopped))
        return found

    def _why_ended(self) -> SparqlTimeout | SparqlRefused:
        """What a query that ended its worker is told: it had no stack left, or it had no memory left."""
        self.stop()
        if self.process.returncode in _STACK:
            return SparqlRefused("The query has more parts in each other than a query may.")
        return SparqlTimeout("The query took more memory than a query may, and was stopped.")

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

    def _read(self, size: int, deadline: float, stopped: Callable[[], bool]) -> bytes:
        stdout = _open(self.process.stdout)
        with selectors.DefaultSelector() as selector:
            selector.register(stdout, selectors.EVENT_READ)
            while len(self._inbox) < size:
                left = deadline - time.monotonic()
                if left <= 0:
                    raise SparqlTimeout("The query ran longer than a query may, and was stopped.")
                if stopped():
                    raise SparqlStopped
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

    def __init__(self, size: int, memory_bytes: int) -> None:
        self._memory_bytes = memory_bytes
        self._idle: LifoQueue[Worker | None] = LifoQueue()
        self._turns = Turns(size)
        self._lock = Lock()
        self._closed = False
        for _ in range(size):
            self._idle.put(None)
        # Workers never outlive their pool, closed or forgotten.
        self._ended = weakref.finalize(self, _end, self._idle)

    def run(self, request: dict[str, Any], time_limit_s: float, party: str = "") -> dict[str, Any]:
        """The answer of some worker. Waits for its party's turn at most as long as the query may run."""
        with self._turns.turn(party, time_limit_s):
            worker = self._free()
            try:
                if worker is not None and worker.process.poll() is not None:
                    worker.stop()
                    worker = None
                if worker is None:
                    worker = Worker.start(self._memory_bytes)
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

    def _free(self) -> Worker | None:
        try:
            return self._idle.get_nowait()
        except Empty:
            raise Unavailable("SPARQL is being shut down.", hint="Try again shortly.") from None

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
