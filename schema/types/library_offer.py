"""Members of a library's networks that can be asked for a work."""

from __future__ import annotations

import strawberry

from graph.workflows.interlending.routing import Offer
from schema.ask import Ask
from schema.fields import attribute
from schema.scalars import IRI, DateTime
from schema.types.fee import Money, money_of
from schema.types.partner import Partner, partner_of


@strawberry.type(description="A member of the library's networks that can be asked for a work.")
class LibraryOffer:
    """A member of the library's networks that can be asked for a work."""

    partner: Partner = attribute("The member.")
    instance: IRI = attribute("The edition that it has.")
    available: int = attribute("How many copies can be had now.")
    expected: DateTime | None = attribute("When the next is back, where none can be had now and that is known.")
    days: int | None = attribute("How many days one from there is on its way; null where nobody has said.")
    load: int = attribute("How many requests of others it has to answer.")
    fee: Money | None = attribute("What a loan costs there; null where nothing.")
    says: list[str] = attribute("What counted, in the order in which it counts.")


def offer_of(found: Offer, ask: Ask) -> LibraryOffer:
    """An offer for the API."""
    chance = found.chance
    return LibraryOffer(
        partner=partner_of(found.partner, 0, ask),
        instance=IRI(found.instance),
        available=chance.available,
        expected=None if chance.expected is None else DateTime(chance.expected),
        days=chance.days,
        load=chance.load,
        fee=None if chance.fee is None else money_of(chance.fee),
        says=list(found.says),
    )
