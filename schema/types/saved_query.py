"""Queries that people keep and share, and those to begin from."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum

import strawberry

from graph.access.model import Permission
from graph.research.example import Example
from graph.research.examples import EXAMPLES
from graph.research.saved import Audience, Language
from graph.research.saved import SavedQuery as Kept
from schema.ask import Ask
from schema.connections import Connection, connection, page
from schema.fields import attribute, choice, reading, relation
from schema.ids import Naming, make_id
from schema.scalars import DateTime, Revision
from schema.types.draft import names_of
from schema.types.resource import Node
from schema.types.tenant import Tenant, readable, tenants_by_slug


@strawberry.enum(description="What a query is written in.")
class QueryLanguage(Enum):
    """What a query is written in."""

    GRAPHQL = choice(Language.GRAPHQL, "GraphQL, as this endpoint takes it.")
    SPARQL = choice(Language.SPARQL, "SPARQL 1.1. Seen by those alone who may ask in it.")


@strawberry.enum(description="Whom a saved query is shown to.")
class QueryAudience(Enum):
    """Whom a saved query is shown to."""

    NOBODY = choice(Audience.OWNER, "Nobody but its owner.")
    LIBRARY = choice(Audience.LIBRARY, "Those with a role in the library.")
    NETWORK = choice(Audience.NETWORK, "Those with a role in a member of one of the library's networks.")
    EVERYONE = choice(Audience.EVERYONE, "All with a role in any library of the installation.")


@strawberry.type(description="A query that somebody keeps, and may share.")
class SavedQuery(Node):
    """A query that somebody keeps."""

    saved: strawberry.Private[Kept]
    name: str = attribute("What it is called.")
    language: QueryLanguage = attribute("What it is written in.")
    text: str = attribute("The query.")
    shared: QueryAudience = attribute("Whom it is shown to.")
    mine: bool = attribute("Whether it is the caller's own, to change as they like.")
    revision: Revision = attribute("Its state, to send back as `ifRevision`.")
    changed: DateTime = attribute("When it was last saved.")

    @reading()
    def id(self) -> strawberry.ID:
        """The global id."""
        return make_id(Naming.SAVED_QUERY, self.saved.iri)

    @relation()
    @staticmethod
    def tenant(parents: list[SavedQuery], ask: Ask) -> list[Tenant | None]:
        """The library it was saved in; null where the caller doesn't read its catalogue."""
        seen = readable(ask)
        return tenants_by_slug([each.saved.tenant if each.saved.tenant in seen else None for each in parents], ask)

    @relation(cost=0)
    @staticmethod
    def owner(parents: list[SavedQuery], ask: Ask) -> list[str | None]:
        """What its owner is called; null for those without a role in the library."""
        names = names_of([each.saved.owner for each in parents], ask)
        near = [each.mine or ask.actor.may(Permission.CATALOGUE_READ, each.saved.tenant) for each in parents]
        return [name if told else None for name, told in zip(names, near, strict=True)]


@strawberry.type(description="A query to begin from.")
class QueryExample:
    """A query to begin from."""

    key: str = attribute("Its name for programs.")
    title: str = attribute("What it asks, in English.")
    about: str = attribute("What it answers, in English.")
    language: QueryLanguage = attribute("What it is written in.")
    text: str = attribute("The query.")


def saved_query(saved: Kept, ask: Ask) -> SavedQuery:
    """A saved query for the API."""
    kept = saved.kept
    return SavedQuery(
        saved=saved,
        name=kept.name,
        language=QueryLanguage(kept.language),
        text=kept.text,
        shared=QueryAudience(kept.audience),
        mine=saved.owner == ask.actor.id,
        revision=Revision(str(saved.revision)),
        changed=DateTime(saved.changed),
    )


def saved_by_iri(iris: Sequence[str], ask: Ask) -> list[SavedQuery | None]:
    """Saved queries in the order of their names; None where there is none that the caller may see."""
    return [
        None if each is None else saved_query(each, ask) for each in ask.services.saved_queries.read(ask.actor, iris)
    ]


def saved_queries(ask: Ask, first: int | None, after: str | None) -> Connection[SavedQuery]:
    """A page of what the caller sees in the acting library. Raises `Forbidden`."""
    found = ask.services.saved_queries.of(ask.actor, page(first, after))
    return connection(found, ask.scope(), lambda each, _: saved_query(each, ask))


def examples() -> list[QueryExample]:
    """The queries to begin from."""
    return [_example(each) for each in EXAMPLES]


def _example(row: Example) -> QueryExample:
    return QueryExample(
        key=row.key, title=row.title, about=row.about, language=QueryLanguage(row.language), text=row.text
    )
