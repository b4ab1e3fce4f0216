"""What a request may name: by an address of ours, by an identifier with its scheme, or by a bare control number."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

ADDRESS: Final = "iri"
CONTROL_NUMBER: Final = "control-number"
_SOURCED: Final = re.compile(r"\(([^()|]+)\)(.+)")


@dataclass(frozen=True, slots=True)
class Named:
    """An identifier as it is looked up: a scheme of the catalogue, or `ADDRESS`, and the value."""

    scheme: str
    value: str


@dataclass(frozen=True, slots=True)
class Row:
    """A form of identifiers: the prefix, the scheme they are looked up in, and an example of each side."""

    prefix: str
    scheme: str
    example: str
    looked_up: str


FORMS: Final[tuple[Row, ...]] = (
    Row("barcode:", "barcode", "barcode:31234000012345", "31234000012345"),
    Row("isbn:", "isbn", "isbn:978-3-16-148410-0", "978-3-16-148410-0"),
    Row("urn:isbn:", "isbn", "urn:isbn:9783161484100", "9783161484100"),
    Row("issn:", "issn", "issn:0028-0836", "0028-0836"),
    Row("urn:issn:", "issn", "urn:issn:0028-0836", "0028-0836"),
    Row("lccn:", "lccn", "lccn:85-2", "85-2"),
    Row("oclc:", "oclc", "oclc:12345", "12345"),
    Row("ppn:", CONTROL_NUMBER, "ppn:1183905", "main|1183905"),
    Row("", CONTROL_NUMBER, "(GPO)1183905", "GPO|1183905"),
    Row("", CONTROL_NUMBER, "1183905", "main|1183905"),
)
"""Every form but addresses, with `main` as the source of the library. The first prefix that fits counts."""


def reader(base: str, source: str) -> Callable[[str], Named]:
    """Reads identifiers in an installation at `base`; a control number without a source is one of `source`."""

    def read(text: str) -> Named:
        if text.startswith(base):
            return Named(ADDRESS, text)
        small = text.casefold()
        row = next(each for each in FORMS if small.startswith(each.prefix))
        value = text[len(row.prefix) :].strip()
        if row.scheme != CONTROL_NUMBER:
            return Named(row.scheme, value)
        found = _SOURCED.fullmatch(value)
        return Named(row.scheme, f"{found[1]}|{found[2]}" if found else f"{source}|{value}")

    return read
