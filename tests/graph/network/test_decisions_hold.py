"""What people decided of works and of who made them holds when their descriptions get other addresses: shared, taken
back, merged.
"""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from graph.access.model import ROLES, Actor, network_owner, operator
from graph.access.service import AccessService
from graph.backends.memory import MemoryStore
from graph.backends.sqlite import SqliteStore
from graph.catalogue.exporter import Exporter
from graph.catalogue.service import CatalogueService
from graph.network.clusters.documents import Answer
from graph.network.clusters.following import ClusterFile
from graph.network.clusters.making import Making
from graph.store.followed import LogNote
from tests.graph.network.test_making_clusters import EVERYTHING, NAMES, NETWORK, World, agent_of, clock, world_in


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


@pytest.fixture(params=("memory", "sqlite"))
def world(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[World]:
    """What stores must do alike is held in tests/contracts."""
    with closing(MemoryStore() if request.param == "memory" else SqliteStore(tmp_path / "store.sqlite")) as opened:
        yield world_in(tmp_path, opened)


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


ANN, SHORT = "Lee, Ann, 1950-", "Lee, Ann"


def makers(*libraries: str, by: str = ANN) -> list[str]:
    return [agent_of(each, by) for each in libraries]


def test_agents_that_are_apart_stay_so_when_a_work_is_shared_and_taken_back_on_any_store(store, tmp_path) -> None:
    world = world_in(tmp_path, store)
    desk = Desk(world)
    work = world.describe("harbor", "a")
    world.describe("harbor", "c", title="Tides and their tables", year="1971")
    world.describe("lindenau", "b", title="Salt")
    one, other, shared, theirs = makers("harbor", "lindenau", "networks", "meridian")
    world.clusters.follow()
    act = world.clusters.decide(operator(), NETWORK, Answer.APART, [one], [other])
    assert not together(world, one, other)
    common = desk.share(work)
    assert not together(world, shared, other)
    assert not together(world, one, other)
    assert together(world, one, shared), "the same heading of one library, here and there"
    desk.take_back(common, "meridian")
    assert not together(world, theirs, other)
    assert together(world, theirs, shared)
    desk.take_back(common)
    assert not together(world, shared, other)
    world.clusters.undo(operator(), NETWORK, act.iri)
    assert together(world, shared, other)


def test_agents_that_a_person_brought_together_stay_so_when_their_works_are_shared(world: World, desk: Desk) -> None:
    work = world.describe("harbor", "a", by="Wood, Una")
    second = world.describe("harbor", "c", by="Wood, Una", title="Tides and their tables")
    world.describe("lindenau", "b", title="Salt")
    (one,), (shared,), (other,) = (
        makers("harbor", by="Wood, Una"), makers("networks", by="Wood, Una"), makers("lindenau"),
    )  # fmt: skip
    world.clusters.follow()
    act = world.clusters.decide(operator(), NETWORK, Answer.TOGETHER, [one, other])
    assert together(world, one, other)
    desk.share(work)
    assert together(world, shared, other)
    desk.share(second)
    assert together(world, shared, other), "nobody is called so in a description of the library's any more"
    world.clusters.undo(operator(), NETWORK, act.iri)
    assert not together(world, shared, other)


def test_what_is_decided_of_a_shared_agent_holds_for_whoever_takes_a_work_back(world: World, desk: Desk) -> None:
    work = world.describe("harbor", "a")
    world.describe("lindenau", "b", title="Salt", by=SHORT)
    shared, theirs, mine = makers("networks", "meridian", "harbor")
    (other,) = makers("lindenau", by=SHORT)
    common = desk.share(work)
    world.clusters.follow()
    world.clusters.decide(operator(), NETWORK, Answer.APART, [shared], [other])
    desk.take_back(common, "meridian")
    desk.take_back(common)
    for each in (theirs, mine, shared):
        assert not together(world, each, other)
    assert not [each for each in world.clusters.waiting(operator(), NETWORK).items if other in each.likeness.works]


def test_who_is_called_the_same_in_a_library_that_shared_nothing_of_theirs_is_still_another(
    world: World, desk: Desk
) -> None:
    work = world.describe("harbor", "a")
    world.describe("lindenau", "b", title="Salt")
    later = world.describe("meridian", "d", title="Roses of the north")
    one, other, shared, third = makers("harbor", "lindenau", "networks", "meridian")
    world.clusters.follow()
    world.clusters.decide(operator(), NETWORK, Answer.APART, [third], [one, other])
    desk.share(work)
    assert together(world, shared, other)
    assert not together(world, shared, third), "as it was of who is called so in what was shared"
    world.remove("meridian", later)
    assert together(world, shared, other)
