"""Whether something can be had: of one item, and summed over items."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import strawberry

from schema.ask import Ask
from schema.fields import attribute, relation
from schema.scalars import DateTime
from schema.types.resource import Resource, in_scope
from schema.types.scope import TenantScope

if TYPE_CHECKING:
    from schema.types.tenant import Tenant


@strawberry.type(description="How many items one library has, and how many of them can be had now.")
class TenantAvailability:
    """How many items one library has."""

    total: int = attribute("How many items there are.")
    available: int = attribute("How many of them can be had now.")
    slug: strawberry.Private[str]

    @relation(cost=0)
    @staticmethod
    def tenant(
        parents: list[TenantAvailability], ask: Ask
    ) -> list[Annotated[Tenant, strawberry.lazy("schema.types.tenant")]]:
        """The library."""
        from schema.types.tenant import known_tenants

        return known_tenants([each.slug for each in parents], ask)


@strawberry.type(description="How many items there are that the caller may see, and how many can be had now.")
class AvailabilitySummary:
    """How many items there are that the caller may see, and how many can be had now."""

    total: int = attribute("How many items there are.")
    available: int = attribute("How many of them can be had now.")
    by_tenant: list[TenantAvailability] = attribute("The same for each library that has some.")
    as_of: DateTime = attribute("When this was so.")


def summaries(parents: Sequence[Resource], ask: Ask, scope: TenantScope | None) -> list[AvailabilitySummary]:
    """The availability of works or instances, in one call."""
    found = in_scope(parents, ask, scope, ask.services.holdings.availability)
    return [
        AvailabilitySummary(
            total=each.total,
            available=each.available,
            by_tenant=[
                TenantAvailability(slug=slug, total=total, available=available)
                for slug, total, available in each.by_tenant
            ],
            as_of=DateTime(each.as_of),
        )
        for each, _ in found
    ]
