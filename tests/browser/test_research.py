"""The research console, by keyboard alone: a query over all libraries, kept, drawn, taken along as a file."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.demo.collection import records
from app.demo.libraries import LIBRARIES

pytestmark = [pytest.mark.needs("chromium"), pytest.mark.slow]
NAME = "Languages of the network"


@pytest.fixture(scope="module")
def researcher(server):
    """The name of a researcher, and the records of a second library beside those of the first."""
    server.load(records(LIBRARIES[1]), LIBRARIES[1].slug)
    server.employ("rosa", "Rosa Vey", {each.slug: ("researcher",) for each in LIBRARIES})
    server.installation.bring_up_to_date("sparql")
    return "rosa"


@pytest.fixture
def console(sign_in, researcher):
    """Opens the console in a language, with a theme."""

    def enter(language="en", theme="light"):
        client = sign_in(researcher, language, theme=theme)
        client.open("harbor/research")
        client.page.wait_for_selector("[aria-labelledby=research-examples] li")
        return client

    return enter


def test_a_researcher_asks_all_libraries_keeps_the_query_draws_it_and_takes_it_along(console):
    client = console()
    client.choose("How many works does each library describe?")
    client.until("document.activeElement.matches('#research-editor textarea')")
    client.tab_to("Over")
    client.type("Everything")
    client.press("Control+Enter")
    client.page.wait_for_selector("h2:has-text('2 rows')")
    client.press("Control+s")
    client.page.wait_for_selector("dialog[open]")
    client.type(NAME)
    client.press("Enter")
    client.page.wait_for_selector(f"[aria-labelledby=research-kept] li:has-text('{NAME}')")
    assert "query=" in client.page.url
    client.tab_to("Table")
    client.press("ArrowRight")
    client.page.wait_for_selector("svg[role=img] rect")
    assert client.focused() == "Chart"
    with client.page.expect_download() as waiting:
        client.tab_to("Download CSV", back=True)
        client.press("Enter")
    text = Path(waiting.value.path()).read_bytes().decode()
    assert text.startswith("library,works\r\n")
    assert "/harbor/graphs/catalogue" in text
    assert "/lindenau/graphs/catalogue" in text
    client.choose("Who made works together?", back=True)
    client.press("Control+Enter")
    client.page.wait_for_selector("h2:has-text('rows')")
    client.tab_to("Table")
    client.press("End", "ArrowLeft")
    client.page.wait_for_selector("svg g[aria-pressed=true]")
    client.tab_to(lambda: client.page.evaluate("document.activeElement.matches('g[role=button]')"))
    before = client.focused()
    for key in ("ArrowRight", "ArrowLeft", "ArrowDown", "ArrowUp"):
        client.press(key)
        if client.focused() != before:
            break
    assert client.focused() != before
    client.shot("research-journey")
    assert client.faults == []


def test_a_kept_query_is_opened_by_its_address_changed_and_thrown_away(console):
    client = console()
    area = client.page.locator("#research-editor textarea")
    client.page.locator("[aria-controls=research-editor]").nth(1).press("Enter")
    area.fill("{ event }")
    client.choose("Save the query")
    client.type("The last event")
    client.tab_to("me alone")
    client.press("ArrowDown")
    client.choose("Save")
    client.page.wait_for_selector("li:has-text('The last event'):has-text('this library')")
    client.page.reload()
    client.page.wait_for_selector("[aria-current=true]:has-text('The last event')")
    assert area.input_value() == "{ event }"
    area.fill("# changed\n{ event }")
    client.press("Control+s")
    client.page.wait_for_selector("dialog[open] input")
    client.choose("Save the change")
    client.page.wait_for_selector("dialog[open]", state="detached")
    client.page.reload()
    client.page.wait_for_selector("[aria-current=true]:has-text('The last event')")
    assert area.input_value().startswith("# changed")
    client.choose("Delete “The last event”")
    client.page.wait_for_selector("li:has-text('The last event')", state="detached")
    client.until("document.activeElement?.id === 'research-kept'")
    assert area.input_value().startswith("# changed")
    assert "query=" not in client.page.url


def test_what_would_write_is_not_asked_and_waiting_can_be_ended(console):
    client = console()
    client.page.locator("[aria-controls=research-editor]").nth(1).press("Enter")
    area = client.page.locator("#research-editor textarea")
    area.fill('mutation { draftDelete(input: {id: "x", ifRevision: "1"}) { deletedId } }')
    area.press("Control+Enter")
    client.page.wait_for_selector("[role=alert]:has-text('Only queries')")
    client.page.route("**/harbor/graphql", lambda _: None)  # never answered
    area.fill("{ event }")
    area.press("Control+Enter")
    client.choose("Stop")
    client.page.wait_for_selector("button:has-text('Run'):not(:has-text('Running'))")
    assert client.page.locator("[role=alert]").count() == 0


def every_view(client, background):
    """The console in every state, by name."""
    client.page.locator("[aria-labelledby=research-examples] summary").press("Enter")
    yield "begun"
    client.press("Control+s")
    client.page.wait_for_selector("dialog[open] input")
    yield "keep"
    client.press("Escape")
    area = client.page.locator("#research-editor textarea")
    area.fill("SELECT * {\n  ?a ?b\n}")
    area.press("Control+Enter")
    client.page.wait_for_selector(".blamed")
    client.page.locator("#research-editor [role=alert] button").press("Enter")
    yield "wrong"
    if background:
        area.fill("# all\nSELECT ?s ?p ?o { ?s ?p ?o }")
        client.page.locator("#research-editor > .row > button").nth(1).press("Enter")
        later = client.page.locator("[aria-labelledby=research-later] li").first
        later.locator("a[download]").first.wait_for()
        later.locator("summary").press("Enter")
        yield "later"
    for index, name, tabs in (
        (0, "languages", 2),
        (1, "years", 2),
        (3, "together", 3),
        (4, "subjects", 2),
        (5, "search", 2),
    ):
        client.page.locator("[aria-labelledby=research-examples] li button").nth(index).press("Enter")
        client.page.locator("#research-scope").select_option("all")
        area.press("Control+Enter")
        client.page.wait_for_selector("#research-panel tbody tr")
        for tab in client.page.locator("[aria-controls=research-panel]").all()[:tabs]:
            tab.click()
            for fold in client.page.locator("#research-panel summary").all()[:1]:
                fold.press("Enter")
            client.page.evaluate("window.scrollTo(0, 0)")  # nothing lies below the bar
            yield f"{name}-{tab.get_attribute('id').rpartition('-')[2]}"


@pytest.mark.parametrize(("language", "theme"), [("en", "light"), ("ar", "dark"), ("pl", "light")])
def test_no_state_of_the_console_has_a_violation_or_a_small_target(console, language, theme):
    client = console(language, theme)
    seen = {name: client.look(f"research-{name}-{language}") for name in every_view(client, language == "ar")}
    assert {name: problems for name, problems in seen.items() if problems} == {}


def test_the_console_stands_in_a_narrow_window_without_scrolling_sideways(console):
    client = console()
    client.page.set_viewport_size({"width": 400, "height": 900})
    client.page.locator("[aria-labelledby=research-examples] li button").nth(0).press("Enter")
    client.press("Control+Enter")
    client.page.wait_for_selector("#research-panel tbody tr")
    client.page.locator("[aria-controls=research-panel]").nth(1).press("Enter")
    client.shot("research-narrow")
    assert client.page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_what_takes_long_runs_in_the_background_and_is_fetched_when_it_is_done(console):
    client = console()
    area = client.page.locator("#research-editor textarea")
    mine = "[aria-labelledby=research-later] li:has-text('LIMIT 7')"
    client.tab_to("Over")
    client.type("Everything")
    area.fill("# all of it\nSELECT ?s ?p ?o\n{ ?s ?p ?o } LIMIT 7")
    client.choose("Run in the background")
    client.until("document.activeElement?.id === 'research-later'")
    client.page.wait_for_selector(f"{mine} .chip:has-text('done')")
    with client.page.expect_download() as waiting:
        client.choose("Download CSV: SELECT ?s ?p ?o { ?s ?p ?o } LIMIT 7")
    assert Path(waiting.value.path()).read_bytes().count(b"\r\n") == 8
    assert client.look("research-background") == []
    area.fill("ASK {}")
    client.choose("SELECT ?s ?p ?o { ?s ?p ?o } LIMIT 7")
    client.until("document.activeElement.matches('#research-editor textarea')")
    assert area.input_value().startswith("# all of it")
    client.choose("Delete the answer: SELECT ?s ?p ?o { ?s ?p ?o } LIMIT 7")
    client.page.wait_for_selector(mine, state="detached")
    client.until("document.activeElement?.id === 'research-later'")
    area.fill("SELECT ?s { ?s ?p ")
    client.choose("Run in the background", back=True)
    client.page.wait_for_selector("[aria-labelledby=research-later] li:has-text('The query is not well formed')")
    assert client.faults == []
