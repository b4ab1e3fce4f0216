"""What hostile or broken clients send, and what an answer to it may look like: that of its protocol, and nothing of the
inside.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

import httpx
from starlette.routing import BaseRoute, Route

INSIDE: Final = re.compile(
    r"Traceback|File \"|site-packages|/usr/|/home/|/tmp/|\.py\b|\bsqlite3?\b|\bSELECT \w+ FROM|<class '|object at 0x|"
    r"orjson|starlette|uvicorn|pyoxigraph|tantivy|lxml|XMLSyntaxError|KeyError|ValueError|TypeError|AttributeError|"
    r"UnicodeDecodeError|NoneType|Errno",
    re.IGNORECASE,
)
"""What an answer says only where something of the inside came out."""
DEEP: Final = 20_000
_PARAMETER: Final = re.compile(r"{(\w+)(?::\w+)?}")

_BODIES: Final[Mapping[str, tuple[bytes, ...]]] = {
    "application/json": (
        b"[" * DEEP, b'{"a":' * DEEP, b"null", b"[]", b'{"query": 1}', b'{"username": {}, "doc": [1], "a": 1e999}',
    ),
    "application/x-www-form-urlencoded": (b"a=b&" * 5_000, b"%FF=%00&=&&&", b"x" * 1_100_000),
    "application/xml": (b"<a>" * DEEP, b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/hostname">]><a>&b;</a>'),
    "multipart/form-data; boundary=x": (b"--x\r\n", b"--x--"),
    "text/plain; charset=utf-16": (b"[" * DEEP,),
    "": (b"[]",),
}  # fmt: skip
"""What is posted as what it says it is."""


@dataclass(frozen=True)
class Sent:
    """One request."""

    path: str
    method: str = "GET"
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes | None = None

    def to(self, http: httpx.Client) -> httpx.Response:
        """The answer to it."""
        return http.request(self.method, self.path, headers=dict(self.headers), content=self.body)


def inside_of(answer: httpx.Response, sent: Sent) -> set[str]:
    """What an answer gives away of the inside, other than what was sent."""
    found = {each.group() for each in INSIDE.finditer(f"{answer.headers.multi_items()}\n{answer.text}")}
    return {each for each in found if each not in f"{sent.path}{sent.headers}{sent.body!r}"}


def addressed(route: Route, tenant: str = "harbor", **filled: str) -> str:
    """An address of a route."""
    return _PARAMETER.sub(lambda found: {"tenant": tenant, **filled}.get(found[1], "x"), route.path)


def routes_of(routes: list[BaseRoute]) -> list[Route]:
    """Those that HTTP is spoken at, one for each that answers."""
    return list({each.endpoint: each for each in routes if isinstance(each, Route)}.values())


def hostile_to(route: Route) -> Iterator[Sent]:
    """What is sent to whatever is at an address, without knowing what that is."""
    path, methods = addressed(route), sorted(route.methods or ())
    reading = "GET" if "GET" in methods else methods[0]
    for method in {"GET", "POST", "PUT", "DELETE", "PROPFIND"} - set(methods):
        yield Sent(path, method, body=b"x" if method in {"POST", "PUT", "PATCH"} else None)
    yield Sent(path, reading, {"Authorization": "Bearer cat_0123456789abcdef_x"})
    yield Sent(path, reading, {"Authorization": "Basic YTpi"})
    yield Sent(path, reading, {"Cookie": "catalograph=x; __Host-catalograph=" + "x" * 3000})
    yield Sent(path, reading, {"Accept": "application/x-nothing"})
    yield Sent(path, reading, {"Accept": ",;q=x, text/*;q=2, */*;q=-1" + ", a/b" * 500})
    yield Sent(path, reading, {"Accept-Language": "xx-" * 2000, "X-Tenant": "nowhere"})
    yield Sent(path, reading, {"If-None-Match": 'W/"' * 1000, "If-Modified-Since": "never", "Range": "bytes=9-1,-,x"})
    yield Sent(f"{path}?{'a=b&' * 3000}", reading)
    yield Sent(f"{path}?q=%FF%FE%00&id=%00&query=%FF&verb=%00&operation=%00&lang=%00&page=-1&asOf=%00", reading)
    yield Sent(f"{path}?q={'(' * 5000}&id={'|' * 5000}&query={'(' * 5000}&first=99999999999999999999", reading)
    if "{" in route.path:
        yield Sent(addressed(route, "nowhere"), reading)
        for odd in ("%00", "..%2F..%2Fetc%2Fpasswd", "%FF%FE", "a" * 4000, "'\"<>"):
            yield Sent(
                _PARAMETER.sub(lambda found, odd=odd: "harbor" if found[1] == "tenant" else odd, route.path), reading
            )
        yield Sent(addressed(route, "%00%FF"), reading)
    if "POST" in methods:
        yield from _posted(path)


def _posted(path: str) -> Iterator[Sent]:
    for kind, bodies in _BODIES.items():
        for body in (b"\x00", b"\xff\xfe{", *bodies):
            yield Sent(path, "POST", {"Content-Type": kind}, body)


def code_of(answer: httpx.Response) -> str:
    """The code of an error in the shape of the API."""
    body: dict[str, Any] = answer.json()
    (error,) = body["errors"]
    assert error["message"]
    assert error["extensions"]["requestId"]
    return str(error["extensions"]["code"])
