"""Reads: documents by key and by root, keys, and the roots of a graph."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from typing import Final

import orjson

from graph.backends.sqlite.connection import Session, in_parts
from graph.backends.sqlite.schema import EVERY_TYPE
from graph.store.cursor import read_cursor, write_cursor
from graph.store.model import Document, Key, KeyPage
from graph.store.refusals import reads
from graph.store.scope import Scope

FIND_LIMIT: Final = 1000
_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND: Final = timedelta(microseconds=1)
_DOCUMENTS: Final = (
    "SELECT g.iri, i.iri, d.version, d.created, d.changed, d.body FROM iri i JOIN document d ON d.root = i.id"
    " JOIN graph g ON g.id = d.graph WHERE d.body IS NOT NULL AND i.iri IN "
)


def moment(microseconds: int) -> datetime:
    """A time as the file keeps it."""
    return _EPOCH + timedelta(microseconds=microseconds)


def microseconds(at: datetime) -> int:
    """A time as the file keeps it."""
    return (at - _EPOCH) // _MICROSECOND


def documents(session: Session, keys: Sequence[Key], scope: Scope) -> list[Document | None]:
    """See `Store.read`."""
    readable = {graph for graph in {key.graph for key in keys} if reads(scope, graph)}
    wanted = {key for key in keys if key.graph in readable}
    found: dict[Key, Document] = {}
    for row in _rows(session, {key.iri for key in wanted}):
        key = Key(row[0], row[1])
        if key in wanted:
            found[key] = _document(session, key, row)
    return [found.get(key) for key in keys]


def layers(session: Session, iris: Sequence[str], scope: Scope) -> list[tuple[Document, ...]]:
    """See `Store.layers`."""
    found: dict[str, list[Document]] = {}
    readable: dict[str, bool] = {}
    for row in _rows(session, set(iris)):
        if (seen := readable.get(row[0])) is None:
            seen = readable[row[0]] = reads(scope, row[0])
        if seen:
            found.setdefault(row[1], []).append(_document(session, Key(row[0], row[1]), row))
    for each in found.values():
        if len(each) > 1:
            each.sort(key=lambda document: document.key.graph)
    return [tuple(found.get(iri, ())) for iri in iris]


_Row = tuple[str, str, int, int, int, bytes]


def _rows(session: Session, iris: Iterable[str]) -> Iterable[_Row]:
    for marks, part in in_parts(list(iris)):
        yield from session.connection.execute(f"{_DOCUMENTS}({marks})", part)


def _document(session: Session, key: Key, row: _Row) -> Document:
    body = orjson.loads(session.bodies.unpack(row[5], session.connection))
    return Document(key, row[2], body, moment(row[3]), moment(row[4]))


def find(session: Session, scheme: str, values: Sequence[str], scope: Scope) -> list[tuple[Key, ...]]:
    """See `Store.find`."""
    allowed = session.scopes.condition(session.connection, scope, "l.graph")
    sql = (
        "SELECT g.iri, i.iri FROM lookup l JOIN document d ON d.id = l.document JOIN graph g ON g.id = l.graph"  # noqa: S608
        " JOIN iri i ON i.id = d.root WHERE l.scheme = (SELECT id FROM name WHERE text = ?) AND l.value = ?"
        f" AND {allowed} ORDER BY l.graph, l.document LIMIT {FIND_LIMIT}"
    )
    return [tuple(Key(*row) for row in session.connection.execute(sql, (scheme, value))) for value in values]


def scan(
    session: Session, graph: str, type: str | None, first: int, after: str | None, *, count: bool = False
) -> KeyPage:
    """See `Store.scan`; the scope is checked by the caller."""
    question = ("scan", graph, type or "")
    start = -1 if after is None else read_cursor(question, after, 1)[0]
    number = session.connection.execute("SELECT id FROM graph WHERE iri = ?", (graph,)).fetchone()
    kind: tuple[int] | None = (EVERY_TYPE,)
    if type is not None:
        kind = session.connection.execute("SELECT id FROM name WHERE text = ?", (type,)).fetchone()
    if number is None or kind is None:
        return KeyPage((), total=0 if count else None)
    total = None
    if count:
        counted = session.connection.execute(
            "SELECT count(*) FROM member WHERE graph = ? AND type = ?", (number[0], kind[0])
        )
        total = counted.fetchone()[0]
    rows = session.connection.execute(
        "SELECT d.id, i.iri FROM member m JOIN document d ON d.id = m.document JOIN iri i ON i.id = d.root"
        " WHERE m.graph = ? AND m.type = ? AND m.document > ? ORDER BY m.document LIMIT ?",
        (number[0], kind[0], start, first + 1),
    ).fetchall()
    page = rows[:first]
    following = write_cursor(question, (page[-1][0],)) if len(rows) > first and page else None
    return KeyPage(tuple(Key(graph, row[1]) for row in page), following, total)
