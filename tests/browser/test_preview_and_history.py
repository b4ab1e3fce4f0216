"""What will be, and what was: the MARC of work in progress, and changes taken back one by one; by keyboard alone."""

from __future__ import annotations

import pytest

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
    client.open("harbor/edit/new?profile=monograph")
    client.until("document.activeElement?.tagName === 'TEXTAREA'")
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
