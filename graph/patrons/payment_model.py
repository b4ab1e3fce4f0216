"""Payments that readers make online, what a provider says of them, and every way in which that is refused."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import ClassVar, Final

import orjson

from graph.patrons.model import PatronError
from mappings.money import InvalidMoney, Money

_TRANSACTION: Final = re.compile(r"[A-Za-z0-9._:/-]{1,100}")


class PaymentState(StrEnum):
    """How far a payment is. Only the provider's word makes it anything but open."""

    OPEN = "Open"
    PAID = "Paid"
    FAILED = "Failed"


@dataclass(frozen=True, slots=True)
class Payment:
    """What a reader set out to pay: which fees, how much together, until when. `reference` is all a provider learns."""

    iri: str
    tenant: str
    patron: str
    fees: tuple[str, ...]
    amount: Money
    begun: datetime
    expires: datetime
    state: PaymentState = PaymentState.OPEN
    transaction: str = ""
    """What the provider calls it, once paid."""
    revision: int = 0

    @property
    def reference(self) -> str:
        """The opaque end of its name."""
        return self.iri.rpartition("/")[2]

    def is_over(self, now: datetime) -> bool:
        """Whether its time is over."""
        return now >= self.expires


@dataclass(frozen=True, slots=True)
class Notification:
    """What a provider says of a payment: that it was paid, or will not be."""

    reference: str
    paid: bool
    amount: Money
    transaction: str = ""


@dataclass(frozen=True, slots=True)
class Refusal:
    """A provider's word that was refused, kept for staff: money may have been taken. `code` is the refusal's."""

    iri: str
    reference: str
    code: str
    at: datetime
    amount: Money | None = None
    transaction: str = ""


class PaymentRefused(PatronError):
    """A payment can't be begun, or a provider's word on one is not taken."""

    code: ClassVar[str] = "PAYMENT_REFUSED"


class NoPaymentProvider(PaymentRefused):
    """The library has named no provider to pay at online."""

    code: ClassVar[str] = "NO_PAYMENT_PROVIDER"
    hint: ClassVar[str] = "Pay at the desk. An administrator names a provider with `paymentProviderSet`."


class TooManyPayments(PaymentRefused):
    """A reader has begun many payments and finished none of them."""

    code: ClassVar[str] = "TOO_MANY_PAYMENTS"
    hint: ClassVar[str] = "Finish one, or wait until they are over."


class UnknownPayment(PaymentRefused):
    """There is no payment of this reference in this library for whoever asks."""

    code: ClassVar[str] = "UNKNOWN_PAYMENT"
    hint: ClassVar[str] = "Check the reference, and the library in the address."


class WrongSignature(PaymentRefused):
    """A notification that is not signed with the secret that library and provider share."""

    code: ClassVar[str] = "WRONG_SIGNATURE"
    hint: ClassVar[str] = "How to sign is in docs/how-to/public-pages.md, with an example."


class BadNotification(PaymentRefused):
    """A notification that is signed and can't be read."""

    code: ClassVar[str] = "BAD_NOTIFICATION"
    hint: ClassVar[str] = "What it consists of is in docs/how-to/public-pages.md, with an example."


class PaymentDiffers(PaymentRefused):
    """A notification of another amount or currency, or about another payment than its address names."""

    code: ClassVar[str] = "PAYMENT_DIFFERS"


class PaymentExpired(PaymentRefused):
    """The time of a payment was over before it was paid."""

    code: ClassVar[str] = "PAYMENT_EXPIRED"
    hint: ClassVar[str] = "Give the money back: what is owed is as it was."


class PaidTwice(PaymentRefused):
    """A payment was paid before, by another transaction."""

    code: ClassVar[str] = "PAID_TWICE"
    hint: ClassVar[str] = "Give the money of the second transaction back."


class PaymentClosed(PaymentRefused):
    """A payment was said to have failed before."""

    code: ClassVar[str] = "PAYMENT_CLOSED"
    hint: ClassVar[str] = "Give the money back: what is owed is as it was."


class AlreadySettled(PaymentRefused):
    """The fees of a payment were settled in another way meanwhile, such as at the desk."""

    code: ClassVar[str] = "ALREADY_SETTLED"
    hint: ClassVar[str] = "Give the money back: less is owed than was paid."


def read_notification(body: bytes) -> Notification:
    """What a signed notification says. Raises `BadNotification`."""
    try:
        said = orjson.loads(body)
    except orjson.JSONDecodeError:
        raise BadNotification("The notification is not JSON.") from None
    if not isinstance(said, dict):
        raise BadNotification("The notification is not a JSON object.")
    texts = {name: said.get(name, "") for name in ("reference", "state", "amount", "currency", "transaction")}
    if any(not isinstance(each, str) for each in texts.values()):
        raise BadNotification("Everything in a notification is a string.")
    if texts["state"] not in {"paid", "failed"}:
        raise BadNotification("The state of a notification is “paid” or “failed”.")
    paid = texts["state"] == "paid"
    if not (_TRANSACTION.fullmatch(texts["transaction"]) or (texts["transaction"] == "" and not paid)):
        raise BadNotification("A transaction has 1 to 100 letters, digits and signs of . _ : / -.")
    try:
        amount = Money.read(texts["amount"], texts["currency"])
    except InvalidMoney as error:
        raise BadNotification(error.message) from None
    return Notification(texts["reference"], paid, amount, texts["transaction"])
