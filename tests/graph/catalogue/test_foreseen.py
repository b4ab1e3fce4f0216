"""The MARC of what somebody is still writing: as the export will have it once it is published."""

from __future__ import annotations

import pytest

from graph.access.model import Forbidden
from graph.catalogue.errors import Invalid
from graph.store.names import GraphKind
from graph.store.scope import SystemScope
from mappings.marc.notation import field
from mappings.marc.reader import parse
from tests.graph.catalogue.people import person

SALT = ("001 s1", "100 1# $a Kurlansky, Mark.", "245 10 $a Salt : $b a world history.", "300 ## $a 1 v. :$b   ill.",
        "500 ## $a A note.", "590 ## $a Local, and ours.", "952 ## $a HBC $c FIC $p 31 $9 kept")  # fmt: skip
TITLE = {"@type": ["bf:Title"], "bf:mainTitle": ["Salt"]}
AUTHOR = {
    "@type": ["bf:PrimaryContribution"],
    "bf:agent": [{"@id": "https://a.example/mark", "@type": ["bf:Person"], "rdfs:label": ["Kurlansky, Mark"]}],
}
WORK = {"@id": "_:work", "@type": ["bf:Work", "bf:Text"], "bf:title": [TITLE], "bf:contribution": [AUTHOR]}
EDITION = {"@id": "_:edition", "@type": ["bf:Instance"], "bf:instanceOf": [{"@id": "_:work"}], "bf:title": [TITLE]}


def previewed(catalogue, actor, *nodes):
    return [
        (each.root, [one for one in parse(each.text.encode(), "marcxml").fields if one.tag > "008"])
        for each in catalogue.marc_previews(actor, nodes)
    ]


def stored(store, names, catalogue, scope, type):
    graph = names.graph("harbor", GraphKind.CATALOGUE)
    keys = store.scan(graph, SystemScope(), type=type).keys
    return [each.body for each in catalogue.resources([key.iri for key in keys], scope) if each is not None]


def test_a_new_work_with_two_editions_is_two_records(catalogue, actor) -> None:
    second = {**EDITION, "@id": "_:second", "bf:editionStatement": ["2nd ed."]}
    (first, one), (other, two) = previewed(catalogue, actor, WORK, EDITION, second)
    assert (first, other) == (1, 2)
    assert {field("100 1# $a Kurlansky, Mark"), field("245 10 $a Salt.")} <= set(one)
    assert set(two) - set(one) == {field("250 ## $a 2nd ed.")}


def test_what_is_previewed_is_what_the_export_has_once_it_is_published(catalogue, actor, exporter, scope) -> None:
    ((_, foreseen),) = previewed(catalogue, actor, WORK, EDITION)
    work = catalogue.create(actor, "bf:Work", {name: each for name, each in WORK.items() if name != "@id"})
    catalogue.create(actor, "bf:Instance", {"bf:instanceOf": [{"@id": work.iri}], "bf:title": [TITLE]})
    (octets,) = exporter.marc("harbor", scope)
    assert foreseen == [each for each in parse(octets).fields if each.tag > "008"]


def test_what_was_edited_changes_its_field_and_items_and_local_fields_stay(
    store, names, marc, load, catalogue, actor, scope
) -> None:
    load(marc(*SALT))
    (work,) = stored(store, names, catalogue, scope, "bf:Work")
    (edition,) = stored(store, names, catalogue, scope, "bf:Instance")
    ((_, untouched),) = previewed(catalogue, actor, work, edition)
    assert untouched == [field(each) for each in SALT[1:]]
    title = {**edition["bf:title"][0], "bf:mainTitle": ["SALT"]}
    ((place, fields),) = previewed(catalogue, actor, work, {**edition, "bf:title": [title]})
    assert place == 1
    assert [each for each in untouched if each not in fields] == [field(SALT[2])]
    assert stored(store, names, catalogue, scope, "bf:Instance") == [edition]


def test_an_edition_and_an_item_in_hand_go_with_what_is_there(
    store, names, marc, load, catalogue, actor, scope
) -> None:
    load(marc(*SALT))
    (work,) = stored(store, names, catalogue, scope, "bf:Work")
    (edition,) = stored(store, names, catalogue, scope, "bf:Instance")
    item = {
        "@type": ["bf:Item"], "bf:itemOf": [{"@id": edition["@id"]}],
        "bf:identifiedBy": [{"@type": ["bf:Barcode"], "rdf:value": ["32"]}],
    }  # fmt: skip
    ((_, fields),) = previewed(catalogue, actor, edition, item)
    assert len([each for each in fields if each.tag == "952"]) == 2
    ((_, other),) = previewed(catalogue, actor, {**EDITION, "bf:instanceOf": [{"@id": work["@id"]}]})
    assert "100" in {each.tag for each in other}


def test_a_work_without_an_edition_is_a_record_of_its_own(catalogue, actor) -> None:
    ((place, fields),) = previewed(catalogue, actor, {name: each for name, each in WORK.items() if name != "@id"})
    assert place == 0
    assert "100" in {each.tag for each in fields}


def test_what_could_not_be_stored_is_told_with_its_place(catalogue, actor) -> None:
    with pytest.raises(Invalid) as told:
        catalogue.marc_previews(actor, [WORK, {**EDITION, "bf:note": [{"@id": "no address"}]}])
    assert told.value.path[:2] == ("nodes", "1")


def test_only_those_who_may_propose_preview(catalogue, tenants) -> None:
    assert catalogue.marc_previews(person("vera", "contributor"), [WORK, EDITION]) != []
    with pytest.raises(Forbidden):
        catalogue.marc_previews(person("rolf", "reader"), [WORK, EDITION])
