"""`catalograph rules simulate` on a library of a store."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from app.bootstrap import installed
from app.cli.main import app
from app.demo.setup import State, set_up
from app.settings import Settings, StoreAddress

pytestmark = pytest.mark.slow


def test_past_loans_are_asked_again_by_other_rules(tmp_path: Path) -> None:
    settings = Settings(store=StoreAddress("sqlite", tmp_path / "demo.sqlite"), data=tmp_path / "data")
    with installed(settings, create=True) as installation:
        set_up(installation, State.read(tmp_path / "demo.json"), lambda _: None)
    store = ["--tenant", "harbor", "--store", f"sqlite:///{tmp_path / 'demo.sqlite'}"]
    shown = CliRunner().invoke(app, ["rules", "show", *store])
    other = tmp_path / "other.rules"
    other.write_text(f"{shown.stdout}\nharbor : not loanable\n")
    told = CliRunner().invoke(app, ["rules", "simulate", str(other), *store])
    assert told.exit_code == 0, told.output
    assert "not loanable" in told.stdout
    refused, _, rest = told.stdout.splitlines()[-1].partition(" of ")
    assert rest.startswith(f"{refused} loans would be refused")
