"""What tables of numbers share: a number and the qualifier written behind it, and the status of one that is void."""

from __future__ import annotations

from typing import Any, Final

from mappings.marc.record import DataField, Subfield
from mappings.rules.punctuation import chop
from mappings.rules.tables.shared import status

CANCELED: Final = status("cancinv", "invalid")


def without_qualifier(text: str) -> str:
    """A number without the qualifier in parentheses that older records wrote behind it."""
    before, opening, rest = text.partition("(")
    return chop(before + rest.partition(")")[2] if opening and ")" in rest else text)


def qualifier(text: str) -> str:
    """The qualifier in parentheses behind a number; nothing of a bare number."""
    before, opening, rest = text.partition("(")
    return chop(rest.partition(")")[0]) if opening and before.strip() and ")" in rest else ""


def qualified(field: DataField) -> DataField:
    """The field with the qualifier behind `$a` or `$z` in a `$q` of its own, as it is written today."""
    if not any("(" in text for code, text in field.subfields if code in "az"):
        return field
    out: list[Subfield] = []
    for code, text in field.subfields:
        words: list[str] = []
        while code in "az" and (found := qualifier(text)):
            words.append(found)
            text = without_qualifier(text)  # noqa: PLW2901 - the number is what is left of it
        out.append(Subfield(code, text))
        out.extend(Subfield("q", f"({each})") for each in words)
    return field._replace(subfields=tuple(out))


def numbered(type_: str, value: str) -> dict[str, Any]:
    """The statement of a number, as examples write it."""
    return {"bf:identifiedBy": {"@type": type_, "rdf:value": value}}
