"""The services for lending between libraries, made of those below them."""

from __future__ import annotations

from typing import TypedDict

from app.clock import clock
from graph.circulation.circulation import Circulation
from graph.circulation.publishing import SettingsService
from graph.patrons.register import Register
from graph.store.names import Names
from graph.store.port import Store
from graph.tenants.model import ForReaders
from graph.tenants.partners import PartnerService
from graph.tenants.service import TenantService
from graph.workflows.interlending.service import Finding, Interlending, Library


class BetweenLibraries(TypedDict):
    """The services for lending between libraries, by their names in `Services`."""

    partners: PartnerService
    interlending: Interlending


def between_libraries(
    store: Store,
    names: Names,
    circulation: Circulation,
    register: Register,
    tenants: TenantService,
    finding: Finding,
    lending: SettingsService,
) -> BetweenLibraries:
    """Whom a library lends to and borrows from, and what is asked."""
    partners = PartnerService(store, names, clock, tenants)

    def called(slug: str) -> str:
        return next(iter(tenants.tenant(slug).name.values()), slug)

    def for_readers(slug: str) -> ForReaders:
        return tenants.tenant(slug).asks_for_readers

    library = Library(called, for_readers, lending.zone)
    return BetweenLibraries(
        partners=partners,
        interlending=Interlending(store, names, clock, circulation, register, partners, finding, library),
    )
