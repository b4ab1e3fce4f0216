"""Where readers pay online, and what was refused of what a provider said."""

from __future__ import annotations

from enum import Enum

import strawberry

from graph.patrons.payment_model import PaymentState as State
from graph.patrons.payment_model import Refusal
from graph.patrons.payment_trials import PaymentTrial as Trial
from graph.tenants.payment_provider import PaymentProvider as Known
from schema.ask import Ask
from schema.fields import attribute, choice, relation
from schema.scalars import DateTime, Revision
from schema.types.fee import Money, money_of
from schema.types.patron import Patron, patrons_by_iri


@strawberry.type(description="Where readers of a library pay online. The secret that is shared with it is never told.")
class PaymentProvider:
    """Where readers of a library pay online."""

    address: str = attribute("The address of its page.")
    revision: Revision = attribute("What a change must name.")

    @relation(cost=0)
    @staticmethod
    def notifications(parents: list[PaymentProvider], ask: Ask) -> list[str]:
        """Where it sends what it tells of a payment, with `{reference}` where the payment's reference belongs."""
        return [f"{ask.services.names.base}{ask.actor.tenant}/payments/{{reference}}"] * len(parents)

    @relation()
    @staticmethod
    def trial(parents: list[PaymentProvider], ask: Ask) -> list[PaymentTrial | None]:
        """The last payment by which it was tried; null where it never was."""
        found = ask.services.payment_trials.last(ask.actor)
        return [None if found is None else trial_of(found, ask)] * len(parents)


@strawberry.enum(description="How far a payment is. Only the provider's word makes it anything but open.")
class PaymentState(Enum):
    """How far a payment is."""

    OPEN = choice(State.OPEN, "The provider has not said what became of it.")
    PAID = choice(State.PAID, "The provider said that it was paid.")
    FAILED = choice(State.FAILED, "The provider said that it will not be paid.")


@strawberry.type(description="A payment of nobody, for no fee, by which a library tries its provider.")
class PaymentTrial:
    """A payment by which a library tries its provider."""

    reference: str = attribute("The reference of the payment.")
    amount: Money = attribute("How much.")
    begun_at: DateTime = attribute("When it was begun.")
    expires_at: DateTime = attribute("Until when it can be paid.")
    address: str | None = attribute("The signed link to the provider's page; null once it has ended.")
    state: PaymentState = attribute("How far it is.")
    code: str | None = attribute("Why the provider's last word was refused; null where it was not.")
    heard_at: DateTime | None = attribute("When the provider's last word came; null where none did.")


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


def trial_of(known: Trial, ask: Ask) -> PaymentTrial:
    """A trial for the API."""
    return PaymentTrial(
        reference=known.reference,
        amount=money_of(known.amount),
        begun_at=DateTime(known.begun),
        expires_at=DateTime(known.expires),
        address=ask.services.payment_trials.address(known),
        state=PaymentState(known.state),
        code=known.code or None,
        heard_at=None if known.heard is None else DateTime(known.heard),
    )


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
