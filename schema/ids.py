"""Global ids: opaque to clients, unique over all types, the same for every tenant.

An id is a letter for what it names and the name itself in URL-safe base 64, so resolving one needs no table.
"""

from __future__ import annotations

import binascii
from base64 import urlsafe_b64decode, urlsafe_b64encode
from enum import StrEnum
from typing import ClassVar, NamedTuple

import strawberry

from mappings.errors import CatalographError


class InvalidId(CatalographError):
    """An id that this API did not hand out, or one of another kind of thing."""

    code: ClassVar[str] = "INVALID_ID"
    hint: ClassVar[str] = "Use an id exactly as a query returned it."


class Naming(StrEnum):
    """What an id names."""

    RESOURCE = "r"
    TENANT = "t"
    NETWORK = "n"
    LOCATION = "l"
    JOB = "j"
    PATRON = "p"
    LOAN = "o"
    REQUEST = "q"
    FEE = "f"
    SERVICE_POINT = "s"
    NOTICE = "m"
    OFFLINE = "x"
    DRAFT = "d"
    TEMPLATE = "e"
    PROPOSAL = "u"
    BATCH = "b"
    CHANGE_BATCH = "c"
    TRANSIT = "w"
    SAVED_QUERY = "y"
    SPARQL_RUN = "z"
    LIBRARY_REQUEST = "i"


class Named(NamedTuple):
    """What an id says: the kind of thing and its IRI, slug or number."""

    naming: Naming
    name: str


def make_id(naming: Naming, name: str) -> strawberry.ID:
    """The global id of a thing."""
    return strawberry.ID(naming.value + urlsafe_b64encode(name.encode()).decode().rstrip("="))


def resource_id(iri: str) -> strawberry.ID:
    """The global id of a resource of the graph."""
    return strawberry.ID("r" + urlsafe_b64encode(iri.encode()).decode().rstrip("="))


def read_id(id: str) -> Named:
    """What an id names. Raises `InvalidId`."""
    coded = id[1:]
    try:
        name = urlsafe_b64decode(coded + "=" * (-len(coded) % 4)).decode()
        found = Named(Naming(id[:1]), name)
    except (ValueError, binascii.Error):
        found = None
    if found is None or not found.name or make_id(*found) != id:
        raise InvalidId(f"“{id[:100]}” is not an id of this installation.")
    return found


def name_in(id: str, *namings: Naming) -> str:
    """The name in an id that must name one of these kinds of things. Raises `InvalidId`."""
    found = read_id(id)
    if found.naming not in namings:
        raise InvalidId(f"“{id[:100]}” does not name what is asked for here.")
    return found.name
