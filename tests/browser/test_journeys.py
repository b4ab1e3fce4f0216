"""What cataloguers do all day, by keyboard alone, in a real browser."""

from __future__ import annotations

import pytest

from mappings.marc import notation
from mappings.marc.writer import write_marc21

pytestmark = [pytest.mark.needs("chromium"), pytest.mark.slow]


def test_a_book_is_catalogued_by_keyboard_with_terms_looked_up_and_published(sign_in, server):
    client = sign_in()
    client.begin_book("The tides of Lindenau")
    client.add_field("Creator")
    client.look_up("Beeth", "Beethoven")
    client.add_field("Subject")
    client.look_up("Thie", "Thieves")
    client.tab_to(lambda: client.focused() == "Language", back=True)
    client.look_up("engl", "English")
    client.tab_to("Title proper")
    client.type("The tides of Lindenau")
    client.tab_to("Place as stated")
    client.type("Lindenau")
    client.tab_to("Publisher as stated")
    client.type("Harbor Press")
    client.tab_to("Date as stated")
    client.type("2024")
    client.wait_saved()
    client.shot("catalogue-a-book")
    client.publish("The tides of Lindenau")
    client.shot("catalogued-book")
    told = client.page.inner_text("main")
    assert "Beethoven" in told
    assert "English" in told
    assert "Harbor Press" in told
    server.catch_up()
    client.press("/")
    client.type("tides of Lindenau")
    client.press("Enter")
    client.page.wait_for_selector(".hits h2:has-text('The tides of Lindenau')")


def test_an_edit_is_undone_and_done_again_step_by_step(sign_in):
    client = sign_in()
    client.begin_book("First")
    client.wait_saved()  # long enough after the last letter for the next one to be a step of its own
    client.press("Control+a")
    client.type("Second")
    value = "document.querySelector('.form textarea').value"
    assert client.page.evaluate(value) == "Second"
    client.press("Control+z")
    assert client.page.evaluate(value) == "First"
    client.press("Control+Shift+z")
    assert client.page.evaluate(value) == "Second"


def test_another_edition_that_is_added_has_the_focus_in_its_first_field(sign_in):
    client = sign_in()
    client.begin_book("In two editions")
    client.press("Alt+h", "Tab", "Enter")
    client.until("document.activeElement?.closest('section')?.matches('[aria-labelledby=root-2]') ?? false")
    assert client.page.evaluate("document.activeElement.matches('input, textarea, select')")


def test_what_a_serial_continues_is_chosen_among_all_that_are_called_so_and_its_frequency_has_a_list(sign_in):
    client = sign_in()
    client.begin(profile="serial")
    client.add_field("Continues")
    client.type("the")
    client.page.wait_for_selector("[role=option] >> nth=1")
    client.press("Escape")
    client.choose("Frequency, ", back=True)
    client.press("Enter")
    client.until("document.activeElement?.role === 'combobox'")
    client.look_up("ann", "annual")


def test_a_problem_is_told_while_typing_and_leads_to_its_field(sign_in):
    client = sign_in()
    client.begin_book("A book without a date")
    client.add_field("Date of origin")
    client.type("last spring")
    problem = client.page.wait_for_selector(
        ".problem.ERROR:has-text('Date of origin'), .problem.WARNING:has-text('Date of origin')"
    )
    problem.focus()
    client.press("Enter")
    assert client.focused() == "Date of origin"
    client.press("Control+a")
    client.type("1987-05")
    client.page.wait_for_selector(".problem:has-text('Date of origin')", state="detached")


def test_two_people_edit_the_same_and_the_slower_one_brings_both_together(sign_in):
    ana, ben = sign_in("ana"), sign_in("ben")
    for each, title in ((ana, "Longitude, by Ana"), (ben, "Longitude, by Ben")):
        each.edit("Longitude")
        each.until("location.pathname.includes('/edit/draft/')")
        each.page.locator(".form textarea").first.focus()
        each.press("Control+a")
        each.type(title)
        each.wait_saved()
    ana.publish("Longitude, by Ana")
    ben.press("Control+Enter")
    ben.page.wait_for_selector("dialog .conflict legend:has-text('Title › Title proper')")
    told = ben.page.inner_text("dialog")
    assert "Longitude, by Ana" in told
    assert "Longitude, by Ben" in told
    assert ben.look("merge") == []
    assert ben.focused() == "mine"
    ben.press("ArrowDown")
    ben.choose("Bring together and publish")
    ben.wait_published("Longitude, by Ana")


def test_a_file_is_imported_and_its_report_read(sign_in, tmp_path):
    fixed = "LDR 00000nam a2200000 i 4500\n008 990101s1999    xx a     b    000 1 eng c\n"
    book = fixed + "001 imp{0}\n245 10 $a Imported {0}\n"
    good = b"".join(write_marc21(notation.record(book.format(number))) for number in range(40))
    (tmp_path / "books.mrc").write_bytes(good + b"00026nam this is no record\x1d")
    client = sign_in()
    client.choose("Imports")
    client.page.wait_for_selector("input[type=file]", state="attached")
    client.tab_to(lambda: client.page.evaluate("document.activeElement.type") == "file")
    client.page.set_input_files("input[type=file]", tmp_path / "books.mrc")
    client.choose("Import")
    client.page.wait_for_selector(".report .chip.good")
    told = client.page.inner_text(".report")
    assert "40" in told
    assert client.look("import-report") == []


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_record_in_two_scripts_is_shown_and_edited_each_in_its_own_direction(sign_in, language):
    client = sign_in(language=language)
    client.find("kilāb")
    client.shot(f"mixed-record-{language}")
    client.choose({"en": "Edit", "ar": "حرّر"}[language])
    client.page.wait_for_selector(".panes textarea")
    directions = client.page.evaluate(
        "[...document.querySelectorAll('.form textarea')].slice(0, 2).map(e => [getComputedStyle(e).direction, e.lang])"
    )
    assert directions == [["ltr", ""], ["rtl", "ar-Arab"]]
    client.tab_to(lambda: client.page.evaluate("document.activeElement.lang") == "ar-Arab")
    client.press("End")
    client.type(" ثانية")
    client.wait_saved()
    assert client.page.evaluate("document.querySelectorAll('.form textarea')[1].value").endswith(" ثانية")
    client.shot(f"mixed-edit-{language}")
    assert client.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
