"""A library removed on the command line: nothing of it is left in any file, and others don't notice."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from neo4j import GraphDatabase
from typer.testing import Result

from app.bootstrap import opened
from graph.access.model import operator
from graph.store.names import GraphKind
from graph.tenants.removal import TenantRemoval
from mappings.marc import notation
from mappings.marc.writer import write_marc21
from tests.conftest import STORES

Run = Callable[..., Result]
WORDS = ("zanzibarine", "quokkaville", "harbor", "xylographer")
"""Words that only the library to be removed has: in a title, a place and a name; and its own name."""

OURS = """\
LDR 00000nam a2200000 i 4500
001 ours
008 990101s1869    ru a     b    000 1 rus c
020 ## $a 9780140447934
100 1# $a Xylographer, Zoe, $e author.
245 10 $a Zanzibarine tides.
264 #1 $a Quokkaville : $b Ris, $c 1869.
650 #0 $a Tides.
852 0# $b MU $c MU-STACKS $h PG3366 $p 30001
"""
THEIRS = (
    OURS.replace("ours", "theirs")
    .replace("Zanzibarine", "Ebbing")
    .replace("Quokkaville", "Ulm")
    .replace("Xylographer, Zoe", "Tolstoy, Leo")
)


@pytest.fixture(params=[each for each in STORES if each != "memory"])
def store(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A store with two libraries, a record each, and accounts with rights in one and in both."""
    monkeypatch.setenv("CATALOGRAPH_DATA", str(tmp_path / "store"))
    if request.param == "neo4j":
        return str(request.getfixturevalue("neo4j").empty())
    return f"sqlite:///{tmp_path}/store/c.sqlite"


@pytest.fixture
def two(run: Run, store: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setenv("CATALOGRAPH_STORE", store)
    for slug, text in (("harbor", OURS), ("lindenau", THEIRS)):
        file = tmp_path / f"{slug}.mrc"
        file.write_bytes(write_marc21(notation.record(text)))
        assert run("tenant", "create", slug).exit_code == 0
        result = run("import", file, "--tenant", slug)
        assert result.exit_code == 0, result.stderr
    (tmp_path / "harbor.mrc").unlink()
    run("token", "issue", "--tenant", "harbor", "--role", "reader", "--name", "Only here")
    run("token", "issue", "--tenant", "harbor", "--tenant", "lindenau", "--role", "reader", "--name", "In both")
    return store


def words_in(folder: Path) -> dict[str, list[str]]:
    found = {
        str(path): [word for word in WORDS if word in path.read_bytes().lower().decode("latin-1")]
        for path in folder.rglob("*")
        if path.is_file()
    }
    return {path: words for path, words in found.items() if words}


def words_in_database(address: str) -> list[str]:
    statement = (
        "MATCH (n) RETURN labels(n) AS what, properties(n) AS held"
        " UNION ALL MATCH ()-[n]->() RETURN [type(n)] AS what, properties(n) AS held"
    )
    with GraphDatabase.driver(address) as driver, driver.session() as session:
        told = [f"{row['what']} {row['held']}".lower() for row in session.run(statement)]
    return [each for each in told if any(word in each for word in WORDS)]


def test_a_removed_library_leaves_nothing_and_others_stay(run: Run, two: str, tmp_path: Path) -> None:
    theirs = [run("export", "--tenant", "lindenau", "--to", to).stdout_bytes for to in ("marc21", "nquads")]
    assert words_in(tmp_path / "store")
    result = run("tenant", "remove", "harbor", stdin=b"harbor\n")
    assert result.exit_code == 0, result.stderr
    assert words_in(tmp_path / "store") == {}
    if two.startswith("bolt"):
        assert words_in_database(two) == []
    assert [run("export", "--tenant", "lindenau", "--to", to).stdout_bytes for to in ("marc21", "nquads")] == theirs
    assert run("check").exit_code == 0
    assert run("search", "zanzibarine").stdout.count("\n") <= 1
    assert run("search", "ebbing").stdout.count("\n") == 2
    ask = "ASK {{ ?s ?p ?o FILTER(CONTAINS(STR(?o), '{}')) }}"
    assert run("sparql", ask.format("Zanzibarine")).stdout == "false\n"
    assert run("sparql", ask.format("Ebbing")).stdout == "true\n"
    tokens = run("token", "list").stdout
    assert "Only here" not in tokens
    assert "lindenau:reader" in tokens
    assert "harbor" not in run("tenant", "list").stdout
    assert "UNKNOWN_TENANT" in run("tenant", "remove", "harbor", "--yes").stderr


def test_a_removal_that_is_not_confirmed_removes_nothing(run: Run, two: str) -> None:
    assert run("tenant", "remove", "harbor", stdin=b"lindenau\n").exit_code == 2
    assert "harbor" in run("tenant", "list").stdout
    assert run("search", "zanzibarine").stdout.count("\n") == 2


class Killed(Exception):
    pass


@pytest.mark.parametrize("at", [GraphKind.SETTINGS, GraphKind.CATALOGUE, None])
def test_a_removal_broken_off_is_completed_by_the_next(
    run: Run, two: str, tmp_path: Path, at: GraphKind | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    def told(kind: GraphKind) -> None:
        if kind is at:
            raise Killed

    def end(*_: object) -> None:
        raise Killed

    with opened(None) as installation, monkeypatch.context() as patch:
        if at is None:
            patch.setattr(TenantRemoval, "_tell", end)
        with pytest.raises(Killed):
            installation.remove_tenant("harbor", told)
    assert "harbor" not in run("tenant", "list").stdout
    assert run("tenant", "remove", "harbor", "--yes").exit_code == 0
    assert words_in(tmp_path / "store") == {}


def test_a_library_with_an_import_that_has_not_ended_is_not_removed(run: Run, two: str, tmp_path: Path) -> None:
    with opened(None) as installation:
        jobs = installation.services.jobs
        jobs._launch = lambda _: None
        job = jobs.start(operator("harbor"), tmp_path / "lindenau.mrc")
        assert "IMPORTS_RUNNING" in run("tenant", "remove", "harbor", "--yes").stderr
        jobs.cancel(operator("harbor"), job.id)
    assert run("tenant", "remove", "harbor", "--yes").exit_code == 0
    assert list((tmp_path / "store").glob("*.uploads/*")) == []


def test_a_backup_restored_into_the_store_leaves_the_library_out(run: Run, two: str, tmp_path: Path) -> None:
    assert run("backup", tmp_path / "copy").exit_code == 0
    assert run("tenant", "remove", "harbor", "--yes").exit_code == 0
    assert run("restore", tmp_path / "copy").exit_code == 0
    with opened(None) as installation:
        graph = installation.services.names.graph("harbor", GraphKind.CATALOGUE)
        assert installation.store.scan(graph, installation.services.access.scope(operator("harbor"))).keys == ()
    assert "lindenau" in run("tenant", "list").stdout
    assert "harbor" not in run("tenant", "list").stdout
