"""Real records of many libraries, where present: each is a record or a broken one, and comes back as written."""

import gzip
import unicodedata
from pathlib import Path

import pytest

from mappings.marc.errors import FieldTooLong, RecordTooLong, Unrecognised
from mappings.marc.reader import parse, read
from mappings.marc.record import Broken, Record
from mappings.marc.repairs import Repair
from mappings.marc.splice import Changes, replace_fields
from mappings.marc.writer import write_marc21, write_marcjson, write_marcxml

COUNTS = {
    "us_federal": (63_388, 0),
    "us_federal_marc8": (551, 0),
    "mixed_libraries": (4_803, 3),
    "mixed_libraries_marc8": (2_647, 3),
    "german_union": (222, 0),
    "authorities": (4_750, 0),
    "holdings": (106, 0),
    "holdings_marc8": (18, 0),
    "unimarc": (27, 8),
}


def all_of(path: Path) -> list[Record | Broken]:
    with path.open("rb") as stream:
        return list(read(stream))


def unpacked(path: Path) -> bytes:
    octets = path.read_bytes()
    return gzip.decompress(octets) if path.suffix == ".gz" else octets


@pytest.mark.slow
@pytest.mark.parametrize("name", COUNTS)
def test_every_record_is_accounted_for(shared_data: Path, name: str) -> None:
    path = shared_data / "marc" / f"{name}.mrc.gz"
    read_so_far = broken = octets = 0
    with path.open("rb") as stream:
        for each in read(stream):
            read_so_far += 1
            broken += isinstance(each, Broken)
            octets += len(each.octets if isinstance(each, Broken) else each.source)
    assert (read_so_far, broken) == COUNTS[name]
    assert octets == len(unpacked(path))


@pytest.mark.slow
@pytest.mark.parametrize("name", [name for name in COUNTS if name != "us_federal"])
def test_every_record_read_can_be_written_and_read_again(shared_data: Path, name: str) -> None:
    for each in all_of(shared_data / "marc" / f"{name}.mrc.gz"):
        if isinstance(each, Broken):
            continue
        assert parse(write_marcxml(each).encode(), "marcxml").fields == each.fields
        assert parse(write_marcjson(each).encode(), "marcjson").fields == each.fields
        try:
            again = parse(write_marc21(each))
            spliced = replace_fields(each.source, Changes({0: each.fields[0]}))
        except (FieldTooLong, RecordTooLong):
            continue
        assert again.fields == each.fields
        assert again.repairs == ()
        assert parse(spliced).fields[1:] == each.fields[1:]


@pytest.mark.parametrize("name", ["nbs_report", "nistir"])
def test_twins_in_marc8_and_utf8_are_equal(shared_data: Path, name: str) -> None:
    folder = shared_data / "marc" / "marc8_pairs"
    ours = all_of(folder / f"{name}_marc8.mrc.gz")
    theirs = all_of(folder / f"{name}_utf8.mrc.gz")
    assert len(ours) == len(theirs) > 900
    for one, other in zip(ours, theirs, strict=True):
        assert isinstance(one, Record)
        assert isinstance(other, Record)
        # Text in UTF-8 stays as it is, composed or not; text out of MARC-8 is composed.
        assert one.fields == parse(unicodedata.normalize("NFC", write_marcjson(other)).encode(), "marcjson").fields
        assert one.repairs == other.repairs == ()


def test_malformed_files_are_read_or_refused_with_a_reason(shared_data: Path) -> None:
    read_files = refused = records = broken = 0
    for path in sorted((shared_data / "marc" / "malformed").iterdir()):
        try:
            found = all_of(path)
        except Unrecognised:
            refused += 1
            continue
        read_files += 1
        records += sum(isinstance(each, Record) for each in found)
        broken += sum(isinstance(each, Broken) for each in found)
    assert (read_files, refused, records, broken) == (15, 7, 388, 17)


def test_the_reference_sample_is_read_without_any_repair_but_one_tag(shared_data: Path) -> None:
    found = all_of(shared_data / "reference" / "marc.xml.gz")
    assert len(found) == 807
    repairs = {repair for each in found if isinstance(each, Record) for repair in each.repairs}
    assert repairs == {f"{Repair.TAG}:300"}
