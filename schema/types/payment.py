"""Where readers pay online, and what was refused of what a provider said."""

from __future__ import annotations

import strawberry

from graph.patrons.payment_model import Refusal
from graph.tenants.payment_provider import PaymentProvider as Known
from schema.ask import Ask
from schema.fields import attribute, relation
from schema.scalars import DateTime, Revision
from schema.types.fee import Money, money_of
from schema.types.patron import Patron, patrons_by_iri


@strawberry.type(description="Where readers of a library pay online. The secret that is shared with it is never told.")
class PaymentProvider:
    """Where readers of a library pay online."""

    address: str = attribute("The address of its page.")
    revision: Revision = attribute("What a change must name.")


@strawberry.type(description="What a provider said of a payment and was not taken: money may have to be given back.")
class PaymentRefusal:
    """What a provider said of a payment and was not taken."""

    known: strawberry.Private[Refusal]
    at: DateTime = attribute("When.")
    code: str = attribute("Why, as the reference of errors has it, such as `PAYMENT_DIFFERS`.")
    reference: str = attribute("The reference of the payment, as the provider named it.")
    amount: Money | None = attribute("The amount it named; null where that can't be believed.")
    transaction: str | None = attribute("What the provider calls the transaction.")

    @relation()
    @staticmethod
    def patron(parents: list[PaymentRefusal], ask: Ask) -> list[Patron | None]:
        """Who began the payment; null where there is none of this reference, or the caller may not read patrons."""
        payers = ask.services.payments.payers(ask.actor, [each.known.reference for each in parents])
        return patrons_by_iri(payers, ask)


def provider_of(known: Known) -> PaymentProvider:
    """A provider for the API, without its secret."""
    return PaymentProvider(address=known.address, revision=Revision(str(known.revision)))


def refusal_of(known: Refusal) -> PaymentRefusal:
    """A refusal for the API."""
    return PaymentRefusal(
        known=known,
        at=DateTime(known.at),
        code=known.code,
        reference=known.reference,
        amount=None if known.amount is None else money_of(known.amount),
        transaction=known.transaction or None,
    )
