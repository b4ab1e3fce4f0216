"""The catalogue as the floors above see it: one service, its queries batched, its commands one Change each."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import datetime

from graph.access.model import Actor, Permission, acting
from graph.access.service import AccessService
from graph.catalogue.batch_work import BatchWork
from graph.catalogue.batches import Batches, Finder, finds_nothing
from graph.catalogue.commands import Commands
from graph.catalogue.dependents import Dependents
from graph.catalogue.drafts import Drafts
from graph.catalogue.exporter import Exporter
from graph.catalogue.foreseen import MarcPreview, in_hand
from graph.catalogue.headings import HeadingReader
from graph.catalogue.merging import Merging
from graph.catalogue.model import Heading, Origin, Past, Place, Provenance, Related, Resource, SourceRecord
from graph.catalogue.moments import Moments, moments
from graph.catalogue.navigation import Navigator
from graph.catalogue.papers import Papers
from graph.catalogue.past import PastReader
from graph.catalogue.promoting import Promoting
from graph.catalogue.proposals import Proposals
from graph.catalogue.publishing import Checker, Publishing, no_profiles
from graph.catalogue.resources import ResourceReader
from graph.catalogue.rewinding import Rewinding
from graph.catalogue.splitting import Splitting
from graph.catalogue.statements import Statement
from graph.catalogue.taking_back import TakingBack
from graph.catalogue.templates import Copying, Templates
from graph.catalogue.whole_changes import WholeChanges
from graph.catalogue.writing import Writing
from graph.store.model import Key, KeyPage
from graph.store.names import NETWORKS, GraphKind, Names
from graph.store.paging import Page, Slice
from graph.store.port import Store
from graph.store.scope import EVERY, Scope
from mappings.bibframe.node import Node
from mappings.bibframe.outcomes import FieldOutcome
from mappings.rules.marc_differences import FieldChange


class CatalogueService:
    """Queries take a scope and answer in the order asked, with a constant number of store calls. Commands take the
    actor first; their errors are those of `graph.catalogue.errors` and `graph.access.model`. `drafts`, `templates`,
    `copying` and `proposals` are what people do before something is published; `batches` are changes to many at once,
    `merging` and `splitting` make two descriptions one, and one two; `promoting` and `taking_back` make a library's a
    network's, and a network's a library's. `check` says what the profiles of a library say,
    `find` what a search finds; `launch` has a process run a batch.
    """

    def __init__(
        self,
        store: Store,
        names: Names,
        clock: Callable[[], datetime],
        access: AccessService,
        exporter: Exporter,
        check: Checker = no_profiles,
        find: Finder = finds_nothing,
        launch: Callable[[str], None] = lambda _: None,
    ) -> None:
        self._store = store
        self._resources = ResourceReader(store)
        self._headings = HeadingReader(store, self._resources)
        self._navigator = Navigator(store, self._resources, self._headings)
        self._past = PastReader(store)
        self._commands = Commands(store, names, clock, access, self._resources)
        writing = Writing(store, names, self._resources)
        self._rewinding = Rewinding(store, names, clock, access, self._resources, writing)
        publishing = Publishing(names, self._resources, writing, check)
        papers = Papers(store, names, clock)
        self.drafts = Drafts(store, clock, access, papers, self._resources, publishing)
        whole, dependents = WholeChanges(store, names, clock, papers, writing), Dependents(store)
        work = BatchWork(store, clock, access, papers, self._resources, writing)
        self.batches = Batches(work, find, whole, launch)
        self.merging = Merging(names, access, self._resources, writing, dependents, whole)
        self.splitting = Splitting(names, access, self._resources, writing, whole)
        self.promoting = Promoting(store, names, clock, access, self._resources, writing)
        self.taking_back = TakingBack(store, names, clock, access, self._resources, writing)
        self.templates = Templates(papers)
        self.copying = Copying(access, self._resources, self.drafts)
        self.proposals = Proposals(clock, access, papers, publishing, self.drafts)
        self._exporter, self._names, self._clock, self._access = exporter, names, clock, access

    # queries

    def resources(self, iris: Sequence[str], scope: Scope) -> list[Resource | None]:
        """The resources, None where there is none for this reader; a replaced one answers with its replacement."""
        return self._resources.resources(iris, scope)

    def instances_of(self, works: Sequence[str], scope: Scope, page: Page) -> list[Slice[Resource]]:
        """Per work, its instances."""
        return self._navigator.instances_of(works, scope, page)

    def works_of(self, instances: Sequence[str], scope: Scope) -> list[Resource | None]:
        """Per instance, its work."""
        return self._navigator.works_of(instances, scope)

    def works_by_agent(
        self, agents: Sequence[str], scope: Scope, page: Page, roles: Collection[str] = ()
    ) -> list[Slice[Resource]]:
        """Per agent, the works they contributed to (in one of `roles`), across the libraries read."""
        return self._navigator.works_by_agent(agents, scope, page, roles)

    def works_by_subject(self, concepts: Sequence[str], scope: Scope, page: Page) -> list[Slice[Resource]]:
        """Per heading, the works about it or of that form, across the libraries read."""
        return self._navigator.works_by_subject(concepts, scope, page)

    def related_works(self, works: Sequence[str], scope: Scope, page: Page) -> list[Slice[Related]]:
        """Per work, what it is related to, in both directions."""
        return self._navigator.related_works(works, scope, page)

    def headings(self, iris: Sequence[str], scope: Scope) -> list[Heading | None]:
        """Agents, subjects, places, genres and hubs, described or only used."""
        return self._headings.headings(iris, scope)

    def identified(self, scheme: str, values: Sequence[str], scope: Scope) -> list[tuple[Resource, ...]]:
        """Per value, the resources with this identifier; schemes are those of `graph.store.derive.KEYS`."""
        return self._navigator.identified(scheme, values, scope)

    def works_in(self, tenant: str, scope: Scope, first: int, after: str | None = None) -> KeyPage:
        """The works that a library describes in its catalogue, a stable page of them after a cursor."""
        return self._navigator.works_in(self._names.graph(tenant, GraphKind.CATALOGUE), scope, first, after)

    def counted(self, tenant: str, types: Sequence[str], scope: Scope) -> list[int]:
        """Per type (`bf:Work`), how many descriptions in a library's catalogue have it."""
        return self._navigator.counted(self._names.graph(tenant, GraphKind.CATALOGUE), types, scope)

    def history(self, iris: Sequence[str], scope: Scope) -> list[tuple[Past, ...]]:
        """Per resource, every state of every layer, newest first."""
        return self._past.history(iris, scope)

    def deleted(self, iris: Sequence[str], scope: Scope) -> list[datetime | None]:
        """Per address of a resource that isn't there, when it was taken away; None where this reader never saw it."""
        return self._past.deleted([[Key(graph, iri) for graph in self._graphs_of(iri, scope)] for iri in iris], scope)

    def _graphs_of(self, iri: str, scope: Scope) -> list[str]:
        """The graphs that may describe what has an address of this installation's."""
        owner = self._names.owner_of(iri)
        if owner != NETWORKS:
            return [self._names.graph(owner, GraphKind.CATALOGUE)]
        owners = {each for grant in scope.reading if GraphKind.NETWORK in grant.kinds for each in grant.owners}
        return [self._names.network_graph(each) for each in sorted(owners - {EVERY})]

    def moments(self, iri: str, scope: Scope, until: datetime) -> Moments:
        """When a resource became what it was, as far as this reader may read it again; see `moments`."""
        return moments(self._store, iri, scope, until)

    def bodies(self, wanted: Sequence[tuple[str, str]], scope: Scope) -> list[Node | None]:
        """Per resource and revision, what it said then; None where that isn't known."""
        return self._past.bodies(wanted, scope)

    def origins(self, iris: Sequence[str], scope: Scope) -> list[Mapping[Place, Origin]]:
        """Per resource, who made each statement that stands, and when."""
        return self._past.origins(iris, scope)

    def provenance(self, iris: Sequence[str], scope: Scope) -> list[tuple[Provenance, ...]]:
        """Per resource, who says something about it."""
        return self._past.provenance(iris, scope)

    def source_record(self, iris: Sequence[str], scope: Scope) -> list[SourceRecord | None]:
        """Per work, instance or item, the MARC record it came from, for those who may read source records."""
        return self._exporter.source_records(iris, scope)

    def marc(
        self, iris: Sequence[str], scope: Scope, format: str = "marcxml", encoding: str | None = None
    ) -> list[str | None]:
        """Per work or instance, its MARC record as text (`marcxml`, `marcjson`, or `marc21` as base 64, in an
        `encoding`); None where there is none, or the format can't hold it.
        """
        return self._exporter.texts(iris, scope, format, encoding)

    def marc_previews(
        self, actor: Actor, nodes: Sequence[Node], format: str = "marcxml", encoding: str | None = None
    ) -> list[MarcPreview]:
        """The MARC records that descriptions would be if they were published now: one for each instance, and each work
        without one. Nothing is stored. Raises `Forbidden`, `Invalid`.
        """
        tenant = acting(actor, Permission.CATALOGUE_PROPOSE)
        hand = in_hand(nodes, self._names, tenant, self._clock())
        return self._exporter.previews(hand, self._access.scope(actor), format, encoding)

    def outcomes(self, iris: Sequence[str], scope: Scope) -> list[list[FieldOutcome] | None]:
        """Per work, instance or item, what became of each field of its source record; see `Exporter.outcomes`."""
        return self._exporter.outcomes(iris, scope)

    def marc_changes(self, before: Resource, scope: Scope) -> list[FieldChange]:
        """What changed in the MARC record of a work or instance since `before`; see `Exporter.changes`."""
        return self._exporter.changes(before, scope)

    # commands

    def create(
        self, actor: Actor, type: str, node: Node, request_id: str | None = None, *, network: str | None = None
    ) -> Resource:
        """See `Commands.create`."""
        return self._commands.create(actor, type, node, request_id, network=network)

    def update(
        self,
        actor: Actor,
        iri: str,
        revision: str,
        node: Node | None = None,
        *,
        add: Sequence[Statement] = (),
        remove: Sequence[Statement] = (),
        request_id: str | None = None,
        network: str | None = None,
    ) -> Resource:
        """See `Commands.update`."""
        return self._commands.update(
            actor, iri, revision, node, add=add, remove=remove, request_id=request_id, network=network
        )

    def delete(
        self,
        actor: Actor,
        iri: str,
        revision: str,
        redirect_to: str | None = None,
        *,
        with_dependents: bool = False,
        request_id: str | None = None,
        network: str | None = None,
    ) -> None:
        """See `Commands.delete`."""
        self._commands.delete(
            actor,
            iri,
            revision,
            redirect_to,
            with_dependents=with_dependents,
            request_id=request_id,
            network=network,
        )

    def restore(self, actor: Actor, iri: str, to: str, revision: str | None, request_id: str | None = None) -> Resource:
        """See `Rewinding.restore`."""
        return self._rewinding.restore(actor, iri, to, revision, request_id)

    def undo(self, actor: Actor, iri: str, event: int, revision: str, request_id: str | None = None) -> Resource:
        """See `Rewinding.undo`."""
        return self._rewinding.undo(actor, iri, event, revision, request_id)
