"""By whichever protocol an item is asked about, its status, due date and number of those who wait are the same."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from typing import Any

import pytest
from lxml import etree

from app.protocols.sip2.messages import date_text
from graph.access.model import operator
from graph.circulation.model import RequestLevel
from graph.circulation.refusals import Refused
from graph.circulation.requesting import Wish
from graph.circulation.rules.model import RequestType
from graph.holdings.status import RECALLED_SIP2, STATUS, Daia, ItemStatus, Row
from graph.patrons.service import PatronWanted
from graph.tenants.places import PointWanted
from schema.ids import resource_id

from .conftest import DESK, World, create, edition, item, opened
from .test_ncip import ask
from .test_ncip import item as named
from .test_sip2 import WHEN, Machine, served

pytestmark = pytest.mark.slow
ISO = "{info:ofi/fmt:xml:xsd:iso20775}"
MARC = "{http://www.loc.gov/MARC21/slim}"
ITEMS, WORKS, READERS = 500, 40, 30
BARCODES = [f"5{number:04}" for number in range(ITEMS)]
CARDS = [f"R{number}" for number in range(READERS)]
BORN: dict[str, dict[str, Any]] = {
    "restricted": {"lsp:marker": ["Restricted"]},
    "in process": {"lsp:lifecycle": ["InProcess"]},
    "on order": {"lsp:lifecycle": ["OnOrder"]},
    "reference": {"lsp:loanType": ["reference"]},
}
DONE = (
    "lend",
    "lend",
    "request",
    "page",
    "recall",
    "bring",
    "bring elsewhere",
    "lose",
    "claim",
    "miss",
    "hide",
    "withdraw",
)


@pytest.fixture(scope="module")
def busy(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """A library with five hundred copies to which all sorts of things have happened."""
    with opened(tmp_path_factory.mktemp("data")) as world:
        chance = Random(11)
        services, chief = world.installation.services, operator("harbor")
        services.places.put_point(chief, PointWanted("branch", {"en": "Branch"}, "central"))
        rules = services.settings.rules(DESK).text.replace("requests hold page", "requests hold page recall")
        recall = "recall { guaranteed 1 days, return-within 2 days }"
        services.settings.publish_rules(chief, rules.replace("recall none", recall))
        (points,) = services.places.points(["harbor"], services.access.scope(chief))
        world.at |= {each.code: each.iri for each in points}
        for card in CARDS:
            services.patrons.create(DESK, PatronWanted(card, f"Reader {card}", "adult"))
        books = [
            edition(world, f"e{number}", create(world, f"w{number}", "bf:Work", {"rdfs:label": [f"Work {number}"]}))
            for number in range(WORKS)
        ]
        for barcode in BARCODES:
            item(world, barcode, chance.choice(books), **BORN.get(chance.choice([*BORN, *["plain"] * 12]), {}))
        for barcode in BARCODES:
            for _ in range(chance.randrange(4)):
                try:
                    happen(world, chance.choice(DONE), barcode, chance)
                except Refused:
                    continue
        for _ in range(2 * WORKS):
            wish = Wish(chance.choice(books), RequestLevel.INSTANCE, RequestType.HOLD, world.at["desk"])
            with suppress(Refused):
                services.circulation.requesting.place(DESK, chance.choice(CARDS), wish)
        yield world


def happen(world: World, what: str, barcode: str, chance: Random) -> None:
    """Something happens to a copy."""
    lending, card = world.installation.services.circulation, chance.choice(CARDS)
    desk, branch = world.at["desk"], world.at["branch"]
    match what:
        case "lend":
            lending.lending.check_out(DESK, barcode, card, desk)
        case "request" | "page" | "recall":
            kind = {"request": RequestType.HOLD, "page": RequestType.PAGE, "recall": RequestType.RECALL}[what]
            lending.requesting.place(DESK, card, Wish(barcode, type=kind, pickup=chance.choice([desk, branch])))
        case "bring":
            lending.returning.check_in(DESK, barcode, desk)
        case "bring elsewhere":
            lending.returning.check_in(DESK, barcode, branch)
        case "lose":
            lending.losses.declare_lost(DESK, barcode)
        case "claim":
            lending.losses.claim_returned(DESK, barcode)
        case "miss":
            lending.losses.mark_missing(DESK, barcode)
        case "hide":
            lending.losses.mark_unavailable(DESK, barcode, "at the binder's")
        case "withdraw":
            lending.losses.withdraw(DESK, barcode)


@dataclass(frozen=True, slots=True)
class Known:
    """What GraphQL says of a copy, and the row of the table that its status is in."""

    row: Row
    due: datetime | None
    waiting: int
    recalled: bool


QUERY = """
query Q($ids: [ID!]!) {
  nodes(ids: $ids) { ... on Item { iri barcode availability { status dueAt queueLength } } }
}
"""


@pytest.fixture(scope="module")
def known(busy: World) -> dict[str, Known]:
    """Per barcode what GraphQL says."""
    rows = {each.status.name: each for each in STATUS}
    ids = [resource_id(busy.at[barcode]) for barcode in BARCODES]
    nodes = []
    for start in range(0, ITEMS, 100):
        asked = {"query": QUERY, "variables": {"ids": ids[start : start + 100]}}
        nodes += busy.get("/harbor/graphql", "desk", method="POST", json=asked).json()["data"]["nodes"]
    held = busy.installation.services.circulation.reading.held(DESK, [each["iri"] for each in nodes])
    found = {}
    for node, one in zip(nodes, held, strict=True):
        told = node["availability"]
        due = datetime.fromisoformat(told["dueAt"]) if told["dueAt"] else None
        recalled = one.loan is not None and one.loan.recalled_at is not None
        found[node["barcode"]] = Known(rows[told["status"]], due, told["queueLength"], recalled)
    return found


def test_enough_has_happened_for_the_comparison_to_mean_something(known: dict[str, Known]) -> None:
    assert len({each.row.status for each in known.values()}) >= 13
    assert len({each.waiting for each in known.values()}) >= 3
    assert sum(each.recalled for each in known.values()) >= 3


def test_daia_agrees(busy: World, known: dict[str, Known]) -> None:
    names = {busy.at[barcode]: barcode for barcode in BARCODES}
    works = "|".join(busy.at[f"w{number}"] for number in range(WORKS))
    body = busy.get("/harbor/daia", params={"format": "json", "id": works}).json()
    shown = {names[each["id"]]: each for document in body["document"] for each in document["item"]}
    assert set(shown) == {barcode for barcode, each in known.items() if each.row.daia is not Daia.OMITTED}
    zone = busy.installation.services.settings.of("harbor").calendar(None).zone
    dated = queued = 0
    for barcode, copy in shown.items():
        each = known[barcode]
        is_there = "presentation" in {service["service"] for service in copy.get("available", ())}
        assert is_there == (each.row.daia is not Daia.UNAVAILABLE), each
        loan = next((one for one in copy.get("unavailable", ()) if one["service"] == "loan"), {})
        if each.due is not None and not is_there and loan.get("expected", "unknown") != "unknown":
            dated += 1
            assert loan["expected"] == (each.due - timedelta(seconds=1)).astimezone(zone).date().isoformat()
        assert loan.get("queue", each.waiting) == each.waiting
        queued += "queue" in loan
    assert dated
    assert queued


def test_sip2_agrees(busy: World, known: dict[str, Known]) -> None:
    zone = busy.installation.services.settings.of("harbor").calendar(None).zone
    with served(busy) as port, closing(Machine(port)) as machine:
        assert machine.say(f"9300CNharbor|CO{busy.tokens['desk']}|CPdesk|") == "941"
        for barcode, each in known.items():
            said = machine.say(f"17{WHEN}AOharbor|AB{barcode}|")
            is_recalled = each.row.status is ItemStatus.CHECKED_OUT and each.recalled
            assert said[2:4] == (RECALLED_SIP2 if is_recalled else each.row.sip2), each
            fields = {part[:2]: part[2:] for part in said[26:].split("|")}
            assert int(fields["CF"]) == each.waiting
            assert fields.get("AH") == (date_text(each.due, zone) if each.due else None)


def test_ncip_agrees(busy: World, known: dict[str, Known]) -> None:
    for barcode, each in known.items():
        found = ask(busy, "LookupItem", named(barcode))
        assert found.findtext(".//CirculationStatus") == each.row.ncip
        assert int(found.findtext(".//HoldQueueLength")) == each.waiting
        due = found.findtext(".//DateDue")
        assert (datetime.fromisoformat(due) if due else None) == (each.due and each.due.replace(microsecond=0))


def test_paia_agrees(busy: World, known: dict[str, Known]) -> None:
    names, loans = {busy.at[barcode]: barcode for barcode in BARCODES}, 0
    for card in CARDS:
        for document in busy.get(f"/harbor/paia/core/{card}/items", "desk").json()["doc"]:
            if document["status"] == 3:
                each, loans = known[names[document["item"]]], loans + 1
                assert datetime.fromisoformat(document["endtime"]) == each.due.replace(microsecond=0)
                assert document["queue"] == each.waiting
    assert loans == sum(each.due is not None for each in known.values())


def test_the_item_data_of_oai_pmh_agree_exactly(busy: World, known: dict[str, Known]) -> None:
    told = [each for record in harvested(busy) for each in copies_in(record) if each["p"] in known]
    assert_all_are_there({each["p"] for each in told}, known)
    for copy in told:
        each, local = known[copy["p"]], dict(re.findall(r"\((\w+)\)(\S+)", copy["9"]))
        assert (copy["j"], local["status"]) == (each.row.ncip, each.row.status.name)
        assert int(local["waiting"]) == each.waiting
        due = local.get("due")
        assert (datetime.fromisoformat(due) if due else None) == (each.due and each.due.replace(microsecond=0))


def test_the_holdings_of_sru_agree(busy: World, known: dict[str, Known]) -> None:
    busy.installation.bring_up_to_date("search")
    query = {"operation": "searchRetrieve", "version": "1.2", "query": "cql.allRecords=1", "maximumRecords": "100"}
    root = etree.fromstring(busy.get("/harbor/sru", params=query | {"recordSchema": "isohold"}).content)
    available = {Daia.AVAILABLE: "1", Daia.UNAVAILABLE: "2", Daia.APPROVAL: "3"}
    seen, dated = set(), 0
    for copy in root.iter(f"{ISO}copyInformation"):
        barcode = copy.findtext(f"{ISO}pieceIdentifier/{ISO}value")
        if barcode not in known:
            continue
        seen.add(barcode)
        each, told = known[barcode], copy.find(f"{ISO}availabilityInformation")
        assert told.findtext(f"{ISO}status/{ISO}availabilityStatus") == available[each.row.daia]
        assert int(told.findtext(f"{ISO}reservationQueue")) == each.waiting
        due = told.findtext(f"{ISO}status/{ISO}dateTimeAvailable")
        is_lent = each.row.status is ItemStatus.CHECKED_OUT
        assert (datetime.fromisoformat(due) if due else None) == (each.due.replace(microsecond=0) if is_lent else None)
        dated += is_lent
    assert_all_are_there(seen, known)
    assert dated


def assert_all_are_there(barcodes: set[str], known: dict[str, Known]) -> None:
    """Those of every copy but the ones that have left the collection."""
    assert barcodes == {barcode for barcode, each in known.items() if each.row.daia is not Daia.OMITTED}


def harvested(busy: World) -> list[etree._Element]:
    """The records of the library with their copies."""
    answer = busy.get("/harbor/oai?verb=ListRecords&metadataPrefix=marcxml_holdings")
    assert "Reader" not in answer.text
    root = etree.fromstring(answer.content)
    assert root.find(".//{*}resumptionToken") is None
    return root.findall(f".//{MARC}record")


def copies_in(record: etree._Element) -> list[dict[str, str]]:
    """Each 876 by its subfields, those repeated one after the other."""
    found = []
    for field in record.iterfind(f"{MARC}datafield[@tag='876']"):
        copy: dict[str, str] = {}
        for each in field:
            copy[each.get("code")] = f"{copy.get(each.get('code'), '')} {each.text}".strip()
        found.append(copy)
    return found
