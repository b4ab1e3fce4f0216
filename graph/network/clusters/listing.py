"""What waits for a person and what people decided, as lists in the file beside the store: each page is read by an
index from where the last one ended, however long the list is.

A place in a list is a rank and, among equals, a name: neither changes while the entry stands, so nothing is met twice
or passed over when others come or go.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias

from graph.network.clusters.documents import Decision, Kind, proposal_of
from graph.store.cursor import read_sorted, write_sorted
from graph.store.model import Document, Key
from graph.store.names import names_of, parse_graph
from graph.store.paging import Page, Slice

LISTS: Final = """
CREATE TABLE IF NOT EXISTS decision (
  iri TEXT PRIMARY KEY, network TEXT NOT NULL, rank INTEGER NOT NULL, act TEXT NOT NULL) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS decision_rank ON decision (network, rank, act);
CREATE INDEX IF NOT EXISTS decision_act ON decision (act);
CREATE TABLE IF NOT EXISTS proposal (
  iri TEXT, owner TEXT, network TEXT NOT NULL, kind TEXT NOT NULL, rank REAL NOT NULL,
  PRIMARY KEY (iri, owner)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS proposal_rank ON proposal (network, owner, rank);
CREATE INDEX IF NOT EXISTS proposal_kind ON proposal (network, owner, kind, rank);
"""
_ANYBODY: Final = ""

_Place: TypeAlias = tuple[float, str]


@dataclass(frozen=True, slots=True)
class _List:
    """Which rows are listed: the table, the column of names, and the values of columns they have."""

    table: str
    name: str
    having: Mapping[str, str]

    @property
    def question(self) -> tuple[str, ...]:
        return (self.table, *(part for each in self.having.items() for part in each))


def note_proposal(file: sqlite3.Connection, key: Key, document: Document | None) -> None:
    """Note what may be one, or that it is proposed no more."""
    file.execute("DELETE FROM proposal WHERE iri = ?", (key.iri,))
    if (proposal := proposal_of(document)) is None:
        return
    names, like = names_of(key.graph), proposal.likeness
    owners = dict.fromkeys([_ANYBODY, *map(names.owner_of, like.works)])
    rows = [(key.iri, owner, proposal.network, like.kind.value, -like.score) for owner in owners]
    file.executemany("INSERT INTO proposal VALUES (?, ?, ?, ?, ?)", rows)


def note_decision(file: sqlite3.Connection, key: Key, decision: Decision | None, event: int) -> None:
    """Note what a person said, at which event, or that it holds no more."""
    file.execute("DELETE FROM decision WHERE iri = ?", (key.iri,))
    if decision is not None:
        row = (key.iri, parse_graph(key.graph).owner, -event, decision.act)
        file.execute("INSERT INTO decision VALUES (?, ?, ?, ?)", row)


def proposals(
    file: sqlite3.Connection, network: str, wanted: Page, kind: Kind | None = None, library: str | None = None
) -> Slice[str]:
    """What waits in a network, by address, the likeliest first: of a kind, and with something of a library, where that
    is asked for. Raises `InvalidCursor`.
    """
    having = {"network": network, "owner": _ANYBODY if library is None else library}
    return _part(file, _List("proposal", "iri", having if kind is None else having | {"kind": kind.value}), wanted)


def acts(file: sqlite3.Connection, network: str, wanted: Page) -> Slice[str]:
    """What people decided in a network and holds, by the address of the act, the last first. Raises `InvalidCursor`."""
    return _part(file, _List("decision", "act", {"network": network}), wanted)


def decisions(file: sqlite3.Connection, network: str, wanted: Sequence[str]) -> list[str]:
    """The addresses of the decisions that these acts are made of, by the index of acts: of a network there are many."""
    asked = ", ".join("?" * len(wanted))
    found = f"SELECT iri FROM decision WHERE act IN ({asked}) AND +network = ? ORDER BY iri"  # noqa: S608
    return [iri for (iri,) in file.execute(found, (*wanted, network))]


def _part(file: sqlite3.Connection, of: _List, wanted: Page) -> Slice[str]:
    after = None if wanted.after is None else read_sorted(of.question, wanted.after)
    before = None if wanted.before is None else read_sorted(of.question, wanted.before)
    backwards = wanted.first is None
    size = (wanted.last if backwards else wanted.first) or 0
    places = _places(file, of, after, before, size, backwards=backwards)
    rows, values = _rows(of)
    counted = f"SELECT count(*) FROM (SELECT DISTINCT rank, {of.name} {rows})"  # noqa: S608 - words of our own
    (total,) = file.execute(counted, values).fetchone()
    first, last = (places[0], places[-1]) if places else (before, after)
    return Slice(
        items=tuple(name for _, name in places),
        cursors=tuple(write_sorted(of.question, *each) for each in places),
        total=total,
        has_next=bool(_places(file, of, last, None, 1)) if last else not size and total > 0,
        has_previous=bool(_places(file, of, None, first, 1)) if first else after is not None and total > 0,
    )


def _places(
    file: sqlite3.Connection,
    of: _List,
    after: _Place | None,
    before: _Place | None,
    most: int,
    *,
    backwards: bool = False,
) -> list[_Place]:
    """The first places, or the last, behind one place and before another, in order."""
    rows, values = _rows(of)
    for sign, place in ((">", after), ("<", before)):
        if place is not None:
            rows += f" AND (rank, {of.name}) {sign} (?, ?)"
            values += place
    order = " DESC" if backwards else ""
    found = f"SELECT DISTINCT rank, {of.name} {rows} ORDER BY rank{order}, {of.name}{order} LIMIT ?"
    places = file.execute(found, (*values, most)).fetchall()
    return places[::-1] if backwards else places


def _rows(of: _List) -> tuple[str, tuple[float | str, ...]]:
    return f"FROM {of.table} WHERE {' AND '.join(f'{each} = ?' for each in of.having)}", tuple(of.having.values())
