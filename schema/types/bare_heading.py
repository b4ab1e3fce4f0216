"""Headings that descriptions name and nobody described, with the authorities that may be meant."""

from __future__ import annotations

from typing import Annotated, Final

import strawberry

from graph.authorities.reporting import Candidate
from graph.catalogue.model import Heading as Known
from graph.store.scope import Scope
from mappings.bibframe import read
from schema.ask import Ask
from schema.connections import PageInfo, page_info
from schema.fields import attribute, relation
from schema.languages import LangString, lang_string
from schema.scalars import IRI
from schema.types.term import Kind, Term, term_of

_MOST: Final = 10
_OF_HEADINGS: Final = {
    "agents": Kind.AGENT,
    "places": Kind.PLACE,
    "genres": Kind.GENRE_FORM,
    "hubs": Kind.WORK,
    "subjects": Kind.SUBJECT,
}


@strawberry.type(description="An authority that a heading may stand for.")
class HeadingCandidate:
    """An authority that a heading may stand for."""

    term: Term = attribute("The authority; `headingAdopt` has it take the heading's place.")
    likeness: float = attribute("How alike the heading and the nearest form of its name are, from 0 to 1.")


@strawberry.type(description="A heading that descriptions name and nobody described.")
class BareHeading:
    """A heading that descriptions name and nobody described."""

    known: strawberry.Private[Known]
    scope: strawberry.Private[Scope]
    iri: IRI = attribute("Its IRI, as descriptions name it.")
    kind: Kind = attribute("What it is.")
    label: LangString = attribute("What it is called there.")

    @relation(cost=2)
    @staticmethod
    def usage(parents: list[BareHeading], ask: Ask) -> list[int]:
        """How many descriptions name it, or an equal heading."""
        return ask.by_scope(
            parents,
            [each.scope for each in parents],
            lambda some, scope: ask.services.heading_reports.usage([each.known for each in some], scope),
        )

    @relation(cost=10)
    @staticmethod
    def candidates(
        parents: list[BareHeading],
        ask: Ask,
        first: Annotated[int, strawberry.argument(description="How many, at most 10.")] = 3,
    ) -> list[list[HeadingCandidate]]:
        """The nearest authorities of its kind, the most alike first."""
        size = max(0, min(first, _MOST))
        found = ask.by_scope(
            parents,
            [each.scope for each in parents],
            lambda some, scope: ask.services.heading_reports.candidates([each.known for each in some], scope, size),
        )
        return [[_candidate(each, parent.scope) for each in some] for parent, some in zip(parents, found, strict=True)]


@strawberry.type(
    description="A page of headings without an authority; perhaps fewer than asked for, with more to come."
)
class BareHeadingPage:
    """A page of headings without an authority."""

    nodes: list[BareHeading] = attribute("The headings of this page.")
    page_info: PageInfo = attribute("Where this page lies; its end cursor goes on after what was looked at.")


def _candidate(known: Candidate, scope: Scope) -> HeadingCandidate:
    return HeadingCandidate(term=term_of(known.term, scope), likeness=known.likeness)


def bare_headings(ask: Ask, first: int, after: str | None) -> BareHeadingPage:
    """A page of headings of the acting tenant that lead to no authority."""
    tenant, scope = ask.actor.tenant, ask.scope()
    if tenant is None:
        return BareHeadingPage(nodes=[], page_info=page_info([], has_next=False, has_previous=False))
    found = ask.services.heading_reports.bare(tenant, scope, first, after)
    info = page_info([found.after] if found.after else [], has_next=found.after is not None, has_previous=bool(after))
    return BareHeadingPage(nodes=[_heading(each, scope) for each in found.headings], page_info=info)


def _heading(known: Known, scope: Scope) -> BareHeading:
    text = read.preferred(read.labels(known.node))
    return BareHeading(
        known=known,
        scope=scope,
        iri=IRI(known.iri),
        kind=_OF_HEADINGS[known.kind],
        label=lang_string(text.value or known.label, text.lang),
    )
