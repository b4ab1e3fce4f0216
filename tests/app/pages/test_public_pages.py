"""What anybody sees of a library in a browser: complete pages without scripts, in several languages, small and safe."""

from __future__ import annotations

import html
import json
import re

import httpx
import pytest
from graphql import parse as parse_query
from graphql import validate
from pyoxigraph import RdfFormat, parse

from app.pages.asking import stored
from graph.access.model import operator
from graph.store.errors import Unavailable
from graph.tenants.model import Appearance, Quota
from schema.build import schema
from tests.app.pages.conftest import SECRET, title_of

ADDRESSES = ("/", "/harbor", "/harbor/", "/harbor/search", "/harbor/search?q=the&where=all", "/harbor/sign-in")


def data_of(page: str) -> dict:
    return json.loads(page.partition('<script type="application/ld+json">')[2].partition("</script>")[0])


@pytest.mark.parametrize("path", ADDRESSES)
@pytest.mark.parametrize(("language", "direction"), [("en", "ltr"), ("ar", "rtl"), ("pl", "ltr")])
def test_every_page_is_whole_without_scripts_in_each_language(browser, path, language, direction):
    answer = browser.get(path, params={"lang": language} | dict(httpx.URL(path).params))
    assert answer.status_code == 200
    assert f'<html lang="{language}" dir="{direction}">' in answer.text
    assert "<script" not in answer.text.replace('<script type="application/ld+json">', "")
    assert "default-src 'none'; style-src 'self'" in answer.headers["content-security-policy"]
    assert "script-src" not in answer.headers["content-security-policy"]


def test_a_page_with_its_style_weighs_less_than_thirty_kilobytes(browser, world):
    for path in (*ADDRESSES, f"/harbor/works/{world.work('War and peace')}"):
        answer = browser.get(path)
        style = browser.get(answer.text.partition('rel="stylesheet" href="')[2].partition('"')[0])
        assert style.status_code == 200
        packed = int(answer.headers["content-length"])
        assert answer.headers["content-encoding"] == "gzip"
        assert packed + len(style.content) < 30_000, path
        assert browser.get(path, headers={"Accept-Encoding": "identity"}).content == answer.content


def test_nothing_comes_from_elsewhere(browser, world):
    page = browser.get(f"/harbor/works/{world.work('War and peace')}").text
    loaded = re.findall(r'<(?:link rel="stylesheet"|img|script|iframe)[^>]*(?:href|src)="([^"]*)"', page)
    assert loaded
    assert all(each.startswith("/") for each in loaded)


def test_a_search_finds_counts_and_narrows_by_links_alone(browser):
    page = browser.get("/harbor/search", params={"q": "whale"}).text
    assert "Moby-Dick" in page
    whole = browser.get("/harbor/search").text
    german = re.search(r'href="(/harbor/search\?language=ger)"', whole)
    assert german
    narrowed = browser.get(german.group(1)).text
    assert "✓" in narrowed
    count = int(re.search(r'role="status">([\d,]+)', narrowed).group(1))
    assert 0 < count < int(re.search(r'role="status">([\d,]+)', whole).group(1))


def test_authors_and_subjects_are_counted_when_asked_for(browser):
    page = browser.get("/harbor/search?q=whale").text
    assert "?author=" not in html.unescape(page)
    more = html.unescape(re.search(r'href="(/harbor/search[^"]*more=1)"', page).group(1))
    wanted = re.search(r'href="(/harbor/search[^"]*subject=[^"]*)"', browser.get(more).text).group(1)
    assert "✓" in browser.get(html.unescape(wanted)).text


def test_pages_of_hits_follow_each_other_and_lead_back(browser):
    first = browser.get("/harbor/search?sort=title").text
    onward = html.unescape(re.search(r'rel="next" href="([^"]+)"', first).group(1))
    second = browser.get(onward).text
    titles = re.compile(r"<h3><a[^>]*>(.*?)</a></h3>", re.DOTALL)
    assert not set(titles.findall(first)) & set(titles.findall(second))
    back = html.unescape(re.search(r'rel="prev" href="([^"]+)"', second).group(1))
    assert titles.findall(browser.get(back).text) == titles.findall(first)


@pytest.mark.parametrize("odd", ["after=nonsense", "before=nonsense"])
def test_a_cursor_that_is_none_is_refused_in_words(browser, odd):
    answer = browser.get(f"/harbor/search?{odd}")
    assert answer.status_code == 400
    assert "<h1>" in answer.text
    assert "Zacznij od pierwszej strony." in browser.get(f"/harbor/search?{odd}&lang=pl").text


def test_a_work_shows_its_editions_copies_other_libraries_and_who_says_so(browser, world):
    page = browser.get(f"/harbor/works/{world.work('War and peace')}").text
    assert title_of(page) == "War and peace"
    for told in (
        "Tolstoy, Leo",
        "Vintage Books",
        "FIC TOL",
        "In other libraries",
        "Lindenau",
        "About this description",
    ):
        assert told in page


def test_every_link_of_a_work_that_leads_to_our_pages_is_there(browser, world):
    page = browser.get(f"/harbor/works/{world.work('War and peace')}").text
    links = {html.unescape(each) for each in re.findall(r'href="(/[^"#]*)"', page)} - {"/app/"}
    assert len(links) > 15
    for each in sorted(links):
        signs_in = each.startswith(("/harbor/account", "/harbor/request?"))
        assert browser.get(each).status_code == (303 if signs_in else 200), each


def test_agents_subjects_editions_and_copies_have_pages(browser, world):
    page = browser.get(f"/harbor/works/{world.work('War and peace')}").text
    for collection, told in (
        ("agents", "Tolstoy"),
        ("subjects", "Russia--History"),
        ("instances", "Vintage"),
        ("items", "FIC TOL"),
    ):
        path = re.search(rf'href="(/harbor/{collection}/[^"]+)"', page).group(1)
        assert told in browser.get(path).text


def test_search_engines_are_told_in_words_of_schema_org(browser, world):
    data = data_of(browser.get(f"/harbor/works/{world.work('War and peace')}").text)
    assert data["@context"] == "https://schema.org"
    assert data["@type"] == "Book"
    assert data["author"][0]["name"].startswith("Tolstoy")
    assert data["workExample"][0]["isbn"] == ["9781400079988"]
    assert data["workExample"][0]["offers"][0]["availability"].startswith("https://schema.org/")


@pytest.mark.parametrize(
    ("ending", "format"), [("ttl", RdfFormat.TURTLE), ("nt", RdfFormat.N_TRIPLES), ("jsonld", RdfFormat.JSON_LD)]
)
def test_a_description_is_linked_data_at_its_address_with_an_ending(browser, world, ending, format):
    path = f"/harbor/works/{world.work('War and peace')}"
    quads = list(parse(browser.get(f"{path}.{ending}").text, format))
    assert any(str(each.subject).rstrip(">").endswith(path) for each in quads)


def test_a_description_is_marc_at_its_address_with_an_ending(browser, world):
    path = f"/harbor/works/{world.work('War and peace')}"
    assert "War and peace" in browser.get(f"{path}.marcxml").text
    octets = browser.get(f"{path}.mrc").content
    assert int(octets[:5]) == len(octets)


@pytest.mark.parametrize(
    "path", ["/nowhere/", "/harbor/works/none", "/harbor/odd/one", "/harbor/works/none.ttl", "/harbor/about"]
)
def test_what_is_not_there_is_told_on_a_page(browser, path):
    answer = browser.get(path)
    assert answer.status_code == 404
    assert "There is nothing at this address" in answer.text


def test_markup_in_a_record_is_text_on_its_page(browser, world):
    found = world.work("img src")
    for page in (browser.get("/harbor/search?q=onerror").text, browser.get(f"/harbor/works/{found}").text):
        assert "&lt;img src=x onerror=alert(3)&gt;" in page
        assert "<img" not in page
        assert "<svg" not in page
        assert "alert(5)</script>" not in page
        assert "javascript:alert" not in page


def test_what_was_asked_for_is_text_on_the_page(browser):
    page = browser.get("/harbor/search", params={"q": '"><script>alert(1)</script>', "language": "<b>"}).text
    assert "<script>alert" not in page
    assert "<b>" not in page


def test_a_page_that_has_not_changed_is_not_sent_again(browser, world):
    path = f"/harbor/works/{world.work('Moby-Dick')}"
    first = browser.get(path)
    again = browser.get(path, headers={"If-None-Match": first.headers["etag"]})
    assert again.status_code == 304
    assert again.content == b""


def test_a_change_is_on_the_page_at_once(browser, world):
    services = world.installation.services
    body = {
        "@type": ["bf:Work"],
        "bf:title": [{"@id": "#t", "@type": ["bf:Title"], "bf:mainTitle": ["Before the change"]}],
    }
    made = services.catalogue.create(operator("harbor"), "bf:Work", body)
    path = "/" + made.iri.partition("//")[2].partition("/")[2]
    first = browser.get(path)
    assert title_of(first.text) == "Before the change"
    body["bf:title"][0]["bf:mainTitle"] = ["After the change"]
    services.catalogue.update(operator("harbor"), made.iri, made.revision, body)
    later = browser.get(path, headers={"If-None-Match": first.headers["etag"]})
    assert title_of(later.text) == "After the change"


def test_the_page_of_what_was_merged_leads_to_what_it_became(browser, world):
    services = world.installation.services
    gone, kept = (
        services.catalogue.create(operator("harbor"), "bf:Work", {"rdfs:label": [name]}) for name in ("A", "B")
    )
    services.catalogue.delete(operator("harbor"), gone.iri, gone.revision, kept.iri)
    answer = browser.get("/" + gone.iri.partition("//")[2].partition("/")[2])
    assert answer.status_code == 301
    assert kept.iri.endswith(answer.headers["location"])


def _without_names(answer: httpx.Response) -> str:
    """An answer without the library that was asked for, and without the request's id."""
    text = answer.text.replace("nowhere-at-all", "…").replace("cloister", "…")
    return text.replace(answer.headers["x-request-id"], "…")


def test_a_private_library_has_no_page_and_is_on_none(browser, world):
    work = world.work("War and peace")
    paths = ["/cloister/", "/cloister/search?q=peace", "/cloister/sitemap.xml", "/cloister/works.xml"]
    for each in paths:
        there, nowhere = (browser.get(each.replace("cloister", name)) for name in ("cloister", "nowhere-at-all"))
        assert there.status_code == nowhere.status_code >= 400, each
        assert _without_names(there) == _without_names(nowhere)
    for each in (*ADDRESSES, "/harbor/search?q=peace&where=all", f"/harbor/works/{work}", "/sitemap.xml"):
        assert SECRET not in browser.get(each).text


def test_a_library_has_its_own_colour_and_languages(browser, world):
    services = world.installation.services
    services.tenants.update(
        operator("meridian"), "meridian", appearance=Appearance("#5b2a86", ("pl", "en"), {"pl": "Dzień dobry"})
    )
    page = browser.get("/meridian/", headers={"Accept-Language": "de"}).text
    assert '<html lang="pl"' in page
    assert "Dzień dobry" in page
    style = page.partition('rel="stylesheet" href="')[2].partition('"')[0]
    assert "#5b2a86" in browser.get(style).text
    assert 'hreflang="ar"' not in page


def test_a_library_whose_requests_may_cost_nearly_nothing_has_its_pages(browser, world):
    services = world.installation.services
    services.tenants.update(operator(), "meridian", quota=Quota(cost_per_minute=100))
    for path in ("/meridian/", "/meridian/search"):
        assert browser.get(path).status_code == 200


def test_a_store_that_is_away_is_not_told_as_a_page_that_is_not_there(browser, world, monkeypatch):
    path = f"/harbor/works/{world.work('Moby-Dick')}"

    def away(*_, **__):
        raise Unavailable("The store can't be reached.")

    monkeypatch.setattr(type(world.installation.services.catalogue), "resources", away)
    assert browser.get(f"{path}.ttl").status_code == 503


def test_a_sitemap_leads_to_every_work_and_robots_are_led_to_it(browser, world):
    assert "sitemap.xml" in browser.get("/robots.txt").text
    assert "/harbor/sitemap.xml" in browser.get("/sitemap.xml").text
    world.catch_up()
    listed = re.findall("<loc>([^<]+)", browser.get("/harbor/works.xml").text)
    total = int(re.search(r'role="status">([\d,]+)', browser.get("/harbor/search").text).group(1))
    assert len(listed) >= total > 100


def test_every_work_has_a_page_however_little_is_said_of_it(browser, world):
    catalogue, actor = world.installation.services.catalogue, operator("harbor")
    bare = catalogue.create(actor, "bf:Work", {})
    catalogue.create(actor, "bf:Instance", {"bf:instanceOf": [{"@id": bare.iri}]})
    world.catch_up()
    world.catch_up()
    listed = re.findall("<loc>([^<]+)", browser.get("/harbor/works.xml").text)
    assert bare.iri in listed
    for each in listed:
        assert browser.get("/" + each.partition("//")[2].partition("/")[2]).status_code == 200, each
    for page in ("/harbor/", "/harbor/search?sort=added"):
        assert browser.get(page).status_code == 200


def test_every_stored_query_is_one_of_the_schema():
    assert len(stored()) > 10
    for name, text in stored().items():
        assert validate(schema()._schema, parse_query(text)) == [], name
