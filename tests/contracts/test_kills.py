"""Processes are killed at random moments: what was acknowledged stays, whole, and followers come to the same state."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow
PROGRAM = Path(__file__).parents[2] / "bench" / "kills.py"
ENGINES = ["sqlite", pytest.param("neo4j", marks=pytest.mark.needs("java"))]


@pytest.mark.timeout(900)  # a minute of computing in a dozen processes, which other tests beside it stretch
@pytest.mark.parametrize("engine", ENGINES)
def test_killed_writers_followers_and_servers_lose_nothing_acknowledged_and_leave_no_half(engine: str) -> None:
    """Six moments; on Neo4j the fifth kills the server. `bench/kills.py --moments 200` is the long way."""
    said = subprocess.run(
        [sys.executable, PROGRAM, "--engine", engine, "--moments", "6"], capture_output=True, text=True, check=False
    )
    assert said.returncode == 0, said.stdout + said.stderr
    figures = json.loads(said.stdout)["figures"]
    assert figures["acknowledged"] > 0
    assert figures["killed"]["writers"] > 6
    assert figures["killed"]["servers"] == (engine == "neo4j")
