"""The services of networks: who belongs to them, what they have together, and who has a work."""

from __future__ import annotations

import shutil
from functools import partial
from typing import TYPE_CHECKING, TypedDict

from app.clock import clock
from graph.access.model import SharingLevel
from graph.network.clusters.deciding import Clustering
from graph.network.clusters.making import Making
from graph.network.co_circulation.clearing import Clearing
from graph.network.co_circulation.service import CoCirculation
from graph.network.departure import Departures
from graph.network.holders import Holders
from graph.network.insight.service import CollectionInsight
from graph.research.past_sets import PastFiles
from graph.research.run_files import RunFiles
from graph.store.names import NETWORKS, GraphKind, Names
from graph.tenants.applications import Applications

if TYPE_CHECKING:
    from app.layout import Layout
    from graph.access.service import AccessService
    from graph.catalogue.service import CatalogueService
    from graph.holdings.service import HoldingsService
    from graph.network.clusters.following import ClusterFile
    from graph.patrons.register import Register
    from graph.research.service import ResearchService
    from graph.store.port import Store
    from graph.store.portable import Portable
    from graph.tenants.model import Tenant
    from graph.tenants.service import TenantService


class OfNetworks(TypedDict):
    """The services of networks, by their names in `Services`."""

    applications: Applications
    departures: Departures
    holders: Holders
    clusters: Clustering
    co_circulation: CoCirculation
    collection_insight: CollectionInsight


def of_networks(
    store: Store,
    portable: Portable,
    names: Names,
    layout: Layout,
    tenants: TenantService,
    access: AccessService,
    catalogue: CatalogueService,
    holdings: HoldingsService,
    *,
    register: Register,
    clusters: ClusterFile,
    research: ResearchService,
) -> OfNetworks:
    """What libraries do with each other as members."""
    applications, forget = Applications(tenants), partial(_forget_files, layout, names)
    clustering = Clustering(store, names, clock, Making(store, names, clock, tenants, clusters))
    return OfNetworks(
        applications=applications,
        departures=Departures(portable, names, clock, applications, access, catalogue.taking_back, forget),
        holders=Holders(catalogue, holdings, tenants, clustering.beside),
        clusters=clustering,
        co_circulation=CoCirculation(
            store, names, clock, tenants, register, clustering.of_works, Clearing(portable, clock)
        ),
        collection_insight=CollectionInsight(names, access, tenants, research),
    )


def _forget_files(layout: Layout, names: Names, left: Tenant, network: str) -> None:
    """What was made of a network to be fetched or asked may hold what a library takes along, and answers what only
    members read of it. It can be made again.
    """
    shutil.rmtree(layout.downloads / NETWORKS / network, ignore_errors=True)
    graphs = [names.network_graph(network)]
    if left.sharing.catalogue is not SharingLevel.PUBLIC:
        graphs.append(names.graph(left.slug, GraphKind.CATALOGUE))
    for graph in graphs:
        PastFiles(layout.past).forget(graph)
        RunFiles(layout.queries).forget(graph)
