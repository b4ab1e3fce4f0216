"""The address of NCIP: a message is sent to `/{tenant}/ncip` with POST, and answered with one.

The token of an account that lends in that library goes in the header `Authorization: Bearer`, or where a system can't
send one, in `FromAgencyAuthentication`. `?point=desk` says at which service point what is lent and taken back is.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Final

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from app.auth.bearer import NoSuchLibrary, actor_of, bearer_token
from app.protocols.counter import Counter, point_of
from app.protocols.graphql.body import BadRequest, whole_body
from app.protocols.graphql.gate import Gate
from app.protocols.ncip.messages import Element, Message, NoMessage, element, problem, read, written
from app.protocols.ncip.problems import problems
from app.protocols.ncip.services import AT_A_POINT, SERVICES
from app.protocols.replies import EVERY_METHOD, MethodUnknown
from app.protocols.sessions import address_of
from graph.access.model import AccessError, InvalidToken
from graph.store.errors import Unavailable
from mappings.errors import CatalographError
from schema.running.limits import RequestTimeout

_LOG: Final = logging.getLogger("catalograph.ncip")
_MOST_OCTETS: Final = 100_000
_XML: Final = "application/xml; charset=utf-8"
_HEADERS: Final = {"Cache-Control": "no-store"}
_MORE: Final[Mapping[int, dict[str, str]]] = {401: {"WWW-Authenticate": "Bearer"}, 405: {"Allow": "POST"}}


class NcipEndpoint:
    """Answers other circulation systems."""

    def __init__(self, gate: Gate, clock: Callable[[], datetime]) -> None:
        self._gate, self._clock = gate, clock

    def route(self) -> Route:
        """Where it is."""
        return Route("/{tenant}/ncip", self.__call__, methods=EVERY_METHOD)

    async def __call__(self, http: Request) -> Response:
        """Answer one message."""
        http.scope["catalograph.operation"] = "ncip"
        try:
            if http.method != "POST":
                raise MethodUnknown("A message is sent with POST.")
            message = read(await whole_body(http, _MOST_OCTETS))
            token = bearer_token(http.headers.get("authorization")) or _token_in(message)
            asked = token, http.path_params["tenant"], http.query_params.get("point", ""), message, address_of(http)
            body = await self._gate.wait(self._answer, *asked)
        except CatalographError as error:
            status, type_ = _named(error)
            headers = _HEADERS | _MORE.get(status, {})
            return Response(written([problem(type_, error.message)]), status, headers, _XML)
        return Response(body, 200, _HEADERS, _XML)

    def _answer(self, token: str, tenant: str, code: str, message: Message, address: str) -> bytes:
        if not token:
            raise InvalidToken("This needs a token.")
        services = self._gate.services
        actor = actor_of(services, token, None, tenant)
        point = point_of(services, actor, code, or_any=message.service not in AT_A_POINT)
        counter = Counter(services, actor, point, self._clock())
        service = SERVICES.get(message.service)
        if service is None:
            return written([problem("Unsupported Service", f"{message.service} is not offered here.")])
        try:
            content = service(counter, message, address)
        except CatalographError as error:
            content = list(problems(error))
        return written(element(f"{message.service}Response", _header(message), *content))


def _token_in(message: Message) -> str:
    return message.text("InitiationHeader", "FromAgencyAuthentication")


def _header(message: Message) -> Element | None:
    """Who answers whom, where the message said so."""
    asking = message.text("InitiationHeader", "FromAgencyId", "AgencyId")
    asked = message.text("InitiationHeader", "ToAgencyId", "AgencyId")
    if not asking or not asked:
        return None
    ours, theirs = element("AgencyId", asked), element("AgencyId", asking)
    return element("ResponseHeader", element("FromAgencyId", ours), element("ToAgencyId", theirs))


def _named(error: CatalographError) -> tuple[int, str]:
    """The HTTP status of what was not answered at all, and the type of the problem."""
    match error:
        case NoMessage():
            return 400, "Invalid Message Syntax Error"
        case InvalidToken():
            return 401, "Agency Authentication Failed"
        case NoSuchLibrary():
            return 404, "Unknown Agency"
        case AccessError():
            return 403, "Unauthorized Service For Agency"
        case RequestTimeout() | Unavailable():
            return 503, "Temporary Processing Failure"
        case BadRequest():
            return error.status, error.code
        case _:
            return 422, error.code
