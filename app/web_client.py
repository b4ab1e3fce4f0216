"""Serves the cataloguers' client: one page for every address under `/app/`, and the hashed files it is made of.

The files were built into `app/static/`. Their names hold their content's hash, so browsers keep them for good; the page
itself is asked for anew each time, by its tag. Its content security policy lets nothing in from elsewhere, runs no
script that stands in a page, and makes HTML from text only where the framework's own templates are.
"""

from __future__ import annotations

import gzip
import mimetypes
from hashlib import sha256
from pathlib import Path
from typing import Final, NamedTuple

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

STATIC: Final = Path(__file__).with_name("static")
POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'; "
    "require-trusted-types-for 'script'; trusted-types svelte-trusted-html"
)
_FOR_GOOD: Final = "public, max-age=31536000, immutable"
_ASK_AGAIN: Final = "no-cache"
_SMALL: Final = 1_000
_COMPRESSIBLE: Final = frozenset({"text/html", "text/javascript", "text/css", "application/json", "image/svg+xml"})
_NOT_BUILT: Final = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Catalograph</title></head>
<body><main><h1>The web client isn't built here</h1>
<p>This installation was made without it. <code>python app/client/build.py</code> in a checkout builds it or says why
it can't. The API at <a href="/graphql">/graphql</a> works without it.</p></main></body></html>
"""


class _File(NamedTuple):
    body: bytes
    packed: bytes | None
    media: str
    tag: str


class WebClient:
    """The client that was built into `folder`."""

    def __init__(self, folder: Path = STATIC) -> None:
        self._paths = {each.relative_to(folder).as_posix(): each for each in folder.rglob("*") if each.is_file()}
        self._kept: dict[str, _File] = {}

    def routes(self) -> list[Route]:
        """Where it is."""
        return [
            Route("/app", self._lead, methods=["GET"]),
            Route("/app/assets/{name}", self.asset, methods=["GET"]),
            Route("/app/{path:path}", self.page, methods=["GET"]),
        ]

    async def _lead(self, _: Request) -> Response:
        return RedirectResponse("/app/", 307, {"Cache-Control": _ASK_AGAIN})

    async def asset(self, request: Request) -> Response:
        """A file whose name holds its hash."""
        found = self._file(f"assets/{request.path_params['name']}")
        if found is None:
            return Response("There is no such file.", 404, {"Cache-Control": _ASK_AGAIN}, "text/plain")
        return _answer(request, found, _FOR_GOOD)

    async def page(self, request: Request) -> Response:
        """The page, whatever place in the client the address names; a file beside it by its name."""
        name = request.path_params["path"]
        beside = self._file(name) if name.endswith((".svg", ".png")) and "/" not in name else None
        if beside is not None:
            return _answer(request, beside, _ASK_AGAIN)
        found = self._file("index.html")
        if found is None:
            return Response(_NOT_BUILT, 503, {"Cache-Control": "no-store"}, "text/html; charset=utf-8")
        return _answer(request, found, _ASK_AGAIN)

    def _file(self, name: str) -> _File | None:
        if name not in self._kept and name in self._paths:
            self._kept[name] = _read(self._paths[name])
        return self._kept.get(name)


def _read(path: Path) -> _File:
    body, media = path.read_bytes(), mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    small = media not in _COMPRESSIBLE or len(body) < _SMALL
    packed = None if small else gzip.compress(body, 9, mtime=0)
    return _File(body, packed, media, f'"{sha256(body).hexdigest()[:32]}"')


def _answer(request: Request, found: _File, kept: str) -> Response:
    request.scope["catalograph.operation"] = "page"
    headers = {"Cache-Control": kept, "ETag": found.tag, "Vary": "Accept-Encoding"}
    if found.media == "text/html":
        # Signing out at the organisation's provider needs the origin, as the pages to sign in do.
        headers |= {"Content-Security-Policy": POLICY, "Referrer-Policy": "same-origin"}
    if found.tag in request.headers.get("if-none-match", ""):
        return Response(None, 304, headers)
    if found.packed is not None and "gzip" in request.headers.get("accept-encoding", ""):
        return Response(found.packed, 200, {**headers, "Content-Encoding": "gzip"}, found.media)
    return Response(found.body, 200, headers, found.media)
