"""Every row of the shared profiles has an example that passes the check, is held to what it says, and names MARC fields
and lists that there are.
"""

from __future__ import annotations

import re

import pytest

from mappings.marc.formats import is_standard
from mappings.profiles.groups import GROUPS
from mappings.profiles.model import Field, Kind, Profile, Shape
from mappings.profiles.resolve import shared
from mappings.profiles.validator import check
from tests.mappings.profiles.examples import value_of, whole

SHAPES = [
    pytest.param(profile, shape, id=f"{profile.id}-{shape.id}")
    for profile in shared().offered
    for shape in profile.shapes.values()
]
every_shape = pytest.mark.parametrize(("profile", "shape"), SHAPES)
TAG = re.compile(r"\b[0-9]{3}\b")


def _told(profile: Profile, shape: Shape, changed: Field, values: list[object] | None) -> set[str]:
    """The codes of what the check tells of one property of a node, where its values are others."""
    root, node = whole(profile, shape)
    others = [each for each in shape.fields if each.property == changed.property and each is not changed]
    kept = [value_of(profile, each) for each in others if not set(each.types) & set(changed.targets)]
    node[changed.property] = kept if values is None else [*kept, *values]
    place = re.escape(("" if node is root else "bf:relatedTo[0]/") + changed.property)
    return {each.code for each in check(profile, root) if re.fullmatch(place + r"(\[[0-9]+\])?", each.path)}


@every_shape
def test_the_examples_of_a_shape_make_a_description_without_problems(profile: Profile, shape: Shape) -> None:
    assert check(profile, whole(profile, shape)[0]) == []


@every_shape
def test_each_field_is_held_to_what_its_row_says(profile: Profile, shape: Shape) -> None:
    for field in shape.fields:
        example = value_of(profile, field)
        assert ("MISSING" in _told(profile, shape, field, None)) is field.mandatory, field.key
        wrong = {"@id": "https://example.org/x"} if field.kind is Kind.LITERAL else "a text"
        assert "WRONG_KIND" in _told(profile, shape, field, [wrong]), field.key
        other = _another(example)
        assert ("NOT_REPEATABLE" in _told(profile, shape, field, [example, other])) is not field.repeatable, field.key


def _another(value: object) -> object:
    if isinstance(value, str):
        return value + "x"
    assert isinstance(value, dict)
    if "@value" in value:
        return {**value, "@value": "1901"}
    return {**value, "@id": f"{value['@id']}-other"}


@every_shape
def test_each_row_has_what_a_form_shows(profile: Profile, shape: Shape) -> None:
    assert shape.targets
    for field in shape.fields:
        assert set(field.label) >= {"en", "ar", "pl"}, field.key
        assert field.example or field.shapes, field.key
        assert shape.describes is None or field.group in GROUPS, field.key
        for tag in TAG.findall(field.marc):
            formats = ("bibliographic", "holdings", "authority")
            assert tag == "952" or any(is_standard(each, tag) for each in formats), (field.key, tag)
