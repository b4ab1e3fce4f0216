"""Who else has a work or an edition: other libraries, where it can be had now first, and of these the nearest."""

from __future__ import annotations

from typing import Final

from app.pages.asking import Json
from app.pages.visit import Visit, name_of
from graph.access.model import Reading

_MOST: Final = 20


def held_elsewhere(visit: Visit, iri: str) -> list[Json]:
    """The other libraries that have copies, each with an edition there and what can be had of it."""
    services, slug = visit.services, visit.library.slug
    scope = services.access.scope(visit.caller.actor, Reading(all=True))
    (found,) = services.holders.of([iri], scope, slug)
    others = [each for each in found if each.tenant != slug and each.instances][:_MOST]
    known = services.tenants.tenants([each.tenant for each in others])
    return [
        {
            "iri": each.instances[0],
            "name": name_of(tenant, visit.caller.languages),
            "total": each.total,
            "available": each.available,
        }
        for each, tenant in zip(others, known, strict=True)
        if tenant is not None
    ]
