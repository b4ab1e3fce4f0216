"""The embedded store: one SQLite file, several threads and processes at once."""

from graph.backends.sqlite.store import SqliteStore

__all__ = ["SqliteStore"]
