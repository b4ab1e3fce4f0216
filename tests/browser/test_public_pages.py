"""The public's pages in a real browser: usable by keyboard without scripts, and by everybody."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any

import pytest

from graph.access.model import operator
from graph.patrons.model import FeeType
from graph.patrons.service import PatronWanted
from mappings.money import Money
from tests.browser.client import AXE, SMALL
from tests.browser.conftest import SHOTS, Server
from tests.payment_provider import Provider, providing

pytestmark = [pytest.mark.needs("chromium"), pytest.mark.slow]
CARD, PASSWORD = "H-7800", "a shelf of blue books"
SECRET = "0123456789abcdef" * 4


@pytest.fixture(scope="module")
def reader(server: Server, barcodes: Iterator[str]) -> str:
    """A reader with something out, something to pay, and a password; the number of the card."""
    services, actor = server.installation.services, operator("harbor")
    patron = services.patrons.create(actor, PatronWanted(CARD, "Mira Sandoval", "adult"))
    services.patron_sign_in.use_code("harbor", CARD, services.patron_sign_in.issue_code(actor, CARD), PASSWORD, "")
    scope = services.access.scope(actor)
    (points,) = services.places.points(["harbor"], scope)
    for barcode in (next(barcodes), next(barcodes)):
        services.circulation.lending.check_out(actor, barcode, CARD, points[0].iri)
    services.fees.charge(actor, patron.iri, FeeType.OTHER, Money(150, "EUR"), note="A lost ticket.")
    return CARD


@pytest.fixture(scope="module")
def provider(server: Server) -> Iterator[Provider]:
    """The page where readers of the library pay."""
    with providing(SECRET, server.address) as made:
        server.installation.services.payment_providers.put(operator("harbor"), f"{made.address}/start", SECRET)
        yield made


@pytest.fixture
def window(browser: Any, server: Server) -> Iterator[Callable[..., Any]]:
    """Opens a page in a browser of its own."""
    SHOTS.mkdir(parents=True, exist_ok=True)
    opened = []

    def enter(**options: Any) -> Any:
        context = browser.new_context(viewport={"width": 1200, "height": 900}, **options)
        opened.append(context)
        page = context.new_page()
        page.set_default_timeout(45_000)
        return page

    yield enter
    for each in opened:
        each.close()


def tab_to(page: Any, selector: str) -> None:
    """Press Tab until the focus is on it: without scripts nobody can ask the page, so the pseudo-class is asked."""
    for _ in range(200):
        if page.locator(f"{selector}:focus").count():
            return
        page.keyboard.press("Tab")
    pytest.fail(f"the keyboard doesn't reach {selector}")


def test_a_reader_finds_requests_renews_and_sees_what_they_owe_by_keyboard_without_scripts(window, server, reader):
    page = window(java_script_enabled=False)
    page.goto(f"{server.address}/harbor/")
    page.screenshot(path=SHOTS / "public-start.png", full_page=True)
    tab_to(page, "input[type=search]")
    page.keyboard.type("Buddenbrooks")
    page.keyboard.press("Enter")
    page.wait_for_selector("h3 a")
    page.screenshot(path=SHOTS / "public-search.png", full_page=True)
    tab_to(page, "h3 a")
    page.keyboard.press("Enter")
    page.wait_for_selector("article h1")
    page.screenshot(path=SHOTS / "public-work.png", full_page=True)
    tab_to(page, "a.button[href*=request]")
    page.keyboard.press("Enter")
    tab_to(page, "#barcode")
    page.keyboard.type(reader)
    tab_to(page, "#password")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_selector("form [name=of]", state="attached")
    page.screenshot(path=SHOTS / "public-request.png", full_page=True)
    tab_to(page, "main form button")
    page.keyboard.press("Enter")
    page.wait_for_selector(".told")
    told = page.inner_text("main")
    assert "Your request was taken." in told
    assert "Buddenbrooks" in told
    assert "€1.50" in told
    tab_to(page, "form[action$=renew] button")
    page.keyboard.press("Enter")
    page.wait_for_selector("[role=status], [role=alert]")
    page.screenshot(path=SHOTS / "public-account.png", full_page=True)
    tab_to(page, "form[action$=cancel] button")
    page.keyboard.press("Enter")
    page.wait_for_selector(".told:has-text('taken back')")
    assert "Buddenbrooks" not in page.inner_text("main")


def test_a_reader_pays_by_keyboard_without_scripts(window, server, reader, provider):
    services, desk = server.installation.services, operator("harbor")
    (patron,) = services.patrons.patrons(desk, [reader])
    services.fees.charge(desk, patron.iri, FeeType.OTHER, Money(75, "EUR"), note="Copies.")
    page = window(java_script_enabled=False)
    sign_in(page, server, reader)
    page.screenshot(path=SHOTS / "public-to-pay.png", full_page=True)
    for each in range(1, page.locator("input[name^=fee-]").count()):  # all but the last, which is the latest
        tab_to(page, f"#fee-{each}")
        page.keyboard.press("Space")
    tab_to(page, "form[action$=pay] button")
    page.keyboard.press("Enter")
    page.wait_for_selector("h1:has-text('Payment of €0.75')")
    assert "Not paid yet." in page.inner_text("main")
    page.screenshot(path=SHOTS / "public-payment.png", full_page=True)
    tab_to(page, "main a.button")
    page.keyboard.press("Enter")
    page.wait_for_selector("#pay")
    tab_to(page, "#pay")
    page.keyboard.press("Enter")
    page.wait_for_selector(".told:has-text('Paid. Thank you.')")
    page.screenshot(path=SHOTS / "public-paid.png", full_page=True)
    told = " ".join(provider.told)
    assert [each for each in (reader, "Mira", "Sandoval", "Cookie:", "/harbor/account?") if each in told] == []
    tab_to(page, "main a[href*=account]")
    page.keyboard.press("Enter")
    page.wait_for_selector("main h2")
    told = page.inner_text("main")
    assert "€0.75" not in told
    assert "€1.50" in told


def sign_in(page: Any, server: Server, card: str, language: str = "en") -> None:
    """Come to the account with a card."""
    page.goto(f"{server.address}/harbor/sign-in?lang={language}")
    page.fill("#barcode", card)
    page.fill("#password", PASSWORD)
    page.click("main form > button")
    page.wait_for_selector("main h1")


def test_how_something_was_described_is_looked_up_by_keyboard_without_scripts(window, server):
    page = window(java_script_enabled=False, locale="en-US")
    page.goto(f"{server.address}/harbor/search?q=Buddenbrooks")
    page.goto(server.address + page.get_attribute("h3 a", "href"))
    tab_to(page, "input[type=date]")
    page.keyboard.type(f"{datetime.now(UTC):%m%d%Y}")
    page.keyboard.press("Enter")
    page.wait_for_selector(".then")
    assert "This is how it was described on" in page.inner_text(".then")
    page.screenshot(path=SHOTS / "public-then.png", full_page=True)
    tab_to(page, ".then a.button")
    page.keyboard.press("Enter")
    page.wait_for_selector("article:not(:has(.then)) h1")
    assert "asOf" not in page.url


@pytest.mark.parametrize("language", ["en", "ar", "pl"])
def test_every_page_is_for_everybody(window, server, reader, provider, built, language):
    page = window(bypass_csp=True, locale=language)
    axe = (built / "node_modules/axe-core/axe.min.js").read_text("utf-8")
    base = f"{server.address}/harbor"
    paths = ["", "/search?q=the", "/search?q=nothing-like-this", "/sign-in", "/works/none"]
    page.goto(f"{base}/search?q=Buddenbrooks&lang={language}")
    paths.append(page.get_attribute("h3 a", "href").removeprefix("/harbor").partition("?")[0])
    page.goto(base + paths[-1])
    for collection in ("instances", "items", "agents", "subjects"):
        link = page.locator(f"a[href*='/harbor/{collection}/']").first
        paths.append(link.get_attribute("href").removeprefix("/harbor").partition("?")[0])
    sign_in(page, server, reader, language)
    services = server.installation.services
    (patron,) = services.patrons.patrons(operator("harbor"), [reader])
    services.fees.charge(operator("harbor"), patron.iri, FeeType.DAMAGE, Money(300, "EUR"), note="Coffee.")
    page.goto(f"{base}/account?lang={language}")
    page.click("form[action*='/pay'] button")
    page.wait_for_selector("main a.button")
    iri = server.installation.services.names.base + "harbor" + paths[6]
    payment = page.url.partition("/harbor")[2].partition("&lang")[0]
    paths += [f"{paths[5]}?asOf={datetime.now(UTC).date()}", f"{paths[5]}?asOf=2001-01-01"]
    paths += ["/account", f"/request?of={iri}", payment, "/search?q=the&where=network"]
    faults: dict[str, object] = {}
    for path in paths:
        mark = "&" if "?" in path else "?"
        page.goto(f"{base}{path}{mark}lang={language}")
        page.evaluate(axe)
        found = [*page.evaluate(AXE), *page.evaluate(SMALL)]
        if found:
            faults[path] = found
        if language == "ar":
            page.screenshot(path=SHOTS / f"public-ar-{paths.index(path) if path else 0}.png", full_page=True)
    network = next(each.slug for each in services.tenants.networks() if each.members)
    for path in ("/", f"/networks/{network}"):
        page.goto(f"{server.address}{path}?lang={language}")
        page.evaluate(axe)
        faults |= {path: found} if (found := page.evaluate(AXE)) else {}
    page.screenshot(path=SHOTS / f"public-network-{language}.png", full_page=True)
    assert faults == {}
