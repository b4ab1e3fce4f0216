"""What can be asked at the root."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Any, TypeVar

import strawberry

from graph.store.search import SearchKind as Kind
from schema.ask import Ask
from schema.connections import After, Before, Connection, First, Last, page, paged
from schema.fields import relation
from schema.ids import Naming, name_in
from schema.roots.accounts import AccountQueries
from schema.roots.administration import AdministrationQueries
from schema.roots.arguments import Id, Ids, Roots
from schema.roots.authorities import AuthorityQueries
from schema.roots.between_libraries import BetweenLibrariesQueries
from schema.roots.clusters import ClusterQueries
from schema.roots.collections import CollectionQueries
from schema.roots.desk import DeskQueries
from schema.roots.drafting import DraftingQueries
from schema.roots.figures import FigureQueries
from schema.roots.profiles import ProfileQueries
from schema.roots.research import ResearchQueries
from schema.scalars import IRI, JSONLD, DateTime
from schema.types.agent import Agent
from schema.types.availability import AvailabilitySummary, summaries
from schema.types.concept import Concept
from schema.types.formats import ExportFormat
from schema.types.instance import Instance
from schema.types.item import Holding, Item
from schema.types.job import ImportJob, jobs_by_id
from schema.types.key import ResourceKey, at_key
from schema.types.open_days import OpenDays, open_days_at
from schema.types.record import records
from schema.types.resource import Node, Resource
from schema.types.scope import AsOf, ScopeArgument, SparqlAsOf, TenantScope, slug_in
from schema.types.search import (
    AFTER_EVENT,
    SearchConnection,
    SearchInput,
    SearchKind,
    SearchSort,
    search,
    search_request,
)
from schema.types.sparql import SparqlResult, sparql_result
from schema.types.statement import ResourceRef, reference
from schema.types.tenant import Network, Tenant, network_of, readable, tenant_of, tenants_by_slug
from schema.types.viewer import Viewer
from schema.types.views import nodes_by_id, resources_by_iri
from schema.types.work import Work

R = TypeVar("R", bound=Node)
_MOST_DAYS = 100
AfterEvent = Annotated[int | None, strawberry.argument(description=AFTER_EVENT)]
By = Annotated[ResourceKey, strawberry.argument(description="What names it.")]


def _only(kind: type[R], nodes: Sequence[object]) -> list[R | None]:
    return [each if isinstance(each, kind) else None for each in nodes]


def _reading(ask: Ask, scope: TenantScope | None) -> Any:
    return ask.scope(None if scope is None else scope.reading())


@strawberry.type(description="Everything that can be asked.")
class Query(
    AccountQueries,
    AuthorityQueries,
    DeskQueries,
    BetweenLibrariesQueries,
    ClusterQueries,
    CollectionQueries,
    DraftingQueries,
    FigureQueries,
    ProfileQueries,
    ResearchQueries,
    AdministrationQueries,
):
    """Everything that can be asked."""

    @relation()
    @staticmethod
    def node(roots: Roots, ask: Ask, id: Id, as_of: AsOf = None) -> list[Node | None]:
        """Whatever an id names; null where there is nothing the caller may read."""
        return nodes_by_id([id], ask, as_of)

    @relation(per="ids")
    @staticmethod
    def nodes(roots: Roots, ask: Ask, ids: Ids) -> list[list[Node | None]]:
        """Whatever the ids name, in their order; null where there is nothing the caller may read."""
        return [nodes_by_id(ids, ask)]

    @relation()
    @staticmethod
    def resource(
        roots: Roots,
        ask: Ask,
        iri: Annotated[IRI, strawberry.argument(description="Its IRI.")],
        scope: ScopeArgument = None,
        as_of: AsOf = None,
    ) -> list[Resource | None]:
        """Any resource of the graph by its IRI, whatever its type."""
        return resources_by_iri([iri], ask, ask.then(_reading(ask, scope), as_of))

    @relation(cost=10, per="first")
    @staticmethod
    def search(
        roots: Roots,
        ask: Ask,
        input: Annotated[SearchInput, strawberry.argument(description="What to search for.")],
        first: First = 20,
        after: After = None,
        last: Last = None,
        before: Before = None,
        sort: Annotated[SearchSort, strawberry.argument(description="The order of hits.")] = SearchSort.RELEVANCE,
    ) -> list[SearchConnection]:
        """Search catalogues."""
        request = search_request(input, sort, page(first, after, last, before), ask.actor.tenant)
        return [search(request, ask, _reading(ask, input.scope))]

    @relation(cost=2)
    @staticmethod
    def suggest(
        roots: Roots,
        ask: Ask,
        text: Annotated[str, strawberry.argument(description="What has been typed so far.")],
        kinds: Annotated[
            list[SearchKind] | None, strawberry.argument(description="Only these kinds of things.")
        ] = None,
        first: Annotated[int, strawberry.argument(description="How many, at most 100.")] = 10,
        scope: ScopeArgument = None,
        after_event: AfterEvent = None,
    ) -> list[list[ResourceRef]]:
        """Completions of what is being typed, the most used first."""
        reading = _reading(ask, scope)
        wanted = tuple(each.value for each in kinds or ()) or tuple(Kind)
        size = page(first, None).first or 0
        found = ask.services.discovery.suggest(text, wanted, size, reading, after_event)
        return [[reference(each.iri, each.label, reading) for each in found]]

    @relation()
    @staticmethod
    def work(roots: Roots, ask: Ask, by: By, scope: ScopeArgument = None) -> list[Work | None]:
        """A work; by an identifier, the work of the instance that carries it."""
        return [at_key(by, ask, _reading(ask, scope), Work)]

    @relation(per="ids")
    @staticmethod
    def works(roots: Roots, ask: Ask, ids: Ids) -> list[list[Work | None]]:
        """Works in the order of their ids."""
        return [_only(Work, nodes_by_id(ids, ask))]

    @relation()
    @staticmethod
    def instance(roots: Roots, ask: Ask, by: By, scope: ScopeArgument = None) -> list[Instance | None]:
        """An instance."""
        return [at_key(by, ask, _reading(ask, scope), Instance)]

    @relation(per="ids")
    @staticmethod
    def instances(roots: Roots, ask: Ask, ids: Ids) -> list[list[Instance | None]]:
        """Instances in the order of their ids."""
        return [_only(Instance, nodes_by_id(ids, ask))]

    @relation()
    @staticmethod
    def item(roots: Roots, ask: Ask, by: By, scope: ScopeArgument = None) -> list[Item | None]:
        """An item."""
        return [at_key(by, ask, _reading(ask, scope), Item)]

    @relation()
    @staticmethod
    def holding(roots: Roots, ask: Ask, id: Id) -> list[Holding | None]:
        """A holding."""
        return _only(Holding, nodes_by_id([id], ask))

    @relation()
    @staticmethod
    def agent(roots: Roots, ask: Ask, by: By, scope: ScopeArgument = None) -> list[Agent | None]:
        """An agent."""
        return [at_key(by, ask, _reading(ask, scope), Agent)]

    @relation(cost=10, per="first")
    @staticmethod
    def agents(
        roots: Roots,
        ask: Ask,
        name: Annotated[str | None, strawberry.argument(description="Words of the name; absent, all agents.")] = None,
        first: First = 20,
        after: After = None,
        last: Last = None,
        before: Before = None,
        scope: ScopeArgument = None,
    ) -> list[Connection[Agent]]:
        """Agents by name."""
        wanted = SearchInput(text=name, kinds=[SearchKind.AGENT])
        found = search(
            search_request(wanted, SearchSort.RELEVANCE, page(first, after, last, before)), ask, _reading(ask, scope)
        )
        edges = [(each.cursor, each.node) for each in found.edges if isinstance(each.node, Agent)]
        return [
            Connection(
                nodes=[node for _, node in edges],
                total_count=found.total_count,
                cursors=[cursor for cursor, _ in edges],
                has_next=found.page_info.has_next_page,
                has_previous=found.page_info.has_previous_page,
            )
        ]

    @relation()
    @staticmethod
    def concept(roots: Roots, ask: Ask, by: By, scope: ScopeArgument = None) -> list[Concept | None]:
        """A subject, place, genre or other term."""
        return [at_key(by, ask, _reading(ask, scope), Concept)]

    @relation(cost=2, per="ids")
    @staticmethod
    def availability(
        roots: Roots, ask: Ask, ids: Ids, scope: ScopeArgument = None
    ) -> list[list[AvailabilitySummary | None]]:
        """The availability of works and instances, in the order of their ids."""
        found = nodes_by_id(ids, ask)
        known = [each for each in found if isinstance(each, Work | Instance)]
        answers = iter(summaries(known, ask, scope) if known else [])
        return [[next(answers) if isinstance(each, Work | Instance) else None for each in found]]

    @relation(cost=0)
    @staticmethod
    def viewer(roots: Roots, ask: Ask) -> list[Viewer]:
        """The caller in the acting tenant."""
        return [Viewer(actor=ask.actor, name=ask.actor.name)]

    @relation()
    @staticmethod
    def tenant(
        roots: Roots,
        ask: Ask,
        by: Annotated[strawberry.ID, strawberry.argument(description="Its id or slug.", name="id")],
    ) -> list[Tenant | None]:
        """A library whose catalogue the caller may read."""
        slug = slug_in(by, Naming.TENANT)
        return tenants_by_slug([slug if slug in readable(ask) else None], ask)

    @relation(per="first")
    @staticmethod
    def tenants(roots: Roots, ask: Ask, first: First = 50, after: After = None) -> list[Connection[Tenant]]:
        """The libraries whose catalogue the caller may read, in order of their slugs."""
        known = ask.services.tenants.tenants()
        seen = readable(ask)
        made = [tenant_of(each, ask) for each in known if each is not None and each.slug in seen]
        return [paged(made, page(first, after), lambda each: each.slug)]

    @relation()
    @staticmethod
    def network(
        roots: Roots,
        ask: Ask,
        by: Annotated[strawberry.ID, strawberry.argument(description="Its id or slug.", name="id")],
    ) -> list[Network | None]:
        """A network of libraries."""
        found = ask.services.tenants.networks([slug_in(by, Naming.NETWORK)])
        return [None if each is None else network_of(each) for each in found]

    @relation(cost=5)
    @staticmethod
    def open_days(
        roots: Roots,
        ask: Ask,
        tenant: Annotated[
            strawberry.ID | None, strawberry.argument(description="The library, by id or slug; absent, the acting one.")
        ] = None,
        unit: Annotated[
            str | None, strawberry.argument(description="The path of a unit; absent, the library as a whole.")
        ] = None,
        at: Annotated[
            DateTime | None, strawberry.argument(description="A moment of the first day; absent, now.")
        ] = None,
        days: Annotated[int, strawberry.argument(description="How many days, at most 100.")] = 7,
    ) -> list[OpenDays | None]:
        """When a place is open, day by day; null where there is no such place to read."""
        slug = ask.actor.tenant if tenant is None else slug_in(tenant, Naming.TENANT)
        return [open_days_at(slug, unit, at, max(0, min(days, _MOST_DAYS)), ask)]

    @relation()
    @staticmethod
    def import_job(roots: Roots, ask: Ask, id: Id) -> list[ImportJob | None]:
        """An import of the acting tenant."""
        return jobs_by_id([name_in(id, Naming.JOB)], ask)

    @relation(cost=5)
    @staticmethod
    def record(
        roots: Roots,
        ask: Ask,
        id: Id,
        format: Annotated[ExportFormat, strawberry.argument(description="How to write it.")],
    ) -> list[str | None]:
        """One resource for exchange; null where there is none to read or the format can't express it."""
        return records([id], format, ask)

    @relation(cost=200, requires="research.sparql")
    @staticmethod
    def sparql(
        roots: Roots,
        ask: Ask,
        query: Annotated[str, strawberry.argument(description="One SELECT, ASK, CONSTRUCT or DESCRIBE.")],
        scope: ScopeArgument = None,
        first: Annotated[int, strawberry.argument(description="How many rows at most.")] = 1000,
        after_event: AfterEvent = None,
        as_of: SparqlAsOf = None,
    ) -> list[SparqlResult]:
        """Ask the graphs the caller may read in SPARQL 1.1, reading only."""
        reading = _reading(ask, scope)
        if as_of is not None:
            return [sparql_result(ask.services.past.sparql(ask.actor, query, reading, as_of, max_rows=first))]
        answer = ask.services.research.sparql(ask.actor, query, reading, max_rows=first, after_event=after_event)
        return [sparql_result(answer)]

    @relation()
    @staticmethod
    def event(roots: Roots, ask: Ask) -> list[int]:
        """The number of the log's last event, whoever wrote it: as `afterEvent`, whatever was written is found."""
        return [ask.services.events.position()]

    @relation(cost=0)
    @staticmethod
    def context(roots: Roots, ask: Ask) -> list[JSONLD]:
        """The JSON-LD context of this schema: what its types and fields mean in RDF."""
        from schema.context import context

        return [JSONLD(context())]
