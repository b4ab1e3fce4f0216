"""`runDue`: do what becomes due in lending by itself, as a nightly script asks for it."""

from __future__ import annotations

import strawberry

from schema.ask import Ask
from schema.errors import UserError
from schema.fields import attribute, relation
from schema.mutations.lending_inputs import DRY_RUN
from schema.mutations.payload import REQUEST_ID, USER_ERRORS, attempt, event_unless_tried


@strawberry.input(description="What is due now is done; running it again does nothing twice.")
class RunDueInput:
    """What is due now."""

    dry_run: bool = strawberry.field(default=False, description=DRY_RUN)
    request_id: str | None = strawberry.field(default=None, description=REQUEST_ID)


@strawberry.type(description="How much was done, or would be.")
class RunDuePayload:
    """How much was done, or would be."""

    expired: int | None = attribute("Requests that ended, and hold shelves that ran out.", default=None)
    to_fetch: int | None = attribute("Requests that a copy on the shelf is to be fetched for.", default=None)
    lost: int | None = attribute("Loans that count as lost now.", default=None)
    paid: int | None = attribute("Loans of lost items that ended because they are paid for.", default=None)
    notices: int | None = attribute("Notices that were written, and wait to be sent.", default=None)
    nameless: int | None = attribute("Past loans that are nobody's from now on.", default=None)
    problems: list[str] = attribute("What could not be done, a sentence each.", default=())
    request_id: str | None = attribute("The client's own id for the request.", default=None)
    user_errors: list[UserError] = USER_ERRORS
    dry_run: strawberry.Private[bool] = False

    @relation()
    @staticmethod
    def event(parents: list[RunDuePayload], ask: Ask) -> list[int | None]:
        """The number of an event that includes it."""
        return event_unless_tried(parents, ask)


def run_due(input: RunDueInput, ask: Ask) -> RunDuePayload:
    """Do what is due."""

    def command() -> RunDuePayload:
        services = ask.services
        done = services.circulation.nightly.due(ask.actor, dry_run=input.dry_run)
        days = services.settings.of(ask.actor.tenant or "").limits.history_days
        return RunDuePayload(
            expired=len(done.expired),
            to_fetch=len(done.fetched),
            lost=len(done.lost),
            paid=len(done.paid),
            notices=len(done.notices),
            nameless=services.privacy.anonymise(ask.actor, days, dry_run=input.dry_run),
            problems=list(done.problems),
            request_id=input.request_id,
            user_errors=[],
            dry_run=input.dry_run,
        )

    return attempt(ask, command, lambda errors: RunDuePayload(request_id=input.request_id, user_errors=errors))
