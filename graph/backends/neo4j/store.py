"""`Neo4jStore`: the port over one Neo4j database. What each call does is in the modules beside."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from pathlib import Path

from graph.backends.neo4j import checking, copies, loading, log, reading, receiving, removal, running
from graph.backends.neo4j.connection import Connection
from graph.backends.neo4j.running import Running
from graph.backends.neo4j.schema import MIGRATIONS
from graph.store.formats import Migration, Plan
from graph.store.model import Change, Committed, Document, Event, Finding, Head, Key, KeyPage, Version
from graph.store.port import Copying, Point
from graph.store.portable import Answer, Forgotten, Moment, Origin
from graph.store.prepared import prepare
from graph.store.refusals import reads, refuse_forgetting, refuse_partial, refuse_vocabulary, refuse_write
from graph.store.scope import Scope


class Neo4jStore:
    """The store in the database at `address` (`neo4j://host:7687`), made where there is none unless `create` is False.

    `restoring` opens one into which a restore or a copy was broken off, to go on with it.
    Any number of processes on any number of machines may hold the same database. A call waits `patience_s` for a
    server that is away. Raises `Corrupt` for a database of another program, or one that only a later release can use,
    and `Unavailable` where it can't be reached. See `graph.store.port.Store` for what each call promises.
    """

    def __init__(
        self,
        address: str,
        *,
        auth: tuple[str, str] | None = None,
        database: str | None = None,
        patience_s: float = 10.0,
        create: bool = True,
        restoring: bool = False,
        migrations: Sequence[Migration] = MIGRATIONS,
    ) -> None:
        self._connection = Connection(address, auth, database, patience_s)
        self._migrations = migrations
        self._running: Running | None = None
        try:
            if self._connection.prepare(migrations, create=create, restoring=restoring):
                self._running = Running(self._connection, len(migrations), self._connection.refuse)
        except BaseException:
            self._connection.close()
            raise

    @property
    def is_empty(self) -> bool:
        """Whether the database held no store when it was opened, and none was made."""
        return self._running is None

    def kept_base(self, base: str) -> str:
        """The base of the installation's IRIs: the one kept, or from now on this one."""
        return self._connection.write(
            lambda transaction: str(
                transaction.run(
                    "MATCH (n:Catalograph {name: 'store'}) SET n.base = coalesce(n.base, $base) RETURN n.base AS base",
                    base=base,
                )[0]["base"]
            )
        )

    def read(self, keys: Sequence[Key], scope: Scope) -> list[Document | None]:
        """See the port."""
        return reading.documents(self._connection, keys, scope)

    def layers(self, iris: Sequence[str], scope: Scope) -> list[tuple[Document, ...]]:
        """See the port."""
        return reading.layers(self._connection, iris, scope)

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
        return reading.incoming(self._connection, names, paths, scope, first, after, count=count, latest=latest)

    def find(self, scheme: str, values: Sequence[str], scope: Scope) -> list[tuple[Key, ...]]:
        """See the port."""
        return reading.find(self._connection, scheme, values, scope)

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
        return reading.scan(self._connection, graph, type, first, after, count=count)

    def commit(self, change: Change, scope: Scope) -> Committed:
        """See the port."""
        return loading.commit(self._connection, prepare(change, scope))

    def load(self, changes: Iterable[Change], scope: Scope) -> list[Committed]:
        """See the port. A change is a transaction: bulk writers make theirs large."""
        return loading.load(self._connection, changes, scope)

    def changes(self, after: int, limit: int, scope: Scope) -> list[Event]:
        """See the port."""
        return log.events(self._connection, after, limit, scope)

    def position(self) -> int:
        """See the port."""
        return log.position(self._connection)

    def head(self) -> Head:
        """See the port."""
        return log.head(self._connection)

    def history(self, keys: Sequence[Key], scope: Scope) -> list[tuple[Version, ...]]:
        """See the port."""
        return log.history(self._connection, keys, scope)

    def versions(self, wanted: Sequence[tuple[Key, int]], scope: Scope) -> list[Version | None]:
        """See the port."""
        return log.single(self._connection, wanted, scope)

    def as_of(self, keys: Sequence[Key], moment: datetime, scope: Scope) -> list[Version | None]:
        """See the port."""
        return log.as_of(self._connection, keys, moment, scope)

    def forget(self, keys: Sequence[Key], scope: Scope) -> int:
        """See the port."""
        refuse_forgetting(keys, scope)
        return removal.forget(self._connection, keys)

    def drop(self, graph: str, scope: Scope, *, forget: bool = False) -> int:
        """See the port."""
        refuse_write(graph, scope)
        return removal.drop(self._connection, graph, forget=forget)

    def backup(self, to: Path, scope: Scope, progress: Copying | None = None) -> None:
        """See the port. Counts documents and events."""
        refuse_partial(scope)
        copies.backup(self._connection, to, progress)

    def restore(self, source: Path, scope: Scope, to: Point = None) -> None:
        """See the port."""
        refuse_partial(scope)
        copies.restore(self._connection, source, to)

    def check(self, scope: Scope) -> list[Finding]:
        """See the port."""
        refuse_partial(scope)
        return checking.check(self._connection)

    def mend(self, keys: Sequence[Key], scope: Scope) -> int:
        """See the port."""
        refuse_partial(scope)
        return checking.mend(self._connection, keys)

    def plan(self) -> Plan:
        """See the port."""
        return running.plan(self._connection, self._migrations)

    def contract(self, scope: Scope) -> Plan:
        """See the port."""
        refuse_partial(scope)
        return running.contract_alone(self._connection, self._migrations)

    def identity(self) -> str:
        """See `Portable`."""
        return receiving.identity(self._connection)

    def origin(self) -> Origin | None:
        """See `Portable`."""
        return receiving.origin(self._connection)

    def set_origin(self, origin: Origin) -> None:
        """See `Portable`."""
        receiving.set_origin(self._connection, origin)

    def receive(self, moments: Sequence[Moment], answers: Sequence[Answer] = ()) -> None:
        """See `Portable`."""
        receiving.receive(self._connection, moments, answers)

    def answers(self, upto: int) -> Iterator[Answer]:
        """See `Portable`."""
        return receiving.answers(self._connection, upto)

    def forgotten(self, after: int) -> list[Forgotten]:
        """See `Portable`."""
        return receiving.forgotten(self._connection, after)

    def forgets(self) -> int:
        """See `Portable`."""
        return receiving.forgets(self._connection)

    def forget_again(self, forgotten: Sequence[Forgotten], spare: Callable[[Key], bool]) -> int:
        """See `Portable`."""
        return removal.forget_again(self._connection, forgotten, spare)

    def lose(self, states: Sequence[tuple[Key, int]]) -> None:
        """See `Portable`."""
        receiving.lose(self._connection, states)

    def close(self) -> None:
        """See the port."""
        if self._running is not None:
            self._running.close()
        self._connection.close()
