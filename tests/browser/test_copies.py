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

pytestmark = [pytest.mark.needs("chromium"), pytest.mark.slow]
SLUG = LIBRARIES[0].slug
SCOPE = Scope((grant({GraphKind.CATALOGUE}, {SLUG}),))


def publish(client: Client, title: str) -> None:
    """A new book, published, and its record."""
    client.begin_book(title)
    client.page.wait_for_selector("text=scanned in one after another")
    client.tab_to(lambda: client.focused() == "Language")
    client.look_up("engl", "English")
    for field, value in (("Title proper", title), ("Publisher as stated", "Harbor Press"), ("Date as stated", "2024")):
        client.tab_to(field)
        client.type(value)
    client.wait_saved()
    client.publish(title)
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


def open_record(client: Client, text: str) -> None:
    """The record that a search finds."""
    client.find(text)
    client.page.wait_for_selector("[data-copies] tbody tr")


def test_who_is_slower_at_a_copy_sees_what_the_other_changed_and_neither_loses_anything(
    sign_in: Callable[..., Client],
) -> None:
    ana, ben = sign_in("ana"), sign_in("ben")
    for each in (ana, ben):
        open_record(each, "Longitude")
        each.press("Alt+h")
        each.choose("Edit: 310")
        each.page.wait_for_selector("[data-copies] form")
        each.choose("All fields")
    ben.tab_to("Condition")
    ben.type("Torn, says Ben")
    ben.press("Enter")
    ben.page.wait_for_selector("[data-copies] form", state="detached")
    ana.tab_to("Copy number")
    ana.type("7")
    ana.press("Enter")
    ana.page.wait_for_selector("[role=alert] ins:has-text('Torn, says Ben')")
    assert ana.look("copies-stale") == []
    ana.choose("Save")
    ana.page.wait_for_selector("[data-copies] tr:has-text('copy 7')")
    ana.choose("Edit: 310")
    ana.page.wait_for_selector("[data-copies] form")
    assert "Torn, says Ben" in ana.page.evaluate(
        "[...document.querySelectorAll('[data-copies] input')].map(e => e.value)"
    )


def test_copies_are_added_below_the_form_put_into_holdings_changed_alike_and_deleted(
    sign_in: Callable[..., Client],
) -> None:
    client = sign_in()
    client.edit("Longitude")
    client.press("Alt+h")
    client.until("document.activeElement?.matches('[data-copies]') ?? false")
    client.page.wait_for_selector("[data-copies] tbody tr")
    client.choose("Add copies")
    scan(client, "LONG-1", "LONG-2")
    client.press("Escape")
    client.choose("Add holdings")
    client.until("document.activeElement?.tagName === 'SELECT'")
    client.tab_to("Call number")
    client.type("NF LONG")
    client.press("Enter")
    client.until("document.activeElement?.labels?.[0]?.textContent.startsWith('Barcode') ?? false")
    client.press("Escape")
    for barcode in ("LONG-1", "LONG-2"):
        client.tab_to(f"Choose: {barcode}")
        client.press("Space")
    client.tab_to(lambda: client.focused() == "Move", back=True)
    client.press("Enter")
    client.page.wait_for_selector("dialog[open] select")
    client.page.locator("dialog select").select_option(label="NF LONG")
    client.choose(lambda: client.focused() == "Move")
    client.page.wait_for_selector(".holding:has-text('NF LONG') tr:has-text('LONG-2')")
    client.tab_to(lambda: client.focused() == "Change", back=True)
    client.press("Enter")
    client.page.wait_for_selector("dialog[open]")
    client.tab_to(
        lambda: client.page.evaluate("document.activeElement.getAttribute('aria-label')") == "Kind of material"
    )
    client.type("map")
    client.choose("Preview")
    client.page.wait_for_selector("dialog ins:has-text('map')")
    client.choose("Change them")
    client.page.wait_for_selector("tr:has-text('LONG-1'):has-text('map')")
    client.choose("Edit: LONG-2")
    client.choose("Delete")
    client.page.wait_for_selector("dialog[open]")
    client.choose(lambda: client.focused() == "Delete")
    client.page.wait_for_selector("tr:has-text('LONG-2')", state="detached")
    # What happens to be half under the bar would be taken for a small target.
    client.page.evaluate(
        "document.querySelectorAll('.bar, body > * > header').forEach(e => e.style.position = 'static')"
    )
    client.page.evaluate("scrollTo(0, document.body.scrollHeight)")
    assert client.look("copies-below-the-form") == []
    client.page.locator(".form textarea").first.focus()
    client.press("End")
    client.type(" again")
    client.wait_saved()
    client.publish("again")
    client.page.wait_for_selector("[data-copies] tr:has-text('LONG-1')")


def test_who_only_looks_sees_copies_and_no_way_to_change_them(sign_in: Callable[..., Client], server: Server) -> None:
    server.employ("cyd", "Cyd Vale", {SLUG: ("contributor",)})
    client = sign_in("cyd")
    open_record(client, "kilāb")
    assert client.page.locator("[data-copies] :is(input, [aria-label^=Edit], header button)").count() == 0
    assert client.look("copies-to-look-at") == []


def test_holdings_made_by_mistake_are_deleted_once_they_are_empty(sign_in: Callable[..., Client]) -> None:
    client = sign_in()
    open_record(client, "kilāb")
    client.press("Alt+h")
    client.choose("Add holdings")
    client.until("document.activeElement?.tagName === 'SELECT'")
    client.tab_to("Call number")
    client.type("BY MISTAKE")
    client.press("Enter")
    client.until("document.activeElement?.labels?.[0]?.textContent.startsWith('Barcode') ?? false")
    client.press("Escape")
    client.page.wait_for_selector("[data-copies] form", state="detached")
    client.choose("Edit: BY MISTAKE")
    client.page.wait_for_selector("[data-copies] form")
    client.choose("Delete")
    client.page.wait_for_selector("[role=status]:has-text('Delete these holdings?')")
    client.choose("Delete")
    client.page.wait_for_selector(".holding:has-text('BY MISTAKE')", state="detached")
    client.until("document.activeElement?.matches('[data-copies]') ?? false")
