"""The address of ISO 18626: a message is sent to `/{tenant}/iso18626` with POST, and answered with its confirmation.

A partner shows the key that the library gave it in the header `Authorization: Bearer`, or in the message's
`requestingAgencyAuthentication/securityCode` where its system can send no header.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import ClassVar, Final

from starlette.requests import Request as HttpRequest
from starlette.responses import Response
from starlette.routing import Route

from app.auth.bearer import bearer_token
from app.protocols.graphql.body import BadRequest, whole_body
from app.protocols.graphql.gate import Gate
from app.protocols.replies import EVERY_METHOD, MethodUnknown
from graph.access.model import InvalidToken
from graph.tenants.model import UnknownTenant
from mappings.errors import CatalographError
from mappings.iso18626.codes import ErrorType
from mappings.iso18626.messages import Confirmation, Message
from mappings.iso18626.reading import MessageError, read
from mappings.iso18626.writing import written

_MOST_OCTETS: Final = 100_000
_XML: Final = "application/xml; charset=utf-8"
_HEADERS: Final = {"Cache-Control": "no-store"}
_MORE: Final[Mapping[int, dict[str, str]]] = {401: {"WWW-Authenticate": "Bearer"}, 405: {"Allow": "POST"}}
_AUTHENTICATION: Final = "requestingAgencyAuthentication"


class UnknownSender(CatalographError):
    """Whoever sends a message is no partner of the library, or shows the wrong key."""

    code: ClassVar[str] = "UNKNOWN_SENDER"
    hint: ClassVar[str] = "An administrator of the library gives partners their keys."


class Iso18626Endpoint:
    """Takes messages of other libraries."""

    def __init__(self, gate: Gate, clock: Callable[[], datetime]) -> None:
        self._gate, self._clock = gate, clock

    def route(self) -> Route:
        """Where it is."""
        return Route("/{tenant}/iso18626", self.__call__, methods=EVERY_METHOD)

    async def __call__(self, http: HttpRequest) -> Response:
        """Answer one message."""
        http.scope["catalograph.operation"] = "iso18626"
        message: Message | None = None
        try:
            if http.method != "POST":
                raise MethodUnknown("A message is sent with POST.")
            message = read(await whole_body(http, _MOST_OCTETS))
            key = bearer_token(http.headers.get("authorization")) or message.header.code
            answer = await self._gate.wait(self._take, http.path_params["tenant"], key, message)
        except CatalographError as error:
            return self._refused(error, message)
        return Response(written(answer), 200, _HEADERS, _XML)

    def _take(self, tenant: str, key: str, message: Message) -> Confirmation:
        services = self._gate.services
        try:
            slug = services.tenants.tenant(tenant).slug
        except UnknownTenant:
            raise UnknownSender("There is no such partner here.") from None
        partner = services.partners.showing(slug, key) if key else None
        if partner is None:
            raise UnknownSender("There is no such partner here.")
        return services.interlending.taking.take(slug, partner, message)

    def _refused(self, error: CatalographError, message: Message | None) -> Response:
        status, type_, value, kind = _named(error)
        answer = Confirmation(message, self._clock(), type_, value, kind)
        return Response(written(answer), status, _HEADERS | _MORE.get(status, {}), _XML)


def _named(error: CatalographError) -> tuple[int, ErrorType, str, str]:
    """The HTTP status of what was not taken, and how the standard names it. What can be confirmed is answered with 200:
    sending it again would not help.
    """
    match error:
        case MessageError():
            return (200 if error.kind in _ANSWERED else 400), error.type, error.value[:200], _kind(error.kind)
        case UnknownSender() | InvalidToken():
            return 401, ErrorType.UNRECOGNISED_VALUE, _AUTHENTICATION, ""
        case BadRequest():
            return error.status, ErrorType.BADLY_FORMED, error.code, ""
        case _:  # above all while the store is away: it may be sent again
            return 503, ErrorType.BADLY_FORMED, error.code, ""


_ANSWERED: Final = frozenset({"request", "supplyingAgencyMessage", "requestingAgencyMessage"})


def _kind(kind: str) -> str:
    return kind if kind in _ANSWERED else ""
