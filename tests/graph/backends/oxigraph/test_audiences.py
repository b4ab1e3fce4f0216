"""Datasets of audiences: the same answers as from all statements, as new as they are, and nothing of anybody else."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pyoxigraph import RdfFormat, Store

from graph.backends.oxigraph import OxigraphSparql, SparqlFollower, audiences
from graph.backends.oxigraph.audiences import FEW, Places, graphs_at
from graph.backends.oxigraph.follower import places_of, snapshots_of
from graph.backends.oxigraph.snapshots import newest
from graph.store.names import GraphKind, Names
from graph.store.projector import catch_up

NAMES = Names("https://c.example/")
TENANTS = [f"library-{number}" for number in range(8)]
READ = TENANTS[:5]
ANN = ("https://id.example/ann", "Ann")
TITLES = "SELECT ?t { ?w <http://id.loc.gov/ontologies/bibframe/mainTitle> ?t }"
GRAPHS = "SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?w a <http://id.loc.gov/ontologies/bibframe/Work> } } GROUP BY ?g"


@pytest.fixture(autouse=True)
def no_pause(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(audiences, "_LOOK_S", 0.0)


def graphs(*tenants: str) -> frozenset[str]:
    return frozenset({*(NAMES.graph(each, GraphKind.CATALOGUE) for each in tenants), NAMES.vocabulary})


@pytest.fixture
def many(statements: Any) -> Any:
    for tenant in TENANTS:
        statements.write(statements.work("one", f"One of {tenant}", ANN, tenant=tenant), tenant=tenant)
    statements.follow()
    return statements


def place(many: Any, *tenants: str) -> Path:
    return places_of(many.directory).of(graphs(*tenants))


def made(many: Any, *tenants: str) -> Store | None:
    """The statements of an audience's dataset."""
    found = newest(snapshots_of(place(many, *tenants)))
    return Store.read_only(str(found.data)) if found is not None and found.position else None


def tended(many: Any, done: Callable[[], object]) -> None:
    """Let the follower see to its datasets until something is done."""
    until = time.monotonic() + 30
    while not done():
        many.follower.tend(many.store, many.scope)
        assert time.monotonic() < until


@pytest.fixture
def asked(many: Any) -> Any:
    """The dataset of those who read five libraries, made because somebody asked."""
    assert len(titles(many)) == 5
    tended(many, lambda: made(many, *READ))
    tended(many, lambda: many.follower._audiences._making is None)
    return many


def titles(many: Any, *tenants: str) -> list[str]:
    answer = many.service.query(TITLES, graphs(*(tenants or READ)))
    assert answer.position >= many.follower.position()
    return sorted(row[0].value for row in answer.rows)


def test_a_dataset_holds_the_graphs_of_its_readers_and_no_other(asked: Any) -> None:
    found = made(asked, *READ)
    assert found is not None
    assert {each.value for each in found.named_graphs()} == graphs(*READ)
    assert not [quad for quad in found if "library-6" in str(quad)]


def test_it_is_made_once_somebody_asks_and_answers_as_all_statements_do(many: Any) -> None:
    expected = titles(many), many.service.query(GRAPHS, graphs(*READ)).rows
    tended(many, lambda: made(many, *READ))
    used = many.service._snapshots_for
    many.service._snapshots_for = lambda *asked: directories.append(used(*asked)) or directories[-1]
    directories: list[Path] = []
    found = titles(many), many.service.query(GRAPHS, graphs(*READ)).rows
    assert directories == [snapshots_of(place(many, *READ))] * 2
    assert (found[0], sorted(map(str, found[1]))) == (expected[0], sorted(map(str, expected[1])))


def test_it_follows_every_change_and_is_never_behind_the_rest(asked: Any) -> None:
    for number in range(5):
        asked.write(asked.work("two", f"Two {number}", tenant=READ[0]), tenant=READ[0])
        asked.write(asked.work("two", f"Hidden {number}", tenant="library-6"), tenant="library-6")
        asked.follow()
        assert f"Two {number}" in titles(asked)
        assert not any("Hidden" in each for each in titles(asked))
    asked.write(delete=(NAMES.resource(READ[1], "works", "one"),), tenant=READ[1])
    asked.follow()
    assert len(titles(asked)) == 5
    assert newest(snapshots_of(place(asked, *READ))).position == asked.follower.position()  # type: ignore[union-attr]


def test_who_may_read_one_library_less_reads_another_dataset(asked: Any) -> None:
    fewer = READ[:-1]
    assert titles(asked, *fewer) == [f"One of {each}" for each in fewer]
    tended(asked, lambda: made(asked, *fewer))
    assert titles(asked, *fewer) == [f"One of {each}" for each in fewer]


def test_a_dataset_with_more_than_its_reader_may_read_shows_no_more(asked: Any) -> None:
    """Whatever lies in the place of an audience, a query sees the graphs it was given."""
    other = place(asked, *READ[:-1])
    other.mkdir(parents=True)
    place(asked, *READ).joinpath("snapshots-1").rename(other / "snapshots-1")
    assert titles(asked, *READ[:-1]) == [f"One of {each}" for each in READ[:-1]]


def test_a_dataset_without_the_vocabularies_stays_without_them(many: Any) -> None:
    without = graphs(*READ) - {NAMES.vocabulary}
    many.service.query(TITLES, without)
    tended(many, lambda: list((places_of(many.directory).of(without) / "snapshots-1").glob("*-8")))
    tended(many, lambda: many.follower._audiences._making is None)
    many.write(many.work("two", "Two", tenant=READ[0]), tenant=READ[0])
    many.follow()
    assert "Two" in {row[0].value for row in many.service.query(TITLES, without).rows}
    last = newest(snapshots_of(places_of(many.directory).of(without)))
    assert last is not None
    assert last.graphs() == without


def test_few_graphs_and_all_graphs_need_no_dataset_of_their_own(many: Any) -> None:
    titles(many, *TENANTS[: FEW - 1])
    titles(many, *TENANTS)
    titles(many, *TENANTS, "one-without-a-record")
    assert list(places_of(many.directory).all()) == []


def test_after_a_new_start_it_goes_on_from_where_it_was(asked: Any) -> None:
    asked.follower.close()
    asked.write(asked.work("two", "Later", tenant=READ[0]), tenant=READ[0])
    asked.follower = SparqlFollower(asked.directory)
    assert len(titles(asked)) == 5
    catch_up(asked.follower, asked.store, asked.scope)
    assert "Later" in titles(asked)
    assert newest(snapshots_of(place(asked, *READ))).position == asked.store.position()  # type: ignore[union-attr]


def test_a_making_that_was_broken_off_is_begun_again(many: Any) -> None:
    titles(many)
    half = SparqlFollower(place(many, *READ), graphs(*READ))
    half._open().bulk_load(b"<urn:s> <urn:p> <urn:o> .", format=RdfFormat.N_TRIPLES)
    half._release()
    tended(many, lambda: made(many, *READ))
    assert "urn:s" not in str(list(made(many, *READ) or ()))


def test_rebuilding_drops_the_datasets_and_they_come_again(asked: Any) -> None:
    asked.follower.reset()
    assert not place(asked, *READ).exists()
    asked.follow()
    assert len(titles(asked)) == 5
    tended(asked, lambda: made(asked, *READ))


def test_a_dataset_that_nobody_asks_for_goes(asked: Any) -> None:
    os.utime(place(asked, *READ) / "asked", (1, 1))
    tended(asked, lambda: not place(asked, *READ).exists())
    asked.write(asked.work("two", "Two", tenant=READ[0]), tenant=READ[0])
    asked.follow()
    assert len(titles(asked)) == 6


def test_where_all_places_are_taken_those_in_use_stay(asked: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(audiences, "MOST", 1)
    titles(asked, *READ[:-1])
    for _ in range(20):
        asked.follower.tend(asked.store, asked.scope)
    assert made(asked, *READ) is not None
    assert made(asked, *READ[:-1]) is None
    os.utime(place(asked, *READ) / "asked", (time.time() - 100_000,) * 2)
    tended(asked, lambda: made(asked, *READ[:-1]))
    assert not place(asked, *READ).exists()


def test_a_broken_dataset_is_dropped_and_nothing_else_suffers(asked: Any, caplog: pytest.LogCaptureFixture) -> None:
    asked.follower._audiences._kept[place(asked, *READ)]._statements = object()
    asked.write(asked.work("two", "Two", tenant=READ[0]), tenant=READ[0])
    asked.follow()
    assert "dropped" in caplog.text
    assert len(titles(asked)) == 6
    tended(asked, lambda: made(asked, *READ))


def test_no_more_is_asked_for_than_the_limit(tmp_path: Path) -> None:
    places = Places(tmp_path / "audiences")
    for number in range(50):
        places.ask(frozenset({f"urn:{number}"}))
    assert len(list(places.all())) == 32
    assert {graphs_at(each) for each in places.all()} <= {frozenset({f"urn:{number}"}) for number in range(50)}


def test_where_nothing_can_be_written_a_query_is_answered_all_the_same(many: Any) -> None:
    places_of(many.directory).directory.write_text("in the way")
    service = OxigraphSparql(many.directory)
    assert len(service.query(TITLES, graphs(*READ)).rows) == 5
    service.close()
