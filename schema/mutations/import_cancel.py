"""`importCancel`: stop an import at the end of its batch."""

from __future__ import annotations

import strawberry

from schema.ask import Ask
from schema.ids import Naming, name_in
from schema.mutations.import_marc import ImportPayload
from schema.mutations.payload import REQUEST_ID, attempt
from schema.types.job import job_of


@strawberry.input(description="An import to stop.")
class ImportCancelInput:
    """An import to stop."""

    job: strawberry.ID = strawberry.field(description="The job.")
    request_id: str | None = strawberry.field(default=None, description=REQUEST_ID)


def import_cancel(input: ImportCancelInput, ask: Ask) -> ImportPayload:
    """Stop an import."""

    def command() -> ImportPayload:
        job = ask.services.jobs.cancel(ask.actor, name_in(input.job, Naming.JOB))
        return ImportPayload(job=job_of(job), request_id=input.request_id, user_errors=[])

    return attempt(ask, command, lambda errors: ImportPayload(request_id=input.request_id, user_errors=errors))
