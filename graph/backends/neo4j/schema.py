"""What the database holds, how a new or older one gets it, and how a foreign one is told.

    (:Doc:Rec {key, graph, iri, version, json, …})   a document: the root of a description in one graph
    (:Part:Rec {…})                                   a node of the description below it
    (:Iri {iri, label})                               what documents point at; `:Heading` where equal headings meet
    (:Key {id, scheme, value})                        what a document can be found by
    (:Version {id, key, version, json})               what a document was
    (:Event {sequence, …})  (:Log {sequence})         the log and its last number
    (:Answer {id, …})                                 what a request was answered

    (:Doc)-[:DESCRIBES]->(:Iri)                       the resource a document is about
    (:Doc)-[:LINK {path, road, place}]->(:Iri)        a link, from the root whatever node below it says it
    (:Doc)-[:HAS_KEY {space}]->(:Key)
    (:Rec)-[:bf__title …]->(:Part|:Iri)               the description itself, by its properties

A document's `graph` and `iri` stay when it is deleted; `g` is its graph as long as it is there.
"""

from __future__ import annotations

import secrets
from typing import Final

from neo4j import Session

from graph.store.errors import Corrupt

_FIRST: Final = (
    "CREATE CONSTRAINT catalograph_store IF NOT EXISTS FOR (n:Catalograph) REQUIRE n.name IS UNIQUE",
    "CREATE CONSTRAINT catalograph_doc IF NOT EXISTS FOR (n:Doc) REQUIRE n.key IS UNIQUE",
    "CREATE CONSTRAINT catalograph_serial IF NOT EXISTS FOR (n:Doc) REQUIRE n.serial IS UNIQUE",
    "CREATE INDEX catalograph_doc_iri IF NOT EXISTS FOR (n:Doc) ON (n.iri)",
    "CREATE INDEX catalograph_doc_graph IF NOT EXISTS FOR (n:Doc) ON (n.g, n.serial)",
    "CREATE INDEX catalograph_doc_of_graph IF NOT EXISTS FOR (n:Doc) ON (n.graph)",
    "CREATE CONSTRAINT catalograph_iri IF NOT EXISTS FOR (n:Iri) REQUIRE n.iri IS UNIQUE",
    "CREATE INDEX catalograph_heading IF NOT EXISTS FOR (n:Heading) ON (n.label)",
    "CREATE CONSTRAINT catalograph_key IF NOT EXISTS FOR (n:Key) REQUIRE n.id IS UNIQUE",
    "CREATE CONSTRAINT catalograph_version IF NOT EXISTS FOR (n:Version) REQUIRE n.id IS UNIQUE",
    "CREATE INDEX catalograph_version_key IF NOT EXISTS FOR (n:Version) ON (n.key, n.version)",
    "CREATE CONSTRAINT catalograph_event IF NOT EXISTS FOR (n:Event) REQUIRE n.sequence IS UNIQUE",
    "CREATE CONSTRAINT catalograph_log IF NOT EXISTS FOR (n:Log) REQUIRE n.name IS UNIQUE",
    "CREATE CONSTRAINT catalograph_answer IF NOT EXISTS FOR (n:Answer) REQUIRE n.id IS UNIQUE",
    "CREATE INDEX catalograph_answer_actor IF NOT EXISTS FOR (n:Answer) ON (n.actor)",
    "CREATE INDEX catalograph_link IF NOT EXISTS FOR ()-[r:LINK]-() ON (r.road, r.place)",
)

MIGRATIONS: Final[tuple[tuple[str, ...], ...]] = (_FIRST,)
"""Statements that lead from one format of the store to the next, the first from an empty database.

Each may be run again where an earlier run was broken off.
"""

FORMAT: Final = len(MIGRATIONS)


def format_of(session: Session) -> int:
    """The format of the store, 0 for an empty database. Raises `Corrupt` for another program's or a later release's."""
    found = session.run(
        "MATCH (n:Catalograph {name: 'store'}) RETURN n.format AS format, n.restoring AS restoring"
    ).single()
    if found is None:
        other = session.run("MATCH (n) WHERE NOT n:Catalograph RETURN labels(n) AS labels LIMIT 1").single()
        if other is not None:
            raise Corrupt("The Neo4j database holds another program's data.", hint="Name an empty database.")
        return 0
    if found["restoring"]:
        raise Corrupt("A restore into this store was broken off.", hint="Run `catalograph restore` again.")
    written = int(found["format"])
    if written > FORMAT:
        raise Corrupt(
            f"The store was written by a later release (format {written}, this release knows {FORMAT}).",
            hint="Update Catalograph.",
        )
    return written


def migrate(session: Session) -> None:
    """Bring a new or older database to this format."""
    before = format_of(session)
    if before == FORMAT:
        return
    for statements in MIGRATIONS[before:]:
        for statement in statements:
            session.run(statement).consume()
    session.run("CALL db.awaitIndexes(600)").consume()
    session.run(
        "MERGE (l:Log {name: 'log'}) ON CREATE SET l.sequence = 0 "
        "MERGE (n:Catalograph {name: 'store'}) ON CREATE SET n.forgets = 0, n.incarnation = $incarnation "
        "SET n.format = $format",
        incarnation=secrets.token_hex(8),
        format=FORMAT,
    ).consume()
