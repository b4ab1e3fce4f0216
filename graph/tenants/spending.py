"""What each library has left to spend, counted together by every process of a machine.

A file beside the store holds an account for each payer: what is left, as of a moment. Nothing in it is worth keeping,
so it is written without waiting for the disk; where it can't be used, nobody is refused for that.
"""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Final, Protocol

_PATIENCE_S: Final = 1.0
Account = tuple[float, float]
"""What an account holds, and since when (seconds since 1970)."""
Change = Callable[[Account | None], Account]
"""From what an account held (None: it is new) to what it holds. May raise, and nothing is changed."""


class Accounts(Protocol):
    """Accounts by payer."""

    def change(self, payer: str, change: Change) -> None:
        """Replace what an account holds, and since when (seconds since 1970), alone."""
        ...


class SharedAccounts:
    """Accounts in a file, for all processes of the machine. Safe for threads."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._mine = threading.local()

    def change(self, payer: str, change: Change) -> None:
        """See `Accounts.change`."""
        try:
            connection = self._connection()
            connection.execute("BEGIN IMMEDIATE")
            try:
                row = connection.execute("SELECT held, at FROM account WHERE payer = ?", (payer,)).fetchone()
                held, at = change(row)
                connection.execute(
                    "INSERT INTO account VALUES (?, ?, ?)"
                    " ON CONFLICT DO UPDATE SET held = excluded.held, at = excluded.at",
                    (payer, held, at),
                )
            finally:
                connection.execute("COMMIT")
        except sqlite3.Error:
            change(None)

    def _connection(self) -> sqlite3.Connection:
        found: sqlite3.Connection | None = getattr(self._mine, "connection", None)
        if found is None:
            found = sqlite3.connect(self._path, timeout=_PATIENCE_S, isolation_level=None)
            found.execute("PRAGMA journal_mode = WAL")
            found.execute("PRAGMA synchronous = OFF")
            found.execute(
                "CREATE TABLE IF NOT EXISTS account (payer TEXT PRIMARY KEY, held REAL NOT NULL, at REAL NOT NULL)"
            )
            self._mine.connection = found
        return found
