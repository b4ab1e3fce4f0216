"""The file's tables, how a new or older file gets them, and how a foreign file is told.

Names are kept once: IRIs, graphs and property paths have integer ids, everything else holds ids. A graph's id carries
its kind in the low four bits, so that a scope over kinds is arithmetic and needs no look-up.
"""

from __future__ import annotations

import secrets
import sqlite3
from typing import Final

from graph.store.errors import Corrupt
from graph.store.names import GraphKind

APPLICATION_ID: Final = 0x43474C47
"""“CGLG” in the file's header: `file` and we know it by that."""

KIND_NUMBERS: Final[dict[GraphKind, int]] = {
    GraphKind.CATALOGUE: 1,
    GraphKind.CIRCULATION: 2,
    GraphKind.PATRONS: 3,
    GraphKind.ACQUISITIONS: 4,
    GraphKind.SOURCE: 5,
    GraphKind.STAFF: 6,
    GraphKind.SETTINGS: 7,
    GraphKind.IDENTITY: 8,
    GraphKind.NETWORK: 9,
    GraphKind.VOCABULARY: 10,
}
"""Part of the file's format: a number never changes its meaning. Fifteen at most."""

KIND_BITS: Final = 4

_FIRST: Final = """
CREATE TABLE store (incarnation INTEGER NOT NULL, forgets INTEGER NOT NULL) STRICT;
CREATE TABLE graph (
    id INTEGER PRIMARY KEY, iri TEXT NOT NULL UNIQUE, kind TEXT NOT NULL, owner TEXT NOT NULL
) STRICT;
CREATE TABLE name (id INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE) STRICT;
CREATE TABLE iri (id INTEGER PRIMARY KEY, iri TEXT NOT NULL UNIQUE) STRICT;
CREATE TABLE dictionary (serial INTEGER PRIMARY KEY, id INTEGER NOT NULL UNIQUE, octets BLOB NOT NULL) STRICT;
CREATE TABLE document (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    graph INTEGER NOT NULL,
    root INTEGER NOT NULL,
    version INTEGER NOT NULL,
    sequence INTEGER NOT NULL,
    created INTEGER NOT NULL,
    changed INTEGER NOT NULL,
    body BLOB
) STRICT;
CREATE UNIQUE INDEX document_root ON document (root, graph);
-- Earlier versions only, the newest is in `document`: id = document << 20 | version
CREATE TABLE version (id INTEGER PRIMARY KEY, sequence INTEGER NOT NULL, body BLOB) STRICT;
CREATE TABLE member (
    graph INTEGER NOT NULL, type INTEGER NOT NULL, document INTEGER NOT NULL, PRIMARY KEY (graph, type, document)
) STRICT, WITHOUT ROWID;
CREATE TABLE edge (
    target INTEGER NOT NULL, path INTEGER NOT NULL, graph INTEGER NOT NULL, document INTEGER NOT NULL,
    PRIMARY KEY (target, path, graph, document)
) STRICT, WITHOUT ROWID;
CREATE TABLE lookup (
    scheme INTEGER NOT NULL, value TEXT NOT NULL, graph INTEGER NOT NULL, document INTEGER NOT NULL,
    space INTEGER NOT NULL, PRIMARY KEY (scheme, value, graph, document)
) STRICT, WITHOUT ROWID;
CREATE TABLE event (
    sequence INTEGER PRIMARY KEY,
    at INTEGER NOT NULL,
    actor TEXT NOT NULL,
    command TEXT NOT NULL,
    request TEXT,
    source TEXT,
    touched BLOB NOT NULL
) STRICT;
CREATE TABLE answer (
    actor TEXT NOT NULL, request TEXT NOT NULL, sequence INTEGER NOT NULL, written INTEGER NOT NULL,
    versions BLOB NOT NULL, PRIMARY KEY (actor, request)
) STRICT, WITHOUT ROWID;
"""

MIGRATIONS: Final[tuple[str, ...]] = (_FIRST,)
"""Scripts that lead from one version of the file to the next, the first from an empty file."""

VERSION: Final = len(MIGRATIONS)
EVERY_TYPE: Final = 0
"""In `member`, the type that stands for every root of a graph."""
VERSION_BITS: Final = 20


def is_current(connection: sqlite3.Connection) -> bool:
    """Whether the file is a store of this version. Raises `Corrupt` for a foreign file or one of a later version."""
    application = int(connection.execute("PRAGMA application_id").fetchone()[0])
    version = int(connection.execute("PRAGMA user_version").fetchone()[0])
    if application == 0 and version == 0 and not connection.execute("SELECT 1 FROM sqlite_schema LIMIT 1").fetchone():
        return False
    if application != APPLICATION_ID:
        raise Corrupt("The file is an SQLite database of another program.", hint="Name the store's own file.")
    if version > VERSION:
        raise Corrupt(
            f"The store was written by a later release (format {version}, this release knows {VERSION}).",
            hint="Update Catalograph.",
        )
    return version == VERSION


def migrate(connection: sqlite3.Connection) -> None:
    """Bring a new or older file to this version, inside the write transaction the caller has begun."""
    if is_current(connection):
        return
    version = int(connection.execute("PRAGMA user_version").fetchone()[0])
    for script in MIGRATIONS[version:]:
        for statement in statements(script):
            connection.execute(statement)
    if version == 0:
        connection.execute("INSERT INTO store VALUES (?, 0)", (secrets.randbits(62),))
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version = {VERSION}")


def statements(script: str) -> list[str]:
    """The statements of a script (none of ours has a semicolon inside)."""
    return [statement for part in script.split(";") if (statement := part.strip())]
