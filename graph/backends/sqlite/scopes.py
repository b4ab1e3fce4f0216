"""A scope as a condition on graph ids."""

from __future__ import annotations

import sqlite3
from typing import Final

from graph.backends.sqlite.schema import KIND_BITS, KIND_NUMBERS
from graph.store.names import GraphKind
from graph.store.scope import EVERY, Scope

_REMEMBERED: Final = 1024
_PART: Final = 500


class Scopes:
    """Scopes seen by one session. What a scope covers holds until a graph is added or the contents are replaced."""

    def __init__(self) -> None:
        self._known: dict[tuple[int, int, Scope], tuple[int, ...]] = {}

    def condition(self, connection: sqlite3.Connection, scope: Scope, column: str) -> str:
        """The SQL condition that `column`, a graph's id, is one the scope reads; for the present transaction only."""
        kinds = {kind for each in scope.reading if EVERY in each.owners for kind in each.kinds}
        if len(kinds) == len(KIND_NUMBERS):
            return "1"
        parts = []
        if kinds:
            parts.append(f"({column} & {(1 << KIND_BITS) - 1}) IN ({_numbers(kinds)})")
        if ids := self._ids(connection, scope):
            parts.append(f"{column} IN ({','.join(map(str, ids))})")
        return f"({' OR '.join(parts)})" if parts else "0"

    def _ids(self, connection: sqlite3.Connection, scope: Scope) -> tuple[int, ...]:
        if all(EVERY in each.owners for each in scope.reading):
            return ()
        incarnation, newest = connection.execute(
            "SELECT incarnation, (SELECT max(id) FROM graph) FROM store"
        ).fetchone()
        known = (incarnation, newest or 0, scope)
        found = self._known.get(known)
        if found is None:
            if len(self._known) >= _REMEMBERED:
                self._known.clear()
            found = self._known[known] = _graphs_of(connection, scope)
        return found


def _numbers(kinds: set[GraphKind]) -> str:
    return ",".join(str(number) for number in sorted(KIND_NUMBERS[kind] for kind in kinds))


def _graphs_of(connection: sqlite3.Connection, scope: Scope) -> tuple[int, ...]:
    """The ids of the graphs that the scope names by their owners."""
    found: set[int] = set()
    for each in scope.reading:
        kinds, owners = [kind.value for kind in each.kinds], sorted(each.owners - {EVERY})
        for start in range(0, 0 if EVERY in each.owners else len(owners), _PART):
            part = owners[start : start + _PART]
            sql = f"SELECT id FROM graph WHERE kind IN ({_marks(kinds)}) AND owner IN ({_marks(part)})"  # noqa: S608
            found.update(row[0] for row in connection.execute(sql, kinds + part))
    return tuple(sorted(found))


def _marks(values: list[str]) -> str:
    return ",".join("?" * len(values))
