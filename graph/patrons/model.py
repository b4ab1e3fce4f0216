"""Patrons, blocks and fees as values. All of it is kept in a tenant's private patrons graph and nowhere else."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import ClassVar

from mappings.errors import CatalographError
from mappings.money import Money


class PatronError(CatalographError):
    """Anything that can be wrong with a patron, a block or a fee. Sentences name barcodes and ids, never people."""

    code: ClassVar[str] = "PATRON"


class BlockScope(StrEnum):
    """What a block keeps a patron from."""

    BORROW = "borrow"
    RENEW = "renew"
    REQUEST = "request"


@dataclass(frozen=True, slots=True)
class Block:
    """What staff set against a patron: `reason` is for staff, `message` for the patron. In force until `expires`."""

    id: str
    scopes: frozenset[BlockScope]
    reason: str
    message: str = ""
    expires: date | None = None

    def holds(self, scope: BlockScope, day: date) -> bool:
        """Whether it keeps the patron from this on a day; the day it expires on is its last."""
        return scope in self.scopes and (self.expires is None or day <= self.expires)


@dataclass(frozen=True, slots=True)
class Contact:
    """How a patron is reached. `language` is a BCP 47 tag for what is written to them."""

    email: str = ""
    phone: str = ""
    address: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True)
class Patron:
    """A person or body that borrows from one tenant. `group` is what lending rules name; `expires` the last good day.

    `proxies` are the patrons who may borrow and fetch for this one. `keep_history`: whether closed loans stay theirs.
    """

    iri: str
    tenant: str
    barcode: str
    name: str
    group: str
    external_id: str = ""
    active: bool = True
    expires: date | None = None
    contact: Contact = Contact()
    proxies: tuple[str, ...] = ()
    blocks: tuple[Block, ...] = ()
    pickup: str | None = None
    """The service point they prefer to fetch things at."""
    keep_history: bool = False
    notes: tuple[str, ...] = ()
    revision: int = 0
    """The document's version: what an edit expects. 0: not written yet."""


class EntryKind(StrEnum):
    """What an entry of a fee does to what remains of it."""

    CHARGE = "Charge"
    PAY = "Pay"
    WAIVE = "Waive"
    TRANSFER = "Transfer"
    REFUND = "Refund"
    CREDIT = "Credit"
    CANCEL = "Cancel"


class FeeType(StrEnum):
    """What a fee is for."""

    LENDING = "Lending"
    OVERDUE = "Overdue"
    LOST_ITEM = "LostItem"
    LOST_PROCESSING = "LostProcessing"
    DAMAGE = "Damage"
    MEMBERSHIP = "Membership"
    OTHER = "Other"


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a fee, never changed once written. `amount` is signed: what it adds to what remains."""

    kind: EntryKind
    amount: Money
    at: datetime
    by: str
    """The opaque id of who wrote it."""
    method: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Fee:
    """What a patron owes, as the entries that make it up; what remains is their sum and is never stored."""

    iri: str
    tenant: str
    patron: str | None
    """None once anonymised: nothing remains then."""
    type: FeeType
    entries: tuple[Entry, ...]
    item: str | None = None
    loan: str | None = None
    revision: int = 0

    @property
    def remaining(self) -> Money:
        """What is still owed; never less than nothing."""
        return Money(sum(each.amount.minor for each in self.entries), self.entries[0].amount.currency)
