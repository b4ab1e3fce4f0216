"""Copy cataloguing by keyboard alone: what is pasted, what another library has, and laying it over what is there."""

from __future__ import annotations

from itertools import islice

import pytest

from app.demo.collection import records
from app.demo.libraries import LIBRARIES
from graph.access.model import Reading, operator
from graph.store import walking
from graph.store.derive import derive
from graph.store.names import GraphKind
from graph.store.paging import Page
from schema.ids import resource_id

pytestmark = [pytest.mark.needs("chromium"), pytest.mark.slow]
PASTED = """\
001 9912345
020 ## $a 978-1-4000-7998-8 $q paperback
100 1# $a Tolstoy, Leo, $c graf, $d 1828-1910, $e author. $0 http://id.loc.gov/authorities/names/n79068416
245 10 $a War and peace / $c Leo Tolstoy ; translated by Richard Pevear and Larissa Volokhonsky.
250 ## $a Vintage Classics edition.
264 #1 $a New York : $b Vintage Books, $c 2008.
300 ## $a xviii, 1273 pages : $b maps ; $c 21 cm
500 ## $a With a list of the principal characters.
505 0# $a Volume one -- Volume two -- Volume three -- Volume four -- Epilogue.
952 ## $p 999000111 $o 891.73
"""


@pytest.fixture(scope="module")
def lindenau(server):
    """Some records of another library of the demo, that the first one may read."""
    library = next(each for each in LIBRARIES if each.slug == "lindenau")
    server.load(islice(records(library), 12), library.slug)


def paste(client, text):
    """Paste records into the catalogue desk and have them read."""
    client.open("harbor/desk")
    client.tab_to("Records from elsewhere")
    client.page.keyboard.insert_text(text)
    client.choose("Read")
    client.page.wait_for_selector("h3:has-text('read')")


def pick(client, field, choice):
    """Choose for one field of the comparison."""
    at = "document.activeElement.closest('fieldset')?.querySelector('legend bdi')?.textContent ?? ''"
    client.tab_to(
        lambda: client.page.evaluate(at) == field and client.page.evaluate("document.activeElement.type") == "radio"
    )
    for _ in range(3):
        if client.focused() == choice:
            client.press("Space")
            return
        client.press("ArrowDown")
    raise AssertionError(f"{field} has no choice {choice!r}")


def test_a_pasted_record_is_laid_over_the_one_that_is_there_and_its_copies_stay(sign_in):
    client = sign_in()
    paste(client, PASTED)
    assert client.focused() == "1 record was read"
    client.page.wait_for_selector("a:has-text('War and peace') >> nth=0")
    assert client.look("pasted") == []
    client.choose("Overlay onto “War and peace")
    client.page.wait_for_selector("fieldset.open")
    client.until("!document.querySelector('legend')?.textContent.includes(':')")
    assert client.look("overlay-en") == []
    told = client.page.inner_text("main")
    assert "A copy of theirs" in told
    client.choose("Keep ours")
    assert "Nothing is taken" in client.page.inner_text(".choosing")
    pick(client, "Edition", "Take theirs")
    pick(client, "Note", "Keep both")
    client.shot("overlay-chosen")
    assert "2 changes" in client.page.inner_text(".choosing")
    client.choose("Open as a draft", back=True)
    client.page.wait_for_selector(".panes textarea")
    client.page.locator("#preview-panel-changes").press("Enter")
    client.page.wait_for_selector(".preview ins:has-text('Vintage Classics edition')")
    client.shot("overlay-draft")
    client.publish("War and peace")
    client.page.wait_for_selector("main:has-text('31042000030101')")
    told = client.page.inner_text("main")
    assert "First Vintage Classics edition" not in told
    assert "Vintage Classics edition" in told
    assert "With a list of the principal characters" in told
    assert "Passages that Tolstoy wrote in French" in told
    assert "999000111" not in told


def test_a_pasted_record_that_is_nowhere_becomes_a_description_of_ones_own(sign_in):
    client = sign_in()
    paste(client, "=245  10$aThe salt roads of Meridian /$cA. Nobody.\n=300  \\\\$a12 pages\n=999  \\\\$aLocal")
    assert "Not found in the libraries that you may read." in client.page.inner_text("main")
    client.choose("New draft of “The salt roads of Meridian”")
    client.page.wait_for_selector(".panes textarea")
    client.wait_saved()
    assert "The salt roads of Meridian" in client.page.inner_text(".preview")


def test_what_cannot_be_read_is_said_where_it_was_pasted(sign_in):
    client = sign_in()
    client.open("harbor/desk")
    client.tab_to("Records from elsewhere")
    client.type("A recipe for soup")
    client.choose("Read")
    client.page.wait_for_selector("[role=alert]:has-text('not recognised')")


def test_another_librarys_record_is_copied_into_ones_own_and_published(sign_in, lindenau, server):
    client = sign_in()
    theirs = foreign(server, "lindenau", own=False)
    client.open(f"harbor/record/{theirs}")
    client.page.wait_for_selector(".facts")
    title = client.page.inner_text("h1")
    client.choose("Copy to my library")
    client.page.wait_for_selector(".panes textarea")
    client.wait_saved()
    client.press("Control+Enter")
    client.page.wait_for_selector(".facts")
    assert client.page.inner_text("h1") == title
    client.page.wait_for_selector("a.button:has-text('Edit')")


def test_another_librarys_record_is_laid_over_ours_wherever_it_says_something_else(sign_in, lindenau, server):
    client = sign_in()
    client.open(f"harbor/record/{foreign(server, 'lindenau', own=True)}")
    client.page.wait_for_selector("a[href*='/overlay/']")
    client.choose("Overlay onto mine")
    client.page.wait_for_selector("fieldset.open")
    client.choose("Take theirs")
    client.choose("Open as a draft")
    client.page.wait_for_selector(".panes textarea")
    client.wait_saved()
    client.press("Control+Enter")
    client.page.wait_for_selector("main:has-text('31042000030101')")
    assert "/harbor/record/" in client.page.url


def test_ours_is_found_among_the_later_of_another_librarys_many_editions(sign_in, server):
    numbers = [isbn(f"97800000{n}00") for n in range(10, 36)]
    theirs = editions(server, "lindenau", numbers)
    editions(server, "harbor", [isbn(f"97811111{n}00") for n in range(10, 36)] + numbers[-1:])
    client = sign_in()
    client.open(f"harbor/record/{resource_id(theirs)}")
    client.page.wait_for_selector("a[href*='/overlay/']")
    client.choose("Overlay onto mine")
    client.page.wait_for_selector("h2:has-text('Edition 27')")
    client.choose("Take theirs")
    client.choose("Open as a draft")
    client.page.wait_for_selector(".panes textarea")
    client.wait_saved()
    assert numbers[-1] in client.page.inner_text(".preview")


def isbn(number):
    """The number of twelve digits with its check digit."""
    return number + str(-sum(int(each) * (1, 3)[at % 2] for at, each in enumerate(number)) % 10)


def editions(server, slug, numbers):
    """A new work of a library with an edition for each ISBN; its IRI."""
    catalogue, actor = server.installation.services.catalogue, operator(slug)
    title = {"@type": ["bf:Title"], "bf:mainTitle": ["A work of many editions"]}
    work = catalogue.create(actor, "bf:Work", {"bf:title": [title]})
    for at, number in enumerate(numbers, 1):
        body = {
            "bf:instanceOf": [{"@id": work.iri}],
            "bf:title": [{**title, "bf:mainTitle": [f"Edition {at}"]}],
            "bf:identifiedBy": [{"@type": ["bf:Isbn"], "rdf:value": [number]}],
        }
        catalogue.create(actor, "bf:Instance", body)
    server.catch_up()
    return work.iri


@pytest.mark.parametrize(("language", "theme"), [("en", "dark"), ("ar", "light")])
def test_another_librarys_record_is_compared_with_ours_in_every_language(sign_in, lindenau, server, language, theme):
    client = sign_in(language=language, theme=theme)
    theirs = foreign(server, "lindenau", own=True)
    client.open(f"harbor/record/{theirs}")
    client.page.wait_for_selector(".facts")
    client.page.wait_for_selector("a[href*='/overlay/']").press("Enter")
    client.page.wait_for_selector("fieldset")
    assert client.look(f"overlay-library-{language}") == []


def foreign(server, slug, *, own):
    """The id of a work of another library that ours has copies of, or hasn't described."""
    services = server.installation.services
    scope = services.access.scope(operator("harbor"), Reading(tenants=(slug,)))
    ours = services.access.scope(operator("harbor"), Reading(tenants=("harbor",)))
    graph = services.names.graph(slug, GraphKind.CATALOGUE)
    for page in walking.pages(server.installation.store, graph, scope, first=500):
        for found in services.catalogue.resources([key.iri for key in page], scope):
            if found is None or "bf:Instance" not in found.types:
                continue
            numbers = [key.value for key in derive(found.layers[0].key, found.body).keys if key.scheme == "isbn"]
            same = [one.iri for some in services.catalogue.identified("isbn", numbers, ours) for one in some]
            copies = services.holdings.items_of(same, ours, Page()) if same else []
            if numbers and (any(each.items for each in copies) if own else not same):
                return resource_id(found.body["bf:instanceOf"][0]["@id"])
    raise AssertionError("There is none.")
