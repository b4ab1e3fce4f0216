"""An import that was asked for over HTTP, in a process of its own: `python -m app.importing JOB`.

Its work between two batches steps back for the processes that answer people; writing a batch does not, because they
would wait for the store as long as whoever holds it waits for the processor. It ends cleanly at a batch.
"""

from __future__ import annotations

import os
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

from app.background import COURTESY, Stop, in_lane
from graph.access.model import Actor, Permission
from graph.catalogue.errors import JobNotRunnable
from graph.services import Services
from graph.store.errors import Unavailable


def bring(services: Services, job: str, stop: Stop) -> None:
    """Run a queued job to its end, start what its new labels ask for, and find what others have of it."""
    from app.metrics import counted_imports

    with (
        suppress(JobNotRunnable),
        counted_imports() as see,
        ThreadPoolExecutor(1, "convert", initializer=os.nice, initargs=(COURTESY,)) as converting,
    ):
        before = services.events.position()
        done = services.jobs.run(job, stop, see, lambda planning: converting.submit(planning).result())
        if done.report.updated:
            rights = frozenset({Permission.CATALOGUE_IMPORT, Permission.CATALOGUE_WRITE})
            services.headings.since(Actor(done.actor, "", done.tenant, {done.tenant: rights}), before)
        with suppress(Unavailable):
            services.clusters.follow(done.tenant, stop, waits=False)  # whoever does it already finds these, too


if __name__ == "__main__":
    in_lane(sys.argv[1], bring)
