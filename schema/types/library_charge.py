"""What members of a network charge each other for what they lend."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Annotated

import strawberry

from graph.workflows.interlending.owing import Owed
from schema.ask import Ask
from schema.fields import attribute, relation
from schema.scalars import DateTime
from schema.types.fee import FeeType, Money, money_of
from schema.types.partner import Partner, partners_of

if TYPE_CHECKING:
    from schema.types.library_request import LibraryRequest


@strawberry.type(description="Something that one library charged another. What was noted with it stays with who lends.")
class LibraryCharge:
    """Something that one library charged another."""

    known: strawberry.Private[Owed]
    type: FeeType = attribute("What it is for.")
    amount: Money = attribute("How much was charged.")
    remaining: Money = attribute("How much of it is still owed.")
    at: DateTime = attribute("When it was charged.")
    day: date = attribute("The day of that in the time zone of the acting tenant.")

    @relation()
    @staticmethod
    def partner(parents: list[LibraryCharge], ask: Ask) -> list[Partner | None]:
        """The other library; null where it is a partner no more."""
        known = {each.id: each for each in partners_of(ask.services.partners.seen(ask.actor), ask)}
        return [known.get(strawberry.ID(each.known.partner)) for each in parents]

    @relation()
    @staticmethod
    def request(
        parents: list[LibraryCharge], ask: Ask
    ) -> list[Annotated[LibraryRequest, strawberry.lazy("schema.types.library_request")] | None]:
        """What it was charged for; null where nothing is known of that any more."""
        from schema.types.library_request import request_of

        return [None if each.known.request is None else request_of(each.known.request) for each in parents]


def charge_of(known: Owed) -> LibraryCharge:
    """A charge for the API."""
    return LibraryCharge(
        known=known,
        type=FeeType(known.type),
        amount=money_of(known.amount),
        remaining=money_of(known.remaining),
        at=DateTime(known.at),
        day=known.day,
    )
