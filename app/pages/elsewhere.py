"""Who else has an edition: other libraries' descriptions with the same identifier, and what can be had of each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from app.pages.asking import Json
from app.pages.visit import Visit, name_of
from graph.access.model import Reading
from graph.holdings.details import is_suppressed
from graph.store.names import parse_graph

_SCHEMES: Final = {"ISBN": "isbn", "LCCN": "lccn", "OCLC": "oclc", "ISSN": "issn"}
_MOST: Final = 20


def held_elsewhere(visit: Visit, editions: Sequence[Json]) -> list[Json]:
    """Editions of other libraries with an identifier of one of these, each with its library and availability."""
    services = visit.services
    scope = services.access.scope(visit.caller.actor, Reading(all=True))
    own = {each["iri"] for each in editions}
    found: dict[str, str] = {}
    for scheme, values in _identifiers(editions).items():
        for each in services.catalogue.identified(scheme, values, scope):
            for one in each:
                owner = parse_graph(one.layers[0].key.graph).owner
                if one.iri not in own and owner != visit.library.slug and not is_suppressed(one):
                    found.setdefault(one.iri, owner)
    if not found:
        return []
    iris = list(found)[:_MOST]
    counted = services.holdings.availability(iris, scope)
    known = services.tenants.tenants([found[iri] for iri in iris])
    return [
        {
            "iri": iri,
            "name": name_of(tenant, visit.caller.languages),
            "total": count.total,
            "available": count.available,
        }
        for iri, tenant, count in zip(iris, known, counted, strict=True)
        if tenant is not None and count.total
    ]


def _identifiers(editions: Sequence[Json]) -> dict[str, list[str]]:
    """The identifiers of editions by scheme, those that were cancelled left out."""
    found: dict[str, list[str]] = {}
    for edition in editions:
        for each in edition["identifiers"]:
            scheme = _SCHEMES.get(each["scheme"])
            if scheme is not None and not each["isCancelled"]:
                found.setdefault(scheme, []).append(each["value"])
    return found
