"""The table of reasons is whole, and the page about lending has each of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.circulation.reasons import REASONS, Code, Reason

PAGE = Path(__file__).parents[3] / "docs" / "how-to" / "lend.md"


def test_every_code_has_its_row() -> None:
    assert list(REASONS) == list(Code)


@pytest.mark.parametrize("reason", REASONS.values(), ids=str)
def test_every_reason_stands_on_the_page(reason: Reason) -> None:
    override = f"`{reason.override}`" if reason.override is not None else ""
    assert f"| `{reason.code}` | {reason.says} | {override} |" in PAGE.read_text("utf-8")
