"""How parameters come from those who harvest and search, and what every answer to other systems has."""

from __future__ import annotations

from typing import Final
from urllib.parse import parse_qsl

from starlette.requests import Request

from app.protocols.graphql.body import whole_body

OPEN: Final = {
    "Access-Control-Allow-Origin": "*",
    "Cross-Origin-Resource-Policy": "cross-origin",
    "Cache-Control": "no-cache",
}
"""Headers of what is everybody's: pages of other sites may read it, and nobody keeps it without asking again."""
_MOST_OCTETS: Final = 20_000
MOST: Final = 50
"""How many parameters are read."""


async def parameters(http: Request) -> list[tuple[str, str]]:
    """The parameters of a request, of its address or as a form in its body; where there are more than `MOST`, one more
    than that, so that each protocol refuses them in its own words. Raises `BodyTooLarge`.
    """
    is_posted = http.method == "POST"
    given = (await whole_body(http, _MOST_OCTETS)).decode("utf-8", "replace") if is_posted else http.url.query
    return parse_qsl("&".join(given.split("&", MOST + 1)[: MOST + 1]), keep_blank_values=True)
