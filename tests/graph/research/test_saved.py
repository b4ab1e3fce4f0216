"""Saved queries: kept under a name, shown to whom their owner says and to nobody else, changed by their owner alone."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from graph.access.model import ANONYMOUS, Actor, Forbidden, Permission, Reading, SharingLevel, operator
from graph.access.service import AccessService
from graph.backends.memory import MemoryStore
from graph.catalogue.errors import Invalid, StalePaper, UnknownPaper
from graph.catalogue.resources import ResourceReader
from graph.research import saved
from graph.research.examples import EXAMPLES
from graph.research.saved import LONGEST_TEXT, Audience, Language, SavedQueries, Wanted
from graph.store.names import Names
from graph.store.paging import Page
from graph.tenants.model import Sharing
from graph.tenants.service import TenantService

NAMES = Names("https://c.example/")
NOW = datetime(2030, 1, 1, tzinfo=UTC)
READING = frozenset({Permission.CATALOGUE_READ})
RESEARCH = READING | {Permission.RESEARCH_SPARQL}


class World:
    """Harbor and Lindenau share a network, the Abbey is in none."""

    def __init__(self) -> None:
        self.store = MemoryStore()
        self.tenants = TenantService(self.store, NAMES, lambda: NOW)
        self.tenants.create_network(operator(), "rivers", {"en": "Rivers"})
        for slug in ("harbor", "lindenau", "abbey"):
            networks = () if slug == "abbey" else ("rivers",)
            sharing = Sharing(SharingLevel.PRIVATE)
            self.tenants.create_tenant(operator(), slug, {"en": slug}, networks=networks, sharing=sharing)
        self.saved = SavedQueries(self.store, NAMES, lambda: NOW, self.tenants.policies)

    def names(self, actor: Actor, first: int = 50) -> list[str]:
        return [each.kept.name for each in self.saved.of(actor, Page(first)).items]


@pytest.fixture
def world() -> World:
    return World()


def person(name: str, tenant: str, rights: frozenset[Permission] = RESEARCH) -> Actor:
    return Actor(name, name, tenant, {tenant: rights})


ADA, BEN = person("ada", "harbor"), person("ben", "harbor")
CID, DEE = person("cid", "lindenau"), person("dee", "abbey")


def query(name: str, audience: Audience = Audience.OWNER, language: Language = Language.SPARQL) -> Wanted:
    return Wanted(name=name, language=language, text="ASK {}", audience=audience)


def test_each_audience_sees_what_is_meant_for_it_and_no_more(world: World) -> None:
    for audience in Audience:
        world.saved.put(ADA, query(audience.value, audience))
    assert sorted(world.names(ADA)) == ["Everyone", "Library", "Network", "Owner"]
    assert sorted(world.names(BEN)) == ["Everyone", "Library", "Network"]
    assert sorted(world.names(CID)) == ["Everyone", "Network"]
    assert world.names(DEE) == ["Everyone"]


def test_a_query_is_read_by_its_name_by_those_who_find_it_in_their_list(world: World) -> None:
    iris = [world.saved.put(ADA, query(audience.value, audience)).iri for audience in Audience]
    for actor in (ADA, BEN, CID, DEE):
        there = [each.kept.name for each in world.saved.read(actor, iris) if each is not None]
        assert sorted(there) == sorted(world.names(actor))
    assert world.saved.read(ANONYMOUS, iris) == [None] * 4


def test_a_library_that_leaves_a_network_takes_its_queries_along(world: World) -> None:
    kept = world.saved.put(ADA, query("Shared", Audience.NETWORK))
    world.tenants.leave(operator("harbor"), "harbor", "rivers")
    assert world.names(CID) == []
    assert world.saved.read(CID, [kept.iri]) == [None]
    assert world.names(BEN) == ["Shared"]


def test_sparql_is_for_those_who_may_ask_in_it(world: World) -> None:
    reader = person("eve", "harbor", READING)
    world.saved.put(ADA, query("Statements", Audience.EVERYONE))
    world.saved.put(ADA, query("Fields", Audience.EVERYONE, Language.GRAPHQL))
    assert world.names(reader) == ["Fields"]
    with pytest.raises(Forbidden):
        world.saved.put(reader, query("Mine"))
    assert world.saved.put(reader, query("Mine", language=Language.GRAPHQL)).kept.name == "Mine"


def test_only_its_owner_changes_a_query_and_only_as_they_saw_it(world: World) -> None:
    kept = world.saved.put(ADA, query("First", Audience.LIBRARY))
    changed = world.saved.put(ADA, query("Second", Audience.LIBRARY), kept.iri, str(kept.revision))
    before = world.store.position()
    with pytest.raises(StalePaper):
        world.saved.put(ADA, query("Third"), kept.iri, str(kept.revision))
    for other in (BEN, CID, person("ada", "abbey")):
        with pytest.raises(UnknownPaper):
            world.saved.put(other, query("Third"), kept.iri, str(changed.revision))
    assert world.store.position() == before
    assert world.names(BEN) == ["Second"]


def test_its_owner_deletes_a_query_and_an_administrator_what_is_shared(world: World) -> None:
    chief = person("chief", "harbor", RESEARCH | {Permission.TENANT_ADMIN})
    own, shared = world.saved.put(ADA, query("Own")), world.saved.put(ADA, query("Shared", Audience.LIBRARY))
    with pytest.raises(Forbidden):
        world.saved.delete(BEN, shared.iri, str(shared.revision))
    for other in (BEN, chief):
        with pytest.raises(UnknownPaper):
            world.saved.delete(other, own.iri, str(own.revision))
    world.saved.delete(chief, shared.iri, str(shared.revision))
    world.saved.delete(ADA, own.iri, str(own.revision), "r")
    world.saved.delete(ADA, own.iri, str(own.revision), "r")
    assert world.names(ADA) == []


def test_saving_again_with_the_same_request_saves_once(world: World) -> None:
    first, again = (world.saved.put(ADA, query("Once"), request_id="r") for _ in range(2))
    assert first.iri == again.iri
    assert world.names(ADA) == ["Once"]


@pytest.mark.parametrize(
    ("name", "text", "path"), [(" ", "ASK {}", "name"), ("a", "", "text"), ("a", "\x00", "text"),
                               ("a", "x" * (LONGEST_TEXT + 1), "text"), ("\ud800", "ASK {}", "name")],
)  # fmt: skip
def test_what_can_not_be_kept_is_refused_with_its_place(world: World, name: str, text: str, path: str) -> None:
    with pytest.raises(Invalid) as refused:
        world.saved.put(ADA, Wanted(name=name, language=Language.SPARQL, text=text))
    assert refused.value.path == (path,)


def test_a_list_is_read_to_its_end_in_pages(world: World) -> None:
    for number in range(5):
        world.saved.put(ADA, query(f"{number}"))
    first = world.saved.of(ADA, Page(3))
    rest = world.saved.of(ADA, Page(3, first.cursors[-1]))
    assert [each.kept.name for each in (*first.items, *rest.items)] == ["4", "3", "2", "1", "0"]


def test_a_library_keeps_so_many_and_everybodys_list_has_those_of_all(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(saved, "MOST", 2)
    for actor in (ADA, CID, DEE):
        for number in range(2):
            world.saved.put(actor, query(f"{actor.id} {number}", Audience.EVERYONE))
    with pytest.raises(Invalid):
        world.saved.put(ADA, query("One more"))
    assert len(world.names(BEN)) == 6


def test_no_reader_of_resources_meets_a_saved_query(world: World) -> None:
    kept = world.saved.put(ADA, query("Own"))
    access = AccessService(world.store, NAMES, lambda: NOW, world.tenants.policies)
    scope = access.scope(operator("harbor"), Reading(all=True))
    assert ResourceReader(world.store).resources([kept.iri], scope) == [None]


def test_examples_have_names_of_their_own() -> None:
    assert len({each.key for each in EXAMPLES}) == len({each.title for each in EXAMPLES}) == len(EXAMPLES)
