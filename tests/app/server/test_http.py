"""GraphQL over HTTP: what the specification of that name asks for, and what keeps a server safe."""

from __future__ import annotations

import json

import pytest

from app.graphiql import GraphiQL

RESPONSE = "application/graphql-response+json"
OK = {"query": "{ __typename }"}


def test_a_client_gets_the_media_type_it_accepts(client):
    for accept, expected in (
        (RESPONSE, RESPONSE),
        ("application/json", "application/json"),
        ("*/*", "application/json"),
        ("application/json;q=0.5, application/graphql-response+json", RESPONSE),
        ("application/graphql-response+json; charset=utf-8", RESPONSE),
    ):
        response = client.post(OK, Accept=accept)
        assert response.status_code == 200
        assert response.headers["content-type"] == f"{expected}; charset=utf-8"
        assert response.json()["data"] == {"__typename": "Query"}


def test_a_client_that_accepts_nothing_the_api_writes_is_told(client):
    response = client.post(OK, Accept="image/png")
    assert (response.status_code, code(response)) == (406, "NOT_ACCEPTABLE")


@pytest.mark.parametrize(
    "body", ["{", "[]", '"text"', "{}", '{"query": 1}', '{"query": "{ a }", "variables": []}', '{"query": ""}',
             '{"query": "{ a }", "operationName": {}}', '{"query": "{ a }", "extensions": 7}', ""],
)  # fmt: skip
@pytest.mark.parametrize("accept", [RESPONSE, "application/json"])
def test_a_body_that_is_no_graphql_request_is_refused(client, body, accept):
    response = client.http.post(
        "/graphql", content=body, headers={"Accept": accept, "Content-Type": "application/json"}
    )
    assert (response.status_code, code(response)) == (400, "BAD_REQUEST")
    assert "data" not in response.json()


def test_nulls_where_something_optional_may_be_are_taken(client):
    assert client.post(OK | {"variables": None, "operationName": None, "extensions": None}).status_code == 200


def test_a_query_may_be_sent_with_get_and_variables_in_json(client):
    response = client.http.get(
        "/graphql",
        params={"query": "query A($n: Int) { tenants(first: $n) { totalCount } }", "variables": json.dumps({"n": 1})},
        headers={"Accept": RESPONSE},
    )
    assert response.status_code == 200
    assert response.json()["data"]["tenants"]["totalCount"] == 1


def test_a_get_never_changes_anything(client, world):
    before = world.installation.store.position()
    mutation = 'mutation { resourceDelete(input: {id: "x", ifRevision: "y"}) { deletedId } }'
    for accept in (RESPONSE, "application/json"):
        response = client.http.get(
            "/graphql", params={"query": mutation}, headers={**client.headers("cataloguer@harbor"), "Accept": accept}
        )
        assert (response.status_code, response.headers["allow"]) == (405, "POST")
    assert world.installation.store.position() == before


def test_other_media_types_and_character_sets_are_refused(client):
    for media in ("text/plain", "application/x-www-form-urlencoded", "application/json; charset=latin-1"):
        response = client.http.post("/graphql", content=json.dumps(OK), headers={"Content-Type": media})
        assert (response.status_code, code(response)) == (415, "UNSUPPORTED_MEDIA_TYPE"), media


def test_a_document_that_cannot_be_read_is_400_under_the_new_media_type_and_200_under_json(client):
    for query, expected in (("{", "GRAPHQL_SYNTAX"), ("{ nothing }", "GRAPHQL_INVALID")):
        new = client.post({"query": query})
        old = client.post({"query": query}, Accept="application/json")
        assert (new.status_code, old.status_code) == (400, 200)
        assert code(new) == code(old) == expected
        assert "data" not in new.json()


def test_variables_of_the_wrong_type_are_refused(client):
    query = "query A($n: Int!) { tenants(first: $n) { totalCount } }"
    assert code(client.post({"query": query, "variables": {"n": "many"}})) == "INVALID_VARIABLES"
    assert code(client.post({"query": query})) == "INVALID_VARIABLES"


def test_the_operation_of_several_must_be_named(client):
    query = "query A { __typename } query B { viewer { name } }"
    assert code(client.post({"query": query})) == "UNKNOWN_OPERATION"
    assert code(client.post({"query": query, "operationName": "C"})) == "UNKNOWN_OPERATION"
    assert client.post({"query": query, "operationName": "B"}).json()["data"]["viewer"]["name"] == "Anonymous"


def test_a_token_that_is_unknown_or_revoked_is_401(client, world):
    issued = world.installation.services.access
    account = issued.create_account(_chief(), "Short", {"harbor": ["reader"]}, "harbor")
    token = issued.issue_token(_chief(), account.id)
    headers = {"Authorization": f"Bearer {token.secret}"}
    assert client.post(OK, **headers).status_code == 200
    issued.revoke_token(_chief(), token.token.id)
    for wrong in (headers, {"Authorization": "Bearer cat_no_such"}, {"Authorization": "Basic eDp5"}):
        response = client.post(OK, **wrong)
        assert (response.status_code, code(response)) == (401, "UNAUTHENTICATED")
        assert response.headers["www-authenticate"] == "Bearer"


def test_a_library_that_is_not_there_for_the_caller_is_404_by_address_and_header(client):
    for tenant in ("nowhere", "cloister"):
        by_header = client.post(OK, tenant=tenant)
        by_address = client.http.post(f"/{tenant}/graphql", json=OK)
        for response in (by_header, by_address):
            assert (response.status_code, code(response)) == (404, "UNKNOWN_TENANT")


def test_the_address_names_the_library_to_act_in(client):
    query = {"query": "{ viewer { tenant { slug } } }"}
    response = client.http.post("/harbor/graphql", json=query)
    assert response.json()["data"]["viewer"]["tenant"]["slug"] == "harbor"


def test_every_answer_carries_the_id_of_its_request(client):
    given = client.post(OK, **{"X-Request-Id": "from-the-proxy-1"})
    assert given.headers["x-request-id"] == given.json()["extensions"]["requestId"] == "from-the-proxy-1"
    odd = client.post({"query": "{"}, **{"X-Request-Id": "no good: spaces"})
    assert odd.headers["x-request-id"] == odd.json()["errors"][0]["extensions"]["requestId"] != "no good: spaces"


def test_every_answer_keeps_browsers_careful(client):
    for path in ("/health", "/graphql", "/nowhere", "/graphiql/explorer.js"):
        headers = client.http.get(path, headers={"Accept": "text/html"}).headers
        assert headers["x-content-type-options"] == "nosniff"
        assert "default-src 'none'" in headers["content-security-policy"]
        assert headers["x-frame-options"] == "DENY"


def test_the_server_says_whether_it_lives_and_whether_it_is_ready(client):
    assert client.http.get("/health").json() == {"status": "up"}
    ready = client.http.get("/ready")
    assert ready.status_code == 200
    assert ready.json()["projections"]["search"]["status"] in {"current", "behind"}


def test_an_address_that_is_not_there_is_told_in_the_same_shape(client):
    response = client.http.get("/no/such/address")
    assert (response.status_code, code(response)) == (404, "NO_SUCH_ADDRESS")


def test_a_browser_gets_the_explorer_and_everything_it_needs_from_here(client):
    page = client.http.get("/graphql", headers={"Accept": "text/html,*/*;q=0.8"})
    assert page.headers["content-type"].startswith("text/html")
    assert "//" not in page.text.replace("<!--", "")
    for route in GraphiQL().routes():
        assert client.http.get(route.path).status_code == 200
        assert "http://" not in client.http.get(route.path).text.partition("PREFIX")[0].replace("http://www.w3", "")


def code(response) -> str:
    return response.json()["errors"][0]["extensions"]["code"]


def _chief():
    from graph.access.model import operator

    return operator()
