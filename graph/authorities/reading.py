"""Reading a vocabulary's file: resources one by one with the line they begin at, whatever the size of the file.

JSON-LD has a resource a line. N-Triples may say what it says of one resource anywhere in the file, so its statements
are put aside on the disk, as far as anything is kept of them, and gathered by subject.
"""

from __future__ import annotations

import gzip
import io
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import BinaryIO, Final, TypeAlias, cast

import orjson

from mappings.errors import CatalographError
from mappings.vocabularies.published import WANTED
from mappings.vocabularies.statements import Properties, Statements, UnreadableLine, about, triple

_PACKED: Final = b"\x1f\x8b"
_AT_ONCE: Final = 20_000
_LONGEST: Final = 32_000_000


@dataclass(frozen=True, slots=True)
class Published:
    """One resource as its file has it: what is said of it and of the nodes it stands on, and the line it begins at."""

    iri: str
    said: Statements
    line: int


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A line that can't be read, and why."""

    line: int
    error: CatalographError


Told: TypeAlias = Callable[[int], object]
"""Hears how many lines were read while nothing can be handed out yet."""


def resources(stream: BinaryIO, told: Told = lambda _: None) -> Iterator[Published | Unreadable]:
    """Every resource of a file, packed with gzip or not, N-Triples or JSON-LD a line."""
    lines = io.BufferedReader(cast("io.RawIOBase", _unpacked(stream)), 1 << 18)
    begin = lines.peek(1 << 12).lstrip()[:1]
    readable = cast("BinaryIO", lines)
    yield from _json_lines(readable) if begin in {b"{", b"["} else _triples(readable, told)


def _unpacked(stream: BinaryIO) -> io.BufferedIOBase:
    packed = stream if isinstance(stream, io.BufferedReader) else io.BufferedReader(cast("io.RawIOBase", stream))
    return gzip.GzipFile(fileobj=packed) if packed.peek(2)[:2] == _PACKED else packed


def _lines(lines: BinaryIO) -> Iterator[tuple[int, bytes]]:
    number = 0
    try:
        while line := lines.readline(_LONGEST):
            number += 1
            yield number, line
    except (EOFError, OSError) as error:
        raise UnreadableLine(f"The file ends or breaks after line {number:,}: {error}.") from error


def _json_lines(lines: BinaryIO) -> Iterator[Published | Unreadable]:
    try:
        for number, line in _lines(lines):
            if not line.strip():
                continue
            try:
                said, subjects = about(line)
            except CatalographError as error:
                yield Unreadable(number, error)
                continue
            for subject in subjects:
                yield Published(subject, said, number)
    except UnreadableLine as error:
        yield Unreadable(0, error)


def _triples(lines: BinaryIO, told: Told) -> Iterator[Published | Unreadable]:
    with ExitStack() as stack:
        folder = Path(stack.enter_context(TemporaryDirectory(prefix="catalograph-")))
        aside = stack.enter_context(closing(sqlite3.connect(folder / "statements", isolation_level=None)))
        for pragma in ("journal_mode = OFF", "synchronous = OFF", "cache_size = -65536"):
            aside.execute(f"PRAGMA {pragma}")
        aside.execute("CREATE TABLE said (subject TEXT, name TEXT, value BLOB, line INTEGER)")
        yield from _put_aside(aside, lines, told)
        aside.execute("CREATE INDEX by_subject ON said (subject, line)")
        yield from _gathered(aside)


def _put_aside(aside: sqlite3.Connection, lines: BinaryIO, told: Told) -> Iterator[Unreadable]:
    rows: list[tuple[str, str, bytes, int]] = []
    number = 0
    try:
        for number, line in _lines(lines):
            try:
                found = triple(line.decode("utf-8", "replace").rstrip("\r\n"))
            except CatalographError as error:
                yield Unreadable(number, error)
                continue
            if found is not None and found[1] in WANTED:
                rows.append((found[0], found[1], orjson.dumps(found[2]), number))
            if len(rows) >= _AT_ONCE:
                _insert(aside, rows)
                told(number)
    except UnreadableLine as error:
        yield Unreadable(number, error)
    _insert(aside, rows)


def _insert(aside: sqlite3.Connection, rows: list[tuple[str, str, bytes, int]]) -> None:
    aside.execute("BEGIN")
    aside.executemany("INSERT INTO said VALUES (?, ?, ?, ?)", rows)
    aside.execute("COMMIT")
    rows.clear()


def _gathered(aside: sqlite3.Connection) -> Iterator[Published]:
    every = aside.execute(
        "SELECT subject, name, value, line FROM said WHERE substr(subject, 1, 2) <> '_:' ORDER BY subject, line"
    )
    for subject, group in groupby(every, key=lambda row: str(row[0])):
        rows = list(group)
        said: Statements = {}
        _take(said, rows)
        for name in _standing_on(said[subject]):
            _take(said, aside.execute("SELECT subject, name, value, line FROM said WHERE subject = ?", (name,)))
        yield Published(subject, said, rows[0][3])


def _take(said: Statements, rows: Iterator[tuple[str, str, bytes, int]] | list[tuple[str, str, bytes, int]]) -> None:
    for subject, name, value, _ in rows:
        said.setdefault(subject, {}).setdefault(name, []).append(orjson.loads(value))


def _standing_on(properties: Properties) -> Iterator[str]:
    for values in properties.values():
        for value in values:
            if isinstance(value, dict) and str(value.get("@id", "")).startswith("_:"):
                yield str(value["@id"])
