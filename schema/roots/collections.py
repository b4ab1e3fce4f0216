"""What collections of a network are to each other, at the root."""

from __future__ import annotations

from typing import Annotated

import strawberry

from graph.access.model import Reading
from schema.ask import Ask
from schema.connections import After, Before, Connection, First, Last, page, paged
from schema.fields import relation
from schema.ids import Naming
from schema.roots.arguments import Roots
from schema.scalars import IRI
from schema.types.collection import (
    CollectionOverlap,
    CollectionQuestion,
    CommonWorks,
    LastCopy,
    LinkingAgent,
    WorkHolding,
    WorkVersion,
    common_of,
    holdings_of,
    last_copy_of,
    overlap_of,
    questions_asked,
    version_of,
)
from schema.types.scope import slug_in

Network = Annotated[strawberry.ID, strawberry.argument(description="A network the caller belongs to, by id or slug.")]
Library = Annotated[strawberry.ID, strawberry.argument(description="A member of it, by id or slug.")]
Other = Annotated[strawberry.ID, strawberry.argument(description="Another member, by id or slug.")]
OfWork = Annotated[IRI, strawberry.argument(description="A work, as any library describes it.")]


@strawberry.type(description="What is asked of collections of a network: each is the answer of a query in SPARQL.")
class CollectionQueries:
    """What is asked of collections of a network."""

    @relation()
    @staticmethod
    def collection_questions(roots: Roots, ask: Ask) -> list[list[CollectionQuestion]]:
        """The questions of this kind as queries in SPARQL, for those who want to ask further."""
        return [questions_asked()]

    @relation(cost=30, requires="catalogue.read")
    @staticmethod
    def work_holders(roots: Roots, ask: Ask, network: Network, work: OfWork) -> list[list[WorkHolding]]:
        """Which libraries of a network have a work, and how many copies."""
        found = ask.services.collection_insight.holders(ask.actor, slug_in(network, Naming.NETWORK), work)
        return [holdings_of(found, ask)]

    @relation(cost=100, per="first", requires="catalogue.read")
    @staticmethod
    def last_copies(
        roots: Roots,
        ask: Ask,
        network: Network,
        tenant: Library,
        first: First = 50,
        after: After = None,
        last: Last = None,
        before: Before = None,
    ) -> list[Connection[LastCopy]]:
        """Works of which a library has the only copy in a network, by IRI."""
        slug = slug_in(network, Naming.NETWORK)
        found = ask.services.collection_insight.last_copies(ask.actor, slug, slug_in(tenant, Naming.TENANT))
        scope = ask.scope(Reading(network=slug))
        copies = [last_copy_of(each, scope) for each in found.rows]
        return [paged(copies, page(first, after, last, before), lambda each: each.iri)]

    @relation(cost=100, requires="catalogue.read")
    @staticmethod
    def collection_overlap(
        roots: Roots, ask: Ask, network: Network, tenant: Library, other: Other
    ) -> list[CollectionOverlap]:
        """How many works two libraries of a network describe, and how many of them both do."""
        slugs = (slug_in(each, Naming.TENANT) for each in (tenant, other))
        found = ask.services.collection_insight.overlap(ask.actor, slug_in(network, Naming.NETWORK), *slugs)
        return [overlap_of(found)]

    @relation(cost=200, requires="catalogue.read")
    @staticmethod
    def collection_overlaps(roots: Roots, ask: Ask, network: Network, tenant: Library) -> list[list[CommonWorks]]:
        """How many works each library of a network describes, and how many of them a library does as well, itself among
        them; those that the caller may read.
        """
        slugs = slug_in(network, Naming.NETWORK), slug_in(tenant, Naming.TENANT)
        return [common_of(ask.services.collection_insight.overlaps(ask.actor, *slugs), ask)]

    @relation(cost=50, requires="catalogue.read")
    @staticmethod
    def work_versions(roots: Roots, ask: Ask, network: Network, work: OfWork) -> list[list[WorkVersion]]:
        """Editions and translations of a work over a network, by language."""
        slug = slug_in(network, Naming.NETWORK)
        found = ask.services.collection_insight.versions(ask.actor, slug, work)
        scope = ask.scope(Reading(network=slug))
        return [[version_of(each, scope) for each in found]]

    @relation(cost=100, per="first", requires="catalogue.read")
    @staticmethod
    def linking_agents(
        roots: Roots,
        ask: Ask,
        network: Network,
        tenant: Library,
        other: Other,
        first: First = 50,
        after: After = None,
    ) -> list[Connection[LinkingAgent]]:
        """Who made works in the collections of both libraries, those with most works in both first."""
        slugs = (slug_in(each, Naming.TENANT) for each in (tenant, other))
        found = ask.services.collection_insight.linking_agents(ask.actor, slug_in(network, Naming.NETWORK), *slugs)
        agents = [LinkingAgent(name=each.name, here=each.here, there=each.there) for each in found.rows]
        return [paged(agents, page(first, after), lambda each: each.name)]
