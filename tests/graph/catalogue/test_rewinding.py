"""Looking back and going back: what was, who said it, and taking one change away while later ones stay."""

from __future__ import annotations

import pytest

from graph.access.model import Actor, Forbidden, permissions_of
from graph.backends.memory import MemoryStore
from graph.catalogue.errors import Invalid, NotFound, StaleRevision, UndoHindered
from graph.catalogue.merge import differences
from graph.catalogue.model import Resource
from graph.catalogue.service import CatalogueService
from graph.store.port import Store
from tests.graph.catalogue.people import person


@pytest.fixture
def store() -> MemoryStore:
    """One store in memory: what stores must do alike is held in tests/contracts."""
    return MemoryStore()


def changed(catalogue: CatalogueService, actor: Actor, work: Resource, **said: str) -> Resource:
    body = {**work.body, **{f"bf:{name}": [text] for name, text in said.items()}}
    return catalogue.update(actor, work.iri, work.revision, body)


@pytest.fixture
def states(catalogue: CatalogueService, ana: Actor, ben: Actor) -> list[Resource]:
    """A work in three states: made by Ana, its date changed by Ben, its extent by Ana."""
    one = catalogue.create(ana, "bf:Work", {"bf:date": ["1999"], "bf:extent": ["1 v."]})
    two = changed(catalogue, ben, one, date="2001")
    return [one, two, changed(catalogue, ana, two, extent="2 v.")]


def test_history_tells_who_changed_what_and_each_state_can_be_read_by_its_revision(
    catalogue: CatalogueService, scope, states: list[Resource]
) -> None:
    (history,) = catalogue.history([states[0].iri], scope)
    assert [each.cause.actor for each in history] == ["ana", "ben", "ana"]
    assert [each.revision for each in reversed(history)] == [each.revision for each in states]
    changed = [[change.path for change in differences(each.before or {}, each.body or {})] for each in history[:2]]
    assert changed == [["bf:extent"], ["bf:date"]]
    asked = [(each.iri, each.revision) for each in states]
    assert catalogue.bodies(asked, scope) == [each.body for each in states]
    assert catalogue.bodies([(states[0].iri, "nothing-1")], scope) == [None]


def test_each_statement_is_told_with_who_made_it(catalogue: CatalogueService, scope, states: list[Resource]) -> None:
    (origins,) = catalogue.origins([states[0].iri], scope)
    said = {place.path: (place.value, origin.cause.actor) for place, origin in origins.items()}
    assert said == {"@type": ("bf:Work", "ana"), "bf:date": ("2001", "ben"), "bf:extent": ("2 v.", "ana")}


def test_a_description_says_again_what_it_said(catalogue: CatalogueService, ben: Actor, states) -> None:
    one, _, three = states
    now = catalogue.restore(ben, one.iri, one.revision, three.revision, "r")
    assert now.body == one.body
    assert catalogue.restore(ben, one.iri, one.revision, three.revision, "r") == now
    assert catalogue.restore(ben, one.iri, three.revision, now.revision).body == three.body


def test_what_was_deleted_comes_back_where_it_hung(catalogue: CatalogueService, scope, ana: Actor) -> None:
    work = catalogue.create(ana, "bf:Work", {"rdfs:label": ["Salt"]})
    instance = catalogue.create(ana, "bf:Instance", {"bf:instanceOf": [{"@id": work.iri}]})
    catalogue.delete(ana, instance.iri, instance.revision)
    assert catalogue.restore(ana, instance.iri, instance.revision, None).body == instance.body
    (now,) = catalogue.resources([work.iri], scope)
    assert now is not None
    assert now.body["bf:hasInstance"] == [{"@id": instance.iri}]


def test_restoring_a_work_leaves_the_editions_it_has_now(catalogue: CatalogueService, scope, ana: Actor) -> None:
    work = catalogue.create(ana, "bf:Work", {"rdfs:label": ["Salt"]})
    instance = catalogue.create(ana, "bf:Instance", {"bf:instanceOf": [{"@id": work.iri}]})
    (listed,) = catalogue.resources([work.iri], scope)
    assert listed is not None
    now = catalogue.restore(ana, work.iri, work.revision, listed.revision)
    assert now.body["bf:hasInstance"] == [{"@id": instance.iri}]


def _event(catalogue: CatalogueService, state: Resource, scope) -> int:
    (history,) = catalogue.history([state.iri], scope)
    return next(each.sequence for each in history if each.revision == state.revision)


def test_one_change_is_taken_back_and_later_ones_stay(
    catalogue: CatalogueService, scope, ana: Actor, states: list[Resource]
) -> None:
    one, two, three = states
    now = catalogue.undo(ana, one.iri, _event(catalogue, two, scope), three.revision)
    assert (now.body["bf:date"], now.body["bf:extent"]) == (["1999"], ["2 v."])
    again = catalogue.undo(ana, one.iri, _event(catalogue, now, scope), now.revision)
    assert again.body == three.body


def test_where_something_else_stands_now_the_place_is_told_and_nothing_is_written(
    store: Store, catalogue: CatalogueService, scope, ana: Actor, states: list[Resource]
) -> None:
    four = changed(catalogue, ana, states[2], date="2010")
    position = store.position()
    with pytest.raises(UndoHindered) as hindered:
        catalogue.undo(ana, four.iri, _event(catalogue, states[1], scope), four.revision)
    (clash,) = hindered.value.both.clashes
    assert (clash.path, clash.base, clash.ours, clash.theirs) == ("bf:date", ("2001",), ("2010",), ("1999",))
    assert store.position() == position


def test_who_may_not_or_has_not_seen_the_last_state_changes_nothing(
    store: Store, catalogue: CatalogueService, scope, ana: Actor, states: list[Resource]
) -> None:
    one, two, three = states
    event, position = _event(catalogue, two, scope), store.position()
    for actor in (person("rob", "reader"), person("vera", "contributor"), person("desk", "desk")):
        with pytest.raises(Forbidden):
            catalogue.restore(actor, one.iri, one.revision, three.revision)
        with pytest.raises(Forbidden):
            catalogue.undo(actor, one.iri, event, three.revision)
    foreign = Actor("lin", "lin", "lindenau", {"lindenau": permissions_of(("administrator",))})
    with pytest.raises(NotFound):
        catalogue.restore(foreign, one.iri, one.revision, three.revision)
    with pytest.raises(StaleRevision):
        catalogue.restore(ana, one.iri, one.revision, two.revision)
    with pytest.raises(StaleRevision):
        catalogue.undo(ana, one.iri, event, two.revision)
    for wrong in (0, event + 100, _event(catalogue, one, scope)):
        with pytest.raises(Invalid):
            catalogue.undo(ana, one.iri, wrong, three.revision)
    with pytest.raises(Invalid):
        catalogue.restore(ana, one.iri, "abc-7", three.revision)
    assert store.position() == position
