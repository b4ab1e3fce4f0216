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


def write_cursor(question: Sequence[str], place: Sequence[int]) -> str:
    """The cursor for `place` (numbers of the backend's own) in the answer to `question`."""
    numbers = b".".join(str(number).encode() for number in place)
    return urlsafe_b64encode(_mark(question, numbers) + numbers).decode().rstrip("=")


def read_cursor(question: Sequence[str], cursor: str, size: int) -> tuple[int, ...]:
    """The `size` numbers a cursor stands for. Raises `InvalidCursor` for one of another question, or of nobody's."""
    try:
        octets = urlsafe_b64decode(cursor.encode("ascii") + b"=" * (-len(cursor) % 4))
        place = tuple(int(number) for number in octets[_MARK:].split(b"."))
    except ValueError:
        place, octets = (), b""
    if (
        octets[:_MARK] != _mark(question, octets[_MARK:])
        or len(place) != size
        or any(abs(number) >= 2**63 for number in place)
    ):
        raise InvalidCursor("This page marker belongs to another list.")
    return place


def _mark(question: Sequence[str], numbers: bytes) -> bytes:
    asked = "\x1f".join(question).encode("utf-8", "surrogatepass")
    return blake2b(asked + b"\x1e" + numbers, digest_size=_MARK).digest()
