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
    """`own`, what the library itself has, None where it has no copies; `others`, the other libraries that have some;
    `borrows`, whether it can't give a copy of its own now and one of them lends to it; `asks`, whether its readers may
    have them asked; `total` and `available`, how many copies all have. Each library comes with an edition that it has.
    """
    services, slug = visit.services, visit.library.slug
    scope = services.access.scope(visit.caller.actor, Reading(all=True))
    (found,) = services.holders.of([iri], scope, slug)
    having = [each for each in found if each.instances]
    known = services.tenants.tenants([each.tenant for each in having])
    lenders = {each.tenant for each in services.partners.of(slug).every if each.asked}
    told = [
        _told(visit, each, tenant, lends=each.may_request and each.tenant in lenders)
        for each, tenant in zip(having, known, strict=True)
        if tenant is not None
    ]
    own = next((each for each in told if each["slug"] == slug), None)
    others = [each for each in told if each is not own][:_MOST]
    borrows = any(each["lends"] for each in others) and not (own and own["available"])
    counted = {name: sum(each[name] for each in told) for name in ("total", "available")}
    asks = borrows and visit.library.asks_for_readers is not ForReaders.NOT
    return {"own": own, "others": others, "borrows": borrows, "asks": asks, "iri": iri, **counted}


def _told(visit: Visit, holder: Holder, tenant: Tenant, *, lends: bool) -> Json:
    return {
        "slug": holder.tenant,
        "iri": holder.instances[0],
        "name": name_of(tenant, visit.caller.languages),
        "total": holder.total,
        "available": holder.available,
        "lends": lends,
    }
