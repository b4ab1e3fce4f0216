"""What happens at a desk, at the root."""

from __future__ import annotations

import strawberry

from schema.ask import Ask
from schema.fields import relation
from schema.mutations.loans import (
    CheckInInput,
    CheckInPayload,
    CheckOutInput,
    LoanPayload,
    RenewAllInput,
    RenewAllPayload,
    RenewInput,
    check_in,
    check_out,
    renew,
    renew_all,
)
from schema.mutations.losses import (
    ItemMarkInput,
    ItemMarkPayload,
    LoanInput,
    MarkMissingInput,
    MarkUnavailableInput,
    RecallInput,
    claim_returned,
    clear_marker,
    declare_lost,
    mark_missing,
    mark_unavailable,
    pay_lost,
    recall,
)
from schema.mutations.notices import NoticesRetryInput, NoticesRetryPayload, notices_retry
from schema.mutations.offline import (
    OfflineSettleInput,
    OfflineSettlePayload,
    OfflineUploadInput,
    OfflineUploadPayload,
    offline_settle,
    offline_upload,
)
from schema.mutations.requests import (
    CancelRequestInput,
    MoveRequestInput,
    PlaceRequestInput,
    ReorderRequestInput,
    RequestPayload,
    SuspendRequestInput,
    cancel_request,
    move_request,
    place_request,
    reorder_request,
    suspend_request,
)
from schema.mutations.run_due import RunDueInput, RunDuePayload, run_due
from schema.roots.arguments import Input, Roots


@strawberry.type(description="What happens at a desk.")
class LendingMutations:
    """What happens at a desk."""

    @relation(cost=10, requires="circulation.write")
    @staticmethod
    def check_out(roots: Roots, ask: Ask, input: Input[CheckOutInput]) -> list[LoanPayload]:
        """Lend an item to a patron. A refusal names every reason."""
        return [check_out(input, ask)]

    @relation(cost=10, requires="circulation.write")
    @staticmethod
    def check_in(roots: Roots, ask: Ask, input: Input[CheckInInput]) -> list[CheckInPayload]:
        """Take an item in, whether it is on loan or not, and hear what to do with it."""
        return [check_in(input, ask)]

    @relation(cost=10, requires="circulation.write")
    @staticmethod
    def renew(roots: Roots, ask: Ask, input: Input[RenewInput]) -> list[LoanPayload]:
        """Give a loan a later due date; patrons their own."""
        return [renew(input, ask)]

    @relation(cost=50, requires="circulation.write")
    @staticmethod
    def renew_all(roots: Roots, ask: Ask, input: Input[RenewAllInput]) -> list[RenewAllPayload]:
        """Give every loan of a patron a later due date that can have one; patrons their own."""
        return [renew_all(input, ask)]

    @relation(cost=10, requires="circulation.write")
    @staticmethod
    def recall(roots: Roots, ask: Ask, input: Input[RecallInput]) -> list[LoanPayload]:
        """Call an item back that is out."""
        return [recall(input, ask)]

    @relation(cost=10, requires="circulation.write")
    @staticmethod
    def claim_returned(roots: Roots, ask: Ask, input: Input[LoanInput]) -> list[LoanPayload]:
        """Note that the patron says they brought it back."""
        return [claim_returned(input, ask)]

    @relation(cost=10, requires="circulation.write")
    @staticmethod
    def declare_lost(roots: Roots, ask: Ask, input: Input[LoanInput]) -> list[LoanPayload]:
        """Note that the patron says they lost it, and bill them as the rules say."""
        return [declare_lost(input, ask)]

    @relation(cost=10, requires="circulation.write")
    @staticmethod
    def pay_lost(roots: Roots, ask: Ask, input: Input[LoanInput]) -> list[LoanPayload]:
        """Close the loan of a lost item for which nothing is owed any more."""
        return [pay_lost(input, ask)]

    @relation(cost=10, requires="circulation.write")
    @staticmethod
    def mark_missing(roots: Roots, ask: Ask, input: Input[MarkMissingInput]) -> list[ItemMarkPayload]:
        """Note that an item is not where it should be."""
        return [mark_missing(input, ask)]

    @relation(cost=10, requires="circulation.write")
    @staticmethod
    def mark_unavailable(roots: Roots, ask: Ask, input: Input[MarkUnavailableInput]) -> list[ItemMarkPayload]:
        """Note that an item can't be had for a while."""
        return [mark_unavailable(input, ask)]

    @relation(cost=10, requires="circulation.write")
    @staticmethod
    def clear_marker(roots: Roots, ask: Ask, input: Input[ItemMarkInput]) -> list[ItemMarkPayload]:
        """Let an item be as any other again."""
        return [clear_marker(input, ask)]

    @relation(cost=10, requires="circulation.write")
    @staticmethod
    def place_request(roots: Roots, ask: Ask, input: Input[PlaceRequestInput]) -> list[RequestPayload]:
        """Ask for an item, an edition or a work; patrons for themselves."""
        return [place_request(input, ask)]

    @relation(cost=10, requires="circulation.write")
    @staticmethod
    def cancel_request(roots: Roots, ask: Ask, input: Input[CancelRequestInput]) -> list[RequestPayload]:
        """End a request; patrons their own."""
        return [cancel_request(input, ask)]

    @relation(cost=10, requires="circulation.write")
    @staticmethod
    def suspend_request(roots: Roots, ask: Ask, input: Input[SuspendRequestInput]) -> list[RequestPayload]:
        """Pass a request by for a while; patrons their own."""
        return [suspend_request(input, ask)]

    @relation(cost=10, requires="circulation.write")
    @staticmethod
    def reorder_request(roots: Roots, ask: Ask, input: Input[ReorderRequestInput]) -> list[RequestPayload]:
        """Give a request another place in its queue."""
        return [reorder_request(input, ask)]

    @relation(cost=10, requires="circulation.write")
    @staticmethod
    def move_request(roots: Roots, ask: Ask, input: Input[MoveRequestInput]) -> list[RequestPayload]:
        """Have a request fetched elsewhere; patrons their own."""
        return [move_request(input, ask)]

    @relation(cost=1000, requires="circulation.write")
    @staticmethod
    def offline_upload(roots: Roots, ask: Ask, input: Input[OfflineUploadInput]) -> list[OfflineUploadPayload]:
        """Apply what a desk did while it was cut off, in order of its time. Sending it again does nothing twice."""
        return [offline_upload(input, ask)]

    @relation(cost=10, requires="circulation.write")
    @staticmethod
    def offline_settle(roots: Roots, ask: Ask, input: Input[OfflineSettleInput]) -> list[OfflineSettlePayload]:
        """Say that a conflict of an offline desk was seen to, or apply it after all."""
        return [offline_settle(input, ask)]

    @relation(cost=20, requires="circulation.write")
    @staticmethod
    def notices_retry(roots: Roots, ask: Ask, input: Input[NoticesRetryInput]) -> list[NoticesRetryPayload]:
        """Have notices tried again that could not be sent."""
        return [notices_retry(input, ask)]

    @relation(cost=200, requires="circulation.write")
    @staticmethod
    def run_due(roots: Roots, ask: Ask, input: Input[RunDueInput]) -> list[RunDuePayload]:
        """Do what becomes due in the acting tenant by itself: expiry, ageing to lost, notices. Safe to run twice.

        Notices wait then for `catalograph run due`, which sends them.
        """
        return [run_due(input, ask)]
