"""A library's units, service points, rules and opening hours on the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.circulation.rules.presets import PRESETS

HOURS = '[everywhere]\nzone = "Europe/Berlin"\nmonday = ["09:00-18:00"]\n'


@pytest.fixture
def store(run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A store with one library; the folder for files."""
    monkeypatch.setenv("CATALOGRAPH_STORE", f"sqlite:///{tmp_path}/c.sqlite")
    monkeypatch.setenv("CATALOGRAPH_DATA", str(tmp_path))
    assert run("tenant", "create", "harbor").exit_code == 0
    return tmp_path


def test_units_and_service_points_are_made_changed_and_listed(run, store) -> None:
    put = ("tenant", "unit", "put", "harbor")
    assert run(*put, "HBC", "--name", "Central", "--kind", "Library", "--timezone", "Europe/Berlin").exit_code == 0
    assert run(*put, "FIC", "--parent", "HBC").exit_code == 0
    assert run(*put, "FIC", "--name", "Fiction", "--parent", "HBC").exit_code == 0
    units = run("tenant", "unit", "list", "harbor").stdout
    assert "harbor/hbc/fic\tLocation\tFIC\tFiction" in units
    point = ("tenant", "point", "put", "harbor", "desk")
    assert run(*point, "--name", "Desk", "--library", "HBC", "--serves", "FIC", "--shelf-days", "5").exit_code == 0
    assert "desk\tDesk\tharbor/hbc\tpickup\t5\tharbor/hbc/fic" in run("tenant", "point", "list", "harbor").stdout
    assert run("tenant", "point", "remove", "harbor", "desk").exit_code == 0
    assert "desk" not in run("tenant", "point", "list", "harbor").stdout


def test_a_location_that_is_renamed_stays_the_unit_it_is(run, store) -> None:
    run("tenant", "unit", "put", "harbor", "HBC", "--kind", "Library", "--timezone", "Europe/Berlin")
    assert run("tenant", "location", "harbor", "HBC", "--name", "Main").exit_code == 0
    assert "harbor/hbc\tLibrary\tHBC\tMain\tEurope/Berlin" in run("tenant", "unit", "list", "harbor").stdout


def test_rules_are_published_shown_and_kept_with_their_past(run, store) -> None:
    file = store / "lending.rules"
    file.write_text(PRESETS["university"].text() + "\nharbor/maproom : items 5\n", "utf-8")
    assert "public library" in run("rules", "show", "--tenant", "harbor").stdout
    dry = run("rules", "publish", str(file), "--tenant", "harbor", "--dry-run")
    assert "harbor/maproom" in dry.stdout
    assert "[unknown-unit]" in dry.stdout
    assert "harbor/maproom" not in run("rules", "show", "--tenant", "harbor").stdout
    assert run("rules", "publish", str(file), "--tenant", "harbor").exit_code == 0
    file.write_text(PRESETS["school"].text(), "utf-8")
    assert run("rules", "publish", str(file), "--tenant", "harbor").exit_code == 0
    assert run("rules", "show", "--tenant", "harbor").stdout == PRESETS["school"].text()
    assert len(run("rules", "show", "--tenant", "harbor", "--past").stdout.splitlines()) == 3


def test_a_networks_rules_are_published_followed_and_named_and_their_past_is_kept(run, store) -> None:
    file = store / "rivers.rules"
    file.write_text(f"{PRESETS['public'].text()}\nharbor : items 5\n", "utf-8")
    assert run("tenant", "network", "create", "rivers").exit_code == 0
    refused = run("rules", "publish", str(file), "--network", "rivers")
    assert refused.exit_code == 1
    assert "expected “everywhere”, not “harbor”: units belong to a library" in refused.stderr
    assert "written by nobody" in run("rules", "show", "--network", "rivers").stderr
    file.write_text(f"{PRESETS['public'].text()}\neverywhere : items 5\n", "utf-8")
    assert run("rules", "publish", str(file), "--network", "rivers").exit_code == 0
    assert run("rules", "show", "--network", "rivers").stdout == file.read_text("utf-8")
    assert len(run("rules", "show", "--network", "rivers", "--past").stdout.splitlines()) == 2
    follow = ("rules", "follow", "--tenant", "harbor", "--network", "rivers")
    assert "error NOT_A_MEMBER" in run(*follow).stderr
    run("tenant", "join", "harbor", "rivers")
    assert run(*follow).exit_code == 0
    assert "follows     rivers" in run("tenant", "show", "harbor").stdout
    own = store / "lending.rules"
    own.write_text("everywhere : renewals 9\n", "utf-8")
    assert run("rules", "publish", str(own), "--tenant", "harbor").exit_code == 0
    assert "error INCOMPLETE_RULES" in run("rules", "follow", "--tenant", "harbor").stderr
    assert "Name a --tenant or a --network" in run("rules", "show").stderr
    assert run("rules", "simulate", str(own), "--tenant", "harbor").exit_code == 0
    assert run("rules", "simulate", str(file), "--tenant", "harbor", "--network", "rivers").exit_code == 0


def test_rules_that_can_not_be_understood_are_refused_with_their_lines(run, store) -> None:
    file = store / "lending.rules"
    file.write_text("everywhere : loanable\nharbor : itmes 5\n", "utf-8")
    result = run("rules", "publish", str(file), "--tenant", "harbor")
    assert result.exit_code == 1
    assert f"{file}:2:" in result.stderr
    assert "public library" in run("rules", "show", "--tenant", "harbor").stdout


def test_opening_hours_are_published_and_shown(run, store) -> None:
    file = store / "hours.toml"
    file.write_text(HOURS, "utf-8")
    assert run("calendar", "publish", str(file), "--tenant", "harbor").exit_code == 0
    assert run("calendar", "show", "--tenant", "harbor").stdout == HOURS
    file.write_text("[everywhere]\nmonday = 9\n", "utf-8")
    assert run("calendar", "publish", str(file), "--tenant", "harbor").exit_code == 1
    assert run("calendar", "show", "--tenant", "harbor").stdout == HOURS
