"""How DAIA and PAIA answer alike: error objects, headers for pages of other sites, the status in the body where asked.

Both speak to programs on other hosts. They take tokens from the `Authorization` header alone: an address is written
into logs and histories, and a cookie would let any page act for whoever looks at it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar, Final

import orjson
from starlette.requests import Request
from starlette.responses import Response

from app.auth.bearer import NoSuchLibrary, bearer_token, languages_of, tenant_of
from app.protocols.graphql.body import BadRequest
from app.protocols.graphql.gate import Claim
from graph.access.model import AccessError, InvalidToken
from graph.access.passwords import WeakPassword
from graph.access.sign_in import PasswordsOff, SignInRefused
from graph.patrons.errors import UnknownPatron
from graph.store.errors import Unavailable
from mappings.errors import CatalographError
from schema.running.limits import RequestTimeout

EVERY_METHOD: Final = ("GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE")
"""What a route takes, so that the endpoint itself answers what it doesn't."""
_OF_PROGRAMS: Final = "cat_"
"""How tokens of programs begin; any other is the secret of somebody's session."""
_CALLBACK: Final = re.compile(r"[A-Za-z_][A-Za-z0-9_]{0,63}")
_OPEN: Final = {
    "Cache-Control": "no-store",
    "Access-Control-Allow-Origin": "*",
    "Cross-Origin-Resource-Policy": "cross-origin",
    "Vary": "Accept-Language, Authorization",
}


class InvalidParameters(BadRequest):
    """Parameters of a protocol that are missing, or that have a value they can't have."""

    code: ClassVar[str] = "INVALID_PARAMETERS"
    status: ClassVar[int] = 422


class MethodUnknown(BadRequest):
    """The address of a protocol is asked with an HTTP method that it doesn't take."""

    code: ClassVar[str] = "METHOD_NOT_TAKEN"
    status: ClassVar[int] = 405


class NoSuchMethod(CatalographError):
    """The address below a protocol's own names nothing that the protocol has."""

    code: ClassVar[str] = "NO_SUCH_METHOD"


class NotSupported(BadRequest):
    """A part of a protocol that this server does not offer."""

    code: ClassVar[str] = "NOT_SUPPORTED"
    status: ClassVar[int] = 501


@dataclass(frozen=True, slots=True)
class Kind:
    """What the answers of one protocol have: its headers, and the methods its addresses take."""

    headers: Mapping[str, str]
    methods: tuple[str, ...]
    code_in_body: bool = True
    """Whether the body of an error has its status where nobody asked for that."""


def claim_of(http: Request) -> Claim:
    """Who asks and in which library. Raises `InvalidToken`, `InvalidParameters` for a token in the address."""
    if "access_token" in http.query_params:
        raise InvalidParameters(
            "A token is not taken from the address, which is written into logs.",
            hint="Send it in the header Authorization: Bearer.",
        )
    token = bearer_token(http.headers.get("authorization"))
    is_of_program = token is None or token.startswith(_OF_PROGRAMS)
    return Claim(
        token if is_of_program else None,
        tenant_of(http.path_params, None),
        languages_of(http.headers.get("accept-language")),
        http.scope["catalograph.request"],
        None if is_of_program else token,
    )


def callback_of(http: Request) -> str | None:
    """The function that is to be called with the answer. Raises `InvalidParameters` for what is no plain name."""
    given = http.query_params.get("callback")
    if given is not None and not _CALLBACK.fullmatch(given):
        raise InvalidParameters("A callback is a name of letters, digits and underscores, at most 64.")
    return given


def reply(http: Request, kind: Kind, body: object, headers: Mapping[str, str], callback: str | None = None) -> Response:
    """An answer as JSON, or as a call of a function with it."""
    written, media = orjson.dumps(body), "application/json"
    if callback is not None:
        safe = (
            written.replace(b"\xe2\x80\xa8", b"\\u2028").replace(b"\xe2\x80\xa9", b"\\u2029").replace(b"<", b"\\u003c")
        )
        written, media = b"/**/" + callback.encode() + b"(" + safe + b");", "application/javascript"
    if http.method == "HEAD":
        written = b""
    return Response(written, 200, _OPEN | dict(kind.headers) | dict(headers), f"{media}; charset=utf-8")


def preflight(kind: Kind) -> Response:
    """The answer to OPTIONS: from where and with which headers this may be asked."""
    methods = ", ".join(kind.methods)
    more = {
        "Allow": methods,
        "Access-Control-Allow-Methods": methods,
        "Access-Control-Allow-Headers": "Authorization, Content-Type, Accept-Language",
        "Access-Control-Max-Age": "86400",
    }
    return Response(None, 204, _OPEN | dict(kind.headers) | more)


def error_reply(http: Request, kind: Kind, error: CatalographError, headers: Mapping[str, str]) -> Response:
    """The answer to what was refused, its status in the body; with 200 where the client asked for that."""
    status, code = named(error)
    said = " ".join(filter(None, (error.message, error.way_out)))
    body: dict[str, object] = {"error": code, "error_description": said}
    if kind.code_in_body or "suppress_response_codes" in http.query_params:
        body["code"] = status
    more = dict(headers)
    if status in {401, 403}:
        more["WWW-Authenticate"] = "Bearer"
    if status == 405:
        more["Allow"] = ", ".join(kind.methods)
    response = reply(http, kind, body, more)
    response.status_code = 200 if "suppress_response_codes" in http.query_params else status
    return response


def named(error: CatalographError) -> tuple[int, str]:
    """The HTTP status of an error and what the protocols call it."""
    match error:
        case NotSupported():
            return error.status, "not_implemented"
        case BadRequest():
            return error.status, "invalid_request"
        case InvalidToken():
            return 401, "invalid_grant"
        case SignInRefused() | PasswordsOff():
            return 403, "access_denied"
        case WeakPassword():
            return 422, "invalid_request"
        case NoSuchLibrary() | UnknownPatron() | NoSuchMethod():
            return 404, "not_found"
        case AccessError():
            return 403, "insufficient_scope"
        case RequestTimeout() | Unavailable():
            return 503, "service_unavailable"
        case _:
            return 422, "invalid_request"
