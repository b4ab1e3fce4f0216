"""What an authority says of a heading: other forms of its name, related headings, sources, notes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import Enum
from typing import Final, TypeVar

import strawberry

from graph.store.scope import Scope
from mappings.bibframe import read
from mappings.bibframe.node import Node as Body
from schema.ask import Ask
from schema.fields import attribute, choice, relation
from schema.languages import LangString, lang_string
from schema.scalars import IRI
from schema.types.resource import Resource
from schema.types.statement import ResourceRef

T = TypeVar("T")


@strawberry.enum(description="How a heading is related to another.")
class HeadingRelation(Enum):
    """How a heading is related to another."""

    BROADER = choice("broader", "It is wider.")
    NARROWER = choice("narrower", "It is narrower.")
    EARLIER = choice("earlier", "It was used before.")
    LATER = choice("later", "It is used since.")
    RELATED = choice("related", "It is related in another way.")


_RELATIONS: Final = {
    "broader": HeadingRelation.BROADER,
    "narrower": HeadingRelation.NARROWER,
    "earlier": HeadingRelation.EARLIER,
    "later": HeadingRelation.LATER,
    "related": HeadingRelation.RELATED,
}


@strawberry.type(description="A heading that an authority relates another to.")
class RelatedHeading:
    """A heading that an authority relates another to."""

    relation: HeadingRelation = attribute("How it is related.")
    relationship: str | None = attribute("The relationship in words, where the authority says it.")
    heading: ResourceRef = attribute("The heading.")


@strawberry.type(description="A source that was looked up for a heading.")
class HeadingSource:
    """A source that was looked up for a heading."""

    citation: str = attribute("The source.", iri="madsrdf:citationSource")
    note: str | None = attribute("What was found there.", iri="madsrdf:citationNote")
    found: bool = attribute("Whether anything was found there.", iri="madsrdf:citationStatus")


def told(parents: Sequence[Resource], ask: Ask, what: Callable[[Body, Scope], T]) -> list[T]:
    """What the authorities of these headings say, those of headings met in place read in one call."""
    bodies = {id(each): each.node if each.found is None else each.found.body for each in parents}
    in_place = [each for each in parents if each.found is None]
    if in_place:
        found = ask.by_scope(
            in_place,
            [each.scope for each in in_place],
            lambda some, scope: ask.services.catalogue.headings([each.iri for each in some], scope),
        )
        bodies |= {id(each): heading.node for each, heading in zip(in_place, found, strict=True) if heading is not None}
    return [what(bodies[id(each)], each.scope) for each in parents]


def variants_of(node: Body, _: Scope) -> list[LangString]:
    """Other forms of the name."""
    return [lang_string(text.value, text.lang) for text in read.variants(node)]


def sources_of(node: Body, _: Scope) -> list[HeadingSource]:
    """The sources of the heading."""
    return [HeadingSource(citation=each.citation, note=each.note, found=each.found) for each in read.sources(node)]


def notes_of(node: Body, _: Scope) -> list[str]:
    """Notes for readers."""
    return list(read.heading_notes(node))


def related_of(node: Body, scope: Scope) -> list[RelatedHeading]:
    """The headings it is related to."""
    return [
        RelatedHeading(
            relation=_RELATIONS[each.relation],
            relationship=each.said or None,
            heading=ResourceRef(iri=IRI(each.iri), texts=[lang_string(each.label)] if each.label else [], scope=scope),
        )
        for each in read.related_headings(node)
    ]


@strawberry.interface(description="A heading: what its authority says of it, where it has one.")
class Heading(Resource):
    """A heading, described in its own document or where something names it."""

    @relation(iri="madsrdf:hasVariant")
    @staticmethod
    def variants(parents: list[Heading], ask: Ask) -> list[list[LangString]]:
        """Other forms of its name, as its authority has them."""
        return told(parents, ask, variants_of)

    @relation()
    @staticmethod
    def related_headings(parents: list[Heading], ask: Ask) -> list[list[RelatedHeading]]:
        """Headings that its authority relates it to: wider, narrower, earlier, later, or otherwise."""
        return told(parents, ask, related_of)

    @relation(iri="madsrdf:hasSource")
    @staticmethod
    def sources(parents: list[Heading], ask: Ask) -> list[list[HeadingSource]]:
        """The sources that were looked up for the heading."""
        return told(parents, ask, sources_of)

    @relation()
    @staticmethod
    def notes(parents: list[Heading], ask: Ask) -> list[list[str]]:
        """Notes for readers on the heading and what it names."""
        return told(parents, ask, notes_of)
