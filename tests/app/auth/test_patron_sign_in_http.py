"""Patrons signing in to their own account over HTTP, and what they do there: renew, request, and nobody else's."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from app.bootstrap import Installation, install
from app.server import serving
from app.settings import Settings, StoreAddress
from graph.access.attempts import FREE_OF_ACCOUNT
from graph.access.identities import Identity
from graph.access.model import Forbidden, operator
from graph.access.sign_in import SignInRefused
from graph.patrons.model import Patron
from graph.patrons.service import PatronWanted
from graph.store.model import Key
from graph.store.scope import SystemScope
from graph.tenants.places import PointWanted
from tests.app.auth.test_sign_in_http import GOOD, OURS, Browser

HARBOR = operator("harbor")
DESK = "five green lamps"
ACCOUNT = "{ viewer { name patron { name loans { nodes { id item { barcode } } } } } }"
RENEW = "mutation R($id: String!) { renew(input: {loan: $id}) { loan { renewals } userErrors { code message } } }"
PLACE = """mutation P($item: String!, $card: String!) {
  placeRequest(input: {target: $item, patron: $card, pickup: "DESK"}) {
    request { id } userErrors { code message } } }"""


@pytest.fixture(scope="module")
def installation() -> Iterator[Installation]:
    made = install(Settings(store=StoreAddress("memory"), password_memory_kib=8, password_passes=1), create=True)
    services = made.services
    for slug in ("harbor", "outpost"):
        services.tenants.create_tenant(operator(), slug, {"en": slug})
    services.places.put_point(HARBOR, PointWanted("DESK", {"en": "Desk"}))
    desk = services.access.create_account(operator(), "Desk", {"harbor": ["desk"]}, "harbor", "desk")
    services.sign_in.use_code("desk", services.sign_in.issue_code(operator(), desk.id), DESK, "192.0.2.1")
    yield made
    made.close()


@pytest.fixture(scope="module")
def served(installation: Installation) -> Any:
    return serving(installation)


@pytest.fixture
def remote(served: Any) -> Browser:
    """Somebody elsewhere, over HTTPS."""
    return Browser(served, "https://catalogue.example", "192.0.2.7")


@pytest.fixture
def patron(installation: Installation, request: pytest.FixtureRequest) -> Patron:
    """A patron with a password, whose card bears the name of the test."""
    services, card = installation.services, f"card-{request.node.name}"[:60]
    made = services.patrons.create(HARBOR, PatronWanted(card, "Ada Reader", "adult"))
    code = services.patron_sign_in.issue_code(HARBOR, card)
    services.patron_sign_in.use_code("harbor", card, code, GOOD, "192.0.2.1")
    return made


def copy(installation: Installation, barcode: str) -> str:
    mark = {"@id": "#identifiedBy-1", "@type": ["bf:Barcode"], "rdf:value": [barcode]}
    catalogue = installation.services.catalogue
    instance = catalogue.create(HARBOR, "bf:Instance", {"bf:title": []})
    node = {"bf:itemOf": [{"@id": instance.iri}], "bf:identifiedBy": [mark]}
    catalogue.create(HARBOR, "bf:Item", node)
    return barcode


def sign_in(browser: Browser, card: str, tenant: str = "harbor", **given: str) -> Any:
    return browser.post(f"/{tenant}/sign-in", json={"barcode": card, **(given or {"password": GOOD})}, headers=OURS)


def ask(browser: Browser, query: str, path: str = "/graphql", **variables: str) -> Any:
    body = browser.post(path, json={"query": query, "variables": variables}, headers=OURS).json()
    assert "errors" not in body, body
    return body["data"]


def test_a_patron_sets_a_password_with_a_code_of_the_desk_and_uses_their_own_account(
    installation: Installation, served: Any, remote: Browser
) -> None:
    services = installation.services
    ada = services.patrons.create(HARBOR, PatronWanted("P-1", "Ada Reader", "adult"))
    bob = services.patrons.create(HARBOR, PatronWanted("P-2", "Bob Reader", "adult"))
    (point,) = services.places.points(["harbor"], services.access.scope(HARBOR))[0]
    lending = services.circulation.lending
    for card, barcode in ((ada.barcode, "31"), (bob.barcode, "32")):
        lending.check_out(HARBOR, copy(installation, barcode), card, point.iri)
    desk = Browser(served, "https://catalogue.example", "192.0.2.8")
    desk.post("/sign-in", json={"username": "desk", "password": DESK}, headers=OURS)
    found = ask(desk, '{ patron(by: {barcode: "P-1"}) { id loans { nodes { id } } } }')["patron"]
    bobs = ask(desk, '{ patron(by: {barcode: "P-2"}) { loans { nodes { id } } } }')["patron"]["loans"]["nodes"][0]["id"]
    issue = "mutation C($id: ID!) { patronCodeIssue(input: {patron: $id}) { code userErrors { code } } }"
    code = ask(desk, issue, id=found["id"])["patronCodeIssue"]["code"]

    told = sign_in(remote, "P-1", code=code, newPassword=GOOD)
    assert told.status_code == 200, told.text
    assert "Ada" not in told.text
    for path in ("/graphql", "/harbor/graphql"):
        own = ask(remote, ACCOUNT, path)["viewer"]["patron"]
        assert own["name"] == "Ada Reader"
        assert [each["item"]["barcode"] for each in own["loans"]["nodes"]] == ["31"]
    assert ask(remote, RENEW, id=own["loans"]["nodes"][0]["id"])["renew"] == {
        "loan": {"renewals": 1}, "userErrors": []}  # fmt: skip
    assert ask(remote, RENEW, id=bobs)["renew"]["loan"] is None
    assert ask(remote, PLACE, item="32", card="P-1")["placeRequest"]["userErrors"] == []
    assert ask(remote, PLACE, item="31", card="P-2")["placeRequest"]["request"] is None
    assert ask(remote, issue, id=found["id"])["patronCodeIssue"]["code"] is None
    again = Browser(served, "https://catalogue.example", "192.0.2.9")
    assert sign_in(again, "P-1", code=code, newPassword="another good one").status_code == 403
    assert sign_in(again, "P-1").status_code == 200


def test_whatever_is_wrong_a_patron_hears_the_same_sentence(
    installation: Installation, remote: Browser, patron: Patron
) -> None:
    wrong = [
        sign_in(remote, patron.barcode, password="not this one"),
        sign_in(remote, "nobody", password=GOOD),
        sign_in(remote, patron.barcode, "outpost"),
        sign_in(remote, patron.barcode, "No Slug"),
        sign_in(remote, patron.barcode, code="x", newPassword=GOOD),
    ]
    assert {each.status_code for each in wrong} == {403}
    assert len({each.json()["errors"][0]["message"] for each in wrong}) == 1
    assert not remote.cookies


def test_too_many_failures_make_a_patron_wait_and_a_new_code_ends_the_wait(
    installation: Installation, remote: Browser, patron: Patron
) -> None:
    for _ in range(FREE_OF_ACCOUNT):
        with pytest.raises(SignInRefused):
            installation.services.patron_sign_in.sign_in("harbor", patron.barcode, "not this one", "192.0.2.3")
    assert sign_in(remote, patron.barcode).status_code == 403
    code = installation.services.patron_sign_in.issue_code(HARBOR, patron.iri)
    assert sign_in(remote, patron.barcode, code=code, newPassword="three grey geese").status_code == 200


def test_an_inactive_patron_is_kept_out(installation: Installation, remote: Browser, patron: Patron) -> None:
    installation.services.patrons.update(HARBOR, patron.iri, patron.revision, active=False)
    assert sign_in(remote, patron.barcode).status_code == 403


def test_an_erased_patron_is_kept_out_at_once_with_their_sessions(
    installation: Installation, remote: Browser, patron: Patron
) -> None:
    account = sign_in(remote, patron.barcode).json()["account"]
    assert ask(remote, ACCOUNT)["viewer"]["patron"]["name"] == "Ada Reader"
    installation.services.privacy.erase(HARBOR, patron.iri)
    body = remote.post("/graphql", json={"query": ACCOUNT}, headers=OURS).json()
    assert "Ada" not in str(body)
    assert "errors" in body or body["data"]["viewer"]["patron"] is None
    assert installation.services.access.accounts([account]) == [None]
    assert sign_in(remote, patron.barcode).status_code == 403


def test_an_erased_patron_is_known_by_no_provider_either(
    installation: Installation, remote: Browser, patron: Patron
) -> None:
    services, known = installation.services, Identity("https://login.example", patron.barcode)
    services.provider_sign_in.link(operator(), sign_in(remote, patron.barcode).json()["account"], known)
    key = Key(services.names.identity, known.iri(services.names))
    assert installation.store.history([key], SystemScope())[0]
    services.privacy.erase(HARBOR, patron.iri)
    assert installation.store.history([key], SystemScope()) == [()]


def test_of_somebody_on_the_staff_only_the_patron_is_erased_and_nothing_tells_that_they_were_one(
    installation: Installation, patron: Patron
) -> None:
    services = installation.services
    account = services.access.create_account(operator(), "Ada", {"harbor": ["desk"]}, "harbor", "ada")
    services.access.set_patron(operator(), account.id, "harbor", patron.iri)
    services.privacy.erase(HARBOR, patron.iri)
    (left,) = services.access.accounts([account.id])
    assert left == account
    key = Key(services.names.identity, f"{services.names.base}accounts/{account.id}")
    (past,) = installation.store.history([key], SystemScope())
    assert past
    assert not any(patron.iri in repr(each.body) for each in past)


def test_a_code_needs_the_right_to_change_patrons(installation: Installation, patron: Patron) -> None:
    access = installation.services.access
    reader = access.actor(access.create_account(operator(), "R", {"harbor": ["cataloguer"]}, "harbor").id)
    with pytest.raises(Forbidden):
        installation.services.patron_sign_in.issue_code(reader, patron.barcode)
