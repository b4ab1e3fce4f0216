"""Turns of parties: one party's flood keeps another waiting for one slot at most."""

from __future__ import annotations

import threading
import time

import pytest

from graph.backends.oxigraph.turns import MOST_WAITING, Turns
from graph.store.errors import Unavailable


def queued(turns: Turns, party: str, order: list[str]) -> threading.Thread:
    """A thread that waits for a turn and writes down when it got it."""

    def go() -> None:
        with turns.turn(party, 20):
            order.append(party)

    waiting = sum(map(len, turns._waiting.values()))
    thread = threading.Thread(target=go)
    thread.start()
    while sum(map(len, turns._waiting.values())) == waiting:
        time.sleep(0.001)
    return thread


def test_a_flood_leaves_a_slot_to_the_next_party() -> None:
    turns = Turns(3)
    with turns.turn("flood", 1), turns.turn("flood", 1):
        with pytest.raises(Unavailable), turns.turn("flood", 0.01):
            pass
        with turns.turn("quick", 1):
            pass


def test_where_all_slots_are_held_the_first_to_come_free_goes_to_who_holds_none() -> None:
    turns, order = Turns(2), list[str]()
    with turns.turn("one", 1):
        with turns.turn("two", 1):
            threads = [queued(turns, party, order) for party in ("one", "two", "one", "two", "quick")]
        while len(order) < 2:
            time.sleep(0.001)
        assert "quick" in order[:2]
    for thread in threads:
        thread.join()


def test_waiting_parties_take_turns() -> None:
    turns, order = Turns(1), list[str]()
    with turns.turn("first", 1):
        threads = [queued(turns, party, order) for party in ("a", "a", "a", "b", "b", "c")]
    for thread in threads:
        thread.join()
    assert order == ["a", "b", "c", "a", "b", "a"]


def test_more_of_one_party_than_may_wait_are_turned_away_at_once() -> None:
    turns, order = Turns(1), list[str]()
    with turns.turn("flood", 1):
        threads = [queued(turns, "flood", order) for _ in range(MOST_WAITING)]
        with pytest.raises(Unavailable, match="yours"), turns.turn("flood", 20):
            pass
        threads.append(queued(turns, "other", order))
    for thread in threads:
        thread.join()
    assert order.index("other") <= 1


def test_who_gave_up_waiting_takes_nothing_from_the_next() -> None:
    turns = Turns(1)
    with turns.turn("one", 1), pytest.raises(Unavailable), turns.turn("two", 0.01):
        pass
    with turns.turn("three", 1):
        pass
