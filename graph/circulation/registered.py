"""The people of a library as lending sees them: its register of patrons and fees."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from graph.circulation.people import Charge
from graph.patrons.model import Entry, EntryKind, Fee, Patron
from graph.patrons.register import Register
from graph.store.model import Put
from mappings.money import Money


class Registered:
    """`People` from the patrons graph."""

    def __init__(self, register: Register) -> None:
        self._register = register

    def patrons(self, tenant: str, names: Sequence[str]) -> list[Patron | None]:
        """See `People`."""
        return self._register.patrons(tenant, names)

    def unchanged(self, patron: Patron) -> Put:
        """See `People`."""
        return self._register.put_patron(patron)

    def open_fees(self, tenant: str, patrons: Sequence[str]) -> list[tuple[Fee, ...]]:
        """See `People`."""
        return self._register.open_fees(tenant, patrons)

    def fees_of_loans(self, tenant: str, loans: Sequence[str]) -> list[tuple[Fee, ...]]:
        """See `People`."""
        return self._register.fees_of_loans(tenant, loans)

    def charge(self, charge: Charge) -> tuple[Fee, Put]:
        """See `People`."""
        entry = Entry(EntryKind.CHARGE, charge.amount, charge.at, charge.by, note=charge.note)
        return self._register.charge(charge.tenant, charge.patron, charge.type, entry, charge.item, charge.loan)

    def entry(self, fee: Fee, kind: EntryKind, amount: Money, at: datetime, by: str) -> tuple[Fee, Put]:
        """See `People`."""
        return self._register.entry(fee, Entry(kind, amount, at, by))
