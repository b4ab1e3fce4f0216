"""A batch change that was started over HTTP, in a process of its own: `python -m app.changing BATCH`.

As `app.carrying`: it takes a lane, steps back, and ends after a Change on SIGTERM; however it ends, the batch says what
is still to do.
"""

from __future__ import annotations

import sys
from collections.abc import Callable

from app.carrying import in_lane
from graph.services import Services


def main(batch: str) -> None:
    """Run a batch that waits, to its end."""
    in_lane(batch, _change)


def _change(services: Services, batch: str, stop: Callable[[], bool]) -> None:
    services.catalogue.batches.run(batch, stop)


if __name__ == "__main__":
    main(sys.argv[1])
