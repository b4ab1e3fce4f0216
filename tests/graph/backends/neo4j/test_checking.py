"""Damage planted in the database: what `check` says of it, and what can be made anew from the documents."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import neo4j as driver
import pytest

from graph.backends.neo4j import Neo4jStore
from graph.store.model import ANY, Cause, Change, Key, Put, Remedy
from graph.store.names import GraphKind, Names
from graph.store.scope import SystemScope

pytestmark = pytest.mark.needs("java")
NAMES = Names("https://c.example/")
SCOPE = SystemScope()
EDITED = Key(NAMES.graph("harbor", GraphKind.CATALOGUE), NAMES.resource("harbor", "works", "1"))
BODY = {
    "@type": ["bf:Work", "bf:Text"],
    "rdfs:label": ["Tides"],
    "bf:title": [{"@id": "#title-1", "@type": ["bf:Title"], "bf:mainTitle": ["Tides"]}],
    "bf:subject": [{"@id": "https://elsewhere.example/tides", "@type": ["bf:Topic"], "rdfs:label": ["Tides"]}],
    "bf:identifiedBy": [{"@id": "#identifiedBy-1", "@type": ["bf:Isbn"], "rdf:value": ["9780140447934"]}],
}


@pytest.fixture
def store(neo4j) -> Iterator[Neo4jStore]:
    opened = Neo4jStore(neo4j.empty())
    for note in "abcd":
        put = Put(EDITED, {**BODY, "bf:note": [note]}, ANY)
        opened.commit(Change(Cause("ada", "edit", datetime.now(UTC)), (put,)), SCOPE)
    yield opened
    opened.close()


@pytest.mark.parametrize(
    ("damage", "word", "mended"),
    [
        ("MATCH (:Doc)-[l:LINK]->() DELETE l", "lacks a link", True),
        ("MATCH (d:Doc), (i:Iri) CREATE (d)-[:LINK {path: 'bf:x', place: d.serial}]->(i)", "has a link", True),
        ("MATCH (:Doc)-[l:LINK]->() SET l.road = 1", "has a link", True),
        ("MATCH (:Doc)-[h:HAS_KEY]->() DELETE h", "lacks a key", True),
        ("MATCH (k:Key) SET k.value = 'another'", "lacks a key", True),
        ("MATCH (p:Part:bf__Title) DETACH DELETE p", "1 nodes below it, and 2 follow", True),
        ("MATCH (p:Part:bf__Title) SET p.bf__mainTitle = ['Ebb']", "A node of its property graph", True),
        ("MATCH (:Doc)-[r:bf__subject]->(:Iri) DELETE r", "relations", True),
        ("MATCH (d:Doc) SET d.rdfs__label = ['Ebb']", "Its node says something else", True),
        ("MATCH (d:Doc) SET d.types = ['bf:Work']", "lacks a type", True),
        ("MATCH (:Doc)-[r:DESCRIBES]->() DELETE r", "does not lead to the resource", True),
        ("MATCH (e:Event {sequence: 2}) DELETE e", "events numbered", False),
        ("MATCH (v:Version {version: 2}) DELETE v", "gap", False),
        ("MATCH (v:Version {version: 3}) DELETE v", "gap", False),
        ("MATCH (d:Doc) SET d.json = '{'", "can't be read", False),
    ],
)
def test_check_names_planted_damage_and_mends_what_follows_from_documents(neo4j, store, damage, word, mended):
    assert store.check(SCOPE) == []
    before = store.history([EDITED], SCOPE)
    with driver.GraphDatabase.driver(neo4j.address()) as opened:
        opened.execute_query(damage)
    findings = store.check(SCOPE)
    about = [finding for finding in findings if word in finding.problem]
    assert about
    assert {finding.remedy for finding in about} == {Remedy.MEND if mended else Remedy.RESTORE}
    if mended:
        assert store.mend([finding.key for finding in findings if finding.key], SCOPE) >= 1
        assert store.check(SCOPE) == []
        assert store.history([EDITED], SCOPE) == before
        assert store.find("isbn", ["9780140447934"], SCOPE) == [(EDITED,)]
