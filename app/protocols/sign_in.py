"""Signing in and out over HTTP: `/sign-in` and `/sign-out`, for pages (forms) and for programs (JSON).

A program posts `{"username", "password"}`, with `code` in place of `password` where it has one, and `newPassword` to
set another. For a patron of a library it posts `barcode` in place of `username`, to `/{tenant}/sign-in`. It is answered
`{"account", "name", "expires"}` and the cookie.
"""

from __future__ import annotations

from typing import Any, Final

import orjson
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from app.auth.cookies import check_origin, drop_session, keep_session, session_secret
from app.auth.page import PROVIDER_PATH, policy, sign_in_page, signed_in_page
from app.auth.provider import Provider
from app.protocols.exchange import refusal
from app.protocols.graphql.body import BadRequest, UnsupportedMedia, form_of, whole_body
from app.protocols.graphql.gate import Gate
from app.protocols.graphql.media import content_type
from app.protocols.sessions import begin, end, refused_slowly
from graph.access.model import AccessError, Actor
from graph.access.sessions import Begun, SessionOver
from mappings.errors import CatalographError

_MOST_OCTETS: Final = 10_000
_FORM: Final = "application/x-www-form-urlencoded"


class SignInPages:
    """The addresses to sign in and out."""

    def __init__(self, gate: Gate, *, provider: Provider | None = None, by_name: bool = True) -> None:
        self._gate = gate
        self._button = "" if provider is None else provider.button
        self._by_name = by_name

    def routes(self) -> list[Route]:
        """Where they are."""
        return [
            Route("/sign-in", self.page, methods=["GET"]),
            Route("/sign-in", self.sign_in, methods=["POST"]),
            Route("/{tenant}/sign-in", self.sign_in, methods=["POST"]),
            Route("/sign-out", self.sign_out, methods=["POST"]),
        ]

    async def page(self, http: Request) -> Response:
        """The form; for somebody who is signed in, how to sign out. As JSON, for pages of their own: the ways in."""
        if "application/json" in http.headers.get("accept", ""):
            provider = {"address": PROVIDER_PATH, "label": self._button} if self._button else None
            ways = orjson.dumps({"byName": self._by_name, "provider": provider})
            return Response(ways, 200, {"Cache-Control": "no-store"}, "application/json")
        actor = await self._gate.work(self._present, session_secret(http))
        return html(self._form() if actor is None else signed_in_page(actor.name))

    async def sign_in(self, http: Request) -> Response:
        """Begin a session; the one that the browser had ends."""
        try:
            check_origin(http)
            async with refused_slowly():
                begun = await begin(self._gate, http, await _given(http))
        except AccessError as error:
            return html(self._form(error.message), 403) if _is_form(http) else refusal(error, http)
        except CatalographError as error:
            return refusal(error, http)
        response = RedirectResponse("/sign-in", 303) if _is_form(http) else await self._told(begun)
        response.headers["Cache-Control"] = "no-store"
        keep_session(http, response, begun.secret)
        return response

    async def sign_out(self, http: Request) -> Response:
        """End the session, or with `everywhere` every one of its account."""
        try:
            check_origin(http)
            given = await _given(http) if http.headers.get("content-type") else {}
            await end(self._gate, http, everywhere=bool(given.get("everywhere")))
        except CatalographError as error:
            return refusal(error, http)
        response = RedirectResponse("/sign-in", 303) if _is_form(http) else Response(status_code=204)
        drop_session(http, response)
        return response

    def _form(self, message: str = "") -> str:
        return sign_in_page(message, self._button, by_name=self._by_name)

    def _present(self, secret: str | None) -> Actor | None:
        try:
            return None if secret is None else self._gate.services.sign_in.sessions.resume(secret)[0]
        except SessionOver:
            return None

    async def _told(self, begun: Begun) -> Response:
        actor = await self._gate.work(self._present, begun.secret)
        body = {
            "account": begun.session.account,
            "name": "" if actor is None else actor.name,
            "expires": begun.session.ends.isoformat(),
        }
        return Response(orjson.dumps(body), 200, media_type="application/json")


async def _given(http: Request) -> dict[str, str]:
    media, _ = content_type(http.headers.get("content-type"))
    body = await whole_body(http, _MOST_OCTETS)
    if media == _FORM:
        return form_of(body)
    if media != "application/json":
        raise UnsupportedMedia("Signing in takes a form or JSON.")
    try:
        found: Any = orjson.loads(body or b"{}")
    except orjson.JSONDecodeError:
        raise BadRequest("This is not JSON.") from None
    if not isinstance(found, dict) or not all(isinstance(value, str | bool) for value in found.values()):
        raise BadRequest("Signing in takes an object of texts.")
    return {name: value if isinstance(value, str) else "1" * value for name, value in found.items()}


def _is_form(http: Request) -> bool:
    return content_type(http.headers.get("content-type"))[0] == _FORM


def html(text: str, status: int = 200) -> Response:
    """A page to sign in or out on."""
    # With `no-referrer` a browser would send no origin with the form.
    headers = {"Cache-Control": "no-store", "Content-Security-Policy": policy(), "Referrer-Policy": "same-origin"}
    return HTMLResponse(text, status, headers)
