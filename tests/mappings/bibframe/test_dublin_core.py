"""Descriptions in the elements of Dublin Core: every row makes of the example what it says."""

from __future__ import annotations

import pytest

from mappings.bibframe.dublin_core import EXAMPLE_INSTANCE, EXAMPLE_WORK, ROWS, Row, dublin_core


@pytest.mark.parametrize("row", ROWS, ids=lambda row: str(row.element))
def test_a_row_makes_of_the_example_what_it_says(row: Row) -> None:
    assert tuple(each.value for each in row.read(EXAMPLE_WORK, EXAMPLE_INSTANCE)) == row.example


def test_a_description_has_its_elements_in_order_and_an_instance_needs_no_work() -> None:
    whole = dublin_core(EXAMPLE_WORK, EXAMPLE_INSTANCE)
    assert [(element, each.value) for element, each in whole] == [
        (row.element, said) for row in ROWS for said in row.example
    ]
    alone = [element for element, _ in dublin_core(None, EXAMPLE_INSTANCE)]
    assert alone == ["title", "publisher", "date", "format", "identifier", "identifier", "rights"]
