"""MARC-8, the character encoding of MARC before Unicode: decoding with all its sets and escapes, and encoding.

Source: MARC 21 Specifications, Character Sets and Encoding Options, Part 2. The code tables are pymarc's; the decoder
is our own because it must say when bytes have no meaning, never print, and be fast where there is no escape. Decoded
text is in normalisation form C, except that the two halves of a ligature become the one character U+0361.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import Final, TypeAlias

from pymarc import marc8_mapping

Set: TypeAlias = dict[int, tuple[str, bool]]
"""Code (seven bits; three octets in the East Asian set) to character, and whether it is a diacritic."""

BASIC_LATIN: Final = 0x42
ANSEL: Final = 0x45
EAST_ASIAN: Final = 0x31
_UNKNOWN: Final = "\ufffd"
_NONSORTING: Final = {0x88: "\x98", 0x89: "\x9c", 0x8D: "\u200d", 0x8E: "\u200c"}

_LIGATURES: Final = {"\xeb": "\u0361", "\xec": None, "\xfa": "\u0360", "\xfb": None}
"""First halves span both letters in Unicode (double inverted breve, double tilde); second halves add nothing."""

_DIACRITICS: Final = re.compile("([\xe0-\xfe]+)([^\xe0-\xfe])", re.DOTALL)
_REFERENCE: Final = re.compile("&#x([0-9A-Fa-f]{4,6});")
_ESCAPE: Final = re.compile(rb"\x1b(?:\$([,()\-]?)([\x31])|([(,)\-])!?([\x21-\x7e])|([bgps]))")


def _set(final: int) -> Set:
    table = {
        (code if final == EAST_ASIAN else code & 0x7F): (chr(point), bool(diacritic))
        for code, (point, diacritic) in marc8_mapping.CODESETS[final].items()
        if not (final == ANSEL and code in _NONSORTING)
    }
    if final == EAST_ASIAN:
        table.update({code: (chr(point), False) for code, point in marc8_mapping.ODD_MAP.items()})
    if final == ANSEL:
        table.update({0x6B: ("\u0361", True), 0x6C: ("", True), 0x7A: ("\u0360", True), 0x7B: ("", True)})
    return table


@cache
def _sets() -> dict[int, Set]:
    return {final: _set(final) for final in marc8_mapping.CODESETS}


@cache
def _ansel() -> dict[int, str | None]:
    high: dict[int, str | None] = {0x80 + low: character for low, (character, _) in _sets()[ANSEL].items()}
    unknown: dict[int, str | None] = {point: _UNKNOWN for point in range(0x80, 0x100) if point not in high}
    return unknown | high | dict(_NONSORTING) | {ord(half): whole for half, whole in _LIGATURES.items()}


def decode(octets: bytes) -> tuple[str, bool]:
    """The text of `octets` (one subfield or control field), and whether every byte had a meaning.

    Bytes without one become U+FFFD. Diacritics, which MARC-8 writes before their letter, follow it. Numeric character
    references of the form `&#x4E00;`, which MARC-8 uses for characters outside its sets, become those characters.
    """
    if b"\x1b" in octets:
        text, sound = _with_escapes(octets)
    elif octets.isascii():
        text, sound = octets.decode("ascii"), True
    else:
        latin = octets.decode("latin-1")
        moved = _DIACRITICS.sub(r"\2\1", latin)
        text = moved.translate(_ansel())
        sound = _UNKNOWN not in text and not "\xe0" <= latin[-1] <= "\xfe"
    if "&#x" in text:
        text = _REFERENCE.sub(_referred, text)
    return (text if text.isascii() else unicodedata.normalize("NFC", text)), sound


def _referred(found: re.Match[str]) -> str:
    point = int(found[1], 16)
    surrogate = 0xD800 <= point < 0xE000
    return found[0] if point < 0x20 or point > 0x10FFFF or surrogate or point & 0xFFFE == 0xFFFE else chr(point)


class _Decoder:
    """The state of decoding: the sets designated to the lower and upper half, and diacritics waiting for a letter."""

    def __init__(self) -> None:
        self.lower = BASIC_LATIN
        self.upper = ANSEL
        self.text: list[str] = []
        self.waiting: list[str] = []
        self.sound = True

    def escape(self, found: re.Match[bytes]) -> None:
        wide_half, wide, half, final, single = found.groups()
        designated = (wide or final or single)[0]
        if single == b"s":
            designated = BASIC_LATIN
        if designated not in _sets():
            self.sound = False
            return
        if (wide_half or half or b"(") in b")-":
            self.upper = designated
        else:
            self.lower = designated

    def put(self, found: tuple[str, bool] | None) -> None:
        if found is None:
            self.sound = False
            found = (_UNKNOWN, False)
        character, diacritic = found
        if diacritic:
            self.waiting.append(character)
            return
        self.text.append(character)
        self.text.extend(self.waiting)
        self.waiting.clear()

    def run(self, octets: bytes) -> None:
        """Decode a run without escapes."""
        sets = _sets()
        at = 0
        while at < len(octets):
            octet = octets[at]
            final = self.upper if octet >= 0x80 else self.lower
            if octet in _NONSORTING:
                self.put((_NONSORTING[octet], False))
            elif octet <= 0x20:
                self.put((chr(octet), False))
            elif final == EAST_ASIAN:
                triple = octets[at : at + 3]
                code = int.from_bytes(bytes(each & 0x7F for each in triple), "big") if len(triple) == 3 else -1
                self.put(sets[final].get(code))
                at += 2
            else:
                self.put(sets[final].get(octet & 0x7F))
            at += 1


def _with_escapes(octets: bytes) -> tuple[str, bool]:
    decoder = _Decoder()
    at = 0
    for found in _ESCAPE.finditer(octets):
        decoder.run(octets[at : found.start()])
        decoder.escape(found)
        at = found.end()
    decoder.run(octets[at:])
    text = "".join(decoder.text + decoder.waiting)
    return text, decoder.sound and not decoder.waiting and "\x1b" not in text


_RETURN: Final = b"\x1b(B"
_DESIGNATORS: Final = {
    0x4E: b"\x1b(N", 0x51: b"\x1b(Q", 0x53: b"\x1b(S", 0x32: b"\x1b(2", 0x33: b"\x1b(3", 0x34: b"\x1b(4",
    EAST_ASIAN: b"\x1b$1", 0x62: b"\x1bb", 0x70: b"\x1bp",
}  # fmt: skip
"""The sets that text beyond Latin is written in, in the order in which they are asked, and their escapes."""


@cache
def _octets() -> dict[str, tuple[int, bytes]]:
    """Character to (set, octets), letters only."""
    found: dict[str, tuple[int, bytes]] = {}
    for final in (ANSEL, *_DESIGNATORS):
        for code, (character, diacritic) in _sets()[final].items():
            if character > "\x7f" and not diacritic and character != _UNKNOWN:
                written = code.to_bytes(3, "big") if final == EAST_ASIAN else bytes([code | (0x80 * (final == ANSEL))])
                found.setdefault(character, (final, written))
    return found


@cache
def _marks() -> dict[int, dict[str, bytes]]:
    """Set to its diacritics and vowel points, which it writes before their letter."""
    return {
        final: {
            character: bytes([code | (0x80 * (final == ANSEL))])
            for code, (character, diacritic) in _sets()[final].items()
            if diacritic and character not in {"", "\u0360", "\u0361"}
        }
        for final in (ANSEL, *_DESIGNATORS)
    }


@cache
def _clusters() -> re.Pattern[str]:
    """A letter with the marks behind it, or marks that stand behind none."""
    others = "".join(sorted({mark for marks in _marks().values() for mark in marks if mark > "\u036f"}))
    marks = f"\u0300-\u036f{re.escape(others)}"
    return re.compile(f"([^{marks}])([{marks}]*)|([{marks}]+)", re.DOTALL)


_WRITTEN_REFERENCE: Final = re.compile(b"&#x([0-9A-F]{4,6});")


def encode(text: str) -> bytes:
    """`text` in MARC-8: its sets where they have the character, a numeric character reference where they have not.

    `decode(encode(text))` is `text` in normalisation form C, so long as it has no escape (1B) of its own.
    """
    written: list[bytes] = []
    lower = BASIC_LATIN
    for found in _clusters().finditer(unicodedata.normalize("NFC", text).replace("&#x", "&#x0026;#x")):
        for final, octets in _cluster(found[1] or "", (found[2] or "") + (found[3] or "")):
            wanted = lower if final == ANSEL or (octets == b" " and lower != EAST_ASIAN) else final
            if wanted != lower:
                if lower != BASIC_LATIN:
                    written.append(b"\x1bs" if lower in {0x62, 0x70} else _RETURN)
                written.append(_DESIGNATORS.get(wanted, b""))
                lower = wanted
            written.append(octets)
    if lower != BASIC_LATIN:
        written.append(b"\x1bs" if lower in {0x62, 0x70} else _RETURN)
    return b"".join(written)


def lacking(text: str) -> str:
    """The characters of `text` that `encode` writes as numeric character references, in their order."""
    if text.isascii():
        return ""
    found = _WRITTEN_REFERENCE.findall(encode(text))
    return "".join(chr(int(point, 16)) for point in found if point != b"0026")


def _cluster(letter: str, marks: str) -> list[tuple[int, bytes]]:
    """One letter with its diacritics as (set, octets): the letter whole if a set has it, else taken apart."""
    if letter <= "\x7f" and not marks:
        return [(BASIC_LATIN, letter.encode("ascii"))]
    if not letter:
        return [_reference(mark) for mark in marks]
    base = _letter(letter)
    if base is None or base[0] not in {BASIC_LATIN, ANSEL}:
        apart = unicodedata.normalize("NFD", letter)
        below = _letter(apart[0])
        # A letter that a set beyond Latin has whole is written whole.
        better = below is not None and (below[0] == BASIC_LATIN or (base is None and below[0] != ANSEL))
        if better and below is not None and len(apart) > 1 and _before(below[0], apart[1:]) is not None:
            base, marks = below, apart[1:] + marks
    if base is None:
        # A reference is itself letters: a diacritic before it would fall on its ampersand.
        return [_reference(letter), *(_reference(mark) for mark in marks)]
    before = _before(base[0], marks)
    return [base, *(_reference(mark) for mark in marks)] if before is None else [*before, base]


def _letter(letter: str) -> tuple[int, bytes] | None:
    return (BASIC_LATIN, letter.encode("ascii")) if letter <= "\x7f" else _octets().get(letter)


def _before(final: int, marks: str) -> list[tuple[int, bytes]] | None:
    """The marks before a letter of a set, in that set or in Latin; None where one is in neither."""
    if final == EAST_ASIAN and marks:
        return None
    own, latin = _marks().get(final, {}), _marks()[ANSEL]
    found = [
        (final, own[mark]) if mark in own else (ANSEL, latin[mark]) for mark in marks if mark in own or mark in latin
    ]
    return found if len(found) == len(marks) else None


def _reference(character: str) -> tuple[int, bytes]:
    return BASIC_LATIN, b"&#x%04X;" % ord(character)
