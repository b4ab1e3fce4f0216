"""A heading's new label is carried into the descriptions that use it, as one batch that can be taken back."""

from __future__ import annotations

import socket
from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest

from graph.access.model import ANONYMOUS, Actor, Forbidden, operator
from graph.access.service import AccessService
from graph.authorities.batches import Batch, BatchKind, BatchNotReady, UnknownBatch
from graph.authorities.model import Shelf
from graph.authorities.service import HeadingService
from graph.catalogue.job_documents import JobState, Runner
from graph.catalogue.model import Resource
from graph.catalogue.service import CatalogueService
from graph.store.names import GraphKind, Names
from graph.store.paging import Page
from graph.store.port import Store
from graph.store.scope import Scope, SystemScope
from graph.store.walking import documents
from graph.tenants.service import TenantService
from mappings.bibframe.node import Node
from tests.graph.authorities.conftest import SUBJECTS, topic

AUTHORITY = ("001 a", "100 1# $a Tolstoi, Leo, $d 1828-1910", "400 1# $a Tolstoy, Lev")
BOOKS = (
    ("001 1", "100 1# $a Tolstoi, Leo, $d 1828-1910, $e author.", "245 10 $a War and peace", "500 ## $a A note."),
    ("001 2", "245 10 $a Letters", "600 10 $a Tolstoi, Leo, $d 1828-1910."),
    ("001 3", "100 1# $a Gogol, Nikolai", "245 10 $a The nose"),
)
OLD, NEW = "Tolstoi, Leo, 1828-1910", "Tolstoy, Leo, graf, 1828-1910"


@pytest.fixture
def service(
    store: Store, names: Names, clock: Callable[[], datetime], access: AccessService, tenants: TenantService
) -> HeadingService:
    return HeadingService(store, names, clock, access, tenants)


@pytest.fixture
def loaded(load: Callable[..., Any], marc: Callable[..., bytes], catalogue: CatalogueService, scope: Scope) -> Resource:
    """The authority of two of three books."""
    load(marc(*AUTHORITY, leader="00000cz  a2200000n  4500"), *(marc(*each) for each in BOOKS))
    (found,) = [each for each in _resources(catalogue, scope) if each is not None]
    return found


def _resources(catalogue: CatalogueService, scope: Scope) -> list[Resource | None]:
    store: Store = catalogue._resources._store
    graph = Names("https://c.example/").graph("harbor", GraphKind.CATALOGUE)
    iris = [each.key.iri for each in documents(store, graph, SystemScope(), type="bf:Person")]
    return catalogue.resources(iris, scope)


def relabel(catalogue: CatalogueService, actor: Actor, heading: Resource, label: str = NEW) -> Resource:
    body = {**heading.body, "rdfs:label": [label]}
    return catalogue.update(actor, heading.iri, heading.revision, body)


@pytest.fixture
def carried(service: HeadingService, catalogue: CatalogueService, actor: Actor, loaded: Resource) -> Batch:
    """A batch that has carried the authority's new label into both books."""
    batch = service.relabelled(actor, loaded, relabel(catalogue, actor, loaded))
    assert batch is not None
    return service.run(batch.id)


def works(store: Store, names: Names, tenant: str = "harbor") -> dict[str, Node]:
    graph = names.graph(tenant, GraphKind.CATALOGUE)
    found = documents(store, graph, SystemScope(), type="bf:Work")
    return {each.body["bf:title"][0]["bf:mainTitle"][0]: each.body for each in found}


def test_descriptions_that_use_it_follow_and_nothing_else_changes(
    service: HeadingService, catalogue: CatalogueService, actor: Actor, loaded: Resource, store: Store, names: Names
) -> None:
    before = works(store, names)
    changed = relabel(catalogue, actor, loaded)
    batch = service.relabelled(actor, loaded, changed)
    assert batch is not None
    assert (batch.state, batch.kind, batch.actor) == (JobState.QUEUED, BatchKind.CARRY, actor.id)
    done = service.run(batch.id)
    assert (done.state, done.report.changed, done.report.refused) == (JobState.SUCCEEDED, 2, 0)
    after = works(store, names)
    expected = {title: _replaced(body, OLD, NEW) for title, body in before.items()}
    assert after == expected
    assert after["The nose"] == before["The nose"]


def _replaced(value: Any, old: str, new: str) -> Any:
    if isinstance(value, dict):
        return {name: _replaced(each, old, new) if name == "rdfs:label" or name[0] != "@" else each
                for name, each in value.items()}  # fmt: skip
    if isinstance(value, list):
        return [_replaced(each, old, new) for each in value]
    return new if value == old else value


def test_a_change_that_leaves_the_label_or_is_used_nowhere_starts_nothing(
    service: HeadingService, catalogue: CatalogueService, actor: Actor, loaded: Resource
) -> None:
    noted = catalogue.update(actor, loaded.iri, loaded.revision, {**loaded.body, "madsrdf:note": ["A note"]})
    assert service.relabelled(actor, loaded, noted) is None
    lonely = catalogue.create(actor, "bf:Topic", {"rdfs:label": ["Nowhere"]})
    renamed = relabel(catalogue, actor, lonely, "Anywhere")
    assert service.relabelled(actor, lonely, renamed) is None


def test_what_was_just_written_is_followed_where_it_is_a_heading_with_another_label(
    service: HeadingService, catalogue: CatalogueService, actor: Actor, loaded: Resource, store: Store, names: Names
) -> None:
    work = works(store, names)["The nose"]["@id"]
    assert service.follow(actor, [loaded.iri, work]) is None
    relabel(catalogue, actor, loaded)
    batch = service.follow(actor, [work, loaded.iri], "publish-1")
    assert batch is not None
    assert [(each.before, each.after) for each in batch.rewrites] == [(OLD, NEW)]
    again = service.follow(actor, [work, loaded.iri], "publish-1")
    assert again is not None
    assert again.id == batch.id
    assert service.run(batch.id).report.changed == 2


def test_an_authority_record_that_comes_again_with_another_heading_is_followed(
    service: HeadingService, actor: Actor, load: Callable[..., Any], marc: Callable[..., bytes], loaded: Resource,
    store: Store, names: Names,
) -> None:  # fmt: skip
    before = store.position()
    assert service.since(actor, 0) == []
    load(marc("001 a", "100 1# $a Tolstoy, Leo, $c graf, $d 1828-1910", leader="00000cz  a2200000n  4500"))
    (batch,) = service.since(actor, before)
    assert [(each.before, each.after) for each in batch.rewrites] == [(OLD, NEW)]
    assert service.run(batch.id).report.changed == 2
    assert works(store, names)["War and peace"]["bf:contribution"][0]["bf:agent"][0]["rdfs:label"] == [NEW]


def test_a_heading_that_an_import_changed_twice_is_followed_from_what_it_was_before(
    service: HeadingService, actor: Actor, load: Callable[..., Any], marc: Callable[..., bytes], loaded: Resource,
    store: Store,
) -> None:  # fmt: skip
    before, heading = store.position(), "100 1# $a Tolstoy, Leo, $c graf, $d 1828-1910"
    for further in ((), ("400 1# $a Tolstoi, L. N.",)):
        load(marc("001 a", heading, *further, leader="00000cz  a2200000n  4500"))
    (batch,) = service.since(actor, before)
    assert [(each.before, each.after) for each in batch.rewrites] == [(OLD, NEW)]
    assert service.run(batch.id).report.changed == 2


def test_a_batch_is_taken_back_whole(
    service: HeadingService, catalogue: CatalogueService, actor: Actor, loaded: Resource, store: Store, names: Names
) -> None:
    before = works(store, names)
    batch = service.relabelled(actor, loaded, relabel(catalogue, actor, loaded))
    assert batch is not None
    service.run(batch.id)
    undo = service.undo(actor, batch.id)
    assert service.run(undo.id).report.changed == 2
    assert works(store, names) == before
    with pytest.raises(BatchNotReady):
        service.undo(actor, batch.id)


def test_what_was_edited_since_keeps_the_edit_and_loses_the_label(
    service: HeadingService, catalogue: CatalogueService, actor: Actor, carried: Batch, store: Store, names: Names,
    scope: Scope,
) -> None:  # fmt: skip
    (work,) = catalogue.resources([works(store, names)["War and peace"]["@id"]], scope)
    assert work is not None
    catalogue.update(
        actor, work.iri, work.revision, {**work.body, "bf:note": [{"@type": ["bf:Note"], "rdfs:label": ["New"]}]}
    )
    service.run(service.undo(actor, carried.id).id)
    now = works(store, names)["War and peace"]
    assert now["bf:contribution"][0]["bf:agent"][0]["rdfs:label"] == [OLD]
    assert now["bf:note"][0]["rdfs:label"] == ["New"]


def test_a_label_that_was_corrected_by_hand_since_is_told_and_stays(
    service: HeadingService, catalogue: CatalogueService, actor: Actor, carried: Batch, store: Store, names: Names,
    scope: Scope,
) -> None:  # fmt: skip
    (work,) = catalogue.resources([works(store, names)["War and peace"]["@id"]], scope)
    assert work is not None
    catalogue.update(actor, work.iri, work.revision, _replaced(work.body, NEW, "Tolstoy, L."))
    undone = service.run(service.undo(actor, carried.id).id)
    assert (undone.report.changed, [each.code for each in undone.report.problems]) == (1, ["EDITED_SINCE"])
    assert works(store, names)["War and peace"]["bf:contribution"][0]["bf:agent"][0]["rdfs:label"] == ["Tolstoy, L."]


GONE = Runner(socket.gethostname(), 1, "long ago")
"""A process that is no more: its number has been given to another."""


def test_a_batch_whose_process_died_is_told_as_failed_and_is_taken_back_as_far_as_it_came(
    service: HeadingService, catalogue: CatalogueService, actor: Actor, loaded: Resource, store: Store, names: Names,
    scope: Scope,
) -> None:  # fmt: skip
    before = works(store, names)
    batch = service.relabelled(actor, loaded, relabel(catalogue, actor, loaded))
    assert batch is not None
    service.run(batch.id)
    service.record(batch.with_(state=JobState.RUNNING, runner=GONE), 0)
    (known,) = service.batches([batch.id], scope)
    assert known is not None
    assert known.state is JobState.FAILED
    assert service.run(service.undo(actor, batch.id).id).report.changed == 2
    assert works(store, names) == before


def test_a_batch_that_ended_while_it_was_looked_at_is_told_as_it_ended(
    service: HeadingService, carried: Batch, scope: Scope, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, version = service.record(carried.with_(state=JobState.RUNNING, runner=GONE), 0)

    def ends(_: Runner) -> bool:
        service.record(carried, version)
        return False

    monkeypatch.setattr("graph.catalogue.runners._alive", ends)
    assert [each.state for each in service.batches_of("harbor", scope)] == [JobState.SUCCEEDED]


def test_batches_are_listed_a_page_at_a_time_the_newest_first(
    service: HeadingService, actor: Actor, loaded: Resource, scope: Scope
) -> None:
    made = [service.carry(actor, [loaded.iri]).id for _ in range(5)]
    seen: list[str] = []
    page = service.listed("harbor", Page(2), scope)
    while True:
        assert page.total == 5
        seen += [each.id for each in page.items]
        if not page.has_next:
            break
        page = service.listed("harbor", Page(2, page.cursors[-1]), scope)
    assert seen == [each.id for each in service.batches_of("harbor", scope)] == made[::-1]


def test_a_batch_that_was_stopped_goes_on_where_it_was_and_is_undone_whole(
    service: HeadingService,
    catalogue: CatalogueService,
    actor: Actor,
    load: Callable[..., Any],
    marc: Callable[..., bytes],
    store: Store,
    names: Names,
    loaded: Resource,
) -> None:
    load(*(marc(f"001 more{n}", "100 1# $a Tolstoi, Leo, $d 1828-1910", f"245 10 $a Book {n}") for n in range(70)))
    before = works(store, names)
    batch = service.relabelled(actor, loaded, relabel(catalogue, actor, loaded))
    assert batch is not None
    stopped = service.run(batch.id, stop=lambda: True)
    assert (stopped.state, stopped.report.changed) == (JobState.CANCELLED, 50)
    assert service.go_on(actor, batch.id).state is JobState.QUEUED
    finished = service.run(batch.id)
    assert (finished.state, finished.report.changed, finished.report.found) == (JobState.SUCCEEDED, 72, 72)
    with pytest.raises(BatchNotReady):
        service.go_on(actor, batch.id)
    assert service.run(service.undo(actor, batch.id).id).report.changed == 72
    assert works(store, names) == before


def test_a_new_edition_of_a_vocabulary_is_carried_into_each_library_that_uses_it(
    service: HeadingService,
    bring: Callable[..., Any],
    load: Callable[..., Any],
    marc: Callable[..., bytes],
    store: Store,
    names: Names,
) -> None:
    bring(*topic(1, "Cats"))
    load(marc("001 1", "245 10 $a One", f"650 #0 $a Cats $0 {SUBJECTS}/sh1"))
    load(marc("001 1", "245 10 $a Two", "650 #0 $a Cats."), tenant="lindenau")
    report = bring(*topic(1, "Domestic cats"))
    batches = service.loaded(operator(), Shelf(), report.renamed)
    assert [each.tenant for each in batches] == ["harbor", "lindenau"]
    assert [service.run(each.id).report.changed for each in batches] == [1, 1]
    for tenant, title in (("harbor", "One"), ("lindenau", "Two")):
        assert works(store, names, tenant)[title]["bf:subject"][0]["rdfs:label"] == ["Domestic cats"]


def test_a_heading_nobody_described_is_replaced_by_an_authority_everywhere(
    service: HeadingService, actor: Actor, load: Callable[..., Any], marc: Callable[..., bytes], loaded: Resource,
    store: Store, names: Names,
) -> None:  # fmt: skip
    load(marc("001 9", "100 1# $a Tolstoj, L. N.", "245 10 $a Childhood"))
    heading = works(store, names)["Childhood"]["bf:contribution"][0]["bf:agent"][0]["@id"]
    batch = service.adopt(actor, heading, loaded.iri, "adopt-1")
    assert service.adopt(actor, heading, loaded.iri, "adopt-1").id == batch.id
    service.run(batch.id)
    agent = works(store, names)["Childhood"]["bf:contribution"][0]["bf:agent"][0]
    assert (agent["@id"], agent["rdfs:label"]) == (loaded.iri, [OLD])
    service.run(service.undo(actor, batch.id).id)
    assert works(store, names)["Childhood"]["bf:contribution"][0]["bf:agent"][0]["@id"] == heading


def test_who_may_not_catalogue_here_starts_nothing_and_sees_no_batch(
    service: HeadingService, catalogue: CatalogueService, actor: Actor, loaded: Resource, store: Store,
    access: AccessService,
) -> None:  # fmt: skip
    batch = service.carry(actor, [loaded.iri])
    before = store.position()
    for someone in (ANONYMOUS, Actor("x", "X", "lindenau", {})):
        with pytest.raises(Forbidden):
            service.carry(someone, [loaded.iri])
        assert service.batches([batch.id], access.scope(someone)) == [None]
    with pytest.raises(UnknownBatch):
        service.undo(operator("lindenau"), batch.id)
    assert store.position() == before
