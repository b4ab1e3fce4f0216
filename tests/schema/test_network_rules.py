"""A network's lending rules through the API: coordinators write them, members follow, and answers name their lines."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.bootstrap import install
from app.settings import Settings, StoreAddress
from graph.access.model import ROLES, Actor, network_owner, operator
from graph.circulation.publishing import DEFAULT_RULES
from graph.patrons.service import PatronWanted
from graph.tenants.places import PointWanted
from tests.schema.library import World, ask, done

PUBLISH = """mutation M($text: String!, $revision: Revision) {
  networkRulesPublish(input: {network: "rivers", text: $text, ifRevision: $revision}) {
    settings { text revision } userErrors { code message path ... on TextError { line column } } } }"""
FOLLOW = """mutation M($network: ID) { lendingNetworkSet(input: {network: $network}) {
  tenant { lendingNetwork { slug } } userErrors { code message } } }"""
READ = '{ networkLendingRules(network: "rivers") { text revision findings { line } } }'
POLICY = "{ lendingPolicy { field value line source cases why } }"


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    installation = install(Settings(store=StoreAddress("memory"), data=tmp_path), create=True)
    tenants = installation.services.tenants
    for slug in ("rivers", "lakes"):
        tenants.create_network(operator(), slug, {"en": slug})
    tenants.create_tenant(operator(), "harbor", {"en": "Harbor"}, networks=["rivers"])
    tenants.create_tenant(operator(), "outpost", {"en": "Outpost"}, networks=["lakes"])
    callers = {
        "coordinator": Actor("c", "C", None, {network_owner("rivers"): ROLES["coordinator"]}),
        "another network's coordinator": Actor("o", "O", None, {network_owner("lakes"): ROLES["coordinator"]}),
        **{
            f"{role}@{slug}": Actor(f"{role}-{slug}", role, slug, {slug: ROLES[role]})
            for role in ("administrator", "desk", "reader")
            for slug in ("harbor", "outpost")
        },
    }
    yield World(installation, callers)
    installation.close()


def published(world: World, more: str = "everywhere : items 5") -> None:
    found = done(world, "coordinator", PUBLISH, text=f"{DEFAULT_RULES}{more}\n")
    assert found["userErrors"] == []


LINE = DEFAULT_RULES.count("\n") + 1


def test_the_policy_and_each_loan_name_the_text_whose_line_gave_a_value(world: World) -> None:
    published(world)
    followed = done(world, "administrator@harbor", FOLLOW, network="rivers")
    assert followed == {"tenant": {"lendingNetwork": {"slug": "rivers"}}, "userErrors": []}
    services, chief = world.installation.services, operator("harbor")
    services.settings.publish_rules(chief, "everywhere : renewals 9\n")
    fields = {each["field"]: each for each in done(world, "desk@harbor", POLICY)}
    assert fields["items"] == {
        "field": "items", "value": "items 5", "line": LINE, "source": f"network rivers, line {LINE}",
        "cases": "everywhere", "why": "it is written later",
    }  # fmt: skip
    renewals = fields["renewals"]
    assert (renewals["value"], renewals["source"], renewals["why"]) == ("renewals 9", "line 1", "its text is nearer")
    mark = {"@id": "#identifiedBy-1", "@type": ["bf:Barcode"], "rdf:value": ["b-1"]}
    book = services.catalogue.create(chief, "bf:Instance", {"rdfs:label": ["A book"]})
    services.catalogue.create(chief, "bf:Item", {"bf:itemOf": [{"@id": book.iri}], "bf:identifiedBy": [mark]})
    services.places.put_point(chief, PointWanted("DESK", {"en": "Desk"}))
    services.patrons.create(chief, PatronWanted("p-1", "Somebody", "adult", "x-1"))
    lend = """mutation { checkOut(input: {item: "b-1", patron: "p-1", servicePoint: "DESK"}) {
      loan { policyTrace { field source } } userErrors { message } } }"""
    trace = {each["field"]: each["source"] for each in done(world, "desk@harbor", lend)["loan"]["policyTrace"]}
    assert trace["items"] == f"network rivers, line {LINE}, everywhere"
    assert trace["renewals"] == "line 1, everywhere"


def test_a_unit_in_a_networks_rules_is_refused_with_its_line_and_nothing_is_written(world: World) -> None:
    before = world.installation.store.position()
    found = done(world, "coordinator", PUBLISH, text=f"{DEFAULT_RULES}harbor : items 3\n")
    (error,) = found["userErrors"]
    assert (error["code"], error["line"], error["column"], error["path"]) == ("INVALID", LINE, 1, ["input", "text"])
    assert "units belong to a library" in error["message"]
    assert world.installation.store.position() == before


@pytest.mark.parametrize("who", ["another network's coordinator", "administrator@harbor", "administrator@outpost"])
def test_nobody_but_its_own_coordinator_writes_a_networks_rules(world: World, who: str) -> None:
    before = world.installation.store.position()
    found = done(world, who, PUBLISH, text=DEFAULT_RULES)
    assert [each["code"] for each in found["userErrors"]] == ["FORBIDDEN"]
    assert world.installation.store.position() == before


def test_staff_of_members_read_a_networks_rules_and_nobody_else_does(world: World) -> None:
    published(world)
    for who in ("coordinator", "desk@harbor", "administrator@harbor"):
        assert done(world, who, READ)["text"].endswith("items 5\n"), who
    for who in ("another network's coordinator", "desk@outpost", "reader@harbor"):
        body = ask(world.engine(), world.who(who), READ).body
        assert [each["extensions"]["code"] for each in body["errors"]] == ["FORBIDDEN"], who
        assert "items" not in str(body)


def test_a_library_follows_only_a_network_it_belongs_to_and_by_its_own_administrator(world: World) -> None:
    before = world.installation.store.position()
    for who, code in (
        ("administrator@outpost", "NOT_FOUND"),
        ("desk@harbor", "FORBIDDEN"),
        ("coordinator", "FORBIDDEN"),
    ):
        found = done(world, who, FOLLOW, network="rivers")
        assert [each["code"] for each in found["userErrors"]] == [code], who
    assert world.installation.store.position() == before
    assert done(world, "administrator@harbor", FOLLOW, network="rivers")["userErrors"] == []
    assert done(world, "administrator@harbor", FOLLOW)["tenant"] == {"lendingNetwork": None}


MEMBERSHIP = "membership { slug networks applied } userErrors { code message }"
APPLY = f"mutation M($network: ID!) {{ networkApply(input: {{network: $network}}) {{ {MEMBERSHIP} }} }}"
ADMIT = f"""mutation M($network: ID!, $tenant: ID!) {{
  networkAdmit(input: {{network: $network, tenant: $tenant}}) {{ {MEMBERSHIP} }} }}"""
LEAVE = f"""mutation M($network: ID!, $tenant: ID) {{
  networkLeave(input: {{network: $network, tenant: $tenant}}) {{ {MEMBERSHIP} }} }}"""
APPLICANTS = "query Q($network: ID!) { networkApplications(network: $network) { slug names { value } applied } }"


def test_a_library_asks_to_belong_to_a_network_and_its_coordinator_lets_it_in(world: World) -> None:
    asked = done(world, "administrator@outpost", APPLY, network="rivers")["membership"]
    assert (asked["networks"], asked["applied"]) == (["lakes"], ["rivers"])
    waiting = done(world, "coordinator", APPLICANTS, network="rivers")
    assert waiting == [{"slug": "outpost", "names": [{"value": "Outpost"}], "applied": ["rivers"]}]
    admitted = done(world, "coordinator", ADMIT, network="rivers", tenant="outpost")["membership"]
    assert (admitted["networks"], admitted["applied"]) == (["rivers"], []), "other networks are no business of this one"
    assert done(world, "coordinator", APPLICANTS, network="rivers") == []
    left = done(world, "administrator@outpost", LEAVE, network="rivers", tenant=None)["membership"]
    assert left["networks"] == ["lakes"]


def test_nobody_comes_into_a_network_without_both_sides(world: World) -> None:
    before = world.installation.store.position()
    (error,) = done(world, "coordinator", ADMIT, network="rivers", tenant="outpost")["userErrors"]
    (unknown,) = done(world, "coordinator", ADMIT, network="rivers", tenant="nowhere")["userErrors"]
    assert (error["code"], unknown["code"]) == ("NOT_FOUND", "NOT_FOUND")
    assert error["message"].replace("outpost", "") == unknown["message"].replace("nowhere", "")
    assert world.installation.store.position() == before
    done(world, "administrator@outpost", APPLY, network="rivers")
    after = world.installation.store.position()
    for who in ("administrator@outpost", "administrator@harbor", "another network's coordinator"):
        (error,) = done(world, who, ADMIT, network="rivers", tenant="outpost")["userErrors"]
        assert error["code"] == "FORBIDDEN", who
        body = ask(world.engine(), world.who(who), APPLICANTS, {"network": "rivers"}).body
        assert [each["extensions"]["code"] for each in body["errors"]] == ["FORBIDDEN"]
    assert world.installation.store.position() == after


def test_a_coordinator_learns_nothing_of_libraries_that_have_no_part_in_the_network(world: World) -> None:
    told = [
        done(world, "coordinator", LEAVE, network="rivers", tenant=slug)["userErrors"][0]["message"].replace(slug, "")
        for slug in ("outpost", "nowhere")
    ]
    assert told[0] == told[1]


def test_an_application_is_refused_or_taken_back_by_leaving(world: World) -> None:
    for who, tenant in (("coordinator", "outpost"), ("administrator@outpost", None)):
        done(world, "administrator@outpost", APPLY, network="rivers")
        left = done(world, who, LEAVE, network="rivers", tenant=tenant)
        assert (left["userErrors"], left["membership"]["applied"]) == ([], [])
    (error,) = done(world, "administrator@outpost", LEAVE, network="rivers", tenant="harbor")["userErrors"]
    assert error["code"] == "FORBIDDEN"
    (error,) = done(world, "administrator@outpost", APPLY, network="nowhere")["userErrors"]
    assert error["code"] == "NOT_FOUND"


CHECK = """query Q($text: String!) { lendingRulesCheck(text: $text, network: "rivers") {
  problems { message ... on TextError { line } } findings { line } affected { changes { source } } } }"""


def test_a_networks_rules_are_tried_in_a_library_before_they_hold(world: World) -> None:
    services = world.installation.services
    chief = world.who("administrator@harbor")
    services.patrons.create(chief, PatronWanted("c-1", "Reader", "adult"))
    edition = services.catalogue.create(chief, "bf:Instance", {"rdfs:label": ["Tides"]})
    services.catalogue.create(chief, "bf:Item", {"bf:itemOf": [{"@id": edition.iri}], "lsp:materialType": ["book"]})
    text = f"{DEFAULT_RULES}everywhere : items 5\n"
    found = done(world, "administrator@harbor", CHECK, text=text)
    assert found["problems"] == []
    assert [each["source"] for each in found["affected"]["changes"]] == [f"network rivers, line {LINE}"]
    (problem,) = done(world, "administrator@harbor", CHECK, text=f"{DEFAULT_RULES}harbor : items 5\n")["problems"]
    assert problem["line"] == LINE
    for who in ("administrator@outpost", "reader@harbor", "another network's coordinator"):
        body = ask(world.engine(), world.who(who), CHECK, {"text": text}).body
        assert [each["extensions"]["code"] for each in body["errors"]] == ["FORBIDDEN"], who


def test_the_versions_of_a_networks_rules_are_for_its_coordinator(world: World) -> None:
    query = '{ settingsPast(which: LENDING_RULES, network: "rivers") { nodes { text by } } }'
    assert "errors" not in ask(world.engine(), world.who("coordinator"), query).body
    hours = query.replace("LENDING_RULES", "OPENING_HOURS")
    for who, asked, code in (("administrator@harbor", query, "FORBIDDEN"), ("coordinator", hours, "INVALID_SETTINGS")):
        body = ask(world.engine(), world.who(who), asked).body
        assert [each["extensions"]["code"] for each in body["errors"]] == [code], who
