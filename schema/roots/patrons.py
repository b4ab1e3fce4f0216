"""What is changed about patrons and what they owe, at the root."""

from __future__ import annotations

import strawberry

from schema.ask import Ask
from schema.fields import relation
from schema.mutations.fees import (
    FeeCancelInput,
    FeeChargeInput,
    FeePartInput,
    FeePayInput,
    FeePayload,
    fee_cancel,
    fee_charge,
    fee_pay,
    fee_refund,
    fee_transfer,
    fee_waive,
)
from schema.mutations.patron_code import PatronCodeIssueInput, PatronCodeIssuePayload, patron_code_issue
from schema.mutations.patron_erase import PatronEraseInput, PatronErasePayload, patron_erase
from schema.mutations.patrons import (
    PatronBlockAddInput,
    PatronBlockLiftInput,
    PatronCreateInput,
    PatronPayload,
    PatronUpdateInput,
    patron_block_add,
    patron_block_lift,
    patron_create,
    patron_update,
)
from schema.roots.arguments import Input, Roots


@strawberry.type(description="What is changed about patrons and what they owe.")
class PatronMutations:
    """What is changed about patrons and what they owe."""

    @relation(cost=10, requires="patrons.write")
    @staticmethod
    def patron_create(roots: Roots, ask: Ask, input: Input[PatronCreateInput]) -> list[PatronPayload]:
        """Register a patron."""
        return [patron_create(input, ask)]

    @relation(cost=10, requires="patrons.write")
    @staticmethod
    def patron_update(roots: Roots, ask: Ask, input: Input[PatronUpdateInput]) -> list[PatronPayload]:
        """Change a patron; patrons how they are reached."""
        return [patron_update(input, ask)]

    @relation(cost=10, requires="patrons.write")
    @staticmethod
    def patron_block_add(roots: Roots, ask: Ask, input: Input[PatronBlockAddInput]) -> list[PatronPayload]:
        """Keep a patron from borrowing, renewing or requesting."""
        return [patron_block_add(input, ask)]

    @relation(cost=10, requires="patrons.write")
    @staticmethod
    def patron_block_lift(roots: Roots, ask: Ask, input: Input[PatronBlockLiftInput]) -> list[PatronPayload]:
        """Lift a block."""
        return [patron_block_lift(input, ask)]

    @relation(cost=10, requires="patrons.write")
    @staticmethod
    def patron_code_issue(roots: Roots, ask: Ask, input: Input[PatronCodeIssueInput]) -> list[PatronCodeIssuePayload]:
        """Issue a code with which a patron sets a password and signs in; the old password holds until then."""
        return [patron_code_issue(input, ask)]

    @relation(cost=10, requires="patrons.fees")
    @staticmethod
    def fee_charge(roots: Roots, ask: Ask, input: Input[FeeChargeInput]) -> list[FeePayload]:
        """Charge a patron."""
        return [fee_charge(input, ask)]

    @relation(cost=10, requires="patrons.fees")
    @staticmethod
    def fee_pay(roots: Roots, ask: Ask, input: Input[FeePayInput]) -> list[FeePayload]:
        """Take a payment towards fees."""
        return [fee_pay(input, ask)]

    @relation(cost=10, requires="patrons.fees")
    @staticmethod
    def fee_transfer(roots: Roots, ask: Ask, input: Input[FeePartInput]) -> list[FeePayload]:
        """Move a part of a fee to another ledger."""
        return [fee_transfer(input, ask)]

    @relation(cost=10, requires="patrons.fees")
    @staticmethod
    def fee_refund(roots: Roots, ask: Ask, input: Input[FeePartInput]) -> list[FeePayload]:
        """Give back what was paid; it is owed again until it is cancelled."""
        return [fee_refund(input, ask)]

    @relation(cost=10, requires="patrons.waive")
    @staticmethod
    def fee_waive(roots: Roots, ask: Ask, input: Input[FeePartInput]) -> list[FeePayload]:
        """Let a part of a fee go."""
        return [fee_waive(input, ask)]

    @relation(cost=10, requires="patrons.waive")
    @staticmethod
    def fee_cancel(roots: Roots, ask: Ask, input: Input[FeeCancelInput]) -> list[FeePayload]:
        """Take back what remains of a fee."""
        return [fee_cancel(input, ask)]

    @relation(cost=50, requires="patrons.erase")
    @staticmethod
    def patron_erase(roots: Roots, ask: Ask, input: Input[PatronEraseInput]) -> list[PatronErasePayload]:
        """Forget a patron for good; loans and fees stay for the statistics, naming nobody."""
        return [patron_erase(input, ask)]
