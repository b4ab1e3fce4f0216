"""Sessions with the server: reading without a transaction of its own, writing in one that is tried again.

What failed because the server is away, a deadlock was broken or a leader changed is tried again, with growing pauses;
after `patience_s` the caller is told `Unavailable`.
"""

from __future__ import annotations

import logging
import random
import time
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final, TypeVar

import neo4j
from neo4j import GraphDatabase, Record, Session
from neo4j.exceptions import ClientError, DriverError, Neo4jError, ServiceUnavailable, SessionExpired, TransientError

from graph.backends.neo4j.failures import is_taken, translated
from graph.backends.neo4j.schema import Links, expand, formats_of, is_restoring, links_of
from graph.store.errors import StoreError
from graph.store.formats import Migration

T = TypeVar("T")
_ATTEMPTS: Final = 8
_PAUSE_S: Final = 0.05
_LONGEST_PAUSE_S: Final = 1.0
_LOG: Final = logging.getLogger("catalograph.store")
# The driver tells of each attempt, with addresses and stacks; that the server is away is told here, once.
logging.getLogger("neo4j").setLevel(logging.CRITICAL)


class Connection:
    """A pool of connections to one database. Safe for threads; opening it again after a fork is the caller's part."""

    def __init__(self, address: str, auth: tuple[str, str] | None, database: str | None, patience_s: float) -> None:
        self._patience_s = patience_s
        with translated():
            self._driver = GraphDatabase.driver(
                address,
                auth=auth,
                connection_timeout=min(patience_s, 5.0),
                connection_acquisition_timeout=patience_s,
                keep_alive=True,
                notifications_min_severity="OFF",
            )
        self._database = database
        self._refusal: StoreError | None = None
        self.links = Links()
        self._away_since: float | None = None
        self._bookmarks = GraphDatabase.bookmark_manager()

    def session(self, *, writing: bool = False) -> Session:
        """A session; what this process wrote is seen in it, in a cluster too."""
        if self._refusal is not None:
            raise self._refusal
        return self._driver.session(
            database=self._database,
            default_access_mode=neo4j.WRITE_ACCESS if writing else neo4j.READ_ACCESS,
            bookmark_manager=self._bookmarks,
        )

    def prepare(self, migrations: Sequence[Migration], *, create: bool, restoring: bool) -> bool:
        """Bring an older store to this format, and make one where there is none if `create`; whether there is one."""

        def attempt() -> bool:
            with self.session(writing=True) as session:
                if not (restoring and is_restoring(session)):
                    if not create and formats_of(session).format == 0:
                        return False
                    expand(session, migrations)
                self.links = links_of(session)
                return True

        with translated():
            return self._patiently(attempt, TransientError)

    def refuse(self, error: StoreError) -> None:
        """Raise this from every call to come: the store has changed beyond what this process knows."""
        self._refusal = error

    def read(self, statement: str, **parameters: Any) -> list[Record]:
        """The rows of one reading statement, asked again while the server is away and patience lasts."""

        def ask() -> list[Record]:
            with self.session() as session:
                return list(session.run(statement, _untold(parameters)))

        with translated():
            return self._patiently(ask)

    def await_commits(self) -> None:
        """Return when every commit that has a number in the log by now is in effect, in the indexes too.

        A committing transaction keeps the log's lock until it is; this asks for the lock and changes nothing.
        """

        def attempt() -> None:
            with self.session(writing=True) as session, session.begin_transaction() as raw:
                raw.run("MATCH (l:Log {name: 'log'}) SET l.locked = true").consume()
                raw.rollback()

        with translated():
            self._patiently(attempt)

    def write(self, work: Callable[[Transaction], T], *, patient: bool = True) -> T:
        """What `work` answers, done in one transaction that is tried again where another one was in its way.

        One that isn't `patient` is tried once. One of which nobody knows whether it was committed isn't tried again.
        """

        def attempt() -> T:
            with self.session(writing=True) as session, session.begin_transaction() as raw:
                answer = work(Transaction(raw, self.links))
                raw.commit()
                return answer

        with translated():
            if not patient:
                return attempt()
            for _ in range(_ATTEMPTS - 1):
                try:
                    return self._patiently(attempt)
                except ClientError as error:
                    if not is_taken(error):
                        raise
            return self._patiently(attempt)

    def _patiently(self, call: Callable[[], T], error: type[Exception] = Exception) -> T:
        """What `call` answers, called again with growing pauses while the server says or lets see that it may help, or
        only where it failed with this `error`.

        Not the driver's own way: its pauses begin with a second and double without end, so that a deadlock costs a desk
        a second, and a server that is back is found as late again as it was away. Patience is counted from when the
        server was first missed: while it stays away longer, nobody queues for it.
        """
        since = time.monotonic() if self._away_since is None else self._away_since
        until = since + self._patience_s
        pause = _PAUSE_S
        while True:
            try:
                answer = call()
            except (DriverError, Neo4jError) as failure:
                if not isinstance(failure, error):
                    raise
                if isinstance(failure, ServiceUnavailable | SessionExpired) and self._away_since is None:
                    self._away_since = time.monotonic()
                    _LOG.warning("The Neo4j server does not answer; it is asked again while patience lasts.")
                if not failure.is_retryable() or time.monotonic() + pause > until:
                    raise
            else:
                if self._away_since is not None:
                    self._away_since = None
                    _LOG.warning("The Neo4j server answers again.")
                return answer
            time.sleep(pause * (0.5 + random.random()))  # noqa: S311 - spreads attempts, keeps no secret
            pause = min(pause * 2, _LONGEST_PAUSE_S)

    def close(self) -> None:
        """Close every connection."""
        self._driver.close()


class Transaction:
    """One transaction, as the modules beside use it, and how `links` are written in it."""

    __slots__ = ("_raw", "links")

    def __init__(self, raw: neo4j.Transaction, links: Links) -> None:
        self._raw, self.links = raw, links

    def run(self, statement: str, **parameters: Any) -> list[Record]:
        """The rows of a statement."""
        return list(self._raw.run(statement, _untold(parameters)))

    def send(self, statement: str, **parameters: Any) -> None:
        """Have a statement run whose rows nobody wants: what comes next is on its way while the server is at work.

        It has to return a row: one that returns none is run before the server says that it has it. What goes wrong in
        it is raised by what comes next, the commit at the latest.
        """
        self._raw.run(statement, _untold(parameters))

    def single(self, statement: str, **parameters: Any) -> Record | None:
        """The only row, or None."""
        return self._raw.run(statement, _untold(parameters)).single()


class _Untold(list[Any]):
    """A list that doesn't tell what is in it: the driver writes out the parameters of each statement for a log that
    nobody reads, megabytes of them in a load.
    """

    __slots__ = ()

    def __repr__(self) -> str:
        return f"[{len(self)} values]"


def _untold(parameters: Mapping[str, Any]) -> dict[str, Any]:
    return {name: _Untold(each) if isinstance(each, list) else each for name, each in parameters.items()}
