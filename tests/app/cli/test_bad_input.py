"""Bad input at the command line: one clear line with a stable code, an exit code, and nothing lost or half done."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from typer.testing import Result

from mappings.marc.reader import read
from mappings.marc.record import Record
from tests.app.bad_files import FILES, book

Run = Callable[..., Result]
FIGURES = re.compile(
    r"([\d,]+) records read: ([\d,]+) created, ([\d,]+) updated, ([\d,]+) unchanged; ([\d,]+) not stored: "
    r"([\d,]+) skipped, ([\d,]+) repeated, ([\d,]+) failed"
)
REFUSED = sorted(name for name, each in FILES.items() if each.code is not None)
READ = sorted(name for name, each in FILES.items() if each.code is None)


@pytest.fixture
def harbor(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A store with one library in it and nobody projecting."""
    monkeypatch.setenv("CATALOGRAPH_STORE", f"sqlite:///{tmp_path}/store.sqlite")
    monkeypatch.setenv("CATALOGRAPH_PROJECTORS", "no")
    assert run("tenant", "create", "harbor").exit_code == 0


@pytest.fixture
def stored(run: Run) -> Callable[[], list[Record]]:
    """The records that come out of the library."""

    def export() -> list[Record]:
        result = run("export", "--tenant", "harbor", "--to", "marc21")
        assert result.exit_code == 0, result.stderr
        octets = result.stdout_bytes
        return [each for each in read(iter([octets])) if isinstance(each, Record)] if octets else []

    return export


def error_of(result: Result) -> str:
    """The code of the one line that says what is wrong."""
    first, *rest = result.stderr.splitlines()
    assert re.match(r"error [A-Z_]+: \S", first), result.stderr
    assert all(line.startswith("  ") for line in rest), result.stderr
    assert len(rest) <= 1
    assert "Traceback" not in result.stderr
    return first.split()[1].rstrip(":")


def figures(result: Result) -> list[int]:
    """read, created, updated, unchanged, not stored, skipped, repeated, failed."""
    found = FIGURES.search(result.stderr)
    assert found is not None, result.stderr
    return [int(each.replace(",", "")) for each in found.groups()]


@pytest.mark.usefixtures("harbor")
@pytest.mark.parametrize("name", REFUSED)
def test_a_file_that_is_no_marc_21_is_refused_whole_and_the_catalogue_stays(
    run: Run, tmp_path: Path, stored: Callable[[], list[Record]], name: str
) -> None:
    path = tmp_path / "in"
    path.write_bytes(FILES[name].octets())
    for command in (("import", path, "--tenant", "harbor", "--no-wait"), ("convert", path, "-o", tmp_path / "out.nq")):
        result = run(*command)
        assert result.exit_code == 1
        assert error_of(result) == FILES[name].code
    assert not (tmp_path / "out.nq").exists()
    assert stored() == []


@pytest.mark.usefixtures("harbor")
@pytest.mark.parametrize("name", READ)
def test_every_record_of_a_damaged_file_is_stored_or_reported(
    run: Run, tmp_path: Path, stored: Callable[[], list[Record]], name: str
) -> None:
    path, report, bad = tmp_path / "in", tmp_path / "report.jsonl", FILES[name]
    path.write_bytes(bad.octets())
    result = run("import", path, "--tenant", "harbor", "--no-wait", "--report", report)
    number, created, updated, unchanged, left_out, skipped, repeated, failed = figures(result)
    problems = [json.loads(line) for line in report.read_text().splitlines()]
    reported = [each for each in problems if each["record"]]
    assert number == created + updated + unchanged + left_out
    assert (created, repeated) == (bad.stored, bad.repeated)
    assert sorted({each["code"] for each in reported}) == list(bad.reported)
    assert len(reported) == failed + skipped
    assert all(each["message"] for each in reported)
    assert result.exit_code == (3 if reported else 0)
    assert len(stored()) == bad.stored


@pytest.mark.usefixtures("harbor")
def test_the_same_bad_file_again_changes_nothing_and_says_the_same(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "in"
    path.write_bytes(FILES["a broken directory"].octets())
    first = run("import", path, "--tenant", "harbor", "--no-wait")
    again = run("import", path, "--tenant", "harbor", "--no-wait")
    assert first.exit_code == again.exit_code == 3
    assert figures(first)[1:4] == [2, 0, 0]
    assert figures(again)[1:4] == [0, 0, 2]


@pytest.mark.usefixtures("harbor")
def test_a_file_cut_short_is_completed_by_the_whole_one(
    run: Run, tmp_path: Path, stored: Callable[[], list[Record]]
) -> None:
    path = tmp_path / "in"
    path.write_bytes(FILES["a truncated file"].octets())
    assert run("import", path, "--tenant", "harbor", "--no-wait").exit_code == 3
    path.write_bytes(book(1) + book(2))
    result = run("import", path, "--tenant", "harbor", "--no-wait")
    assert result.exit_code == 0
    assert figures(result)[1:4] == [1, 0, 1]
    assert sorted(each.control_number or "" for each in stored()) == ["1", "2"]


@pytest.mark.usefixtures("harbor")
@pytest.mark.parametrize(
    ("command", "code"),
    [
        (("import", "books.mrc", "--tenant", "nowhere"), "UNKNOWN_TENANT"),
        (("export", "--tenant", "nowhere"), "UNKNOWN_TENANT"),
        (("tenant", "show", "nowhere"), "UNKNOWN_TENANT"),
        (("tenant", "create", "harbor"), "SLUG_TAKEN"),
        (("import", "missing.mrc", "--tenant", "harbor"), "FILE"),
        (("import", ".", "--tenant", "harbor"), "FILE"),
        (("token", "revoke", "5f1c2ab09d3e4477"), "UNKNOWN_ACCOUNT"),
        (("tenant", "list", "--store", "sqlite:///nothing.sqlite"), "NO_SUCH_STORE"),
        (("tenant", "list", "--store", "mysql://x"), "SETTING"),
        (("tenant", "list", "--store", "sqlite:///books.mrc"), None),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else value or "any",
)
def test_what_is_not_there_is_named_in_one_line(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: Sequence[str], code: str | None
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "books.mrc").write_bytes(book(1))
    result = run(*command)
    assert result.exit_code == 1
    found = error_of(result)
    assert found == code or (code is None and found != "INTERNAL")
    assert (tmp_path / "books.mrc").read_bytes() == book(1)
    assert not (tmp_path / "nothing.sqlite").exists()


ENDLESS = "SELECT (COUNT(*) AS ?n) { " + " ".join(f"?a{n} ?b{n} ?c{n} ." for n in range(9)) + " }"


@pytest.mark.usefixtures("harbor")
@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("SELEC * { ?s ?p ?o }", "SPARQL_REFUSED"),
        ("INSERT DATA { <http://a.example/x> <http://a.example/y> 1 }", "SPARQL_REFUSED"),
        ("DROP ALL", "SPARQL_REFUSED"),
        ("LOAD <http://127.0.0.1:1/x>", "SPARQL_REFUSED"),
        ("SELECT * { SERVICE <http://127.0.0.1:1/x> { ?s ?p ?o } }", "SPARQL_REFUSED"),
        ("SELECT * { SERVICE SILENT <http://127.0.0.1:1/x> { ?s ?p ?o } }", "SPARQL_REFUSED"),
        (ENDLESS, "SPARQL_TIMEOUT"),
    ],
)
def test_sparql_that_writes_calls_out_or_never_ends_is_stopped(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, query: str, code: str
) -> None:
    monkeypatch.setenv("CATALOGRAPH_SPARQL_TIME_LIMIT_S", "1")
    (tmp_path / "in").write_bytes(b"".join(book(number) for number in range(5)))
    run("import", tmp_path / "in", "--tenant", "harbor", "--no-wait")
    result = run("sparql", query)
    assert result.exit_code == 1
    assert result.stdout == ""
    assert error_of(result) == code


@pytest.mark.slow
@pytest.mark.usefixtures("harbor")
def test_every_record_of_the_malformed_files_is_stored_or_reported_with_its_reason(
    run: Run, tmp_path: Path, shared_data: Path, stored: Callable[[], list[Record]]
) -> None:
    report = tmp_path / "report.jsonl"
    kept = 0
    for path in sorted((shared_data / "marc" / "malformed").iterdir()):
        source = re.sub(r"\W+", "-", path.name).strip("-").lower()[:40].strip("-")
        result = run("import", path, "--tenant", "harbor", "--no-wait", "--source", source, "--report", report)
        if result.exit_code == 1:
            assert error_of(result).startswith("MARC_"), (path.name, result.stderr)
            continue
        assert result.exit_code in {0, 3}, (path.name, result.stderr)
        number, created, updated, unchanged, left_out, skipped, _, failed = figures(result)
        problems = [json.loads(line) for line in report.read_text().splitlines()]
        assert number == created + updated + unchanged + left_out, path.name
        assert len({each["record"] for each in problems}) >= failed + skipped, path.name
        assert all(each["code"] and each["message"] for each in problems), path.name
        kept += created
    assert kept > 0
    assert len(stored()) == kept
