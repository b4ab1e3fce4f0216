"""Search within a scope: three libraries of different sharing, real index, real permissions."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from graph.access.model import ANONYMOUS, Actor, Permission, Reading, SharingLevel, operator
from graph.access.service import AccessService
from graph.backends.memory import MemoryStore
from graph.backends.tantivy import SearchFollower, TantivySearch
from graph.discovery.service import DiscoveryService, SearchRequest
from graph.store.followed import Freshness
from graph.store.model import ANY, Cause, Change, Key, Put
from graph.store.names import GraphKind, Names
from graph.store.paging import Page
from graph.store.projector import catch_up
from graph.store.scope import Scope, SystemScope
from graph.store.search import FacetField, SearchKind, SearchSort
from graph.store.terms import owners_of
from graph.tenants.documents import location_iri
from graph.tenants.model import Sharing
from graph.tenants.service import TenantService
from mappings.bibframe.node import Node

NAMES = Names("https://c.example/")
NOW = datetime(2030, 1, 1, tzinfo=UTC)


class World:
    """Harbor is public, Lindenau shares within the coast, Abbey with nobody."""

    def __init__(self, directory: Path) -> None:
        self.store = MemoryStore()
        self.tenants = TenantService(self.store, NAMES, lambda: NOW)
        self.access = AccessService(self.store, NAMES, lambda: NOW, self.tenants.policies)
        self.tenants.create_network(operator(), "coast", {"en": "The Coast"}, Sharing(SharingLevel.NETWORK))
        for slug, name, level in (
            ("harbor", {"de": "Hafenbibliothek", "en": "Harbor Library"}, SharingLevel.PUBLIC),
            ("lindenau", {"de": "Lindenau"}, SharingLevel.NETWORK),
            ("abbey", {"en": "Abbey"}, SharingLevel.PRIVATE),
        ):
            self.tenants.create_tenant(operator(), slug, name, networks=["coast"], sharing=Sharing(level))
            self.write(NAMES.graph(slug, GraphKind.CATALOGUE), *self.books(slug))
        self.tenants.add_locations(operator(), "harbor", [("main", {"en": "Main hall"}, None)])
        self.write(NAMES.network_graph("coast"), self.work("coast", "shared", "Shared lighthouse"))
        self.follower = SearchFollower(directory, lambda _: True)
        catch_up(self.follower, self.store, SystemScope())
        index = TantivySearch(directory)
        freshness = Freshness(self.store, {"search": index.position}, patience_s=0.1)
        self.discovery = DiscoveryService(index, self.tenants, freshness)

    def write(self, graph: str, *bodies: Node) -> None:
        puts = tuple(Put(Key(graph, body["@id"]), body, ANY) for body in bodies)
        self.store.commit(Change(Cause("tester", "test", NOW), puts), SystemScope())

    def work(self, owner: str, name: str, title: str) -> Node:
        titled = {"@id": "#title-1", "@type": ["bf:Title"], "bf:mainTitle": [title]}
        return {"@id": NAMES.resource(owner, "works", name), "@type": ["bf:Work"], "bf:title": [titled]}

    def books(self, slug: str) -> list[Node]:
        work = self.work(slug, "one", f"Lighthouse of {slug}")
        instance = {
            "@id": NAMES.resource(slug, "instances", "one"),
            "@type": ["bf:Instance"],
            "bf:instanceOf": [{"@id": work["@id"]}],
        }
        item = {
            "@id": NAMES.resource(slug, "items", "one"),
            "@type": ["bf:Item"],
            "bf:itemOf": [{"@id": instance["@id"]}],
            "lsp:location": [{"@id": location_iri(NAMES, slug, "main")}],
        }
        return [work, instance, item]

    def titles(self, actor: Actor, reading: Reading | None = None) -> set[str]:
        scope = self.access.scope(actor, reading)
        return {hit.label for hit in self.discovery.search(SearchRequest("lighthouse"), scope).hits}


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    found = World(tmp_path / "search")
    yield found
    found.follower.close()


def reader(tenant: str) -> Actor:
    return Actor(f"reader of {tenant}", "Reader", tenant, {tenant: frozenset({Permission.CATALOGUE_READ})})


def test_everyone_finds_what_is_public_and_members_what_the_network_shares(world: World) -> None:
    everything = Reading(all=True)
    assert world.titles(ANONYMOUS, everything) == {"Lighthouse of harbor"}
    assert world.titles(reader("harbor")) == {"Lighthouse of harbor", "Shared lighthouse"}
    assert world.titles(reader("harbor"), everything) == {
        "Lighthouse of harbor",
        "Lighthouse of lindenau",
        "Shared lighthouse",
    }
    assert "Lighthouse of abbey" in world.titles(reader("abbey"))


def test_an_empty_scope_finds_nothing(world: World) -> None:
    assert owners_of(Scope()) == frozenset()
    assert world.discovery.search(SearchRequest("lighthouse"), Scope()).total == 0
    assert world.discovery.suggest("light", list(SearchKind), 5, Scope()) == ()


def test_facets_name_libraries_and_locations_as_people_know_them(world: World) -> None:
    fields = (FacetField.TENANT, FacetField.LIBRARY, FacetField.LOCATION)
    scope = world.access.scope(reader("harbor"))
    facets = world.discovery.search(SearchRequest(facets=fields), scope).facets
    tenants, libraries, locations = facets
    assert {(each.value, each.label) for each in tenants.buckets} == {
        ("harbor", "Harbor Library"),
        ("network:coast", "The Coast"),
    }
    assert [(each.label, each.iri) for each in libraries.buckets] == [("Harbor Library", NAMES.tenant("harbor"))]
    assert [each.label for each in locations.buckets] == ["Main hall"]


def test_libraries_are_named_in_the_first_language_they_have_a_name_in(world: World) -> None:
    scope = world.access.scope(reader("harbor"))

    def libraries(*languages: str) -> list[str]:
        request = SearchRequest(facets=(FacetField.LIBRARY,), languages=languages)
        (facet,) = world.discovery.search(request, scope).facets
        return [each.label for each in facet.buckets]

    assert libraries("de-AT", "en") == ["Hafenbibliothek"]
    assert libraries("fr") == ["Harbor Library"]


def test_pages_go_forward_and_backward(world: World) -> None:
    scope = world.access.scope(operator(), Reading(all=True))

    def page(wanted: Page) -> list[str]:
        request = SearchRequest(sort=SearchSort.TITLE, page=wanted)
        return [hit.label for hit in world.discovery.search(request, scope).hits]

    whole = page(Page(first=10))
    assert len(whole) == 4
    assert page(Page(first=None, last=2)) == whole[2:]
    last = world.discovery.search(SearchRequest(sort=SearchSort.TITLE, page=Page(first=None, last=2)), scope)
    assert page(Page(first=None, last=1, before=last.hits[0].cursor)) == [whole[1]]


def test_suggestions_complete_within_the_scope(world: World) -> None:
    scope = world.access.scope(ANONYMOUS, Reading(all=True))
    found = world.discovery.suggest("lightho", [SearchKind.WORK], 5, scope)
    assert [each.label for each in found] == ["Lighthouse of harbor"]
