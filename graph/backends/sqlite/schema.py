"""The file's tables, how a new or older file gets them, and how a foreign file is told.

Names are kept once: IRIs, graphs and property paths have integer ids, everything else holds ids. A graph's id carries
its kind in the low four bits, so that a scope over kinds is arithmetic and needs no look-up.
"""

from __future__ import annotations

import secrets
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import Final

from graph.backends.sqlite.failures import translated
from graph.store.errors import Corrupt
from graph.store.formats import Formats, Migration, Plan, plan_of, refuse_later, to_contract
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


def statements(script: str) -> tuple[str, ...]:
    """The statements of a script (none of ours has a semicolon inside)."""
    return tuple(statement for part in script.split(";") if (statement := part.strip()))


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

MIGRATIONS: Final[tuple[Migration, ...]] = (
    Migration("A new store.", statements(_FIRST)),
    Migration(
        "The store remembers the oldest release that may use it, so that two can serve it while it is updated.",
        ("ALTER TABLE store ADD COLUMN oldest INTEGER NOT NULL DEFAULT 1",),
    ),
)
"""Steps that lead from one format of the file to the next, the first from an empty file."""

VERSION: Final = len(MIGRATIONS)
EVERY_TYPE: Final = 0
"""In `member`, the type that stands for every root of a graph."""
VERSION_BITS: Final = 20
NAMES_BITS: Final = 31
"""`store.incarnation` is a random number of 62 bits. The high half tells one log from another: a restore makes a new
one. The low half changes as well when names are removed, which other processes remember until then."""
_KEEPS_OLDEST: Final = 2
"""The first format that has the column `oldest`."""


def formats_of(connection: sqlite3.Connection, known: int = VERSION) -> Formats:
    """The formats of the file, all as of one moment: another process may be making it. Raises `Corrupt` for another
    program's, or a store that needs a later release.
    """
    alone = not connection.in_transaction
    if alone:
        connection.execute("BEGIN")
    try:
        return _formats_of(connection, known)
    finally:
        if alone:
            connection.execute("ROLLBACK")


def _formats_of(connection: sqlite3.Connection, known: int) -> Formats:
    application = int(connection.execute("PRAGMA application_id").fetchone()[0])
    version = int(connection.execute("PRAGMA user_version").fetchone()[0])
    if application == 0 and version == 0 and not connection.execute("SELECT 1 FROM sqlite_schema LIMIT 1").fetchone():
        return Formats(0, 0)
    if application != APPLICATION_ID:
        raise Corrupt("The file is an SQLite database of another program.", hint="Name the store's own file.")
    oldest = connection.execute("SELECT oldest FROM store").fetchone()[0] if version >= _KEEPS_OLDEST else 1
    found = Formats(version, oldest)
    refuse_later(found, known)
    return found


def expand(connection: sqlite3.Connection, migrations: Sequence[Migration] = MIGRATIONS) -> None:
    """Bring a new or older file to the newest of these formats, inside the write transaction the caller has begun.

    A new file is contracted, too: nothing older has ever used it.
    """
    found = formats_of(connection, len(migrations))
    if found.format >= len(migrations):
        return
    new = found.format == 0
    for each in migrations[found.format :]:
        for statement in each.expand:
            connection.execute(statement)
    if new:
        connection.execute("INSERT INTO store (incarnation, forgets) VALUES (?, 0)", (secrets.randbits(62),))
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version = {len(migrations)}")
    if new:
        contract(connection, migrations)


def contract(connection: sqlite3.Connection, migrations: Sequence[Migration] = MIGRATIONS) -> None:
    """Do the second phase of every step, inside the write transaction the caller has begun."""
    for number in to_contract(formats_of(connection, len(migrations)), migrations):
        for statement in migrations[number - 1].contract:
            connection.execute(statement)
        connection.execute("UPDATE store SET oldest = ?", (number,))


def plan_of_file(path: Path) -> Plan:
    """What this release would do to the store in a file, which stays as it is. Raises `Corrupt`."""
    with translated(), closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as connection:
        return plan_of(formats_of(connection), MIGRATIONS)
