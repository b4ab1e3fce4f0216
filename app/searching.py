"""The services for those who search and ask: what is found, and what is asked in SPARQL."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

from app.clock import clock
from graph.authorities.looking_up import LookUpService
from graph.authorities.reporting import HeadingReporter
from graph.discovery.service import DiscoveryService
from graph.research.saved import SavedQueries

if TYPE_CHECKING:
    from graph.research.service import ResearchService
    from graph.store.followed import Freshness
    from graph.store.names import Names
    from graph.store.port import Store
    from graph.store.search import SearchIndex
    from graph.tenants.service import TenantService


class OfSearching(TypedDict):
    """The services for those who search, by their names in `Services`."""

    discovery: DiscoveryService
    look_up: LookUpService
    heading_reports: HeadingReporter
    research: ResearchService
    saved_queries: SavedQueries


def of_searching(
    store: Store,
    names: Names,
    tenants: TenantService,
    search: SearchIndex,
    freshness: Freshness,
    research: ResearchService,
) -> OfSearching:
    """What is found, and what is asked in SPARQL."""
    look_up = LookUpService(store, search, freshness)
    return OfSearching(
        discovery=DiscoveryService(search, tenants, freshness),
        look_up=look_up,
        heading_reports=HeadingReporter(store, search, look_up),
        research=research,
        saved_queries=SavedQueries(store, names, clock, tenants.policies),
    )
