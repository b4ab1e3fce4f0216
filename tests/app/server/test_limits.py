"""What one request may ask for, and what all requests of a library may cost together."""

from __future__ import annotations

import pytest


def code(body) -> str:
    return body["errors"][0]["extensions"]["code"]


def test_a_document_that_nests_too_deeply_is_refused_before_anything_is_read(client):
    deep = "{ agents(first: 1) { nodes { " + "works(first: 1) { nodes { contributions { nodes { agent { " * 4
    document = deep + "id" + " } } } } }" * 4 + " } } }"
    assert code(client.ask(document)) == "QUERY_TOO_DEEP"


def test_thousands_of_braces_are_refused_and_not_fallen_over(client):
    assert code(client.ask("{ a" * 1500)) == "GRAPHQL_SYNTAX"


def test_more_aliases_than_allowed_are_refused(client):
    document = "{" + " ".join(f"a{number}: __typename" for number in range(40)) + "}"
    assert code(client.ask(document)) == "TOO_MANY_ALIASES"


def test_more_characters_or_tokens_than_allowed_are_refused(client):
    assert code(client.ask("{ " + "__typename " * 5000 + "}")) == "QUERY_TOO_LARGE"
    assert code(client.ask("{ __typename } #" + "x" * 200_000)) == "QUERY_TOO_LARGE"


def test_lists_of_more_than_a_hundred_are_refused_in_the_document_and_in_variables(client):
    ids = ["x"] * 101
    assert code(client.ask("query N($ids: [ID!]!) { nodes(ids: $ids) { id } }", {"ids": ids})) == "TOO_MANY_VALUES"
    written = ", ".join('"x"' for _ in ids)
    assert code(client.ask(f"{{ nodes(ids: [{written}]) {{ id }} }}")) == "TOO_MANY_VALUES"


def test_a_page_of_more_than_a_hundred_is_refused(client):
    assert code(client.ask("{ tenants(first: 101) { totalCount } }")) == "INVALID_PAGE"
    assert code(client.ask("{ tenants(first: -1) { totalCount } }")) == "INVALID_PAGE"


def test_a_query_far_over_its_cost_is_refused_with_both_figures(server_with):
    client = server_with(query_cost_limit=1000)
    document = """{ search(input: {}, first: 100) { nodes { ... on Work { instances(first: 100) { nodes {
      items(first: 100) { nodes { location { code } } } } } } } } }"""
    body = client.ask(document)
    assert code(body) == "COST_LIMIT_EXCEEDED"
    extensions = body["errors"][0]["extensions"]
    assert extensions["requested"] > extensions["limit"] == 1000
    assert "data" not in body


def test_fragments_that_multiply_each_other_cost_little_to_refuse(client):
    layers = [f"fragment F{n} on Work {{ ...F{n + 1} ...F{n + 1} }}" for n in range(40)]
    document = "{ search(input: {}) { nodes { ...F0 } } } " + " ".join(layers) + " fragment F40 on Work { id }"
    assert client.ask(document)["data"]["search"]["nodes"]


def test_a_library_that_spends_its_budget_waits_and_others_do_not(server_with):
    client = server_with(query_budget_per_minute=100)
    expensive = {"query": "{ search(input: {}, first: 80) { nodes { ... on Work { availability { total } } } } }"}
    response = client.post(expensive, who="reader@harbor")
    assert (response.status_code, code(response.json())) == (429, "BUDGET_EXHAUSTED")
    assert int(response.headers["retry-after"]) > 0
    assert client.post({"query": "{ __typename }"}, who="reader@lindenau").status_code == 200


def test_what_a_request_did_not_need_is_given_back(client):
    query = "{ search(input: {}, first: 100) { totalCount } viewer { queryCost { requested remaining } } }"
    first = client.data(query, who="reader@lindenau")["viewer"]["queryCost"]
    second = client.data(query, who="reader@lindenau")["viewer"]["queryCost"]
    assert first["requested"] >= 10
    assert first["remaining"] - second["remaining"] < first["requested"]


def test_every_answer_tells_what_it_cost(client):
    cost = client.ask("{ __typename }")["extensions"]["cost"]
    assert cost.keys() == {"requested", "limit", "remaining", "resetAt"}


def test_in_production_the_anonymous_get_no_introspection_and_no_suggestions(server_with):
    client = server_with(introspection=False)
    assert code(client.ask("{ __schema { types { name } } }")) == "GRAPHQL_INVALID"
    misspelt = client.ask("{ serch { totalCount } }")["errors"][0]["message"]
    assert "search" not in misspelt
    assert client.data("{ __schema { queryType { name } } }", who="reader@harbor")
    assert "search" in client.ask("{ serch { totalCount } }", who="reader@harbor")["errors"][0]["message"]


def test_a_request_larger_than_allowed_is_cut_off(client):
    response = client.post({"query": "{ __typename }", "extensions": {"x": "y" * 1_100_000}})
    assert (response.status_code, code(response.json())) == (413, "BODY_TOO_LARGE")


def test_a_request_that_takes_too_long_is_stopped_between_two_steps():
    from app.clock import clock
    from graph.access.model import ANONYMOUS
    from schema.build import schema
    from schema.running.engine import Caller, Engine, Request
    from schema.running.limits import Limits, RequestTimeout

    engine = Engine(schema(), None, Limits(seconds=-1.0), clock, introspection=True)  # type: ignore[arg-type]
    answer = engine.run(Request("{ viewer { name } }"), Caller(ANONYMOUS, "r"))
    (error,) = answer.body["errors"]
    assert error["extensions"]["code"] == RequestTimeout.code
    assert f" {error['extensions']['values']['seconds']} seconds" in error["message"]
    assert answer.body["data"] is None


@pytest.mark.parametrize("who", [None, "reader@harbor"])
def test_faults_inside_are_masked_and_named_by_the_id_of_the_request(client, world, who, monkeypatch, caplog):
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("the disk at /secret/place said no")

    monkeypatch.setattr(type(world.installation.services.tenants), "networks", broken)
    body = client.ask('{ network(id: "rivers") { slug } }', who=who)
    assert body["data"] == {"network": None}
    assert code(body) == "INTERNAL"
    assert "/secret" not in str(body)
    assert body["extensions"]["requestId"] in caplog.text
