"""The numbers of `$6`, which link a field with its other script: they say which two belong together and nothing else.

They are counted anew whenever a record is made, so fields are compared without them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from mappings.marc.record import DataField, Subfield

if TYPE_CHECKING:
    from mappings.marc.record import Field


def link_number(field: Field) -> str | None:
    """The number that links a field with its other script, `01` to `99`, `00` for one alone; None where it has none."""
    if not isinstance(field, DataField):
        return None
    six = field.get("6")
    return six[4:6] if six is not None and six[3:4] == "-" and six[4:6].isdecimal() else None


def numbered_as(field: DataField, number: str) -> DataField:
    """The field with another link number, or with none (`""`)."""
    return field._replace(
        subfields=tuple(
            Subfield(code, f"{value[:4]}{number}{value[6:]}") if code == "6" else Subfield(code, value)
            for code, value in field.subfields
        )
    )


def unlinked(field: Field) -> Field:
    """The field without its link number, for comparing."""
    return field if link_number(field) is None or not isinstance(field, DataField) else numbered_as(field, "")


def relinked(field: DataField, like: DataField) -> DataField:
    """The field with the link number of `like`, where both have one."""
    number = link_number(like)
    return field if number is None or link_number(field) is None else numbered_as(field, number)


def stands_for(field: Field) -> str:
    """The tag of a field; of an 880, that of the field it stands for."""
    six = field.get("6") if isinstance(field, DataField) and field.tag == "880" else None
    return field.tag if six is None else six[:3]
