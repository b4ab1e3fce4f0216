"""Searching a network in the cataloguers' client, by keyboard: each work once, and what others have is used."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest

from app.demo.collection import records
from app.demo.libraries import LINDENAU, NETWORK
from graph.access.model import operator
from mappings.marc import notation
from tests.browser.desk import in_dialog, pick

pytestmark = [pytest.mark.needs("chromium"), pytest.mark.slow]
ALONE = "Locks of the lower Meander"
"""What the other library alone has."""
THEIRS = f"""\
LDR 00000nam a2200000 i 4500
001 lx1
008 990101s1999    gw ab    b    001 1 eng d
020 ## $a 9783000000010
100 1# $a Quellmann, Ida.
245 10 $a {ALONE} / $c Ida Quellmann.
949 ## $b LX-1 $l FH
"""


@pytest.fixture(scope="module")
def neighbour(server):
    """Another library of the network has a work of ours, too, and one that we haven't, and lends them."""
    services = server.installation.services
    server.load([next(iter(records(LINDENAU))), notation.record(THEIRS)], "lindenau")  # the first is War and peace
    services.tenants.update(operator(), "lindenau", member_group="institution")
    server.installation.bring_up_to_date("clusters")
    services.clusters.follow()
    server.catch_up()


def reach(client):
    """Where is searched, as the address has it."""
    return parse_qs(urlsplit(client.page.url).query).get("reach")


def test_a_cataloguer_finds_in_the_network_what_others_have_and_takes_it_over_by_keyboard(sign_in, neighbour):
    client = sign_in()
    client.press("/")
    client.type("Meander")
    client.press("Enter")
    client.page.wait_for_selector(".empty")
    client.choose("Look in Three Rivers")
    client.page.wait_for_selector(f".hits h2:has-text({ALONE!r})")
    assert reach(client) == [f"network:{NETWORK.slug}"]
    client.choose("Save search")
    client.page.wait_for_selector(f"aside a:has-text('Meander · {NETWORK.name['en']}')")

    client.press("/")
    client.press("Control+a")
    client.type("title:war title:peace")
    client.press("Enter")
    client.page.wait_for_selector(".hits h2:has-text('War and peace')")
    assert reach(client) == [f"network:{NETWORK.slug}"], "who searches elsewhere goes on there"
    client.page.wait_for_selector("h1:has-text('1 hit')")
    told = client.page.locator(".hits article").inner_text()
    assert "Harbor Public Library" in told
    assert "Lindenau University Library" in told
    assert client.look("search-network-once") == []
    client.tab_to(lambda: client.page.evaluate("document.activeElement.value ?? ''").startswith("network:"))
    pick(client, "this library")
    client.page.wait_for_selector(".hits article:not(:has-text('Lindenau'))")
    assert reach(client) is None

    client.choose(f"Meander · {NETWORK.name['en']}")
    client.open_hit(ALONE)
    client.page.wait_for_selector(".chip:has-text('Described by Lindenau')")
    client.page.wait_for_selector("[data-copies]:has-text('LX-1')")
    assert client.page.locator("header.top a.button.primary, [data-copies] button:has-text('Add')").count() == 0
    assert client.look("record-elsewhere") == []
    client.choose("Copy to my library")
    client.page.wait_for_selector(".panes textarea")
    client.wait_saved()
    assert ALONE in client.page.inner_text(".preview")


def test_the_desk_asks_for_what_another_library_has_from_its_record_in_arabic(sign_in, neighbour, reader, server):
    client = sign_in("dora", language="ar", theme="dark")
    client.open(f"harbor/search?text=Meander&reach=network:{NETWORK.slug}")
    client.open_hit(ALONE)
    client.page.wait_for_selector("[data-copies]:has-text('LX-1')")
    client.choose("اطلبه من مكتبة أخرى")
    in_dialog(client)
    client.page.wait_for_selector(f"dialog[open]:has-text({ALONE!r}) input[type=radio] >> nth=1")
    assert client.look("record-ask-ar") == []
    client.type(reader.barcode)
    client.press("Enter")
    client.page.wait_for_selector(f"[role=status]:has-text({ALONE!r})")
    made = server.installation.services.interlending.listed(operator("harbor"))
    assert [each.wanted.title for each in made] == [ALONE]
