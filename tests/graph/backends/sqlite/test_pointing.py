"""What points at targets is the same, read for all of them together or for one after the other."""

from __future__ import annotations

import pytest

from graph.backends.sqlite import pointing


@pytest.mark.parametrize("first", [1, 2, 9])
def test_targets_that_much_points_at_are_read_one_by_one_with_the_same_answer(bench, monkeypatch, first):
    store = bench.open()
    store.commit(bench.change(*(bench.key(str(number)) for number in range(4))), bench.scope)
    asked = ([("urn:s", "urn:none"), "urn:s", "urn:none"], ["bf:subject"], bench.scope)
    together = store.incoming(*asked, first=first, count=True)
    monkeypatch.setattr(pointing, "_TOGETHER", 3)
    assert store.incoming(*asked, first=first, count=True) == together
    assert [page.total for page in together] == [4, 4, 0]
