"""What researchers keep, at the root: saved queries, and those to begin from."""

from __future__ import annotations

import strawberry

from schema.ask import Ask
from schema.connections import After, Connection, First
from schema.fields import relation
from schema.mutations.saved_queries import (
    SavedQueryDeleteInput,
    SavedQueryDeletePayload,
    SavedQueryPayload,
    SavedQueryPutInput,
    saved_query_delete,
    saved_query_put,
)
from schema.mutations.sparql_past import SparqlPastMakeInput, SparqlPastMakePayload, sparql_past_make
from schema.mutations.sparql_runs import (
    SparqlRunCancelInput,
    SparqlRunCancelPayload,
    SparqlRunStartInput,
    SparqlRunStartPayload,
    sparql_run_cancel,
    sparql_run_start,
)
from schema.roots.arguments import Input, Roots
from schema.types.saved_query import QueryExample, SavedQuery, examples, saved_queries
from schema.types.sparql import SparqlLimits
from schema.types.sparql_run import SparqlRun, sparql_runs


@strawberry.type(description="What is asked of kept queries.")
class ResearchQueries:
    """What is asked of kept queries."""

    @relation(per="first", requires="catalogue.read")
    @staticmethod
    def saved_queries(roots: Roots, ask: Ask, first: First = 50, after: After = None) -> list[Connection[SavedQuery]]:
        """The saved queries the caller sees in the acting library: their own, then the library's, its networks',
        everybody's; the last that was saved first in each. Those in SPARQL only with `research.sparql`.
        """
        return [saved_queries(ask, first, after)]

    @relation()
    @staticmethod
    def query_examples(roots: Roots, ask: Ask) -> list[list[QueryExample]]:
        """Queries to begin from, in the order a newcomer should try them."""
        return [examples()]

    @relation(cost=0)
    @staticmethod
    def sparql_limits(roots: Roots, ask: Ask) -> list[SparqlLimits]:
        """How far a query in SPARQL may go here."""
        rows, seconds = ask.services.research.limits
        later = ask.services.query_runs.limits
        kept = SparqlLimits(
            rows=rows,
            seconds=seconds,
            later_rows=later.rows,
            later_seconds=later.seconds,
            later_days=later.kept.days,
        )
        return [kept]

    @relation(per="first", requires="research.sparql")
    @staticmethod
    def sparql_runs(roots: Roots, ask: Ask, first: First = 50, after: After = None) -> list[Connection[SparqlRun]]:
        """The caller's own queries that are answered later, the newest first, in whichever library they were asked."""
        return [sparql_runs(ask, first, after)]


@strawberry.type(description="What can be done with kept queries.")
class ResearchMutations:
    """What can be done with kept queries."""

    @relation(cost=5, requires="catalogue.read")
    @staticmethod
    def saved_query_put(roots: Roots, ask: Ask, input: Input[SavedQueryPutInput]) -> list[SavedQueryPayload]:
        """Save a query, or change one of one's own."""
        return [saved_query_put(input, ask)]

    @relation(cost=5, requires="catalogue.read")
    @staticmethod
    def saved_query_delete(
        roots: Roots, ask: Ask, input: Input[SavedQueryDeleteInput]
    ) -> list[SavedQueryDeletePayload]:
        """Throw a saved query away."""
        return [saved_query_delete(input, ask)]

    @relation(cost=50, requires="research.sparql")
    @staticmethod
    def sparql_run_start(roots: Roots, ask: Ask, input: Input[SparqlRunStartInput]) -> list[SparqlRunStartPayload]:
        """Have a SPARQL query answered later, with longer limits than one that is waited for."""
        return [sparql_run_start(input, ask)]

    @relation(cost=5, requires="research.sparql")
    @staticmethod
    def sparql_run_cancel(roots: Roots, ask: Ask, input: Input[SparqlRunCancelInput]) -> list[SparqlRunCancelPayload]:
        """Stop a run that is under way, and throw it and what it found away."""
        return [sparql_run_cancel(input, ask)]

    @relation(cost=50, requires="research.sparql")
    @staticmethod
    def sparql_past_make(roots: Roots, ask: Ask, input: Input[SparqlPastMakeInput]) -> list[SparqlPastMakePayload]:
        """Have what was said at a moment put together, to be asked in SPARQL, or hear how far it is."""
        return [sparql_past_make(input, ask)]
