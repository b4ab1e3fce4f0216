"""`paymentProviderSet`, `paymentProviderTry`: where readers of a library pay online, and whether that works."""

from __future__ import annotations

import strawberry

from schema.ask import Ask
from schema.errors import UserError
from schema.fields import attribute, relation
from schema.mutations.fees import MoneyInput
from schema.mutations.payload import USER_ERRORS, attempt, last_event
from schema.mutations.places import revision_in
from schema.scalars import Revision
from schema.types.fee import amount_of
from schema.types.payment import PaymentProvider, provider_of


@strawberry.input(description="Where readers pay online.")
class PaymentProviderSetInput:
    """Where readers pay online."""

    address: str | None = strawberry.field(
        default=None, description="The address of the provider's page, with https://. Absent: nobody pays online."
    )
    secret: str | None = strawberry.field(
        default=None,
        description="What library and provider sign with: 32 to 200 characters of ASCII, told by no answer. Absent: "
        "the one that is there stays.",
    )
    if_revision: Revision | None = strawberry.field(
        default=None, description="The revision the caller saw; absent while there is none."
    )


@strawberry.input(description="A small payment by which the provider is tried.")
class PaymentProviderTryInput:
    """A small payment by which the provider is tried."""

    amount: MoneyInput = strawberry.field(description="How much, in a currency that the provider takes.")


@strawberry.type(description="Where readers pay online now, or why nothing was changed.")
class PaymentProviderPayload:
    """Where readers pay online now."""

    provider: PaymentProvider | None = attribute("The provider; null where there is none now.", default=None)
    user_errors: list[UserError] = USER_ERRORS

    @relation()
    @staticmethod
    def event(parents: list[PaymentProviderPayload], ask: Ask) -> list[int | None]:
        """The number of an event that includes it."""
        return last_event(parents, ask)


def payment_provider_set(input: PaymentProviderSetInput, ask: Ask) -> PaymentProviderPayload:
    """Name the payment provider of the acting library, or take it away."""
    providers = ask.services.payment_providers

    def command() -> PaymentProviderPayload:
        seen = revision_in(input.if_revision)
        if input.address is None:
            providers.remove(ask.actor, seen)
            return PaymentProviderPayload(user_errors=[])
        made = providers.put(ask.actor, input.address, input.secret, seen)
        return PaymentProviderPayload(provider=provider_of(made), user_errors=[])

    return attempt(ask, command, lambda errors: PaymentProviderPayload(user_errors=errors))


def payment_provider_try(input: PaymentProviderTryInput, ask: Ask) -> PaymentProviderPayload:
    """Begin a payment of nobody, by which the provider of the acting library is tried."""

    def command() -> PaymentProviderPayload:
        ask.services.payment_trials.begin(ask.actor, amount_of(input.amount.amount, input.amount.currency))
        known = ask.services.payment_providers.administered(ask.actor)
        return PaymentProviderPayload(provider=None if known is None else provider_of(known), user_errors=[])

    return attempt(ask, command, lambda errors: PaymentProviderPayload(user_errors=errors))
