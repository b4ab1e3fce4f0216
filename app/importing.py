"""An import that was asked for over HTTP, in a process of its own: `python -m app.importing JOB`.

It waits for a lane, and steps back for the processes that answer people. It ends cleanly at a batch on SIGTERM; killed,
the job is told as interrupted and can be run again.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from threading import Event, Thread
from types import FrameType
from typing import Final

from app.journal import begin
from app.settings import Settings, read_settings
from graph.catalogue.errors import JobNotRunnable
from graph.catalogue.lanes import lane

_COURTESY: Final = 2
"""How far an import steps back: people at a desk come first. Much further, and a busy server would stop it."""


def launch(settings: Settings, job: str) -> None:
    """Start the process of one job. It outlives the server's worker that started it."""
    process = subprocess.Popen(  # noqa: S603 - our own module
        [sys.executable, "-m", "app.importing", job],
        env=settings.for_others(),
        stdin=subprocess.DEVNULL,
        start_new_session=True,
    )
    Thread(target=process.wait, name=f"import-{job}", daemon=True).start()  # no zombie stays behind


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
    _step_back()
    with installed(settings) as installation, counted_imports() as see:
        services, tenant = installation.services, job.partition(".")[0]
        own = services.tenants.tenant(tenant).quota.import_lanes
        with (
            lane(installation.layout.lanes, tenant, own, settings.import_lanes, asked.is_set) as held,
            suppress(JobNotRunnable),
        ):
            if held:
                services.jobs.run(job, asked.is_set, see)


def _step_back() -> None:
    os.nice(_COURTESY)
    if os.getsid(0) == os.getpid():
        # Linux may weigh a session as a whole against others, however its processes step back: sched(7), autogroups.
        with suppress(OSError):
            Path("/proc/self/autogroup").write_text(str(_COURTESY), "ascii")


if __name__ == "__main__":
    main(sys.argv[1])
