"""Synthetic catalogues: each round other records, with headings that grow as in the file they come from."""

from __future__ import annotations

from importlib.util import module_from_spec, spec_from_file_location
from itertools import islice
from pathlib import Path

import pytest

from mappings.marc import notation
from mappings.marc.reader import read
from mappings.marc.record import Record
from mappings.marc.writer import write_marc21

# By its path: the folder also has a benchmark called graphql.
_SPEC = spec_from_file_location("synthetic", Path(__file__).parents[1] / "bench" / "synthetic.py")
assert _SPEC is not None
assert _SPEC.loader is not None
synthetic = module_from_spec(_SPEC)
_SPEC.loader.exec_module(synthetic)
NAMES, Source, grown, heading = synthetic.NAMES, synthetic.Source, synthetic.grown, synthetic.heading


def book(number: int) -> bytes:
    fields = (
        f"001 n{number}\n020 ## $a 9780140447934\n100 1# $a Keeper, Ada {number % 7}, $e author.\n"
        f"245 10 $a Harbours and tides in winter {number}.\n650 #0 $a Tides."
    )
    return write_marc21(notation.record(f"LDR 00000nam a2200000 i 4500\n{fields}"))


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "books.mrc"
    path.write_bytes(b"".join(book(number) for number in range(40)))
    return path


def records(octets: list[bytes]) -> list[Record]:
    return [each for each in read(octets) if isinstance(each, Record)]


def test_a_file_grows_to_any_number_of_records_each_with_a_control_number_of_its_own(file: Path) -> None:
    made = records(list(grown(file, 130)))
    assert len(made) == 130
    assert len({each.control_number for each in made}) == 130
    assert [each.source for each in made[:40]] == [book(number) for number in range(40)]
    assert made == records(list(grown(file, 130)))


def test_a_later_round_has_other_titles_and_valid_identifiers(file: Path) -> None:
    source = Source(file)
    (first,), (later,) = (records(list(islice(source.round(number), 1))) for number in (0, 3))
    for tag in ("245", "020"):
        assert next(first.data(tag)) != next(later.data(tag))
    isbn = next(later.data("020")).get("a") or ""
    assert sum(int(digit) * (3 if at % 2 else 1) for at, digit in enumerate(isbn)) % 10 == 0


def test_headings_grow_slower_than_records(file: Path) -> None:
    source = Source(file)
    counts = []
    seen: set[str] = set()
    for number in range(8):
        seen |= {heading(field) for each in records(list(source.round(number))) for field in each.data(*NAMES)}
        counts.append(len(seen))
    assert counts[0] == 7
    assert counts == sorted(counts)
    assert counts[-1] < 8 * counts[0]
