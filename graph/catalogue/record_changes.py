"""What to change in a kept MARC record when its description changed: field by field, so that the rest keeps its bytes.

The record before and after are both made from descriptions, so what the mapping normalises is normalised in both and
cancels out. Numbers that link a field with its other script (`$6`) are counted anew in each; they are not compared, and
a field that is put in gets the number that is its own in the kept record.
"""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher

from mappings.marc.record import DataField, Field, Record
from mappings.marc.splice import Changes
from mappings.rules.link_numbers import link_number, numbered_as, stands_for, unlinked


def changes(kept: Record, canonical: Record, was: Record, is_now: Record) -> Changes:
    """The changes that bring `kept` from what `was` says to what `is_now` says.

    `canonical` has the fields of `kept` in their canonical form, place by place.
    """
    places = _places(was.fields, canonical.fields)
    links = _Links(kept)
    replaced: dict[int, Field | None] = {}
    inserted: list[tuple[int, Field]] = []
    before, after = [unlinked(each) for each in was.fields], [unlinked(each) for each in is_now.fields]
    for kind, i1, i2, j1, j2 in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        new = list(is_now.fields[j1:j2])
        if kind == "equal":
            for i, field in zip(range(i1, i2), new, strict=True):
                if i in places:
                    links.meet(kept.fields[places[i]], field)
            continue
        at = next((places[i] for i in range(i1, len(was.fields)) if i in places), len(kept.fields))
        for place in sorted(places[i] for i in range(i1, i2) if i in places):
            mate = _taken(new, kept.fields[place])
            if mate is not None:
                links.meet(kept.fields[place], mate)
            replaced[place] = mate
            at = place + 1
        inserted.extend((at, field) for field in new)
    leader = is_now.leader if is_now.leader != was.leader else None
    return Changes(
        {place: None if field is None else links.linked(field) for place, field in replaced.items()},
        tuple((at, links.linked(field)) for at, field in sorted(inserted, key=lambda pair: pair[0])),
        leader,
    )


class _Links:
    """Which link number of the new record is which one of the kept record."""

    def __init__(self, kept: Record) -> None:
        self._numbers: dict[str, str] = {}
        self._used = {number for field in kept.fields if (number := link_number(field)) is not None}

    def meet(self, kept: Field, new: Field) -> None:
        """Both are the same field, so their numbers are the same link."""
        ours, theirs = link_number(kept), link_number(new)
        if ours is not None and theirs is not None:
            self._numbers.setdefault(theirs, ours)

    def linked(self, field: Field) -> Field:
        """The field with its number in the kept record, a free one where it is new there."""
        number = link_number(field)
        if number is None or number == "00" or not isinstance(field, DataField):
            return field
        if number not in self._numbers:
            free = next(each for n in range(1, 100) if (each := f"{n:02}") not in self._used or n == 99)
            self._numbers[number] = free
            self._used.add(free)
        return numbered_as(field, self._numbers[number])


def _places(made: Sequence[Field], canonical: Sequence[Field]) -> dict[int, int]:
    """Position among the fields that description and residue give → position in the record, equal fields first."""
    places: dict[int, int] = {}
    for start, at, size in SequenceMatcher(None, made, canonical, autojunk=False).get_matching_blocks():
        places.update({start + n: at + n for n in range(size)})
    taken = set(places.values())
    free = [at for at in range(len(canonical)) if at not in taken]
    for loose in (False, True):
        for i, one in enumerate(made):
            if i in places:
                continue
            fits = [at for at in free if canonical[at] == one or (loose and canonical[at].tag == one.tag)]
            if fits:
                places[i] = fits[0]
                free.remove(fits[0])
    return places


def _taken(fields: list[Field], like: Field) -> Field | None:
    """The first of the new fields that stands for the same as a kept one, taken out of the list."""
    for at, one in enumerate(fields):
        if one.tag == like.tag and stands_for(one) == stands_for(like):
            return fields.pop(at)
    return None
