"""What lending needs of the patrons' side: who somebody is, what they owe, and how a fee is written.

Whatever a command writes is one Change, so fees are answered as puts and not written by those who know about fees.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from graph.patrons.model import EntryKind, Fee, FeeType, Patron
from graph.store.model import Put
from mappings.money import Money


@dataclass(frozen=True, slots=True)
class Charge:
    """A new fee that lending makes."""

    tenant: str
    patron: str
    type: FeeType
    amount: Money
    at: datetime
    by: str
    """The opaque id of whose command made it."""
    item: str | None = None
    loan: str | None = None
    note: str = ""


class People(Protocol):
    """Patrons and their fees, many at a time, within one library."""

    def patrons(self, tenant: str, names: Sequence[str]) -> list[Patron | None]:
        """The patrons with these barcodes or IRIs, in the order asked."""
        ...

    def unchanged(self, patron: Patron) -> Put:
        """The put that writes a patron as they were read: it makes no version, and fails where they were changed."""
        ...

    def open_fees(self, tenant: str, patrons: Sequence[str]) -> list[tuple[Fee, ...]]:
        """Per patron (an IRI), the fees of which something remains."""
        ...

    def fees_of_loans(self, tenant: str, loans: Sequence[str]) -> list[tuple[Fee, ...]]:
        """Per loan, every fee that was charged for it, settled ones too."""
        ...

    def charge(self, charge: Charge) -> tuple[Fee, Put]:
        """A new fee, and the put that writes it."""
        ...

    def entry(self, fee: Fee, kind: EntryKind, amount: Money, at: datetime, by: str) -> tuple[Fee, Put]:
        """The fee with one more entry, and the put that writes it. `amount` is signed."""
        ...
