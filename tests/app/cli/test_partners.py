"""Whom a library lends to and borrows from is settled from the command line."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import Result

Run = Callable[..., Result]


def test_a_partner_is_made_known_with_a_key_shown_once_reached_and_removed(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CATALOGRAPH_STORE", f"sqlite:///{tmp_path}/c.sqlite")
    assert run("tenant", "create", "harbor", "--name", "Harbor Library").exit_code == 0
    of_harbor = ("--tenant", "harbor")
    added = run("partner", "add", "Lindenau", "--symbol", "ISIL:XX-LIN", "--ours", "ISIL:XX-HAR", *of_harbor)
    assert added.exit_code == 0, added.stderr
    assert "INVALID" in run("partner", "add", "No", "--symbol", "XX-LIN", "--ours", "ISIL:XX-HAR", *of_harbor).stderr
    listed = run("partner", "list", *of_harbor).stdout
    assert added.stdout.strip() not in listed
    header, row = (line.split("\t") for line in listed.splitlines())
    shown = dict(zip(header, row, strict=True))
    assert (shown["symbol"], shown["address"]) == ("ISIL:XX-LIN", "nothing is sent")
    secret = tmp_path / "key.txt"
    secret.write_text("hunter2hunter2\n", "utf-8")
    reach = ("partner", "reach", shown["id"])
    assert "INVALID" in run(*reach, "http://elsewhere.example/", *of_harbor).stderr
    assert run(*reach, "http://127.0.0.1:9/lindenau/iso18626", "--secret", str(secret), *of_harbor).exit_code == 0
    again = run("partner", "list", *of_harbor).stdout
    assert "http://127.0.0.1:9/" in again
    assert "hunter2" not in again
    assert run("partner", "key", shown["id"], *of_harbor).stdout != added.stdout
    assert "0 messages taken" in run("run", "partners").stderr
    assert run("partner", "remove", shown["id"], *of_harbor).exit_code == 0
    assert "UNKNOWN_PARTNER" in run("partner", "remove", shown["id"], *of_harbor).stderr
