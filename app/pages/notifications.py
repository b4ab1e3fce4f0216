"""What a payment provider tells a library: a signed notification about one payment. No session counts here."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import orjson
from starlette.requests import Request
from starlette.responses import Response

from app.protocols.exchange import status_of
from app.protocols.graphql.body import whole_body
from app.protocols.graphql.gate import Gate, refused, written
from graph.patrons.errors import StalePatron
from graph.patrons.payment_model import (
    BadNotification,
    PaymentRefused,
    PaymentState,
    UnknownPayment,
    WrongSignature,
)
from mappings.errors import CatalographError

SIGNATURE: Final = "catalograph-signature"
_MOST_OCTETS: Final = 4_000
_STATUS: Final[Mapping[type[CatalographError], int]] = {
    WrongSignature: 401,
    UnknownPayment: 404,
    BadNotification: 400,
    StalePatron: 503,  # somebody writes the same fees all the time: nothing is decided, and it may be sent again
}
_HEADERS: Final = {"Cache-Control": "no-store"}


class PaymentNotifications:
    """Takes notifications. Each is answered with the state of its payment, or with why it was refused."""

    def __init__(self, gate: Gate) -> None:
        self._gate = gate

    async def take(self, http: Request) -> Response:
        """Take one."""
        http.scope["catalograph.operation"] = "payment"
        try:
            body = await whole_body(http, _MOST_OCTETS)
            signature = http.headers.get(SIGNATURE, "")
            state = await self._gate.wait(self._taken, http.path_params, body, signature)
        except CatalographError as error:
            return Response(
                written(refused(error, http.scope["catalograph.request"])), _status(error), _HEADERS, "application/json"
            )
        said = {"reference": http.path_params["reference"], "state": state.value.lower()}
        return Response(orjson.dumps(said), 200, _HEADERS, "application/json")

    def _taken(self, path: Mapping[str, str], body: bytes, signature: str) -> PaymentState:
        services, about = self._gate.services, (path["tenant"], path["reference"])
        trial = services.payment_trials.notified(*about, body, signature)
        return (trial or services.payments.notified(*about, body, signature)).state


def _status(error: CatalographError) -> int:
    found = _STATUS.get(type(error))
    if found is not None:
        return found
    return 409 if isinstance(error, PaymentRefused) else status_of(error)
