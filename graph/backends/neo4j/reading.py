"""Reads: documents by key and by root, what points at a target, keys, and the roots of a graph."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from graph.backends.neo4j.connection import Connection
from graph.backends.neo4j.names import doc_key, key_id, long_road, road
from graph.backends.neo4j.scopes import condition
from graph.backends.neo4j.stamps import body_of, version_of
from graph.store.cursor import question_of, read_cursor, write_cursor
from graph.store.model import Document, Key, KeyPage
from graph.store.refusals import reads
from graph.store.scope import Scope

FIND_LIMIT: Final = 1000
_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND: Final = timedelta(microseconds=1)
_FIELDS: Final = (
    "RETURN d.graph AS graph, d.iri AS iri, d.version AS version, d.created AS created, d.changed AS changed, "
    "d.json AS json"
)


def moment(microseconds: int) -> datetime:
    """A time as the database keeps it."""
    return _EPOCH + timedelta(microseconds=microseconds)


def microseconds(at: datetime) -> int:
    """A time for the database to keep."""
    return (at - _EPOCH) // _MICROSECOND


def documents(connection: Connection, keys: Sequence[Key], scope: Scope) -> list[Document | None]:
    """See `Store.read`."""
    wanted = {key for key in keys if reads(scope, key.graph)}
    if not wanted:
        return [None] * len(keys)
    rows = connection.read(
        f"UNWIND $keys AS key MATCH (d:Doc {{key: key}}) WHERE d.json IS NOT NULL {_FIELDS}",
        keys=[doc_key(key) for key in wanted],
    )
    found = {document.key: document for document in map(_document, rows)}
    return [found.get(key) if key in wanted else None for key in keys]


def layers(connection: Connection, iris: Sequence[str], scope: Scope) -> list[tuple[Document, ...]]:
    """See `Store.layers`."""
    rows = connection.read(
        f"UNWIND $iris AS iri MATCH (d:Doc {{iri: iri}}) WHERE d.json IS NOT NULL {_FIELDS} ORDER BY graph",
        iris=list(dict.fromkeys(iris)),
    )
    found: dict[str, list[Document]] = {}
    for row in rows:
        if reads(scope, row["graph"]):
            found.setdefault(row["iri"], []).append(_document(row))
    return [tuple(found.get(iri, ())) for iri in iris]


def _document(row: Any) -> Document:
    key = Key(row["graph"], row["iri"])
    version = version_of(row["json"], row["version"])
    return Document(key, version, body_of(row["json"]), moment(row["created"]), moment(row["changed"]))


def incoming(
    connection: Connection,
    targets: Sequence[Sequence[str]],
    paths: Sequence[str],
    scope: Scope,
    first: int,
    after: str | None,
    *,
    count: bool,
    latest: bool,
) -> list[KeyPage]:
    """See `Store.incoming`, each target with all its names. In the order in which documents first came, or the other
    way round.
    """
    questions = [question_of(names, paths, latest=latest) for names in targets]
    begin, behind, order = (2**62, "<", " DESC") if latest else (-1, ">", "")
    named_by = (road, long_road) if connection.links.mixed else (road,)
    asked = [
        {
            "at": at,
            "roads": [name_of(path, name) for name_of in named_by for name in names for path in paths],
            "start": begin if after is None else read_cursor(questions[at], after, 1)[0],
        }
        for at, names in enumerate(targets)
    ]
    allowed, parameters = condition(scope, "d")
    rows = connection.read(
        "UNWIND $asked AS ask CALL (ask) { UNWIND ask.roads AS road CALL (ask, road) {"
        f" MATCH (d:Doc)-[l:LINK]->() WHERE l.road = road AND l.place {behind} ask.start AND {allowed}"
        f" RETURN d, l.place AS place ORDER BY place{order} LIMIT $most }}"
        f" WITH DISTINCT d, place ORDER BY place{order} LIMIT $most RETURN d, place }}"
        f" RETURN ask.at AS at, d.graph AS graph, d.iri AS iri, place ORDER BY at, place{order}",
        asked=asked,
        most=first + 1,
        **parameters,
    )
    found: list[list[tuple[int, Key]]] = [[] for _ in targets]
    for row in rows:
        found[row["at"]].append((row["place"], Key(row["graph"], row["iri"])))
    totals = _totals(connection, asked, allowed, parameters) if count else [None] * len(targets)
    return [
        _page(question, places, first, total, each=latest)
        for question, places, total in zip(questions, found, totals, strict=True)
    ]


def _totals(
    connection: Connection, asked: list[dict[str, Any]], allowed: str, parameters: dict[str, Any]
) -> list[int | None]:
    rows = connection.read(
        "UNWIND $asked AS ask CALL (ask) { UNWIND ask.roads AS road"
        f" MATCH (d:Doc)-[l:LINK]->() WHERE l.road = road AND {allowed} RETURN count(DISTINCT d) AS total }}"
        " RETURN ask.at AS at, total",
        asked=asked,
        **parameters,
    )
    totals = {row["at"]: row["total"] for row in rows}
    return [totals.get(ask["at"], 0) for ask in asked]


def _page(
    question: Sequence[str], places: list[tuple[int, Key]], first: int, total: int | None, *, each: bool = False
) -> KeyPage:
    page = places[:first]
    following = write_cursor(question, (page[-1][0],)) if len(places) > first and page else None
    cursors = tuple(write_cursor(question, (place,)) for place, _ in page) if each else ()
    return KeyPage(tuple(key for _, key in page), following, total, cursors)


def find(connection: Connection, scheme: str, values: Sequence[str], scope: Scope) -> list[tuple[Key, ...]]:
    """See `Store.find`."""
    allowed, parameters = condition(scope, "d")
    rows = connection.read(
        "UNWIND $ids AS id CALL (id) {"
        f" MATCH (:Key {{id: id}})<-[:HAS_KEY]-(d:Doc) WHERE {allowed}"
        " WITH DISTINCT d ORDER BY d.serial LIMIT $most RETURN d }"
        " RETURN id, d.graph AS graph, d.iri AS iri",
        ids=[key_id(scheme, value) for value in dict.fromkeys(values)],
        most=FIND_LIMIT,
        **parameters,
    )
    found: dict[str, list[Key]] = {}
    for row in rows:
        found.setdefault(row["id"], []).append(Key(row["graph"], row["iri"]))
    return [tuple(found.get(key_id(scheme, value), ())) for value in values]


def scan(
    connection: Connection, graph: str, type: str | None, first: int, after: str | None, *, count: bool = False
) -> KeyPage:
    """See `Store.scan`; the scope is checked by the caller."""
    question = ("scan", graph, type or "")
    start = -1 if after is None else read_cursor(question, after, 1)[0]
    of_type = "" if type is None else "AND $type IN d.types "
    rows = connection.read(
        f"MATCH (d:Doc) WHERE d.g = $graph AND d.serial > $start {of_type}"
        "RETURN d.serial AS place, d.iri AS iri ORDER BY place LIMIT $most",
        graph=graph,
        start=start,
        type=type,
        most=first + 1,
    )
    total = None
    if count:
        counted = connection.read(
            f"MATCH (d:Doc) WHERE d.g = $graph {of_type}RETURN count(d) AS count", graph=graph, type=type
        )
        total = counted[0]["count"]
    return _page(question, [(row["place"], Key(graph, row["iri"])) for row in rows], first, total)
