"""The client's own checks, where there is Node: types against the schema, warnings of its compiler, unit tests."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from app.client import build
from graph.network.clusters.agent_features import AGENT_FEATURES
from graph.network.clusters.features import FEATURES
from mappings.profiles.vocabularies import NAMES

CLIENT = Path(__file__).parents[2] / "app" / "client"
MOST_LINES = 400

pytestmark = [pytest.mark.needs("node"), pytest.mark.slow]


@pytest.fixture(scope="module")
def npm() -> tuple[str, ...]:
    found = build.node()
    build.packages(found)
    return found.npm


@pytest.mark.parametrize("script", ["check", "test"])
def test_the_client_is_typed_as_the_schema_has_it_and_its_units_do_what_they_say(
    npm: tuple[str, ...], script: str
) -> None:
    ended = subprocess.run((*npm, "run", "--silent", script), cwd=CLIENT, capture_output=True, text=True, check=False)
    assert ended.returncode == 0, ended.stdout[-6000:] + ended.stderr[-2000:]


def test_no_file_of_the_client_is_longer_than_a_person_reads() -> None:
    lengths = {each: each.read_text("utf-8").count("\n") for each in (CLIENT / "src").rglob("*.*")}
    assert {each.name: length for each, length in lengths.items() if length > MOST_LINES} == {}


def test_every_list_that_a_profile_may_name_is_looked_up() -> None:
    known = re.findall(
        r"^  '?([\w-]+)'?: \{ ", (CLIENT / "src" / "work" / "vocabularies.ts").read_text("utf-8"), re.MULTILINE
    )
    assert set(known) == NAMES


def test_what_speaks_for_works_being_one_is_said_in_the_languages_of_the_client() -> None:
    said = json.loads((CLIENT / "messages" / "en.json").read_text("utf-8"))
    rows = {f"evidence.{each.name}.{row.name}" for each in (*FEATURES, *AGENT_FEATURES) for row in each.outcomes}
    assert {each for each in said if each.startswith("evidence.")} == rows


def test_the_client_lays_out_by_reading_direction_not_by_left_and_right() -> None:
    sided = ("margin-left", "margin-right", "padding-left", "padding-right", "text-align: right", "float:")
    for path in [*(CLIENT / "src").rglob("*.svelte"), *(CLIENT / "src").rglob("*.css")]:
        found = [each for each in sided if each in path.read_text("utf-8")]
        assert not found, f"{path.name}: {found}"


def test_what_is_committed_is_what_is_served() -> None:
    ended = subprocess.run([sys.executable, str(CLIENT / "build.py")], capture_output=True, text=True, check=False)
    assert ended.returncode == 0, ended.stderr
