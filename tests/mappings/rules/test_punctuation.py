"""ISBD punctuation goes and comes back; what belongs to the text stays."""

from __future__ import annotations

import pytest

from mappings.marc.record import Subfield
from mappings.rules.punctuation import arrange, chop, chop_parens, punctuate


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("War and peace :", "War and peace"),
        ("a novel /", "a novel"),
        ("Paris ;", "Paris"),
        ("Tolstoy, Leo, graf, 1828-1910.", "Tolstoy, Leo, graf, 1828-1910"),
        ("George W.", "George W."),
        ("Ю. М. Лотман.", "Ю. М. Лотман"),
        ("Лотман, Ю.", "Лотман, Ю."),
        ("Chicago, Ill.", "Chicago, Ill"),
        ("2nd ed.", "2nd ed."),
        ("[S.l. :", "[S.l.]"),
        ("s.n.,", "s.n."),
        ("1987]", "[1987]"),
        ("= Guerre et paix", "Guerre et paix"),
        ("It rains. It pours.", "It rains. It pours."),
        ("(pbk.", "pbk"),
        ("  ", ""),
    ],
)
def test_chop_takes_isbd_marks_and_leaves_the_rest(text: str, left: str) -> None:
    assert chop(text) == left


def test_parentheses_round_a_qualifier_go() -> None:
    assert chop_parens("(pbk. : alk. paper)") == "pbk. : alk. paper"


def test_marks_come_back_before_their_subfields_and_controls_take_no_part() -> None:
    pairs = [
        ("6", "880-01", ""),
        ("a", "War and peace", ""),
        ("b", "a novel", " :"),
        ("c", "Leo Tolstoy", " /"),
        ("5", "DLC", ""),
    ]
    assert arrange(pairs, ".", isbd=True) == (
        Subfield("6", "880-01"),
        Subfield("a", "War and peace :"),
        Subfield("b", "a novel /"),
        Subfield("c", "Leo Tolstoy."),
        Subfield("5", "DLC"),
    )


def test_an_empty_subfield_gets_no_punctuation() -> None:
    assert punctuate([("a", "", ""), ("c", "", " /")], ".") == (Subfield("a", ""), Subfield("c", ""))
