"""What was forgotten, kept beside the store so that a restored backup forgets it again.

The log names nothing: each line is the number of a forget and the hash of a document's key.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from graph.store.model import Key
from graph.store.portable import Forgotten, mark


class ForgetLog:
    """The forgets of the store at `path`, numbered as the store counts them."""

    def __init__(self, path: Path) -> None:
        self._path = path.with_name(path.name + "-forgotten")

    def append(self, forgotten: Iterable[Forgotten]) -> None:
        """Note forgets durably."""
        lines = "".join(f"{number} {name}\n" for number, name in forgotten)
        handle = os.open(self._path, os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            os.write(handle, lines.encode("ascii"))
            os.fsync(handle)
        finally:
            os.close(handle)

    def after(self, number: int) -> list[Forgotten]:
        """What was forgotten by forgets numbered above `number`."""
        found = []
        if self._path.exists():
            for line in self._path.read_text("ascii").splitlines():
                of_forget, _, name = line.partition(" ")
                # A line cut off by a crash belongs to a forget that did not happen.
                if of_forget.isdecimal() and len(name) == len(mark(Key("", ""))) and int(of_forget) > number:
                    found.append(Forgotten(int(of_forget), name))
        return found
