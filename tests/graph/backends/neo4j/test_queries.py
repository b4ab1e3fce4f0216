"""The Cypher of docs/how-to/neo4j.md answers what it says, over records of two libraries."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import neo4j as driver
import pytest

from app.bootstrap import install
from app.layout import BaseDiffers
from app.settings import Settings, StoreAddress
from tests.app.server.conftest import make_world
from tests.neo4j_server import Servers

pytestmark = pytest.mark.needs("java")
PAGE = Path(__file__).parents[4] / "docs" / "how-to" / "neo4j.md"
AUTHOR, SUBJECTS, PATH, LANGUAGES = re.findall(r"```cypher\n(.*?)```", PAGE.read_text(), re.DOTALL)


@pytest.fixture(scope="module")
def session(neo4j: Servers, tmp_path_factory: pytest.TempPathFactory) -> Iterator[driver.Session]:
    address = neo4j.empty()
    settings = Settings(store=StoreAddress("neo4j", server=address), data=tmp_path_factory.mktemp("data"))
    make_world(settings).installation.close()
    with driver.GraphDatabase.driver(address) as opened, opened.session() as found:
        yield found


def test_works_of_somebody_are_found_in_every_library(session):
    rows = session.run(AUTHOR).values()
    assert {library for library, _ in rows} == {"harbor", "lindenau", "cloister"}
    assert len(rows) == 18
    assert rows[-1] == ["lindenau", "Lindenau tides 6"]


def test_subjects_that_occur_together_are_counted(session):
    assert session.run(SUBJECTS).values() == [["Harbors--Baltic Sea", 18]]


def test_two_people_are_connected_through_what_they_made(session):
    (row,) = session.run(PATH).values()
    assert row[0][0] == "Keeper, Harbor 1"
    assert row[0][-1] == "Keeper, Lindenau 2"


def test_languages_are_counted_from_lists(session):
    assert session.run(LANGUAGES).values() == [["http://id.loc.gov/vocabulary/languages/eng", 6]]


def test_the_base_is_kept_in_the_database(session, neo4j, tmp_path):
    store = StoreAddress("neo4j", server=neo4j.address())
    install(Settings(store=store, data=tmp_path)).close()
    with pytest.raises(BaseDiffers, match="was made with http://localhost:8000/"):
        install(Settings(store=store, data=tmp_path, base="https://other.example/"))
