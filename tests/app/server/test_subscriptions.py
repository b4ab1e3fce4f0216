"""Following the log over a real WebSocket and as server-sent events."""

from __future__ import annotations

import json
import threading
from datetime import UTC, datetime

import httpx
import pytest
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import connect

from graph.network.clusters.documents import cluster_key, cluster_node
from graph.store.model import ANY, Cause, Change, Put
from graph.store.scope import SystemScope
from mappings.bibframe.node import PREFIXES
from tests.app.server.sockets import Socket
from tests.begun import until_ended

LSP = PREFIXES["lsp"]

CHANGED = """subscription Changed($after: Int, $scope: TenantScope, $query: String) {
  resourceChanged(after: $after, scope: $scope, query: $query) { event kind iri resource { label { value } } } }"""
CREATE = """mutation M($input: ResourceCreateInput!) {
  resourceCreate(input: $input) { resource { iri id revision } userErrors { message } } }"""


def new(title: str):
    title_node = {"@id": "#title-1", "@type": ["bf:Title"], "bf:mainTitle": [title]}
    return {"type": "http://id.loc.gov/ontologies/bibframe/Work", "jsonld": {"bf:title": [title_node]}}


def test_a_change_arrives_as_it_is_made(socket, client):
    listening = socket("reader@harbor")
    assert listening.receive()["type"] == "connection_ack"
    listening.subscribe("1", CHANGED)
    made = create_when_listening(listening, client, "Heard at once")
    message = listening.receive()
    change = message["payload"]["data"]["resourceChanged"]
    assert (message["id"], message["type"]) == ("1", "next")
    assert (change["kind"], change["iri"]) == ("CREATED", made["iri"])
    assert change["resource"]["label"]["value"] == "Heard at once"


def create_when_listening(listening, client, title):
    """Create something once the subscription has surely begun: a ping is answered after it was taken."""
    listening.send({"type": "ping"})
    assert listening.receive()["type"] == "pong"
    threading.Event().wait(0.3)
    return client.data(CREATE, {"input": new(title)}, who="cataloguer@harbor")["resourceCreate"]["resource"]


def test_what_a_network_notes_of_works_is_no_change_of_a_resource_but_for_who_asks_for_it(socket, client, world):
    until_ended()  # an import of another test notes what others have of it, after its end
    store, names = world.installation.store, world.installation.services.names
    position, key = store.position(), cluster_key(names, "rivers", "noted")
    put = Put(key, cluster_node(key.iri, [names.resource("harbor", "works", each) for each in "ab"], ()), ANY)
    store.commit(Change(Cause("", "test", datetime.now(UTC)), (put,)), SystemScope())
    made = client.data(CREATE, {"input": new("After a note")}, who="cataloguer@harbor")["resourceCreate"]["resource"]
    types = f'subscription {{ resourceChanged(after: {position}, types: ["{LSP}WorkCluster"]) {{ iri }} }}'
    for document, variables, iri in ((CHANGED, {"after": position}, made["iri"]), (types, {}, key.iri)):
        listening = socket("reader@harbor")
        listening.receive()
        listening.subscribe("noted", document, variables)
        assert listening.receive()["payload"]["data"]["resourceChanged"]["iri"] == iri


def test_a_subscription_resumes_after_a_given_event(socket, client, world):
    position = world.installation.store.position()
    iris = [
        client.data(CREATE, {"input": new(f"Missed {n}")}, who="cataloguer@harbor")["resourceCreate"]["resource"]["iri"]
        for n in range(3)
    ]
    listening = socket("reader@harbor")
    listening.receive()
    listening.subscribe("late", CHANGED, {"after": position})
    heard = [listening.receive()["payload"]["data"]["resourceChanged"] for _ in range(3)]
    assert [each["iri"] for each in heard] == iris
    again = socket("reader@harbor")
    again.receive()
    again.subscribe("later", CHANGED, {"after": heard[1]["event"]})
    assert again.receive()["payload"]["data"]["resourceChanged"]["iri"] == iris[2]


def test_only_changes_of_what_a_search_finds_are_heard(socket, client, world):
    position = world.installation.store.position()
    for title in ("A manual of sailing", "Lanterns of the estuary", "The estuary in winter", "On knots"):
        client.data(CREATE, {"input": new(title)}, who="cataloguer@harbor")
    listening = socket("reader@harbor")
    listening.receive()
    listening.subscribe("1", CHANGED, {"after": position, "query": "estuary"})
    world.installation.bring_up_to_date("search")
    heard = [listening.receive()["payload"]["data"]["resourceChanged"]["resource"]["label"] for _ in range(2)]
    assert [each["value"] for each in heard] == ["Lanterns of the estuary", "The estuary in winter"]


def test_changes_of_a_private_library_are_heard_by_nobody_else(socket, client, world, secret):
    position = world.installation.store.position()
    client.data(CREATE, {"input": new(secret)}, who="cataloguer@cloister")
    public = client.data(CREATE, {"input": new("For all")}, who="cataloguer@harbor")["resourceCreate"]["resource"]
    listening = socket("cataloguer@lindenau")
    listening.receive()
    listening.subscribe("1", CHANGED, {"after": position, "scope": {"all": True}})
    assert listening.receive()["payload"]["data"]["resourceChanged"]["iri"] == public["iri"]


def test_queries_run_over_the_socket_too_and_end(socket):
    talking = socket()
    talking.receive()
    talking.subscribe("q", "{ viewer { name } }")
    assert talking.receive()["payload"]["data"]["viewer"]["name"] == "Anonymous"
    assert talking.receive() == {"id": "q", "type": "complete"}


def test_a_wrong_document_is_an_error_of_its_operation_only(socket):
    talking = socket()
    talking.receive()
    talking.subscribe("bad", "subscription { nothing }")
    message = talking.receive()
    assert message["type"] == "error"
    assert message["payload"][0]["extensions"]["code"] == "GRAPHQL_INVALID"
    talking.subscribe("good", "{ __typename }")
    assert talking.receive()["type"] == "next"


@pytest.mark.parametrize(
    ("messages", "close"),
    [
        ([{"type": "subscribe", "id": "1", "payload": {"query": "{ a }"}}], 4401),
        ([{"type": "connection_init"}, {"type": "connection_init"}], 4429),
        ([{"type": "connection_init"}, {"type": "dance"}], 4400),
        ([{"type": "connection_init", "payload": {"authorization": "Bearer cat_x_y"}}], 4403),
        (
            [{"type": "connection_init"}]
            + [{"type": "subscribe", "id": "1", "payload": {"query": CHANGED, "variables": {}}}] * 2,
            4409,
        ),
        (["not json"], 4400),
    ],
)
def test_a_client_that_breaks_the_protocol_is_told_by_the_number_of_the_close(address, messages, close):
    with connect(address.replace("http", "ws", 1) + "/graphql", subprotocols=["graphql-transport-ws"]) as connection:
        for message in messages:
            connection.send(message if isinstance(message, str) else json.dumps(message))
        with pytest.raises(ConnectionClosed) as ended:
            to_the_end(connection)
    assert ended.value.rcvd.code == close


def to_the_end(connection):
    while True:
        connection.recv(timeout=15)


def test_another_subprotocol_is_not_spoken(address):
    with connect(address.replace("http", "ws", 1) + "/graphql") as connection, pytest.raises(ConnectionClosed) as ended:
        connection.recv(timeout=15)
    assert ended.value.rcvd.code == 4406


def test_a_stopped_subscription_says_nothing_more(socket, client):
    listening = socket("reader@harbor")
    listening.receive()
    listening.subscribe("1", CHANGED)
    listening.send({"id": "1", "type": "complete"})
    create_when_listening(listening, client, "Unheard")
    listening.subscribe("q", "{ __typename }")
    assert listening.receive()["id"] == "q"


def test_a_revoked_token_ends_a_running_subscription(address, world, client):
    from graph.access.model import operator

    access = world.installation.services.access
    account = access.create_account(operator(), "Short", {"harbor": ["reader"]}, "harbor")
    token = access.issue_token(operator(), account.id)
    listening = Socket(address, {"authorization": f"Bearer {token.secret}"})
    listening.receive()
    listening.subscribe("1", CHANGED)
    create_when_listening(listening, client, "Before")
    assert listening.receive()["type"] == "next"
    access.revoke_token(operator(), token.token.id)
    message = listening.receive()
    while message["type"] == "next":
        message = listening.receive()
    assert message["type"] == "error"
    assert message["payload"][0]["extensions"]["code"] == "UNAUTHENTICATED"
    listening.opened.close()


def test_the_same_subscription_comes_as_server_sent_events(address, client, world):
    position = world.installation.store.position()
    made = client.data(CREATE, {"input": new("As an event")}, who="cataloguer@harbor")["resourceCreate"]["resource"]
    headers = {"Accept": "text/event-stream", "Authorization": f"Bearer {world.tokens['reader@harbor']}"}
    body = {"query": CHANGED, "variables": {"after": position}}
    with httpx.stream("POST", f"{address}/graphql", json=body, headers=headers, timeout=15) as response:
        assert response.headers["content-type"].startswith("text/event-stream")
        lines = response.iter_lines()
        assert next(lines) == "event: next"
        data = json.loads(next(lines).removeprefix("data: "))
    assert data["data"]["resourceChanged"]["iri"] == made["iri"]


def started(client, octets: bytes) -> str:
    """The job of an import that begins."""
    operations = {
        "query": "mutation I($file: Upload!) { importMarc(input: {file: $file}) { job { id } } }",
        "variables": {"file": None},
    }
    answer = client.http.post(
        "/graphql",
        data={"operations": json.dumps(operations), "map": '{"0": ["variables.file"]}'},
        files={"0": ("x.mrc", octets)},
        headers=client.headers("cataloguer@harbor"),
    )
    return answer.json()["data"]["importMarc"]["job"]["id"]


def test_an_import_is_followed_to_its_end(socket, client, book):
    job = started(client, book("harbor", 700) + book("harbor", 701))
    listening = socket("cataloguer@harbor")
    listening.receive()
    progress = "subscription P($job: ID!) { importProgress(job: $job) { status processed } }"
    listening.subscribe("job", progress, {"job": job})
    heard = []
    while (message := listening.receive())["type"] == "next":
        heard.append(message["payload"]["data"]["importProgress"])
    assert message == {"id": "job", "type": "complete"}
    assert heard[-1] == {"status": "SUCCEEDED", "processed": 2}


def test_work_in_the_background_is_told_as_it_gets_on_to_those_who_may_import(socket, client, book):
    listening, nosy = socket("cataloguer@harbor"), socket("reader@harbor")
    for each in (listening, nosy):
        each.receive()
        each.subscribe("jobs", "subscription { jobsChanged { event jobs { id kind state done } } }")
    assert nosy.receive()["payload"][0]["extensions"]["code"] == "FORBIDDEN"
    assert "jobs" in listening.receive()["payload"]["data"]["jobsChanged"], "from here on everything is told"
    job = started(client, book("harbor", 710) + book("harbor", 711))
    last = {}
    while last.get("state") not in {"SUCCEEDED", "FAILED"}:
        told = listening.receive()["payload"]["data"]["jobsChanged"]["jobs"]
        last = next((each for each in told if each["id"] == job), last)
    assert last == {"id": job, "kind": "IMPORT", "state": "SUCCEEDED", "done": 2}
