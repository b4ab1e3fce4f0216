"""A file that is replaced is there whole, or as it was before."""

from __future__ import annotations

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from graph.store.durable import replacing


def test_what_was_there_stays_until_the_new_is_whole_and_an_error_leaves_nothing(tmp_path: Path) -> None:
    path = tmp_path / "note"
    with replacing(path) as part:
        part.write_text("first")
        assert not path.exists()
    with pytest.raises(UnicodeEncodeError), replacing(path) as part:
        part.write_text("half, and then \ud800", "utf-8")
    assert path.read_text() == "first"
    assert list(tmp_path.iterdir()) == [path]


def test_of_several_that_write_at_once_one_stays_whole(tmp_path: Path) -> None:
    path = tmp_path / "note"

    def write(letter: str) -> None:
        for _ in range(20):
            with replacing(path, racing=True) as part, part.open("w") as file:
                for _ in range(50):
                    file.write(letter)
                    file.flush()

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(write, "abcd"))
    assert path.read_text() in {letter * 50 for letter in "abcd"}
    assert list(tmp_path.iterdir()) == [path]


def test_who_is_killed_while_writing_leaves_the_old(tmp_path: Path) -> None:
    path = tmp_path / "note"
    path.write_text("first")
    program = (
        "import os, sys; from pathlib import Path; from graph.store.durable import replacing\n"
        "with replacing(Path(sys.argv[1])) as part: part.write_text('half'); os._exit(9)"
    )
    assert subprocess.run([sys.executable, "-c", program, path], check=False).returncode == 9
    assert path.read_text() == "first"
    with replacing(path) as part:
        part.write_text("second")
    assert list(tmp_path.iterdir()) == [path]
