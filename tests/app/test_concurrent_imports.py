"""The same file brought in by two processes at the same time: the result of one import, and nothing twice."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from app.bootstrap import opened
from graph.store.names import GraphKind
from graph.store.scope import EVERY, Scope, SystemScope, grant
from mappings.bibframe.node import Node
from tests.app.bad_files import book

WHOLE = Scope((grant(GraphKind, (EVERY,)),))
RECORDS = 300
Start = Callable[..., "subprocess.Popen[str]"]


@pytest.fixture
def start(tmp_path: Path) -> Start:
    """Start `catalograph ARGUMENTS…` on a store in a process of its own."""

    def begin(store: str, *arguments: str | Path) -> subprocess.Popen[str]:
        environment = {name: value for name, value in os.environ.items() if not name.startswith("CATALOGRAPH_")}
        environment |= {
            "CATALOGRAPH_STORE": f"sqlite:///{tmp_path / store}",
            "CATALOGRAPH_PROJECTORS": "no",
            "CATALOGRAPH_IMPORT_BATCH_RECORDS": "20",
        }
        command = [sys.executable, "-c", "from app.cli.main import main; main()", *map(str, arguments)]
        return subprocess.Popen(command, env=environment, stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    return begin


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Records of which some share their headings, one is broken, and one control number comes twice."""
    path = tmp_path / "books.mrc"
    records = [book(number, f"Salt and light {number % 50}") for number in range(RECORDS)]
    path.write_bytes(b"".join([*records[:100], b"00042nonsense\x1d", book(7), *records[100:]]))
    return path


def described(path: Path) -> dict[str, list[Node]]:
    """What a store holds, by graph: the bodies, in order, and the findings of its own check."""
    with opened(f"sqlite:///{path}") as installation:
        assert installation.store.check(SystemScope()) == []
        names, store = installation.services.names, installation.store
        found: dict[str, list[Node]] = {}
        for kind in (GraphKind.CATALOGUE, GraphKind.SOURCE):
            graph, after = names.graph("harbor", kind), None
            bodies: list[Node] = []
            while True:
                page = store.scan(graph, WHOLE, after=after)
                bodies += [each.body for each in store.read(page.keys, WHOLE) if each is not None]
                after = page.after
                if after is None:
                    break
            found[kind.value] = sorted(bodies, key=lambda body: str(body["@id"]))
        return found


def finished(process: subprocess.Popen[str]) -> tuple[int, str]:
    """The exit code and what was said."""
    _, said = process.communicate(timeout=120)
    return process.returncode, said


@pytest.mark.slow
def test_two_imports_of_one_file_at_once_give_what_one_gives(start: Start, file: Path, tmp_path: Path) -> None:
    arguments = ("import", file, "--tenant", "harbor", "--no-wait")
    for store in ("one.sqlite", "two.sqlite"):
        assert finished(start(store, "tenant", "create", "harbor"))[0] == 0
    one = finished(start("one.sqlite", *arguments))
    both = [finished(each) for each in [start("two.sqlite", *arguments) for _ in range(2)]]
    assert one[0] == 3
    for code, said in both:
        assert code == 3, said
        assert f"{RECORDS + 2:,} records read" in said
        assert "Traceback" not in said
    alone, together = described(tmp_path / "one.sqlite"), described(tmp_path / "two.sqlite")
    assert len(alone["source"]) == RECORDS
    for kind, bodies in alone.items():
        assert [each["@id"] for each in together[kind]] == [each["@id"] for each in bodies]
        assert together[kind] == bodies


@pytest.mark.slow
def test_a_killed_import_and_one_that_runs_beside_it_lose_nothing(start: Start, file: Path, tmp_path: Path) -> None:
    arguments = ("import", file, "--tenant", "harbor", "--no-wait")
    assert finished(start("one.sqlite", "tenant", "create", "harbor"))[0] == 0
    killed, other = start("one.sqlite", *arguments), start("one.sqlite", *arguments)
    store = tmp_path / "one.sqlite"
    begun = store.stat().st_size
    while store.stat().st_size + _log(store) < begun + 100_000 and killed.poll() is None:
        pass
    killed.kill()
    killed.communicate(timeout=60)
    assert finished(other)[0] == 3
    found = described(store)
    numbers = [body["lsp:recordControlNumber"][0] for body in found["source"]]
    assert sorted(numbers, key=int) == [str(number) for number in range(RECORDS)]


def _log(store: Path) -> int:
    """The size of the file's log, which comes and goes."""
    try:
        return store.with_name(f"{store.name}-wal").stat().st_size
    except FileNotFoundError:
        return 0
