"""A reader pays on the page of a provider, and the library believes the provider's signed word alone."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from graph.access.model import Actor, operator
from graph.patrons.model import Fee, FeeType
from graph.patrons.service import PatronWanted
from graph.store import walking
from graph.store.names import GraphKind
from graph.store.scope import Scope, grant
from mappings.money import Money
from schema.ids import Naming, make_id
from tests.app.pages.conftest import World
from tests.payment_provider import Provider, providing

SECRET = "0123456789abcdef" * 4
DESK = operator("harbor")
CARD, NAME = "H-1002", "Blythe"
"""The reader who pays: no other reader is told of them."""


@pytest.fixture(scope="module")
def provider(world: World) -> Iterator[Provider]:
    providers = world.installation.services.payment_providers
    with providing(SECRET, world.address) as made:
        known = providers.put(DESK, f"{made.address}/start", SECRET)
        yield made
        providers.remove(DESK, known.revision)


@pytest.fixture
def fee(world: World) -> Iterator[Callable[[int], Fee]]:
    """Charges the reader; what they began to pay is ended with the test, since only some may be begun at a time."""
    services = world.installation.services
    (patron,) = services.patrons.patrons(DESK, [CARD])
    yield lambda amount: services.fees.charge(DESK, patron.iri, FeeType.OTHER, Money(amount, "EUR"))
    for each in services.payments._open("harbor", patron.iri):
        services.payments._failed(each)


def begun(browser: httpx.Client, *fees: Fee) -> str:
    """The address of the page of a payment."""
    given = {f"fee-{n}": str(make_id(Naming.FEE, each.iri)) for n, each in enumerate(fees)}
    answer = browser.post("/harbor/account/pay", data=given)
    assert answer.status_code == 303, answer.text
    return answer.headers["location"]


def link_in(page: str) -> str:
    """The link to the provider."""
    return html.unescape(re.search(r'class="button" href="([^"]*)"', page).group(1))


def remaining(world: World, fee: Fee) -> int:
    (found,) = world.installation.services.fees.fees(DESK, [fee.iri])
    return found.remaining.minor


def test_a_reader_pays_and_the_page_says_so(world, provider, reader, fee):
    browser, owed = reader(CARD), [fee(125), fee(250)]
    account = browser.get("/harbor/account").text
    assert account.count('type="checkbox"') == len(re.findall(r'name="fee-\d+"', account)) >= 2
    path = begun(browser, *owed)
    shown = browser.get(path)
    assert "€3.75" in shown.text
    assert "Not paid yet." in shown.text
    assert shown.headers["cache-control"] == "no-store"
    link = link_in(shown.text)
    assert httpx.get(link).status_code == 200, "the provider finds the signature right"
    assert httpx.get(link.replace("amount=3.75", "amount=0.75")).status_code == 403
    assert [remaining(world, each) for each in owed] == [125, 250]
    assert httpx.get(link.replace("/start?", "/paid?")).status_code == 303
    assert provider.answers[-1].json()["state"] == "paid"
    assert "Paid. Thank you." in browser.get(path).text
    assert [remaining(world, each) for each in owed] == [0, 0]
    again = httpx.get(link.replace("/start?", "/paid?"))
    assert (again.status_code, provider.answers[-1].status_code) == (303, 200), "the same word again is the same"


def test_the_example_of_the_how_to_pays(world, provider, reader, fee):
    browser, owed = reader(CARD), fee(135)
    path = begun(browser, owed)
    text = (Path(__file__).parents[3] / "docs/how-to/public-pages.md").read_text("utf-8")
    code = text.partition("```python\n")[2].partition("```")[0]
    assert 'b"…"' in code
    code = code.replace('b"…"', repr(SECRET.encode())).replace("https://catalogue.example", world.address)
    example: dict[str, Any] = {}
    exec(code, example)
    link = link_in(browser.get(path).text)
    example["tell"](example["order_of"](link.partition("?")[2]), "tx-example")
    assert "Paid. Thank you." in browser.get(path).text
    with pytest.raises(ValueError, match="library"):
        example["order_of"](link.partition("?")[2].replace("1.35", "0.35"))


def test_a_payment_that_is_settled_at_the_desk_leads_nowhere(world, provider, reader, fee):
    browser, owed = reader(CARD), fee(145)
    path = begun(browser, owed)
    world.installation.services.fees.pay(DESK, [owed.iri], Money(145, "EUR"), method="cash")
    page = html.unescape(browser.get(path).text)
    assert "can't be made any more" in page
    assert provider.address not in page


def test_nothing_of_the_reader_reaches_the_provider(world, provider, reader, fee):
    provider.told.clear()
    link = link_in(browser_page(reader(CARD), fee(130)))
    httpx.get(link)
    (patron,) = world.installation.services.patrons.patrons(DESK, [CARD])
    told = " ".join(provider.told)
    assert "reference=" in told
    for secret in (CARD, patron.name, *patron.name.split(), patron.iri.rpartition("/")[2], SECRET):
        assert secret not in told


def browser_page(browser: httpx.Client, owed: Fee) -> str:
    return browser.get(begun(browser, owed)).text


def test_coming_back_decides_nothing(world, provider, reader, fee):
    browser, owed = reader(CARD), fee(140)
    path = begun(browser, owed)
    for said in ("&state=paid", "&transaction=tx-1&signature=x"):
        assert "Not paid yet." in browser.get(path + said).text
    assert remaining(world, owed) == 140


@pytest.mark.parametrize(
    ("other", "status", "code"),
    [
        ({"amount": "0.01"}, 409, "PAYMENT_DIFFERS"),
        ({"currency": "USD"}, 409, "PAYMENT_DIFFERS"),
        ({"reference": "0" * 32}, 409, "PAYMENT_DIFFERS"),
        ({"state": "perhaps"}, 400, "BAD_NOTIFICATION"),
    ],
)
def test_what_is_not_as_it_was_begun_is_refused_and_staff_see_it(world, provider, reader, fee, other, status, code):
    browser, owed = reader(CARD), fee(155)
    order = provider.check(link_in(browser.get(begun(browser, owed)).text).partition("?")[2])
    answer = provider.notify(order, **other)
    assert answer.status_code == status
    assert answer.json()["errors"][0]["extensions"]["code"] == code
    assert remaining(world, owed) == 155
    kept = world.installation.services.payments.refusals(DESK)
    assert (order["reference"], code) in {(each.reference, each.code) for each in kept}


def test_a_notification_without_the_right_signature_is_told_nothing(world, provider, reader, fee):
    browser, owed = reader(CARD), fee(165)
    order = provider.check(link_in(browser.get(begun(browser, owed)).text).partition("?")[2])
    body = json.dumps({"reference": order["reference"], "state": "paid"}).encode()
    unknown = {**order, "reference": "f" * 32}
    bad = [
        provider.send(each, body, signature)
        for each in (order, unknown)
        for signature in ("", "ff", order["signature"])
    ]
    assert {each.status_code for each in bad} == {401}
    assert len({each.json()["errors"][0]["message"] for each in bad}) == 1, "known or not, the answer is the same"
    for other in (unknown, {**order, "library": "lindenau"}, {**order, "library": "none"}):
        assert provider.notify(other).status_code == 404
    assert provider.send(order, b"x" * 4_001, "ff").status_code == 413
    assert remaining(world, owed) == 165


def test_a_reader_pays_for_nobody_else_and_sees_nobody_elses_payment(world, provider, reader, fee):
    payer, other, owed = reader(CARD), reader("H-1001"), fee(175)
    path = begun(payer, owed)
    answer = other.post("/harbor/account/pay", data={"fee-1": str(make_id(Naming.FEE, owed.iri))})
    assert answer.status_code == 409
    assert NAME not in answer.text
    assert other.get(path).status_code == 404
    with httpx.Client(base_url=world.address) as stranger:
        assert stranger.get(path).headers["location"].startswith("/harbor/sign-in")
        stranger.headers["Origin"] = world.address
        assert stranger.post("/harbor/account/pay", data={}).headers["location"].startswith("/harbor/sign-in")


def test_a_patron_of_one_library_pays_in_no_other(provider, reader, fee):
    browser, owed = reader(CARD), fee(185)
    given = {"fee-1": str(make_id(Naming.FEE, owed.iri))}
    answer = browser.post("/lindenau/account/pay", data=given)
    assert answer.headers["location"].startswith("/lindenau/sign-in")
    reference = begun(browser, owed).partition("reference=")[2]
    page = browser.get("/lindenau/account/payment", params={"reference": reference})
    assert page.headers["location"].startswith("/lindenau/sign-in")


def test_another_site_begins_no_payment(provider, reader, fee):
    browser = reader(CARD)
    browser.headers["Origin"] = "https://evil.example"
    answer = browser.post("/harbor/account/pay", data={"fee-1": str(make_id(Naming.FEE, fee(195).iri))})
    assert answer.status_code == 403


@pytest.mark.parametrize("given", [{}, {"fee-1": "x"}, {"fee-1": "é" * 500}])
def test_what_is_no_fee_is_refused_on_the_page(provider, reader, given):
    answer = reader(CARD).post("/harbor/account/pay", data=given)
    assert answer.status_code == 409
    assert 'role="alert"' in answer.text


def test_a_form_of_endless_fields_is_refused(provider, reader):
    answer = reader(CARD).post("/harbor/account/pay", data={f"fee-{each}": "x" for each in range(101)})
    assert answer.status_code == 400
    assert "A form may have 100 fields." in answer.text


def test_an_erased_readers_payments_are_gone(world, provider, fee):
    services = world.installation.services
    patron = services.patrons.create(DESK, PatronWanted("H-9", "Zita Quill", "adult"))
    owed = services.fees.charge(DESK, patron.iri, FeeType.OTHER, Money(100, "EUR"))
    themselves = Actor("zita", "Patron", "harbor", {}, {"harbor": patron.iri})
    payment = services.payments.begin(themselves, [owed.iri])
    assert "lsp:Payment" in [kind for node in services.privacy.export(themselves, patron.iri) for kind in node["@type"]]
    order = {"library": "harbor", "reference": payment.reference, "amount": "1.00", "currency": "EUR"}
    assert provider.notify(order, amount="2.00").status_code == 409
    assert provider.notify(order).status_code == 200
    services.privacy.erase(DESK, patron.iri)
    assert provider.notify(order, transaction="tx-late").status_code == 404
    store, graph = world.installation.store, services.names.graph("harbor", GraphKind.PATRONS)
    everything = Scope((grant({GraphKind.PATRONS}, {"harbor"}),))
    left = walking.documents(store, graph, everything)
    assert not [each.key.iri for each in left if patron.iri in repr(each.body) or payment.iri in repr(each.body)]
