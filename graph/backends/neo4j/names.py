"""How things are called in the database, so that one look-up finds each."""

from __future__ import annotations

import random
from datetime import datetime
from functools import lru_cache
from hashlib import blake2b
from typing import Final

from graph.store.model import Key
from graph.store.names import opaque_id

_FROM_MS: Final = 1_577_836_800_000
"""2020-01-01: serials count from there, so that they last until 2089."""
_RANDOM_BITS: Final = 10
_ORDER_BITS: Final = 12
_INDEXED: Final = 1900


def doc_key(key: Key) -> str:
    """The key of a document's node."""
    return f"{key.graph} {key.iri}"


def version_id(key: str, version: int) -> str:
    """The id of an earlier version of the document with this key."""
    return f"{key} {version}"


@lru_cache(maxsize=65_536)
def road(path: str, target: str) -> int:
    """The number of a way in: a target by a path. A billion ways share none but for one chance in forty."""
    octets = f"{path}\x1f{target}".encode("utf-8", "surrogatepass")
    return int.from_bytes(blake2b(octets, digest_size=8).digest(), "big", signed=True)


@lru_cache(maxsize=65_536)
def long_road(path: str, target: str) -> str:
    """What a way in was called before it had a number."""
    return opaque_id("road", path, target)


def indexed(iri: str) -> str:
    """An IRI as its node has it: a very long one cut, with a hash of the whole, because an index ends at 8 kB."""
    return iri if len(iri) <= _INDEXED else f"{iri[:_INDEXED]}…{opaque_id('iri', iri)}"


def key_id(scheme: str, value: str) -> str:
    """The id of a key's node. Values may be longer than an index takes."""
    return opaque_id("key", scheme, value)


def answer_id(actor: str, request: str) -> str:
    """The id of the answer to a request."""
    return opaque_id("answer", actor, request)


def serials(at: datetime, count: int) -> list[int]:
    """Numbers for new documents, growing with time and with their place in a change.

    Made here and not counted in the database, where a counter would make every writer wait for the one before. Two
    made alike are refused by a constraint, and the change is tried again with others.
    """
    begin = (round(at.timestamp() * 1000) - _FROM_MS) << (_RANDOM_BITS + _ORDER_BITS)
    chance = random.getrandbits(_RANDOM_BITS)
    return [begin + (number << _RANDOM_BITS | chance) for number in range(count)]
