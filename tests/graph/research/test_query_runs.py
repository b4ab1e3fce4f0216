"""Large queries answered later: whose turn it is, how far they go, who may fetch, and what a dead process leaves."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from graph.access.model import ANONYMOUS, Actor, Forbidden, Reading, SharingLevel, operator
from graph.access.service import AccessService
from graph.backends.memory import MemoryStore
from graph.backends.oxigraph import OxigraphSparql, SparqlFollower
from graph.research.query_runs import QueryRuns
from graph.research.run_files import RunFiles
from graph.research.runs import AnswerForm, NoSuchRun, Run, RunLimits, RunNotDone, RunState, TooManyRuns
from graph.research.service import ResearchService
from graph.research.working_off import RunWorker
from graph.store.followed import Freshness
from graph.store.model import ANY, Cause, Change, Key, Put
from graph.store.names import GraphKind, Names
from graph.store.projector import catch_up
from graph.store.scope import SystemScope
from graph.store.sparql import SparqlRefused, TermType
from graph.tenants.model import Sharing
from graph.tenants.service import TenantService

NAMES = Names("https://c.example/")
NOW = datetime(2030, 1, 1, tzinfo=UTC)
WORKS = 3
ALL = "SELECT ?s ?p ?o { ?s ?p ?o }"
ENDLESS = "SELECT (COUNT(*) AS ?n) { " + " ".join(f"?a{n} ?b{n} ?c{n} ." for n in range(9)) + " }"


class Clock:
    """A clock that is moved on by hand, and a little by each look, so that no two moments are the same."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        self.now += timedelta(milliseconds=1)
        return self.now


class World:
    """Two libraries, one private, a researcher of each, and runs that nobody works off unless told to."""

    def __init__(self, directory: Path) -> None:
        self.clock = Clock()
        store = MemoryStore()
        self.tenants = TenantService(store, NAMES, self.clock)
        self.access = AccessService(store, NAMES, self.clock, self.tenants.policies)
        for slug, level in (("harbor", SharingLevel.PUBLIC), ("abbey", SharingLevel.PRIVATE)):
            self.tenants.create_tenant(operator(), slug, {"en": slug}, sharing=Sharing(level))
            for kind in (GraphKind.CATALOGUE, GraphKind.PATRONS, GraphKind.STAFF):
                puts = tuple(
                    Put(Key(NAMES.graph(slug, kind), iri), {"@id": iri, "@type": ["bf:Work"]}, ANY)
                    for number in range(WORKS)
                    for iri in [NAMES.resource(slug, "works", f"{kind}{number}")]
                )
                store.commit(Change(Cause("tester", "test", NOW), puts), SystemScope())
        self.follower, self.service = SparqlFollower(directory / "sparql"), OxigraphSparql(directory / "sparql")
        catch_up(self.follower, store, SystemScope())
        freshness = Freshness(store, {"sparql": self.service.position}, patience_s=0.1)
        self.research = ResearchService(self.service, NAMES, freshness)
        self.files = RunFiles(directory / "queries")
        self.launched = 0
        self.limit()

    def limit(self, **limits: object) -> None:
        chosen = RunLimits(**{"octets": 1_000_000, **limits})  # type: ignore[arg-type]
        self.runs = QueryRuns(self.research, self.access, self.files, self.clock, chosen, self._launch)
        self.worker = RunWorker(self.runs, self.files, self.service, self.access, self.clock)

    def _launch(self) -> None:
        self.launched += 1

    def researcher(self, slug: str, name: str = "Ada") -> Actor:
        account = self.access.create_account(operator(), name, {slug: ["researcher"]}, slug)
        return self.access.actor(account.id)

    def start(self, actor: Actor, text: str = ALL, reading: Reading | None = None, **more: str) -> Run:
        return self.runs.start(actor, text, self.access.scope(actor, reading), **more)  # type: ignore[arg-type]

    def subjects(self, actor: Actor, run: Run) -> set[str]:
        _, parts = self.runs.answer(actor, run.id)
        return {row[0].value.removeprefix(NAMES.base) for part in parts for row in part.rows if row[0] is not None}


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    found = World(tmp_path)
    yield found
    found.follower.close()
    found.service.close()


def until(holds: Callable[[], bool]) -> None:
    end = time.monotonic() + 60
    while not holds():
        assert time.monotonic() < end
        time.sleep(0.02)


def test_a_run_waits_is_worked_off_and_keeps_its_answer(world: World) -> None:
    ada = world.researcher("harbor")
    run = world.start(ada)
    assert (run.state, world.launched) == (RunState.QUEUED, 1)
    assert [each.state for each in world.runs.mine(ada)] == [RunState.QUEUED]
    assert world.launched == 1  # somebody is on the way
    with pytest.raises(RunNotDone):
        world.runs.answer(ada, run.id)
    world.worker.work()
    done = world.runs.run(ada, run.id)
    assert (done.state, done.form, done.truncated) == (RunState.SUCCEEDED, AnswerForm.ROWS, False)
    found = world.subjects(ada, run)
    assert {f"harbor/works/catalogue{number}" for number in range(WORKS)} <= found
    assert not any("patrons" in each or "staff" in each or "abbey" in each for each in found)


def test_an_answer_comes_back_as_it_was_found_in_each_of_its_forms(world: World) -> None:
    ada = world.researcher("harbor")
    text = 'SELECT ?a ?b ?c ?d { BIND("a\\n\\"\U0001f409" AS ?a) BIND("b"@pl AS ?b) BIND(<x:y> AS ?c) }'
    rows, truth, graph = (
        world.start(ada, each) for each in (text, "ASK { ?s ?p ?o }", "CONSTRUCT { ?s a ?c } WHERE { ?s a ?c }")
    )
    world.worker.work()
    ((row,),) = (part.rows for part in world.runs.answer(ada, rows.id)[1])
    assert [None if each is None else (each.type, each.value, each.language) for each in row] == [
        (TermType.LITERAL, 'a\n"\U0001f409', None),
        (TermType.LITERAL, "b", "pl"),
        (TermType.IRI, "x:y", None),
        None,
    ]
    assert [part.boolean for part in world.runs.answer(ada, truth.id)[1]] == [True]
    triples = "".join(part.triples or "" for part in world.runs.answer(ada, graph.id)[1])
    assert triples.count("\n") == world.runs.run(ada, graph.id).rows
    assert "<https://c.example/harbor/works/catalogue0>" in triples


def test_who_lost_the_right_to_a_library_fetches_nothing_that_was_read_there(world: World) -> None:
    ada = world.researcher("abbey")
    world.access.set_roles(operator(), ada.id, "harbor", ["researcher"])
    done = world.start(world.access.actor(ada.id))
    world.worker.work()
    assert any("abbey" in each for each in world.subjects(world.access.actor(ada.id), done))
    waits = world.start(world.access.actor(ada.id))
    world.access.set_roles(operator(), ada.id, "abbey", [])
    now = world.access.actor(ada.id)
    with pytest.raises(Forbidden):
        world.runs.answer(now, done.id)
    world.worker.work()
    assert (world.runs.run(now, waits.id).state, world.runs.run(now, waits.id).code) == (RunState.FAILED, "FORBIDDEN")


def test_a_run_is_its_owners_alone_and_needs_the_right_to_ask(world: World) -> None:
    ada, eve = world.researcher("harbor"), world.researcher("harbor", "Eve")
    run = world.start(ada)
    for call in (world.runs.run, world.runs.answer, world.runs.cancel):
        with pytest.raises(NoSuchRun):
            call(eve, run.id)
        with pytest.raises(NoSuchRun):
            call(ada, "../" + run.id)
    assert world.runs.mine(eve) == []
    with pytest.raises(Forbidden):
        world.runs.start(ANONYMOUS, ALL, world.access.scope(ANONYMOUS))
    with pytest.raises(SparqlRefused):
        world.start(ada, "SELECT * { SERVICE <https://x.example/> { ?s ?p ?o } }")
    assert [each.id for each in world.runs.mine(ada)] == [run.id]


def test_rows_and_room_have_limits_and_the_answer_says_so(world: World) -> None:
    ada = world.researcher("harbor")
    world.limit(rows=2)
    few = world.start(ada)
    world.worker.work()
    assert (world.runs.run(ada, few.id).rows, world.runs.run(ada, few.id).truncated) == (2, True)
    world.limit(octets=1)
    small = world.start(ada)
    world.worker.work()
    assert world.runs.run(ada, small.id).truncated
    world.limit(quota=1)
    with pytest.raises(TooManyRuns):
        world.start(ada)
    world.runs.cancel(ada, few.id)
    world.runs.cancel(ada, small.id)
    assert world.start(ada).state is RunState.QUEUED


def test_a_query_that_is_wrong_or_too_slow_fails_with_its_reason(world: World) -> None:
    ada = world.researcher("harbor")
    world.limit(seconds=0.5)
    wrong, slow = world.start(ada, "SELECT ?s { ?s ?p "), world.start(ada, ENDLESS)
    world.worker.work()
    assert [world.runs.run(ada, each.id).code for each in (wrong, slow)] == ["SPARQL_REFUSED", "SPARQL_TIMEOUT"]


def test_who_was_served_longest_ago_is_next(world: World) -> None:
    ada, eve = world.researcher("harbor"), world.researcher("harbor", "Eve")
    first, second, late = world.start(ada), world.start(ada), world.start(eve)
    world.worker.work()
    in_order = sorted(world.files.all(), key=lambda run: run.started or NOW)
    assert [each.id for each in in_order] == [first.id, late.id, second.id]


def test_a_run_that_is_thrown_away_stops_and_one_whose_process_is_asked_to_end_waits_again(world: World) -> None:
    ada = world.researcher("harbor")
    gone, kept = world.start(ada, ENDLESS), world.start(ada, ENDLESS)
    ending = threading.Event()
    work = threading.Thread(target=world.worker.work, args=(ending.is_set,))
    work.start()
    until(lambda: world.runs.run(ada, gone.id).state is RunState.RUNNING)
    world.runs.cancel(ada, gone.id)
    until(lambda: world.runs.run(ada, kept.id).state is RunState.RUNNING)
    ending.set()
    work.join(60)
    assert [(each.id, each.state, each.attempts) for each in world.runs.mine(ada)] == [(kept.id, RunState.QUEUED, 0)]


def test_what_a_dead_process_left_is_begun_again_once(world: World) -> None:
    ada = world.researcher("harbor")
    once, twice = world.start(ada), world.start(ada)
    world.files.write(replace(once, state=RunState.RUNNING, attempts=1))
    world.files.write(replace(twice, state=RunState.RUNNING, attempts=2))
    world.worker.work()
    assert world.runs.run(ada, once.id).state is RunState.SUCCEEDED
    assert world.runs.run(ada, twice.id).code == "INTERRUPTED"


def test_the_same_request_starts_one_run_and_time_and_removed_libraries_take_runs_away(world: World) -> None:
    ada = world.researcher("harbor")
    run = world.start(ada, request_id="once")
    assert world.start(ada, request_id="once").id == run.id
    other = world.start(ada, reading=Reading(tenants=("harbor",)))
    world.clock.now += RunLimits().kept
    with pytest.raises(NoSuchRun):
        world.runs.run(ada, run.id)
    world.runs.tidy()
    assert world.files.all() == []
    again = world.start(ada)
    world.runs.forget(NAMES.graph("harbor", GraphKind.CATALOGUE))
    assert world.runs.mine(ada) == []
    assert not list((world.files.lock.parent).rglob(again.id))
    assert other.id != again.id
