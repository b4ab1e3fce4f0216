"""`recall`, `claimReturned`, `declareLost`, `payLost`, and the marks of items: what does not come back."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import strawberry

from graph.circulation.losses import Claimed, Marked
from schema.ask import Ask
from schema.errors import UserError
from schema.fields import attribute, relation
from schema.ids import Naming
from schema.mutations.lending_inputs import DRY_RUN, ITEM, LOAN, OverrideInput, named, override_of
from schema.mutations.loans import LoanPayload
from schema.mutations.payload import REQUEST_ID, USER_ERRORS, attempt, event_unless_tried
from schema.types.fee import money_of
from schema.types.item import Item, item_of
from schema.types.loan import EVERYTHING, Request, items_lent, loan_of, request_of


@strawberry.input(description="A loan of which something is said.")
class LoanInput:
    """A loan of which something is said."""

    loan: str = strawberry.field(description=LOAN)
    dry_run: bool = strawberry.field(default=False, description=DRY_RUN)
    request_id: str | None = strawberry.field(default=None, description=REQUEST_ID)


@strawberry.input(description="A loan to call back.")
class RecallInput:
    """A loan to call back."""

    loan: str = strawberry.field(description=LOAN)
    override: OverrideInput | None = strawberry.field(default=None, description="What to let pass, and why.")
    dry_run: bool = strawberry.field(default=False, description=DRY_RUN)
    request_id: str | None = strawberry.field(default=None, description=REQUEST_ID)


@strawberry.input(description="An item that is marked or unmarked.")
class ItemMarkInput:
    """An item that is marked or unmarked."""

    item: str = strawberry.field(description=ITEM)
    dry_run: bool = strawberry.field(default=False, description=DRY_RUN)
    request_id: str | None = strawberry.field(default=None, description=REQUEST_ID)


@strawberry.input(description="An item that is not where it should be.")
class MarkMissingInput:
    """An item that is not where it should be."""

    item: str = strawberry.field(description=ITEM)
    long: bool = strawberry.field(default=False, description="Whether it has been missing for long.")
    dry_run: bool = strawberry.field(default=False, description=DRY_RUN)
    request_id: str | None = strawberry.field(default=None, description=REQUEST_ID)


@strawberry.input(description="An item that can't be had for a while.")
class MarkUnavailableInput:
    """An item that can't be had for a while."""

    item: str = strawberry.field(description=ITEM)
    reason: str = strawberry.field(description="Why, such as being at the binder's.")
    dry_run: bool = strawberry.field(default=False, description=DRY_RUN)
    request_id: str | None = strawberry.field(default=None, description=REQUEST_ID)


@strawberry.type(description="An item after it was marked, or why it was not.")
class ItemMarkPayload:
    """An item after it was marked."""

    waiting_again: Request | None = attribute("The request it had been kept for, which waits again.", default=None)
    request_id: str | None = attribute("The client's own id for the request.", default=None)
    user_errors: list[UserError] = USER_ERRORS
    dry_run: strawberry.Private[bool] = False
    iri: strawberry.Private[str | None] = None
    left: strawberry.Private[Item | None] = None

    @relation()
    @staticmethod
    def item(parents: list[ItemMarkPayload], ask: Ask) -> list[Item | None]:
        """The item as it is now."""
        found = items_lent([None if each.left else each.iri for each in parents], ask)
        return [each.left or item for each, item in zip(parents, found, strict=True)]

    @relation()
    @staticmethod
    def event(parents: list[ItemMarkPayload], ask: Ask) -> list[int | None]:
        """The number of an event that includes it."""
        return event_unless_tried(parents, ask)


def recall(input: RecallInput, ask: Ask) -> LoanPayload:
    """Call an item back."""
    return _loan(input, ask, partial(ask.services.circulation.losses.recall, override=override_of(input.override)))


def claim_returned(input: LoanInput, ask: Ask) -> LoanPayload:
    """The patron says that they brought it back."""
    return _loan(input, ask, ask.services.circulation.losses.claim_returned)


def declare_lost(input: LoanInput, ask: Ask) -> LoanPayload:
    """The patron says that they lost it."""
    return _loan(input, ask, ask.services.circulation.losses.declare_lost)


def pay_lost(input: LoanInput, ask: Ask) -> LoanPayload:
    """Close the loan of a lost item for which nothing is owed any more."""
    return _loan(input, ask, ask.services.circulation.losses.pay_lost)


def mark_missing(input: MarkMissingInput, ask: Ask) -> ItemMarkPayload:
    """It is not where it should be."""
    return _mark(input, ask, partial(ask.services.circulation.losses.mark_missing, long=input.long))


def mark_unavailable(input: MarkUnavailableInput, ask: Ask) -> ItemMarkPayload:
    """It can't be had for a while."""
    return _mark(input, ask, partial(ask.services.circulation.losses.mark_unavailable, reason=input.reason[:500]))


def clear_marker(input: ItemMarkInput, ask: Ask) -> ItemMarkPayload:
    """It is as any other again."""
    return _mark(input, ask, ask.services.circulation.losses.clear_marker)


def _loan(input: LoanInput | RecallInput, ask: Ask, say: Callable[..., Claimed]) -> LoanPayload:
    name, request_id = named(input.loan, Naming.LOAN, Naming.RESOURCE), input.request_id

    def command() -> LoanPayload:
        made = say(ask.actor, name, dry_run=input.dry_run, request_id=request_id)
        return LoanPayload(
            loan=loan_of(made.loan),
            charged=[money_of(each) for each in made.charged],
            let_pass=list(made.lifted),
            request_id=request_id,
            user_errors=[],
            dry_run=input.dry_run,
        )

    return attempt(ask, command, lambda errors: LoanPayload(request_id=request_id, user_errors=errors))


def _mark(
    input: ItemMarkInput | MarkMissingInput | MarkUnavailableInput, ask: Ask, mark: Callable[..., Marked]
) -> ItemMarkPayload:
    name, request_id = named(input.item, Naming.RESOURCE), input.request_id

    def command() -> ItemMarkPayload:
        made = mark(ask.actor, name, dry_run=input.dry_run, request_id=request_id)
        again = None if made.waiting_again is None else request_of(made.waiting_again)
        return ItemMarkPayload(
            waiting_again=again,
            request_id=request_id,
            user_errors=[],
            dry_run=input.dry_run,
            iri=made.item,
            left=None if made.left is None else item_of(made.left, ask.scope(EVERYTHING)),
        )

    return attempt(ask, command, lambda errors: ItemMarkPayload(request_id=request_id, user_errors=errors))
