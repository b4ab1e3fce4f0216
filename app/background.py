"""Work that was asked for over HTTP, in a process of its own: how one is started, and what all of them do alike.

It waits for a lane, and ends cleanly on SIGTERM, after what it is just writing. Killed, the work is told as interrupted
and can be run again.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Event, Thread
from types import FrameType
from typing import TYPE_CHECKING, Final, TypeAlias

from app.journal import begin
from app.settings import Settings, StoreAddress, read_settings
from graph.catalogue.lanes import lane
from graph.services import Services

if TYPE_CHECKING:
    from app.bootstrap import Installation

COURTESY: Final = 5
"""How far work steps back: people at a desk come first. Much further, and a busy server would stop it. On Linux each
thread has a priority of its own; elsewhere the process steps back as a whole."""

Stop: TypeAlias = Callable[[], bool]
"""Whether it was asked to stop."""
Run: TypeAlias = Callable[[Services, str, Stop], object]
"""Does the work of this name."""


def launch(settings: Settings, name: str, module: str) -> None:
    """Start the process of one piece of work. It outlives the server's worker that started it."""
    process = subprocess.Popen(  # noqa: S603 - our own module
        [sys.executable, "-m", module, name],
        env=settings.for_others(),
        stdin=subprocess.DEVNULL,
        # Not in a session of its own: Linux may weigh sessions against each other, whatever the priorities in them.
        process_group=0,
    )
    Thread(target=process.wait, name=f"{module}-{name}", daemon=True).start()  # no zombie stays behind


def starting(
    settings: Settings, address: StoreAddress, module: str, run: Callable[[], Callable[[str], object]]
) -> Callable[[str], None]:
    """How queued work is begun: by a module in a process of its own, or in a thread where another process sees no
    store.
    """

    def start(job: str) -> None:
        if address.is_kept:
            launch(settings, job, module)
        else:
            Thread(target=run(), args=(job,), name=f"{module}-{job}", daemon=True).start()

    return start


def in_lane(name: str, run: Run) -> None:
    """Do the work of a library, by its name, when a lane is free."""
    with _installed(read_settings()) as (installation, asked):
        services, tenant = installation.services, name.partition(".")[0]
        own = services.tenants.tenant(tenant).quota.import_lanes
        most = installation.settings.import_lanes
        with lane(installation.layout.lanes, tenant, own, most, asked) as held:
            if held:
                run(services, name, asked)


def stepping_back(run: Callable[[Services, Stop], object]) -> None:
    """Do what waits in the installation that the environment names, behind whoever waits for an answer, with the
    processes that are started for it.
    """
    settings = read_settings()
    os.nice(2 * COURTESY)
    with _installed(settings) as (installation, asked):
        run(installation.services, asked)


@contextmanager
def _installed(settings: Settings) -> Iterator[tuple[Installation, Stop]]:
    """The installation that the environment names, and whether this process was asked to end."""
    from app.bootstrap import installed

    begin(settings)
    asked = Event()

    def ask(_number: int, _frame: FrameType | None) -> None:
        asked.set()

    signal.signal(signal.SIGTERM, ask)
    with installed(settings) as installation:
        yield installation, asked.is_set
