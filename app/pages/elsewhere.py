"""Who has a work or an edition: the library itself and others, where it can be had now first, of these the nearest."""

from __future__ import annotations

from typing import Final

from app.pages.asking import Json
from app.pages.visit import Visit, name_of
from graph.access.model import Reading
from graph.network.holders import Holder
from graph.tenants.model import ForReaders, Tenant

_MOST: Final = 20


def held(visit: Visit, iri: str) -> Json:
    """What the library itself has, None where it has no copies; the other libraries that have some; `borrows`, whether
    it can't give a copy of its own now and one of them lends to it, and `asks`, whether readers may have it asked for
    by themselves; how many copies all have. Each library comes with
    an edition that it has.
    """
    services, slug = visit.services, visit.library.slug
    scope = services.access.scope(visit.caller.actor, Reading(all=True))
    (found,) = services.holders.of([iri], scope, slug)
    having = [each for each in found if each.instances]
    known = services.tenants.tenants([each.tenant for each in having])
    told = [_told(visit, each, tenant) for each, tenant in zip(having, known, strict=True) if tenant is not None]
    own = next((each for each in told if each["slug"] == slug), None)
    others = [each for each in told if each is not own][:_MOST]
    borrows = any(each["lends"] for each in others) and not (own and own["available"])
    counted = {name: sum(each[name] for each in told) for name in ("total", "available")}
    asks = borrows and visit.library.asks_for_readers is not ForReaders.NOT
    return {"own": own, "others": others, "borrows": borrows, "asks": asks, "iri": iri, **counted}


def _told(visit: Visit, holder: Holder, tenant: Tenant) -> Json:
    partner = visit.services.partners.member(visit.library.slug, holder.tenant) if holder.may_request else None
    return {
        "slug": holder.tenant,
        "iri": holder.instances[0],
        "name": name_of(tenant, visit.caller.languages),
        "total": holder.total,
        "available": holder.available,
        "lends": partner is not None and partner.asked,
    }
