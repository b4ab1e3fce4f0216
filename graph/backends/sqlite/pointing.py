"""What points at targets: what few documents point at is read for all targets in one statement, the rest one by one."""

from __future__ import annotations

import heapq
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from typing import Final, TypeAlias

from graph.backends.sqlite.connection import Session, in_parts
from graph.store.cursor import question_of, read_cursor, write_cursor
from graph.store.model import Key, KeyPage
from graph.store.scope import Scope

_TOGETHER: Final = 1000
"""How many edges are read in one statement at most before targets are read one by one, each no further than its page.
Where pages are small, the room for all of them is: some edges more than the pages have."""
_ROOM: Final = 64
_START: Final = (-1, -1)
_END: Final = (2**62, 2**62)
_FEW: Final = (
    "SELECT t.iri, e.graph, e.document, g.iri, i.iri FROM iri t CROSS JOIN edge e ON e.target = t.id"
    " CROSS JOIN document d ON d.id = e.document CROSS JOIN iri i ON i.id = d.root CROSS JOIN graph g ON g.id = e.graph"
    " WHERE t.iri IN ({marks}) AND e.path IN (SELECT id FROM name WHERE text IN ({roads})) AND {allowed} LIMIT ?"
)
"""The order of the tables is the order in which they are looked at: the targets are few, everything else is many."""
_Place: TypeAlias = tuple[int, int]
"""A graph and a document: the order of a page, by graph, then by age."""


@dataclass(frozen=True, slots=True)
class _Asked:
    """What is asked of every target: by which paths, in which graphs (a condition), how many, in which order."""

    roads: Sequence[int]
    allowed: str
    first: int
    count: bool
    latest: bool


def incoming(
    session: Session,
    targets: Sequence[Sequence[str]],
    paths: Sequence[str],
    scope: Scope,
    first: int,
    after: str | None,
    *,
    count: bool,
    latest: bool,
) -> list[KeyPage]:
    """See `Store.incoming`; each target has all its names."""
    questions = [question_of(names, paths, latest=latest) for names in targets]
    begin = _END if latest else _START
    starts = [begin if after is None else read_cursor(each, after, 2) for each in questions]
    allowed = session.scopes.condition(session.connection, scope, "e.graph")
    names = list(dict.fromkeys(chain.from_iterable(targets)))
    few = None
    if after is None and len(names) * len(paths) > 1:
        few = _few(session, names, paths, allowed, min(_TOGETHER, _ROOM + 2 * (first + 1) * len(names)))
    if few is not None:
        there, keys = few
        found = [_all_of(there, own, count=count, latest=latest) for own in targets]
    else:
        numbers = _numbers(session, "iri", "iri", names)
        asked = _Asked(list(_numbers(session, "name", "text", paths).values()), allowed, first, count, latest)
        found = [
            _part_of(session, [numbers[name] for name in own if name in numbers], start, asked)
            for own, start in zip(targets, starts, strict=True)
        ]
        keys = _keys(session, [document for places, _ in found for _, document in places[:first]])
    return [_page(question, *each, keys, first, each=latest) for question, each in zip(questions, found, strict=True)]


def _page(
    question: Sequence[str],
    places: Sequence[_Place],
    total: int | None,
    keys: Mapping[int, Key],
    first: int,
    *,
    each: bool,
) -> KeyPage:
    page = places[:first]
    following = write_cursor(question, page[-1]) if len(places) > first and page else None
    cursors = tuple(write_cursor(question, place) for place in page) if each else ()
    return KeyPage(tuple(keys[document] for _, document in page), following, total, cursors)


def _few(
    session: Session, names: Sequence[str], paths: Sequence[str], allowed: str, room: int
) -> tuple[dict[str, set[_Place]], dict[int, Key]] | None:
    """Everything that points at the targets by their names, None where that is more than there is room for."""
    found: dict[str, set[_Place]] = {}
    keys: dict[int, Key] = {}
    roads = ",".join("?" * len(paths))
    for marks, part in in_parts(names):
        rows = session.connection.execute(
            _FEW.format(marks=marks, roads=roads, allowed=allowed), [*part, *paths, room + 1]
        )
        for name, graph, document, graph_iri, iri in rows:
            room -= 1
            if room < 0:
                return None
            found.setdefault(name, set()).add((graph, document))
            keys[document] = Key(graph_iri, iri)
    return found, keys


def _all_of(
    there: Mapping[str, Collection[_Place]], names: Sequence[str], *, count: bool, latest: bool
) -> tuple[Sequence[_Place], int | None]:
    """Every place, and how many there are."""
    places = sorted({place for name in names for place in there.get(name, ())}, reverse=latest)
    return places, len(places) if count else None


def _part_of(
    session: Session, targets: Sequence[int], start: Sequence[int], asked: _Asked
) -> tuple[Sequence[_Place], int | None]:
    """One place more than the page has, and how many there are in all."""
    if not targets or not asked.roads:
        return (), 0 if asked.count else None
    behind, order = ("<", " DESC") if asked.latest else (">", "")
    sql = (
        "SELECT graph, document FROM edge e"  # noqa: S608
        f" WHERE target = ? AND path = ? AND (graph, document) {behind} (?, ?) AND {asked.allowed}"
        f" ORDER BY graph{order}, document{order} LIMIT ?"
    )
    streams = [
        session.connection.execute(sql, (target, road, *start, asked.first + 1)).fetchall()
        for target in targets
        for road in asked.roads
    ]
    places = list(islice(_once(heapq.merge(*streams, reverse=asked.latest)), asked.first + 1))
    return places, _count(session, targets, asked) if asked.count else None


def _once(places: Iterable[_Place]) -> Iterable[_Place]:
    last = None
    for place in places:
        if place != last:
            yield place
        last = place


def _count(session: Session, targets: Sequence[int], asked: _Asked) -> int:
    of = f"target IN ({_listed(targets)}) AND path IN ({_listed(asked.roads)}) AND {asked.allowed}"
    what = "*" if len(targets) == len(asked.roads) == 1 else "DISTINCT document"
    return int(session.connection.execute(f"SELECT count({what}) FROM edge e WHERE {of}").fetchone()[0])  # noqa: S608


def _keys(session: Session, documents: Sequence[int]) -> dict[int, Key]:
    sql = (
        "SELECT d.id, g.iri, i.iri FROM document d JOIN graph g ON g.id = d.graph JOIN iri i ON i.id = d.root"
        " WHERE d.id IN "
    )
    return {
        row[0]: Key(row[1], row[2])
        for marks, part in in_parts(list(dict.fromkeys(documents)))
        for row in session.connection.execute(f"{sql}({marks})", part)
    }


def _numbers(session: Session, table: str, column: str, texts: Sequence[str]) -> dict[str, int]:
    return dict(
        row
        for marks, part in in_parts(texts)
        for row in session.connection.execute(
            f"SELECT {column}, id FROM {table} WHERE {column} IN ({marks})",  # noqa: S608
            part,
        )
    )


def _listed(numbers: Sequence[int]) -> str:
    return ",".join(map(str, numbers))
