"""Accounts of people at the command line: made, linked to a provider, and parted from it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import Result

Run = Callable[..., Result]
ISSUER = "https://login.example/realms/libraries"


@pytest.fixture
def harbor(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CATALOGRAPH_STORE", f"sqlite:///{tmp_path}/store.sqlite")
    assert run("tenant", "create", "harbor").exit_code == 0
    for name in ("ana", "ben"):
        assert run("account", "create", name, "--tenant", "harbor", "--role", "desk").exit_code == 0


@pytest.mark.usefixtures("harbor")
def test_an_account_is_linked_to_whom_the_provider_knows_and_parted_again(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run("account", "link", "ana", "--subject", "6f9a").exit_code == 2  # no issuer anywhere
    assert "may sign in by" in run("account", "link", "ana", "--subject", "6f9a", "--issuer", ISSUER).stderr
    monkeypatch.setenv("CATALOGRAPH_OIDC_ISSUER", ISSUER)
    taken = run("account", "link", "ben", "--subject", "6f9a")
    assert (taken.exit_code, "Another account" in str(taken.exception) + taken.stderr) == (1, True)
    assert "parted" in run("account", "link", "ana", "--off").stderr
    assert run("account", "link", "ben", "--subject", "6f9a").exit_code == 0


@pytest.mark.usefixtures("harbor")
@pytest.mark.parametrize("options", [(), ("--subject", "x", "--off")])
def test_linking_takes_either_a_subject_or_the_end_of_it(run: Run, options: tuple[str, ...]) -> None:
    assert run("account", "link", "ana", *options).exit_code == 2


@pytest.mark.usefixtures("harbor")
def test_an_account_without_a_name_is_locked_by_its_id(run: Run) -> None:
    token = run("token", "issue", "--tenant", "harbor", "--role", "reader", "--name", "A program")
    account = token.stderr.partition("(account ")[2].partition(")")[0]
    assert run("account", "lock", account).exit_code == 0
    listed = run("account", "list", "--tenant", "harbor").stdout
    assert [line for line in listed.splitlines() if account in line and "locked" in line]
    refused = run("account", "password", account)
    assert (refused.exit_code, "no name" in str(refused.exception) + refused.stderr) == (1, True)
