"""`bflc:marcKey`: a field in one line, as the Library of Congress writes it, and read again.

A node carries one where its statements alone would not tell the subfields apart. Coming back it counts only where it
agrees with the node's label; an edit of the label makes it void. The link to a field in another script (`$6`) is left
out: its number is that of one record, and equal headings have equal keys.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from mappings.marc.record import DataField, Subfield

_HEAD: Final = re.compile(r"(?!00)[0-9]{3}[ -~]{2}\$.", re.DOTALL)
"""Tag, indicators, and the first subfield code."""


def marc_key(field: DataField, subfields: Sequence[Subfield] | None = None) -> str:
    """The field in one line as the Library of Congress writes it: `1001 $aTolstoy, Leo,$d1828-1910.`"""
    body = "".join(
        [
            f"${code}{' '.join(text.split())}"
            for code, text in (field.subfields if subfields is None else subfields)
            if code != "6"
        ]
    )
    return f"{field.tag}{field.ind1}{field.ind2}{body}"


def parsed_key(key: str) -> DataField | None:
    """The field a `marcKey` writes, or None where it is none. A dollar sign before what is no subfield code, or
    before a capital, is text.
    """
    if _HEAD.match(key) is None:
        return None
    subfields: list[Subfield] = []
    for part in key[6:].split("$"):
        script = bool(subfields) and subfields[-1].code == "6" and subfields[-1].value.endswith("/")
        if subfields and (script or not "!" <= part[:1] <= "~" or part[:1].isupper()):
            subfields[-1] = Subfield(subfields[-1].code, f"{subfields[-1].value}${part}")
        elif "!" <= part[:1] <= "~":
            subfields.append(Subfield(part[0], part[1:]))
    return DataField(key[:3], key[3], key[4], tuple(subfields))
