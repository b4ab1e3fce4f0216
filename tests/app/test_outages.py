"""What a running server does when its disk is full, its store is away, or search and SPARQL lose their files: it says
so with a code and a way out, loses nothing, and is well again by itself or by the one command it names.
"""

from __future__ import annotations

import json
import os
import resource
import shutil
import signal
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest

from app.bootstrap import opened
from graph.access.model import SharingLevel, operator
from graph.tenants.model import Sharing
from tests.app.processes import catalograph, record, running, unused_port
from tests.neo4j_server import HURRIED, free_port
from tests.neo4j_server import running as neo4j_running

pytestmark = pytest.mark.slow
WELL_AGAIN_S = 120
CREATE = """mutation M($input: ResourceCreateInput!) { resourceCreate(input: $input) {
  resource { id } userErrors { code message } } }"""
IMPORT = """mutation M($file: Upload!) { importMarc(input: {file: $file, source: "main"}) {
  job { id } userErrors { code } } }"""
SEARCH = '{ search(input: {text: "book", scope: {all: true}}) { totalCount } }'
SPARQL = "SELECT (COUNT(DISTINCT ?w) AS ?n) { ?w a <http://id.loc.gov/ontologies/bibframe/Work> }"


@dataclass
class Served:
    """A server with a library of twenty books, and somebody who may do what is done here."""

    http: httpx.Client
    store: str
    process: Any

    def ask(self, query: str, **variables: Any) -> tuple[Any, list[str]]:
        """The data of an operation, and the codes of its errors with those a person is told in its result."""
        body = self.http.post("/graphql", json={"query": query, "variables": variables}).json()
        return body.get("data"), [each["extensions"]["code"] for each in body.get("errors", ())]

    def create(self, title: str) -> list[str]:
        """Make a work; the codes of what went wrong."""
        part = {"@id": "#title-1", "@type": ["bf:Title"], "bf:mainTitle": [title]}
        given = {"type": "http://id.loc.gov/ontologies/bibframe/Work", "jsonld": {"bf:title": [part]}}
        data, codes = self.ask(CREATE, input=given)
        if codes:
            return codes
        return [each["code"] for each in data["resourceCreate"]["userErrors"]]

    def upload(self, octets: bytes) -> tuple[int, list[str]]:
        """Send a file; the status and the codes of what went wrong."""
        operations = {"query": IMPORT, "variables": {"file": None}}
        answer = self.http.post(
            "/graphql",
            data={"operations": json.dumps(operations), "map": json.dumps({"0": ["variables.file"]})},
            files={"0": ("records.mrc", octets, "application/marc")},
        )
        return answer.status_code, [each["extensions"]["code"] for each in answer.json().get("errors", ())]

    def found(self) -> int | str:
        """How many books search finds, or the code of why it can't."""
        data, codes = self.ask(SEARCH)
        return codes[0] if codes else int(data["search"]["totalCount"])

    def counted(self) -> int | str:
        """How many works SPARQL counts, or the code of why it can't."""
        answer = self.http.get("/sparql", params={"query": SPARQL})
        if answer.status_code == 200:
            return int(answer.json()["results"]["bindings"][0]["n"]["value"])
        return str(answer.json()["errors"][0]["extensions"]["code"])

    def listen(self, heard: list[str]) -> None:
        """Subscribe to what is written; every line of the stream."""
        query = "subscription { resourceChanged { resource { label { value } } } }"
        headers = {"Accept": "text/event-stream", "Authorization": self.http.headers["Authorization"]}
        address = f"{self.http.base_url}/graphql"
        with (
            suppress(httpx.TransportError),
            httpx.stream("POST", address, json={"query": query}, headers=headers, timeout=None) as stream,
        ):
            heard.append(f"listening: {stream.status_code}")
            heard.extend(stream.iter_lines())

    def processes(self) -> list[int]:
        """The server and what it has started."""
        found = [self.process.pid]
        for pid in found:
            tasks = Path(f"/proc/{pid}/task").glob("*/children")
            found += [int(child) for task in tasks for child in task.read_text().split()]
        return found


def until(holds: Callable[[], Any]) -> None:
    """Wait until something holds."""
    end = time.monotonic() + WELL_AGAIN_S
    while not holds():
        assert time.monotonic() < end, "it never came"
        time.sleep(0.1)


@contextmanager
def served(store: str, data: Path) -> Iterator[Served]:
    """A real server process over a new store."""
    environment = {
        "CATALOGRAPH_STORE": store,
        "CATALOGRAPH_DATA": str(data),
        "CATALOGRAPH_LOG_LEVEL": "error",
        "CATALOGRAPH_STORE_PATIENCE_S": "2",
    }
    books = data.with_name("books.mrc")
    books.write_bytes(b"".join(record(number) for number in range(20)))
    with pytest.MonkeyPatch.context() as patch:
        for name, value in environment.items():
            patch.setenv(name, value)
        with opened(store, create=True) as installation:
            chief, services = operator(), installation.services
            services.tenants.create_tenant(chief, "harbor", {"en": "Harbor"}, sharing=Sharing(SharingLevel.PUBLIC))
            services.importer.run(operator("harbor"), "harbor", [books.read_bytes()])
            roles = ["cataloguer", "researcher"]
            account = services.access.create_account(chief, "Ana", {"harbor": roles}, "harbor")
            token = services.access.issue_token(chief, account.id).secret
        port = unused_port()
        headers = {"Authorization": f"Bearer {token}"}
        with (
            running("serve", "--port", port) as process,
            httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=60, headers=headers) as http,
        ):
            made = Served(http, store, process)
            until(lambda: answers(http))
            until(lambda: made.found() == 20 and made.counted() == 20)
            yield made
            process.send_signal(signal.SIGTERM)
            process.wait(60)


def answers(http: httpx.Client) -> bool:
    """Whether the server is up."""
    try:
        return http.get("/health").status_code == 200
    except httpx.TransportError:
        return False


def limit(pids: list[int], octets: int) -> None:
    """Let files of these processes grow to so many octets: what a full disk does, without a disk to fill."""
    for pid in pids:
        resource.prlimit(pid, resource.RLIMIT_FSIZE, (octets, resource.RLIM_INFINITY))


def delete(folder: Path) -> None:
    """Take a folder away whole, though somebody writes into it."""
    gone = folder.with_name(f"{folder.name}-deleted")
    folder.rename(gone)
    shutil.rmtree(gone, ignore_errors=True)


@pytest.fixture
def sqlite(tmp_path: Path) -> Iterator[Served]:
    """A server on an SQLite store."""
    with served(f"sqlite:///{tmp_path}/c.sqlite", tmp_path / "data") as found:
        yield found


def test_a_full_disk_refuses_writes_by_name_and_is_over_when_there_is_room_again(sqlite: Served) -> None:
    server, *others = sqlite.processes()
    limit([server, *others], 0)
    for title in ("Never one", "Never two"):
        assert sqlite.create(title) == ["STORE_UNAVAILABLE"]
    assert sqlite.upload(record(99)) == (503, ["STORE_UNAVAILABLE"])
    assert (sqlite.found(), sqlite.counted()) == (20, 20)
    assert sqlite.http.get("/ready").status_code == 200
    limit([server], resource.RLIM_INFINITY)
    # Search and SPARQL still have no room: what is written now is theirs to meet later.
    assert sqlite.create("A book after all") == []
    time.sleep(1)
    limit([pid for pid in sqlite.processes() if pid != server], resource.RLIM_INFINITY)
    until(lambda: sqlite.found() == 21 and sqlite.counted() == 21)
    checked = catalograph("check", "--store", sqlite.store)
    assert checked.returncode == 0, checked.stdout
    uploads = Path(sqlite.store.removeprefix("sqlite:///")).with_name("c.sqlite.uploads")
    assert not any(uploads.glob("upload-*"))


@pytest.mark.needs("java")
def test_a_server_whose_neo4j_is_away_for_half_a_minute_says_so_and_goes_on_by_itself(tmp_path: Path) -> None:
    home, port = tmp_path / "neo4j", free_port()
    heard: list[str] = []
    with neo4j_running(home, port, HURRIED) as (address, _):
        made = served(address, tmp_path / "data")
        server = made.__enter__()
        threading.Thread(target=server.listen, args=(heard,), daemon=True).start()
        until(lambda: heard)
    try:
        assert server.create("Never") == ["STORE_UNAVAILABLE"]
        away = time.monotonic() + 30
        while time.monotonic() < away:
            assert server.found() == "STORE_UNAVAILABLE"
            assert server.counted() == "STORE_UNAVAILABLE"
            assert server.http.get("/ready").status_code == 503
            assert server.http.get("/health").status_code == 200
            time.sleep(0.5)  # asked without a pause, it would be kept busy with nothing else
        with neo4j_running(home, port, HURRIED):
            until(lambda: server.found() == 20)
            assert server.create("A book after all") == []
            until(lambda: server.found() == 21 and server.counted() == 21)
            until(lambda: any("A book after all" in line for line in heard))
            until(lambda: server.http.get("/ready").json()["status"] == "ready")
            checked = catalograph("check", "--store", address, CATALOGRAPH_DATA=str(tmp_path / "data"))
            assert checked.returncode == 0, checked.stdout
            server.process.send_signal(signal.SIGTERM)
            server.process.wait(60)
    finally:
        made.__exit__(None, None, None)


def test_search_and_sparql_whose_files_are_deleted_are_made_anew_by_themselves(sqlite: Served, tmp_path: Path) -> None:
    said: set[int | str] = set()

    def well() -> bool:
        now = (sqlite.found(), sqlite.counted())
        said.update(now)
        return now == (20, 20)

    for name in ("search", "sparql"):
        delete(tmp_path / f"c.sqlite.{name}")
    until(well)
    assert said <= {20, "PROJECTION_UNAVAILABLE"}
    # Deleted while a write is under way, and both at once.
    assert sqlite.create("One more book") == []
    for name in ("search", "sparql"):
        delete(tmp_path / f"c.sqlite.{name}")
    until(lambda: sqlite.found() == 21 and sqlite.counted() == 21)
    checked = catalograph("check", "--store", sqlite.store)
    assert checked.returncode == 0, checked.stdout


def test_damaged_search_and_sparql_are_named_and_made_anew_by_the_command_that_is_named(
    sqlite: Served, tmp_path: Path
) -> None:
    for name in ("search", "sparql"):
        for file in (tmp_path / f"c.sqlite.{name}").rglob("*"):
            if file.is_file() and file.suffix in {".json", ".idx", ".store", ".term", ".fast", ".pos", ".sst"}:
                with file.open("r+b") as damaged:
                    damaged.write(os.urandom(file.stat().st_size))
    os.kill(sqlite.process.pid, 0)
    checked = catalograph("check", "--store", sqlite.store)
    assert checked.returncode == 1
    assert "the projection search: The search index can't be read." in checked.stdout
    assert "the projection sparql" in checked.stdout
    assert "catalograph rebuild" in checked.stderr
    rebuilt = catalograph("rebuild", "--store", sqlite.store)
    assert rebuilt.returncode == 0, rebuilt.stderr
    until(lambda: sqlite.found() == 20 and sqlite.counted() == 20)
    checked = catalograph("check", "--store", sqlite.store)
    assert checked.returncode == 0, checked.stdout
