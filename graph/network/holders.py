"""Who has a work, over all libraries that somebody may read: where it can be had now first, and of these the nearest.

Copies elsewhere are those of the same description, of editions that carry the same number, and of works that a network
takes for the same. Nothing here reads
circulation: what everybody may know of a copy comes with it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final, TypeAlias

from graph.access.model import SharedKind
from graph.catalogue.model import Resource
from graph.catalogue.service import CatalogueService
from graph.holdings.model import Item
from graph.holdings.service import HoldingsService
from graph.store.keys import keys
from graph.store.paging import Page
from graph.store.scope import Scope
from graph.tenants.service import TenantService

SCHEMES: Final = ("isbn", "issn", "lccn", "oclc")
"""The numbers by which editions of different libraries are told to be the same."""
_EDITIONS: Final = Page(first=100)
_FAR: Final = 10_000

Alike: TypeAlias = Callable[[Sequence[str], Scope], Sequence[Sequence[str]]]
"""Per work, the works whose copies are copies of it as well."""


@dataclass(frozen=True, slots=True)
class Holder:
    """A library that has copies of a work: how many, how many can be had now, and otherwise when the next is due back.
    `days` is how long one from there is on its way, None where the asking library hasn't said; `may_request` whether
    it may ask for one. There is no field for a person in it.
    """

    tenant: str
    total: int
    available: int
    expected: datetime | None
    days: int | None
    may_request: bool
    instances: tuple[str, ...]
    copies: tuple[Item, ...] = ()


class Holders:
    """Finds the holders of works, many at a time."""

    def __init__(
        self,
        catalogue: CatalogueService,
        holdings: HoldingsService,
        tenants: TenantService,
        alike: Alike | None = None,
    ) -> None:
        self._holdings, self._tenants = holdings, tenants
        self._catalogue, self._alike = catalogue, alike

    def of(self, works: Sequence[str], scope: Scope, near: str | None = None) -> list[tuple[Holder, ...]]:
        """Per work or edition, the libraries in the scope that have copies of it, as the library `near` would ask
        them.
        """
        if not works:
            return []
        parts = self.same(works, scope)
        wanted = list(dict.fromkeys(each for some in parts for each in some))
        copies = dict(zip(wanted, self._holdings.copies(wanted, scope), strict=True))
        days, asked = self._distances(near)
        return [
            _holders({item.iri: item for each in some for item in copies[each]}.values(), near, days, asked)
            for some in parts
        ]

    def same(self, works: Sequence[str], scope: Scope) -> list[tuple[str, ...]]:
        """Per work or edition, itself and whatever else its copies may be copies of: editions that carry the same
        number, and works that a network takes for the same.
        """
        alike = self._alike(works, scope) if self._alike else [()] * len(works)
        return [
            tuple(dict.fromkeys((work, *numbered, *clustered)))
            for work, numbered, clustered in zip(works, self._numbered(works, scope), alike, strict=True)
        ]

    def _numbered(self, works: Sequence[str], scope: Scope) -> list[list[str]]:
        """Per work, the editions that carry a number of one of its own; per edition, those that carry one of its."""
        below = self._catalogue.instances_of(works, scope, _EDITIONS)
        selves = self._catalogue.resources(works, scope)
        editions = [
            (own,) if own is not None and "bf:Instance" in own.types else each.items
            for each, own in zip(below, selves, strict=True)
        ]
        numbers = [{pair for one in some for pair in _numbers(one)} for some in editions]
        found: dict[tuple[str, str], list[str]] = {}
        for scheme in SCHEMES:
            values = sorted({value for some in numbers for of, value in some if of == scheme})
            for value, there in zip(values, self._catalogue.identified(scheme, values, scope), strict=True):
                found[scheme, value] = [each.iri for each in there]
        return [sorted({iri for pair in some for iri in found[pair]}) for some in numbers]

    def _distances(self, near: str | None) -> tuple[Mapping[str, int], frozenset[str]]:
        if near is None:
            return {}, frozenset()
        (tenant,) = self._tenants.tenants([near])
        days = {} if tenant is None else {**tenant.transit, near: 0}
        return days, self._tenants.policies().had_by(near, SharedKind.REQUESTS)


def _numbers(edition: Resource) -> set[tuple[str, str]]:
    derived = (each for layer in edition.layers for each in keys(layer.key, layer.body))
    return {(each.scheme, each.value) for each in derived if each.scheme in SCHEMES}


def _holders(
    items: Iterable[Item], near: str | None, days: Mapping[str, int], asked: frozenset[str]
) -> tuple[Holder, ...]:
    by_tenant: dict[str, list[Item]] = {}
    for item in items:
        by_tenant.setdefault(item.tenant, []).append(item)
    found = [
        _holder(tenant, some, days.get(tenant), may_request=tenant != near and tenant in asked)
        for tenant, some in by_tenant.items()
    ]
    return tuple(sorted(found, key=_order))


def _holder(tenant: str, items: Sequence[Item], days: int | None, *, may_request: bool) -> Holder:
    available = sum(each.status.available for each in items)
    due = [each.whereabouts.due_at for each in items if each.whereabouts.due_at is not None]
    instances = tuple(dict.fromkeys(each.instance for each in items if each.instance))
    expected = min(due) if due and not available else None
    return Holder(tenant, len(items), available, expected, days, may_request, instances, tuple(items))


def _order(holder: Holder) -> tuple[bool, int, datetime, str]:
    """Where it can be had now, the nearest, the soonest, and then by name."""
    far = _FAR if holder.days is None else holder.days
    return not holder.available, far, holder.expected or datetime.max.replace(tzinfo=UTC), holder.tenant
