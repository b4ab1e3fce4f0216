"""Which process does a piece of work, and whether it still does: what import jobs and batches tell of themselves."""

from __future__ import annotations

import os
import socket
from datetime import datetime
from pathlib import Path
from typing import Final

from graph.catalogue.job_documents import Runner

_SILENT_S: Final = 60.0
"""Work on another machine that has said nothing for so long counts as interrupted."""


def this_process() -> Runner:
    """The process that asks."""
    return Runner(socket.gethostname(), os.getpid(), _born(os.getpid()))


def is_running(runner: Runner, seen: datetime | None, now: datetime) -> bool:
    """Whether a process still does its work; one on another machine by when it was `seen`."""
    if runner.host == socket.gethostname():
        return _alive(runner)
    return seen is not None and (now - seen).total_seconds() < _SILENT_S


def _alive(runner: Runner) -> bool:
    """Whether the very process still runs: a number may have been given to another since."""
    try:
        os.kill(runner.process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        pass
    return runner.born == _born(runner.process)


def _born(process: int) -> str:
    """When a process started, in the kernel's ticks; empty where the system doesn't tell."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[19]
    except (OSError, IndexError):
        return ""
