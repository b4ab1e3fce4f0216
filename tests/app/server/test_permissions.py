"""Who may change what: for each mutation, anonymous, wrong library, missing right and right; a refusal changes nothing."""

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
CANCEL = """mutation M($input: ImportCancelInput!) { importCancel(input: $input) { job { id } userErrors { code } } }"""

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


MUTATIONS = {
    "resourceCreate": (CREATE, lambda work: NEW),
    "resourceUpdate": (UPDATE, change),
    "resourceDelete": (DELETE, removal),
}
REFUSED = {
    "anonymous": (None, "harbor"),
    "wrong library": ("cataloguer@lindenau", "harbor"),
    "own library, foreign record": ("cataloguer@lindenau", None),
    "missing right": ("reader@harbor", None),
}


@pytest.fixture
def work(client):
    (found,) = client.data(FIND)["search"]["nodes"]
    return found


@pytest.mark.parametrize("caller", REFUSED)
@pytest.mark.parametrize("mutation", MUTATIONS)
def test_a_refused_mutation_says_so_and_changes_nothing(client, world, work, mutation, caller):
    if (mutation, caller) == ("resourceCreate", "own library, foreign record"):
        pytest.skip("creating in one's own library is allowed")
    document, make = MUTATIONS[mutation]
    who, tenant = REFUSED[caller]
    before = world.installation.store.position()
    payload = client.data(document, {"input": make(work)}, who=who, tenant=tenant)[mutation]
    (error,) = payload["userErrors"]
    assert error["code"] in {"FORBIDDEN", "NOT_FOUND"}
    assert all(payload.get(name) is None for name in ("resource", "deletedId"))
    assert world.installation.store.position() == before
    assert client.data(FIND)["search"]["nodes"] == [work]


@pytest.mark.parametrize(("who", "tenant"), REFUSED.values(), ids=REFUSED)
def test_an_import_is_cancelled_only_by_those_who_may_import_there(client, world, who, tenant):
    job = world.installation.services.jobs
    path = world.installation.layout.uploads / "waiting.mrc"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"")
    actor = world.installation.services.access.authenticate(world.tokens["cataloguer@harbor"])
    started = job.start(actor, path)
    before = world.installation.store.position()
    from schema.ids import Naming, make_id

    payload = client.data(CANCEL, {"input": {"job": make_id(Naming.JOB, started.id)}}, who=who, tenant=tenant)
    assert payload["importCancel"]["userErrors"]
    assert world.installation.store.position() >= before


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
