"""The same change to many descriptions: shown first, kept with what it touched, and taken back whole."""

from __future__ import annotations

import pytest

from graph.access.model import Actor, Forbidden
from graph.backends.memory import MemoryStore
from graph.catalogue.batch_documents import Batch, BatchState
from graph.catalogue.batch_outcomes import BatchDone
from graph.catalogue.batches import BatchSelection
from graph.catalogue.errors import BatchOutdated, Invalid, UnknownPaper
from graph.catalogue.model import Resource
from graph.catalogue.operations import OPERATIONS, Operation, OperationKind, applied
from graph.catalogue.service import CatalogueService
from graph.store.paging import Page
from graph.store.port import Store
from graph.store.scope import Scope
from graph.store.search import FacetField, Filter
from tests.graph.catalogue.people import person

GRAY = Operation(kind=OperationKind.REPLACE_TEXT, value="Grey", to="Gray")


@pytest.fixture
def store() -> MemoryStore:
    """One store in memory: what stores must do alike is held in tests/contracts."""
    return MemoryStore()


@pytest.fixture
def works(catalogue: CatalogueService, ana: Actor) -> list[Resource]:
    """More of them than go into one Change."""
    return [catalogue.create(ana, "bf:Work", {"rdfs:label": [f"Grey {n}"]}) for n in range(150)]


def chosen(works: list[Resource]) -> BatchSelection:
    return BatchSelection(iris=tuple(each.iri for each in works))


def labels(catalogue: CatalogueService, scope, works: list[Resource]) -> list[str]:
    found = catalogue.resources([each.iri for each in works], scope)
    return [each.body["rdfs:label"][0] for each in found if each is not None]


@pytest.mark.parametrize("kind", OPERATIONS)
def test_each_operation_does_what_its_example_says_and_only_once(kind: OperationKind) -> None:
    before, operation, after = OPERATIONS[kind].example
    assert applied(before, [operation]) == after
    if kind is not OperationKind.REPLACE_TEXT:
        assert applied(after, [operation]) == after


def test_a_heading_is_looked_for_by_its_address_whatever_it_is_called_there() -> None:
    wars, peace = {"@id": "http://a.example/1", "rdfs:label": ["Wars"]}, {"@id": "http://a.example/2"}
    body = {"bf:subject": [wars, peace]}
    sought = {"property": "bf:subject", "value": {"@id": "http://a.example/1"}}
    assert applied(body, [Operation(kind=OperationKind.REMOVE, **sought)]) == {"bf:subject": [peace]}
    assert applied(body, [Operation(kind=OperationKind.REPLACE, **sought, to=peace)]) == {"bf:subject": [peace]}
    assert applied(body, [Operation(kind=OperationKind.ADD, property="bf:subject", to=sought["value"])]) == body


def test_a_batch_is_previewed_done_in_few_changes_and_taken_back_whole(
    store: Store, catalogue: CatalogueService, scope, ana: Actor, works: list[Resource]
) -> None:
    position = store.position()
    tried = catalogue.batches.apply(ana, chosen(works), [GRAY], dry_run=True)
    assert (tried.count(BatchDone.CHANGED), store.position()) == (150, position)
    done = catalogue.batches.apply(ana, chosen(works), [GRAY], "Gray", dry_run=False, preview=tried.preview)
    assert [each.after for each in done.each] == [each.after for each in tried.each]
    assert store.position() == position + 2
    assert labels(catalogue, scope, works) == [f"Gray {n}" for n in range(150)]
    assert done.batch is not None
    assert (done.batch.state, len(done.batch.hits)) == (BatchState.DONE, 150)
    assert catalogue.batches.of(ana, Page(5)).items == (done.batch,)
    undone = catalogue.batches.undo(ana, done.batch.iri, dry_run=False)
    assert undone.count(BatchDone.CHANGED) == 150
    assert [each.body for each in catalogue.resources([one.iri for one in works], scope) if each] == [
        each.body for each in works
    ]
    with pytest.raises(BatchOutdated):
        catalogue.batches.undo(ana, done.batch.iri, dry_run=False)


def test_taking_back_leaves_later_edits_and_names_those_that_are_in_the_way(
    catalogue: CatalogueService, scope, ana: Actor, works: list[Resource]
) -> None:
    works = works[:3]
    batch = catalogue.batches.apply(ana, chosen(works), [GRAY], dry_run=False).batch
    assert batch is not None
    beside, over, _ = (each for each in catalogue.resources([one.iri for one in works], scope) if each is not None)
    catalogue.update(ana, beside.iri, beside.revision, {**beside.body, "bf:note": ["later"]})
    catalogue.update(ana, over.iri, over.revision, {**over.body, "rdfs:label": ["Gray, by hand"]})
    tried = catalogue.batches.undo(ana, batch.iri, dry_run=True)
    done = catalogue.batches.undo(ana, batch.iri, dry_run=False)
    assert [each.done for each in tried.each] == [each.done for each in done.each]
    assert [each.done.value for each in done.each] == ["changed", "refused", "changed"]
    assert labels(catalogue, scope, works) == ["Grey 0", "Gray, by hand", "Grey 2"]
    (now,) = catalogue.resources([beside.iri], scope)
    assert now is not None
    assert now.body["bf:note"] == ["later"]


def test_what_cant_be_changed_is_told_beside_what_can(
    catalogue: CatalogueService, scope, ana: Actor, works: list[Resource]
) -> None:
    foreign = catalogue.create(person("lin", "cataloguer", tenant="lindenau"), "bf:Work", {"rdfs:label": ["Grey"]})
    named = BatchSelection(iris=(works[0].iri, foreign.iri, "https://nowhere.example/x"))
    reserved = Operation(kind=OperationKind.ADD, property="lsp:controlNumber", to="x|1")
    assert catalogue.batches.apply(ana, named, [reserved], dry_run=False).count(BatchDone.REFUSED) == 3
    done = catalogue.batches.apply(ana, named, [GRAY], dry_run=False)
    assert [each.done.value for each in done.each] == ["changed", "refused", "refused"]
    assert catalogue.batches.apply(ana, chosen(works[:1]), [GRAY], dry_run=False).count(BatchDone.UNCHANGED) == 1


def test_a_preview_that_no_longer_holds_refuses_the_whole(
    store: Store, catalogue: CatalogueService, ana: Actor, works: list[Resource]
) -> None:
    tried = catalogue.batches.apply(ana, chosen(works), [GRAY], dry_run=True)
    catalogue.update(ana, works[5].iri, works[5].revision, {**works[5].body, "bf:note": ["new"]})
    position = store.position()
    with pytest.raises(BatchOutdated):
        catalogue.batches.apply(ana, chosen(works), [GRAY], dry_run=False, preview=tried.preview)
    assert store.position() == position


def test_sending_a_batch_again_with_its_request_id_does_nothing_twice(
    store: Store, catalogue: CatalogueService, ana: Actor, works: list[Resource]
) -> None:
    again = Operation(kind=OperationKind.REPLACE_TEXT, value="Grey", to="Grey Grey")
    one = catalogue.batches.apply(ana, chosen(works[:2]), [again], dry_run=False, request_id="r")
    position = store.position()
    assert catalogue.batches.apply(ana, chosen(works[:2]), [again], dry_run=False, request_id="r").batch == one.batch
    assert store.position() == position


def test_who_may_not_write_sees_no_batch_and_changes_nothing(
    store: Store, catalogue: CatalogueService, access, ana: Actor, works: list[Resource]
) -> None:
    batch = catalogue.batches.apply(ana, chosen(works[:1]), [GRAY], dry_run=False).batch
    assert batch is not None
    position = store.position()
    assert catalogue.resources([batch.iri], access.scope(ana)) == [None]
    for who in (person("vera", "contributor"), person("rob", "reader"), ana.at("lindenau")):
        assert catalogue.batches.read(who, [batch.iri]) == [None]
        with pytest.raises(Forbidden):
            catalogue.batches.apply(who, chosen(works), [GRAY], dry_run=False)
        with pytest.raises((Forbidden, UnknownPaper)):
            catalogue.batches.undo(who, batch.iri, dry_run=False)
    assert store.position() == position


@pytest.mark.parametrize(
    ("selection", "operations"),
    [
        (BatchSelection(), [GRAY]),
        (BatchSelection(iris=("https://c.example/x",), query="x"), [GRAY]),
        (BatchSelection(iris=tuple(f"https://c.example/{n}" for n in range(1001))), [GRAY]),
        (BatchSelection(query="x"), []),
        (BatchSelection(query="x"), [GRAY] * 21),
        (BatchSelection(query="x"), [Operation(kind=OperationKind.ADD, property="bf:note")]),
        (BatchSelection(query="x"), [Operation(kind=OperationKind.REMOVE, property="@type")]),
        (BatchSelection(query="x"), [Operation(kind=OperationKind.REPLACE_HEADING, value="a", to="b")]),
    ],
)
def test_what_makes_no_batch_is_refused(catalogue: CatalogueService, ana: Actor, selection, operations) -> None:
    with pytest.raises(Invalid):
        catalogue.batches.apply(ana, selection, operations, dry_run=False)


class Background:
    """A catalogue that leaves more than 20 descriptions to whoever runs what it launched."""

    def __init__(self, store, names, clock, access, exporter) -> None:
        self.launched: list[str] = []
        self.service = CatalogueService(store, names, clock, access, exporter, launch=self.launched.append)
        self.batches = self.service.batches

    def run(self, changes: int | None = None) -> None:
        """Run what was launched last, to its end or until so many Changes are done."""
        left = iter(range(changes - 1 if changes else 1000))
        self.batches.run(self.launched[-1], lambda: next(left, None) is None)

    def state(self, actor: Actor, batch: Batch) -> tuple[BatchState, int, int]:
        """Where it is: its state, of how many it knows what became of them, and how many it changed."""
        (now,) = self.batches.read(actor, [batch.iri])
        assert now is not None
        return now.state, now.done, len(now.hits)


@pytest.fixture
def background(store, names, clock, access, exporter, monkeypatch) -> Background:
    monkeypatch.setattr("graph.catalogue.batches.MOST_AT_ONCE", 20)
    monkeypatch.setattr("graph.catalogue.batch_work.AT_ONCE", 40)
    return Background(store, names, clock, access, exporter)


def begun(background: Background, ana: Actor, works: list[Resource], **more) -> Batch:
    batch = background.batches.apply(ana, chosen(works), [GRAY], dry_run=False, **more).batch
    assert batch is not None
    return batch


def test_a_long_batch_is_done_by_another_process_that_tells_how_far_it_is(
    catalogue: CatalogueService, background: Background, scope, ana: Actor, works: list[Resource]
) -> None:
    batch = begun(background, ana, works, request_id="r")
    assert (batch.state, batch.done, len(background.launched)) == (BatchState.RUNNING, 0, 1)
    assert labels(catalogue, scope, works) == [f"Grey {n}" for n in range(150)]
    background.run(changes=1)
    assert background.state(ana, batch) == (BatchState.RUNNING, 40, 40)
    assert begun(background, ana, works, request_id="r").iri == batch.iri
    assert len(background.launched) == 1
    background.batches.run(background.launched[0])
    assert background.state(ana, batch) == (BatchState.RUNNING, 40, 40), "the process that began it is still there"


def test_a_batch_whose_process_was_killed_is_told_so_and_goes_on_where_it_was(
    catalogue: CatalogueService, background: Background, scope, ana: Actor, works: list[Resource], monkeypatch
) -> None:
    batch = begun(background, ana, works)
    background.run(changes=2)
    with pytest.raises(BatchOutdated):
        background.batches.go_on(ana, batch.iri)
    monkeypatch.setattr("graph.catalogue.batches.is_running", lambda *_: False)
    (now,) = background.batches.read(ana, [batch.iri])
    assert now is not None
    assert background.batches.is_cut_off(now)
    background.batches.go_on(ana, batch.iri)
    background.run()
    assert background.state(ana, batch) == (BatchState.DONE, 150, 150)
    assert labels(catalogue, scope, works) == [f"Gray {n}" for n in range(150)]
    with pytest.raises(BatchOutdated):
        background.batches.go_on(ana, batch.iri)


def test_what_a_cut_off_batch_did_is_taken_back_in_the_background_too(
    catalogue: CatalogueService, background: Background, scope, ana: Actor, works: list[Resource], monkeypatch
) -> None:
    batch = begun(background, ana, works)
    background.run(changes=2)
    background.batches.undo(ana, batch.iri, dry_run=False, request_id="u")
    background.run(changes=1)
    assert background.state(ana, batch) == (BatchState.UNDOING, 40, 80)
    monkeypatch.setattr("graph.catalogue.batches.is_running", lambda *_: False)
    background.batches.undo(ana, batch.iri, dry_run=False)
    background.run()
    assert background.state(ana, batch) == (BatchState.UNDONE, 80, 80)
    assert labels(catalogue, scope, works) == [f"Grey {n}" for n in range(150)]


def test_a_process_whose_batch_is_taken_back_meanwhile_writes_no_more(
    catalogue: CatalogueService, background: Background, scope, ana: Actor, works: list[Resource]
) -> None:
    batch = begun(background, ana, works)

    def taken_back() -> bool:
        if background.state(ana, batch)[0] is BatchState.RUNNING:
            catalogue.batches.undo(ana, batch.iri, dry_run=False)
        return False

    background.batches.run(background.launched[0], taken_back)
    while background.state(ana, batch)[0] is BatchState.UNDOING:
        catalogue.batches.run(background.launched[0])
    assert background.state(ana, batch) == (BatchState.UNDONE, 40, 40)
    assert labels(catalogue, scope, works) == [f"Grey {n}" for n in range(150)]


def test_what_was_changed_after_the_preview_of_a_long_batch_stays_as_it_is(
    catalogue: CatalogueService, background: Background, scope, ana: Actor, works: list[Resource]
) -> None:
    tried = background.batches.apply(ana, chosen(works), [GRAY], dry_run=True)
    begun(background, ana, works, preview=tried.preview)
    catalogue.update(ana, works[5].iri, works[5].revision, {**works[5].body, "bf:note": ["new"]})
    background.run()
    assert labels(catalogue, scope, works[4:7]) == ["Gray 4", "Grey 5", "Gray 6"]


def test_taking_back_again_with_its_request_id_answers_as_the_first_time(
    store: Store, catalogue: CatalogueService, ana: Actor, works: list[Resource]
) -> None:
    batch = catalogue.batches.apply(ana, chosen(works[:2]), [GRAY], dry_run=False).batch
    assert batch is not None
    catalogue.batches.undo(ana, batch.iri, dry_run=True, request_id="u")
    one = catalogue.batches.undo(ana, batch.iri, dry_run=False, request_id="u")
    position = store.position()
    again = catalogue.batches.undo(ana, batch.iri, dry_run=False, request_id="u")
    assert (again.batch, again.counts()) == (one.batch, one.counts())
    assert one.counts() == (2, 0, 0)
    with pytest.raises(BatchOutdated):
        catalogue.batches.undo(ana, batch.iri, dry_run=False, request_id="v")
    assert store.position() == position


def test_a_search_with_filters_chooses_and_the_batch_tells_by_which(
    store, names, clock, access, exporter, ana: Actor, works: list[Resource]
) -> None:
    asked = []

    def find(selection: BatchSelection, _scope: Scope, most: int) -> list[str]:
        asked.append((selection, most))
        return [each.iri for each in works[:3]]

    catalogue = CatalogueService(store, names, clock, access, exporter, find=find)
    wanted = BatchSelection(query="grey", filters=(Filter(FacetField.LANGUAGE, ("ger",), ("fre",)),))
    batch = catalogue.batches.apply(ana, wanted, [GRAY], dry_run=False).batch
    assert batch is not None
    assert asked == [(wanted, 1001)]
    (kept,) = catalogue.batches.read(ana, [batch.iri])
    assert kept is not None
    assert (kept.query, kept.filters, len(kept.hits)) == ("grey", wanted.filters, 3)
