"""What feeds and downloads are of: the catalogue of a library, or what a network shares, where everybody reads it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from app.auth.bearer import NoSuchLibrary
from graph.access.model import ANONYMOUS, Forbidden, Reading
from graph.discovery.labels import preferred
from graph.services import Services
from graph.store.names import GraphKind
from graph.store.scope import Scope


@dataclass(frozen=True, slots=True)
class PublicGraph:
    """A graph that everybody may read: its name, what everybody reads of it, what it is called, and below which address
    everything about it is. `members` are the addresses of the public libraries of a network; `slug` is a library's.
    """

    graph: str
    scope: Scope
    called: str
    address: str
    slug: str | None = None
    members: tuple[str, ...] = ()


def public_graph(services: Services, named: Mapping[str, str]) -> PublicGraph:
    """The graph of the library or network that an address names. Raises `NoSuchLibrary`."""
    try:
        if "network" in named:
            return of_network(services, named["network"])
        return of_library(services, named["tenant"])
    except Forbidden as error:
        raise NoSuchLibrary(error.message) from None


def of_library(services: Services, slug: str) -> PublicGraph:
    """A library's catalogue. Raises `Forbidden` where it isn't public."""
    access, names = services.access, services.names
    scope = access.scope(access.acting(ANONYMOUS, slug))
    called = preferred(services.tenants.tenant(slug).name) or slug
    return PublicGraph(names.graph(slug, GraphKind.CATALOGUE), scope, called, f"{names.base}{slug}", slug)


def of_network(services: Services, slug: str) -> PublicGraph:
    """What a network shares. Raises `Forbidden` where it isn't public."""
    access, names = services.access, services.names
    scope = access.scope(ANONYMOUS, Reading(network=slug))
    called = preferred(services.tenants.network(slug).name) or slug
    members = tuple(f"{names.base}{each}" for each in sorted(access.readable_tenants(scope)))
    return PublicGraph(names.network_graph(slug), scope, called, names.network(slug), None, members)
