"""`importRunAgain`: run an import once more that failed or was stopped."""

from __future__ import annotations

import strawberry

from schema.ask import Ask
from schema.ids import Naming, name_in
from schema.mutations.import_marc import ImportPayload
from schema.mutations.payload import attempt
from schema.types.job import job_of


@strawberry.input(description="An import to run once more.")
class ImportRunAgainInput:
    """An import to run once more."""

    job: strawberry.ID = strawberry.field(description="The job.")


def import_run_again(input: ImportRunAgainInput, ask: Ask) -> ImportPayload:
    """Run an import once more."""

    def command() -> ImportPayload:
        job = ask.services.jobs.run_again(ask.actor, name_in(input.job, Naming.JOB))
        return ImportPayload(job=job_of(job), user_errors=[])

    return attempt(ask, command, lambda errors: ImportPayload(user_errors=errors))
