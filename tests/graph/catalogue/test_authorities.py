"""Authority records in the catalogue: they describe the headings that bibliographic records use, in whatever order they
come; variants and numbers lead to them.
"""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import permutations

import pytest

from graph.access.model import Reading
from graph.catalogue.model import Heading
from graph.catalogue.report import ImportOptions
from graph.store.headings import heading_urn
from graph.store.model import ABSENT, Cause, Change, Key, Put
from graph.store.names import GraphKind
from graph.store.paging import Page
from graph.store.scope import SystemScope
from graph.tenants.model import ImportPolicy, OnConflict
from mappings.bibframe.read import authority_of, variants
from mappings.marc.reader import parse

LEADER = "00000nz  a2200000n  4500"
TOLSTOY = ("001 a1", "100 1# $a Tolstoy, Leo, $d 1828-1910", "400 1# $a Tolstoi, Lev", "400 1# $a Tolstoj, L. N.",
           "670 ## $a War and peace, 1868: $b title page")  # fmt: skip
WAR = ("001 b1", "100 1# $a Tolstoy, Leo, $d 1828-1910.", "245 10 $a War and peace.")
RESURRECTION = ("001 b2", "100 1# $a Tolstoi, Lev.", "245 10 $a Resurrection.")
PUBLISHED = ("001 a2", "003 DLC", "010 ## $a n 79068416", "024 7# $a 118623400 $2 gnd", *TOLSTOY[1:])
WITH_NUMBER = ("001 b3", "700 1# $a Tolstoy, L. $0 http://id.loc.gov/authorities/names/n79068416", "245 10 $a Tales.")
WITH_GND = ("001 b4", "700 1# $a Tolstoj, Lew $0 (DE-588)118623400", "245 10 $a Anna Karenina.")
THING = "http://id.loc.gov/rwo/agents/n79068416"


@pytest.fixture
def authority(marc):
    return lambda *lines: marc(*lines, leader=LEADER)


@pytest.fixture
def scope(access, actor):
    return access.scope(actor)


def headings(store, names, catalogue, scope) -> dict[str, Heading]:
    """The agents that the works of the catalogue name, by the label the work gives them."""
    found = {}
    for key in store.scan(names.graph("harbor", GraphKind.CATALOGUE), SystemScope(), type="bf:Work").keys:
        (document,) = store.read([key], SystemScope())
        for made in document.body["bf:contribution"]:
            (agent,) = made["bf:agent"]
            (heading,) = catalogue.headings([agent["@id"]], scope)
            found[agent["rdfs:label"][0]] = heading
    return found


def titles(catalogue, agent: str, scope) -> set[str]:
    (works,) = catalogue.works_by_agent([agent], scope, Page(first=20))
    return {work.body["bf:title"][0]["bf:mainTitle"][0] for work in works.items}


@pytest.mark.parametrize("order", list(permutations([0, 1, 2])))
def test_a_heading_its_variant_and_its_authority_are_one_whatever_comes_first(
    store, names, marc, authority, load, catalogue, scope, order
) -> None:
    records = [authority(*TOLSTOY), marc(*WAR), marc(*RESURRECTION)]
    for at in order:
        assert load(records[at]).created == 1
    found = headings(store, names, catalogue, scope)
    assert found["Tolstoy, Leo, 1828-1910"].iri == found["Tolstoi, Lev"].iri
    (heading,) = {each.iri for each in found.values()}
    assert heading.startswith("https://c.example/harbor/agents/")
    assert titles(catalogue, heading, scope) == {"War and peace", "Resurrection"}


@pytest.mark.parametrize("first", ["authority", "works"])
def test_the_numbers_of_an_authority_lead_to_it(store, names, marc, authority, load, catalogue, scope, first) -> None:
    steps = [authority(*PUBLISHED), marc(*WAR) + marc(*WITH_NUMBER) + marc(*WITH_GND)]
    for octets in steps if first == "authority" else steps[::-1]:
        assert load(octets).reported == 0
    assert {each.iri for each in headings(store, names, catalogue, scope).values()} == {THING}
    assert titles(catalogue, THING, scope) == {"War and peace", "Tales", "Anna Karenina"}
    (by_authority,) = catalogue.headings(["https://id.loc.gov/authorities/names/n79068416"], scope)
    assert by_authority.iri == THING
    ((found,),) = catalogue.identified("lccn", ["n 79068416"], scope)
    assert found.iri == THING


def test_works_by_an_agent_are_told_by_role_under_every_name(marc, authority, load, catalogue, scope) -> None:
    author = "http://id.loc.gov/vocabulary/relators/aut"
    load(authority(*TOLSTOY) + marc(*RESURRECTION[:1], "100 1# $a Tolstoi, Lev. $4 aut", RESURRECTION[2]))
    load(marc("001 b5", "700 1# $a Tolstoy, Leo, $d 1828-1910. $4 trl", "245 10 $a Fables."))
    (found,) = catalogue.identified("control-number", ["main|b5"], scope)
    (work,) = catalogue.works_of([found[0].iri], scope)
    agent = work.body["bf:contribution"][0]["bf:agent"][0]["@id"]
    (works,) = catalogue.works_by_agent([agent], scope, Page(first=5), (author,))
    assert [each.body["bf:title"][0]["bf:mainTitle"][0] for each in works.items] == ["Resurrection"]


def test_a_variant_that_two_authorities_have_leads_to_neither(
    store, names, marc, authority, load, catalogue, scope
) -> None:
    load(authority(*TOLSTOY) + authority("001 a9", "100 1# $a Tolstoi, Lev L'vovich", "400 1# $a Tolstoi, Lev"))
    load(marc(*RESURRECTION))
    (heading,) = headings(store, names, catalogue, scope).values()
    assert heading.resource is None
    (tolstoy,) = (key.iri for key in store.find("heading", [_urn("Tolstoy, Leo, 1828-1910")], SystemScope())[0])
    assert titles(catalogue, tolstoy, scope) == set()


def _urn(label: str) -> str:
    return heading_urn("agents", label)


def test_a_second_authority_of_the_same_heading_is_kept_apart_and_reported(
    store, names, authority, load, catalogue, scope
) -> None:
    load(authority(*TOLSTOY))
    report = load(authority("001 a7", *TOLSTOY[1:]))
    assert (report.created, [problem.code for problem in report.problems]) == (1, ["HEADING_SHARED"])
    found = store.find("heading", [_urn("Tolstoy, Leo, 1828-1910")], SystemScope())[0]
    assert len({key.iri for key in found}) == 2
    assert load(authority("001 a7", *TOLSTOY[1:])).unchanged == 1


def test_two_authorities_of_one_heading_in_one_file_are_both_kept(authority, load) -> None:
    report = load(authority(*TOLSTOY) + authority("001 a7", *TOLSTOY[1:]))
    assert (report.created, report.failed) == (2, 0)


def test_an_authority_and_a_bibliographic_record_may_have_one_control_number(marc, authority, load) -> None:
    assert load(authority("001 1", "150 ## $a Salt") + marc("001 1", "245 10 $a Salt.")).created == 2


def test_the_same_file_again_writes_no_version_and_no_event(store, authority, load) -> None:
    load(authority(*PUBLISHED))
    position = store.position()
    assert load(authority(*PUBLISHED)).unchanged == 1
    assert store.position() == position


def test_a_changed_record_keeps_its_address_and_what_people_said(
    store, authority, load, catalogue, actor, scope
) -> None:
    load(authority("001 a1", "100 1# $a Tolstoy, Leo, $d 1828-"))
    ((key,),) = store.find("heading", [_urn("Tolstoy, Leo, 1828-")], SystemScope())
    (resource,) = catalogue.resources([key.iri], scope)
    noted = {**resource.body, "rdfs:comment": ["Seen to by hand."]}
    catalogue.update(actor, key.iri, resource.revision, noted)
    report = load(authority(*TOLSTOY))
    assert (report.updated, report.conflicts) == (1, [])
    (now,) = catalogue.resources([key.iri], scope)
    assert now.body["rdfs:label"] == ["Tolstoy, Leo, 1828-1910"]
    assert now.body["rdfs:comment"] == ["Seen to by hand."]
    assert [text.value for text in variants(now.body)] == ["Tolstoi, Lev", "Tolstoj, L. N."]


def test_the_record_goes_out_as_it_came(store, authority, load, exporter, scope, marc) -> None:
    octets = authority(*PUBLISHED)
    load(marc(*WAR) + octets)
    assert list(exporter.marc("harbor", scope)) == [marc(*WAR), octets]
    assert list(exporter.marc("harbor", scope, [THING])) == [octets]


def test_an_edit_changes_its_own_field_alone(authority, load, exporter, catalogue, actor, scope) -> None:
    octets = authority(*PUBLISHED, "667 ## $a A note", "901 ## $c 77")
    load(octets)
    (resource,) = catalogue.resources([THING], scope)
    body = dict(resource.body)
    own = dict(authority_of(body))
    own["madsrdf:editorialNote"] = ["Another note"]
    body["madsrdf:isIdentifiedByAuthority"] = [own]
    catalogue.update(actor, THING, resource.revision, body)
    (exported,) = exporter.marc("harbor", scope, [THING])
    before, after = parse(octets).fields, parse(exported).fields
    assert [each for each in after if each not in before] == [before[-2]._replace(subfields=(("a", "Another note"),))]
    assert [each for each in before if each not in after] == [before[-2]]


def test_an_agent_described_by_hand_goes_out_as_an_authority_record(exporter, catalogue, actor, scope) -> None:
    made = catalogue.create(
        actor, "bf:Person", {"@type": ["bf:Agent", "bf:Person"], "rdfs:label": ["Ostrov, Tatʹiana"]}
    )
    (octets,) = exporter.marc("harbor", scope, [made.iri])
    record = parse(octets)
    assert record.leader[6] == "z"
    assert [field.get("a") for field in record.data("100")] == ["Ostrov, Tatʹiana"]


def test_an_authority_adopts_what_somebody_described(
    store, names, marc, authority, load, catalogue, actor, scope
) -> None:
    load(marc(*WAR))
    (used,) = headings(store, names, catalogue, scope).values()
    graph = names.graph("harbor", GraphKind.CATALOGUE)
    body = {"@id": used.iri, "@type": ["bf:Agent", "bf:Person"], "rdfs:label": ["Tolstoy, Leo, 1828-1910"],
            "rdfs:comment": ["Described here."]}  # fmt: skip
    cause = Cause("ada", "edit", datetime(2026, 1, 1, tzinfo=UTC))
    store.load([Change(cause, (Put(Key(graph, used.iri), body, ABSENT),), ())], SystemScope())
    assert load(authority(*TOLSTOY)).created == 1
    (now,) = catalogue.resources([used.iri], scope)
    assert now.body["rdfs:comment"] == ["Described here."]
    assert [text.value for text in variants(now.body)] == ["Tolstoi, Lev", "Tolstoj, L. N."]


def test_what_people_changed_is_replaced_only_where_the_policy_says_so(
    authority, load, catalogue, actor, scope
) -> None:
    load(authority(*PUBLISHED))
    (resource,) = catalogue.resources([THING], scope)
    catalogue.update(actor, THING, resource.revision, {**resource.body, "rdfs:label": ["Tolstoy, L."]})
    changed = authority(*PUBLISHED[:4], "100 1# $a Tolstoy, Lev, $d 1828-1910")
    assert [each.kept for each in load(changed).conflicts] == ["keep"]
    assert catalogue.resources([THING], scope)[0].body["rdfs:label"] == ["Tolstoy, L."]
    again = authority(*PUBLISHED[:4], "100 1# $a Tolstoy, Leo N., $d 1828-1910")
    load(again, options=ImportOptions(policy=ImportPolicy(on_conflict=OnConflict.REPLACE)))
    assert catalogue.resources([THING], scope)[0].body["rdfs:label"] == ["Tolstoy, Leo N., 1828-1910"]


def test_a_deleted_authority_leaves_the_heading_to_its_uses(
    store, names, marc, authority, load, catalogue, actor, scope
) -> None:
    load(marc(*WAR) + authority(*TOLSTOY))
    (heading,) = headings(store, names, catalogue, scope).values()
    assert heading.resource is not None
    catalogue.delete(actor, heading.iri, heading.resource.revision)
    (left,) = headings(store, names, catalogue, scope).values()
    assert (left.iri, left.resource) == (heading.iri, None)


def test_authorities_of_another_library_are_met_by_their_heading(
    store, names, marc, authority, load, catalogue, access, actor, scope
) -> None:
    load(authority(*TOLSTOY), tenant="lindenau")
    load(marc(*WAR))
    scope = access.scope(actor, Reading(all=True))
    (heading,) = headings(store, names, catalogue, scope).values()
    assert heading.iri.startswith("https://c.example/lindenau/agents/")
    assert titles(catalogue, heading.iri, scope) == {"War and peace"}
