"""Facet values with the names people know them by, in their language: libraries, locations, languages, formats.

The index keeps slugs, addresses and codes, so that a library that changes its name is not indexed again.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from graph.store.scope import Scope
from graph.store.search import Bucket, Facet, FacetField
from graph.store.terms import NETWORK
from graph.tenants.model import Names
from graph.tenants.service import TenantService
from mappings.codes.translations import translated

_TERMS: Final = {
    FacetField.LANGUAGE: "languages/",
    FacetField.TYPE: "class/",
    FacetField.FORMAT: "format/",
    FacetField.AVAILABILITY: "availability/",
}
"""Where the values of a field stand among the translated terms."""

_LIBRARIES: Final = frozenset({FacetField.TENANT, FacetField.LIBRARY})


def named(
    facets: Sequence[Facet], tenants: TenantService, scope: Scope, languages: Sequence[str] = ()
) -> tuple[Facet, ...]:
    """The facets with names in the first of `languages` there is one in: one look-up for all locations there are."""
    return tuple(_named(facet, tenants, scope, languages) for facet in facets)


def _named(facet: Facet, tenants: TenantService, scope: Scope, languages: Sequence[str]) -> Facet:
    values = [bucket.value for bucket in facet.buckets]
    if not values:
        return facet
    if facet.field in _LIBRARIES:
        known = _libraries(values, tenants, languages)
    elif facet.field is FacetField.LOCATION:
        found = tenants.locations_by_iri(values, scope)
        known = [None if each is None else (preferred(each.name, languages) or each.code, each.iri) for each in found]
    elif languages and facet.field in _TERMS:
        return replace(facet, buckets=tuple(_translated(facet.field, bucket, languages) for bucket in facet.buckets))
    else:
        return facet
    return replace(facet, buckets=tuple(map(_relabelled, facet.buckets, known)))


def _translated(field: FacetField, bucket: Bucket, languages: Sequence[str]) -> Bucket:
    found = translated(_TERMS[field] + bucket.value, languages)
    return bucket if found is None else replace(bucket, label=found[0])


def _libraries(owners: Sequence[str], tenants: TenantService, languages: Sequence[str]) -> list[tuple[str, str] | None]:
    networks = [owner.removeprefix(NETWORK) for owner in owners if owner.startswith(NETWORK)]
    known = iter(tenants.networks(networks) if networks else ())
    found = [
        next(known) if owner.startswith(NETWORK) else library
        for owner, library in zip(owners, tenants.tenants(owners), strict=True)
    ]
    return [None if each is None else (preferred(each.name, languages), each.iri) for each in found]


def _relabelled(bucket: Bucket, known: tuple[str, str] | None) -> Bucket:
    return bucket if known is None else replace(bucket, label=known[0] or bucket.label, iri=known[1])


def preferred(name: Names, languages: Sequence[str] = ()) -> str:
    """The form of a name in the first of `languages` it has, else the English one, else its first."""
    for language in languages:
        if (found := name.get(language) or name.get(language.partition("-")[0])) is not None:
            return found
    return name.get("en") or next(iter(name.values()), "")
