"""The addresses of PAIA auth: patrons sign in at `/{tenant}/paia/auth/login`, and out, and change their password.

A token is the secret of a session, so it ends as every session does. No failure is answered before a moment has passed,
whatever it was.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final

import orjson
from starlette.requests import Request as HttpRequest
from starlette.responses import Response

from app.auth.bearer import actor_of
from app.protocols.graphql.body import BadRequest, UnsupportedMedia, form_of, whole_body
from app.protocols.graphql.gate import Claim, Gate
from app.protocols.graphql.media import content_type
from app.protocols.paia.core import HEADERS, SCOPES
from app.protocols.paia.documents import Json
from app.protocols.replies import (
    InvalidParameters,
    Kind,
    MethodUnknown,
    NoSuchMethod,
    NotSupported,
    claim_of,
    error_reply,
    preflight,
    reply,
)
from app.protocols.sessions import address_of, refused_slowly
from graph.access.model import Actor, Forbidden, InvalidToken
from graph.access.sessions import Begun
from graph.access.sign_in import SignInRefused
from mappings.errors import CatalographError

_KIND: Final = Kind(HEADERS, ("POST", "OPTIONS"), code_in_body=False)
_MOST_OCTETS: Final = 10_000
_NOT_OFFERED: Final = frozenset({"reset"})
CHANGE: Final = "change_password"


class PaiaAuth:
    """Signs patrons in and out."""

    def __init__(self, gate: Gate) -> None:
        self._gate = gate
        self._methods: Final = {"login": self._login, "logout": self._logout, "change": self._change}

    async def __call__(self, http: HttpRequest) -> Response:
        """Answer one request."""
        http.scope["catalograph.operation"] = "paia"
        if http.method == "OPTIONS":
            return preflight(_KIND)
        try:
            name = _checked(http, self._methods)
            claim, given = claim_of(http), await _given(http)
            async with refused_slowly():
                answer = await self._gate.wait(self._methods[name], claim, given, address_of(http))
        except CatalographError as error:
            return error_reply(http, _KIND, error, {})
        return reply(http, _KIND, answer, {})

    def _login(self, claim: Claim, given: dict[str, str], address: str) -> Json:
        if given.get("grant_type") != "password":
            raise InvalidParameters("Signing in is with grant_type=password.")
        sign_in = self._gate.services.sign_in
        begun = sign_in.sign_in(_needed(given, "username"), _needed(given, "password"), address)
        try:
            actor = actor_of(self._gate.services, None, begun.secret, claim.tenant)
            return self._begun(begun, self._card(actor))
        except CatalographError:  # not a patron of this library: answered as a wrong password is
            sign_in.sessions.end(begun.secret)
            raise SignInRefused(_WRONG) from None

    def _logout(self, claim: Claim, given: dict[str, str], _: str) -> Json:
        card = self._own(claim, given)[1]
        self._gate.services.sign_in.sessions.end(claim.session or "")
        return {"patron": card}

    def _change(self, claim: Claim, given: dict[str, str], address: str) -> Json:
        _needed(given, "patron")
        actor, card = self._own(claim, given)
        services, username = self._gate.services, _needed(given, "username")
        known = services.access.account_named(username)
        if known is None or known.id != actor.id:
            raise SignInRefused(_WRONG)
        old, new = _needed(given, "old_password"), _needed(given, "new_password")
        return self._begun(services.sign_in.change_password(username, old, new, address), card)

    def _own(self, claim: Claim, given: dict[str, str]) -> tuple[Actor, str]:
        """Whose session the token is of, and the number of their card. Raises `InvalidToken`, `Forbidden`."""
        if claim.session is None:
            raise InvalidToken("This needs the token of a sign-in.", hint="Sign in at login.")
        actor = self._gate.caller(claim).actor
        card = self._card(actor)
        if given.get("patron", card) != card:
            raise Forbidden("This token is for the account of somebody else.")
        return actor, card

    def _card(self, actor: Actor) -> str:
        found = self._gate.services.patrons.patrons(actor, [actor.patron]) if actor.patron is not None else [None]
        if found[0] is None:
            raise Forbidden("This account is no patron's here.")
        return found[0].barcode

    def _begun(self, begun: Begun, card: str) -> Json:
        session = begun.session
        lasts: datetime = session.ends
        return {
            "patron": card,
            "access_token": begun.secret,
            "token_type": "Bearer",
            "scope": " ".join((*SCOPES, CHANGE)),
            "expires_in": int((lasts - session.began).total_seconds()),
        }


_WRONG: Final = "The name or the password is wrong, or there were too many attempts."


def _checked(http: HttpRequest, methods: dict[str, Any]) -> str:
    name = str(http.path_params["method"])
    if name in _NOT_OFFERED:
        raise NotSupported(
            f"{name} is not offered here.", hint="The library's staff give out a code for a new password."
        )
    if name not in methods:
        raise NoSuchMethod("There is no such method.", hint=f"There are {', '.join(methods)}.")
    if http.method != "POST":
        raise MethodUnknown("This is asked with POST.")
    return name


def _needed(given: dict[str, str], name: str) -> str:
    if not given.get(name):
        raise InvalidParameters(f"{name} is missing.")
    return given[name]


async def _given(http: HttpRequest) -> dict[str, str]:
    media, _ = content_type(http.headers.get("content-type"))
    body = await whole_body(http, _MOST_OCTETS)
    if media == "application/x-www-form-urlencoded" or not body:
        return form_of(body)
    if media != "application/json":
        raise UnsupportedMedia("Signing in takes a form or JSON.")
    try:
        found: object = orjson.loads(body)
    except orjson.JSONDecodeError:
        raise BadRequest("The body is not JSON.") from None
    if not isinstance(found, dict) or not all(isinstance(each, str) for each in found.values()):
        raise BadRequest("Signing in takes an object of texts.")
    return found
