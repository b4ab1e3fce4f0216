"""Which formats the running processes know: a node of each in the database, with the time it was last seen.

Times are the server's own, so machines whose clocks differ agree. A process that ends takes its node away; one that
was killed is no longer counted once it has not been seen for a minute.
"""

from __future__ import annotations

import secrets
import threading
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING, Final

from graph.backends.neo4j.failures import translated
from graph.backends.neo4j.schema import LINKS, MIGRATIONS, Links, contract, formats_of
from graph.store.errors import StoreError
from graph.store.formats import Formats, Migration, OlderReleaseRuns, Plan, plan_of, refuse_later, to_contract

if TYPE_CHECKING:
    from collections.abc import Sequence

    from graph.backends.neo4j.connection import Connection

_BEAT_S: Final = 10.0
_DEAD_MS: Final = 60_000
_SEEN: Final = (
    "MATCH (s:Catalograph {name: 'store'}) MERGE (p:Process {id: $id}) SET p.format = $known, p.seen = timestamp()"
)
_GONE: Final = "MATCH (p:Process) WHERE p.id = $id OR p.seen < timestamp() - $dead DETACH DELETE p"
_OLDER: Final = "MATCH (p:Process) WHERE p.format < $than AND p.seen >= timestamp() - $dead RETURN count(p) AS count"


class Running:
    """This process among those that use the store. `outdated` hears, once, that the store needs a later release."""

    def __init__(self, connection: Connection, known: int, outdated: Callable[[StoreError], None]) -> None:
        self._connection, self._known, self._outdated = connection, known, outdated
        self._id = secrets.token_hex(8)
        self._ending = threading.Event()
        self._seen()
        threading.Thread(target=self._beat, name="store-heartbeat", daemon=True).start()

    def close(self) -> None:
        """Be no longer counted. Calling it again does nothing."""
        if not self._ending.is_set():
            self._ending.set()
            with suppress(StoreError):
                self._connection.write(lambda t: t.run(_GONE, id=self._id, dead=_DEAD_MS), patient=False)

    def _seen(self) -> None:
        self._connection.write(lambda t: t.run(_SEEN, id=self._id, known=self._known))
        # Looked at after this process can be seen: whoever contracts does the two the other way round.
        rows = self._connection.read(
            "MATCH (n:Catalograph {name: 'store'}) RETURN coalesce(n.contracting, n.oldest, 1) AS oldest, " + LINKS
        )
        try:
            refuse_later(Formats(0, rows[0]["oldest"] if rows else 0), self._known)
        except StoreError as error:
            self._outdated(error)
            raise
        if rows:
            self._connection.links = Links(rows[0]["short"], rows[0]["mixed"])

    def _beat(self) -> None:
        while not self._ending.wait(_BEAT_S):
            # Away, it is seen again later; outdated, every call says so.
            with suppress(StoreError):
                self._seen()


def plan(connection: Connection, migrations: Sequence[Migration]) -> Plan:
    """See `Store.plan`."""
    with translated(), connection.session() as session:
        return plan_of(formats_of(session), migrations)


def plan_at(address: str, auth: tuple[str, str] | None, database: str | None, patience_s: float) -> Plan:
    """What this release would do to the store at an address, which stays as it is."""
    from graph.backends.neo4j.connection import Connection

    connection = Connection(address, auth, database, patience_s)
    try:
        with translated():
            return plan(connection, MIGRATIONS)
    finally:
        connection.close()


def contract_alone(connection: Connection, migrations: Sequence[Migration]) -> Plan:
    """See `Store.contract`. Older processes that come later are refused from the first step on."""
    found = plan(connection, migrations)
    waiting = to_contract(found.formats, migrations)
    if not waiting:
        return found
    than = waiting[-1]
    connection.write(lambda t: t.run("MATCH (n:Catalograph {name: 'store'}) SET n.contracting = $than", than=than))
    try:
        (row,) = connection.read(_OLDER, than=than, dead=_DEAD_MS)
        if row["count"]:
            raise OlderReleaseRuns(f"{row['count']} processes of an older release use the store.")
        with translated(), connection.session(writing=True) as session:
            contract(session, migrations)
    finally:
        connection.write(lambda t: t.run("MATCH (n:Catalograph {name: 'store'}) REMOVE n.contracting"))
    return found
