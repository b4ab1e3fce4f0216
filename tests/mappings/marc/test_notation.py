"""The notation of examples reads as a cataloguer writes it."""

import pytest

from mappings.marc.notation import NotationError, field, record, show
from mappings.marc.record import ControlField, DataField, Subfield


def test_a_data_field_has_indicators_and_subfields() -> None:
    assert field("245 1# $a War and peace : $b a novel / $c Leo Tolstoy.") == DataField(
        "245",
        "1",
        " ",
        (Subfield("a", "War and peace :"), Subfield("b", "a novel /"), Subfield("c", "Leo Tolstoy.")),
    )


def test_a_control_field_writes_its_blanks_as_hashes() -> None:
    assert field("008 20##x") == ControlField("008", "20  x")


@pytest.mark.parametrize(
    "line",
    [
        "245 10 $a Title",
        "020 ## $a 9780141439518 $q paperback",
        "365 ## $b {dollar}5",
        "001 ocm1",
        "880 1# $6 100-01 $a Толстой",
    ],
)
def test_what_is_shown_reads_back_the_same(line: str) -> None:
    assert show(field(line)) == line


@pytest.mark.parametrize("line", ["", "24 10 $a x", "245 1 $a x", "245 10 a", "245 10 $a x $", "24510$ax"])
def test_a_line_that_is_no_field_is_refused_with_the_line(line: str) -> None:
    with pytest.raises(NotationError):
        field(line)


def test_a_record_is_a_line_each_after_its_leader() -> None:
    made = record(
        """
        LDR 00000cam#a2200000#i#4500
        001 1
        245 00 $a Title
        """
    )
    assert made.leader == "00000cam a2200000 i 4500"
    assert made.control_number == "1"
    assert [each.tag for each in made.fields] == ["001", "245"]


@pytest.mark.parametrize("text", ["", "001 1", "LDR short\n001 1"])
def test_a_record_without_a_whole_leader_is_refused(text: str) -> None:
    with pytest.raises(NotationError):
        record(text)
