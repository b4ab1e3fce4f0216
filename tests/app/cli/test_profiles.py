"""Application profiles on the command line, and the example of the page that explains them."""

from __future__ import annotations

import re
from pathlib import Path

PAGE = Path(__file__).parents[3] / "docs" / "how-to" / "profiles.md"


def example() -> str:
    """The table of the page."""
    found = re.search(r"```csv\n(.*?)```", PAGE.read_text("utf-8"), re.DOTALL)
    assert found is not None
    return found[1]


def test_profiles_are_listed_shown_and_written_as_shacl(run) -> None:
    listed = run("profiles", "list").stdout
    assert "monograph\tWork, Instance, Item\tMonograph" in listed
    assert "\nresource\t" not in listed
    assert "Instance\tbf:dimensions\tDimensions\t300 $c" in run("profiles", "show", "monograph").stdout
    assert "sh:NodeShape" in run("profiles", "shacl", "map").stdout
    assert run("profiles", "show", "resource", "--table").stdout.startswith("profileID,")
    assert '"kind": "part"' in run("profiles", "show", "series", "--form").stdout
    missing = run("profiles", "show", "moods")
    assert missing.exit_code == 1


def test_the_table_of_the_page_is_checked_published_and_seen_in_the_library(run, tmp_path, monkeypatch) -> None:
    monkeypatch.setenv("CATALOGRAPH_STORE", f"sqlite:///{tmp_path}/c.sqlite")
    monkeypatch.setenv("CATALOGRAPH_DATA", str(tmp_path))
    assert run("tenant", "create", "harbor").exit_code == 0
    own = tmp_path / "own.csv"
    own.write_text(example(), "utf-8")
    checked = run("profiles", "check", own)
    assert checked.exit_code == 0
    assert "it changes monograph, serial" in checked.stderr
    assert run("profiles", "publish", own, "--tenant", "harbor").exit_code == 0
    shown = run("profiles", "show", "monograph", "--tenant", "harbor").stdout
    assert "bf:dimensions\tSize\t300 $c\tmandatory" in shown
    assert "bf:custodialHistory\tFormer owners" in shown
    assert "lsp:copyNumber" not in shown
    assert "Size" not in run("profiles", "show", "monograph").stdout


def test_mistakes_are_told_with_row_and_column(run, tmp_path) -> None:
    own = tmp_path / "own.csv"
    own.write_text(example().replace("bf:dimensions", "bf:dimension"), "utf-8")
    checked = run("profiles", "check", own)
    assert checked.exit_code == 1
    assert f"{own}: row 2, column propertyID: there is no bf:dimension; did you mean “bf:dimensions”?" in checked.stdout
