"""What only real processes show: signals, kills, a server beside the command line, the demo started twice."""

from __future__ import annotations

import json
import re
import signal
import socket
import time
from contextlib import suppress
from pathlib import Path

import pytest

from app.bootstrap import opened
from app.demo.libraries import LIBRARIES
from app.demo.queries import EXAMPLES
from graph.access.model import Reading, operator
from graph.catalogue.report import ImportOptions
from graph.discovery.service import SearchRequest
from graph.store.paging import Page
from tests.app.processes import answered, catalograph, record, running, unused_port

pytestmark = pytest.mark.slow
BATCH = ImportOptions().batch


@pytest.fixture
def store(tmp_path: Path) -> str:
    address = f"sqlite:///{tmp_path}/c.sqlite"
    assert catalograph("tenant", "create", "harbor", "--store", address).returncode == 0
    return address


@pytest.fixture
def port() -> str:
    return unused_port()


def stored(store: str) -> set[str]:
    """The control numbers that are in the store."""
    with opened(store) as installation:
        scope = installation.services.access.scope(operator("harbor"), Reading(tenants=("harbor",)))
        octets = b"".join(installation.services.exporter.marc("harbor", scope))
        return {match.decode() for match in re.findall(rb"\x1e(n\d+)\x1e", octets)}


def test_ctrl_c_ends_an_import_at_a_batch_and_running_it_again_goes_on(store: str, tmp_path: Path) -> None:
    long = "So long that two thousand of them fill every buffer on the way. " * 30
    many = b"".join(record(number, long) for number in range(4000))
    path = tmp_path / "many.mrc"
    path.write_bytes(many)
    with running("import", "-", "--tenant", "harbor", "--store", store, heard=True) as process:
        assert process.stdin is not None
        assert process.stderr is not None
        process.stdin.write(many[: len(many) // 2])
        process.stdin.flush()
        while not stored(store):
            time.sleep(0.1)
        process.send_signal(signal.SIGINT)
        # On a slow machine lines of progress come first.
        assert any(b"stopping" in line for line in iter(process.stderr.readline, b""))
        with suppress(BrokenPipeError):  # it needs no more than the rest of a batch
            process.stdin.write(many[len(many) // 2 :])
        said = process.stderr.read().decode()
        assert process.wait(60) == 130, said
    found = re.search(r"([\d,]+) records read: ([\d,]+) created", said)
    assert found is not None
    assert found[1] == found[2]
    created = int(found[2].replace(",", ""))
    assert 0 < created < 4000
    assert created % BATCH == 0
    assert len(stored(store)) == created
    again = catalograph("import", str(path), "--tenant", "harbor", "--store", store)
    assert again.returncode == 0, again.stderr
    assert f"{4000 - created:,} created" in again.stderr
    assert len(stored(store)) == 4000


def test_an_import_killed_half_way_and_run_again_stores_everything_once(store: str, tmp_path: Path) -> None:
    path = tmp_path / "many.mrc"
    path.write_bytes(b"".join(record(number) for number in range(3000)))
    with running("import", str(path), "--tenant", "harbor", "--store", store) as process:
        while not stored(store):
            time.sleep(0.05)
        process.kill()
    done = len(stored(store))
    again = catalograph("import", str(path), "--tenant", "harbor", "--store", store)
    assert again.returncode == 0, again.stderr
    assert f"{3000 - done:,} created, 0 updated, {done:,} unchanged" in again.stderr
    with opened(store) as installation:
        scope = installation.services.access.scope(operator("harbor"), Reading(tenants=("harbor",)))
        found = installation.services.discovery.search(SearchRequest(text="book", page=Page(1)), scope)
        assert found.total == 3000
        assert installation.check() == []


def test_the_command_line_works_beside_a_running_server(store: str, port: str, tmp_path: Path) -> None:
    path = tmp_path / "one.mrc"
    path.write_bytes(record(1))
    address = f"http://127.0.0.1:{port}"
    with running("serve", "--store", store, "--port", port) as server:
        assert json.loads(answered(address, "/health"))["status"] == "up"
        imported = catalograph("import", str(path), "--tenant", "harbor", "--store", store)
        assert imported.returncode == 0, imported.stderr
        body = json.dumps({"query": '{ search(input: {text: "book number", scope: {all: true}}) { totalCount } }'})
        answer = answered(address, "/graphql", body.encode(), **{"Content-Type": "application/json"})
        assert json.loads(answer)["data"] == {"search": {"totalCount": 1}}
        assert "Book number 1" in catalograph("search", "book", "--store", store).stdout
        busy = catalograph("serve", "--store", store, "--port", port)
        assert busy.returncode == 1
        assert "PORT_TAKEN" in busy.stderr
        server.send_signal(signal.SIGINT)
        assert server.wait(60) == 0


def test_what_is_described_by_hand_meets_its_like_in_other_libraries_while_a_server_runs(store: str, port: str) -> None:
    titled = {"bf:title": [{"@type": ["bf:Title"], "bf:mainTitle": ["Foghorns and their keepers on the outer banks"]}]}
    by = {"@id": "http://e.example/lee", "@type": ["bf:Agent", "bf:Person"], "rdfs:label": ["Lee, Ann, 1950-"]}
    made = {"bf:contribution": [{"@type": ["bf:Contribution", "bf:PrimaryContribution"], "bf:agent": [by]}]}
    with opened(store) as installation, running("serve", "--store", store, "--port", port) as server:
        services, works = installation.services, []
        answered(f"http://127.0.0.1:{port}", "/health")
        services.tenants.create_tenant(operator(), "lindenau", {"en": "Lindenau"})
        services.tenants.create_network(operator(), "rivers", {"en": "Rivers"})
        for slug in ("harbor", "lindenau"):
            services.tenants.join(operator(), slug, "rivers")
            works.append(services.catalogue.create(operator(slug), "bf:Work", {**titled, **made}).iri)
        scope, until = services.access.scope(operator(), Reading(all=True)), time.monotonic() + 90
        while not (found := services.clusters.of_works(works, scope))[0]:
            assert time.monotonic() < until, "nobody looked at them"
            time.sleep(0.1)
        assert found[0] == found[1]
        assert found[0][0].members == tuple(sorted(works))
        server.send_signal(signal.SIGINT)
        assert server.wait(60) == 0


def test_two_workers_answer_alike(store: str, port: str) -> None:
    address = f"http://127.0.0.1:{port}"
    with running("serve", "--store", store, "--port", port, "--workers", "2") as server:
        body = json.dumps({"query": "{ tenants { nodes { slug } } }"}).encode()
        answers = {answered(address, "/graphql", body, **{"Content-Type": "application/json"}) for _ in range(8)}
        assert all(b'"harbor"' in each for each in answers)
        server.send_signal(signal.SIGTERM)
        assert server.wait(60) == 0


def test_workers_end_with_the_process_that_started_them_however_that_ended(store: str, port: str) -> None:
    address = ("127.0.0.1", int(port))
    with running("serve", "--store", store, "--port", port, "--workers", "2") as server:
        answered(f"http://127.0.0.1:{port}", "/health")
        server.kill()
        server.wait(60)
        until = time.monotonic() + 60
        while time.monotonic() < until:
            try:
                socket.create_connection(address, timeout=5).close()
            except ConnectionRefusedError:
                return
            time.sleep(0.1)
    pytest.fail("somebody listens still")


def test_the_demo_introduces_itself_its_queries_work_and_it_does_not_import_again(tmp_path: Path, port: str) -> None:
    folder = tmp_path / "demo"
    first = catalograph("demo", "--set-up", "--dir", str(folder))
    assert first.returncode == 0, first.stderr
    assert all(f"into {library.slug}" in first.stderr for library in LIBRARIES)
    address = f"http://localhost:{port}"
    with running("demo", "--dir", str(folder), "--port", port, heard=True) as server:
        answered(address, "/health")
        tokens = json.loads((folder / "demo.json").read_text())["tokens"]
        for example in EXAMPLES:
            headers = {"Content-Type": "application/json"}
            if example.role:
                key = next(each for each in tokens if each.startswith(example.role))
                headers["Authorization"] = f"Bearer {tokens[key]}"
            answer = json.loads(answered(address, "/graphql", json.dumps({"query": example.query}).encode(), **headers))
            assert "errors" not in answer, answer
        server.send_signal(signal.SIGINT)
        said, noted = (each.decode() for each in server.communicate(timeout=60))
    assert "imported" not in noted
    assert all(token in said for token in tokens.values())
    assert all(example.query.strip() in said for example in EXAMPLES)
    assert f"{address}/graphql" in said
    assert (folder / "demo.json").stat().st_mode & 0o077 == 0
