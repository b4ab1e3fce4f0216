"""Whose query is next: nobody's flood keeps another waiting for longer than one query takes."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Lock
from typing import Final

from graph.store.errors import Unavailable

MOST_WAITING: Final = 8
"""How many queries of one party may wait. More are turned away at once: waiting takes a thread of the server's."""


class Turns:
    """Shares `slots` between parties. One party holds all of them but one at most, so that one is left for another's
    query; where several wait, who holds fewest is next, and among equals who was served longest ago.
    """

    def __init__(self, slots: int) -> None:
        self._free = slots
        self._most = max(1, slots - 1)
        self._lock = Lock()
        self._held: Counter[str] = Counter()
        self._waiting: dict[str, deque[Event]] = {}

    @contextmanager
    def turn(self, party: str, patience_s: float) -> Iterator[None]:
        """Hold a slot during the block. Raises `Unavailable` where there is none within `patience_s` seconds, and at
        once where `MOST_WAITING` of this party wait already.
        """
        self._take(party, patience_s)
        try:
            yield
        finally:
            with self._lock:
                self._held[party] -= 1
                if not self._held[party]:
                    del self._held[party]
                self._free += 1
                self._hand_out()

    def _take(self, party: str, patience_s: float) -> None:
        mine = Event()
        with self._lock:
            if len(self._waiting.get(party, ())) >= MOST_WAITING:
                raise Unavailable(
                    "Too many SPARQL queries of yours are waiting.", hint="Send the next one when one was answered."
                )
            self._waiting.setdefault(party, deque()).append(mine)
            self._hand_out()
        if mine.wait(patience_s):
            return
        with self._lock:
            if mine.is_set():
                return
            self._waiting[party].remove(mine)
            if not self._waiting[party]:
                del self._waiting[party]
        raise Unavailable("Every SPARQL worker is busy.", hint="Try again shortly.")

    def _hand_out(self) -> None:
        while self._free:
            able = [party for party in self._waiting if self._held[party] < self._most]
            if not able:
                return
            party = min(able, key=self._held.__getitem__)
            waiting = self._waiting.pop(party)
            waiting.popleft().set()
            if waiting:
                self._waiting[party] = waiting  # behind all others
            self._held[party] += 1
            self._free -= 1
