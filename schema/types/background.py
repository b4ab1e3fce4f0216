"""What works in the background of a library, whatever it does."""

from __future__ import annotations

from enum import Enum
from typing import Final

import strawberry

from graph.authorities.background import Work, WorkKind, WorkState
from schema.fields import attribute, choice
from schema.ids import Naming, make_id
from schema.scalars import DateTime


@strawberry.enum(description="What is done in the background.")
class JobKind(Enum):
    """What is done in the background."""

    IMPORT = choice(WorkKind.IMPORT, "Records are imported: an ImportJob.")
    CHANGE = choice(WorkKind.CHANGE, "Many descriptions are changed alike, merged or split: a Batch.")
    HEADINGS = choice(WorkKind.HEADINGS, "Descriptions follow what a heading is called: a HeadingBatch.")


@strawberry.enum(description="Where work in the background is in its life.")
class JobState(Enum):
    """Where work in the background is in its life."""

    QUEUED = choice(WorkState.QUEUED, "Waiting to start.")
    RUNNING = choice(WorkState.RUNNING, "At work, or being taken back.")
    INTERRUPTED = choice(WorkState.INTERRUPTED, "What was at work on it is gone; it can go on.")
    SUCCEEDED = choice(WorkState.SUCCEEDED, "At its end.")
    FAILED = choice(WorkState.FAILED, "Ended by a fault.")
    CANCELLED = choice(WorkState.CANCELLED, "Stopped on request.")
    UNDONE = choice(WorkState.UNDONE, "Taken back.")


@strawberry.type(description="A piece of work in the background.")
class Job:
    """A piece of work in the background."""

    id: strawberry.ID = attribute(
        "The global id of the ImportJob, Batch or HeadingBatch that has all of it: see `node`."
    )
    kind: JobKind = attribute("What is done.")
    title: str = attribute(
        "What it is about: a source, what a batch is called, a heading; empty where that isn't known."
    )
    state: JobState = attribute("Where it is in its life.")
    done: int = attribute("How many records or descriptions were looked at so far.")
    total: int | None = attribute("Of how many, where that is known.")
    failed: int = attribute("How many were refused.")
    message: str | None = attribute("Why it failed as a whole, where it did.")
    by: str = attribute("The account that began it, as the audit trail names it.")
    by_name: str | None = attribute("What that account is called, where it is the library's own.")
    began_at: DateTime | None = attribute("When it began, or was asked for.")
    ended_at: DateTime | None = attribute("When it ended.")


_NAMINGS: Final = {
    WorkKind.IMPORT: Naming.JOB,
    WorkKind.CHANGE: Naming.CHANGE_BATCH,
    WorkKind.HEADINGS: Naming.BATCH,
}


def work_of(known: Work) -> Job:
    """A piece of work for the API."""
    return Job(
        id=make_id(_NAMINGS[known.kind], known.name),
        kind=JobKind(known.kind),
        title=known.title,
        state=JobState(known.state),
        done=known.done,
        total=known.total,
        failed=known.failed,
        message=known.message,
        by=known.actor,
        by_name=known.actor_name,
        began_at=None if known.began is None else DateTime(known.began),
        ended_at=None if known.ended is None else DateTime(known.ended),
    )
