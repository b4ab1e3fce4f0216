"""Requests between libraries at the desk, in a real browser: one asks, the other lends, and it arrives."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from app.demo.collection import records
from app.demo.libraries import HARBOR as HARBOR_LIBRARY
from app.demo.libraries import LIBRARIES, MERIDIAN
from app.posting import Postman
from graph.access.model import operator
from graph.patrons.service import PatronWanted
from graph.tenants.model import ForReaders
from graph.tenants.partners import PartnerWanted
from graph.workflows.interlending.steps import Side, Step
from graph.workflows.interlending.supplying import Answer
from mappings.bibframe.read import resource_label
from mappings.iso18626.messages import Agency
from tests.browser.desk import at_desk, in_dialog, open_card, scan, tab, told

pytestmark = [pytest.mark.needs("chromium"), pytest.mark.slow]

HARBOR, LINDENAU = Agency("ISIL", "XX-HAR"), Agency("ISIL", "XX-LIN")
SCORE = "31042000034780"
"""The barcode of a score that Harbor has."""
LIST = "section[aria-label='Between libraries']"


@pytest.fixture(scope="module")
def acquainted(server):
    """Two libraries that lend to each other over this server, and a reader of the one that has no books. Both and a
    third are members of a network as well, in which a music book is there twice.
    """
    services, partners = server.installation.services, server.installation.services.partners
    server.load([each for each in records(MERIDIAN) if "The real book" in str(each)], MERIDIAN.slug)
    for each in LIBRARIES:
        services.tenants.update(operator(), each.slug, member_group="institution", transit={HARBOR_LIBRARY.slug: 2})
    services.clusters.follow()
    server.catch_up()
    here = PartnerWanted("Lindenau", LINDENAU, HARBOR, "institution", f"{server.address}/lindenau/iso18626")
    there = PartnerWanted("Harbor", HARBOR, LINDENAU, "institution", f"{server.address}/harbor/iso18626")
    lindenau, of_harbor = partners.add(operator("harbor"), here)
    harbor, of_lindenau = partners.add(operator("lindenau"), there)
    partners.change(operator("harbor"), lindenau.id, replace(here, secret=of_lindenau))
    partners.change(operator("lindenau"), harbor.id, replace(there, secret=of_harbor))
    return services.patrons.create(operator("lindenau"), PatronWanted("D-ELSE", "Nadia Brook", "adult"))


def post(server) -> None:
    """What waits is sent, all of it taken: in a thread of its own, beside the browser's event loop."""
    with ThreadPoolExecutor(1) as thread:
        posted = thread.submit(Postman(server.installation.services).round).result()
    assert (posted.refused, posted.failed) == (0, 0)


def called(server, barcode: str) -> str:
    """The title of a copy."""
    services, scope = server.installation.services, server.installation.services.access.scope(operator("harbor"))
    (item,) = services.holdings.items_by_barcode([barcode], scope)[0]
    (edition,) = services.catalogue.resources([item.instance], scope)
    return resource_label(edition.body)


def fill(client, *texts: str) -> None:
    """The fields of the dialog that is open, one after the other; nothing where a field keeps what it has."""
    for text in texts:
        if text:
            client.type(text)
        client.press("Tab")


def at_the_list(client, library: str) -> None:
    """The list between libraries, by the keyboard, at the desk of a library."""
    client.open(f"{library}/lending")
    client.page.wait_for_selector("#scan")
    tab(client, client.page.locator("[role=tab]").nth(5).inner_text())
    client.page.wait_for_selector("#lending-panel table, #lending-panel p.card")


def lend_and_take_back(client, library: str, card: str, barcode: str) -> None:
    """A copy is lent to a reader at the desk of a library, and comes back."""
    client.open(f"{library}/lending")
    client.until("document.activeElement?.id === 'scan'")
    open_card(client, card)
    scan(client, barcode)
    told(client, "due")
    client.press("Alt+2")
    scan(client, barcode)


def test_a_library_asks_another_which_lends_and_whose_copy_arrives(sign_in, server, acquainted, barcodes):
    client, item = at_desk(sign_in), next(barcodes)
    title = called(server, item)
    at_the_list(client, "lindenau")
    client.choose("Ask another library")
    in_dialog(client)
    client.press("ArrowDown", "Tab")
    client.page.wait_for_selector("dialog[open] select")
    assert client.look("between-ask") == []
    fill(client, acquainted.barcode, "", title, "", "", "for a reading group")
    client.choose("Send the request")
    client.page.wait_for_selector(f"{LIST} td:has-text({title!r})")
    post(server)

    at_the_list(client, "harbor")
    row = client.page.locator(f"{LIST} tr", has_text=title)
    row.wait_for()
    assert "asks us" in row.inner_text()
    assert row.locator("a", has_text="Our record").count() == 1
    assert "Nadia" not in client.page.locator("main").inner_text()
    assert client.look("between-asked") == []
    client.choose(f"Send a copy: {title}")
    in_dialog(client)
    assert client.look("between-lend") == []
    fill(client, "NO-SUCH", "handle with care")
    client.press("Enter")
    client.page.wait_for_selector("dialog[open] [role=alert]:has-text('There is no item of this barcode.')")
    client.until("document.activeElement?.value === 'NO-SUCH'")
    client.type(SCORE)
    client.press("Enter")
    client.page.wait_for_selector(f"dialog[open] [role=alert]:has-text({called(server, SCORE)!r})")
    assert client.look("between-other-title") == []
    client.type(item)
    client.press("Enter")
    client.page.wait_for_selector(f"{LIST} td:has-text('{item}')")
    post(server)

    at_the_list(client, "lindenau")
    client.page.wait_for_selector(f"{LIST} q:has-text('handle with care')")
    client.choose(f"It arrived: {title}")
    in_dialog(client)
    client.type("ILL-77")
    client.press("Enter")
    client.page.wait_for_selector(f"{LIST} td:has-text('ILL-77')")
    client.page.wait_for_selector(f"{LIST} td:has-text('arrived')")
    assert client.look("between-arrived") == []

    lend_and_take_back(client, "lindenau", acquainted.barcode, "ILL-77")
    told(client, "From another library: send it back")

    other = at_desk(sign_in, language="ar", theme="dark")
    at_the_list(other, "harbor")
    other.page.wait_for_selector("#lending-panel tbody tr")
    assert other.look("between-list-ar") == []
    other.page.locator("#lending-panel tbody button[aria-haspopup]").first.press("Enter")
    other.page.wait_for_selector("[popover]:popover-open [role=menuitem]")
    other.until("document.activeElement?.matches('[role=menuitem]')")
    other.press("Enter")
    in_dialog(other)
    assert other.look("between-step-ar") == []


def test_whoever_can_lend_it_is_asked_and_then_the_next(sign_in, server, acquainted):
    client, services = at_desk(sign_in), server.installation.services
    at_the_list(client, "lindenau")
    client.choose("Ask another library")
    in_dialog(client)
    client.tab_to("The reader’s card number")
    client.type(acquainted.barcode)
    client.press("Tab")
    client.type("real book")
    client.page.wait_for_selector("dialog [role=option]")
    assert client.look("between-found") == []
    client.press("ArrowDown", "Enter")
    client.page.wait_for_selector("dialog label:has-text('Harbor')")
    assert client.look("between-offers") == []
    assert "2 days on the way" in client.page.locator("dialog label", has_text="Harbor").last.inner_text()
    assert "a fee of 2.00 EUR" in client.page.locator("dialog label", has_text="Meridian").last.inner_text()
    client.choose("Send the request")
    client.page.wait_for_selector("dialog[open]", state="detached")
    row = client.page.locator(f"{LIST} tr", has_text="real book")
    row.wait_for()
    assert row.locator("ol li").count() == 2

    (asked,) = [
        each for each in services.interlending.listed(operator("harbor"), Side.SUPPLYING) if "book" in each.wanted.title
    ]
    services.interlending.do(operator("harbor"), asked.iri, Answer(Step.NOT_SUPPLY))
    services.interlending.follow(operator("lindenau"))
    client.page.wait_for_selector(f"{LIST} ol li:first-child:has-text('not lent')")
    client.page.wait_for_selector(f"{LIST} ol li:last-child:has-text('asked for')")
    assert client.look("between-rota") == []

    (asked,) = services.interlending.listed(operator(MERIDIAN.slug), Side.SUPPLYING)
    (points,) = services.places.points([MERIDIAN.slug], services.access.scope(operator(MERIDIAN.slug)))
    lending = Answer(Step.LEND, item="M0004158", point=points[0].iri)
    services.interlending.do(operator(MERIDIAN.slug), asked.iri, lending)
    client.page.wait_for_selector(f"{LIST} td:has-text('2.00 EUR')")
    client.choose("What we owe", back=True)
    client.page.wait_for_selector("dialog[open] td:has-text('2.00 EUR')")
    assert client.look("between-owed") == []
    client.press("Escape")

    other = at_desk(sign_in, language="ar", theme="dark")
    at_the_list(other, "lindenau")
    other.page.wait_for_selector("#lending-panel ol li")
    assert other.look("between-rota-ar") == []
    other.page.locator("#lending-panel button:not(.primary)").first.press("Enter")
    other.page.wait_for_selector("dialog[open] td")
    assert other.look("between-owed-ar") == []
    other.press("Escape")
    other.page.locator("#lending-panel button.primary").first.press("Enter")
    in_dialog(other)
    other.page.locator("dialog [role=combobox]").fill("real book")
    other.page.locator("dialog [role=option]").first.click()
    other.page.wait_for_selector("dialog fieldset label:nth-of-type(2)")
    assert other.look("between-offers-ar") == []


def test_what_a_reader_wants_is_asked_of_others_when_the_desk_agrees(sign_in, server, acquainted):
    services, here = server.installation.services, operator("lindenau")
    services.tenants.update(operator(), "lindenau", asks_for_readers=ForReaders.BY_STAFF)
    (item,) = services.holdings.items_by_barcode([SCORE], services.access.scope(operator("harbor")))[0]
    (points,) = services.places.points(["lindenau"], services.access.scope(here))
    wanted = services.interlending.readers.ask(here, acquainted.barcode, item.instance, points[0].iri).request
    client = at_desk(sign_in)
    at_the_list(client, "lindenau")
    client.page.wait_for_selector(f"{LIST} td:has-text('a reader wants it')")
    assert client.look("between-wanted") == []
    client.choose(f"Ask others: {wanted.wanted.title}")
    row = client.page.locator(f"{LIST} tr", has_text=wanted.wanted.title)
    row.locator("td", has_text="asked for").wait_for()
    assert "Harbor" in row.inner_text()
    client.page.set_viewport_size({"width": 390, "height": 800})
    client.until("document.documentElement.scrollWidth <= innerWidth")
    assert client.look("between-narrow") == []
