"""What administrators see is for everyone: axe finds nothing on any page or dialog of theirs, in either direction."""

from __future__ import annotations

import pytest

pytestmark = [pytest.mark.needs("chromium"), pytest.mark.slow]

MATTERS = (
    "tokens",
    "library",
    "appearance",
    "networks",
    "hours",
    "rules",
    "limits",
    "notices",
    "profiles",
    "payments",
    "jobs",
    "audit",
)


def every_matter(client):
    """Every page of an administrator, and its dialogs."""
    for matter in MATTERS:
        client.open(f"harbor/admin/{matter}")
        client.page.wait_for_selector("main h1")
        client.until(
            "!document.querySelector('main .wait') && document.querySelectorAll('main .content > *').length > 1"
        )
        if client.page.locator("textarea").count():
            client.page.wait_for_selector("[data-checked=true]")
        yield matter
        if matter in {"rules", "notices", "hours", "profiles"}:
            client.page.get_by_role("tab").nth(1).click()
            client.page.wait_for_selector("#text-panel ol, #text-panel > p")
            yield f"{matter}-versions"
    client.open("harbor/admin/accounts")
    client.page.wait_for_selector("main table")
    yield "accounts"
    client.page.locator("main button.primary").press("Enter")
    client.page.wait_for_selector("dialog[open] fieldset label")
    yield "accounts-new"
    client.open("harbor/admin/tokens")
    client.page.locator("main button.primary").press("Enter")
    client.page.wait_for_selector("dialog[open] .scopes label")
    yield "tokens-new"
    client.open("harbor/admin/places")
    client.page.wait_for_selector(".tree")
    yield "places"
    client.page.locator("section > .row > button").first.press("Enter")
    client.page.wait_for_selector("dialog[open]")
    yield "places-unit"
    client.press("Escape")
    client.page.locator("section > .row > button").nth(1).press("Enter")
    client.page.wait_for_selector("dialog[open]")
    yield "places-point"
    client.open("harbor/admin/networks")
    client.page.locator("main tbody button.quiet").first.press("Enter")
    client.page.wait_for_selector("dialog[open]")
    yield "networks-leave"


@pytest.mark.parametrize(("language", "theme"), [("en", "light"), ("ar", "dark")])
def test_every_page_of_an_administrator_is_for_everybody(sign_in, language, theme):
    client = sign_in("hana", language=language, theme=theme)
    found = {}
    for name in every_matter(client):
        if problems := client.look(f"admin-{name}-{language}"):
            found[name] = problems
    assert found == {}
