"""A library's description becomes its network's and its own again: nothing said is lost, nothing points nowhere, and
the network's names no address of the library.
"""

from __future__ import annotations

import orjson
import pytest

from graph.access.model import ROLES, Actor, Forbidden, network_owner, operator
from graph.backends.memory import MemoryStore
from graph.catalogue.alignment import content
from graph.catalogue.errors import Invalid, NotFound, StaleRevision
from graph.catalogue.shareable import LOCAL, Local, as_common
from graph.store.names import GraphKind, Names
from graph.store.paging import Page
from graph.store.scope import SystemScope
from graph.store.walking import documents
from tests.graph.catalogue.stored import SALT, of_type

ROLE = ROLES["cataloguer"]
ANA = Actor("ana", "Ana", "harbor", {"harbor": ROLE, network_owner("rivers"): ROLE})
LINDA = Actor("linda", "Linda", "lindenau", {"lindenau": ROLE})


@pytest.fixture
def store() -> MemoryStore:
    """One store in memory: what stores must do alike is held in tests/contracts."""
    return MemoryStore()


class Shelf:
    """Salt as Harbor imported it, with a copy."""

    def __init__(self, catalogue, access, store, names, load, marc) -> None:
        self.catalogue, self.access, self.store, self.names = catalogue, access, store, names
        self.bring = lambda *more: load(marc(*SALT, *more))
        self.bring()
        self.work, self.instance = (of_type(store, names, each)[0] for each in ("bf:Work", "bf:Instance"))
        copy = {"bf:itemOf": [{"@id": self.instance}]}
        self.item = catalogue.create(operator("harbor"), "bf:Item", copy).iri

    def read(self, iri: str, actor: Actor = ANA):
        (found,) = self.catalogue.resources([iri], self.access.scope(actor))
        return found

    def share(self, *iris: str, actor: Actor = ANA, **more):
        seen = {each: self.read(each).revision for each in iris or (self.work, self.instance)}
        return self.catalogue.promoting.promote(actor, "rivers", seen, **more)

    def take_back(self, *iris: str, actor: Actor = ANA, **more):
        seen = {each: self.read(each, actor).revision for each in iris}
        return self.catalogue.taking_back.take_back(actor, "rivers", seen, **more)

    def of(self, graph: str):
        return {each.key.iri: each.body for each in documents(self.store, graph, SystemScope())}

    @property
    def shared(self):
        return self.of(self.names.network_graph("rivers"))

    @property
    def own(self):
        return self.of(self.names.graph("harbor", GraphKind.CATALOGUE))


@pytest.fixture
def shelf(catalogue, access, store, names, load, marc) -> Shelf:
    return Shelf(catalogue, access, store, names, load, marc)


def said(body):
    """Everything a description says, in no order, its own address and those of its headings apart."""
    octets = orjson.dumps(body).replace(b"c.example/networks/", b"c.example/harbor/")
    return {
        name: sorted(map(content, values)) for name, values in orjson.loads(octets).items() if name not in
        {"@id", "@type", "bf:hasInstance", "bf:instanceOf", "dcterms:source"}
    }  # fmt: skip


@pytest.mark.parametrize("row", LOCAL, ids=lambda row: row.says)
def test_what_stays_a_librarys_own(row: Local) -> None:
    name, value = row.example
    body = {"@id": "https://c.example/harbor/works/1", "@type": ["bf:Work"], name: [value], "bf:note": ["n"]}
    shared, local = as_common(body, "https://c.example/networks/works/1", {}, Names("https://c.example/"), "harbor")
    assert (set(shared), set(local)) == ({"@id", "@type", "bf:note"}, {"@id", "@type", name})


def test_a_shared_description_reads_the_same_at_home_and_is_read_by_every_member(shelf: Shelf) -> None:
    before = {each: shelf.read(each) for each in (shelf.work, shelf.instance)}
    done = shelf.share()
    for iri, was in before.items():
        now = shelf.read(iri)
        assert now.iri == done.moved[iri], "the old address leads to the new one"
        assert said(now.body) == said(was.body)
        assert "lsp:controlNumber" not in shelf.read(now.iri, LINDA).body
    titles = [each["bf:mainTitle"] for each in shelf.read(done.moved[shelf.work], LINDA).body["bf:title"]]
    assert titles == [["Salt"]]
    assert shelf.read(shelf.item).body["bf:itemOf"] == [{"@id": done.moved[shelf.instance]}]
    (instances,) = shelf.catalogue.instances_of([done.moved[shelf.work]], shelf.access.scope(LINDA), Page())
    assert [each.iri for each in instances.items] == [done.moved[shelf.instance]]


def test_a_networks_description_names_no_address_of_the_library(shelf: Shelf) -> None:
    shelf.share()
    assert len(shelf.shared) == 2
    assert b"harbor" not in orjson.dumps(shelf.shared)


def test_importing_again_changes_the_librarys_overlay_and_not_what_is_shared(shelf: Shelf) -> None:
    done = shelf.share()
    shared = shelf.shared
    shelf.bring("500 ## $a Signed by the author.")
    assert shelf.shared == shared
    assert "Signed by the author" in str(shelf.read(done.moved[shelf.instance]).body)
    assert "Signed by the author" not in str(shelf.read(done.moved[shelf.instance], LINDA).body)
    assert set(shelf.own) == {*done.moved, *done.moved.values(), shelf.item}


def test_what_is_shared_and_taken_back_is_as_it_was(shelf: Shelf) -> None:
    before = {each: shelf.read(each).body for each in (shelf.work, shelf.instance, shelf.item)}
    done = shelf.share()
    back = shelf.take_back(done.moved[shelf.instance])
    assert back.moved == {new: old for old, new in done.moved.items()}, "the work comes along, to its old address"
    for iri, was in before.items():
        assert said(shelf.read(iri).body) == said(was)
    assert shelf.read(shelf.instance).body["bf:instanceOf"] == [{"@id": shelf.work}]
    assert shelf.read(shelf.work).body["dcterms:source"] == [{"@id": done.moved[shelf.work]}]
    assert set(shelf.own) == set(before), "no overlay is left"
    assert set(shelf.shared) == set(done.moved.values()), "the others read it as before"
    shelf.bring("500 ## $a Signed by the author.")
    assert "Signed by the author" in str(shelf.read(shelf.instance).body)


def test_another_member_takes_a_copy_of_its_own_with_what_hangs_on_it(shelf: Shelf) -> None:
    done = shelf.share()
    work, instance = done.moved[shelf.work], done.moved[shelf.instance]
    copy = shelf.catalogue.create(LINDA, "bf:Item", {"bf:itemOf": [{"@id": instance}]})
    seen = shelf.read(work, LINDA)
    shelf.catalogue.update(LINDA, work, seen.revision, {**seen.body, "bf:note": ["ours"]})
    back = shelf.take_back(work, actor=LINDA)
    own = shelf.read(back.moved[work], LINDA)
    assert own.iri.startswith("https://c.example/lindenau/works/")
    assert own.body["bf:note"] == ["ours"]
    assert shelf.read(copy.iri, LINDA).body["bf:itemOf"] == [{"@id": back.moved[instance]}]
    assert own.body["bf:hasInstance"] == [{"@id": back.moved[instance]}]
    assert b"lindenau" not in orjson.dumps(shelf.shared)


def test_a_second_members_description_goes_into_the_one_that_is_there(shelf: Shelf) -> None:
    done = shelf.share()
    catalogue = shelf.catalogue
    peer = Actor("leo", "Leo", "lindenau", {"lindenau": ROLE, network_owner("rivers"): ROLE})
    mine = catalogue.create(peer, "bf:Work", {"rdfs:label": ["Salt, again"], "bf:adminMetadata": [{"bf:note": ["x"]}]})
    shared = shelf.shared
    catalogue.promoting.promote(
        peer, "rivers", {mine.iri: mine.revision}, into={mine.iri: done.moved[shelf.work]}, keep=("rdfs:label",)
    )
    now = shelf.read(mine.iri, peer)
    assert (now.iri, now.body["rdfs:label"]) == (done.moved[shelf.work], ["Salt, again"])
    assert shelf.shared == shared


def test_what_is_shared_in_one_network_after_another_is_two_descriptions(shelf: Shelf, tenants) -> None:
    tenants.create_network(operator(), "coast", {"en": "Coast"})
    tenants.join(operator(), "harbor", "coast")
    first = shelf.share()
    shelf.take_back(*first.moved.values())
    seen = {each: shelf.read(each).revision for each in (shelf.work, shelf.instance)}
    second = shelf.catalogue.promoting.promote(operator("harbor"), "coast", seen)
    assert set(first.moved.values()).isdisjoint(second.moved.values())
    own, coast = (shelf.names.graph("harbor", GraphKind.CATALOGUE), shelf.names.network_graph("coast"))
    assert {each.key.graph for each in shelf.read(shelf.work).layers} == {own, coast}
    assert set(shelf.shared) == set(first.moved.values()), "the others read it as before"


def test_sharing_again_with_the_same_request_id_answers_as_the_first_time(shelf: Shelf) -> None:
    seen = {each: shelf.read(each).revision for each in (shelf.work, shelf.instance)}
    first = shelf.catalogue.promoting.promote(ANA, "rivers", seen, request_id="r")
    position = shelf.store.position()
    again = shelf.catalogue.promoting.promote(ANA, "rivers", seen, request_id="r")
    assert (again.moved, shelf.store.position()) == (first.moved, position)


def test_what_may_not_be_shared_is_refused_and_changes_nothing(shelf: Shelf) -> None:
    seen = shelf.read(shelf.work).revision
    position, promote = shelf.store.position(), shelf.catalogue.promoting.promote
    stranger = Actor("s", "S", "harbor", {"harbor": ROLE})
    outsider = Actor("o", "O", "lindenau", {"lindenau": ROLE, network_owner("rivers"): ROLE})
    for refused, actor, iris, more in (
        (Forbidden, stranger, {shelf.work: seen}, {}),
        (NotFound, outsider, {shelf.work: seen}, {}),
        (StaleRevision, ANA, {shelf.work: "00000000-9"}, {}),
        (Invalid, ANA, {shelf.instance: shelf.read(shelf.instance).revision}, {}),
        (Invalid, ANA, {shelf.item: shelf.read(shelf.item).revision}, {}),
        (NotFound, ANA, {shelf.work: seen}, {"into": {shelf.work: "https://c.example/networks/works/none"}}),
    ):
        with pytest.raises(refused):
            promote(actor, "rivers", iris, **more)
    shelf.share(dry_run=True)
    assert shelf.store.position() == position


def test_what_a_library_says_of_its_own_is_lost_by_no_other_that_comes_in_the_same_place(shelf: Shelf) -> None:
    shared = shelf.share().moved[shelf.work]
    linda = Actor("linda", "Linda", "lindenau", {"lindenau": ROLE, network_owner("rivers"): ROLE})
    number = {"@type": ["bf:Local"], "rdf:value": ["H-1"]}
    first, second, third = (
        shelf.catalogue.create(linda, "bf:Work", {"rdfs:label": ["Salt"], "bf:identifiedBy": [number]}).iri
        for _ in range(3)
    )
    seen = {each: shelf.read(each, linda).revision for each in (first, second, third)}
    with pytest.raises(Invalid, match="Several can't stand in one place"):
        shelf.catalogue.promoting.promote(
            linda, "rivers", {each: seen[each] for each in (first, second)}, into={first: shared, second: shared}
        )
    shelf.catalogue.promoting.promote(linda, "rivers", {first: seen[first]}, into={first: shared})
    before = shelf.read(shared, linda).body
    with pytest.raises(Invalid, match="already"):
        shelf.catalogue.promoting.promote(linda, "rivers", {third: seen[third]}, into={third: shared})
    assert (shelf.read(shared, linda).body, shelf.read(third, linda).iri) == (before, third)


def test_what_a_library_says_of_a_shared_one_of_which_it_has_a_copy_comes_to_the_copy(shelf: Shelf) -> None:
    new = shelf.share().moved[shelf.work]
    shelf.take_back(new)
    seen = shelf.read(new)
    less = {name: values for name, values in seen.body.items() if name != "bf:contribution"}
    assert less != seen.body
    shelf.catalogue.update(ANA, new, seen.revision, {**less, "bf:note": ["Said since"]})
    mine = shelf.read(shelf.work)
    shelf.catalogue.update(ANA, shelf.work, mine.revision, {**mine.body, "bf:summary": ["Of the copy"]})
    with pytest.raises(Invalid):
        shelf.share(shelf.work)
    before, shared = shelf.read(shelf.work).body, shelf.shared
    assert shelf.take_back(new).moved[new] == shelf.work
    after = shelf.read(shelf.work).body
    assert after["bf:note"] == ["Said since"]
    assert after["bf:summary"] == ["Of the copy"]
    assert "bf:contribution" not in after
    assert {name for name in after if after[name] != before.get(name)} == {"bf:note"}, "and nothing else"
    assert new not in shelf.own
    assert shelf.shared == shared


def test_what_a_library_says_since_it_shared_something_the_first_time_stays_its_own(shelf: Shelf) -> None:
    new = shelf.share().moved[shelf.work]
    seen = shelf.read(new)
    shelf.catalogue.update(ANA, new, seen.revision, {**seen.body, "bf:note": ["Said over it"]})
    shelf.take_back(new)
    mine, shared = shelf.read(shelf.work), shelf.shared
    shelf.catalogue.update(ANA, shelf.work, mine.revision, {**mine.body, "bf:summary": ["Of the copy"]})
    editions = [each["@id"] for each in shelf.read(shelf.work).body["bf:hasInstance"]]
    before = shelf.read(shelf.work).body
    shelf.share(shelf.work, *editions)
    again = shelf.read(shelf.work)
    assert again.iri == new
    assert (again.body["bf:note"], again.body["bf:summary"]) == (["Said over it"], ["Of the copy"])
    assert said(again.body) == said(before)
    assert shelf.shared == shared
    assert "bf:note" not in shelf.read(new, LINDA).body
