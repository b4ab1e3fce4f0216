"""Waiting until a projection holds an event, and telling one log from another."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from threading import Event, Thread, current_thread

import pytest

from graph.backends.memory import MemoryStore
from graph.store.followed import Behind, Freshness, LogNote, NoSuchEvent, reached
from graph.store.model import ANY, Cause, Change, Head, Key, Put
from graph.store.names import GraphKind, Names
from graph.store.scope import SystemScope

NAMES = Names("https://c.example/")


def store_of(events: int) -> MemoryStore:
    store = MemoryStore()
    for number in range(events):
        key = Key(NAMES.graph("harbor", GraphKind.CATALOGUE), NAMES.resource("harbor", "works", str(number)))
        put = Put(key, {"@id": key.iri, "@type": ["bf:Work"]}, ANY)
        store.commit(Change(Cause("ada", "edit", datetime.now(UTC)), (put,)), SystemScope())
    return store


def freshness(store: MemoryStore, position: Callable[[], int], patience_s: float = 0.05) -> Freshness:
    return Freshness(store, {"search": position}, patience_s)


def test_an_event_that_is_held_is_not_waited_for() -> None:
    freshness(store_of(3), lambda: 3).wait("search", 3)
    freshness(store_of(3), lambda: 0).wait("search", None)


def test_an_event_is_waited_for_until_it_is_held() -> None:
    held = iter((0, 0, 1))
    freshness(store_of(3), lambda: next(held, 3), patience_s=30).wait("search", 3)


def test_a_projection_that_does_not_come_to_the_event_in_time_is_told_to_be_behind() -> None:
    with pytest.raises(Behind, match="search holds event 2, not 3 yet"):
        freshness(store_of(3), lambda: 2).wait("search", 3)


def test_an_event_beyond_the_log_is_refused_at_once() -> None:
    with pytest.raises(NoSuchEvent, match="no event 4"):
        freshness(store_of(3), lambda: 3, patience_s=3600).wait("search", 4)


def test_only_so_many_wait_at_once() -> None:
    looks: Counter[Thread] = Counter()
    come = Event()

    def position() -> int:
        looks[current_thread()] += 1
        return 3 if come.is_set() else 0

    waiting = freshness(store_of(3), position, patience_s=30)
    threads = [Thread(target=waiting.wait, args=("search", 3)) for _ in range(16)]
    for thread in threads:
        thread.start()
    while not all(looks[thread] > 1 for thread in threads):
        come.wait(0.01)
    with pytest.raises(Behind, match="Too many"):
        waiting.wait("search", 3)
    come.set()
    for thread in threads:
        thread.join(30)
    waiting.wait("search", 3)


def test_a_projection_of_another_log_holds_nothing_of_this_one(tmp_path: Path) -> None:
    note = LogNote(tmp_path / "search.log")
    assert reached(note, Head("a", 9), 7) == 7
    note.write("a")
    assert reached(note, Head("a", 9), 7) == 7
    assert reached(note, Head("b", 9), 7) == 0
