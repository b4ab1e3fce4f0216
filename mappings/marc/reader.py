"""Reading MARC 21 in whatever form it comes: ISO 2709, MARCXML or MARC-in-JSON, packed with gzip or not.

`read` accounts for every record of an input: each is a `Record`, perhaps with repairs, or a `Broken`. It raises only
where there is nothing to go on with: an empty input, one that is no MARC, one that is UNIMARC.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from typing import Final

from mappings.marc import iso2709, marcjson, marcxml
from mappings.marc.errors import (
    EmptyInput,
    GzipDamaged,
    JsonMalformed,
    Noise,
    Oversized,
    Truncated,
    Unimarc,
    Unreadable,
    Unrecognised,
    XmlMalformed,
)
from mappings.marc.octets import KEPT, LONGEST, Blocks, Piece, Stream
from mappings.marc.record import Broken, Record
from mappings.marc.unimarc import is_unimarc

_HEAD: Final = 1 << 16
_BLANK: Final = b" \t\r\n\x00\x1a"
_MARKS: Final = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
_NOT_MARC: Final = "This is not MARC: neither ISO 2709 nor MARCXML nor MARC-in-JSON."


@dataclass(frozen=True, slots=True)
class Form:
    """One form of MARC: how a stream is cut, a piece parsed, and a control number guessed from a broken one."""

    name: str
    cut: Callable[[Iterable[bytes]], Iterator[Piece]]
    parse: Callable[[bytes], Record]
    control_number: Callable[[bytes], str | None]


MARC21: Final = Form("marc21", iso2709.cut, iso2709.parse, iso2709.control_number)
MARCXML: Final = Form("marcxml", lambda blocks: marcxml.Cutter().cut(blocks), marcxml.parse, marcxml.control_number)
MARCJSON: Final = Form("marcjson", marcjson.cut, marcjson.parse, marcjson.control_number)
FORMS: Final = {form.name: form for form in (MARC21, MARCXML, MARCJSON)}


def read(stream: Stream | Blocks) -> Iterator[Record | Broken]:
    """The records of `stream`: an open binary file, chunks of bytes, or bytes; in constant memory.

    Raises `InputRefused` (`EmptyInput`, `Unrecognised`, `Unimarc`), by the call itself or before the first record.
    """
    blocks = stream if isinstance(stream, Blocks) else Blocks(stream)
    head = blocks.peek(_HEAD)
    if not head.strip(_BLANK):
        if blocks.damage:
            raise EmptyInput(f"Nothing could be unpacked. {blocks.damage}")
        raise EmptyInput("The input is empty.")
    form, whole = _recognised(head, blocks)
    return _records(form, whole, blocks)


def parse(octets: bytes, form: str = "marc21") -> Record:
    """One record from its `source` and `source_format`. Raises `Unreadable`."""
    return FORMS[form].parse(octets)


def _recognised(head: bytes, blocks: Blocks) -> tuple[Form, Iterable[bytes]]:
    marked = next((mark for mark in _MARKS if head.startswith(mark)), b"")
    begins = head.removeprefix(marked).lstrip(_BLANK)[:1]
    if begins == b"<":
        encoding = marcxml.encoding_of(head)
        if encoding is None:
            raise Unrecognised("The XML declares an encoding that is unknown here.", hint="Save the file as UTF-8.")
        return MARCXML, marcxml.in_utf8(blocks, encoding)
    whole = _without_mark(blocks) if marked == _MARKS[0] else blocks
    if begins in {b"{", b"["}:
        return MARCJSON, whole
    if iso2709.looks_like(head):
        return MARC21, whole
    raise Unrecognised(_NOT_MARC)


def _without_mark(blocks: Iterable[bytes]) -> Iterator[bytes]:
    rest = iter(blocks)
    yield next(rest, b"")[3:]
    yield from rest


def _records(form: Form, whole: Iterable[bytes], blocks: Blocks) -> Iterator[Record | Broken]:
    """The records, once the first pieces have shown that they are MARC 21 records at all."""
    position = -1
    pieces = form.cut(whole)
    first = next(pieces, None)
    if first is None or (form is MARCJSON and not marcjson.is_record(first.octets) and b"{" not in first.octets[1:]):
        raise Unrecognised(_NOT_MARC)
    if form is MARCJSON and not marcjson.is_record(first.octets):
        raise Unrecognised("This is JSON, but not MARC-in-JSON: its first object has neither leader nor fields.")
    accepted = False
    end = 0
    for piece in chain((first,), pieces):
        position += 1
        end = piece.offset + len(piece.octets)
        found = _judged(form, piece, position)
        if isinstance(found, Broken):
            yield found
            continue
        if is_unimarc(found):
            refusal = "The record is UNIMARC, not MARC 21."
            if not accepted:
                raise Unimarc("The records are UNIMARC, not MARC 21.")
            kept = piece.octets[:KEPT]
            yield Broken(position, piece.offset, found.control_number, Unimarc.code, refusal, kept)
            continue
        accepted = True
        yield found
    if blocks.damage:
        yield Broken(position + 1, end, None, GzipDamaged.code, blocks.damage)


def _judged(form: Form, piece: Piece, position: int) -> Record | Broken:
    try:
        if piece.oversized:
            raise Oversized(f"No end of record within {LONGEST:,} bytes.")
        if piece.noise:
            raise Noise("These bytes belong to no record.")
        if not piece.complete and form is not MARC21:
            raise Truncated("The record does not end.")
        return form.parse(piece.octets)
    except Unreadable as fault:
        number = form.control_number(piece.octets)
        return Broken(position, piece.offset, number, fault.code, fault.message, piece.octets[:KEPT])


__all__ = ["FORMS", "Form", "JsonMalformed", "XmlMalformed", "parse", "read"]
