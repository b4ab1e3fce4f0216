"""Writing MARC 21: ISO 2709 in UTF-8 or MARC-8, MARCXML, MARC-in-JSON. What is written is read back as it was.

Lengths, positions and leader/09 are computed; everything else of the leader is kept. A record that a form cannot carry
raises `Unwritable`; nothing is cut off to make it fit. What the sets of MARC-8 lack is written as numeric character
references, and `marc8_lacks` tells of it; text comes back from there in normalisation form C.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from enum import StrEnum
from typing import Final

import orjson

from mappings.marc import marc8
from mappings.marc.charset import writes_utf8
from mappings.marc.errors import FieldInvalid, FieldTooLong, RecordTooLong
from mappings.marc.marcxml import NAMESPACE
from mappings.marc.record import ControlField, Field, Record
from mappings.marc.shapes import CONTROLS


class Encoding(StrEnum):
    """How text is written in ISO 2709: leader/09 `a`, or blank."""

    UTF8 = "utf-8"
    MARC8 = "marc8"


LONGEST_FIELD: Final = 9_999
LONGEST_RECORD: Final = 99_999

_XML: Final = str.maketrans(
    {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\r": "&#13;", "\n": "&#10;", "\t": "&#9;"}
)


def checked(field: Field) -> Field:
    """`field`, if MARC can carry it. Raises `FieldInvalid`."""
    tag = field.tag
    if len(tag) != 3 or not tag.isascii() or not tag.isalnum():
        raise FieldInvalid(f"“{tag}” is no tag.")
    if isinstance(field, ControlField) is not tag.startswith("00"):
        raise FieldInvalid(f"Field {tag} is not of the kind its tag says: 00X are control fields, all others are not.")
    if isinstance(field, ControlField):
        texts = [field.value]
    else:
        texts = [field.ind1, field.ind2]
        texts += [code for code, _ in field.subfields]
        if any(len(text) != 1 for text in texts):
            raise FieldInvalid(f"Field {tag} has an indicator or subfield code that is not one character.")
        texts += [value for _, value in field.subfields]
    if any(CONTROLS.search(text) for text in texts):
        raise FieldInvalid(f"Field {tag} has a control character in it.")
    return field


def checked_leader(leader: str) -> str:
    """`leader`, if it is one. Raises `FieldInvalid`."""
    if len(leader) != 24 or not leader.isascii() or not leader.isprintable():
        raise FieldInvalid(f"“{leader}” is no leader of 24 characters.")
    return leader


def field_text(field: Field) -> str:
    """The text of a field in ISO 2709, without its terminator."""
    checked(field)
    if isinstance(field, ControlField):
        return field.value
    return field.ind1 + field.ind2 + "".join([f"\x1f{code}{value}" for code, value in field.subfields])


def assembled(leader: bytes, fields: Iterable[tuple[str, bytes]]) -> bytes:
    """An ISO 2709 record of fields as bytes without terminators; lengths and positions of `leader` are computed.

    Raises `FieldTooLong`, `RecordTooLong`.
    """
    directory: list[bytes] = []
    bodies: list[bytes] = []
    start = 0
    for tag, body in fields:
        length = len(body) + 1
        if length > LONGEST_FIELD:
            raise FieldTooLong(f"Field {tag} has {length:,} bytes; ISO 2709 allows {LONGEST_FIELD:,}.")
        directory.append(b"%b%04d%05d" % (tag.encode("ascii"), length, start % 100_000))
        bodies.append(body)
        start += length
    base = 24 + 12 * len(directory) + 1
    total = base + start + 1
    if total > LONGEST_RECORD:
        raise RecordTooLong(f"The record has {total:,} bytes; ISO 2709 allows {LONGEST_RECORD:,}.")
    head = b"%05d%b22%05d%b4500" % (total, leader[5:10], base, leader[17:20])
    return b"".join((head, *directory, b"\x1e", *(part for body in bodies for part in (body, b"\x1e")), b"\x1d"))


def field_octets(field: Field, encoding: Encoding) -> bytes:
    """A field in ISO 2709, without its terminator. Raises `FieldInvalid`."""
    text = field_text(field)
    if encoding is Encoding.UTF8:
        return text.encode("utf-8")
    if text.isascii() and "&#x" not in text:
        return text.encode("ascii")
    head, *subfields = text.split("\x1f")
    parts = [marc8.encode(head), *(marc8.encode(each[:1]) + marc8.encode(each[1:]) for each in subfields)]
    return b"\x1f".join(parts)


def write_marc21(record: Record, encoding: Encoding = Encoding.UTF8) -> bytes:
    """`record` in ISO 2709. Raises `FieldInvalid`, `FieldTooLong`, `RecordTooLong`."""
    leader = checked_leader(record.leader).encode("ascii")
    fields = [(field.tag, field_octets(field, encoding)) for field in record.fields]
    if encoding is Encoding.UTF8:
        return assembled(leader[:9] + b"a" + leader[10:], fields)
    if writes_utf8(leader_says_utf8=False, fields=[octets for _, octets in fields]):
        fields = [(tag, octets if octets.isascii() else _said_ansel(octets)) for tag, octets in fields]
    return assembled(leader[:9] + b" " + leader[10:], fields)


_ANSEL: Final = b"\x1b)!E"


def _said_ansel(octets: bytes) -> bytes:
    """Bytes that happen to be UTF-8 too, with the escape that says they are the set they are."""
    head, *parts = octets.split(b"\x1f")
    said = [head if head.isascii() else _ANSEL + head]
    said += [each if each.isascii() else each[:1] + _ANSEL + each[1:] for each in parts]
    return b"\x1f".join(said)


def marc8_lacks(record: Record) -> Counter[str]:
    """The characters of a record that MARC-8 has only as numeric character references, and how often."""
    lacking: Counter[str] = Counter()
    for field in record.fields:
        texts = [field.value] if isinstance(field, ControlField) else [value for _, value in field.subfields]
        for text in texts:
            if not text.isascii():
                lacking.update(marc8.lacking(text))
    return lacking


def write_marcxml(record: Record, *, declare: bool = True) -> str:
    """`record` as one MARCXML `record` element, with its namespace unless `declare` is false. Raises `FieldInvalid`."""
    namespace = f' xmlns="{NAMESPACE}"' if declare else ""
    parts = [f"<record{namespace}><leader>{checked_leader(record.leader).translate(_XML)}</leader>"]
    parts += [field_xml(field) for field in record.fields]
    parts.append("</record>")
    return "".join(parts)


def field_xml(field: Field, prefix: str = "") -> str:
    """`field` as MARCXML; `prefix` is a namespace prefix with its colon. Raises `FieldInvalid`."""
    checked(field)
    if isinstance(field, ControlField):
        return f'<{prefix}controlfield tag="{field.tag}">{field.value.translate(_XML)}</{prefix}controlfield>'
    ind1, ind2 = field.ind1.translate(_XML), field.ind2.translate(_XML)
    subfields = "".join(
        f'<{prefix}subfield code="{code.translate(_XML)}">{value.translate(_XML)}</{prefix}subfield>'
        for code, value in field.subfields
    )
    return f'<{prefix}datafield tag="{field.tag}" ind1="{ind1}" ind2="{ind2}">{subfields}</{prefix}datafield>'


def marcxml_collection(records: Iterable[Record]) -> Iterator[str]:
    """A MARCXML document of `records`, in parts: its beginning, a record each, its end."""
    yield f'<?xml version="1.0" encoding="UTF-8"?>\n<collection xmlns="{NAMESPACE}">\n'
    for record in records:
        yield write_marcxml(record, declare=False) + "\n"
    yield "</collection>\n"


def write_marcjson(record: Record) -> str:
    """`record` as one MARC-in-JSON object on one line. Raises `FieldInvalid`."""
    shape = {"leader": checked_leader(record.leader), "fields": [field_json(field) for field in record.fields]}
    return orjson.dumps(shape).decode("utf-8")


def field_json(field: Field) -> dict[str, object]:
    """`field` in the shape of MARC-in-JSON. Raises `FieldInvalid`."""
    checked(field)
    if isinstance(field, ControlField):
        return {field.tag: field.value}
    subfields = [{code: value} for code, value in field.subfields]
    return {field.tag: {"ind1": field.ind1, "ind2": field.ind2, "subfields": subfields}}
