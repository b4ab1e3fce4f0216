"""Text is the same where a librarian says it is the same."""

import doctest
import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mappings import text


def test_the_examples_in_the_documentation_hold() -> None:
    assert doctest.testmod(text).failed == 0


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Dvořák", "dvorak"),
        ("STRASSE", "straße"),
        ("Œuvres", "oeuvres"),
        ("Ibn Khaldūn", "ibn khaldun"),
        ("ﬁnance", "finance"),
        ("Ｔｏｋｙｏ", "tokyo"),
        ("Война и миръ", "ВОЙНА И МИРЪ"),
        ("ёлка", "елка"),
        ("בְּרֵאשִׁית", "בראשית"),
        ("الإسلام", "الاسلام"),
        ("Ἀριστοτέλης", "αριστοτελης"),
        ("が", "か\u3099"),
    ],
)
def test_forms_a_reader_takes_for_one_fold_to_one(one: str, other: str) -> None:
    assert text.fold(one) == text.fold(other)


@pytest.mark.parametrize(("one", "other"), [("हिन्दी", "हन्द"), ("か", "が"), ("ไทย", "ทย"), ("кот", "коt")])
def test_forms_that_differ_to_a_reader_stay_apart(one: str, other: str) -> None:
    assert text.fold(one) != text.fold(other)


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("War & peace: a novel", ["war", "peace", "a", "novel"]),
        ("the '90s", ["the", "90s"]),
        ("हिन्दी साहित्य", ["हिन्दी", "साहित्य"]),
        ("源氏物語 Genji", ["源氏", "氏物", "物語", "genji"]),
        ("ABC株式会社", ["abc", "株式", "式会", "会社"]),
        ("", []),
        ("--- …", []),
    ],
)
def test_text_is_cut_into_the_words_people_search_for(written: str, words: list[str]) -> None:
    assert text.tokens(written) == words


@pytest.mark.parametrize(
    ("one", "other", "equal"),
    [
        ("Tolstoy, Leo, 1828-1910.", "TOLSTOY, LEO, 1828-1910", True),
        ("Lee, Ann", "Lee Ann", False),
        ("Dvořák, Antonín", "Dvorak, Antonin", True),
        ("C++ (Computer program language)", "C (Computer program language)", False),
        ("United States. Army", "United States Army.", True),
        ("紅樓夢", "紅樓", False),
    ],
)
def test_equal_headings_meet(one: str, other: str, equal: bool) -> None:
    assert (text.heading_key("agents", one) == text.heading_key("agents", other)) is equal
    assert text.heading_key("agents", one) != text.heading_key("subjects", one)


def test_a_heading_of_punctuation_meets_nothing() -> None:
    assert text.heading_key("subjects", " .,; ") == ""


@pytest.mark.parametrize(
    ("written", "normal"),
    [
        ("9780141439518 (pbk.) : £5.99", "9780141439518"),
        ("978-0-14-143951-8", "9780141439518"),
        ("0 14 143951 3", "9780141439518"),
        ("080442957X", "9780804429573"),
        ("080442957x :", "9780804429573"),
        ("9780141439519", None),
        ("(pbk.)", None),
        ("", None),
        ("12345", None),
    ],
)
def test_an_isbn_has_one_form_or_none(written: str, normal: str | None) -> None:
    assert text.isbn13(written) == normal


@given(st.text(alphabet=string.digits, min_size=12, max_size=12).map(lambda digits: "978" + digits[3:]))
def test_exactly_one_check_digit_makes_an_isbn(twelve: str) -> None:
    assert sum(text.isbn13(twelve + digit) is not None for digit in string.digits) == 1


@given(st.text(max_size=60))
def test_folding_twice_is_folding_once_and_nothing_makes_it_fail(written: str) -> None:
    once = text.fold(written)
    assert text.fold(once) == once
    assert all(
        (word and text.tokens(word) == [word]) or len(word) <= 2 for word in text.tokens(written) if "'" not in word
    )
    text.heading_key("agents", written)
    for normal in (text.isbn13, text.issn, text.lccn, text.oclc):
        normal(written)
