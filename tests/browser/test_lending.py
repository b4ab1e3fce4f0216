"""The lending desk in a real browser, with a scanner's keys alone: cards, loans, refusals, returns, an outage."""

from __future__ import annotations

import pytest

from graph.circulation.model import RequestLevel
from graph.circulation.requesting import Wish
from graph.patrons.model import BlockScope, FeeType
from mappings.money import Money
from tests.browser.conftest import HARBOR
from tests.browser.desk import at_desk, at_point, open_card, scan, tab, told

pytestmark = [pytest.mark.needs("chromium"), pytest.mark.slow]


def test_a_reader_borrows_and_brings_back_with_a_scanner_alone(sign_in, server, reader, barcodes):
    client, item = at_desk(sign_in), next(barcodes)
    open_card(client, reader.barcode)
    scan(client, item)
    told(client, "due")
    client.page.wait_for_selector("section h3:has-text('1 loan')")
    client.shot("desk-check-out")
    client.press("Alt+2")
    scan(client, item)
    back = "ol > li:first-child:has-text('Put it back'), ol > li:first-child:has-text('Send it')"
    client.page.wait_for_selector(back)  # home is here, or at another desk
    assert client.axe() == []
    loans = server.installation.services.circulation.reading.standing(HARBOR, [reader.iri])[0].loans
    assert not loans


def test_scans_that_come_faster_than_answers_are_all_done_in_order(sign_in, reader, barcodes):
    client, items = at_desk(sign_in), [next(barcodes) for _ in range(4)]
    for each in (reader.barcode, *items):
        scan(client, each)
    client.until("document.querySelectorAll('ol > li .tag').length === 4")
    shown = client.page.eval_on_selector_all("ol > li .tag", "all => all.map(e => e.textContent)")
    assert shown == items[::-1]


def test_a_refusal_shows_every_reason_and_is_let_pass_with_a_reason(sign_in, server, reader, barcodes):
    services = server.installation.services
    services.patrons.add_block(HARBOR, reader.iri, frozenset({BlockScope.BORROW}), "Returned a wet book.", "")
    client, item = at_desk(sign_in), next(barcodes)
    open_card(client, reader.barcode)
    scan(client, item)
    told(client, "Refused")
    client.shot("desk-refused")
    client.tab_to("Let it pass")
    client.press("Enter")
    client.page.wait_for_selector("dialog input")
    assert client.axe() == []
    client.type("It dried well.")
    client.press("Enter")
    told(client, "due")
    client.until("document.activeElement?.id === 'scan'")


def test_fees_are_paid_and_a_loan_renewed_from_the_card(sign_in, server, reader, barcodes):
    services = server.installation.services
    services.fees.charge(HARBOR, reader.iri, FeeType.OTHER, Money(250, "EUR"), note="A new card.")
    client = at_desk(sign_in)
    scan(client, reader.barcode)
    scan(client, next(barcodes))
    told(client, "due")
    client.tab_to("Renew")
    client.press("Enter")
    client.until("document.querySelectorAll('ol > li').length === 2")
    client.tab_to("Pay")
    client.press("Enter")
    client.page.wait_for_selector("dialog input")
    client.press("Enter")
    told(client, "Paid 2.50 EUR")
    client.until("!document.body.textContent.includes('Owes')")


def test_what_comes_back_goes_to_who_waits_for_it_and_the_shelf_shows_it_at_once(sign_in, server, reader, barcodes):
    services, item = server.installation.services, next(barcodes)
    (points,) = services.places.points(["harbor"], services.access.scope(HARBOR))
    services.circulation.requesting.place(HARBOR, reader.barcode, Wish(item, RequestLevel.ITEM, pickup=points[0].iri))
    client, other = at_desk(sign_in), at_desk(sign_in)
    for each in (client, other):
        at_point(each, points[0].code)
    other.page.get_by_role("tab", name="Hold shelf").click()
    client.press("Alt+2")
    scan(client, item)
    told(client, "To the hold shelf for Nadia Brook")
    other.page.wait_for_selector(f"td:has-text('{reader.barcode}')", timeout=5_000)
    other.shot("desk-hold-shelf")
    client.press("Alt+1")
    scan(client, reader.barcode)
    scan(client, item)
    told(client, "due")
    other.page.wait_for_selector(f"td:has-text('{reader.barcode}')", state="detached", timeout=5_000)


def test_the_desk_goes_on_while_the_server_is_away_and_uploads_when_it_is_back(
    sign_in, server, reader, barcodes, points
):
    client, other, item = at_desk(sign_in), at_desk(sign_in), next(barcodes)
    client.expects_outage = other.expects_outage = True
    tab(other, "Requests")
    other.page.wait_for_selector("[role=tabpanel] [role=status]:has-text('request')")
    server.stop()
    scan(client, reader.barcode)
    client.page.wait_for_selector(f"h2:has-text('{reader.barcode}')")
    scan(client, item)
    told(client, "Kept here")
    client.shot("desk-offline")
    server.start()
    client.page.wait_for_selector("[role=status]:has-text('kept here')", state="detached", timeout=20_000)
    told(client, "Uploaded")
    services = server.installation.services
    loans = services.circulation.reading.standing(HARBOR, [reader.iri])[0].loans
    copies = services.holdings.items([each.item for each in loans], services.access.scope(HARBOR))
    assert [each.barcode for each in copies] == [item]
    wish = Wish(next(barcodes), pickup=points["central"].iri)
    services.circulation.requesting.place(HARBOR, reader.barcode, wish)
    other.page.wait_for_selector(f"tr:has-text('{reader.barcode}')")


@pytest.mark.parametrize("language", ["en", "ar", "pl"])
def test_every_view_of_the_desk_is_for_everybody(sign_in, reader, barcodes, language):
    client = at_desk(sign_in, language=language)
    scan(client, reader.barcode)
    scan(client, next(barcodes))
    client.page.wait_for_selector("ol > li")
    client.shot(f"desk-{language}")
    faults = client.axe()
    for each in client.page.get_by_role("tab").all()[1:]:
        each.click()
        client.page.wait_for_selector("[role=tabpanel] .card, [role=tabpanel] table")
        faults += client.axe()
    assert faults == []
