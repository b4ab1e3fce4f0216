"""`offlineUpload`, `offlineSettle`: what a desk did while it was cut off, and what of it could not be applied."""

from __future__ import annotations

from enum import Enum

import strawberry

from graph.circulation.offline.model import Answered, Outcome, Reported
from schema.ask import Ask
from schema.errors import UserError
from schema.fields import attribute, choice, relation
from schema.ids import Naming, name_in
from schema.mutations.lending_inputs import ITEM, PATRON, POINT, named, point_named
from schema.mutations.loans import CheckInAction
from schema.mutations.payload import USER_ERRORS, attempt, last_event
from schema.scalars import DateTime
from schema.types.offline import OfflineKind, OfflineTransaction, transaction_of


@strawberry.input(description="Something a desk did while it was cut off.")
class OfflineTransactionInput:
    """Something a desk did while it was cut off."""

    request_id: str = strawberry.field(description="The desk's own id for it: what has the same id has one effect.")
    kind: OfflineKind = strawberry.field(description="What was done.")
    at: DateTime = strawberry.field(description="When, within the last 30 days.")
    item: str = strawberry.field(description=ITEM)
    patron: str | None = strawberry.field(default=None, description=f"{PATRON} A check-out needs it.")
    proxy: str | None = strawberry.field(default=None, description="Who acted for the patron at a check-out.")
    service_point: str | None = strawberry.field(
        default=None, description=f"{POINT} A check-out and a check-in need it."
    )


@strawberry.input(description="What a desk did while it was cut off.")
class OfflineUploadInput:
    """What a desk did while it was cut off."""

    transactions: list[OfflineTransactionInput] = strawberry.field(
        description="At most 500, in any order: they are applied in order of their time."
    )


@strawberry.input(description="A conflict that somebody sees to.")
class OfflineSettleInput:
    """A conflict that somebody sees to."""

    transaction: strawberry.ID = strawberry.field(description="What could not be applied.")
    note: str = strawberry.field(description="What was done about it, or why it is applied after all.")
    apply: bool = strawberry.field(
        default=False, description="Whether to apply it now, letting pass what the caller may let pass."
    )


@strawberry.enum(description="What came of one thing that was uploaded.")
class OfflineOutcome(Enum):
    """What came of one thing that was uploaded."""

    DONE = choice(Outcome.DONE, "It was applied.")
    CONFLICT = choice(Outcome.CONFLICT, "It could not be applied, and is kept for staff to settle.")
    REPEATED = choice(Outcome.REPEATED, "It was uploaded before: its transaction says what came of it then.")
    TRY_AGAIN = choice(Outcome.TRY_AGAIN, "Nothing was written: send it again.")


@strawberry.type(description="What came of one thing that was uploaded.")
class OfflineResult:
    """What came of one thing that was uploaded."""

    request_id: str = attribute("The desk's own id for it.")
    outcome: OfflineOutcome = attribute("What came of it.")
    transaction: OfflineTransaction | None = attribute("It, as it is kept; its blocks say every reason of a conflict.")
    action: CheckInAction | None = attribute("What the desk does with an item that came in.")
    let_pass: list[str] = attribute("The codes of the reasons that were let pass.")
    message: str | None = attribute("Why it is to be sent again.")


@strawberry.type(description="What came of what was uploaded, in the order of the input, or why none of it was taken.")
class OfflineUploadPayload:
    """What came of what was uploaded."""

    results: list[OfflineResult] = attribute("What came of each.", default=())
    user_errors: list[UserError] = USER_ERRORS

    @relation()
    @staticmethod
    def event(parents: list[OfflineUploadPayload], ask: Ask) -> list[int | None]:
        """The number of an event that includes it."""
        return last_event(parents, ask)


@strawberry.type(description="What was settled, or why it is not.")
class OfflineSettlePayload:
    """What was settled."""

    transaction: OfflineTransaction | None = attribute("It, as it is now.", default=None)
    user_errors: list[UserError] = USER_ERRORS

    @relation()
    @staticmethod
    def event(parents: list[OfflineSettlePayload], ask: Ask) -> list[int | None]:
        """The number of an event that includes it."""
        return last_event(parents, ask)


def offline_upload(input: OfflineUploadInput, ask: Ask) -> OfflineUploadPayload:
    """Apply what a desk did."""

    def command() -> OfflineUploadPayload:
        answers = ask.services.offline.upload(ask.actor, [_reported(each, ask) for each in input.transactions])
        return OfflineUploadPayload(results=[_result(each) for each in answers], user_errors=[])

    return attempt(ask, command, lambda errors: OfflineUploadPayload(user_errors=errors))


def offline_settle(input: OfflineSettleInput, ask: Ask) -> OfflineSettlePayload:
    """Settle a conflict."""

    def command() -> OfflineSettlePayload:
        iri = name_in(input.transaction, Naming.OFFLINE)
        settled = ask.services.offline.settle(ask.actor, iri, input.note, apply=input.apply)
        return OfflineSettlePayload(transaction=transaction_of(settled), user_errors=[])

    return attempt(ask, command, lambda errors: OfflineSettlePayload(user_errors=errors))


def _reported(given: OfflineTransactionInput, ask: Ask) -> Reported:
    loans = (Naming.LOAN,) if given.kind is OfflineKind.RENEW else ()
    return Reported(
        request_id=given.request_id,
        kind=given.kind.value,
        at=given.at,
        item=named(given.item, Naming.RESOURCE, *loans),
        patron=named(given.patron or "", Naming.PATRON),
        point=point_named(given.service_point, ask) if given.service_point else "",
        proxy=named(given.proxy or "", Naming.PATRON),
    )


def _result(known: Answered) -> OfflineResult:
    return OfflineResult(
        request_id=known.request_id,
        outcome=OfflineOutcome(known.outcome),
        transaction=None if known.act is None else transaction_of(known.act),
        action=None if known.next is None else CheckInAction(known.next),
        let_pass=list(known.lifted),
        message=known.why or None,
    )
