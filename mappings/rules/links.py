"""The canonical form of 880: punctuation of the field it stands for, links numbered as statements give them back.

Pairs are numbered by the tag of the field and its place; a field without its partner has the number 00. `$6` stands
first, with the script that the language tag of the field names.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from mappings.marc.record import DataField, Subfield
from mappings.rules.back import script_mark
from mappings.rules.languages import tag_of
from mappings.rules.link_numbers import stands_for
from mappings.rules.punctuation import spaced

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from mappings.rules.forward import Run


def normal_880(
    field: DataField, normal: Mapping[str, Callable[[DataField, bool], DataField]], *, isbd: bool
) -> DataField:
    """An 880 in the canonical form of the tag it stands for."""
    tag = stands_for(field)
    if tag not in normal:
        return field
    six = field.get("6") or ""
    bare = field._replace(tag=tag, subfields=tuple(sub for sub in field.subfields if sub.code != "6"))
    made = normal[tag](bare, isbd)
    return made._replace(tag="880", subfields=(Subfield("6", made.tag + six[3:]), *made.subfields))


def numbered(fields: Sequence[DataField], run: Run) -> list[DataField]:
    """The fields of a record with its links in order. `run` is that of the record; positions agree with `fields`."""
    out = list(fields)
    places = {id(field): at for at, field in enumerate(run.record.fields, 1)}
    mates = {position - 1: places[id(twin)] for position, twin in run.twins.items()}
    numbers: dict[int, int] = {}
    for at in sorted(mates, key=lambda at: (out[at].tag, at)):
        mate = mates[at]
        number = numbers.setdefault(mate, len(numbers) + 1)
        was = run.record.fields[mate - 1]
        if isinstance(was, DataField) and out[at].tag == stands_for(was) != stands_for(out[mate]):
            out[mate] = spaced(was, _isbd=True)  # written in today's way only where its partner is
        out[at] = _linked(out[at], f"880-{number:02d}")
        out[mate] = _linked(out[mate], f"{out[at].tag}-{number:02d}{_suffix(run, mate, fields)}")
    for at, field in enumerate(out):
        if field.tag == "880" and at not in numbers and len(tag := stands_for(field)) == 3 and tag != "880":
            out[at] = _linked(field, f"{tag}-00{_suffix(run, at, fields)}")
        elif field.tag != "880" and at not in mates and (field.get("6") or "").startswith("880-"):
            out[at] = _linked(field, "880-00")
    return out


def _suffix(run: Run, at: int, fields: Sequence[DataField]) -> str:
    language = tag_of(run, fields[at])
    return script_mark(language) if language else (fields[at].get("6") or "")[6:]


def _linked(field: DataField, six: str) -> DataField:
    return field._replace(subfields=(Subfield("6", six), *(sub for sub in field.subfields if sub.code != "6")))
