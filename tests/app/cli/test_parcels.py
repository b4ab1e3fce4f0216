"""A library exported to a file and imported elsewhere: the same graph, and the same MARC."""

from __future__ import annotations

import json
import re
import zipfile
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import pytest
from typer.testing import Result

from app.bootstrap import opened
from graph.access.model import Reading, operator
from graph.catalogue.arriving import Receiver
from graph.store.model import ANY, Cause, Change, Put
from graph.store.names import GraphKind
from graph.store.scope import SystemScope
from tests.conftest import STORES

Run = Callable[..., Result]
OLD, NEW = "https://old.example/", "https://new.example/"


@pytest.fixture
def harbor(run: Run, tmp_path: Path, marc: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A library in a network with records, one of them edited, one deleted, a location and a patron."""
    address = f"sqlite:///{tmp_path}/old/c.sqlite"
    monkeypatch.setenv("CATALOGRAPH_BASE", OLD)
    monkeypatch.setenv("CATALOGRAPH_STORE", address)
    for arguments in (
        ["tenant", "network", "create", "lakeside", "--name", "Lakeside Network"],
        ["tenant", "create", "harbor", "--name", "en=Harbor", "--network", "lakeside", "--match-on", "isbn"],
        ["tenant", "location", "harbor", "MU-STACKS", "--name", "Stacks"],
        ["import", marc, "--tenant", "harbor", "--no-wait"],
        ["token", "issue", "--tenant", "harbor", "--role", "reader", "--name", "Stays behind"],
    ):
        assert run(*arguments).exit_code == 0
    with opened(address) as installation:
        names, everything = installation.services.names, SystemScope()
        graph = names.graph("harbor", GraphKind.CATALOGUE)
        (work, *_) = installation.store.scan(graph, everything, type="bf:Work").keys
        (document,) = installation.store.read([work], everything)
        assert document is not None
        patrons = names.graph("harbor", GraphKind.PATRONS)
        patron = {"@type": ["lsp:Patron"], "rdfs:label": ["Ada"]}
        puts = (
            Put(work, {**document.body, "bf:note": ["Edited"]}, document.version),
            Put(document.key._replace(graph=patrons, iri=names.resource("harbor", "patrons", "1")), patron, ANY),
        )
        cause = Cause("somebody", "edit", document.changed)
        installation.store.commit(Change(cause, puts), everything)
    monkeypatch.delenv("CATALOGRAPH_BASE")
    return address


@pytest.fixture(params=[each for each in STORES if each != "memory"])
def elsewhere(request: pytest.FixtureRequest, tmp_path: Path, harbor: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """The address of an empty store of an installation with another base."""
    monkeypatch.setenv("CATALOGRAPH_DATA", str(tmp_path / "new"))
    monkeypatch.setenv("CATALOGRAPH_BASE", NEW)
    if request.param == "neo4j":
        address = str(request.getfixturevalue("neo4j").empty())
    else:
        address = f"sqlite:///{tmp_path}/new/c.sqlite"
    assert run_network(address)
    return address


def run_network(address: str) -> bool:
    """Make the store, so that its base is remembered."""
    with opened(address, create=True) as installation:
        return installation.services.names.base == NEW


def graph_of(run: Run, store: str, slug: str = "harbor", base: str = NEW) -> list[bytes]:
    """The statements in order, but for the base and for the names of list nodes, which are hashes of addresses."""
    lines = run("export", "--tenant", slug, "--to", "nquads", "--store", store).stdout_bytes.splitlines()
    return sorted(re.sub(rb"List-[0-9]+", b"List", line.replace(base.encode(), b"BASE/")) for line in lines)


def marc_of(run: Run, store: str, slug: str = "harbor") -> bytes:
    return run("export", "--tenant", slug, "--store", store).stdout_bytes


@pytest.mark.parametrize("options", [[], ["--history", "--private"]], ids=["plain", "history"])
def test_a_library_is_the_same_elsewhere_but_for_its_addresses(
    run: Run, harbor: str, elsewhere: str, tmp_path: Path, options: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "harbor.zip"
    with monkeypatch.context() as before:
        before.delenv("CATALOGRAPH_BASE")
        assert run("tenant", "export", "harbor", file, *options).exit_code == 0
        graph, marc = graph_of(run, harbor, base=OLD), marc_of(run, harbor)
    result = run("tenant", "import", file, "--store", elsewhere, "--no-wait")
    assert result.exit_code == 0, result.stderr
    assert "made the network lakeside" in result.stderr
    assert graph_of(run, elsewhere) == graph
    assert marc_of(run, elsewhere) == marc
    assert "2 unchanged" in run("import", tmp_path / "books.mrc", "--tenant", "harbor", "--store", elsewhere).stderr
    shown = run("tenant", "show", "harbor", "--store", elsewhere).stdout
    assert "lakeside" in shown
    assert "MU-STACKS: Stacks" in shown
    assert "isbn" in shown
    assert run("token", "list", "--store", elsewhere).stdout.count("\n") == 1
    checked = run("check", "--store", elsewhere)
    assert checked.exit_code == 0, checked.output
    with opened(elsewhere) as installation:
        names, scope = installation.services.names, installation.services.access.scope(operator("harbor"), Reading())
        patrons = installation.store.scan(names.graph("harbor", GraphKind.PATRONS), scope).keys
        assert len(patrons) == (1 if options else 0)
        (work, *_) = installation.store.scan(names.graph("harbor", GraphKind.CATALOGUE), scope, type="bf:Work").keys
        (versions,) = installation.store.history([work], scope)
        assert [each.cause.command for each in versions][-1] == ("edit" if options else "tenant.import")
        assert len(versions) == (2 if options else 1)


def test_a_library_under_another_name_meets_its_records_again(
    run: Run, harbor: str, marc: Path, tmp_path: Path
) -> None:
    before = marc_of(run, harbor)
    assert run("tenant", "export", "harbor", tmp_path / "h.zip").exit_code == 0
    assert "SLUG_TAKEN" in run("tenant", "import", tmp_path / "h.zip").stderr
    result = run("tenant", "import", tmp_path / "h.zip", "--as", "quay", "--no-wait")
    assert result.exit_code == 0, result.stderr
    assert marc_of(run, harbor, "quay") == before
    assert "MU-STACKS: Stacks" in run("tenant", "show", "quay").stdout
    assert run("tenant", "location", "quay", "MU-STACKS", "--name", "Renamed").exit_code == 0
    assert run("tenant", "show", "quay").stdout.count("MU-STACKS") == 1
    assert b"/harbor/" not in b"".join(graph_of(run, harbor, "quay"))
    again = run("import", marc, "--tenant", "quay", "--no-wait").stderr
    assert "0 created" in again, again


def test_an_import_stopped_anywhere_is_not_there_and_goes_on(
    run: Run, harbor: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run("tenant", "export", "harbor", tmp_path / "h.zip", "--history").exit_code == 0
    assert run("tenant", "export", "harbor", tmp_path / "other.zip").exit_code == 0
    with opened(harbor) as installation:
        receiver: Receiver = installation.services.receiver
        for most in count(1):
            answers = iter([True] * (most - 1) + [False])

            def told(*_: object, answers: Iterator[bool] = answers) -> bool:
                return next(answers, True)

            if receiver.receive(operator(), tmp_path / "h.zip", told, "quay") is not None:
                break
            if most == 1:
                assert "UNKNOWN_TENANT" in run("export", "--tenant", "quay").stderr
                assert "OTHER_PARCEL" in run("tenant", "import", tmp_path / "other.zip", "--as", "quay").stderr
        assert most > 2
    assert marc_of(run, harbor, "quay") == marc_of(run, harbor)


def test_a_damaged_file_is_refused(run: Run, harbor: str, tmp_path: Path) -> None:
    whole, damaged, text = tmp_path / "h.zip", tmp_path / "damaged.zip", tmp_path / "text.zip"
    assert run("tenant", "export", "harbor", whole).exit_code == 0
    assert run("tenant", "export", "harbor", whole).exit_code == 2
    with zipfile.ZipFile(whole) as given, zipfile.ZipFile(damaged, "w") as made:
        for name in given.namelist():
            made.writestr(name, given.read(name).replace(b"Tolstoy", b"Tolstoi"))
        assert json.loads(given.read("manifest.json"))["slug"] == "harbor"
    text.write_text("no archive")
    for file in (damaged, text):
        result = run("tenant", "import", file, "--as", "quay")
        assert result.exit_code == 1
        assert "NOT_A_PARCEL" in result.stderr
    assert "quay" not in run("tenant", "list").stdout


def test_a_library_bound_to_a_region_is_not_brought_elsewhere(
    run: Run, harbor: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    north = f"sqlite:///{tmp_path}/north/c.sqlite"
    with monkeypatch.context() as there:
        there.setenv("CATALOGRAPH_REGION", "north")
        assert run("tenant", "create", "fjord", "--store", north).exit_code == 0
        assert run("tenant", "set", "fjord", "--region", "north", "--store", north).exit_code == 0
        assert run("tenant", "export", "fjord", tmp_path / "f.zip", "--store", north).exit_code == 0
    result = run("tenant", "import", tmp_path / "f.zip")
    assert "WRONG_REGION" in result.stderr
    assert "fjord" not in run("tenant", "list").stdout
