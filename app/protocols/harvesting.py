"""How parameters come from those who harvest and search, and what every answer to other systems has."""

from __future__ import annotations

from typing import Final
from urllib.parse import parse_qsl

from starlette.requests import Request

from app.protocols.graphql.body import BadRequest, whole_body

OPEN: Final = {
    "Access-Control-Allow-Origin": "*",
    "Cross-Origin-Resource-Policy": "cross-origin",
    "Cache-Control": "no-cache",
}
"""Headers of what is everybody's: pages of other sites may read it, and nobody keeps it without asking again."""
_MOST_OCTETS: Final = 20_000
_MOST_FIELDS: Final = 50


async def parameters(http: Request) -> list[tuple[str, str]]:
    """The parameters of a request, of its address or as a form in its body. Raises `BadRequest`, `BodyTooLarge`."""
    is_posted = http.method == "POST"
    given = (await whole_body(http, _MOST_OCTETS)).decode("utf-8", "replace") if is_posted else http.url.query
    try:
        return parse_qsl(given, keep_blank_values=True, max_num_fields=_MOST_FIELDS)
    except ValueError:
        raise BadRequest(f"A request has at most {_MOST_FIELDS} parameters.") from None
