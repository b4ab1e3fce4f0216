"""Importing over HTTP: a file goes up, a job brings it in, and whoever may can follow it."""

from __future__ import annotations

import json
import time

from graph.access.model import operator

IMPORT = """
mutation Import($file: Upload!, $dry: Boolean! = false, $request: String) {
  importMarc(input: {file: $file, source: "main", dryRun: $dry, requestId: $request}) {
    job { id status source processed }
    userErrors { __typename message code path }
  }
}
"""
JOB = """query Job($id: ID!) { importJob(id: $id) {
  status processed created updated unchanged skipped failed message startedAt finishedAt
  errors { totalCount nodes { recordNumber code message } } } }"""


def upload(client, octets: bytes, *, who="cataloguer@harbor", variables=None, headers=None, media="application/marc"):
    operations = {"query": IMPORT, "variables": {"file": None, **(variables or {})}}
    return client.http.post(
        "/graphql",
        data={"operations": json.dumps(operations), "map": json.dumps({"0": ["variables.file"]})},
        files={"0": ("records", octets, media)},
        headers=client.headers(who) if headers is None else headers,
    )


def finished(client, job: str, who="cataloguer@harbor"):
    for _ in range(1200):
        found = client.data(JOB, {"id": job}, who=who)["importJob"]
        if found["status"] in {"SUCCEEDED", "FAILED", "CANCELLED"}:
            return found
        time.sleep(0.05)
    raise AssertionError(found)


def test_a_file_goes_up_and_its_records_are_in_the_catalogue(client, world, book):
    octets = b"".join(book("harbor", number) for number in range(100, 103))
    started = upload(client, octets).json()["data"]["importMarc"]
    assert started["userErrors"] == []
    done = finished(client, started["job"]["id"])
    assert (done["status"], done["processed"], done["created"], done["failed"]) == ("SUCCEEDED", 3, 3, 0)
    world.catch_up()
    found = client.data('{ search(input: {text: "tides 101"}) { totalCount } }')
    assert found["search"]["totalCount"] >= 1


def test_bibframe_goes_up_as_marc_does_and_is_read_as_its_media_type_says(client):
    octets = b"[] a <http://id.loc.gov/ontologies/bibframe/Work> ."  # nothing that anybody would recognise
    done = finished(client, upload(client, octets, media="text/turtle").json()["data"]["importMarc"]["job"]["id"])
    assert (done["status"], done["created"], done["failed"]) == ("SUCCEEDED", 1, 0)


def test_records_that_cannot_be_read_are_reported_by_number_and_the_rest_is_stored(client, book):
    octets = book("harbor", 110) + b"00042nonsense\x1d" + book("harbor", 111)
    done = finished(client, upload(client, octets).json()["data"]["importMarc"]["job"]["id"])
    assert done["status"] == "SUCCEEDED"
    assert done["created"] == 2
    assert done["errors"]["nodes"][0]["recordNumber"] == 2


def test_a_file_that_is_no_marc_fails_as_a_whole_with_a_sentence(client):
    done = finished(client, upload(client, b"%PDF-1.7 not a record at all").json()["data"]["importMarc"]["job"]["id"])
    assert done["status"] == "FAILED"
    assert done["message"]


def test_a_dry_run_writes_nothing(client, world, book):
    answer = upload(client, book("harbor", 120), variables={"dry": True}).json()["data"]["importMarc"]
    done = finished(client, answer["job"]["id"])
    assert (done["status"], done["processed"], done["message"]) == ("SUCCEEDED", 1, None)
    world.catch_up()
    assert client.data('{ item(by: {barcode: "HARBOR-0120"}) { id } }')["item"] is None


def test_the_same_request_id_starts_one_job(client, book):
    octets = book("harbor", 130)
    ids = {
        upload(client, octets, variables={"request": "once"}).json()["data"]["importMarc"]["job"]["id"]
        for _ in range(2)
    }
    assert len(ids) == 1


def test_a_file_is_taken_only_from_those_who_have_signed_in(client, world, book):
    response = upload(client, book("harbor", 140), headers={"GraphQL-Require-Preflight": "1"})
    assert response.status_code == 401
    assert not any(world.installation.layout.uploads.glob("upload-*"))


def test_a_form_of_another_site_cannot_send_a_file_for_somebody_who_is_signed_in(client, world, book):
    access, signing_in = world.installation.services.access, world.installation.services.sign_in
    account = access.create_account(operator(), "Ada", {"harbor": ["cataloguer"]}, "harbor", "ada")
    code = signing_in.issue_code(operator(), account.id)
    cookie = f"catalograph-session={signing_in.use_code('ada', code, 'herons stand on one leg', '192.0.2.1').secret}"
    own = {"Cookie": cookie, "Origin": str(client.http.base_url), "X-Tenant": "harbor"}
    for headers, code in (
        (own | {"Origin": "https://elsewhere.example"}, "CROSS_SITE"),
        (own, "BAD_REQUEST"),  # a header that no form can send is missing
    ):
        response = upload(client, book("harbor", 150), headers=headers)
        assert response.json()["errors"][0]["extensions"]["code"] == code
    sent = upload(client, book("harbor", 150), headers=own | {"GraphQL-Require-Preflight": "1"})
    assert sent.json()["data"]["importMarc"]["userErrors"] == []


def test_a_file_that_is_too_large_is_cut_off_and_nothing_of_it_kept(server_with):
    client = server_with(upload_limit_mb=1)
    response = upload(client, b"x" * 2_500_000)
    assert (response.status_code, response.json()["errors"][0]["extensions"]["code"]) == (413, "BODY_TOO_LARGE")


def test_uploaded_files_are_gone_when_the_request_is_answered(client, world, book):
    upload(client, book("harbor", 150))
    assert not any(world.installation.layout.uploads.glob("upload-*"))


def test_a_map_that_names_no_place_is_refused(client):
    for places in ({"0": ["variables.nothing.here"]}, {"1": ["variables.file"]}, {"0": "variables.file"}, []):
        response = client.http.post(
            "/graphql",
            data={"operations": json.dumps({"query": IMPORT, "variables": {"file": None}}), "map": json.dumps(places)},
            files={"0": ("x.mrc", b"x")},
            headers=client.headers("cataloguer@harbor"),
        )
        assert response.status_code == 400, places


def test_a_job_is_seen_only_by_those_who_may_import_there(client, book):
    job = upload(client, book("harbor", 160)).json()["data"]["importMarc"]["job"]["id"]
    finished(client, job)
    for who in (None, "reader@harbor", "cataloguer@lindenau", "administrator@cloister"):
        assert client.data(JOB, {"id": job}, who=who)["importJob"] is None, who


def test_a_finished_import_stays_as_it_is_when_it_is_cancelled(client, book):
    job = upload(client, book("harbor", 170)).json()["data"]["importMarc"]["job"]["id"]
    finished(client, job)
    cancel = """mutation Cancel($job: ID!) { importCancel(input: {job: $job}) {
      job { status } userErrors { code } } }"""
    answer = client.data(cancel, {"job": job}, who="cataloguer@harbor")["importCancel"]
    assert answer["job"]["status"] == "SUCCEEDED"
