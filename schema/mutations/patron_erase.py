"""`patronErase`: forget a patron; what statistics count stays without them."""

from __future__ import annotations

import strawberry

from schema.ask import Ask
from schema.errors import UserError
from schema.fields import attribute, relation
from schema.ids import Naming, name_in
from schema.mutations.payload import USER_ERRORS, attempt, last_event


@strawberry.input(description="A patron to forget. Nothing may be out, waited for or owed.")
class PatronEraseInput:
    """A patron to forget."""

    patron: strawberry.ID = strawberry.field(description="The patron.")


@strawberry.type(description="What was forgotten, or every reason why nothing was.")
class PatronErasePayload:
    """What was forgotten."""

    kept: int | None = attribute("How many loans and fees stay for the statistics, naming nobody.", default=None)
    forgotten: int | None = attribute("How many documents were forgotten with their whole past.", default=None)
    user_errors: list[UserError] = USER_ERRORS

    @relation()
    @staticmethod
    def event(parents: list[PatronErasePayload], ask: Ask) -> list[int | None]:
        """The number of an event that includes it."""
        return last_event(parents, ask)


def patron_erase(input: PatronEraseInput, ask: Ask) -> PatronErasePayload:
    """Forget a patron."""

    def command() -> PatronErasePayload:
        done = ask.services.privacy.erase(ask.actor, name_in(input.patron, Naming.PATRON))
        return PatronErasePayload(kept=done.kept, forgotten=done.forgotten, user_errors=[])

    return attempt(ask, command, lambda errors: PatronErasePayload(user_errors=errors))
