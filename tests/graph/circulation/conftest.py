"""A house with a book and a patron, for every test of what happens at its desk."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest

from graph.backends.memory import MemoryStore
from graph.circulation.refusals import Refused
from tests.graph.circulation.lending_desk import House


@pytest.fixture
def house() -> House:
    return House(MemoryStore())


@pytest.fixture
def refused(house: House) -> Callable[..., object]:
    """A block whose command is refused with these codes, in this order, and leaves everything as it was."""

    @contextmanager
    def expect(*codes: str) -> Iterator[None]:
        before = house.snapshot()
        with pytest.raises(Refused) as caught:
            yield
        assert [each.value for each in caught.value.codes] == list(codes)
        assert house.snapshot() == before

    return expect
