"""Eight processes that want the same at the same time: exactly one has it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from graph.store.model import ABSENT
from tests.contracts.racing import ITEMS, SCOPE, change, item, key, opened

pytestmark = pytest.mark.slow
HERE = Path(__file__)
RACERS = 8
Race = Callable[[str], list[Any]]


@pytest.fixture(params=["sqlite", pytest.param("neo4j", marks=pytest.mark.needs("java"))])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """An empty store of each engine that is kept."""
    return request.getfixturevalue("neo4j").empty() if request.param == "neo4j" else str(tmp_path / "store.sqlite")


@pytest.fixture
def race(address: str) -> Iterator[Race]:
    """Start eight processes at once; what each got."""
    children: list[subprocess.Popen[str]] = []

    def run(what: str) -> list[Any]:
        children.extend(
            subprocess.Popen(
                [sys.executable, str(HERE.with_name("racing.py")), address, what, str(number)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                text=True,
                env={**os.environ, "PYTHONPATH": str(HERE.parents[2])},
            )
            for number in range(RACERS)
        )
        assert [child.stdout.readline() for child in children if child.stdout] == ["ready\n"] * RACERS
        for child in children:
            assert child.stdin is not None
            child.stdin.write("go\n")
            child.stdin.flush()
        return [json.loads(child.communicate()[0]) for child in children]

    yield run
    for child in children:
        child.kill()
        child.wait()


def test_eight_processes_that_want_five_hundred_items_leave_one_winner_of_each(address: str, race: Race) -> None:
    with closing(opened(address)) as store:
        evens = [(key("items", f"{each}"), item(f"even {each}"), ABSENT) for each in range(0, ITEMS, 2)]
        store.commit(change(*evens), SCOPE)
    won = race("win")
    assert Counter(each for some in won for each in some) == Counter(range(ITEMS))
    with closing(opened(address)) as store:
        for number, some in enumerate(won):
            keys = [key("items", f"{each}-{number}" if each % 2 else f"{each}") for each in some]
            notes = [each.body["bf:note"] for each in store.read(keys, SCOPE) if each is not None]
            assert notes == [[f"{each} of {number}"] for each in some]
        holders = store.find("barcode", [f"odd {each}" for each in range(1, ITEMS, 2)], SCOPE)
        assert {len(each) for each in holders} == {1}
        assert store.position() == ITEMS + 1
        assert store.check(SCOPE) == []


def test_the_same_request_from_eight_processes_at_once_has_one_effect_and_one_answer(address: str, race: Race) -> None:
    answers = race("ask again")
    for same in zip(*answers, strict=True):
        assert len({json.dumps(answer[:3]) for answer in same}) == 1
        assert sorted(answer[3] for answer in same) == [False] + [True] * (RACERS - 1)
    with closing(opened(address)) as store:
        assert store.position() == 20
        assert [event.cause.request for event in store.changes(0, 100, SCOPE)] == [f"request-{n}" for n in range(20)]
        documents = store.read([key("works", f"counter-{each}") for each in range(20)], SCOPE)
        assert [each and each.version for each in documents] == [1] * 20
