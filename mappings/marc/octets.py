"""Bytes on their way in: blocks of a stream, gzip unpacked, and pieces cut out of them for one record each.

Memory stays constant whatever the input is: blocks are of one size, and a piece that does not end within `LONGEST`
bytes is given up, its beginning kept.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import BinaryIO, Final, TypeAlias

BLOCK: Final = 1 << 18
"""Bytes read at a time."""

LONGEST: Final = 8 << 20
"""Bytes one record may have: real records with thousands of holdings reach one million."""

KEPT: Final = 1 << 16
"""Bytes kept of something that is no record."""

GZIP_MAGIC: Final = b"\x1f\x8b\x08"

Stream: TypeAlias = "BinaryIO | Iterable[bytes] | bytes"


@dataclass(frozen=True, slots=True)
class Piece:
    """Bytes that should be one record. `offset` counts from the start of the unpacked input.

    `complete` is False where the input ended first; `noise` is True for bytes between records; `oversized` is True
    where no end was found within `LONGEST` and `octets` are only the beginning.
    """

    offset: int
    octets: bytes
    complete: bool = True
    noise: bool = False
    oversized: bool = False


class Blocks:
    """The blocks of a stream, unpacked. `damage` says, once the blocks have ended, what was wrong with the packing."""

    def __init__(self, stream: Stream) -> None:
        self.damage: str | None = None
        raw = _blocks(stream)
        first = next(raw, b"")
        self._ahead: list[bytes] = []
        if first.startswith(GZIP_MAGIC):
            self._rest = self._unpacked(first, raw)
        else:
            self._rest = raw
            self._ahead.append(first)

    def peek(self, octets: int) -> bytes:
        """The first bytes, at least `octets` of them unless the input has fewer, without using them up."""
        while sum(map(len, self._ahead)) < octets and (block := next(self._rest, b"")):
            self._ahead.append(block)
        return b"".join(self._ahead)

    def __iter__(self) -> Iterator[bytes]:
        while self._ahead:
            yield self._ahead.pop(0)
        yield from self._rest

    def _unpacked(self, first: bytes, rest: Iterator[bytes]) -> Iterator[bytes]:
        member = before = zlib.decompressobj(wbits=31)
        packed = first
        begun = True
        while True:
            try:
                while packed:
                    if member.eof:
                        packed = packed.lstrip(b"\x00")
                        if not packed:
                            break
                        member = zlib.decompressobj(wbits=31)
                    begun = True
                    before = member.copy()
                    if block := member.decompress(packed, BLOCK):
                        yield block
                    packed = member.unused_data if member.eof else member.unconsumed_tail
            except zlib.error as error:
                self.damage = f"The gzip packing is damaged ({error})."
                yield _salvaged(before, packed)
                return
            packed = next(rest, b"")
            if not packed:
                if begun and not member.eof:
                    self.damage = "The gzip packing ends early."
                return


def _salvaged(member: zlib._Decompress, packed: bytes) -> bytes:
    """What can be unpacked of `packed` before the damage, one byte after another."""
    unpacked = bytearray()
    with suppress(zlib.error):
        for at in range(len(packed)):
            unpacked += member.decompress(packed[at : at + 1])
    return bytes(unpacked)


def _blocks(stream: Stream) -> Iterator[bytes]:
    if isinstance(stream, bytes):
        stream = (stream,)
    read = getattr(stream, "read", None)
    if read is not None:
        while block := read(BLOCK):
            yield block
        return
    # Small chunks, as a network gives them, are put together: cutting joins buffers, and many joins of little are slow.
    gathered: list[bytes] = []
    size = 0
    for chunk in stream:
        gathered.append(chunk)
        size += len(chunk)
        if size >= BLOCK:
            yield from _evenly(b"".join(gathered))
            gathered, size = [], 0
    yield from _evenly(b"".join(gathered))


def _evenly(joined: bytes) -> Iterator[bytes]:
    for start in range(0, len(joined), BLOCK):
        yield joined[start : start + BLOCK]
