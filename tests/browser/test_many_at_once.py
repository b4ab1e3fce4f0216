"""Work on many records at once, by keyboard alone: batch changes, headings that works follow, proposals decided."""

from __future__ import annotations

import pytest

from graph.access.model import operator
from graph.catalogue.papers import Content
from mappings.marc import notation
from schema.ids import Naming, make_id

pytestmark = [pytest.mark.needs("chromium"), pytest.mark.slow]
LOG = """\
LDR 00000nam a2200000 i 4500
001 lightlog{number}
008 990101s1999    xx a     b    000 1 eng c
100 1# $a Marlow, Edda
245 10 $a Lighthouse log {number} : $b a grey year
264 #1 $a Lindenau : $b Harbor Press, $c 1999.
500 ## $a Bound in grey cloth
"""


@pytest.fixture(scope="module")
def fifty_logs(server):
    """Fifty records that are alike, of one author whom nobody described."""
    server.load(notation.record(LOG.format(number=number)) for number in range(1, 51))


def test_fifty_records_are_changed_at_once_after_a_preview_and_taken_back(sign_in, server, fifty_logs):
    client = sign_in()
    client.choose("Batch change")
    client.page.wait_for_selector("h1")
    client.choose("New batch change")
    client.page.wait_for_selector("#batch-search")
    client.tab_to("Change Works")
    client.type("Editions")
    client.tab_to(lambda: client.page.evaluate("document.activeElement.id") == "batch-search")
    client.type('"Lighthouse log"')
    client.tab_to("Find")
    client.type("grey")
    client.tab_to("Replace with")
    client.type("gray")
    client.tab_to("In", back=True)
    client.type("Subtitle")
    client.choose("Preview")
    client.page.wait_for_selector("#batch-preview:has-text('50 records would change')")
    client.page.wait_for_selector("#batch-reports ins:has-text('a gray year')")
    client.page.wait_for_selector("#batch-reports h3 a:has-text('Lighthouse log')")
    assert client.look("batch-preview") == []
    client.choose("Next page")
    client.page.wait_for_selector("#batch-reports ol[start='26']")
    client.choose("Preview", back=True)
    client.page.wait_for_selector("#batch-reports ol[start='1']")
    client.tab_to("Name of the batch")
    client.type("Gray is spelt so")
    client.choose("Change 50 records")
    client.page.wait_for_selector("h1:has-text('Gray is spelt so')")
    client.page.wait_for_selector("#batch-hits:has-text('50 changed records')")
    assert client.look("batch-done") == []
    server.catch_up()
    client.choose("Undo")
    client.page.wait_for_selector("#batch-undone:has-text('Taken back in 50 records')")
    client.page.wait_for_selector("#batch-reports ins:has-text('a grey year')")
    assert client.look("batch-undone") == []
    server.catch_up()
    client.choose("Past batches")
    client.page.wait_for_selector("tr:has-text('Gray is spelt so') .chip:has-text('taken back')")
    client.shot("batches")


def test_an_authority_is_made_and_renamed_and_fifty_works_follow(sign_in, server, fifty_logs):
    client = sign_in()
    client.choose("Authorities")
    client.page.wait_for_selector("#authority-text")
    client.choose("Make an authority")
    client.until("document.activeElement?.id === 'authority-heading'")
    client.type("Marlow, Edda")
    client.choose("Another form")
    client.tab_to("Other form 1", back=True)
    client.type("Marlowe, E.")
    client.tab_to("Found in")
    client.type("Harbor almanac, 1931")
    client.page.wait_for_selector("aside p:not(:has-text('appear here')), aside li")
    assert client.look("authority-new") == []
    client.choose("Make it")
    client.page.wait_for_selector("h1:has-text('Marlow, Edda')")
    server.catch_up()
    client.page.reload()
    client.page.wait_for_selector("#authority-works:has-text('Took part in 50 works')")
    assert client.look("authority") == []
    client.choose("Change the heading")
    client.page.wait_for_selector("dialog[open]")
    client.tab_to("Heading")
    client.press("Control+a")
    client.type("Marlow, Edda, 1901-1980")
    assert client.look("authority-rename") == []
    client.press("Enter")
    client.page.wait_for_selector("[role=status]:has-text('done')")
    client.page.wait_for_selector("dd:has-text('50')")
    assert client.look("authority-carried") == []
    server.catch_up()
    client.press("/")
    client.type('"Lighthouse log 7"')
    client.press("Enter")
    client.page.wait_for_selector(".hits article:has-text('Marlow, Edda, 1901-1980')")
    client.shot("authority-followed")
    client.open("harbor/authorities?text=marlowe")
    client.page.wait_for_selector("tr:has-text('Marlow, Edda, 1901-1980') mark:has-text('Marlowe, E.')")
    assert client.look("authority-look-up") == []
    client.tab_to(lambda: client.page.evaluate("document.activeElement.id") == "authority-text")
    client.press("Control+a")
    client.type("lindenau")
    client.press("Enter")
    client.until("location.search.includes('text=lindenau')")


def test_a_heading_without_authority_gets_the_nearest_everywhere(sign_in, server):
    log = LOG.replace("Marlow, Edda", "Aaberg, Berta").replace("lightlog", "aaberg").replace("Lighthouse", "Weather")
    server.load([notation.record(log.format(number=1))])
    authority = {"rdfs:label": ["Aaberg, Berta, 1900-1980"]}
    services = server.installation.services
    described = services.catalogue.create(operator("harbor"), "bf:Person", authority)
    server.catch_up()
    client = sign_in()
    client.open("harbor/authorities/bare")
    client.page.wait_for_selector("main ul li:has-text('Aaberg, Berta')")
    client.tab_to("Use Aaberg, Berta, 1900-1980 for Aaberg, Berta")
    assert client.look("authority-candidates") == []
    client.press("Enter")
    client.page.wait_for_selector("[role=status]:has-text('done')")
    client.page.wait_for_selector("td a:has-text('Aaberg, Berta, 1900-1980')")
    assert client.look("authority-adopted") == []
    headings = services.headings.by_hand()
    stopped = headings.run(headings.carry(operator("harbor"), [described.iri]).id, stop=lambda: True)
    client.open(f"harbor/authorities/changes/{make_id(Naming.BATCH, stopped.id)}")
    client.page.wait_for_selector("[role=status]:has-text('stopped')")
    assert client.look("authority-stopped") == []
    client.choose("Go on")
    client.page.wait_for_selector("[role=status]:has-text('done')")


@pytest.fixture
def cora(server):
    """Somebody who may propose and not publish."""
    access = server.installation.services.access
    account = access.create_account(operator(), "Cora Lind", {"harbor": ("contributor",)}, "harbor")
    return access.acting(access.actor(account.id), "harbor")


@pytest.fixture
def propose(server, cora):
    """Sends a proposal of a new work with its edition."""

    def send(title):
        work = {"@id": "_:work", "@type": ["bf:Work"], "bf:title": [{"@type": ["bf:Title"], "bf:mainTitle": [title]}]}
        edition = {"@id": "_:e", "@type": ["bf:Instance"], "bf:instanceOf": [{"@id": "_:work"}]}
        catalogue = server.installation.services.catalogue
        draft = catalogue.drafts.put(cora, Content(title=title, nodes=(work, edition)))
        catalogue.proposals.send(cora, draft.iri, str(draft.revision), "Seen on the title page")

    return send


def test_one_proposal_is_accepted_and_another_refused_with_a_reason(sign_in, propose):
    propose("The salt road")
    propose("The salt rode")
    client = sign_in()
    client.choose("Proposals")
    client.page.wait_for_selector("tr:has-text('The salt road') .chip:has-text('waiting')")
    assert client.look("proposals") == []
    client.choose("The salt rode")
    client.page.wait_for_selector("ins:has-text('The salt rode')")
    client.choose("Refuse")
    client.page.wait_for_selector("dialog[open]")
    client.until("document.activeElement?.tagName === 'TEXTAREA'")
    client.type("A slip of the pen")
    assert client.look("proposal-refuse") == []
    client.choose("Refuse")
    client.page.wait_for_selector(".note-box.error:has-text('A slip of the pen')")
    client.choose("All proposals")
    client.page.wait_for_selector("tr:has-text('The salt rode') .chip:has-text('refused')")
    client.choose("The salt road")
    client.page.wait_for_selector("ins:has-text('The salt road')")
    assert client.look("proposal") == []
    client.choose("Accept and publish")
    client.page.wait_for_selector(".chip:has-text('accepted')")
    client.choose("Show the record")
    client.page.wait_for_selector("h1:has-text('The salt road')")


@pytest.mark.parametrize(("language", "theme", "contrast"), [("ar", "dark", "auto"), ("pl", "light", "more")])
def test_no_screen_has_a_violation_in_either_direction(sign_in, fifty_logs, propose, language, theme, contrast):
    propose(f"A proposal in {language}")
    client = sign_in(language=language, theme=theme, contrast=contrast)
    found = {}
    screens = {
        "batches": "main h1", "batches/new?text=Lighthouse": "#batch-search", "authorities?text=e": "table",
        "authorities/new?heading=Marlow": "#authority-heading", "authorities/bare": "main ul li",
        "authorities/changes": "main h1", "proposals": "main table",
    }  # fmt: skip
    for address, awaited in screens.items():
        client.open(f"harbor/{address}")
        client.page.wait_for_selector(awaited)
        name = address.split("?")[0].replace("/", "-")
        if problems := client.look(f"{name}-{language}"):
            found[address] = problems
    assert found == {}
