"""Taking a copy of the store back to what it was after an earlier event."""

from __future__ import annotations

from datetime import datetime

from graph.backends.memory.state import Contents
from graph.store.errors import NoSuchPoint
from graph.store.port import Point


def rewind(held: Contents, to: Point) -> None:
    """Undo everything after `to`. Raises `NoSuchPoint`."""
    event = _event(held, to)
    lived: dict[int, int] = {}
    for _, touched in held.events[event:]:
        for serial, _, previous in touched:
            lived.setdefault(serial, previous)
    del held.events[event:]
    held.answers = {name: answer for name, answer in held.answers.items() if answer.sequence <= event}
    for record in [each for each in held.records.values() if each.now.sequence > event]:
        states = [state for state in record.states if state.sequence <= event]
        wanted = lived.get(record.serial, 0)
        if wanted and not any(state.version == wanted and state.octets is not None for state in states):
            raise NoSuchPoint(f"What {record.key.iri} was after event {event:,} has been dropped since.")
        record.states = []
        if not states:
            held.remove(record)
            continue
        record.states = states
        record.changed = held.events[record.now.sequence - 1][0].at
        born = states[-1]
        for state in reversed(states):
            if state.octets is None and record.now.octets is not None:
                break
            born = state
        record.created = held.events[born.sequence - 1][0].at
        held.settle(record)


def _event(held: Contents, to: Point) -> int:
    last = len(held.events)
    if isinstance(to, datetime):
        return next((number for number, (cause, _) in enumerate(held.events) if cause.at > to), last)
    if to is None or not 0 <= to <= last:
        raise NoSuchPoint(f"The backup holds the events up to {last:,}.")
    return to
