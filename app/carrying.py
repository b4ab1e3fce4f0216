"""A batch of heading changes that was started over HTTP, in a process of its own: `python -m app.carrying BATCH`.

It takes a lane as an import does, and steps back for the processes that answer people. It ends cleanly after a Change
on SIGTERM; killed, the batch is told as interrupted and can be run again.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable
from contextlib import suppress
from threading import Event
from types import FrameType
from typing import Final

from app.journal import begin
from app.settings import read_settings
from graph.authorities.batches import BatchNotReady
from graph.catalogue.lanes import lane
from graph.services import Services

_COURTESY: Final = 5


Run = Callable[[Services, str, Callable[[], bool]], object]
"""Runs a batch by its name until it is asked to stop."""


def main(batch: str) -> None:
    """Run a batch that waits, to its end."""
    in_lane(batch, _carry)


def in_lane(batch: str, run: Run) -> None:
    """Run a batch of a library, by its name, when a lane is free."""
    from app.bootstrap import installed

    settings = read_settings()
    begin(settings)
    asked = Event()

    def ask(_number: int, _frame: FrameType | None) -> None:
        asked.set()

    signal.signal(signal.SIGTERM, ask)
    os.nice(_COURTESY)
    with installed(settings) as installation:
        services, tenant = installation.services, batch.partition(".")[0]
        own = services.tenants.tenant(tenant).quota.import_lanes
        with lane(installation.layout.lanes, tenant, own, settings.import_lanes, asked.is_set) as held:
            if held:
                run(services, batch, asked.is_set)


def _carry(services: Services, batch: str, stop: Callable[[], bool]) -> None:
    with suppress(BatchNotReady):
        services.headings.run(batch, stop)


if __name__ == "__main__":
    main(sys.argv[1])
