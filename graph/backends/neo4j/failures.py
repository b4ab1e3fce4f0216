"""Neo4j's errors in the port's words."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from neo4j.exceptions import AuthError, ClientError, ConfigurationError, DriverError, Neo4jError

from graph.store.errors import StoreError, Unavailable

TAKEN: Final = "Neo.ClientError.Schema.ConstraintValidationFailed"
"""Somebody else made the same node at the same moment: trying again meets it."""
_MADE: Final = "Neo.ClientError.Schema.EquivalentSchemaRuleAlreadyExists"
"""The same index or constraint came into being meanwhile, `IF NOT EXISTS` or not."""
_SENTENCES: Final[dict[str, str]] = {
    "Neo.TransientError.General.MemoryPoolOutOfMemoryError": "The Neo4j server has too little memory for this.",
    "Neo.ClientError.Security.Unauthorized": "The Neo4j server refuses the user or the password.",
    "Neo.ClientError.Database.DatabaseNotFound": "The Neo4j server has no such database.",
}


def is_taken(error: Neo4jError) -> bool:
    """Whether a unique node was made by somebody else meanwhile."""
    return error.code == TAKEN


def is_made(error: Neo4jError) -> bool:
    """Whether somebody else made the same index or constraint meanwhile."""
    return error.code == _MADE


def in_the_ports_words(error: Exception) -> StoreError:
    """The port's error for one of the driver's or the server's. The server's own words stay with the cause."""
    code = getattr(error, "code", None) or ""
    if isinstance(error, AuthError):
        return Unavailable(
            _SENTENCES["Neo.ClientError.Security.Unauthorized"],
            hint="Check CATALOGRAPH_NEO4J_USER and CATALOGRAPH_NEO4J_PASSWORD.",
        )
    if code in _SENTENCES:
        return Unavailable(_SENTENCES[code])
    if code.startswith("Neo.DatabaseError."):
        return Unavailable("The Neo4j server failed at what it was asked; nothing was half done.")
    if isinstance(error, ClientError | ConfigurationError):
        return Unavailable("The Neo4j server refused what it was asked.")
    return Unavailable("The Neo4j server can't be reached, or is busy beyond its patience; nothing was half done.")


def restoring() -> Unavailable:
    """What a call answers while a restore is under way."""
    return Unavailable("The store is being restored.", hint="Try again when the restore has ended.")


@contextmanager
def translated() -> Iterator[None]:
    """Let no driver's error out of the block."""
    try:
        yield
    except (Neo4jError, DriverError) as error:
        raise in_the_ports_words(error) from error
