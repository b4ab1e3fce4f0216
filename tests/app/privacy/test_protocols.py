"""Nothing that stands in a private graph is found by whoever follows every link and asks every protocol, each kind of
user as far as they are let in; and what searches for it finds it where a wall is taken away.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from typing import Any, Final
from urllib.parse import unquote, urlencode, urlsplit

import pytest
from starlette.applications import Starlette
from starlette.routing import Match, Route

from app import telling
from app.clock import clock
from app.server import serving
from graph.access.model import operator
from graph.store.names import GraphKind
from tests.app.privacy import protocols
from tests.app.privacy.asking import Browser, given_away, plain
from tests.app.privacy.conftest import client_of
from tests.app.privacy.graphs import OF_NOBODY, OF_STAFF, words
from tests.app.privacy.planting import HARBOR, LINDENAU, OTHER_CARD, World

ALL: Final = words((HARBOR, LINDENAU), OF_NOBODY | OF_STAFF | {GraphKind.CATALOGUE})
OF_HARBOR: Final = words((HARBOR,), OF_STAFF)
"""What those who describe in the public library, or lend there, may see of what they look at."""
OF_LINDENAU: Final = words((LINDENAU,), OF_STAFF | {GraphKind.CATALOGUE})
USERS: Final[dict[str, frozenset[str]]] = {
    "anonymous": frozenset(),
    "another reader": frozenset(),
    "cataloguer@harbor": OF_HARBOR,
    "desk@harbor": OF_HARBOR,
    "administrator@harbor": OF_HARBOR | words((LINDENAU,), frozenset({GraphKind.CATALOGUE})),
    "researcher@harbor": words((LINDENAU,), frozenset({GraphKind.CATALOGUE})),
    "administrator@lindenau": OF_LINDENAU,
}
"""Who asks, and which words of the graphs of libraries they may see where a description is shown."""
DESCRIBED: Final = re.compile(r"GET /\w+/(?:works|instances|items|daia|exchange)\b")
NOT_ENTERED: Final[dict[str, str]] = {
    "/app/assets/{name}": "files of the client, which is not built for every test",
    "/{tenant}/account/payment": "asked with the reference of a payment, in the tests of readers",
    "/{tenant}/iso18626": "takes no GET: asked in the tests of readers",
    "/{tenant}/ncip": "takes no GET: asked in the tests of readers",
    "/{tenant}/paia/auth/{method}": "takes no GET: asked in the tests of readers",
}
"""Addresses that no crawl comes to, and why there is nothing to find that isn't looked for elsewhere."""


@pytest.fixture(scope="module")
def application(world: World) -> Starlette:
    """What is served, to look up its addresses."""
    return serving(world.installation)


BEGINNINGS: Final = (
    "/", "/app", "/app/", "/health", "/ready", "/metrics", "/sign-in", "/graphql?query=%7Bcontext%7D",
    "/.well-known/void", "/ns/lsp", "/ns/lsp.ttl", "/robots.txt", "/sitemap.xml",
    "/profiles/monograph.ttl", "/profiles/monograph.csv", "/sparql/runs", "/tenants/harbor", "/networks/rivers",
    *(f"/graphiql/{each}" for each in ("explorer.js", "explorer.css", "schema-view.js", "examples.json")),
    *(f"/harbor{each}" for each in ("", "/about", "/account", "/sign-in", "/request", "/sitemap.xml", "/works.xml",
      "/opensearch.xml", "/oai/jsonld.xsd", "/void.nt", "/graphs/catalogue", "/graphql?query=%7Bcontext%7D")),
    *(f"/harbor/paia/core/{OTHER_CARD}{each}" for each in ("", "/items", "/fees")),
)  # fmt: skip
"""Where links are followed from, beside the answers of every protocol."""
Crawls = Callable[[str], Browser]


@pytest.fixture(scope="module")
def crawl(world: World) -> Crawls:
    """What a kind of user came to, who asked every protocol for everything and followed what there is."""

    @cache
    def crawled(who: str) -> Browser:
        with client_of(world, who) as http:
            browser = Browser(world, http, world.hidden | ALL)
            for address, headers in protocols.everything(world):
                browser.send("GET", address, headers=headers)
            for each in BEGINNINGS:
                browser.follow(each)
        return browser

    return crawled


@pytest.mark.parametrize("who", USERS)
def test_no_protocol_shows_what_is_private_to_any_kind_of_user(crawl: Crawls, who: str) -> None:
    """Also those who lend, or administer, find no reader but where they ask for one."""
    browser = crawl(who)
    wrong = {
        where: told
        for where, told in browser.found.items()
        if told - USERS[who] or (told & OF_HARBOR and not DESCRIBED.match(where))
    }
    assert wrong == {}
    assert browser.statuses[500] == 0
    assert browser.statuses[200] > 300


def test_a_crawl_comes_to_every_address_there_is(crawl: Crawls, application: Starlette) -> None:
    """One that is new must be asked, too: by a link to it, or as one of the beginnings."""
    entered: set[Any] = set()
    for who in ("anonymous", "another reader", "administrator@harbor"):
        for (method, path), status in crawl(who).asked.items():
            if status < 400:
                entered |= _answering(application, method, path)
    served = [each for each in application.routes if isinstance(each, Route) and "GET" in (each.methods or ())]
    assert {each.path for each in served if each.endpoint not in entered} == NOT_ENTERED.keys()


def _answering(application: Starlette, method: str, path: str) -> set[Any]:
    """What answers at an address; several addresses may be answered by one."""
    scope = {"type": "http", "method": method, "path": unquote(path), "root_path": ""}
    found = (each for each in application.routes if each.matches(scope)[0] is Match.FULL)
    return {each.endpoint for each in found if isinstance(each, Route)}


@pytest.mark.parametrize("who", ["researcher@harbor", "administrator@harbor", "administrator@lindenau"])
def test_no_query_of_a_moment_finds_what_is_private(world: World, monkeypatch: pytest.MonkeyPatch, who: str) -> None:
    """Not even what those who ask may see where it is described: it enters no data set, not the past's either."""
    past = world.installation.services.past
    monkeypatch.setattr(past, "_launch", lambda _: None)  # made here, not by another process
    place, moment = f"/{who.partition('@')[2]}/sparql", clock().isoformat()
    with client_of(world, who) as http:
        browser = Browser(world, http, world.hidden | ALL)
        assert browser.send("GET", f"{place}?{urlencode({'query': 'ASK {}', 'asOf': moment})}").status_code == 503
        past.work()
        for text in protocols.TEXTS:
            answer = browser.send("GET", f"{place}?{urlencode({'query': text, 'asOf': moment})}")
            assert answer.status_code == 200, answer.text
    own = words((LINDENAU,), frozenset({GraphKind.CATALOGUE})) if who.endswith(LINDENAU) else frozenset()
    assert set().union(*browser.found.values()) == own


@pytest.mark.parametrize("who", ["researcher@harbor", "administrator@harbor", "administrator@lindenau"])
def test_no_answer_that_is_kept_holds_what_is_private(world: World, monkeypatch: pytest.MonkeyPatch, who: str) -> None:
    """Whatever is asked for later is fetched from a file, in every format, and is another's to nobody."""
    services, place = world.installation.services, f"/{who.partition('@')[2]}/sparql"
    monkeypatch.setattr(services.query_runs, "_launch", lambda: None)  # worked off here, not by another process
    with client_of(world, who) as http:
        browser = Browser(world, http, world.hidden | ALL)
        for text in protocols.TEXTS:
            begun = browser.send("GET", f"{place}?{urlencode({'query': text})}", headers={"Prefer": "respond-async"})
            assert begun.status_code == 202, begun.text
            services.run_worker.work(lambda: False)
            run = http.get(urlsplit(begun.headers["Location"]).path)  # it repeats the query, which names the words
            files = [each["url"] for each in run.json()["files"]]
            assert files
            for each in files:
                assert browser.send("GET", urlsplit(each).path).status_code == 200
            with client_of(world, "anonymous") as stranger:
                assert stranger.get(urlsplit(files[0]).path).status_code in {401, 403, 404}
            http.delete(urlsplit(begun.headers["Location"]).path)
    own = words((LINDENAU,), frozenset({GraphKind.CATALOGUE})) if who.endswith(LINDENAU) else frozenset()
    assert set().union(*browser.found.values()) == own


def test_no_message_to_a_webhook_says_what_is_private(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    sent: list[str] = []
    monkeypatch.setattr(telling.Teller, "_sent", lambda _, __, ___, body: sent.append(plain(body.decode())) or 200)
    for slug in (HARBOR, LINDENAU):
        world.installation.services.webhooks.add(operator(slug), "https://other.example/hook", 0)
    told = telling.Teller(world.installation.services, clock).round()
    assert told.taken == len(sent) == 2
    text = "".join(sent)
    assert given_away(text, world.hidden | ALL) <= words((LINDENAU,), frozenset({GraphKind.CATALOGUE}))
    assert world.shown["work"] in text
