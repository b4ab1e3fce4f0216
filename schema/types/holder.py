"""Who has a work, over the libraries that the caller may read."""

from __future__ import annotations

from collections.abc import Sequence

import strawberry

from graph.network.holders import Holder as Held
from schema.ask import Ask
from schema.fields import attribute, relation
from schema.scalars import IRI, DateTime
from schema.types.resource import Resource
from schema.types.scope import TenantScope
from schema.types.tenant import EVERYWHERE, Tenant, known_tenants


@strawberry.type(description="A library that has copies of a work.")
class Holder:
    """A library that has copies of a work."""

    slug: strawberry.Private[str]
    total: int = attribute("How many copies it has that the caller may see.")
    available: int = attribute("How many of them can be had now.")
    expected_at: DateTime | None = attribute("When the next is due back, where none can be had; null: not known.")
    transit_days: int | None = attribute(
        "How many days one from there is on its way to the acting library; null where that hasn't said."
    )
    may_request: bool = attribute("Whether the acting library may ask for one.")
    instances: list[IRI] = attribute("The editions that it has.")

    @relation(cost=0)
    @staticmethod
    def tenant(parents: list[Holder], ask: Ask) -> list[Tenant]:
        """The library."""
        return known_tenants([each.slug for each in parents], ask)


def holders_of(works: Sequence[Resource], ask: Ask, scope: TenantScope | None) -> list[list[Holder]]:
    """Who has each work, in a constant number of reads."""
    within = ask.scope(EVERYWHERE if scope is None else scope.reading())
    found = ask.services.holders.of([each.iri for each in works], within, ask.actor.tenant)
    return [[_holder(one) for one in each] for each in found]


def _holder(found: Held) -> Holder:
    return Holder(
        slug=found.tenant,
        total=found.total,
        available=found.available,
        expected_at=None if found.expected is None else DateTime(found.expected),
        transit_days=found.days,
        may_request=found.may_request,
        instances=[IRI(each) for each in found.instances],
    )
