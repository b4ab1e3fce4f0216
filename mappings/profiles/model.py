"""What a profile is once its tables are read: shapes of fields, and what a check of a description tells."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final, TypeAlias

Texts: TypeAlias = Mapping[str, str]
"""One text by language: English always, others where the table has them."""


class Level(StrEnum):
    """How much it matters: an error keeps a description from being published, a warning is shown, a note is quiet."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


class Kind(StrEnum):
    """What a value is: a text, or something with a name of its own (a term, an agent, a part of the description)."""

    LITERAL = "literal"
    IRI = "IRI"


class Rule(StrEnum):
    """How a value is held to what its field says; the names are those of DCTAP, `vocabulary` is ours."""

    PICKLIST = "picklist"
    PATTERN = "pattern"
    STEM = "IRIstem"
    LANGUAGES = "languageTag"
    VOCABULARY = "vocabulary"


class Subject(StrEnum):
    """What a shape describes where it is the shape of a whole description."""

    WORK = "Work"
    INSTANCE = "Instance"
    ITEM = "Item"
    AGENT = "Agent"
    TOPIC = "Subject"
    SERIES = "Series"


ANY_LITERAL: Final = "rdfs:Literal"
"""The datatype of a text that may have any."""

LONGEST_MATCHED: Final = 2_000
"""The longest text that a pattern of a table is matched with; a longer one is not of the form."""

TEXT: Final = ("xsd:string", "rdf:langString")
"""The datatypes of a text where a field gives none."""


@dataclass(frozen=True, slots=True)
class Constraint:
    """What the values of a field are held to; the only `value` of a pattern is its regular expression."""

    rule: Rule
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Field:
    """A property of a shape as one row has it.

    `targets` are the classes of the values it takes where a property has several fields, `types` those of a new one.
    `absent` is how much it matters that a mandatory one is missing, `broken` that a value is not as constrained.
    """

    property: str
    label: Texts
    help: Texts
    kind: Kind
    mandatory: bool = False
    repeatable: bool = True
    ordered: bool = False
    hidden: bool = False
    datatypes: tuple[str, ...] = ()
    constraint: Constraint | None = None
    shapes: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()
    types: tuple[str, ...] = ()
    vocabulary: str = ""
    absent: Level = Level.ERROR
    broken: Level = Level.ERROR
    group: str = ""
    marc: str = ""
    default: str = ""
    example: str = ""
    key: str = ""
    """What tells it from the other fields of its shape: its property, and where that is not enough, its classes."""


@dataclass(frozen=True, slots=True)
class Shape:
    """What is said of one kind of thing. `describes` is None for a part of a description, which any node of one of its
    `targets` is held to wherever it hangs.
    """

    id: str
    label: Texts
    targets: tuple[str, ...]
    types: tuple[str, ...]
    fields: tuple[Field, ...]
    describes: Subject | None = None
    help: Texts = field(default_factory=dict)

    def by_property(self) -> dict[str, list[Field]]:
        """Its fields, those of one property together."""
        found: dict[str, list[Field]] = {}
        for each in self.fields:
            found.setdefault(each.property, []).append(each)
        return found


@dataclass(frozen=True, slots=True, eq=False)
class Profile:
    """A profile with everything it inherits."""

    id: str
    label: Texts
    help: Texts
    shapes: Mapping[str, Shape] = field(repr=False)
    abstract: bool = False
    own: bool = False
    """Whether a library changed it, or made it."""

    @property
    def roots(self) -> tuple[Shape, ...]:
        """The shapes of whole descriptions."""
        return tuple(each for each in self.shapes.values() if each.describes is not None)

    def root(self, types: Sequence[str]) -> Shape | None:
        """The shape of a whole description of these types."""
        return next((each for each in self.roots if not set(each.targets).isdisjoint(types)), None)


class ProblemCode(StrEnum):
    """What a check tells, as a stable code. `values` of a problem are what its sentence speaks of besides the field."""

    WRONG_TYPE = "WRONG_TYPE"
    """Described is something else than what the profile is for: the classes of it."""
    MISSING = "MISSING"
    NOT_REPEATABLE = "NOT_REPEATABLE"
    WRONG_KIND = "WRONG_KIND"
    """A text for a term, or a term for a text: the kind that is wanted."""
    WRONG_DATATYPE = "WRONG_DATATYPE"
    """The datatypes that are possible."""
    INVALID_DATE = "INVALID_DATE"
    WRONG_FORM = "WRONG_FORM"
    NOT_IN_VOCABULARY = "NOT_IN_VOCABULARY"
    """The list that it is to be from, where it is a list."""
    WRONG_LANGUAGE = "WRONG_LANGUAGE"
    """The languages that are possible."""
    NOT_ALLOWED = "NOT_ALLOWED"
    UNFORESEEN = "UNFORESEEN"


@dataclass(frozen=True, slots=True)
class Problem:
    """What a check tells: where (property names joined by `/`, the place of a value from 0 in brackets), a stable code
    and a sentence in English.

    `label` (what the field, or the profile, is called) and `values` are what a sentence in another language needs.
    """

    level: Level
    path: str
    code: str
    message: str
    label: Texts = field(default_factory=dict, compare=False)
    values: tuple[str, ...] = field(default=(), compare=False)
