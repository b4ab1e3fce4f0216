"""Making what comes next in a thread while the server is at work on what comes now."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import NoReturn, TypeVar

S = TypeVar("S")
T = TypeVar("T")


def made_ahead(sources: Iterable[S], make: Callable[[S], T]) -> Iterator[T]:
    """What is made of each source, the next one while the caller uses this one. Of one alone it is made without a
    thread.

    Sources are asked for in the caller's thread, one ahead. What goes wrong with one of them is raised in its turn:
    whoever writes what is made has written everything before it.
    """
    waiting = iter(sources)
    coming = _begun(waiting, lambda source: partial(make, source))
    with ThreadPoolExecutor(1, "neo4j-ahead") as aside:
        while coming is not None:
            made = coming()
            coming = _begun(waiting, lambda source: aside.submit(make, source).result)
            yield made


def _begun(sources: Iterator[S], begin: Callable[[S], Callable[[], T]]) -> Callable[[], T] | None:
    """How what is made of the next source will be had; None where there is no more."""
    try:
        return begin(next(sources))
    except StopIteration:
        return None
    except Exception as error:  # noqa: BLE001 - raised when its turn comes
        return partial(_raise, error)


def _raise(error: Exception) -> NoReturn:
    raise error
