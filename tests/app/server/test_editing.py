"""Creating, changing and deleting over HTTP: what comes back, and what a person is told when it can't be done."""

from __future__ import annotations

import pytest

WORK = "http://id.loc.gov/ontologies/bibframe/Work"
FIND = '{ search(input: {text: "tides"}, first: 1) { nodes { ... on Work { id iri revision title { full } } } } }'

CREATE = """mutation M($input: ResourceCreateInput!) { resourceCreate(input: $input) {
  resource { id revision label { value } } requestId userErrors { __typename code message path } } }"""
UPDATE = """mutation M($input: ResourceUpdateInput!) { resourceUpdate(input: $input) {
  resource { id revision ... on Work { title { full } } }
  userErrors { __typename code message path
    ... on StaleRevisionError { current { id revision } theirs { path added } ours { path added } } } } }"""
DELETE = """mutation M($input: ResourceDeleteInput!) { resourceDelete(input: $input) {
  deletedId userErrors { __typename code ... on InUseError { users } } } }"""

NEW = {
    "type": WORK,
    "jsonld": {"bf:title": [{"@id": "#title-1", "@type": ["bf:Title"], "bf:mainTitle": ["Written here"]}]},
}


def change(work):
    return {
        "id": work["id"],
        "ifRevision": work["revision"],
        "add": [{"predicate": "http://www.w3.org/2000/01/rdf-schema#seeAlso", "iri": "https://example.org/x"}],
    }


def removal(work):
    return {"id": work["id"], "ifRevision": work["revision"], "withDependents": True}


@pytest.fixture
def work(client):
    (found,) = client.data(FIND)["search"]["nodes"]
    return found


def test_the_right_caller_creates_changes_and_deletes(client):
    who = "cataloguer@harbor"
    made = client.data(CREATE, {"input": NEW}, who=who)["resourceCreate"]
    assert made["userErrors"] == []
    assert made["resource"]["label"]["value"] == "Written here"
    changed = client.data(UPDATE, {"input": change(made["resource"])}, who=who)["resourceUpdate"]
    assert changed["userErrors"] == []
    assert changed["resource"]["revision"] != made["resource"]["revision"]
    gone = client.data(DELETE, {"input": removal(changed["resource"])}, who=who)["resourceDelete"]
    assert gone == {"deletedId": made["resource"]["id"], "userErrors": []}
    assert client.data(f'{{ node(id: "{gone["deletedId"]}") {{ id }} }}', who=who)["node"] is None


def test_a_stale_revision_comes_back_with_what_others_and_the_caller_changed(client):
    who = "cataloguer@harbor"
    made = client.data(CREATE, {"input": NEW}, who=who)["resourceCreate"]["resource"]
    theirs = client.data(UPDATE, {"input": change(made)}, who=who)["resourceUpdate"]["resource"]
    late = {**change(made), "add": [{"predicate": "http://www.w3.org/2000/01/rdf-schema#comment", "value": "late"}]}
    payload = client.data(UPDATE, {"input": late}, who=who)["resourceUpdate"]
    (error,) = payload["userErrors"]
    assert payload["resource"] is None
    assert (error["__typename"], error["code"]) == ("StaleRevisionError", "STALE_REVISION")
    assert error["current"]["revision"] == theirs["revision"]
    assert "seeAlso" in error["theirs"][0]["path"]
    assert error["ours"][0]["added"] == ["late"]


def test_the_same_request_id_creates_once(client):
    who = "cataloguer@harbor"
    first, second = (
        client.data(CREATE, {"input": {**NEW, "requestId": "retry-1"}}, who=who)["resourceCreate"] for _ in range(2)
    )
    assert first["resource"] == second["resource"]
    assert first["requestId"] == "retry-1"


def test_what_others_hang_on_is_not_deleted_unless_asked(client, work):
    payload = client.data(DELETE, {"input": {**removal(work), "withDependents": False}}, who="cataloguer@harbor")[
        "resourceDelete"
    ]
    (error,) = payload["userErrors"]
    assert (error["__typename"], error["code"]) == ("InUseError", "IN_USE")
    assert error["users"]


def test_an_input_that_makes_no_sense_is_told_with_its_place(client, work):
    who = "cataloguer@harbor"
    both = {**change(work), "jsonld": {"@id": work["iri"]}}
    neither = {"id": work["id"], "ifRevision": work["revision"]}
    two_values = {**change(work), "add": [{"predicate": "urn:x", "value": "a", "iri": "urn:b"}]}
    for case in (both, neither, two_values):
        (error,) = client.data(UPDATE, {"input": case}, who=who)["resourceUpdate"]["userErrors"]
        assert error["code"] == "INVALID"
        assert error["path"][0] == "input"


def test_a_whole_description_can_be_read_as_jsonld_and_sent_back_changed(client, work):
    who = "cataloguer@harbor"
    read = client.data(f'{{ work(by: {{id: "{work["id"]}"}}) {{ jsonld revision }} }}', who=who)["work"]
    document = read["jsonld"]
    document["bf:title"][0]["bf:mainTitle"] = ["Harbor tides, corrected"]
    sent = {"id": work["id"], "ifRevision": read["revision"], "jsonld": document}
    payload = client.data(UPDATE, {"input": sent}, who=who)["resourceUpdate"]
    assert payload["userErrors"] == []
    assert payload["resource"]["title"]["full"].startswith("Harbor tides, corrected")
