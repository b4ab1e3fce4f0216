"""The text of holdings that are recorded in numbers and captions."""

from __future__ import annotations

import pytest

from mappings.bibframe.convert import converter
from mappings.bibframe.read import HoldingsStatement, holdings_statements, policies
from mappings.marc.notation import record
from mappings.rules.examples import ExampleMinter


def stated(*lines: str) -> tuple[HoldingsStatement, ...]:
    text = "\n".join(("LDR 00000ny##a2200000#n#4500", "852 ## $b MU", *lines))
    (holdings,) = converter().forward(record(text), ExampleMinter()).holdings
    return holdings_statements(holdings)


@pytest.mark.parametrize(
    ("caption", "numbers", "text"),
    [
        ("$a v. $i (year)", ["$a 1-49 $i 1950-1998"], "v.1-49 (1950-1998)"),
        ("$a v. $i (year)", ["$a 1- $i 1950-"], "v.1- (1950-)"),
        ("$a v. $b no. $i (year) $j (month)", ["$a 1 $b 3 $i 1990 $j 03"], "v.1:no.3 (1990:Mar.)"),
        ("$a v. $b no. $i (year) $j (month)", ["$a 1-4 $b 3-2 $i 1990-1993 $j 03-02"],
         "v.1:no.3-v.4:no.2 (1990:Mar.-1993:Feb.)"),
        ("$a v. $b no. $i (year) $j (season)", ["$a 9 $b 1/2 $i 1990 $j 21/22"], "v.9:no.1/2 (1990:spring/summer)"),
        ("$a (year) $b no. $i (year) $j (month) $k (day)", ["$a 1995 $b 30 $i 1995 $j 08 $k 02"],
         "1995:no.30 (1995:Aug. 2)"),
        ("$a Jahrgang", ["$a 3"], "Jahrgang 3"),
        ("$a v. $g old v.", ["$a 12 $g 3"], "v.12=old v.3"),
        ("$a v.", ["$a 1-3 $w g", "$a 5"], "v.1-3, v.5"),
        ("$a v.", ["$a 1-3 $w n", "$a 5"], "v.1-3; v.5"),
    ],
)  # fmt: skip
def test_numbers_and_captions_make_a_text(caption: str, numbers: list[str], text: str) -> None:
    lines = [f"863 40 $8 1.{n} {each}" for n, each in enumerate(numbers, 1)]
    (statement,) = stated(f"853 20 $8 1 {caption}", *lines)
    assert (statement.unit, statement.text, statement.computed) == ("basic", text, True)


def test_numbers_stand_in_the_order_of_their_sequence_numbers() -> None:
    (statement,) = stated("853 ## $8 1 $a v.", "863 ## $8 1.10 $a 10", "863 ## $8 1.2 $a 2")
    assert statement.text == "v.2, v.10"


def test_words_stand_for_the_numbers_with_their_link_number_and_beside_all_others() -> None:
    found = stated(
        "853 ## $8 1 $a v.", "853 ## $8 2 $a no.", "863 ## $8 1.1 $a 1", "863 ## $8 2.1 $a 7",
        "866 ## $8 1 $a Volume one", "866 ## $8 0 $a A few more $z on request",
    )  # fmt: skip
    assert [(each.text, each.computed, each.notes) for each in found] == [
        ("Volume one", False, ()),
        ("A few more", False, ("on request",)),
        ("no.7", True, ()),
    ]


def test_units_are_told_apart() -> None:
    found = stated(
        "868 ## $8 0 $a Index 1-10", "867 ## $8 0 $a Atlas", "866 ## $8 0 $a v.1",
        "854 ## $8 1 $a no. $o Suppl.", "864 ## $8 1.1 $a 4",
    )  # fmt: skip
    assert [(each.unit, each.text) for each in found] == [
        ("basic", "v.1"),
        ("supplement", "Atlas"),
        ("supplement", "Suppl. no.4"),
        ("index", "Index 1-10"),
    ]


def test_policies_are_words_and_silence_is_none() -> None:
    text = "LDR 00000ny##a2200000#n#4500\n008 0103274p####8###2001la\n852 ## $b MU"
    (holdings,) = converter().forward(record(text), ExampleMinter()).holdings
    found = policies(holdings)
    assert (found.receipt, found.acquisition) == ("currently received", "purchase")
    assert (found.retention, found.completeness, found.lending) == (
        "permanently retained", "incomplete", "limited lending policy",
    )  # fmt: skip
    assert policies({"@type": ["lsp:Holdings"]}).lending is None
