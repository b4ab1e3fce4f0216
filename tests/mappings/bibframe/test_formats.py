"""The table of formats: every row's own example is of that format."""

from __future__ import annotations

import pytest

from mappings.bibframe.reading.formats import FORMATS, Format, format_of


@pytest.mark.parametrize("row", FORMATS, ids=lambda row: row.name)
def test_the_example_of_a_row_is_of_its_format(row: Format) -> None:
    work, carriers = row.example
    assert format_of([f"bf:{name}" for name in ("Work", *work)], ["bf:Instance"], carriers) == row.name


def test_a_resource_without_classes_has_no_format() -> None:
    assert format_of(["bf:Work"], ["bf:Instance"], []) is None


def test_carriers_are_read_from_their_addresses() -> None:
    carriers = ["http://id.loc.gov/vocabulary/carriers/cr", "http://id.loc.gov/vocabulary/mediaTypes/c"]
    assert format_of(["bf:Work", "bf:Text", "bf:Monograph"], [], carriers) == "e-book"
