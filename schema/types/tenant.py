"""Libraries, their networks and their locations."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import Enum
from typing import TYPE_CHECKING, Annotated

import strawberry

from graph.access.model import Reading, SharingLevel
from graph.store.names import GraphKind
from graph.tenants.model import Location as KnownLocation
from graph.tenants.model import Network as KnownNetwork
from graph.tenants.model import Tenant as KnownTenant
from schema.ask import Ask
from schema.connections import After, Connection, First, page, paged
from schema.fields import attribute, choice, reading, relation
from schema.ids import Naming, make_id
from schema.languages import LangString, chosen, lang_string, lang_strings
from schema.scalars import IRI
from schema.types.appearance import Appearance
from schema.types.resource import Lang, Node, preferred

if TYPE_CHECKING:
    from schema.types.co_circulation import CoCirculation
    from schema.types.place import OrgUnit, ServicePoint


@strawberry.enum(description="With whom a library shares its catalogue.")
class Sharing(Enum):
    """With whom a library shares its catalogue."""

    PUBLIC = choice(SharingLevel.PUBLIC, "With everyone.")
    NETWORK = choice(SharingLevel.NETWORK, "With the members of its networks.")
    PRIVATE = choice(SharingLevel.PRIVATE, "With nobody.")


@strawberry.type(description="A library organisation, with graphs of its own.")
class Tenant(Node):
    """A library organisation."""

    slug: str = attribute("Its name in addresses.")
    iri: IRI = attribute("Its IRI.")
    graph: IRI = attribute("The named graph of its catalogue.")
    known: strawberry.Private[KnownTenant]

    @reading()
    def id(self) -> strawberry.ID:
        """The global id."""
        return make_id(Naming.TENANT, self.slug)

    @relation(cost=0, iri="rdfs:label")
    @staticmethod
    def name(parents: list[Tenant], ask: Ask, lang: Lang = None) -> list[LangString]:
        """What it is called, in the most wanted language."""
        wanted = preferred(ask, lang)
        return [name_in(each.known.name, wanted) for each in parents]

    @relation()
    @staticmethod
    def networks(parents: list[Tenant], ask: Ask) -> list[list[Network]]:
        """The networks it belongs to."""
        wanted = list(dict.fromkeys(slug for each in parents for slug in each.known.networks))
        found = {each.slug: network_of(each) for each in ask.services.tenants.networks(wanted) if each is not None}
        return [[found[slug] for slug in each.known.networks if slug in found] for each in parents]

    @relation()
    @staticmethod
    def lending_network(parents: list[Tenant], ask: Ask) -> list[Network | None]:
        """The network whose lending rules hold behind its own; null where there is none."""
        found = ask.services.tenants.networks([each.known.lending_network or "" for each in parents])
        return [None if each is None else network_of(each) for each in found]

    @relation()
    @staticmethod
    def pooling_network(parents: list[Tenant], ask: Ask) -> list[Network | None]:
        """The network in which its loans are counted with those of others; null where there is none."""
        found = ask.services.tenants.networks([each.known.pooling_network or "" for each in parents])
        return [None if each is None else network_of(each) for each in found]

    @relation()
    @staticmethod
    def locations(parents: list[Tenant], ask: Ask) -> list[list[Location]]:
        """Its branches, rooms and shelves; none where its catalogue is not the caller's to read."""
        found = ask.services.tenants.locations([each.slug for each in parents], ask.scope(EVERYWHERE))
        return [[location_of(one) for one in each] for each in found]

    @relation()
    @staticmethod
    def units(parents: list[Tenant], ask: Ask) -> list[list[Annotated[OrgUnit, strawberry.lazy("schema.types.place")]]]:
        """Itself and the units below it; none where its catalogue is not the caller's to read."""
        from schema.types.place import unit_of

        seen = readable(ask)
        found = ask.services.places.units([each.slug for each in parents], ask.scope(EVERYWHERE))
        return [
            [unit_of(one) for one in each] if parent.slug in seen else []
            for parent, each in zip(parents, found, strict=True)
        ]

    @relation()
    @staticmethod
    def service_points(
        parents: list[Tenant], ask: Ask
    ) -> list[list[Annotated[ServicePoint, strawberry.lazy("schema.types.place")]]]:
        """Where it lends; none where its catalogue is not the caller's to read."""
        from schema.types.place import point_of

        found = ask.services.places.points([each.slug for each in parents], ask.scope(EVERYWHERE))
        return [[point_of(one) for one in each] for each in found]

    @reading()
    def sharing(self) -> Sharing:
        """With whom it shares its catalogue, holdings included."""
        return Sharing(self.known.sharing.catalogue)

    @reading()
    def appearance(self) -> Appearance:
        """How its public pages look and greet."""
        return Appearance(known=self.known)


@strawberry.type(description="A consortium of libraries.")
class Network(Node):
    """A consortium of libraries."""

    slug: str = attribute("Its name in addresses.")
    iri: IRI = attribute("Its IRI.")
    known: strawberry.Private[KnownNetwork]

    @reading()
    def id(self) -> strawberry.ID:
        """The global id."""
        return make_id(Naming.NETWORK, self.slug)

    @relation(cost=0, iri="rdfs:label")
    @staticmethod
    def name(parents: list[Network], ask: Ask, lang: Lang = None) -> list[LangString]:
        """What it is called, in the most wanted language."""
        wanted = preferred(ask, lang)
        return [name_in(each.known.name, wanted) for each in parents]

    @relation()
    @staticmethod
    def co_circulation(
        parents: list[Network], ask: Ask
    ) -> list[Annotated[CoCirculation, strawberry.lazy("schema.types.co_circulation")] | None]:
        """How it counts what the same people borrow, and when it publishes that; null where it doesn't."""
        from schema.types.co_circulation import counted

        return counted(parents, ask)

    @relation(per="first")
    @staticmethod
    def tenants(parents: list[Network], ask: Ask, first: First = 50, after: After = None) -> list[Connection[Tenant]]:
        """Its members whose catalogue the caller may read, in order of their slugs."""
        wanted = page(first, after)
        seen = readable(ask)
        slugs = list(dict.fromkeys(slug for each in parents for slug in each.known.members if slug in seen))
        found = dict(zip(slugs, tenants_by_slug(slugs, ask), strict=True))
        members = [
            [tenant for slug in each.known.members if (tenant := found.get(slug)) is not None] for each in parents
        ]
        return [paged(each, wanted, lambda tenant: tenant.slug) for each in members]


@strawberry.type(description="A place in a library: a branch, a room, a shelf.")
class Location(Node):
    """A place in a library."""

    iri: IRI = attribute("Its IRI.")
    code: str = attribute("What records call it.")
    known: strawberry.Private[KnownLocation]

    @reading()
    def id(self) -> strawberry.ID:
        """The global id."""
        return make_id(Naming.LOCATION, self.iri)

    @relation(cost=0, iri="rdfs:label")
    @staticmethod
    def name(parents: list[Location], ask: Ask, lang: Lang = None) -> list[LangString]:
        """What it is called, in the most wanted language; its code where it has no name."""
        wanted = preferred(ask, lang)
        return [name_in(each.known.name, wanted, each.code) for each in parents]

    @relation()
    @staticmethod
    def tenant(parents: list[Location], ask: Ask) -> list[Tenant]:
        """The library it belongs to."""
        return known_tenants([each.known.tenant for each in parents], ask)

    @relation()
    @staticmethod
    def parent(parents: list[Location], ask: Ask) -> list[Location | None]:
        """The wider place it is in."""
        return locations_by_iri([each.known.parent for each in parents], ask)


EVERYWHERE = Reading(all=True)
"""Every catalogue the caller may read, whoever acts: for places and libraries, which are reached by name."""


def name_in(names: Mapping[str, str], wanted: Sequence[str], otherwise: str = "") -> LangString:
    """A name in the most wanted language, else in English as facets have it; `und` marks one of no known language."""
    return chosen(lang_strings(names), (*wanted, "en")) or lang_string(otherwise)


def tenant_of(known: KnownTenant, ask: Ask) -> Tenant:
    """A tenant for the API."""
    graph = ask.services.names.graph(known.slug, GraphKind.CATALOGUE)
    return Tenant(slug=known.slug, iri=IRI(known.iri), graph=IRI(graph), known=known)


def network_of(known: KnownNetwork) -> Network:
    """A network for the API."""
    return Network(slug=known.slug, iri=IRI(known.iri), known=known)


def location_of(known: KnownLocation) -> Location:
    """A location for the API."""
    return Location(iri=IRI(known.iri), code=known.code, known=known)


def readable(ask: Ask) -> frozenset[str]:
    """The libraries whose catalogue the caller may read."""
    return ask.services.access.readable_tenants(ask.scope(EVERYWHERE))


def tenants_by_slug(slugs: Sequence[str | None], ask: Ask) -> list[Tenant | None]:
    """Tenants in the order of their slugs; None where there is none."""
    asked = list(dict.fromkeys(slug for slug in slugs if slug))
    found = {each.slug: tenant_of(each, ask) for each in ask.services.tenants.tenants(asked) if each is not None}
    return [found.get(slug) if slug else None for slug in slugs]


def known_tenants(slugs: Sequence[str], ask: Ask) -> list[Tenant]:
    """Tenants that are known to exist."""
    return [each for each in tenants_by_slug(slugs, ask) if each is not None]


def locations_by_iri(iris: Sequence[str | None], ask: Ask) -> list[Location | None]:
    """Locations in the order of their IRIs; None where there is none to read."""
    asked = list(dict.fromkeys(iri for iri in iris if iri))
    if not asked:
        return [None] * len(iris)
    found = ask.services.tenants.locations_by_iri(asked, ask.scope(EVERYWHERE))
    known = {iri: location_of(each) for iri, each in zip(asked, found, strict=True) if each is not None}
    return [known.get(iri) if iri else None for iri in iris]
