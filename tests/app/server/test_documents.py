"""Documents named by hash, batches, answers that are asked for again: what spares clients and server the same work."""

from __future__ import annotations

import json
from typing import Any

import pytest

from app.protocols.graphql.documents import hash_of
from app.settings import StoreAddress
from app.trusted import manifest
from graph.access.model import operator
from tests.app.server.test_http import code

QUERY = "query Names { tenants { nodes { slug } } }"
TITLES = 'query Titles { search(input: {text: "tides"}) { totalCount } }'


@pytest.fixture(scope="module")
def store_address() -> StoreAddress:
    """What is tested here is the same on every store."""
    return StoreAddress("memory")


def named(text: str) -> dict[str, Any]:
    return {"extensions": {"persistedQuery": {"version": 1, "sha256Hash": hash_of(text)}}}


def test_a_document_sent_once_with_its_hash_is_named_by_it_from_then_on(client) -> None:
    unknown = client.post(named(QUERY), Accept="application/json")
    assert (unknown.status_code, code(unknown)) == (200, "PERSISTED_QUERY_NOT_FOUND")
    assert unknown.json()["errors"][0]["message"] == "PersistedQueryNotFound"
    sent = client.post({"query": QUERY, **named(QUERY)}).json()
    again = client.post(named(QUERY)).json()
    by_id = client.post({"documentId": f"sha256:{hash_of(QUERY)}"}).json()
    by_get = client.http.get("/graphql", params={"extensions": json.dumps(named(QUERY)["extensions"])}).json()
    assert sent["data"] == again["data"] == by_id["data"] == by_get["data"]
    assert sent["data"]["tenants"]["nodes"]


def test_a_document_is_not_kept_under_a_hash_that_is_not_its_own(client) -> None:
    other = "query Other { tenants { totalCount } }"
    refused = client.post({"query": other, **named(QUERY + " ")})
    assert (refused.status_code, code(refused)) == (400, "PERSISTED_QUERY_HASH")
    assert code(client.post(named(QUERY + " "))) == "PERSISTED_QUERY_NOT_FOUND"


@pytest.mark.parametrize(
    "body",
    [
        {"documentId": "x"},
        {"documentId": 1},
        {"extensions": {"persistedQuery": "x"}},
        {"extensions": {"persistedQuery": {"version": 2, "sha256Hash": "0" * 64}}},
        {"extensions": {"persistedQuery": {"version": 1, "sha256Hash": "../../etc"}}},
    ],
)
def test_a_hash_that_is_none_is_refused(client, body) -> None:
    response = client.post(body)
    assert (response.status_code, code(response)) == (400, "BAD_REQUEST")


def test_only_trusted_documents_are_run_for_those_who_have_not_signed_in(server_with, tmp_path) -> None:
    source = tmp_path / "names.graphql"
    source.write_text(QUERY)
    made = manifest([source])
    (text,) = made.values()
    path = tmp_path / "documents.json"
    path.write_text(json.dumps(made))
    client = server_with(trusted_documents=path, only_trusted_documents=True)
    for allowed in (named(text), {"query": text}, {"documentId": f"sha256:{hash_of(text)}"}):
        assert client.post(allowed).json()["data"]["tenants"]["nodes"]
    for refused in (
        {"query": TITLES},
        named(TITLES),
        {"query": TITLES, **named(TITLES)},
        {"query": "{ __schema { x } }"},
    ):
        assert code(client.post(refused)) == "DOCUMENT_NOT_TRUSTED"
    signed_in = client.post({"query": TITLES, **named(TITLES)}, who="reader@harbor").json()
    assert "errors" not in signed_in
    assert code(client.post(named(TITLES))) == "DOCUMENT_NOT_TRUSTED"


def test_a_server_does_not_start_with_a_manifest_that_is_none(server_with, tmp_path) -> None:
    path = tmp_path / "documents.json"
    for text in ("{", "[]", '{"0": "query A { __typename }"}'):
        path.write_text(text)
        with pytest.raises(Exception, match="manifest") as refused:
            server_with(trusted_documents=path)
        assert refused.value.code == "NO_MANIFEST"


def test_several_operations_are_answered_in_their_order(client) -> None:
    answers = client.post([{"query": QUERY}, {"query": "{ nothing }"}, {"query": TITLES}])
    assert answers.status_code == 200
    first, second, third = answers.json()
    assert first["data"]["tenants"]["nodes"]
    assert second["errors"][0]["extensions"]["code"] == "GRAPHQL_INVALID"
    assert third["data"]["search"]["totalCount"]


def test_more_operations_than_one_request_may_have_are_refused_whole(client, server_with) -> None:
    refused = client.post([{"query": QUERY}] * 11)
    assert (refused.status_code, code(refused)) == (400, "BATCH_TOO_LARGE")
    none = server_with(batch_limit=0).post([{"query": QUERY}])
    assert (none.status_code, code(none)) == (400, "BATCH_TOO_LARGE")
    assert code(client.post([{"query": QUERY}, 7])) == "BAD_REQUEST"


def asked(client, query: str, tag: str | None = None, **headers: str):
    known = {} if tag is None else {"If-None-Match": tag}
    return client.http.get("/graphql", params={"query": query}, headers={**known, **headers})


def test_an_answer_that_still_holds_is_not_sent_again_until_something_is_written(client, world) -> None:
    title = 'query A { instances: search(input: {text: "Harbor"}) { totalCount } tenants { totalCount } }'
    for _ in range(3):  # a minute may end in between
        first = asked(client, title)
        assert first.headers["cache-control"] == "no-cache"
        second = asked(client, title, first.headers["etag"])
        if second.status_code == 304:
            break
    assert (second.status_code, second.content) == (304, b"")
    assert second.headers["etag"] == first.headers["etag"]
    made = world.installation.services.catalogue.create(operator("harbor"), "bf:Work", {"rdfs:label": ["New"]})
    third = asked(client, title, first.headers["etag"])
    assert third.status_code == 200
    assert third.headers["etag"] != first.headers["etag"]
    world.catch_up()
    assert asked(client, title, third.headers["etag"]).status_code == 200, "search knows the write now"
    world.installation.services.catalogue.delete(operator("harbor"), made.iri, made.revision)
    world.catch_up()


def test_an_answer_holds_for_its_question_language_and_library_alone(client) -> None:
    tag = asked(client, QUERY).headers["etag"]
    assert asked(client, QUERY.replace("slug", "id"), tag).status_code == 200
    assert asked(client, QUERY, tag, **{"Accept-Language": "de"}).status_code == 200
    assert asked(client, QUERY, tag, **{"X-Tenant": "harbor"}).status_code == 200
    assert asked(client, QUERY, tag, Accept="application/graphql-response+json").status_code == 200
    assert asked(client, QUERY, tag, **{"X-Tenant": "cloister"}).status_code == 404


def test_answers_to_those_who_have_signed_in_and_answers_with_errors_are_not_kept(client) -> None:
    signed_in = asked(client, QUERY, **client.headers("reader@harbor"))
    failed = asked(client, 'query A { work(by: {iri: "x", isbn: "y"}) { iri } }')
    posted = client.post({"query": QUERY})
    for each in (signed_in, failed, posted):
        assert each.headers["cache-control"] == "no-store"
        assert "etag" not in each.headers
