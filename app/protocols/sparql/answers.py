"""The answer of a run as a file of each format: made when it is first asked for, the same octets whenever it is made.

So a download that broke off goes on where it was, though the file was thrown away in between.
"""

from __future__ import annotations

import gzip
from codecs import getincrementaldecoder
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Final, cast

from app.formats import xml_text
from app.protocols.linked.formats import stream_from_ntriples
from app.protocols.sparql.results import in_parts
from graph.research.query_runs import QueryRuns
from graph.research.runs import AnswerForm, Run, formats_of
from graph.store.durable import replacing
from graph.store.errors import Unavailable
from graph.store.filelock import FileLock
from graph.store.sparql import SparqlAnswer

PACKED: Final = ".gz"
_PATIENCE_S: Final = 30.0
_LEVEL: Final = 5


def file_of(runs: QueryRuns, run: Run, parts: Iterator[SparqlAnswer], ending: str, *, packed: bool) -> Path:
    """The answer of a run in a format. Raises `NoSuchRun`, `TooManyRuns` for want of room, `Unavailable`."""
    path, room = runs.made(run, f"answer.{ending}{PACKED if packed else ''}")
    lock = FileLock(path.with_name("lock"))
    if not lock.acquire(_PATIENCE_S):
        raise Unavailable("This answer is being written for somebody else.", hint="Try again shortly.")
    try:
        if not path.exists():
            with replacing(path) as part, _opened(part, room, packed=packed) as file:
                _write(run, parts, file, ending)
    except _Full:
        raise runs.full() from None
    except OSError as error:
        raise Unavailable(f"The answer can't be written here: {error.strerror}.") from error
    finally:
        lock.release()
    return path


def _write(run: Run, parts: Iterator[SparqlAnswer], file: IO[bytes], ending: str) -> None:
    if run.form is not AnswerForm.GRAPH:
        file.writelines(in_parts(parts, formats_of(run)[ending]))
    elif ending == "nt":
        file.writelines(_triples(parts))
    else:
        target = cast("IO[bytes]", _XmlText(file)) if ending == "rdf" else file
        stream_from_ntriples(cast("IO[bytes]", _Stream(_triples(parts))), target, ending)


def _triples(parts: Iterable[SparqlAnswer]) -> Iterator[bytes]:
    for each in parts:
        yield (each.triples or "").encode()


class _Full(Exception):
    """There is no room for more."""


class _Limited:
    """A file that takes so many octets and no more."""

    def __init__(self, file: IO[bytes], room: int) -> None:
        self._file, self._room = file, room

    def write(self, octets: bytes) -> int:
        self._room -= len(octets)
        if self._room < 0:
            raise _Full
        return self._file.write(octets)

    def writelines(self, portions: Iterable[bytes]) -> None:
        for each in portions:
            self.write(each)

    def flush(self) -> None:
        self._file.flush()


@contextmanager
def _opened(path: Path, room: int, *, packed: bool) -> Iterator[IO[bytes]]:
    with path.open("wb") as file:
        limited = cast("IO[bytes]", _Limited(file, room))
        if not packed:
            yield limited
            return
        with gzip.GzipFile("", "wb", _LEVEL, limited, mtime=0) as into:
            yield cast("IO[bytes]", into)


class _XmlText:
    """Takes from XML what it can't carry, on the way to a file."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file, self._decoder = file, getincrementaldecoder("utf-8")()

    def write(self, octets: bytes) -> int:
        self._file.write(xml_text(self._decoder.decode(octets)).encode())
        return len(octets)

    def flush(self) -> None:
        self._file.flush()


class _Stream:
    """Reads portions as one file."""

    def __init__(self, portions: Iterator[bytes]) -> None:
        self._portions, self._left = portions, b""

    def read(self, count: int = -1) -> bytes:
        while not self._left and (more := next(self._portions, None)) is not None:
            self._left = more
        count = len(self._left) if count < 0 else count
        found, self._left = self._left[:count], self._left[count:]
        return found
