"""What a store in memory holds, and the indexes kept beside the documents."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from secrets import token_hex
from typing import NamedTuple

import orjson

from graph.store.derive import derive
from graph.store.model import NOBODY, Cause, Committed, Derived, DerivedKey, Key, Touched
from graph.store.portable import Forgotten, Origin, mark


class State(NamedTuple):
    """One version of a document; `octets` None where it was deleted. `sequence` is 0 where history was dropped."""

    version: int
    octets: bytes | None
    sequence: int


@dataclass(slots=True)
class Record:
    """A document with everything it has been. `serial` numbers documents in the order they first appeared."""

    serial: int
    key: Key
    created: datetime
    changed: datetime
    states: list[State] = field(default_factory=list)
    derived: Derived = field(default_factory=Derived)
    types: tuple[str, ...] = ()

    @property
    def now(self) -> State:
        """The newest version."""
        return self.states[-1]


@dataclass(slots=True)
class Contents:
    """Everything a store in memory knows. Not safe for threads by itself."""

    records: dict[Key, Record] = field(default_factory=dict)
    keys: dict[int, Key] = field(default_factory=dict)
    members: dict[str, list[int]] = field(default_factory=dict)
    incoming: dict[tuple[str, str], list[int]] = field(default_factory=dict)
    lookup: dict[tuple[str, str], list[int]] = field(default_factory=dict)
    layers: dict[str, dict[str, Key]] = field(default_factory=dict)
    events: list[tuple[Cause, list[tuple[int, int, int]]]] = field(default_factory=list)
    answers: dict[tuple[str, str], Committed] = field(default_factory=dict)
    serial: int = 0
    forgotten: list[Forgotten] = field(default_factory=list)
    identity: str = field(default_factory=lambda: token_hex(8))
    origin: Origin | None = None

    def record(self, key: Key, at: datetime) -> Record:
        """The record at `key`, a new one where there is none."""
        found = self.records.get(key)
        if found is None:
            self.serial += 1
            found = Record(self.serial, key, at, at)
            self.records[key] = found
            self.keys[found.serial] = key
            self.layers.setdefault(key.iri, {})[key.graph] = key
        return found

    def index(self, record: Record, derived: Derived, types: tuple[str, ...], *, there: bool) -> None:
        """Replace what is kept beside a document; `there` tells whether it is one of its graph's roots now."""
        was, now = set(record.derived.edges), set(derived.edges)
        for path, target in was - now:
            _take(self.incoming, (target, path), record.serial)
        for path, target in now - was:
            insort(self.incoming.setdefault((target, path), []), record.serial)
        held, holds = _named(record.derived.keys), _named(derived.keys)
        for name in held - holds:
            _take(self.lookup, name, record.serial)
        for name in holds - held:
            insort(self.lookup.setdefault(name, []), record.serial)
        roots = self.members.setdefault(record.key.graph, [])
        at = bisect_left(roots, record.serial)
        present = at < len(roots) and roots[at] == record.serial
        if there and not present:
            roots.insert(at, record.serial)
        elif present and not there:
            del roots[at]
        record.derived, record.types = derived, types

    def settle(self, record: Record) -> None:
        """Make what is kept beside a document anew from it."""
        octets = record.now.octets
        if octets is None:
            self.index(record, Derived(), (), there=False)
            return
        body = orjson.loads(octets)
        self.index(record, derive(record.key, body), tuple(body.get("@type", ())), there=True)

    def remove(self, record: Record) -> None:
        """Take a document and all it has been out of everything, its events included."""
        self.index(record, Derived(), (), there=False)
        del self.records[record.key], self.keys[record.serial]
        layers = self.layers[record.key.iri]
        del layers[record.key.graph]
        if not layers:
            del self.layers[record.key.iri]
        for sequence in {state.sequence for state in record.states if state.sequence}:
            self._forget_event(sequence, record)

    def forget(self, records: Iterable[Record]) -> int:
        """Remove these and note that they were forgotten; how many there were."""
        found = list(records)
        for record in found:
            self.remove(record)
        number = self.forgets + 1
        self.forgotten += [Forgotten(number, mark(record.key)) for record in found]
        return len(found)

    @property
    def forgets(self) -> int:
        """The number of the last forget."""
        return self.forgotten[-1].number if self.forgotten else 0

    def _forget_event(self, sequence: int, record: Record) -> None:
        cause, touched = self.events[sequence - 1]
        if cause.request is not None:
            self.answers.pop((cause.actor, cause.request), None)
        left = [each for each in touched if each[0] != record.serial]
        actor = "" if cause.actor == record.key.iri else cause.actor
        cause = replace(cause, actor=actor, request=None, source=None) if left else NOBODY
        self.events[sequence - 1] = (cause, left)

    def touched(self, entries: list[tuple[int, int, int]]) -> Iterator[Touched]:
        """What an event touched, forgotten documents left out."""
        for serial, version, previous in entries:
            if (key := self.keys.get(serial)) is not None:
                yield Touched(key, version, previous)

    def holders(self, wanted: DerivedKey) -> list[Key]:
        """Who carries a unique key."""
        found = (self.keys[serial] for serial in self.lookup.get((wanted.scheme, wanted.value), ()))
        return [key for key in found if wanted in self.records[key].derived.keys]


def _named(keys: tuple[DerivedKey, ...]) -> set[tuple[str, str]]:
    return {(key.scheme, key.value) for key in keys}


def _take(index: dict[tuple[str, str], list[int]], name: tuple[str, str], serial: int) -> None:
    serials = index[name]
    del serials[bisect_left(serials, serial)]
    if not serials:
        del index[name]
