"""Imports as jobs: how far they are and what came of them."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum

import strawberry

from graph.catalogue.job_documents import ImportJob as Known
from graph.catalogue.job_documents import JobState
from schema.ask import Ask
from schema.connections import After, Connection, First, page, paged
from schema.fields import attribute, choice, reading
from schema.ids import Naming, make_id
from schema.scalars import DateTime
from schema.types.conversion import ConversionReport, report_of
from schema.types.resource import Node


@strawberry.enum(description="Where a job is in its life.")
class JobStatus(Enum):
    """Where a job is in its life."""

    QUEUED = choice(JobState.QUEUED, "Waiting to start.")
    RUNNING = choice(JobState.RUNNING, "At work.")
    SUCCEEDED = choice(JobState.SUCCEEDED, "At its end; every record is stored or reported.")
    FAILED = choice(JobState.FAILED, "Ended by a fault; what it stored stays.")
    CANCELLED = choice(JobState.CANCELLED, "Stopped on request; what it stored stays.")


@strawberry.type(description="A record that was not stored, or not wholly.")
class ImportProblem:
    """A record that was not stored, or not wholly."""

    record_number: int = attribute("Its number in the file, from 1.")
    control_number: str | None = attribute("Its control number (MARC 001), where it could be read.")
    code: str = attribute("Why, as a stable code.")
    message: str = attribute("Why, in a sentence.")


@strawberry.type(description="An import of MARC records. Read = created + updated + unchanged + skipped + failed.")
class ImportJob(Node):
    """An import of MARC records."""

    known: strawberry.Private[Known]
    status: JobStatus = attribute("Where it is in its life.")
    source: str | None = attribute("The declared source of its records.")
    processed: int = attribute("How many records were read so far.")
    created: int = attribute("How many records are new in the catalogue.")
    updated: int = attribute("How many changed what was there.")
    unchanged: int = attribute("How many said nothing new.")
    matched: int = attribute("Of the created and updated, how many met an existing description by an identifier.")
    skipped: int = attribute("How many were left out by policy, or identical to one before in the file.")
    failed: int = attribute("How many were not stored; see errors.")
    message: str | None = attribute("Why it failed as a whole, where it did.")
    started_at: DateTime | None = attribute("When it started.")
    finished_at: DateTime | None = attribute("When it ended.")

    @reading()
    def id(self) -> strawberry.ID:
        """The global id."""
        return make_id(Naming.JOB, self.known.id)

    @reading(per="first")
    def errors(self, first: First = 50, after: After = None) -> Connection[ImportProblem]:
        """Records that were not stored, and why; the first 1,000 are kept."""
        problems = [
            ImportProblem(
                record_number=each.number, control_number=each.control_number, code=each.code, message=each.message
            )
            for each in self.known.report.problems
        ]
        return paged(problems, page(first, after), lambda each: f"{each.record_number} {each.code}")

    @reading()
    def conversion_report(self) -> ConversionReport | None:
        """What became of the fields of the records created and updated; null where the import wasn't asked to tell."""
        counted = self.known.report.conversion
        return None if counted is None else report_of(counted)


def job_of(known: Known) -> ImportJob:
    """A job for the API."""
    report = known.report
    return ImportJob(
        known=known,
        status=JobStatus(known.state),
        source=known.source,
        processed=report.read,
        created=report.created,
        updated=report.updated,
        unchanged=report.unchanged,
        matched=report.matched,
        skipped=report.skipped + report.repeated,
        failed=report.failed,
        message=known.message,
        started_at=None if known.started is None else DateTime(known.started),
        finished_at=None if known.finished is None else DateTime(known.finished),
    )


def jobs_by_id(ids: Sequence[str], ask: Ask) -> list[ImportJob | None]:
    """Jobs of the acting tenant in the order of their ids; None where there is none the caller may see."""
    found = ask.services.jobs.jobs(ids, ask.scope())
    return [None if each is None else job_of(each) for each in found]
