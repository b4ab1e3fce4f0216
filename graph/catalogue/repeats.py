"""Which records were met before in one import, in 16 bytes a record, so that memory does not grow with the file."""

from __future__ import annotations

from array import array
from enum import Enum
from hashlib import blake2b
from typing import Final

_FIRST_SIZE: Final = 1 << 12


class Met(Enum):
    """What is known of a record's id: new in this import, met with the same content, or with another one."""

    NEW = "new"
    SAME = "same"
    DIFFERENT = "different"


class Repeats:
    """A hash table from record ids to contents, each shortened to 64 bits."""

    def __init__(self) -> None:
        self._ids = array("Q", bytes(8 * _FIRST_SIZE))
        self._contents = array("Q", bytes(8 * _FIRST_SIZE))
        self._count = 0

    def meet(self, record: str, digest: str) -> Met:
        """Note a record's id and content digest (hexadecimal), and tell what was known."""
        name, content = _number(record), int(digest[:16], 16)
        place = self._place(name)
        if self._ids[place] == 0:
            self._ids[place], self._contents[place] = name, content
            self._count += 1
            if self._count * 2 > len(self._ids):
                self._grow()
            return Met.NEW
        return Met.SAME if self._contents[place] == content else Met.DIFFERENT

    def replace(self, record: str, digest: str) -> None:
        """From now on the record has this content."""
        self._contents[self._place(_number(record))] = int(digest[:16], 16)

    def _place(self, name: int) -> int:
        ids, mask = self._ids, len(self._ids) - 1
        place = name & mask
        while ids[place] not in {0, name}:
            place = (place + 1) & mask
        return place

    def _grow(self) -> None:
        ids, contents = self._ids, self._contents
        self._ids = array("Q", bytes(16 * len(ids)))
        self._contents = array("Q", bytes(16 * len(ids)))
        for name, content in zip(ids, contents, strict=True):
            if name:
                place = self._place(name)
                self._ids[place], self._contents[place] = name, content


def _number(record: str) -> int:
    """64 bits of a hash of the id, never 0."""
    return int.from_bytes(blake2b(record.encode(), digest_size=8).digest(), "little") | 1
