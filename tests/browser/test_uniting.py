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
