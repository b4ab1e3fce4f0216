"""What was said at a moment, put together from the log in a process of its own: `python -m app.making_past past`.

It steps back for whoever waits for an answer, and ends when nothing waits. Asked to end, it leaves what it is making to
the next.
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
    """Make every set that waits in the installation that the environment names."""
    from app.bootstrap import installed

    settings = read_settings()
    begin(settings)
    os.nice(2 * COURTESY)
    asked = Event()

    def ask(_number: int, _frame: FrameType | None) -> None:
        asked.set()

    signal.signal(signal.SIGTERM, ask)
    with installed(settings) as installation:
        installation.services.past.work(lambda _: not asked.is_set())


if __name__ == "__main__":
    work()
