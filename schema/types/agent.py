"""Persons, families, organizations, meetings and jurisdictions, and what they did."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, Annotated, Final

import strawberry

from graph.store.scope import Scope
from mappings.bibframe import read
from mappings.bibframe.node import Node as Body
from mappings.codes.relators import RELATORS, relator_code
from schema.ask import Ask
from schema.connections import After, Before, Connection, First, Last, connection, page
from schema.directives import Iri
from schema.fields import attribute, choice, reading, relation
from schema.languages import LangString, chosen, lang_string
from schema.scalars import EDTF, IRI
from schema.types.concept import Concept, concept_in_place
from schema.types.heading import (
    Heading,
    told,
)
from schema.types.identifier import Identifier, identifiers_of
from schema.types.resource import Lang, in_scope, preferred
from schema.types.scope import ScopeArgument

if TYPE_CHECKING:
    from schema.types.cluster import Cluster
    from schema.types.work import Work


@strawberry.enum(description="What kind of agent it is.")
class AgentKind(Enum):
    """What kind of agent it is."""

    PERSON = choice("bf:Person", "A person, or an identity a person uses.")
    FAMILY = choice("bf:Family", "A family.")
    ORGANIZATION = choice("bf:Organization", "An organization.")
    MEETING = choice("bf:Meeting", "A conference, exhibition or other event.")
    JURISDICTION = choice("bf:Jurisdiction", "A country, city or other jurisdiction.")
    OTHER = choice("bf:Agent", "An agent whose kind is not recorded.")


_KINDS: Final = {
    "bf:Person": AgentKind.PERSON,
    "bf:Family": AgentKind.FAMILY,
    "bf:Organization": AgentKind.ORGANIZATION,
    "bf:Meeting": AgentKind.MEETING,
    "bf:Jurisdiction": AgentKind.JURISDICTION,
}


@strawberry.type(
    description="A person, family, organization, meeting or jurisdiction.", directives=[Iri(term="bf:Agent")]
)
class Agent(Heading):
    """An agent, described in its own document or where a contribution names it."""

    @reading()
    def kind(self) -> AgentKind:
        """What kind of agent it is."""
        return next((_KINDS[each] for each in self.node.get("@type", ()) if each in _KINDS), AgentKind.OTHER)

    @relation(cost=0, iri="rdfs:label")
    @staticmethod
    def name(parents: list[Agent], ask: Ask, lang: Lang = None) -> list[LangString]:
        """The heading as recorded, in the most wanted script; empty where only an IRI is known."""
        wanted = preferred(ask, lang)
        return [chosen(each.labels(), wanted) or lang_string("") for each in parents]

    @relation(iri="madsrdf:birthDate")
    @staticmethod
    def birth_date(parents: list[Agent], ask: Ask) -> list[EDTF | None]:
        """When a person was born, where a description of the person says."""
        return told(parents, ask, lambda node, _: _date(node, "madsrdf:birthDate"))

    @relation(iri="madsrdf:deathDate")
    @staticmethod
    def death_date(parents: list[Agent], ask: Ask) -> list[EDTF | None]:
        """When a person died, where a description of the person says."""
        return told(parents, ask, lambda node, _: _date(node, "madsrdf:deathDate"))

    @reading(iri="bf:identifiedBy")
    def identifiers(self) -> list[Identifier]:
        """Identifiers such as ISNI, as recorded."""
        return identifiers_of(self.node)

    @relation(cost=2)
    @staticmethod
    def clusters(
        parents: list[Agent], ask: Ask
    ) -> list[list[Annotated[Cluster, strawberry.lazy("schema.types.cluster")]]]:
        """The same agent in other libraries: its cluster in each network whose descriptions the caller reads."""
        from schema.types.cluster import clusters_of

        return clusters_of(parents, ask)

    @relation(cost=2, per="first")
    @staticmethod
    def works(
        parents: list[Agent],
        ask: Ask,
        first: First = 20,
        after: After = None,
        last: Last = None,
        before: Before = None,
        role: Annotated[
            list[IRI] | None, strawberry.argument(description="Only in these roles (relator IRIs).")
        ] = None,
        scope: ScopeArgument = None,
    ) -> list[Connection[Annotated[Work, strawberry.lazy("schema.types.work")]]]:
        """Works the agent contributed to, in every library in scope; equal headings of different libraries meet."""
        from schema.types.work import work_of

        wanted = page(first, after, last, before)
        roles = tuple(role or ())
        return [
            connection(found, within, work_of)
            for found, within in in_scope(
                parents,
                ask,
                scope,
                lambda iris, within: ask.services.catalogue.works_by_agent(iris, within, wanted, roles),
            )
        ]

    @relation(cost=2, per="first")
    @staticmethod
    def subject_of(
        parents: list[Agent], ask: Ask, first: First = 20, after: After = None
    ) -> list[Connection[Annotated[Work, strawberry.lazy("schema.types.work")]]]:
        """Works that are about the agent; equal headings of different libraries meet."""
        from schema.types.work import works_about

        return works_about(parents, ask, page(first, after))


@strawberry.type(description="One agent's part in a work or instance.", directives=[Iri(term="bf:Contribution")])
class Contribution:
    """One agent's part."""

    agent: Agent = attribute("Who.", iri="bf:agent")
    is_primary: bool = attribute("Whether this is the main entry.")
    node: strawberry.Private[Body]
    scope: strawberry.Private[Scope]

    @reading(iri="bf:role")
    def role(self) -> list[Concept]:
        """As what: relator terms, also those a record only has the word of."""
        return roles_of(self.node, self.scope)

    @reading()
    def role_terms(self) -> list[str]:
        """Roles that are only given in words, as the record has them."""
        return _role_words(self.node)


def agent_in_place(node: Body, scope: Scope) -> Agent:
    """An agent as a description that names it has it."""
    return Agent(iri=IRI(node["@id"]), node=node, scope=scope)


def contributions_of(node: Body, scope: Scope) -> list[Contribution]:
    """The contributions of a description whose agent has an IRI."""
    made: list[Contribution] = []
    for each in read.nodes(node, "bf:contribution"):
        primary = "bf:PrimaryContribution" in each.get("@type", ())
        made.extend(
            Contribution(agent=agent_in_place(agent, scope), is_primary=primary, node=each, scope=scope)
            for agent in read.nodes(each, "bf:agent")
            if read.iri_of(agent) is not None
        )
    return made


def roles_of(contribution: Body, scope: Scope) -> list[Concept]:
    """As what an agent contributes: the terms that are said, and those that the words said stand for."""
    concepts = [
        concept_in_place(each, scope) for each in read.nodes(contribution, "bf:role") if read.iri_of(each) is not None
    ]
    known = {each.iri for each in concepts}
    named = (_relator(term, scope) for term in _role_words(contribution))
    return [*concepts, *(each for each in named if each is not None and each.iri not in known)]


def _role_words(contribution: Body) -> list[str]:
    roles = read.nodes(contribution, "bf:role")
    return [found for role in roles if read.iri_of(role) is None and (found := read.label(role))]


def _relator(term: str, scope: Scope) -> Concept | None:
    """The relator that a word names."""
    code = relator_code(term)
    row = None if code is None else RELATORS.get(code)
    if row is None or row.iri is None:
        return None
    return concept_in_place({"@id": row.iri, "@type": ["bf:Role"], "rdfs:label": [term]}, scope)


def _date(node: Body, name: str) -> EDTF | None:
    found = read.plain(node, name)
    return EDTF(found) if found else None
