"""Two records compared in MARC terms."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from mappings.marc import notation
from mappings.marc.record import Record
from mappings.rules.marc_differences import SubfieldChange, differences

LINES = [
    "245 10 $a Salt : $b a history.",
    "500 ## $a A note.",
    "500 ## $a Another note.",
    "650 #0 $a Salt.",
    "880 10 $6 245-01/(N $a Соль.",
]


def record(*lines: str) -> Record:
    return Record("00000nam a2200000 i 4500", tuple(notation.field(line) for line in lines))


def test_a_changed_subfield_is_told_in_its_field() -> None:
    (change,) = differences(record("245 10 $a Salt : $b a history."), record("245 14 $a Salt : $b a world history."))
    assert change.kind == "changed"
    assert change.subfields == (
        SubfieldChange("ind2", "0", "4"),
        SubfieldChange("b", "a history.", "a world history."),
    )


def test_of_fields_of_one_tag_the_likest_is_the_one_that_changed() -> None:
    before = record("500 ## $a About the author.", "500 ## $a Bibliography: pages 3-9.")
    after = record("500 ## $a Bibliography: pages 3-10.", "500 ## $a About the author.")
    (change,) = differences(before, after)
    assert change.subfields == (SubfieldChange("a", "Bibliography: pages 3-9.", "Bibliography: pages 3-10."),)


def test_link_numbers_order_and_the_length_are_no_difference() -> None:
    before = Record("01234nam a2200567 i 4500", record("245 10 $6 880-01 $a Salt.", "500 ## $a X.").fields)
    after = Record("04321nam a2200765 i 4500", record("500 ## $a X.", "245 10 $6 880-02 $a Salt.").fields)
    assert differences(before, after) == []


def test_a_changed_leader_comes_first() -> None:
    before, after = record("001 1"), Record("00000nas a2200000 i 4500", record("001 2").fields)
    assert [change.tag for change in differences(before, after)] == ["LDR", "001"]


@given(st.lists(st.sampled_from(LINES)), st.lists(st.sampled_from(LINES)))
def test_differences_account_for_every_field(before: list[str], after: list[str]) -> None:
    one, other = record(*before), record(*after)
    found = differences(one, other)
    gone = [change.before for change in found if change.before is not None]
    new = [change.after for change in found if change.after is not None]
    rest = list(one.fields)
    for field in gone:
        rest.remove(field)
    assert sorted(map(str, [*rest, *new])) == sorted(map(str, other.fields))
    assert (found == []) is (sorted(before) == sorted(after))
