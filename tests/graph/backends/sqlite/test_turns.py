"""Whoever waits for the store is seen, and an import steps back for them."""

from __future__ import annotations

import threading
import time

import pytest

from graph.backends.sqlite.turns import Turns
from graph.store.errors import Unavailable


def test_who_waits_is_seen_by_others_and_no_longer_afterwards(tmp_path):
    mine, theirs = Turns(tmp_path / "store.db"), Turns(tmp_path / "store.db")
    assert not mine.others_wait()
    with theirs.waiting(), theirs.waiting():
        assert mine.others_wait()
    assert not mine.others_wait()


def test_giving_way_ends_when_nobody_waits_any_more(tmp_path):
    turns = Turns(tmp_path / "store.db")
    done = threading.Event()

    def wait():
        with turns.waiting():
            done.wait()

    thread = threading.Thread(target=wait)
    thread.start()
    while not turns.others_wait():
        time.sleep(0.001)
    threading.Timer(0.02, done.set).start()
    turns.give_way()
    thread.join()
    assert not turns.others_wait()


def test_a_commit_that_waits_for_an_open_transaction_goes_on_when_it_ends(bench):
    store = bench.open()
    released = threading.Event()

    def hold():
        with store._connections.writing():
            started.set()
            released.wait()

    started = threading.Event()
    holder = threading.Thread(target=hold)
    holder.start()
    started.wait()
    threading.Timer(0.05, released.set).start()
    assert store.commit(bench.change(bench.key("1")), bench.scope).written == 1
    holder.join()


def test_a_write_transaction_that_raises_is_undone(bench):
    store = bench.open()

    def fail():
        with store._connections.writing() as session:
            session.connection.execute("INSERT INTO name (text) VALUES ('never')")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    with store._connections.reading() as session:
        assert session.connection.execute("SELECT count(*) FROM name").fetchone() == (0,)


def test_a_reader_that_holds_the_journal_is_named(bench):
    store, reader = bench.open(patience_s=0.05), bench.open()
    key = bench.key("p", bench.patrons)
    store.commit(bench.change(key), bench.scope)
    with reader._connections.reading() as session:
        session.connection.execute("SELECT count(*) FROM document").fetchone()
        store.commit(bench.change(bench.key("1")), bench.scope)
        with pytest.raises(Unavailable, match="journal"):
            store.forget([key], bench.scope)
    assert store.read([key], bench.scope) == [None]
    assert store.forget([key], bench.scope) == 0
    assert key.iri.encode() not in bench.octets()
