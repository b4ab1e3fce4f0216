"""Who a request is of, and the library it is about: from its address, else its `X-Tenant` header, else its token."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from graph.access.model import ANONYMOUS, Actor, Forbidden, InvalidToken
from graph.services import Services
from mappings.errors import CatalographError


class NoSuchLibrary(CatalographError):
    """The address or the `X-Tenant` header names a library that is not there, or not there for this caller."""

    code: ClassVar[str] = "UNKNOWN_TENANT"
    hint: ClassVar[str] = "Check the name; `tenants` lists the libraries you may read."


def bearer_token(authorization: str | None) -> str | None:
    """The token of an `Authorization` header, None where there is no such header. Raises `InvalidToken`."""
    if authorization is None:
        return None
    scheme, _, token = authorization.strip().partition(" ")
    if scheme.lower() != "bearer" or not token.strip():
        raise InvalidToken("The Authorization header must be “Bearer” and a token.")
    return token.strip()


def actor_of(services: Services, token: str | None, session: str | None, tenant: str | None) -> Actor:
    """Who asks, by a token or else by a session, and in which library. Raises `InvalidToken`, `NoSuchLibrary`."""
    access, actor = services.access, ANONYMOUS
    if token is not None:
        actor = access.authenticate(token)
    elif session is not None:
        actor = services.sign_in.sessions.resume(session)[0]
    if tenant is None:
        return actor
    try:
        return access.acting(actor, tenant)
    except Forbidden as error:
        raise NoSuchLibrary(error.message) from None


def languages_of(accept_language: str | None) -> tuple[str, ...]:
    """The languages of an `Accept-Language` header, most wanted first (RFC 9110, section 12.5.4)."""
    if not accept_language or len(accept_language) > 500:
        return ()
    weighted: list[tuple[float, str]] = []
    for part in accept_language.split(","):
        tag, _, weight = part.strip().partition(";")
        tag = tag.strip()
        if not tag or tag == "*":
            continue
        try:
            quality = float(weight.partition("=")[2]) if weight else 1.0
        except ValueError:
            continue
        if quality > 0:
            weighted.append((-quality, tag))
    return tuple(tag for _, tag in sorted(weighted, key=lambda pair: pair[0]))


def tenant_of(path: Mapping[str, str], header: str | None) -> str | None:
    """The library named by the address, else by the header."""
    return path.get("tenant") or (header.strip() if header and header.strip() else None)
