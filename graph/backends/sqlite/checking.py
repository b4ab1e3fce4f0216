"""Finding out whether the store agrees with itself, and making anew what follows from the documents."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from typing import Final

import orjson

from graph.backends.sqlite.beside import COLUMNS, Beside, name_id
from graph.backends.sqlite.connection import Connections, Session, in_parts
from graph.backends.sqlite.failures import DAMAGED, primary_code
from graph.backends.sqlite.log import unpack_entries
from graph.backends.sqlite.schema import VERSION_BITS
from graph.backends.sqlite.writing import iri_ids, named_ids
from graph.store.derive import derive
from graph.store.errors import Corrupt, StoreError
from graph.store.model import Finding, Key, Remedy
from mappings.bibframe.node import Node

_NEVER_NAMED: Final = -1
_ENOUGH: Final = 1000
"""After so many findings of one sort the store is wrong enough."""
_BATCH: Final = 1000
_VERSIONS: Final = (1 << VERSION_BITS) - 1


def check(session: Session) -> list[Finding]:
    """See `Store.check`."""
    connection = session.connection
    findings = list(_file(connection))
    if findings:
        return findings
    with _expected(connection):
        findings += _documents(session)
        findings += _beside(connection)
    findings += _log(connection)
    return findings


def mend(connections: Connections, keys: Sequence[Key]) -> int:
    """See `Store.mend`. In batches; each reads the tables beside the documents once, and writers wait meanwhile."""
    with connections.writing(bulk=True) as session:
        for table in COLUMNS:
            session.connection.execute(f"DELETE FROM {table} WHERE document NOT IN (SELECT id FROM document)")  # noqa: S608
    mended = 0
    for start in range(0, len(keys), _BATCH):
        with connections.writing(bulk=True) as session:
            mended += _mend(session, keys[start : start + _BATCH])
        connections.turns.give_way()
    return mended


def _mend(session: Session, keys: Sequence[Key]) -> int:
    connection = session.connection
    found = {}
    for key in keys:
        row = connection.execute(
            "SELECT d.id, d.graph, d.body FROM iri i JOIN graph g ON g.iri = ?"
            " JOIN document d ON d.root = i.id AND d.graph = g.id WHERE i.iri = ?",
            key,
        ).fetchone()
        if row is not None:
            found[key] = row
    for marks, part in in_parts([row[0] for row in found.values()]):
        for table in COLUMNS:
            connection.execute(f"DELETE FROM {table} WHERE document IN ({marks})", part)  # noqa: S608
    rows = Beside()
    for key, (number, graph, octets) in found.items():
        if octets is not None:
            add_rows(session, rows, key, (graph, number), orjson.loads(session.bodies.unpack(octets, connection)))
    rows.insert(connection)
    return len(found)


def add_rows(session: Session, rows: Beside, key: Key, document: tuple[int, int], body: Node) -> None:
    """Note what stands beside a document (its graph's id and its own), naming what has no name yet."""
    derived = derive(key, body)
    ids = named_ids(session, {target for _, target in derived.edges})
    rows.add(partial(name_id, session), document, derived, body.get("@type", ()), ids)


def _file(connection: sqlite3.Connection) -> Iterator[Finding]:
    """What SQLite itself finds wrong with the file's structure."""
    try:
        for (said,) in connection.execute("PRAGMA quick_check(100)"):
            if said != "ok":
                yield Finding("the file", str(said))
    except sqlite3.DatabaseError as error:
        if primary_code(error) not in DAMAGED:
            raise
        yield Finding("the file", "It is too damaged to be checked.")


@contextmanager
def _expected(connection: sqlite3.Connection) -> Iterator[None]:
    """Temporary tables for what should stand beside the documents."""
    for table, columns in COLUMNS.items():
        connection.execute(f"CREATE TEMP TABLE expected_{table} AS SELECT {columns} FROM main.{table} LIMIT 0")  # noqa: S608
    try:
        yield
    finally:
        for table in COLUMNS:
            connection.execute(f"DROP TABLE temp.expected_{table}")


def _documents(session: Session) -> Iterator[Finding]:
    """Documents that can't be read; for the others, note what follows from them."""
    connection = session.connection
    names = {"": 0, **dict(connection.execute("SELECT text, id FROM name"))}
    cursor = connection.execute(
        "SELECT d.id, d.graph, g.iri, i.iri, d.version, d.body FROM document d"
        " LEFT JOIN graph g ON g.id = d.graph LEFT JOIN iri i ON i.id = d.root"
    )
    for number, graph, name, iri, version, octets in cursor:
        if name is None or iri is None:
            yield Finding(f"document {number}", "Its graph or its name is missing.")
            continue
        yield from _history(connection, number, version, iri)
        if octets is None:
            continue
        key = Key(name, iri)
        try:
            body = orjson.loads(session.bodies.unpack(octets, connection))
            derived = derive(key, body)
        except (StoreError, orjson.JSONDecodeError):
            yield Finding(iri, "Its description can't be read.")
            continue
        ids = iri_ids(session, {target for _, target in derived.edges})
        missing = {target for _, target in derived.edges} - ids.keys()
        if missing:
            problem = f"It points at {min(missing)}, a name the store has not kept."
            yield Finding(iri, problem, Remedy.MEND, key)
            ids |= dict.fromkeys(missing, 0)
        rows = Beside()
        rows.add(lambda text: names.get(text, _NEVER_NAMED), (graph, number), derived, body.get("@type", ()), ids)
        rows.insert(connection, "temp.expected_")


def _history(connection: sqlite3.Connection, number: int, version: int, iri: str) -> Iterator[Finding]:
    """Whether the earlier versions of a document follow each other up to the present one."""
    count, first, last = connection.execute(
        "SELECT count(*), min(id), max(id) FROM version WHERE id >= ? AND id < ?",
        (number << VERSION_BITS, (number + 1) << VERSION_BITS),
    ).fetchone()
    if count and (last & _VERSIONS != version - 1 or last - first != count - 1):
        yield Finding(iri, "Its history has a gap.")


def _beside(connection: sqlite3.Connection) -> Iterator[Finding]:
    """Where links, keys and types differ from what follows from the documents."""
    for table, what in (("edge", "link"), ("lookup", "key"), ("member", "type")):
        for left, right, word in (
            (f"temp.expected_{table}", f"main.{table}", "lacks"),
            (f"main.{table}", f"temp.expected_{table}", "has"),
        ):
            columns = COLUMNS[table]
            sql = (
                f"SELECT DISTINCT w.document, i.iri, g.iri FROM (SELECT {columns} FROM {left}"  # noqa: S608
                f" EXCEPT SELECT {columns} FROM {right}) w LEFT JOIN document d ON d.id = w.document"
                " LEFT JOIN iri i ON i.id = d.root LEFT JOIN graph g ON g.id = d.graph LIMIT ?"
            )
            wrong = "that follows from it" if word == "lacks" else "that does not follow from it"
            for number, iri, graph in connection.execute(sql, (_ENOUGH,)):
                key = None if iri is None or graph is None else Key(graph, iri)
                yield Finding(iri or f"document {number}", f"It {word} a {what} {wrong}.", Remedy.MEND, key)


def _log(connection: sqlite3.Connection) -> Iterator[Finding]:
    """Gaps in the log, and documents whose newest version it does not tell."""
    count, first, last = connection.execute("SELECT count(*), min(sequence), max(sequence) FROM event").fetchone()
    if count and (first != 1 or last != count):
        yield Finding("the log", f"It has {count} events numbered {first} to {last}.")
    connection.execute("CREATE TEMP TABLE told (document INTEGER, sequence INTEGER, PRIMARY KEY (document, sequence))")
    try:
        for sequence, octets in connection.execute("SELECT sequence, touched FROM event"):
            try:
                rows = [(entry[0], sequence) for entry in unpack_entries(octets)]
            except Corrupt:
                yield Finding(f"event {sequence}", "What it touched can't be read.")
                continue
            connection.executemany("INSERT OR IGNORE INTO told VALUES (?, ?)", rows)
        sql = (
            "SELECT i.iri, d.sequence FROM document d JOIN iri i ON i.id = d.root"
            " LEFT JOIN told t ON t.document = d.id AND t.sequence = d.sequence WHERE t.document IS NULL LIMIT ?"
        )
        for iri, sequence in connection.execute(sql, (_ENOUGH,)):
            yield Finding(iri, f"Event {sequence}, which wrote it, does not name it.")
    finally:
        connection.execute("DROP TABLE temp.told")
