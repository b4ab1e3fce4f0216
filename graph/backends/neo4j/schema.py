"""What the database holds, how a new or older one gets it, and how a foreign one is told.

    (:Doc:Rec {key, graph, iri, version, json, …})   a document: the root of a description in one graph; its
                                                      version stands before the JSON, too
    (:Part:Rec {…})                                   a node of the description below it
    (:Iri {iri, label})                               what documents point at; `:Heading` where equal headings meet
    (:Key {id, scheme, value})                        what a document can be found by
    (:Version {id, key, version, json})               what a document was
    (:Event {sequence, …})  (:Log {sequence})         the log and its last number
    (:Answer {id, …})                                 what a request was answered
    (:Process {id, format, seen})                     a running process and the format it knows

    (:Doc)-[:DESCRIBES]->(:Iri)                       the resource a document is about
    (:Doc)-[:LINK {road, place}]->(:Iri)              a link, from the root whatever node below it says it; one to a
                                                      heading has its path, too
    (:Doc)-[:HAS_KEY {space}]->(:Key)
    (:Rec)-[:bf__title …]->(:Part|:Iri)               the description itself, by its properties

A document's `graph` and `iri` stay when it is deleted; `g` is its graph as long as it is there.
"""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from neo4j import Session
from neo4j.exceptions import ClientError

from graph.backends.neo4j.failures import is_made
from graph.store.errors import Corrupt, Unfinished
from graph.store.formats import Formats, Migration, refuse_later, to_contract

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
    "CREATE INDEX catalograph_forgotten IF NOT EXISTS FOR (n:Forgotten) ON (n.mark)",
    "CREATE INDEX catalograph_link IF NOT EXISTS FOR ()-[r:LINK]-() ON (r.road, r.place)",
)

MIGRATIONS: Final[tuple[Migration, ...]] = (
    Migration("A new store.", _FIRST),
    Migration(
        "The store remembers the oldest release that may use it, and which processes run, so that two releases can"
        " serve it while it is updated.",
        (
            "CREATE CONSTRAINT catalograph_process IF NOT EXISTS FOR (n:Process) REQUIRE n.id IS UNIQUE",
            "MERGE (n:Catalograph {name: 'store'}) SET n.oldest = coalesce(n.oldest, 1)",
        ),
    ),
    Migration(
        "New links have a number for what they lead to and by which path, and only those to headings a text of it: a"
        " load is a twelfth less work for the server. Links that are there stay as they are.",
        (
            "MATCH (n:Catalograph {name: 'store'}) WHERE n.format < 3 SET n.mixed = true",
            "MATCH (n:Catalograph {name: 'store'}) WHERE n.format IS NULL SET n.short = true",
        ),
        ("MATCH (n:Catalograph {name: 'store'}) SET n.short = true",),
    ),
)
"""Steps that lead from one format of the store to the next, the first from an empty database.

Each statement may be run again where an earlier run was broken off.
"""

FORMAT: Final = len(MIGRATIONS)

LINKS: Final = "coalesce(n.short, false) AS short, coalesce(n.mixed, NOT coalesce(n.short, false)) AS mixed"


@dataclass(frozen=True, slots=True)
class Links:
    """Whether new links are `short`, which releases of the format before can't follow, and whether longer ones of
    theirs may be among them (`mixed`). A new store says so before it says its format.
    """

    short: bool = False
    mixed: bool = True


def formats_of(session: Session) -> Formats:
    """The formats of the store, 0 for an empty database. Raises `Corrupt` for another program's, or one half restored.

    While a migration is being contracted, what it will need counts already.
    """
    found = session.run(
        "MATCH (n:Catalograph {name: 'store'}) RETURN n.format AS format, n.restoring AS restoring,"
        " coalesce(n.contracting, n.oldest, 1) AS oldest"
    ).single()
    if found is None or found["format"] is None:
        other = session.run("MATCH (n) WHERE NOT n:Catalograph AND NOT n:Log RETURN 1 LIMIT 1").single()
        if other is not None:
            raise Corrupt("The Neo4j database holds another program's data.", hint="Name an empty database.")
        return Formats(0, 0)
    if found["restoring"]:
        raise Unfinished("A restore or a copy into this store was broken off.")
    return Formats(int(found["format"]), int(found["oldest"]))


def links_of(session: Session) -> Links:
    """How the store has its links."""
    found = session.run(f"MATCH (n:Catalograph {{name: 'store'}}) RETURN {LINKS}").single()
    return Links() if found is None else Links(found["short"], found["mixed"])


def is_restoring(session: Session) -> bool:
    """Whether a restore into the store was begun and not ended."""
    return session.run("MATCH (n:Catalograph {name: 'store'}) WHERE n.restoring RETURN 1").single() is not None


def expand(session: Session, migrations: Sequence[Migration] = MIGRATIONS) -> None:
    """Bring a new or older database to the newest of these formats. Raises `Corrupt` where it needs a later release."""
    before = formats_of(session)
    refuse_later(before, len(migrations))
    if before.format >= len(migrations):
        return
    for each in migrations[before.format :]:
        for statement in each.expand:
            _make(session, statement)
    session.run("CALL db.awaitIndexes(600)").consume()
    session.run(
        "MERGE (l:Log {name: 'log'}) ON CREATE SET l.sequence = 0 "
        "MERGE (n:Catalograph {name: 'store'})"
        " SET n.forgets = coalesce(n.forgets, 0), n.incarnation = coalesce(n.incarnation, $incarnation),"
        " n.format = CASE WHEN n.format > $format THEN n.format ELSE $format END",
        incarnation=secrets.token_hex(8),
        format=len(migrations),
    ).consume()
    if before.format == 0:
        contract(session, migrations)


def _make(session: Session, statement: str) -> None:
    """Run one statement of a migration; what another process made at the same moment is made."""
    try:
        session.run(statement).consume()
    except ClientError as error:
        if not is_made(error):
            raise


def contract(session: Session, migrations: Sequence[Migration] = MIGRATIONS) -> None:
    """Do the second phase of every step. A new database has nothing older to care for."""
    oldest = session.run("MATCH (n:Catalograph {name: 'store'}) RETURN coalesce(n.oldest, 1) AS oldest").single()
    assert oldest is not None  # noqa: S101 - the store is there, or `expand` has just made it
    found = Formats(len(migrations), oldest["oldest"])
    for number in to_contract(found, migrations):
        for statement in migrations[number - 1].contract:
            session.run(statement).consume()
        session.run("MATCH (n:Catalograph {name: 'store'}) SET n.oldest = $number", number=number).consume()
