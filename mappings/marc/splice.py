"""Changing some fields of a record and leaving every byte of the others as it came.

An edited description regenerates only the fields it changed; local fields, odd spacing, an encoding from before Unicode
come back untouched. In ISO 2709 new fields are written in the encoding that the record is in: UTF-8, or MARC-8 with
numeric character references for what its sets lack. In MARCXML the other elements keep their bytes; in MARC-in-JSON the
other fields keep their values.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final
from xml.parsers import expat

import orjson

from mappings.marc import marcxml
from mappings.marc.charset import writes_utf8
from mappings.marc.directory import layout
from mappings.marc.errors import FieldInvalid
from mappings.marc.record import Field
from mappings.marc.writer import Encoding, assembled, checked_leader, field_json, field_octets, field_xml

_ROOT: Final = re.compile(rb"<((?:[\w.-]+:)?)record[\s/>]")


@dataclass(frozen=True, slots=True)
class Changes:
    """What to change in a record, by the index of its fields (as in `Record.fields`, from 0).

    `replaced` gives an index its new field, or None to take it out. `inserted` are (index, field) pairs: the field goes
    in before the one that has that index, or at the end where no field has; several at one index keep their order.
    `leader` replaces the leader, except its computed positions and leader/09.
    """

    replaced: Mapping[int, Field | None] = field(default_factory=dict)
    inserted: tuple[tuple[int, Field], ...] = ()
    leader: str | None = None

    def __bool__(self) -> bool:
        return bool(self.replaced or self.inserted or self.leader is not None)

    def before(self, index: int, last: int) -> list[Field]:
        """The fields to insert before `index`; at `last`, one past the last index, all that remain."""
        if index == last:
            return [new for at, new in self.inserted if at >= last]
        return [new for at, new in self.inserted if at == index]


def replace_fields(source: bytes, changes: Changes, source_format: str = "marc21") -> bytes:
    """`source` (a `Record.source` of that form) with `changes`. No changes give back `source` itself.

    Raises `Unreadable` where `source` is no record, `Unwritable` where a new field cannot be written or the record
    becomes too long, and `FieldInvalid` where there is no field with an index to be replaced.
    """
    if not changes:
        return source
    if source_format == "marcxml":
        return _in_xml(source, changes)
    if source_format == "marcjson":
        return _in_json(source, changes)
    return _in_marc21(source, changes)


def _checked_indexes(changes: Changes, count: int) -> None:
    for index in changes.replaced:
        if not 0 <= index < count:
            raise FieldInvalid(f"The record has {count} fields, so none has the index {index}.")


def _in_marc21(source: bytes, changes: Changes) -> bytes:
    found = layout(source)
    count = len(found.fields)
    _checked_indexes(changes, count)
    old = found.leader.ljust(24)[:24]
    leader = old if changes.leader is None else checked_leader(changes.leader).encode("ascii")
    utf8 = writes_utf8(old[9:10] == b"a", [body for _, body in found.fields])

    def written(new: Field) -> tuple[str, bytes]:
        return new.tag, field_octets(new, Encoding.UTF8 if utf8 else Encoding.MARC8)

    fields: list[tuple[str, bytes]] = []
    for index, unchanged in enumerate(found.fields):
        fields += [written(new) for new in changes.before(index, count)]
        if index not in changes.replaced:
            fields.append(unchanged)
        elif (new := changes.replaced[index]) is not None:
            fields.append(written(new))
    fields += [written(new) for new in changes.before(count, count)]
    return assembled(leader[:9] + old[9:10] + leader[10:], fields)


@dataclass(slots=True)
class _Spans:
    """Where the elements of a record begin and end, as a parser tells it."""

    source: bytes
    fields: list[tuple[int, int]] = field(default_factory=list)
    leader: tuple[int, int] | None = None
    end: int = 0
    _start: int = 0

    def found(self) -> _Spans:
        parser = expat.ParserCreate("utf-8")

        def start(name: str, _attributes: dict[str, str]) -> None:
            if name.rpartition(":")[2] in {"leader", "controlfield", "datafield"}:
                self._start = parser.CurrentByteIndex

        def end(name: str) -> None:
            local = name.rpartition(":")[2]
            at = parser.CurrentByteIndex
            if local in {"controlfield", "datafield"}:
                self.fields.append((self._start, self._closing(at)))
            elif local == "leader":
                self.leader = (self._start, self._closing(at))
            elif local == "record":
                self.end = at

        parser.StartElementHandler = start
        parser.EndElementHandler = end
        parser.Parse(self.source, True)  # noqa: FBT003 — expat's own signature
        return self

    def _closing(self, at: int) -> int:
        """Where the element ends whose end the parser reports at `at`: an empty one has no end tag there."""
        tag = _TAG.match(self.source, self._start)
        if tag and tag[0].endswith(b"/>"):
            return tag.end()
        return self.source.index(b">", at) + 1


_TAG: Final = re.compile(rb"""<(?:[^"'>]|"[^"]*"|'[^']*')*>""")


def _in_xml(source: bytes, changes: Changes) -> bytes:
    source = marcxml.well_formed(source)
    marcxml.parse(source)
    root = _ROOT.match(source)
    prefix = root[1].decode("utf-8") if root else ""
    spans = _Spans(source).found()
    count = len(spans.fields)
    _checked_indexes(changes, count)
    edits: list[tuple[int, int, str]] = []
    if changes.leader is not None and spans.leader is not None:
        leader = checked_leader(changes.leader).replace("&", "&amp;").replace("<", "&lt;")
        edits.append((*spans.leader, f"<{prefix}leader>{leader}</{prefix}leader>"))
    for index, (start, end) in enumerate(spans.fields):
        edits += [(start, start, field_xml(new, prefix)) for new in changes.before(index, count)]
        if index in changes.replaced:
            new = changes.replaced[index]
            edits.append((start, end, "" if new is None else field_xml(new, prefix)))
    edits += [(spans.end, spans.end, field_xml(new, prefix)) for new in changes.before(count, count)]
    parts: list[bytes] = []
    at = 0
    for start, end, text in edits:
        parts += [source[at:start], text.encode("utf-8")]
        at = end
    return b"".join((*parts, source[at:]))


def _in_json(source: bytes, changes: Changes) -> bytes:
    record: dict[str, object] = json.loads(source.decode("utf-8-sig", "replace"))
    # A field object may hold several tags; the reader made a field of each.
    listed = record["fields"]
    entries = [{tag: body} for entry in (listed if isinstance(listed, list) else []) for tag, body in entry.items()]
    count = len(entries)
    _checked_indexes(changes, count)
    fields: list[dict[str, object]] = []
    for index, unchanged in enumerate(entries):
        fields += [field_json(new) for new in changes.before(index, count)]
        if index not in changes.replaced:
            fields.append(unchanged)
        elif (new := changes.replaced[index]) is not None:
            fields.append(field_json(new))
    fields += [field_json(new) for new in changes.before(count, count)]
    record["fields"] = fields
    if changes.leader is not None:
        record["leader"] = checked_leader(changes.leader)
    return orjson.dumps(record)
