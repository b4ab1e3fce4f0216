"""Search: hits with facets, and completions of what is being typed."""

from __future__ import annotations

from dataclasses import replace
from enum import Enum
from typing import Annotated, Final, TypeAlias

import strawberry

from graph.discovery.service import SearchRequest
from graph.store import search as index
from graph.store.paging import Page
from graph.store.scope import Scope
from schema.ask import Ask
from schema.connections import PageInfo, page_info
from schema.fields import attribute, choice, relation
from schema.scalars import IRI
from schema.types.agent import Agent
from schema.types.concept import Concept
from schema.types.filters import FacetField, FilterInput
from schema.types.instance import Instance
from schema.types.resource import Lang, preferred
from schema.types.scope import TenantScope
from schema.types.tenant import Tenant, known_tenants
from schema.types.views import resources_by_iri
from schema.types.work import Work

AFTER_EVENT: Final = (
    "An event the answer must know of: the `event` of one's own write, or of a change that was followed. It is waited "
    "for briefly; then the error is BEHIND."
)
_Kind = index.SearchKind
_Sort = index.SearchSort


@strawberry.enum(description="What kind of thing is searched for.")
class SearchKind(Enum):
    """What kind of thing is searched for."""

    WORK = choice(_Kind.WORK, "Works.")
    INSTANCE = choice(_Kind.INSTANCE, "Instances: editions and other publications.")
    AGENT = choice(_Kind.AGENT, "Persons, organizations and other agents.")
    CONCEPT = choice(_Kind.CONCEPT, "Subjects, places, genres and other terms.")


@strawberry.enum(description="The order of hits.")
class SearchSort(Enum):
    """The order of hits."""

    RELEVANCE = choice(_Sort.RELEVANCE, "Best match first.")
    TITLE = choice(_Sort.TITLE, "By title, without leading articles.")
    DATE_NEWEST = choice(_Sort.DATE_NEWEST, "Newest first.")
    DATE_OLDEST = choice(_Sort.DATE_OLDEST, "Oldest first.")
    RECENTLY_ADDED = choice(_Sort.RECENTLY_ADDED, "Last added first.")


@strawberry.enum(description="How exact a count is.")
class CountPrecision(Enum):
    """How exact a count is."""

    EXACT = choice("exact", "Exactly so many.")
    LOWER_BOUND = choice("lower-bound", "At least so many.")


@strawberry.enum(description="What is one hit.")
class SearchBy(Enum):
    """What is one hit."""

    DESCRIPTION = choice("description", "Each description, as each library or network has it.")
    CLUSTER = choice("cluster", "Works that a network takes for the same, however many libraries describe them.")


@strawberry.input(description="What to search for.")
class SearchInput:
    """What to search for."""

    text: str | None = strawberry.field(
        default=None,
        description=(
            'Words, "quoted phrases", -words to leave out, and field:value with title, author, subject, isbn, issn, '
            "publisher or series. Absent or empty, everything matches."
        ),
    )
    filters: list[FilterInput] | None = strawberry.field(default=None, description="Filters, all of which must hold.")
    kinds: list[SearchKind] = strawberry.field(
        default_factory=lambda: [SearchKind.WORK], description="What kinds of things to search for."
    )
    scope: TenantScope | None = strawberry.field(default=None, description="Whose catalogues to search.")
    available_only: bool = strawberry.field(default=False, description="Only what can be had now.")
    by: SearchBy = strawberry.field(
        default=SearchBy.DESCRIPTION,
        description="What is one hit. A work that several libraries describe is shown by what the acting library has "
        "of it, where it passes the filters, otherwise by the best match.",
    )
    after_event: int | None = strawberry.field(default=None, description=AFTER_EVENT)


@strawberry.type(description="One value of a facet.")
class FacetBucket:
    """One value of a facet."""

    value: str = attribute("The value, as filters take it.")
    label: str = attribute("The value, as people read it.")
    iri: IRI | None = attribute("The resource it stands for, where it stands for one.")
    count: int = attribute("How many hits have it.")
    selected: bool = attribute("Whether a filter asks for it.")


@strawberry.type(description="How hits spread over the values of a field.")
class Facet:
    """How hits spread over the values of a field."""

    field: FacetField = attribute("The field.")
    buckets: list[FacetBucket] = attribute("Its values, most frequent first.")
    known_missing: strawberry.Private[int | None]
    counting: strawberry.Private[SearchRequest]
    scope: strawberry.Private[Scope]

    @relation(cost=1)
    @staticmethod
    def missing(parents: list[Facet], ask: Ask) -> list[int]:
        """How many hits have no value."""
        counted: dict[tuple[int, str], int | None] = {
            (id(each.counting), each.field.value): each.known_missing for each in parents
        }
        open_ones = {id(each.counting): each for each in parents if each.known_missing is None}
        for key, each in open_ones.items():
            answer = ask.services.discovery.search(replace(each.counting, valueless=True), each.scope)
            counted.update(((key, one.field), one.missing) for one in answer.facets)
        return [counted[id(each.counting), each.field.value] or 0 for each in parents]


@strawberry.type(description="Where a hit matched.")
class Highlight:
    """Where a hit matched."""

    field: str = attribute("The field that matched.")
    fragments: list[str] = attribute("Pieces of its text, the words that matched between <em> and </em>.")


SearchHit: TypeAlias = Annotated[
    Work | Instance | Agent | Concept, strawberry.union("SearchHit", description="What a search can find.")
]


@strawberry.type(description="A library that has what was found.")
class SearchLibrary:
    """A library that has what was found."""

    slug: strawberry.Private[str]
    available: bool | None = attribute("Whether a copy can be had there now; null where it doesn't tell the caller.")

    @relation(cost=0)
    @staticmethod
    def tenant(parents: list[SearchLibrary], ask: Ask) -> list[Tenant]:
        """The library."""
        return known_tenants([each.slug for each in parents], ask)


@strawberry.type(description="A hit, with its cursor and how well it matches.")
class SearchEdge:
    """A hit, with its cursor and how well it matches."""

    cursor: str = attribute("Continue after, or before, this hit with it. Stays valid while data changes.")
    node: SearchHit = attribute("What was found.")
    score: float = attribute("How well it matches; comparable within one search only.")
    hit: strawberry.Private[index.Hit]
    request: strawberry.Private[SearchRequest]
    scope: strawberry.Private[Scope]

    @relation(cost=1)
    @staticmethod
    def libraries(parents: list[SearchEdge], ask: Ask) -> list[list[SearchLibrary]]:
        """The libraries searched that have copies of the work or of those it stands for: where it can be had now first,
        of these the nearest. As the index knows it, some seconds late; `holders` of the work reads it at once.
        """
        one = parents[0]
        found = ask.services.discovery.having([each.hit for each in parents], one.scope, one.request.near)
        return [[SearchLibrary(slug=each.tenant, available=each.available) for each in some] for some in found]

    @relation(cost=1)
    @staticmethod
    def highlights(parents: list[SearchEdge], ask: Ask) -> list[list[Highlight]]:
        """Where it matched."""
        marked = replace(parents[0].request, highlights=True)
        found = {each.cursor: each for each in ask.services.discovery.search(marked, parents[0].scope).hits}
        return [
            [
                Highlight(field=name, fragments=[text])
                for name, text in (found[each.cursor].highlights if each.cursor in found else ())
            ]
            for each in parents
        ]


@strawberry.type(description="A page of hits.")
class SearchConnection:
    """A page of hits."""

    edges: list[SearchEdge] = attribute("The hits of this page with their cursors.")
    nodes: list[SearchHit] = attribute("The hits of this page.")
    page_info: PageInfo = attribute("Where this page lies among the hits.")
    total_count: int = attribute(
        "How many hits there are; searched `by: CLUSTER`, how many descriptions, of which several may be one hit."
    )
    total_count_precision: CountPrecision = attribute("How exact that count is.")
    did_you_mean: list[str] = attribute("Other spellings that would find more.")
    took_ms: int = attribute("How long the search took, in milliseconds.")
    works: strawberry.Private[int | None]
    request: strawberry.Private[SearchRequest]
    scope: strawberry.Private[Scope]

    @relation(cost=5)
    @staticmethod
    def cluster_count(parents: list[SearchConnection], ask: Ask) -> list[int | None]:
        """How many hits there are where works that a network takes for the same are one; null where descriptions are
        too many to be looked at one by one.
        """
        count = ask.services.discovery.works_found
        return [
            count(each.request, each.scope, each.total_count) if each.works is None else each.works for each in parents
        ]

    @relation(cost=5)
    @staticmethod
    def facets(
        parents: list[SearchConnection],
        ask: Ask,
        fields: Annotated[list[FacetField], strawberry.argument(description="The fields to count by.")],
        first: Annotated[int, strawberry.argument(description="How many values of each, at most 100.")] = 20,
        lang: Lang = None,
    ) -> list[list[Facet]]:
        """How all hits, not only those of this page, spread over fields; values named in the most wanted language."""
        wanted = tuple(each.value for each in fields)
        languages = tuple(preferred(ask, lang))
        return [_facets(each, ask, replace(each.request, languages=languages), wanted, first) for each in parents]


def _facets(
    found: SearchConnection, ask: Ask, request: SearchRequest, fields: tuple[index.FacetField, ...], first: int
) -> list[Facet]:
    counting = replace(request, facets=fields, facet_size=first, page=Page(0))
    return [
        Facet(
            field=FacetField(each.field),
            buckets=[
                FacetBucket(
                    value=one.value,
                    label=one.label,
                    iri=IRI(one.iri) if one.iri else None,
                    count=one.count,
                    selected=one.selected,
                )
                for one in each.buckets
            ],
            known_missing=each.missing,
            counting=counting,
            scope=found.scope,
        )
        for each in ask.services.discovery.search(counting, found.scope).facets
    ]


def _page_info(answer: index.SearchAnswer, page: Page) -> PageInfo:
    """Where a page lies; it reaches as far as hits were looked at for it."""
    cursors = [each.cursor for each in answer.hits]
    if answer.reached is not None:
        cursors = [answer.reached, *cursors[-1:]] if page.last is not None else [*cursors[:1], answer.reached]
    return page_info(cursors, has_next=answer.has_next, has_previous=answer.has_previous)


def search(request: SearchRequest, ask: Ask, scope: Scope) -> SearchConnection:
    """A page of hits: one call to the index, one for the documents."""
    started = ask.clock()
    answer = ask.services.discovery.search(request, scope)
    resources = resources_by_iri([each.iri for each in answer.hits], ask, scope)
    edges = [
        SearchEdge(
            cursor=hit.cursor,
            node=resource,
            score=hit.score,
            hit=hit,
            request=request,
            scope=scope,
        )
        for hit, resource in zip(answer.hits, resources, strict=True)
        if isinstance(resource, Work | Instance | Agent | Concept)
    ]
    return SearchConnection(
        edges=edges,
        nodes=[each.node for each in edges],
        page_info=_page_info(answer, request.page),
        total_count=answer.total,
        total_count_precision=CountPrecision.EXACT if answer.exact else CountPrecision.LOWER_BOUND,
        did_you_mean=list(answer.did_you_mean),
        works=answer.works,
        took_ms=round((ask.clock() - started).total_seconds() * 1000),
        request=request,
        scope=scope,
    )


def search_request(input: SearchInput, sort: SearchSort, wanted: Page, near: str | None = None) -> SearchRequest:
    """The question of a search input, as discovery takes it; what the library `near` has stands for a work."""
    return SearchRequest(
        text=input.text or "",
        kinds=frozenset(each.value for each in input.kinds),
        filters=tuple(each.filter() for each in input.filters or ()),
        available_only=input.available_only,
        sort=sort.value,
        page=wanted,
        after_event=input.after_event,
        once=input.by is SearchBy.CLUSTER,
        near=near,
    )
