"""Large queries are worked off by a process of their own, which may die: the next server's start has it done again."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from app.bootstrap import installed
from app.server import serving
from app.settings import StoreAddress
from graph.access.model import operator
from graph.research.runs import RunState
from tests.app.server.conftest import MEMORY, make_world

_COUNT = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
_LONG = "SELECT (COUNT(*) AS ?n) { " + " ".join(f"?a{n} ?b{n} ?c{n} ." for n in range(9)) + " }"


def _until(holds: Callable[[], bool]) -> None:
    end = time.monotonic() + 120
    while not holds():
        assert time.monotonic() < end
        time.sleep(0.05)


def _children(process: int) -> list[str]:
    tasks = Path(f"/proc/{process}/task").iterdir()
    return [each for task in tasks for each in (task / "children").read_text().split()]


def test_a_run_whose_process_was_killed_is_begun_again_by_the_next_and_those_behind_it_too(tmp_path: Path) -> None:
    settings = replace(MEMORY, store=StoreAddress("sqlite", tmp_path / "store.sqlite"))
    made = make_world(settings, books=1)
    made.installation.bring_up_to_date("sparql")
    lock = made.installation.layout.queries / "running.lock"
    runs, access, chief = made.installation.services.query_runs, made.installation.services.access, operator()
    long, short = (runs.start(chief, each, access.scope(chief)) for each in (_LONG, _COUNT))
    _until(lambda: runs.run(chief, long.id).state is RunState.RUNNING)
    first = int(lock.read_text())
    assert first != os.getpid()
    _until(lambda: bool(_children(first)))
    children = _children(first)
    os.kill(first, signal.SIGKILL)
    _until(lambda: not any(Path(f"/proc/{each}").exists() for each in children))  # whoever answers ends with it
    (lock.parent / "called").unlink()  # it is long ago
    made.installation.close()
    with installed(settings) as installation:
        serving(installation)
        runs = installation.services.query_runs
        _until(lambda: lock.read_text().strip() not in {"", str(first)} and runs.run(chief, long.id).attempts == 2)
        runs.cancel(chief, long.id)
        _until(lambda: runs.run(chief, short.id).state is RunState.SUCCEEDED)
        _, (part,) = runs.answer(chief, short.id)
        assert part.rows[0][0] is not None
        assert int(part.rows[0][0].value) > 0
