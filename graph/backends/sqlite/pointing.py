"""What points at targets: what few documents point at is read for all targets in one statement, the rest one by one."""

from __future__ import annotations

import heapq
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from typing import Final, TypeAlias

from graph.backends.sqlite.connection import Session, in_parts
from graph.store.cursor import read_cursor, write_cursor
from graph.store.model import Key, KeyPage
from graph.store.scope import Scope

_TOGETHER: Final = 1000
"""How many edges are read in one statement before targets are read one by one, each no further than its page."""
_START: Final = (-1, -1)
_Place: TypeAlias = tuple[int, int]
"""A graph and a document: the order of a page, by graph, then by age."""


@dataclass(frozen=True, slots=True)
class _Asked:
    """What is asked of every target: by which paths, in which graphs (a condition), how many of them."""

    roads: Sequence[int]
    allowed: str
    first: int
    count: bool


def incoming(
    session: Session,
    targets: Sequence[Sequence[str]],
    paths: Sequence[str],
    scope: Scope,
    first: int,
    after: str | None,
    *,
    count: bool,
) -> list[KeyPage]:
    """See `Store.incoming`; each target has all its names."""
    questions = [(*names, "", *paths) for names in targets]
    starts = [_START if after is None else read_cursor(each, after, 2) for each in questions]
    numbers = _numbers(session, "iri", "iri", list(dict.fromkeys(chain.from_iterable(targets))))
    roads = list(_numbers(session, "name", "text", paths).values())
    if not numbers or not roads:
        return [KeyPage((), None, 0 if count else None) for _ in targets]
    asked = _Asked(roads, session.scopes.condition(session.connection, scope, "graph"), first, count)
    known = [[numbers[name] for name in names if name in numbers] for names in targets]
    few = _few(session, set(numbers.values()), asked) if after is None and len(numbers) * len(roads) > 1 else None
    found = [
        _all_of(few, each, asked) if few is not None else _part_of(session, each, start, asked)
        for each, start in zip(known, starts, strict=True)
    ]
    keys = _keys(session, [document for places, _ in found for _, document in places[:first]])
    return [_page(question, *each, keys, first) for question, each in zip(questions, found, strict=True)]


def _page(
    question: Sequence[str], places: Sequence[_Place], total: int | None, keys: dict[int, Key], first: int
) -> KeyPage:
    page = places[:first]
    following = write_cursor(question, page[-1]) if len(places) > first and page else None
    return KeyPage(tuple(keys[document] for _, document in page), following, total)


def _few(session: Session, targets: Collection[int], asked: _Asked) -> dict[int, list[_Place]] | None:
    """Everything that points at the targets, None where that is too much to read it for a page."""
    found: dict[int, list[_Place]] = {}
    left = _TOGETHER
    for marks, part in in_parts(list(targets)):
        rows = session.connection.execute(
            f"SELECT target, graph, document FROM edge WHERE target IN ({marks})"  # noqa: S608
            f" AND path IN ({_listed(asked.roads)}) AND {asked.allowed} LIMIT ?",
            [*part, left + 1],
        ).fetchall()
        left -= len(rows)
        if left < 0:
            return None
        for target, graph, document in rows:
            found.setdefault(target, []).append((graph, document))
    return found


def _all_of(few: dict[int, list[_Place]], targets: Sequence[int], asked: _Asked) -> tuple[Sequence[_Place], int | None]:
    places = sorted({place for target in targets for place in few.get(target, ())})
    return places[: asked.first + 1], len(places) if asked.count else None


def _part_of(
    session: Session, targets: Sequence[int], start: Sequence[int], asked: _Asked
) -> tuple[Sequence[_Place], int | None]:
    """One place more than the page has, and how many there are in all."""
    if not targets:
        return (), 0 if asked.count else None
    sql = (
        "SELECT graph, document FROM edge"  # noqa: S608
        f" WHERE target = ? AND path = ? AND (graph, document) > (?, ?) AND {asked.allowed}"
        " ORDER BY graph, document LIMIT ?"
    )
    streams = [
        session.connection.execute(sql, (target, road, *start, asked.first + 1)).fetchall()
        for target in targets
        for road in asked.roads
    ]
    places = list(islice(_once(heapq.merge(*streams)), asked.first + 1))
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
    return int(session.connection.execute(f"SELECT count({what}) FROM edge WHERE {of}").fetchone()[0])  # noqa: S608


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
