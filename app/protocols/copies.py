"""The copies and holdings of editions as everybody may know them now, for records that carry item data.

What stands in such a record is what DAIA, NCIP and SIP2 say, of the same status table, and never anything of a person.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from app.clock import clock
from app.protocols.public_graphs import PublicGraph
from graph.holdings.details import is_suppressed
from graph.holdings.model import Holding, Item
from graph.holdings.status import STATUS, Daia, Row
from graph.services import Services
from graph.store.paging import Page
from graph.tenants.model import Tenant
from graph.tenants.organisation import OrgUnit, library_at

_ALL: Final = Page(first=1000)
_ROWS: Final = {row.status: row for row in STATUS}


@dataclass(frozen=True, slots=True)
class Place:
    """Where something is kept: the library, and the location within it where it isn't the library itself."""

    library: OrgUnit | None = None
    location: OrgUnit | None = None


NOWHERE: Final = Place()


@dataclass(frozen=True, slots=True)
class Copy:
    """One item, what the status table says of it, how many wait for it, and where it belongs."""

    item: Item
    row: Row
    waiting: int
    place: Place = NOWHERE


@dataclass(frozen=True, slots=True)
class Copies:
    """What a library has of one edition `at` a moment: the holdings with their places, and the copies, without those
    withdrawn.
    """

    tenant: Tenant
    at: datetime
    copies: tuple[Copy, ...] = ()
    holdings: tuple[tuple[Holding, Place], ...] = ()


def copies_of(services: Services, instances: Sequence[str], public: PublicGraph) -> dict[str, Copies]:
    """Per edition, what the library has of it: at most 1,000 copies. A constant number of store calls."""
    if not instances or public.slug is None:
        return {}
    scope, tenant, now = public.scope, services.tenants.tenant(public.slug), clock()
    items = services.holdings.items_of(instances, scope, _ALL)
    held = services.holdings.holdings_of(instances, scope, _ALL)
    shown = list({each.iri: each for own in items for each in own.items if _is_shown(each, tenant)}.values())
    lengths = services.elsewhere.queue_lengths(shown, scope) if shown else ()
    (units,) = services.places.units([tenant.slug], scope)
    known = {each.iri: each for each in units}

    def place(location: str | None) -> Place:
        at = known.get(location or "")
        library = None if at is None else library_at(at, known)
        return Place(library, None if library is at else at)

    copies = {
        each.iri: Copy(each, _ROWS[each.status], length, place(each.location))
        for each, length in zip(shown, lengths, strict=True)
    }
    return {
        instance: Copies(
            tenant,
            now,
            tuple(copies[each.iri] for each in own.items if each.iri in copies),
            tuple((each, place(each.location)) for each in _of(tenant, holdings.items)),
        )
        for instance, own, holdings in zip(instances, items, held, strict=True)
    }


def _is_shown(item: Item, tenant: Tenant) -> bool:
    is_here = item.tenant == tenant.slug and not is_suppressed(item.resource)
    return is_here and _ROWS[item.status].daia is not Daia.OMITTED


def _of(tenant: Tenant, holdings: Iterable[Holding]) -> list[Holding]:
    return [each for each in holdings if each.tenant == tenant.slug and not is_suppressed(each.resource)]
