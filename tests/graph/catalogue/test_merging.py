"""Two descriptions become one and one becomes two: nothing said is lost, nothing points nowhere, all can be undone."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from graph.access.model import Actor, Forbidden, Permission
from graph.backends.memory import MemoryStore
from graph.catalogue.batch_documents import BatchKind, BatchState
from graph.catalogue.batch_outcomes import BatchOutcomes
from graph.catalogue.errors import BatchOutdated, InUse, Invalid, NotFound, StaleRevision, UndoHindered
from graph.catalogue.model import Resource
from graph.catalogue.service import CatalogueService
from graph.catalogue.statements import Statement
from graph.catalogue.uniting import SINGLES, Single, united
from graph.circulation.elsewhere import Elsewhere
from graph.holdings.service import HoldingsService
from graph.store.model import ABSENT, Cause, Change, Key, Put
from graph.store.names import GraphKind
from graph.store.paging import Page
from graph.store.scope import SystemScope
from mappings.bibframe.node import Node, Value
from tests.graph.catalogue.people import person


@pytest.fixture
def store() -> MemoryStore:
    """One store in memory: what stores must do alike is held in tests/contracts."""
    return MemoryStore()


@pytest.fixture
def holdings(store) -> HoldingsService:
    return HoldingsService(store, lambda: datetime(2026, 1, 1, tzinfo=UTC), Elsewhere(store).custodies)


class Shelf:
    """Two works of one thing, each with an instance, holdings and a copy, and a third work about the second."""

    def __init__(self, catalogue: CatalogueService, actor: Actor, store: MemoryStore) -> None:
        self.catalogue, self.actor, self.store = catalogue, actor, store
        self.works = [self._work("Salt", "Trade"), self._work("Salt : a novel", "Sea")]
        self.instances = [self._instance(each) for each in self.works]
        for number, each in enumerate(self.instances, 1):
            catalogue.create(actor, "lsp:Holdings", {"lsp:holdingsFor": [{"@id": each}]})
            code = {"@type": ["bf:Barcode"], "rdf:value": [f"B{number}"]}
            catalogue.create(actor, "bf:Item", {"bf:itemOf": [{"@id": each}], "bf:identifiedBy": [code]})
        about = {"@type": ["bf:Relation"], "bf:associatedResource": [{"@id": self.works[1]}]}
        self.about = catalogue.create(actor, "bf:Work", {"rdfs:label": ["On Salt"], "bf:relation": [about]}).iri

    def _work(self, title: str, subject: str) -> str:
        node = {
            "bf:title": [{"@type": ["bf:Title"], "bf:mainTitle": [title]}],
            "bf:note": ["the same", title],
            "bf:subject": [{"@type": ["bf:Topic"], "rdfs:label": [subject]}],
        }
        return self.catalogue.create(self.actor, "bf:Work", node).iri

    def _instance(self, work: str) -> str:
        return self.catalogue.create(self.actor, "bf:Instance", {"bf:instanceOf": [{"@id": work}]}).iri

    def now(self, iri: str) -> Resource:
        (found,) = self.catalogue.resources([iri], SystemScope())
        assert found is not None
        return found

    def merge(self, keep: str, *others: str, **more) -> BatchOutcomes:
        seen = more.pop("seen", None) or {each: self.now(each).revision for each in (keep, *others)}
        more.setdefault("dry_run", False)
        return self.catalogue.merging.merge(more.pop("actor", self.actor), keep, others, seen, **more)

    def split(self, *instances: str, **more) -> BatchOutcomes:
        given = {"dry_run": False, "statements": [], "actor": self.actor} | more
        actor, statements, work = given.pop("actor"), given.pop("statements"), self.works[0]
        return self.catalogue.splitting.split(actor, work, self.now(work).revision, instances, statements, **given)

    def bodies(self) -> dict[Key, object]:
        """Everything that is described now."""
        graphs = [self.catalogue.batches._papers.names.graph("harbor", GraphKind.CATALOGUE)]
        keys = [key for each in graphs for key in self.store.scan(each, SystemScope()).keys]
        return {each.key: each.body for each in self.store.read(keys, SystemScope()) if each is not None}


@pytest.fixture
def shelf(catalogue: CatalogueService, ana: Actor, store: MemoryStore) -> Shelf:
    return Shelf(catalogue, ana, store)


@pytest.mark.parametrize("single", SINGLES, ids=lambda each: each.property)
def test_where_a_description_says_one_thing_the_kept_one_stays_and_the_other_is_shown(single: Single) -> None:
    ours, theirs, after = single.example
    found = united({"@id": "a", single.property: [ours]}, [{"@id": "b", single.property: [theirs]}])
    assert found.node[single.property] == [after]
    assert [(each.iri, each.path, each.values) for each in found.not_taken] == [("b", single.property, (theirs,))]
    assert united({"@id": "a"}, [{"@id": "b", single.property: [theirs]}]).node[single.property] == [theirs]


def test_somebody_says_which_title_and_edition_stay_and_sees_what_gave_way() -> None:
    proper, variant = {"@type": ["bf:Title"], "bf:mainTitle": ["Slat"]}, {"@type": ["bf:VariantTitle"]}
    better = {"@type": ["bf:Title"], "bf:mainTitle": ["Salt"]}
    keep = {"@id": "a", "bf:title": [proper, variant], "bf:editionStatement": ["2nd ed."], "bf:note": ["n"]}
    other = {"@id": "b", "bf:title": [better], "bf:editionStatement": ["Second edition"], "bf:note": ["m"]}
    found = united(keep, [other], [("b", "bf:title"), ("b", "bf:note")])
    assert found.node["bf:title"] == [variant, better]
    assert found.node["bf:editionStatement"] == ["2nd ed."]
    told = [(each.iri, each.path, each.values) for each in found.not_taken]
    assert told[0] == ("a", "bf:title", (proper,))
    assert ("b", "bf:editionStatement", ("Second edition",)) in told


@pytest.mark.parametrize(
    ("name", "one", "two"),
    [
        ("bf:editionStatement", "2nd ed.", "Second edition"),
        ("bf:title", {"@type": ["bf:Title"], "bf:mainTitle": ["Slat"]}, {"@type": ["bf:Title"]}),
    ],
)
def test_what_gave_way_is_shown_as_said_by_who_said_it(name: str, one: Value, two: Value) -> None:
    others: list[Node] = [{"@id": "b", name: [one]}, {"@id": "c", name: [two]}]
    found = united({"@id": "a"}, others, [("c", name)])
    assert found.node[name] == [two]
    assert [(each.iri, each.path, each.values) for each in found.not_taken] == [("b", name, (one,))]


def test_what_a_description_hangs_on_is_not_chosen_and_nothing_is_taken_from_elsewhere(shelf: Shelf) -> None:
    before = shelf.bodies()
    one, two = shelf.instances
    with pytest.raises(Invalid, match="is not chosen") as told:
        shelf.merge(one, two, take=[(two, "bf:instanceOf")])
    assert told.value.path == ("take", "0", "path")
    with pytest.raises(Invalid, match="none of those that are merged"):
        shelf.merge(one, two, take=[(one, "bf:title")])
    assert shelf.bodies() == before


def test_works_become_one_under_the_title_that_was_chosen(shelf: Shelf) -> None:
    one, two = shelf.works
    done = shelf.merge(one, two, take=[(two, "bf:title")])
    titles = [title["bf:mainTitle"] for title in shelf.now(one).body["bf:title"]]
    assert titles == [["Salt : a novel"]]
    assert [each.iri for each in done.not_taken if each.path == "bf:title"] == [one]


def test_parts_of_both_sides_keep_what_belongs_to_them() -> None:
    one = {"@id": "a", "bf:note": [{"@id": "#note-1", "rdfs:label": ["one"]}], "bf:about": [{"@id": "#note-1"}]}
    two = {"@id": "b", "bf:note": [{"@id": "#note-1", "rdfs:label": ["two"]}], "bf:uses": [{"@id": "#note-1"}]}
    assert united(one, [two]).node == {
        "@id": "a",
        "bf:note": [{"@id": "#note-1", "rdfs:label": ["one"]}, {"@id": "#note-2", "rdfs:label": ["two"]}],
        "bf:about": [{"@id": "#note-1"}],
        "bf:uses": [{"@id": "#note-2"}],
    }


def test_works_become_one_that_says_what_both_said_and_has_what_hung_on_both(shelf: Shelf, store: MemoryStore) -> None:
    keep, gone = shelf.works
    position = store.position()
    done = shelf.merge(keep, gone)
    assert store.position() == position + 1
    work = shelf.now(gone)
    assert work.iri == keep
    assert work.body["bf:note"] == ["the same", "Salt", "Salt : a novel"]
    assert [each["rdfs:label"] for each in work.body["bf:subject"]] == [["Trade"], ["Sea"]]
    assert [each["bf:mainTitle"] for each in work.body["bf:title"]] == [["Salt"]]
    (left,) = done.not_taken
    assert (left.iri, left.path, left.values[0]["bf:mainTitle"]) == (gone, "bf:title", ["Salt : a novel"])
    assert [each["@id"] for each in work.body["bf:hasInstance"]] == shelf.instances
    assert shelf.now(shelf.instances[1]).body["bf:instanceOf"] == [{"@id": keep}]
    assert shelf.now(shelf.about).body["bf:relation"][0]["bf:associatedResource"] == [{"@id": keep}]
    assert {each.iri for each in done.each} == {keep, gone, shelf.instances[1], shelf.about}


def test_copies_and_holdings_of_merged_instances_are_found_on_the_kept_one(
    shelf: Shelf, holdings: HoldingsService
) -> None:
    keep, gone = shelf.instances
    shelf.merge(keep, gone)
    ((one,), (two,)) = holdings.items_by_barcode(["B1", "B2"], SystemScope())
    assert (one.instance, two.instance) == (keep, keep)
    (listed,) = holdings.items_of([keep], SystemScope(), Page())
    assert {each.barcode for each in listed.items} == {"B1", "B2"}
    assert holdings.availability([keep], SystemScope())[0].total == 2
    assert shelf.now(keep).body["bf:instanceOf"] == [{"@id": shelf.works[0]}]
    assert "bf:hasInstance" not in shelf.now(shelf.works[1]).body


def test_a_copy_that_staff_alone_see_moves_with_the_others_and_back(shelf: Shelf, store: MemoryStore, names) -> None:
    keep, gone = shelf.instances
    key = Key(names.graph("harbor", GraphKind.STAFF), names.resource("harbor", "items", "hidden"))
    body = {"@id": key.iri, "@type": ["bf:Item"], "bf:itemOf": [{"@id": gone}], "lsp:suppressed": ["true"]}
    store.commit(
        Change(Cause("ana", "test", datetime(2026, 1, 1, tzinfo=UTC)), (Put(key, body, ABSENT),)), SystemScope()
    )
    batch = shelf.merge(keep, gone).batch
    assert batch is not None
    assert store.read([key], SystemScope())[0].body["bf:itemOf"] == [{"@id": keep}]
    shelf.catalogue.batches.undo(shelf.actor, batch.iri, dry_run=False)
    assert store.read([key], SystemScope())[0].body == body


def test_a_merge_is_tried_without_writing_and_taken_back_whole(shelf: Shelf, store: MemoryStore) -> None:
    before, position = shelf.bodies(), store.position()
    tried = shelf.merge(*shelf.works, dry_run=True)
    assert (store.position(), tried.batch) == (position, None)
    done = shelf.merge(*shelf.works)
    assert [(each.iri, each.after) for each in tried.each] == [(each.iri, each.after) for each in done.each]
    assert done.batch is not None
    assert (done.batch.kind, done.batch.state) == (BatchKind.MERGE, BatchState.DONE)
    position = store.position()
    shelf.catalogue.batches.undo(shelf.actor, done.batch.iri, dry_run=True)
    assert store.position() == position
    shelf.catalogue.batches.undo(shelf.actor, done.batch.iri, dry_run=False)
    assert store.position() == position + 1
    assert shelf.bodies() == before
    with pytest.raises(BatchOutdated):
        shelf.catalogue.batches.undo(shelf.actor, done.batch.iri, dry_run=False)


def test_what_was_edited_since_a_merge_stays_or_hinders_taking_it_back(shelf: Shelf, store: MemoryStore) -> None:
    keep, gone = shelf.works
    batch = shelf.merge(keep, gone).batch
    assert batch is not None
    now = shelf.now(keep)
    shelf.catalogue.update(shelf.actor, keep, now.revision, {**now.body, "bf:summary": ["later"]})
    shelf.catalogue.batches.undo(shelf.actor, batch.iri, dry_run=False)
    assert shelf.now(keep).body["bf:summary"] == ["later"]
    assert shelf.now(keep).body["bf:note"] == ["the same", "Salt"]
    assert shelf.now(gone).iri == gone
    batch = shelf.merge(keep, gone).batch
    assert batch is not None
    shelf.merge(shelf.about, keep)
    position = store.position()
    with pytest.raises(BatchOutdated):
        shelf.catalogue.batches.undo(shelf.actor, batch.iri, dry_run=False)
    assert store.position() == position
    assert shelf.now(gone).iri == shelf.about


def test_an_instance_that_moved_on_since_hinders_taking_a_merge_back(shelf: Shelf, store: MemoryStore) -> None:
    batch = shelf.merge(*shelf.works).batch
    assert batch is not None
    moved = shelf.now(shelf.instances[1])
    shelf.catalogue.update(
        shelf.actor, moved.iri, moved.revision, {**moved.body, "bf:instanceOf": [{"@id": shelf.about}]}
    )
    position = store.position()
    with pytest.raises(UndoHindered):
        shelf.catalogue.batches.undo(shelf.actor, batch.iri, dry_run=False)
    assert store.position() == position


def test_instances_and_statements_move_to_a_new_work_and_back(shelf: Shelf, store: MemoryStore) -> None:
    (work, _), (instance, _) = shelf.works, shelf.instances
    before, position = shelf.bodies(), store.position()
    topic = shelf.now(work).body["bf:subject"][0]["@id"]
    moved = [Statement("bf:note", "Salt"), Statement("bf:subject", {"@id": topic})]
    shelf.split(instance, statements=moved, type="bf:Audio", dry_run=True)
    assert store.position() == position
    done = shelf.split(instance, statements=moved, type="bf:Audio")
    assert store.position() == position + 1
    assert done.iri is not None
    new, old = shelf.now(done.iri).body, shelf.now(work).body
    assert (new["@type"], new["bf:note"], new["bf:subject"][0]["rdfs:label"]) == (
        ["bf:Work", "bf:Audio"], ["Salt"], ["Trade"],
    )  # fmt: skip
    assert (old["bf:note"], "bf:subject" in old, "bf:hasInstance" in old) == (["the same"], False, False)
    assert new["bf:hasInstance"] == [{"@id": instance}]
    assert shelf.now(instance).body["bf:instanceOf"] == [{"@id": done.iri}]
    assert done.batch is not None
    later = shelf._instance(done.iri)
    with pytest.raises((InUse, UndoHindered)):
        shelf.catalogue.batches.undo(shelf.actor, done.batch.iri, dry_run=False)
    shelf.catalogue.delete(shelf.actor, later, shelf.now(later).revision)
    shelf.catalogue.batches.undo(shelf.actor, done.batch.iri, dry_run=False)
    assert shelf.bodies() == before, "what came and went since hinders nothing"


def test_merges_that_build_on_each_other_are_taken_back_one_after_the_other(shelf: Shelf) -> None:
    before, (one, two) = shelf.bodies(), shelf.works
    done = [shelf.merge(two, one), shelf.merge(shelf.about, two)]
    assert shelf.now(one).iri == shelf.about
    for each in reversed(done):
        assert each.batch is not None
        shelf.catalogue.batches.undo(shelf.actor, each.batch.iri, dry_run=False)
    assert shelf.bodies() == before


def test_sending_either_again_with_its_request_id_does_nothing_twice(shelf: Shelf, store: MemoryStore) -> None:
    seen = {each: shelf.now(each).revision for each in shelf.works}
    one = shelf.merge(*shelf.works, seen=seen, request_id="r")
    two = shelf.split(shelf.instances[0], request_id="s")
    position = store.position()
    assert shelf.merge(*shelf.works, seen=seen, request_id="r").batch == one.batch
    again = shelf.split(shelf.instances[0], request_id="s")
    assert (again.batch, again.iri) == (two.batch, two.iri)
    with pytest.raises(Invalid):
        shelf.split(statements=[Statement("bf:note", "the same")], request_id="r")
    assert store.position() == position


def test_what_cant_be_merged_or_split_is_refused_and_changes_nothing(shelf: Shelf, store: MemoryStore) -> None:
    (one, two), (instance, other) = shelf.works, shelf.instances
    foreign = shelf.catalogue.create(person("lin", "cataloguer", tenant="lindenau"), "bf:Work", {}).iri
    never = f"{shelf.now(two).revision}9"
    writer = Actor("wil", "wil", "harbor", {"harbor": shelf.actor.grants["harbor"] - {Permission.CATALOGUE_MERGE}})
    position = store.position()
    for refused, call in (
        (Invalid, lambda: shelf.merge(one)),
        (Invalid, lambda: shelf.merge(one, one)),
        (Invalid, lambda: shelf.merge(one, instance)),
        (Invalid, lambda: shelf.merge(one, two, seen={one: shelf.now(one).revision})),
        (NotFound, lambda: shelf.merge(one, "https://nowhere.example/x", seen={one: "x"})),
        (StaleRevision, lambda: shelf.merge(one, two, seen={one: shelf.now(one).revision, two: never})),
        ((Forbidden, NotFound), lambda: shelf.merge(one, foreign)),
        (Forbidden, lambda: shelf.merge(one, two, actor=writer)),
        (Forbidden, lambda: shelf.split(instance, actor=writer)),
        (Invalid, shelf.split),
        (Invalid, lambda: shelf.split(other)),
        (Invalid, lambda: shelf.split(statements=[Statement("bf:note", "not there")])),
        (Invalid, lambda: shelf.split(statements=[Statement("bf:hasInstance", {"@id": instance})])),
    ):  # fmt: skip
        with pytest.raises(refused):
            call()
    assert store.position() == position


def test_a_merge_that_would_write_too_much_is_refused_with_the_limit(
    shelf: Shelf, store: MemoryStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("graph.catalogue.whole_changes.MOST_WRITTEN", 3)
    position = store.position()
    with pytest.raises(Invalid, match="more than 3"):
        shelf.merge(*shelf.works)
    assert store.position() == position
