"""`SqliteStore`: the port over one SQLite file. What each call does is in the modules beside."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from pathlib import Path

from graph.backends.sqlite import bulk, checking, log, pointing, reading, receiving, removal, schema, upkeep, writing
from graph.backends.sqlite.connection import Connections
from graph.backends.sqlite.failures import translated
from graph.backends.sqlite.forgotten import ForgetLog
from graph.backends.sqlite.origins import Origins
from graph.store.formats import Migration, Plan
from graph.store.model import Change, Committed, Document, Event, Finding, Head, Key, KeyPage, Version
from graph.store.port import Copying, Point
from graph.store.portable import Answer, Forgotten, Moment, Origin
from graph.store.prepared import prepare
from graph.store.refusals import (
    reads,
    refuse_forgetting,
    refuse_partial,
    refuse_vocabulary,
    refuse_write,
)
from graph.store.scope import Scope


class SqliteStore:
    """The store in the file at `path`, made where there is none.

    Several threads and processes may hold the same file. A write waits `patience_s` for its turn. Raises `Corrupt` for
    a file of another program, or one that only a later release can use, `Unavailable` where it can't be opened, and
    `Unfinished` for a copy that is not whole unless `restoring`. See `graph.store.port.Store` and
    `graph.store.portable.Portable` for what each call promises.
    """

    def __init__(
        self,
        path: Path,
        *,
        patience_s: float = 10.0,
        restoring: bool = False,
        migrations: Sequence[Migration] = schema.MIGRATIONS,
    ) -> None:
        self._origins = Origins(Path(path))
        if not restoring:
            self._origins.refuse_unfinished()
        self._connections = Connections(Path(path), patience_s, migrations)
        self._forgotten = ForgetLog(Path(path))

    def read(self, keys: Sequence[Key], scope: Scope) -> list[Document | None]:
        """See the port."""
        with self._connections.reading() as session:
            return reading.documents(session, keys, scope)

    def layers(self, iris: Sequence[str], scope: Scope) -> list[tuple[Document, ...]]:
        """See the port."""
        with self._connections.reading() as session:
            return reading.layers(session, iris, scope)

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
        names = [(target,) if isinstance(target, str) else target for target in targets]
        for each in names:
            refuse_vocabulary(each)
        with self._connections.reading() as session:
            return pointing.incoming(session, names, paths, scope, first, after, count=count, latest=latest)

    def find(self, scheme: str, values: Sequence[str], scope: Scope) -> list[tuple[Key, ...]]:
        """See the port."""
        with self._connections.reading() as session:
            return reading.find(session, scheme, values, scope)

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
        if not reads(scope, graph):
            return KeyPage(())
        with self._connections.reading() as session:
            return reading.scan(session, graph, type, first, after, count=count)

    def commit(self, change: Change, scope: Scope) -> Committed:
        """See the port."""
        prepared = prepare(change, scope)
        with translated():
            packed = writing.pack(prepared, self._connections.session())
        with self._connections.writing() as session:
            return writing.write(session, packed)

    def load(self, changes: Iterable[Change], scope: Scope) -> list[Committed]:
        """See the port."""
        with translated():
            return bulk.load(self._connections, changes, scope)

    def changes(self, after: int, limit: int, scope: Scope) -> list[Event]:
        """See the port."""
        with self._connections.reading() as session:
            return log.events(session, after, limit, scope)

    def position(self) -> int:
        """See the port."""
        with self._connections.glancing() as session:
            return log.position(session)

    def head(self) -> Head:
        """See the port."""
        with self._connections.glancing() as session:
            return log.head(session)

    def history(self, keys: Sequence[Key], scope: Scope) -> list[tuple[Version, ...]]:
        """See the port."""
        with self._connections.reading() as session:
            return [log.history(session, key) if reads(scope, key.graph) else () for key in keys]

    def versions(self, wanted: Sequence[tuple[Key, int]], scope: Scope) -> list[Version | None]:
        """See the port."""
        with self._connections.reading() as session:
            return [log.single(session, key, version) if reads(scope, key.graph) else None for key, version in wanted]

    def as_of(self, keys: Sequence[Key], moment: datetime, scope: Scope) -> list[Version | None]:
        """See the port."""
        with self._connections.reading() as session:
            return [log.as_of(session, key, moment) if reads(scope, key.graph) else None for key in keys]

    def forget(self, keys: Sequence[Key], scope: Scope) -> int:
        """See the port."""
        refuse_forgetting(keys, scope)
        with translated():
            return removal.forget(self._connections, keys, self._forgotten)

    def drop(self, graph: str, scope: Scope, *, forget: bool = False) -> int:
        """See the port."""
        refuse_write(graph, scope)
        with translated():
            return removal.drop(self._connections, graph, self._forgotten, forget=forget)

    def backup(self, to: Path, scope: Scope, progress: Copying | None = None) -> None:
        """See the port. Counts pages of the file."""
        refuse_partial(scope)
        with translated():
            upkeep.backup(self._connections, to, progress)

    def restore(self, source: Path, scope: Scope, to: Point = None) -> None:
        """See the port."""
        refuse_partial(scope)
        with translated():
            upkeep.restore(self._connections, source, self._forgotten, to)
            self._origins.renew()

    def check(self, scope: Scope) -> list[Finding]:
        """See the port."""
        refuse_partial(scope)
        with self._connections.reading() as session:
            return checking.check(session)

    def mend(self, keys: Sequence[Key], scope: Scope) -> int:
        """See the port."""
        refuse_partial(scope)
        with translated():
            return checking.mend(self._connections, keys)

    def plan(self) -> Plan:
        """See the port."""
        return self._connections.plan()

    def contract(self, scope: Scope) -> Plan:
        """See the port."""
        refuse_partial(scope)
        return self._connections.contract()

    def identity(self) -> str:
        """See `Portable`."""
        with translated():
            return self._origins.identity()

    def origin(self) -> Origin | None:
        """See `Portable`."""
        with translated():
            return self._origins.origin()

    def set_origin(self, origin: Origin) -> None:
        """See `Portable`."""
        with translated():
            self._origins.set_origin(origin)

    def receive(self, moments: Sequence[Moment], answers: Sequence[Answer] = ()) -> None:
        """See `Portable`."""
        with translated():
            receiving.receive(self._connections, moments, answers)

    def answers(self, upto: int) -> Iterator[Answer]:
        """See `Portable`."""
        return receiving.answers(self._connections, upto)

    def forgotten(self, after: int) -> list[Forgotten]:
        """See `Portable`."""
        with translated():
            return self._forgotten.after(after)

    def forgets(self) -> int:
        """See `Portable`."""
        with self._connections.reading() as session:
            return int(session.connection.execute("SELECT forgets FROM store").fetchone()[0])

    def forget_again(self, forgotten: Sequence[Forgotten], spare: Callable[[Key], bool]) -> int:
        """See `Portable`."""
        with translated():
            return removal.forget_again(self._connections, forgotten, spare, self._forgotten)

    def lose(self, states: Sequence[tuple[Key, int]]) -> None:
        """See `Portable`."""
        with translated():
            removal.lose(self._connections, states)

    def close(self) -> None:
        """See the port."""
        self._connections.close()
