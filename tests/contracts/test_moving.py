"""One store copied into another, of any two engines: equal, at any moment, or refused."""

from __future__ import annotations

import threading

import pytest

from graph.backends.memory import MemoryStore
from graph.backends.neo4j import Neo4jStore
from graph.backends.sqlite import SqliteStore
from graph.store.errors import Conflict, Unfinished
from graph.store.model import ANY, Put
from graph.store.moving import NotACopy, copy
from graph.store.names import GraphKind
from graph.store.portable import moments
from tests.contracts.conftest import Library


@pytest.fixture
def make(request, tmp_path):
    """Makes an empty store of an engine by its name; Neo4j's by the server's number."""
    made = []

    def store(engine, *, number=0, again=False, restoring=True):
        if engine == "memory":
            opened = MemoryStore()
        elif engine == "sqlite":
            opened = SqliteStore(tmp_path / f"{number}.db", restoring=restoring)
        else:
            servers = request.getfixturevalue("neo4j")
            address = servers.address(number) if again else servers.empty(number)
            opened = Neo4jStore(address, restoring=restoring)
        made.append(opened)
        return opened

    yield store
    for each in made:
        each.close()


def _pair(source, target):
    marks = pytest.mark.needs("java") if "neo4j" in {source, target} else ()
    return pytest.param((source, target), marks=marks, id=f"{source}-{target}")


PAIRS = [
    _pair("memory", "sqlite"),
    _pair("sqlite", "memory"),
    _pair("sqlite", "neo4j"),
    _pair("neo4j", "sqlite"),
    _pair("sqlite", "sqlite"),
    _pair("neo4j", "neo4j"),
]


@pytest.fixture(params=PAIRS)
def pair_of_stores(request, make):
    """A small library in a store, and an empty store, of every two engines."""
    source, target = request.param
    return Library(make(source, number=0)), make(target, number=1)


def lived_in(library):
    """A store with everything that can have happened in one."""
    works = [library.key(str(n)) for n in range(7)]
    library.add(*works)
    library.put(works[0], library.work("b", bf_subject=[{"@id": "http://x.example/s"}]), 1, request="r1")
    library.put(works[0], library.work("b", bf_subject=[{"@id": "http://x.example/s"}]), 2, request="nothing changed")
    library.delete(works[1])
    library.put(works[1], library.work("again"))
    library.delete(works[2])
    library.commit(Put(works[3], library.item("100"), 1), Put(library.key("new"), library.work(), ANY), request="r2")
    gone = [library.key(str(n), "lindenau") for n in range(3)]
    library.add(*gone)
    library.put(gone[0], library.work("changed"))
    library.delete(gone[1])
    library.store.drop(library.graph("lindenau"), library.everything)
    library.put(gone[1], library.work("begun again"))
    kept, forgotten, reborn = (library.key(name, kind=GraphKind.PATRONS) for name in ("kept", "forgotten", "reborn"))
    library.add(kept, forgotten, reborn)
    library.put(forgotten, library.item("900"))
    library.put(reborn, library.item("901"))
    library.store.forget([forgotten, reborn], library.everything)
    library.put(reborn, library.item("902"))
    loans = library.key("loan", kind=GraphKind.CIRCULATION)
    library.add(loans)
    library.store.drop(loans.graph, library.everything)


def told(store, scope):
    """Everything a store tells: its log with all states, its documents in order, its answers."""
    log = [each for group in moments(store, 0, store.position(), scope) for each in group]
    graphs = sorted({touched.key.graph for each in log for touched in each.event.touched})
    keys = [key for graph in graphs for key in store.scan(graph, scope).keys]
    every = sorted({touched.key for each in log for touched in each.event.touched})
    answers = {(each.actor, each.request): each.given for each in store.answers(store.position())}
    return log, store.read(keys, scope), store.history(every, scope), answers, store.forgets()


def go_on(*_):
    return True


def test_a_copy_is_equal_in_everything_a_store_tells(pair_of_stores):
    library, target = pair_of_stores
    lived_in(library)
    done = copy(library.store, target, library.everything, go_on)
    assert done.verified
    assert done.position == library.store.position()
    assert told(target, library.everything) == told(library.store, library.everything)
    assert target.find("barcode", ["100"], library.everything) == [(library.key("3"),)]
    (page,) = target.incoming(["http://x.example/s"], ["bf:subject"], library.everything)
    assert page.keys == (library.key("0"),)
    assert target.check(library.everything) == []


def test_a_copy_is_a_store_like_any_other(pair_of_stores):
    library, target = pair_of_stores
    lived_in(library)
    copy(library.store, target, library.everything, go_on)
    copied = Library(target)
    copied._ticks = library._ticks
    assert copied.put(copied.key("0"), copied.work("x"), request="r1").replayed
    with pytest.raises(Conflict):
        copied.put(copied.key("other"), copied.item("100"))
    assert copied.put(copied.key("0"), copied.work("c"), 2).versions == (3,)
    assert copied.put(copied.key("last"), copied.work()).sequence == library.store.position() + 2
    assert target.scan(copied.graph(), copied.everything).keys[-1] == copied.key("last")
    assert target.check(copied.everything) == []


def test_a_copy_broken_off_anywhere_goes_on_and_takes_what_came_meanwhile(pair_of_stores):
    library, target = pair_of_stores
    lived_in(library)
    patron = library.key("kept", kind=GraphKind.PATRONS)
    stops = iter([False, False])
    for n in range(2):
        library.add(library.key(f"later-{n}"))
        assert not copy(library.store, target, library.everything, lambda *_: next(stops)).verified
    library.store.forget([patron], library.everything)
    library.put(patron, library.item("77"))
    library.store.drop(library.graph(), library.everything)
    library.add(library.key("1"))
    assert copy(library.store, target, library.everything, go_on).verified
    assert told(target, library.everything) == told(library.store, library.everything)
    assert copy(library.store, target, library.everything, go_on).events == 0


def test_a_source_may_be_written_to_while_it_is_copied(pair_of_stores):
    library, target = pair_of_stores
    lived_in(library)
    stop = threading.Event()

    def write():
        n = 0
        while not stop.wait(0.02):
            n += 1
            library.add(library.key(f"busy-{n}"))
            library.put(library.key("6"), library.work(str(n)))

    thread = threading.Thread(target=write)
    thread.start()
    try:
        assert copy(library.store, target, library.everything, go_on).verified
    finally:
        stop.set()
        thread.join()
    assert copy(library.store, target, library.everything, go_on).verified
    assert told(target, library.everything) == told(library.store, library.everything)


def test_what_is_no_earlier_part_of_the_copy_is_refused_and_stays(pair_of_stores):
    library, target = pair_of_stores
    library.add(library.key("1"), library.key("2"))
    other = Library(target)
    other.add(other.key("mine"))
    with pytest.raises(NotACopy):
        copy(library.store, target, library.everything, go_on)
    assert other.body(other.key("mine")) is not None
    assert target.position() == 1
    with pytest.raises(NotACopy):
        copy(library.store, library.store, library.everything, go_on)


def test_a_copy_that_was_written_to_is_refused(pair_of_stores):
    library, target = pair_of_stores
    library.add(library.key("1"))
    copy(library.store, target, library.everything, go_on)
    Library(target).add(library.key("mine"))
    library.add(library.key("2"))
    with pytest.raises(NotACopy):
        copy(library.store, target, library.everything, go_on)
    assert Library(target).body(library.key("mine")) is not None


@pytest.mark.parametrize("engine", ["sqlite", pytest.param("neo4j", marks=pytest.mark.needs("java"))])
def test_a_copy_in_which_something_is_missing_opens_to_nobody(make, engine):
    library, target = Library(make("memory")), make(engine, number=1)
    library.add(library.key("1"))
    library.add(library.key("2"))
    copy(library.store, target, library.everything, lambda *_: False)
    with pytest.raises(Unfinished):
        make(engine, number=1, again=True, restoring=False)
    copy(library.store, target, library.everything, go_on)
    assert make(engine, number=1, again=True, restoring=False).position() == 2
