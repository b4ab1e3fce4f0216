"""What became of each field of a record: lossless, normalised and how, or in the residue and why.

Normalisations are those of docs/reference/normalisation.md and nothing else; a residue's reason is that of its entry
(`mappings.rules.restoring`).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import Final, Literal, TypeAlias

from mappings.marc.record import DataField
from mappings.rules.link_numbers import stands_for
from mappings.rules.restoring import ResidueField

Outcome: TypeAlias = Literal["lossless", "normalised", "residue"]

REASONS: Final = {
    "spacing": "spaces put in order",
    "punctuation": "ISBD punctuation between and after subfields put as the format has it",
    "older-form": "an older way of writing put as it is written today",
    "link": "the link to the field in the other script ($6) counted anew",
    "unmapped": "no statement is made of it",
    "partly": "statements are made of a part of it",
    "elsewhere": "statements are made of it that come back as another field",
}
"""Why a field is normalised or in the residue, by code, in words."""

_SPACES: Final = re.compile(r"\s+")
_MARKS: Final = re.compile(r"[\s.,:;/=+\[\]()]+")


@dataclass(frozen=True, slots=True)
class FieldOutcome:
    """What became of one field. `position` counts from 0, the leader being 0; `field` is as it came.

    `reasons` are codes of `REASONS`, empty for lossless ones. `lost`, of a residue, are the parts that statements don't
    give back: subfield codes, `ind1`, `ind2`, or positions of a fixed field (`/06`); empty where the field is in the
    residue as a whole. `instead` are the fields that come back in other words.
    """

    position: int
    field: DataField
    outcome: Outcome
    reasons: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()
    instead: tuple[DataField, ...] = ()

    @property
    def tag(self) -> str:
        """The tag, of an 880 with the one it stands for: `880-245`."""
        tag = self.field.tag
        return f"880-{stands_for(self.field)}" if tag == "880" and stands_for(self.field) != "880" else tag


def outcomes(
    source: Sequence[DataField], canonical: Sequence[DataField], entries: Sequence[ResidueField]
) -> Iterator[FieldOutcome]:
    """What became of each field of `source`, whose canonical forms are `canonical`, with this residue."""
    held = {entry.position: entry for entry in entries if entry.reason in {"unmapped", "partly", "elsewhere"}}
    again: dict[int, list[DataField]] = {}
    for entry in entries:
        if entry.reason == "surplus":
            again.setdefault(entry.position, []).append(entry.field)
    for position, (field, normal) in enumerate(zip(source, canonical, strict=True)):
        found = held.get(position)
        if found is None or (found.field.tag == "LDR" and not _lost(found)):
            reasons = () if field == normal else normalisations(field, normal)
            yield FieldOutcome(position, field, "normalised" if reasons else "lossless", reasons)
        else:
            instead = tuple(again.get(position, ()))
            yield FieldOutcome(position, field, "residue", (found.reason,), _lost(found), instead)


def normalisations(field: DataField, normal: DataField) -> tuple[str, ...]:
    """Which normalisations make `normal` of `field`."""
    if field.subfields == () or normal.subfields == ():
        return ("older-form",)
    found = []
    if field.get("6") != normal.get("6") or _codes(field, link=True) != _codes(normal, link=True):
        found.append("link")
    if (field.tag, field.ind1, field.ind2, _codes(field)) != (normal.tag, normal.ind1, normal.ind2, _codes(normal)):
        return (*found, "older-form")
    pairs = [
        (old, new) for (code, old), (_, new) in zip(_texts(field), _texts(normal), strict=True) if old != new and code
    ]
    if any(_SPACES.sub(" ", old).strip() == new for old, new in pairs):
        found.append("spacing")
    rest = [(old, new) for old, new in pairs if _SPACES.sub(" ", old).strip() != new]
    if any(_MARKS.sub("", old) == _MARKS.sub("", new) for old, new in rest):
        found.append("punctuation")
    if any(_MARKS.sub("", old) != _MARKS.sub("", new) for old, new in rest):
        found.append("older-form")
    return tuple(found)


def _codes(field: DataField, *, link: bool = False) -> list[str]:
    codes = [sub.code for sub in field.subfields]
    return [str(codes.index("6"))] if link and "6" in codes else [code for code in codes if code != "6"]


def _texts(field: DataField) -> list[tuple[str, str]]:
    return [(code, value) for code, value in field.subfields if code != "6"]


def _lost(entry: ResidueField) -> tuple[str, ...]:
    """The parts of a field that what statements give in its place lacks."""
    field, given = entry.field, entry.given
    if given is None:
        return ()
    if not field.subfields:
        left_out = _COMPUTED if field.tag == "LDR" else frozenset[int]()
        pairs = enumerate(zip_longest(field.ind1, given.ind1))
        return tuple(f"/{at:02}" for at, (one, other) in pairs if one != other and at not in left_out)
    missing = Counter(field.subfields) - Counter(given.subfields)
    codes = dict.fromkeys(sub.code for sub in field.subfields if missing[sub] > 0)
    marks = [name for name, a, b in (("ind1", field.ind1, given.ind1), ("ind2", field.ind2, given.ind2)) if a != b]
    return (*marks, *codes)


_COMPUTED: Final = frozenset({*range(5), *range(9, 17), *range(20, 24)})
"""The positions of the leader that follow from the record's length and encoding, and those that are the same in all."""
