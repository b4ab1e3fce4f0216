"""What searches for private words finds them where a wall is taken away: of scopes, of what is public, of what enters
the data set of queries. Otherwise that nothing is found would say nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Final
from urllib.parse import urlencode

import pytest

from app.protocols import changes, downloading
from app.protocols.oai import endpoint as harvesting
from app.protocols.public_graphs import PublicGraph
from app.protocols.sru import endpoint as searching
from graph.access.service import AccessService
from graph.backends.oxigraph import follower
from graph.catalogue import then
from graph.research.service import ResearchService
from graph.services import Services
from graph.store.names import GraphKind
from graph.store.scope import Scope, grant
from tests.app.privacy import protocols
from tests.app.privacy.asking import Browser
from tests.app.privacy.conftest import client_of
from tests.app.privacy.graphs import OF_NOBODY, OF_STAFF, words
from tests.app.privacy.planting import HARBOR, LINDENAU, World, make_world
from tests.running import running

ALL: Final = words((HARBOR, LINDENAU), OF_NOBODY | OF_STAFF | {GraphKind.CATALOGUE})


@pytest.fixture(scope="module")
def open_world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """The libraries, whose private graphs enter the data set of queries."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(follower, "SHAREABLE", frozenset(GraphKind))
        made = make_world(tmp_path_factory.mktemp("open"))
    with running(made.installation) as made.address:
        yield made
    made.installation.close()


EVERYTHING: Final = Scope((grant(GraphKind, (HARBOR, LINDENAU, "")),))


@pytest.fixture(autouse=True)
def nothing_told_to_operators() -> None:
    """Logs are not looked through: without walls they may say what these keep from them."""


def found_by(world: World, who: str, wanted: Iterable[protocols.Wanted]) -> dict[str, set[str]]:
    """What is found of private graphs, by the path that tells it."""
    with client_of(world, who) as http:
        browser = Browser(world, http, ALL)
        for address, headers in wanted:
            browser.send("GET", address, headers=headers)
        browser.follow(f"/{LINDENAU}/changes")
    found: dict[str, set[str]] = {}
    for where, told in browser.found.items():
        path = where.removeprefix("GET ").partition("?")[0].partition(" ")[0]
        found.setdefault(path, set()).update(told)
    return found


def test_without_scopes_descriptions_show_what_is_private(open_world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(AccessService, "scope", lambda *_: EVERYTHING)
    wanted = list(protocols.addresses_of(open_world, (open_world.shown["work"], *open_world.unseen[:2])))
    told = set().union(*found_by(open_world, "anonymous", wanted).values())
    assert words((HARBOR,), OF_STAFF - {GraphKind.SETTINGS}) <= told
    assert not told & words((HARBOR,), OF_NOBODY), "what these hold describes nothing, whoever reads them"
    monkeypatch.setattr(then, "_DESCRIBING", frozenset(GraphKind))
    found = found_by(open_world, "anonymous", wanted)
    assert set().union(*found.values()) >= words((HARBOR,), OF_NOBODY - {GraphKind.IDENTITY})
    for ending in ("ttl", "jsonld", "nt", "rdf", "mrc"):  # N-Quads and TriG name graphs, and leave those out
        assert any(path.endswith(f".{ending}") for path in found), ending


def test_without_the_check_of_what_is_public_harvests_and_searches_show_what_is_not(
    open_world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    def anything(services: Services, named: Mapping[str, str]) -> PublicGraph:
        slug = named.get("tenant", HARBOR)
        graph = services.names.graph(slug, GraphKind.CATALOGUE)
        return PublicGraph(graph, EVERYTHING, slug, f"{services.names.base}{slug}", slug)

    for module in (changes, downloading, harvesting, searching):
        monkeypatch.setattr(module, "public_graph", anything)
    wanted = [*protocols.harvests(open_world), *protocols.searches()]
    found = found_by(open_world, "anonymous", (each for each in wanted if each[0].startswith(f"/{LINDENAU}")))
    for path in ("/lindenau/oai", "/lindenau/sru", "/lindenau/changes"):
        assert [each for each in found if each.startswith(path)], path


def test_where_private_graphs_enter_the_data_set_of_queries_these_find_them(
    open_world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """They are kept out of it, and no query names one: both walls are taken away."""
    names = open_world.installation.services.names
    graphs = {names.identity, *(names.graph(HARBOR, kind) for kind in OF_NOBODY | OF_STAFF)}
    wanted = [(f"/sparql?{urlencode({'query': text})}", {}) for text in protocols.TEXTS]
    assert not found_by(open_world, "researcher@harbor", wanted).get("/sparql", set()) & words((HARBOR,), OF_NOBODY)
    monkeypatch.setattr(ResearchService, "graphs", lambda *_: frozenset(graphs))
    assert found_by(open_world, "researcher@harbor", wanted)["/sparql"] == words((HARBOR,), OF_NOBODY | OF_STAFF)
