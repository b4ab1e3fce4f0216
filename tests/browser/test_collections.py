"""What a network knows of its collections, where people meet it: figures, a record, a copy taken away, settings."""

from __future__ import annotations

from itertools import islice

import pytest

from app.demo.collection import records
from app.demo.libraries import LIBRARIES, NETWORK
from graph.access.model import network_owner, operator
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
    found = server.installation.services.collection_insight.last_copies(operator(HERE), NETWORK.slug, HERE)
    return resource_id(found[0].work)


@pytest.mark.parametrize(("language", "theme"), [("en", "light"), ("ar", "dark")])
def test_what_the_network_knows_has_no_violation(sign_in, rita, last, language, theme):
    client = sign_in(rita, language=language, theme=theme)
    client.open(f"{HERE}/figures?view=network")
    client.page.wait_for_selector("#last-copies ~ *, section[aria-labelledby=last-copies] tbody a")
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
