"""The client for everyone: axe finds nothing in either direction, targets are large, motion stops, markup is text."""

from __future__ import annotations

from itertools import chain

import pytest

pytestmark = [pytest.mark.needs("chromium"), pytest.mark.slow]


def open_record(client):
    client.open("harbor/search?text=kil%C4%81b")
    client.page.wait_for_selector(".hits h2 a")
    client.open(client.page.get_attribute(".hits h2 a", "href").removeprefix("/app/"))
    client.page.wait_for_selector(".facts")


def every_view_of_copies(client):
    """What is done to copies on the page of a record."""
    copies = client.page.locator("[data-copies]").first
    for number, name in enumerate(("scan", "holdings")):
        copies.locator("header button").nth(number).press("Enter")
        copies.locator("form").wait_for()
        copies.locator("form button[aria-expanded=false]").press("Enter")
        yield f"copies-{name}"
    copies.locator("header button").nth(1).press("Enter")
    copies.locator("tbody tr button").first.press("Enter")
    copies.locator("form button[aria-expanded=false]").press("Enter")
    yield "copies-item"
    copies.locator("form .danger").first.press("Enter")
    client.page.wait_for_selector("dialog[open] textarea")
    yield "copies-withdraw"
    client.press("Escape")
    copies.locator("tbody input[type=checkbox]").first.check()
    copies.locator("header button").first.press("Enter")
    client.page.wait_for_selector("dialog[open] input[type=checkbox]")
    client.page.locator("dialog input[type=text]").first.fill("NF 1")
    client.page.locator("dialog footer button").nth(1).press("Enter")
    client.page.wait_for_selector("dialog ins")
    yield "copies-change"
    client.press("Escape")
    client.page.wait_for_selector("dialog[open]", state="detached")
    copies.locator("header button").nth(1).press("Enter")
    client.page.wait_for_selector("dialog[open] [role=combobox]")
    yield "copies-move"
    client.press("Escape")


def every_view_of_searching(client):
    """Hits and none, the keys, what somebody prefers."""
    client.open("harbor/search")
    client.page.wait_for_selector(".hits article")
    yield "search"
    client.press("?")
    client.page.wait_for_selector("dialog[open]")
    yield "keys"
    client.press("Escape")
    client.page.locator("[popovertarget=person-menu]").press("Enter")
    yield "preferences"
    client.open("harbor/search?reach=network:three-rivers")
    client.page.wait_for_selector(".hits article ul")
    yield "search-network"
    client.open("harbor/search?text=zzzzqqq")
    client.page.wait_for_selector(".empty")
    yield "nothing-found"


def every_view_of_a_record(client):
    """A record as it is, its copies, and in other forms."""
    open_record(client)
    yield "record"
    yield from every_view_of_copies(client)
    for tab in ("marc", "turtle", "history"):
        client.page.locator(f"#record-panel-{tab}").click()
        client.page.wait_for_selector("#record-panel .marc, #record-panel .code, #record-panel ol")
        yield f"record-{tab}"


def every_view_of_copying(client):
    """The catalogue desk, and a record from elsewhere that is laid over one of ours."""
    client.open("harbor/desk")
    client.page.wait_for_selector(".profiles a")
    yield "desk"
    client.page.locator("#paste-text").fill(
        "020 ## $a 9781400079988\n245 10 $a War and peace / $c Leo Tolstoy.\n500 ## $a New"
    )
    client.page.locator("form button.primary").first.press("Enter")
    client.page.wait_for_selector("a[href*='/overlay/']")
    yield "pasted"
    client.page.locator("a[href*='/overlay/']").first.press("Enter")
    client.page.wait_for_selector("fieldset.open")
    for fold in client.page.locator("main summary").all():
        fold.press("Enter")
    yield "overlay"


def every_list(client):
    """The pages of lists, of imports and figures, and the one that isn't there."""
    for screen in ("batches", "authorities", "proposals", "research"):
        client.open(f"harbor/{screen}")
        client.page.wait_for_selector("main h1")
        yield screen
    client.open("harbor/imports")
    client.page.wait_for_selector(".drop")
    yield "imports"
    client.open("harbor/figures")
    client.page.wait_for_selector("#figures-panel figcaption")
    yield "figures"
    client.open("harbor/nowhere")
    client.page.wait_for_selector("[role=alert]")
    yield "not-found"


def every_view_of_the_form(client):
    """The form of a description, its fields, look-ups and previews."""
    client.open("harbor/edit/new?profile=monograph")
    client.page.wait_for_selector(".problem")
    yield "edit"
    client.press("Alt+f")
    client.page.wait_for_selector("[popover]:popover-open [role=option]")
    yield "add-field"
    client.press("Escape")
    client.until("!document.querySelector('[popover] [role=combobox]')")  # gone, and the focus is back in the form
    client.page.locator("[role=combobox][aria-label]").nth(1).focus()
    client.type("eng")
    client.page.wait_for_selector("[role=option]")
    yield "look-up"
    for tab in ("marc", "turtle", "changes"):
        client.page.locator(f"#preview-panel-{tab}").click()
        yield f"preview-{tab}"


AREAS = (every_view_of_searching, every_view_of_a_record, every_view_of_copying, every_list, every_view_of_the_form)


@pytest.mark.parametrize(
    ("language", "theme", "contrast"), [("en", "light", "auto"), ("ar", "dark", "auto"), ("pl", "light", "more")]
)
def test_no_screen_or_dialog_has_a_violation_or_a_small_target(sign_in, language, theme, contrast):
    client = sign_in(language=language, theme=theme, contrast=contrast)
    found = {}
    for name in chain.from_iterable(area(client) for area in AREAS):
        if problems := client.look(f"{name}-{language}"):
            found[name] = problems
    assert found == {}


def test_the_page_to_sign_in_has_no_violation_and_says_why_somebody_is_not_let_in(sign_in):
    client = sign_in()
    client.page.locator("[popovertarget=person-menu]").press("Enter")
    client.tab_to("Sign out")
    client.press("Enter")
    client.page.wait_for_selector("input[autocomplete=username]")
    assert client.axe() == []
    client.expects_outage = True
    client.page.locator("input[autocomplete=username]").focus()
    client.type("ana")
    client.press("Tab")
    client.type("wrong")
    client.press("Enter")
    client.page.wait_for_selector("[role=alert]")
    assert client.look("sign-in") == []


def test_the_focus_is_always_seen_and_goes_in_the_order_of_reading(sign_in):
    client = sign_in()
    client.begin()
    for key in (*["Tab"] * 40, *["Shift+Tab"] * 30):
        client.press(key)
        seen = client.page.evaluate("""() => {
          const at = document.activeElement, box = at.getBoundingClientRect();
          const style = getComputedStyle(at);
          const middle = document.elementFromPoint(box.x + box.width / 2, box.y + Math.min(box.height / 2, 10));
          const seen = at.contains(middle) || middle?.contains(at);
          return [style.outlineStyle !== 'none', seen, at.outerHTML.slice(0, 120)];
        }""")
        assert seen[:2] == [True, True], seen


def test_nothing_moves_for_whoever_wants_no_motion(sign_in):
    client = sign_in(reduced_motion="reduce")
    client.open("harbor/search")
    client.page.wait_for_selector(".hits article")
    assert client.page.evaluate("document.getAnimations().length") == 0
    assert client.page.evaluate("getComputedStyle(document.querySelector('button')).transitionDuration") == "0s"


def test_a_record_full_of_markup_is_shown_as_it_is_and_does_nothing(sign_in):
    client = sign_in()
    client.open("harbor/search?text=onload")
    client.page.wait_for_selector(".hits h2:has-text('<img src=x')")
    client.open(client.page.get_attribute(".hits h2 a", "href").removeprefix("/app/"))
    client.page.wait_for_selector(".facts")
    shown = {"marc": ".marc", "turtle": ".code", "jsonld": ".code", "history": "ol ins", "description": ".facts"}
    for tab, awaited in shown.items():
        client.page.locator(f"#record-panel-{tab}").click()
        client.page.wait_for_selector(f"[aria-labelledby=record-panel-{tab}] {awaited}")
    assert client.page.locator("a[href^='javascript:' i]").count() == 0
    assert client.page.locator("main img, main iframe, main script").count() == 0
    client.page.locator("a.button.primary").press("Enter")
    client.page.wait_for_selector(".panes textarea")
    assert client.page.locator(".form textarea").first.input_value().startswith("<img src=x onerror")
    client.page.wait_for_selector(".preview h2:has-text('<img src=x onerror')")
    client.page.locator("#preview-panel-turtle").click()
    client.page.wait_for_selector(".preview .code:has-text('<img src=x onerror')")
    assert client.page.locator(".panes img, .panes iframe, .panes script").count() == 0


def test_three_languages_turn_the_whole_interface_and_keep_the_place(sign_in):
    client = sign_in()
    for language, direction in (("ar", "rtl"), ("pl", "ltr"), ("en", "ltr")):
        client.page.locator("[popovertarget=person-menu]").press("Enter")
        client.page.locator("#pref-language").select_option(language)
        client.page.wait_for_selector(f"html[lang={language}][dir={direction}]")
        client.press("Escape")
        assert client.page.evaluate("location.pathname") == "/app/harbor/search"
