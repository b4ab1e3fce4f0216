"""Describing, changing and deleting by hand: what is allowed, what is refused, and that a refusal leaves no trace."""

from __future__ import annotations

import pytest

from graph.access.model import ANONYMOUS, Actor, Forbidden, Permission, network_owner, operator
from graph.catalogue.errors import Duplicate, InUse, Invalid, NotFound, StaleRevision
from graph.catalogue.service import CatalogueService
from graph.catalogue.statements import Statement
from graph.store.names import GraphKind
from graph.store.paging import Page
from graph.store.scope import SystemScope

TITLE = {"@type": ["bf:Title"], "bf:mainTitle": ["Salt"]}
WORK = {"bf:title": [TITLE]}


@pytest.fixture
def work(catalogue: CatalogueService, actor: Actor):
    return catalogue.create(actor, "bf:Work", WORK)


def test_what_is_created_has_an_address_of_its_own_and_named_parts(work, scope, catalogue) -> None:
    assert work.iri.startswith("https://c.example/harbor/works/")
    assert work.body["bf:title"] == [{"@id": "#title-1", **TITLE}]
    assert catalogue.resources([work.iri], scope) == [work]


def test_the_same_request_again_answers_as_the_first_time(store, catalogue, actor) -> None:
    one = catalogue.create(actor, "bf:Work", WORK, "r1")
    position = store.position()
    assert catalogue.create(actor, "bf:Work", WORK, "r1") == one
    changed = catalogue.update(actor, one.iri, one.revision, {**one.body, "rdfs:label": ["x"]}, request_id="r2")
    assert catalogue.update(actor, one.iri, one.revision, {**one.body, "rdfs:label": ["x"]}, request_id="r2") == changed
    assert store.position() == position + 1
    catalogue.delete(actor, one.iri, changed.revision, request_id="r3")
    catalogue.delete(actor, one.iri, changed.revision, request_id="r3")
    assert store.position() == position + 2
    with pytest.raises(NotFound):
        catalogue.delete(actor, one.iri, changed.revision, request_id="r4")


def test_statements_are_put_and_taken_singly(catalogue, actor, work) -> None:
    label = Statement("rdfs:label", {"@value": "Соль", "@language": "ru-Cyrl"})
    one = catalogue.update(
        actor, work.iri, work.revision, add=[label, Statement("bf:subtitle", "a history", "#title-1")]
    )
    assert one.body["rdfs:label"] == [label.value]
    assert one.body["bf:title"][0]["bf:subtitle"] == ["a history"]
    two = catalogue.update(actor, work.iri, one.revision, remove=[label, Statement("bf:title", {"@id": "#title-1"})])
    assert two.body.keys() == {"@id", "@type"}
    with pytest.raises(Invalid) as refused:
        catalogue.update(actor, work.iri, two.revision, remove=[label])
    assert refused.value.path == ("remove", "1")


def test_a_stale_revision_gets_both_changes_and_writes_nothing(store, catalogue, actor, work) -> None:
    theirs = catalogue.update(actor, work.iri, work.revision, {**work.body, "rdfs:label": ["theirs"]})
    position = store.position()
    with pytest.raises(StaleRevision) as refused:
        catalogue.update(actor, work.iri, work.revision, {**work.body, "bf:originDate": ["1900"]})
    assert refused.value.current == theirs
    assert [(each.path, each.added) for each in refused.value.theirs] == [("rdfs:label", ("theirs",))]
    assert [(each.path, each.added) for each in refused.value.ours] == [("bf:originDate", ("1900",))]
    with pytest.raises(StaleRevision):
        catalogue.delete(actor, work.iri, work.revision)
    assert store.position() == position


@pytest.mark.parametrize(
    ("node", "path"),
    [
        ({"bf:title": [{"@id": "no iri", "@type": ["bf:Title"]}]}, ("bf:title", "1", "@id")),
        ({"bf:subject": [{"@id": "relative/path"}]}, ("bf:subject", "1", "@id")),
        ({"bf:subject": [{"@id": "http://x.example/<script>"}]}, ("bf:subject", "1", "@id")),
        ({"nope:title": ["x"]}, ("nope:title",)),
        ({"title": ["x"]}, ("title",)),
        ({"bf:title": [{**TITLE, "@id": "https://c.example/harbor/works/other#title-1"}]}, ("bf:title", "1", "@id")),
        ({"bf:title": [{**TITLE, "@id": "#a"}, {**TITLE, "@id": "#a"}]}, ("bf:title", "2", "@id")),
        ({"rdfs:label": ["a\u0000b"]}, ("rdfs:label", "1")),
        ({"rdfs:label": ["\ud800"]}, ("rdfs:label", "1")),
        ({"rdfs:label": [{"@value": "a", "@language": "not a tag"}]}, ("rdfs:label", "1", "@language")),
        ({"rdfs:label": ["x" * 200_001]}, ("rdfs:label", "1")),
        ({"lsp:controlNumber": ["main|1"]}, ("lsp:controlNumber",)),
        ({"rdfs:label": ["x"] * 20_001}, ()),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_description_is_told_by_its_path(
    store, catalogue, actor, tenants, node: dict[str, object], path: tuple[str, ...]
) -> None:
    position = store.position()
    with pytest.raises(Invalid) as refused:
        catalogue.create(actor, "bf:Work", node)
    assert refused.value.path == path
    assert refused.value.code == "INVALID"
    assert store.position() == position


def test_nesting_without_end_and_huge_descriptions_are_refused(catalogue, actor) -> None:
    deep: dict[str, object] = {"@type": ["bf:Note"]}
    for _ in range(40):
        deep = {"@type": ["bf:Note"], "bf:note": [deep]}
    with pytest.raises(Invalid, match="nested"):
        catalogue.create(actor, "bf:Work", {"bf:note": [deep]})
    with pytest.raises(Invalid, match="bytes"):
        catalogue.create(actor, "bf:Work", {"rdfs:label": [f"{n}" + "x" * 150_000 for n in range(10)]})


def test_only_known_types_are_resources_and_a_resource_keeps_its_kind(catalogue, actor, work) -> None:
    for name in ("bf:Title", "lsp:Tenant", "lsp:SourceRecord", "nonsense"):
        with pytest.raises(Invalid):
            catalogue.create(actor, name, {})
    with pytest.raises(Invalid):
        catalogue.update(actor, work.iri, work.revision, {**work.body, "@type": ["bf:Instance"]})
    with pytest.raises(Invalid):
        catalogue.update(actor, work.iri, work.revision, {**work.body, "@id": "https://c.example/harbor/works/other"})


CATALOGUER = frozenset({Permission.CATALOGUE_READ, Permission.CATALOGUE_WRITE})
READER = frozenset({Permission.CATALOGUE_READ, Permission.HOLDINGS_WRITE})


@pytest.mark.parametrize(
    "who",
    [
        ANONYMOUS,
        ANONYMOUS.at("harbor"),
        Actor("r", "R", "harbor", {"harbor": READER}),
        Actor("o", "O", "lindenau", {"lindenau": CATALOGUER}),
        Actor("o", "O", "harbor", {"lindenau": CATALOGUER}),
    ],
    ids=["anonymous", "anonymous there", "without the right", "of another library", "acting where they have none"],
)
def test_whoever_may_not_write_here_changes_nothing(store, catalogue, work, who: Actor) -> None:
    position = store.position()
    with pytest.raises((Forbidden, NotFound)):
        catalogue.update(who, work.iri, work.revision, {**work.body, "rdfs:label": ["mine"]})
    with pytest.raises((Forbidden, NotFound)):
        catalogue.delete(who, work.iri, work.revision)
    if who.tenant == "harbor" or who.tenant is None:
        with pytest.raises(Forbidden):
            catalogue.create(who, "bf:Work", WORK)
    assert store.position() == position


def test_items_need_the_right_to_write_holdings(store, catalogue, actor, work) -> None:
    instance = catalogue.create(actor, "bf:Instance", {"bf:instanceOf": [{"@id": work.iri}]})
    cataloguer = Actor("c", "C", "harbor", {"harbor": CATALOGUER})
    desk = Actor("d", "D", "harbor", {"harbor": READER})
    position = store.position()
    node = {"bf:itemOf": [{"@id": instance.iri}]}
    with pytest.raises(Forbidden):
        catalogue.create(cataloguer, "bf:Item", node)
    with pytest.raises(Forbidden):
        catalogue.create(desk, "bf:Instance", {})
    assert store.position() == position
    assert catalogue.create(desk, "bf:Item", node).iri.startswith("https://c.example/harbor/items/")


def test_a_barcode_is_taken_once_in_a_library(store, catalogue, actor, work) -> None:
    instance = catalogue.create(actor, "bf:Instance", {"bf:instanceOf": [{"@id": work.iri}]})
    node = {
        "bf:itemOf": [{"@id": instance.iri}],
        "bf:identifiedBy": [{"@type": ["bf:Barcode"], "rdf:value": ["31"]}],
    }
    catalogue.create(actor, "bf:Item", node)
    with pytest.raises(Duplicate, match="31"):
        catalogue.create(actor, "bf:Item", node)


def test_a_work_lists_its_new_instance_and_drops_a_deleted_one(catalogue, actor, scope, work) -> None:
    instance = catalogue.create(actor, "bf:Instance", {"bf:instanceOf": [{"@id": work.iri}]})
    (found,) = catalogue.instances_of([work.iri], scope, Page())
    assert [each.iri for each in found.items] == [instance.iri]
    (now,) = catalogue.resources([work.iri], scope)
    assert now.body["bf:hasInstance"] == [{"@id": instance.iri}]
    catalogue.delete(actor, instance.iri, instance.revision)
    (now,) = catalogue.resources([work.iri], scope)
    assert "bf:hasInstance" not in now.body


def test_what_others_hang_on_is_deleted_only_along_with_them(store, catalogue, actor, scope, work) -> None:
    instance = catalogue.create(actor, "bf:Instance", {"bf:instanceOf": [{"@id": work.iri}]})
    item = catalogue.create(actor, "bf:Item", {"bf:itemOf": [{"@id": instance.iri}]})
    (work,) = catalogue.resources([work.iri], scope)
    position = store.position()
    with pytest.raises(InUse) as refused:
        catalogue.delete(actor, work.iri, work.revision)
    assert set(refused.value.users) == {instance.iri, item.iri}
    cataloguer = Actor("c", "C", "harbor", {"harbor": CATALOGUER})
    with pytest.raises(Forbidden):
        catalogue.delete(cataloguer, work.iri, work.revision, with_dependents=True)
    assert store.position() == position
    catalogue.delete(actor, work.iri, work.revision, with_dependents=True)
    assert catalogue.resources([work.iri, instance.iri, item.iri], scope) == [None, None, None]


def test_a_replaced_resource_leads_to_its_replacement_and_what_hung_on_it_moves(catalogue, actor, scope, work) -> None:
    instance = catalogue.create(actor, "bf:Instance", {"bf:instanceOf": [{"@id": work.iri}]})
    other = catalogue.create(actor, "bf:Work", WORK)
    (work,) = catalogue.resources([work.iri], scope)
    catalogue.delete(actor, work.iri, work.revision, other.iri)
    (found, again) = catalogue.resources([work.iri, other.iri], scope)
    assert found == again
    assert found.body["bf:hasInstance"] == [{"@id": instance.iri}]
    assert [each.iri for each in catalogue.works_of([instance.iri], scope)] == [other.iri]
    third = catalogue.create(actor, "bf:Work", WORK)
    catalogue.delete(actor, other.iri, again.revision, third.iri)
    assert [each.iri for each in catalogue.resources([work.iri], scope)] == [third.iri]


def test_a_redirect_leads_to_another_resource_of_its_kind(store, catalogue, actor, work) -> None:
    instance = catalogue.create(actor, "bf:Instance", {})
    position = store.position()
    for target in (work.iri, instance.iri, "https://c.example/none", "nonsense"):
        with pytest.raises(Invalid) as refused:
            catalogue.delete(actor, work.iri, work.revision, target)
        assert refused.value.path == ("redirectTo",)
    assert store.position() == position


def test_a_change_to_a_shared_description_becomes_the_librarys_overlay(
    catalogue, access, store, names, tenants
) -> None:
    coordinator = Actor("n", "N", "harbor", {network_owner("rivers"): CATALOGUER, "harbor": CATALOGUER})
    said = {**WORK, "rdfs:label": ["shared"], "bf:note": [{"@type": ["bf:Note"], "rdfs:label": ["n"]}]}
    shared = catalogue.create(coordinator, "bf:Work", said, network="rivers")
    harbor = Actor("h", "H", "harbor", {"harbor": CATALOGUER})
    ours = {
        **shared.body,
        "bf:title": [{**shared.body["bf:title"][0], "bf:mainTitle": ["SALT"]}],
        "rdfs:label": ["ours"],
    }
    del ours["bf:note"]
    changed = catalogue.update(harbor, shared.iri, shared.revision, ours)
    assert [title["bf:mainTitle"] for title in changed.body["bf:title"]] == [["SALT"]]
    assert changed.body["rdfs:label"] == ["ours"]
    assert "bf:note" not in changed.body
    assert len(changed.layers) == 2
    lindenau = operator("lindenau")
    (theirs,) = catalogue.resources([shared.iri], access.scope(lindenau))
    assert theirs.body == shared.body
    restored = catalogue.update(
        harbor, shared.iri, changed.revision, {**changed.body, "bf:note": shared.body["bf:note"]}
    )
    assert restored.body["bf:note"] == shared.body["bf:note"]
    renamed = {**shared.body, "rdfs:label": ["renamed"]}
    catalogue.update(coordinator, shared.iri, restored.revision, renamed, network="rivers")
    with pytest.raises(StaleRevision):
        catalogue.update(harbor, shared.iri, restored.revision, {**restored.body, "rdfs:label": ["late"]})


def test_what_a_library_keeps_private_is_not_there_for_others(catalogue, access, tenants, store, names, work) -> None:
    from graph.access.model import SharingLevel
    from graph.tenants.model import Sharing

    tenants.update(operator(), "harbor", sharing=Sharing(SharingLevel.PRIVATE))
    stranger = Actor("o", "O", "lindenau", {"lindenau": CATALOGUER})
    assert catalogue.resources([work.iri], access.scope(stranger)) == [None]
    with pytest.raises(NotFound):
        catalogue.update(stranger, work.iri, work.revision, work.body)
    graph = names.graph("lindenau", GraphKind.CATALOGUE)
    assert not store.scan(graph, SystemScope()).keys
