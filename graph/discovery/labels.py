"""Facet values that stand for libraries, networks and locations, with the names people know them by.

The index keeps slugs and addresses, so that a library that changes its name is not indexed again.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from graph.store.scope import Scope
from graph.store.search import Bucket, Facet, FacetField
from graph.tenants.model import Names
from graph.tenants.service import TenantService

NETWORK: Final = "network:"
"""How the index marks a network among owners."""

_LIBRARIES: Final = frozenset({FacetField.TENANT, FacetField.LIBRARY})


def named(facets: Sequence[Facet], tenants: TenantService, scope: Scope) -> tuple[Facet, ...]:
    """The facets with names for libraries and locations: one look-up for all locations there are."""
    return tuple(_named(facet, tenants, scope) for facet in facets)


def _named(facet: Facet, tenants: TenantService, scope: Scope) -> Facet:
    values = [bucket.value for bucket in facet.buckets]
    if not values:
        return facet
    if facet.field in _LIBRARIES:
        known = [_library(value, tenants) for value in values]
    elif facet.field is FacetField.LOCATION:
        found = tenants.locations_by_iri(values, scope)
        known = [None if each is None else (preferred(each.name) or each.code, each.iri) for each in found]
    else:
        return facet
    return replace(facet, buckets=tuple(map(_relabelled, facet.buckets, known)))


def _library(owner: str, tenants: TenantService) -> tuple[str, str] | None:
    if owner.startswith(NETWORK):
        (network,) = tenants.networks([owner.removeprefix(NETWORK)])
        return None if network is None else (preferred(network.name), network.iri)
    (tenant,) = tenants.tenants([owner])
    return None if tenant is None else (preferred(tenant.name), tenant.iri)


def _relabelled(bucket: Bucket, known: tuple[str, str] | None) -> Bucket:
    return bucket if known is None else replace(bucket, label=known[0] or bucket.label, iri=known[1])


def preferred(name: Names) -> str:
    """The English form of a name, else its first."""
    return name.get("en") or next(iter(name.values()), "")
