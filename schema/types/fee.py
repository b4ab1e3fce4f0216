"""What a patron owes, entry by entry."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, Annotated

import strawberry

from graph.patrons.model import EntryKind as Kind
from graph.patrons.model import Fee as KnownFee
from graph.patrons.model import FeeType as Type
from mappings.money import DECIMALS
from mappings.money import Money as Amount
from schema.ask import Ask
from schema.fields import attribute, choice, reading, relation
from schema.ids import Naming, make_id
from schema.scalars import DateTime
from schema.types.resource import Node

if TYPE_CHECKING:
    from schema.types.item import Item


@strawberry.type(description="An amount of money.")
class Money:
    """An amount of money."""

    amount: str = attribute("The amount with a point, as `0.50`; negative amounts begin with a hyphen.")
    currency: str = attribute("The currency (ISO 4217).")


@strawberry.enum(description="What a fee is for.")
class FeeType(Enum):
    """What a fee is for."""

    LENDING = choice(Type.LENDING, "A loan, by the lending rules.")
    OVERDUE = choice(Type.OVERDUE, "A late return.")
    LOST_ITEM = choice(Type.LOST_ITEM, "The price of a lost item.")
    LOST_PROCESSING = choice(Type.LOST_PROCESSING, "The work that a lost item makes.")
    DAMAGE = choice(Type.DAMAGE, "Damage.")
    MEMBERSHIP = choice(Type.MEMBERSHIP, "Membership.")
    OTHER = choice(Type.OTHER, "Anything else.")


@strawberry.enum(description="What an entry does to what remains of a fee.")
class EntryKind(Enum):
    """What an entry does to what remains of a fee."""

    CHARGE = choice(Kind.CHARGE, "It makes the fee.")
    PAY = choice(Kind.PAY, "Money was taken.")
    WAIVE = choice(Kind.WAIVE, "A part was let go.")
    TRANSFER = choice(Kind.TRANSFER, "A part was moved to another ledger.")
    REFUND = choice(Kind.REFUND, "Money was given back.")
    CREDIT = choice(Kind.CREDIT, "A credit was set against it.")
    CANCEL = choice(Kind.CANCEL, "What remained was taken back.")


@strawberry.type(description="One line of a fee, never changed once written.")
class FeeEntry:
    """One line of a fee."""

    kind: EntryKind = attribute("What it does.")
    amount: Money = attribute("What it adds to what remains.")
    at: DateTime = attribute("When it was written.")
    method: str | None = attribute("How it was paid.")
    note: str | None = attribute("Why, or where to.")


@strawberry.type(description="Something a patron owes or owed. What remains is the sum of its entries.")
class Fee(Node):
    """Something a patron owes or owed."""

    known: strawberry.Private[KnownFee]
    type: FeeType = attribute("What it is for.")
    remaining: Money = attribute("What is still owed.")
    entries: list[FeeEntry] = attribute("Its entries, the oldest first.")

    @reading()
    def id(self) -> strawberry.ID:
        """The global id."""
        return make_id(Naming.FEE, self.known.iri)

    @relation()
    @staticmethod
    def item(parents: list[Fee], ask: Ask) -> list[Annotated[Item, strawberry.lazy("schema.types.item")] | None]:
        """The item it is about; null where none is, or the caller may not read it."""
        from schema.types.loan import items_lent

        return items_lent([each.known.item for each in parents], ask)


def money_of(amount: Amount) -> Money:
    """An amount for the API."""
    text, _, currency = str(amount).partition(" ")
    return Money(amount=text, currency=currency)


def amount_of(amount: str, currency: str) -> Amount:
    """The amount an input names. Raises `InvalidMoney`."""
    return Amount.read(amount.strip(), currency.strip().upper() if currency.strip().upper() in DECIMALS else currency)


def fee_of(known: KnownFee) -> Fee:
    """A fee for the API."""
    return Fee(
        known=known,
        type=FeeType(known.type),
        remaining=money_of(known.remaining),
        entries=[
            FeeEntry(
                kind=EntryKind(each.kind),
                amount=money_of(each.amount),
                at=DateTime(each.at),
                method=each.method or None,
                note=each.note or None,
            )
            for each in known.entries
        ],
    )
