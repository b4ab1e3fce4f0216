"""The same change to many descriptions: shown first, kept with what it touched, and taken back whole."""

from __future__ import annotations

import pytest

from graph.access.model import Actor, Forbidden
from graph.backends.memory import MemoryStore
from graph.catalogue.batch_documents import BatchState
from graph.catalogue.batch_outcomes import BatchDone
from graph.catalogue.batches import BatchSelection
from graph.catalogue.errors import BatchOutdated, Invalid, UnknownPaper
from graph.catalogue.model import Resource
from graph.catalogue.operations import OPERATIONS, Operation, OperationKind, applied
from graph.catalogue.service import CatalogueService
from graph.store.paging import Page
from graph.store.port import Store
from tests.graph.catalogue.test_drafts import person

GRAY = Operation(kind=OperationKind.REPLACE_TEXT, value="Grey", to="Gray")


@pytest.fixture
def store() -> MemoryStore:
    """One store in memory: what stores must do alike is held in tests/contracts."""
    return MemoryStore()


@pytest.fixture
def ana(tenants) -> Actor:
    return person("ana", "cataloguer")


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
