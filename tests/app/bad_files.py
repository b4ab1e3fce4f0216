"""Files as bad as files get, with what must become of each: made here, in bytes, from records written for the tests."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from mappings.marc import notation
from mappings.marc.record import Record
from mappings.marc.writer import write_marc21

BOOK = """\
LDR 00000cam a2200000 i 4500
001 {number}
008 990101s1999    xx a     b    000 1 eng c
100 1# $a Keeper, Jo.
245 10 $a {title} / $c Jo Keeper.
500 ## $a {note}
852 0# $b MAIN $c MAIN $h QA{number} $p B{number}
"""


def book(number: int | str, title: str = "Salt and light", note: str = "A note.") -> bytes:
    """A sound record."""
    return write_marc21(notation.record(BOOK.format(number=number, title=title, note=note)))


@dataclass(frozen=True)
class BadFile:
    """A file and what becomes of it: refused as a whole with `code`; or read to its end with so many records stored,
    so many `repeated` ones passed over, and for every other record a problem, whose codes are `reported`.
    """

    octets: Callable[[], bytes]
    code: str | None = None
    stored: int = 0
    repeated: int = 0
    reported: tuple[str, ...] = ()


def _between(bad: bytes) -> Callable[[], bytes]:
    return lambda: book(1) + bad + book(3)


def _noise(seed: int, size: int = 5_000_000) -> Callable[[], bytes]:
    return lambda: Random(seed).randbytes(size)


def _directory() -> bytes:
    whole = book(2)
    return whole[:24] + b"x" * 24 + whole[48:]


def _leader() -> bytes:
    return b"?" * 24 + book(2)[24:]


def _not_utf8() -> bytes:
    return book(2).replace(b"Salt and", b"S\xe4lt \xff\xfe")


def _long() -> bytes:
    """A record of 99,999 octets, the most ISO 2709 can say."""
    spare = 99_999 - len(write_marc21(_with_notes(0)))
    return write_marc21(_with_notes(spare))


def _with_notes(letters: int) -> Record:
    notes = [f"500 ## $a {'n' * (9_000 if each < 10 else 0)}." for each in range(10)]
    return notation.record(BOOK.format(number=2, title="Long", note="x" * (letters + 1)) + "\n".join(notes))


UNIMARC = notation.record(
    """\
        LDR 00000cam0 2200000   450#
        001 000000001
        100 ## $a 19990101d1999    m  y0frey50      ba
        101 0# $a fre
        102 ## $a FR
        200 1# $a Sel et lumière $f Jo Keeper
        210 ## $a Paris $c Quai $d 1999
        700 #1 $a Keeper $b Jo $4 070
        801 #0 $a FR $b Biblio $c 19990101
        """
)

FILES = {
    "empty": BadFile(lambda: b"", "MARC_EMPTY"),
    "blank": BadFile(lambda: b" \r\n\n", "MARC_EMPTY"),
    "text": BadFile(lambda: b"Dear library,\nplease find attached\n" * 50, "MARC_UNRECOGNISED"),
    "a portable document": BadFile(lambda: b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n" * 99, "MARC_UNRECOGNISED"),
    "a web page": BadFile(lambda: b"<!doctype html><html><body>Salt</body></html>", "MARC_UNRECOGNISED"),
    "noise": BadFile(_noise(1), "MARC_UNRECOGNISED"),
    "packed noise": BadFile(lambda: gzip.compress(_noise(2)()), "MARC_UNRECOGNISED"),
    "UNIMARC": BadFile(lambda: write_marc21(UNIMARC) * 3, "MARC_UNIMARC"),
    "a broken leader": BadFile(_between(_leader()), stored=3),
    "a broken directory": BadFile(_between(_directory()), stored=2, reported=("MARC_DIRECTORY",)),
    "bytes that are no UTF-8": BadFile(_between(_not_utf8()), stored=3),
    "a truncated file": BadFile(lambda: book(1) + book(2)[:-40], stored=1, reported=("MARC_TRUNCATED",)),
    "a record of 99,999 octets": BadFile(_between(_long()), stored=3),
    "noise between records": BadFile(
        _between(Random(3).randbytes(5_000)), stored=2, reported=("MARC_DIRECTORY", "MARC_LEADER", "MARC_NOISE")
    ),
    "the same record twice": BadFile(lambda: book(1) + book(2) + book(1), stored=2, repeated=1),
    "one control number for two records": BadFile(
        lambda: book(1) + book(2) + book(1, "Another title"), stored=2, reported=("REPEATED_CONTROL_NUMBER",)
    ),
    "broken XML": BadFile(
        lambda: b'<collection xmlns="http://www.loc.gov/MARC21/slim"><record><leader>', reported=("MARC_TRUNCATED",)
    ),
    "broken JSON": BadFile(
        lambda: b'[{"leader": "00000cam a2200000 i 4500", "fields": [{"001": ', reported=("MARC_TRUNCATED",)
    ),
    "a cut gzip file": BadFile(
        lambda: gzip.compress(book(1) + book(2) * 500)[:150], reported=("MARC_GZIP", "MARC_TRUNCATED")
    ),
}
