"""A change is committed whole or not at all."""

from __future__ import annotations

import pytest

from graph.store.errors import Conflict, InvalidDocument
from graph.store.model import ABSENT, ANY, Cause, Change, Delete, Put
from graph.store.names import GraphKind


def test_versions_count_from_one_and_deletion_counts_too(library):
    key = library.key("1")
    assert library.put(key, library.work("a"), ABSENT).versions == (1,)
    assert library.put(key, library.work("b"), 1).versions == (2,)
    assert library.delete(key, 2).written == 1
    assert library.put(key, library.work("c"), ABSENT).versions == (4,)


def test_an_identical_put_writes_no_version_and_no_event(library):
    key = library.key("1")
    first = library.put(key, library.work("a"), ABSENT)
    again = library.put(key, library.work("a"), 1)
    assert (again.versions, again.written, again.sequence) == ((1,), 0, first.sequence)
    assert library.store.position() == first.sequence


def test_a_put_that_differs_only_in_the_order_of_properties_is_identical(library):
    key = library.key("1")
    library.put(key, {"@type": ["bf:Work"], "bf:note": ["n"], "rdfs:label": ["l"]})
    assert library.put(key, {"rdfs:label": ["l"], "bf:note": ["n"], "@type": ["bf:Work"]}).written == 0
    assert library.put(key, {"@type": ["bf:Work"], "bf:note": ["l"], "rdfs:label": ["n"]}).written == 1


@pytest.mark.parametrize("expects", [1, 3, ABSENT])
def test_a_stale_expectation_is_a_conflict_that_names_the_root(library, expects):
    key = library.key("1")
    library.put(key, library.work("a"))
    library.put(key, library.work("b"))
    with pytest.raises(Conflict) as caught:
        library.put(key, library.work("c"), expects)
    assert caught.value.subjects == (key.iri,)
    assert library.body(key)["rdfs:label"] == ["b"]


def test_expecting_a_version_of_what_is_absent_or_deleted_is_a_conflict(library):
    one, two = library.key("1"), library.key("2")
    library.add(two)
    library.delete(two)
    for key in (one, two):
        with pytest.raises(Conflict):
            library.put(key, library.work(), 1)
        with pytest.raises(Conflict):
            library.delete(key, 1)


def test_a_conflict_lists_every_subject_and_writes_nothing(library):
    fresh, stale, missing = library.key("fresh"), library.key("stale"), library.key("missing")
    library.add(stale)
    library.put(library.key("holder"), library.item("77"))
    before = library.store.position()
    with pytest.raises(Conflict) as caught:
        library.commit(Put(fresh, library.item("77"), ABSENT), Put(stale, library.work("b"), 9), Delete(missing, 1))
    assert set(caught.value.subjects) == {stale.iri, missing.iri, "barcode:77"}
    assert library.body(fresh) is None
    assert library.store.position() == before


def test_deleting_what_is_absent_without_expecting_it_does_nothing(library):
    assert library.delete(library.key("1")).written == 0
    assert library.store.position() == 0


def test_a_unique_key_is_held_by_one_resource_of_a_tenant(library):
    library.put(library.key("1"), library.item("100"))
    with pytest.raises(Conflict) as caught:
        library.put(library.key("2"), library.item("100"))
    assert caught.value.subjects == ("barcode:100",)
    assert library.put(library.key("2", "lindenau"), library.item("100")).written == 1


def test_a_unique_key_of_the_installation_is_held_once_in_all(library):
    slug = {"@type": ["lsp:Tenant"], "lsp:slug": ["harbor"]}
    library.put(library.key("1"), slug)
    with pytest.raises(Conflict):
        library.put(library.key("2", "lindenau"), slug)


def test_layers_of_one_resource_share_its_unique_key(library):
    key = library.key("1")
    library.put(key, library.item("100"))
    overlay = key._replace(graph=library.graph(kind=GraphKind.STAFF))
    assert library.put(overlay, library.item("100")).written == 1


def test_a_change_releases_keys_before_it_takes_any(library):
    one, two, three = library.key("1"), library.key("2"), library.key("3")
    library.commit(Put(one, library.item("100"), ANY), Put(two, library.item("200"), ANY))
    library.commit(Put(one, library.item("200"), 1), Put(two, library.item("100"), 1))
    library.commit(Delete(one, 2), Put(three, library.item("200"), ABSENT))
    assert library.store.find("barcode", ["100", "200"], library.everything) == [(two,), (three,)]


def test_two_puts_of_one_change_do_not_take_the_same_key(library):
    with pytest.raises(Conflict):
        library.commit(Put(library.key("1"), library.item("1"), ANY), Put(library.key("2"), library.item("1"), ANY))
    assert library.store.position() == 0


def test_the_same_request_again_answers_with_the_first_result(library):
    key = library.key("1")
    first = library.put(key, library.work("a"), ABSENT, request="r1")
    again = library.put(key, library.work("other"), ABSENT, request="r1")
    assert again.replayed
    assert not first.replayed
    assert (again.sequence, again.versions, again.written) == (first.sequence, first.versions, first.written)
    assert library.body(key)["rdfs:label"] == ["a"]
    assert library.store.position() == first.sequence


def test_a_request_id_belongs_to_its_actor(library):
    library.put(library.key("1"), library.work("a"), request="r1", actor="ada")
    assert not library.put(library.key("1"), library.work("b"), request="r1", actor="bob").replayed


def test_a_request_that_changed_nothing_or_failed_is_remembered_or_not(library):
    key = library.key("1")
    library.put(key, library.work("a"))
    library.put(key, library.work("a"), request="same")
    assert library.put(key, library.work("b"), request="same").replayed
    with pytest.raises(Conflict):
        library.put(key, library.work("b"), ABSENT, request="refused")
    assert library.put(key, library.work("b"), 1, request="refused").written == 1


def test_bulk_import_is_the_same_as_committing_each_in_turn(library, other_library):
    def changes(each):
        for part in range(30):
            yield each.change(*(Put(each.key(f"{part}-{n}"), each.work(f"{part}"), ANY) for n in range(70)))
            yield each.change(Put(each.key(f"{part}-0"), each.work("again"), 1), Delete(each.key(f"{part}-1"), 1))

    loaded = library.store.load(changes(library), library.everything)
    committed = [other_library.store.commit(each, other_library.everything) for each in changes(other_library)]
    assert loaded == committed
    read = [each.store.changes(0, 1000, each.everything) for each in (library, other_library)]
    assert read[0] == read[1]
    assert library.store.check(library.everything) == []


def test_a_conflict_in_a_bulk_import_leaves_what_came_before_it(library):
    fine, refused, later = library.key("1"), library.key("2"), library.key("3")
    library.add(refused)
    changes = [library.change(Put(key, library.work(), ABSENT)) for key in (fine, refused, later)]
    with pytest.raises(Conflict):
        library.store.load(changes, library.everything)
    assert library.body(fine) is not None
    assert library.body(later) is None


def test_an_unwritable_change_in_a_bulk_import_leaves_what_came_before_it(library):
    fine, broken = library.key("1"), library.key("2")
    changes = [
        library.change(Put(fine, library.work(), ANY)),
        library.change(Put(broken, {"bf:note": [object()]}, ANY)),
    ]
    with pytest.raises(InvalidDocument):
        library.store.load(changes, library.everything)
    assert library.body(fine) is not None


@pytest.mark.parametrize(
    "body",
    [
        {"@id": "https://c.example/harbor/works/other"},
        {"rdfs:label": ["\ud800"]},
        {"rdfs:label": [b"octets"]},
        {"@type": [1]},
        {"bf:title": [{"@id": 5}]},
    ],
    ids=["another's name", "half a character", "octets", "a type that is no text", "an id that is no text"],
)
def test_what_is_no_description_is_refused(library, body):
    with pytest.raises(InvalidDocument):
        library.put(library.key("1"), body)


@pytest.mark.parametrize("iri", ["", "no-scheme", "https://c.example/a b", "https://c.example/a\nb", "x:" + "y" * 5000])
def test_what_is_no_name_is_refused(library, iri):
    with pytest.raises(InvalidDocument):
        library.put(library.key("1")._replace(iri=iri), {"@type": ["bf:Work"]})


def test_a_change_that_writes_a_document_twice_is_refused(library):
    key = library.key("1")
    with pytest.raises(InvalidDocument):
        library.commit(Put(key, library.work(), ANY), Delete(key, ANY))


def test_a_cause_without_a_time_zone_is_refused(library):
    at = library.cause().at.replace(tzinfo=None)
    with pytest.raises(InvalidDocument):
        library.store.commit(Change(Cause("ada", "edit", at)), library.everything)
