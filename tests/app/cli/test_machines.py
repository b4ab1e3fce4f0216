"""Several processes and machines on one store: what one writes the others find, whoever did the work."""

from __future__ import annotations

import json
import os
import signal
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

import httpx
import pytest

from app.bootstrap import installed
from app.settings import Settings, store_address
from graph.access.model import operator
from mappings.marc import notation
from mappings.marc.writer import write_marc21
from tests.app.cli.machines import Machine, until

pytestmark = pytest.mark.slow
TWO = ("sqlite", pytest.param("neo4j", marks=pytest.mark.needs("java")))
CREATE = """mutation M($input: ResourceCreateInput!) { resourceCreate(input: $input) {
  event resource { id iri revision } userErrors { message } } }"""
DELETE = """mutation M($input: ResourceDeleteInput!) { resourceDelete(input: $input) {
  event deletedId userErrors { message } } }"""
SEARCH = """query S($input: SearchInput!) { search(input: $input) { totalCount nodes { ... on Work { iri } } } }"""
SPARQL = (
    "query S($text: String!, $event: Int) { sparql(query: $text, afterEvent: $event, scope: {all: true}) { boolean } }"
)
IMPORT = """mutation I($file: Upload!) { importMarc(input: {file: $file, source: "main"}) {
  job { id } userErrors { message } } }"""
PROGRESS = "subscription P($job: ID!) { importProgress(job: $job) { status processed } }"
CHANGED = "subscription { resourceChanged { event kind iri } }"


def book(number: int, word: str) -> bytes:
    fields = f"001 n{number}\n100 1# $a Keeper, {word}.\n245 00 $a {word} tides {number}.\n650 #0 $a {word}s."
    return write_marc21(notation.record(f"LDR 00000nam a2200000 i 4500\n{fields}"))


def made(title: str) -> dict[str, Any]:
    part = {"@id": "#title-1", "@type": ["bf:Title"], "bf:mainTitle": [title]}
    return {"input": {"type": "http://id.loc.gov/ontologies/bibframe/Work", "jsonld": {"bf:title": [part]}}}


@pytest.fixture(params=TWO)
def machines(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[Machine, Machine]:
    """Two servers to be: on SQLite two on one machine, on Neo4j two machines that share the database only."""
    if request.param == "neo4j":
        store = str(request.getfixturevalue("neo4j").empty())
    else:
        store = f"sqlite:///{tmp_path}/store.sqlite"
    settings = Settings(store=store_address(store), data=tmp_path / "first")
    with installed(settings, create=True) as installation:
        services, chief = installation.services, operator()
        for slug in ("harbor", "abbey"):
            services.tenants.create_tenant(chief, slug, {"en": slug.title()})
        account = services.access.create_account(chief, "Ada", {"harbor": ["cataloguer", "researcher"]}, "harbor")
        token = services.access.issue_token(chief, account.id).secret
    return Machine(store, tmp_path / "first", token), Machine(store, tmp_path / "second", token)


@pytest.fixture
def two(machines: tuple[Machine, Machine]) -> Iterator[tuple[Machine, Machine]]:
    first, second = machines
    with first.serving(), second.serving():
        yield first, second


def found(machine: Machine, word: str, event: int | None = None) -> int:
    count: int = machine.data(SEARCH, {"input": {"text": word, "afterEvent": event, "scope": {"all": True}}})["search"][
        "totalCount"
    ]
    return count


def asked(machine: Machine, iri: str, event: int) -> bool:
    text = f"ASK {{ <{iri}> ?p ?o }}"
    headers = {"X-After-Event": str(event)}
    answer = httpx.get(
        f"{machine.address}/sparql", params={"query": text}, headers=machine.headers | headers, timeout=150
    )
    assert answer.status_code == 200, answer.text
    assert int(answer.headers["x-event"]) >= event
    same: bool = machine.data(SPARQL, {"text": text, "event": event})["sparql"]["boolean"]
    assert answer.json()["boolean"] is same
    return same


def upload(machine: Machine, octets: bytes) -> str:
    answer = httpx.post(
        f"{machine.address}/graphql",
        data={
            "operations": json.dumps({"query": IMPORT, "variables": {"file": None}}),
            "map": '{"0":["variables.file"]}',
        },
        files={"0": ("records.mrc", octets, "application/marc")},
        headers=machine.headers,
        timeout=150,
    ).json()
    assert answer["data"]["importMarc"]["userErrors"] == [], answer
    job: str = answer["data"]["importMarc"]["job"]["id"]
    return job


def test_what_one_server_writes_another_finds_by_its_event(two: tuple[Machine, Machine]) -> None:
    first, second = two
    for writer, reader, word in ((first, second, "Zanzibarine"), (second, first, "Quokkaville")):
        written = writer.data(CREATE, made(f"{word} letters"))["resourceCreate"]
        assert written["userErrors"] == []
        resource, event = written["resource"], written["event"]
        assert found(reader, word, event) == found(writer, word, event) == 1
        assert asked(reader, resource["iri"], event)
        gone = {"id": resource["id"], "ifRevision": resource["revision"]}
        event = writer.data(DELETE, {"input": gone})["resourceDelete"]["event"]
        assert found(reader, word, event) == found(writer, word, event) == 0
        assert not asked(reader, resource["iri"], event)
    assert first.data("{ event }") == second.data("{ event }")
    late = second.ask(SEARCH, {"input": {"text": "x", "afterEvent": 1_000_000}})
    assert late["errors"][0]["extensions"]["code"] == "NO_SUCH_EVENT"
    assert "Zanzibarine" not in second.run("search", "zanzibarine")


def test_a_reader_whom_nobody_brings_up_to_date_is_told_so(machines: tuple[Machine, Machine]) -> None:
    machine = replace(machines[0], settings={"PROJECTORS": "no", "AFTER_EVENT_PATIENCE_S": "1"})
    machine.run("rebuild", "--continue")
    with machine.serving():
        event = machine.data(CREATE, made("Zanzibarine letters"))["resourceCreate"]["event"]
        for query, variables in (
            (SEARCH, {"input": {"text": "zanzibarine", "afterEvent": event}}),
            (SPARQL, {"text": "ASK { ?s ?p ?o }", "event": event}),
        ):
            (error,) = machine.ask(query, variables)["errors"]
            assert error["extensions"]["code"] == "BEHIND"
            assert str(event) in error["message"]
        assert found(machine, "zanzibarine") == 0
        headers = machine.headers | {"X-After-Event": str(event)}
        params = {"query": "ASK { ?s ?p ?o }"}
        answer = httpx.get(f"{machine.address}/sparql", params=params, headers=headers, timeout=150)
        assert (answer.status_code, answer.json()["errors"][0]["extensions"]["code"]) == (503, "BEHIND")
        machine.run("rebuild", "--continue")
        assert found(machine, "zanzibarine", event) == 1


def test_changes_and_the_progress_of_an_import_arrive_whoever_does_the_work(two: tuple[Machine, Machine]) -> None:
    first, second = two
    with second.following(CHANGED) as changes:
        written = first.data(CREATE, made("Zanzibarine letters"))["resourceCreate"]
        change = next(changes)["data"]["resourceChanged"]
        assert (change["kind"], change["iri"]) == ("CREATED", written["resource"]["iri"])
        assert change["event"] <= written["event"]
    job = upload(first, b"".join(book(number, "Quokkaville") for number in range(1200)))
    with second.following(PROGRESS, {"job": job}) as steps:
        told = [each["data"]["importProgress"] for each in steps]
    assert told[-1] == {"status": "SUCCEEDED", "processed": 1200}
    assert [each["processed"] for each in told] == sorted(each["processed"] for each in told)
    event = second.data("{ event }")["event"]
    assert found(second, "quokkaville", event) == found(first, "quokkaville", event) == 1200


def test_a_projector_that_is_killed_is_replaced_and_there_is_one_on_a_machine(
    machines: tuple[Machine, Machine],
) -> None:
    machine = machines[0]
    with machine.serving(workers=4) as server:

        def projector() -> int:
            held = [int(path.read_text() or 0) for path in machine.folder.parent.rglob("*.search.lock")]
            assert len(held) == 1
            return held[0]

        event = machine.data(CREATE, made("Zanzibarine letters"))["resourceCreate"]["event"]
        assert found(machine, "zanzibarine", event) == 1
        assert len(children(server.pid, b"app.projecting\0search")) == 1
        before = projector()
        os.kill(before, signal.SIGKILL)
        event = machine.data(CREATE, made("Zanzibarine papers"))["resourceCreate"]["event"]
        until(lambda: projector() != before)
        assert found(machine, "zanzibarine", event) == 2
        assert children(server.pid, b"app.projecting\0search") == [projector()]


def test_servers_notice_a_restore_under_them(two: tuple[Machine, Machine], tmp_path: Path) -> None:
    first, second = two
    event = first.data(CREATE, made("Zanzibarine letters"))["resourceCreate"]["event"]
    assert found(first, "zanzibarine", event) == found(second, "zanzibarine", event) == 1
    first.run("backup", tmp_path / "copy")
    late = second.data(CREATE, made("Quokkaville letters"))["resourceCreate"]
    granted = second.run("token", "issue", "--tenant", "harbor", "--role", "cataloguer", "--name", "Later").strip()
    other = replace(second, token=granted)
    event = other.data(CREATE, made("Quokkaville papers"))["resourceCreate"]["event"]
    assert found(first, "quokkaville", event) == found(second, "quokkaville", event) == 2
    with second.following(CHANGED) as changes:
        first.run("restore", tmp_path / "copy")
        (error,) = next(changes)["errors"]
        assert error["extensions"]["code"] == "LOG_REPLACED"
        assert next(changes, None) is None
    # What was written and granted after the copy is gone from every process without a restart.
    assert other.ask("{ event }")["errors"][0]["extensions"]["code"] == "UNAUTHENTICATED"
    for machine in two:
        (error,) = machine.ask(SEARCH, {"input": {"text": "x", "afterEvent": event}})["errors"]
        assert error["extensions"]["code"] == "NO_SUCH_EVENT"
        now = machine.data("{ event }")["event"]
        assert found(machine, "quokkaville", now) == 0
        assert found(machine, "zanzibarine", now) == 1
        assert not asked(machine, late["resource"]["iri"], now)
        assert {each["status"] for each in machine.ready()["projections"].values()} == {"current"}
    event = second.data(CREATE, made("Quokkaville again"))["resourceCreate"]["event"]
    assert found(first, "quokkaville", event) == found(second, "quokkaville", event) == 1
    assert first.run("check") == ""


def test_a_removed_library_goes_from_search_and_sparql_of_running_servers(
    two: tuple[Machine, Machine], tmp_path: Path
) -> None:
    first, _ = two
    with installed(Settings(store=store_address(first.store), data=first.folder)) as installation:
        for slug, word in (("abbey", "Zanzibarine"), ("harbor", "Quokkaville")):
            installation.services.importer.run(operator(slug), slug, [book(1, word)])
    event = first.data("{ event }")["event"]
    assert [found(each, "zanzibarine", event) for each in two] == [1, 1]
    assert files_with(b"zanzibarine", tmp_path)
    first.run("tenant", "remove", "abbey", "--yes")
    event = first.data("{ event }")["event"]
    text = "ASK {{ ?s ?p ?o FILTER(CONTAINS(STR(?o), '{}')) }}"
    for machine in two:
        assert found(machine, "zanzibarine", event) == 0
        assert found(machine, "quokkaville", event) == 1
        for word, there in (("Zanzibarine", False), ("Quokkaville", True)):
            asking = {"text": text.format(word), "event": event}
            assert machine.data(SPARQL, asking)["sparql"]["boolean"] is there

    def forgotten() -> bool:
        # Whoever reads an old snapshot lets go of it with its next query; the next change takes it away.
        event = first.data(CREATE, made("Another one"))["resourceCreate"]["event"]
        for machine in two:
            assert found(machine, "quokkaville", event) == 1
            machine.data(SPARQL, {"text": "ASK { ?s ?p ?o }", "event": event})
        return not files_with(b"zanzibarine", tmp_path)

    until(forgotten, 120)


def files_with(word: bytes, folder: Path) -> list[str]:
    found = []
    for path in (each for each in folder.rglob("*") if each.is_file() and each.suffix != ".log"):
        with suppress(FileNotFoundError):  # it went meanwhile
            if word in path.read_bytes().lower():
                found.append(str(path))
    return found


def children(process: int, words: bytes) -> list[int]:
    tasks = Path(f"/proc/{process}/task")
    below = [int(child) for task in tasks.iterdir() for child in (task / "children").read_text().split()]
    return [each for each in below if words in Path(f"/proc/{each}/cmdline").read_bytes()]
