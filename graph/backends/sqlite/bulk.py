"""Bulk import: many changes in few transactions, each short, so that nobody at a desk waits for an import."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import Final

from graph.backends.sqlite.bodies import SAMPLES, keep, train
from graph.backends.sqlite.connection import Connections
from graph.backends.sqlite.writing import Packed, pack, write
from graph.store.errors import Conflict
from graph.store.model import Change, Committed
from graph.store.prepared import PreparedChange, prepare
from graph.store.scope import Scope

_DOCUMENTS: Final = 1000
"""How many documents go into one transaction: about 40 ms of the write lock."""


def load(connections: Connections, changes: Iterable[Change], scope: Scope) -> list[Committed]:
    """See `Store.load`. Everything that needs no lock is done before one is taken."""
    failures: list[Exception] = []
    prepared = _until_failure(changes, scope, failures)
    if not connections.dictionaries.newest:
        prepared = _learn(connections, prepared)
    answers: list[Committed] = []
    for group in _groups(prepared):
        session = connections.session()
        packed = [pack(change, session) for change in group]
        while packed:
            written = _write_some(connections, packed, answers)
            packed = packed[written:]
            connections.turns.give_way()
    if failures:
        raise failures[0]
    return answers


def _until_failure(changes: Iterable[Change], scope: Scope, failures: list[Exception]) -> Iterator[PreparedChange]:
    """The changes, prepared, up to the first that can't be: those before it are still written."""
    try:
        for change in changes:
            yield prepare(change, scope)
    except Exception as error:  # noqa: BLE001 - raised again once what came before is written
        failures.append(error)


def _write_some(connections: Connections, packed: Sequence[Packed], answers: list[Committed]) -> int:
    """Write changes in one transaction until somebody waits; how many there were.

    A conflict ends it: what came before stays, as it would had each change been committed in turn.
    """
    conflict: Conflict | None = None
    done: list[Committed] = []
    with connections.writing(bulk=True) as session:
        for change in packed:
            try:
                done.append(write(session, change))
            except Conflict as error:
                conflict = error
                break
            if connections.turns.others_wait():
                break
    answers += done
    if conflict is not None:
        raise conflict
    return len(done)


def _groups(changes: Iterable[PreparedChange]) -> Iterator[list[PreparedChange]]:
    group: list[PreparedChange] = []
    documents = 0
    for change in changes:
        group.append(change)
        documents += len(change.puts) + len(change.deletes)
        if documents >= _DOCUMENTS:
            yield group
            group, documents = [], 0
    if group:
        yield group


def _learn(connections: Connections, changes: Iterator[PreparedChange]) -> Iterator[PreparedChange]:
    """The same changes, the store's dictionary trained from the first of them."""
    first: list[PreparedChange] = []
    documents = 0
    for change in changes:
        first.append(change)
        documents += len(change.puts)
        if documents >= 2 * SAMPLES:
            break
    dictionary = train([put.octets for change in first for put in change.puts])
    if dictionary is not None:
        with connections.writing(bulk=True) as session:
            keep(dictionary, session.connection)
        with connections.reading() as session:
            connections.dictionaries.refresh(session.connection)
    return chain(first, changes)
