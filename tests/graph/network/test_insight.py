"""What collections of a network are to each other: told as values, and by the same queries to whoever runs them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from graph.access.model import ROLES, Actor, Forbidden, SharingLevel, network_owner, operator
from graph.access.service import AccessService
from graph.backends.memory import MemoryStore
from graph.backends.oxigraph import OxigraphSparql, SparqlFollower
from graph.network.clusters.documents import cluster_key, cluster_node
from graph.network.insight.questions import QUESTIONS
from graph.network.insight.service import CollectionInsight, Common, Holding, LastCopy, LinkingAgent, Overlap, Version
from graph.research.service import MAX_ROWS, ResearchService
from graph.store.errors import InvalidName
from graph.store.followed import Freshness
from graph.store.model import ANY, Cause, Change, Key, Put
from graph.store.names import GraphKind, Names
from graph.store.projector import catch_up
from graph.store.scope import SystemScope
from graph.tenants.model import Sharing
from graph.tenants.service import TenantService

NAMES = Names("https://c.example/")
NOW = datetime(2030, 1, 1, tzinfo=UTC)
READER = Actor("r", "R", "harbor", {"harbor": ROLES["reader"]})
RESEARCHER = Actor("s", "S", None, {network_owner("rivers"): ROLES["researcher"]})
ENGLISH, GERMAN = (f"http://id.loc.gov/vocabulary/languages/{code}" for code in ("eng", "ger"))
TOLSTOY, MANN = "Tolstoy, Leo", "Mann, Thomas"


def iri(library: str, kind: str, name: str) -> str:
    return NAMES.resource(library, kind, name)


class Rivers:
    """Harbor and Lindenau, which have some works in common, and Cloister, which shares its catalogue with nobody."""

    def __init__(self, directory: Path) -> None:
        self.store = MemoryStore()
        tenants = TenantService(self.store, NAMES, lambda: NOW)
        self.access = AccessService(self.store, NAMES, lambda: NOW, tenants.policies)
        for network in ("rivers", "lakes"):
            tenants.create_network(operator(), network, {"en": network})
        for slug in ("harbor", "lindenau", "cloister"):
            sharing = Sharing(SharingLevel.PRIVATE if slug == "cloister" else SharingLevel.PUBLIC)
            tenants.create_tenant(operator(), slug, {"en": slug}, networks=("rivers",), sharing=sharing)
        for library, name, maker, copies in (
            ("harbor", "war", TOLSTOY, 2),
            ("lindenau", "war", TOLSTOY, 1),
            ("harbor", "diary", TOLSTOY, 1),
            ("lindenau", "buddenbrooks", MANN, 1),
            ("harbor", "buddenbrooks", MANN, 0),
            ("cloister", "war", TOLSTOY, 1),
        ):
            self.describe(library, name, maker, copies)
        self.describe("lindenau", "krieg", TOLSTOY, 1, GERMAN, translation_of=iri("lindenau", "works", "war"))
        self.describe("lindenau", "tagebuch", TOLSTOY, 0, GERMAN, uniform=("Diary. German", "German"))
        self.describe("harbor", "psalms", "", 0, uniform=("Bible. Psalms. English", "English"))
        self.describe("lindenau", "psalmen", "", 0, GERMAN, uniform=("Bible. Psalms. German", "German"))
        self.describe("lindenau", "genesis", "", 0, GERMAN, uniform=("Bible. Genesis. German", "German"))
        withdrawn = self.copy("harbor", "buddenbrooks", "gone")
        self.put(Put(withdrawn.key, {**withdrawn.body, "lsp:lifecycle": ["Withdrawn"]}, ANY))
        for name in ("war", "buddenbrooks"):
            key = cluster_key(NAMES, "rivers", name)
            members = [iri(library, "works", name) for library in ("harbor", "lindenau")]
            self.put(Put(key, cluster_node(key.iri, members, []), ANY))
        self.follower, self.sparql = SparqlFollower(directory), OxigraphSparql(directory)
        catch_up(self.follower, self.store, SystemScope())
        self.tenants = tenants
        self.research = self.research_of()
        self.insight = self.insight_of()

    def research_of(self, row_limit: int = MAX_ROWS) -> ResearchService:
        freshness = Freshness(self.store, {"sparql": self.sparql.position}, patience_s=0.1)
        return ResearchService(self.sparql, NAMES, freshness, row_limit=row_limit)

    def insight_of(self, row_limit: int = MAX_ROWS) -> CollectionInsight:
        return CollectionInsight(NAMES, self.access, self.tenants, self.research_of(row_limit))

    def describe(
        self,
        library: str,
        name: str,
        maker: str,
        copies: int,
        language: str = ENGLISH,
        translation_of: str = "",
        uniform: tuple[str, str] | None = None,
    ) -> None:
        graph, work = NAMES.graph(library, GraphKind.CATALOGUE), iri(library, "works", name)
        agent = {"@id": iri(library, "agents", maker.partition(",")[0]), "@type": ["bf:Person"], "rdfs:label": [maker]}
        made = [{"@id": "#c", "@type": ["bf:Contribution"], "bf:agent": [agent]}] if maker else []
        title = [{"@id": "#t", "@type": ["bf:Title"], "bf:mainTitle": [name.title()]}]
        body = {"@type": ["bf:Work"], "bf:contribution": made, "bf:title": title, "bf:language": [{"@id": language}]}
        if translation_of:
            body["bf:translationOf"] = [{"@id": translation_of}]
        if uniform is not None:
            called = [{"@id": "#u", "@type": ["bf:Title"], "bf:mainTitle": [uniform[0]]}]
            tongue = [{"@id": "#l", "@type": ["bf:Language"], "rdfs:label": [uniform[1]]}]
            of = [{**each, "@id": "#h"} for each in made]
            hub = {"@id": iri(library, "hubs", name), "@type": ["bf:Hub"], "bf:title": called, "bf:language": tongue}
            body["bf:expressionOf"] = [{**hub, "bf:contribution": of}]
        edition = iri(library, "instances", name)
        self.put(Put(Key(graph, work), {"@id": work, **body}, ANY))
        instance = {"@id": edition, "@type": ["bf:Instance"], "bf:instanceOf": [{"@id": work}]}
        self.put(Put(Key(graph, edition), instance, ANY))
        for number in range(copies):
            self.put(self.copy(library, name, str(number)))

    def copy(self, library: str, name: str, number: str) -> Put:
        item, edition = iri(library, "items", f"{name}-{number}"), iri(library, "instances", name)
        body = {"@id": item, "@type": ["bf:Item"], "bf:itemOf": [{"@id": edition}]}
        return Put(Key(NAMES.graph(library, GraphKind.CATALOGUE), item), body, ANY)

    def put(self, put: Put) -> None:
        self.store.commit(Change(Cause("t", "t", NOW), (put,)), SystemScope())


@pytest.fixture(scope="module")
def rivers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Rivers]:
    made = Rivers(tmp_path_factory.mktemp("sparql"))
    yield made
    made.follower.close()
    made.sparql.close()


def test_who_else_holds_a_work_is_told_whichever_library_describes_it(rivers: Rivers) -> None:
    for library in ("harbor", "lindenau"):
        found = rivers.insight.holders(READER, "rivers", iri(library, "works", "war"))
        assert found == [Holding("harbor", 2), Holding("lindenau", 1)]


def test_a_last_copy_is_one_that_no_other_member_has_and_the_library_has_once(rivers: Rivers) -> None:
    diary = LastCopy(iri("harbor", "works", "diary"), iri("harbor", "items", "diary-0"))
    assert rivers.insight.last_copies(READER, "rivers", "harbor").rows == (diary,)
    german, mann = (
        LastCopy(iri("lindenau", "works", name), iri("lindenau", "items", f"{name}-0"))
        for name in ("krieg", "buddenbrooks")
    )
    theirs = rivers.insight.last_copies(READER, "rivers", "lindenau").rows
    assert list(theirs) == sorted((german, mann), key=lambda it: it.work)


def test_an_answer_is_told_to_be_cut_only_where_there_was_more(rivers: Rivers) -> None:
    for row_limit, rows, is_cut in ((1, 1, True), (2, 2, False), (3, 2, False)):
        insight = rivers.insight_of(row_limit=row_limit)
        for found in (
            insight.last_copies(READER, "rivers", "lindenau"),
            insight.linking_agents(READER, "rivers", "harbor", "lindenau"),
        ):
            assert (len(found.rows), found.is_cut) == (rows, is_cut)


def test_two_collections_overlap_in_the_works_that_are_one(rivers: Rivers) -> None:
    assert rivers.insight.overlap(READER, "rivers", "harbor", "lindenau") == Overlap(4, 6, 2)


def test_what_each_library_has_in_common_with_one_is_told_at_once(rivers: Rivers) -> None:
    found = rivers.insight.overlaps(READER, "rivers", "harbor")
    assert found == [Common("harbor", 4, 4), Common("lindenau", 6, 2)]


def test_a_withdrawn_copy_counts_for_nothing(rivers: Rivers) -> None:
    found = rivers.insight.holders(READER, "rivers", iri("harbor", "works", "buddenbrooks"))
    assert found == [Holding("lindenau", 1)]


def test_works_of_one_uniform_title_in_several_languages_are_versions(rivers: Rivers) -> None:
    def versions(library: str, name: str) -> set[str]:
        return {each.work for each in rivers.insight.versions(READER, "rivers", iri(library, "works", name))}

    psalms = {iri("harbor", "works", "psalms"), iri("lindenau", "works", "psalmen")}
    assert versions("harbor", "psalms") == versions("lindenau", "psalmen") == psalms
    diary = {iri("harbor", "works", "diary"), iri("lindenau", "works", "tagebuch")}
    assert versions("harbor", "diary") == diary


def test_editions_and_translations_are_told_by_language(rivers: Rivers) -> None:
    found = rivers.insight.versions(READER, "rivers", iri("harbor", "works", "war"))
    assert found == [
        *(Version(iri(it, "works", "war"), iri(it, "instances", "war"), ENGLISH) for it in ("harbor", "lindenau")),
        Version(iri("lindenau", "works", "krieg"), iri("lindenau", "instances", "krieg"), GERMAN),
    ]


def test_who_made_works_of_two_collections_links_them(rivers: Rivers) -> None:
    found = rivers.insight.linking_agents(READER, "rivers", "harbor", "lindenau")
    assert found.rows == (LinkingAgent(TOLSTOY, 2, 3), LinkingAgent(MANN, 1, 1))


def test_whoever_may_run_queries_is_answered_the_same_by_the_text_of_a_question(rivers: Rivers) -> None:
    harbor, lindenau = (NAMES.graph(each, GraphKind.CATALOGUE) for each in ("harbor", "lindenau"))
    given = {"library": harbor, "other": lindenau, "work": iri("harbor", "works", "war")}
    scope = rivers.access.scope(RESEARCHER)
    rows = {}
    for question in QUESTIONS:
        answer = rivers.research.sparql(RESEARCHER, question.text(**given), scope)
        assert answer.variables == question.answers
        rows[question.key] = len(answer.rows)
    assert rows == {"holders": 2, "last-copies": 1, "overlap": 1, "overlaps": 2, "versions": 3, "linking-agents": 2}


def test_a_library_that_shares_nothing_and_a_network_of_others_are_not_asked(rivers: Rivers) -> None:
    stranger = Actor("x", "X", "outpost", {"outpost": ROLES["administrator"]})
    asked = ((READER, "rivers", "cloister"), (stranger, "rivers", "harbor"), (READER, "lakes", "harbor"))
    for actor, network, library in asked:
        with pytest.raises(Forbidden):
            rivers.insight.last_copies(actor, network, library)
    for bad in ("https://elsewhere.example/w", f"{iri('harbor', 'works', 'war')}> }} # "):
        with pytest.raises(InvalidName):
            rivers.insight.holders(READER, "rivers", bad)


def test_no_two_libraries_have_the_last_copy_of_what_a_network_describes(tmp_path: Path) -> None:
    rivers = Rivers(tmp_path)
    shared = {name: [iri("networks", kind, name) for kind in ("works", "instances")] for name in ("salt", "tides")}
    other = iri("networks", "instances", "salt-again")
    graph = NAMES.network_graph("rivers")
    for work, edition in (*shared.values(), (shared["salt"][0], other)):
        rivers.put(Put(Key(graph, work), {"@id": work, "@type": ["bf:Work"]}, ANY))
        instance = {"@id": edition, "@type": ["bf:Instance"], "bf:instanceOf": [{"@id": work}]}
        rivers.put(Put(Key(graph, edition), instance, ANY))
    held = (("harbor", shared["salt"][1]), ("lindenau", other), ("harbor", shared["tides"][1]))
    for number, (library, edition) in enumerate(held):
        item = iri(library, "items", f"shared-{number}")
        body = {"@id": item, "@type": ["bf:Item"], "bf:itemOf": [{"@id": edition}]}
        rivers.put(Put(Key(NAMES.graph(library, GraphKind.CATALOGUE), item), body, ANY))

    def last(library: str) -> list[str]:
        catch_up(rivers.follower, rivers.store, SystemScope())
        found = rivers.insight.last_copies(READER, "rivers", library)
        return [each.work for each in found.rows if "networks" in each.work]

    assert (last("harbor"), last("lindenau")) == ([shared["tides"][0]], []), "each has another edition of Salt"
    rivers.describe("lindenau", "tides", MANN, 1)
    key = cluster_key(NAMES, "rivers", "tides")
    members = [iri("lindenau", "works", "tides"), shared["tides"][0]]
    rivers.put(Put(key, cluster_node(key.iri, members, []), ANY))
    assert last("harbor") == [], "Lindenau describes it itself"
