"""An import that was asked for over HTTP, in a process of its own: `python -m app.importing JOB`.

It waits for a lane, and its work between two batches steps back for the processes that answer people; writing a batch
does not, because they would wait for the store as long as whoever holds it waits for the processor. It ends cleanly at
a batch on SIGTERM; killed, the job is told as interrupted and can be run again.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from threading import Event, Thread
from types import FrameType
from typing import Final

from app.journal import begin
from app.settings import Settings, read_settings
from graph.access.model import Actor, Permission
from graph.catalogue.errors import JobNotRunnable
from graph.catalogue.lanes import lane

_COURTESY: Final = 5
"""How far the thread that converts steps back: people at a desk come first. Much further, and a busy server would stop
it. On Linux each thread has a priority of its own; elsewhere the process steps back as a whole."""


def launch(settings: Settings, job: str, module: str = "app.importing") -> None:
    """Start the process of one job. It outlives the server's worker that started it."""
    process = subprocess.Popen(  # noqa: S603 - our own module
        [sys.executable, "-m", module, job],
        env=settings.for_others(),
        stdin=subprocess.DEVNULL,
        # Not in a session of its own: Linux may weigh sessions against each other, whatever the priorities in them.
        process_group=0,
    )
    Thread(target=process.wait, name=f"{module}-{job}", daemon=True).start()  # no zombie stays behind


def main(job: str) -> None:
    """Run a queued job to its end."""
    from app.bootstrap import installed
    from app.metrics import counted_imports

    settings = read_settings()
    begin(settings)
    asked = Event()

    def ask(_number: int, _frame: FrameType | None) -> None:
        asked.set()

    signal.signal(signal.SIGTERM, ask)
    with (
        installed(settings) as installation,
        counted_imports() as see,
        ThreadPoolExecutor(1, "convert", initializer=os.nice, initargs=(_COURTESY,)) as converting,
    ):
        services, tenant = installation.services, job.partition(".")[0]
        own = services.tenants.tenant(tenant).quota.import_lanes
        with (
            lane(installation.layout.lanes, tenant, own, settings.import_lanes, asked.is_set) as held,
            suppress(JobNotRunnable),
        ):
            if held:
                before = services.events.position()
                done = services.jobs.run(job, asked.is_set, see, lambda planning: converting.submit(planning).result())
                if done.report.updated:
                    rights = frozenset({Permission.CATALOGUE_IMPORT, Permission.CATALOGUE_WRITE})
                    services.headings.since(Actor(done.actor, "", tenant, {tenant: rights}), before)


if __name__ == "__main__":
    main(sys.argv[1])
