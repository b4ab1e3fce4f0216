"""A profile prepared for checking, once for each, so that checking a description is a walk and some look-ups."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from mappings.bibframe.node import Value
from mappings.profiles import edtf, vocabularies
from mappings.profiles.model import (
    LONGEST_MATCHED,
    Constraint,
    Field,
    Kind,
    Level,
    Problem,
    ProblemCode,
    Profile,
    Rule,
    Shape,
    Texts,
)


@dataclass(frozen=True, slots=True)
class Told:
    """What is told where something is not as it should be."""

    code: ProblemCode
    label: Texts
    message: str
    values: tuple[str, ...] = ()

    def at(self, level: Level, path: str) -> Problem:
        """Told of a place."""
        return Problem(level, path, self.code, self.message, self.label, self.values)


@dataclass(frozen=True, slots=True)
class FieldCheck:
    """How often a field is said. `takes`: the classes of its values; None where it takes all of the property."""

    property: str
    takes: frozenset[str] | None
    mandatory: bool
    absent: Level
    once: bool
    missing: Told
    too_many: Told


@dataclass(frozen=True, slots=True)
class Test:
    """What a value is held to, and what is told of one that isn't so."""

    passes: Callable[[Value], bool]
    level: Level
    told: Told


@dataclass(frozen=True, slots=True)
class PropertyCheck:
    """The fields of one property together. `foreseen`: the classes one of which each value has; None where any may."""

    property: str
    kind: Kind
    datatypes: frozenset[str]
    tests: tuple[Test, ...]
    foreseen: frozenset[str] | None
    fields: tuple[FieldCheck, ...]
    wrong_kind: Told
    wrong_datatype: Told
    unforeseen: Told


@dataclass(frozen=True, slots=True)
class ShapeCheck:
    """A shape; `targets` the classes of what is held to it."""

    targets: frozenset[str]
    properties: tuple[PropertyCheck, ...]


@dataclass(frozen=True, slots=True)
class Checks:
    """The shapes of whole descriptions by id, and those of parts."""

    roots: Mapping[str, ShapeCheck]
    parts: tuple[ShapeCheck, ...]


@lru_cache(maxsize=256)
def compiled(profile: Profile) -> Checks:
    """A profile, prepared."""
    return Checks(
        {each.id: _shape(each) for each in profile.roots},
        tuple(_shape(each) for each in profile.shapes.values() if each.describes is None and each.targets),
    )


def _shape(shape: Shape) -> ShapeCheck:
    return ShapeCheck(
        frozenset(shape.targets), tuple(_property(name, fields) for name, fields in shape.by_property().items())
    )


def _property(name: str, fields: Sequence[Field]) -> PropertyCheck:
    first, label = fields[0], fields[0].label
    called = label["en"]
    datatypes = frozenset(each for field in fields for each in field.datatypes)
    what = "a text" if first.kind is Kind.LITERAL else "a term or a part, not a text"
    return PropertyCheck(
        name,
        first.kind,
        datatypes if all(field.datatypes for field in fields) else frozenset(),
        tuple(tests_of(first)) if len(fields) == 1 else (),
        foreseen(fields),
        tuple(_field(each, alone=len(fields) == 1) for each in fields),
        Told(ProblemCode.WRONG_KIND, label, f"“{called}” has to be {what}.", (first.kind.value,)),
        _wrong_datatype(label, sorted(datatypes)),
        Told(
            ProblemCode.UNFORESEEN, label, f"The profile doesn't foresee a value of this kind for {name}; it is kept."
        ),
    )


def _wrong_datatype(label: Texts, datatypes: Sequence[str]) -> Told:
    wanted = " or ".join(_WORDS.get(each, each) for each in datatypes)
    return Told(ProblemCode.WRONG_DATATYPE, label, f"“{label['en']}” has to be {wanted}.", tuple(datatypes))


_WORDS: Final = {
    "xsd:string": "a plain text", "rdf:langString": "a text with its language", "edtf:edtf": "an EDTF date",
    "xsd:date": "a date", "xsd:dateTime": "a date and time",
}  # fmt: skip


def foreseen(fields: Sequence[Field]) -> frozenset[str] | None:
    """The classes of the values of a property; None where one may be looked up."""
    if not all(each.targets for each in fields) or any(each.vocabulary for each in fields):
        return None
    return frozenset(each for field in fields for each in field.targets)


def _field(field: Field, *, alone: bool) -> FieldCheck:
    called = field.label["en"]
    return FieldCheck(
        field.property,
        None if alone else frozenset(field.targets),
        field.mandatory,
        field.absent,
        not field.repeatable,
        Told(ProblemCode.MISSING, field.label, f"“{called}” is missing."),
        Told(ProblemCode.NOT_REPEATABLE, field.label, f"“{called}” is said once."),
    )


def tests_of(field: Field) -> list[Test]:
    """What each value of a field is held to besides its kind and datatype."""
    tests = []
    if edtf.are_dates(field.datatypes):
        message = f"“{field.label['en']}” is no date in EDTF, such as 1985, 199X or 1985~."
        told = Told(ProblemCode.INVALID_DATE, field.label, message)
        tests.append(Test(_matching(edtf.PATTERN), Level.ERROR, told))
    if field.constraint is not None:
        tests.append(Test(_passes(field.constraint), field.broken, _told(field.constraint, field.label)))
    return tests


def _passes(constraint: Constraint) -> Callable[[Value], bool]:
    values = constraint.values
    match constraint.rule:
        case Rule.PATTERN:
            return _short(values[0])
        case Rule.STEM:
            return _matching(begins_with(values))
        case Rule.LANGUAGES:
            return _in_languages(values)
        case Rule.PICKLIST:
            return _among(frozenset(values))
        case Rule.VOCABULARY:
            members = frozenset(vocabularies.members(values[0]))
            return lambda value: text_of(value) in members


def _told(constraint: Constraint, label: Texts) -> Told:
    values, called = constraint.values, f"“{label['en']}”"
    match constraint.rule:
        case Rule.PATTERN:
            return Told(ProblemCode.WRONG_FORM, label, f"{called} is not of the form that is expected.")
        case Rule.STEM:
            return Told(ProblemCode.NOT_IN_VOCABULARY, label, f"{called} is from another vocabulary.")
        case Rule.LANGUAGES:
            return Told(ProblemCode.WRONG_LANGUAGE, label, f"{called} is in {', '.join(values)}.", values)
        case Rule.PICKLIST:
            return Told(ProblemCode.NOT_ALLOWED, label, f"{called} is not one of the values allowed.")
        case Rule.VOCABULARY:
            message = f"{called} is not from the list {values[0]}."
            return Told(ProblemCode.NOT_IN_VOCABULARY, label, message, values[:1])


def text_of(value: Value) -> str:
    """A literal's text or a reference's IRI: what a pattern is matched with."""
    if isinstance(value, str):
        return value
    return str(value["@value"] if "@value" in value else value.get("@id", ""))


def begins_with(stems: Iterable[str]) -> str:
    """The regular expression of IRIs that begin with one of these."""
    return f"^({'|'.join(map(re.escape, stems))})"


def _matching(pattern: str) -> Callable[[Value], bool]:
    search = re.compile(pattern).search
    return lambda value: search(text_of(value)) is not None


def _short(pattern: str) -> Callable[[Value], bool]:
    search = re.compile(pattern).search
    return lambda value: len(text := text_of(value)) <= LONGEST_MATCHED and search(text) is not None


def _among(members: frozenset[str]) -> Callable[[Value], bool]:
    def passes(value: Value) -> bool:
        if isinstance(value, str):
            return value in members
        if "@value" in value:
            return "@language" not in value and "@type" not in value and value["@value"] in members
        return value.get("@id") in members

    return passes


def _in_languages(tags: Sequence[str]) -> Callable[[Value], bool]:
    wanted = tuple(each.lower() for each in tags)

    def passes(value: Value) -> bool:
        said = "" if isinstance(value, str) else str(value.get("@language", "")).lower()
        return any(said == each or said.startswith(each + "-") for each in wanted)

    return passes
