"""Bulk import: one transaction a change, the next change made ready while the server is at work on this one."""

from __future__ import annotations

from collections.abc import Iterable

from graph.backends.neo4j import writing
from graph.backends.neo4j.ahead import made_ahead
from graph.backends.neo4j.connection import Connection
from graph.store.model import Change, Committed
from graph.store.prepared import PreparedChange, prepare
from graph.store.scope import Scope


def load(connection: Connection, changes: Iterable[Change], scope: Scope) -> list[Committed]:
    """See `Store.load`."""
    return [commit(connection, prepared) for prepared in made_ahead(changes, lambda change: prepare(change, scope))]


def commit(connection: Connection, change: PreparedChange) -> Committed:
    """Decide, write and commit one change, again where another transaction was in its way."""
    return connection.write(lambda transaction: writing.write(transaction, change))
