"""What a network knows of its collections, where people meet it: figures, a record, a copy taken away, settings."""

from __future__ import annotations

import csv
from datetime import UTC, date, datetime
from itertools import islice

import pytest

from app.demo.collection import records
from app.demo.libraries import LIBRARIES, NETWORK
from graph.access.model import network_owner, operator
from graph.network.co_circulation.documents import together_key, together_node
from graph.network.co_circulation.model import Together, Window
from graph.store.model import ANY, Cause, Change, Put
from graph.store.scope import SystemScope
from schema.ids import resource_id

pytestmark = [pytest.mark.needs("chromium"), pytest.mark.slow]
HERE, THERE = (each.slug for each in LIBRARIES[:2])


@pytest.fixture(scope="module")
def rita(server):
    """Somebody who administers a library, coordinates its network and asks it; a second library has some works, too."""
    services = server.installation.services
    server.employ("rita", "Rita Sand", {HERE: ("administrator",), network_owner(NETWORK.slug): ("coordinator",)})
    server.load(islice(records(LIBRARIES[1]), 40), THERE)
    services.clusters.follow()
    server.installation.bring_up_to_date("sparql")
    return "rita"


@pytest.fixture
def last(server, rita):
    """The record of a work of which the library has the last copy."""
    found = server.installation.services.collection_insight.last_copies(operator(HERE), NETWORK.slug, HERE).rows
    return resource_id(found[0].work)


@pytest.mark.parametrize(("language", "theme"), [("en", "light"), ("ar", "dark")])
def test_what_the_network_knows_has_no_violation(sign_in, rita, last, language, theme):
    client = sign_in(rita, language=language, theme=theme)
    client.open(f"{HERE}/figures?view=network")
    client.page.wait_for_selector("[role=region][aria-labelledby=last-copies] tbody a")
    client.page.wait_for_selector("#collections-other")
    found = {"figures": client.look(f"collections-{language}")}
    client.page.screenshot(path=client._shots / f"collections-whole-{language}.png", full_page=True)
    client.open(f"{HERE}/record/{last}")
    client.page.locator("summary:visible").last.press("Enter")
    client.page.wait_for_selector("details[open] ul a")
    found["record"] = client.look(f"collections-record-{language}")
    client.page.screenshot(path=client._shots / f"collections-record-whole-{language}.png", full_page=True)
    client.open(f"{HERE}/admin/networks/{NETWORK.slug}")
    client.page.wait_for_selector("#network-pooling ~ form")
    found["network"] = client.look(f"collections-pooling-{language}")
    assert found == {"figures": [], "record": [], "network": []}


def test_a_last_copy_is_told_before_it_goes_and_its_query_and_list_are_a_key_away(sign_in, rita, last):
    client = sign_in(rita)
    client.open(f"{HERE}/figures?view=network")
    client.page.wait_for_selector("[role=region][aria-labelledby=last-copies] tbody a")
    with client.page.expect_download() as kept:
        client.choose("CSV: Last copies in the network")
    head, *rows = csv.reader(kept.value.path().read_text("utf-8-sig").splitlines())
    assert head[0] == "Title"
    assert len(rows) == int(client.page.locator("#last-copies .muted").inner_text())
    client.choose("Open as SPARQL: Last copies", back=True)
    graph = f"/{HERE}/graphs/catalogue"
    client.until(f"document.querySelector('#research-editor textarea')?.value.includes('{graph}') ?? false")
    assert client.page.locator("#research-scope").input_value() == f"network:{NETWORK.slug}"
    client.open(f"{HERE}/record/{last}")
    client.page.wait_for_selector("h1 ~ p .chip:has-text('Last copy in the network')")
    client.page.locator("[data-copies] tbody button:text-is('Edit')").first.press("Enter")
    client.choose("Withdraw …")
    client.page.wait_for_selector("dialog [role=status] .warning:has-text('last copy')")
    assert client.look("collections-withdraw") == []


def test_a_network_and_a_library_settle_how_borrowing_is_counted(sign_in, server, rita):
    client = sign_in(rita)
    client.open(f"{HERE}/admin/networks/{NETWORK.slug}")
    client.page.wait_for_selector("#network-pooling ~ form")
    client.choose("Begin to count")
    client.page.wait_for_selector("p:has-text('Told from 10 borrowers on')")
    assert client.page.locator("p:has-text('Counted again on')").count() == 1
    client.open(f"{HERE}/admin/networks")
    client.page.wait_for_selector("select:enabled option:text-is('none: they aren’t counted')", state="attached")
    client.tab_to("Network in which")
    client.press("ArrowDown")
    client.page.wait_for_selector("text=Saved")
    assert server.installation.services.tenants.tenant(HERE).pooling_network == NETWORK.slug


def test_what_was_borrowed_together_in_several_windows_stands_once_beside_a_record(sign_in, server, rita):
    services, store = server.installation.services, server.installation.store
    one, other = (
        each.work for each in services.collection_insight.last_copies(operator(HERE), NETWORK.slug, HERE).rows[:2]
    )
    windows = (Window(date(2026, 1, 1), date(2026, 4, 1)), Window(date(2025, 10, 1), date(2026, 1, 1)))
    key = together_key(services.names, NETWORK.slug, one)
    node = together_node(one, [Together(other, 10, 10, each) for each in windows], None)
    store.commit(
        Change(Cause("", "test", datetime.now(UTC)), (Put(key, {"@id": key.iri, **node}, ANY),)), SystemScope()
    )
    client = sign_in(rita)
    client.open(f"{HERE}/record/{resource_id(one)}")
    client.page.wait_for_selector("h3:has-text('Borrowed together in the network') + ul a")
    assert client.page.locator("h3:has-text('Borrowed together in the network') + ul a").count() == 1
