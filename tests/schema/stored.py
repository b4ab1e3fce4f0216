"""What is stored, as a test looks at it: the log's position and every document, and what differs between two looks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import orjson

from graph.store import walking
from graph.store.model import Event, Key
from graph.store.port import Store
from graph.store.scope import Scope

_AROUND, _SHOWN, _MOST = 60, 240, 40


@dataclass(frozen=True)
class State:
    """All that is stored, at one position of the log: of each document its version, and its body as JSON."""

    position: int
    documents: Mapping[Key, tuple[int, str]] = field(repr=False)

    def of(self, owner: str) -> State:
        """What is in the graphs of one library, whenever that was."""
        return State(0, {key: each for key, each in self.documents.items() if f"/{owner}/graphs/" in key.graph})

    def __contains__(self, text: str) -> bool:
        """Whether any document has this text, in its address or in its body."""
        return any(text in key.iri or text in body for key, (_, body) in self.documents.items())


def differences(before: State, after: State) -> list[str]:
    """What differs between two looks, a line for the position and for each document that was added, is gone or was
    changed; nothing where both are the same.
    """
    lines = [f"position {before.position} became {after.position}"] if before.position != after.position else []
    for key in sorted({*before.documents, *after.documents}):
        was, now = before.documents.get(key), after.documents.get(key)
        if was != now:
            lines.append(f"{_became(was, now)}, {key.iri} in {key.graph}")
    return lines if len(lines) <= _MOST else [*lines[:_MOST], f"and {len(lines) - _MOST} more"]


def _became(was: tuple[int, str] | None, now: tuple[int, str] | None) -> str:
    if was is None or now is None:
        ((version, body),) = (each for each in (was, now) if each is not None)
        return f"{'added' if was is None else 'gone'}: version {version}, {body[:_SHOWN]}"
    at = next((n for n, both in enumerate(zip(was[1], now[1], strict=False)) if both[0] != both[1]), 0)
    part = slice(max(0, at - _AROUND), at + _AROUND)
    return f"changed: version {was[0]} became {now[0]}, …{was[1][part]}… became …{now[1][part]}…"


class Onlooker:
    """Looks at some graphs of a store, again and again: what the log doesn't name since is not read again."""

    def __init__(self, store: Store, graphs: Sequence[str], scope: Scope) -> None:
        self._store, self._graphs, self._scope = store, graphs, scope
        self._seen: State | None = None

    def look(self) -> State:
        """What is stored now: which documents there are, and the bodies of those that are new to this or written since;
        whether the others are as they were is for `whole`.
        """
        if self._seen is None:
            self._seen = self.whole()
            return self._seen
        position, written = self._store.position(), self._written(self._seen.position)
        keys = list(self._keys())
        known = {key: self._seen.documents[key] for key in keys if key in self._seen.documents and key not in written}
        self._seen = State(position, known | self._read([key for key in keys if key not in known]))
        return self._seen

    def so_far(self) -> State:
        """What was last looked at, where the log is still where it was."""
        seen = self._seen
        return seen if seen is not None and seen.position == self._store.position() else self.look()

    def whole(self) -> State:
        """What is stored now, every document read."""
        return State(self._store.position(), self._read(self._keys()))

    def told(self, before: State) -> list[str]:
        """A line for each event since."""
        return [
            f"event {each.sequence}: {each.cause.command} by {each.cause.actor}, {len(each.touched)} documents"
            for each in self._events(before.position)
        ][:_MOST]

    def unseen(self) -> list[str]:
        """What differs between what was last looked at and all that is there: what was written past the log."""
        return [] if self._seen is None else differences(self.look(), self.whole())

    def _keys(self) -> Iterator[Key]:
        return (key for graph in self._graphs for key in walking.keys(self._store, graph, self._scope))

    def _written(self, position: int) -> set[Key]:
        return {each.key for event in self._events(position) for each in event.touched}

    def _events(self, position: int) -> Iterator[Event]:
        while events := self._store.changes(position, 1000, self._scope):
            yield from events
            position = events[-1].sequence

    def _read(self, keys: Iterator[Key] | Sequence[Key]) -> dict[Key, tuple[int, str]]:
        found = (each for some in walking.chunks(keys, 1000) for each in self._store.read(some, self._scope))
        return {
            each.key: (each.version, orjson.dumps(each.body, option=orjson.OPT_SORT_KEYS).decode())
            for each in found
            if each is not None
        }
