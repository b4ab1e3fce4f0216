"""The MARC 21 formats are told whole, are read when asked for, and refuse a row that can't be read."""

from __future__ import annotations

import subprocess
import sys

import pytest

from mappings.marc.formats import FORMATS, FormatName, format_of, is_standard, marc21
from mappings.marc.formats.model import parsed


@pytest.mark.parametrize(
    ("name", "tag", "code"),
    [
        ("bibliographic", "245", "a"),
        ("bibliographic", "856", "g"),
        ("bibliographic", "758", "4"),
        ("bibliographic", "440", "v"),
        ("bibliographic", "245", "d"),
        ("bibliographic", "880", "q"),
        ("bibliographic", "863", "i"),
        ("authority", "372", "a"),
        ("authority", "788", "i"),
        ("holdings", "853", "v"),
        ("holdings", "876", "p"),
    ],
)
def test_what_marc_21_defines_or_once_defined_is_standard(name: FormatName, tag: str, code: str) -> None:
    assert is_standard(name, tag, code)


@pytest.mark.parametrize(
    ("name", "tag", "code"),
    [
        ("bibliographic", "590", "a"),
        ("bibliographic", "952", "o"),
        ("bibliographic", "090", "a"),
        ("bibliographic", "035", "9"),
        ("bibliographic", "245", "x"),
        ("bibliographic", "372", "a"),
        ("authority", "245", "a"),
        ("holdings", "245", "a"),
    ],
)
def test_local_fields_and_undefined_codes_are_not_standard(name: FormatName, tag: str, code: str) -> None:
    assert not is_standard(name, tag, code)


@pytest.mark.parametrize("name", FORMATS)
def test_every_data_field_that_is_in_use_has_subfields_and_linkage_is_named_alike(name: FormatName) -> None:
    for field in marc21(name):
        if field.tag >= "010" and field.tag != "LDR" and not field.obsolete:
            assert field.subfields, field.tag
        if "6" in field.subfields and field.tag != "886":
            assert field.subfields["6"].name == "Linkage", field.tag


def test_embedded_holdings_fields_are_those_of_the_holdings_format() -> None:
    embedded = marc21("bibliographic").fields["863"]
    assert embedded.defined_by == "holdings"
    assert embedded.subfields == marc21("holdings").fields["863"].subfields


def test_indicators_tell_what_their_values_mean() -> None:
    first, second = marc21("bibliographic").fields["245"].indicators
    assert first is not None
    assert first.values["1"] == "Added entry"
    assert second is not None
    assert second.name == "Nonfiling characters"
    assert marc21("bibliographic").fields["300"].indicators == (None, None)


def test_an_obsolete_subfield_tells_since_when() -> None:
    issn_l = marc21("bibliographic").fields["022"].subfields["l"]
    assert issn_l.obsolete
    assert issn_l.since == "2023"


def test_the_type_of_record_tells_the_format() -> None:
    assert format_of("00000nam a2200000 i 4500") == "bibliographic"
    assert format_of("00000nz  a2200000n  4500") == "authority"
    assert format_of("00000nx  a22000003n 4500") == "holdings"


@pytest.mark.parametrize(
    "rows",
    [
        "245 | NR",
        "245 | maybe | Title",
        "245 | NR | Title\n$a | NR | Title\n$a | NR | Again",
        "245 | NR | Title\n245 | NR | Title",
        "245 | NR | Title\n$a",
        "245 | NR 1979 | Title",
        "245 | NR | Title | elsewhere",
        "$a | NR | Title",
    ],
)
def test_a_row_that_cannot_be_read_is_refused_with_its_text(rows: str) -> None:
    with pytest.raises(ValueError, match="can't read the row"):
        parsed("bibliographic", "2023-06", rows)


def test_importing_the_formats_reads_none_of_them() -> None:
    program = (
        "import sys, mappings.marc.formats; print([m for m in sys.modules if m.startswith('mappings.marc.formats.')])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "['mappings.marc.formats.model']"
