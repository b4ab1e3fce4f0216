"""What changed between two records, or two states of a description, in MARC terms: fields added, removed and changed.

Numbers that only link a field with its other script (`$6`) are not compared, and the order of fields makes no
difference. Of several fields of one tag those whose texts are most alike are taken for the same.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal, TypeAlias

from mappings.marc.record import ControlField, DataField, Field, Record, Subfield
from mappings.rules.link_numbers import stands_for, unlinked

Kind: TypeAlias = Literal["added", "removed", "changed"]


@dataclass(frozen=True, slots=True)
class SubfieldChange:
    """One subfield added (`before` is None), removed (`after` is None) or changed. Indicators have the codes `ind1` and
    `ind2`; the text of a control field and the leader has the code "".
    """

    code: str
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field added, removed or changed; `subfields` tells what in a changed one."""

    kind: Kind
    before: Field | None
    after: Field | None
    subfields: tuple[SubfieldChange, ...] = ()

    @property
    def tag(self) -> str:
        """The tag."""
        field = self.after or self.before
        return "" if field is None else field.tag


def differences(before: Record, after: Record) -> list[FieldChange]:
    """What makes `after` of `before`, in the order of tags; the leader without its computed positions comes first."""
    found = []
    old_leader, new_leader = (ControlField("LDR", _comparable(each.leader)) for each in (before, after))
    if old_leader != new_leader:
        found.append(_changed(old_leader, new_leader))
    gone, new = _left(before.fields, after.fields), _left(after.fields, before.fields)
    for old, mate in _pairs(gone, new):
        found.append(_changed(old, mate))
        gone.remove(old)
        new.remove(mate)
    found += [FieldChange("removed", field, None) for field in gone]
    found += [FieldChange("added", None, field) for field in new]
    return sorted(found, key=lambda change: (change.tag != "LDR", change.tag))


def _comparable(leader: str) -> str:
    return f"     {leader[5:9]} {leader[10:12]}     {leader[17:]}"


def _left(fields: Sequence[Field], others: Sequence[Field]) -> list[Field]:
    """The fields that the others have no like of, each as often."""
    there = Counter(map(unlinked, others))
    left = []
    for field in fields:
        if there[unlinked(field)] > 0:
            there[unlinked(field)] -= 1
        else:
            left.append(field)
    return left


def _pairs(gone: Sequence[Field], new: Sequence[Field]) -> list[tuple[Field, Field]]:
    """Fields taken for the same before and after, the most alike first."""
    ranked = sorted(
        (
            (-_likeness(old, mate), i, j)
            for i, old in enumerate(gone)
            for j, mate in enumerate(new)
            if old.tag == mate.tag and stands_for(old) == stands_for(mate)
        )
    )
    taken_old: set[int] = set()
    taken_new: set[int] = set()
    out = []
    for _, i, j in ranked:
        if i not in taken_old and j not in taken_new:
            taken_old.add(i)
            taken_new.add(j)
            out.append((gone[i], new[j]))
    return out


def _likeness(one: Field, other: Field) -> float:
    return SequenceMatcher(None, _text(one), _text(other), autojunk=False).ratio()


def _text(field: Field) -> str:
    if isinstance(field, ControlField):
        return field.value
    return "".join(f"\x1f{code}{value}" for code, value in field.subfields if code != "6")


def _changed(before: Field, after: Field) -> FieldChange:
    if isinstance(before, DataField) and isinstance(after, DataField):
        return FieldChange("changed", before, after, tuple(_within(before, after)))
    old, new = (each.value if isinstance(each, ControlField) else None for each in (before, after))
    return FieldChange("changed", before, after, (SubfieldChange("", old, new),))


def _within(before: DataField, after: DataField) -> Iterator[SubfieldChange]:
    for code, old, new in (("ind1", before.ind1, after.ind1), ("ind2", before.ind2, after.ind2)):
        if old != new:
            yield SubfieldChange(code, old, new)
    ours, theirs = _without_link(before), _without_link(after)
    for kind, i1, i2, j1, j2 in SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes():
        if kind == "equal":
            continue
        waiting = list(theirs[j1:j2])
        for code, value in ours[i1:i2]:
            mate = next((each for each in waiting if each.code == code), None)
            if mate is not None:
                waiting.remove(mate)
            yield SubfieldChange(code, value, None if mate is None else mate.value)
        yield from (SubfieldChange(code, None, value) for code, value in waiting)


def _without_link(field: DataField) -> list[Subfield]:
    return [sub for sub in field.subfields if sub.code != "6"]
