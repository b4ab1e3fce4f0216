"""What the API answers, asked over HTTP."""

from __future__ import annotations

from app.demo.queries import CATALOGUER, DISCOVERY

SEARCH = """
query Search($text: String!, $scope: TenantScope) {
  search(input: {text: $text, scope: $scope}, first: 50) {
    totalCount
    edges { cursor score node { ... on Work { id iri title { full } } } }
    facets(fields: [SUBJECT, TENANT]) { field buckets { value label count } missing }
  }
}
"""


def test_a_search_finds_works_of_the_public_library_and_counts_them_by_facet(client):
    found = client.data(SEARCH, {"text": "tides"})["search"]
    assert found["totalCount"] == 6
    assert all("Harbor tides" in edge["node"]["title"]["full"] for edge in found["edges"])
    subjects = {bucket["label"]: bucket["count"] for bucket in found["facets"][0]["buckets"]}
    assert subjects["Tides"] == 6


def test_a_member_of_the_network_searches_wider_when_asked_to(client):
    own = client.data(SEARCH, {"text": "tides"}, who="cataloguer@lindenau")["search"]
    wider = client.data(SEARCH, {"text": "tides", "scope": {"all": True}}, who="cataloguer@lindenau")["search"]
    assert (own["totalCount"], wider["totalCount"]) == (6, 12)


def test_pages_follow_each_other_in_both_directions(client):
    query = """query Page($first: Int, $after: String, $last: Int, $before: String) {
      search(input: {}, sort: TITLE, first: $first, after: $after, last: $last, before: $before) {
        pageInfo { hasNextPage hasPreviousPage startCursor endCursor } nodes { ... on Work { title { full } } } } }"""
    first = client.data(query, {"first": 2})["search"]
    second = client.data(query, {"first": 2, "after": first["pageInfo"]["endCursor"]})["search"]
    back = client.data(query, {"last": 2, "before": second["pageInfo"]["startCursor"]})["search"]
    assert first["pageInfo"]["hasNextPage"]
    assert second["pageInfo"]["hasPreviousPage"]
    assert first["nodes"] != second["nodes"]
    assert back["nodes"] == first["nodes"]


def test_a_work_leads_to_instances_items_and_their_availability(client):
    query = """{ search(input: {text: "tides"}, first: 3) { nodes { ... on Work {
      contributions { totalCount nodes { isPrimary agent { kind name { value } } role { label { value } } } }
      subjects { nodes { ... on Concept { label { value } } } }
      availability { total available byTenant { tenant { slug } total } }
      instances { totalCount nodes { publication { publisher { value } } work { title { full } }
        items { totalCount nodes { barcode callNumber availability { status } } } } } } } } }"""
    for work in client.data(query)["search"]["nodes"]:
        assert work["availability"] == {
            "total": 2,
            "available": 2,
            "byTenant": [{"tenant": {"slug": "harbor"}, "total": 2}],
        }
        (instance,) = work["instances"]["nodes"]
        assert instance["publication"][0]["publisher"][0]["value"] == "Quay"
        assert {item["availability"]["status"] for item in instance["items"]["nodes"]} == {"AVAILABLE"}
        primary = [each for each in work["contributions"]["nodes"] if each["isPrimary"]]
        assert primary[0]["agent"]["kind"] == "PERSON"


def test_things_are_found_by_every_kind_of_key(client):
    (work,) = client.data('{ search(input: {text: "tides"}, first: 1) { nodes { ... on Work { id iri } } } }')[
        "search"
    ]["nodes"]
    query = "query By($by: ResourceKey!) { work(by: $by) { id title { full } } }"
    by_id = client.data(query, {"by": {"id": work["id"]}})["work"]
    by_iri = client.data(query, {"by": {"iri": work["iri"]}})["work"]
    assert by_id == by_iri
    barcode = "query By($by: ResourceKey!) { item(by: $by) { barcode instance { title { full } } } }"
    assert client.data(barcode, {"by": {"barcode": "HARBOR-0003"}})["item"]["instance"]["title"]["full"].startswith(
        "Harbor tides 3"
    )
    assert client.data(query, {"by": {"lccn": "10006001"}})["work"]["title"]["full"].startswith("Harbor tides 1")


def test_an_agent_leads_to_works_of_several_libraries(client):
    query = """{ agents(name: "Sail", scope: {all: true}, first: 1) { nodes { name { value }
      works(first: 50, scope: {all: true}) { totalCount } } } }"""
    (agent,) = client.data(query, who="cataloguer@lindenau")["agents"]["nodes"]
    assert agent["works"]["totalCount"] == 12


def test_one_node_or_many_come_back_in_the_order_asked(client):
    found = client.data('{ search(input: {text: "tides"}) { nodes { ... on Work { id } } } }')["search"]["nodes"]
    ids = [each["id"] for each in found][::-1]
    answer = client.data("query Nodes($ids: [ID!]!) { nodes(ids: $ids) { id __typename } }", {"ids": ids})["nodes"]
    assert [each["id"] for each in answer] == ids
    assert {each["__typename"] for each in answer} == {"Work"}


def test_statements_and_jsonld_say_what_no_field_says(client):
    query = """{ search(input: {text: "tides"}, first: 1) { nodes { ... on Work {
      iri jsonld provenance { tenant { slug } source recordedAt }
      statements(first: 100) { totalCount nodes { subject predicate provenance { graph }
        object { ... on Literal { lexical datatype } ... on ResourceRef { iri label { value } } } } } } } } }"""
    (work,) = client.data(query)["search"]["nodes"]
    assert work["jsonld"]["@id"] == work["iri"]
    assert work["provenance"][0]["tenant"]["slug"] == "harbor"
    predicates = {each["predicate"] for each in work["statements"]["nodes"]}
    assert "http://id.loc.gov/ontologies/bibframe/mainTitle" in predicates
    graphs = {each["provenance"]["graph"] for each in work["statements"]["nodes"]}
    assert graphs == {"http://localhost:8000/harbor/graphs/catalogue"}


def test_a_record_is_written_in_every_format(client):
    (found,) = client.data('{ search(input: {text: "tides"}, first: 1) { nodes { ... on Work { id } } } }')["search"][
        "nodes"
    ]
    expected = {
        "MARCXML": "<",
        "MARC_JSON": "{",
        "JSONLD": "{",
        "TURTLE": "@prefix",
        "NQUADS": "<http",
    }
    for written, start in expected.items():
        query = f'{{ record(id: "{found["id"]}", format: {written}) }}'
        assert client.data(query, who="cataloguer@harbor")["record"].lstrip().startswith(start), written


def test_the_viewer_is_told_who_they_are_and_what_they_may_do(client):
    query = "{ viewer { name tenant { slug } permissions queryCost { requested limit remaining } } }"
    viewer = client.data(query, who="cataloguer@harbor")["viewer"]
    assert viewer["tenant"]["slug"] == "harbor"
    assert "catalogue.write" in viewer["permissions"]
    nobody = client.data(query)["viewer"]
    assert nobody["tenant"] is None
    assert nobody["permissions"] == []


def test_a_term_of_a_controlled_vocabulary_has_its_label(client):
    query = '{ concept(by: {iri: "http://id.loc.gov/vocabulary/languages/eng"}) { label { value lang } } }'
    assert client.data(query)["concept"]["label"]["value"] == "English"


def test_the_context_says_what_types_and_fields_mean(client):
    context = client.data("{ context }")["context"]["@context"]
    assert context["Work"]["@id"] == "bf:Work"
    assert context["Work"]["@context"]["instances"] == {"@id": "bf:hasInstance", "@type": "@id"}


def test_the_example_queries_for_readers_and_cataloguers_work(client):
    found = client.data(DISCOVERY.query, {"text": "tides"})["search"]
    assert found["totalCount"] == 6
    shown = client.data(CATALOGUER.query, {"text": "tides"}, who="cataloguer@harbor")["search"]["nodes"][0]
    assert shown["marc"].lstrip().startswith("<")


def test_suggestions_complete_what_is_typed(client):
    found = client.data('{ suggest(text: "tid") { iri label { value } } }')["suggest"]
    assert any("Tides" in each["label"]["value"] for each in found)


def test_hits_tell_where_they_matched_when_asked(client):
    query = '{ search(input: {text: "tides"}, first: 2) { edges { highlights { field fragments } } } }'
    for edge in client.data(query)["search"]["edges"]:
        marked = {each["field"]: each["fragments"] for each in edge["highlights"]}
        assert "<em>tides</em>" in marked["title"][0]
