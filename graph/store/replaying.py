"""Whole graphs as they were at a moment: the log is read once to know which state of each document was the last by
then, and the states are read a page at a time. What was deleted since is there; what was forgotten is not.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Collection, Iterator
from contextlib import closing
from datetime import datetime
from typing import Final, TypeAlias

from graph.store.model import Event, Key, Version
from graph.store.port import Store
from graph.store.projector import rounds
from graph.store.scope import Scope

_EVENTS: Final = 200
_DOCUMENTS: Final = 5_000
_PAGE: Final = 500
_TABLE: Final = "CREATE TABLE last (graph TEXT, iri TEXT, version INTEGER, PRIMARY KEY (graph, iri)) WITHOUT ROWID"

Told: TypeAlias = Callable[[int, int], object]
"""Hears how much of the work is done, and the whole: events, then documents."""


def states_at(
    store: Store, graphs: Collection[str], moment: datetime, scope: Scope, told: Told | None = None
) -> Iterator[list[Version]]:
    """The last state of each document of these graphs that was written by a moment and said something, in pages, in the
    order of graphs and addresses. Memory for a page; which states they are is kept in a file that has no name.
    """
    with closing(sqlite3.connect("", isolation_level=None)) as kept:
        kept.execute(_TABLE)
        kept.execute("BEGIN")
        head = store.position()
        for events in rounds(store, scope, 0, _EVENTS, _DOCUMENTS):
            for event in events:
                if event.cause.at <= moment:
                    _note(kept, event, graphs)
            if told is not None:
                told(min(events[-1].sequence, head), 2 * head)
        (count,) = kept.execute("SELECT count(*) FROM last").fetchone()
        rows = kept.execute("SELECT graph, iri, version FROM last ORDER BY graph, iri")
        done = 0
        while page := rows.fetchmany(_PAGE):
            found = store.versions([(Key(graph, iri), version) for graph, iri, version in page], scope)
            states = [each for each in found if each is not None and each.body is not None]
            if states:
                yield states
            done += len(page)
            if told is not None:
                told(head + head * done // count, 2 * head)


def _note(kept: sqlite3.Connection, event: Event, graphs: Collection[str]) -> None:
    here = [each for each in event.touched if each.key.graph in graphs]
    kept.executemany("DELETE FROM last WHERE graph = ? AND iri = ?", [each.key for each in here if not each.version])
    kept.executemany(
        "INSERT OR REPLACE INTO last VALUES (?, ?, ?)", [(*each.key, each.version) for each in here if each.version]
    )
