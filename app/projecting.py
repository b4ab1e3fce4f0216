"""Projector processes: search and SPARQL follow the log in processes of their own, beside a server or an import; beside
a server, clusters do, too.

`python -m app.projecting search` is one such process. It waits for the lock of its projection, so that there is one on
a machine however many are started, and ends when the process that started it ends: it watches its standard input,
which the kernel closes for it.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from threading import Thread
from types import FrameType
from typing import TYPE_CHECKING, Final

from app.journal import begin
from app.keeping import Kept
from app.settings import Settings

if TYPE_CHECKING:
    from app.bootstrap import Installation
    from graph.store.projector import Progress

PROJECTIONS: Final = ("search", "sparql")
CLUSTERS: Final = "clusters"
BESIDE_A_SERVER: Final = (*PROJECTIONS, CLUSTERS)
_LOOK_S: Final = 0.05
_END_S: Final = 30.0
_COURTESY: Final = {"search": 5, "sparql": 19, CLUSTERS: 10}
"""How far each projector steps back for those who answer people. SPARQL's needs most of an import's time, and nobody at
a desk waits for it. It loads in many threads, so a smaller step would still take half a core from the import and from
search. Clusters rest between their steps."""


@contextmanager
def projectors(settings: Settings, names: Sequence[str] = PROJECTIONS) -> Iterator[None]:
    """Processes that keep these projections caught up while the block runs. None for a store that isn't kept."""
    if not settings.projectors or settings.store is None or not settings.store.is_kept:
        yield
        return
    environment = settings.for_others()
    kept = [Kept(name, partial(_start, name, environment), _tell) for name in names]
    try:
        yield
    finally:
        for each in kept:
            each.ask_to_end()
        for each in kept:
            each.stop()


def _start(name: str, environment: Mapping[str, str]) -> subprocess.Popen[bytes]:
    return subprocess.Popen(  # noqa: S603 - our own module
        [sys.executable, "-m", "app.projecting", name], stdin=subprocess.PIPE, env=environment
    )


def _tell(line: str) -> None:
    sys.stderr.write(f"{line}\n")


def wait_until_caught_up(
    installation: Installation,
    names: Sequence[str] = PROJECTIONS,
    progress: Progress | None = None,
) -> bool:
    """Wait until these projections hold the whole log as it is now, whoever brings them there.

    `progress` is told how far the slowest is and the goal, and may stop the waiting by answering False. False, too,
    when nobody projects.
    """
    goal = installation.store.position()
    while (reached := min(installation.position(name) for name in names)) < goal:
        if progress is not None and progress(reached, goal) is False:
            return False
        if not any(installation.is_projected(name) for name in names) and not _soon(installation, names):
            return False
        time.sleep(_LOOK_S)
    return True


def _soon(installation: Installation, names: Sequence[str]) -> bool:
    """Give processes that were just started a moment to take their locks."""
    until = time.monotonic() + _END_S / 3
    while time.monotonic() < until:
        if any(installation.is_projected(name) for name in names):
            return True
        time.sleep(_LOOK_S)
    return False


def main(name: str) -> None:
    """Be the projector of one projection, or bring clusters up, until standard input ends or SIGTERM comes."""
    from app.bootstrap import installed

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the starter's business
    from app.settings import read_settings

    os.nice(_COURTESY[name])
    settings = read_settings()
    begin(settings)
    with installed(settings) as installation:
        run, stop = _followed(installation, name)

        def end(_number: int, _frame: FrameType | None) -> None:
            stop()

        signal.signal(signal.SIGTERM, end)

        def watch() -> None:
            os.read(sys.stdin.fileno(), 1)
            stop()

        Thread(target=watch, name="starter", daemon=True).start()
        run()


def _followed(installation: Installation, name: str) -> tuple[Callable[[], None], Callable[[], None]]:
    """What follows the log until it is stopped, and what stops it."""
    if name == CLUSTERS:
        from app.clustering import ClusterKeeper

        services = installation.services
        steps = (lambda stop: services.clusters.follow(stop=stop), services.departures.complete)
        keeper = ClusterKeeper(installation.store.position, *steps)
        return keeper.run, keeper.stop
    from app.bootstrap import projector

    projecting = projector(installation, name)
    return projecting.run, lambda: projecting.stop(0)


if __name__ == "__main__":
    main(sys.argv[1])
