"""A store in a file, and words to write into it that child processes share."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from graph.backends.sqlite import SqliteStore
from graph.store.names import GraphKind, Names
from graph.store.scope import SystemScope
from tests.octets import octets_in

WORDS = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from graph.backends.sqlite import SqliteStore
from graph.store.errors import *
from graph.store.model import *
from graph.store.names import GraphKind, Names
from graph.store.scope import SystemScope

SCOPE = SystemScope()
NAMES = Names("https://c.example/")
AT = datetime(2026, 1, 1, tzinfo=UTC)

def key(local, kind=GraphKind.CATALOGUE):
    return Key(NAMES.graph("harbor", kind), NAMES.resource("harbor", "works", local))

def change(*keys, note="n", expects=ANY, request=None):
    body = {"@type": ["bf:Work"], "bf:note": [note], "bf:subject": [{"@id": "urn:s"}]}
    puts = tuple(Put(each, body, expects) for each in keys)
    return Change(Cause("ada", "edit", AT, request), puts)
"""
"""What both the tests and their child processes start from."""

words: dict = {}
exec(WORDS, words)


class Bench:
    """A store's file with the words of the child processes at hand."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.scope = SystemScope()
        self.names = Names("https://c.example/")
        self.key = words["key"]
        self.change = words["change"]
        self.patrons = GraphKind.PATRONS
        self._stores: list[SqliteStore] = []
        self._children: list[subprocess.Popen[str]] = []

    def open(self, **options: Any) -> SqliteStore:
        store = SqliteStore(self.path, **options)
        self._stores.append(store)
        return store

    def child(self, code: str, *arguments: str) -> subprocess.Popen[str]:
        """Run `code` after the common words in another process, with the store's path as its first argument."""
        environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[4])}
        child = subprocess.Popen(
            [sys.executable, "-c", f"{WORDS}\nPATH = Path(sys.argv[1])\n{code}", str(self.path), *arguments],
            stdout=subprocess.PIPE,
            stdin=subprocess.PIPE,
            text=True,
            env=environment,
        )
        self._children.append(child)
        return child

    def octets(self) -> bytes:
        """Everything the store has on the disk."""
        return b"".join(map(octets_in, sorted(self.path.parent.glob(f"{self.path.name}*"))))

    def close(self) -> None:
        for store in self._stores:
            store.close()
        for child in self._children:
            if child.poll() is None:
                child.kill()
            child.wait()
            for pipe in (child.stdin, child.stdout):
                if pipe is not None:
                    pipe.close()


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    made = Bench(tmp_path / "store.db")
    yield made
    made.close()


@pytest.fixture
def make_bench(tmp_path: Path) -> Iterator[Callable[[str], Bench]]:
    made: list[Bench] = []

    def make(name: str) -> Bench:
        made.append(Bench(tmp_path / name))
        return made[-1]

    yield make
    for each in made:
        each.close()
