"""A work becomes the network's and the library's own again, by keyboard; what that comes to is told before."""

from __future__ import annotations

import pytest

from app.demo.libraries import NETWORK
from graph.access.model import SharedKind, network_owner, operator
from graph.catalogue.validation import collection_of
from schema.ids import resource_id

pytestmark = [pytest.mark.needs("chromium"), pytest.mark.slow]
SAID = {
    "en": ("Share …", "Take back …"),
    "ar": ("شارك…", "استردّ…"),
}


@pytest.fixture(scope="module")
def nina(server):
    """Somebody who catalogues for the network as well."""
    server.employ("nina", "Nina Roth", {"harbor": ("cataloguer",), network_owner(NETWORK.slug): ("cataloguer",)})
    return "nina"


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_work_is_shared_and_taken_back_by_keyboard(sign_in, server, nina, language):
    catalogue, actor = server.installation.services.catalogue, operator("harbor")
    title = [{"@type": ["bf:Title"], "bf:mainTitle": [f"Lighthouses {language}"]}]
    work = catalogue.create(actor, "bf:Work", {"bf:title": title})
    catalogue.create(actor, "bf:Instance", {"bf:title": title, "bf:instanceOf": [{"@id": work.iri}]})
    share, take_back = SAID[language]
    client = sign_in(nina, language=language)
    client.open(f"harbor/record/{resource_id(work.iri)}")
    for opens, kept in ((share, True), (take_back, False)):
        client.page.wait_for_selector(f"header button:text-is('{opens}')")
        client.choose(opens)
        client.page.wait_for_selector("dialog button.primary:enabled")
        assert client.look(f"sharing-{language}-{kept}") == []
        client.choose(lambda: client.page.evaluate("document.activeElement.matches('dialog button.primary')"))
        client.page.wait_for_selector("dialog[open]", state="detached")
        client.page.wait_for_selector(f"header button:text-is('{take_back if kept else share}')")
        assert client.look(f"shared-{language}-{kept}") == []
        (found,) = catalogue.resources([work.iri], server.installation.services.access.scope(actor))
        assert (len(found.layers) == 2) is kept
        assert collection_of(found.types) == "works"


def test_who_doesnt_catalogue_for_a_network_shares_nothing(sign_in, server):
    catalogue = server.installation.services.catalogue
    work = catalogue.create(operator("harbor"), "bf:Work", {"rdfs:label": ["Ours alone"]})
    client = sign_in("ana")
    client.open(f"harbor/record/{resource_id(work.iri)}")
    client.page.wait_for_selector("header a.primary")
    assert client.page.locator("header button:text-is('Share …')").count() == 0


@pytest.mark.parametrize(("language", "theme"), [("en", "dark"), ("ar", "light")])
def test_an_administrator_says_who_has_what_of_the_library(sign_in, server, language, theme):
    other = {"en": "lindenau", "ar": "meridian"}[language]
    client = sign_in("hana", language=language, theme=theme)
    client.open("harbor/admin/library")
    client.page.wait_for_selector("#availability")
    client.tab_to(lambda: client.page.evaluate("document.activeElement.matches('fieldset input[type=text][dir=ltr]')"))
    client.type(other)
    client.press("Enter")
    client.page.wait_for_selector(f"fieldset li:has-text('{other}')")
    assert client.look(f"exceptions-{language}") == []
    client.choose(lambda: client.page.evaluate("document.activeElement.matches('form > .row button.primary')"))
    client.page.wait_for_selector(".toasts .note-box")
    said = server.installation.services.tenants.tenant("harbor").sharing.given
    assert said[SharedKind.CATALOGUE, other]
