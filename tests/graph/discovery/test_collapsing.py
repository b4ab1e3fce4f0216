"""A work that several libraries describe is found once, on whatever page, wherever somebody begins and turns round."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from random import Random

import pytest

from graph.access.model import Actor, Permission, Reading, SharingLevel, operator
from graph.access.service import AccessService
from graph.backends.memory import MemoryStore
from graph.backends.tantivy.follower import SearchFollower
from graph.backends.tantivy.index import TantivySearch
from graph.discovery.service import DiscoveryService, SearchRequest
from graph.store.followed import Freshness
from graph.store.model import ANY, Cause, Change, Key, Put
from graph.store.names import NETWORKS, GraphKind, Names
from graph.store.paging import Page
from graph.store.projector import catch_up
from graph.store.scope import Scope, SystemScope
from graph.store.search import FacetField, Filter, SearchAnswer, SearchSort
from graph.tenants.model import Sharing
from graph.tenants.service import TenantService
from mappings.bibframe.node import Node

NAMES = Names("https://c.example/")
NOW = datetime(2026, 7, 1, tzinfo=UTC)
LIBRARIES = ("harbor", "lindenau", "quay", "outpost", "mill")
HARBOR = Actor("h", "H", "harbor", {"harbor": frozenset({Permission.CATALOGUE_READ})})


@dataclass(frozen=True)
class Group:
    members: tuple[str, ...]


class World:
    """Five libraries whose works are called alike in groups of any size, and what a network describes."""

    def __init__(self, directory) -> None:
        store, random = MemoryStore(), Random(5)
        self.calls = 0
        tenants = TenantService(store, NAMES, lambda: NOW)
        tenants.create_network(operator(), "coast", {"en": "Coast"}, Sharing(SharingLevel.NETWORK))
        of: dict[int, list[str]] = {}
        for slug in LIBRARIES:
            tenants.create_tenant(operator(), slug, {"en": slug}, networks=["coast"])
            bodies = []
            for number in random.sample(range(60), 36):
                body = work(slug, number, f"Lighthouse {'tower ' * (number % 3)}{number}")
                of.setdefault(number, []).append(body["@id"])
                bodies.append(body)
            write(store, NAMES.graph(slug, GraphKind.CATALOGUE), *bodies)
        write(store, NAMES.network_graph("coast"), work(NETWORKS, 99, "Lighthouse tower shared"))
        self.groups = [Group(tuple(sorted(each))) for each in of.values() if len(each) > 1]
        self.of = {iri: each for each in self.groups for iri in each.members}
        self.scope = AccessService(store, NAMES, lambda: NOW, tenants.policies).scope(HARBOR, Reading(all=True))
        self.follower = SearchFollower(directory, lambda _: True)
        catch_up(self.follower, store, SystemScope())
        index = TantivySearch(directory)
        freshness = Freshness(store, {"search": index.position}, patience_s=0.1)
        self.discovery = DiscoveryService(index, tenants, freshness, self.grouped)

    def grouped(self, works: list[str], _: Scope) -> list[list[Group]]:
        self.calls += 1
        return [[self.of[each]] if each in self.of else [] for each in works]

    def search(self, request: SearchRequest) -> SearchAnswer:
        return self.discovery.search(request, self.scope)

    def pages(self, request: SearchRequest, size: int, *, back: bool = False) -> list[list[str]]:
        """All pages by following the markers, from the end where `back`."""
        found: list[list[str]] = []
        page = Page(last=size) if back else Page(size)
        while True:
            answer = self.search(replace(request, page=page))
            found.append([each.iri for each in answer.hits])
            if not (answer.has_previous if back else answer.has_next):
                return found
            page = Page(last=size, before=answer.hits[0].cursor) if back else Page(size, after=answer.hits[-1].cursor)


def work(owner: str, number: int, title: str) -> Node:
    titled = {"@id": "#title-1", "@type": ["bf:Title"], "bf:mainTitle": [title]}
    return {"@id": NAMES.resource(owner, "works", f"n{number}"), "@type": ["bf:Work"], "bf:title": [titled]}


def write(store: MemoryStore, graph: str, *bodies: Node) -> None:
    puts = tuple(Put(Key(graph, body["@id"]), body, ANY) for body in bodies)
    store.commit(Change(Cause("tester", "test", NOW), puts), SystemScope())


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    made = World(tmp_path_factory.mktemp("search"))
    yield made
    made.follower.close()


@pytest.mark.parametrize("request_", [
    SearchRequest("lighthouse tower", once=True),
    SearchRequest("lighthouse", once=True, near="quay"),
    SearchRequest("lighthouse", once=True, sort=SearchSort.TITLE),
    SearchRequest(once=True, filters=(Filter(FacetField.TENANT, ("mill", "outpost")),)),
], ids=["best match", "own first", "by title", "filtered"])  # fmt: skip
def test_each_work_is_found_once_over_all_pages_forward_and_back(world: World, request_: SearchRequest) -> None:
    plain = [iri for page in world.pages(replace(request_, once=False), 100) for iri in page]
    wanted = {min(world.of[iri].members) if iri in world.of else iri for iri in plain}
    for size in (3, 7, 100):
        forward = world.pages(request_, size)
        found = [iri for page in forward for iri in page]
        assert sorted(min(world.of[iri].members) if iri in world.of else iri for iri in found) == sorted(wanted)
        assert {len(page) for page in forward[:-1]} <= {size}
        backward = [iri for page in reversed(world.pages(request_, size, back=True)) for iri in page]
        assert backward == found
    assert world.discovery.works_found(request_, world.scope, 0) == len(wanted)


def test_what_the_asking_library_has_stands_for_the_work(world: World) -> None:
    found = [iri for page in world.pages(SearchRequest("lighthouse", once=True, near="quay"), 20) for iri in page]
    for iri in found:
        own = [each for each in world.of[iri].members if "/quay/" in each] if iri in world.of else []
        assert not own or iri in own


def test_a_page_asks_once_what_is_one_however_many_hits_it_shows(world: World) -> None:
    for size in (1, 5, 20):
        world.calls = 0
        answer = world.search(SearchRequest("lighthouse", once=True, page=Page(size), facets=(FacetField.TENANT,)))
        assert (len(answer.hits), world.calls) == (size, 1)
    (libraries,) = answer.facets
    assert {each.value: each.count for each in libraries.buckets} == {
        **dict.fromkeys(LIBRARIES, 36),
        "network:coast": 1,
    }
    assert answer.total == 36 * len(LIBRARIES) + 1
