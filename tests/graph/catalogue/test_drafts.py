"""Drafts: kept as people go, seen by them alone, published whole or not at all."""

from __future__ import annotations

from dataclasses import replace

import pytest

from graph.access.model import Actor, Forbidden
from graph.backends.memory import MemoryStore
from graph.catalogue.errors import (
    Duplicate,
    Invalid,
    NotFound,
    ProfileRefused,
    StalePaper,
    StaleRevision,
    UnknownPaper,
)
from graph.catalogue.model import Remark
from graph.catalogue.papers import Content, Paper
from graph.catalogue.service import CatalogueService
from graph.store.names import GraphKind
from graph.store.paging import Page
from graph.store.port import Store
from graph.store.scope import Scope
from mappings.profiles.model import Level, Problem
from tests.graph.catalogue.people import person

WORK = {"@id": "_:work", "@type": ["bf:Work"], "rdfs:label": ["Salt"]}
INSTANCE = {"@id": "_:edition", "@type": ["bf:Instance"], "bf:instanceOf": [{"@id": "_:work"}]}
ITEM = {
    "@type": ["bf:Item"],
    "bf:itemOf": [{"@id": "_:edition"}],
    "bf:identifiedBy": [{"@type": ["bf:Barcode"], "rdf:value": ["B1"]}],
}


@pytest.fixture
def store() -> MemoryStore:
    """One store in memory: what stores must do alike is held in tests/contracts."""
    return MemoryStore()


def saved(catalogue: CatalogueService, actor: Actor, *nodes, **bases: str) -> Paper:
    return catalogue.drafts.put(actor, Content(nodes=nodes, bases=bases.get("bases", {}), title="Salt"))


def edited(catalogue: CatalogueService, actor: Actor, resource, **changes) -> Paper:
    """A draft that changes one resource as it is now."""
    body = {**resource.body, **{f"bf:{name}": value for name, value in changes.items()}}
    return saved(catalogue, actor, body, bases={resource.iri: resource.revision})


def test_a_draft_of_a_work_its_instance_and_a_copy_is_published_as_one_change(
    store: Store, catalogue: CatalogueService, ana: Actor
) -> None:
    draft = saved(catalogue, ana, ITEM, INSTANCE, WORK)
    position = store.position()
    item, instance, work = catalogue.drafts.publish(ana, draft.iri, str(draft.revision)).resources
    assert store.position() == position + 1
    assert instance.body["bf:instanceOf"] == [{"@id": work.iri}]
    assert item.body["bf:itemOf"] == [{"@id": instance.iri}]
    assert work.body["bf:hasInstance"] == [{"@id": instance.iri}]
    assert [each["@id"] for each in draft.content.nodes] == [item.iri, instance.iri, work.iri]
    assert catalogue.drafts.read(ana, [draft.iri]) == [None]


def test_what_is_unfinished_or_not_even_valid_is_kept_as_it_is(catalogue: CatalogueService, ana: Actor) -> None:
    odd = {"@type": ["bf:Work"], "bf:title": [{"bf:mainTitle": [""]}], "bf:subject": [{"@id": ""}]}
    draft = saved(catalogue, ana, odd)
    assert catalogue.drafts.read(ana, [draft.iri]) == [draft]
    assert {**draft.content.nodes[0], "@id": ""} == {**odd, "@id": ""}
    with pytest.raises(Invalid) as refused:
        catalogue.drafts.publish(ana, draft.iri, str(draft.revision))
    assert refused.value.path[:3] == ("nodes", "0", "bf:subject")


def test_saving_needs_the_revision_last_saved_and_keeps_the_addresses(catalogue: CatalogueService, ana: Actor) -> None:
    one = saved(catalogue, ana, WORK)
    two = catalogue.drafts.put(ana, replace(one.content, title="Salt again"), one.iri, str(one.revision))
    assert (two.content.title, two.content.nodes) == ("Salt again", one.content.nodes)
    for revision in (str(one.revision), None, "x"):
        with pytest.raises(StalePaper):
            catalogue.drafts.put(ana, one.content, one.iri, revision)
    with pytest.raises(StalePaper):
        catalogue.drafts.publish(ana, one.iri, str(one.revision))
    assert catalogue.drafts.read(ana, [one.iri]) == [two]


def test_nobody_else_meets_a_draft_by_any_way(
    store: Store, catalogue: CatalogueService, access, ana: Actor, ben: Actor
) -> None:
    draft = saved(catalogue, ana, WORK)
    position = store.position()
    for who in (ben, person("desk", "desk"), person("cid", "administrator"), ana.at("lindenau")):
        assert catalogue.drafts.read(who, [draft.iri]) == [None]
        assert catalogue.resources([draft.iri], access.scope(who)) == [None]
        for refused in (
            lambda who=who: catalogue.drafts.put(who, draft.content, draft.iri, str(draft.revision)),
            lambda who=who: catalogue.drafts.delete(who, draft.iri, str(draft.revision)),
            lambda who=who: catalogue.drafts.publish(who, draft.iri, str(draft.revision)),
        ):
            with pytest.raises((UnknownPaper, Forbidden)):
                refused()
    assert catalogue.drafts.of(ben, Page(10)).total == 0
    assert [each.iri for each in catalogue.drafts.of(ana, Page(10)).items] == [draft.iri]
    assert store.position() == position


def test_a_draft_in_nothing_describes_anything(store: Store, catalogue: CatalogueService, names, scope, ana) -> None:
    saved(catalogue, ana, WORK, INSTANCE, ITEM)
    assert store.scan(names.graph("harbor", GraphKind.CATALOGUE), scope, type="bf:Work").keys == ()
    assert catalogue.identified("barcode", ["B1"], scope) == [()]


def test_sending_again_with_the_same_request_id_answers_as_the_first_time(
    store: Store, catalogue: CatalogueService, ana: Actor
) -> None:
    content = Content(nodes=(WORK,))
    one = catalogue.drafts.put(ana, content, request_id="r1")
    assert catalogue.drafts.put(ana, content, request_id="r1") == one
    done = catalogue.drafts.publish(ana, one.iri, str(one.revision), "r2")
    position = store.position()
    assert catalogue.drafts.publish(ana, one.iri, str(one.revision), "r2").resources == done.resources
    two = saved(catalogue, ana, WORK)
    catalogue.drafts.delete(ana, two.iri, str(two.revision), "r3")
    catalogue.drafts.delete(ana, two.iri, str(two.revision), "r3")
    assert store.position() == position + 2
    with pytest.raises(UnknownPaper):
        catalogue.drafts.delete(ana, two.iri, str(two.revision))


@pytest.mark.parametrize(
    ("nodes", "error"),
    [
        (({**INSTANCE, "bf:instanceOf": [{"@id": "https://c.example/harbor/works/none"}]},), NotFound),
        ((WORK, {"@type": ["bf:Item"], "rdfs:label": ["of nothing"]}), Invalid),
        (({**WORK, "lsp:controlNumber": ["x|1"]},), Invalid),
        (({**WORK, "lsp:staffNote": ["x"]},), Invalid),
        (({**WORK, "@id": "https://c.example/harbor/works/chosen"},), Invalid),
        (({**WORK, "@id": "https://c.example/lindenau/works/chosen"},), Invalid),
    ],
)
def test_where_one_root_is_refused_nothing_is_written_and_the_draft_stays(
    store: Store, catalogue: CatalogueService, ana: Actor, nodes, error
) -> None:
    draft = saved(catalogue, ana, WORK | {"@id": "_:other"}, *nodes)
    position = store.position()
    with pytest.raises(error):
        catalogue.drafts.publish(ana, draft.iri, str(draft.revision))
    assert store.position() == position
    assert catalogue.drafts.read(ana, [draft.iri]) == [draft]


def test_a_taken_barcode_is_told_and_the_draft_stays(store: Store, catalogue: CatalogueService, ana: Actor) -> None:
    first, draft = saved(catalogue, ana, WORK, INSTANCE, ITEM), saved(catalogue, ana, WORK, INSTANCE, ITEM)
    catalogue.drafts.publish(ana, first.iri, str(first.revision))
    position = store.position()
    with pytest.raises(Duplicate, match="B1"):
        catalogue.drafts.publish(ana, draft.iri, str(draft.revision))
    assert store.position() == position


def test_who_may_not_publish_keeps_drafts_all_the_same(catalogue: CatalogueService, tenants) -> None:
    volunteer = person("vera", "contributor")
    draft = saved(catalogue, volunteer, WORK)
    with pytest.raises(Forbidden):
        catalogue.drafts.publish(volunteer, draft.iri, str(draft.revision))
    with pytest.raises(Forbidden):
        saved(catalogue, person("rob", "reader"), WORK)
    catalogue.drafts.delete(volunteer, draft.iri, str(draft.revision))


def test_two_who_edit_the_same_record_get_both_versions_and_the_places_to_decide(
    store: Store, catalogue: CatalogueService, ana: Actor, ben: Actor
) -> None:
    work = catalogue.create(ana, "bf:Work", {"bf:date": ["1999"], "bf:extent": ["1 v."]})
    mine = edited(catalogue, ana, work, date=["2001"], note=["ana"])
    theirs = edited(catalogue, ben, work, date=["2002"], extent=["2 v."])
    catalogue.drafts.publish(ben, theirs.iri, str(theirs.revision))
    position = store.position()
    with pytest.raises(StaleRevision) as stale:
        catalogue.drafts.publish(ana, mine.iri, str(mine.revision))
    assert store.position() == position
    assert stale.value.base == work.body
    both = stale.value.both
    assert both is not None
    assert (both.node["bf:date"], both.node["bf:extent"], both.node["bf:note"]) == (["2001"], ["2 v."], ["ana"])
    (clash,) = both.clashes
    assert (clash.path, clash.base, clash.ours, clash.theirs) == ("bf:date", ("1999",), ("2001",), ("2002",))
    solved = Content(nodes=(both.node,), bases={work.iri: stale.value.current.revision})
    again = catalogue.drafts.put(ana, solved, mine.iri, str(mine.revision))
    (now,) = catalogue.drafts.publish(ana, again.iri, str(again.revision)).resources
    assert now.body == both.node


def test_every_root_that_others_changed_is_told_at_once(catalogue: CatalogueService, ana: Actor, ben: Actor) -> None:
    works = [catalogue.create(ana, "bf:Work", {"bf:date": [str(n)]}) for n in range(3)]
    mine = saved(
        catalogue, ana, *({**each.body, "bf:note": ["mine"]} for each in works),
        bases={each.iri: each.revision for each in works},
    )  # fmt: skip
    for each in works[1:]:
        catalogue.update(ben, each.iri, each.revision, {**each.body, "bf:note": ["theirs"]})
    with pytest.raises(StaleRevision) as stale:
        catalogue.drafts.publish(ana, mine.iri, str(mine.revision))
    told = {stale.value.current.iri, *(each.current.iri for each in stale.value.others)}
    assert told == {each.iri for each in works[1:]}


def test_what_a_draft_leaves_as_it_was_stays_as_others_made_it(
    catalogue: CatalogueService, ana: Actor, ben: Actor, scope: Scope
) -> None:
    one, other = (catalogue.create(ana, "bf:Work", {"bf:date": [year]}) for year in ("1999", "2001"))
    mine = saved(
        catalogue, ana, {**one.body, "bf:note": ["mine"]}, other.body,
        bases={each.iri: each.revision for each in (one, other)},
    )  # fmt: skip
    theirs = catalogue.update(ben, other.iri, other.revision, {**other.body, "bf:note": ["theirs"]})
    catalogue.drafts.publish(ana, mine.iri, str(mine.revision))
    now = catalogue.resources([one.iri, other.iri], scope)
    assert [each and each.body["bf:note"] for each in now] == [["mine"], theirs.body["bf:note"]]


def test_a_new_edition_of_a_work_that_is_changed_along_is_listed_there(catalogue: CatalogueService, ana: Actor) -> None:
    work = catalogue.create(ana, "bf:Work", {"rdfs:label": ["Salt"]})
    draft = saved(
        catalogue, ana, {**INSTANCE, "bf:instanceOf": [{"@id": work.iri}]}, {**work.body, "bf:note": ["new"]},
        bases={work.iri: work.revision},
    )  # fmt: skip
    instance, now = catalogue.drafts.publish(ana, draft.iri, str(draft.revision)).resources
    assert now.body["bf:hasInstance"] == [{"@id": instance.iri}]
    assert now.body["bf:note"] == ["new"]


def test_a_profile_refuses_with_everything_it_says_and_lets_pass_what_it_only_warns_of(
    store: Store, names, clock, access, exporter, ana: Actor
) -> None:
    said = [Remark(0, Problem(Level.WARNING, "bf:title", "W", "A title is usual."))]
    catalogue = CatalogueService(store, names, clock, access, exporter, lambda _a, _p, _n: said)
    draft = saved(catalogue, ana, WORK)
    said.append(Remark(0, Problem(Level.ERROR, "bf:language", "E", "A language is needed.")))
    position = store.position()
    with pytest.raises(ProfileRefused) as refused:
        catalogue.drafts.publish(ana, draft.iri, str(draft.revision))
    assert (refused.value.remarks, store.position()) == (tuple(said), position)
    said.pop()
    assert catalogue.drafts.publish(ana, draft.iri, str(draft.revision)).remarks == tuple(said)


def test_publishing_asks_the_store_as_often_for_many_roots_as_for_few(
    store: Store, catalogue: CatalogueService, ana: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    counted: list[list[str]] = []
    for count in (1, 20):
        works = [catalogue.create(ana, "bf:Work", {"bf:date": [str(n)]}) for n in range(count)]
        new = [{**INSTANCE, "@id": f"_:{n}", "bf:instanceOf": [{"@id": each.iri}]} for n, each in enumerate(works)]
        draft = saved(catalogue, ana, *(each.body for each in works), *new,
                      bases={each.iri: each.revision for each in works})  # fmt: skip
        counted.append([])
        with monkeypatch.context() as patch:
            for name in ("read", "layers", "incoming", "find", "versions", "history", "commit"):
                real = getattr(store, name)
                patch.setattr(store, name, lambda *a, _n=name, _r=real, **k: (counted[-1].append(_n), _r(*a, **k))[1])
            catalogue.drafts.publish(ana, draft.iri, str(draft.revision))
    assert counted[0] == counted[1]


def test_a_root_without_a_name_is_not_taken_for_one_that_is_called_as_its_place(
    catalogue: CatalogueService, ana: Actor
) -> None:
    with pytest.raises(Invalid, match="twice"):
        saved(catalogue, ana, {**WORK, "@id": "_:1"}, {name: each for name, each in INSTANCE.items() if name != "@id"})
