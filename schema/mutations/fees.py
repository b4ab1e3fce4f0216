"""`feeCharge`, `feePay`, `feeWaive`, `feeTransfer`, `feeRefund`, `feeCancel`: the ledger of what patrons owe."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import strawberry

from graph.patrons.model import Fee as Known
from schema.ask import Ask
from schema.errors import UserError
from schema.fields import attribute, relation
from schema.ids import Naming, name_in
from schema.mutations.lending_inputs import DRY_RUN
from schema.mutations.payload import REQUEST_ID, USER_ERRORS, attempt, event_unless_tried
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
    dry_run: bool = strawberry.field(default=False, description=DRY_RUN)
    request_id: str | None = strawberry.field(default=None, description=REQUEST_ID)


@strawberry.input(description="A payment.")
class FeePayInput:
    """A payment."""

    fees: list[strawberry.ID] = strawberry.field(description="The fees it goes to, the first named first.")
    amount: MoneyInput = strawberry.field(description="How much was taken.")
    method: str = strawberry.field(default="", description="How it was paid, such as cash.")
    dry_run: bool = strawberry.field(default=False, description=DRY_RUN)
    request_id: str | None = strawberry.field(default=None, description=REQUEST_ID)


@strawberry.input(description="A part of a fee, and why, or where it goes.")
class FeePartInput:
    """A part of a fee."""

    fee: strawberry.ID = strawberry.field(description="The fee.")
    amount: MoneyInput = strawberry.field(description="How much of it.")
    note: str = strawberry.field(description="Why; for a transfer, where to.")
    dry_run: bool = strawberry.field(default=False, description=DRY_RUN)
    request_id: str | None = strawberry.field(default=None, description=REQUEST_ID)


@strawberry.input(description="A fee that should not have been charged.")
class FeeCancelInput:
    """A fee that should not have been charged."""

    fee: strawberry.ID = strawberry.field(description="The fee.")
    note: str = strawberry.field(default="", description="Why.")
    dry_run: bool = strawberry.field(default=False, description=DRY_RUN)
    request_id: str | None = strawberry.field(default=None, description=REQUEST_ID)


@strawberry.type(description="Fees as they are now, or why nothing was written.")
class FeePayload:
    """Fees as they are now."""

    fees: list[Fee] = attribute("The fees as they are now.", default=())
    request_id: str | None = attribute("The client's own id for the request.", default=None)
    user_errors: list[UserError] = USER_ERRORS
    dry_run: strawberry.Private[bool] = False

    @relation()
    @staticmethod
    def event(parents: list[FeePayload], ask: Ask) -> list[int | None]:
        """The number of an event that includes it."""
        return event_unless_tried(parents, ask)


def fee_charge(input: FeeChargeInput, ask: Ask) -> FeePayload:
    """Charge a patron."""

    def command() -> Sequence[Known]:
        item = None if input.item is None else name_in(input.item, Naming.RESOURCE)
        amount, patron = amount_of(input.amount.amount, input.amount.currency), name_in(input.patron, Naming.PATRON)
        charged = ask.services.fees.charge(
            ask.actor,
            patron,
            input.type.value,
            amount,
            note=input.note,
            item=item,
            dry_run=input.dry_run,
            request_id=input.request_id,
        )
        return [charged]

    return _answer(command, input, ask)


def fee_pay(input: FeePayInput, ask: Ask) -> FeePayload:
    """Take a payment."""

    def command() -> Sequence[Known]:
        fees = [name_in(each, Naming.FEE) for each in input.fees]
        amount = amount_of(input.amount.amount, input.amount.currency)
        return ask.services.fees.pay(
            ask.actor, fees, amount, method=input.method, dry_run=input.dry_run, request_id=input.request_id
        )

    return _answer(command, input, ask)


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

    def command() -> Sequence[Known]:
        fee, request_id = name_in(input.fee, Naming.FEE), input.request_id
        cancel = ask.services.fees.cancel
        return [cancel(ask.actor, fee, input.note, dry_run=input.dry_run, request_id=request_id)]

    return _answer(command, input, ask)


def _part(input: FeePartInput, ask: Ask, write: Callable[..., Known]) -> FeePayload:
    def command() -> Sequence[Known]:
        amount = amount_of(input.amount.amount, input.amount.currency)
        fee = name_in(input.fee, Naming.FEE)
        return [write(ask.actor, fee, amount, input.note, dry_run=input.dry_run, request_id=input.request_id)]

    return _answer(command, input, ask)


def _answer(
    command: Callable[[], Sequence[Known]],
    input: FeeChargeInput | FeePayInput | FeePartInput | FeeCancelInput,
    ask: Ask,
) -> FeePayload:
    request_id = input.request_id

    def answered() -> FeePayload:
        fees = [fee_of(each) for each in command()]
        return FeePayload(fees=fees, request_id=request_id, user_errors=[], dry_run=input.dry_run)

    return attempt(ask, answered, lambda errors: FeePayload(request_id=request_id, user_errors=errors))
