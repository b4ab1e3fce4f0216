"""`patronCodeIssue`: a code with which a patron sets a password for their own account."""

from __future__ import annotations

import strawberry

from schema.ask import Ask
from schema.errors import UserError
from schema.fields import attribute, relation
from schema.ids import Naming, name_in
from schema.mutations.payload import USER_ERRORS, attempt, last_event


@strawberry.input(description="A patron to issue a code for.")
class PatronCodeIssueInput:
    """A patron to issue a code for."""

    patron: strawberry.ID = strawberry.field(description="The patron.")


@strawberry.type(description="The code, or why there is none.")
class PatronCodeIssuePayload:
    """The code, or why there is none."""

    code: str | None = attribute("The code, shown this once: it works once, within 72 hours.", default=None)
    user_errors: list[UserError] = USER_ERRORS

    @relation()
    @staticmethod
    def event(parents: list[PatronCodeIssuePayload], ask: Ask) -> list[int | None]:
        """The number of an event that includes it."""
        return last_event(parents, ask)


def patron_code_issue(input: PatronCodeIssueInput, ask: Ask) -> PatronCodeIssuePayload:
    """Issue a code."""

    def command() -> PatronCodeIssuePayload:
        code = ask.services.patron_sign_in.issue_code(ask.actor, name_in(input.patron, Naming.PATRON))
        return PatronCodeIssuePayload(code=code, user_errors=[])

    return attempt(ask, command, lambda errors: PatronCodeIssuePayload(user_errors=errors))
