"""What a store can hand on of itself, and take in: the part of every engine that copies, backups and moves stand on.

The log is what travels. Each event goes with the states it wrote, so what has arrived is the store as it was after some
event: a copy can be broken off anywhere, go on from its last event, and catch up with a source that is still written
to. Documents keep their order, because a document's first event decides it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol

from graph.store.model import Committed, Event, Key
from graph.store.names import opaque_id
from graph.store.port import Store
from graph.store.scope import Scope
from mappings.bibframe.node import Node

MOST_DOCUMENTS = 2000
"""How many documents are read, sent and written together, as far as events are not larger themselves."""

_EVENTS = 200


class State(NamedTuple):
    """What an event made of one document: its version and its body, None where it was deleted.

    `lost` tells that history knows no more of it: its graph was dropped since, by an event that follows.
    """

    version: int
    body: Node | None
    lost: bool = False


@dataclass(frozen=True, slots=True)
class Moment:
    """An event with the states it wrote, in the order of `event.touched`."""

    event: Event
    states: tuple[State, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """What a request was answered."""

    actor: str
    request: str
    given: Committed


class Forgotten(NamedTuple):
    """That a document was forgotten by the store's forget of this number. The mark names nothing."""

    number: int
    mark: str


@dataclass(frozen=True, slots=True)
class Origin:
    """Whose copy a store is: the identity of its source, and whether something is still missing."""

    identity: str
    unfinished: bool


class Portable(Store, Protocol):
    """A store that can be copied and be a copy. Every call is for operations: they hold the system's scope."""

    def identity(self) -> str:
        """What tells this store from all others; another one after a restore."""
        ...

    def origin(self) -> Origin | None:
        """Whose copy it is, None where it began by itself."""
        ...

    def set_origin(self, origin: Origin) -> None:
        """Note whose copy it is. An unfinished one is not opened by anybody but who goes on with it."""
        ...

    def receive(self, moments: Sequence[Moment], answers: Sequence[Answer] = ()) -> None:
        """Append these events as they are, with their numbers, times and versions; all or nothing.

        A state whose version is not above the one present tells that the source has forgotten the document and begun
        it anew; so does this store. Raises `Conflict` where the events don't follow the last one here.
        """
        ...

    def answers(self, upto: int) -> Iterator[Answer]:
        """The stored answers that name events up to this number."""
        ...

    def forgotten(self, after: int) -> list[Forgotten]:
        """What forgets numbered above `after` forgot."""
        ...

    def forgets(self) -> int:
        """The number of the last forget."""
        ...

    def forget_again(self, forgotten: Sequence[Forgotten], spare: Callable[[Key], bool]) -> int:
        """Forget what another store forgot, but for documents that `spare` knows to be there again; how many."""
        ...

    def lose(self, states: Sequence[tuple[Key, int]]) -> None:
        """Drop these earlier versions of documents from history, as dropping their graph did at the source."""
        ...


def mark(key: Key) -> str:
    """What stands for a forgotten document: it names nothing."""
    return opaque_id("forgotten", *key)


def moments(store: Store, after: int, upto: int, scope: Scope) -> Iterator[list[Moment]]:
    """The events numbered above `after` up to `upto` with the states they wrote, in groups fit to be sent at once."""
    while after < upto:
        events = store.changes(after, min(_EVENTS, upto - after), scope)
        if not events:
            return
        after = events[-1].sequence
        group: list[Event] = []
        size = 0
        for event in events:
            if group and size + len(event.touched) > MOST_DOCUMENTS:
                yield _with_states(store, group, scope)
                group, size = [], 0
            group.append(event)
            size += len(event.touched)
        yield _with_states(store, group, scope)


def _with_states(store: Store, events: Sequence[Event], scope: Scope) -> list[Moment]:
    # A deleted document has a version of its own, one above what it was.
    wanted = [(key, version or previous + 1) for event in events for key, version, previous in event.touched]
    found = iter(zip(wanted, store.versions(wanted, scope), strict=True))
    made = []
    for event in events:
        states = []
        for _ in event.touched:
            (_, number), version = next(found)
            states.append(State(number, None, lost=True) if version is None else State(number, version.body))
        made.append(Moment(event, tuple(states)))
    return made
