"""A library's figures by keyboard alone: which days, which figure is shown, the tables and their files."""

from __future__ import annotations

import csv
import io

import pytest

from graph.access.model import operator
from graph.patrons.service import PatronWanted
from graph.store.names import GraphKind
from graph.store.scope import SystemScope

pytestmark = [pytest.mark.needs("chromium"), pytest.mark.slow]


@pytest.fixture(scope="module")
def lent(server):
    """Six readers of one group and one of another; what they had out today, and brought back."""
    services, chief = server.installation.services, operator("harbor")
    store, names = server.installation.store, services.names
    (points,) = services.places.points(["harbor"], SystemScope())
    graph = names.graph("harbor", GraphKind.CATALOGUE)
    items = store.scan(graph, SystemScope(), type="bf:Item", first=30).keys
    cards = [f"FIGURES-{n}" for n in range(7)]
    for n, card in enumerate(cards):
        group = "researcher" if n == 6 else "townsfolk"
        services.patrons.create(chief, PatronWanted(card, f"Reader {n}", group))
    for n, key in enumerate(items):
        services.circulation.lending.check_out(chief, key.iri, cards[n % 7], points[0].iri)
        if n % 3 == 0:
            services.circulation.returning.check_in(chief, key.iri, points[0].iri)
    return len(items)


@pytest.mark.parametrize(
    ("language", "theme", "contrast"), [("en", "light", "auto"), ("ar", "dark", "auto"), ("pl", "light", "more")]
)
def test_figures_have_no_violation_in_any_language(sign_in, lent, language, theme, contrast):
    client = sign_in("dora", language=language, theme=theme, contrast=contrast)
    client.open("harbor/figures")
    client.page.wait_for_selector("#figures-panel svg[role=img]")
    found = {"lending": client.look(f"figures-lending-{language}")}
    client.page.screenshot(path=client._shots / f"figures-lending-whole-{language}.png", full_page=True)
    client.page.locator("#figures-panel-collection").press("Enter")
    client.page.wait_for_selector("#figures-panel figcaption")
    found["collection"] = client.look(f"figures-collection-{language}")
    client.page.screenshot(path=client._shots / f"figures-collection-whole-{language}.png", full_page=True)
    assert found == {"lending": [], "collection": []}


def test_days_and_figures_are_chosen_and_tables_kept_by_keyboard(sign_in, lent):
    client = sign_in("dora")
    client.choose("Figures")
    client.page.wait_for_selector("#figures-panel svg[role=img]")
    assert int(client.page.locator("button.tile[aria-pressed=true] .value").inner_text()) == lent
    client.tab_to("Days")
    client.type("This m")
    client.until("document.querySelector('#figures-by').value === 'DAY'")
    assert "by=DAY" in client.page.url
    client.choose("Returns")
    client.page.wait_for_selector("h3:has-text('Returns over time')")
    assert client.focused().startswith("Returns")
    with client.page.expect_download() as kept:
        client.choose("CSV: By group of readers")
    rows = list(csv.reader(io.StringIO(kept.value.path().read_text("utf-8-sig"))))
    assert rows[0][:3] == ["Group", "Loans", "Returns"]
    names = {row[0] for row in rows[1:]}
    assert "researcher" not in names
    client.tab_to("Lending", back=True)
    client.press("ArrowRight")
    client.page.wait_for_selector("h3:has-text('Most lent')")
    assert client.page.locator("[role=region][aria-label='Most lent'] tbody a").count() > 0


def test_who_catalogues_sees_the_collection_alone(sign_in, lent):
    client = sign_in("ana")
    client.open("harbor/figures")
    client.page.wait_for_selector("h2:has-text('Collection')")
    client.page.wait_for_selector("[role=tab]:has-text('In the network')")
    assert client.page.locator("[role=tab]").all_inner_texts() == ["Collection", "In the network"]
    assert client.page.locator("button.tile").count() == 0
