"""The patterns by which years and the beginnings of lists are found."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from graph.backends.tantivy.conditions import between
from graph.backends.tantivy.scanning import _before, _from

YEARS = st.integers(0, 9999)
TEXTS = st.text(st.characters(codec="utf-8", exclude_characters="\n\r\x00"), min_size=1, max_size=6)


@given(YEARS, YEARS, YEARS)
def test_a_span_of_years_takes_in_those_years_and_no_others(one, other, year):
    first, last = sorted((one, other))
    pattern = "|".join(between(f"{first:04d}", f"{last:04d}"))
    assert bool(re.fullmatch(pattern, f"{year:04d}")) is (first <= year <= last)


@given(TEXTS, TEXTS)
def test_a_list_is_cut_in_two_at_a_text(text, other):
    def matches(pattern: str) -> bool:
        return bool(
            re.fullmatch(re.sub(r"\\x{([0-9a-f]+)}", lambda m: rf"\U{int(m[1], 16):08x}", pattern), other, re.DOTALL)
        )

    assert matches(_from(text)) is (other >= text)
    assert matches(_before(text)) is (other < text and not text.startswith(other))
