"""Names in the graph: which IRI a graph or resource has, and what a graph's IRI says about it.

{base}{tenant}/graphs/{kind}            a tenant's graphs
{base}graphs/network/{network}          what a network shares
{base}graphs/identity, …/vocabulary     the installation's own
{base}{tenant}/{works|instances|…}/{id} resources, ids opaque and never reused
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from hashlib import blake2b
from typing import Final, NamedTuple

from graph.store.errors import InvalidName

_SLUG = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
RESERVED_SLUGS: Final = frozenset(
    {
        "graphs",
        "tenants",
        "networks",
        "accounts",
        "tokens",
        "credentials",
        "identities",
        "sessions",
        "sign-in",
        "sign-out",
        "graphql",
        "static",
        "app",
        "health",
        "ready",
        "metrics",
        "sparql",
        "import",
        "daia",
        "payment-providers",
        "webhooks",
        "partners",
        "paia",
        "ns",
    }
)


NETWORKS: Final = "networks"
"""Stands in place of a tenant's slug in the IRIs of what networks describe together."""
NOTES: Final = ("clusters", "cluster-proposals", "cluster-decisions", "co-circulation")
"""The collections of what networks note about descriptions without describing anything."""
RESERVED_NETWORKS: Final = frozenset({"all", "network", *NOTES})
"""What stands for something else where a network is named: every library, any network, addresses of notes."""


class GraphKind(StrEnum):
    """What a named graph holds. Only `CATALOGUE`, `NETWORK` and `VOCABULARY` may ever be shared."""

    CATALOGUE = "catalogue"
    CIRCULATION = "circulation"
    PATRONS = "patrons"
    ACQUISITIONS = "acquisitions"
    SOURCE = "source"
    STAFF = "staff"
    SETTINGS = "settings"
    IDENTITY = "identity"
    NETWORK = "network"
    VOCABULARY = "vocabulary"


SHAREABLE: Final = frozenset({GraphKind.CATALOGUE, GraphKind.NETWORK, GraphKind.VOCABULARY})
"""The kinds that may enter a dataset which answers SPARQL: privacy by construction, not by filter."""

_INSTALLATION: Final = frozenset({GraphKind.IDENTITY, GraphKind.VOCABULARY})


class GraphName(NamedTuple):
    """What a graph's IRI says: its `kind` and its `owner` (tenant or network slug, empty for the installation)."""

    kind: GraphKind
    owner: str


def is_note(iri: str) -> bool:
    """Whether an IRI is of what a network notes about descriptions: which are one, what people borrow together."""
    owner, _, rest = iri.rpartition(f"/{NETWORKS}/")
    return bool(owner) and rest.partition("/")[0] in NOTES


@lru_cache(maxsize=65_536)
def parse_graph(iri: str) -> GraphName:
    """The kind and owner of a graph. Raises `InvalidName` for an IRI that names no graph of ours."""
    before, marker, after = iri.rpartition("/graphs/")
    if not marker:
        raise InvalidName(f"“{iri}” does not name a graph.")
    kind, _, rest = after.partition("/")
    try:
        found = GraphKind(kind)
    except ValueError:
        raise InvalidName(f"“{iri}” names no kind of graph this installation has.") from None
    if found is GraphKind.NETWORK:
        return GraphName(found, rest)
    return GraphName(found, "" if found in _INSTALLATION else before.rpartition("/")[2])


def check_slug(slug: str) -> str:
    """`slug` when it can name a tenant or network (lower-case letters, digits, single hyphens, at most 40). Else
    `InvalidName`.
    """
    if slug in RESERVED_SLUGS:
        raise _reserved(slug)
    if len(slug) > 40 or not _SLUG.fullmatch(slug):
        raise InvalidName(
            f"“{slug}” can't be a name in an address.",
            hint="Use lower-case letters, digits and single hyphens, starting with a letter, at most 40 characters.",
        )
    return slug


def check_network(slug: str) -> str:
    """`slug` when a new network can be called so: not what stands for something else where networks are named. Else
    `InvalidName`.
    """
    if slug in RESERVED_NETWORKS:
        raise _reserved(slug)
    return check_slug(slug)


def _reserved(slug: str) -> InvalidName:
    return InvalidName(
        f"“{slug}” stands for something else in addresses.",
        hint="Choose another name, such as one with a word more: rivers-network.",
        which="reserved",
        values={"slug": slug},
    )


_DIGITS: Final = "0123456789abcdefghjkmnpqrstvwxyz"
_PAIRS: Final = [low + high for high in _DIGITS for low in _DIGITS]
"""Two digits of base 32 at a time, the lower first."""
_SHIFTS: Final = range(0, 100, 10)


def opaque_id(*parts: str) -> str:
    """An id that is the same for the same parts and says nothing else: 20 characters of base 32."""
    digest = blake2b("\x1f".join(parts).encode("utf-8", "surrogatepass"), digest_size=13).digest()
    number = int.from_bytes(digest, "big")
    return "".join([_PAIRS[number >> shift & 1023] for shift in _SHIFTS])


@dataclass(frozen=True, slots=True)
class Names:
    """The IRIs of one installation. `base` is absolute and ends in a slash."""

    base: str

    def graph(self, tenant: str, kind: GraphKind) -> str:
        """A tenant's graph of this kind."""
        return f"{self.base}{tenant}/graphs/{kind.value}"

    def network_graph(self, network: str) -> str:
        """The graph a network shares: clusters, shared descriptions."""
        return f"{self.base}graphs/network/{network}"

    @property
    def identity(self) -> str:
        """The installation's private graph of tenants, networks, people and tokens."""
        return f"{self.base}graphs/identity"

    @property
    def vocabulary(self) -> str:
        """The installation's shared graph of controlled vocabularies."""
        return f"{self.base}graphs/vocabulary"

    def resource(self, tenant: str, collection: str, local: str) -> str:
        """The IRI of a tenant's resource, `collection` being `works`, `instances`, `items`, `agents` …"""
        return f"{self.base}{tenant}/{collection}/{local}"

    def owner_of(self, iri: str) -> str:
        """In whose name a resource has its IRI: a tenant's slug, or `NETWORKS`. Of an IRI from elsewhere, nobody's."""
        return iri.removeprefix(self.base).partition("/")[0]

    def tenant(self, slug: str) -> str:
        """The IRI of a tenant."""
        return f"{self.base}tenants/{slug}"

    def network(self, slug: str) -> str:
        """The IRI of a network."""
        return f"{self.base}networks/{slug}"


@lru_cache(maxsize=65_536)
def names_of(graph: str) -> Names:
    """The names of the installation a graph belongs to. Raises `InvalidName`."""
    kind, owner = parse_graph(graph)
    before = graph.rpartition("graphs/network/" if kind is GraphKind.NETWORK else f"graphs/{kind.value}")[0]
    return Names(before if kind is GraphKind.NETWORK or not owner else before.removesuffix(f"{owner}/"))
