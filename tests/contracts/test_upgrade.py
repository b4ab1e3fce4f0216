"""A new release is rolled out while the old one serves: two processes on one store, before, during and after."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from graph.store.errors import Corrupt
from graph.store.formats import OlderReleaseRuns
from graph.store.scope import SystemScope
from tests.contracts.upgrading import change, opened

HERE = Path(__file__)
Start = Callable[[str], subprocess.Popen[str]]


@pytest.fixture(params=["sqlite", pytest.param("neo4j", marks=pytest.mark.needs("java"))])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """An empty store of each engine that is kept."""
    return request.getfixturevalue("neo4j").empty() if request.param == "neo4j" else str(tmp_path / "store.sqlite")


@pytest.fixture
def start(address: str) -> Iterator[Start]:
    """Start a process of a release on the store, reading and writing all the time."""
    children = []

    def begin(release: str) -> subprocess.Popen[str]:
        child = subprocess.Popen(
            [sys.executable, str(HERE.with_name("upgrading.py")), address, release],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env={**os.environ, "PYTHONPATH": str(HERE.parents[2])},
        )
        children.append(child)
        return child

    yield begin
    for child in children:
        child.kill()
        child.communicate()


def went_on(child: subprocess.Popen[str], calls: int = 20) -> bool:
    """Whether a process makes that many more rounds of calls."""
    return all(child.stdout.readline().strip().isdecimal() for _ in range(calls))


def ended(child: subprocess.Popen[str]) -> list[str]:
    """How many rounds a process made and what failed, once told to end."""
    out, _ = child.communicate("")
    return out.splitlines()[-1].split("\t")


def test_two_releases_serve_one_store_while_it_is_migrated(address: str, start: Start) -> None:
    old = start("n")
    assert went_on(old)
    with closing(opened(address, "n")) as store:
        before = store.plan().formats
    new = start("n+1")
    assert went_on(new)
    assert went_on(old)
    with closing(opened(address, "n+1")) as store:
        plan = store.plan()
    assert plan.formats.format == before.format + 1
    assert plan.expanding == ()
    assert plan.contracting == ("Documents are counted in a census.",)
    assert plan.formats.oldest <= before.format
    assert went_on(old)
    assert went_on(new)
    _, *failed = ended(old)
    assert failed == ["0"]
    assert went_on(new)
    _, *failed = ended(new)
    assert failed == ["0"]


def test_nothing_is_contracted_while_an_older_release_runs_and_none_starts_afterwards(
    address: str, start: Start
) -> None:
    old = start("n")
    assert went_on(old)
    store = opened(address, "n+1")
    new = start("n+1")
    assert went_on(new)
    with pytest.raises(OlderReleaseRuns):
        store.contract(SystemScope())
    assert went_on(old)
    _, *failed = ended(old)
    assert failed == ["0"]
    assert store.contract(SystemScope()).contracting == ("Documents are counted in a census.",)
    assert store.plan().contracting == ()
    assert went_on(new)
    _, *failed = ended(new)
    assert failed == ["0"]
    with pytest.raises(Corrupt, match="later release"):
        opened(address, "n")
    assert store.commit(change("after", "contracted"), SystemScope()).written == 1
    assert store.check(SystemScope()) == []
    store.close()


def test_a_store_made_anew_waits_for_nothing(address: str) -> None:
    store = opened(address, "n+1")
    assert store.plan().contracting == ()
    store.close()
    with pytest.raises(Corrupt, match="later release"):
        opened(address, "n")
