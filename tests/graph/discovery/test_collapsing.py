"""A work that several libraries describe is found once, on whatever page, wherever somebody begins and turns round."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import pytest

from graph.access.model import Actor, Permission, Reading, SharingLevel, operator
from graph.access.service import AccessService
from graph.backends.memory import MemoryStore
from graph.backends.tantivy.follower import SearchFollower
from graph.backends.tantivy.index import TantivySearch
from graph.discovery.service import DiscoveryService, SearchRequest
from graph.store.alike import CLUSTER, MEMBER
from graph.store.followed import Freshness
from graph.store.model import ANY, Cause, Change, Delete, Key, Put
from graph.store.names import NETWORKS, GraphKind, Names
from graph.store.paging import Page
from graph.store.projector import catch_up
from graph.store.scope import SystemScope
from graph.store.search import FacetField, Filter, SearchAnswer, SearchQuery, SearchSort
from graph.tenants.model import Sharing
from graph.tenants.service import TenantService
from mappings.bibframe.node import Node

NAMES = Names("https://c.example/")
NOW = datetime(2026, 7, 1, tzinfo=UTC)
LIBRARIES = ("harbor", "lindenau", "quay", "outpost", "mill")
HARBOR = Actor("h", "H", "harbor", {"harbor": frozenset({Permission.CATALOGUE_READ})})


class World:
    """Five libraries whose works are called alike in groups of any size, and what a network describes."""

    def __init__(self, directory: Path) -> None:
        self.store = store = MemoryStore()
        random, self.directory = Random(5), directory
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
        groups = {number: tuple(sorted(each)) for number, each in of.items() if len(each) > 1}
        self.of = {iri: each for each in groups.values() for iri in each}
        write(store, NAMES.network_graph("coast"), *(cluster(f"c{number}", each) for number, each in groups.items()))
        self.scope = AccessService(store, NAMES, lambda: NOW, tenants.policies).scope(HARBOR, Reading(all=True))
        self.follower = SearchFollower(directory, lambda _: True)
        catch_up(self.follower, store, SystemScope())
        index = TantivySearch(directory)
        freshness = Freshness(store, {"search": index.position}, patience_s=0.1)
        self.discovery = DiscoveryService(index, tenants, freshness)

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


def cluster(name: str, members: tuple[str, ...]) -> Node:
    iri = NAMES.resource(NETWORKS, "clusters", name)
    return {"@id": iri, "@type": [CLUSTER], MEMBER: [{"@id": each} for each in members]}


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
    wanted = {min(world.of[iri]) if iri in world.of else iri for iri in plain}
    for size in (3, 7, 100):
        forward = world.pages(request_, size)
        found = [iri for page in forward for iri in page]
        assert sorted(min(world.of[iri]) if iri in world.of else iri for iri in found) == sorted(wanted)
        assert {len(page) for page in forward[:-1]} <= {size}
        backward = [iri for page in reversed(world.pages(request_, size, back=True)) for iri in page]
        assert backward == found
    assert world.discovery.works_found(request_, world.scope, 0) == len(wanted)


def test_what_the_asking_library_has_stands_for_the_work(world: World) -> None:
    found = [iri for page in world.pages(SearchRequest("lighthouse", once=True, near="quay"), 20) for iri in page]
    for iri in found:
        own = [each for each in world.of[iri] if "/quay/" in each] if iri in world.of else []
        assert not own or iri in own


def test_hits_are_counted_as_descriptions(world: World) -> None:
    answer = world.search(SearchRequest("lighthouse", once=True, page=Page(5), facets=(FacetField.TENANT,)))
    (libraries,) = answer.facets
    assert {each.value: each.count for each in libraries.buckets} == {
        **dict.fromkeys(LIBRARIES, 36),
        "network:coast": 1,
    }
    assert answer.total == 36 * len(LIBRARIES) + 1


def test_who_does_not_read_the_network_is_told_nothing_of_what_it_takes_for_the_same(world: World) -> None:
    index = TantivySearch(world.directory)
    found = index.search(SearchQuery(frozenset(LIBRARIES), "lighthouse", first=500, once=True)).hits
    assert len(found) == 36 * len(LIBRARIES)


@pytest.mark.parametrize("owners", [
    {"quay"}, {"quay", "mill"}, {"quay", "mill", "harbor", "outpost"}, {*LIBRARIES}, {"network:coast"}, {"nobody"},
    {"quay", "network:coast", "nobody"}, {*LIBRARIES, "network:coast", "nobody"},
], ids=len)  # fmt: skip
def test_only_what_the_named_have_is_found_whether_they_are_few_or_many(world: World, owners: set[str]) -> None:
    answer = TantivySearch(world.directory).search(SearchQuery(frozenset(owners), "lighthouse", first=500))
    found = Counter(each.owner for each in answer.hits)
    assert found == {each: 1 if each == "network:coast" else 36 for each in owners if each != "nobody"}


def test_what_two_networks_take_for_the_same_otherwise_is_shown_alike_however_long_pages_are(tmp_path: Path) -> None:
    world = World(tmp_path)
    works = sorted(world.of)
    Random(2).shuffle(works)
    groups = (cluster(f"i{at}", tuple(works[at : at + 6])) for at in range(0, len(works), 6))
    write(world.store, NAMES.network_graph("inland"), *groups)
    catch_up(world.follower, world.store, SystemScope())
    world.follower.close()
    index, owners = TantivySearch(tmp_path), frozenset({*LIBRARIES, "network:coast", "network:inland"})
    wanted = SearchQuery(owners, "lighthouse", sort=SearchSort.TITLE, first=500, once=True)
    found: list[str] = []
    answer = index.search(replace(wanted, first=5))
    while answer.has_next:
        found += (each.iri for each in answer.hits)
        answer = index.search(replace(wanted, first=5, after=answer.reached or answer.hits[-1].cursor))
    assert [*found, *(each.iri for each in answer.hits)] == [each.iri for each in index.search(wanted).hits]


class Growing:
    """A few libraries with one work each; what is the same changes while the index follows."""

    def __init__(self, directory: Path) -> None:
        self.store, self.directory = MemoryStore(), directory
        self.works = [work(slug, 1, "Lighthouse") for slug in LIBRARIES]
        for slug, body in zip(LIBRARIES, self.works, strict=True):
            write(self.store, NAMES.graph(slug, GraphKind.CATALOGUE), body)
        self.follower = SearchFollower(directory / "followed", lambda _: True)

    def say(self, name: str, *libraries: int) -> None:
        """That works of these libraries are one; of none, that the cluster is gone."""
        graph, body = NAMES.network_graph("coast"), cluster(name, tuple(self.works[each]["@id"] for each in libraries))
        key = Key(graph, body["@id"])
        puts, deletes = ((Put(key, body, ANY),), ()) if libraries else ((), (Delete(key, ANY),))
        self.store.commit(Change(Cause("tester", "test", NOW), puts, deletes), SystemScope())

    def lose(self, name: str) -> None:
        """That nothing is kept of what a cluster was before."""
        key = Key(NAMES.network_graph("coast"), NAMES.resource(NETWORKS, "clusters", name))
        (past,) = self.store.history([key], SystemScope())
        self.store.lose([(key, each.version) for each in past[:-1]])

    def found(self) -> list[frozenset[str]]:
        """What is one, as a search says it that follows, and the same as one made anew says it."""
        catch_up(self.follower, self.store, SystemScope())
        followed = self._asked(self.directory / "followed")
        with TemporaryDirectory() as folder:
            anew = SearchFollower(Path(folder), lambda _: True)
            catch_up(anew, self.store, SystemScope())
            assert self._asked(Path(folder)) == followed
            anew.close()
        return followed

    def _asked(self, directory: Path) -> list[frozenset[str]]:
        index = TantivySearch(directory)

        def hits(*libraries: str) -> int:
            owners = frozenset({*libraries, "network:coast"})
            return len(index.search(SearchQuery(owners, "lighthouse", first=20, once=True)).hits)

        groups = {each: frozenset(other for other in LIBRARIES if hits(each, other) == 1) for each in LIBRARIES}
        assert hits(*LIBRARIES) == len(set(groups.values()))
        return sorted((each for each in set(groups.values()) if len(each) > 1), key=sorted)


def test_the_index_follows_what_a_network_takes_for_the_same(tmp_path: Path) -> None:
    world = Growing(tmp_path)
    assert world.found() == []
    world.say("a", 0, 1)
    assert world.found() == [{"harbor", "lindenau"}]
    world.say("a", 0, 1, 2)
    world.say("b", 3, 4)
    assert world.found() == [{"harbor", "lindenau", "quay"}, {"outpost", "mill"}]
    world.say("a", 0, 3)  # within one reading of the log one comes, goes, and another takes its place
    world.say("b")
    world.say("a", 1, 4)
    assert world.found() == [{"lindenau", "mill"}]
    world.say("a")
    assert world.found() == []
    world.say("b", 0, 1)
    assert world.found() == [{"harbor", "lindenau"}]
    world.say("b", 1, 2)
    world.lose("b")  # what it was before is in no past any more
    assert world.found() == [{"lindenau", "quay"}]
    world.follower.close()
