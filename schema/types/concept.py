"""Terms: subjects, places, genres, languages, kinds of media: everything a description is classified by."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import strawberry

from graph.store.scope import Scope
from mappings.bibframe import read, vocabulary
from mappings.bibframe.node import Node as Body
from schema.ask import Ask
from schema.connections import After, Before, Connection, First, Last, connection, page, paged
from schema.directives import Iri
from schema.fields import reading, relation
from schema.languages import LangString
from schema.scalars import IRI
from schema.types.heading import (
    Heading,
    told,
    variants_of,
)
from schema.types.resource import in_scope
from schema.types.scope import ScopeArgument

if TYPE_CHECKING:
    from schema.types.work import Work


@strawberry.type(
    description="A subject, place, genre, form, language or other term that descriptions point at.",
    directives=[Iri(term="skos:Concept")],
)
class Concept(Heading):
    """A term."""

    @reading(iri="skos:inScheme")
    def scheme(self) -> IRI | None:
        """The vocabulary it comes from, where that has an IRI."""
        found = read.scheme(self.node)
        return IRI(found) if found and ":" in found else None

    @reading(iri="skos:altLabel")
    def alt_labels(self) -> list[LangString]:
        """Its other labels: other scripts, variants, earlier forms."""
        return [*self.labels()[1:], *variants_of(self.node, self.scope)]

    @relation(iri="skos:broader")
    @staticmethod
    def broader(parents: list[Concept], ask: Ask) -> list[list[Concept]]:
        """Wider terms, as its own description says."""
        return _linked(parents, ask, ("madsrdf:hasBroaderAuthority", "skos:broader"))

    @relation(per="first", iri="skos:narrower")
    @staticmethod
    def narrower(
        parents: list[Concept], ask: Ask, first: First = 20, after: After = None
    ) -> list[Connection[Annotated[Concept, strawberry.lazy("schema.types.concept")]]]:
        """Narrower terms, as its own description says."""
        wanted = page(first, after)
        found = _linked(parents, ask, ("madsrdf:hasNarrowerAuthority", "skos:narrower"))
        return [paged(each, wanted, lambda concept: concept.iri) for each in found]

    @relation(cost=2, per="first")
    @staticmethod
    def works(
        parents: list[Concept],
        ask: Ask,
        first: First = 20,
        after: After = None,
        last: Last = None,
        before: Before = None,
        scope: ScopeArgument = None,
    ) -> list[Connection[Annotated[Work, strawberry.lazy("schema.types.work")]]]:
        """Works about it, of every library in scope; equal headings of different libraries meet here."""
        from schema.types.work import work_of

        wanted = page(first, after, last, before)
        return [
            connection(found, within, work_of)
            for found, within in in_scope(
                parents,
                ask,
                scope,
                lambda iris, within: ask.services.catalogue.works_by_subject(iris, within, wanted),
            )
        ]


def _linked(parents: Sequence[Concept], ask: Ask, names: tuple[str, ...]) -> list[list[Concept]]:
    return told(parents, ask, lambda node, scope: _concepts(read.authority_of(node), names, scope))


def _concepts(node: Body, names: tuple[str, ...], scope: Scope) -> list[Concept]:
    return [concept for name in names for concept in concepts_of(node, name, scope)]


def concept_in_place(node: Body, scope: Scope) -> Concept:
    """A term as a description that points at it has it."""
    described = node if "@type" in node else vocabulary.restore_value(node)
    return Concept(iri=IRI(node["@id"]), node=described if isinstance(described, dict) else node, scope=scope)


def concepts_of(node: Body, name: str, scope: Scope) -> list[Concept]:
    """The terms of a property that have an IRI."""
    return [concept_in_place(each, scope) for each in read.nodes(node, name) if read.iri_of(each) is not None]
