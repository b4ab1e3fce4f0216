"""Clusters follow what libraries describe, keep their addresses, and hold what people decided."""

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from random import Random

import pytest

from graph.access.model import SharingLevel, operator
from graph.backends.memory import MemoryStore
from graph.catalogue.resources import REDIRECT, REPLACED_BY
from graph.network.clusters.deciding import Clustering, UnknownAct
from graph.network.clusters.documents import Answer, Cluster
from graph.network.clusters.following import ClusterFile
from graph.network.clusters.making import Making
from graph.store.followed import LogNote
from graph.store.model import ANY, Cause, Change, Delete, Key, Put
from graph.store.names import GraphKind, Names, opaque_id
from graph.store.portable import Portable
from graph.store.scope import SystemScope
from graph.tenants.model import Sharing
from graph.tenants.service import TenantService
from mappings.bibframe.node import Node

NAMES = Names("https://c.example/")
EVERYTHING = SystemScope()
LIBRARIES = ("harbor", "lindenau", "meridian")
NETWORK = "rivers"


def clock() -> datetime:
    return datetime(2026, 3, 1, tzinfo=UTC)


@dataclass
class World:
    store: Portable
    tenants: TenantService
    making: Making
    clusters: Clustering
    file: ClusterFile

    def describe(self, library: str, local: str, title: str = "History of the harbor town", **said: str) -> str:
        graph = NAMES.graph(library, GraphKind.CATALOGUE)
        work, instance = (NAMES.resource(library, each, local) for each in ("works", "instances"))
        titled: Node = {"@id": "#title-1", "@type": ["bf:Title"], "bf:mainTitle": [title]}
        if "part" in said:
            titled["bf:partNumber"] = [said["part"]]
        by = said.get("by", "Lee, Ann, 1950-")
        agent = {"@id": agent_of(library, by), "@type": ["bf:Agent", "bf:Person"], "rdfs:label": [by]}
        contribution = {
            "@id": "#contribution-1",
            "@type": ["bf:Contribution", "bf:PrimaryContribution"],
            "bf:agent": [agent],
        }
        language = f"http://id.loc.gov/vocabulary/languages/{said.get('language', 'eng')}"
        provision = {
            "@id": "#p-1",
            "@type": ["bf:Publication"],
            "bf:date": [{"@value": said.get("year", "1990"), "@type": "edtf:edtf"}],
        }
        bodies: list[Node] = [
            {
                "@id": work,
                "@type": ["bf:Work", "bf:Text"],
                "bf:title": [titled],
                "bf:contribution": [contribution],
                "bf:language": [{"@id": language}],
                "bf:hasInstance": [{"@id": instance}],
            },
            {
                "@id": instance,
                "@type": ["bf:Instance"],
                "bf:title": [titled],
                "bf:provisionActivity": [provision],
                "bf:instanceOf": [{"@id": work}],
            },
        ]
        puts = tuple(Put(Key(graph, each["@id"]), each, ANY) for each in bodies)
        self.store.load([Change(Cause("cataloguer", "put", clock()), puts)], EVERYTHING)
        return work

    def remove(self, library: str, work: str) -> None:
        key = Key(NAMES.graph(library, GraphKind.CATALOGUE), work)
        self.store.commit(Change(Cause("cataloguer", "delete", clock()), deletes=(Delete(key, ANY),)), EVERYTHING)

    def of(self, *works: str) -> list[Cluster | None]:
        return [each[0] if each else None for each in self.clusters.of_works(works, EVERYTHING)]

    def whole(self) -> dict[str, Node]:
        page = self.store.scan(NAMES.network_graph(NETWORK), EVERYTHING)
        found = self.store.read(page.keys, EVERYTHING)
        return {each.key.iri: each.body for each in found if each is not None}


def agent_of(library: str, by: str) -> str:
    return NAMES.resource(library, "agents", opaque_id(by))


def world_in(folder: Path, store: Portable | None = None) -> World:
    folder.mkdir(exist_ok=True)
    store = store or MemoryStore()
    tenants = TenantService(store, NAMES, clock)
    tenants.create_network(operator(), NETWORK, {"en": "Rivers"})
    for each in LIBRARIES:
        tenants.create_tenant(operator(), each, {"en": each})
        tenants.join(operator(), each, NETWORK)
    file = ClusterFile(folder / "clusters", folder / "lock", LogNote(folder / "note"), store, EVERYTHING)
    making = Making(store, NAMES, clock, tenants, file)
    return World(store, tenants, making, Clustering(store, NAMES, clock, making), file)


@pytest.fixture
def world(tmp_path: Path) -> World:
    return world_in(tmp_path)


def test_the_same_work_of_two_libraries_is_one_cluster_and_what_is_less_sure_waits_for_a_person(world: World) -> None:
    one, other = world.describe("harbor", "a"), world.describe("lindenau", "b")
    doubtful = world.describe(
        "meridian", "c", title="History of the harbor town and its ships and sailors", year="1999"
    )
    world.describe("meridian", "d", language="ger")
    world.making.bring_up(NETWORK)
    cluster, again, left = world.of(one, other, doubtful)
    assert cluster is not None
    assert cluster == again
    assert cluster.members == (one, other)
    assert cluster.likenesses[0].evidence[0].says == "The titles are the same."
    assert left is None
    waiting = {each.likeness.works for each in world.clusters.waiting(operator(), NETWORK).items}
    assert waiting == {(one, doubtful), (other, doubtful)}


def test_nothing_new_writes_nothing_and_making_all_anew_gives_the_same(world: World, tmp_path: Path) -> None:
    for number, library in enumerate(LIBRARIES * 2):
        world.describe(library, f"w{number}", part=str(number // 3 + 1))
    world.making.bring_up(NETWORK)
    before, event = world.whole(), world.store.position()
    assert world.making.bring_up(NETWORK) == 0
    anew = ClusterFile(tmp_path / "anew", tmp_path / "lock2", LogNote(tmp_path / "note2"), world.store, EVERYTHING)
    assert Making(world.store, NAMES, clock, world.tenants, anew).bring_up(NETWORK) == 0
    assert world.store.position() == event
    assert world.whole() == before


def test_the_same_clusters_come_of_works_in_another_order_and_one_at_a_time(tmp_path: Path) -> None:
    described = [(library, f"w{n}", str(n % 2 + 1)) for n, library in enumerate(LIBRARIES * 3)]
    found = set()
    for seed in range(3):
        world = world_in(tmp_path / str(seed))
        Random(seed).shuffle(described)
        for library, local, part in described:
            world.describe(library, local, part=part)
            if seed:
                world.making.bring_up(NETWORK)
        world.making.bring_up(NETWORK)
        found.add(frozenset(each.members for each in world.clusters.all_of(NETWORK, EVERYTHING)))
    assert len(found) == 1
    assert sorted(len(each) for each in next(iter(found))) == [4, 5]


def test_blocks_that_grow_and_shrink_past_what_is_compared_give_the_same_clusters_step_by_step(tmp_path: Path) -> None:
    random = Random(11)
    described = [(random.choice(LIBRARIES), f"w{n}", str(random.choice((1990, 1991, 1997)))) for n in range(70)]
    removed = random.sample(described, 35)
    found = []
    for at_once in (True, False):
        world = world_in(tmp_path / str(at_once))
        for library, local, year in described:
            world.describe(library, local, year=year)
            if not at_once and local.endswith("5"):
                world.making.bring_up(NETWORK)
        for library, local, _ in removed:
            world.remove(library, NAMES.resource(library, "works", local))
            if not at_once and local.endswith("5"):
                world.making.bring_up(NETWORK)
        world.making.bring_up(NETWORK)
        clusters = {each.members for each in world.clusters.all_of(NETWORK, EVERYTHING)}
        waiting = {each.likeness.works for each in world.clusters.waiting(operator(), NETWORK).items}
        found.append((clusters, waiting))
    assert found[0] == found[1]
    assert found[0][0]


def test_clusters_that_become_one_keep_the_older_address_and_the_other_leads_there(world: World) -> None:
    first = world.describe("harbor", "a"), world.describe("lindenau", "b")
    world.making.bring_up(NETWORK)
    second = world.describe("harbor", "c", by="Roe, Jan"), world.describe("lindenau", "d", by="Roe, Jan")
    world.making.bring_up(NETWORK)
    older, newer = world.of(first[0], second[0])
    assert older is not None
    assert newer is not None
    for library, local in (("harbor", "c"), ("lindenau", "d")):
        world.describe(library, local)
    world.making.bring_up(NETWORK)
    (joined,) = {each.iri for each in world.of(*first, *second) if each is not None}
    (gone,) = {older.iri, newer.iri} - {joined}
    assert REDIRECT in world.whole()[gone]["@type"]
    assert world.whole()[gone][REPLACED_BY] == [{"@id": joined}]


def test_a_work_that_is_gone_or_private_is_named_nowhere(world: World) -> None:
    one, other = world.describe("harbor", "a"), world.describe("lindenau", "b")
    third = world.describe("meridian", "c")
    world.making.bring_up(NETWORK)
    world.remove("harbor", one)
    world.making.bring_up(NETWORK)
    (cluster,) = world.clusters.all_of(NETWORK, EVERYTHING)
    assert cluster.members == (other, third)
    world.tenants.update(operator(), "meridian", sharing=Sharing(SharingLevel.PRIVATE))
    world.making.bring_up(NETWORK)
    assert not [each for each in world.whole().values() if one in str(each) or third in str(each)]


def test_what_a_person_decides_holds_against_later_imports_and_is_undone_whole(world: World) -> None:
    one, other = world.describe("harbor", "a"), world.describe("lindenau", "b")
    world.making.bring_up(NETWORK)
    before = world.whole()
    coordinator = operator()
    act = world.clusters.decide(coordinator, NETWORK, Answer.APART, [one], [other], request_id="r1")
    assert world.of(one, other) == [None, None]
    world.describe("harbor", "a", year="1991")
    world.making.bring_up(NETWORK)
    assert world.of(one, other) == [None, None]
    assert world.clusters.waiting(operator(), NETWORK).items == ()
    world.describe("harbor", "a")
    world.clusters.undo(coordinator, NETWORK, act.iri)
    assert {iri: each["lsp:clusterMember"] for iri, each in world.whole().items() if "lsp:clusterMember" in each} == {
        iri: each["lsp:clusterMember"] for iri, each in before.items()
    }


def test_whoever_is_asked_to_end_goes_on_where_they_were_and_nobody_makes_clusters_beside_them(world: World) -> None:
    works = [world.describe(each, str(one), title=f"Harbor number {one} of the old town", part=str(one))
             for one in range(310) for each in LIBRARIES[:2]]  # fmt: skip
    steps = iter((False, False, True, True))
    some = world.making.bring_up(NETWORK, lambda: next(steps))
    assert some
    rest = world.clusters.follow()[NETWORK]
    assert rest
    assert all(each is not None for each in world.of(*works))
    assert len(world.whole()) == some + rest == 310 + 1  # and their maker
    with world.making.alone(lambda: False, waits=False):
        assert world.clusters.follow(waits=False) == world.clusters.follow(stop=lambda: True) == {}


def test_people_bring_together_what_no_score_would(world: World) -> None:
    one, other = world.describe("harbor", "a"), world.describe("lindenau", "b", title="Geschichte", language="ger")
    world.making.bring_up(NETWORK)
    act = world.clusters.decide(operator(), NETWORK, Answer.TOGETHER, [one, other])
    (cluster, _) = world.of(one, other)
    assert cluster is not None
    assert cluster.members == (one, other)
    world.clusters.undo(operator(), NETWORK, act.iri)
    assert world.of(one, other) == [None, None]


def test_agents_are_one_by_their_headings_never_across_years_and_by_a_persons_word(world: World) -> None:
    for library, by in (
        ("harbor", "Lee, Ann, 1950-"),
        ("lindenau", "Lee, Ann, 1950-"),
        ("meridian", "Lee, Ann, 1971-"),
        ("meridian", "Lee, Ann"),
    ):
        world.describe(library, opaque_id(by), title=f"Of {library} by {by}", by=by)
    world.making.bring_up(NETWORK)
    harbor, lindenau = (agent_of(each, "Lee, Ann, 1950-") for each in ("harbor", "lindenau"))
    younger, undated = (agent_of("meridian", each) for each in ("Lee, Ann, 1971-", "Lee, Ann"))
    first, second, third, fourth = world.of(harbor, lindenau, younger, undated)
    assert first is not None
    assert first == second
    assert first.members == tuple(sorted((harbor, lindenau)))
    assert third is fourth is None
    waiting = {each.likeness.works for each in world.clusters.waiting(operator(), NETWORK).items}
    assert any(undated in each for each in waiting)
    world.clusters.decide(operator(), NETWORK, Answer.TOGETHER, [undated, harbor])
    (joined,) = world.of(undated)
    assert joined is not None
    assert set(joined.members) == {harbor, lindenau, undated}
    world.describe("lindenau", opaque_id("Lee, Ann, 1950-"), title="Of another", by="Roe, Jan")
    world.making.bring_up(NETWORK)
    (left,) = world.of(harbor)
    assert left is not None
    assert set(left.members) == {harbor, undated}


def test_an_agents_own_description_takes_nothing_away_from_those_that_works_name(world: World) -> None:
    for library in LIBRARIES[:2]:
        world.describe(library, "a")
    harbor, lindenau = (agent_of(each, "Lee, Ann, 1950-") for each in LIBRARIES[:2])
    world.making.bring_up(NETWORK)
    body: Node = {"@id": harbor, "@type": ["bf:Person"], "rdfs:label": ["Lee, Ann, 1950-"]}
    put = Put(Key(NAMES.graph("harbor", GraphKind.CATALOGUE), harbor), body, ANY)
    world.store.load([Change(Cause("cataloguer", "put", clock()), (put,))], EVERYTHING)
    world.making.bring_up(NETWORK)
    (cluster,) = world.of(harbor)
    assert cluster is not None
    assert cluster.members == (harbor, lindenau)


def test_a_work_that_left_a_cluster_takes_its_address_from_nobody(world: World) -> None:
    left, *stay = [world.describe(library, local) for library, local in zip(LIBRARIES, "abc", strict=True)]
    other = world.describe("meridian", "d", title="Something else", by="Roe, Jan")
    world.making.bring_up(NETWORK)
    (whole,) = world.of(left)
    world.describe("harbor", "a", title="Roses", by="Moe, Zoë")
    world.making.bring_up(NETWORK)
    world.clusters.decide(operator(), NETWORK, Answer.TOGETHER, [left, other])
    rest, new = world.of(stay[0], left)
    assert whole is not None
    assert rest is not None
    assert new is not None
    assert (rest.iri, rest.members, new.members) == (whole.iri, tuple(stay), (left, other))


def test_what_was_decided_or_taken_back_holds_where_whoever_did_so_was_cut_off(world: World, monkeypatch) -> None:
    one, other = world.describe("harbor", "1"), world.describe("lindenau", "1")
    world.clusters.follow()
    (before, _) = world.of(one, other)

    def cut_off(*_: object) -> int:
        raise KeyboardInterrupt

    with monkeypatch.context() as cut:
        cut.setattr(world.making, "look_again", cut_off)
        with pytest.raises(KeyboardInterrupt):
            world.clusters.decide(operator(), NETWORK, Answer.APART, [one], [other], request_id="r1")
    world.clusters.follow()
    assert world.of(one, other) == [None, None], "the next time finds it"
    act = world.clusters.decide(operator(), NETWORK, Answer.APART, [one], [other], request_id="r1")
    with monkeypatch.context() as cut:
        cut.setattr(world.making, "look_again", cut_off)
        with pytest.raises(KeyboardInterrupt):
            world.clusters.undo(operator(), NETWORK, act.iri, "r2")
    for _ in "ab":
        with pytest.raises(UnknownAct):
            world.clusters.undo(operator(), NETWORK, act.iri, "r3")
    assert set(world.clusters.undo(operator(), NETWORK, act.iri, "r2")) == {one, other}
    (after, _) = world.of(one, other)
    assert (after and after.iri) == (before and before.iri), "asked again, it is done"
    assert world.clusters.follow() == {NETWORK: 0}
