"""MARC-8 in all its sets, both ways."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mappings.marc import marc8

EXAMPLES = [
    (b"plain", "plain"),
    (b"soci\xe2et\xe2e", "société"),
    (b"\xe7Z\xf1A\xa1", "ŻĄŁ"),
    (b"\xebi\xeca", "i͡a"),
    (b"\xf2\xe2x", "x̣́"),
    (b"\x88The \x89end", "\x98The \x9cend"),
    (b"\x1b(NtOLSTOJ\x1b(B, Leo", "Толстой, Leo"),
    (b"\x1b(Q@\x1b(B", "ґ"),
    (b"\x1b(SFnnjplm\x1b(B", "Ελληνικ"),
    (b"\x1b(2`ab\x1b(B", "אבג"),
    (b"\x1b(3cJGH\x1b(B", "كتاب"),
    (b"\x1b$1!Pr!EJ!9$\x1b(B", "紅樓夢"),
    (b"\x1b$1o\\e\x1b(B", "한"),
    (b"\x1b$)1\xa1\xd0\xf2", "紅"),
    (b"H\x1bb2\x1bsO 10\x1bp5\x1bs", "H₂O 10⁵"),
    (b"\x1bga\x1bs", "α"),
    (b"&#x4E00;&#x1F600;", "一😀"),
    (b"AT&T &#xZZ; &#xD800;", "AT&T &#xZZ; &#xD800;"),
]


@pytest.mark.parametrize(("octets", "text"), EXAMPLES)
def test_decodes(octets: bytes, text: str) -> None:
    assert marc8.decode(octets) == (unicodedata.normalize("NFC", text), True)


@pytest.mark.parametrize(
    ("octets", "text"),
    [
        (b"a\xffb", "a\ufffdb"),
        (b"caf\xe2", "caf\u0301"),
        (b"\x1b$1!Pr!E", "紅\ufffd"),
        (b"\x1b(9abc", "abc"),
        (b"Soci\x1bt", "Soci\x1bt"),
    ],
)
def test_bytes_without_a_meaning_are_told(octets: bytes, text: str) -> None:
    found, sound = marc8.decode(octets)
    assert (unicodedata.normalize("NFD", found), sound) == (unicodedata.normalize("NFD", text), False)


@given(st.binary(max_size=60))
def test_any_bytes_decode_to_something(octets: bytes) -> None:
    marc8.decode(octets)


SENSIBLE = st.text(st.characters(codec="utf-8", exclude_characters="\x1b\x7f", exclude_categories=["Cc"]))


@given(SENSIBLE)
def test_what_is_encoded_is_decoded_as_it_was(text: str) -> None:
    assert marc8.decode(marc8.encode(text)) == (unicodedata.normalize("NFC", text), True)


@pytest.mark.parametrize(
    ("text", "octets"),
    [
        ("Żółw", b"\xe7Z\xe2o\xb1w"),
        ("Лев Толстой", b"\x1b(NlEW tOLSTOJ\x1b(B"),
        ("ᚠ", b"&#x16A0;"),
        ("&#x26;", b"&#x0026;#x26;"),
    ],
)
def test_encodes_in_sets_first_and_in_references_else(text: str, octets: bytes) -> None:
    assert marc8.encode(text) == octets


@pytest.mark.parametrize("text", ["Ελληνικά ΐ", "שָׁלוֹם", "كِتَابٌ", "Ѝ ѝ", "Żółw", "日本語", "ﬁ"])
def test_letters_with_marks_are_written_in_their_own_set_as_far_as_it_has_them(text: str) -> None:
    octets = marc8.encode(text)
    assert marc8.decode(octets) == (unicodedata.normalize("NFC", text), True)
    assert (b"&#x" in octets) is bool(marc8.lacking(text))


def test_greek_with_accents_and_pointed_arabic_need_no_references() -> None:
    assert marc8.lacking("Ελληνικά ΐ كِتَابٌ") == ""
    assert marc8.lacking("☃ and 😀") == "☃😀"
