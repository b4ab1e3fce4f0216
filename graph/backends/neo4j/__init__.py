"""The store that grows: any number of stateless servers before one Neo4j (Community features only)."""

from graph.backends.neo4j.store import Neo4jStore

__all__ = ["Neo4jStore"]
