"""Keeping a process alive: one that ends though nobody asked it to is started again, each time a little later."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from threading import Event, Thread
from typing import Final

_LOOK_S: Final = 0.5
_LONGEST_S: Final = 30.0
_END_S: Final = 30.0


class Kept:
    """A process made by `start`, watched by a thread. `told` hears of every unasked end. `stop` ends it for good.

    `start` gives the process a pipe as standard input; closing it asks the process to end.
    """

    def __init__(self, name: str, start: Callable[[], subprocess.Popen[bytes]], told: Callable[[str], None]) -> None:
        self._name, self._start, self._told = name, start, told
        self._stopping = Event()
        self._process = start()
        self._watching = Thread(target=self._watch, name=f"keep-{name}", daemon=True)
        self._watching.start()

    @property
    def pid(self) -> int:
        """The process as it is now."""
        return self._process.pid

    def ask_to_end(self) -> None:
        """Close its standard input and start it no more."""
        self._stopping.set()
        self._watching.join()
        if self._process.stdin is not None:
            self._process.stdin.close()

    def stop(self) -> None:
        """Ask it to end and wait; kill it when it takes too long."""
        self.ask_to_end()
        try:
            self._process.wait(_END_S)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    def _watch(self) -> None:
        pause = _LOOK_S
        while not self._stopping.wait(_LOOK_S):
            code = self._process.poll()
            if code is None:
                pause = max(pause / 2, _LOOK_S)
                continue
            self._told(f"the process of {self._name} ended with code {code}; starting it again")
            if self._process.stdin is not None:
                self._process.stdin.close()
            if self._stopping.wait(pause):
                return
            pause = min(pause * 4, _LONGEST_S)
            self._process = self._start()
