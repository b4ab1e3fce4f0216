"""A book's copies beside its description, by keyboard alone: holdings, scanned barcodes, edits, and what is refused."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from app.demo.libraries import LIBRARIES
from graph.access.model import operator
from graph.patrons.service import PatronWanted
from graph.store.names import GraphKind
from graph.store.scope import Scope, grant
from tests.browser.client import Client
from tests.browser.conftest import Server
from tests.browser.test_journeys import begin_book

pytestmark = [pytest.mark.needs("chromium"), pytest.mark.slow]
SLUG = LIBRARIES[0].slug
SCOPE = Scope((grant({GraphKind.CATALOGUE}, {SLUG}),))


def publish(client: Client, title: str) -> None:
    """A new book, published, and its record."""
    begin_book(client, title)
    client.page.wait_for_selector("text=/once this is published|بعد النشر/")
    client.tab_to(lambda: client.focused() == "Language")
    client.look_up("engl", "English")
    for field, value in (("Title proper", title), ("Publisher as stated", "Harbor Press"), ("Date as stated", "2024")):
        client.tab_to(field)
        client.type(value)
    client.wait_saved()
    client.press("Control+Enter")
    client.page.wait_for_selector(f"h1:has-text({title!r})")
    client.page.wait_for_selector("[data-copies] button")


def lend(server: Server, barcode: str) -> None:
    """Somebody takes a copy home."""
    services, actor = server.installation.services, operator(SLUG)
    if services.patrons.patrons(actor, ["H-77"]) == [None]:
        services.patrons.create(actor, PatronWanted("H-77", "Odile Marsh", "adult"))
    ((item,),) = services.holdings.items_by_barcode([barcode], SCOPE)
    (points,) = services.places.points([SLUG], SCOPE)
    services.circulation.lending.check_out(actor, item.iri, "H-77", points[0].iri)


def scan(client: Client, *barcodes: str) -> None:
    """Each barcode and Enter, as a scanner types them."""
    for barcode in barcodes:
        client.type(barcode)
        client.press("Enter")
    client.page.wait_for_selector(f"[role=status]:has-text({barcodes[-1]!r})")


def test_a_book_gets_its_copies_one_is_edited_one_withdrawn_and_one_that_is_lent_is_not(
    sign_in: Callable[..., Client], server: Server
) -> None:
    client = sign_in()
    publish(client, "Copies of a tide")
    client.press("Alt+h")
    assert client.focused() == "Copies (0)"
    client.choose("Add holdings")
    client.until("document.activeElement?.tagName === 'SELECT'")
    client.page.locator("[data-copies] form select").first.select_option(label="Central Library › Fiction")
    client.tab_to("Call number")
    client.type("FIC TID")
    assert client.look("copies-holdings") == []
    client.press("Enter")
    client.until("document.activeElement?.labels?.[0]?.textContent.startsWith('Barcode') ?? false")
    scan(client, "TIDE-1", "TIDE-2", "TIDE-3")
    client.type("TIDE-1")
    client.press("Enter")
    client.page.wait_for_selector("[data-copies] [role=alert]:has-text('another copy')")
    assert client.look("copies-scanned") == []
    client.choose("Done")
    client.choose("Edit: TIDE-2")
    client.until("document.activeElement?.value === 'TIDE-2'")
    client.tab_to("Volume")
    client.type("v.2")
    assert client.look("copies-edit") == []
    client.press("Enter")
    client.page.wait_for_selector("tr:has-text('TIDE-2'):has-text('v.2')")
    client.until("document.activeElement?.getAttribute('aria-label') === 'Edit: TIDE-2'")
    lend(server, "TIDE-1")
    for barcode, told in (
        ("TIDE-1", "dialog [role=alert] li"),
        ("TIDE-3", "tr:has-text('TIDE-3') .chip:has-text('withdrawn')"),
    ):
        client.tab_to(f"Edit: {barcode}", back=barcode == "TIDE-1")
        client.press("Enter")
        client.choose("Withdraw")
        client.page.wait_for_selector("dialog[open] textarea")
        client.type("Torn")
        client.choose(lambda: client.focused() == "Withdraw")
        client.page.wait_for_selector(told)
        if barcode == "TIDE-1":
            assert client.look("copies-refused") == []
            client.press("Escape")
            client.choose("Cancel")
    client.page.reload()
    client.page.wait_for_selector("[data-copies] tr:has-text('TIDE-1'):has-text('on loan')")
    client.page.wait_for_selector("[data-copies] tr:has-text('TIDE-3'):has-text('withdrawn')")
    client.shot("copies-record")
