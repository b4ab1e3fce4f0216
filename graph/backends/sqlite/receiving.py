"""Being a copy: taking in another store's events as they are, with their numbers and versions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC

import orjson

from graph.backends.sqlite.bodies import SAMPLES, keep, train
from graph.backends.sqlite.connection import Connections, Session
from graph.backends.sqlite.log import position
from graph.backends.sqlite.removal import purge
from graph.backends.sqlite.traces import erase
from graph.backends.sqlite.writing import Writer, present_rows
from graph.store.decide import Present, Write
from graph.store.errors import Conflict
from graph.store.model import ANY, Committed, Key
from graph.store.portable import Answer, Moment
from graph.store.prepared import PreparedPut, prepare_put

_PAGE = 1000


@dataclass(frozen=True, slots=True)
class _Packed:
    """A moment with all done that needs no lock: a put and its packed body per state, None where there is no body."""

    moment: Moment
    puts: tuple[PreparedPut | None, ...]
    bodies: tuple[bytes | None, ...]


def receive(connections: Connections, moments: Sequence[Moment], answers: Sequence[Answer]) -> None:
    """See `Portable.receive`."""
    prepared = [
        [
            None if state.body is None else prepare_put(touched.key, state.body, ANY)
            for touched, state in zip(moment.event.touched, moment.states, strict=True)
        ]
        for moment in moments
    ]
    if not connections.dictionaries.newest:
        _learn(connections, [put.octets for puts in prepared for put in puts if put is not None])
    bodies = connections.session().bodies
    packed = [
        _Packed(moment, tuple(puts), tuple(None if put is None else bodies.pack(put.octets) for put in puts))
        for moment, puts in zip(moments, prepared, strict=True)
    ]
    traces: set[bytes] = set()
    with connections.writing(bulk=True) as session:
        for each in packed:
            traces |= _append(session, each)
        session.connection.executemany(
            "INSERT OR REPLACE INTO answer (actor, request, sequence, written, versions) VALUES (?, ?, ?, ?, ?)",
            [
                (each.actor, each.request, each.given.sequence, each.given.written, orjson.dumps(each.given.versions))
                for each in answers
            ],
        )
    if traces:
        erase(connections, traces)


def _learn(connections: Connections, samples: Sequence[bytes]) -> None:
    """Train the store's dictionary once there are documents enough."""
    if len(samples) < SAMPLES // 2 or (dictionary := train(samples)) is None:
        return
    with connections.writing(bulk=True) as session:
        keep(dictionary, session.connection)
    with connections.reading() as session:
        connections.dictionaries.refresh(session.connection)


def _append(session: Session, packed: _Packed) -> set[bytes]:
    """Write one event; what was removed for it leaves traces, which are answered."""
    event, states = packed.moment.event, packed.moment.states
    if event.sequence != position(session) + 1:
        raise Conflict("Somebody else writes into the store.", ["the log"])
    keys = [touched.key for touched in event.touched]
    rows = present_rows(session, keys)
    traces: set[bytes] = set()
    stale = [key for key, state in zip(keys, states, strict=True) if key in rows and rows[key].version >= state.version]
    if stale:
        traces = purge(session, [(key, rows[key].id) for key in stale])
        rows = present_rows(session, keys)
    writes = [
        Write(key, put, state.version, Present(rows[key].version, rows[key].octets) if key in rows else None)
        for key, put, state in zip(keys, packed.puts, states, strict=True)
    ]
    bodies: dict[Key, bytes] = {key: body for key, body in zip(keys, packed.bodies, strict=True) if body is not None}
    lost = frozenset(key for key, state in zip(keys, states, strict=True) if state.lost)
    cause = replace(event.cause, at=event.cause.at.astimezone(UTC))
    Writer(session, cause, event.sequence, rows, bodies).apply(writes, event.touched, lost)
    return traces


def answers(connections: Connections, upto: int) -> Iterator[Answer]:
    """See `Portable.answers`."""
    last = ("", "")
    while True:
        with connections.reading() as session:
            rows = session.connection.execute(
                "SELECT actor, request, sequence, versions, written FROM answer WHERE (actor, request) > (?, ?)"
                " ORDER BY actor, request LIMIT ?",
                (*last, _PAGE),
            ).fetchall()
        if not rows:
            return
        last = (rows[-1][0], rows[-1][1])
        for actor, request, sequence, versions, written in rows:
            if sequence <= upto:
                yield Answer(actor, request, Committed(sequence, tuple(orjson.loads(versions)), written))
