"""What libraries of a network describe alike is decided by its coordinator, by keyboard, and taken back."""

from __future__ import annotations

import pytest

from app.demo.libraries import NETWORK
from graph.access.model import network_owner, operator
from graph.network.clusters.documents import Answer, Kind
from graph.store.paging import Page
from graph.store.scope import SystemScope
from schema.ids import resource_id

pytestmark = [pytest.mark.needs("chromium"), pytest.mark.slow]
HEADED = "document.activeElement?.matches('.pair h2')"
EVERYTHING = SystemScope()


@pytest.fixture(scope="module")
def cora(server):
    """Somebody who coordinates the network."""
    server.employ("cora", "Cora Hill", {"harbor": ("cataloguer",), network_owner(NETWORK.slug): ("coordinator",)})
    return "cora"


@pytest.fixture
def pairs(server, request):
    """A function that describes works of a title in two libraries, so alike that a person has to look; their IRIs."""
    catalogue, clusters = server.installation.services.catalogue, server.installation.services.clusters

    def alike(*titles, **more):
        made = []
        for title in titles:
            body = {"bf:title": [{"@type": ["bf:Title"], "bf:mainTitle": [title]}], **more}
            made.append([catalogue.create(operator(each), "bf:Work", body).iri for each in ("harbor", "lindenau")])
        clusters.follow()
        return made

    yield alike
    waiting = clusters.waiting(operator(), NETWORK.slug, Kind.WORKS, "lindenau", Page(first=100))
    for each in waiting.items:  # no test meets what another left
        clusters.decide(operator(), NETWORK.slug, Answer.APART, each.likeness.works[:1], each.likeness.works[1:])


def shown(client):
    """The titles of the pair that is looked at."""
    return client.page.locator(".pair thead a").all_inner_texts()


def open_queue(client):
    client.open("harbor/same")
    client.page.wait_for_selector(".pair thead a")
    client.page.locator("#same-panel select").first.select_option("WORK")
    client.page.locator("#same-panel select").last.select_option("lindenau")
    client.page.wait_for_selector("[role=status]:has-text('3 pairs wait')")


def test_pairs_are_put_off_decided_and_taken_back_by_keyboard_and_others_decide_meanwhile(sign_in, server, cora, pairs):
    clusters = server.installation.services.clusters
    found = pairs("Tides of the outer bank", "Keepers of the old lamp", "Storms behind the north mole")
    client = sign_in(cora)
    client.choose("Same works")
    open_queue(client)
    first = shown(client)
    client.press("Alt+l")
    client.until(HEADED)
    client.page.wait_for_selector(".queue ol .chip:has-text('put off')")
    client.until(f"document.querySelector('.pair thead a')?.textContent !== {first[0]!r}")
    client.page.wait_for_selector(".pair thead a")
    second = shown(client)
    assert client.look("same-queue") == []
    client.press("Alt+s")
    client.page.wait_for_selector(".toasts:has-text('Decided: the same')")
    client.page.wait_for_selector("[role=status]:has-text('2 pairs wait')")
    client.until(HEADED)
    (together,) = [each for each in found if clusters.of_works(each[:1], EVERYTHING)[0]]
    client.press("Alt+u")
    client.page.wait_for_selector(".toasts:has-text('Taken back')")
    client.page.wait_for_selector("[role=status]:has-text('3 pairs wait')")
    assert clusters.of_works(together[:1], EVERYTHING) == [[]]

    # Somebody else decides about the pair that is on the screen: it is told, and nothing else was written.
    client.page.locator(f".queue ol button:has-text({second[0]!r})").press("Enter")
    client.page.wait_for_selector(f".pair thead a:has-text({second[0]!r})")
    client.page.wait_for_selector(".pair button.primary:enabled")
    clusters.decide(operator(), NETWORK.slug, Answer.APART, together[:1], together[1:])
    client.press("Alt+s")
    client.page.wait_for_selector("[role=alert]:has-text('Somebody decided about this pair meanwhile')")
    client.page.wait_for_selector("[role=status]:has-text('2 pairs wait')")
    client.until(HEADED)
    assert client.look("same-changed") == []
    assert clusters.of_works(together[:1], EVERYTHING) == [[]]

    client.page.wait_for_selector(".pair button.primary:enabled")
    client.choose("Not the same")
    client.page.wait_for_selector(".toasts:has-text('Decided: not the same')")
    client.page.wait_for_selector("[role=status]:has-text('1 pair waits')")
    client.choose("To decide")
    client.press("ArrowRight")
    client.page.wait_for_selector("td:has-text('Cora Hill')")
    assert client.look("same-decided") == []
    before = client.page.locator("#same-panel tbody tr").count()
    client.choose(lambda: client.page.evaluate("document.activeElement.matches('#same-panel td button')"))
    client.until(f"document.querySelectorAll('#same-panel tbody tr').length === {before - 1}")
    client.until("document.activeElement !== document.body")


def test_who_coordinates_and_works_in_no_library_begins_in_one_of_the_networks(sign_in, server, pairs):
    server.employ("nora", "Nora Field", {network_owner(NETWORK.slug): ("coordinator",)}, home=None)
    pairs("Ledgers of the ferry office")
    client = sign_in("nora")
    client.choose("Same works")
    client.page.wait_for_selector(".queue ol button:has-text('Ledgers of the ferry office')")
    assert client.page.locator("header select option").all_inner_texts()[0] == "Harbor Public Library"
    client.open("harbor/research")
    client.page.wait_for_selector("h2:has-text('To begin from') + ul button")
    assert client.page.locator("[role=alert]").count() == 0
    assert client.page.locator("button:has-text('Save the query')").count() == 0


@pytest.mark.parametrize(("language", "theme"), [("en", "dark"), ("ar", "light")])
def test_a_record_tells_of_the_same_work_elsewhere_and_a_coordinator_takes_it_apart(
    sign_in, server, cora, pairs, language, theme
):
    clusters = server.installation.services.clusters
    agent = {"@type": ["bf:Agent", "bf:Person"], "rdfs:label": ["Grey, Ida, 1880-"], "@id": "http://e.example/ida"}
    by = [{"@type": ["bf:Contribution", "bf:PrimaryContribution"], "bf:agent": [agent]}]
    ((ours, _),) = pairs(f"Fogs and lamps of the {language} banks", **{"bf:contribution": by})
    client = sign_in(cora, language=language, theme=theme)
    client.open("harbor/same")
    client.page.wait_for_selector(".pair tbody th")
    assert client.look(f"same-queue-{language}-{theme}") == []
    client.page.locator("#same-panel-decided").click()
    client.page.wait_for_selector("#same-panel :is(table, p)")
    assert client.look(f"same-decided-{language}-{theme}") == []
    client.open(f"harbor/record/{resource_id(ours)}")
    client.page.wait_for_selector("#same-elsewhere")
    client.page.locator("summary").first.press("Enter")
    assert client.look(f"same-elsewhere-{language}-{theme}") == []
    client.choose(
        lambda: client.page.evaluate("document.activeElement.matches('[aria-labelledby=same-elsewhere] li button')")
    )
    client.page.wait_for_selector(".toasts .note-box.good")
    client.page.wait_for_selector("#same-elsewhere", state="detached")
    client.until("document.activeElement !== document.body")
    assert clusters.of_works([ours], EVERYTHING) == [[]]
    client.choose(lambda: client.page.evaluate("document.activeElement.matches('.toasts button:not(.icon)')"))
    client.page.wait_for_selector("#same-elsewhere")


def test_who_coordinates_no_network_decides_nothing_and_sees_who_else_has_a_work(sign_in, server, pairs):
    ((ours, theirs),) = pairs("Charts of the inner bay")
    server.installation.services.clusters.decide(operator(), NETWORK.slug, Answer.TOGETHER, [ours, theirs])
    client = sign_in("ana")
    client.open(f"harbor/record/{resource_id(ours)}")
    client.page.wait_for_selector("#same-elsewhere")
    assert client.page.locator("[aria-labelledby=same-elsewhere] button").count() == 0
    assert client.page.locator("nav a:has-text('Same works')").count() == 0
    client.open("harbor/same")
    client.page.wait_for_selector("main [role=alert]")
