"""The statements follow the log: exactly what shareable documents say, after any crash and any order of changes."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyoxigraph import Store

from graph.backends.memory import MemoryStore
from graph.backends.oxigraph import OxigraphSparql, SparqlFollower
from graph.backends.oxigraph.loading import load_batch
from graph.backends.sqlite import SqliteStore
from graph.store.errors import ProjectionUnavailable, Unavailable
from graph.store.model import ANY, Cause, Change, Key, Put
from graph.store.names import GraphKind, Names
from graph.store.projector import Projector, catch_up
from graph.store.remaking import Remaking
from graph.store.scope import SystemScope

ANN, BEN = ("https://id.example/ann", "Ann"), ("https://id.example/ben", "Ben")
NAMES = Names("https://c.example/")
LABELS = "SELECT ?l { <https://id.example/ann> <http://www.w3.org/2000/01/rdf-schema#label> ?l }"


def test_an_edit_changes_what_it_changed_and_nothing_else(statements: Any) -> None:
    statements.write(statements.work("one", "Before", ANN), statements.work("two", "Other", BEN))
    statements.follow()
    before = set(statements.all_lines())
    statements.write(statements.work("one", "After", ANN))
    statements.follow()
    after = set(statements.all_lines())
    (gone,) = before - after
    (come,) = after - before
    assert '"Before"' in gone
    assert '"After"' in come


def test_a_statement_two_documents_make_stays_until_the_last_drops_it(statements: Any) -> None:
    statements.write(statements.work("one", "One", ANN), statements.work("two", "Two", ANN))
    statements.follow()
    statements.write(statements.work("one", "One", BEN))
    statements.follow()
    assert statements.ask(LABELS) == [("Ann",)]
    statements.write(delete=("https://c.example/harbor/works/two",))
    statements.follow()
    assert statements.ask(LABELS) == []


def test_a_statement_that_the_last_one_dropped_comes_again_with_the_next(statements: Any) -> None:
    statements.write(statements.work("one", "One", ANN))
    statements.follow()
    statements.write(delete=("https://c.example/harbor/works/one",))
    statements.follow()
    assert statements.ask(LABELS) == []
    statements.write(statements.work("two", "Two", ANN))
    statements.follow()
    assert statements.ask(LABELS) == [("Ann",)]


def test_a_statement_of_another_graph_does_not_keep_one_alive(statements: Any) -> None:
    statements.write(statements.work("one", "One", ANN))
    statements.write(statements.work("one", "One", ANN, tenant="lindenau"), tenant="lindenau")
    statements.follow()
    statements.write(delete=("https://c.example/harbor/works/one",))
    statements.follow()
    assert statements.ask(LABELS, "harbor") == []
    assert statements.ask(LABELS, "lindenau") == [("Ann",)]


@pytest.mark.parametrize(
    "kind", [kind for kind in GraphKind if kind.value not in {"catalogue", "network", "vocabulary"}]
)
def test_private_graphs_never_enter(statements: Any, kind: GraphKind) -> None:
    if kind is GraphKind.IDENTITY:
        key = Key(NAMES.identity, "https://c.example/tenants/harbor")
        put = Put(key, {"@id": key.iri, "@type": ["lsp:Tenant"]}, ANY)
        statements.store.commit(Change(Cause("t", "t", datetime.now(UTC)), (put,)), statements.scope)
    else:
        statements.write(statements.work("secret", "Secret"), kind=kind)
    statements.write(statements.work("open", "Open"))
    statements.follow()
    assert not [line for line in statements.all_lines() if "secret" in line.lower() or "tenants" in line]


def test_controlled_vocabularies_are_described_once(statements: Any) -> None:
    statements.write(statements.work("one", "One"))
    statements.follow()
    text = (
        "SELECT ?g ?l { GRAPH ?g { <http://id.loc.gov/vocabulary/languages/rus> "
        "<http://www.w3.org/2000/01/rdf-schema#label> ?l } }"
    )
    assert statements.ask(text) == [(NAMES.vocabulary, "Russian")]


def test_controlled_vocabularies_are_described_though_the_first_events_concern_private_graphs(statements: Any) -> None:
    statements.write(statements.work("secret", "Secret"), kind=GraphKind.SETTINGS)
    statements.follow()
    statements.write(statements.work("one", "One"))
    statements.follow()
    text = "ASK { GRAPH ?g { <http://id.loc.gov/vocabulary/languages/rus> ?p ?o } }"
    assert statements.service.query(text, frozenset({NAMES.vocabulary})).boolean


def test_one_invalid_term_costs_only_its_own_statement(caplog: pytest.LogCaptureFixture) -> None:
    statements, graph = Store(), "https://c.example/harbor/graphs/catalogue"
    texts = [
        f'<https://c.example/w{number}> <http://p> "{number}" .\n<https://c.example/w{number}> <http://q> "x" .\n'
        for number in range(100)
    ]
    texts[50] += "<https://c.example/w50> <http://p> <http://bad.example/%zz> .\n"
    load_batch(statements, graph, texts)
    assert len(statements) == 200
    assert "w50" in caplog.text


def test_many_documents_and_many_graphs_are_loaded_whole(statements: Any) -> None:
    for tenant in ("harbor", "lindenau"):
        statements.write(
            *(statements.work(f"w{number}", f"T {number}", ANN, tenant=tenant) for number in range(300)), tenant=tenant
        )
    statements.follow()
    count = "SELECT (COUNT(*) AS ?n) { ?w a <http://id.loc.gov/ontologies/bibframe/Work> }"
    assert statements.ask(count, "harbor") == [("300",)]
    assert statements.ask(count) == [("600",)]


def test_a_load_that_fails_is_not_passed_over(statements: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError("No space left on device")

    statements.write(*(statements.work(f"w{number}", f"T {number}", ANN) for number in range(100)))
    follower, store, scope = statements.follower, statements.store, statements.scope
    with monkeypatch.context() as broken:
        broken.setattr("graph.backends.oxigraph.loading.load_batch", full)
        follower.apply(store.changes(0, 10, scope), store, scope)
        with pytest.raises(OSError, match="No space"):
            follower.flush()
    follower.flush()
    assert follower.position() == 0
    statements.follow()
    assert statements.ask("SELECT (COUNT(*) AS ?n) { ?w a <http://id.loc.gov/ontologies/bibframe/Work> }") == [("100",)]


WRITES = st.lists(
    st.tuples(st.sampled_from(["put", "drop", "follow"]), st.integers(0, 3), st.sampled_from("AB"), st.integers(0, 7)),
    max_size=25,
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=6)
@given(writes=WRITES)
def test_following_step_by_step_and_rebuilding_make_the_same_statements(
    statements: Any, tmp_path_factory: Any, writes: list[tuple[str, int, str, int]]
) -> None:
    place = tmp_path_factory.mktemp("steps")
    statements = replace(statements, store=MemoryStore(), follower=SparqlFollower(place), directory=place)
    for what, number, title, agents in writes:
        if what == "follow":
            statements.follow()
        elif what == "put":
            chosen = [agent for bit, agent in enumerate((ANN, BEN, (ANN[0], "Anne"))) if agents & 1 << bit]
            statements.write(statements.work(f"w{number}", title, *chosen))
        elif statements.store.layers([f"https://c.example/harbor/works/w{number}"], statements.scope)[0]:
            statements.write(delete=(f"https://c.example/harbor/works/w{number}",))
    statements.follow()
    fresh = tmp_path_factory.mktemp("fresh")
    other = replace(statements, follower=SparqlFollower(fresh), directory=fresh)
    other.follow()
    expected = other.all_lines()
    other.follower.close()
    assert statements.all_lines() == expected
    statements.follower.reset()
    assert statements.all_lines() == []
    statements.follow()
    assert statements.all_lines() == expected
    statements.follower.close()


def deleted(folder: Path) -> None:
    """Take a folder away into which the engine's own threads may still be writing."""
    while folder.exists():
        shutil.rmtree(folder, ignore_errors=True)


@pytest.mark.parametrize("part", ["", "snapshots-1", "statements-1"])
def test_statements_deleted_under_reader_and_follower_are_told_and_made_anew(
    statements: Any, tmp_path: Path, part: str
) -> None:
    statements.write(statements.work("one", "One"))
    statements.follow()
    query = ("ASK { ?s ?p 'One' }", frozenset({NAMES.graph("harbor", GraphKind.CATALOGUE)}))
    assert statements.service.query(*query).boolean
    deleted(statements.directory / part)
    assert not statements.follower.is_whole()
    if part != "statements-1":
        with pytest.raises(ProjectionUnavailable):
            statements.service.query(*query)
    statements.follower.reset()
    statements.follow()
    assert statements.service.query(*query).boolean
    deleted(statements.directory / part)
    statements.follower.close()


def test_damaged_statements_are_told_and_made_anew_by_whoever_follows(statements: Any, tmp_path: Path) -> None:
    for number in range(100):
        statements.write(statements.work(f"{number}", f"Title {number}"))
    statements.follow()
    statements.follower.close()
    for file in statements.directory.rglob("*.sst"):
        with file.open("r+b") as damaged:
            damaged.write(os.urandom(file.stat().st_size))
    query = ("ASK { ?s ?p 'Changed' }", frozenset({NAMES.graph("harbor", GraphKind.CATALOGUE)}))
    with pytest.raises(ProjectionUnavailable):
        statements.service.query(*query)
    for number in range(100):
        statements.write(statements.work(f"{number}", "Changed"))
    following = Projector(
        "sparql", lambda: SparqlFollower(statements.directory), statements.store, statements.scope, tmp_path / "lock"
    )
    following.start()
    until = time.monotonic() + 60
    while statements.service.position() < statements.store.position() and time.monotonic() < until:
        time.sleep(0.05)
    following.stop()
    assert following.failure is None
    assert statements.service.query(*query).boolean
    assert len(statements.ask("SELECT ?s { ?s <http://id.loc.gov/ontologies/bibframe/mainTitle> 'Changed' }")) == 100


def test_a_snapshot_that_is_missing_when_the_statements_are_opened_is_taken_again(statements: Any) -> None:
    statements.write(statements.work("one", "One"))
    statements.follow()
    statements.follower.close()
    shutil.rmtree(statements.directory / "snapshots-1")
    SparqlFollower(statements.directory).close()
    assert statements.service.position() == statements.store.position()


def test_only_one_process_may_hold_the_statements(statements: Any, tmp_path: Path) -> None:
    with pytest.raises(Unavailable):
        SparqlFollower(tmp_path / "sparql")


FOLLOW = """
import sys
from pathlib import Path
from graph.backends.oxigraph import SparqlFollower
from graph.backends.sqlite import SqliteStore
from graph.store.scope import SystemScope
store, scope = SqliteStore(Path(sys.argv[1])), SystemScope()
follower = SparqlFollower(Path(sys.argv[2]))
print("ready", flush=True)
while follower.position() < store.position():
    follower.apply(store.changes(follower.position(), 1, scope), store, scope)
    follower.flush()
follower.close()
"""


def test_a_follower_killed_at_any_moment_catches_up_to_the_same_statements(tmp_path: Path, statements: Any) -> None:
    store, scope = SqliteStore(tmp_path / "store.db"), SystemScope()
    graph = NAMES.graph("harbor", GraphKind.CATALOGUE)
    for number in range(60):
        bodies = [statements.work(f"w{number}", f"Book {number}", (ANN[0], f"Ann {number % 5}"))]
        if number > 30:
            bodies.append(statements.work(f"w{number - 30}", f"Changed {number}", BEN))
        puts = tuple(Put(Key(graph, body["@id"]), body, ANY) for body in bodies)
        store.commit(Change(Cause("tester", "test", datetime.now(UTC)), puts), scope)
    chance = random.Random(7)
    arguments = [sys.executable, "-c", FOLLOW, str(tmp_path / "store.db"), str(tmp_path / "killed")]
    kills = 0
    for _ in range(40):
        with subprocess.Popen(arguments, stdout=subprocess.PIPE, env=os.environ) as process:
            assert process.stdout is not None
            process.stdout.readline()
            time.sleep(chance.uniform(0.0, 0.2))
            done = process.poll() is not None
            process.send_signal(signal.SIGKILL)
            kills += not done
        if done:
            break
    assert kills
    seen = []
    for name in ("killed", "fresh"):
        follower, service = SparqlFollower(tmp_path / name), OxigraphSparql(tmp_path / name)
        catch_up(follower, store, scope)
        seen.append(replace(statements, directory=tmp_path / name).all_lines())
        assert service.position() == store.position()
        follower.close()
        service.close()
    assert seen[0] == seen[1]
    store.close()


def test_statements_made_anew_beside_take_their_place_and_old_snapshots_go(statements: Any, tmp_path: Path) -> None:
    statements.write(statements.work("one", "One", ANN), statements.work("two", "Two", BEN))
    statements.follow()
    statements.write(delete=("https://c.example/harbor/works/two",))
    statements.follow()
    before = statements.all_lines()
    remaking = Remaking(tmp_path / "sparql" / "again", SparqlFollower)
    remaking.begin()
    while not remaking.step(statements.follower, statements.store, statements.scope):
        assert statements.all_lines() == before
    assert not remaking.is_under_way
    assert statements.all_lines() == before
    assert statements.follower.position() == statements.service.position() == statements.store.position()
    assert len(list((tmp_path / "sparql").glob("snapshots-*/[0-9]*"))) == 1
    statements.write(statements.work("three", "Three", ANN))
    statements.follow()
    assert len(statements.all_lines()) > len(before)
