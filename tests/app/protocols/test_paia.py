"""Patrons see and change by PAIA what they have, wait for and owe: their own, and nobody else's."""

from __future__ import annotations

import re
from typing import Any

import pytest

from app.protocols.paia.account import PLACE, amount
from app.protocols.paia.states import ACCOUNT, REQUEST, account_state
from graph.access.model import operator
from graph.circulation.model import RequestState
from graph.patrons.model import FeeType
from graph.patrons.service import PatronWanted
from mappings.money import Money

from .conftest import ASKED_FOR, DESK, LENT, ON_SHELF, REFERENCE, World, item

PASSWORD = "herons-stand-on-one-leg"


def core(world: World, path: str, who: str, body: object = None) -> dict[str, Any]:
    """What PAIA core answers to somebody."""
    options = {} if body is None else {"method": "POST", "json": body}
    response = world.get(f"/harbor/paia/core/{path}", who, **options)
    assert response.status_code == 200, response.text
    found: dict[str, Any] = response.json()
    return found


def by_item(world: World, answer: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Documents by the barcode of their item."""
    names = {iri: name for name, iri in world.at.items()}
    return {names[each["item"]]: each for each in answer["doc"]}


@pytest.mark.parametrize("row", ACCOUNT, ids=lambda row: f"{row.state.name}-{sorted(row.needs)}")
def test_every_row_of_account_states_gives_its_example(row) -> None:
    assert account_state(row.example) is row.state


def test_every_state_of_a_request_has_a_status() -> None:
    assert {row.state for row in REQUEST} == set(RequestState)


@pytest.mark.parametrize(
    ("money", "text"),
    [
        (Money(50, "EUR"), "0.50 EUR"),
        (Money(1234, "JPY"), "1234.00 JPY"),
        (Money(1235, "KWD"), "1.24 KWD"),
        (Money(-5, "EUR"), "-0.05 EUR"),
    ],
)
def test_money_has_two_decimals_in_every_currency(money: Money, text: str) -> None:
    assert amount(money) == text


def test_a_patron_sees_who_they_are(world) -> None:
    response = world.get("/harbor/paia/core/P1", "P1")
    found = response.json()
    assert (found["name"], found["status"]) == ("Reader P1", 0)
    assert found["type"] == [f"{world.installation.services.names.base}harbor/patron-groups/adult"]
    assert response.headers["x-paia-version"] == "1.3.4"
    assert response.headers["x-oauth-scopes"] == "read_fees read_items read_patron write_items"
    assert response.headers["x-accepted-oauth-scopes"] == "read_patron"
    assert response.headers["cache-control"] == "no-store"


def test_a_patron_sees_what_they_have_and_wait_for(world) -> None:
    loans = by_item(world, core(world, "P1/items", "P1"))
    assert set(loans) == {LENT, ASKED_FOR}
    for each in loans.values():
        assert (each["status"], each["about"], each["renewals"]) == (3, "Tides", 0)
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", each["endtime"])
        assert not each["cancancel"]
    assert loans[LENT]["edition"] == world.at["b1"]
    assert loans[LENT]["label"] == f"TI {LENT}"
    assert not loans[ASKED_FOR]["canrenew"]
    assert (loans[LENT]["queue"], loans[ASKED_FOR]["queue"]) == (0, 1)
    (waiting,) = core(world, "P2/items", "P2")["doc"]
    assert (waiting["status"], waiting["item"], waiting["edition"]) == (1, world.at[ASKED_FOR], world.at["b2"])
    assert (waiting["storage"], waiting["storageid"]) == ("Front desk", world.at["desk"])
    assert (waiting["queue"], waiting["cancancel"], waiting["canrenew"]) == (1, True, False)


def test_a_loan_that_can_be_renewed_says_so_and_is(fresh) -> None:
    services, chief = fresh.installation.services, operator("harbor")
    text = services.settings.rules(DESK).text.replace("renew-from due", "renew-from now")
    text = text.replace("renew-period same", "renew-period 60 days")
    services.settings.publish_rules(chief, text)
    before = by_item(fresh, core(fresh, "P1/items", "P1"))
    assert before[LENT]["canrenew"]
    asked = {"doc": [{"item": fresh.at[LENT]}, {"edition": fresh.at["b2"]}, {"item": fresh.at[ON_SHELF]}]}
    renewed, refused, wrong = core(fresh, "P1/renew", "P1", asked)["doc"]
    assert (renewed["status"], renewed["renewals"], "error" in renewed) == (3, 1, False)
    assert renewed["endtime"] > before[LENT]["endtime"]
    assert (refused["status"], refused["item"], refused["renewals"]) == (3, fresh.at[ASKED_FOR], 0)
    assert "requested" in refused["error"]
    assert (wrong["status"], wrong["item"]) == (0, fresh.at[ON_SHELF])
    assert wrong["error"]


def test_requests_are_placed_each_for_itself_and_cancelled(fresh) -> None:
    asked = {"doc": [{"item": fresh.at[ON_SHELF]}, {"item": fresh.at[REFERENCE]}, {"item": "urn:x:nothing"}]}
    ordered, refused, unknown = core(fresh, "P1/request", "P1", asked)["doc"]
    assert (ordered["status"], ordered["item"], ordered["storageid"]) == (2, fresh.at[ON_SHELF], fresh.at["desk"])
    assert (refused["status"], unknown["status"]) == (5, 5)
    assert refused["error"]
    assert unknown["error"]
    (ended,) = core(fresh, "P1/cancel", "P1", {"doc": [{"item": fresh.at[ON_SHELF]}]})["doc"]
    assert (ended["status"], ended["cancancel"], "error" in ended) == (0, False, False)
    (again,) = core(fresh, "P1/cancel", "P1", {"doc": [{"item": fresh.at[ON_SHELF]}]})["doc"]
    assert again["error"]
    assert fresh.at[ON_SHELF] not in [each["item"] for each in core(fresh, "P1/items", "P1")["doc"]]


def test_who_says_no_place_to_fetch_at_is_told_the_places(fresh) -> None:
    (asked,) = core(fresh, "P2/request", "P2", {"doc": [{"edition": fresh.at["b1"]}]})["doc"]
    assert asked["status"] == 5
    assert asked["error"]
    (option,) = asked["condition"][PLACE]["option"]
    assert option == {"id": fresh.at["desk"], "about": "Front desk"}
    confirmed = {"doc": [{"edition": fresh.at["b1"], "confirm": {PLACE: [option["id"]]}}]}
    (ordered,) = core(fresh, "P2/request", "P2", confirmed)["doc"]
    assert (ordered["edition"], ordered["storageid"]) == (fresh.at["b1"], fresh.at["desk"])
    assert "error" not in ordered


def test_a_patron_sees_what_they_owe(fresh) -> None:
    services = fresh.installation.services
    assert core(fresh, "P1/fees", "P1") == {"fee": []}
    services.fees.charge(DESK, fresh.at["P1"], FeeType.DAMAGE, Money(250, "EUR"), note="Wet pages")
    services.fees.charge(DESK, fresh.at["P1"], FeeType.OTHER, Money(50, "EUR"), item=fresh.at[LENT])
    found = core(fresh, "P1/fees", "P1")
    assert found["amount"] == "3.00 EUR"
    assert [(each["amount"], each["feetype"]) for each in found["fee"]] == [
        ("2.50 EUR", "Damage"),
        ("0.50 EUR", "Other"),
    ]
    assert (found["fee"][0]["about"], found["fee"][1]["item"]) == ("Wet pages", fresh.at[LENT])


@pytest.mark.parametrize("path", ["P2", "P2/items", "P2/fees", "P9", "P9/items"])
def test_nobody_learns_of_the_account_of_another_not_even_whether_it_is_there(world, path: str) -> None:
    response = world.get(f"/harbor/paia/core/{path}", "P1")
    assert (response.status_code, response.json()["error"]) == (403, "insufficient_scope")
    assert world.get(f"/harbor/paia/core/{path}", "reader").status_code == 403
    response = world.get(f"/harbor/paia/core/{path}")
    assert (response.status_code, response.json()["error"]) == (401, "invalid_grant")
    assert response.headers["www-authenticate"] == "Bearer"
    assert world.get(f"/harbor/paia/core/{path}?access_token={world.tokens['P2']}").status_code == 422


def test_nobody_changes_the_account_of_another(world) -> None:
    for method in ("request", "renew", "cancel"):
        body = {"doc": [{"item": world.at[ASKED_FOR]}]}
        assert world.get(f"/harbor/paia/core/P2/{method}", "P1", method="POST", json=body).status_code == 403
    assert len(core(world, "P2/items", "P2")["doc"]) == 1


def test_staff_see_what_their_permissions_reach(world) -> None:
    assert core(world, "P1", "desk")["name"] == "Reader P1"
    assert len(core(world, "P1/items", "desk")["doc"]) == 2
    assert world.get("/harbor/paia/core/P9", "desk").json()["error"] == "not_found"


@pytest.mark.parametrize(
    ("method", "path", "status", "error"),
    [
        ("PATCH", "core/P1", 501, "not_implemented"),
        ("GET", "core/P1/notifications", 501, "not_implemented"),
        ("GET", "core/P1/notifications/7", 501, "not_implemented"),
        ("GET", "core/P1/nothing", 404, "not_found"),
        ("POST", "core/P1/items", 405, "invalid_request"),
        ("GET", "core/P1/renew", 405, "invalid_request"),
        ("POST", "core/P1/renew", 415, "invalid_request"),
        ("GET", "core/P1/items?callback=f", 422, "invalid_request"),
        ("POST", "auth/reset", 501, "not_implemented"),
        ("GET", "auth/login", 405, "invalid_request"),
    ],
)
def test_what_is_not_offered_or_wrong_is_told_as_the_protocol_says(
    world, method: str, path: str, status: int, error: str
) -> None:
    response = world.get(f"/harbor/paia/{path}", "P1", method=method)
    assert (response.status_code, response.json()["error"]) == (status, error)
    assert "query" not in response.json()["error_description"]
    joint = "&" if "?" in path else "?"
    response = world.get(f"/harbor/paia/{path}{joint}suppress_response_codes=1", "P1", method=method)
    assert (response.status_code, response.json()["code"]) == (200, status)


@pytest.mark.parametrize("body", [{}, [], {"doc": []}, {"doc": [{}]}, {"doc": [{"item": 7}]}, {"doc": [1] * 51}])
def test_a_body_without_documents_is_refused(world, body: object) -> None:
    assert world.get("/harbor/paia/core/P1/renew", "P1", method="POST", json=body).status_code == 422


def test_pages_of_other_sites_may_ask_before_they_send_a_token(world) -> None:
    response = world.get("/harbor/paia/core/P1/renew", method="OPTIONS")
    assert response.status_code == 204
    assert response.headers["access-control-allow-methods"] == "POST, OPTIONS"
    allowed = response.headers["access-control-allow-headers"]
    assert {"Content-Type", "Authorization", "Accept-Language"} <= set(allowed.split(", "))


def test_a_list_costs_as_many_store_calls_however_long_it_is(fresh, store_calls) -> None:
    counts = []
    for length in (2, 12):
        for number in range(length - 2):
            item(fresh, f"more{number}", fresh.at["b1"])
            fresh.installation.services.circulation.lending.check_out(DESK, f"more{number}", "P1", fresh.at["desk"])
        core(fresh, "P1/fees", "P1")
        store_calls.clear()
        assert len(core(fresh, "P1/items", "P1")["doc"]) == length
        counts.append(sorted(store_calls))
    assert counts[0] == counts[1]


def test_a_patron_of_a_library_that_shares_with_nobody_has_their_own_account_there(fresh) -> None:
    services, staff = fresh.installation.services, operator("cloister")
    patron = services.patrons.create(staff, PatronWanted("C1", "Somebody", "adult"))
    services.access.set_patron(staff, fresh.at["account of P1"], "cloister", patron.iri)
    assert fresh.get("/cloister/paia/core/C1", "P1").json()["name"] == "Somebody"
    assert fresh.get("/cloister/paia/core/C1", "P2").json()["error"] == "not_found"
    assert fresh.get("/harbor/paia/core/P1", "P1").status_code == 200
    services.access.set_patron(staff, fresh.at["account of P1"], "cloister", None)
    assert fresh.get("/cloister/paia/core/C1", "P1").status_code == 404


@pytest.fixture
def signed_in(fresh: World) -> tuple[World, dict[str, Any]]:
    """The library, and what the sign-in of a patron answered."""
    sign_in = fresh.installation.services.sign_in
    code = sign_in.issue_code(operator(), fresh.at["account of P1"])
    sign_in.use_code("reader-p1", code, PASSWORD, "")
    response = login(fresh, "reader-p1", PASSWORD)
    assert response.status_code == 200, response.text
    return fresh, response.json()


def login(world: World, username: str, password: str, **more: str) -> Any:
    """Sign in as a form does."""
    form = {"grant_type": "password", "username": username, "password": password, **more}
    return world.get("/harbor/paia/auth/login", method="POST", data=form)


def auth(world: World, method: str, token: str, **form: str) -> Any:
    """Another method of PAIA auth."""
    headers = {"Authorization": f"Bearer {token}"}
    return world.get(f"/harbor/paia/auth/{method}", method="POST", data=form, headers=headers)


def test_a_patron_signs_in_reads_their_account_and_signs_out(signed_in) -> None:
    world, answer = signed_in
    assert (answer["patron"], answer["token_type"]) == ("P1", "Bearer")
    assert answer["expires_in"] > 0
    assert set(answer["scope"].split()) == {"read_patron", "read_items", "read_fees", "write_items", "change_password"}
    world.tokens["session"] = answer["access_token"]
    assert len(core(world, "P1/items", "session")["doc"]) == 2
    assert auth(world, "logout", answer["access_token"], patron="P2").status_code == 403
    assert auth(world, "logout", answer["access_token"], patron="P1").json() == {"patron": "P1"}
    assert world.get("/harbor/paia/core/P1", "session").json()["error"] == "invalid_grant"


def test_a_patron_changes_their_password_and_goes_on_with_a_new_token(signed_in) -> None:
    world, answer = signed_in
    form = {"patron": "P1", "username": "reader-p1", "old_password": PASSWORD, "new_password": "terns-dive-for-fish"}
    assert auth(world, "change", answer["access_token"], **form | {"new_password": "x"}).status_code == 422
    changed = auth(world, "change", answer["access_token"], **form).json()
    assert changed["patron"] == "P1"
    world.tokens |= {"old": answer["access_token"], "new": changed["access_token"]}
    assert world.get("/harbor/paia/core/P1", "old").status_code == 401
    assert core(world, "P1", "new")["name"] == "Reader P1"


def test_whoever_is_no_patron_or_guesses_is_refused_alike(signed_in) -> None:
    world, answer = signed_in
    services = world.installation.services
    account = services.access.create_account(operator(), "Clerk", {"harbor": ["desk"]}, "harbor", "clerk")
    services.sign_in.use_code("clerk", services.sign_in.issue_code(operator(), account.id), PASSWORD, "")
    answers = [login(world, name, word) for name, word in (("clerk", PASSWORD), ("reader-p1", "wrong"), ("who", "x"))]
    assert {each.status_code for each in answers} == {403}
    assert len({each.text for each in answers}) == 1
    assert answers[0].json()["error"] == "access_denied"
    assert "code" not in answers[0].json()
    assert login(world, "reader-p1", PASSWORD, grant_type="code").status_code == 422
    other = {"patron": "P1", "username": "clerk", "old_password": PASSWORD, "new_password": "terns-dive-for-fish"}
    assert auth(world, "change", answer["access_token"], **other).json()["error"] == "access_denied"
