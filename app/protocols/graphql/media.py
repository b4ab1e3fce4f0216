"""Which media type a client takes its answer in, as GraphQL over HTTP has it."""

from __future__ import annotations

from typing import Final

JSON: Final = "application/json"
GRAPHQL: Final = "application/graphql-response+json"
EVENTS: Final = "text/event-stream"
MULTIPART: Final = "multipart/form-data"
_WRITES: Final = (GRAPHQL, JSON, EVENTS)


def accepted(header: str | None, offers: tuple[str, ...] = _WRITES) -> str | None:
    """The offer a client likes best; JSON where it doesn't say or takes anything; None where it takes none of them."""
    if header is None or not header.strip():
        return JSON
    best: tuple[float, int, str] | None = None
    for order, part in enumerate(header.split(",")):
        media, *parameters = (piece.strip().lower() for piece in part.split(";"))
        quality = _quality(parameters)
        if quality <= 0:
            continue
        if media in {"*/*", "application/*"}:
            media = JSON
        elif media not in offers:
            continue
        if best is None or quality > best[0]:
            best = (quality, order, media)
    return best[2] if best is not None else None


def _quality(parameters: list[str]) -> float:
    for each in parameters:
        name, _, value = each.partition("=")
        if name.strip() == "q":
            try:
                return float(value)
            except ValueError:
                return 0.0
        if name.strip() == "charset" and value.strip().strip('"') not in {"utf-8", "utf8"}:
            return 0.0
    return 1.0


def content_type(header: str | None) -> tuple[str, str]:
    """The media type and charset of a body, both in lower case; the charset is utf-8 where it isn't said."""
    media, *parameters = (piece.strip() for piece in (header or "").split(";"))
    for each in parameters:
        name, _, value = each.partition("=")
        if name.strip().lower() == "charset":
            return media.lower(), value.strip().strip('"').lower()
    return media.lower(), "utf-8"
