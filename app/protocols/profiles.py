"""The shared application profiles at an address of their own: as SHACL in Turtle, and as the table they are written in.

They are the same in every installation of a release and say nothing of any library, so anyone may have them.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Final

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from app.protocols.exchange import refusal
from mappings.profiles.errors import UnknownProfile
from mappings.profiles.resolve import shared, table_text
from mappings.profiles.shacl import shacl_of

_HEADERS: Final = {"Cache-Control": "public, max-age=3600", "X-Content-Type-Options": "nosniff"}


def profile_routes() -> list[Route]:
    """The routes: `/profiles/monograph.ttl`, `/profiles/monograph.csv`."""
    return [
        Route("/profiles/{name}.ttl", _answering(_turtle, "text/turtle")),
        Route("/profiles/{name}.csv", _answering(table_text, "text/csv")),
    ]


@lru_cache(maxsize=64)
def _turtle(name: str) -> str:
    return shacl_of(shared().get(name))


def _answering(text_of: Callable[[str], str], media: str) -> Callable[[Request], object]:
    async def answer(request: Request) -> Response:
        try:
            text = await run_in_threadpool(text_of, request.path_params["name"])
        except UnknownProfile as error:
            return refusal(error, request)
        return Response(text, headers=_HEADERS, media_type=media)

    return answer
