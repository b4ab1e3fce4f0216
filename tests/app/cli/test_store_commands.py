"""Setting up libraries, importing, asking and exporting from the command line, over a store of its own."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import Result

from app.bootstrap import opened
from graph.access.model import InvalidToken
from mappings.marc.reader import read

Run = Callable[..., Result]


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """The address of a store that isn't made yet; also in the environment."""
    address = f"sqlite:///{tmp_path}/store/c.sqlite"
    monkeypatch.setenv("CATALOGRAPH_STORE", address)
    return address


@pytest.fixture
def harbor(run: Run, store: str) -> str:
    """A store with a network and a library in it."""
    for arguments in (
        ["tenant", "network", "create", "lakeside", "--name", "Lakeside Network"],
        ["tenant", "create", "harbor", "--name", "en=Harbor Library", "--name", "de=Hafen", "--network", "lakeside"],
    ):
        result = run(*arguments)
        assert result.exit_code == 0, result.stderr
    return store


def table(result: Result) -> list[dict[str, str]]:
    header, *rows = [line.split("\t") for line in result.stdout.splitlines()]
    return [dict(zip(header, row, strict=True)) for row in rows]


def test_a_command_without_a_store_says_how_to_name_one(run: Run) -> None:
    result = run("tenant", "list")
    assert result.exit_code == 1
    assert result.stderr.startswith("error NO_STORE: ")
    assert "--store" in result.stderr


def test_a_command_on_a_store_that_is_not_there_makes_none(run: Run, tmp_path: Path) -> None:
    result = run("tenant", "list", "--store", f"sqlite:///{tmp_path}/none.sqlite")
    assert result.exit_code == 1
    assert "NO_SUCH_STORE" in result.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_library_is_listed_shown_and_changed(run: Run, harbor: str) -> None:
    assert table(run("tenant", "list")) == [
        {"slug": "harbor", "name": "Harbor Library", "networks": "lakeside", "sharing": "public"}
    ]
    assert run("tenant", "set", "harbor", "--sharing", "network", "--match-on", "isbn").exit_code == 0
    assert run("tenant", "location", "harbor", "maps", "--name", "Map Room").exit_code == 0
    shown = run("tenant", "show", "harbor").stdout
    for line in ("Hafen (de)", "sharing     network", "match on    control number isbn", "maps: Map Room"):
        assert line in shown
    assert run("tenant", "leave", "harbor", "lakeside").exit_code == 0
    assert table(run("tenant", "network", "list"))[0]["members"] == ""
    assert run("tenant", "join", "harbor", "lakeside").exit_code == 0
    assert table(run("tenant", "network", "list"))[0]["members"] == "harbor"


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["tenant", "create", "harbor"], "SLUG_TAKEN"),
        (["tenant", "create", "Not A Slug"], "INVALID_NAME"),
        (["tenant", "network", "create", "all"], "INVALID_NAME"),
        (["tenant", "show", "nowhere"], "UNKNOWN_TENANT"),
        (["tenant", "create", "new", "--network", "nowhere"], "UNKNOWN_NETWORK"),
        (["tenant", "create", "new", "--item-table", "nonsense"], "INVALID_POLICY"),
        (["tenant", "create", "new", "--match-on", "title"], "INVALID_POLICY"),
        (["token", "issue", "--tenant", "harbor", "--role", "emperor"], "UNKNOWN_ROLE"),
        (["token", "issue", "--tenant", "harbor", "--role", "reader", "--scope", "x"], "SCOPE_REFUSED"),
        (["token", "revoke", "nothing"], "UNKNOWN_ACCOUNT"),
        (["export", "--tenant", "nowhere"], "UNKNOWN_TENANT"),
    ],
)
def test_what_is_refused_is_one_line_with_a_code_and_a_way_out(
    run: Run, harbor: str, arguments: list[str], code: str
) -> None:
    result = run(*arguments)
    assert result.exit_code == 1
    assert result.stderr.splitlines()[0].startswith(f"error {code}: ")
    assert result.stdout == ""


def test_a_token_is_printed_once_alone_on_stdout_and_ends_when_revoked(run: Run, harbor: str) -> None:
    issued = run("token", "issue", "--tenant", "harbor", "--role", "cataloguer", "--name", "Ana")
    secret = issued.stdout.strip()
    assert secret.startswith("cat_")
    assert len(issued.stdout.splitlines()) == 1
    (row,) = table(run("token", "list", "--tenant", "harbor"))
    assert (row["name"], row["roles"], row["state"]) == ("Ana", "harbor:cataloguer", "valid")
    assert secret.split("_", 2)[2] not in run("token", "list").stdout
    again = run("token", "issue", "--account", row["account"], "--days", "1").stdout.strip()
    assert run("token", "revoke", secret).exit_code == 0
    assert [each["state"].split()[0] for each in table(run("token", "list"))] == ["revoked", "until"]
    with opened(harbor) as installation:
        assert installation.services.access.authenticate(again).name == "Ana"
        with pytest.raises(InvalidToken):
            installation.services.access.authenticate(secret)


@pytest.mark.parametrize("arguments", [[], ["--tenant", "harbor"], ["--role", "reader"]])
def test_a_token_for_nobody_is_a_usage_error(run: Run, harbor: str, arguments: list[str]) -> None:
    assert run("token", "issue", *arguments).exit_code == 2


def test_records_are_imported_found_asked_about_and_exported_as_they_came(
    run: Run, harbor: str, marc: Path, records: bytes, tmp_path: Path
) -> None:
    result = run("import", marc, "--tenant", "harbor")
    assert result.exit_code == 0, result.stderr
    assert "2 records read: 2 created" in result.stderr
    (hit,) = table(run("search", "war peace"))
    assert hit["library"] == "harbor"
    assert hit["title"].startswith("War and peace")
    assert table(run("search", "", "--filter", "language=rus")) == [hit]
    assert "rus\tRussian\t1" in run("search", "war", "--facet", "language").stdout
    assert run("search", "--filter", "colour=red").exit_code == 2
    question = "SELECT ?w { ?w a <http://id.loc.gov/ontologies/bibframe/Work> ; <http://x.org/none> ?x }"
    assert run("sparql", question).exit_code == 0
    ask = "ASK { ?w a <http://id.loc.gov/ontologies/bibframe/Work> }"
    assert run("sparql", "-", stdin=ask.encode()).stdout == "true\n"
    name = run("sparql", "--later", "SELECT (COUNT(*) AS ?works) { ?w a <http://id.loc.gov/ontologies/bibframe/Work> }")
    answer = tmp_path / "works.csv"
    assert run("sparql", "--fetch", name.stdout.strip(), "--to", answer).exit_code == 0
    assert answer.read_bytes().startswith(b"works\r\n")
    assert run("sparql", "--fetch", name.stdout.strip(), "--to", tmp_path / "works.exe").exit_code == 2
    assert "NO_SUCH_RUN" in run("sparql", "--fetch", "no-such-run").stderr
    out = tmp_path / "out.mrc"
    assert run("export", "--tenant", "harbor", "-o", out).exit_code == 0
    exported = {getattr(each, "source", b"") for each in read(iter([out.read_bytes()]))}
    assert exported == {getattr(each, "source", b"") for each in read(iter([records]))}
    for to in ("marcxml", "marcjson"):
        assert len(list(read(iter([run("export", "--tenant", "harbor", "--to", to).stdout_bytes])))) == 2
    one = run("export", "--tenant", "harbor", "--iri", hit["iri"], "--to", "marcxml").stdout
    assert "War and peace" in one
    assert run("check").exit_code == 0


def test_rdf_is_exported_and_comes_back_as_marc(run: Run, harbor: str, marc: Path, tmp_path: Path) -> None:
    run("import", marc, "--tenant", "harbor", "--no-wait")
    for to in ("nquads", "turtle", "jsonld"):
        out = tmp_path / f"out.{to}"
        assert run("export", "--tenant", "harbor", "--to", to, "-o", out).exit_code == 0
        assert len(list(read(iter([run("revert", out, "--from", to).stdout_bytes])))) == 2


def test_importing_again_changes_nothing_and_a_dry_run_writes_nothing(run: Run, harbor: str, marc: Path) -> None:
    with opened(harbor) as installation:
        before = installation.store.position()
        assert "2 created" in run("import", marc, "--tenant", "harbor", "--dry-run").stderr
        assert installation.store.position() == before
        run("import", marc, "--tenant", "harbor", "--no-wait")
        once = installation.store.position()
        again = run("import", marc, "--tenant", "harbor", "--no-wait")
        assert "2 unchanged" in again.stderr
        assert again.exit_code == 0
        assert installation.store.position() == once


def test_a_record_that_can_not_be_stored_is_reported_with_code_3(
    run: Run, harbor: str, tmp_path: Path, records: bytes
) -> None:
    path, report = tmp_path / "in.mrc", tmp_path / "report.jsonl"
    path.write_bytes(records + b"00057nam a22000370i 4500" + b"\x1e" * 5 + b"\x1d")
    result = run("import", path, "--tenant", "harbor", "--no-wait", "--report", report)
    assert result.exit_code == 3
    (line,) = [json.loads(line) for line in report.read_text().splitlines()]
    assert line["record"] == 3
    assert line["code"].startswith("MARC_")


def test_a_projection_is_dropped_and_built_again(run: Run, harbor: str, marc: Path) -> None:
    run("import", marc, "--tenant", "harbor", "--no-wait")
    result = run("rebuild", "all")
    assert result.exit_code == 0, result.stderr
    with opened(harbor) as installation:
        for name in ("search", "sparql"):
            assert installation.position(name) == installation.store.position()
        last = f"{installation.store.position():,}"
    for name in ("figures", "feeds"):
        assert f"{name} holds event {last} of {last}" in result.stderr
    assert len(table(run("search", "quixote quijote knights"))) <= 1
    assert len(table(run("search", "knighthood"))) == 1


def test_sparql_that_writes_is_refused(run: Run, harbor: str) -> None:
    result = run("sparql", "DELETE WHERE { ?s ?p ?o }")
    assert result.exit_code == 1
    assert "SPARQL_REFUSED" in result.stderr


def test_a_backup_is_restored_into_another_store(run: Run, harbor: str, marc: Path, tmp_path: Path) -> None:
    run("import", marc, "--tenant", "harbor", "--no-wait")
    copy = tmp_path / "copy.sqlite"
    assert run("backup", copy).exit_code == 0
    assert run("backup", copy).exit_code == 2  # it overwrites nothing
    other = f"sqlite:///{tmp_path}/other.sqlite"
    assert run("restore", copy, "--store", other).exit_code == 0
    assert len(table(run("search", "war peace", "--store", other))) == 1


def test_the_memory_store_answers_and_keeps_nothing(run: Run) -> None:
    assert run("tenant", "create", "harbor", "--store", "memory:").exit_code == 0
    assert table(run("tenant", "list", "--store", "memory:")) == []


def test_the_version_and_an_unknown_command(run: Run) -> None:
    assert run("--version").stdout.startswith("catalograph ")
    result = run("improt")
    assert result.exit_code == 2
    assert "import" in result.stderr


def test_quotas_and_the_region_of_a_library_are_set_shown_and_held(
    run: Run, harbor: str, marc: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "WRONG_REGION" in run("tenant", "set", "harbor", "--region", "eu-central").stderr
    monkeypatch.setenv("CATALOGRAPH_REGION", "eu-central")
    limits = ["--records", "1", "--cost-per-minute", "50000", "--import-lanes", "2", "--region", "eu-central"]
    assert run("tenant", "set", "harbor", *limits).exit_code == 0
    shown = run("tenant", "show", "harbor").stdout
    for line in ("records     at most 1", "cost/minute at most 50,000", "lanes       2", "region      eu-central"):
        assert line in shown
    refused = run("import", marc, "--tenant", "harbor", "--no-wait")
    assert refused.exit_code == 1
    assert "QUOTA_EXCEEDED" in refused.stderr
    assert run("tenant", "set", "harbor", "--records", "none").exit_code == 0
    assert run("import", marc, "--tenant", "harbor", "--no-wait").exit_code == 0
    monkeypatch.setenv("CATALOGRAPH_REGION", "us-east")
    assert "REGION_DIFFERS" in run("tenant", "list").stderr
