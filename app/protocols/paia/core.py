"""The addresses of PAIA core: `/{tenant}/paia/core/{patron}` and the methods below it.

Patrons act for themselves, with the token of a sign-in or of an account that is theirs; staff as far as their
permissions reach. The identifier of a patron is the number of the library card.
"""

from __future__ import annotations

from typing import Any, Final

import orjson
from starlette.requests import Request as HttpRequest
from starlette.responses import Response

from app.protocols.graphql.body import BadRequest, UnsupportedMedia, whole_body
from app.protocols.graphql.gate import Claim, Gate
from app.protocols.graphql.media import content_type
from app.protocols.paia import account
from app.protocols.paia.documents import Json
from app.protocols.paia.states import METHODS, NOT_OFFERED, Method
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
from graph.access.model import Actor, Forbidden, InvalidToken, Permission
from graph.patrons.errors import UnknownPatron
from graph.patrons.model import Patron
from mappings.errors import CatalographError

HEADERS: Final = {
    "X-PAIA-Version": "1.3.4",
    "Content-Language": "en",
    "Pragma": "no-cache",
    "Access-Control-Expose-Headers": "X-OAuth-Scopes, X-Accepted-OAuth-Scopes, X-PAIA-Version",
}
_MOST_OCTETS: Final = 100_000
_READERS: Final = {"": account.person, "items": account.items, "fees": account.fees}
_WRITERS: Final = {"request": account.request, "renew": account.renew, "cancel": account.cancel}
SCOPES: Final[dict[str, frozenset[Permission]]] = {
    "read_fees": frozenset({Permission.PATRONS_READ}),
    "read_items": frozenset({Permission.CIRCULATION_READ}),
    "read_patron": frozenset({Permission.PATRONS_READ, Permission.CIRCULATION_READ}),
    "write_items": frozenset({Permission.CIRCULATION_READ, Permission.CIRCULATION_WRITE}),
}
"""The scopes of PAIA and the permissions that give each to staff; patrons have all of them for their own account."""


class PaiaCore:
    """Answers what patrons have, wait for and owe, and requests, renews and cancels for them."""

    def __init__(self, gate: Gate) -> None:
        self._gate = gate

    async def __call__(self, http: HttpRequest) -> Response:
        """Answer one request."""
        http.scope["catalograph.operation"] = "paia"
        method = METHODS.get(http.path_params.get("method", ""))
        kind = Kind(HEADERS, method.verbs if method is not None else ("OPTIONS",))
        if http.method == "OPTIONS":
            return preflight(kind)
        scopes: dict[str, str] = {}
        try:
            claim = _claim(http)
            method = _checked(http, method)
            scopes["X-Accepted-OAuth-Scopes"] = method.scope
            body = await _body(http) if "POST" in method.verbs else None
            answer, held = await self._gate.work(self._answer, claim, http.path_params["patron"], method, body)
        except CatalographError as error:
            return error_reply(http, kind, error, scopes)
        return reply(http, kind, answer, scopes | {"X-OAuth-Scopes": " ".join(held)})

    def _answer(self, claim: Claim, name: str, method: Method, body: object) -> tuple[Json, tuple[str, ...]]:
        actor = self._gate.caller(claim).actor
        patron, held = self._patron(actor, name)
        if method.scope not in held:
            raise Forbidden(f"This token has not the scope {method.scope}.")
        visit = account.Visit(self._gate.services, actor, patron, claim.languages)
        if method.name in _WRITERS:
            return _WRITERS[method.name](visit, account.asked_of(body)), held
        return _READERS[method.name](visit), held

    def _patron(self, actor: Actor, name: str) -> tuple[Patron, tuple[str, ...]]:
        """The patron of a card, and the scopes that the actor has for them. Raises `Forbidden`, `UnknownPatron`."""
        (found,) = self._gate.services.patrons.patrons(actor, [name])
        if found is not None and found.iri == actor.patron:
            return found, tuple(SCOPES)
        if not actor.may(Permission.PATRONS_READ):
            raise Forbidden("This token is for the account of somebody else.")
        if found is None:
            raise UnknownPatron("There is no such patron.")
        return found, tuple(scope for scope, needed in SCOPES.items() if all(map(actor.may, needed)))


def _claim(http: HttpRequest) -> Claim:
    claim = claim_of(http)
    if claim.is_of_nobody:
        raise InvalidToken("This needs a token.", hint="Send it in the header Authorization: Bearer.")
    if "callback" in http.query_params:
        raise InvalidParameters("Accounts are not read by scripts of other pages.", hint="Leave callback out.")
    return claim


def _checked(http: HttpRequest, method: Method | None) -> Method:
    name = http.path_params.get("method", "")
    if method is None and name.partition("/")[0] in NOT_OFFERED:
        raise NotSupported(f"{name.partition('/')[0]} is not offered here.")
    if method is None:
        raise NoSuchMethod("There is no such method.", hint=f"There are {', '.join(filter(None, METHODS))}.")
    if method.name == "" and http.method == "PATCH":
        raise NotSupported("Patrons are not changed here.")
    if http.method not in method.verbs:
        raise MethodUnknown(f"This is asked with {' or '.join(method.verbs)}.")
    return method


async def _body(http: HttpRequest) -> Any:
    media, charset = content_type(http.headers.get("content-type"))
    if media != "application/json" or charset not in {"utf-8", "utf8"}:
        raise UnsupportedMedia("The body is JSON in UTF-8.")
    try:
        return orjson.loads(await whole_body(http, _MOST_OCTETS))
    except orjson.JSONDecodeError:
        raise BadRequest("The body is not JSON.") from None
