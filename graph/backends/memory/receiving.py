"""Being a copy: taking in another store's events as they are, and forgetting what it forgot."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC

from graph.backends.memory.state import Contents, State
from graph.store.errors import Conflict
from graph.store.model import ANY, Derived, Key
from graph.store.portable import Answer, Forgotten, Moment, mark
from graph.store.prepared import prepare_put


def receive(held: Contents, moments: Sequence[Moment], answers: Sequence[Answer]) -> None:
    """See `Portable.receive`."""
    if moments and moments[0].event.sequence != len(held.events) + 1:
        raise Conflict("Somebody else writes into the store.", ["the log"])
    for moment in moments:
        _append(held, moment)
    held.answers.update({(each.actor, each.request): each.given for each in answers})


def _append(held: Contents, moment: Moment) -> None:
    event = moment.event
    at = event.cause.at.astimezone(UTC)
    entries = []
    for (key, version, previous), state in zip(event.touched, moment.states, strict=True):
        known = held.records.get(key)
        if known is not None and known.now.version >= state.version:
            held.remove(known)
        record = held.record(key, at)
        entries.append((record.serial, version, previous))
        if record.states and not record.now.sequence:
            record.states.pop()
        put = None if state.body is None else prepare_put(key, state.body, ANY)
        octets = put.octets if put else None
        record.states.append(State(state.version, octets, 0 if state.lost else event.sequence))
        if put is not None:
            record.created = record.created if previous else at
            record.changed = at
        held.index(record, put.derived if put else Derived(), put.types if put else (), there=put is not None)
    held.events.append((replace(event.cause, at=at), entries))


def forget_again(held: Contents, forgotten: Sequence[Forgotten], spare: Callable[[Key], bool]) -> int:
    """See `Portable.forget_again`."""
    marks = {each.mark for each in forgotten}
    found = [record for record in held.records.values() if mark(record.key) in marks and not spare(record.key)]
    for record in found:
        held.remove(record)
    held.forgotten += forgotten
    return len(found)
