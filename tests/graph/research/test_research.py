"""SPARQL within a scope: who may ask, and that no text of a query reaches a graph the scope doesn't read."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from graph.access.model import ANONYMOUS, Actor, Forbidden, Permission, Reading, SharingLevel, operator
from graph.access.service import AccessService
from graph.backends.memory import MemoryStore
from graph.backends.oxigraph import OxigraphSparql, SparqlFollower
from graph.research.service import ResearchService
from graph.store.followed import Freshness
from graph.store.model import ANY, Cause, Change, Key, Put
from graph.store.names import GraphKind, Names
from graph.store.projector import catch_up
from graph.store.scope import SystemScope
from graph.store.sparql import SparqlRefused
from graph.tenants.model import Sharing
from graph.tenants.service import TenantService

NAMES = Names("https://c.example/")
NOW = datetime(2030, 1, 1, tzinfo=UTC)
WORKS = "SELECT DISTINCT ?w { { ?w a ?class } UNION { GRAPH ?g { ?w a ?class } } FILTER(CONTAINS(STR(?w), '/works/')) }"


class World:
    """A public and a private library, each with one work in every kind of graph a library has."""

    def __init__(self, directory: Path) -> None:
        store = MemoryStore()
        tenants = TenantService(store, NAMES, lambda: NOW)
        self.access = AccessService(store, NAMES, lambda: NOW, tenants.policies)
        for slug, level in (("harbor", SharingLevel.PUBLIC), ("abbey", SharingLevel.PRIVATE)):
            tenants.create_tenant(operator(), slug, {"en": slug}, sharing=Sharing(level))
            for kind in set(GraphKind) - {GraphKind.IDENTITY, GraphKind.NETWORK, GraphKind.VOCABULARY}:
                key = Key(NAMES.graph(slug, kind), NAMES.resource(slug, "works", kind.value))
                put = Put(key, {"@id": key.iri, "@type": ["bf:Work"]}, ANY)
                store.commit(Change(Cause("tester", "test", NOW), (put,)), SystemScope())
        self.follower, self.service = SparqlFollower(directory), OxigraphSparql(directory)
        catch_up(self.follower, store, SystemScope())
        self.research = ResearchService(
            self.service, NAMES, Freshness(store, {"sparql": self.service.position}, patience_s=0.1)
        )

    def works(self, actor: Actor, text: str = WORKS, reading: Reading | None = None) -> set[str]:
        answer = self.research.sparql(actor, text, self.access.scope(actor, reading))
        return {row[0].value.removeprefix(NAMES.base) for row in answer.rows if row[0] is not None}


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    found = World(tmp_path / "sparql")
    yield found
    found.follower.close()
    found.service.close()


def researcher(tenant: str) -> Actor:
    rights = frozenset({Permission.CATALOGUE_READ, Permission.RESEARCH_SPARQL})
    return Actor(f"researcher of {tenant}", "Researcher", tenant, {tenant: rights})


def test_only_who_may_research_asks(world: World) -> None:
    nobody = Actor("reader", "Reader", "harbor", {"harbor": frozenset({Permission.CATALOGUE_READ})})
    for actor in (ANONYMOUS, nobody):
        with pytest.raises(Forbidden):
            world.works(actor)


def test_a_query_reaches_the_shareable_graphs_of_its_scope_and_no_others(world: World) -> None:
    everything = Reading(all=True)
    assert world.works(researcher("harbor")) == {"harbor/works/catalogue"}
    assert world.works(researcher("harbor"), reading=everything) == {"harbor/works/catalogue"}
    assert world.works(researcher("abbey"), reading=everything) == {"harbor/works/catalogue", "abbey/works/catalogue"}
    assert world.works(operator(), reading=everything) == {"harbor/works/catalogue", "abbey/works/catalogue"}


@pytest.mark.parametrize("clause", ["FROM <{}>", "FROM NAMED <{}>"])
def test_naming_a_graph_outside_the_scope_is_refused(world: World, clause: str) -> None:
    named = clause.format(NAMES.graph("abbey", GraphKind.CATALOGUE))
    with pytest.raises(SparqlRefused):
        world.works(researcher("harbor"), f"SELECT ?s {named} {{ ?s ?p ?o }}")
    inside = f"SELECT ?s {{ GRAPH <{NAMES.graph('abbey', GraphKind.CATALOGUE)}> {{ ?s ?p ?o }} }}"
    assert world.works(researcher("harbor"), inside) == set()


def test_vocabularies_are_there_for_everyone(world: World) -> None:
    text = 'SELECT ?l { ?l <http://www.w3.org/2000/01/rdf-schema#label> "Russian"@en }'
    assert "http://id.loc.gov/vocabulary/languages/rus" in world.works(researcher("harbor"), text)
