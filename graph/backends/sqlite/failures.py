"""SQLite's errors in the port's words."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from graph.store.errors import Corrupt, StoreError, Unavailable

DAMAGED: Final = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}
_SENTENCES: Final[dict[int, str]] = {
    sqlite3.SQLITE_BUSY: "The store is busy.",
    sqlite3.SQLITE_LOCKED: "The store is busy.",
    sqlite3.SQLITE_FULL: "The store's disk is full; nothing was written.",
    sqlite3.SQLITE_IOERR: "The store's disk refused to read or write; nothing was half done.",
    sqlite3.SQLITE_READONLY: "The store's file may not be written.",
    sqlite3.SQLITE_CANTOPEN: "The store's file can't be opened.",
    sqlite3.SQLITE_PERM: "The store's file may not be opened.",
    sqlite3.SQLITE_NOMEM: "The store ran out of memory.",
}
BUSY: Final = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)


def primary_code(error: sqlite3.Error) -> int:
    """The primary result code of an error, 0 where the driver itself raised it."""
    return (getattr(error, "sqlite_errorcode", None) or 0) & 0xFF


def in_the_ports_words(error: sqlite3.Error) -> StoreError:
    """The port's error for one of the driver's."""
    code = primary_code(error)
    if code in DAMAGED:
        return Corrupt("The store's file is damaged or not a store.")
    return Unavailable(_SENTENCES.get(code, f"The store failed: {error}."))


@contextmanager
def translated() -> Iterator[None]:
    """Let no driver's error out of the block."""
    try:
        yield
    except sqlite3.Error as error:
        raise in_the_ports_words(error) from error
    except OSError as error:
        raise Unavailable(f"The store's folder can't be used: {error.strerror}.") from error
