"""What people decided of works holds when their descriptions get other addresses: shared, taken back, merged."""

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from graph.access.model import ROLES, Actor, network_owner, operator
from graph.access.service import AccessService
from graph.catalogue.exporter import Exporter
from graph.catalogue.service import CatalogueService
from graph.network.clusters.documents import Answer
from graph.network.clusters.following import ClusterFile
from graph.network.clusters.making import Making
from graph.store.followed import LogNote
from tests.graph.network.test_making_clusters import EVERYTHING, NAMES, NETWORK, World, clock, world_in


class Desk:
    """Somebody who catalogues for a library and for its network."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.access = AccessService(world.store, NAMES, clock, world.tenants.policies)
        exporter = Exporter(world.store, NAMES, world.tenants)
        self.catalogue = CatalogueService(world.store, NAMES, clock, self.access, exporter)

    def who(self, library: str) -> Actor:
        role = ROLES["cataloguer"]
        return Actor("ana", "Ana", library, {library: role, network_owner(NETWORK): role})

    def seen(self, library: str, *iris: str) -> dict[str, str]:
        found = self.catalogue.resources(list(iris), self.access.scope(self.who(library)))
        return {each.iri: each.revision for each in found if each is not None}

    def share(self, work: str, library: str = "harbor") -> str:
        edition = work.replace("/works/", "/instances/")
        done = self.catalogue.promoting.promote(self.who(library), NETWORK, self.seen(library, work, edition))
        return done.moved[work]

    def take_back(self, work: str, library: str = "harbor") -> str:
        return self.catalogue.taking_back.take_back(self.who(library), NETWORK, self.seen(library, work)).moved[work]

    def merge(self, keep: str, other: str) -> None:
        seen = self.seen("harbor", keep, other)
        self.catalogue.merging.merge(self.who("harbor"), keep, [other], seen, dry_run=False)


@pytest.fixture
def world(tmp_path: Path) -> World:
    return world_in(tmp_path)


@pytest.fixture
def desk(world: World) -> Desk:
    return Desk(world)


def together(world: World, one: str, other: str) -> bool:
    """Whether the two are one, when clusters have followed, and when they are made anew."""
    world.clusters.follow()
    before = world.whole()
    with TemporaryDirectory() as name:
        folder = Path(name)
        anew = ClusterFile(folder / "anew", folder / "lock", LogNote(folder / "note"), world.store, EVERYTHING)
        assert Making(world.store, NAMES, clock, world.tenants, anew).bring_up(NETWORK) == 0
    assert world.whole() == before
    first, second = world.of(one, other)
    return first is not None and first == second


def test_what_is_apart_stays_apart_when_one_of_the_two_is_shared_and_taken_back(world: World, desk: Desk) -> None:
    one, other = world.describe("harbor", "a"), world.describe("lindenau", "b")
    world.clusters.follow()
    act = world.clusters.decide(operator(), NETWORK, Answer.APART, [one], [other])
    shared = desk.share(one)
    assert not together(world, shared, other)
    assert not world.clusters.waiting(operator(), NETWORK).items
    copy = desk.take_back(shared, "meridian")
    assert copy.startswith(f"{NAMES.base}meridian/")
    assert together(world, copy, shared)
    assert not together(world, copy, other)
    assert desk.take_back(shared) == one
    assert not together(world, one, other)
    assert not together(world, shared, other)
    world.clusters.undo(operator(), NETWORK, act.iri)
    assert together(world, shared, other)


def test_both_shared_stay_apart_until_that_is_taken_back_and_a_later_word_goes_before(world: World, desk: Desk) -> None:
    one, other = world.describe("harbor", "a"), world.describe("lindenau", "b")
    world.clusters.follow()
    act = world.clusters.decide(operator(), NETWORK, Answer.APART, [one], [other])
    first, second = desk.share(one), desk.share(other, "lindenau")
    assert not together(world, first, second)
    later = world.clusters.decide(operator(), NETWORK, Answer.TOGETHER, [first, second])
    assert together(world, first, second)
    world.clusters.undo(operator(), NETWORK, later.iri)
    assert not together(world, first, second)
    world.clusters.undo(operator(), NETWORK, act.iri)
    (cluster, _) = world.of(first, second)
    assert cluster is not None, "at once"
    assert together(world, first, second)


def test_what_a_person_brought_together_stays_so_when_it_is_shared(world: World, desk: Desk) -> None:
    one, other = world.describe("harbor", "a"), world.describe("lindenau", "b", title="Geschichte", language="ger")
    world.clusters.follow()
    act = world.clusters.decide(operator(), NETWORK, Answer.TOGETHER, [one, other])
    shared = desk.share(one)
    assert together(world, shared, other)
    world.clusters.undo(operator(), NETWORK, act.iri)
    assert not together(world, shared, other)


def test_a_copy_that_a_person_told_apart_goes_alone(world: World, desk: Desk) -> None:
    one, other = world.describe("harbor", "a"), world.describe("lindenau", "b")
    shared = desk.share(one)
    copy = desk.take_back(shared)
    assert together(world, copy, other)
    world.clusters.decide(operator(), NETWORK, Answer.APART, [copy], [shared, other])
    assert together(world, shared, other)
    assert not together(world, copy, other)


def test_what_was_merged_brings_along_what_was_decided_of_it(world: World, desk: Desk) -> None:
    one, twin, other = world.describe("harbor", "a"), world.describe("harbor", "c"), world.describe("lindenau", "b")
    world.clusters.follow()
    act = world.clusters.decide(operator(), NETWORK, Answer.APART, [twin], [other])
    world.clusters.decide(operator(), NETWORK, Answer.TOGETHER, [one, other])
    assert together(world, one, other)
    assert not together(world, twin, other)
    desk.merge(one, twin)
    assert together(world, one, other), "what was said of the two themselves goes before"
    world.clusters.undo(operator(), NETWORK, act.iri)
    third = world.describe("meridian", "d")
    fourth = world.describe("harbor", "e")
    world.clusters.follow()
    world.clusters.decide(operator(), NETWORK, Answer.APART, [fourth], [third])
    desk.merge(one, fourth)
    assert not together(world, one, third)
