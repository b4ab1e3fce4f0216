"""Headings get their authority where it is needed; strings of subjects, and records of the same thing: by keyboard."""

from __future__ import annotations

import pytest

from graph.access.model import operator

pytestmark = [pytest.mark.needs("chromium"), pytest.mark.slow]

LINKED = "!!document.activeElement?.closest('.box.linked')"


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
    client.begin("Lamps of the north")
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
    client.begin("Keepers of the harbor")
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
    client.begin(f"Lamps of the south {language}")
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
    client.page.locator("#preview-panel-marc").click()
    client.page.wait_for_selector("#preview-panel :text('Polishing')")
    (field,) = [each for each in client.page.locator("#preview-panel").inner_text().splitlines() if "Lanterns" in each]
    assert [each.strip(" .") for each in field.split("‡")[1:]] == ["aLanterns", "zLindenau", "xPolishing"]


def test_a_typed_string_that_is_a_heading_as_a_whole_is_that_heading(sign_in, terms):
    client = sign_in()
    client.begin("Foghorns of the world")
    client.add_field("Subject")
    client.type("Foghorns--Maintenance")
    point_at(client, "Check it part by part")
    client.press("Enter")
    client.page.wait_for_selector("dialog .whole input:checked")
    client.until("document.activeElement?.textContent === 'Put it in the field'")
    assert client.look("subject-string-whole") == []
    whole = client.page.locator("dialog .whole input")
    client.tab_to(lambda: client.page.evaluate("document.activeElement.type") == "radio", back=True)
    client.press("ArrowUp")
    client.page.locator("dialog tr:has-text('Maintenance') select").first.select_option("GENRE_FORM")
    client.page.wait_for_selector("dialog tr:has-text('Maintenance') .chip:has-text('not found')")
    assert whole.last.is_checked(), "what was decided for the whole stays"
    whole.first.check()
    client.choose("Put it in the field")
    client.until(LINKED)
    assert client.page.evaluate("document.activeElement.value") == "Foghorns--Maintenance"
    assert client.page.locator(".parts").count() == 0


def work_of(server, title, *dates):
    """A work of the harbor library with editions of these dates."""
    catalogue, harbor = server.installation.services.catalogue, operator("harbor")
    proper = [{"@type": ["bf:Title"], "bf:mainTitle": [title]}]
    made = catalogue.create(harbor, "bf:Work", {"bf:title": proper, "bf:note": [f"A note on {title}"]})
    for date in dates:
        body = {"bf:instanceOf": [{"@id": made.iri}], "bf:title": proper, "bf:editionStatement": [f"Edition of {date}"]}
        catalogue.create(harbor, "bf:Instance", body)
    server.catch_up()


def open_work(client, title):
    client.open(f'harbor/search?text="{title}"')
    client.open_hit(title)


def test_two_records_of_one_thing_become_one_by_keyboard_and_two_again(sign_in, server):
    work_of(server, "Beacon almanac", "1901")
    work_of(server, "Beacon almanack", "1902")
    client = sign_in()
    open_work(client, "Beacon almanack")
    old = client.page.url
    open_work(client, "Beacon almanac")
    client.choose("Merge with …")
    client.page.wait_for_selector("#other")
    assert client.look("merge-find") == []
    client.until("document.activeElement?.role === 'combobox'")
    client.look_up("Beacon alm", "Beacon almanack")
    client.page.wait_for_selector("#following:has-text('One other description')")
    assert client.look("merge-preview") == []
    client.tab_to(lambda: client.page.evaluate("document.activeElement.name ?? ''").endswith("title"))
    client.press("ArrowDown")
    client.page.wait_for_selector("ins:has-text('Beacon almanack')")
    client.choose("Merge")
    client.page.wait_for_selector("[role=status]:has-text('Two records became this one')")
    client.page.wait_for_selector("h1:has-text('Beacon almanack')")
    client.page.wait_for_selector("h2:has-text('2 editions')")
    assert client.look("merged") == []
    client.open("harbor/search?text=beacon")  # which has both until its index has followed
    client.page.wait_for_selector(".hits h2:has-text('Beacon almanack')")
    client.open(old.split("/app/")[1])
    client.page.wait_for_selector("[role=status]:has-text('merged into this one')")
    client.page.go_back()
    client.page.wait_for_selector(".hits article")
    client.page.go_back()
    client.page.wait_for_selector("[role=status]:has-text('Two records became this one')")
    client.choose("Undo")
    client.page.wait_for_selector(".toasts:has-text('all is as it was'), [role=status]:has-text('all is as it was')")
    client.open(old.split("/app/")[1])
    client.page.wait_for_selector("h2:has-text('1 edition')")
    assert client.page.locator("[role=status]:has-text('merged into this one')").count() == 0


def test_two_editions_of_a_work_become_one_that_stays_under_its_statement(sign_in, server):
    work_of(server, "Harbor pilot", "1911", "1912")
    client = sign_in()
    open_work(client, "Harbor pilot")
    client.choose("Merge with another edition")
    client.page.wait_for_selector("#other")
    client.choose("Harbor pilot · Edition of")
    client.until("document.activeElement?.name === 'keep'")
    client.page.wait_for_selector("#differences")
    client.choose("Merge")
    client.page.wait_for_selector("[role=status]:has-text('Two records became this one')")
    client.page.wait_for_selector("h2:has-text('1 edition')")


def test_a_work_is_not_merged_with_itself_and_is_told_so(sign_in, server):
    work_of(server, "Solitary lamp", "1950")
    client = sign_in()
    open_work(client, "Solitary lamp")
    work = client.page.url.rpartition("/")[2]
    client.open(f"harbor/merge/{work}?with={work}")
    client.page.wait_for_selector("[role=alert]:has-text('each named once')")


def test_one_edition_and_a_note_go_to_a_new_work_by_keyboard_and_come_back(sign_in, server):
    work_of(server, "Two in one", "1801", "1802")
    client = sign_in()
    open_work(client, "Two in one")
    client.choose("Split …")
    client.page.wait_for_selector("label:has-text('Edition of 1801')")
    assert client.page.locator("button.primary:disabled").count() == 1, "nothing is chosen yet"
    client.tab_to(lambda: client.page.evaluate("document.activeElement.type") == "checkbox")
    client.press(" ")
    client.tab_to("A note on Two in one")
    client.press(" ")
    client.page.wait_for_selector("[role=status]:has-text('2 choices')")
    assert client.look("split") == []
    client.choose("Split")
    client.page.wait_for_selector("[role=status]:has-text('One work became two')")
    client.page.wait_for_selector("h2:has-text('1 edition')")
    assert client.look("split-done") == []
    client.choose("Undo")
    client.page.wait_for_selector("h2:has-text('2 editions')")


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_merging_and_splitting_are_for_everyone_in_both_directions(sign_in, server, theme):
    for name in ("Lens", "Lense"):
        work_of(server, f"{name} {theme}", "1900")
    client = sign_in(language="ar", theme=theme)
    ids = []
    for name in ("Lens", "Lense"):
        open_work(client, f"{name} {theme}")
        ids.append(client.page.url.rpartition("/")[2])
    client.open(f"harbor/merge/{ids[0]}?with={ids[1]}")
    client.page.wait_for_selector("#following")
    assert client.look(f"merge-ar-{theme}") == []
    client.open(f"harbor/split/{ids[0]}")
    client.page.wait_for_selector("input[type=checkbox]")
    assert client.look(f"split-ar-{theme}") == []
