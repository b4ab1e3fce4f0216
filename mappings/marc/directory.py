"""The directory of an ISO 2709 record: which bytes belong to which tag, also where lengths and positions are wrong.

Rules, in this order: the directory agrees with the field terminators; its positions all end at a terminator (fields may
lie in another order than the directory, and a terminator may stand inside a field); there are as many fields as
entries, which are then taken in order; line breaks were put in and without them one of these holds. Else the record
cannot be read.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from mappings.marc.errors import DirectoryUnreadable, LeaderUnreadable, NoFields, Truncated, Unreadable
from mappings.marc.repairs import Repair, noted

FIELD_END: Final = 0x1E
RECORD_END: Final = 0x1D
_ENTRIES: Final = re.compile(rb"(?:[0-9A-Za-z ]{3}[0-9]{9})+")
_LINE_BREAKS: Final = re.compile(rb"[\r\n]+")
_BREAKS_AND_MARGIN: Final = re.compile(rb"\r?\n *")


@dataclass(frozen=True, slots=True)
class Layout:
    """A record taken apart: leader bytes (24, or fewer or more where it is damaged), and (tag, bytes) of each field."""

    leader: bytes
    fields: tuple[tuple[str, bytes], ...]
    repairs: tuple[str, ...]


def layout(octets: bytes) -> Layout:
    """Take a record apart. `octets` end with the record terminator if there is one. Raises `Unreadable`."""
    try:
        return _layout(octets)
    except Unreadable:
        if b"\n" not in octets and b"\r" not in octets:
            raise
        for pattern in (_LINE_BREAKS, _BREAKS_AND_MARGIN):
            try:
                found = _layout(pattern.sub(b"", octets))
            except Unreadable:
                continue
            return Layout(found.leader, found.fields, (*found.repairs, str(Repair.LINES)))
        raise


def _layout(octets: bytes) -> Layout:
    repairs: list[str] = []
    if not octets.endswith(b"\x1d"):
        if not octets.endswith(b"\x1e"):
            raise Truncated("The record ends in the middle of a field.")
        noted(repairs, Repair.TERMINATOR)
        octets += b"\x1d"
    end_of_directory = octets.find(FIELD_END)
    if end_of_directory < 0:
        if len(octets) > 24 and octets[:5].isdigit():
            raise DirectoryUnreadable("The record has no field terminator at all.")
        raise LeaderUnreadable("These bytes are no MARC record: there is no leader and no directory.")
    start = _start_of_directory(octets, end_of_directory)
    leader = octets[:start]
    if octets[:5] != b"%05d" % len(octets):
        noted(repairs, Repair.LENGTH)
    if octets[12:17] != b"%05d" % (end_of_directory + 1):
        noted(repairs, Repair.BASE)
    entries = [octets[at : at + 12] for at in range(start, end_of_directory, 12)]
    if not entries:
        raise NoFields("The record has a leader and no fields.")
    body = octets[end_of_directory + 1 : -1]
    tags = [entry[:3].decode("ascii") for entry in entries]
    fields = _by_positions(entries, body, repairs) or _in_order(len(entries), body, repairs)
    if fields is None:
        had = body.count(b"\x1e")
        raise DirectoryUnreadable(
            f"The directory lists {len(entries)} fields, the record has {had}, and the positions do not fit."
        )
    return Layout(leader, tuple(zip(tags, fields, strict=True)), tuple(repairs))


def _start_of_directory(octets: bytes, end: int) -> int:
    """Where the directory begins: at 24, or nearby where the leader lost or gained bytes."""
    for start in (24, 23, 25, 22, 26, 27):
        if start == end or (start < end and _ENTRIES.fullmatch(octets, start, end)):
            return start
    if (end - 24) % 12 or not octets[24:end].isascii():
        raise DirectoryUnreadable("The directory is not made of entries of twelve characters.")
    raise DirectoryUnreadable("The directory has entries that are not a tag, a length and a position.")


def _by_positions(entries: list[bytes], body: bytes, repairs: list[str]) -> list[bytes] | None:
    """The fields where the directory says they are, if that accounts for every byte of the record."""
    fields: list[bytes] = []
    covered = 0
    for entry in entries:
        start, length = int(entry[7:]), int(entry[3:7])
        field = body[start : start + length]
        if len(field) != length or not field.endswith(b"\x1e") or (start and body[start - 1] != FIELD_END):
            return None
        covered += length
        fields.append(field[:-1])
    if covered != len(body):
        return None
    if any(FIELD_END in field for field in fields):
        noted(repairs, Repair.EMBEDDED)
        fields = [field.replace(b"\x1e", b" ") for field in fields]
    return fields


def _in_order(count: int, body: bytes, repairs: list[str]) -> list[bytes] | None:
    """The fields between the terminators, if they are as many as the entries; empty ones at the end do not count."""
    fields = body.split(b"\x1e")
    while len(fields) > count and not fields[-1].strip():
        fields.pop()
    if len(fields) != count:
        return None
    noted(repairs, Repair.DIRECTORY)
    return fields
