"""Backups, checks and migrations as an operator runs them."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from typer.testing import Result

from app.bootstrap import opened
from graph.access.model import operator
from graph.backends.sqlite import schema
from graph.store.model import ANY, Cause, Change, Key, Put
from graph.store.names import GraphKind
from graph.store.scope import SystemScope

Run = Callable[..., Result]


@pytest.fixture
def path(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, marc: Path) -> Path:
    """The file of a store with a library of two records, search and SPARQL made."""
    made = tmp_path / "store" / "c.sqlite"
    monkeypatch.setenv("CATALOGRAPH_STORE", f"sqlite:///{made}")
    monkeypatch.setenv("CATALOGRAPH_PROJECTORS", "no")
    for arguments in (
        ["tenant", "create", "harbor", "--name", "Harbor Library"],
        ["import", str(marc), "--tenant", "harbor", "--no-wait"],
        ["rebuild", "all"],
    ):
        result = run(*arguments)
        assert result.exit_code == 0, result.stderr
    return made


def damage(path: Path, statement: str) -> None:
    with closing(sqlite3.connect(path)) as file:
        assert file.execute(statement).rowcount
        file.commit()


def name_it(name: str) -> None:
    with opened(None) as installation:
        installation.services.tenants.update(operator(), "harbor", name={"und": name})


def test_a_whole_store_passes(run: Run, path: Path) -> None:
    result = run("check")
    assert (result.exit_code, result.stdout) == (0, ""), result.stdout
    assert "0 problems found" in result.stderr


def test_damage_is_named_with_its_remedy_and_mended(run: Run, path: Path) -> None:
    damage(path, "DELETE FROM edge WHERE document = (SELECT max(document) FROM edge)")
    found = run("check")
    assert found.exit_code == 1
    assert "lacks a link" in found.stdout
    assert "catalograph check --mend" in found.stderr
    mended = run("check", "--mend")
    assert (mended.exit_code, mended.stdout) == (0, "")
    assert "1 of 1 problems mended" in mended.stderr
    assert run("check").exit_code == 0


def test_what_follows_from_nothing_is_left_and_points_to_the_backup(run: Run, path: Path) -> None:
    damage(path, "DELETE FROM event WHERE sequence = 1")
    result = run("check", "--mend")
    assert result.exit_code == 1
    assert "the log: It has" in result.stdout
    assert "restore the last backup" in result.stderr


@pytest.mark.parametrize("name", ["search", "sparql"])
def test_a_projection_that_nobody_follows_is_named_and_brought_up_to_date(run: Run, path: Path, name: str) -> None:
    shutil.rmtree(path.with_name(f"{path.name}.{name}"))
    found = run("check")
    assert f"the projection {name}: It holds event 0 of" in found.stdout
    assert "catalograph rebuild --continue" in found.stderr
    assert run("check", "--mend").exit_code == 0


@pytest.mark.parametrize("name", ["search", "sparql"])
def test_a_projection_of_another_log_than_the_restored_one_is_named_and_built_again(
    run: Run, path: Path, name: str
) -> None:
    folder, kept = path.with_name(f"{path.name}.{name}"), path.with_name("kept")
    assert run("backup", path.with_name("copy")).exit_code == 0
    name_it("Harbor")
    assert run("rebuild", "all").exit_code == 0
    shutil.copytree(folder, kept)
    assert run("restore", path.with_name("copy")).exit_code == 0
    shutil.rmtree(folder, ignore_errors=True)
    kept.rename(folder)
    found = run("check")
    assert f"the projection {name}: It holds event 0 of" in found.stdout
    assert run("check", "--mend").exit_code == 0
    assert run("check").exit_code == 0


def test_projections_that_say_something_else_than_the_documents_are_named(run: Run, path: Path) -> None:
    with opened(None) as installation:
        graph = installation.services.names.graph("harbor", GraphKind.CATALOGUE)
        keys = installation.store.scan(graph, SystemScope(), type="bf:Work").keys
        (first, *_) = installation.store.read(keys, SystemScope())
        body = {**first.body, "rdfs:label": ["Something else"]}
        extra = Put(
            Key(graph, installation.services.names.resource("harbor", "works", "extra")), {"@type": ["bf:Work"]}, ANY
        )
        cause = Cause("ada", "edit", datetime.now(UTC))
        installation.store.commit(Change(cause, (Put(first.key, body, ANY), extra)), SystemScope())
        last = installation.store.position()
    # As if the projections had missed what that event did.
    damage(path, "UPDATE event SET touched = x'5b5d' WHERE sequence = (SELECT max(sequence) FROM event)")
    assert run("rebuild", "all", "--continue").exit_code == 0
    found = run("check")
    assert f"Event {last}, which wrote it, does not name it." in found.stdout
    assert "the projection search: It holds another number of works of harbor." in found.stdout
    assert "the projection sparql: It lacks statements of" in found.stdout
    assert "catalograph rebuild" in found.stderr


def test_a_backup_undoes_what_happened_since_a_point(run: Run, path: Path) -> None:
    with opened(None) as installation:
        before = installation.store.position()
    name_it("A mistake")
    copy = path.with_name("copy")
    assert "copied to" in run("backup", copy).stderr
    assert "overwrites nothing" in run("backup", copy).stderr
    result = run("restore", copy, "--to", str(before))
    assert result.exit_code == 0, result.stderr
    assert f"up to event {before:,}" in result.stderr
    assert "Harbor Library" in run("tenant", "show", "harbor").stdout
    assert run("check", "--mend").exit_code == 0
    assert run("restore", copy).exit_code == 0
    assert "A mistake" in run("tenant", "show", "harbor").stdout


@pytest.mark.parametrize(("point", "word"), [("999999", "NO_SUCH_POINT"), ("yesterday", "neither the number")])
def test_a_point_that_is_none_is_refused(run: Run, path: Path, point: str, word: str) -> None:
    copy = path.with_name("copy")
    run("backup", copy)
    result = run("restore", copy, "--to", point)
    assert result.exit_code != 0
    assert word in " ".join(result.stderr.split())


def test_a_dry_run_says_what_a_release_would_change_and_changes_nothing(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "old.sqlite"
    with closing(sqlite3.connect(path)) as file:
        schema.expand(file, schema.MIGRATIONS[:1])
        file.commit()
    (tmp_path / "old.sqlite.json").write_text('{"base": "https://c.example/"}')
    store = ("--store", f"sqlite:///{path}")
    shown = run("migrate", "--dry-run", *store)
    assert shown.exit_code == 0, shown.stderr
    assert "the store has format 1" in shown.stdout
    assert "add: The store remembers the oldest release" in shown.stdout
    assert run("migrate", "--dry-run", *store).stdout == shown.stdout
    assert run("migrate", *store).exit_code == 0
    assert "nothing to change" in run("migrate", "--contract", *store).stdout


def test_a_store_that_is_not_there_is_not_made_by_migrating(run: Run, tmp_path: Path) -> None:
    assert "NO_SUCH_STORE" in run("migrate", "--store", f"sqlite:///{tmp_path}/none.sqlite").stderr
    assert list(tmp_path.iterdir()) == []
