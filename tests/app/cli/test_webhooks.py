"""Whom a library tells what changes is settled from the command line."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import Result

Run = Callable[..., Result]


def test_a_webhook_is_added_with_a_secret_shown_once_told_and_removed(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CATALOGRAPH_STORE", f"sqlite:///{tmp_path}/c.sqlite")
    assert run("tenant", "create", "harbor", "--name", "Harbor Library").exit_code == 0
    added = run("webhook", "add", "http://127.0.0.1:9/hooks", "--tenant", "harbor")
    assert added.stdout.startswith("whsec_"), added.stderr
    assert "INVALID" in run("webhook", "add", "http://elsewhere.example/", "--tenant", "harbor").stderr
    assert run("tenant", "location", "harbor", "maps", "--name", "Map Room").exit_code == 0
    assert "0 messages taken, 1 not" in run("run", "webhooks").stderr
    listed = run("webhook", "list", "--tenant", "harbor").stdout
    assert added.stdout.strip() not in listed
    header, row = (line.split("\t") for line in listed.splitlines())
    shown = dict(zip(header, row, strict=True))
    assert (shown["address"], shown["state"][:8]) == ("http://127.0.0.1:9/hooks", "failed 1")
    assert run("webhook", "resume", shown["id"], "--tenant", "harbor").exit_code == 0
    assert run("webhook", "remove", shown["id"], "--tenant", "harbor").exit_code == 0
    assert "UNKNOWN_WEBHOOK" in run("webhook", "remove", shown["id"], "--tenant", "harbor").stderr
