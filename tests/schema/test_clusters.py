"""The coordinator of a network says which works are one; who reads the network sees it; it can be taken back."""

from collections.abc import Iterator

import pytest

from graph.access.model import operator
from schema.ids import resource_id
from tests.schema.library import World, ask, make_world
from tests.schema.marked import HARBOR, LINDENAU, NETWORK

DECIDE = """
mutation D($input: ClusterDecideInput!) {
  clusterDecide(input: $input) { act event clusters { iri revision works { iri } } userErrors { code } }
}
"""
UNDO = "mutation U($input: ClusterUndoInput!) { clusterUndo(input: $input) { clusters { iri } userErrors { code } } }"
ACTS = """query A($network: ID!) { clusterActs(network: $network) {
  nodes { iri answer decidedBy decidedAt members works { iri } agents { iri } }
} }"""
PROPOSED = """query P($network: ID!, $filter: ClusterProposalFilterInput) {
  clusterProposals(network: $network, filter: $filter) {
    totalCount nodes { iri revision kind likeness { evidence { says } works { iri } agents { name { value } } } }
} }"""
SEEN = "query S($iri: IRI!) { work(by: {iri: $iri}) { clusters { iri members network { slug } works { iri } } } }"


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    made = make_world(tmp_path_factory.mktemp("files"), sparql=False)
    yield made
    made.close()


def test_a_decision_is_seen_by_readers_held_to_what_was_read_and_taken_back(world: World) -> None:
    engine, coordinator, reader = world.engine(), world.who("coordinator"), world.who(f"reader@{HARBOR}")
    works = world.resources[HARBOR]["bf:Work"][:2]
    given = {"network": NETWORK, "answer": "TOGETHER", "works": [str(resource_id(each)) for each in works]}
    done = ask(engine, coordinator, DECIDE, {"input": given}).body["data"]["clusterDecide"]
    (cluster,) = done["clusters"]
    assert sorted(each["iri"] for each in cluster["works"]) == sorted(works)
    (seen,) = ask(engine, reader, SEEN, {"iri": works[0]}).body["data"]["work"]["clusters"]
    assert (seen["iri"], seen["network"]) == (cluster["iri"], {"slug": NETWORK})
    apart = {**given, "answer": "APART", "works": given["works"][:1], "against": given["works"][1:]}
    stale = {**apart, "ifRevisions": [{"iri": cluster["iri"], "revision": "9999"}]}
    refused = ask(engine, coordinator, DECIDE, {"input": stale}).body["data"]["clusterDecide"]
    assert refused["userErrors"] == [{"code": "STALE_REVISION"}]
    again = {**apart, "ifRevisions": [{"iri": cluster["iri"], "revision": cluster["revision"]}], "requestId": "once"}
    first, second = (ask(engine, coordinator, DECIDE, {"input": again}).body["data"]["clusterDecide"] for _ in "ab")
    assert first["clusters"] == []
    assert (second["act"], second["clusters"]) == (first["act"], [])
    for act, left in ((first["act"], 1), (done["act"], 0)):
        undone = ask(engine, coordinator, UNDO, {"input": {"network": NETWORK, "act": act}}).body["data"]["clusterUndo"]
        assert undone["userErrors"] == []
        assert len(undone["clusters"]) == left


def test_the_review_queue_is_the_coordinators(world: World) -> None:
    for field in ("clusterProposals", "clusterActs"):
        query = f'{{ {field}(network: "{NETWORK}") {{ totalCount }} }}'
        assert "errors" not in ask(world.engine(), world.who("coordinator"), query).body
        refused = ask(world.engine(), world.who(f"administrator@{HARBOR}"), query).body
        assert [each["extensions"]["code"] for each in refused["errors"]] == ["FORBIDDEN"]


def test_the_coordinator_looks_at_what_waits_of_a_kind_and_a_library_and_at_what_was_decided(world: World) -> None:
    engine, coordinator, catalogue = world.engine(), world.who("coordinator"), world.installation.services.catalogue
    named = [world.installation.services.names.resource(HARBOR, "agents", each) for each in ("vera-1", "vera-2")]
    for iri, name in zip(named, ("Foghorn, Vera, 1950-", "Foghorn, Vera"), strict=True):
        titled = {"bf:title": [{"@type": ["bf:Title"], "bf:mainTitle": [f"Nothing but {name}"]}]}
        agent = {"@id": iri, "@type": ["bf:Agent", "bf:Person"], "rdfs:label": [name]}
        made = {"bf:contribution": [{"@type": ["bf:Contribution"], "bf:agent": [agent]}]}
        catalogue.create(operator(HARBOR), "bf:Work", {**titled, **made})
    world.installation.services.clusters.follow()

    def waiting(**wanted: str) -> list[dict]:
        asked = {"network": NETWORK, "filter": wanted or None}
        return ask(engine, coordinator, PROPOSED, asked).body["data"]["clusterProposals"]["nodes"]

    def acts() -> list[dict]:
        return ask(engine, coordinator, ACTS, {"network": NETWORK}).body["data"]["clusterActs"]["nodes"]

    (found,) = waiting()
    assert found["kind"] == "AGENT"
    assert found["likeness"]["works"] == []
    assert {each["name"]["value"] for each in found["likeness"]["agents"]} == {"Foghorn, Vera, 1950-", "Foghorn, Vera"}
    assert waiting(kind="AGENT") == [found]
    assert waiting(tenant=HARBOR) == [found]
    assert waiting(kind="WORK") == waiting(tenant=LINDENAU) == []
    before = acts()
    one, other = (str(resource_id(each)) for each in named)
    seen = [{"iri": found["iri"], "revision": found["revision"]}]
    given = {"network": NETWORK, "answer": "APART", "works": [one], "against": [other], "ifRevisions": seen}
    act = ask(engine, coordinator, DECIDE, {"input": given}).body["data"]["clusterDecide"]["act"]
    assert waiting() == []
    last, *others = acts()
    assert others == before
    assert (last["iri"], last["answer"], last["decidedBy"]) == (act, "APART", "Coordinator")
    assert (last["members"], last["works"], [each["iri"] for each in last["agents"]]) == (named, [], named)
    undo = {"input": {"network": NETWORK, "act": act, "requestId": "undone once"}}
    first, again = (ask(engine, coordinator, UNDO, undo).body["data"]["clusterUndo"] for _ in "ab")
    assert first == again == {"clusters": [], "userErrors": []}
    late = {"input": {"network": NETWORK, "act": act, "requestId": "another"}}
    refused = ask(engine, coordinator, UNDO, late).body["data"]["clusterUndo"]
    assert refused["userErrors"] == [{"code": "REFUSED"}], "it stands no longer"
    assert acts() == before
    assert len(waiting()) == 1


FOUND = """
query F($input: SearchInput!) { search(input: $input) {
  totalCount clusterCount
  nodes { ... on Work { iri holders { tenant { slug } total available } } }
  edges { libraries { tenant { slug } available } node { ... on Work { iri } } }
  facets(fields: [TENANT]) { buckets { value count } }
} }
"""


def test_a_search_shows_works_that_are_one_once_to_whoever_reads_the_network(world: World) -> None:
    engine, coordinator = world.engine(), world.who("coordinator")
    works = world.resources[HARBOR]["bf:Work"][:2]
    given = {"network": NETWORK, "answer": "TOGETHER", "works": [str(resource_id(each)) for each in works]}
    act = ask(engine, coordinator, DECIDE, {"input": given}).body["data"]["clusterDecide"]["act"]
    world.installation.bring_up_to_date("search")

    def found(who: str, by: str) -> dict:
        asked = {"input": {"by": by, "kinds": ["WORK"], "scope": {"all": True}}}
        return ask(engine, world.who(who), FOUND, asked).body["data"]["search"]

    for who in (f"reader@{HARBOR}", f"reader@{LINDENAU}"):
        apart, once = (found(who, by) for by in ("DESCRIPTION", "CLUSTER"))
        copies = {each["iri"]: sum(one["total"] for one in each["holders"]) for each in once["nodes"]}
        (shown,) = copies.keys() & set(works)
        assert copies.keys() | set(works) == {each["iri"] for each in apart["nodes"]}
        assert copies[shown] == 7, "the copies of both"
        assert (once["totalCount"], once["clusterCount"]) == (apart["totalCount"], apart["totalCount"] - 1)
        having = {each["node"]["iri"]: each["libraries"] for each in once["edges"]}
        assert having[shown] == [{"tenant": {"slug": HARBOR}, "available": True}]
        assert once["facets"] == apart["facets"]
    undo = {"input": {"network": NETWORK, "act": act}}
    assert ask(engine, coordinator, UNDO, undo).body["data"]["clusterUndo"]["userErrors"] == []
    world.installation.bring_up_to_date("search")
    again = found("anonymous", "CLUSTER")
    assert set(works) <= {each["iri"] for each in again["nodes"]}
