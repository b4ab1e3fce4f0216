"""Staff of two libraries lend to each other by the API, and a reader sees what became of it."""

from __future__ import annotations

import httpx

from graph.access.model import operator
from tests.app.protocols.two_libraries import ISBN, Pair

PLACE = """mutation M($input: LibraryRequestPlaceInput!) { libraryRequestPlace(input: $input) {
  request { id nextSteps patron { barcode } } userErrors { message } } }"""
DO = """mutation M($input: LibraryRequestStepInput!) { libraryRequestStep(input: $input) {
  request { status nextSteps dueAt } userErrors { message } } }"""
LISTED = """{ libraryRequests { nodes { id side status nextSteps title numbers edition { iri } patron { barcode }
  partner { name isReached address } queued { status } history { by what note } letters { kind delivery } } } }"""
MINE = "{ viewer { patron { requests { nodes { status titleElsewhere } } } } }"


def test_the_staff_of_both_do_it_by_the_api(pair: Pair) -> None:
    access = pair.services.access
    accounts = {
        slug: access.create_account(operator(), slug, {slug: ["desk"]}, slug) for slug in ("harbor", "lindenau")
    }
    tokens = {slug: access.issue_token(operator(), each.id).secret for slug, each in accounts.items()}

    def api(slug: str, query: str, **given: object) -> dict:
        headers = {"Authorization": f"Bearer {tokens[slug]}"}
        sent = {"query": query, "variables": {"input": given} if given else {}}
        body = httpx.post(f"{pair.address}/{slug}/graphql", json=sent, headers=headers, timeout=30).json()
        assert "errors" not in body, body
        (found,) = body["data"].values()
        assert not found.get("userErrors"), found
        return found

    asked = {"partner": pair.at["lindenau"], "patron": "P1", "title": "Tides", "isbn": ISBN, "pickup": "desk"}
    placed = api("harbor", PLACE, **asked)["request"]
    assert (placed["nextSteps"], placed["patron"]) == (["CANCEL"], {"barcode": "P1"})
    pair.post()
    (came,) = api("lindenau", LISTED)["nodes"]
    assert (came["edition"]["iri"], came["numbers"], came["patron"]) == (pair.at["edition"], [f"ISBN {ISBN}"], None)
    assert came["partner"] == {"name": "Harbor", "isReached": True, "address": None}
    lent = api("lindenau", DO, request=came["id"], step="LEND", item="L1", servicePoint="desk")["request"]
    pair.post()
    (mine,) = api("harbor", LISTED)["nodes"]
    assert mine["nextSteps"] == ["RECEIVE", "RENEW"]
    received = api("harbor", DO, request=mine["id"], step="RECEIVE", item="ILL-1", servicePoint="desk")["request"]
    assert (received["nextSteps"], received["dueAt"]) == (["RENEW", "SEND_BACK"], lent["dueAt"])
    (mine,) = api("harbor", LISTED)["nodes"]
    assert mine["queued"] == {"status": "AWAITING_PICKUP"}
    assert [each["kind"] for each in mine["letters"]] == ["request", "requestingAgencyMessage"]
    assert [(each["by"], each["what"]) for each in mine["history"]] == [
        ("REQUESTING", "Request"),
        ("SUPPLYING", "Lend"),
        ("REQUESTING", "Receive"),
    ]
    own = access.create_account(operator(), "Reader", {}, "harbor")
    access.set_patron(operator(), own.id, "harbor", pair.at["P1"])
    tokens["harbor"] = access.issue_token(operator(), own.id).secret
    (waiting,) = api("harbor", MINE)["patron"]["requests"]["nodes"]
    assert waiting == {"status": "AWAITING_PICKUP", "titleElsewhere": "Tides"}
