"""How far long work is: a bar with rate and time left at a terminal, plain lines elsewhere; and Ctrl-C, once, cleanly.

The total is rarely known in records, but always in bytes: `Counted` counts what has been read of a file as it lies on
the disk, packed or not, and the fraction of the bytes is the fraction of the work.
"""

from __future__ import annotations

import io
import signal
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, BinaryIO, Final, cast

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskID, TextColumn, TimeRemainingColumn

from app.cli.terminal import note

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

    from graph.events.service import EventService

_LINE_EVERY_S: Final = 5.0
_LOOK_S: Final = 1.0
_AGAIN_S: Final = 30.0


class Counted(io.RawIOBase):
    """A file that counts what has been read of it. `fraction` is from 0 to 1, None where the size isn't known."""

    def __init__(self, stream: io.BufferedIOBase, size: int | None) -> None:
        super().__init__()
        self._stream = stream
        self._size = size
        self.count = 0

    @property
    def fraction(self) -> float | None:
        """How much of the file has been read."""
        return self.count / self._size if self._size else None

    def readable(self) -> bool:
        """It is only read."""
        return True

    def readinto(self, buffer: WriteableBuffer, /) -> int:
        """Fill `buffer`, and count."""
        view = memoryview(buffer).cast("B")
        got = self._stream.read1(len(view))  # what is there: a pipe may be slow
        view[: len(got)] = got
        self.count += len(got)
        return len(got)


@contextmanager
def counted(path: str) -> Iterator[tuple[BinaryIO, Counted]]:
    """A file (`-` is standard input) as a buffered stream to read from, and its counter."""
    if path == "-":
        counter = Counted(cast("io.BufferedIOBase", sys.stdin.buffer), None)
        yield io.BufferedReader(counter, 1 << 18), counter
        return
    with Path(path).open("rb") as stream:
        counter = Counted(stream, Path(path).stat().st_size)
        yield io.BufferedReader(counter, 1 << 18), counter


class Meter:
    """Progress of one long piece of work on stderr: `doing` is a word such as “import”, `unit` what is counted."""

    def __init__(self, doing: str, unit: str = "records") -> None:
        self._doing = doing
        self._unit = unit
        self._began = time.monotonic()
        self._shown = self._began
        self._bar: Progress | None = None
        self._task: TaskID | None = None
        if sys.stderr.isatty():
            self._bar = Progress(
                TextColumn("{task.description}"),
                BarColumn(),
                TextColumn("{task.fields[figures]}"),
                TimeRemainingColumn(compact=True),
                console=Console(stderr=True),
                transient=True,
            )
            self._task = self._bar.add_task(doing, total=None, figures="")
            self._bar.start()

    def show(self, count: int, fraction: float | None = None, more: str = "") -> None:
        """Say how far it is: `count` so far, which is `fraction` of the whole where that is known."""
        now = time.monotonic()
        rate = count / max(now - self._began, 1e-6)
        figures = f"{count:,} {self._unit}, {rate:,.0f}/s{f', {more}' if more else ''}"
        if self._bar is not None and self._task is not None:
            total = None if fraction is None else 1.0
            self._bar.update(self._task, completed=fraction or 0.0, total=total, figures=figures)
        elif now - self._shown >= _LINE_EVERY_S:
            self._shown = now
            note(f"{self._doing}: {figures}{_left(now - self._began, fraction)}")

    def close(self) -> float:
        """Take the bar away; the seconds the work took."""
        if self._bar is not None:
            self._bar.stop()
            self._bar = None
        return time.monotonic() - self._began


def _left(spent: float, fraction: float | None) -> str:
    if not fraction:
        return ""
    left = int(spent / fraction - spent)
    return f", {fraction:.0%}, {left // 60}:{left % 60:02d} left"


@contextmanager
def metered(doing: str, unit: str = "records") -> Iterator[Meter]:
    """A meter for the work inside."""
    meter = Meter(doing, unit)
    try:
        yield meter
    finally:
        meter.close()


@contextmanager
def stopping() -> Iterator[Callable[[], bool]]:
    """Whether someone asked to stop: Ctrl-C (or SIGTERM) once sets it, a second time interrupts at once."""
    asked = False

    def ask(_number: int, _frame: FrameType | None) -> None:
        nonlocal asked
        if asked:
            raise KeyboardInterrupt
        asked = True
        note("stopping at the end of this batch; once more stops at once")

    before = {number: signal.signal(number, ask) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield lambda: asked
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def rounds(events: EventService, asked: Callable[[], bool], *, follow: bool) -> Iterator[None]:
    """Once; or, to follow the log, again whenever it has grown, and every half minute, until it is asked to stop."""
    while True:
        yield
        position, waited = events.position(), 0.0
        while follow and not asked() and waited < _AGAIN_S and events.wait(position, _LOOK_S) <= position:
            waited += _LOOK_S
        if not follow or asked():
            return
