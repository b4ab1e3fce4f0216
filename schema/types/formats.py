"""The formats records are exchanged in."""

from __future__ import annotations

from enum import Enum
from typing import Final

import strawberry

from schema.fields import choice


@strawberry.enum(description="How a MARC record is written.")
class MarcFormat(Enum):
    """How a MARC record is written."""

    MARCXML = choice("marcxml", "MARCXML, one record.")
    MARC21 = choice("marc21", "ISO 2709 in UTF-8, as base 64.")
    MARC21_MARC8 = choice("marc21-marc8", "ISO 2709 in MARC-8, as base 64.")
    MARC_JSON = choice("marcjson", "MARC-in-JSON.")


@strawberry.enum(description="How a resource is written for exchange.")
class ExportFormat(Enum):
    """How a resource is written for exchange."""

    MARCXML = choice("marcxml", "MARCXML, one record.")
    MARC21 = choice("marc21", "ISO 2709 in UTF-8, as base 64.")
    MARC21_MARC8 = choice("marc21-marc8", "ISO 2709 in MARC-8, as base 64.")
    MARC_JSON = choice("marcjson", "MARC-in-JSON.")
    JSONLD = choice("jsonld", "JSON-LD.")
    TURTLE = choice("turtle", "Turtle.")
    NQUADS = choice("nquads", "N-Quads, with the graphs that say it.")


MARC: Final = {
    "marcxml": ("marcxml", None),
    "marcjson": ("marcjson", None),
    "marc21": ("marc21", "utf-8"),
    "marc21-marc8": ("marc21", "marc8"),
}
"""The form and the encoding of each MARC format."""
