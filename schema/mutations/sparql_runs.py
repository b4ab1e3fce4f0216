"""`sparqlRunStart`, `sparqlRunCancel`: large SPARQL queries, answered later."""

from __future__ import annotations

import strawberry

from schema.ask import Ask
from schema.errors import UserError
from schema.fields import attribute, relation
from schema.ids import Naming, name_in
from schema.mutations.payload import REQUEST_ID, USER_ERRORS, attempt, last_event
from schema.types.scope import TenantScope
from schema.types.sparql_run import SparqlRun, run_of


@strawberry.input(description="A query to be answered later.")
class SparqlRunStartInput:
    """A query to be answered later."""

    query: str = strawberry.field(description="One SELECT, ASK, CONSTRUCT or DESCRIBE.")
    scope: TenantScope | None = strawberry.field(
        default=None, description="Which libraries' graphs to read, as they can be read now; see TenantScope."
    )
    after_event: int | None = strawberry.field(default=None, description="An event that the answer must know of.")
    request_id: str | None = strawberry.field(default=None, description=REQUEST_ID)


@strawberry.input(description="A run to throw away.")
class SparqlRunCancelInput:
    """A run to throw away."""

    run: strawberry.ID = strawberry.field(description="One's own run; where it is under way, it is stopped.")
    request_id: str | None = strawberry.field(default=None, description=REQUEST_ID)


@strawberry.type(description="The run that was started, or why none was.")
class SparqlRunStartPayload:
    """The run that was started."""

    run: SparqlRun | None = attribute("The run as it is now.", default=None)
    request_id: str | None = attribute("The client's own id for the request.", default=None)
    user_errors: list[UserError] = USER_ERRORS

    @relation()
    @staticmethod
    def event(parents: list[SparqlRunStartPayload], ask: Ask) -> list[int | None]:
        """The number of the log's last event: a run is no part of the log."""
        return last_event(parents, ask)


@strawberry.type(description="The run that is gone, or why none is.")
class SparqlRunCancelPayload:
    """The run that is gone."""

    cancelled_id: strawberry.ID | None = attribute("The id of what is gone.", default=None)
    request_id: str | None = attribute("The client's own id for the request.", default=None)
    user_errors: list[UserError] = USER_ERRORS

    @relation()
    @staticmethod
    def event(parents: list[SparqlRunCancelPayload], ask: Ask) -> list[int | None]:
        """The number of the log's last event: a run is no part of the log."""
        return last_event(parents, ask)


def sparql_run_start(input: SparqlRunStartInput, ask: Ask) -> SparqlRunStartPayload:
    """Start a run."""

    def command() -> SparqlRunStartPayload:
        scope = ask.scope(None if input.scope is None else input.scope.reading())
        run = ask.services.query_runs.start(
            ask.actor, input.query, scope, after_event=input.after_event, request_id=input.request_id
        )
        return SparqlRunStartPayload(run=run_of(run), request_id=input.request_id, user_errors=[])

    return attempt(ask, command, lambda errors: SparqlRunStartPayload(request_id=input.request_id, user_errors=errors))


def sparql_run_cancel(input: SparqlRunCancelInput, ask: Ask) -> SparqlRunCancelPayload:
    """Throw a run away."""

    def command() -> SparqlRunCancelPayload:
        ask.services.query_runs.cancel(ask.actor, name_in(input.run, Naming.SPARQL_RUN))
        return SparqlRunCancelPayload(cancelled_id=input.run, request_id=input.request_id, user_errors=[])

    return attempt(ask, command, lambda errors: SparqlRunCancelPayload(request_id=input.request_id, user_errors=errors))
