"""Works: what a description is about, whatever edition it came in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, TypeAlias

import strawberry

from graph.catalogue.model import Related
from graph.catalogue.model import Resource as Described
from graph.store.paging import Page
from graph.store.scope import Scope
from mappings.bibframe import read
from mappings.bibframe.node import Node as Body
from schema.ask import Ask
from schema.connections import After, Before, Connection, First, Last, connection, page, paged
from schema.directives import Iri
from schema.fields import attribute, reading, relation
from schema.languages import LangString, chosen, lang_string
from schema.scalars import EDTF, IRI
from schema.types.agent import Agent, Contribution, agent_in_place, contributions_of, roles_of
from schema.types.availability import AvailabilitySummary, summaries
from schema.types.concept import Concept, concept_in_place, concepts_of
from schema.types.identifier import Classification, classifications_of
from schema.types.resource import Lang, Resource, in_scope, preferred
from schema.types.scope import ScopeArgument
from schema.types.title import Title, title_of, variant_titles_of

if TYPE_CHECKING:
    from schema.types.cluster import Cluster
    from schema.types.co_circulation import BorrowedTogether
    from schema.types.conversion import ConversionReport
    from schema.types.holder import Holder
    from schema.types.instance import Instance

Subject: TypeAlias = Annotated[
    Concept | Agent | Annotated["Work", strawberry.lazy("schema.types.work")],
    strawberry.union("Subject", description="What a work is about: a term, an agent, or another work."),
]
Roles = Annotated[list[IRI] | None, strawberry.argument(description="Only in these roles (relator IRIs).")]
Schemes = Annotated[list[IRI] | None, strawberry.argument(description="Only from these vocabularies.")]


@strawberry.type(
    description="A work: the distinct creation, in one language and form, that instances are editions of.",
    directives=[Iri(term="bf:Work")],
)
class Work(Resource):
    """A work."""

    @reading(iri="bf:title")
    def title(self) -> Title | None:
        """The title; null where none is recorded."""
        return title_of(self.node)

    @reading(iri="bf:title")
    def variant_titles(self) -> list[Title]:
        """Other titles it is known by."""
        return variant_titles_of(self.node)

    @reading(iri="bf:content")
    def content_types(self) -> list[Concept]:
        """Kinds of content: text, cartographic image, performed music …"""
        return concepts_of(self.node, "bf:content", self.scope)

    @reading(iri="bf:language")
    def languages(self) -> list[Concept]:
        """The languages it is in."""
        return [concept_in_place({"@id": each}, self.scope) for each in read.languages(self.node)]

    @reading(per="first", iri="bf:contribution")
    def contributions(
        self, first: First = 20, after: After = None, last: Last = None, before: Before = None, role: Roles = None
    ) -> Connection[Contribution]:
        """Who made it, in the order of the record."""
        found = contributions_of(self.node, self.scope)
        if role:
            wanted = frozenset(role)
            found = [each for each in found if any(one.iri in wanted for one in roles_of(each.node, self.scope))]
        return paged(found, page(first, after, last, before), lambda each: each.agent.iri)

    @reading(per="first", iri="bf:subject")
    def subjects(
        self, first: First = 20, after: After = None, last: Last = None, before: Before = None, scheme: Schemes = None
    ) -> Connection[Subject]:
        """What it is about, in the order of the record."""
        wanted = frozenset(scheme or ())
        found = [
            _subject(each, self.scope)
            for each in read.nodes(self.node, "bf:subject")
            if read.iri_of(each) is not None and (not wanted or read.scheme(each) in wanted)
        ]
        return paged(found, page(first, after, last, before), lambda each: each.iri)

    @reading(iri="bf:genreForm")
    def genres(self) -> list[Concept]:
        """Genres and forms."""
        return concepts_of(self.node, "bf:genreForm", self.scope)

    @reading(iri="bf:classification")
    def classifications(self) -> list[Classification]:
        """Class numbers."""
        return classifications_of(self.node)

    @reading(iri="bf:originDate")
    def origin_date(self) -> EDTF | None:
        """When it came into being."""
        found = read.origin_date(self.node)
        return EDTF(found) if found else None

    @relation(cost=0, iri="bf:summary")
    @staticmethod
    def summary(parents: list[Work], ask: Ask, lang: Lang = None) -> list[LangString | None]:
        """A summary, in the most wanted language."""
        wanted = preferred(ask, lang)
        return [
            chosen([lang_string(one.value, one.lang) for one in read.summary(each.node)], wanted) for each in parents
        ]

    @relation(per="first", iri="bf:hasInstance")
    @staticmethod
    def instances(
        parents: list[Work],
        ask: Ask,
        first: First = 20,
        after: After = None,
        last: Last = None,
        before: Before = None,
        scope: ScopeArgument = None,
    ) -> list[Connection[Annotated[Instance, strawberry.lazy("schema.types.instance")]]]:
        """Its editions, in a stable order."""
        from schema.types.instance import instance_of

        wanted = page(first, after, last, before)
        return [
            connection(found, within, instance_of)
            for found, within in in_scope(
                parents, ask, scope, lambda iris, within: ask.services.catalogue.instances_of(iris, within, wanted)
            )
        ]

    @relation(cost=2, per="first")
    @staticmethod
    def related_works(
        parents: list[Work], ask: Ask, first: First = 20, after: After = None
    ) -> list[Connection[Annotated[RelatedWork, strawberry.lazy("schema.types.work")]]]:
        """Other works it is related to, as either of the two records says."""
        wanted = page(first, after)
        return [
            connection(found, within, _related)
            for found, within in in_scope(
                parents, ask, None, lambda iris, within: ask.services.catalogue.related_works(iris, within, wanted)
            )
        ]

    @relation(cost=2, per="first")
    @staticmethod
    def subject_of(
        parents: list[Work], ask: Ask, first: First = 20, after: After = None
    ) -> list[Connection[Annotated[Work, strawberry.lazy("schema.types.work")]]]:
        """Works that are about it."""
        return works_about(parents, ask, page(first, after))

    @relation(cost=2)
    @staticmethod
    def availability(parents: list[Work], ask: Ask, scope: ScopeArgument = None) -> list[AvailabilitySummary]:
        """How many items of all its editions there are and can be had now."""
        return summaries(parents, ask, scope)

    @relation(cost=2, per="first")
    @staticmethod
    def borrowed_together(
        parents: list[Work], ask: Ask, first: First = 10
    ) -> list[list[Annotated[BorrowedTogether, strawberry.lazy("schema.types.co_circulation")]]]:
        """Works that those who borrowed it borrowed, too, as its networks count; the last window first, and in it what
        most borrowed. Each work once, as the last window says it.
        """
        from schema.types.co_circulation import beside

        return beside(parents, ask, page(first, None).first or 0)

    @relation(cost=2)
    @staticmethod
    def clusters(
        parents: list[Work], ask: Ask
    ) -> list[list[Annotated[Cluster, strawberry.lazy("schema.types.cluster")]]]:
        """The same work in other libraries: its cluster in each network whose descriptions the caller reads."""
        from schema.types.cluster import clusters_of

        return clusters_of(parents, ask)

    @relation(cost=10)
    @staticmethod
    def holders(
        parents: list[Work], ask: Ask, scope: ScopeArgument = None
    ) -> list[list[Annotated[Holder, strawberry.lazy("schema.types.holder")]]]:
        """The libraries that have copies of it, or of an edition with one of its numbers: those where it can be had
        now first, and of these the nearest to the acting library. Reads every library that the caller may, unless
        `scope` says.
        """
        from schema.types.holder import holders_of

        return holders_of(parents, ask, scope)

    @relation(cost=20, requires="catalogue.write")
    @staticmethod
    def conversion_report(
        parents: list[Work], ask: Ask
    ) -> list[Annotated[ConversionReport, strawberry.lazy("schema.types.conversion")] | None]:
        """What became of each field of the MARC record it came from, worked out by converting it there and back; null
        where there is none that the caller may read.
        """
        from schema.types.conversion import reports

        return reports(parents, ask)


@strawberry.type(description="A work that is related to another.", directives=[Iri(term="bf:Relation")])
class RelatedWork:
    """A work that is related to another."""

    relation: Concept | None = attribute("How; null where the record doesn't say.", iri="bf:relationship")
    label: str = attribute("The related work as the record names it.")
    work: Work | None = attribute("The related work, where the store has it.", iri="bf:associatedResource")
    is_inverse: bool = attribute("Whether the other work's record says it.")


def work_of(found: Described, scope: Scope) -> Work:
    """A work from its document."""
    return Work(iri=IRI(found.iri), node=found.body, scope=scope, found=found, sought=True)


def works_about(parents: Sequence[Resource], ask: Ask, wanted: Page) -> list[Connection[Work]]:
    """Works that are about something, where each was found."""
    return [
        connection(found, within, work_of)
        for found, within in in_scope(
            parents, ask, None, lambda iris, within: ask.services.catalogue.works_by_subject(iris, within, wanted)
        )
    ]


def _related(found: Related, scope: Scope) -> RelatedWork:
    return RelatedWork(
        relation=concept_in_place({"@id": found.relation}, scope) if found.relation else None,
        label=found.label,
        work=None if found.resource is None else work_of(found.resource, scope),
        is_inverse=found.inverse,
    )


def _subject(node: Body, scope: Scope) -> Concept | Agent | Work:
    types = node.get("@type", ())
    if "bf:Hub" in types or "bf:Work" in types:
        return Work(iri=IRI(node["@id"]), node=node, scope=scope)
    if not read.AGENT_TYPES.isdisjoint(types):
        return agent_in_place(node, scope)
    return concept_in_place(node, scope)
