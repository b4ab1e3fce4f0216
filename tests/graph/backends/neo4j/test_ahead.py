"""What is made ahead comes in order, and a failure in its turn."""

from __future__ import annotations

import threading

import pytest

from graph.backends.neo4j.ahead import made_ahead


def test_the_next_is_made_while_this_one_is_used():
    begun = [threading.Event() for _ in range(3)]

    def make(number: int) -> int:
        begun[number].set()
        return number * 10

    for at, made in enumerate(made_ahead(range(3), make)):
        assert made == at * 10
        assert all(each.wait(60) for each in begun[: at + 2])


def test_one_alone_is_made_without_a_thread():
    assert list(made_ahead([1], lambda _: threading.current_thread())) == [threading.current_thread()]


@pytest.mark.parametrize("where", ["asking", "making"])
def test_what_comes_before_a_failure_is_used(where):
    def sources():
        yield from (1, 2)
        if where == "asking":
            raise LookupError
        yield 3

    def make(number: int) -> int:
        if number == 3:
            raise LookupError
        return number

    used: list[int] = []
    with pytest.raises(LookupError):
        used.extend(made_ahead(sources(), make))
    assert used == [1, 2]
