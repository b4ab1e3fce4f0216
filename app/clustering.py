"""Clusters follow what libraries describe while a server runs, in a process of its own beside it. Departures that were
cut off at their end are completed there, too: what is left to go are clusters above all.

Nobody waits for it, so it steps back for those who answer people, and for the store: after each step it rests as long
as the step took, two seconds at most. What changes all at once, as in an import, is looked at once it is quiet, or
after a while.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from threading import Event
from typing import Final

from graph.store.errors import Conflict, Unavailable

_LOG: Final = logging.getLogger("catalograph.clusters")
_LOOK_S: Final = 1.0
_LATEST_S: Final = 15.0
"""How long something waits at most where more comes all the time."""
_LONGEST_REST_S: Final = 2.0
_PATIENCE_S: Final = 60.0


class ClusterKeeper:
    """Does each of `steps` when the log, which ends at `position`, has something new, and at the beginning, until it is
    stopped: brings clusters up, completes departures. A step is told what to ask whether to end.
    """

    def __init__(self, position: Callable[[], int], *steps: Callable[[Callable[[], bool]], object]) -> None:
        self._position, self._steps = position, steps
        self._stopping = Event()

    def stop(self) -> None:
        """Ask the run to end after its step."""
        self._stopping.set()

    def run(self) -> None:
        """Follow until `stop` is called from another thread or a signal handler."""
        done, pause = -1, _LOOK_S
        while not self._stopping.is_set():
            try:
                if (now := self._position()) != done:
                    done = self._quiet(now)
                    for step in self._steps:
                        step(Pace(self._stopping))
                pause = _LOOK_S
            except (Unavailable, Conflict) as error:
                _LOG.warning("clusters wait: %s", error.code)
                done, pause = -1, min(pause * 2, _PATIENCE_S)
            self._stopping.wait(pause)

    def _quiet(self, now: int) -> int:
        """The last event, when nothing has come for a moment, or something has waited long enough."""
        until = time.monotonic() + _LATEST_S
        while not self._stopping.wait(_LOOK_S) and (later := self._position()) != now and time.monotonic() < until:
            now = later
        return now


class Pace:
    """Asked before each step whether to end: rests as long as the step before took."""

    def __init__(self, stopping: Event) -> None:
        self._stopping, self._begun = stopping, time.monotonic()

    def __call__(self) -> bool:
        """Whether to end, after a rest."""
        self._stopping.wait(min(time.monotonic() - self._begun, _LONGEST_REST_S))
        self._begun = time.monotonic()
        return self._stopping.is_set()
