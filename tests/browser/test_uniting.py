"""Headings get their authority where it is needed; strings of subjects, and records of the same thing: by keyboard."""

from __future__ import annotations

import pytest

from graph.access.model import operator

pytestmark = [pytest.mark.needs("chromium"), pytest.mark.slow]

LINKED = "!!document.activeElement?.closest('.box.linked')"


def begin(client, title):
    """A new monograph with a title."""
    client.open("harbor/edit/new?profile=monograph")
    client.page.wait_for_selector(".panes textarea")
    client.until("document.activeElement?.tagName === 'TEXTAREA'")
    client.type(title)


def point_at(client, text):
    """Go down in the open list to what begins so."""
    client.page.wait_for_selector(f"[role=option]:has-text({text!r})")
    for _ in range(20):
        client.press("ArrowDown")
        if text in client.page.locator("[role=option][aria-selected=true]").inner_text():
            return
    raise AssertionError(text)


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_heading_that_is_missing_is_made_where_it_is_needed_and_stands_in_the_field(sign_in, server, language):
    client = sign_in(language=language)
    begin(client, "Lamps of the north")
    client.add_field("Subject" if language == "en" else "الموضوع")
    client.type(f"Lamp rooms {language}")
    point_at(client, "Make a new authority" if language == "en" else "أنشئ سجلًا استناديًا جديدًا")
    client.press("Enter")
    client.until("document.activeElement?.id === 'authority-heading'")
    assert client.page.input_value("#authority-heading") == f"Lamp rooms {language}"
    client.page.wait_for_selector("dialog button.primary:enabled")
    assert client.look(f"authority-inside-{language}") == []
    client.press("Enter")
    client.page.wait_for_selector("dialog[open]", state="detached")
    client.until(LINKED)
    assert client.page.evaluate("document.activeElement.value") == f"Lamp rooms {language}"
    client.wait_saved()
    server.catch_up()
    client.press("Control+a")
    client.look_up(f"Lamp rooms {language}", f"Lamp rooms {language}")


def test_one_that_is_there_already_is_taken_in_place_of_a_new_one(sign_in, server):
    topic = {"rdfs:label": ["Lighthouse keepers"], "madsrdf:authoritativeLabel": ["Lighthouse keepers"]}
    server.installation.services.catalogue.create(operator("harbor"), "bf:Topic", topic)
    server.catch_up()
    client = sign_in()
    begin(client, "Keepers of the harbor")
    client.add_field("Subject")
    client.type("Lighthouse keeprs")
    point_at(client, "Make a new authority")
    client.press("Enter")
    client.page.wait_for_selector("aside button:has-text('Lighthouse keepers')")
    assert client.look("authority-inside-alike") == []
    client.choose("Lighthouse keepers")
    client.until(LINKED)
    assert client.page.evaluate("document.activeElement.value") == "Lighthouse keepers"
    assert client.focused() == "Subject"


@pytest.fixture(scope="module")
def terms(server):
    """Authorities for parts of a string, and one for a whole string."""
    catalogue = server.installation.services.catalogue
    for type_, name in (
        ("bf:Topic", "Lanterns"),
        ("bf:Place", "Lindenau"),
        ("bf:Topic", "Foghorns--Maintenance"),
    ):
        catalogue.create(operator("harbor"), type_, {"rdfs:label": [name], "madsrdf:authoritativeLabel": [name]})
    server.catch_up()


def paste(client, text):
    """Paste a text into what has the focus."""
    client.page.evaluate(
        """(text) => {
          const clipboardData = new DataTransfer();
          clipboardData.setData('text/plain', text);
          const event = new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true });
          document.activeElement.dispatchEvent(event);
        }""",
        text,
    )


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_pasted_subject_string_is_checked_part_by_part_and_becomes_one_subject(sign_in, server, terms, language):
    client = sign_in(language=language)
    begin(client, f"Lamps of the south {language}")
    client.add_field("Subject" if language == "en" else "الموضوع")
    paste(client, "‡a Lanterns ‡z Lindenau ‡x Polishing.")
    client.until("document.activeElement?.matches('dialog select.term')")
    assert "Polishing" in client.focused(), "what is not found is where to begin"
    assert client.page.locator("dialog .chip.good").count() == 2
    assert client.look(f"subject-string-{language}") == []
    client.choose("Put it in the field" if language == "en" else "ضعه في الحقل")
    client.page.wait_for_selector("dialog[open]", state="detached")
    assert client.page.evaluate("document.activeElement.value") == "Lanterns--Lindenau--Polishing"
    assert client.page.locator(".parts .loose").inner_text().strip().startswith("Polishing")
    client.wait_saved()
    assert client.look(f"subject-string-done-{language}") == []


def test_a_typed_string_that_is_a_heading_as_a_whole_is_that_heading(sign_in, terms):
    client = sign_in()
    begin(client, "Foghorns of the world")
    client.add_field("Subject")
    client.type("Foghorns--Maintenance")
    point_at(client, "Check it part by part")
    client.press("Enter")
    client.page.wait_for_selector("dialog .whole input:checked")
    client.until("document.activeElement?.textContent === 'Put it in the field'")
    assert client.look("subject-string-whole") == []
    client.press("Enter")
    client.until(LINKED)
    assert client.page.evaluate("document.activeElement.value") == "Foghorns--Maintenance"
    assert client.page.locator(".parts").count() == 0
