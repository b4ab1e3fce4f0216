"""What became of each field, why, and the report that counts it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mappings.bibframe.conversion_report import ConversionReport
from mappings.bibframe.convert import converter
from mappings.bibframe.outcomes import REASONS, FieldOutcome
from mappings.bibframe.outcomes import outcomes as told_of
from mappings.marc import notation
from mappings.marc.record import DataField, Subfield
from mappings.rules.examples import ExampleMinter
from mappings.rules.residue import residue

LEADER = "LDR 00000nam a2200000 i 4500\n"


def outcomes(text: str) -> list[FieldOutcome]:
    return converter().forward(notation.record(LEADER + text), ExampleMinter()).outcomes


def outcome(line: str) -> FieldOutcome:
    return outcomes(f"001 x\n{line}")[2]


@pytest.mark.parametrize(
    ("line", "reasons"),
    [
        ("245 10 $a War and peace : $b a novel / $c Leo Tolstoy.", ()),
        ("245 10 $a War  and   peace : $b a novel / $c Leo Tolstoy.", ("spacing",)),
        ("245 10 $a War and peace $b a novel $c Leo Tolstoy", ("punctuation",)),
        ("260 ## $a Paris : $b Gallimard, $c 1950.", ("older-form",)),
        ("588 ## $a Description based on: Vol. 1.", ("older-form",)),
    ],
)
def test_a_field_that_comes_back_says_how_it_was_normalised(line: str, reasons: tuple[str, ...]) -> None:
    found = outcome(line)
    assert (found.outcome, found.reasons) == ("normalised" if reasons else "lossless", reasons)


def test_a_residue_says_whether_no_statement_was_made_or_which_parts_are_missing() -> None:
    local, partly = outcome("949 ## $a Ours."), outcome("500 ## $a A note. $x odd $9 ours")
    assert (local.outcome, local.reasons, local.lost) == ("residue", ("unmapped",), ())
    assert (partly.outcome, partly.reasons, partly.lost) == ("residue", ("partly",), ("x", "9"))


def test_a_field_whose_statements_come_back_as_another_names_it() -> None:
    own = DataField("019", " ", " ", (Subfield("a", "62521543"),))
    other = DataField("035", " ", " ", (Subfield("z", "(OCoLC)62521543"),))
    (found,) = told_of([own], [own], residue([own], [other]))
    assert (found.reasons, found.instead) == (("elsewhere",), (other,))


def test_positions_of_fixed_fields_that_are_lost_are_told() -> None:
    found = next(each for each in outcomes("001 x\n008 990101s1869####ru#a#####b####000#1#rus#c") if each.tag == "008")
    assert all(part.startswith("/") for part in found.lost)


def test_the_length_in_the_leader_is_no_loss() -> None:
    record = notation.record("LDR 01234nam a2200567 i 4500\n001 x\n245 10 $a Salt.")
    assert converter().forward(record, ExampleMinter()).outcomes[0].outcome == "lossless"


RECORDS = st.lists(
    st.sampled_from(
        [
            "245 10 $a Salt $b a history",
            "260 ## $a Paris, $c 1950",
            "500 ## $a A note. $x odd",
            "949 ## $a Ours.",
            "949 ## $a Ours again.",
            "650 #0 $a Salt.",
        ]
    ),
    max_size=6,
)


@given(st.lists(RECORDS, max_size=4))
def test_the_report_adds_up_however_the_records_were_divided(batches: list[list[str]]) -> None:
    whole, parts = ConversionReport(), ConversionReport()
    fields = 0
    for lines in batches:
        told = outcomes("\n".join(["001 x", *lines]))
        fields += len(told)
        one = ConversionReport()
        one.count(told)
        whole.count(told)
        parts.add(one)
    assert whole.as_json() == parts.as_json()
    assert sum(whole.totals().values()) == sum(row.fields for row in whole.rows.values()) == fields
    assert whole.records == len(batches)


def test_the_text_gives_every_reason_in_words() -> None:
    report = ConversionReport()
    report.count(outcomes("001 x\n245 10 $a Salt $b a history\n500 ## $a A note. $x odd\n949 ## $a Ours."))
    text = "\n".join(report.text())
    assert "1 records" not in text
    assert "no statement is made of it" in text
    assert "statements are made of a part of it: $x 1" in text
    assert not any(code in text.split() for code in REASONS if "-" in code)
