"""MARC-in-JSON: objects cut out of an array, out of lines, or just one after another, and made records.

The form is the one of code4lib: `{"leader": "…", "fields": [{"001": "…"}, {"245": {"ind1": "1", "ind2": "0",
"subfields": [{"a": "…"}]}}]}`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from typing import Final

import orjson

from mappings.marc.errors import JsonMalformed, NoFields
from mappings.marc.octets import KEPT, LONGEST, Piece
from mappings.marc.record import Field, Record
from mappings.marc.shapes import control_field, data_field, leader_of, tag_of

_TOKEN: Final = re.compile(rb'"(?:[^"\\\n]++|\\.)*+"|[{}]')
_BETWEEN: Final = re.compile(rb"[\s,\[\]\x1e]*")
_NEXT: Final = re.compile(rb'\{\s*"(?:leader|fields)"\s*:')
_CONTROL_NUMBER: Final = re.compile(rb'"001"\s*:\s*"([^"\\]{1,40})"')


def cut(blocks: Iterable[bytes]) -> Iterator[Piece]:
    """The top-level objects of a stream. An object that does not close ends where the next record begins."""
    buffer = b""
    offset = 0
    for block in blocks:
        buffer += block
        done = 0
        while True:
            at = _after(buffer, done)
            found = _end_of_object(buffer, at)
            if found is None:
                break
            done, complete = found
            noise = buffer[at : at + 1] != b"{"
            yield Piece(offset + at, buffer[at : min(done, at + KEPT)] if noise else buffer[at:done], complete, noise)
        offset += at
        buffer = buffer[at:]
        if len(buffer) > LONGEST:
            later = _NEXT.search(buffer, 1)
            end = later.start() if later else len(buffer)
            yield Piece(offset, buffer[: min(end, KEPT)], oversized=True)
            offset += end
            buffer = buffer[end:]
    if buffer:
        yield Piece(offset, buffer, complete=False)


def _after(buffer: bytes, at: int) -> int:
    between = _BETWEEN.match(buffer, at)
    return between.end() if between else at


def _end_of_object(buffer: bytes, at: int) -> tuple[int, bool] | None:
    """Where the object (or whatever else stands) at `at` ends and whether it closes; None where the buffer ends first.

    Something that is no object ends where an object begins. No MARC record lies inside another, so an object in which
    a record begins has lost its end.
    """
    if at >= len(buffer):
        return None
    if buffer[at] != 0x7B:
        following = buffer.find(b"{", at)
        return (following, True) if following > 0 else None
    depth = 0
    for token in _TOKEN.finditer(buffer, at):
        mark = buffer[token.start()]
        if mark == 0x7B:
            if depth and _NEXT.match(buffer, token.start()):
                return token.start(), False
            depth += 1
        elif mark == 0x7D:
            depth -= 1
            if not depth:
                return token.end(), True
    return None


def parse(octets: bytes) -> Record:
    """The record in one object. Raises `Unreadable`."""
    repairs: list[str] = []
    try:
        found: object = json.loads(octets.decode("utf-8-sig", "replace"))
    except ValueError as error:
        raise JsonMalformed(f"The record is not valid JSON: {error}.") from error
    if not isinstance(found, dict) or not isinstance(found.get("leader"), str):
        raise JsonMalformed("The object has no leader, so it is no MARC-in-JSON record.")
    listed = found.get("fields")
    if not isinstance(listed, list) or not listed:
        raise NoFields("The record has a leader and no fields.")
    leader = leader_of(found["leader"], repairs)
    fields = tuple(field for entry in listed for field in _fields(entry, repairs))
    return Record(leader, fields, octets, "marcjson", tuple(repairs))


def _fields(entry: object, repairs: list[str]) -> Iterator[Field]:
    if not isinstance(entry, dict):
        raise JsonMalformed("A field is not an object with its tag as the key.")
    for name, body in entry.items():
        tag = tag_of(name, repairs)
        if isinstance(body, str):
            yield control_field(tag, body, repairs)
        elif isinstance(body, dict):
            yield data_field(tag, _text(body, "ind1"), _text(body, "ind2"), list(_subfields(body)), repairs)
        else:
            raise JsonMalformed(f"Field {tag} is neither a text nor an object.")


def _text(body: dict[str, object], key: str) -> str:
    found = body.get(key)
    return found if isinstance(found, str) else ""


def _subfields(body: dict[str, object]) -> Iterator[tuple[str, str]]:
    listed = body.get("subfields", [])
    if not isinstance(listed, list):
        raise JsonMalformed("The subfields of a field are not a list.")
    for entry in listed:
        if not isinstance(entry, dict):
            raise JsonMalformed("A subfield is not an object with its code as the key.")
        for code, value in entry.items():
            if not isinstance(value, str):
                raise JsonMalformed(f"Subfield {code} is not a text.")
            yield code, value


def is_record(octets: bytes) -> bool:
    """Whether the object in `octets` is meant as a MARC record at all."""
    try:
        found = orjson.loads(octets)
    except orjson.JSONDecodeError:
        return b'"leader"' in octets or b'"fields"' in octets
    return isinstance(found, dict) and ("leader" in found or "fields" in found)


def control_number(octets: bytes) -> str | None:
    """The control number of a record that cannot be read, as far as it can be told."""
    found = _CONTROL_NUMBER.search(octets)
    return found[1].decode("utf-8", "replace").strip() or None if found else None
