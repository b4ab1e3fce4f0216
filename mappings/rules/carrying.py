"""An edit of what statements give, carried into the record's own field: what the edit didn't touch stays as it was.

The field made before the edit (`given`) and after it (`now`) differ in some indicators and subfields. Those differences
are made in the record's field too, where the text that changed is found there, whatever its subfield is called and
whatever punctuation stands round it.
"""

from __future__ import annotations

from difflib import SequenceMatcher
from typing import Final

from mappings.marc.record import DataField, Subfield
from mappings.rules.link_numbers import relinked

_MARKS: Final = " .,:;/=+"


def core(text: str) -> str:
    """A text without the punctuation round it, for finding it again in another field."""
    return " ".join(text.split()).strip(_MARKS)


def carried(field: DataField, given: DataField, now: DataField) -> DataField:
    """`field` of the record with the edit that made `now` of `given`."""
    subfields = list(field.subfields)
    for kind, i1, i2, j1, j2 in SequenceMatcher(None, given.subfields, now.subfields, autojunk=False).get_opcodes():
        if kind != "equal":
            _change(subfields, given.subfields[i1:i2], now.subfields[j1:j2], given.subfields[:i1])
    edited = DataField(
        field.tag,
        field.ind1 if given.ind1 == now.ind1 else now.ind1,
        field.ind2 if given.ind2 == now.ind2 else now.ind2,
        tuple(subfields),
    )
    return relinked(edited, now)


def _change(
    subfields: list[Subfield], old: tuple[Subfield, ...], new: tuple[Subfield, ...], before: tuple[Subfield, ...]
) -> None:
    """Replace `old` by `new`, which stands behind `before` in the field that was made."""
    waiting = list(new)
    at: int | None = None
    for gone in old:
        if gone.code == "6":
            continue
        mate = next((each for each in waiting if each.code == gone.code), None)
        found = _place(subfields, gone)
        if found is not None:
            text = None if mate is None else _text(subfields[found].value, gone.value, mate.value)
            if text is None:
                subfields.pop(found)
                at = found
            else:
                subfields[found] = Subfield(subfields[found].code, text)
                at = found + 1
            if mate is not None and text is not None:
                waiting.remove(mate)
    for each in waiting:
        if each.code != "6":
            place = _after(subfields, before) if at is None else at
            subfields.insert(place, each)
            at = place + 1


def _place(subfields: list[Subfield], wanted: Subfield) -> int | None:
    """Where a subfield that statements gave stands in the record's field: by code and text, else by text alone."""
    if wanted in subfields:
        return subfields.index(wanted)
    text = core(wanted.value)
    for same_code in (True, False):
        for at, (code, value) in enumerate(subfields):
            if (code == wanted.code or not same_code) and core(value) and _overlap(core(value), text):
                return at
    return None


def _overlap(own: str, text: str) -> bool:
    return bool(text) and (text in own or text.endswith(own))


def _text(own: str, given: str, now: str) -> str | None:
    """The record's text with the edit that made `now` of `given`; None where that can't be told."""
    if own == given:
        return now
    old, new = core(given), core(now)
    if old and old in own:
        return own.replace(old, new, 1)
    bare = core(own)
    if bare and old.endswith(bare) and new.startswith(old[: -len(bare)]):
        return own.replace(bare, new[len(old) - len(bare) :], 1)
    return None


def _after(subfields: list[Subfield], before: tuple[Subfield, ...]) -> int:
    """The place behind the last of the subfields that stood before an added one."""
    for each in reversed(before):
        found = _place(subfields, each)
        if found is not None:
            return found + 1
    return 0 if before == () else len(subfields)
