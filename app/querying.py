"""Queries that are answered later, worked off in a process of their own: `python -m app.querying runs`.

It steps back for whoever waits for an answer, with the processes it starts, and ends when nothing waits. Asked to end,
it leaves what is under way to the next.
"""

from __future__ import annotations

import os
import signal
from threading import Event
from types import FrameType

from app.background import COURTESY
from app.journal import begin
from app.settings import read_settings


def work() -> None:
    """Work off what waits in the installation that the environment names."""
    from app.bootstrap import installed

    settings = read_settings()
    begin(settings)
    os.nice(2 * COURTESY)
    asked = Event()

    def ask(_number: int, _frame: FrameType | None) -> None:
        asked.set()

    signal.signal(signal.SIGTERM, ask)
    with installed(settings) as installation:
        installation.services.run_worker.work(asked.is_set)


if __name__ == "__main__":
    work()
