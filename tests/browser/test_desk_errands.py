"""What a desk has to do, in a real browser: copies are taken from the shelf, sent, received and handed out."""

from __future__ import annotations

import json
import time
from dataclasses import dataclass, field
from urllib.request import Request, urlopen

import pytest

from graph.access.model import operator
from graph.circulation.requesting import Wish
from graph.patrons.service import PatronWanted
from tests.browser.client import Client
from tests.browser.conftest import HARBOR
from tests.browser.desk import at_desk, at_point, in_dialog, open_card, pick, scan, stand_at, tab, told

pytestmark = [pytest.mark.needs("chromium"), pytest.mark.slow]


WAITS_S = 0.35
"""For how long the server waits between two looks at the log, and a list between two readings of it."""


class SelfCheck:
    """A machine with a token that may lend and nothing else, over the API."""

    def __init__(self, server):
        access = server.installation.services.access
        account = access.create_account(operator(), "Self-check", {"harbor": ("desk",)}, "harbor")
        token = access.issue_token(operator(), account.id, scopes=["circulation.write"]).secret
        self._headers = {"Content-Type": "application/json", "Authorization": f"Bearer {token}"}
        self._address = f"{server.address}/harbor/graphql"

    def does(self, mutation, **given):
        """One command, which must succeed."""
        kind = f"{mutation[0].upper()}{mutation[1:]}Input"
        query = f"mutation Does($input: {kind}!) {{ {mutation}(input: $input) {{ userErrors {{ message }} }} }}"
        body = json.dumps({"query": query, "variables": {"input": given}}).encode()
        with urlopen(Request(self._address, body, self._headers)) as answer:
            assert json.load(answer)["data"] == {mutation: {"userErrors": []}}


def test_a_hold_is_placed_pulled_shipped_and_handed_out_between_two_libraries(
    sign_in, server, reader, barcodes, points, home
):
    item = next(barcodes)
    near, far = (points[code] for code in home(item))
    client, other = at_desk(sign_in), at_desk(sign_in)
    stand_at(client, near.name["en"])
    stand_at(other, far.name["en"])
    tab(other, "On their way")
    other.until("document.activeElement?.matches('[data-scan]')")
    open_card(client, reader.barcode)
    client.choose("Place a request")
    in_dialog(client)
    scan(client, item)
    in_dialog(client, "select")
    pick(client, far.name["en"])
    client.choose("Place the request")
    told(client, "Requested")
    client.until("document.activeElement?.id === 'scan'")
    tab(client, "Pick list")
    client.page.wait_for_selector(f"td:has-text('{item}')")
    client.until("document.activeElement?.matches('[data-scan]')")
    client.shot("desk-pick-list")
    client.page.emulate_media(media="print")
    printed = client.page.locator("main").inner_text()
    assert item in printed
    assert "Not there" not in printed
    client.shot("desk-pick-list-printed")
    client.page.emulate_media(media="screen")
    client.tab_to("Scan what was taken")
    scan(client, item)
    client.page.wait_for_selector(f"[role=status]:has-text('Send it to {far.name['en']}')")
    client.page.wait_for_selector(f"td:has-text('{item}')", state="detached")
    other.page.wait_for_selector(f"td:has-text('{item}')")
    other.shot("desk-transits")
    other.until("document.activeElement?.matches('[data-scan]')")
    scan(other, item)
    other.page.wait_for_selector("[role=status]:has-text('To the hold shelf for Nadia Brook')")
    other.page.wait_for_selector(f"td:has-text('{item}')", state="detached")
    tab(other, "Hold shelf")
    other.page.wait_for_selector(f"td:has-text('{item}')")
    other.shot("desk-shelf-of-the-other-library")
    other.press("Alt+1")
    open_card(other, reader.barcode)
    other.shot("desk-card-with-a-hold")
    scan(other, item)
    told(other, "due")
    other.page.wait_for_selector("section h3:has-text('1 loan')")
    other.shot("desk-handed-out")
    stands = server.installation.services.circulation.reading.standing(HARBOR, [reader.iri])[0]
    assert ([each.checkout_point for each in stands.loans], stands.requests) == ([far.iri], ())


def test_a_copy_that_is_not_there_is_marked_and_leaves_the_list(sign_in, server, reader, barcodes, points, home):
    item = next(barcodes)
    near, _ = home(item)
    server.installation.services.circulation.requesting.place(
        HARBOR, reader.barcode, Wish(item, pickup=points[near].iri)
    )
    client = at_desk(sign_in)
    at_point(client, near)
    tab(client, "Pick list")
    client.page.wait_for_selector(f"td:has-text('{item}')")
    client.page.locator(f"tr:has-text('{item}') button").press("Enter")
    client.page.wait_for_selector(f"td:has-text('{item}')", state="detached")
    (found,) = server.installation.services.holdings.items_by_barcode(
        [item], server.installation.services.access.scope(HARBOR)
    )[0]
    assert found.status.value == "Missing"


def test_the_queue_of_everything_is_put_in_order_by_the_keyboard(sign_in, server, reader, barcodes, points, home):
    services, item = server.installation.services, next(barcodes)
    near, _ = home(item)
    cards = [f"Q{n}-{reader.barcode}" for n in range(3)]
    for card in cards:
        services.patrons.create(HARBOR, PatronWanted(card, f"Waits {card}", "adult"))
    services.circulation.lending.check_out(HARBOR, item, cards[0], points[near].iri)
    for card in cards[1:]:
        services.circulation.requesting.place(HARBOR, card, Wish(item, pickup=points[near].iri))
    client = at_desk(sign_in)
    tab(client, "Requests")
    second = client.page.locator(f"tr:has-text('{cards[2]}')")
    second.wait_for()
    client.shot("desk-requests")
    second.locator("button[aria-label^='Move'][aria-label$=' up']").press("Enter")
    client.page.wait_for_selector(f"tr:has-text('{cards[2]}'):has-text('no. 1 in the queue')")
    second.locator("button:has-text('Put off')").press("Enter")
    client.page.wait_for_selector("dialog[open] input[type=date]")
    assert client.look("desk-put-off") == []
    client.press("Enter")
    client.page.wait_for_selector(f"tr:has-text('{cards[2]}'):has-text('put off until')")
    second.locator("button[aria-label^='Cancel']").press("Enter")
    client.until("document.activeElement?.matches('dialog[open] input')")
    assert client.look("desk-cancel") == []
    client.press("Enter")
    second.wait_for(state="detached")
    client.page.locator(f"tr:has-text('{cards[1]}') button.link").press("Enter")
    client.page.wait_for_selector(f"h2:has-text('Waits {cards[1]}')")
    client.until("document.activeElement?.id === 'scan'")


@dataclass
class Watching:
    """A desk at its list of requests: how often it read the list, and how long each answer took it."""

    client: Client
    reads: int = 0
    rounds: list[float] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.client.context.clock.install()
        self.client.open("harbor/lending")
        self.client.page.on("requestfinished", self._noted)
        tab(self.client, "Requests")
        self.client.page.wait_for_selector("[role=status]:has-text('request')")

    def _noted(self, request) -> None:
        if (request.post_data or "").startswith('{"operationName":"Requests"'):
            self.reads += 1
            self.rounds.append(request.timing["responseEnd"] / 1000)


def test_two_desks_and_a_self_check_see_what_each_other_does_without_asking_for_it(
    sign_in, server, reader, barcodes, points, home
):
    services, item = server.installation.services, next(barcodes)
    point = points[home(item)[0]]
    waits, also = (
        services.patrons.create(HARBOR, PatronWanted(f"S{n}-{reader.barcode}", "Sol Wait", "adult")) for n in (1, 2)
    )
    machine, desks = SelfCheck(server), [Watching(at_desk(sign_in)) for _ in range(2)]
    seen = []

    def shown(what, state="attached"):
        began = time.monotonic()
        for each in desks:
            each.client.page.wait_for_selector(f"tr:has-text('{item}'){what}", state=state)
        seen.append(time.monotonic() - began)

    machine.does("checkOut", item=item, patron=reader.barcode, servicePoint=point.code)
    for each in (waits, also):
        machine.does("placeRequest", target=item, patron=each.barcode, pickup=point.code)
        shown(f":has-text('{each.barcode}')")
    one, other = (each.client for each in desks)
    one.page.locator(f"tr:has-text('{also.barcode}') button[aria-label$=' up']").press("Enter")
    shown(f":has-text('{also.barcode}'):has-text('no. 1')")
    other.page.locator(f"tr:has-text('{waits.barcode}') button[aria-label^='Cancel']").press("Enter")
    in_dialog(other)
    other.press("Enter")
    shown(f":has-text('{waits.barcode}')", "detached")
    for each in desks:
        each.client.context.clock.run_for("30:00")
    machine.does("checkIn", item=item, servicePoint=point.code)
    shown(":has-text('ready to be fetched')")
    seen[-1] = 0.0  # a reading that was not quite over when the clock jumped has the next one rest for seconds
    machine.does("checkOut", item=item, patron=also.barcode, servicePoint=point.code)
    shown("", "detached")
    others, own = len(seen) + 1, 3  # the first check-out; at each desk the list as it was opened, followed, and its act
    assert max(each.reads for each in desks) <= others + own, "in half an hour nothing is read of which nothing is told"
    assert max(seen) < WAITS_S + 20 * max(max(each.rounds) for each in desks)


@pytest.mark.parametrize(("language", "theme"), [("en", "light"), ("ar", "dark"), ("pl", "light")])
def test_every_list_is_for_everybody(sign_in, server, reader, barcodes, points, home, language, theme):
    circulation, sent, kept = server.installation.services.circulation, next(barcodes), next(barcodes)
    near, far = home(kept)
    circulation.requesting.place(HARBOR, reader.barcode, Wish(kept, pickup=points[far].iri))
    circulation.requesting.place(HARBOR, reader.barcode, Wish(sent, pickup=points[near].iri))
    circulation.returning.check_in(HARBOR, sent, points[far].iri)
    client = at_desk(sign_in, language=language, theme=theme)
    at_point(client, near)
    faults = []
    for name in ("picks", "transits", "requests"):
        client.page.locator(f"#lending-panel-{name}").press("Enter")
        client.page.wait_for_selector("[role=tabpanel] table")
        faults += client.look(f"desk-{name}-{language}")
    assert faults == []
