"""The directory of an ISO 2709 record: which bytes belong to which tag, also where lengths and positions are wrong.

Rules, in this order: the directory agrees with the field terminators; its positions all end at a terminator (fields may
lie in another order than the directory, and a terminator may stand inside a field); there are as many fields as
entries, which are then taken in order; line breaks were put in and without them one of these holds. Else the record
cannot be read.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final, NamedTuple

from mappings.marc.errors import DirectoryUnreadable, LeaderUnreadable, NoFields, Truncated, Unreadable
from mappings.marc.repairs import Repair, noted

FIELD_END: Final = 0x1E
RECORD_END: Final = 0x1D
_ENTRIES: Final = re.compile(rb"(?:[0-9A-Za-z ]{3}[0-9]{9})+")
_GROWN: Final = re.compile(rb"[0-9A-Za-z]{3}[0-9]+")
_LINE_BREAKS: Final = re.compile(rb"[\r\n]+")
_BREAKS_AND_MARGIN: Final = re.compile(rb"\r?\n *")


class Entry(NamedTuple):
    """An entry of the directory: tag, length of the field with its terminator, position after the base address."""

    tag: str
    length: int
    start: int


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
    start, entries = _entries(octets, end_of_directory, repairs)
    leader = octets[:start]
    if octets[:5] != b"%05d" % len(octets):
        noted(repairs, Repair.LENGTH)
    if octets[12:17] != b"%05d" % (end_of_directory + 1):
        noted(repairs, Repair.BASE)
    if not entries:
        raise NoFields("The record has a leader and no fields.")
    body = octets[end_of_directory + 1 : -1]
    tags = [entry.tag for entry in entries]
    fields = _by_positions(entries, body, repairs) or _in_order(len(entries), body, repairs)
    if fields is None:
        had = body.count(b"\x1e")
        raise DirectoryUnreadable(
            f"The directory lists {len(entries)} fields, the record has {had}, and the positions do not fit."
        )
    return Layout(leader, tuple(zip(tags, fields, strict=True)), tuple(repairs))


def _entries(octets: bytes, end: int, repairs: list[str]) -> tuple[int, list[Entry]]:
    """Where the directory begins and what it lists: at 24 in twelve characters, or as positions that follow on say."""
    if end == 24:
        return 24, []
    if _ENTRIES.fullmatch(octets, 24, end):
        return 24, [_entry(octets[at : at + 12]) for at in range(24, end, 12)]
    for start in (24, 23, 25, 22, 26, 27):
        if found := _following_on(octets[start:end]):
            if start == 24:
                noted(repairs, Repair.DIRECTORY)
            return start, found
    if (end - 24) % 12 or not octets[24:end].isascii():
        raise DirectoryUnreadable("The directory is not made of entries of twelve characters.")
    raise DirectoryUnreadable("The directory has entries that are not a tag, a length and a position.")


def _entry(octets: bytes, length_digits: int = 4) -> Entry:
    middle = 3 + length_digits
    return Entry(octets[:3].decode("ascii"), int(octets[3:middle]), int(octets[middle:]))


def _following_on(directory: bytes) -> list[Entry] | None:
    """Entries whose positions follow on, where a length or a position may have grown by digits beyond its place."""
    found: list[Entry] = []
    at = expected = 0
    while at < len(directory):
        for length_digits, digits in ((4, 5), (5, 5), (4, 6), (5, 6), (6, 6)):
            octets = directory[at : at + 3 + length_digits + digits]
            if len(octets) == 3 + length_digits + digits and _GROWN.fullmatch(octets):
                entry = _entry(octets, length_digits)
                if entry.start == expected:
                    break
        else:
            return None
        found.append(entry)
        at += len(octets)
        expected += entry.length
    return found


def _by_positions(entries: list[Entry], body: bytes, repairs: list[str]) -> list[bytes] | None:
    """The fields where the directory says they are, if that accounts for every byte of the record."""
    fields: list[bytes] = []
    covered = 0
    for _, length, start in entries:
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
    fields = body.removesuffix(b"\x1e").split(b"\x1e")
    while len(fields) > count and not fields[-1].strip():
        fields.pop()
    if len(fields) != count:
        return None
    noted(repairs, Repair.DIRECTORY)
    return fields
