"""Bodies as octets in the file: zstandard with a dictionary trained from the store's own first documents.

Descriptions are short and alike, so a dictionary does most of the work. Every compressed body names its dictionary; all
dictionaries stay in the file, and a body written before the first was trained has none.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from typing import Final

import zstandard

from graph.store.errors import Corrupt

LEVEL: Final = 3
SAMPLES: Final = 1000
"""Documents a dictionary is trained from; fewer are not worth one."""
_SAMPLE_OCTETS: Final = 5_000_000
_SIZE: Final = 65_536


class Dictionaries:
    """The dictionaries of one file, shared by the threads that read it."""

    def __init__(self) -> None:
        self.known: dict[int, zstandard.ZstdCompressionDict] = {}
        self.newest = 0

    def refresh(self, connection: sqlite3.Connection) -> None:
        """Read the dictionaries that are not known yet."""
        for number, octets in connection.execute("SELECT id, octets FROM dictionary ORDER BY serial"):
            if number not in self.known:
                made = zstandard.ZstdCompressionDict(octets)
                made.precompute_compress(level=LEVEL)
                self.known[number] = made
            self.newest = number


class Bodies:
    """Packs and unpacks bodies for one thread."""

    def __init__(self, dictionaries: Dictionaries) -> None:
        self._dictionaries = dictionaries
        self._packers: dict[int, zstandard.ZstdCompressor] = {}
        self._unpackers: dict[int, zstandard.ZstdDecompressor] = {}

    def pack(self, octets: bytes) -> bytes:
        """`octets` compressed with the newest dictionary."""
        number = self._dictionaries.newest
        packer = self._packers.get(number)
        if packer is None:
            packer = zstandard.ZstdCompressor(level=LEVEL, dict_data=self._dictionaries.known.get(number))
            self._packers[number] = packer
        return packer.compress(octets)

    def unpack(self, octets: bytes, connection: sqlite3.Connection) -> bytes:
        """What `pack` was given. Raises `Corrupt` where that can't be had."""
        try:
            number = zstandard.get_frame_parameters(octets).dict_id
            unpacker = self._unpackers.get(number)
            if unpacker is None:
                unpacker = self._unpacker(number, connection)
            return unpacker.decompress(octets)
        except zstandard.ZstdError as error:
            raise Corrupt("A stored description is damaged.") from error

    def _unpacker(self, number: int, connection: sqlite3.Connection) -> zstandard.ZstdDecompressor:
        if number and number not in self._dictionaries.known:
            self._dictionaries.refresh(connection)
            if number not in self._dictionaries.known:
                raise Corrupt("The dictionary of a stored description is missing.")
        made = zstandard.ZstdDecompressor(dict_data=self._dictionaries.known.get(number))
        self._unpackers[number] = made
        return made


def train(samples: Sequence[bytes]) -> zstandard.ZstdCompressionDict | None:
    """A dictionary for bodies like these, None where they are too few or too small to learn from."""
    chosen: list[bytes | bytearray | memoryview] = []
    size = 0
    for sample in samples[:: max(1, len(samples) // (2 * SAMPLES))]:
        if size < _SAMPLE_OCTETS:
            chosen.append(sample)
            size += len(sample)
    if len(chosen) < SAMPLES // 2:
        return None
    try:
        return zstandard.train_dictionary(min(_SIZE, size // 10), chosen)
    except zstandard.ZstdError:
        return None


def keep(dictionary: zstandard.ZstdCompressionDict, connection: sqlite3.Connection) -> None:
    """Store a new dictionary, inside the caller's write transaction, unless another process has stored one."""
    if connection.execute("SELECT 1 FROM dictionary LIMIT 1").fetchone() is None:
        row = (dictionary.dict_id(), dictionary.as_bytes())
        connection.execute("INSERT INTO dictionary (id, octets) VALUES (?, ?)", row)
