"""The store in memory, for tests that don't care and for trying things out. Nothing survives the process."""

from graph.backends.memory.store import MemoryStore

__all__ = ["MemoryStore"]
