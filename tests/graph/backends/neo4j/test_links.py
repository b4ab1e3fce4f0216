"""Links that releases before and after the numbers of roads have written, in one store."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime

import neo4j as driver
import pytest

from graph.backends.neo4j import Neo4jStore
from graph.backends.neo4j.schema import MIGRATIONS
from graph.store.model import ANY, Cause, Change, Key, Put
from graph.store.names import GraphKind, Names
from graph.store.scope import SystemScope
from tests.neo4j_server import Servers

pytestmark = pytest.mark.needs("java")
NAMES = Names("https://c.example/")
SCOPE = SystemScope()
ELSEWHERE = "https://elsewhere.example/tides"
TOPIC = {"@id": ELSEWHERE, "@type": ["bf:Topic"], "rdfs:label": ["Tides"]}
BEFORE = MIGRATIONS[:2]


def key(name: str) -> Key:
    return Key(NAMES.graph("harbor", GraphKind.CATALOGUE), NAMES.resource("harbor", "works", name))


def written(store: Neo4jStore, name: str) -> None:
    body = {"@type": ["bf:Work"], "rdfs:label": [name], "bf:subject": [TOPIC]}
    store.commit(Change(Cause("ada", "edit", datetime.now(UTC)), (Put(key(name), body, ANY),)), SCOPE)


def pointing(store: Neo4jStore) -> list[str]:
    """The works that point at the topic, a page each, as they are counted."""
    found, after = [], None
    while True:
        (page,) = store.incoming([ELSEWHERE], ["bf:subject"], SCOPE, first=1, after=after, count=True)
        found += [each.iri.rpartition("/")[2] for each in page.keys]
        if (after := page.after) is None:
            assert page.total == len(found)
            return found


@pytest.fixture
def paths(neo4j: Servers) -> Callable[[], list[tuple[str, str | None]]]:
    """Which works have which paths in their links, those to headings first."""
    ask = (
        "MATCH (d:Doc)-[l:LINK]->(i:Iri) RETURN d.rdfs__label[0] AS name, l.path AS path, i:Heading AS heading"
        " ORDER BY name, heading DESC"
    )

    def found() -> list[tuple[str, str | None]]:
        with driver.GraphDatabase.driver(neo4j.address()) as opened:
            return [(row["name"], row["path"]) for row in opened.execute_query(ask).records]

    return found


def test_links_of_both_releases_are_followed_while_both_run_and_when_only_the_later_does(neo4j, paths):
    address = neo4j.empty()
    with closing(Neo4jStore(address, migrations=BEFORE)) as old:
        written(old, "1")
        with closing(Neo4jStore(address)) as new:
            written(new, "2")
            written(old, "3")
            assert pointing(old) == pointing(new) == ["1", "2", "3"]
    with closing(Neo4jStore(address)) as new:
        assert len(new.contract(SCOPE).contracting) == 1
        assert {path for _, path in paths()} == {"bf:subject"}
    with closing(Neo4jStore(address)) as new:
        written(new, "4")
        assert paths()[-2:] == [("4", "bf:subject"), ("4", None)]
        assert pointing(new) == ["1", "2", "3", "4"]
        assert new.check(SCOPE) == []
        new.mend([key("1")], SCOPE)
        assert paths()[:2] == [("1", "bf:subject"), ("1", None)]
        assert pointing(new) == ["1", "2", "3", "4"]
        assert new.check(SCOPE) == []


def test_a_store_made_anew_has_short_links_from_the_first(neo4j, paths):
    with closing(Neo4jStore(neo4j.empty())) as store:
        written(store, "1")
        assert paths() == [("1", "bf:subject"), ("1", None)]
        assert pointing(store) == ["1"]
        assert store.check(SCOPE) == []
