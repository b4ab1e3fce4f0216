"""`MemoryStore`: the port over dictionaries, under one lock."""

from __future__ import annotations

import pickle
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from secrets import token_hex
from threading import RLock
from typing import Final

import orjson

from graph.backends.memory import receiving
from graph.backends.memory.rewinding import rewind
from graph.backends.memory.state import Contents, Record, State
from graph.store.cursor import question_of, read_cursor, write_cursor
from graph.store.decide import Decision, Present, decide
from graph.store.derive import derive
from graph.store.errors import Corrupt, Unavailable
from graph.store.formats import Formats, Plan
from graph.store.model import (
    NOBODY,
    Cause,
    Change,
    Committed,
    Derived,
    DerivedKey,
    Document,
    Event,
    Finding,
    Head,
    Key,
    KeyPage,
    Remedy,
    Version,
)
from graph.store.names import SHAREABLE, parse_graph
from graph.store.port import Copying, Point
from graph.store.portable import Answer, Forgotten, Moment, Origin, mark
from graph.store.prepared import PreparedChange, prepare
from graph.store.refusals import reads, refuse_forgetting, refuse_partial, refuse_vocabulary, refuse_write
from graph.store.scope import Scope

_FIND_LIMIT: Final = 1000
_DROP_BATCH: Final = 1000
_FAR: Final = 2**62
"""More than there are documents."""


class MemoryStore:
    """The port in memory. Safe for threads; see `graph.store.port.Store` for what each call promises."""

    def __init__(self) -> None:
        self._lock = RLock()
        self._held = Contents()

    def read(self, keys: Sequence[Key], scope: Scope) -> list[Document | None]:
        """See the port."""
        with self._lock:
            return [self._document(key) if reads(scope, key.graph) else None for key in keys]

    def layers(self, iris: Sequence[str], scope: Scope) -> list[tuple[Document, ...]]:
        """See the port."""
        with self._lock:
            return [tuple(self._layers_of(iri, scope)) for iri in iris]

    def incoming(
        self,
        targets: Sequence[str | tuple[str, ...]],
        paths: Sequence[str],
        scope: Scope,
        *,
        first: int = 100,
        after: str | None = None,
        count: bool = False,
        latest: bool = False,
    ) -> list[KeyPage]:
        """See the port."""
        pages = []
        for target in targets:
            names = (target,) if isinstance(target, str) else target
            refuse_vocabulary(names)
            question = question_of(names, paths, latest=latest)
            start = -_FAR if after is None else read_cursor(question, after, 1)[0]
            with self._lock:
                found = {
                    serial for name in names for path in paths for serial in self._held.incoming.get((name, path), ())
                }
                readable = [serial for serial in found if reads(scope, self._held.keys[serial].graph)]
                places = sorted(-serial if latest else serial for serial in readable)
                total = len(places) if count else None
                pages.append(self._page(places, question, start, first, total, each=latest))
        return pages

    def find(self, scheme: str, values: Sequence[str], scope: Scope) -> list[tuple[Key, ...]]:
        """See the port."""
        with self._lock:
            found = [
                [self._held.keys[serial] for serial in self._held.lookup.get((scheme, value), ())] for value in values
            ]
        return [tuple(key for key in keys if reads(scope, key.graph))[:_FIND_LIMIT] for keys in found]

    def scan(
        self,
        graph: str,
        scope: Scope,
        *,
        type: str | None = None,
        first: int = 1000,
        after: str | None = None,
        count: bool = False,
    ) -> KeyPage:
        """See the port."""
        question = ("scan", graph, type or "")
        start = 0 if after is None else read_cursor(question, after, 1)[0]
        if not reads(scope, graph):
            return KeyPage(())
        with self._lock:
            roots = self._held.members.get(graph, [])
            if type is not None:
                records = self._held.records
                roots = [serial for serial in roots if type in records[self._held.keys[serial]].types]
            return self._page(roots, question, start, first, total=len(roots) if count else None)

    def commit(self, change: Change, scope: Scope) -> Committed:
        """See the port."""
        prepared = prepare(change, scope)
        with self._lock:
            return self._write(prepared)

    def load(self, changes: Iterable[Change], scope: Scope) -> list[Committed]:
        """See the port."""
        return [self.commit(change, scope) for change in changes]

    def changes(self, after: int, limit: int, scope: Scope) -> list[Event]:
        """See the port."""
        with self._lock:
            events = []
            for at, (cause, entries) in enumerate(
                self._held.events[max(after, 0) : max(after, 0) + limit], max(after, 0) + 1
            ):
                touched = tuple(each for each in self._held.touched(entries) if reads(scope, each.key.graph))
                events.append(Event(at, cause if touched else NOBODY, touched))
            return events

    def position(self) -> int:
        """See the port."""
        return len(self._held.events)

    def head(self) -> Head:
        """See the port."""
        held = self._held
        return Head(held.identity, len(held.events))

    def history(self, keys: Sequence[Key], scope: Scope) -> list[tuple[Version, ...]]:
        """See the port."""
        with self._lock:
            return [
                tuple(self._version(record, state) for state in record.states)
                if (record := self._record(key, scope))
                else ()
                for key in keys
            ]

    def versions(self, wanted: Sequence[tuple[Key, int]], scope: Scope) -> list[Version | None]:
        """See the port."""
        with self._lock:
            answers: list[Version | None] = []
            for key, version in wanted:
                record = self._record(key, scope)
                states = [state for state in record.states if state.version == version] if record else []
                answers.append(self._version(record, states[0]) if record and states else None)
            return answers

    def as_of(self, keys: Sequence[Key], moment: datetime, scope: Scope) -> list[Version | None]:
        """See the port."""
        with self._lock:
            answers: list[Version | None] = []
            for key in keys:
                record = self._record(key, scope)
                states = reversed(record.states) if record else ()
                then = (each for each in states if self._held.events[each.sequence - 1][0].at <= moment)
                state = next(then, None)
                answers.append(self._version(record, state) if record and state else None)
            return answers

    def forget(self, keys: Sequence[Key], scope: Scope) -> int:
        """See the port."""
        refuse_forgetting(keys, scope)
        with self._lock:
            found = (self._held.records.get(key) for key in dict.fromkeys(keys))
            return self._held.forget([record for record in found if record is not None])

    def drop(self, graph: str, scope: Scope, *, forget: bool = False) -> int:
        """See the port."""
        refuse_write(graph, scope)
        private = forget or parse_graph(graph).kind not in SHAREABLE
        with self._lock:
            records = [record for record in self._held.records.values() if record.key.graph == graph]
            live = [record for record in records if record.now.octets is not None]
            for start in range(0, len(live), _DROP_BATCH):
                batch = live[start : start + _DROP_BATCH]
                entries = [(record.serial, 0, record.now.version) for record in batch]
                self._held.events.append((Cause("", "drop", datetime.now(UTC)), entries))
                for record in batch:
                    self._held.index(record, Derived(), (), there=False)
                    record.states.append(State(record.now.version + 1, None, len(self._held.events)))
            if private:
                self._held.forget(records)
            else:
                for record in records:
                    record.states = record.states[-1:]
            return len(live)

    def backup(self, to: Path, scope: Scope, progress: Copying | None = None) -> None:
        """See the port. Counts documents."""
        refuse_partial(scope)
        try:
            with self._lock:
                to.write_bytes(pickle.dumps(self._held))
                if progress is not None:
                    progress(len(self._held.records), len(self._held.records))
        except OSError as error:
            raise Unavailable(f"The backup can't be written: {error.strerror}.") from error

    def restore(self, source: Path, scope: Scope, to: Point = None) -> None:
        """See the port. The backup must be one this class wrote."""
        refuse_partial(scope)
        try:
            held = pickle.loads(source.read_bytes())  # noqa: S301 - a copy made by the same process, for tests
        except OSError as error:
            raise Unavailable(f"The backup can't be read: {error.strerror}.") from error
        except Exception as error:
            raise Corrupt(f"{source.name} is not a backup.") from error
        if to is not None:
            rewind(held, to)
        with self._lock:
            later = {each.mark for each in self._held.forgotten if each.number > held.forgets}
            for record in [each for each in held.records.values() if later and mark(each.key) in later]:
                held.remove(record)
            held.forgotten, held.identity = self._held.forgotten, token_hex(8)
            self._held = held

    def check(self, scope: Scope) -> list[Finding]:
        """See the port."""
        refuse_partial(scope)
        with self._lock:
            return [
                Finding(record.key.iri, "It lacks or has a link or key.", Remedy.MEND, record.key)
                for record in self._held.records.values()
                if record.now.octets is not None
                and derive(record.key, orjson.loads(record.now.octets)) != record.derived
            ]

    def mend(self, keys: Sequence[Key], scope: Scope) -> int:
        """See the port."""
        refuse_partial(scope)
        with self._lock:
            found = [record for key in dict.fromkeys(keys) if (record := self._held.records.get(key)) is not None]
            for record in found:
                self._held.settle(record)
            return len(found)

    def plan(self) -> Plan:
        """See the port. What isn't kept has no format to change."""
        return Plan(Formats(1, 1), 1, (), ())

    def contract(self, scope: Scope) -> Plan:
        """See the port."""
        refuse_partial(scope)
        return self.plan()

    def identity(self) -> str:
        """See `Portable`."""
        return self._held.identity

    def origin(self) -> Origin | None:
        """See `Portable`."""
        return self._held.origin

    def set_origin(self, origin: Origin) -> None:
        """See `Portable`."""
        self._held.origin = origin

    def receive(self, moments: Sequence[Moment], answers: Sequence[Answer] = ()) -> None:
        """See `Portable`."""
        with self._lock:
            receiving.receive(self._held, moments, answers)

    def answers(self, upto: int) -> Iterator[Answer]:
        """See `Portable`."""
        with self._lock:
            found = [Answer(*named, given) for named, given in self._held.answers.items() if given.sequence <= upto]
        yield from found

    def forgotten(self, after: int) -> list[Forgotten]:
        """See `Portable`."""
        with self._lock:
            return [each for each in self._held.forgotten if each.number > after]

    def forgets(self) -> int:
        """See `Portable`."""
        return self._held.forgets

    def forget_again(self, forgotten: Sequence[Forgotten], spare: Callable[[Key], bool]) -> int:
        """See `Portable`."""
        with self._lock:
            return receiving.forget_again(self._held, forgotten, spare)

    def lose(self, states: Sequence[tuple[Key, int]]) -> None:
        """See `Portable`."""
        with self._lock:
            for key, version in states:
                record = self._held.records[key]
                record.states = [each for each in record.states if each.version != version]

    def close(self) -> None:
        """See the port."""

    def _write(self, change: PreparedChange) -> Committed:
        held, cause = self._held, change.cause
        named = None if cause.request is None else (cause.actor, cause.request)
        if named is not None and (answer := held.answers.get(named)) is not None:
            return replace(answer, replayed=True)
        present = {
            key: Present(record.now.version, record.now.octets)
            for key in change.keys
            if (record := held.records.get(key)) is not None
        }
        decision = decide(change, present, self._holders)
        if decision.writes:
            self._apply(cause, decision)
        answer = Committed(len(held.events), decision.versions, len(decision.writes))
        if named is not None:
            held.answers[named] = answer
        return answer

    def _apply(self, cause: Cause, decision: Decision) -> None:
        held, at = self._held, cause.at.astimezone(UTC)
        sequence = len(held.events) + 1
        entries = []
        for write in decision.writes:
            record = held.record(write.key, at)
            _, version, previous = write.touched
            entries.append((record.serial, version, previous))
            put = write.put
            record.states.append(State(write.version, put.octets if put else None, sequence))
            if put is not None:
                record.created = record.created if previous else at
                record.changed = at
            held.index(record, put.derived if put else Derived(), put.types if put else (), there=put is not None)
        held.events.append((replace(cause, at=at), entries))

    def _holders(self, wanted: Sequence[DerivedKey]) -> dict[DerivedKey, list[Key]]:
        return {key: self._held.holders(key) for key in wanted}

    def _record(self, key: Key, scope: Scope) -> Record | None:
        return self._held.records.get(key) if reads(scope, key.graph) else None

    def _document(self, key: Key) -> Document | None:
        record = self._held.records.get(key)
        if record is None or record.now.octets is None:
            return None
        return Document(key, record.now.version, orjson.loads(record.now.octets), record.created, record.changed)

    def _layers_of(self, iri: str, scope: Scope) -> Iterable[Document]:
        for graph, key in sorted(self._held.layers.get(iri, {}).items()):
            if reads(scope, graph) and (document := self._document(key)) is not None:
                yield document

    def _version(self, record: Record, state: State) -> Version:
        body = None if state.octets is None else orjson.loads(state.octets)
        return Version(record.key, state.version, body, state.sequence, self._held.events[state.sequence - 1][0])

    def _page(
        self,
        places: Sequence[int],
        question: Sequence[str],
        start: int,
        first: int,
        total: int | None,
        *,
        each: bool = False,
    ) -> KeyPage:
        """A part of a list of serials, which are negative where the last comes first."""
        at = bisect_right(places, start)
        page = places[at : at + first]
        more = len(places) > at + first
        after = write_cursor(question, (page[-1],)) if more and page else None
        cursors = tuple(write_cursor(question, (place,)) for place in page) if each else ()
        return KeyPage(tuple(self._held.keys[abs(place)] for place in page), after, total, cursors)
