"""Why an item has its status: the row that won, the facts it rests on, and what gave way."""

from __future__ import annotations

import pytest

from graph.holdings.explaining import BECAUSE, explanation
from graph.holdings.status import STATUS, ItemStatus


@pytest.mark.parametrize("row", STATUS, ids=lambda row: row.status.value)
def test_a_status_is_explained_by_the_row_that_won_and_the_facts(row) -> None:
    found = explanation(row.example)
    assert (found.status, found.because) == (row.status, BECAUSE[row.status])
    assert found.facts


def test_an_explanation_names_what_gave_way() -> None:
    withdrawn = next(row for row in STATUS if row.status is ItemStatus.WITHDRAWN)
    found = explanation(withdrawn.example)
    assert found.over == (ItemStatus.CHECKED_OUT, ItemStatus.MISSING)
    assert {each.about: each.says for each in found.facts}["marker"] == "Missing"
