"""Work is never lost: the tab, the network or the server is killed in the middle of an edit, and the draft is there."""

from __future__ import annotations

import pytest

pytestmark = [pytest.mark.needs("chromium"), pytest.mark.slow]
TITLE = "document.querySelector('.form textarea')?.value"
KEPT = """new Promise((done) => {
  indexedDB.open('catalograph').onsuccess = ({ target }) => {
    const asked = target.result.transaction('drafts').objectStore('drafts').getAll();
    asked.onsuccess = () => (target.result.close(), done(asked.result.map((each) => each.title)));
  };
})"""


def found_again(client, title):
    """From the list of drafts, as somebody looks for it who lost the window."""
    client.window()
    client.open("harbor/desk")
    client.page.wait_for_selector(f"td a:has-text({title!r})")
    client.choose(title)
    client.until(f"{TITLE} === {title!r}")


def test_a_killed_tab_loses_nothing_even_before_the_first_saving(sign_in):
    client = sign_in()
    client.begin("Killed with its tab")
    client.until(f"{KEPT}.then((titles) => titles.includes('Killed with its tab'))")
    client.page.close(run_before_unload=False)
    found_again(client, "Killed with its tab")
    client.wait_saved()


def test_without_the_network_work_goes_on_and_is_saved_when_it_is_back(sign_in):
    client = sign_in()
    client.begin("Written online")
    client.wait_saved()
    client.expects_outage = True
    client.context.set_offline(True)
    client.press("End")
    client.type(", and off")
    client.page.wait_for_selector("[data-saving=local]")
    client.shot("offline")
    client.context.set_offline(False)
    client.wait_saved()
    client.page.close(run_before_unload=False)
    found_again(client, "Written online, and off")


def test_what_is_published_without_the_network_is_published_when_it_is_back_unless_it_is_changed(sign_in):
    client = sign_in()
    client.begin("Published off")
    client.wait_saved()
    published = asked_for(client, "DraftPublish")
    client.expects_outage = True
    client.context.set_offline(True)
    write_on(client, "line")
    client.press("Control+Enter")
    client.page.wait_for_selector(".toasts .error:has-text('as soon as it can be')")
    client.page.wait_for_selector("[data-saving] .chip")
    assert client.look("published-offline") == []
    write_on(client, ", then on")
    client.page.wait_for_selector("[data-saving] .chip", state="detached")
    client.context.set_offline(False)
    client.wait_saved()
    client.context.set_offline(True)
    write_on(client, "line")
    client.press("Control+Enter")
    client.page.wait_for_selector("[data-saving] .chip")
    assert published == []
    client.context.set_offline(False)
    client.page.wait_for_selector(".toasts .error:has-text('Not published yet')")
    assert len(published) == 1


def asked_for(client, operation):
    """Each time from now on that the page asks for something by this name."""
    asked = []

    def noted(request):
        if (request.post_data or "").startswith(f'{{"operationName":"{operation}"'):
            asked.append(request)

    client.page.on("request", noted)
    return asked


def test_whoever_publishes_what_the_server_does_not_take_is_told_why(sign_in):
    client = sign_in(language="pl")
    client.begin("Too much")
    client.wait_saved()
    refused = {
        "__typename": "InputError", "code": "INVALID", "reason": "INVALID.too-large", "hint": None, "path": None,
        "message": "All together it can have at most 2000000 bytes.", "values": [{"name": "most", "value": "2000000"}],
    }  # fmt: skip
    answer = {"data": {"draftPut": {"__typename": "DraftPayload", "draft": None, "userErrors": [refused]}}}

    def refuse(route):
        if "DraftPut" in (route.request.post_data or ""):
            route.fulfill(json=answer)
        else:
            route.continue_()

    client.page.route("**/graphql", refuse)
    write_on(client, " for one")
    client.press("Control+Enter")
    client.page.wait_for_selector(".toasts .error:has-text('najwyżej 2')")
    client.page.wait_for_selector("[data-saving=refused]")
    assert client.look("save-refused") == []
    client.page.unroute("**/graphql")
    client.press("Control+Enter")
    client.page.wait_for_selector(".toasts .error:has-text('Jeszcze nie')")


def test_a_killed_server_loses_nothing_though_the_tab_is_killed_too(sign_in, server):
    client = sign_in()
    client.begin("Saved before")
    client.wait_saved()
    client.expects_outage = True
    server.stop()
    try:
        client.press("End")
        client.type(" and after the fall")
        client.page.wait_for_selector("[data-saving=local]")
        client.page.close(run_before_unload=False)
    finally:
        server.start()
    client.window()
    client.open("harbor/desk")
    client.page.wait_for_selector("td a:has-text('Saved before')")
    client.choose("Saved before")
    client.until(f"{TITLE} === 'Saved before and after the fall'")
    client.wait_saved()


def write_on(client, text):
    client.page.locator(".form textarea").first.focus()
    client.press("End")
    client.type(text)


def in_two_windows(client):
    """The same draft goes on in two windows; the first, where it was saved last of all by the second, is used now."""
    client.begin("One")
    client.wait_saved()
    first = client.page
    client.window().goto(first.url)
    client.until(f"{TITLE} === 'One'")
    write_on(client, " two")
    client.wait_saved()
    client.page = first
    write_on(client, " three")
    first.wait_for_selector("dialog[open]")


def test_the_same_draft_in_two_windows_asks_which_goes_on(sign_in):
    client = sign_in()
    in_two_windows(client)
    assert client.look("two-windows") == []
    client.choose("Keep mine")
    client.wait_saved()
    assert client.page.evaluate(TITLE) == "One three"


def test_whoever_decides_nothing_is_asked_again_at_the_next_saving(sign_in):
    client = sign_in()
    in_two_windows(client)
    client.press("Escape")
    client.page.wait_for_selector("dialog[open]", state="detached")
    write_on(client, " four")
    client.page.wait_for_selector("dialog[open]")
    client.choose("Use the other one")
    client.until(f"{TITLE} === 'One two'")
    client.wait_saved()


def test_a_tab_killed_before_somebody_decided_asks_when_the_draft_is_opened_again(sign_in):
    client = sign_in()
    in_two_windows(client)
    draft = client.page.url
    client.page.close(run_before_unload=False)
    client.window().goto(draft)
    client.page.wait_for_selector("dialog[open]")
    assert client.page.evaluate(TITLE) == "One three"
    client.choose("Keep mine")
    client.wait_saved()
