"""What a desk does for readers, in a real browser by the keyboard: requests, cards, blocks, lost loans, refusals."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from graph.circulation.requesting import Wish
from graph.circulation.settings import BlockLimits
from graph.patrons.model import BlockScope
from graph.patrons.service import PatronWanted
from graph.store.paging import Page
from tests.browser.conftest import HARBOR
from tests.browser.desk import at_desk, at_point, in_dialog, open_card, scan, tab, told

pytestmark = [pytest.mark.needs("chromium"), pytest.mark.slow]


def test_a_title_is_asked_for_pulled_sent_received_and_handed_out(sign_in, server, reader, points, home):
    services = server.installation.services
    scope = services.access.scope(HARBOR)
    client = at_desk(sign_in)
    open_card(client, reader.barcode)
    client.choose("Place a request")
    in_dialog(client)
    client.type("war")
    client.page.wait_for_selector("dialog [role=option]")
    assert client.look("desk-place-titles") == []
    client.press("ArrowDown", "Enter")
    in_dialog(client, "select")
    assert client.look("desk-place") == []
    client.choose("Place the request")
    told(client, "Requested")
    client.until("document.activeElement?.id === 'scan'")
    (request,) = services.circulation.reading.standing(HARBOR, [reader.iri])[0].requests
    (copy,) = services.holdings.items([request.item], scope)
    near, far = home(copy.barcode)
    services.circulation.queueing.move_pickup(HARBOR, request.iri, points[far].iri)
    at_point(client, near)
    tab(client, "Pick list")
    client.page.wait_for_selector(f"td:has-text('{copy.barcode}')")
    scan(client, copy.barcode)
    client.page.wait_for_selector("[role=status]:has-text('Send it to')")
    at_point(client, far)
    tab(client, "On their way")
    client.page.wait_for_selector(f"td:has-text('{copy.barcode}')")
    scan(client, copy.barcode)
    client.page.wait_for_selector("[role=status]:has-text('To the hold shelf')")
    client.press("Alt+1")
    client.until("document.activeElement?.id === 'scan'")
    scan(client, copy.barcode)
    told(client, "due")


def test_a_card_is_made_changed_blocked_and_let_in(sign_in, server, reader):
    client, card = at_desk(sign_in), f"N-{reader.barcode}"
    client.choose("New card")
    in_dialog(client)
    client.type(card)
    client.press("Tab")
    client.type("Omar Haddad")
    assert client.look("desk-new-card") == []
    client.press("Enter")
    client.page.wait_for_selector("h2:has-text('Omar Haddad')")
    client.choose("Change the card")
    in_dialog(client)
    client.tab_to("E-mail")
    client.type("omar@example.org")
    client.press("Enter")
    client.page.wait_for_selector("dialog[open]", state="detached")
    client.choose("Block")
    in_dialog(client)
    client.type("Returned a wet book.")
    assert client.look("desk-block") == []
    client.press("Enter")
    client.page.wait_for_selector(".note-box.error:has-text('wet book')")
    client.choose("Lift")
    client.page.wait_for_selector(".note-box.error:has-text('wet book')", state="detached")
    client.choose("Code to sign in")
    client.page.wait_for_selector("dialog[open] .tag")
    assert client.look("desk-code") == []
    client.press("Escape")
    client.until("document.activeElement?.id === 'scan'")
    (made,) = server.installation.services.patrons.patrons(HARBOR, [card])
    assert (made.contact.email, made.blocks) == ("omar@example.org", ())


def test_readers_are_found_by_name_and_chosen_by_arrows(sign_in, server, reader):
    for n in (1, 2):
        wanted = PatronWanted(f"S{n}-{reader.barcode}", f"Sela Quist {n}", "adult")
        server.installation.services.patrons.create(HARBOR, wanted)
    client = at_desk(sign_in)
    scan(client, "Quist")
    client.until("document.activeElement?.matches('ul[aria-label] button')")
    assert client.look("desk-readers") == []
    client.press("Escape")
    client.until("document.activeElement?.id === 'scan'")
    scan(client, "Quist")
    client.until("document.activeElement?.matches('ul[aria-label] button')")
    second = client.page.locator("ul[aria-label='Which reader?'] li").nth(1).locator("bdi").first.inner_text()
    client.press("ArrowDown", "Enter")
    client.page.wait_for_selector(f"h2:has-text('{second}')")
    client.until("document.activeElement?.id === 'scan'")


def test_a_loan_is_said_to_be_back_then_lost_from_its_menu(sign_in, reader, barcodes):
    client = at_desk(sign_in)
    open_card(client, reader.barcode)
    scan(client, next(barcodes))
    told(client, "due")
    for choice, said in (("Reader says it is back", "brought back"), ("Declare it lost", "Declared lost")):
        client.choose("More about")
        client.until("document.activeElement?.matches('[role=menuitem]')")
        if client.focused() != choice:
            client.press("ArrowDown")
        assert client.focused() == choice
        if said == "brought back":
            assert client.look("desk-loan-menu") == []
        client.press("Enter")
        told(client, said)
    client.page.wait_for_selector("li:has-text('said to be lost')")


def test_a_copy_that_is_at_home_here_counts_as_used_in_the_house(sign_in, barcodes, home):
    item = next(barcodes)
    client = at_desk(sign_in)
    at_point(client, home(item)[0])
    client.press("Alt+2")
    scan(client, item)
    told(client, "used in the house")


@pytest.fixture
def one_loan_each(server):
    """Nobody may have more than one copy out."""
    settings = server.installation.services.settings
    before, revision = settings.limits(HARBOR)
    _, revision = settings.publish_limits(HARBOR, BlockLimits(loans=1), revision or None)
    yield
    settings.publish_limits(HARBOR, before, revision)


@pytest.fixture
def fixed(server):
    """A copy that the lending rules don't lend, by its barcode."""
    services = server.installation.services
    scope = services.access.scope(HARBOR)
    places = {each.iri for each in services.places.units(["harbor"], scope)[0] if each.path == "harbor/hbc/ref"}
    for work in services.catalogue.works_in("harbor", scope, 400).keys:
        (editions,) = services.catalogue.instances_of([work.iri], scope, Page())
        for copies in services.holdings.items_of([each.iri for each in editions.items], scope, Page()):
            for each in copies.items:
                if each.location in places and each.barcode and each.status.available:
                    return each.barcode
    raise AssertionError("every copy is lent")


@pytest.mark.usefixtures("one_loan_each")
def test_whatever_is_in_the_way_is_said_in_a_sentence_of_its_own(
    sign_in, server, reader, barcodes, points, home, fixed
):
    services, item = server.installation.services, next(barcodes)
    change = services.patrons.update
    expired = services.patrons.create(
        HARBOR,
        replace(
            PatronWanted(f"E-{reader.barcode}", "Ed Late", "adult"),
            expires=(datetime.now(UTC) - timedelta(days=9)).date(),
        ),
    )
    still = services.patrons.create(HARBOR, PatronWanted(f"I-{reader.barcode}", "Ina Still", "adult"))
    change(HARBOR, still.iri, 1, active=False)
    barred = services.patrons.create(HARBOR, PatronWanted(f"B-{reader.barcode}", "Bo Barr", "adult"))
    services.patrons.add_block(HARBOR, barred.iri, frozenset({BlockScope.BORROW}), "Returned a wet book.", "")
    wish = Wish(item, pickup=points[home(item)[0]].iri)
    services.circulation.requesting.place(HARBOR, reader.barcode, wish)
    services.circulation.returning.check_in(HARBOR, item, points[home(item)[0]].iri)
    other = services.patrons.create(HARBOR, PatronWanted(f"O-{reader.barcode}", "Olga Other", "adult"))
    full = services.patrons.create(HARBOR, PatronWanted(f"F-{reader.barcode}", "Fay Full", "adult"))
    services.circulation.lending.check_out(HARBOR, next(barcodes), full.barcode, points[home(item)[0]].iri)
    client, free = at_desk(sign_in), next(barcodes)
    seen = []
    for patron, barcode in (
        (expired, free),
        (still, free),
        (barred, free),
        (full, free),
        (other, item),
        (other, fixed),
    ):
        client.press("Alt+n")
        open_card(client, patron.barcode, patron.name)
        before = client.page.locator("section ol > li").count()
        scan(client, barcode)
        client.until(f"document.querySelectorAll('section ol > li').length > {before}")
        told(client, "Refused")
        seen.append(client.page.locator("ol > li:first-child ul li").first.inner_text())
    assert len(set(seen)) == 6, seen
    assert all(each.endswith(".") for each in seen)
    client.shot("desk-refusals")
    assert client.axe() == []


def test_what_the_desk_does_for_readers_is_for_everybody(sign_in, reader, barcodes):
    client, item = at_desk(sign_in, language="ar", theme="dark"), next(barcodes)
    open_card(client, reader.barcode)
    scan(client, item)
    client.page.wait_for_selector("ol > li")
    scan(client, item)
    client.page.wait_for_selector("ol > li:first-child:has-text('النسخة معارة.')")
    faults = client.look("desk-card-ar")
    for number, name in enumerate(("place", "edit", "block", "code")):
        client.page.locator("section[aria-labelledby=card-name] > div.row button").nth(number).press("Enter")
        client.page.wait_for_selector("dialog[open]")
        faults += client.look(f"desk-{name}-ar")
        client.press("Escape")
        client.page.wait_for_selector("dialog[open]", state="detached")
    assert faults == []
