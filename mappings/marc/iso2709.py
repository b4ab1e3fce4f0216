"""Reading ISO 2709 ("MARC 21 exchange format"): pieces cut out of a stream, and each made a `Record`.

A record in order — nearly all are — takes a short path that reads the directory and the text in one go. Anything
unusual about it sends it down the careful path, which takes it apart by the rules of `directory`, `charset`, `shapes`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence, Sized
from typing import Final

from mappings.marc.charset import decode_fields
from mappings.marc.directory import layout
from mappings.marc.octets import KEPT, LONGEST, Piece
from mappings.marc.record import ControlField, DataField, Field, Record, Subfield
from mappings.marc.shapes import field_of_text, leader_of, tag_of

LEADER: Final = re.compile(rb"[0-9]{5}[\x20-\x7e]{5}[0-9 ]{2}[0-9]{5}[\x20-\x7e]{3}")
"""What the first twenty bytes of a record look like."""

_BLANK: Final = b" \t\r\n\x00\x1a"
_SUSPECT: Final = bytes(octet for octet in range(0x20) if octet not in {0x09, 0x0A, 0x0D, 0x1D, 0x1E, 0x1F})
_LATER_LEADER: Final = re.compile(
    rb"[0-9]{5}[ a-z][a-z][a-z ][\x20-\x7e]{2}[0-9 ]{2}[0-9]{5}[\x20-\x7e]{7}(?=[0-9A-Z]{3}[0-9]{4}00000)"
)
"""A leader and the beginning of its directory, strict enough to be found in the middle of noise."""


def looks_like(head: bytes) -> bool:
    """Whether the first bytes of an input have a leader where a record could begin."""
    return any(LEADER.match(piece.lstrip(_BLANK)) or _LATER_LEADER.search(piece) for piece in head.split(b"\x1d"))


def cut(blocks: Iterable[bytes]) -> Iterator[Piece]:
    """Cut a stream at record terminators. The length in the leader is believed only where both agree or it must be."""
    buffer = b""
    offset = 0
    scanned = 0
    skipping = False
    for block in blocks:
        buffer += block
        at = 0
        while True:
            end = buffer.find(b"\x1d", max(at, scanned))
            if end < 0:
                break
            end = _end_of_record(buffer, at, end)
            if skipping:
                skipping = False
            else:
                yield from _piece(offset + at, buffer[at : end + 1], complete=True)
            at = end + 1
        offset += at
        buffer = buffer[at:]
        scanned = len(buffer)
        if scanned > LONGEST or skipping:
            if not skipping:
                yield Piece(offset, buffer[:KEPT], oversized=True)
            skipping = True
            offset += scanned
            buffer, scanned = b"", 0
    if not skipping:
        yield from _piece(offset, buffer, complete=False)


def _end_of_record(buffer: bytes, at: int, end: int) -> int:
    """`end`, or later where a record terminator stands inside a field and the leader gives the true length."""
    stated = buffer[at : at + 5]
    if not stated.isdigit():
        return end
    last = at + int(stated) - 1
    if last <= end or last >= len(buffer) or buffer[last] != 0x1D or buffer[last - 1] != 0x1E:
        return end
    inner = buffer[end + 1 : last].lstrip(_BLANK)
    return end if LEADER.match(inner) or buffer[end - 1] == 0x1E else last


def _piece(offset: int, octets: bytes, *, complete: bool) -> Iterator[Piece]:
    stripped = octets.lstrip(_BLANK)
    if not stripped:
        return
    offset += len(octets) - len(stripped)
    if not complete:
        stripped = stripped.rstrip(_BLANK) if stripped.rstrip(_BLANK).endswith(b"\x1e") else stripped
    if not LEADER.match(stripped) and (later := _LATER_LEADER.search(stripped)):
        yield Piece(offset, stripped[: later.start()], noise=True)
        yield Piece(offset + later.start(), stripped[later.start() :], complete=complete)
    else:
        yield Piece(offset, stripped, complete=complete)


def parse(octets: bytes) -> Record:
    """The record in `octets`, which end with the record terminator. Raises `Unreadable`."""
    return _in_order(octets) or _carefully(octets)


def control_number(octets: bytes) -> str | None:
    """The control number of a record that cannot be read, as far as it can be told."""
    directory, _, rest = octets.partition(b"\x1e")
    if b"001" not in directory[22:30]:
        return None
    return rest.partition(b"\x1e")[0][:40].decode("ascii", "replace").strip() or None


def _in_order(octets: bytes) -> Record | None:
    """The record if nothing about it is unusual, else None."""
    ascii_only = octets.isascii()
    if len(octets) < 40 or (octets[9] != 0x61 and (not ascii_only or b"&#x" in octets)):
        return None
    if len(octets.translate(None, _SUSPECT)) != len(octets) or octets.find(b"\x1d") != len(octets) - 1:
        return None
    try:
        text = octets.decode("utf-8")
        if int(octets[:5]) != len(octets):
            return None
    except ValueError:
        return None
    bodies = text.split("\x1e")
    head = bodies[0]
    if bodies[-1] != "\x1d" or len(bodies) < 3 or head[12:17] != f"{len(head) + 1:05}":
        return None
    if not (head.isascii() and head.isprintable()):
        return None
    if not ascii_only and ("\ufffe" in text or "\uffff" in text):
        return None
    fields = _fields_in_order(head, bodies, bodies if ascii_only else octets.split(b"\x1e"))
    return None if fields is None else Record(text[:24], tuple(fields), octets)


def _fields_in_order(head: str, bodies: list[str], raw: Sequence[Sized]) -> list[Field] | None:
    """The fields, or None. `bodies` are head, texts, end; `raw` the same as bytes. Reading spends its time here."""
    fields: list[Field] = []
    end = len(head)
    if end != 24 + 12 * (len(bodies) - 2):
        return None
    start = position = 0
    new = tuple.__new__
    try:
        for at in range(24, end, 12):
            position += 1
            length = len(raw[position]) + 1
            if int(head[at + 3 : at + 12]) != length * 100000 + start:
                return None
            start += length
            tag = head[at : at + 3]
            if not tag.isalnum():
                return None
            if tag[:2] == "00":
                if "\x1f" in bodies[position]:
                    return None
                fields.append(new(ControlField, (tag, bodies[position])))
                continue
            ind, *parts = bodies[position].split("\x1f")
            if len(ind) != 2:
                return None
            fields.append(
                new(DataField, (tag, ind[0], ind[1], tuple([new(Subfield, (part[0], part[1:])) for part in parts])))
            )
    except (ValueError, IndexError):
        return None
    return fields


def _carefully(octets: bytes) -> Record:
    found = layout(octets)
    repairs = list(found.repairs)
    leader = leader_of(found.leader.decode("utf-8", "replace"), repairs)
    raw = [(tag_of(tag, repairs), body) for tag, body in found.fields]
    texts = decode_fields(leader[9] == "a", raw, repairs)
    fields = tuple(field_of_text(tag, text, repairs) for (tag, _), text in zip(raw, texts, strict=True))
    return Record(leader, fields, octets, "marc21", tuple(repairs))
