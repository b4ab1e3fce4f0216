"""The table of reasons is whole, and the page about lending has each of them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from graph.circulation.reasons import REASONS, Code, Reason

PAGE = Path(__file__).parents[3] / "docs" / "how-to" / "lend.md"
CLIENT = Path(__file__).parents[3] / "app" / "client"


def test_every_code_has_its_row() -> None:
    assert list(REASONS) == list(Code)


@pytest.mark.parametrize("reason", REASONS.values(), ids=str)
def test_every_reason_stands_on_the_page(reason: Reason) -> None:
    override = f"`{reason.override}`" if reason.override is not None else ""
    assert f"| `{reason.code}` | {reason.says} | {override} |" in PAGE.read_text("utf-8")


@pytest.mark.parametrize("language", ["en", "ar", "pl"])
def test_the_desk_in_the_browser_has_a_sentence_for_every_reason(language: str) -> None:
    messages = json.loads((CLIENT / "messages" / "refusals" / f"{language}.json").read_text("utf-8"))
    assert [code for code in Code if not messages.get(f"reason.{code}", "").endswith(".")] == []
