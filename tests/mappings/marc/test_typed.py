"""MARC as people paste it: every notation of a field gives the same field."""

from __future__ import annotations

from pathlib import Path

import pytest

import app.demo
from mappings.marc.notation import field
from mappings.marc.notation import record as notated
from mappings.marc.record import Broken, ControlField, DataField, Record
from mappings.marc.typed import DEFAULT_LEADER, looks_typed, records

TITLE = field("245 1# $a Salt : $b a history / $c Mark Kurlansky.")


@pytest.mark.parametrize(
    "line",
    [
        "=245  1\\$aSalt :$ba history /$cMark Kurlansky.",
        "245 1# $a Salt : $b a history / $c Mark Kurlansky.",
        "245 1_ ‡a Salt : ‡b a history / ‡c Mark Kurlansky.",
        "245 1  |a Salt : |b a history / |c Mark Kurlansky.",
        "245\t1 \tǂa Salt : ǂb a history / ǂc Mark Kurlansky.",
        "2451 $aSalt :$ba history /$cMark Kurlansky.",
        "245 1# $a Salt : $b a\n       history / $c Mark Kurlansky.",
    ],
)
def test_a_field_is_read_in_the_notation_it_is_copied_in(line: str) -> None:
    assert looks_typed(f"001 1\n{line}")
    (found,) = records(f"001 1\n{line}\n")
    assert isinstance(found, Record)
    assert (found.leader, found.fields) == (DEFAULT_LEADER, (ControlField("001", "1"), TITLE))


@pytest.mark.parametrize(
    ("line", "indicators"),
    [("650  0 $a x", " 0"), ("=650  \\0$ax", " 0"), ("=650   0$ax", " 0"), ("650 #0 $a x", " 0"), ("500    $a x", "  "),
     ("500 $a x", "  "), ("700 1 2 |a x", "12")],
)  # fmt: skip
def test_blank_indicators_stand_where_they_stood(line: str, indicators: str) -> None:
    (found,) = records(line)
    assert isinstance(found, Record)
    (only,) = found.fields
    assert isinstance(only, DataField)
    assert only.ind1 + only.ind2 == indicators


def test_fixed_fields_keep_their_length_and_escapes_are_undone() -> None:
    (found,) = records(
        "=LDR  01234nam\\\\2200289\\a\\4500\n=008  070721s2008\\\\\\\\nyu\n=500  \\\\$aIt costs {dollar}5."
    )
    assert isinstance(found, Record)
    assert found.leader == "01234nam  2200289 a 4500"
    assert found.control("008") == "070721s2008    nyu".ljust(40)
    assert [each.get("a") for each in found.data("500")] == ["It costs $5."]


def test_records_of_the_demo_are_read_as_their_own_notation_is() -> None:
    text = (Path(app.demo.__file__).parent / "records" / "meridian.txt").read_text("utf-8")
    blocks = [each for each in text.split("\n\n") if each.strip()]
    assert [(each.leader, each.fields) for each in records(text) if isinstance(each, Record)] == [
        (each.leader, each.fields) for each in map(notated, blocks)
    ]


def test_a_line_that_is_no_field_is_told_by_its_number_and_other_records_are_read() -> None:
    first, second, third = records("001 a\n245 a title\n001 b\n245 00 $a B\n\n100 1# $a C\n245 10 $a D")
    assert isinstance(first, Broken)
    assert (first.control_number, "line 2" in first.reason) == ("a", True)
    assert isinstance(second, Record)
    assert isinstance(third, Record)
    assert (second.control_number, third.control_number) == ("b", None)
