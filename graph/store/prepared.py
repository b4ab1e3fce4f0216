"""A change made ready to be written: checked against the scope, in canonical form, with everything derived from it.

All of this happens before a store takes its write lock, so that the lock is held for writing only.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from graph.store.canonical import canonical, encode
from graph.store.derive import derive
from graph.store.errors import InvalidDocument
from graph.store.model import Cause, Change, Delete, Derived, Expected, Key
from graph.store.refusals import refuse_write
from graph.store.scope import Scope
from mappings.bibframe.node import Node

_IRI_LIMIT: Final = 4096
"""Octets of a document's name: what an index of every engine takes."""


@dataclass(frozen=True, slots=True)
class PreparedPut:
    """A put in canonical form: the `body` and its `octets` are the same thing."""

    key: Key
    expects: Expected
    body: Node
    octets: bytes
    derived: Derived
    types: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PreparedChange:
    """A change that only needs the state it will meet to be decided."""

    cause: Cause
    puts: tuple[PreparedPut, ...]
    deletes: tuple[Delete, ...]

    @property
    def keys(self) -> list[Key]:
        """Every document the change wants to write, puts first."""
        return [put.key for put in self.puts] + [delete.key for delete in self.deletes]


def prepare(change: Change, scope: Scope) -> PreparedChange:
    """`change` ready to be written. Raises `OutOfScope` or `InvalidDocument`; then nothing of it is written."""
    _check_cause(change.cause)
    seen: set[Key] = set()
    for key in [put.key for put in change.puts] + [delete.key for delete in change.deletes]:
        refuse_write(key.graph, scope)
        if key in seen:
            raise InvalidDocument(f"The change writes {key.iri} twice.")
        seen.add(key)
    puts = tuple(prepare_put(put.key, put.body, put.expects) for put in change.puts)
    return PreparedChange(change.cause, puts, change.deletes)


def prepare_put(key: Key, body: Node, expects: Expected) -> PreparedPut:
    """One put ready to be written. Raises `InvalidDocument`."""
    _check_iri(key.iri)
    if "@id" not in body:
        body = {"@id": key.iri, **body}
    elif body["@id"] != key.iri:
        raise InvalidDocument(f"The description at {key.iri} calls itself {body['@id']}.")
    body = canonical(body)
    octets = encode(body)
    return PreparedPut(key, expects, body, octets, derive(key, body), tuple(dict.fromkeys(body.get("@type", ()))))


def _check_iri(iri: str) -> None:
    if not iri or len(iri.encode()) > _IRI_LIMIT or not iri.isprintable() or " " in iri or ":" not in iri:
        raise InvalidDocument(f"“{iri[:200]}” can't name a document.")


def _check_cause(cause: Cause) -> None:
    if cause.at.tzinfo is None:
        raise InvalidDocument("The time of a change needs its time zone.")
