"""Copying an installation from one engine to another and back on the command line, killed on the way."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import Result

from app.bootstrap import opened
from graph.access.model import operator

Run = Callable[..., Result]
COMMAND = (sys.executable, "-c", "from app.cli.main import main; main()")


@pytest.fixture
def harbor(run: Run, tmp_path: Path, marc: Path) -> str:
    """The address of a store with a library, two records, and a token."""
    address = f"sqlite:///{tmp_path}/first/c.sqlite"
    for arguments in (
        ["tenant", "create", "harbor", "--name", "Harbor Library"],
        ["import", marc, "--tenant", "harbor", "--no-wait"],
        ["token", "issue", "--tenant", "harbor", "--role", "reader"],
    ):
        result = run(*arguments, "--store", address)
        assert result.exit_code == 0, result.stderr
    return address


def exported(run: Run, store: str) -> tuple[bytes, bytes]:
    """The library's catalogue as MARC and as statements."""
    found = [run("export", "--tenant", "harbor", "--to", to, "--store", store) for to in ("marc21", "nquads")]
    assert [each.exit_code for each in found] == [0, 0], found[0].stderr
    return found[0].stdout_bytes, b"".join(sorted(found[1].stdout_bytes.splitlines(keepends=True)))


@pytest.mark.needs("java")
def test_an_installation_goes_to_neo4j_and_back_and_is_the_same(
    run: Run, harbor: str, tmp_path: Path, neo4j, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CATALOGRAPH_DATA", str(tmp_path / "data"))
    server, back = neo4j.empty(), f"sqlite:///{tmp_path}/back/c.sqlite"
    for source, target in ((harbor, server), (server, back)):
        result = run("copy", "--from", source, "--to", target)
        assert result.exit_code == 0, result.stderr
        assert "both stores are equal" in result.stderr
        assert exported(run, target) == exported(run, harbor)
        assert run("token", "list", "--store", target).stdout == run("token", "list", "--store", harbor).stdout
        assert run("rebuild", "all", "--store", target).exit_code == 0
        checked = run("check", "--store", target)
        assert checked.exit_code == 0, checked.stdout
        assert "harbor" in run("tenant", "list", "--store", target).stdout


def test_a_second_copy_brings_what_came_since(run: Run, harbor: str, tmp_path: Path) -> None:
    target = f"sqlite:///{tmp_path}/second/c.sqlite"
    assert run("copy", "--from", harbor, "--to", target).exit_code == 0
    assert run("tenant", "create", "lindenau", "--store", harbor).exit_code == 0
    result = run("copy", "--from", harbor, "--to", target)
    assert "1 events with 1 states" in result.stderr
    assert "lindenau" in run("tenant", "list", "--store", target).stdout
    assert run("tenant", "create", "own", "--store", target).exit_code == 0
    refused = run("copy", "--from", harbor, "--to", target)
    assert refused.exit_code == 1
    assert refused.stderr.splitlines()[-2].startswith("error NOT_A_COPY: ")


def test_a_store_of_another_address_or_that_is_not_there_is_refused(
    run: Run, harbor: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    missing = run("copy", "--from", f"sqlite:///{tmp_path}/none.sqlite", "--to", f"sqlite:///{tmp_path}/new.sqlite")
    assert "NO_SUCH_STORE" in missing.stderr
    assert not (tmp_path / "new.sqlite").exists()
    assert "NO_STORE" in run("copy", "--from", harbor, "--to", "memory:").stderr
    other = f"sqlite:///{tmp_path}/other.sqlite"
    monkeypatch.setenv("CATALOGRAPH_BASE", "https://other.example/")
    assert run("tenant", "network", "create", "lakeside", "--store", other).exit_code == 0
    monkeypatch.delenv("CATALOGRAPH_BASE")
    assert "BASE_DIFFERS" in run("copy", "--from", harbor, "--to", other).stderr


@pytest.mark.slow
def test_a_copy_killed_at_any_moment_is_closed_and_goes_on(run: Run, harbor: str, tmp_path: Path) -> None:
    with opened(harbor) as installation:
        for number in range(1000):
            room = (f"room-{number}", {"und": f"Room {number}"}, None)
            installation.services.tenants.add_locations(operator(), "harbor", [room])
    target = f"sqlite:///{tmp_path}/target/c.sqlite"
    store = tmp_path / "target" / "c.sqlite"
    killed = 0
    for wait_s in (0.0, 0.05, 0.15, 0.4):
        process = subprocess.Popen([*COMMAND, "copy", "--from", harbor, "--to", target], stderr=subprocess.DEVNULL)
        while process.poll() is None and not store.with_name(f"{store.name}-origin").exists():
            time.sleep(0.005)
        time.sleep(wait_s)
        process.send_signal(signal.SIGKILL)
        killed += process.wait() == -signal.SIGKILL
        opening = run("tenant", "list", "--store", target)
        assert (process.returncode == 0 and opening.exit_code == 0) or "STORE_UNFINISHED" in opening.stderr
    assert killed
    assert run("copy", "--from", harbor, "--to", target).exit_code == 0
    assert exported(run, target) == exported(run, harbor)
