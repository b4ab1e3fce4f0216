"""What docs/how-to/lending-rules.md shows is so: its files are written, its commands run, their answers compared."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from typer.testing import CliRunner

from app.cli.main import app
from graph.circulation.due import CLOSED_DAYS, ClosedDayRow
from graph.circulation.rules.declarations import ROWS, Row

PAGE = (Path(__file__).parents[3] / "docs" / "how-to" / "lending-rules.md").read_text("utf-8")
BLOCKS = re.findall(r"```(rules|toml|console)([^\n]*)\n(.*?)```", PAGE, re.DOTALL)


def test_every_command_of_the_page_answers_as_it_shows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    ran = 0
    for kind, said, body in BLOCKS:
        if kind == "console":
            for command in re.split(r"^\$ catalograph ", body, flags=re.MULTILINE)[1:]:
                line, _, expected = command.partition("\n")
                result = CliRunner().invoke(app, line.split(), prog_name="catalograph")
                assert (result.stdout + result.stderr).split() == expected.split(), line
                ran += 1
            continue
        name, _, also = said.strip().partition(" + ")
        above = Path(also).read_text("utf-8") if also else ""
        Path(name or "lending.rules").write_text(f"{above}\n{body}" if above else body, "utf-8")
    assert ran >= 7


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.field.value)
def test_the_page_has_everything_that_can_be_declared(row: Row) -> None:
    assert f"| `{row.field}` | {row.says} |" in PAGE
    for part in row.form.split(" | "):
        assert part.replace("|", "\\|") in PAGE


@pytest.mark.parametrize("row", CLOSED_DAYS.values(), ids=list(CLOSED_DAYS))
def test_the_page_has_every_rule_for_closed_days(row: ClosedDayRow) -> None:
    assert f"| `{row.rule}` | {row.says} |" in PAGE
