"""Catalogues of any size, grown from real records: the file again and again, each time as other records.

The first round are the records as they are. In every later one control numbers and identifiers are new, words of titles
are others, and headings are renewed as often as a growing catalogue brings new ones: with exponent b, n rounds hold
n**b times as many different headings as one (Heaps' law; `exponent` measures b over a file). What a round does follows
from its number alone, so that the same records come again from the same file.

    python bench/synthetic.py --records 1000000 > records.mrc
"""

from __future__ import annotations

import argparse
import os
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from hashlib import blake2b
from itertools import count
from math import log2
from pathlib import Path
from typing import Final

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from mappings.marc.errors import MarcError
from mappings.marc.reader import read
from mappings.marc.record import ControlField, DataField, Field, Record, Subfield
from mappings.marc.writer import write_marc21

SHARED = Path(os.environ.get("CATALOGRAPH_SHARED_DATA", ROOT.parent / "shared" / "data"))
NAMES: Final = frozenset({"100", "110", "111", "130", "600", "610", "611", "700", "710", "711", "730", "800", "810"})
TOPICS: Final = frozenset({"650", "651", "655"})
TITLES: Final = frozenset({"245", "246", "240", "490", "830"})
NUMBERS: Final = frozenset({"010", "015", "020", "022", "024", "027", "028", "035", "037", "074", "086", "773", "776"})
_SAID_ABOUT: Final = frozenset("02345")


def main() -> None:
    """Write records to standard output."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", nargs="?", type=Path, default=SHARED / "marc" / "us_federal.mrc.gz")
    parser.add_argument("--records", type=int, default=1_000_000, help="how many")
    chosen = parser.parse_args()
    for octets in grown(chosen.file, chosen.records):
        sys.stdout.buffer.write(octets)


def grown(file: Path, records: int) -> Iterator[bytes]:
    """So many records in ISO 2709."""
    source, left = Source(file), records
    for number in count():
        for octets in source.round(number):
            if left == 0:
                return
            left -= 1
            yield octets


class Source:
    """A file of records and what new ones are made of: its words, and how fast its headings grow."""

    def __init__(self, file: Path) -> None:
        self._file = file
        words: Counter[str] = Counter()
        heads: dict[frozenset[str], list[str]] = {NAMES: [], TOPICS: []}
        for record in self._records():
            for field in record.fields:
                if isinstance(field, DataField):
                    if field.tag in TITLES:
                        words.update(each for each in (field.get("a") or "").split() if each.isalpha())
                    for kind, found in heads.items():
                        if field.tag in kind:
                            found.append(heading(field))
        self._words = sorted(each for each in words if len(each) > 3)
        self.exponents = {kind: exponent(found) for kind, found in heads.items()}

    def round(self, number: int) -> Iterator[bytes]:
        """The records of one round."""
        for index, record in enumerate(self._records()):
            if number == 0:
                yield record.source
                continue
            try:
                yield write_marc21(self._other(record, number, index))
            except MarcError:
                continue  # one that has become too long

    def _records(self) -> Iterator[Record]:
        with self._file.open("rb") as stream:
            for each in read(stream):
                if isinstance(each, Record):
                    yield each

    def _other(self, record: Record, number: int, index: int) -> Record:
        fields = tuple(self._field(each, number, index) for each in record.fields)
        return Record(record.leader, fields)

    def _field(self, field: Field, number: int, index: int) -> Field:
        if isinstance(field, ControlField):
            return ControlField("001", f"{field.value.strip()}-{number}") if field.tag == "001" else field
        if field.tag in NUMBERS:
            return field._replace(subfields=tuple(_numbered(each, number) for each in field.subfields))
        if field.tag in TITLES:
            parts = (self._worded(each, f"{index}.{number}", 3) if each.code in "ab" else each for each in field[3])
            return field._replace(subfields=tuple(parts))
        for kind, b in self.exponents.items():
            if field.tag in kind:
                return self._heading(field, variant(heading(field), number, index, b))
        return field

    def _heading(self, field: DataField, number: int) -> DataField:
        if number == 0:
            return field
        said = f"{heading(field)}.{number}"
        parts = [each for each in field.subfields if each.code not in _SAID_ABOUT]
        return field._replace(
            subfields=tuple(self._worded(each, said, 2) if at == 0 else each for at, each in enumerate(parts))
        )

    def _worded(self, part: Subfield, seed: str, every: int) -> Subfield:
        """The text with about one word in `every` another one, and at least one."""
        words = part.value.split(" ")
        chance = chosen(seed + part.value)
        for at in range(len(words)):
            if words[at][:1].isalpha() and (at == 0 or (chance >> at) % every == 0):
                bare = words[at].rstrip(",.:;/")
                pick = (chance + 7919 * at) % len(self._words)
                other = self._words[pick] if self._words[pick] != bare else self._words[pick - 1]
                words[at] = other + words[at][len(bare) :]
        return Subfield(part.code, " ".join(words))


def heading(field: DataField) -> str:
    """What tells headings apart: their text without punctuation at the ends."""
    return " ".join(value.strip(" .,") for code, value in field.subfields if code not in _SAID_ABOUT).casefold()


def exponent(headings: list[str]) -> float:
    """How different headings grow with a catalogue: doubling it makes 2**exponent times as many."""
    half = len(set(headings[: len(headings) // 2]))
    return log2(len(set(headings)) / max(half, 1)) if headings else 0.0


def variant(text: str, number: int, index: int, b: float) -> int:
    """Which of its variants a heading has in this round: a new one when as many are due, else one there was."""
    own = chosen(text) % 1000 / 1000
    due, before = int(number**b + own), int((number - 1) ** b + own)
    return due if due > before else chosen(f"{text}.{number}.{index}") % (due + 1)


def chosen(text: str) -> int:
    """A number that follows from a text."""
    return int.from_bytes(blake2b(text.encode("utf-8", "replace"), digest_size=8).digest())


def _numbered(part: Subfield, number: int) -> Subfield:
    """An identifier with other digits: those of an ISBN keep a valid check digit."""
    bare = part.value.replace("-", "")
    if part.code in "az" and len(bare) >= 13 and bare[:13].isdigit() and bare[:3] in {"978", "979"}:
        twelve = bare[:3] + f"{chosen(bare + str(number)) % 10**9:09d}"
        total = sum(int(digit) * (3 if at % 2 else 1) for at, digit in enumerate(twelve))
        return Subfield(part.code, twelve + str(-total % 10))
    if part.code not in "azwx" or not any(each.isdigit() for each in part.value):
        return part
    return Subfield(part.code, f"{part.value}-{number}")


def some(octets: Iterable[bytes]) -> Iterator[bytes]:
    """Records joined into blocks of about a megabyte."""
    block: list[bytes] = []
    size = 0
    for each in octets:
        block.append(each)
        size += len(each)
        if size > 1_000_000:
            yield b"".join(block)
            block, size = [], 0
    yield b"".join(block)


if __name__ == "__main__":
    main()
