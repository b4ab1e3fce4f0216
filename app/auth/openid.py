"""Speaking with an OpenID Connect provider: its discovery document, the code for a token, the keys that sign it.

Every request has ten seconds in all and a limited answer, follows no redirect, and goes to HTTPS alone, except on the
machine itself. What a provider answers is shown to nobody and not written to the log.
"""

from __future__ import annotations

import asyncio
import logging
import ssl
import time
from base64 import b64encode
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import ClassVar, Final
from urllib.parse import quote_plus, urlencode, urlsplit

import httpx
import orjson

from app.auth.attempt import Attempt
from app.auth.id_token import IdTokenRefused, UnknownKey, check_claims, verified
from app.auth.provider import Provider
from app.settings_values import is_loopback
from graph.access.model import AccessError

_LOG: Final = logging.getLogger("catalograph.sign-in")
TIME_LIMIT_S: Final = 10.0
_MOST_OCTETS: Final = 500_000
_KNOWN_FOR_S: Final = 3600.0
"""How long the discovery document and the keys are good for; an unknown key is looked for at once."""
_AT_ONCE: Final = 16
"""Requests to the provider at a time, so that a slow one holds up only those who sign in."""
_GRANT_ERRORS: Final = frozenset({"invalid_grant", "invalid_client", "unauthorized_client", "invalid_request"})
"""What a provider may answer for a code (RFC 6749, section 5.2), and what is therefore written to the log."""


class ProviderAway(AccessError):
    """The provider can't be reached, or doesn't answer as the protocol has it. `reason` is for the log alone."""

    code: ClassVar[str] = "PROVIDER_AWAY"
    hint: ClassVar[str] = (
        "Try again in a few minutes. If it stays, whoever runs this server finds the reason in its log."
    )

    def __init__(self, reason: str) -> None:
        super().__init__("The sign-in of your organisation does not answer.")
        self.reason = reason


class ProviderRefused(AccessError):
    """The provider did not let the person in, or they broke off there."""

    code: ClassVar[str] = "PROVIDER_REFUSED"
    hint: ClassVar[str] = "Begin again on the page to sign in."


@dataclass(frozen=True, slots=True)
class Discovered:
    """Where a provider is asked for what (OpenID Connect Discovery 1.0, section 3)."""

    authorization: str
    token: str
    keys: str
    basic: bool
    """Whether the client's secret goes in a header, else in the form."""
    names_itself: bool
    """Whether every answer names the issuer (RFC 9207)."""
    end: str | None
    """Where people sign out there (RP-Initiated Logout 1.0), for a provider that has such a place."""


class OpenIdClient:
    """Asks one provider. Belongs to one event loop."""

    def __init__(self, provider: Provider, clock: Callable[[], datetime]) -> None:
        self._provider, self._clock = provider, clock
        self._discovered: tuple[float, Discovered] | None = None
        self._keys: tuple[float, list[Mapping[str, object]]] | None = None
        self._busy = 0

    async def address(self, attempt: Attempt) -> str:
        """Where the browser goes to sign in. Raises `ProviderAway`."""
        where = (await self._discover()).authorization
        asked = {
            "response_type": "code",
            "client_id": self._provider.client,
            "redirect_uri": self._provider.callback,
            "scope": self._provider.scopes,
            "state": attempt.state,
            "nonce": attempt.nonce,
            "code_challenge": attempt.challenge,
            "code_challenge_method": "S256",
        }
        return _with(where, asked)

    async def address_to_sign_out(self) -> str:
        """Where the browser goes to sign out there; the provider asks whether that is meant. Raises `ProviderAway`."""
        where = (await self._discover()).end
        if where is None:
            raise ProviderAway("it has no end_session_endpoint")
        return _with(where, {"client_id": self._provider.client})

    async def claims(self, answer: Mapping[str, str], attempt: Attempt) -> dict[str, object]:
        """The checked claims that an answer of the provider leads to. Raises `ProviderRefused`, `ProviderAway`,
        `IdTokenRefused`.
        """
        found = await self._discover()
        if answer.get("iss", None if found.names_itself else self._provider.issuer) != self._provider.issuer:
            raise IdTokenRefused("issuer of the answer")
        if "error" in answer:
            raise ProviderRefused("You were not signed in at the provider.")
        code = answer.get("code", "")
        if not code:
            raise ProviderRefused("The provider's answer has no code.")
        token = await self._redeemed(found, code, attempt)
        claims = await self._verified(found, token)
        check_claims(claims, self._provider.issuer, self._provider.client, attempt.nonce, self._clock())
        return claims

    async def _verified(self, found: Discovered, token: str) -> dict[str, object]:
        kept = self._keys
        if kept is not None and time.monotonic() - kept[0] < _KNOWN_FOR_S:
            try:
                return verified(token, kept[1])
            except UnknownKey:  # the provider may have others now
                pass
        keys = (await self._asked("GET", found.keys)).get("keys")
        if not isinstance(keys, list):
            raise ProviderAway("its keys are no list")
        known: list[Mapping[str, object]] = [each for each in keys if isinstance(each, dict)]
        self._keys = (time.monotonic(), known)
        return verified(token, known)

    async def _discover(self) -> Discovered:
        kept = self._discovered
        if kept is None or time.monotonic() - kept[0] >= _KNOWN_FOR_S:
            address = f"{self._provider.issuer.rstrip('/')}/.well-known/openid-configuration"
            kept = time.monotonic(), _discovered(await self._asked("GET", address), self._provider.issuer)
            self._discovered = kept
        return kept[1]

    async def _redeemed(self, found: Discovered, code: str, attempt: Attempt) -> str:
        form = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": self._provider.callback,
            "code_verifier": attempt.verifier,
        }
        headers = {}
        if found.basic:
            pair = f"{quote_plus(self._provider.client)}:{quote_plus(self._provider.secret)}"
            headers["Authorization"] = f"Basic {b64encode(pair.encode()).decode()}"
        else:
            form |= {"client_id": self._provider.client, "client_secret": self._provider.secret}
        token = (await self._asked("POST", found.token, form, headers)).get("id_token")
        if not isinstance(token, str):
            raise IdTokenRefused("there is none")
        return token

    async def _asked(
        self, method: str, address: str, form: dict[str, str] | None = None, headers: Mapping[str, str] | None = None
    ) -> dict[str, object]:
        """The JSON object that a request is answered with. Raises `ProviderAway`, `ProviderRefused`."""
        if self._busy >= _AT_ONCE:
            raise ProviderAway("too many wait for it")
        self._busy += 1
        try:
            async with asyncio.timeout(TIME_LIMIT_S):
                status, body = await _exchanged(method, address, form, headers or {})
        except TimeoutError:
            raise ProviderAway("no answer in time") from None
        except (httpx.HTTPError, httpx.InvalidURL, OSError) as error:
            raise ProviderAway(type(error).__name__) from None
        finally:
            self._busy -= 1
        answer = _object(body)
        if status == 200 and answer is not None:
            return answer
        told = None if answer is None or form is None else answer.get("error")
        if status in {400, 401} and isinstance(told, str) and told in _GRANT_ERRORS:
            _LOG.warning("the provider refused a code: %s", told)
            raise ProviderRefused("The provider did not confirm that you signed in.")
        raise ProviderAway(f"status {status}")


async def _exchanged(
    method: str, address: str, form: dict[str, str] | None, headers: Mapping[str, str]
) -> tuple[int, bytes]:
    near = is_loopback(urlsplit(address).hostname)
    plain = {"Accept": "application/json", "Accept-Encoding": "identity", **headers}
    async with (
        httpx.AsyncClient(verify=_trust(), follow_redirects=False, trust_env=not near, timeout=TIME_LIMIT_S) as http,
        http.stream(method, address, data=form, headers=plain) as answer,
    ):
        body = b""
        async for part in answer.aiter_raw():
            body += part
            if len(body) > _MOST_OCTETS:
                raise httpx.HTTPError("the answer is too large")
        return answer.status_code, body


@cache
def _trust() -> ssl.SSLContext:
    """The authorities that the machine trusts."""
    return ssl.create_default_context()


def _with(address: str, parameters: Mapping[str, str]) -> str:
    return f"{address}{'&' if urlsplit(address).query else '?'}{urlencode(parameters)}"


def _object(body: bytes) -> dict[str, object] | None:
    try:
        found = orjson.loads(body)
    except orjson.JSONDecodeError:
        return None
    return found if isinstance(found, dict) else None


def _discovered(document: Mapping[str, object], issuer: str) -> Discovered:
    if document.get("issuer") != issuer:
        raise ProviderAway("its discovery document names another issuer than CATALOGRAPH_OIDC_ISSUER")
    authorization, token, keys = (
        _endpoint(document, name, issuer) for name in ("authorization_endpoint", "token_endpoint", "jwks_uri")
    )
    methods = document.get("token_endpoint_auth_methods_supported", ["client_secret_basic"])
    basic = isinstance(methods, list) and "client_secret_basic" in methods
    names_itself = document.get("authorization_response_iss_parameter_supported") is True
    end = _endpoint(document, "end_session_endpoint", issuer) if "end_session_endpoint" in document else None
    return Discovered(authorization, token, keys, basic, names_itself, end)


def _endpoint(document: Mapping[str, object], name: str, issuer: str) -> str:
    address = document.get(name)
    if isinstance(address, str) and address.isascii() and address.isprintable():
        try:
            parts = urlsplit(address)
        except ValueError:
            parts = urlsplit("")
        near = parts.scheme == "http" and is_loopback(parts.hostname) and is_loopback(urlsplit(issuer).hostname)
        if (near or parts.scheme == "https") and parts.hostname and not parts.fragment and not parts.username:
            return address
    raise ProviderAway(f"its discovery document has no {name} that is an https address")
