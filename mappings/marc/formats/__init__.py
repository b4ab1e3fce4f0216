"""The MARC 21 formats as data: which fields and subfields the standard defines, by format.

    is_standard("bibliographic", "245", "a")

A format is parsed when it is first asked for, so nothing is loaded at start-up.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module
from typing import Final

from mappings.marc.formats.model import FieldOf, Format, FormatName, Indicator, Subfield, parsed

FORMATS: Final[tuple[FormatName, ...]] = ("bibliographic", "authority", "holdings")

__all__ = ["FORMATS", "FieldOf", "Format", "FormatName", "Indicator", "Subfield", "format_of", "is_standard", "marc21"]


@cache
def marc21(name: FormatName) -> Format:
    """The format, parsed at the first call. Bibliographic records may embed fields of the holdings format."""
    table = import_module(f"mappings.marc.formats.{name}")
    others = {"holdings": marc21("holdings")} if name == "bibliographic" else {}
    return parsed(name, table.OF, table.ROWS, others)


def is_standard(name: FormatName, tag: str, code: str = "") -> bool:
    """Whether MARC 21 defines the field (and, with `code`, the subfield) in this format, current or obsolete.

    Local fields (09X, 59X, 9XX …), local codes and codes the format doesn't define are not standard.
    """
    return marc21(name).defines(tag, code)


def format_of(leader: str) -> FormatName:
    """The format of a record by LDR/06: `z` is an authority, `u`, `v`, `x` and `y` are holdings."""
    kind = leader[6:7]
    if kind == "z":
        return "authority"
    return "holdings" if kind in {"u", "v", "x", "y"} else "bibliographic"
