"""What will be, and what was: the MARC of work in progress, and changes taken back one by one; by keyboard alone."""

from __future__ import annotations

import json
import zipfile

import pytest

from graph.access.model import operator
from schema.ids import resource_id

from .test_for_everyone import open_record

pytestmark = [pytest.mark.needs("chromium"), pytest.mark.slow]


def line(tag, text):
    """A line of the MARC that is previewed."""
    return f"#preview-panel tr:has(th:has-text('{tag}')):has-text('{text}')"


def go_on(client, text):
    """Write more of the title of the edition."""
    client.tab_to(lambda: in_edition(client), back=True)
    client.press("End")
    client.type(text)


def in_edition(client):
    first = "document.querySelector('section[aria-labelledby=root-1] textarea')"
    return client.page.evaluate(f"document.activeElement === {first}")


@pytest.mark.parametrize(("language", "theme"), [("en", "light"), ("ar", "dark")])
def test_the_marc_of_a_draft_follows_what_is_written_and_says_when_it_can_not(sign_in, language, theme):
    client = sign_in(language=language, theme=theme)
    client.begin()
    client.tab_to(lambda: in_edition(client))
    client.type("Salt roads")
    client.tab_to(lambda: client.page.evaluate("document.activeElement.id") == "preview-panel-page")
    client.press("ArrowRight" if language == "en" else "ArrowLeft")
    client.page.wait_for_selector(line("245", "Salt roads"))
    go_on(client, " of Lindenau")
    client.page.wait_for_selector(line("245", "Salt roads of Lindenau"))
    client.page.evaluate("scrollTo(0, 0)")  # no target is half under the bar
    assert client.look(f"preview-marc-{language}") == []
    client.expects_outage = True
    client.context.set_offline(True)
    go_on(client, ", again")
    client.page.wait_for_selector("[data-marc=failed]")
    client.page.wait_for_selector(line("245", "Salt roads of Lindenau"))
    client.page.evaluate("scrollTo(0, 0)")
    assert client.look(f"preview-marc-away-{language}") == []
    client.context.set_offline(False)
    client.page.wait_for_selector(line("245", "Salt roads of Lindenau, again"))
    client.page.wait_for_selector("[data-marc=shown]")


def kept(text, date):
    """A work as it is stored."""
    title = {"@type": ["bf:Title"], "bf:mainTitle": ["Ferry tables"]}
    return {"@type": ["bf:Work"], "bf:title": [title], "bf:summary": [summary(text)], "bf:originDate": [date]}


def summary(text):
    return {"@type": ["bf:Summary"], "rdfs:label": [text]}


@pytest.fixture
def ferries(server):
    """A work whose date was changed, and whose summary was changed twice."""
    catalogue, actor = server.installation.services.catalogue, operator("harbor")
    work = catalogue.create(actor, "bf:Work", kept("Of ferries", "1931"))
    for text, date in (("Of ferries", "1932"), ("Of ferries and tides", "1932"), ("Of tides alone", "1932")):
        work = catalogue.update(actor, work.iri, work.revision, kept(text, date))
    return work


def said(server, work):
    (found,) = server.installation.services.catalogue.resources(
        [work.iri], server.installation.services.access.scope(operator("harbor"))
    )
    return found.body["bf:summary"][0]["rdfs:label"], found.body["bf:originDate"]


@pytest.mark.parametrize(("language", "theme"), [("en", "light"), ("ar", "dark")])
def test_one_change_of_a_record_is_taken_back_and_where_it_can_not_be_it_is_told_why(
    sign_in, server, ferries, language, theme
):
    undo = {"en": "Undo this change", "ar": "التراجع عن هذا التغيير"}[language]
    client = sign_in(language=language, theme=theme)
    client.open(f"harbor/record/{resource_id(ferries.iri)}")
    client.page.wait_for_selector(".facts")
    client.tab_to(lambda: client.page.evaluate("document.activeElement.id") == "record-panel-description")
    client.press("End")
    client.page.wait_for_selector("li.card >> nth=3")
    assert client.page.locator(f"button:has-text('{undo}')").count() == 3
    client.choose(f"{undo} 3")
    client.until("document.activeElement?.matches('.note-box') ?? false")
    shown = client.page.inner_text(".note-box tbody").split("\t")
    assert [each.strip() for each in shown[1:]] == ["Of ferries and tides", "Of tides alone", "Of ferries"]
    assert client.look(f"undo-hindered-{language}") == []
    assert said(server, ferries) == (["Of tides alone"], ["1932"])
    client.choose(f"{undo} 2")
    client.page.wait_for_selector("li.card >> nth=4")
    assert said(server, ferries) == (["Of tides alone"], ["1931"])
    assert client.focused() == f"{undo} 2"
    assert client.look(f"undone-{language}") == []


def test_what_the_check_finds_is_told_in_the_language_that_is_spoken(sign_in):
    client = sign_in(language="pl")
    client.open("harbor/edit/new?profile=monograph")
    client.page.wait_for_selector(".problem:has-text('Brakuje pola „Tytuł”.')")
    assert "is missing" not in client.page.inner_text("main")
    client.shot("problems-pl")
    client.page.locator("[popovertarget=person-menu]").press("Enter")
    client.page.locator("#pref-language").select_option("ar")
    client.press("Escape")
    client.page.wait_for_selector(".problem:has-text('«العنوان» مفقود.')")
    client.press("Control+Enter")
    client.page.wait_for_selector(".toasts .error:has-text('لم يُنشر بعد')")
    assert client.look("problems-ar") == []


def test_a_record_is_taken_elsewhere_with_its_editions_and_copies(sign_in):
    client = sign_in()
    open_record(client)
    client.page.locator("#record-panel-description").focus()
    client.press("ArrowRight", "ArrowRight")
    client.page.wait_for_selector("#record-panel .code")
    client.tab_to("Package (ZIP)")
    with client.page.expect_download() as waiting:
        client.press("Enter")
    with zipfile.ZipFile(waiting.value.path()) as package:
        kinds = {json.loads(line)["kind"] for line in package.read("provenance.jsonl").splitlines()}
    assert {"works", "instances", "items"} <= kinds
