"""Writing one decided change: documents, versions, links, keys, the event and the stored answer, in one transaction."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import partial

import orjson

from graph.backends.sqlite.beside import Beside, name_id
from graph.backends.sqlite.connection import Session, in_parts
from graph.backends.sqlite.log import Entry, pack_entries, position
from graph.backends.sqlite.reading import microseconds
from graph.backends.sqlite.schema import KIND_BITS, KIND_NUMBERS, VERSION_BITS
from graph.store.decide import Present, Write, decide
from graph.store.derive import derive
from graph.store.errors import InvalidDocument
from graph.store.model import Cause, Committed, Derived, DerivedKey, Key, Touched
from graph.store.names import parse_graph
from graph.store.prepared import PreparedChange
from mappings.bibframe.node import Node

_Earlier = tuple[Derived, tuple[str, ...]]
"""What followed from a document's body before: derived values and types."""


@dataclass(frozen=True, slots=True)
class Packed:
    """A prepared change with its bodies compressed: all that can be done before the write lock is held."""

    change: PreparedChange
    bodies: tuple[bytes, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """A document as the file holds it now. `sequence` is 0 where its history was dropped at the source of a copy."""

    id: int
    graph: int
    version: int
    sequence: int
    created: int
    octets: bytes | None
    packed: bytes | None


def pack(change: PreparedChange, session: Session) -> Packed:
    """`change` with its bodies compressed."""
    return Packed(change, tuple(session.bodies.pack(put.octets) for put in change.puts))


def write(session: Session, packed: Packed) -> Committed:
    """Decide and write a change inside the caller's write transaction. Raises `Conflict` before it writes anything."""
    change = packed.change
    if (answer := _answered(session, change.cause)) is not None:
        return answer
    rows = present_rows(session, change.keys)
    present = {key: Present(row.version, row.octets) for key, row in rows.items()}
    decision = decide(change, present, lambda wanted: _holders(session, wanted))
    sequence = position(session)
    if decision.writes:
        sequence += 1
        bodies = {put.key: body for put, body in zip(change.puts, packed.bodies, strict=True)}
        Writer(session, change.cause, sequence, rows, bodies).apply(decision.writes)
    answer = Committed(sequence, decision.versions, len(decision.writes))
    _keep_answer(session, change.cause, answer)
    return answer


def append_event(session: Session, sequence: int, cause: Cause, entries: Iterable[Entry]) -> None:
    """Add the event numbered `sequence` to the log."""
    session.connection.execute(
        "INSERT INTO event (sequence, at, actor, command, request, source, touched) VALUES (?, ?, ?, ?, ?, ?, ?)",
        (
            sequence,
            microseconds(cause.at),
            cause.actor,
            cause.command,
            cause.request,
            cause.source,
            pack_entries(entries),
        ),
    )


def iri_ids(session: Session, iris: Collection[str]) -> dict[str, int]:
    """The ids of those `iris` that have one."""
    found: dict[str, int] = {}
    for marks, part in in_parts(list(iris)):
        sql = f"SELECT iri, id FROM iri WHERE iri IN ({marks})"  # noqa: S608
        found.update(session.connection.execute(sql, part))
    return found


def named_ids(session: Session, iris: Collection[str]) -> dict[str, int]:
    """The ids of all `iris`, inside the caller's write transaction; those that have none get one."""
    ids = iri_ids(session, iris)
    missing = sorted(iri for iri in iris if iri not in ids)
    newest = session.connection.execute("SELECT max(id) FROM iri").fetchone()[0] or 0
    added = list(enumerate(missing, newest + 1))
    session.connection.executemany("INSERT INTO iri (id, iri) VALUES (?, ?)", added)
    ids.update((iri, number) for number, iri in added)
    return ids


def _answered(session: Session, cause: Cause) -> Committed | None:
    if cause.request is None:
        return None
    row = session.connection.execute(
        "SELECT sequence, versions, written FROM answer WHERE actor = ? AND request = ?", (cause.actor, cause.request)
    ).fetchone()
    return None if row is None else Committed(row[0], tuple(orjson.loads(row[1])), row[2], replayed=True)


def _keep_answer(session: Session, cause: Cause, answer: Committed) -> None:
    if cause.request is not None:
        session.connection.execute(
            "INSERT INTO answer (actor, request, sequence, written, versions) VALUES (?, ?, ?, ?, ?)",
            (cause.actor, cause.request, answer.sequence, answer.written, orjson.dumps(answer.versions)),
        )


def present_rows(session: Session, keys: Sequence[Key]) -> dict[Key, Row]:
    """Those documents that the file knows, deleted ones too."""
    wanted = set(keys)
    found: dict[Key, Row] = {}
    for marks, part in in_parts(list({key.iri for key in keys})):
        sql = (
            "SELECT g.iri, i.iri, d.id, d.graph, d.version, d.sequence, d.created, d.body FROM iri i"  # noqa: S608
            f" JOIN document d ON d.root = i.id JOIN graph g ON g.id = d.graph WHERE i.iri IN ({marks})"
        )
        for graph, iri, number, graph_number, version, sequence, created, body in session.connection.execute(sql, part):
            if (key := Key(graph, iri)) in wanted:
                octets = None if body is None else session.bodies.unpack(body, session.connection)
                found[key] = Row(number, graph_number, version, sequence, created, octets, body)
    return found


def _holders(session: Session, wanted: Sequence[DerivedKey]) -> dict[DerivedKey, list[Key]]:
    sql = (
        "SELECT g.iri, i.iri FROM lookup l JOIN document d ON d.id = l.document JOIN graph g ON g.id = l.graph"
        " JOIN iri i ON i.id = d.root WHERE l.scheme = ? AND l.value = ? AND l.space = ?"
    )
    found = {}
    for key in wanted:
        asked = (name_id(session, key.scheme), key.value, name_id(session, key.unique_in))
        if rows := session.connection.execute(sql, asked).fetchall():
            found[key] = [Key(*row) for row in rows]
    return found


class Writer:
    """Writes what was decided about one change."""

    def __init__(
        self, session: Session, cause: Cause, sequence: int, rows: dict[Key, Row], bodies: dict[Key, bytes]
    ) -> None:
        self._session = session
        self._cause = cause
        self._at = microseconds(cause.at)
        self._sequence = sequence
        self._rows = rows
        self._bodies = bodies
        self._graphs: dict[str, int] = {}

    def apply(
        self, writes: Sequence[Write], touched: Sequence[Touched] | None = None, lost: frozenset[Key] = frozenset()
    ) -> None:
        """All writes of the change, and its event.

        A copy gives what the source's event told (`touched`) and the documents of which history knows no state.
        """
        before = _before(writes)
        ids = self._ids(writes, before.values())
        numbers = self._numbers(writes)
        self._documents(writes, numbers, ids, lost)
        self._beside(writes, numbers, before, ids)
        told = [write.touched for write in writes] if touched is None else touched
        entries = [(numbers[key], version, previous) for key, version, previous in told]
        append_event(self._session, self._sequence, self._cause, entries)

    def _ids(self, writes: Sequence[Write], before: Iterable[_Earlier]) -> dict[str, int]:
        """The id of every IRI the writes name, new ones included."""
        wanted = dict.fromkeys(write.key.iri for write in writes)
        for write in writes:
            if write.put is not None:
                wanted.update((target, None) for _, target in write.put.derived.edges)
        for derived, _ in before:
            wanted.update((target, None) for _, target in derived.edges)
        return named_ids(self._session, wanted)

    def _numbers(self, writes: Sequence[Write]) -> dict[Key, int]:
        """The id of every document written. Ids are never used again, or a forgotten one would come back."""
        row = self._session.connection.execute("SELECT seq FROM sqlite_sequence WHERE name = 'document'").fetchone()
        last = 0 if row is None else row[0]
        numbers: dict[Key, int] = {}
        for write in writes:
            if write.key in self._rows:
                numbers[write.key] = self._rows[write.key].id
            else:
                last += 1
                numbers[write.key] = last
        return numbers

    def _documents(
        self, writes: Sequence[Write], numbers: dict[Key, int], ids: dict[str, int], lost: frozenset[Key]
    ) -> None:
        new, changed, earlier = [], [], []
        for write in writes:
            number, body = numbers[write.key], None if write.put is None else self._bodies[write.key]
            row = self._rows.get(write.key)
            sequence = 0 if write.key in lost else self._sequence
            if row is None:
                where = (number, self._graph(write.key.graph), ids[write.key.iri])
                new.append((*where, write.version, sequence, self._at, self._at, body))
                continue
            if row.version >= (1 << VERSION_BITS) - 1:
                raise InvalidDocument(f"{write.key.iri} has as many versions as a document can have.")
            created = self._at if row.octets is None else row.created
            changed.append((write.version, sequence, created, self._at, body, number))
            if row.sequence:
                earlier.append((number << VERSION_BITS | row.version, row.sequence, row.packed))
        connection = self._session.connection
        connection.executemany(
            "INSERT INTO document (id, graph, root, version, sequence, created, changed, body)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            new,
        )
        connection.executemany("INSERT INTO version (id, sequence, body) VALUES (?, ?, ?)", earlier)
        connection.executemany(
            "UPDATE document SET version = ?, sequence = ?, created = ?, changed = ?, body = ? WHERE id = ?", changed
        )

    def _beside(
        self,
        writes: Sequence[Write],
        numbers: dict[Key, int],
        before: dict[Key, _Earlier],
        ids: dict[str, int],
    ) -> None:
        """Bring links, keys and memberships to what follows from the new bodies."""
        was, now = Beside(), Beside()
        name = partial(name_id, self._session)
        for write in writes:
            document = (self._graph(write.key.graph), numbers[write.key])
            if (earlier := before.get(write.key)) is not None:
                was.add(name, document, *earlier, ids)
            if write.put is not None:
                now.add(name, document, write.put.derived, write.put.types, ids)
        was.without(now).delete(self._session.connection)
        now.without(was).insert(self._session.connection)

    def _graph(self, iri: str) -> int:
        found = self._graphs.get(iri)
        if found is None:
            found = self._graphs[iri] = graph_id(self._session, iri)
        return found


def graph_id(session: Session, iri: str) -> int:
    """The id of a graph, a new one where it has none."""
    known = session.connection.execute("SELECT id FROM graph WHERE iri = ?", (iri,)).fetchone()
    if known is not None:
        return int(known[0])
    kind, owner = parse_graph(iri)
    newest = session.connection.execute("SELECT max(id) FROM graph").fetchone()[0] or 0
    number = ((newest >> KIND_BITS) + 1) << KIND_BITS | KIND_NUMBERS[kind]
    row = (number, iri, kind.value, owner)
    session.connection.execute("INSERT INTO graph (id, iri, kind, owner) VALUES (?, ?, ?, ?)", row)
    return int(number)


def _before(writes: Iterable[Write]) -> dict[Key, _Earlier]:
    """What stands beside those documents that are there."""
    found: dict[Key, _Earlier] = {}
    for write in writes:
        if write.present is not None and write.present.octets is not None:
            body: Node = orjson.loads(write.present.octets)
            found[write.key] = (derive(write.key, body), tuple(body.get("@type", ())))
    return found
