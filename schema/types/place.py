"""Where a library is: its units in a tree, and the points at which it lends."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum

import strawberry

from graph.tenants.organisation import OrgUnit as KnownUnit
from graph.tenants.organisation import ServicePoint as KnownPoint
from graph.tenants.organisation import UnitKind as Kind
from schema.ask import Ask
from schema.fields import attribute, choice, reading, relation
from schema.ids import Naming, make_id
from schema.languages import LangString, lang_strings
from schema.scalars import IRI, Revision
from schema.types.resource import Lang, Node, preferred
from schema.types.tenant import EVERYWHERE, Location, Tenant, known_tenants, locations_by_iri, name_in


@strawberry.enum(description="What an organisational unit is.")
class UnitKind(Enum):
    """What an organisational unit is."""

    TENANT = choice(Kind.TENANT, "The library organisation itself.")
    LIBRARY = choice(Kind.LIBRARY, "A building or branch.")
    LOCATION = choice(Kind.LOCATION, "A room or shelf.")


@strawberry.type(description="A unit of a library organisation: itself, a branch, a room. Lending rules name its path.")
class OrgUnit:
    """A unit of a library organisation."""

    known: strawberry.Private[KnownUnit]
    iri: IRI = attribute("Its IRI: that of the tenant or the location.")
    kind: UnitKind = attribute("What it is.")
    code: str = attribute("What records call it.")
    path: str = attribute("How lending rules and opening hours name it.")
    parent: IRI | None = attribute("The unit above it.")
    timezone: str | None = attribute("Its time zone, where it has its own.")
    isil: str | None = attribute("Its International Standard Identifier for Libraries (ISO 15511).")
    revision: Revision | None = attribute("What a change of it must name; null for the tenant.")
    names: list[LangString] = attribute("What it is called, in every language there is a name in.")

    @relation(cost=0, iri="rdfs:label")
    @staticmethod
    def name(parents: list[OrgUnit], ask: Ask, lang: Lang = None) -> list[LangString]:
        """What it is called, in the most wanted language; its code where it has no name."""
        wanted = preferred(ask, lang)
        return [name_in(each.known.name, wanted, each.code) for each in parents]


@strawberry.type(description="Where things are lent, taken back and fetched.")
class ServicePoint(Node):
    """Where things are lent, taken back and fetched."""

    known: strawberry.Private[KnownPoint]
    iri: IRI = attribute("Its IRI.")
    code: str = attribute("Its code, unique in its library.")
    pickup: bool = attribute("Whether requested things can be fetched here.")
    hold_shelf_days: int = attribute("How many days a requested thing waits here.")
    revision: Revision = attribute("What a change of it must name.")
    names: list[LangString] = attribute("What it is called, in every language there is a name in.")
    library: IRI = attribute("The unit it belongs to.")

    @reading()
    def id(self) -> strawberry.ID:
        """The global id."""
        return make_id(Naming.SERVICE_POINT, self.iri)

    @relation(cost=0, iri="rdfs:label")
    @staticmethod
    def name(parents: list[ServicePoint], ask: Ask, lang: Lang = None) -> list[LangString]:
        """What it is called, in the most wanted language; its code where it has no name."""
        wanted = preferred(ask, lang)
        return [name_in(each.known.name, wanted, each.code) for each in parents]

    @relation()
    @staticmethod
    def tenant(parents: list[ServicePoint], ask: Ask) -> list[Tenant]:
        """The library it belongs to."""
        return known_tenants([each.known.tenant for each in parents], ask)

    @relation()
    @staticmethod
    def serves(parents: list[ServicePoint], ask: Ask) -> list[list[Location]]:
        """The locations whose items are at home here."""
        iris = list(dict.fromkeys(iri for each in parents for iri in each.known.serves))
        found = dict(zip(iris, locations_by_iri(iris, ask), strict=True))
        return [[one for iri in each.known.serves if (one := found[iri]) is not None] for each in parents]


def unit_of(known: KnownUnit) -> OrgUnit:
    """A unit for the API."""
    return OrgUnit(
        known=known,
        iri=IRI(known.iri),
        kind=UnitKind(known.kind),
        code=known.code,
        path=known.path,
        parent=None if known.parent is None else IRI(known.parent),
        timezone=known.timezone,
        isil=known.isil,
        revision=Revision(str(known.revision)) if known.revision else None,
        names=lang_strings(known.name),
    )


def point_of(known: KnownPoint) -> ServicePoint:
    """A service point for the API."""
    return ServicePoint(
        known=known,
        iri=IRI(known.iri),
        code=known.code,
        pickup=known.pickup,
        hold_shelf_days=known.hold_shelf.days,
        revision=Revision(str(known.revision)),
        names=lang_strings(known.name),
        library=IRI(known.library),
    )


def points_by_iri(iris: Sequence[str | None], ask: Ask) -> list[ServicePoint | None]:
    """Service points in the order of their IRIs; None where there is none to read."""
    asked = list(dict.fromkeys(iri for iri in iris if iri))
    found = ask.services.places.points_by_iri(asked, ask.scope(EVERYWHERE)) if asked else []
    known = {iri: point_of(each) for iri, each in zip(asked, found, strict=True) if each is not None}
    return [known.get(iri) if iri else None for iri in iris]
