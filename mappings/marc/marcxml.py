"""MARCXML: record elements cut out of a stream, each parsed by itself, and records written.

Cutting before parsing keeps memory constant, keeps the bytes of each record, and keeps one malformed record from taking
the rest of the file with it. It is also what makes reading safe: the parser never sees a document type declaration, so
there are no entities to expand and nothing to fetch. Source: MARCXML schema MARC21slim.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable, Iterator
from typing import Final
from xml.parsers import expat

from lxml import etree

from mappings.marc.errors import NoFields, Truncated, XmlMalformed
from mappings.marc.octets import KEPT, LONGEST, Piece
from mappings.marc.record import ControlField, DataField, Field, Record, Subfield
from mappings.marc.repairs import Repair, noted
from mappings.marc.shapes import control_field, data_field, leader_of, tag_of

NAMESPACE: Final = "http://www.loc.gov/MARC21/slim"

_MARK: Final = re.compile(rb"<!--|<!\[CDATA\[|<(/?)(?:[\w.-]+:)?record(?=[\s/>])")
_CONTENT: Final = re.compile(rb"<(?:[\w.-]+:)?(?:leader|controlfield|datafield)[\s/>]")
_DECLARED: Final = re.compile(rb"""<\?xml[^>]*?encoding\s*=\s*["']([A-Za-z0-9._-]+)""")
_NOT_XML: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_CONTROL_NUMBER: Final = re.compile(rb"""tag\s*=\s*["']001["'][^>]*>([^<]{1,40})""")
_PARSER: Final = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True)
_FIELD: Final = f"{{{NAMESPACE}}}datafield"
_CONTROL: Final = f"{{{NAMESPACE}}}controlfield"
_LEADER: Final = f"{{{NAMESPACE}}}leader"
_SUBFIELD: Final = f"{{{NAMESPACE}}}subfield"
_PREFIXED: Final = re.compile(rb"\A<([\w.-]+):record(?=[\s>])(?![^>]*xmlns:)")
_PLAIN: Final = re.compile(rb"\A<record(?=[\s>])(?![^>]*xmlns)")
_DECLARATION: Final = b'<record xmlns="%b"' % NAMESPACE.encode("ascii")
_PREFIX_DECLARATION: Final = rb'<\1:record xmlns:\1="%b"' % NAMESPACE.encode("ascii")
_MARGIN: Final = 64
"""Bytes at the end of a buffer that may be the beginning of a mark."""


def encoding_of(head: bytes) -> str | None:
    """The encoding of an XML document by its byte order mark or declaration, or None where it is not to be had here."""
    for mark, name in ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16")):
        if head.startswith(mark):
            return name
    declared = _DECLARED.match(head.lstrip())
    name = declared[1].decode("ascii").lower() if declared else "utf-8"
    try:
        found = codecs.lookup(name).name
    except LookupError:
        return None
    return (
        found if found.startswith(("utf-", "iso8859", "cp125", "ascii", "koi8", "gb", "big5", "euc", "shift")) else None
    )


def in_utf8(blocks: Iterable[bytes], encoding: str) -> Iterable[bytes]:
    """`blocks` in UTF-8."""
    if encoding in {"utf-8", "ascii"}:
        return blocks
    return _transcoded(blocks, encoding)


def _transcoded(blocks: Iterable[bytes], encoding: str) -> Iterator[bytes]:
    decoder = codecs.getincrementaldecoder(encoding)("replace")
    for block in blocks:
        yield decoder.decode(block).encode("utf-8")
    yield decoder.decode(b"", final=True).encode("utf-8")


class Cutter:
    """Cuts the innermost `record` elements out of blocks; wrappers of harvesting protocols have the same local name."""

    def __init__(self) -> None:
        self._buffer = b""
        self._offset = 0
        self._scan = 0
        self._begun: int | None = None
        self._until = b""

    def cut(self, blocks: Iterable[bytes]) -> Iterator[Piece]:
        """The pieces of a stream."""
        for block in blocks:
            self._buffer += block
            yield from self._marks()
            yield from self._shorten()
        if self._begun is not None and _CONTENT.search(self._buffer, self._begun):
            yield Piece(self._offset + self._begun, self._buffer[self._begun :], complete=False)

    def _marks(self) -> Iterator[Piece]:
        while True:
            if self._until:
                end = self._buffer.find(self._until, self._scan)
                if end < 0:
                    self._scan = max(self._scan, len(self._buffer) - len(self._until) + 1)
                    return
                self._scan = end + len(self._until)
                self._until = b""
            found = _MARK.search(self._buffer, self._scan)
            if found is None:
                self._scan = max(self._scan, len(self._buffer) - _MARGIN)
                return
            if found[1] is None:
                self._until = b"-->" if found[0] == b"<!--" else b"]]>"
                self._scan = found.end()
                continue
            end = self._buffer.find(b">", found.end())
            if end < 0:
                self._scan = found.start()
                return
            self._scan = end + 1
            yield from self._mark(found, end)

    def _mark(self, found: re.Match[bytes], end: int) -> Iterator[Piece]:
        begun, self._begun = self._begun, None
        if found[1]:
            if begun is not None:
                yield Piece(self._offset + begun, self._buffer[begun : end + 1])
            return
        if begun is not None and _CONTENT.search(self._buffer, begun, found.start()):
            yield Piece(self._offset + begun, self._buffer[begun : found.start()], complete=False)
        if self._buffer[end - 1 : end] == b"/":
            yield Piece(self._offset + found.start(), self._buffer[found.start() : end + 1])
        else:
            self._begun = found.start()

    def _shorten(self) -> Iterator[Piece]:
        keep = self._scan if self._begun is None else self._begun
        if self._begun is not None and len(self._buffer) - self._begun > LONGEST:
            yield Piece(self._offset + keep, self._buffer[keep : keep + KEPT], oversized=True)
            self._begun = None
            keep = self._scan
        if self._begun is None and len(self._buffer) - keep > LONGEST:
            # A start tag that does not end: no document, and nothing to be kept.
            keep = self._scan = len(self._buffer)
        self._buffer = self._buffer[keep:]
        self._offset += keep
        self._scan -= keep
        if self._begun is not None:
            self._begun -= keep


class _Element:
    """One record element being parsed: what the parser calls, and what has been found so far."""

    def __init__(self, repairs: list[str]) -> None:
        self.repairs = repairs
        self.leader: str | None = None
        self.fields: list[Field] = []
        self._text: list[str] = []
        self._field: dict[str, str] = {}
        self._code = ""
        self._subfields: list[tuple[str, str]] = []

    def start(self, name: str, attributes: dict[str, str]) -> None:
        local = name.rpartition(":")[2]
        self._text.clear()
        if local == "subfield":
            self._code = attributes.get("code", "")
        elif local in {"datafield", "controlfield"}:
            self._field = attributes
            self._subfields = []

    def end(self, name: str) -> None:
        local = name.rpartition(":")[2]
        if local == "subfield":
            self._subfields.append((self._code, "".join(self._text)))
        elif local == "datafield":
            given = self._field
            tag = tag_of(given.get("tag", ""), self.repairs)
            self.fields.append(
                data_field(tag, given.get("ind1", ""), given.get("ind2", ""), self._subfields, self.repairs)
            )
        elif local == "controlfield":
            tag = tag_of(self._field.get("tag", ""), self.repairs)
            self.fields.append(control_field(tag, "".join(self._text), self.repairs))
        elif local == "leader":
            self.leader = "".join(self._text)
        self._text.clear()

    def text(self, text: str) -> None:
        self._text.append(text)


def parse(octets: bytes) -> Record:
    """The record in one `record` element. Raises `Unreadable`."""
    return _in_order(octets) or _carefully(octets)


def _in_order(octets: bytes) -> Record | None:
    """The record if nothing about it is unusual, else None; by libxml2, which is quicker than events are."""
    declared = _PREFIXED.sub(_PREFIX_DECLARATION, _PLAIN.sub(_DECLARATION, octets))
    try:
        root = etree.fromstring(declared, _PARSER)
    except etree.XMLSyntaxError:
        return None
    leader = ""
    fields: list[Field] = []
    for element in root:
        name = element.tag
        if name == _LEADER and not len(element):
            leader = element.text or ""
            continue
        field = _data_in_order(element) if name == _FIELD else _control_in_order(element)
        if field is None or len(field.tag) != 3 or not field.tag.isalnum() or not field.tag.isascii():
            return None
        fields.append(field)
    if len(leader) != 24 or not leader.isascii() or not leader.isprintable() or not fields:
        return None
    return Record(leader, tuple(fields), octets, "marcxml")


def _control_in_order(element: etree._Element) -> ControlField | None:
    tag = element.get("tag", "")
    if element.tag != _CONTROL or tag[:2] != "00" or len(element):
        return None
    return ControlField(tag, element.text or "")


def _data_in_order(element: etree._Element) -> DataField | None:
    given = element.attrib
    tag, ind1, ind2 = given.get("tag", "00"), given.get("ind1", ""), given.get("ind2", "")
    subfields: list[Subfield] = []
    for child in element:
        code = child.get("code", "")
        if len(code) != 1 or len(child) or child.tag != _SUBFIELD:
            return None
        subfields.append(Subfield(code, child.text or ""))
    if len(ind1) != 1 or len(ind2) != 1 or tag[:2] == "00":
        return None
    return DataField(tag, ind1, ind2, tuple(subfields))


def _carefully(octets: bytes) -> Record:
    repairs: list[str] = []
    try:
        element = _parse(octets, repairs)
    except expat.ExpatError as error:
        mended = _mended(octets, repairs)
        if mended is None:
            if not octets.rstrip().endswith(b">") or not re.search(rb"</(?:[\w.-]+:)?record\s*>\s*$", octets):
                raise Truncated("The record element does not end.") from error
            raise XmlMalformed(f"The record is not well-formed XML: {error}.") from error
        try:
            element = _parse(mended, repairs)
        except expat.ExpatError as again:
            raise XmlMalformed(f"The record is not well-formed XML: {again}.") from again
    if element.leader is None:
        raise XmlMalformed("The record element has no leader.")
    leader = leader_of(element.leader, repairs)
    if not element.fields:
        raise NoFields("The record has a leader and no fields.")
    return Record(leader, tuple(element.fields), octets, "marcxml", tuple(repairs))


def _parse(octets: bytes, repairs: list[str]) -> _Element:
    parser = expat.ParserCreate("utf-8")
    parser.buffer_text = True
    element = _Element(repairs)
    parser.StartElementHandler = element.start
    parser.EndElementHandler = element.end
    parser.CharacterDataHandler = element.text
    parser.Parse(octets, True)  # noqa: FBT003 — expat's own signature
    return element


def _mended(octets: bytes, repairs: list[str]) -> bytes | None:
    """`octets` without the bytes that no XML may have, or None if there are none."""
    text = octets.decode("utf-8", "replace")
    if text.encode("utf-8") != octets:
        noted(repairs, Repair.REPLACED)
    if _NOT_XML.search(text):
        noted(repairs, Repair.CONTROLS)
        text = _NOT_XML.sub("", text)
    mended = text.encode("utf-8")
    return mended if mended != octets else None


def well_formed(octets: bytes) -> bytes:
    """`octets` of a record that was read, mended as the reader mended them."""
    try:
        _parse(octets, [])
    except expat.ExpatError:
        return _mended(octets, []) or octets
    return octets


def control_number(octets: bytes) -> str | None:
    """The control number of a record that cannot be read, as far as it can be told."""
    found = _CONTROL_NUMBER.search(octets)
    return found[1].decode("utf-8", "replace").strip() or None if found else None
