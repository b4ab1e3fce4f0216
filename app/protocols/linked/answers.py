"""What every answer to programs that read linked data has: its headers, its errors, whether a client has it already."""

from __future__ import annotations

from typing import ClassVar, Final

from starlette.requests import Request
from starlette.responses import Response

from app.protocols.exchange import refusal
from app.protocols.graphql.body import BadRequest
from mappings.errors import CatalographError

OPEN: Final = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "Content-Profile, ETag, Last-Modified, Link, Location, "
    "Memento-Datetime, X-Request-Id",
    "Cross-Origin-Resource-Policy": "cross-origin",
    "Cache-Control": "no-cache",
    "Vary": "Accept, Accept-Profile, Authorization, Cookie",
}
"""What answers to programs have: pages of other sites may read them."""
PREFLIGHT: Final = {
    "Allow": "GET, HEAD, OPTIONS",
    "Access-Control-Allow-Methods": "GET, HEAD, OPTIONS",
    "Access-Control-Allow-Headers": "Accept, Accept-Datetime, Accept-Profile, Authorization, "
    "If-None-Match, If-Modified-Since",
    "Access-Control-Max-Age": "86400",
}


class NotThere(BadRequest):
    """Nothing that whoever asks may read has this address."""

    code: ClassVar[str] = "NO_SUCH_RESOURCE"
    status: ClassVar[int] = 404


class Deleted(BadRequest):
    """The resource was described here once, and its description was taken away."""

    code: ClassVar[str] = "RESOURCE_DELETED"
    status: ClassVar[int] = 410


class NotInThatFormat(BadRequest):
    """The client takes none of the formats in which this is written."""

    code: ClassVar[str] = "NOT_ACCEPTABLE"
    status: ClassVar[int] = 406


def refused(error: CatalographError, http: Request) -> Response:
    """What a program is told that asked for what it can't have."""
    answer = refusal(error, http)
    answer.headers.update({name: value for name, value in OPEN.items() if name != "Cache-Control"})
    return answer


def is_known(http: Request, tag: str, changed: str | None) -> bool:
    """Whether the client has this state: by its tag, or where it sends none, by its time. RFC 9110, section 13."""
    tags = http.headers.get("if-none-match")
    if tags is not None:
        known = {each.strip().removeprefix("W/") for each in tags.split(",")}
        return "*" in known or tag.removeprefix("W/") in known
    # A time counts where it is the very one: a layer that was taken away leaves an earlier one.
    return changed is not None and http.headers.get("if-modified-since") == changed
