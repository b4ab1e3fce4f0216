"""What a table of profiles changes: the fields that would be other than they are, by the columns that say so."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final, TypeAlias

from mappings.profiles.model import Field, Profile, Texts
from mappings.profiles.resolve import Library

FIELD: Final = "field"
PROFILE: Final = "profile"
"""In place of a column: the whole field, or the whole profile, is new or gone."""
_Said: TypeAlias = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One column that says something else of a field, in the same way in `profiles`. `before` is None for what is new,
    `after` for what is gone; a column that says nothing is empty.
    """

    profiles: tuple[str, ...]
    shape: str
    property: str
    label: Texts
    column: str
    before: str | None
    after: str | None


def changes(before: Library, after: Library) -> list[FieldChange]:
    """What is other in the profiles that are offered, alike changes of several profiles together, in their order."""
    alike: dict[tuple[str, str, str, str | None, str | None], tuple[list[str], Texts]] = {}
    earlier, later = ({each.id: each for each in one.offered} for one in (before, after))
    for id_ in dict.fromkeys((*later, *earlier)):
        for shape, field_, column, old, new in _of_profile(earlier.get(id_), later.get(id_)):
            property_ = "" if field_ is None else field_.property
            label = (later.get(id_) or earlier[id_]).label if field_ is None else field_.label
            alike.setdefault((shape, property_, column, old, new), ([], label))[0].append(id_)
    return [
        FieldChange(tuple(ids), shape, property_, label, column, old, new)
        for (shape, property_, column, old, new), (ids, label) in alike.items()
    ]


_One: TypeAlias = tuple[str, Field | None, str, str | None, str | None]


def _of_profile(old: Profile | None, new: Profile | None) -> Iterator[_One]:
    if old is None or new is None:
        yield "", None, PROFILE, None if old is None else old.id, None if new is None else new.id
        return
    for name in dict.fromkeys((*new.shapes, *old.shapes)):
        one, other = (_fields(each, name) for each in (old, new))
        for key in dict.fromkeys((*other, *one)):
            yield from ((name, *rest) for rest in _of_field(one.get(key), other.get(key)))


def _fields(profile: Profile, shape: str) -> dict[str, Field]:
    found = profile.shapes.get(shape)
    return {} if found is None else {each.key or each.property: each for each in found.fields}


def _of_field(old: Field | None, new: Field | None) -> Iterator[tuple[Field, str, str | None, str | None]]:
    if old == new:
        return
    if old is None or new is None:
        for here in filter(None, (new, old)):
            yield here, FIELD, None if old is None else old.property, None if new is None else new.property
        return
    one, other = _said(old), _said(new)
    for column in dict.fromkeys((*other, *one)):
        if one.get(column, "") != other.get(column, ""):
            yield new, column, one.get(column, ""), other.get(column, "")


def _said(field: Field) -> _Said:
    """A field by the columns that a table says it with."""
    constraint = field.constraint
    return {
        **_texts("propertyLabel", field.label),
        **_texts("note", field.help),
        "mandatory": _truth(field.mandatory),
        "repeatable": _truth(field.repeatable),
        "ordered": _truth(field.ordered),
        "hidden": _truth(field.hidden),
        "severity": field.absent,
        "constraintSeverity": field.broken,
        "valueDataType": " ".join(field.datatypes),
        "valueConstraint": "" if constraint is None else f"{constraint.rule}: {' | '.join(constraint.values)}",
        "valueShape": " ".join(field.shapes),
        "vocabulary": field.vocabulary,
        "group": field.group,
        "marc": field.marc,
        "default": field.default,
        "example": field.example,
    }


def _texts(column: str, texts: Texts) -> _Said:
    return {column if lang == "en" else f"{column}@{lang}": text for lang, text in texts.items()}


def _truth(holds: bool) -> str:  # noqa: FBT001 - a cell of a table
    return "TRUE" if holds else "FALSE"
