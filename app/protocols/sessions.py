"""Beginning and ending sessions over HTTP: what every page and program that does it shares, whatever it answers."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from typing import Final

from starlette.requests import Request

from app.auth.cookies import session_secret
from app.protocols.graphql.gate import Gate
from graph.access.sessions import Begun, SessionOver
from graph.access.sign_in import SignInRefused
from graph.services import Services

FAILURE_S: Final = 0.5
"""How long a refused sign-in takes at least, whatever was wrong."""


@asynccontextmanager
async def refused_slowly(seconds: float = FAILURE_S) -> AsyncIterator[None]:
    """A sign-in that is refused inside is not told of before these seconds are over."""
    began = time.monotonic()
    try:
        yield
    except SignInRefused:
        await asyncio.sleep(max(0.0, seconds - (time.monotonic() - began)))
        raise


async def begin(gate: Gate, http: Request, given: Mapping[str, str]) -> Begun:
    """Begin the session of a person, or of a patron where the address names a library; the one the browser had ends.

    `given` has `username` or `barcode`, and `password`, `code` and `newPassword` where they are meant. Raises
    `AccessError`, `SignInRefused` among them.
    """
    begun = await gate.wait(_begun, gate.services, http.path_params.get("tenant"), given, address_of(http))
    await end(gate, http)
    return begun


async def end(gate: Gate, http: Request, *, everywhere: bool = False) -> None:
    """End the session that the browser has, or with `everywhere` every one of its account."""
    if (secret := session_secret(http)) is not None:
        await gate.work(_end_all if everywhere else _end, gate.services, secret)


def address_of(http: Request) -> str:
    """Where a request comes from, empty where that isn't known."""
    return "" if http.client is None else http.client.host


def _begun(services: Services, tenant: str | None, given: Mapping[str, str], address: str) -> Begun:
    password, code, new = (given.get(each, "") for each in ("password", "code", "newPassword"))
    if tenant is None:
        service, name = services.sign_in, given.get("username", "")
        if code:
            return service.use_code(name, code, new, address)
        return (
            service.change_password(name, password, new, address) if new else service.sign_in(name, password, address)
        )
    cards, card = services.patron_sign_in, given.get("barcode", "")
    if code:
        return cards.use_code(tenant, card, code, new, address)
    if new:
        return cards.change_password(tenant, card, password, new, address)
    return cards.sign_in(tenant, card, password, address)


def _end(services: Services, secret: str) -> None:
    services.sign_in.sessions.end(secret)


def _end_all(services: Services, secret: str) -> None:
    sessions = services.sign_in.sessions
    try:
        sessions.end_all(sessions.resume(secret)[1].account)
    except SessionOver:
        return
    sessions.end(secret)
