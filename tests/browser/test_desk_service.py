"""What a desk does for readers, in a real browser by the keyboard: requests, cards, blocks, lost loans, refusals."""

from __future__ import annotations

import pytest

from graph.circulation.audit_trail import AuditCommand, AuditFilter
from graph.circulation.model import RequestState
from graph.circulation.reasons import REASONS, Code
from graph.circulation.refusals import Refused
from graph.patrons.service import PatronWanted
from tests.browser.blocks import POINT, WAYS, House
from tests.browser.conftest import HARBOR
from tests.browser.desk import at_desk, at_point, in_dialog, open_card, scan, told

pytestmark = [pytest.mark.needs("chromium"), pytest.mark.slow]


def test_a_title_is_asked_for_on_a_readers_card(sign_in, server, reader):
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
    reading = server.installation.services.circulation.reading
    assert [each.state for each in reading.standing(HARBOR, [reader.iri])[0].requests] == [RequestState.PENDING]


def test_a_copy_is_asked_for_by_its_number_where_titles_are_looked_for(sign_in, reader, barcodes):
    client = at_desk(sign_in)
    open_card(client, reader.barcode)
    client.choose("Place a request")
    in_dialog(client)
    client.type(next(barcodes))
    client.press("Enter")
    in_dialog(client, "select")
    client.choose("Place the request")
    told(client, "Requested")


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


AT_CHECK_OUT = list(Code)[: list(Code).index(Code.NO_DUE_DATE) + 1]
"""The reasons that a check-out can be refused with: the first of the table."""
ELSEWHERE = {Code.PROXY_INVALID}
"""What this desk can't meet: it names nobody who acts for a reader."""


@pytest.fixture
def house(server, barcodes):
    """A library in which everything can be in the way; as it was before afterwards."""
    settings = server.installation.services.settings
    rules, (limits, _) = settings.rules(HARBOR), settings.limits(HARBOR)
    made = House(server.installation.services, barcodes)
    made.prepare()
    yield made
    made.close()
    settings.publish_rules(HARBOR, rules.text, settings.rules(HARBOR).revision)
    settings.publish_limits(HARBOR, limits, settings.limits(HARBOR)[1])


def refused(client, barcode):
    """Scan a copy that is refused; the reasons."""
    before = client.page.locator("section ol > li").count()
    scan(client, barcode)
    client.until(f"document.querySelectorAll('section ol > li').length > {before}")
    told(client, "Refused")
    return tuple(client.page.locator("ol > li:first-child ul li").all_inner_texts())


def test_whatever_is_in_the_way_is_said_in_its_own_words_and_let_pass_by_whoever_may(sign_in, house):
    services, client, said = house.services, at_desk(sign_in), {}
    at_point(client, POINT)
    for code, way in WAYS.items():
        patron, barcode = way(house)
        with pytest.raises(Refused) as expected:
            services.circulation.lending.check_out(HARBOR, barcode, patron.barcode, house.point, dry_run=True)
        assert expected.value.codes == (code,)
        client.press("Alt+n")
        open_card(client, patron.barcode, patron.name)
        said[code] = refused(client, barcode)
        may_pass = client.page.locator("ol > li:first-child button:has-text('Let it pass')").count() == 1
        assert may_pass == (REASONS[code].override is not None), code
        if may_pass:
            client.choose("Let it pass")
            in_dialog(client)
            client.type(f"Passed: {code}")
            client.press("Enter")
            told(client, "due")
            client.until("document.activeElement?.id === 'scan'")
    patron = house.reader()
    client.press("Alt+n")
    open_card(client, patron.barcode, patron.name)
    services.patrons.update(HARBOR, patron.iri, 1, barcode=f"{patron.barcode}-new")
    said[Code.PATRON_UNKNOWN] = refused(client, house.copy())
    client.press("Alt+n")
    open_card(client, f"{patron.barcode}-new", patron.name)
    house.close()
    said[Code.NO_SERVICE_POINT] = refused(client, house.copy())
    assert {*said, *ELSEWHERE} == set(AT_CHECK_OUT)
    assert all(len(each) == 1 for each in said.values()), said
    assert len(set(said.values())) == len(said), said
    client.shot("desk-refusals")
    assert client.axe() == []
    client.press("Alt+2")
    assert refused(client, house.copy()) == said[Code.NO_SERVICE_POINT]
    assert refused(client, "no-such-number") == said[Code.NO_SERVICE_POINT] + said[Code.ITEM_UNKNOWN]
    wanted = AuditFilter(frozenset({AuditCommand.OVERRIDE}))
    passed = [each.override for each in services.audit_trail.entries(HARBOR, 50, wanted=wanted).entries]
    assert {each.codes: each.reason for each in passed if each.reason.startswith("Passed")} == {
        (code,): f"Passed: {code}" for code in WAYS if REASONS[code].override is not None
    }


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
