"""Large queries answered later over HTTP: `Prefer: respond-async`, the run, its files, and who is told nothing."""

from __future__ import annotations

import gzip
import time
from collections.abc import Iterator

import httpx
import pyoxigraph as ox
import pytest

from graph.access.model import operator
from tests.app.server.conftest import MEMORY, PRIVATE, PUBLIC, SECRET, SHARED, Client, make_world, running

ROWS = "SELECT ?s ?p ?o { ?s ?p ?o } ORDER BY ?s ?p ?o LIMIT 300"
GRAPH = "CONSTRUCT { ?s a ?c } WHERE { ?s a ?c } ORDER BY ?s ?c"
WHO = f"researcher@{SHARED}"


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Client]:
    made = make_world(MEMORY, books=2)
    made.installation.bring_up_to_date("sparql")
    with running(made.installation) as address, httpx.Client(base_url=address, timeout=60) as http:
        found = Client(http, made.tokens)
        found.__dict__["world"] = made
        yield found
    made.installation.close()


def later(client: Client, query: str, path: str = "/sparql", who: str | None = WHO) -> httpx.Response:
    headers = client.headers(who) | {"Prefer": "wait=5, respond-async"}
    return client.http.post(path, data={"query": query}, headers=headers)


def done(client: Client, query: str, path: str = "/sparql", who: str = WHO) -> dict:
    """The run of a query once it has ended; every answer on the way says when to ask again."""
    begun = later(client, query, path, who)
    assert (begun.status_code, begun.headers["preference-applied"]) == (202, "respond-async"), begun.text
    end = time.monotonic() + 60
    while True:
        told = client.http.get(begun.headers["location"], headers=client.headers(who))
        if told.json()["finished"]:
            return told.json() | {"path": begun.headers["location"]}
        assert int(told.headers["retry-after"]) > 0
        assert time.monotonic() < end
        time.sleep(0.05)


def fetched(client: Client, path: str, who: str | None = WHO, **headers: str) -> httpx.Response:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return client.http.get(path, headers=client.headers(who) | named)


def test_rows_come_later_as_they_would_at_once_in_each_format(client):
    run = done(client, ROWS)
    assert (run["state"], run["rows"], run["truncated"], run["error"]) == ("succeeded", 300, False, None)
    assert len(run["files"]) == 4
    for each in run["files"]:
        path = f"{run['path']}/{each['url'].rpartition('/')[2]}"
        at_once = client.http.get(
            "/sparql", params={"query": ROWS}, headers=client.headers(WHO) | {"Accept": each["mediaType"]}
        )
        answer = fetched(client, path)
        assert (answer.content, answer.headers["content-type"].partition(";")[0]) == (
            at_once.content,
            each["mediaType"],
        )
        packed = fetched(client, path + ".gz")
        assert (gzip.decompress(packed.content), packed.headers["content-type"]) == (
            at_once.content,
            "application/gzip",
        )
    liked = fetched(client, run["path"] + "/answer", Accept="text/csv;q=1, application/xml;q=0.2")
    assert (liked.status_code, liked.headers["location"]) == (303, run["path"] + "/answer.csv")
    assert fetched(client, run["path"] + "/answer", Accept="image/png").status_code == 406


def test_a_graph_comes_in_every_format_of_rdf(client):
    run = done(client, GRAPH)
    wanted = None
    for each in run["files"]:
        answer = fetched(client, f"{run['path']}/{each['url'].rpartition('/')[2]}")
        found = {
            quad.triple for quad in ox.parse(answer.content, format=ox.RdfFormat.from_media_type(each["mediaType"]))
        }
        wanted = wanted or found
        assert found == wanted, each
    assert len(run["files"]) == 6
    assert run["rows"] == len(wanted)


def test_a_download_that_broke_off_goes_on_and_what_is_known_is_not_sent_again(client):
    path = done(client, ROWS)["path"] + "/answer.csv"
    whole = fetched(client, path)
    tag = whole.headers["etag"]
    rest = fetched(client, path, Range="bytes=1000-", If_Range=tag)
    assert (rest.status_code, rest.content) == (206, whole.content[1000:])
    assert fetched(client, path, Range="bytes=1000-", If_Range='"another"').status_code == 200
    assert fetched(client, path, If_None_Match=tag).status_code == 304
    assert fetched(client, path, Range=f"bytes={len(whole.content)}-").status_code == 416
    head = client.http.head(path, headers=client.headers(WHO))
    assert (head.content, head.headers["content-length"]) == (b"", str(len(whole.content)))


def test_an_address_of_a_library_or_network_means_its_own_graphs(client):
    for path, there, elsewhere in (
        (f"/{SHARED}/sparql", SHARED, PUBLIC),
        ("/networks/rivers/sparql", PUBLIC, PRIVATE),
    ):
        text = fetched(client, done(client, ROWS.replace(" LIMIT 300", ""), path)["path"] + "/answer.csv").text
        assert f"/{there}/" in text
        assert f"/{elsewhere}/" not in text
        assert SECRET not in text


def test_nobody_else_learns_of_a_run_and_who_throws_it_away_has_it_no_more(client):
    path = done(client, ROWS)["path"]
    for each in (path, path + "/answer", path + "/answer.csv", path + "/answer.csv.gz"):
        assert fetched(client, each, f"researcher@{PUBLIC}").status_code == 404
        assert fetched(client, each, f"reader@{SHARED}").status_code == 403
        assert fetched(client, each, None).status_code == 403
    assert client.http.delete(path, headers=client.headers(f"researcher@{PUBLIC}")).status_code == 404
    listed = fetched(client, "/sparql/runs").json()["runs"]
    assert any(each["id"].endswith(path) for each in listed)
    assert fetched(client, "/sparql/runs", f"researcher@{PRIVATE}").json()["runs"] == []
    assert client.http.delete(path, headers=client.headers(WHO)).status_code == 204
    assert fetched(client, path).status_code == 404
    assert not any(each["id"].endswith(path) for each in fetched(client, "/sparql/runs").json()["runs"])


@pytest.mark.parametrize(
    ("query", "who", "status"),
    [
        ("SELECT * { SERVICE <http://127.0.0.1/> { ?s ?p ?o } }", WHO, 400),
        ("INSERT DATA { <x:a> <x:b> 1 }", WHO, 400),
        ("", WHO, 400),
        (f"SELECT * FROM <http://localhost:8000/{PRIVATE}/graphs/catalogue> {{ ?s ?p ?o }}", WHO, 400),
        (ROWS, f"reader@{SHARED}", 403),
        (ROWS, None, 403),
    ],
)
def test_what_may_not_run_at_once_may_not_later(client, query, who, status):
    before = fetched(client, "/sparql/runs").json()["runs"]
    answer = later(client, query, who=who)
    assert answer.status_code == status
    assert "location" not in answer.headers
    assert fetched(client, "/sparql/runs").json()["runs"] == before


def test_only_answers_are_fetched_from_where_a_run_is(client):
    path = done(client, "ASK { ?s ?p ?o }")["path"]
    for name in ("answer.exe", "answer.csv.gz.gz", "..%2frun.json", "run.json", "answer.", "answer.csv"):
        answer = fetched(client, f"{path}/{name}")
        assert answer.status_code in {404, 409}, name
        assert "Traceback" not in answer.text
    assert client.http.post(path, headers=client.headers(WHO)).headers["allow"] == "DELETE, GET, HEAD, OPTIONS"


def test_what_fails_says_why_and_has_no_answer(client):
    run = done(client, "SELECT ?s { ?s ?p ")
    assert (run["state"], run["error"]["code"], run["files"]) == ("failed", "SPARQL_REFUSED", [])
    assert fetched(client, run["path"] + "/answer").status_code == 409


def test_who_lost_the_right_fetches_nothing_any_more(client):
    world = client.__dict__["world"]
    access = world.installation.services.access
    account = access.create_account(operator(), "For a while", {PRIVATE: ["researcher"]}, PRIVATE)
    client.tokens["while"] = access.issue_token(operator(), account.id).secret
    path = done(client, ROWS.replace("LIMIT 300", ""), f"/{PRIVATE}/sparql", "while")["path"]
    assert SECRET in fetched(client, path + "/answer.csv", "while").text
    access.set_roles(operator(), account.id, PRIVATE, [])
    access.set_roles(operator(), account.id, PUBLIC, ["researcher"])
    for each in ("/answer", "/answer.csv", "/answer.csv.gz"):
        refused = fetched(client, path + each, "while")
        assert refused.status_code == 403
        assert SECRET not in refused.text
