"""What a library has settled, through the API: mistakes are told where they are, and everybody sees when it is open."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import orjson
import pytest

from app.bootstrap import install
from app.settings import Settings, StoreAddress
from graph.access.model import ANONYMOUS, Actor, SharingLevel, operator
from graph.circulation.publishing import DEFAULT_RULES
from graph.circulation.trials import Trials
from graph.patrons.model import FeeType
from graph.patrons.payment_model import PaymentRefused
from graph.patrons.payment_signing import notification_signature
from graph.patrons.service import PatronWanted
from graph.tenants.model import Sharing
from graph.tenants.places import PointWanted
from mappings.money import Money
from tests.schema.library import World, ask

LAST = DEFAULT_RULES.count("\n") + 1
HOURS = '[everywhere]\nzone = "Europe/Berlin"\nmonday = ["09:00-18:00"]\n'
OPEN = """query Q($tenant: ID!) { openDays(tenant: $tenant, at: "2026-03-02T12:00:00+01:00", days: 2)
  { path timezone open days { date spans { opens closes } } } }"""


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    installation = install(Settings(store=StoreAddress("memory"), data=tmp_path), create=True)
    for slug, sharing in (("harbor", SharingLevel.PUBLIC), ("cloister", SharingLevel.PRIVATE)):
        installation.services.tenants.create_tenant(operator(), slug, {"en": slug}, sharing=Sharing(sharing))
        installation.services.settings.publish_hours(operator(slug), HOURS)
    yield World(installation, {"anonymous": ANONYMOUS, "chief": operator("harbor")})
    installation.close()


def _refused(world: World, mutation: str, text: str) -> list[dict[str, Any]]:
    errors = "userErrors { code path message ... on TextError { line column suggestion } }"
    query = f"mutation M($text: String!) {{ {mutation}(input: {{text: $text}}) {{ settings {{ text }} {errors} }} }}"
    before = world.installation.store.position()
    body = ask(world.engine(), world.who("chief"), query, {"text": text}).body
    assert world.installation.store.position() == before
    assert body["data"][mutation]["settings"] is None
    return list(body["data"][mutation]["userErrors"])


def test_each_mistake_in_rules_is_told_with_its_line_and_what_was_meant(world: World) -> None:
    text = "everywhere : loanable\nharbor : itmes 5\nharbor : perod 3 days\n"
    found = _refused(world, "lendingRulesPublish", text)
    assert [(each["code"], each["line"], each["suggestion"]) for each in found] == [
        ("INVALID", 2, "items"), ("INVALID", 3, "period"),
    ]  # fmt: skip
    assert all(each["column"] and each["path"] == ["input", "text"] for each in found)


def test_a_template_with_a_place_that_there_is_none_of_is_told_with_its_line(world: World) -> None:
    (found,) = _refused(world, "noticeTemplatesPublish", "[overdue en]\nsubject: x\n\n- {item.titel}\n")
    assert (found["code"], found["line"], found["column"], found["suggestion"]) == ("INVALID", 4, 3, "item.title")


def test_hours_that_are_not_toml_are_told_with_their_line(world: World) -> None:
    (found,) = _refused(world, "openingHoursPublish", f"{HOURS}tuesday = \n")
    assert (found["code"], found["line"]) == ("INVALID", 4)


def test_everybody_sees_when_a_library_is_open_whose_catalogue_they_may_read(world: World) -> None:
    asked = ask(world.engine(), ANONYMOUS, OPEN, {"tenant": "harbor"}).body["data"]["openDays"]
    assert (asked["path"], asked["timezone"], asked["open"]) == ("harbor", "Europe/Berlin", True)
    monday, tuesday = asked["days"]
    assert monday == {
        "date": "2026-03-02",
        "spans": [{"opens": "2026-03-02T09:00:00+01:00", "closes": "2026-03-02T18:00:00+01:00"}],
    }
    assert tuesday["spans"] == []
    assert ask(world.engine(), ANONYMOUS, OPEN, {"tenant": "cloister"}).body["data"]["openDays"] is None


CHECK = """query Q($text: String!) { lendingRulesCheck(text: $text) {
  problems { code message path ... on TextError { line column suggestion } } findings { line check message }
  affected { items patrons loans itemsSeen patronsSeen loansSeen complete
    changes { field before after line source items patrons loans
      examples { unit materialType loanType group items patrons } } }
  simulation { loans refused earlier later complete differences { field before after source loans } } } }"""


def _lending(world: World) -> None:
    """Two books and a film in Harbor, of which a book is out."""
    services, chief = world.installation.services, world.who("chief")
    instance = services.catalogue.create(chief, "bf:Instance", {"rdfs:label": ["Tides"]})
    for barcode, kind in (("b-1", "book"), ("b-2", "book"), ("d-1", "dvd")):
        mark = {"@id": "#identifiedBy-1", "@type": ["bf:Barcode"], "rdf:value": [barcode]}
        node = {"bf:itemOf": [{"@id": instance.iri}], "bf:identifiedBy": [mark], "lsp:materialType": [kind]}
        services.catalogue.create(chief, "bf:Item", node)
    point = services.places.put_point(chief, PointWanted("DESK", {"en": "Desk"}))
    for card, group in (("c-1", "adult"), ("c-2", "child")):
        services.patrons.create(chief, PatronWanted(card, f"Reader {card}", group))
    services.circulation.lending.check_out(chief, "b-1", "c-1", point.iri)


def _checked(world: World, text: str) -> dict[str, Any]:
    before = world.installation.store.position()
    body = ask(world.engine(), world.who("chief"), CHECK, {"text": text}).body
    assert "errors" not in body, body
    assert world.installation.store.position() == before, "nothing is written"
    assert "Reader" not in str(body), "nobody is named"
    return dict(body["data"]["lendingRulesCheck"])


def test_whoever_writes_rules_sees_whom_they_would_concern_before_they_hold(world: World) -> None:
    _lending(world)
    found = _checked(world, f"{DEFAULT_RULES}harbor group=adult type=book : period 5 days\n")
    assert found["problems"] == []
    who = found["affected"]
    assert (who["items"], who["patrons"], who["loans"]) == (2, 1, 1)
    assert (who["itemsSeen"], who["patronsSeen"], who["loansSeen"], who["complete"]) == (3, 2, 1, True)
    (change,) = who["changes"]
    assert (change["field"], change["after"], change["line"]) == ("period", "period 5 days", LAST)
    assert change["examples"] == [
        {"unit": "harbor", "materialType": "book", "loanType": None, "group": "adult", "items": 2, "patrons": 1}
    ]
    past = found["simulation"]
    assert (past["loans"], past["refused"], past["earlier"], past["complete"]) == (1, 0, 1, True)
    (difference,) = past["differences"]
    assert (difference["source"], difference["loans"]) == (f"line {LAST}", 1)


def test_a_check_tells_what_is_wrong_and_what_is_odd_and_guesses_nothing(world: World) -> None:
    wrong = _checked(world, f"{DEFAULT_RULES}harbor : perod 3 days\n")
    (problem,) = wrong["problems"]
    assert (problem["line"], problem["column"], problem["suggestion"]) == (LAST, 10, "period")
    assert (wrong["affected"], wrong["simulation"]) == (None, None)
    odd = _checked(world, f"{DEFAULT_RULES}harbor/attic : items 3\nharbor : items 5\nharbor : items 6\n")
    assert odd["problems"] == []
    assert {each["line"] for each in odd["findings"]} >= {LAST, LAST + 1}
    (incomplete,) = _checked(world, "everywhere : loanable\n")["problems"]
    assert incomplete["code"] == "INVALID"


def test_more_than_a_question_looks_at_is_said_to_be_more(world: World) -> None:
    _lending(world)
    services, chief = world.installation.services, world.who("chief")
    trials = Trials(world.installation.store, services.names, lambda: datetime.now(UTC), services.settings,
                    services.circulation.reading, most=2)  # fmt: skip
    text = f"{DEFAULT_RULES}harbor : items 3\n"
    assert (trials.affected(chief, text).items_seen, trials.affected(chief, text).complete) == (2, False)
    assert trials.simulated(chief, text).complete


@pytest.mark.parametrize(
    ("field", "text", "line"),
    [
        ("openingHoursCheck", f"{HOURS}tuesday = \n", 4),
        ("noticeTemplatesCheck", "[overdue en]\nsubject: x\n\n- {item.titel}\n", 4),
    ],
)
def test_hours_and_templates_are_checked_without_being_put_in_force(
    world: World, field: str, text: str, line: int
) -> None:
    query = f"query Q($text: String!) {{ {field}(text: $text) {{ problems {{ code ... on TextError {{ line }} }} }} }}"
    before = world.installation.store.position()
    (problem,) = ask(world.engine(), world.who("chief"), query, {"text": text}).body["data"][field]["problems"]
    assert problem == {"code": "INVALID", "line": line}
    assert ask(world.engine(), world.who("chief"), query, {"text": HOURS if "Hours" in field else ""}).body["data"] == {
        field: {"problems": []}
    }
    assert world.installation.store.position() == before


def test_an_editor_begins_with_a_preset_and_sees_every_version_and_who_wrote_it(world: World) -> None:
    services, asking = world.installation.services, "{ lendingRulesPresets { name says text } }"
    presets = ask(world.engine(), world.who("chief"), asking).body["data"]["lendingRulesPresets"]
    texts = {each["name"]: each["text"] for each in presets}
    assert texts["public"] == DEFAULT_RULES
    ana = services.access.create_account(operator(), "Ana", {"harbor": ["administrator"]}, "harbor")
    services.settings.publish_rules(services.access.actor(ana.id), texts["school"])
    services.settings.publish_rules(operator("harbor"), texts["public"], 1)
    query = "{ settingsPast(which: LENDING_RULES) { totalCount nodes { revision text by byName changedAt } } }"
    found = ask(world.engine(), world.who("chief"), query).body["data"]["settingsPast"]["nodes"]
    assert [(each["revision"], each["by"], each["byName"]) for each in found] == [
        ("2", "operator", None), ("1", ana.id, "Ana"),
    ]  # fmt: skip
    assert found[1]["text"] == texts["school"]


def test_rules_are_told_as_they_are_best_written(world: World) -> None:
    query = "query Q($text: String!) { lendingRulesCheck(text: $text) { formatted } }"
    untidy = f"{DEFAULT_RULES}\nharbor   type=dvd:items 3,period   7 days\n"
    found = ask(world.engine(), world.who("chief"), query, {"text": untidy}).body["data"]["lendingRulesCheck"]
    assert found["formatted"].splitlines()[-1] == "harbor type=dvd : period 7 days, items 3"
    wrong = ask(world.engine(), world.who("chief"), query, {"text": "harbor : perod 3 days"}).body["data"]
    assert wrong == {"lendingRulesCheck": {"formatted": None}}


def test_where_readers_pay_is_settled_and_its_secret_is_told_to_nobody(world: World) -> None:
    change = """mutation M($input: PaymentProviderSetInput!) { paymentProviderSet(input: $input) {
      provider { address revision } userErrors { code } event } }"""
    read, secret = "{ paymentProvider { address revision } }", "0123456789abcdef" * 4
    engine, chief = world.engine(), world.who("chief")

    def put(**wanted: str | None) -> Any:
        body = ask(engine, chief, change, {"input": wanted}).body
        assert secret not in repr(body)
        return body["data"]["paymentProviderSet"]

    assert ask(engine, chief, read).body["data"] == {"paymentProvider": None}
    assert [each["code"] for each in put(address="https://pay.example/")["userErrors"]] == ["INVALID"]
    made = put(address="https://pay.example/", secret=secret)["provider"]
    assert ask(engine, chief, read).body["data"] == {"paymentProvider": made}
    moved = put(address="https://pay.example/2", ifRevision=made["revision"])
    assert moved["provider"]["address"] == "https://pay.example/2"
    assert [each["code"] for each in put(address=None)["userErrors"]] == ["STALE_REVISION"]
    assert put(address=None, ifRevision=moved["provider"]["revision"])["userErrors"] == []
    assert ask(engine, chief, read).body["data"] == {"paymentProvider": None}


def test_staff_see_whose_payment_was_refused(world: World) -> None:
    services, chief, secret = world.installation.services, world.who("chief"), "0123456789abcdef" * 4
    patron = services.patrons.create(chief, PatronWanted("P-pays", "Ada Payer", "adult"))
    fee = services.fees.charge(chief, patron.iri, FeeType.OTHER, Money(150, "EUR"))
    known = services.payment_providers.put(chief, "https://pay.example/", secret)
    reader = Actor("reader", "Patron", "harbor", {}, {"harbor": patron.iri})
    reference = services.payments.begin(reader, [fee.iri]).reference
    for named in (reference, "0" * 32):
        said = {"reference": named, "state": "paid", "amount": "9.00", "currency": "EUR", "transaction": "t-1"}
        body = orjson.dumps(said)
        with pytest.raises(PaymentRefused):
            services.payments.notified("harbor", named, body, notification_signature(secret, body))
    query = "{ paymentRefusals { nodes { code amount { amount } transaction patron { barcode } } } }"
    found = ask(world.engine(), chief, query).body["data"]["paymentRefusals"]["nodes"]
    alike = {"amount": {"amount": "9.00"}, "transaction": "t-1"}
    assert found == [
        {"code": "UNKNOWN_PAYMENT", "patron": None, **alike},
        {"code": "PAYMENT_DIFFERS", "patron": {"barcode": "P-pays"}, **alike},
    ]
    services.payment_providers.remove(chief, known.revision)


def test_limits_are_changed_on_what_was_seen(world: World) -> None:
    change = """mutation M($seen: Revision) { lendingLimitsSet(input: {loans: 5, ifRevision: $seen}) {
      limits { loans revision } userErrors { code } } }"""
    read = "{ lendingLimits { loans revision } }"
    assert ask(world.engine(), world.who("chief"), read).body["data"]["lendingLimits"]["revision"] is None
    made = ask(world.engine(), world.who("chief"), change, {"seen": None}).body["data"]["lendingLimitsSet"]["limits"]
    assert ask(world.engine(), world.who("chief"), read).body["data"]["lendingLimits"] == made
    again = ask(world.engine(), world.who("chief"), change, {"seen": "7"}).body["data"]["lendingLimitsSet"]
    assert [each["code"] for each in again["userErrors"]] == ["STALE_REVISION"]
