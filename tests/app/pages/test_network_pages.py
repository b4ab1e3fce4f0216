"""What anybody sees of the libraries of a network: each work once with who has it, what only others have, and what the
same people borrow; of a private library nothing.
"""

from __future__ import annotations

import html
import re
from datetime import UTC, date, datetime
from urllib.parse import unquote

import httpx
import pytest

from app.bootstrap import installed
from app.demo.libraries import NETWORK
from app.settings import Settings, StoreAddress
from graph.access.model import operator
from graph.network.co_circulation.documents import together_key, together_node
from graph.network.co_circulation.model import Together, Window
from graph.store.model import ANY, Cause, Change, Put
from graph.store.scope import SystemScope
from mappings.marc import notation
from mappings.marc.writer import write_marc21
from tests.app.pages.conftest import SECRET, title_of
from tests.running import running

MERIDIANS = (
    """\
LDR 00000nam a2200000 i 4500
001 m1
008 070721t20082007nyub     b    001 1 eng d
020 ## $a 9781400079988
041 1# $a eng $h rus
100 1# $a Tolstoy, Leo, $c graf, $d 1828-1910, $e author.
240 10 $a Voĭna i mir. $l English $s (Pevear and Volokhonsky)
245 10 $a War and peace / $c Leo Tolstoy ; translated from the Russian by Richard Pevear and Larissa Volokhonsky.
264 #1 $a New York : $b Vintage Books, $c 2008.
700 1# $a Pevear, Richard, $d 1943- $e translator.
700 1# $a Volokhonsky, Larissa, $e translator.
852 0# $b MU $h 1 $p M-1
""",
    """\
LDR 00000nam a2200000 i 4500
001 m2
008 060101s2006    enkab    b    001 0 eng d
100 1# $a Adeyemi-Ross, Tamsin.
245 14 $a The Quintessa atlas / $c Tamsin Adeyemi-Ross.
852 0# $b MP $h 2 $p M-2
""",
)


def test_a_search_of_all_libraries_shows_a_work_once_with_who_has_it(browser, world):
    def hits(library="harbor", **asked):
        page = browser.get(f"/{library}/search", params={"q": "title:war title:peace", **asked}).text
        return page, re.findall('<li class="card">.*?</h3>', page, re.DOTALL)

    (own,), (other,) = hits()[1], hits("lindenau")[1]
    world.cluster()
    page, (once,) = hits(where="all")
    assert own != other
    assert once == own, "it is shown by what the library itself has"
    assert re.search('role="status">1 title<', page)
    card = page.partition(once)[2].partition("</li>\n</ul>\n</li>")[0]
    assert "Harbor" in card
    assert "Lindenau" in card
    assert ">Lindenau" not in hits()[0].partition(own)[2].partition("</li>")[0]


@pytest.fixture
def of_meridian(world):
    """The third library has a novel that the first one has, too, and a book that nobody else has."""
    services = world.installation.services
    records = b"".join(write_marc21(notation.record(each)) for each in MERIDIANS)
    services.importer.run(operator("meridian"), "meridian", [records])
    for slug in ("lindenau", "meridian"):
        services.tenants.update(operator(), slug, member_group="institution")
    world.cluster()


def test_a_search_of_the_network_shows_works_once_with_who_has_them_and_keeps_to_its_libraries(
    browser, world, of_meridian
):
    start = browser.get("/harbor/").text
    assert f'href="/harbor/search?where={NETWORK.slug}"' in start
    page = browser.get("/harbor/search", params={"q": "title:war title:peace", "where": NETWORK.slug}).text
    (card,) = re.findall('<li class="card">.*?</h3>.*?</ul>', page, re.DOTALL)
    assert 'href="/harbor/works/' in card
    told = re.findall('<li class="chip[^>]*>(.*?)</li>', card)
    assert [each for each in ("Harbor", "Lindenau", "Meridian") if any(each in one for one in told)] == [
        "Harbor", "Lindenau", "Meridian",
    ]  # fmt: skip
    assert f'name="where" value="{NETWORK.slug}"' in page
    assert card in browser.get("/harbor/search", params={"q": "title:war title:peace", "where": "network"}).text
    narrowed = html.unescape(re.search(r'href="(/harbor/search[^"]*library=meridian[^"]*)"', page).group(1))
    assert len(re.findall("<h3>", browser.get(narrowed).text)) == 1
    for word in (SECRET, SECRET.lower()):
        found = browser.get("/harbor/search", params={"q": word, "where": NETWORK.slug}).text
        assert "Nothing was found" in found
        assert "<h3>" not in found
        assert "library=cloister" not in found


def test_what_only_another_library_has_is_shown_by_ones_own_with_where_it_can_be_had(browser, world, of_meridian):
    assert "Nothing was found" in browser.get("/harbor/search?q=Quintessa").text
    page = browser.get(f"/harbor/search?q=Quintessa&where={NETWORK.slug}&lang=en").text
    path = html.unescape(re.search('<h3><a href="([^"]*)" rel="nofollow"', page).group(1))
    assert path.startswith("/harbor/about?iri=")
    work = browser.get(path).text
    assert title_of(work) == "The Quintessa atlas"
    for told in ("Harbor Public Library</span> has no copies of this", "can borrow it for you", "Meridian"):
        assert told in work
    canonical = re.search('rel="canonical" href="([^"]*)"', work).group(1)
    assert "/meridian/works/" in canonical
    assert "Request any" not in work
    there = browser.get(path, params={**dict(httpx.URL(path).params), "asOf": "2020-01-01"})
    assert there.status_code == 303
    assert there.headers["location"].startswith("/meridian/works/")
    private = browser.get("/harbor/about", params={"iri": canonical.replace("/meridian/", "/cloister/")})
    assert private.status_code == 404


def test_a_library_in_no_network_offers_none(browser, world):
    assert "Search other libraries" not in browser.get("/alone/").text
    page = browser.get(f"/alone/search?where={NETWORK.slug}").text
    assert re.findall('aria-current="true">✓ <span[^>]*>([^<]*)', page) == ["Alone"]
    assert NETWORK.name["en"] not in page


def test_a_work_tells_what_the_same_people_borrowed_and_of_how_many_at_least(browser, world):
    names, paths = (
        world.installation.services.names,
        [f"/harbor/works/{world.work(title)}" for title in ("Beloved", "Invisible man")],
    )
    one, other = (f"{names.base}{path[1:]}" for path in paths)
    key = together_key(names, NETWORK.slug, one)
    together = Together(other, 20, 10, Window(date(2026, 1, 1), date(2026, 4, 1)))
    put = Put(key, {"@id": key.iri, **together_node(one, [together], None)}, ANY)
    world.installation.store.commit(Change(Cause("", "test", datetime.now(UTC)), (put,)), SystemScope())
    world.installation.services.co_circulation.settle(operator(), NETWORK.slug, 10, 3)
    told = browser.get(paths[0]).text.partition("Borrowed by the same people")[2]
    assert f'href="{paths[1]}"' in told
    assert "at least 10 readers borrowed each" in told
    assert "Counted again on " in told


def test_no_work_of_a_private_library_stands_among_what_the_same_people_borrowed(browser, world):
    names, installation = world.installation.services.names, world.installation
    titles = (("Beloved", "harbor"), ("Invisible man", "harbor"), (f"{SECRET} and peace", "cloister"))
    one, other, hidden = (f"{names.base}{slug}/works/{world.work(title, slug)}" for title, slug in titles)
    key, window = together_key(names, NETWORK.slug, one), Window(date(2026, 1, 1), date(2026, 4, 1))
    node = together_node(one, [Together(each, 10, 10, window) for each in (hidden, other)], None)
    put = Put(key, {"@id": key.iri, **node}, ANY)
    installation.store.commit(Change(Cause("", "test", datetime.now(UTC)), (put,)), SystemScope())
    page = browser.get(one.removeprefix(names.base.rstrip("/"))).text
    assert other.removeprefix(names.base) in page.partition("Borrowed by the same people")[2]
    assert SECRET not in page
    assert "/cloister/" not in page


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_library_is_called_alike_in_hits_and_facets_whatever_the_language(browser, language):
    page = browser.get(f"/harbor/search?q=the&where={NETWORK.slug}&lang={language}").text
    assert "Lindenau University Library" in page
    assert "Universitätsbibliothek" not in page


def test_networks_that_are_called_as_something_else_is_named_hide_no_choice(tmp_path):
    """None can be made any more; those that are there are reached by more than their name."""
    with installed(Settings(store=StoreAddress("sqlite", tmp_path / "store.sqlite")), create=True) as installation:
        services = installation.services
        for slug in ("all", "network"):
            services.tenants.create_network(operator(), slug, {"en": f"The {slug} group"}, is_moved=True)
        members = {"quay": ("all", "network"), "pier": ("all",), "wharf": ("network",), "far": ()}
        for number, (slug, networks) in enumerate(members.items()):
            services.tenants.create_tenant(operator(), slug, {"en": slug}, networks=networks)
            title = notation.record(MERIDIANS[1].replace("m2", slug).replace("Quintessa", f"Quintessa{number}"))
            services.importer.run(operator(slug), slug, [write_marc21(title)])
        installation.bring_up_to_date("search")
        with running(installation) as address, httpx.Client(base_url=address) as browser:
            page = browser.get("/quay/search?q=atlas&lang=en", headers={"Accept": "text/html"}).text
            named = dict.fromkeys(re.findall(r'href="/quay/search\?[^"]*?where=([^"&]*)', page))
            assert list(map(unquote, named)) == ["network:all", "network:network", "all"]
            found = {}
            for where in ("", "all", "network", "network:all", "network:network"):
                asked = {"q": "atlas", "where": where}
                page = browser.get("/quay/search", params=asked, headers={"Accept": "text/html"}).text
                found[where] = set(re.findall(r"Quintessa(\d)", page))
    assert found == {
        "": {"0"}, "all": {"0", "1", "2", "3"}, "network": {"0", "1"}, "network:all": {"0", "1"},
        "network:network": {"0", "2"},
    }  # fmt: skip


def test_where_each_work_is_shown_once_the_figures_beside_say_what_they_count(browser):
    said = "The figures count descriptions"
    assert said in browser.get(f"/harbor/search?q=the&where={NETWORK.slug}").text
    assert said not in browser.get("/harbor/search?q=the").text
