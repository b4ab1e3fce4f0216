"""`recall`, `claimReturned`, `declareLost`, `payLost`, and the marks of items: what does not come back."""

from __future__ import annotations

from collections.abc import Callable

import strawberry

from graph.circulation.losses import Claimed, Marked
from schema.ask import Ask
from schema.errors import UserError
from schema.fields import attribute, relation
from schema.ids import Naming
from schema.mutations.lending_inputs import ITEM, LOAN, OverrideInput, named, override_of
from schema.mutations.loans import LoanPayload
from schema.mutations.payload import REQUEST_ID, USER_ERRORS, attempt, last_event
from schema.types.fee import money_of
from schema.types.item import Item
from schema.types.loan import Request, items_lent, loan_of, request_of


@strawberry.input(description="A loan of which something is said.")
class LoanInput:
    """A loan of which something is said."""

    loan: str = strawberry.field(description=LOAN)
    request_id: str | None = strawberry.field(default=None, description=REQUEST_ID)


@strawberry.input(description="A loan to call back.")
class RecallInput:
    """A loan to call back."""

    loan: str = strawberry.field(description=LOAN)
    override: OverrideInput | None = strawberry.field(default=None, description="What to let pass, and why.")
    request_id: str | None = strawberry.field(default=None, description=REQUEST_ID)


@strawberry.input(description="An item that is marked or unmarked.")
class ItemMarkInput:
    """An item that is marked or unmarked."""

    item: str = strawberry.field(description=ITEM)
    request_id: str | None = strawberry.field(default=None, description=REQUEST_ID)


@strawberry.input(description="An item that is not where it should be.")
class MarkMissingInput:
    """An item that is not where it should be."""

    item: str = strawberry.field(description=ITEM)
    long: bool = strawberry.field(default=False, description="Whether it has been missing for long.")
    request_id: str | None = strawberry.field(default=None, description=REQUEST_ID)


@strawberry.input(description="An item that can't be had for a while.")
class MarkUnavailableInput:
    """An item that can't be had for a while."""

    item: str = strawberry.field(description=ITEM)
    reason: str = strawberry.field(description="Why, such as being at the binder's.")
    request_id: str | None = strawberry.field(default=None, description=REQUEST_ID)


@strawberry.type(description="An item after it was marked, or why it was not.")
class ItemMarkPayload:
    """An item after it was marked."""

    waiting_again: Request | None = attribute("The request it had been kept for, which waits again.", default=None)
    request_id: str | None = attribute("The client's own id for the request.", default=None)
    user_errors: list[UserError] = USER_ERRORS
    iri: strawberry.Private[str | None] = None

    @relation()
    @staticmethod
    def item(parents: list[ItemMarkPayload], ask: Ask) -> list[Item | None]:
        """The item as it is now."""
        return items_lent([each.iri for each in parents], ask)

    @relation()
    @staticmethod
    def event(parents: list[ItemMarkPayload], ask: Ask) -> list[int | None]:
        """The number of an event that includes it."""
        return last_event(parents, ask)


def recall(input: RecallInput, ask: Ask) -> LoanPayload:
    """Call an item back."""
    override, name = override_of(input.override), named(input.loan, Naming.LOAN, Naming.RESOURCE)
    losses = ask.services.circulation.losses
    return _said(
        input.request_id, ask, lambda: losses.recall(ask.actor, name, override=override, request_id=input.request_id)
    )


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
    losses, name = ask.services.circulation.losses, named(input.item, Naming.RESOURCE)
    return _mark(
        input.request_id,
        ask,
        lambda: losses.mark_missing(ask.actor, name, long=input.long, request_id=input.request_id),
    )


def mark_unavailable(input: MarkUnavailableInput, ask: Ask) -> ItemMarkPayload:
    """It can't be had for a while."""
    losses, name = ask.services.circulation.losses, named(input.item, Naming.RESOURCE)
    return _mark(
        input.request_id,
        ask,
        lambda: losses.mark_unavailable(ask.actor, name, input.reason[:500], request_id=input.request_id),
    )


def clear_marker(input: ItemMarkInput, ask: Ask) -> ItemMarkPayload:
    """It is as any other again."""
    losses, name = ask.services.circulation.losses, named(input.item, Naming.RESOURCE)
    return _mark(input.request_id, ask, lambda: losses.clear_marker(ask.actor, name, request_id=input.request_id))


def _loan(input: LoanInput, ask: Ask, say: Callable[..., Claimed]) -> LoanPayload:
    name = named(input.loan, Naming.LOAN, Naming.RESOURCE)
    return _said(input.request_id, ask, lambda: say(ask.actor, name, request_id=input.request_id))


def _said(request_id: str | None, ask: Ask, say: Callable[[], Claimed]) -> LoanPayload:
    def command() -> LoanPayload:
        made = say()
        return LoanPayload(
            loan=loan_of(made.loan),
            charged=[money_of(each) for each in made.charged],
            let_pass=list(made.lifted),
            request_id=request_id,
            user_errors=[],
        )

    return attempt(ask, command, lambda errors: LoanPayload(request_id=request_id, user_errors=errors))


def _mark(request_id: str | None, ask: Ask, mark: Callable[[], Marked]) -> ItemMarkPayload:
    def command() -> ItemMarkPayload:
        made = mark()
        again = None if made.waiting_again is None else request_of(made.waiting_again)
        return ItemMarkPayload(waiting_again=again, request_id=request_id, user_errors=[], iri=made.item)

    return attempt(ask, command, lambda errors: ItemMarkPayload(request_id=request_id, user_errors=errors))
