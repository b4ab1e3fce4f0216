"""Opaque cursors: a place in a list, and a mark of it and of the question it belongs to, so that no cursor can be used
with another question, and half a cursor with none.
"""

from __future__ import annotations

from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Sequence
from hashlib import blake2b
from typing import Final

from graph.store.errors import InvalidCursor

_MARK: Final = 6
_ANOTHER: Final = "This page marker belongs to another list."


def question_of(names: Sequence[str], paths: Sequence[str], *, latest: bool) -> tuple[str, ...]:
    """The question what points at something of these names by these paths, and in which order."""
    return (*names, "", *paths, *(("", "latest") if latest else ()))


def write_cursor(question: Sequence[str], place: Sequence[int]) -> str:
    """The cursor for `place` (numbers of the backend's own) in the answer to `question`."""
    return _written(question, b".".join(str(number).encode() for number in place))


def read_cursor(question: Sequence[str], cursor: str, size: int) -> tuple[int, ...]:
    """The `size` numbers a cursor stands for. Raises `InvalidCursor` for one of another question, or of nobody's."""
    try:
        place = tuple(int(number) for number in _read(question, cursor).split(b"."))
    except ValueError:
        place = ()
    if len(place) != size or any(abs(number) >= 2**63 for number in place):
        raise InvalidCursor(_ANOTHER)
    return place


def write_sorted(question: Sequence[str], rank: float, name: str) -> str:
    """The cursor for what stands at `rank`, and among equals by its name, in the answer to `question`."""
    return _written(question, f"{rank!r} {name}".encode())


def read_sorted(question: Sequence[str], cursor: str) -> tuple[float, str]:
    """The rank and the name a cursor stands for. Raises `InvalidCursor` as `read_cursor` does."""
    try:
        rank, _, name = _read(question, cursor).decode().partition(" ")
        return float(rank), name
    except ValueError as error:
        raise InvalidCursor(_ANOTHER) from error


def _written(question: Sequence[str], place: bytes) -> str:
    return urlsafe_b64encode(_mark(question, place) + place).decode().rstrip("=")


def _read(question: Sequence[str], cursor: str) -> bytes:
    try:
        octets = urlsafe_b64decode(cursor.encode("ascii") + b"=" * (-len(cursor) % 4))
    except ValueError:
        octets = b""
    if octets[:_MARK] != _mark(question, octets[_MARK:]):
        raise InvalidCursor(_ANOTHER)
    return octets[_MARK:]


def _mark(question: Sequence[str], numbers: bytes) -> bytes:
    asked = "\x1f".join(question).encode("utf-8", "surrogatepass")
    return blake2b(asked + b"\x1e" + numbers, digest_size=_MARK).digest()
