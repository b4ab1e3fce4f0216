"""Large SPARQL queries that are answered later, and the files of their answers."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum
from typing import Final

import strawberry

from graph.access.model import Permission
from graph.research.runs import Run, RunState, formats_of
from schema.ask import Ask
from schema.connections import Connection, page, paged
from schema.fields import attribute, choice, reading
from schema.ids import Naming, make_id
from schema.scalars import DateTime
from schema.types.resource import Node

RUNS: Final = "/sparql/runs"
"""Where runs are, below the address of the server."""


@strawberry.enum(description="Where a run is in its life.")
class SparqlRunStatus(Enum):
    """Where a run is in its life."""

    QUEUED = choice(RunState.QUEUED, "Waiting for its turn.")
    RUNNING = choice(RunState.RUNNING, "Being answered.")
    SUCCEEDED = choice(RunState.SUCCEEDED, "Answered: its files can be fetched.")
    FAILED = choice(RunState.FAILED, "Ended without an answer; see message.")


@strawberry.type(description="The answer of a run in one format.")
class SparqlRunFile:
    """The answer of a run in one format."""

    name: str = attribute("The ending of its name, such as csv.")
    media_type: str = attribute("Its media type.")
    path: str = attribute("Where it is on this server: who asked for the run fetches it there, with the same sign-in.")
    packed_path: str = attribute("Where it is packed with gzip.")


@strawberry.type(description="A SPARQL query that is answered later. Its owner sees it, and nobody else.")
class SparqlRun(Node):
    """A SPARQL query that is answered later."""

    run: strawberry.Private[Run]
    query: str = attribute("What was asked.")
    status: SparqlRunStatus = attribute("Where it is in its life.")
    rows: int = attribute("How many rows, or triples, were found so far.")
    truncated: bool = attribute("Whether there was more than a run may find.")
    code: str | None = attribute("Why it failed, as a stable code.")
    message: str | None = attribute("Why it failed, in a sentence.")
    created_at: DateTime = attribute("When it was asked for.")
    started_at: DateTime | None = attribute("When it was begun.")
    finished_at: DateTime | None = attribute("When it ended.")
    expires_at: DateTime = attribute("Until when it is kept.")

    @reading()
    def id(self) -> strawberry.ID:
        """The global id."""
        return make_id(Naming.SPARQL_RUN, self.run.id)

    @reading()
    def files(self) -> list[SparqlRunFile]:
        """Its answer in each format, the usual one first; none before it succeeded."""
        place = f"{RUNS}/{self.run.id}/answer"
        return [
            SparqlRunFile(name=ending, media_type=media, path=f"{place}.{ending}", packed_path=f"{place}.{ending}.gz")
            for ending, media in formats_of(self.run).items()
        ]


def run_of(run: Run) -> SparqlRun:
    """A run for the API."""
    return SparqlRun(
        run=run,
        query=run.text,
        status=SparqlRunStatus(run.state),
        rows=run.rows,
        truncated=run.truncated,
        code=run.code,
        message=run.message,
        created_at=DateTime(run.created),
        started_at=None if run.started is None else DateTime(run.started),
        finished_at=None if run.finished is None else DateTime(run.finished),
        expires_at=DateTime(run.expires),
    )


def runs_by_id(ids: Sequence[str], ask: Ask) -> list[SparqlRun | None]:
    """Runs in the order of their ids; None where there is none of the caller's."""
    if not ask.actor.may(Permission.RESEARCH_SPARQL):
        return [None for _ in ids]
    mine = {each.id: each for each in ask.services.query_runs.mine(ask.actor)}
    return [run_of(mine[each]) if each in mine else None for each in ids]


def sparql_runs(ask: Ask, first: int | None, after: str | None) -> Connection[SparqlRun]:
    """A page of the caller's runs. Raises `Forbidden`."""
    found = ask.services.query_runs.mine(ask.actor)
    return paged([run_of(each) for each in found], page(first, after), lambda each: each.run.id)
