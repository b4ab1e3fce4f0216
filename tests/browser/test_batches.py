"""Batches that are narrowed down by what the hits have in common, and batches that were cut off; by keyboard alone."""

from __future__ import annotations

from dataclasses import replace

import pytest

from graph.access.model import operator
from graph.catalogue.batch_documents import BatchState, Pending, batch_node
from graph.catalogue.batches import BatchSelection
from graph.catalogue.job_documents import Runner
from graph.catalogue.operations import Operation, OperationKind
from graph.store.model import Cause, Change, Key, Put
from graph.store.names import GraphKind
from graph.store.scope import SystemScope
from mappings.marc import notation
from schema.ids import Naming, make_id

pytestmark = [pytest.mark.needs("chromium"), pytest.mark.slow]
DIARY = """\
LDR 00000nam a2200000 i 4500
001 diary{number}
008 990101s{year}    xx a     b    000 1 eng c
245 10 $a Tide diary {number} : $b a grey year
264 #1 $a Lindenau : $b Harbor Press, $c {year}.
"""


@pytest.fixture(scope="module")
def diaries(server):
    """Five diaries of the nineties and three of later."""
    years = enumerate((1991, 1992, 1993, 1994, 1995, 2001, 2002, 2003))
    records = [notation.record(DIARY.format(number=number, year=year)) for number, year in years]
    server.load(records)


def test_a_batch_is_of_what_a_search_finds_narrowed_by_what_the_hits_have_in_common(sign_in, diaries):
    client = sign_in()
    client.open("harbor/search?text=%22Tide%20diary%22")
    client.page.wait_for_selector("h1:has-text('8 hits')")
    client.choose(lambda: "/batches/new" in client.page.evaluate("document.activeElement.href ?? ''"))
    client.page.wait_for_selector("[role=status]:has-text('8 hits')")
    client.choose("Narrow the search")
    client.tab_to("1990")
    client.press("Space")
    client.page.wait_for_selector("[role=status]:has-text('5 hits')")
    assert client.focused().startswith("1990")
    assert client.look("batch-narrowed") == []
    client.tab_to("Change Works")
    client.type("Editions")
    client.page.wait_for_selector("details", state="detached")
    client.press("ArrowUp")
    client.page.wait_for_selector("details")
    client.choose("Narrow the search")
    client.tab_to("1990")
    client.press("Space")
    client.page.wait_for_selector("[role=status]:has-text('5 hits')")
    client.tab_to("Do")
    client.type("Add a value")
    client.tab_to("In")
    client.type("Summary")
    client.tab_to("Add")
    client.type("Kept at Lindenau")
    client.choose("Preview")
    client.page.wait_for_selector("#batch-preview:has-text('5 records would change')")
    client.choose("Change 5 records")
    client.page.wait_for_selector("#batch-hits:has-text('5 changed records')")
    client.page.wait_for_selector("dd:has-text('Decade'):has-text('1990')")
    client.shot("batch-narrowed-done")


@pytest.fixture
def cut_off(server):
    """A batch of three works whose process is gone after the first."""
    catalogue, actor = server.installation.services.catalogue, operator("harbor")
    works = [catalogue.create(actor, "bf:Work", {"rdfs:label": ["Grey"]}).iri for _ in range(3)]
    again = Operation(kind=OperationKind.REPLACE_TEXT, value="Grey", to="Gray")
    done = catalogue.batches.apply(actor, BatchSelection(iris=(works[0],)), [again], "Greys", dry_run=False).batch
    left = tuple(Pending(each) for each in works[1:])
    waiting = replace(done, state=BatchState.RUNNING, pending=left, found=3, runner=Runner("gone", 1, ""), seen=None)
    names = server.installation.services.names
    put = Put(
        Key(names.graph("harbor", GraphKind.STAFF), done.iri), batch_node(waiting, names, "harbor"), done.revision
    )
    server.installation.store.commit(Change(Cause(actor.id, "test", done.at), (put,)), SystemScope())
    return make_id(Naming.CHANGE_BATCH, done.iri)


@pytest.mark.parametrize(("language", "theme"), [("en", "light"), ("ar", "dark")])
def test_a_batch_that_was_cut_off_says_how_far_it_is_and_goes_on(sign_in, cut_off, language, theme):
    client = sign_in(language=language, theme=theme)
    client.open(f"harbor/batches/{cut_off}")
    client.page.wait_for_selector("progress[value='1'][max='3']")
    assert client.look(f"batch-cut-off-{language}") == []
    client.choose({"en": "Go on", "ar": "تابع"}[language])
    client.page.wait_for_selector(".chip.good")
    client.page.wait_for_selector("progress", state="detached")
    client.page.wait_for_selector("#batch-hits + ol li >> nth=2")
    assert client.focused() == "Greys"
