"""`sparqlPastMake`: what was said at a moment, put together to be asked in SPARQL."""

from __future__ import annotations

from enum import Enum

import strawberry

from graph.research.past_sets import PastSet, PastState
from schema.ask import Ask
from schema.errors import UserError
from schema.fields import attribute, choice, relation
from schema.mutations.payload import REQUEST_ID, USER_ERRORS, attempt, last_event
from schema.scalars import DateTime
from schema.types.scope import TenantScope


@strawberry.enum(description="How far what was said at a moment is put together.")
class SparqlPastStatus(Enum):
    """How far it is."""

    QUEUED = choice(PastState.QUEUED, "Waiting for its turn.")
    MAKING = choice(PastState.MAKING, "Being put together from the log.")
    READY = choice(PastState.READY, "There to be asked: `sparql` with the same scope and asOf.")
    FAILED = choice(PastState.FAILED, "It could not be put together; see message.")


@strawberry.type(description="What was said at a moment, to be asked in SPARQL.")
class SparqlPast:
    """What was said at a moment."""

    as_of: DateTime = attribute("The moment.")
    status: SparqlPastStatus = attribute("How far it is put together.")
    percent: int = attribute("How much of it, in percent.")
    documents: int = attribute("How many descriptions are in it so far.")
    graphs: int = attribute("Of how many graphs.")
    expires_at: DateTime = attribute("Until when it is kept.")
    message: str | None = attribute("Why it could not be put together.")


@strawberry.input(description="What is to be asked as of a moment.")
class SparqlPastMakeInput:
    """What is to be asked as of a moment."""

    as_of: DateTime = strawberry.field(description="The moment.")
    scope: TenantScope | None = strawberry.field(
        default=None, description="Which libraries' graphs, as they can be read now; see TenantScope."
    )
    request_id: str | None = strawberry.field(default=None, description=REQUEST_ID)


@strawberry.type(description="How far it is, or why it isn't begun.")
class SparqlPastMakePayload:
    """How far it is."""

    past: SparqlPast | None = attribute("What is put together.", default=None)
    request_id: str | None = attribute("The client's own id for the request.", default=None)
    user_errors: list[UserError] = USER_ERRORS

    @relation()
    @staticmethod
    def event(parents: list[SparqlPastMakePayload], ask: Ask) -> list[int | None]:
        """The number of the log's last event: what is put together is no part of the log."""
        return last_event(parents, ask)


def sparql_past_make(input: SparqlPastMakeInput, ask: Ask) -> SparqlPastMakePayload:
    """Ask for it, or how far it is."""

    def command() -> SparqlPastMakePayload:
        scope = ask.scope(None if input.scope is None else input.scope.reading())
        made = ask.services.past.ask(ask.actor, scope, input.as_of)
        return SparqlPastMakePayload(past=_past_of(made), request_id=input.request_id, user_errors=[])

    return attempt(ask, command, lambda errors: SparqlPastMakePayload(request_id=input.request_id, user_errors=errors))


def _past_of(made: PastSet) -> SparqlPast:
    return SparqlPast(
        as_of=DateTime(made.moment),
        status=SparqlPastStatus(made.state),
        percent=int(100 * made.fraction),
        documents=made.documents,
        graphs=len(made.graphs),
        expires_at=DateTime(made.expires),
        message=made.message,
    )
