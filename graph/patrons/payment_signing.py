"""What library and provider sign for each other: HMAC-SHA256 with the secret they share, over one text each way.

The two texts begin differently, so that a signature which a reader sees in a link is never one of a notification.
"""

from __future__ import annotations

import hmac
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Final
from urllib.parse import urlencode

from mappings.money import Money

_ORDER: Final = b"catalograph-payment\n"
_NOTIFICATION: Final = b"catalograph-notification\n"


@dataclass(frozen=True, slots=True)
class Order:
    """What a provider is told: nothing of the reader."""

    library: str
    reference: str
    amount: Money
    expires: datetime
    back: str
    """Where the reader is led afterwards."""

    @property
    def parameters(self) -> Mapping[str, str]:
        """The parameters of the link, in the order in which they are signed."""
        amount, _, currency = str(self.amount).partition(" ")
        return {
            "library": self.library,
            "reference": self.reference,
            "amount": amount,
            "currency": currency,
            "expires": self.expires.isoformat(timespec="seconds"),
            "return": self.back,
        }


def return_address(base: str, library: str, reference: str) -> str:
    """The page of a library on which a payment ends, its addresses beginning with `base`."""
    return f"{base}{library}/account/payment?reference={reference}"


def order_signature(secret: str, order: Order) -> str:
    """The signature of what a provider is told: each parameter a line, `name=value`."""
    return _signature(secret, _ORDER, "\n".join(f"{name}={value}" for name, value in order.parameters.items()).encode())


def signed_address(provider: str, secret: str, order: Order) -> str:
    """The link to a provider's page with everything it is told, signed."""
    parameters = {**order.parameters, "signature": order_signature(secret, order)}
    return f"{provider}{'&' if '?' in provider else '?'}{urlencode(parameters)}"


def notification_signature(secret: str, body: bytes) -> str:
    """The signature of a notification: over its body, octet by octet."""
    return _signature(secret, _NOTIFICATION, body)


def is_signed(secret: str, body: bytes, signature: str) -> bool:
    """Whether a notification is signed with the secret. Takes as long whatever is wrong."""
    return hmac.compare_digest(notification_signature(secret, body).encode(), signature.strip().lower().encode())


def _signature(secret: str, kind: bytes, text: bytes) -> str:
    return hmac.new(secret.encode(), kind + text, sha256).hexdigest()
