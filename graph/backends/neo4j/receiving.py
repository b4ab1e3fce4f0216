"""Being a copy: taking in another store's events as they are, with their numbers and versions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from graph.backends.neo4j.connection import Connection, Transaction
from graph.backends.neo4j.names import answer_id, doc_key, serials, version_id
from graph.backends.neo4j.reading import microseconds
from graph.backends.neo4j.removal import purge
from graph.backends.neo4j.stamps import json_of
from graph.backends.neo4j.writing import LOCK_OR_MAKE, State, fixed, put_beside
from graph.store.decide import Present, Write
from graph.store.errors import Conflict
from graph.store.model import ANY, Committed, Key
from graph.store.portable import Answer, Forgotten, Moment, Origin
from graph.store.prepared import prepare_put

_PAGE: Final = 1000
_STORE: Final = "MATCH (n:Catalograph {name: 'store'})"


def receive(connection: Connection, moments: Sequence[Moment], answers: Sequence[Answer]) -> None:
    """See `Portable.receive`."""
    connection.write(lambda transaction: _receive(transaction, moments, answers))


def _receive(transaction: Transaction, moments: Sequence[Moment], answers: Sequence[Answer]) -> None:
    if moments:
        (row,) = transaction.run("MATCH (l:Log {name: 'log'}) SET l.locked = true RETURN l.sequence AS sequence")
        if row["sequence"] + 1 != moments[0].event.sequence:
            raise Conflict("Somebody else writes into the store.", ["the log"])
        for some in _without_repeats(moments):
            _documents(transaction, some)
        transaction.run("MATCH (l:Log {name: 'log'}) SET l.sequence = $last", last=moments[-1].event.sequence)
    if answers:
        rows = [
            {
                "id": answer_id(each.actor, each.request), "actor": each.actor, "request": each.request,
                "sequence": each.given.sequence, "versions": list(each.given.versions), "written": each.given.written,
            }
            for each in answers
        ]  # fmt: skip
        transaction.run("UNWIND $rows AS row MERGE (a:Answer {id: row.id}) SET a = row", rows=rows)


def _without_repeats(moments: Sequence[Moment]) -> Iterator[list[Moment]]:
    """Consecutive moments that touch no document twice: they can be written together."""
    group: list[Moment] = []
    seen: set[Key] = set()
    for moment in moments:
        keys = {touched.key for touched in moment.event.touched}
        if keys & seen:
            yield group
            group, seen = [], set()
        group.append(moment)
        seen |= keys
    yield group


def _documents(transaction: Transaction, moments: Sequence[Moment]) -> None:
    known = _locked(transaction, moments)
    writes: list[Write] = []
    ats: dict[Key, int] = {}
    numbers: dict[Key, int] = {}
    for moment in moments:
        for touched, state in zip(moment.event.touched, moment.states, strict=True):
            key = touched.key
            put = None if state.body is None else prepare_put(key, state.body, ANY)
            writes.append(Write(key, put, state.version, Present(known[key].version, known[key].octets)))
            ats[key] = microseconds(moment.event.cause.at)
            numbers[key] = 0 if state.lost else moment.event.sequence
    put_beside(transaction, writes, known, ats, numbers)
    transaction.run(
        "UNWIND $events AS event CREATE (e:Event) SET e = event", events=[_event(each, known) for each in moments]
    )


def _event(moment: Moment, known: Mapping[Key, State]) -> dict[str, Any]:
    cause, touched = moment.event.cause, moment.event.touched
    return {
        "sequence": moment.event.sequence, "at": microseconds(cause.at), "actor": cause.actor,
        "command": cause.command, "request": cause.request, "source": cause.source,
        "serials": [known[each.key].serial for each in touched],
        "versions": [each.version for each in touched],
        "previous": [each.previous for each in touched],
    }  # fmt: skip


def _locked(transaction: Transaction, moments: Sequence[Moment]) -> dict[Key, State]:
    """The present states of all documents these moments touch; those forgotten at the source since are so here."""
    rows = _lock(transaction, moments)
    stale = [
        {"key": doc_key(touched.key), "iri": touched.key.iri, "serial": rows[touched.key].serial}
        for moment in moments
        for touched, state in zip(moment.event.touched, moment.states, strict=True)
        if rows[touched.key].version >= state.version
    ]
    if stale:
        purge(transaction, stale)
        rows = _lock(transaction, moments)
    return rows


def _lock(transaction: Transaction, moments: Sequence[Moment]) -> dict[Key, State]:
    (row,) = transaction.run("OPTIONAL MATCH (d:Doc) RETURN coalesce(max(d.serial), 0) AS last")
    last = int(row["last"])
    docs: list[dict[str, Any]] = []
    named_so: dict[str, Key] = {}
    for moment in moments:
        touched = moment.event.touched
        for each, number in zip(touched, serials(moment.event.cause.at, len(touched)), strict=True):
            # Documents keep the order of the source's log, whatever its clocks said.
            last = max(last + 1, number)
            docs.append({"key": doc_key(each.key), "fixed": {**fixed(each.key), "serial": last}})
            named_so[doc_key(each.key)] = each.key
    return {
        named_so[row["key"]]: State(
            row["node"],
            row["version"],
            None if row["json"] is None else json_of(row["json"]).encode(),
            row["serial"],
            row["created"],
        )
        for row in (transaction.run(LOCK_OR_MAKE, docs=docs) if docs else ())
    }


def answers(connection: Connection, upto: int) -> Iterator[Answer]:
    """See `Portable.answers`."""
    last = ""
    while rows := connection.read(
        "MATCH (a:Answer) WHERE a.id > $last AND a.sequence IS NOT NULL"
        " RETURN a.id AS id, a.actor AS actor, a.request AS request, a.sequence AS sequence, a.versions AS versions,"
        " a.written AS written ORDER BY id LIMIT $page",
        last=last,
        page=_PAGE,
    ):
        last = rows[-1]["id"]
        for row in rows:
            if row["sequence"] <= upto:
                given = Committed(row["sequence"], tuple(row["versions"]), row["written"])
                yield Answer(row["actor"], row["request"], given)


def identity(connection: Connection) -> str:
    """See `Portable.identity`."""
    return str(connection.read(f"{_STORE} RETURN n.incarnation AS identity")[0]["identity"])


def origin(connection: Connection) -> Origin | None:
    """See `Portable.origin`."""
    (row,) = connection.read(f"{_STORE} RETURN n.origin AS origin, n.restoring AS unfinished")
    return None if row["origin"] is None else Origin(row["origin"], bool(row["unfinished"]))


def set_origin(connection: Connection, given: Origin) -> None:
    """See `Portable.set_origin`."""
    connection.write(
        lambda transaction: transaction.run(
            f"{_STORE} SET n.origin = $origin, n.restoring = CASE WHEN $unfinished THEN true END",
            origin=given.identity,
            unfinished=given.unfinished,
        )
    )


def forgotten(connection: Connection, after: int) -> list[Forgotten]:
    """See `Portable.forgotten`."""
    rows = connection.read(
        "MATCH (f:Forgotten) WHERE f.number > $after RETURN f.number AS number, f.mark AS mark ORDER BY number",
        after=after,
    )
    return [Forgotten(row["number"], row["mark"]) for row in rows]


def forgets(connection: Connection) -> int:
    """See `Portable.forgets`."""
    return int(connection.read(f"{_STORE} RETURN n.forgets AS forgets")[0]["forgets"])


def lose(connection: Connection, states: Sequence[tuple[Key, int]]) -> None:
    """See `Portable.lose`."""
    ids = [version_id(doc_key(key), version) for key, version in states]
    connection.write(lambda t: t.run("UNWIND $ids AS id MATCH (v:Version {id: id}) DELETE v", ids=ids))
