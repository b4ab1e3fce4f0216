"""`catalograph rules` as a librarian runs it: files in, answers and exit codes out, no store anywhere."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import Result

Run = Callable[..., Result]

HOURS = '[everywhere]\nzone = "Europe/Berlin"\nmonday = ["09:00-18:00"]\n'


@pytest.fixture
def rules(run: Run, tmp_path: Path) -> Path:
    path = tmp_path / "lending.rules"
    path.write_text(run("rules", "preset", "public").stdout, "utf-8")
    return path


@pytest.fixture
def hours(tmp_path: Path) -> Path:
    path = tmp_path / "hours.toml"
    path.write_text(HOURS, "utf-8")
    return path


def test_presets_are_listed_and_printed_ready_to_use(run: Run, rules: Path) -> None:
    assert [line.partition("\t")[0] for line in run("rules", "preset").stdout.splitlines()] == [
        "public", "university", "school",
    ]  # fmt: skip
    assert run("rules", "check", rules).exit_code == 0
    refused = run("rules", "preset", "monastery")
    assert refused.exit_code == 1
    assert "error NO_SUCH_PRESET" in refused.stderr


def test_check_tells_of_every_file_and_fails_where_there_is_anything(run: Run, rules: Path, tmp_path: Path) -> None:
    bad = tmp_path / "bad.rules"
    bad.write_text("everywhere : loanble, items\nharbor", "utf-8")
    result = run("rules", "check", rules, bad)
    assert result.exit_code == 1
    assert result.stdout.splitlines() == [
        f"{bad}:1:14: expected something to declare, not “loanble”; did you mean “loanable”?",
        f"{bad}:1:28: expected a number or “unlimited”, not the end of the line",
        f"{bad}:2:7: expected “:” and what is declared",
    ]
    assert result.stderr == "3 mistakes, no things to look at\n"


def test_check_tells_programs_in_json(run: Run) -> None:
    result = run("rules", "check", "-", "--to", "json", stdin=b"everywhere : loanable\nharbor : loanble")
    assert [json.loads(line) for line in result.stdout.splitlines()] == [
        {"file": "-", "line": 2, "column": 10, "check": "mistake", "suggestion": "loanable",
         "message": "expected something to declare, not “loanble”"},
    ]  # fmt: skip
    found = json.loads(run("rules", "check", "-", "--to", "json", stdin=b"everywhere : loanable").stdout)
    assert (found["check"], found["line"], found["column"]) == ("incomplete", 1, None)


def test_check_knows_the_names_of_a_vocabulary(run: Run, rules: Path, tmp_path: Path) -> None:
    names = tmp_path / "names.toml"
    names.write_text('groups = ["adult", "children", "institution"]', "utf-8")
    result = run("rules", "check", rules, "--vocabulary", names)
    assert result.exit_code == 1
    assert "there is no group “child”; did you mean “children”? [unknown-group]" in result.stdout
    names.write_text("grups = []", "utf-8")
    assert "error INVALID_VOCABULARY" in run("rules", "check", rules, "--vocabulary", names).stderr


def test_format_prints_or_writes_back_and_check_only_says(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "my.rules"
    path.write_text("harbor:items 3,loanable # ours\n", "utf-8")
    assert run("rules", "format", path).stdout == "# ours\nharbor : loanable, items 3\n"
    assert run("rules", "format", path, "--check").exit_code == 1
    assert run("rules", "format", path, "--write").exit_code == 0
    assert path.read_text("utf-8") == "# ours\nharbor : loanable, items 3\n"
    assert run("rules", "format", path, "--check").exit_code == 0
    assert run("rules", "format", "-", stdin=b"harbor:items 3").stdout == "harbor : items 3\n"


def test_a_file_with_mistakes_is_never_written_over(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "my.rules"
    path.write_text("harbor:itms 3\n", "utf-8")
    result = run("rules", "format", path, "--write")
    assert result.exit_code == 1
    assert f"{path}:1:8: expected something to declare, not “itms”; did you mean “items”?" in result.stderr
    assert "error INVALID_RULES" in result.stderr
    assert path.read_text("utf-8") == "harbor:itms 3\n"


def test_explain_says_what_applies_by_which_line_and_over_what(run: Run, rules: Path) -> None:
    shown = run("rules", "explain", rules, "--unit", "harbor/map-room", "--type", "dvd", "--group", "child").stdout
    lines = {line.split("\t")[0]: line.split("\t")[1:] for line in shown.splitlines()}
    line = next(
        n for n, x in enumerate(rules.read_text("utf-8").splitlines(), 1) if x.startswith("everywhere type=dvd")
    )
    assert lines["period 7 days"] == [
        str(line), "everywhere type=dvd", "period 28 days (line 8): it names more criteria",
    ]  # fmt: skip
    assert lines["overdue none"][1] == "everywhere group=child"
    assert len(lines) == 16


def test_explain_tells_programs_in_json_with_the_due_date(run: Run, rules: Path, hours: Path) -> None:
    asked = ["--field", "period", "--opened", "2026-03-02T10:00", "--calendar", hours, "--to", "json"]
    found = json.loads(run("rules", "explain", rules, *asked).stdout)
    assert found["fields"]["period"]["declaration"] == "period 28 days"
    assert list(found["fields"]) == ["period"]
    assert found["due"] == {
        "opened": "2026-03-02T10:00:00+01:00",
        "due": "2026-03-30T18:00:00+02:00",
        "unmoved": "2026-03-30T10:00:00+02:00",
        "zone": "Europe/Berlin",
        "closedDays": "end-of-next-open-day",
    }


def test_what_is_not_lent_has_no_due_date(run: Run, rules: Path, hours: Path) -> None:
    result = run("rules", "explain", rules, "--loan", "reference", "--opened", "2026-03-02T10:00", "--calendar", hours)
    assert result.exit_code == 0
    assert result.stderr == "not loanable: there is no due date\n"
    assert "Due" not in result.stdout


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (["--opened", "2026-03-02T10:00"], 2, "--opened and --calendar go together"),
        (["--field", "perod"], 2, "there is no field “perod”"),
        (["--opened", "yesterday", "--calendar", "HOURS"], 1, "error INVALID_MOMENT: “yesterday” is no moment."),
        (["--opened", "0001-01-01", "--calendar", "HOURS"], 1, "error INVALID_MOMENT: Nobody lends in 1."),
        (["--opened", "2026-03-02", "--calendar", "RULES"], 1, "error INVALID_CALENDAR"),
        (["--opened", "2026-03-02", "--calendar", "nowhere.toml"], 1, "error FILE: No such file"),
    ],
)
def test_what_explain_refuses(run: Run, rules: Path, hours: Path, arguments: list[str], code: int, told: str) -> None:
    files = {"HOURS": hours, "RULES": rules}
    result = run("rules", "explain", rules, *(files.get(each, each) for each in arguments))
    assert result.exit_code == code
    assert told in result.stderr


def test_rules_that_leave_a_field_open_are_named_with_the_fields(run: Run) -> None:
    result = run("rules", "explain", "-", "--unit", "harbor", stdin=b"harbor : loanable, period 1 day")
    assert result.exit_code == 1
    assert "error INCOMPLETE_RULES: No rule gives closed-days, grace, items," in result.stderr


def test_a_file_in_another_encoding_says_where(run: Run) -> None:
    result = run("rules", "check", "-", stdin="everywhere : loanable\n# für alle".encode("latin-1"))
    assert result.exit_code == 1
    assert "error NOT_TEXT: - is not UTF-8: line 2 has a byte that is none." in result.stderr
