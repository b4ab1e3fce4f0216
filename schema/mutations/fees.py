"""`feeCharge`, `feePay`, `feeWaive`, `feeTransfer`, `feeRefund`, `feeCancel`: the ledger of what patrons owe."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import strawberry

from graph.patrons.model import Fee as Known
from schema.ask import Ask
from schema.errors import UserError
from schema.fields import attribute, relation
from schema.ids import Naming, name_in
from schema.mutations.payload import REQUEST_ID, USER_ERRORS, attempt, last_event
from schema.types.fee import Fee, FeeType, amount_of, fee_of


@strawberry.input(description="An amount of money, more than nothing.")
class MoneyInput:
    """An amount of money."""

    amount: str = strawberry.field(description="The amount with a point, as `0.50`.")
    currency: str = strawberry.field(description="The currency (ISO 4217).")


@strawberry.input(description="A fee to charge.")
class FeeChargeInput:
    """A fee to charge."""

    patron: strawberry.ID = strawberry.field(description="The patron.")
    type: FeeType = strawberry.field(description="What it is for.")
    amount: MoneyInput = strawberry.field(description="How much.")
    note: str = strawberry.field(default="", description="A note.")
    item: strawberry.ID | None = strawberry.field(default=None, description="The item it is about.")
    request_id: str | None = strawberry.field(default=None, description=REQUEST_ID)


@strawberry.input(description="A payment.")
class FeePayInput:
    """A payment."""

    fees: list[strawberry.ID] = strawberry.field(description="The fees it goes to, the first named first.")
    amount: MoneyInput = strawberry.field(description="How much was taken.")
    method: str = strawberry.field(default="", description="How it was paid, such as cash.")
    request_id: str | None = strawberry.field(default=None, description=REQUEST_ID)


@strawberry.input(description="A part of a fee, and why, or where it goes.")
class FeePartInput:
    """A part of a fee."""

    fee: strawberry.ID = strawberry.field(description="The fee.")
    amount: MoneyInput = strawberry.field(description="How much of it.")
    note: str = strawberry.field(description="Why; for a transfer, where to.")
    request_id: str | None = strawberry.field(default=None, description=REQUEST_ID)


@strawberry.input(description="A fee that should not have been charged.")
class FeeCancelInput:
    """A fee that should not have been charged."""

    fee: strawberry.ID = strawberry.field(description="The fee.")
    note: str = strawberry.field(default="", description="Why.")
    request_id: str | None = strawberry.field(default=None, description=REQUEST_ID)


@strawberry.type(description="Fees as they are now, or why nothing was written.")
class FeePayload:
    """Fees as they are now."""

    fees: list[Fee] = attribute("The fees as they are now.", default=())
    request_id: str | None = attribute("The client's own id for the request.", default=None)
    user_errors: list[UserError] = USER_ERRORS

    @relation()
    @staticmethod
    def event(parents: list[FeePayload], ask: Ask) -> list[int | None]:
        """The number of an event that includes it."""
        return last_event(parents, ask)


def fee_charge(input: FeeChargeInput, ask: Ask) -> FeePayload:
    """Charge a patron."""

    def command() -> Sequence[Known]:
        item = None if input.item is None else name_in(input.item, Naming.RESOURCE)
        amount, patron = amount_of(input.amount.amount, input.amount.currency), name_in(input.patron, Naming.PATRON)
        charge, request_id = ask.services.fees.charge, input.request_id
        return [charge(ask.actor, patron, input.type.value, amount, note=input.note, item=item, request_id=request_id)]

    return _answer(command, ask, input.request_id)


def fee_pay(input: FeePayInput, ask: Ask) -> FeePayload:
    """Take a payment."""

    def command() -> Sequence[Known]:
        fees = [name_in(each, Naming.FEE) for each in input.fees]
        amount = amount_of(input.amount.amount, input.amount.currency)
        return ask.services.fees.pay(ask.actor, fees, amount, method=input.method, request_id=input.request_id)

    return _answer(command, ask, input.request_id)


def fee_waive(input: FeePartInput, ask: Ask) -> FeePayload:
    """Let a part of a fee go."""
    return _part(input, ask, ask.services.fees.waive)


def fee_transfer(input: FeePartInput, ask: Ask) -> FeePayload:
    """Move a part of a fee to another ledger."""
    return _part(input, ask, ask.services.fees.transfer)


def fee_refund(input: FeePartInput, ask: Ask) -> FeePayload:
    """Give back what was paid."""
    return _part(input, ask, ask.services.fees.refund)


def fee_cancel(input: FeeCancelInput, ask: Ask) -> FeePayload:
    """Take back what remains of a fee."""
    cancel, request_id = ask.services.fees.cancel, input.request_id
    return _answer(
        lambda: [cancel(ask.actor, name_in(input.fee, Naming.FEE), input.note, request_id=request_id)], ask, request_id
    )


def _part(input: FeePartInput, ask: Ask, write: Callable[..., Known]) -> FeePayload:
    def command() -> Sequence[Known]:
        amount = amount_of(input.amount.amount, input.amount.currency)
        fee = name_in(input.fee, Naming.FEE)
        return [write(ask.actor, fee, amount, input.note, request_id=input.request_id)]

    return _answer(command, ask, input.request_id)


def _answer(command: Callable[[], Sequence[Known]], ask: Ask, request_id: str | None) -> FeePayload:
    return attempt(
        ask,
        lambda: FeePayload(fees=[fee_of(each) for each in command()], request_id=request_id, user_errors=[]),
        lambda errors: FeePayload(request_id=request_id, user_errors=errors),
    )
