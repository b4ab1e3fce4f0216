"""The session cookie, and how a request that another site had a browser make is told from one of ours.

A browser sends cookies with requests that it makes for anybody. Whoever changes something by a cookie must therefore
show that the request comes from our own pages or from a program: by the `Origin` (or `Sec-Fetch-Site`) that browsers
write themselves, or by JSON with the header `X-Catalograph`, which no other site may send without asking first.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar, Final
from urllib.parse import urlsplit

from starlette.requests import HTTPConnection, Request
from starlette.responses import Response

from graph.access.model import Forbidden

HEADER: Final = "x-catalograph"
_SESSION: Final = "catalograph-session"
_ATTEMPT: Final = "catalograph-sign-in"
_SECURE: Final = "__Host-"
"""Browsers take a cookie whose name begins so from this very host over HTTPS only."""
_LOOPBACK: Final = frozenset({"localhost", "127.0.0.1", "::1"})
_READING: Final = frozenset({"GET", "HEAD", "OPTIONS"})
_MOST: Final = 200
_MOST_OF_AN_ATTEMPT: Final = 2_000


class CrossSite(Forbidden):
    """A request with a session's cookie that another site may have had the browser make."""

    code: ClassVar[str] = "CROSS_SITE"
    hint: ClassVar[str] = "Send JSON with the header “X-Catalograph: 1” from a page of this server, or a token."


def session_secret(http: HTTPConnection) -> str | None:
    """The secret in the session's cookie, None without one."""
    found = http.cookies.get(_name(http, _SESSION))
    return found if found and len(found) <= _MOST else None


def keep_session(http: HTTPConnection, response: Response, secret: str) -> None:
    """Have the browser keep a session until it is closed; the server ends it earlier where it lies idle."""
    secure = not _is_local(http)
    response.set_cookie(_name(http, _SESSION), secret, path="/", secure=secure, httponly=True, samesite="lax")


def drop_session(http: HTTPConnection, response: Response) -> None:
    """Have the browser forget it."""
    _drop(http, response, _SESSION)


def kept_attempt(http: HTTPConnection) -> str | None:
    """What the browser keeps of its attempt to sign in at the provider, None without one."""
    found = http.cookies.get(_name(http, _ATTEMPT))
    return found if found and len(found) <= _MOST_OF_AN_ATTEMPT else None


def keep_attempt(http: HTTPConnection, response: Response, sealed: str, seconds: int) -> None:
    """Have the browser keep an attempt to sign in at the provider. It comes back with it: `Lax` allows that."""
    secure = not _is_local(http)
    name = _name(http, _ATTEMPT)
    response.set_cookie(name, sealed, max_age=seconds, path="/", secure=secure, httponly=True, samesite="lax")


def drop_attempt(http: HTTPConnection, response: Response) -> None:
    """Have the browser forget it."""
    _drop(http, response, _ATTEMPT)


def _drop(http: HTTPConnection, response: Response, name: str) -> None:
    secure = not _is_local(http)
    response.delete_cookie(_name(http, name), path="/", secure=secure, httponly=True, samesite="lax")


def check_origin(http: Request) -> None:
    """Raise `CrossSite` unless a request that may change something comes from our own pages or from a program."""
    if http.method not in _READING and not _is_ours(http.headers):
        raise CrossSite("This request may come from another site.")


def _is_ours(headers: Mapping[str, str]) -> bool:
    origin, site = headers.get("origin"), headers.get("sec-fetch-site")
    if site is not None and site != "same-origin":
        return False
    if origin is not None and origin != "null":
        return urlsplit(origin).netloc.lower() == headers.get("host", "").lower() != ""
    if site == "same-origin":
        return True
    media = headers.get("content-type", "").partition(";")[0].strip().lower()
    return origin is None and media == "application/json" and HEADER in headers


def _name(http: HTTPConnection, name: str) -> str:
    return name if _is_local(http) else _SECURE + name


def _is_local(http: HTTPConnection) -> bool:
    """Whether browser and server are one machine: the only place where a cookie goes without HTTPS."""
    client = "" if http.client is None else http.client.host
    return http.url.scheme == "http" and http.url.hostname in _LOOPBACK and client in _LOOPBACK
