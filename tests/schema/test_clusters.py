"""The coordinator of a network says which works are one; who reads the network sees it; it can be taken back."""

from collections.abc import Iterator

import pytest

from schema.ids import resource_id
from tests.schema.library import World, ask, make_world
from tests.schema.marked import HARBOR, LINDENAU, NETWORK

DECIDE = """
mutation D($input: ClusterDecideInput!) {
  clusterDecide(input: $input) { act event clusters { iri revision works { iri } } userErrors { code } }
}
"""
UNDO = "mutation U($input: ClusterUndoInput!) { clusterUndo(input: $input) { clusters { iri } userErrors { code } } }"
SEEN = "query S($iri: IRI!) { work(by: {iri: $iri}) { clusters { iri members network { slug } works { iri } } } }"


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    made = make_world(tmp_path_factory.mktemp("files"), sparql=False)
    yield made
    made.installation.close()


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
    query = f'{{ clusterProposals(network: "{NETWORK}") {{ totalCount nodes {{ likeness {{ score }} }} }} }}'
    assert ask(world.engine(), world.who("coordinator"), query).body["data"]["clusterProposals"]["nodes"] == []
    refused = ask(world.engine(), world.who(f"administrator@{HARBOR}"), query).body
    assert [each["extensions"]["code"] for each in refused["errors"]] == ["FORBIDDEN"]


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

    def found(who: str, by: str) -> dict:
        asked = {"input": {"by": by, "kinds": ["WORK"], "scope": {"all": True}}}
        return ask(engine, world.who(who), FOUND, asked).body["data"]["search"]

    for who in (f"reader@{HARBOR}", f"reader@{LINDENAU}"):
        apart, once = (found(who, by) for by in ("DESCRIPTION", "CLUSTER"))
        copies = {each["iri"]: each["holders"][0]["total"] for each in once["nodes"]}
        (shown,) = copies.keys() & set(works)
        assert copies.keys() | set(works) == {each["iri"] for each in apart["nodes"]}
        assert copies[shown] == 7, "the copies of both"
        assert (once["totalCount"], once["clusterCount"]) == (apart["totalCount"], apart["totalCount"] - 1)
        having = {each["node"]["iri"]: each["libraries"] for each in once["edges"]}
        assert having[shown] == [{"tenant": {"slug": HARBOR}, "available": True}]
        assert once["facets"] == apart["facets"]
    undo = {"input": {"network": NETWORK, "act": act}}
    assert ask(engine, coordinator, UNDO, undo).body["data"]["clusterUndo"]["userErrors"] == []
    again = found("anonymous", "CLUSTER")
    assert set(works) <= {each["iri"] for each in again["nodes"]}
