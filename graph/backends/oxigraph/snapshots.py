"""Numbered snapshots of the statements: hard links to files that never change, each readable by any process.

A snapshot is a directory `{number}-{position}`; the newest has the highest number. Beside its data stands which graphs
are in it. A reader holds a shared lock on the snapshot's lock file while it has it open, so that a snapshot is only
removed when nobody reads it.
"""

from __future__ import annotations

import fcntl
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pyoxigraph as ox

_KEPT: Final = 2
_DATA: Final = "data"
_GRAPHS: Final = "graphs"
_LOCK: Final = "lock"
_UNFINISHED: Final = ".new"


@dataclass(frozen=True, slots=True)
class Snapshot:
    """One snapshot: where its data is and the last event it holds."""

    number: int
    position: int
    path: Path

    @property
    def data(self) -> Path:
        """The directory of statements."""
        return self.path / _DATA

    def graphs(self) -> frozenset[str]:
        """The named graphs that hold something in it. Raises `OSError` where the snapshot is gone."""
        return frozenset((self.path / _GRAPHS).read_text("utf-8").split("\n")) - {""}

    @contextmanager
    def held(self) -> Iterator[ox.Store]:
        """Its statements; it is not removed during the block. Raises `OSError` where it is gone."""
        with (self.path / _LOCK).open("rb") as lock:
            fcntl.flock(lock, fcntl.LOCK_SH | fcntl.LOCK_NB)
            yield ox.Store.read_only(str(self.data))


def newest(directory: Path) -> Snapshot | None:
    """The newest snapshot below `directory`, None before there is one."""
    return max(_all(directory), key=lambda each: each.number, default=None)


def take(store: ox.Store, directory: Path, position: int) -> Snapshot:
    """Make a snapshot of `store`, and remove those that nobody needs any more."""
    directory.mkdir(parents=True, exist_ok=True)
    last = newest(directory)
    number = 1 if last is None else last.number + 1
    unfinished = directory / _UNFINISHED
    shutil.rmtree(unfinished, ignore_errors=True)
    unfinished.mkdir()
    (unfinished / _LOCK).touch()
    store.backup(str(unfinished / _DATA))
    graphs = [each.value for each in store.named_graphs() if isinstance(each, ox.NamedNode)]
    (unfinished / _GRAPHS).write_text("\n".join(graphs), "utf-8")
    final = directory / f"{number:010d}-{position}"
    unfinished.rename(final)
    clean(directory)
    return Snapshot(number, position, final)


def clean(directory: Path, kept: int = _KEPT) -> None:
    """Remove all but the newest `kept` snapshots, save those being read."""
    for each in sorted(_all(directory), key=lambda each: -each.number)[kept:]:
        try:
            with (each.path / _LOCK).open("rb") as lock:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                shutil.rmtree(each.path, ignore_errors=True)
        except OSError:
            continue


def _all(directory: Path) -> list[Snapshot]:
    found = []
    for path in directory.iterdir() if directory.is_dir() else ():
        number, dash, position = path.name.partition("-")
        if dash and number.isdecimal() and position.isdecimal():
            found.append(Snapshot(int(number), int(position), path))
    return found
