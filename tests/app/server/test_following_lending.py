"""Following items and a desk's requests over a real WebSocket."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from graph.access.model import operator
from graph.circulation.model import RequestLevel
from graph.circulation.requesting import Wish
from graph.patrons.service import PatronWanted
from graph.tenants.places import PointWanted, point_iri
from schema.ids import resource_id
from tests.app.server.conftest import PUBLIC, World
from tests.app.server.sockets import Socket

STATUS = """subscription S($items: [ID!]!) {
  itemStatus(items: $items) { barcode availability { status dueAt queueLength } } }"""
QUEUE = """subscription Q($desk: String!, $after: Int) {
  requestQueue(servicePoint: $desk, after: $after) { id status patron { barcode } item { barcode } } }"""
CHANGES = """subscription C($after: Int) { lendingChanged(after: $after) { event
  requests { status patron { barcode } } loans { status }
  transits { reason receivedAt to { code } item { barcode } } } }"""
CHIEF = operator(PUBLIC)


@pytest.fixture(scope="module")
def desk(world: World) -> str:
    """A desk with a patron, and somebody who works there; the desk's IRI."""
    services = world.installation.services
    for code in ("DESK", "ELSEWHERE"):
        services.places.put_point(CHIEF, PointWanted(code, {"en": code}))
    for card in ("card-1", "card-2"):
        services.patrons.create(CHIEF, PatronWanted(card, f"Holder of {card}", "adult"))
    account = services.access.create_account(operator(), "Desk", {PUBLIC: ["desk"]}, PUBLIC)
    world.tokens["desk"] = services.access.issue_token(operator(), account.id).secret
    return point_iri(services.names, PUBLIC, "DESK")


@pytest.fixture
def items(world: World) -> dict[str, str]:
    """Two copies of a book by barcode."""
    services, scope = world.installation.services, world.installation.services.access.scope(CHIEF)
    barcodes = ["HARBOR-0001", "HARBOR-0001x"]
    found = services.holdings.items_by_barcode(barcodes, scope)
    return {barcode: str(resource_id(one[0].iri)) for barcode, one in zip(barcodes, found, strict=True)}


def heard(listening: Socket, field: str) -> dict[str, Any]:
    message = listening.receive()
    assert message["type"] == "next", message
    assert "errors" not in message["payload"], message
    found: dict[str, Any] = message["payload"]["data"][field]
    return found


def following(opened: Callable[..., Socket], who: str | None, query: str, variables: dict[str, Any]) -> Socket:
    listening = opened(who)
    assert listening.receive()["type"] == "connection_ack"
    listening.subscribe("1", query, variables)
    return listening


def test_anybody_hears_of_an_item_what_can_be_had_and_nothing_of_who_has_it(
    socket: Callable[..., Socket], world: World, desk: str, items: dict[str, str]
) -> None:
    lending, returning = (getattr(world.installation.services.circulation, name) for name in ("lending", "returning"))
    listening = following(socket, None, STATUS, {"items": list(items.values())})
    first = [heard(listening, "itemStatus") for _ in items]
    assert [each["barcode"] for each in first] == list(items)
    assert {each["availability"]["status"] for each in first} == {"AVAILABLE"}
    lent = lending.check_out(CHIEF, "HARBOR-0001", "card-1", desk)
    out = heard(listening, "itemStatus")
    assert (out["barcode"], out["availability"]["status"]) == ("HARBOR-0001", "CHECKED_OUT")
    renewed = lending.renew(CHIEF, lent.loan.iri)
    assert renewed.loan.due_at >= lent.loan.due_at
    returning.check_in(CHIEF, "HARBOR-0001", desk)
    until = heard(listening, "itemStatus")
    while until["availability"]["dueAt"] is not None:
        until = heard(listening, "itemStatus")
    assert until["barcode"] == "HARBOR-0001"
    assert "card-1" not in str(first) + str(out) + str(until)


def test_a_desk_hears_of_the_requests_that_are_fetched_there_and_no_patron_does(
    socket: Callable[..., Socket], world: World, desk: str, items: dict[str, str]
) -> None:
    requesting = world.installation.services.circulation.requesting
    refused = following(socket, "reader@harbor", QUEUE, {"desk": "DESK"}).receive()
    assert "FORBIDDEN" in str(refused)
    listening = following(socket, "desk", QUEUE, {"desk": "DESK", "after": world.installation.store.position()})
    instance = world.installation.services.holdings.items_by_barcode(
        ["HARBOR-0002"], world.installation.services.access.scope(CHIEF)
    )[0][0].instance
    assert instance is not None
    for point in ("ELSEWHERE", "DESK"):
        wish = Wish(instance, RequestLevel.INSTANCE, None, point_iri(world.installation.services.names, PUBLIC, point))
        made = requesting.place(CHIEF, "card-1" if point == "DESK" else "card-2", wish)
    told = heard(listening, "requestQueue")
    assert told["patron"]["barcode"] == "card-1"
    world.installation.services.circulation.queueing.cancel(CHIEF, made.request.iri, "no longer wanted")
    ended = heard(listening, "requestQueue")
    while ended["status"] == told["status"]:
        ended = heard(listening, "requestQueue")
    assert ended["id"] == told["id"]


def test_every_desk_hears_of_what_is_to_be_pulled_sent_and_received(
    socket: Callable[..., Socket], world: World, desk: str
) -> None:
    circulation, names = world.installation.services.circulation, world.installation.services.names
    assert "FORBIDDEN" in str(following(socket, "reader@harbor", CHANGES, {}).receive())
    listening = following(socket, "desk", CHANGES, {"after": world.installation.store.position()})
    elsewhere = point_iri(names, PUBLIC, "ELSEWHERE")
    request = circulation.requesting.place(CHIEF, "card-2", Wish("HARBOR-0003", pickup=elsewhere)).request
    placed = heard(listening, "lendingChanged")
    assert placed["requests"] == [{"status": "PENDING", "patron": {"barcode": "card-2"}}]
    circulation.returning.check_in(CHIEF, "HARBOR-0003", desk)
    sent = heard(listening, "lendingChanged")
    way = {"reason": "HOLD", "to": {"code": "ELSEWHERE"}, "item": {"barcode": "HARBOR-0003"}}
    assert sent["transits"] == [{**way, "receivedAt": None}]
    circulation.returning.check_in(CHIEF, "HARBOR-0003", elsewhere)
    received = heard(listening, "lendingChanged")
    assert received["transits"][0]["receivedAt"] is not None
    assert received["event"] > sent["event"] > placed["event"]
    circulation.queueing.cancel(CHIEF, request.iri)
