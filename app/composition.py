"""One store to the services that stand on it, each made of those below it. Names no backend."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final, TypedDict

from app.background import starting
from app.between_libraries import between_libraries
from app.clock import clock
from app.layout import Layout
from app.networked import of_networks
from app.patronage import of_patrons
from app.searching import of_searching
from app.settings import Settings, StoreAddress
from app.signing_in import of_sign_in, sign_in_service
from graph.access.service import AccessService
from graph.authorities.background import BackgroundWork
from graph.authorities.loading import VocabularyLoader
from graph.authorities.service import HeadingService
from graph.catalogue.arriving import Receiver
from graph.catalogue.batches import BatchSelection, Finder
from graph.catalogue.exchange import Exchange
from graph.catalogue.exporter import Exporter
from graph.catalogue.importer import Importer
from graph.catalogue.jobs import JobService
from graph.catalogue.profiles import ProfileService
from graph.catalogue.record_reading import RecordReading
from graph.catalogue.sending import Sender
from graph.catalogue.service import CatalogueService
from graph.circulation.audit_trail import AuditTrail
from graph.circulation.circulation import Circulation
from graph.circulation.desk import Desk
from graph.circulation.elsewhere import Elsewhere
from graph.circulation.hindering import Hindering
from graph.circulation.messages.composing import Composer, House
from graph.circulation.messages.sending import SendingService
from graph.circulation.network_rules import NetworkRules
from graph.circulation.offline.uploading import OfflineService
from graph.circulation.publishing import SettingsService
from graph.circulation.registered import Registered
from graph.circulation.trials import Trials
from graph.events.service import EventService
from graph.feeds.service import FeedService
from graph.holdings.editor import HoldingsEditor
from graph.holdings.service import HoldingsService
from graph.insights.service import FigureService
from graph.network.clusters.following import ClusterFile
from graph.patrons.register import Register
from graph.research.past import PastService
from graph.research.past_sets import PastFiles, PastLimits
from graph.research.query_runs import QueryRuns
from graph.research.run_files import RunFiles
from graph.research.runs import RunLimits
from graph.research.service import ResearchService
from graph.research.working_off import RunWorker
from graph.services import Services
from graph.store.followed import Freshness
from graph.store.names import Names
from graph.store.search import SearchKind, SearchQuery
from graph.store.terms import owners_of
from graph.tenants.guard import guarded
from graph.tenants.places import PlaceService
from graph.tenants.service import TenantService
from graph.tenants.webhooks import Webhooks
from graph.workflows.interlending.matching import Matching
from graph.workflows.interlending.service import Finding

if TYPE_CHECKING:
    from collections.abc import Callable

    from graph.feeds.service import FeedFile
    from graph.insights.ledger import Ledger
    from graph.store.port import Store
    from graph.store.portable import Portable
    from graph.store.scope import Scope
    from graph.store.search import SearchIndex
    from graph.store.sparql import SparqlService


_MEGABYTE: Final = 1_000_000


def composed(
    settings: Settings,
    address: StoreAddress,
    layout: Layout,
    store: Store,
    portable: Portable,
    names: Names,
    *,
    search: SearchIndex,
    sparql: SparqlService,
    freshness: Freshness,
    ledger: Ledger,
    feeds: FeedFile,
    clusters: ClusterFile,
) -> Services:
    """The services of one installation over its store, its index and its statements."""
    tenants = _settled(settings, store, names)
    store = guarded(store, tenants.directory)
    access = AccessService(store, names, clock, tenants.policies, timedelta(days=settings.oidc_roles_days))
    places = PlaceService(store, names, clock, tenants)
    lending = SettingsService(store, names, clock, places, tenants)
    register, elsewhere, profiles = Register(store, names), Elsewhere(store), ProfileService(store, names, clock)
    exporter, importer = Exporter(store, names, tenants), Importer(store, names, clock, tenants)
    desk = Desk(store, names, clock, lending.of, Registered(register), lambda slug: tenants.tenant(slug).networks)
    circulation, holdings = Circulation(desk), HoldingsService(store, clock, elsewhere.custodies)
    sign_in, research = sign_in_service(settings, store, names, access), _research(settings, sparql, names, freshness)
    starting, carrying, changing = _beginning(settings, address, lambda: services)
    catalogue = CatalogueService(store, names, clock, access, exporter, profiles.remarks, _found(search), changing)
    jobs = JobService(store, names, clock, importer, layout.uploads, starting)
    headings = HeadingService(store, names, clock, access, tenants, carrying)
    networks = of_networks(
        store, portable, names, layout, tenants, access, catalogue, holdings,
        register=register, clusters=clusters, research=research,
    )  # fmt: skip
    searching = of_searching(store, names, tenants, search, freshness, research)
    finding = Finding(Matching(catalogue, searching["discovery"]), networks["holders"], access, catalogue)
    services = Services(
        **of_patrons(store, names, register, access, sign_in, tenants, portable),
        **_of_lending(store, names, desk, circulation, tenants, lending, elsewhere, ledger),
        **networks,
        **between_libraries(store, names, circulation, register, tenants, finding, lending),
        names=names,
        access=access,
        **of_sign_in(settings, store, names, access, sign_in, tenants),
        tenants=tenants,
        places=places,
        **_of_following(store, names, feeds),
        catalogue=catalogue,
        profiles=profiles,
        record_reading=RecordReading(store, names, access, tenants, profiles.seen_by),
        holdings=holdings,
        holdings_editor=HoldingsEditor(store, names, clock, access, tenants, Hindering(store, names).hindrances),
        vocabularies=VocabularyLoader(store, names, clock, tenants),
        **_of_work(names, access, catalogue, jobs, headings),
        **searching,
        **_of_runs(settings, address, layout, research, access, sparql, lambda: services),
        **_of_moving(store, names, tenants, importer, exporter),
        past=_past(settings, address, layout, store, names, tenants, research, sparql, services=lambda: services),
    )
    return services


class _OfWork(TypedDict):
    """The services for work in the background, by their names in `Services`."""

    jobs: JobService
    headings: HeadingService
    background: BackgroundWork


def _of_work(
    names: Names, access: AccessService, catalogue: CatalogueService, jobs: JobService, headings: HeadingService
) -> _OfWork:
    """What goes on while nobody waits for it."""
    background = BackgroundWork(names, jobs, catalogue.batches, headings, access)
    return _OfWork(jobs=jobs, headings=headings, background=background)


def _past(
    settings: Settings,
    address: StoreAddress,
    layout: Layout,
    store: Store,
    names: Names,
    tenants: TenantService,
    research: ResearchService,
    sparql: SparqlService,
    *,
    services: Callable[[], Services],
) -> PastService:
    """SPARQL over what was said at a moment."""
    return PastService(
        store,
        names,
        tenants,
        research,
        sparql,
        PastFiles(layout.past),
        clock=clock,
        limits=PastLimits(sets=settings.sparql_past_sets, documents=settings.sparql_past_document_limit),
        launch=_past_making(settings, address, services),
    )


class _OfMoving(TypedDict):
    """The services by which descriptions come in and go out, by their names in `Services`."""

    importer: Importer
    exporter: Exporter
    exchange: Exchange
    sender: Sender
    receiver: Receiver


def _of_moving(store: Store, names: Names, tenants: TenantService, importer: Importer, exporter: Exporter) -> _OfMoving:
    """Records and descriptions, and parcels of whole libraries."""
    return _OfMoving(
        importer=importer,
        exporter=exporter,
        exchange=Exchange(store, names),
        sender=Sender(store, names, clock, tenants),
        receiver=Receiver(store, names, clock, tenants),
    )


class _OfFollowing(TypedDict):
    """The services for those who follow the log, by their names in `Services`."""

    events: EventService
    feeds: FeedService
    webhooks: Webhooks


def _of_following(store: Store, names: Names, feeds: FeedFile) -> _OfFollowing:
    """What happened, for those who ask and those who want to be told."""
    return _OfFollowing(
        events=EventService(store),
        feeds=FeedService(feeds, store),
        webhooks=Webhooks(store, names, clock),
    )


class _OfRuns(TypedDict):
    """The services for queries that are answered later, by their names in `Services`."""

    query_runs: QueryRuns
    run_worker: RunWorker


def _of_runs(
    settings: Settings,
    address: StoreAddress,
    layout: Layout,
    research: ResearchService,
    access: AccessService,
    sparql: SparqlService,
    services: Callable[[], Services],
) -> _OfRuns:
    """Large queries, and who works them off: a process of its own, or a thread where no other sees the store."""
    limits = RunLimits(
        rows=settings.sparql_later_row_limit,
        octets=settings.sparql_later_answer_limit_mb * _MEGABYTE,
        seconds=settings.sparql_later_time_limit_s,
        quota=settings.sparql_later_quota_mb * _MEGABYTE,
        kept=timedelta(days=settings.sparql_later_days),
        at_once=settings.sparql_later_lanes,
    )
    files = RunFiles(layout.queries)
    start = starting(settings, address, "app.querying", lambda: lambda _: services().run_worker.work())
    runs = QueryRuns(research, access, files, clock, limits, lambda: start("runs"))
    return _OfRuns(query_runs=runs, run_worker=RunWorker(runs, files, sparql, access, clock))


def _past_making(settings: Settings, address: StoreAddress, services: Callable[[], Services]) -> Callable[[str], None]:
    """Who puts together what was said at a moment."""
    return starting(settings, address, "app.making_past", lambda: lambda _: services().past.work())


class _OfLending(TypedDict):
    """The services of lending, by their names in `Services`."""

    settings: SettingsService
    trials: Trials
    network_rules: NetworkRules
    circulation: Circulation
    offline: OfflineService
    sending: SendingService
    elsewhere: Elsewhere
    figures: FigureService
    audit_trail: AuditTrail


def _of_lending(
    store: Store,
    names: Names,
    desk: Desk,
    circulation: Circulation,
    tenants: TenantService,
    lending: SettingsService,
    elsewhere: Elsewhere,
    ledger: Ledger,
) -> _OfLending:
    """By which rules is lent, what is lent, and what follows from it."""
    return _OfLending(
        audit_trail=AuditTrail(store, names),
        settings=lending,
        trials=Trials(store, names, clock, lending, circulation.reading),
        network_rules=NetworkRules(store, names, clock, tenants),
        circulation=circulation,
        offline=OfflineService(store, desk, circulation.lending, circulation.returning),
        sending=_sending(store, desk, tenants, lending),
        elsewhere=elsewhere,
        figures=FigureService(ledger, lending.zone),
    )


def _found(search: SearchIndex) -> Finder:
    """The works or instances a search finds in the catalogues of a scope, for changes to many at once."""

    def find(wanted: BatchSelection, scope: Scope, most: int) -> list[str]:
        kind = SearchKind.INSTANCE if wanted.instances else SearchKind.WORK
        query = SearchQuery(
            owners=owners_of(scope),
            text=wanted.query or "",
            kinds=frozenset({kind}),
            filters=wanted.filters,
            available_only=wanted.available_only,
            first=most,
        )
        return [each.iri for each in search.search(query).hits]

    return find


def _beginning(
    settings: Settings, address: StoreAddress, services: Callable[[], Services]
) -> tuple[Callable[[str], None], Callable[[str], None], Callable[[str], None]]:
    """How a queued import, a batch of heading changes, and a batch change are begun."""
    return (
        starting(settings, address, "app.importing", lambda: services().jobs.run),
        starting(settings, address, "app.carrying", lambda: services().headings.run),
        starting(settings, address, "app.changing", lambda: services().catalogue.batches.run),
    )


def _settled(settings: Settings, store: Store, names: Names) -> TenantService:
    tenants = TenantService(store, names, clock)
    if settings.region is not None:
        tenants.settle(settings.region)
    return tenants


def _sending(store: Store, desk: Desk, tenants: TenantService, lending: SettingsService) -> SendingService:
    def house(slug: str) -> House:
        return House(tenants.tenant(slug).name, lending.templates_of(slug))

    return SendingService(store, desk, Composer(store, desk, house))


def _research(settings: Settings, sparql: SparqlService, names: Names, freshness: Freshness) -> ResearchService:
    rows, seconds = settings.sparql_row_limit, settings.sparql_time_limit_s
    return ResearchService(sparql, names, freshness, row_limit=rows, time_limit_s=seconds)
