"""What circulation has on an item: a loan, a transit, the request it was chosen for, the loan it was lost in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from graph.circulation import documents
from graph.circulation.model import Loan, Request, RequestState, Transit
from graph.holdings.status import NOBODY, Custody, Waiting
from graph.store.model import Document
from mappings.bibframe.read import iris

HELD_BY: Final = ("lsp:openLoanOf", "lsp:openTransitOf", "lsp:keptItem", "lsp:lostAndPaid")
"""How each of them points at the item."""


@dataclass(frozen=True, slots=True)
class Held:
    """What circulation has on an item: nothing, as a rule."""

    loan: Loan | None = None
    transit: Transit | None = None
    kept: Request | None = None
    """The request it was chosen for: at the shelf, on its way, or to be fetched."""
    lost: Loan | None = None
    """The loan in which it was lost and paid for, until it turns up."""

    @property
    def custody(self) -> Custody:
        """The same as the status of an item asks for it, without a person."""
        if (self.loan, self.transit, self.kept, self.lost) == (None, None, None, None):
            return NOBODY
        state = self.kept.state if self.kept is not None else None
        waiting = {RequestState.AWAITING_PICKUP: Waiting.PICKUP, RequestState.AWAITING_DELIVERY: Waiting.DELIVERY}
        return Custody(
            on_loan=self.loan is not None,
            claim=self.loan.claim if self.loan is not None else None,
            recalled=self.loan is not None and self.loan.recalled_at is not None,
            lost_and_paid=self.lost is not None,
            in_transit=self.transit is not None,
            waiting=waiting.get(state) if state is not None else None,
            paged=state is RequestState.PENDING,
        )


NOTHING: Final = Held()


def held(item: str, present: Sequence[Document]) -> Held:
    """What circulation has on an item, from the documents that point at it."""
    found = {name: each for each in present for name in HELD_BY if item in iris(each.body, name)}
    loan, transit, kept, lost = (found.get(name) for name in HELD_BY)
    return Held(
        documents.loan_of(loan) if loan is not None else None,
        documents.transit_of(transit) if transit is not None else None,
        documents.request_of(kept) if kept is not None else None,
        documents.loan_of(lost) if lost is not None else None,
    )
