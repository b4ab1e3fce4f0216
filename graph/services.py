"""Everything a floor above may ask of the graph, in one value. Only `app.bootstrap` builds it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from graph.access.administration import Administration
from graph.access.provider_sign_in import ProviderSignIn
from graph.access.service import AccessService
from graph.access.sign_in import SignInService
from graph.events.service import EventService
from graph.store.names import Names
from graph.tenants.applications import Applications
from graph.tenants.partners import PartnerService
from graph.tenants.payment_provider import PaymentProviders
from graph.tenants.places import PlaceService
from graph.tenants.service import TenantService
from graph.tenants.webhooks import Webhooks

if TYPE_CHECKING:
    from graph.authorities.background import BackgroundWork
    from graph.authorities.loading import VocabularyLoader
    from graph.authorities.looking_up import LookUpService
    from graph.authorities.reporting import HeadingReporter
    from graph.authorities.service import HeadingService
    from graph.catalogue.arriving import Receiver
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
    from graph.circulation.elsewhere import Elsewhere
    from graph.circulation.messages.sending import SendingService
    from graph.circulation.network_rules import NetworkRules
    from graph.circulation.offline.uploading import OfflineService
    from graph.circulation.privacy import PrivacyService
    from graph.circulation.publishing import SettingsService
    from graph.circulation.trials import Trials
    from graph.discovery.service import DiscoveryService
    from graph.feeds.service import FeedService
    from graph.holdings.editor import HoldingsEditor
    from graph.holdings.service import HoldingsService
    from graph.insights.service import FigureService
    from graph.network.clusters.deciding import Clustering
    from graph.network.co_circulation.service import CoCirculation
    from graph.network.departure import Departures
    from graph.network.holders import Holders
    from graph.network.insight.service import CollectionInsight
    from graph.patrons.fees import FeeService
    from graph.patrons.payment_trials import PaymentTrials
    from graph.patrons.payments import PaymentService
    from graph.patrons.service import PatronService
    from graph.patrons.sign_in import PatronSignIn
    from graph.research.past import PastService
    from graph.research.query_runs import QueryRuns
    from graph.research.saved import SavedQueries
    from graph.research.service import ResearchService
    from graph.research.working_off import RunWorker
    from graph.workflows.interlending.service import Interlending


@dataclass(frozen=True, slots=True)
class Services:
    """The services of one installation, sharing one store."""

    names: Names
    access: AccessService
    sign_in: SignInService
    administration: Administration
    tenants: TenantService
    applications: Applications
    departures: Departures
    holders: Holders
    places: PlaceService
    settings: SettingsService
    trials: Trials
    network_rules: NetworkRules
    patrons: PatronService
    patron_sign_in: PatronSignIn
    provider_sign_in: ProviderSignIn
    fees: FeeService
    payment_providers: PaymentProviders
    payments: PaymentService
    payment_trials: PaymentTrials
    privacy: PrivacyService
    audit_trail: AuditTrail
    circulation: Circulation
    sending: SendingService
    offline: OfflineService
    elsewhere: Elsewhere
    co_circulation: CoCirculation
    collection_insight: CollectionInsight
    clusters: Clustering
    partners: PartnerService
    interlending: Interlending
    events: EventService
    feeds: FeedService
    webhooks: Webhooks
    catalogue: CatalogueService
    profiles: ProfileService
    record_reading: RecordReading
    holdings: HoldingsService
    holdings_editor: HoldingsEditor
    importer: Importer
    exporter: Exporter
    exchange: Exchange
    jobs: JobService
    vocabularies: VocabularyLoader
    headings: HeadingService
    background: BackgroundWork
    look_up: LookUpService
    heading_reports: HeadingReporter
    discovery: DiscoveryService
    research: ResearchService
    figures: FigureService
    saved_queries: SavedQueries
    past: PastService
    query_runs: QueryRuns
    run_worker: RunWorker
    sender: Sender
    receiver: Receiver
