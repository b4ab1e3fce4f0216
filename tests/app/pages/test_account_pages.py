"""A reader's own pages: signing in with the card, loans, requests and fees, and nobody else's."""

from __future__ import annotations

import html
import re

import pytest

from graph.access.model import Reading, operator
from graph.store.paging import Page
from graph.tenants.model import ForReaders
from graph.workflows.interlending.steps import Side
from tests.app.pages.conftest import PASSWORD, World


def forms(page: str, action: str) -> list[dict[str, str]]:
    """The hidden fields of each form with this action."""
    found = re.findall(rf'<form method="post" action="/harbor/{action}">(.*?)</form>', page, re.DOTALL)
    return [dict(re.findall(r'name="([^"]+)" value="([^"]*)"', each)) for each in found]


def available(world: World) -> str:
    """The IRI of an edition with a copy on the shelf."""
    work = world.work("Buddenbrooks")
    services = world.installation.services
    iri = f"{services.names.base}harbor/works/{work}"
    scope = services.access.scope(operator("harbor"))
    (page,) = services.catalogue.instances_of([iri], scope, Page())
    return page.items[0].iri


def test_whoever_is_not_signed_in_is_asked_to_and_comes_back(browser, world):
    asked = browser.get("/harbor/account")
    assert asked.status_code == 303
    form = browser.get(asked.headers["location"])
    back = html.unescape(re.search(r'name="back" value="([^"]*)"', form.text).group(1))
    assert back == "/harbor/account"
    answer = browser.post(
        "/harbor/account/sign-in",
        data={"barcode": "H-1001", "password": PASSWORD, "back": "/harbor/search?q=tides"},
        headers={"Origin": world.address},
    )
    assert answer.status_code == 303
    assert answer.headers["location"] == "/harbor/search?q=tides"


@pytest.mark.parametrize(
    "back", ["https://evil.example/", "//evil.example", "/lindenau/", "/harbor/\\evil", "/sign-in"]
)
def test_signing_in_leads_to_no_other_place(browser, world, back):
    data = {"barcode": "H-1001", "password": PASSWORD, "back": back}
    answer = browser.post("/harbor/account/sign-in", data=data, headers={"Origin": world.address})
    assert answer.headers["location"] == "/harbor/account"


def test_a_wrong_password_is_refused_on_the_page(browser, world):
    data = {"barcode": "H-1001", "password": "wrong", "back": "/harbor/account"}
    answer = browser.post("/harbor/account/sign-in", data=data, headers={"Origin": world.address})
    assert answer.status_code == 403
    assert 'role="alert"' in answer.text
    assert not browser.cookies


def test_a_reader_sees_what_they_have_and_owe_and_nothing_of_others(reader):
    page = reader("H-1001").get("/harbor/account").text
    assert "Odette Marlowe" in page
    assert "€2.50" in page
    assert len(forms(page, "account/renew")) == 3  # each of two loans, and both
    for other in ("Teodor", "H-1002", "Wren", "Brandner"):
        assert other not in page


def renewals(world: World, card: str) -> list[int]:
    """How often each loan of a reader was renewed."""
    (patron,) = world.installation.services.patrons.patrons(operator("harbor"), [card])
    (standing,) = world.installation.services.circulation.reading.standing(operator("harbor"), [patron.iri])
    return [each.renewals for each in standing.loans]


def test_a_reader_renews_one_loan_and_all(reader, world):
    browser, before = reader("H-1002"), renewals(world, "H-1002")
    every, one, *_ = forms(browser.get("/harbor/account").text, "account/renew")
    for wanted, more in ((one, 1), (every, len(before))):
        answer = browser.post("/harbor/account/renew", data=wanted)
        assert answer.headers["location"] == "/harbor/account?done=renewed", answer.text
        after = renewals(world, "H-1002")
        assert sum(after) == sum(before) + more
        before = after


def test_a_reader_requests_and_takes_it_back(reader, world):
    browser, edition = reader("H-1002"), available(world)
    form = browser.get("/harbor/request", params={"of": edition})
    assert form.status_code == 200
    pickup = re.search(r'<option value="([^"]+)"', form.text).group(1)
    answer = browser.post("/harbor/request", data={"of": edition, "pickup": pickup})
    assert answer.status_code == 303, answer.text
    page = browser.get(answer.headers["location"]).text
    assert "Your request was taken." in page
    assert "Buddenbrooks" in page
    again = browser.post("/harbor/request", data={"of": edition, "pickup": pickup})
    assert again.status_code == 409
    assert 'role="alert"' in again.text
    polish = browser.post("/harbor/request", params={"lang": "pl"}, data={"of": edition, "pickup": pickup})
    assert "Masz to już zamówione." in polish.text
    for each in forms(page, "account/cancel"):
        browser.post("/harbor/account/cancel", data=each)
    assert "Buddenbrooks" not in browser.get("/harbor/account").text


def test_a_reader_does_nothing_with_the_loans_and_requests_of_another(reader):
    other, browser = reader("H-1001"), reader("H-1002")
    loan = next(each for each in forms(other.get("/harbor/account").text, "account/renew") if each)
    before = other.get("/harbor/account").text
    answer = browser.post("/harbor/account/renew", data=loan)
    assert answer.status_code >= 400
    assert "Odette" not in answer.text
    assert other.get("/harbor/account").text == before


@pytest.mark.parametrize(
    "path", ["/harbor/account/renew", "/harbor/account/cancel", "/harbor/request", "/harbor/account/sign-out"]
)
def test_another_site_can_have_nothing_done(reader, path):
    browser = reader("H-1001")
    browser.headers["Origin"] = "https://evil.example"
    answer = browser.post(path, data={"of": "x"})
    assert answer.status_code == 403


def test_after_signing_out_the_account_is_closed(reader):
    browser = reader("H-1001")
    answer = browser.post("/harbor/account/sign-out")
    assert answer.status_code == 303
    assert browser.get("/harbor/account").status_code == 303


def test_the_pages_of_a_reader_are_kept_nowhere(reader):
    answer = reader("H-1001").get("/harbor/account")
    assert answer.headers["cache-control"] == "no-store"
    assert "etag" not in answer.headers


@pytest.fixture
def wanted(world):
    """A title that Lindenau has and Harbor hasn't, by Harbor's page about it: Harbor asks members for its readers."""
    services = world.installation.services
    services.tenants.update(operator(), "lindenau", member_group="institution")
    services.tenants.update(operator(), "harbor", asks_for_readers=ForReaders.AT_ONCE)
    scope = services.access.scope(operator("lindenau"))
    works = [key.iri for key in services.catalogue.works_in("lindenau", scope, 200).keys]
    offers = services.interlending.routing.offers(operator("harbor"), works)
    held = services.holders.of(works, services.access.scope(operator("harbor"), Reading(all=True)), "harbor")
    iri = next(
        work
        for work, offered, found in zip(works, offers, held, strict=True)
        if offered and all(each.tenant == "lindenau" for each in found)
    )
    yield iri
    services.tenants.update(operator(), "harbor", asks_for_readers=ForReaders.NOT)


def test_a_reader_has_another_library_asked_sees_how_it_stands_and_takes_it_back(reader, world, wanted):
    browser, interlending = reader("H-1001"), world.installation.services.interlending
    page = browser.get("/harbor/about", params={"iri": wanted}).text
    path = html.unescape(re.search(r'href="(/harbor/request\?[^"]*from=elsewhere[^"]*)"', page).group(1))
    form = browser.get(path)
    assert "It asks other libraries, which don't learn who you are" in html.unescape(form.text)
    pickup = re.search(r'<option value="([^"]+)"', form.text).group(1)
    said = {"of": wanted, "from": "elsewhere", "pickup": pickup}
    answer = browser.post("/harbor/request", data=said)
    assert answer.status_code == 303, answer.text
    account = browser.get(answer.headers["location"]).text
    assert "Other libraries are asked" in account
    (asked,) = interlending.listed(operator("lindenau"), Side.SUPPLYING)
    assert "Odette" not in repr(asked)
    assert "H-1001" not in repr(asked)
    assert browser.post("/harbor/request", data=said).status_code == 409
    (form,) = [each for each in forms(account, "account/cancel") if "elsewhere" in each]
    other = reader("H-1002").post("/harbor/account/cancel", data=form)
    assert other.status_code >= 400
    assert browser.post("/harbor/account/cancel", data=form).status_code == 303
    assert "Taken back" in browser.get("/harbor/account").text
    assert interlending.listed(operator("lindenau"), Side.SUPPLYING) == []
    world.installation.services.tenants.update(operator(), "harbor", asks_for_readers=ForReaders.NOT)
    assert browser.get(path).status_code == 404
    assert "Ask at the desk" in browser.get("/harbor/about", params={"iri": wanted}).text


def test_what_no_other_library_lends_is_refused_in_the_language_of_the_page(reader, world, wanted):
    services = world.installation.services
    scope = services.access.scope(operator("harbor"))
    works = [key.iri for key in services.catalogue.works_in("harbor", scope, 200).keys]
    offers = services.interlending.routing.offers(operator("harbor"), works)
    alone = next(work for work, offered in zip(works, offers, strict=True) if not offered)
    said = {"of": alone, "from": "elsewhere"}
    answer = reader("H-1001").post("/harbor/request", params={"lang": "pl"}, data=said)
    assert answer.status_code == 409
    assert "Żadna inna biblioteka nie może tego wypożyczyć." in answer.text


def test_who_asks_where_staff_have_to_agree_is_told_so_before_they_ask(reader, world, wanted):
    world.installation.services.tenants.update(operator(), "harbor", asks_for_readers=ForReaders.BY_STAFF)
    form = reader("H-1001").get("/harbor/request", params={"of": wanted, "from": "elsewhere"})
    assert "Once it agrees, it asks other libraries" in form.text
    assert "<button>Send the request</button>" in form.text
