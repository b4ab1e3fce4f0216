"""From tables to profiles: one laid over another, the later over the earlier, a library's own over the shared.

A row of the same field gives only the cells it fills; `-` takes away what was inherited. A library's rows for a profile
that others begin from hold in all of these.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from types import MappingProxyType
from typing import Final

from mappings.profiles.errors import InvalidProfiles, TableProblem, UnknownProfile
from mappings.profiles.model import Field, Profile, Shape
from mappings.profiles.reader import Cell, Cells, ProfileRows, ShapeRows, Table, nearest, read_table
from mappings.profiles.rows import Reading, classes_at, field_of, key_of, subject_at

SHARED: Final = (
    "parts", "resource", "monograph", "serial", "map", "score", "recording", "film", "e-resource", "manuscript",
    "rare-book", "authority", "agent", "subject", "series",
)  # fmt: skip
"""The shared tables, in the order in which their profiles are offered."""


@dataclass(frozen=True, slots=True)
class Library:
    """Every profile that a library has, by id; those it made itself last."""

    profiles: Mapping[str, Profile]

    def get(self, name: str) -> Profile:
        """The profile of this id. Raises `UnknownProfile`."""
        found = self.profiles.get(name)
        if found is None:
            raise UnknownProfile(f"There is no profile “{name[:80]}”.", values={"name": name[:80]})
        return found

    @property
    def offered(self) -> list[Profile]:
        """The profiles people catalogue by."""
        return [each for each in self.profiles.values() if not each.abstract]

    def for_types(self, types: Sequence[str]) -> Profile | None:
        """The profile that fits descriptions of these types best; None where none describes such."""
        given = set(types)
        ranked = [(_fit(each, given), -at, each) for at, each in enumerate(self.offered)]
        best = max(ranked, key=lambda row: row[:2], default=None)
        return None if best is None or best[0] <= 0 else best[2]


def _fit(profile: Profile, given: set[str]) -> int:
    """How many of the types its descriptions begin with are there, less twice those that are not."""
    roots = [each for each in profile.roots if not given.isdisjoint(each.targets)]
    wanted = {each for root in roots for each in root.types}
    return 3 * len(wanted & given) - 2 * len(wanted - given)


@lru_cache(maxsize=1)
def tables() -> tuple[Table, ...]:
    """The shared tables."""
    return tuple(read_table(table_text(name), name) for name in SHARED)


def table_text(name: str) -> str:
    """The text of a shared table. Raises `UnknownProfile`."""
    if name not in SHARED:
        raise UnknownProfile(f"There is no shared profile “{name[:80]}”.", values={"name": name[:80]})
    return files("mappings.profiles").joinpath("tables", f"{name}.csv").read_text("utf-8")


@lru_cache(maxsize=1)
def shared() -> Library:
    """The shared profiles."""
    return library(tables())


def library(layers: Sequence[Table], own: Table | None = None) -> Library:
    """The profiles of some tables with a library's own laid over. Raises `InvalidProfiles` with every problem."""
    problems: list[TableProblem] = []
    resolver = _Resolver(layers, own, problems)
    found = {each: resolver.profile(each) for each in resolver.ids}
    if problems:
        raise InvalidProfiles(sorted(set(problems)))
    return Library(MappingProxyType(found))


class _Resolver:
    def __init__(self, layers: Sequence[Table], own: Table | None, problems: list[TableProblem]) -> None:
        self._own = own
        self._problems = problems
        self._rows: dict[str, list[ProfileRows]] = {}
        for table in (*layers, *([own] if own is not None else [])):
            for name, rows in table.profiles.items():
                self._rows.setdefault(name, []).append(rows)
        self.ids = tuple(self._rows)

    def profile(self, name: str) -> Profile:
        chain = self._chain(name)
        cells = _over([rows.cells for rows in self._rows[name]])
        row = Reading(cells or _placeless(name), self._problems)
        merged = self._merged(chain)
        own = self._own is not None and any(each in self._own.profiles for each in chain)
        return Profile(
            name,
            row.texts("profileLabel", name),
            row.texts("note"),
            MappingProxyType(_shapes(merged, self._problems)),
            abstract=row.truth("abstract", default=False),
            own=own,
        )

    def _chain(self, name: str) -> list[str]:
        """A profile and those it begins from, the furthest first."""
        chain = [name]
        while above := self._above(chain[0]):
            if above.text not in self._rows:
                self._wrong(above, "extends", f"there is no profile “{above.text}”", nearest(above.text, self.ids))
                break
            if above.text in chain:
                self._wrong(above, "extends", f"“{above.text}” begins from this profile itself")
                break
            chain.insert(0, above.text)
        return chain

    def _above(self, name: str) -> Cell | None:
        return _over([rows.cells for rows in self._rows[name]]).get("extends")

    def _merged(self, chain: Sequence[str]) -> dict[str, ShapeRows]:
        merged: dict[str, ShapeRows] = {}
        for each in chain:
            for rows in self._rows[each]:
                for name, shape in rows.shapes.items():
                    below = merged.get(name) or ShapeRows()
                    merged[name] = ShapeRows(_over([below.cells, shape.cells]), self._laid(below.fields, shape.fields))
        return merged

    def _laid(self, below: Sequence[Cells], above: Sequence[Cells]) -> list[Cells]:
        """Fields with the rows of a later table laid over them; new ones stand after the last of their group."""
        found = list(below)
        for cells in above:
            at = self._same(found, cells)
            if at is not None:
                found[at] = _over([found[at], cells])
            else:
                found.insert(_place(found, cells), cells)
        return found

    def _same(self, found: Sequence[Cells], cells: Cells) -> int | None:
        """Which field a row speaks of; None for a new one."""
        same = [at for at, each in enumerate(found) if each["propertyID"].text == cells["propertyID"].text]
        narrow = [at for at in same if _narrows(cells, found[at])]
        if len(narrow) <= 1:
            return narrow[0] if narrow else None
        exact = [at for at in narrow if key_of(found[at]) == key_of(cells)]
        if len(exact) == 1:
            return exact[0]
        keys = ", ".join(key_of(found[at]).partition(" ")[2] for at in narrow)
        self._wrong(cells["propertyID"], "target", f"the shape has several fields of it; say which: {keys}")
        return narrow[0]

    def _wrong(self, cell: Cell, column: str, message: str, suggestion: str = "") -> None:
        self._problems.append(TableProblem(cell.line, column, message, suggestion, cell.table))


def _narrows(cells: Cells, found: Cells) -> bool:
    """Whether a row may speak of a field: what it says of classes and shapes is what the field has."""
    for column in ("target", "valueShape"):
        said, there = cells.get(column), found.get(column)
        if said is not None and (there is None or there.text != said.text):
            return False
    return True


def _over(layers: Sequence[Cells]) -> dict[str, Cell]:
    merged: dict[str, Cell] = {}
    for cells in layers:
        merged.update(cells)
    return merged


def _placeless(name: str) -> Cells:
    return {"profileLabel": Cell(name, 1, "")}


def _place(found: Sequence[Cells], cells: Cells) -> int:
    group = cells.get("group")
    if group is not None:
        for at in range(len(found) - 1, -1, -1):
            if (there := found[at].get("group")) is not None and there.text == group.text:
                return at + 1
    return len(found)


def _shapes(merged: Mapping[str, ShapeRows], problems: list[TableProblem]) -> dict[str, Shape]:
    whole = {name: _with_inherited(name, merged, problems) for name in merged}
    rows = {name: Reading(shape.cells or {"shapeLabel": Cell(name, 1, "")}, problems) for name, shape in whole.items()}
    targets = {name: classes_at(row, "target") for name, row in rows.items()}
    found = {}
    for name, shape in whole.items():
        row, fields = rows[name], tuple(field_of(cells, problems, targets) for cells in shape.fields)
        _check_apart(shape.fields, fields, problems)
        found[name] = Shape(
            name,
            row.texts("shapeLabel", name),
            targets[name],
            classes_at(row, "types") or targets[name][:1],
            fields,
            subject_at(row),
            row.texts("note"),
        )
    return found


def _with_inherited(name: str, merged: Mapping[str, ShapeRows], problems: list[TableProblem]) -> ShapeRows:
    """A shape with the fields of the one it begins from."""
    shape = merged[name]
    above = shape.cells.get("extends")
    if above is None:
        return shape
    base = merged.get(above.text)
    if base is None or "extends" in base.cells:
        problems.append(TableProblem(above.line, "extends", f"{above.text} is no shape to begin from", "", above.table))
        return shape
    own = {each["propertyID"].text: each for each in shape.fields}
    inherited = [_over([each, own.pop(each["propertyID"].text, {})]) for each in base.fields]
    return ShapeRows(shape.cells, [*inherited, *own.values()])


def _check_apart(rows: Sequence[Cells], fields: Sequence[Field], problems: list[TableProblem]) -> None:
    """Several fields of one property are told apart by classes, and hold their values to nothing else."""
    counts: dict[str, int] = {}
    for each in fields:
        counts[each.property] = counts.get(each.property, 0) + 1
    kinds = {each.property: each.kind for each in fields}
    for cells, each in zip(rows, fields, strict=True):
        if counts[each.property] == 1:
            continue
        row = Reading(cells, problems)
        if not each.targets:
            row.wrong("target", "a property with several fields needs classes to tell them apart")
        if each.constraint is not None:
            row.wrong("valueConstraint", "a field beside others of its property has none")
        if each.kind is not kinds[each.property]:
            row.wrong("valueNodeType", "the fields of one property are all of one kind")
