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
from schema.types.scope import ScopeArgument, TenantScope, slug_in
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
