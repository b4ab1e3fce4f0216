"""The explorer at `/graphql`: write a query, see the answer, read the schema. Three small files of our own, no build
and no foreign host, so that it works in a library without internet and under a strict content security policy.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import asdict
from functools import cache
from importlib.resources import files
from typing import Final

import orjson
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from app.demo.queries import EXAMPLES

_TYPES: Final = {
    "explorer.js": "text/javascript; charset=utf-8",
    "schema-view.js": "text/javascript; charset=utf-8",
    "explorer.css": "text/css; charset=utf-8",
}
_KEPT: Final = {"Cache-Control": "public, max-age=300"}


class GraphiQL:
    """Serves the explorer's page to browsers, and its files."""

    def page(self, request: Request) -> Response | None:
        """The page, for a browser that opens the endpoint without a query; None for anything else."""
        wants_html = "text/html" in request.headers.get("accept", "")
        if request.method != "GET" or not wants_html or "query" in request.query_params:
            return None
        return Response(_file("index.html"), 200, _KEPT, "text/html; charset=utf-8")

    def routes(self) -> list[Route]:
        """The routes of the files."""
        served = [Route(f"/graphiql/{name}", _serve(name, type_)) for name, type_ in _TYPES.items()]
        return [*served, Route("/graphiql/examples.json", _examples)]


def _serve(name: str, type_: str) -> Callable[[Request], Awaitable[Response]]:
    async def serve(_: Request) -> Response:
        return Response(_file(name), 200, _KEPT, type_)

    return serve


async def _examples(_: Request) -> Response:
    return Response(orjson.dumps([asdict(each) for each in EXAMPLES]), 200, _KEPT, "application/json")


@cache
def _file(name: str) -> bytes:
    return files(__name__).joinpath(name).read_bytes()
