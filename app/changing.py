"""A batch change that was started over HTTP, in a process of its own: `python -m app.changing BATCH`.

It steps back for the processes that answer people, and ends cleanly after a Change; however it ends, the batch says
what is still to do.
"""

from __future__ import annotations

import os
import sys

from app.background import COURTESY, Stop, in_lane
from graph.services import Services


def change(services: Services, batch: str, stop: Stop) -> None:
    """Run a batch that waits, to its end."""
    os.nice(COURTESY)
    services.catalogue.batches.run(batch, stop)


if __name__ == "__main__":
    in_lane(sys.argv[1], change)
