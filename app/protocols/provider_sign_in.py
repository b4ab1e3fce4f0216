"""Signing in by an OpenID Connect provider over HTTP: the way to it, `/sign-in/provider`, and back.

It is for browsers: whoever is refused sees a page with a sentence and a way out.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Final

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from app.auth.attempt import Attempts
from app.auth.cookies import drop_attempt, keep_attempt, keep_session, kept_attempt
from app.auth.id_token import IdTokenRefused
from app.auth.openid import OpenIdClient, ProviderAway, ProviderRefused
from app.auth.page import LEAVE_PATH, PROVIDER_PATH, not_signed_in_page
from app.auth.provider import CALLBACK, Provider
from app.protocols.graphql.gate import Gate
from app.protocols.sessions import address_of, end
from app.protocols.sign_in import html
from graph.access.model import AccessError
from graph.access.provider_sign_in import ATTEMPT_LASTS
from graph.access.sessions import Begun
from graph.store.errors import Unavailable
from mappings.errors import CatalographError

_LOG: Final = logging.getLogger("catalograph.sign-in")
_PRIVATE: Final = {"Cache-Control": "no-store", "Referrer-Policy": "no-referrer"}
"""The address of the answer holds a code: no other page learns of it."""
_MOST: Final = 8_000
"""Characters of an answer's query."""


class ProviderPages:
    """The addresses to and from the provider."""

    def __init__(self, gate: Gate, provider: Provider, clock: Callable[[], datetime]) -> None:
        self._gate, self._provider, self._clock = gate, provider, clock
        self._client = OpenIdClient(provider, clock)
        self._attempts = Attempts(provider.secret)

    def routes(self) -> list[Route]:
        """Where they are."""
        return [
            Route(PROVIDER_PATH, self.leave, methods=["GET"]),
            Route(CALLBACK, self.come_back, methods=["GET"]),
            Route(LEAVE_PATH, self.sign_out_there, methods=["GET"]),
        ]

    async def leave(self, http: Request) -> Response:
        """Send the browser to the provider; afterwards it goes to the path in `return`."""
        attempt = self._attempts.begin(self._clock(), http.query_params.get("return"))
        try:
            response = RedirectResponse(await self._client.address(attempt), 303, _PRIVATE)
        except CatalographError as error:
            return self._refused(http, error)
        keep_attempt(http, response, self._attempts.sealed(attempt), int(ATTEMPT_LASTS.total_seconds()))
        return response

    async def sign_out_there(self, http: Request) -> Response:
        """Send the browser to where people sign out at the provider. What is open here stays open."""
        try:
            return RedirectResponse(await self._client.address_to_sign_out(), 303, _PRIVATE)
        except CatalographError as error:
            return self._refused(http, error)

    async def come_back(self, http: Request) -> Response:
        """Begin a session for whom the provider let in; the one that the browser had ends."""
        try:
            begun, back = await self._begin(http)
        except CatalographError as error:
            return self._refused(http, error)
        await end(self._gate, http)
        response = RedirectResponse(back, 303, _PRIVATE)
        drop_attempt(http, response)
        keep_session(http, response, begun.secret)
        return response

    async def _begin(self, http: Request) -> tuple[Begun, str]:
        answer = http.query_params if len(http.url.query) <= _MOST else {}
        attempt = self._attempts.opened(kept_attempt(http), answer.get("state"), self._clock())
        service, address = self._gate.services.provider_sign_in, address_of(http)
        service.begin(address)
        try:
            claims: Mapping[str, object] = await self._client.claims(answer, attempt)
            begun = await self._gate.wait(service.sign_in, claims, attempt.name)
        except (ProviderRefused, IdTokenRefused):  # it counts as a wrong password does
            raise
        except CatalographError:
            service.let_off(address)
            raise
        service.let_off(address)
        return begun, attempt.back

    def _refused(self, http: Request, error: CatalographError) -> Response:
        reason = getattr(error, "reason", "")
        said = f"{error.code} ({reason})" if reason else error.code
        request = {"request": http.scope["catalograph.request"]}
        _LOG.warning("sign-in by the provider refused: %s", said, extra=request)
        told = f"{error.message} {error.way_out}".strip()
        response = html(not_signed_in_page(told, self._provider.button), _status(error))
        response.headers.update(_PRIVATE)
        drop_attempt(http, response)
        return response


def _status(error: CatalographError) -> int:
    if isinstance(error, ProviderAway | Unavailable):
        return 503
    return 403 if isinstance(error, AccessError) else 400
