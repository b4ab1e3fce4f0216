"""One process of a release, reading and writing until its standard input ends: `upgrading.py STORE RELEASE`.

STORE is a path or the address of a Neo4j server; RELEASE is `n` or `n+1`. It says a line for every write, so that
whoever started it knows that it goes on, and at its end how many calls there were and what failed.
"""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path
from threading import Event, Thread

from graph.backends.neo4j import Neo4jStore
from graph.backends.neo4j import schema as neo4j
from graph.backends.sqlite import SqliteStore
from graph.backends.sqlite import schema as sqlite
from graph.store.errors import StoreError
from graph.store.formats import Migration
from graph.store.model import ANY, Cause, Change, Key, Put
from graph.store.names import GraphKind, Names
from graph.store.port import Store
from graph.store.scope import SystemScope

NAMES = Names("https://c.example/")
SCOPE = SystemScope()
_TALLY = {
    "sqlite": ("CREATE TABLE tally (graph INTEGER PRIMARY KEY, count INTEGER NOT NULL) STRICT",),
    "neo4j": ("CREATE INDEX tally IF NOT EXISTS FOR (n:Tally) ON (n.graph)",),
}
_MACHINE = {
    "sqlite": (
        "ALTER TABLE event ADD COLUMN machine TEXT NOT NULL DEFAULT ''",
        "CREATE INDEX event_at ON event (at)",
        "CREATE TABLE census (graph INTEGER PRIMARY KEY, roots INTEGER NOT NULL, items INTEGER NOT NULL) STRICT",
        "INSERT INTO census SELECT graph, count(*), 0 FROM member WHERE type = 0 GROUP BY graph",
    ),
    "neo4j": (
        "CREATE INDEX event_at IF NOT EXISTS FOR (n:Event) ON (n.at)",
        "MATCH (e:Event) WHERE e.machine IS NULL SET e.machine = ''",
        "MATCH (d:Doc) WITH d.graph AS graph, count(*) AS roots MERGE (c:Census {graph: graph}) SET c.roots = roots",
    ),
}
_NO_TALLY = {"sqlite": ("DROP TABLE tally",), "neo4j": ("DROP INDEX tally IF EXISTS",)}


def migrations(engine: str, release: str) -> tuple[Migration, ...]:
    """What a release knows: n has a tally; n+1 adds a column, an index and a census, and takes the tally away."""
    known = {"sqlite": sqlite.MIGRATIONS, "neo4j": neo4j.MIGRATIONS}[engine]
    n = (*known, Migration("Documents are counted in a tally.", _TALLY[engine]))
    if release == "n":
        return n
    return (*n, Migration("Documents are counted in a census.", _MACHINE[engine], _NO_TALLY[engine]))


def opened(address: str, release: str) -> Store:
    """The store as a release opens it."""
    if address.startswith("bolt:"):
        return Neo4jStore(address, migrations=migrations("neo4j", release))
    return SqliteStore(Path(address), migrations=migrations("sqlite", release))


def key(name: str) -> Key:
    """A work of the harbor library."""
    return Key(NAMES.graph("harbor", GraphKind.CATALOGUE), NAMES.resource("harbor", "works", name))


def change(name: str, title: str) -> Change:
    """A new title of it."""
    body = {"@type": ["bf:Work"], "rdfs:label": [title], "bf:subject": [{"@id": "urn:tides"}]}
    return Change(Cause("ada", "edit", datetime.now(UTC)), (Put(key(name), body, ANY),))


def main(address: str, release: str) -> None:
    """Read and write, each answer checked, until told to end."""
    ending = Event()
    Thread(target=lambda: (sys.stdin.read(), ending.set()), daemon=True).start()
    store = opened(address, release)
    calls, failures = 0, []
    while not ending.is_set():
        try:
            name = f"{release}-{calls % 5}"
            store.commit(change(name, f"{calls}"), SCOPE)
            (document,) = store.read([key(name)], SCOPE)
            assert document is not None
            assert document.body["rdfs:label"] == [f"{calls}"]
            assert key(name) in store.incoming(["urn:tides"], ["bf:subject"], SCOPE)[0].keys
            assert store.changes(store.position() - 1, 10, SCOPE)
        except (StoreError, AssertionError) as error:
            failures.append(repr(error))
        calls += 1
        print(calls, flush=True)  # noqa: T201 - its way to say that it goes on
    store.close()
    print(calls, len(failures), *failures[:3], sep="\t", flush=True)  # noqa: T201 - as above


if __name__ == "__main__":
    main(*sys.argv[1:])
