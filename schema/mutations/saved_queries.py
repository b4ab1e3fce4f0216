"""`savedQueryPut`, `savedQueryDelete`: queries kept under a name, for oneself or for others."""

from __future__ import annotations

import strawberry

from graph.research.saved import Wanted
from schema.ask import Ask
from schema.errors import UserError
from schema.fields import attribute, relation
from schema.ids import Naming, name_in
from schema.mutations.payload import REQUEST_ID, attempt, last_event
from schema.scalars import Revision
from schema.types.saved_query import QueryAudience, QueryLanguage, SavedQuery, saved_query


@strawberry.input(description="A query as it is to be kept.")
class SavedQueryPutInput:
    """A query as it is to be kept."""

    id: strawberry.ID | None = strawberry.field(
        default=None, description="The caller's own query to change; absent, a new one."
    )
    if_revision: Revision | None = strawberry.field(default=None, description="Of one to change: its revision.")
    name: str = strawberry.field(description="What to call it, at most 200 characters.")
    language: QueryLanguage = strawberry.field(description="What it is written in; SPARQL needs `research.sparql`.")
    text: str = strawberry.field(description="The query, finished or not, at most 20,000 characters.")
    shared: QueryAudience = strawberry.field(default=QueryAudience.NOBODY, description="Whom to show it to.")
    request_id: str | None = strawberry.field(default=None, description=REQUEST_ID)


@strawberry.input(description="A saved query to throw away.")
class SavedQueryDeleteInput:
    """A saved query to throw away."""

    id: strawberry.ID = strawberry.field(
        description="The query: one's own, or for an administrator one that is shared in the library."
    )
    if_revision: Revision = strawberry.field(description="Its revision.")
    request_id: str | None = strawberry.field(default=None, description=REQUEST_ID)


@strawberry.type(description="The query as it is kept, or why nothing was.")
class SavedQueryPayload:
    """The query as it is kept."""

    saved_query: SavedQuery | None = attribute("The query as it is now.", default=None)
    request_id: str | None = attribute("The client's own id for the request.", default=None)
    user_errors: list[UserError] = attribute("Why nothing was kept; empty when it was.")

    @relation()
    @staticmethod
    def event(parents: list[SavedQueryPayload], ask: Ask) -> list[int | None]:
        """The number of an event that includes what was written."""
        return last_event(parents, ask)


@strawberry.type(description="The id of the query that is gone, or why it isn't.")
class SavedQueryDeletePayload:
    """The id of the query that is gone."""

    deleted_id: strawberry.ID | None = attribute("The id of what is gone.", default=None)
    request_id: str | None = attribute("The client's own id for the request.", default=None)
    user_errors: list[UserError] = attribute("Why it is still there; empty when it isn't.")

    @relation()
    @staticmethod
    def event(parents: list[SavedQueryDeletePayload], ask: Ask) -> list[int | None]:
        """The number of an event that includes what was written."""
        return last_event(parents, ask)


def saved_query_put(input: SavedQueryPutInput, ask: Ask) -> SavedQueryPayload:
    """Save a query, or change one."""

    def command() -> SavedQueryPayload:
        iri = None if input.id is None else name_in(input.id, Naming.SAVED_QUERY)
        wanted = Wanted(name=input.name, language=input.language.value, text=input.text, audience=input.shared.value)
        kept = ask.services.saved_queries.put(ask.actor, wanted, iri, input.if_revision, input.request_id)
        return SavedQueryPayload(saved_query=saved_query(kept, ask), request_id=input.request_id, user_errors=[])

    return attempt(ask, command, lambda errors: SavedQueryPayload(request_id=input.request_id, user_errors=errors))


def saved_query_delete(input: SavedQueryDeleteInput, ask: Ask) -> SavedQueryDeletePayload:
    """Throw a query away."""

    def command() -> SavedQueryDeletePayload:
        iri = name_in(input.id, Naming.SAVED_QUERY)
        ask.services.saved_queries.delete(ask.actor, iri, input.if_revision, input.request_id)
        return SavedQueryDeletePayload(deleted_id=input.id, request_id=input.request_id, user_errors=[])

    return attempt(
        ask, command, lambda errors: SavedQueryDeletePayload(request_id=input.request_id, user_errors=errors)
    )
