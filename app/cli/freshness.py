"""What the command line answers with is up to date: what no running process projects, the command projects itself."""

from __future__ import annotations

from app.bootstrap import Installation
from app.cli.progress import metered


def brought_up_to_date(installation: Installation, *projections: str) -> None:
    """Make these projections hold the whole log: by itself, or by waiting for the process that holds the lock."""
    goal = installation.store.position()
    behind = [name for name in projections if installation.position(name) < goal]
    if not behind:
        return
    with metered("catching up", "events") as meter:

        def progress(reached: int, last: int) -> bool:
            meter.show(reached, reached / last if last else None)
            return True

        for name in behind:
            installation.have_projected(name, progress)
