"""What becomes due is done on the command line, in every library or in some."""

from __future__ import annotations

from pathlib import Path

import pytest


@pytest.fixture
def store(run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A store with two libraries."""
    address = f"sqlite:///{tmp_path}/c.sqlite"
    monkeypatch.setenv("CATALOGRAPH_STORE", address)
    monkeypatch.setenv("CATALOGRAPH_DATA", str(tmp_path))
    for slug in ("harbor", "lindenau"):
        assert run("tenant", "create", slug).exit_code == 0
    return address


def test_what_is_due_is_done_in_every_library_or_in_some(run, store) -> None:
    first = run("run", "due")
    assert first.exit_code == 0, first.stderr
    assert "harbor" in first.stdout
    assert "lindenau" in first.stdout
    only = run("run", "due", "--tenant", "lindenau")
    assert "harbor" not in only.stdout


def test_an_unknown_library_is_told(run, store) -> None:
    result = run("run", "due", "--tenant", "nowhere")
    assert result.exit_code == 1
    assert "nowhere" in result.stderr
