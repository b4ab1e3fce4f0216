"""The picture of the architecture shows what is there."""

import re
import tomllib
from importlib.util import find_spec
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PICTURE = (ROOT / "docs/explanation/architecture.svg").read_text(encoding="utf-8")
NAMES = sorted(set(re.findall(r"\b(?:app|schema|graph|mappings)(?:\.[a-z_]+)+", PICTURE)))


@pytest.mark.parametrize("name", NAMES)
def test_every_name_in_the_picture_is_a_module(name: str) -> None:
    assert find_spec(name) is not None


def test_the_floors_stand_in_the_order_that_is_enforced() -> None:
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"][
        "contracts"
    ]
    floors = next(each["layers"] for each in contracts if each["name"].startswith("Floors"))
    drawn = re.findall(r'<text class="fl"[^>]*>([a-z]+)</text>', PICTURE)
    assert drawn == floors


def test_the_rows_of_graph_stand_in_the_order_that_is_enforced() -> None:
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"][
        "contracts"
    ]
    rows = next(each["layers"] for each in contracts if each.get("containers") == ["graph"])
    order = [re.findall(r"[a-z]+", row) for row in rows]
    height = {
        name: float(y)
        for y, name in re.findall(r'<text class="[nm]" x="[\d.]+" y="([\d.]+)"[^>]*>graph\.([a-z]+)</text>', PICTURE)
    }
    drawn = [[height[name] for name in row if name in height] for row in order]
    levels = [row[0] for row in drawn if row]
    assert all(len(set(row)) <= 1 for row in drawn)
    assert levels == sorted(levels)
    assert len(levels) >= 5
