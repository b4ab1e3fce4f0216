"""A batch of heading changes that was started over HTTP, in a process of its own: `python -m app.carrying BATCH`.

It steps back for the processes that answer people, and ends cleanly after a Change.
"""

from __future__ import annotations

import os
import sys
from contextlib import suppress

from app.background import COURTESY, Stop, in_lane
from graph.authorities.batches import BatchNotReady
from graph.services import Services


def carry(services: Services, batch: str, stop: Stop) -> None:
    """Run a batch that waits, to its end."""
    os.nice(COURTESY)
    with suppress(BatchNotReady):
        services.headings.run(batch, stop)


if __name__ == "__main__":
    in_lane(sys.argv[1], carry)
