"""Reading a table of profiles: CSV in, rows by profile and shape out; what cells mean, `mappings.profiles.rows` knows.

A row is of a profile (it names neither shape nor property), of a shape (it names no property) or of a field. An empty
`profileID` or `shapeID` is that of the row above, as in DCTAP.
"""

from __future__ import annotations

import csv
import difflib
import io
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final, TypeAlias

from mappings.profiles.columns import COLUMNS, OF_FIELD, OF_PROFILE, OF_SHAPE, base_of
from mappings.profiles.errors import InvalidProfiles, TableProblem

MOST_ROWS: Final = 10_000
"""How many rows a table may have."""

_LONGEST_CELL: Final = 10_000


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in one cell, and where."""

    text: str
    line: int
    table: str


Cells: TypeAlias = Mapping[str, Cell]
"""The cells of a row by their column's whole name; empty ones are not there."""


@dataclass(slots=True)
class ShapeRows:
    """The rows of a shape: what is said of itself, and its fields."""

    cells: dict[str, Cell] = field(default_factory=dict)
    fields: list[Cells] = field(default_factory=list)


@dataclass(slots=True)
class ProfileRows:
    """The rows of a profile: what is said of itself, and its shapes by id."""

    line: int
    cells: dict[str, Cell] = field(default_factory=dict)
    shapes: dict[str, ShapeRows] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Table:
    """A table as it was read: its profiles by id."""

    name: str
    profiles: Mapping[str, ProfileRows]


def nearest(word: str, known: Iterable[str]) -> str:
    """The known word that was probably meant, or nothing."""
    by_fold = {each.casefold(): each for each in known}
    found = difflib.get_close_matches(word.casefold(), list(by_fold), n=1, cutoff=0.6)
    return by_fold[found[0]] if found else ""


def read_table(text: str, name: str = "") -> Table:
    """The rows of a table. Raises `InvalidProfiles` with every row and column that can't be one."""
    found = _Reader(name)
    found.read(text)
    if found.problems:
        raise InvalidProfiles(sorted(found.problems))
    return Table(name, found.profiles)


class _Reader:
    def __init__(self, name: str) -> None:
        self.name, self.problems = name, list[TableProblem]()
        self.profiles: dict[str, ProfileRows] = {}
        self._profile = self._shape = ""

    def read(self, text: str) -> None:
        rows = self._rows(text)
        head = next(rows, (1, []))[1]
        names = [each.strip() for each in head]
        self._head(names)
        if self.problems:
            return
        for line, cells in rows:
            if len(cells) > len(names) and any(each.strip() for each in cells[len(names) :]):
                self._wrong(line, "", f"it has {len(cells)} cells, and the table {len(names)} columns")
                continue
            found = {
                name: Cell(each.strip(), line, self.name)
                for name, each in zip(names, cells, strict=False)
                if each.strip()
            }
            if found:
                self._row(line, found)

    def _rows(self, text: str) -> Iterator[tuple[int, list[str]]]:
        reader = csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""), strict=True)
        line = 1
        try:
            for number, row in enumerate(reader):
                if number > MOST_ROWS:
                    self._wrong(line, "", f"a table has at most {MOST_ROWS:,} rows")
                    return
                yield line, row
                line = reader.line_num + 1
        except csv.Error as error:
            self._wrong(line, "", f"it is no row of CSV: {error}")

    def _head(self, names: list[str]) -> None:
        for at, name in enumerate(names):
            if not name:
                self._wrong(1, "", f"column {at + 1} has no name")
            elif base_of(name) is None:
                self._wrong(1, name, "there is no such column", nearest(name, COLUMNS))
            elif name in names[:at]:
                self._wrong(1, name, "it is there twice")
        for name in ("shapeID", "propertyID"):
            if name not in names:
                self._wrong(1, name, "a table needs this column")

    def _row(self, line: int, cells: dict[str, Cell]) -> None:
        for name, cell in cells.items():
            if len(cell.text) > _LONGEST_CELL:
                self._wrong(line, name, f"a cell has at most {_LONGEST_CELL:,} characters")
                return
        if (named := cells.pop("profileID", None)) is not None and named.text != self._profile:
            self._profile, self._shape = named.text, ""
        if not self._profile:
            self._profile = self.name
        if not self._profile:
            self._wrong(line, "profileID", "the first row has to say which profile it belongs to")
            return
        profile = self.profiles.setdefault(self._profile, ProfileRows(line))
        if (named := cells.pop("shapeID", None)) is not None:
            self._shape = named.text
        elif "propertyID" not in cells:
            self._only(line, cells, OF_PROFILE, "the row of a profile")
            profile.cells.update(cells)
            return
        if not self._shape:
            self._wrong(line, "shapeID", "the row doesn't say which shape the field belongs to")
            return
        self._of_shape(line, profile.shapes.setdefault(self._shape, ShapeRows()), cells)

    def _of_shape(self, line: int, shape: ShapeRows, cells: dict[str, Cell]) -> None:
        if "propertyID" not in cells:
            self._only(line, cells, OF_SHAPE, "the row of a shape")
            shape.cells.update(cells)
            return
        self._only(line, cells, OF_FIELD, "the row of a field")
        for name in [each for each in cells if base_of(each) in {"shapeLabel", "describes"}]:
            shape.cells[name] = cells.pop(name)
        shape.fields.append(cells)

    def _only(self, line: int, cells: dict[str, Cell], allowed: frozenset[str], what: str) -> None:
        for name in cells:
            if base_of(name) not in allowed:
                self._wrong(line, name, f"it means nothing in {what}")

    def _wrong(self, line: int, column: str, message: str, suggestion: str = "") -> None:
        self.problems.append(TableProblem(line, column, message, suggestion, self.name))
