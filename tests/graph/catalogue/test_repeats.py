"""Records met before in one import."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from graph.catalogue.repeats import Met, Repeats
from graph.store.names import opaque_id


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(0, 3)), max_size=80))
def test_a_record_met_before_is_known_with_its_first_content(meetings: list[tuple[int, int]]) -> None:
    known: dict[int, int] = {}
    repeats = Repeats()
    for name, content in meetings:
        expected = Met.NEW if name not in known else Met.SAME if known[name] == content else Met.DIFFERENT
        known.setdefault(name, content)
        assert repeats.meet(opaque_id(str(name)), f"{content:032x}"[::-1]) is expected


def test_ten_thousand_records_are_told_apart() -> None:
    repeats = Repeats()
    names = [opaque_id("record", str(number)) for number in range(10_000)]
    assert all(repeats.meet(name, "ab" * 16) is Met.NEW for name in names)
    assert all(repeats.meet(name, "ab" * 16) is Met.SAME for name in names)
    assert all(repeats.meet(name, "cd" * 16) is Met.DIFFERENT for name in names)
