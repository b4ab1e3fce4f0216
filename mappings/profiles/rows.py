"""What the cells of a row mean: a field, a shape, each cell read by its column, every mistake told with its place."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Final, TypeVar

from mappings.bibframe.node import PREFIXES
from mappings.bibframe.terms import CLASSES, PROPERTIES
from mappings.profiles import vocabularies
from mappings.profiles.edtf import DATATYPES
from mappings.profiles.errors import TableProblem
from mappings.profiles.model import ANY_LITERAL, TEXT, Constraint, Field, Kind, Level, Rule, Subject, Texts
from mappings.profiles.reader import Cell, Cells, nearest

T = TypeVar("T")
CLEARED: Final = "-"
"""What a cell says that takes away what was inherited."""

_LEVELS: Final = {"violation": Level.ERROR, "warning": Level.WARNING, "info": Level.NOTE}
_KINDS: Final = {"literal": Kind.LITERAL, "iri": Kind.IRI}
_TRUTHS: Final = {"true": True, "false": False}
_DATATYPES: Final = DATATYPES | {
    ANY_LITERAL, *TEXT, "xsd:date", "xsd:dateTime", "xsd:duration", "xsd:integer", "xsd:decimal", "xsd:boolean",
    "xsd:gYear", "xsd:anyURI",
}  # fmt: skip
_RULES: Final = {each.value.casefold(): each for each in Rule}
_SUBJECTS: Final = {each.value.casefold(): each for each in Subject}
_ABSOLUTE: Final = re.compile(r"https?://[^\x00-\x20<>\"{}|\\^`\x7f]+")
_LANGUAGE: Final = re.compile(r"[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*")
_LONGEST_PATTERN: Final = 500
_TOO_SLOW: Final = (
    "a pattern has at most 500 characters, repeats no group without end or many times, repeats at most one thing"
    " without end (two where it begins with ^), and has neither (?…) nor a reference back"
)


class Reading:
    """Reads the cells of one row, and collects what is wrong with them."""

    def __init__(self, cells: Cells, problems: list[TableProblem]) -> None:
        self._cells, self._problems = cells, problems

    def wrong(self, column: str, message: str, suggestion: str = "") -> None:
        """Tell a mistake in a cell, or in the row where the cell is empty."""
        cell = self._cells.get(column) or next(iter(self._cells.values()))
        self._problems.append(TableProblem(cell.line, column, message, suggestion, cell.table))

    def text(self, column: str) -> str:
        """A cell as it stands; empty where there is nothing."""
        cell = self._cells.get(column)
        return "" if cell is None or cell.text == CLEARED else cell.text

    def texts(self, column: str, default: str = "") -> Texts:
        """A text in the languages in which it is given, English first."""
        found = {"en": self.text(column) or default}
        for name in self._cells:
            base, mark, language = name.partition("@")
            if mark and base == column and (said := self.text(name)):
                found[language] = said
        return {language: said for language, said in found.items() if said}

    def one(self, column: str, known: Mapping[str, T], default: T) -> T:
        """One of several words, whatever its case."""
        said = self.text(column)
        if not said:
            return default
        if (found := known.get(said.casefold())) is None:
            self.wrong(column, f"“{said}” is none of: {', '.join(known)}", nearest(said, known))
            return default
        return found

    def truth(self, column: str, *, default: bool) -> bool:
        """TRUE or FALSE."""
        return self.one(column, _TRUTHS, default)

    def terms(self, column: str, known: Iterable[str]) -> tuple[str, ...]:
        """Names with a prefix, or whole IRIs, set apart by spaces."""
        found = tuple(dict.fromkeys(self.text(column).split()))
        for each in found:
            self._term(column, each, known)
        return found

    def _term(self, column: str, term: str, known: Iterable[str]) -> None:
        if _ABSOLUTE.fullmatch(term):
            return
        prefix, colon, _ = term.partition(":")
        if not colon or prefix not in PREFIXES:
            self.wrong(column, f"“{term}” is neither an IRI nor a name with a known prefix", nearest(term, known))
        elif term not in known:
            self.wrong(column, f"there is no {term}", nearest(term, known))


def level_at(row: Reading, column: str) -> Level:
    """How much something matters."""
    return row.one(column, _LEVELS, Level.ERROR)


def subject_at(row: Reading) -> Subject | None:
    """What a shape describes."""
    return row.one("describes", _SUBJECTS, None)


def classes_at(row: Reading, column: str) -> tuple[str, ...]:
    """Classes of BIBFRAME, MADS and ours, or by their whole IRI."""
    return row.terms(column, CLASSES)


def field_of(cells: Cells, problems: list[TableProblem], shapes: Mapping[str, tuple[str, ...]]) -> Field:
    """The field of a row. `shapes`: the shapes there are, with their classes."""
    row = Reading(cells, problems)
    (property_,) = row.terms("propertyID", PROPERTIES)[:1] or ("",)
    value_shapes = _value_shapes(row, shapes)
    targets = classes_at(row, "target") or tuple(
        dict.fromkeys(each for name in value_shapes for each in shapes.get(name, ()))
    )
    kind = row.one("valueNodeType", _KINDS, Kind.IRI if value_shapes or row.text("vocabulary") else Kind.LITERAL)
    return Field(
        property=property_,
        label=row.texts("propertyLabel", property_),
        help=row.texts("note"),
        kind=kind,
        mandatory=row.truth("mandatory", default=False),
        repeatable=row.truth("repeatable", default=True),
        ordered=row.truth("ordered", default=False),
        hidden=row.truth("hidden", default=False),
        datatypes=_datatypes(row, kind),
        constraint=_constraint(row, kind),
        shapes=value_shapes,
        targets=targets,
        types=_types(row, value_shapes, targets, shapes),
        vocabulary=_vocabulary(row),
        absent=level_at(row, "severity"),
        broken=level_at(row, "constraintSeverity"),
        group=row.text("group"),
        marc=row.text("marc"),
        default=row.text("default"),
        example=row.text("example"),
        key=key_of(cells),
    )


def key_of(cells: Mapping[str, Cell]) -> str:
    """What tells a field from others of its shape: its property, and the classes or shapes of its values."""
    narrower = cells.get("target") or cells.get("valueShape")
    return cells["propertyID"].text + (f" {narrower.text}" if narrower is not None else "")


def _value_shapes(row: Reading, shapes: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    found = tuple(row.text("valueShape").split())
    for each in found:
        if each not in shapes:
            row.wrong("valueShape", f"there is no shape {each}", nearest(each, shapes))
    return found


def _types(
    row: Reading, value_shapes: tuple[str, ...], targets: tuple[str, ...], shapes: Mapping[str, tuple[str, ...]]
) -> tuple[str, ...]:
    """What a new value is: as the row says, or the first class of its shape and what the row narrows it to."""
    if said := classes_at(row, "types"):
        return said
    of_shape = shapes.get(value_shapes[0], ()) if value_shapes else ()
    if not row.text("target") or (targets and targets[0] in of_shape):
        return targets[:1]
    return tuple(dict.fromkeys((*of_shape[:1], *targets[:1])))


def _datatypes(row: Reading, kind: Kind) -> tuple[str, ...]:
    found = tuple(row.text("valueDataType").split())
    for each in found:
        if each not in _DATATYPES:
            row.wrong("valueDataType", f"there is no datatype {each}", nearest(each, _DATATYPES))
    if found and kind is Kind.IRI:
        row.wrong("valueDataType", "what has a name of its own has no datatype")
    if kind is Kind.IRI or ANY_LITERAL in found:
        return ()
    return found or TEXT


def _vocabulary(row: Reading) -> str:
    name = row.text("vocabulary")
    if name and name not in vocabularies.NAMES:
        row.wrong("vocabulary", f"there is no list “{name}”", nearest(name, vocabularies.NAMES))
        return ""
    return name


def _constraint(row: Reading, kind: Kind) -> Constraint | None:
    said, rule = row.text("valueConstraint"), row.one("valueConstraintType", _RULES, None)
    if rule is None:
        if said:
            row.wrong("valueConstraintType", "it has to say how the value is constrained")
        name = row.text("vocabulary")
        return Constraint(Rule.VOCABULARY, (name,)) if vocabularies.is_closed(name) else None
    if rule is Rule.VOCABULARY:
        name = said or row.text("vocabulary")
        if not vocabularies.is_closed(name):
            row.wrong("valueConstraint", f"“{name}” is no list whose members are known")
            return None
        return Constraint(rule, (name,))
    if not said:
        row.wrong("valueConstraint", f"there is nothing for {rule.value}")
        return None
    return _READERS[rule](row, said, kind)


def _picklist(row: Reading, said: str, kind: Kind) -> Constraint:
    values = tuple(each.strip() for each in said.split("|") if each.strip())
    for each in values if kind is Kind.IRI else ():
        if not _ABSOLUTE.fullmatch(each):
            row.wrong("valueConstraint", f"“{each}” is no IRI")
    return Constraint(Rule.PICKLIST, values)


def _pattern(row: Reading, said: str, _: Kind) -> Constraint | None:
    try:
        re.compile(said)
    except re.error as error:
        row.wrong("valueConstraint", f"it is no regular expression: {error}")
        return None
    if len(said) > _LONGEST_PATTERN or not _is_quick(said):
        row.wrong("valueConstraint", _TOO_SLOW)
        return None
    return Constraint(Rule.PATTERN, (said,))


def _is_quick(pattern: str) -> bool:
    """Whether matching takes a bounded time with any text of `LONGEST_MATCHED` characters: no group is repeated without
    end or many times, nothing looks around or back, and at most two things are repeated without end.
    """
    plain = re.sub(r"\\[^0-9]", "", re.sub(r"\[\^?\]?[^\]]*\]", "x", pattern))
    endless = len(re.findall(r"[*+]|\{[0-9]*,\}", plain))
    repeated = re.search(r"\)([*+]|\{[0-9]*,|\{[0-9]{2,}\})", plain)
    return "(?" not in plain and "\\" not in plain and not repeated and endless <= (2 if plain.startswith("^") else 1)


def _stem(row: Reading, said: str, _: Kind) -> Constraint:
    stems = tuple(said.split())
    for each in stems:
        if not _ABSOLUTE.fullmatch(each):
            row.wrong("valueConstraint", f"“{each}” is not how an IRI begins")
    return Constraint(Rule.STEM, stems)


def _languages(row: Reading, said: str, _: Kind) -> Constraint:
    tags = tuple(said.split())
    for each in tags:
        if not _LANGUAGE.fullmatch(each):
            row.wrong("valueConstraint", f"“{each}” is no language tag")
    return Constraint(Rule.LANGUAGES, tags)


_READERS: Final[Mapping[Rule, Callable[[Reading, str, Kind], Constraint | None]]] = {
    Rule.PICKLIST: _picklist,
    Rule.PATTERN: _pattern,
    Rule.STEM: _stem,
    Rule.LANGUAGES: _languages,
}
