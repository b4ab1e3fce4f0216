"""Whole records in MARC-8: what is written is read back, whatever the script; real files come back too."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mappings.marc import notation
from mappings.marc.errors import Unwritable
from mappings.marc.reader import read
from mappings.marc.record import ControlField, DataField, Field, Record, Subfield
from mappings.marc.writer import Encoding, marc8_lacks, write_marc21

RECORD = notation.record(
    """
    LDR 00000nam a2200000 i 4500
    001 ocm1
    100 1# $6 880-01 $a Tolstoĭ, Lev, $d 1828-1910.
    245 10 $a Voĭna i mir : $b ein Märchen mit Żółw und H₂O.
    500 ## $a Ελληνικά, עברית, العربية, 紅樓夢, 한국.
    520 ## $a Emoji 😀 and a snowman ☃, AT&T &#x41;
    880 1# $6 100-01/(N $a Толстой, Лев, $d 1828-1910.
    """
)
_TEXT = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"], exclude_characters="\x7f\ufffe\uffff"))
_FIELDS = st.lists(
    st.one_of(
        st.builds(ControlField, st.sampled_from(["001", "003", "009"]), _TEXT),
        st.builds(
            DataField,
            st.sampled_from(["245", "500", "949"]),
            st.sampled_from(" 019"),
            st.sampled_from(" 019"),
            st.lists(st.builds(Subfield, st.sampled_from("abcxyz069"), _TEXT), min_size=1, max_size=4).map(tuple),
        ),
    ),
    min_size=1,
    max_size=6,
)


def composed(field: Field) -> Field:
    if isinstance(field, ControlField):
        return ControlField(field.tag, unicodedata.normalize("NFC", field.value))
    return field._replace(
        subfields=tuple(Subfield(code, unicodedata.normalize("NFC", value)) for code, value in field.subfields)
    )


def only(octets: bytes) -> Record:
    (found,) = read(octets)
    assert isinstance(found, Record)
    return found


def test_a_record_of_many_scripts_is_written_in_the_sets_of_marc8() -> None:
    octets = write_marc21(RECORD, Encoding.MARC8)
    assert octets[9:10] == b" "
    assert b"\x1b(N" in octets
    assert b"\x1b$1" in octets
    assert octets.count(b"&#x1F600;") == 1
    assert only(octets).fields == RECORD.fields
    assert only(octets).repairs == ()


def test_characters_that_marc8_lacks_are_told() -> None:
    assert set(marc8_lacks(RECORD)) == {"😀", "☃"}


def test_bytes_that_happen_to_be_utf8_are_read_as_marc8_all_the_same() -> None:
    text = "°¡"  # two bytes of ANSEL beside each other that are a sequence of UTF-8 too
    record = Record(RECORD.leader, (DataField("500", " ", " ", (Subfield("a", f"©{text}"),)),))
    octets = write_marc21(record, Encoding.MARC8)
    assert only(octets).fields == record.fields


@given(_FIELDS)
def test_whatever_is_written_in_marc8_is_read_back_composed(fields: list[Field]) -> None:
    record = Record("00000nam a2200000 i 4500", tuple(fields))
    found = only(write_marc21(record, Encoding.MARC8))
    assert found.fields == tuple(map(composed, fields))
    assert found.repairs == ()


@given(_FIELDS)
def test_writing_marc8_again_changes_nothing(fields: list[Field]) -> None:
    octets = write_marc21(Record("00000nam a2200000 i 4500", tuple(fields)), Encoding.MARC8)
    assert write_marc21(only(octets), Encoding.MARC8) == octets


def records(path: Path) -> Iterator[Record]:
    with path.open("rb") as stream:
        yield from (each for each in read(stream) if isinstance(each, Record))


@pytest.mark.slow
@pytest.mark.parametrize("name", ["mixed_libraries_marc8", "us_federal_marc8", "holdings_marc8"])
def test_real_records_in_marc8_come_back_from_marc8_and_from_utf8(shared_data: Path, name: str) -> None:
    written = too_long = 0
    for record in records(shared_data / "marc" / f"{name}.mrc.gz"):
        for encoding in Encoding:
            try:
                octets = write_marc21(record, encoding)
            except Unwritable:
                too_long += 1
                continue
            same = record.fields if encoding is Encoding.UTF8 else tuple(map(composed, record.fields))
            assert only(octets).fields == same
            written += 1
    assert written > 20 * too_long


@pytest.mark.slow
def test_twins_in_marc8_and_utf8_are_written_alike(shared_data: Path) -> None:
    folder = shared_data / "marc" / "marc8_pairs"
    old = sorted(path for path in folder.iterdir() if "utf8" not in path.name)
    new = sorted(path for path in folder.iterdir() if "utf8" in path.name)
    assert len(old) == len(new) > 0
    for one, other in zip(old, new, strict=True):
        for first, second in zip(records(one), records(other), strict=True):
            for encoding in Encoding:
                left, right = write_marc21(first, encoding), write_marc21(second, encoding)
                assert tuple(map(composed, only(left).fields)) == tuple(map(composed, only(right).fields))
