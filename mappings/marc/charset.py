"""Which encoding a record's bytes are in: what leader/09 says, checked against the bytes, by stated rules.

Leader/09 `a` says UTF-8, anything else MARC-8. Records lie both ways, and some mix encodings from field to field, so
the rules look at the whole record first and at single fields only where the whole is no valid text:

1. Bytes that are valid UTF-8 beyond ASCII are UTF-8, whatever the leader says, unless an escape designates a MARC-8 set
   for the upper half.
2. Under leader/09 `a`, the fields that are not UTF-8 and have no UTF-8 sequence at all are MARC-8 if every diacritic in
   all of them stands before a letter that commonly takes it; else each that has none but letters beyond ASCII in
   Windows-1252 is read as that.
3. Otherwise under leader/09 blank it is MARC-8; if bytes then have no meaning, Windows-1252 by the same condition.
4. Whatever remains is decoded with U+FFFD for the bytes without a meaning.
"""

from __future__ import annotations

import re
from typing import Final

from mappings.marc import marc8
from mappings.marc.repairs import Repair, noted

_UPPER_DESIGNATED: Final = re.compile(rb"\x1b(?:[)\-]|\$[)\-])")
_UTF8_SEQUENCE: Final = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_ESCAPED_RUN: Final = re.compile("\x1b[\x01-\x1e\x20-\x7f]*")
_HIGH: Final = re.compile(rb"[\x80-\xff]+[\x00-\x7f]?")

_VOWELS: Final = b"aeiouAEIOU"
_COMMON: Final = {
    0xE0: b"aeiouyAEIOUY",
    0xE1: _VOWELS,
    0xE2: _VOWELS + b"yYcCnNsSzZlLrR",
    0xE3: _VOWELS + b"cCgGhHjJsSwWyY",
    0xE4: b"aAnNoO",
    0xE5: _VOWELS + b"yYgG",
    0xE6: _VOWELS + b"gG",
    0xE7: b"aAcCeEgGIzZ",
    0xE8: _VOWELS + b"yY",
    0xE9: b"aAcCdDeEgGiInNoOrRsStTuUzZ",
    0xEA: b"aAuU",
    0xF0: b"cCgGkKlLnNrRsStT",
    0xF1: b"aAeEiIuU",
    0xF6: b"",
    0xF8: b"",
}
"""Diacritics of MARC-8 and the letters they commonly stand before; one not listed goes with any letter.

F6 and F8, rare in MARC-8, go with none here: in the encoding it would be mistaken for they are ö and ø.
"""

_ANSEL_LETTERS: Final = bytes((*range(0xA1, 0xA7), 0xAE, *range(0xB0, 0xBB), 0xBC, 0xBD, 0xC3, 0xC7))


def decode_fields(leader_says_utf8: bool, fields: list[tuple[str, bytes]], repairs: list[str]) -> list[str]:  # noqa: FBT001
    """The texts of `fields` (tag, bytes without terminator), by the rules above; repairs are added to `repairs`."""
    joined = b"\x1e".join(octets for _, octets in fields)
    utf8 = _utf8(joined)
    if leader_says_utf8 or (utf8 is not None and not joined.isascii() and not _UPPER_DESIGNATED.search(joined)):
        if not leader_says_utf8:
            noted(repairs, Repair.UTF8)
        if utf8 is not None:
            return [_unescaped(tag, text, repairs) for (tag, _), text in zip(fields, utf8.split("\x1e"), strict=True)]
        marc8_liar = _tells_marc8([octets for _, octets in fields])
        return [_unescaped(tag, _said_utf8(tag, octets, marc8_liar, repairs), repairs) for tag, octets in fields]
    return [_said_marc8(tag, octets, repairs) for tag, octets in fields]


def writes_utf8(leader_says_utf8: bool, fields: list[bytes]) -> bool:  # noqa: FBT001
    """Whether a new field of a record with these `fields` is read back when it is written in UTF-8."""
    if leader_says_utf8:
        return True
    joined = b"\x1e".join(fields)
    return not joined.isascii() and _utf8(joined) is not None and not _UPPER_DESIGNATED.search(joined)


def _utf8(octets: bytes) -> str | None:
    try:
        return octets.decode("utf-8")
    except UnicodeDecodeError:
        return None


def _unescaped(tag: str, text: str, repairs: list[str]) -> str:
    """UTF-8 text with the escapes of MARC-8 left in it (sub- and superscripts, mostly): those runs decoded."""
    if "\x1b" not in text:
        return text
    noted(repairs, Repair.MARC8, tag)
    return _ESCAPED_RUN.sub(lambda run: marc8.decode(run[0].encode("ascii"))[0], text)


def _tells_marc8(fields: list[bytes]) -> bool:
    """Whether the fields that are not UTF-8 are MARC-8, judged together: é before n alone could be a hacek."""
    wrong = [octets for octets in fields if _utf8(octets) is None and not _UTF8_SEQUENCE.search(octets)]
    return all(map(plausible_marc8, wrong))


def _said_utf8(tag: str, octets: bytes, marc8_liar: bool, repairs: list[str]) -> str:  # noqa: FBT001
    text = _utf8(octets)
    if text is not None:
        return text
    if not _UTF8_SEQUENCE.search(octets):
        if marc8_liar:
            noted(repairs, Repair.MARC8, tag)
            return _marc8(octets)[0]
        if (latin := _windows(octets)) is not None:
            noted(repairs, Repair.LATIN1, tag)
            return latin
        if plausible_marc8(octets):
            noted(repairs, Repair.MARC8, tag)
            return _marc8(octets)[0]
    noted(repairs, Repair.REPLACED, tag)
    return octets.decode("utf-8", "replace")


def _said_marc8(tag: str, octets: bytes, repairs: list[str]) -> str:
    text, sound = _marc8(octets)
    if sound:
        return text
    if (utf8 := _utf8(octets)) is not None and b"\x1b" not in octets:
        noted(repairs, Repair.UTF8, tag)
        return utf8
    if (latin := _windows(octets)) is not None:
        noted(repairs, Repair.LATIN1, tag)
        return latin
    noted(repairs, Repair.REPLACED, tag)
    return text


def _marc8(octets: bytes) -> tuple[str, bool]:
    """A field: each subfield begins anew in ASCII and ANSEL, as the specification has it."""
    if octets.isascii() and b"\x1b" not in octets and b"&#x" not in octets:
        return octets.decode("ascii"), True
    head, *parts = octets.split(b"\x1f")
    decoded = [marc8.decode(head)]
    for part in parts:
        code = part[:1].decode("ascii") if part[:1].isalnum() else ""  # a diacritic never falls on the code
        text, sound = marc8.decode(part[len(code) :])
        decoded.append((code + text, sound))
    return "\x1f".join(text for text, _ in decoded), all(sound for _, sound in decoded)


def plausible_marc8(octets: bytes) -> bool:
    """Whether bytes that are not UTF-8 look like MARC-8: every byte known, diacritics before letters that take them."""
    if b"\x1b" in octets:
        return _marc8(octets)[1]
    for found in _HIGH.finditer(octets):
        run = found[0]
        for at, octet in enumerate(run):
            if octet < 0x80 or octet in _ANSEL_LETTERS or octet in {0xA7, 0xA8, 0xAA, 0xAB, 0xC0, 0xC2}:
                continue
            if not 0xE0 <= octet <= 0xFE or octet in {0xFC, 0xFD}:
                return False
            following = run[at + 1] if at + 1 < len(run) else 0x20
            letter = chr(following).isalpha() and following < 0x80
            if not (letter and following in _COMMON.get(octet, bytes([following]))) and following < 0x80:
                return False
            if at + 1 == len(run):
                return False
    return True


def _windows(octets: bytes) -> str | None:
    if b"\x1b" in octets:
        return None
    try:
        text = octets.decode("cp1252")
    except UnicodeDecodeError:
        return None
    return text if all(character.isalpha() for character in text if character > "\x7f") else None
