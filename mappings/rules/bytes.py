"""Fixed fields as tables: what a character at a position says, both ways.

A `Byte` row names the materials it holds for, the positions, the code list, and the statement a code becomes.
`reader_of`
gives the function that reads a fixed field, `writer_of` the one that puts codes back for the statements of a
description.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from mappings.codes.model import Code, CodeList
from mappings.rules.forward import add
from mappings.rules.model import Claim, Root

if TYPE_CHECKING:
    from mappings.bibframe.node import Node
    from mappings.rules.back import Back
    from mappings.rules.forward import Run

BOOKS: Final = "BK"
COMPUTER_FILES: Final = "CF"
MAPS: Final = "MP"
MUSIC: Final = "MU"
SERIALS: Final = "CR"
VISUAL: Final = "VM"
MIXED: Final = "MX"


def material_of(kind: str, level: str) -> str:
    """The configuration of 008/18-34 by leader/06 and /07."""
    if kind in "at" and level in "acdm":
        return BOOKS
    if kind == "a" and level in "bis":
        return SERIALS
    for kinds, material in (("m", COMPUTER_FILES), ("ef", MAPS), ("cdij", MUSIC), ("gkor", VISUAL), ("p", MIXED)):
        if kind in kinds:
            return material
    return ""


@dataclass(frozen=True, slots=True)
class Byte:
    """One element of 008/18-34: `at` its first position, `width` its length.

    `materials` are those it holds for, separated by blanks. Each code has `size` characters. `below` puts the term in a
    node of its own, (property, class). `unless` says for a record and a code that another field has said it already.
    """

    materials: str
    at: int
    on: Root
    prop: str
    type: str
    codes: CodeList
    width: int = 1
    size: int = 1
    below: tuple[str, str] | None = None
    unless: Callable[[Run, Code], bool] | None = None

    def node(self, code: Code) -> Node:
        """The statement's node for a code."""
        node: Node = {"@type": [self.type], "rdfs:label": [code.label]}
        if code.iri:
            node = {"@id": code.iri, **node}
        return {"@type": [self.below[1]], self.prop: [node]} if self.below else node

    @property
    def key(self) -> tuple[Root, str]:
        """The root and the property the statement hangs on."""
        return self.on, self.below[0] if self.below else self.prop


Reading = Callable[["Run", str], None]
"""Reads the elements of a text: (run, text)."""


def reader_of(rows: tuple[Byte, ...], material: str) -> Reading:
    """The function that reads the 008 of one material."""
    wanted = [row for row in rows if material in row.materials.split()]
    plan = [
        (at, at + row.size, row.codes.codes, row)
        for row in wanted
        for at in range(row.at, row.at + row.width, row.size)
    ]

    def read(run: Run, text: str) -> None:
        for start, end, codes, row in plan:
            code = codes.get(text[start:end])
            if code is not None and (row.unless is None or not row.unless(run, code)):
                root, prop = row.key
                add(run.root(root), prop, row.node(code))

    return read


def claims_of(rows: tuple[Byte, ...], order: int) -> tuple[Claim, ...]:
    """What the rows claim coming back: terms with an IRI of theirs, each (root, property, class) once."""
    found: dict[tuple[Root, str, str], set[str]] = {}
    for row in rows:
        type_ = row.below[1] if row.below else row.type
        found.setdefault((*row.key, type_), set()).update(code.iri for code in row.codes if code.iri)
    return tuple(
        Claim(root, prop, type_, order=order, accepts=_accepting(frozenset(iris)))
        for (root, prop, type_), iris in found.items()
    )


def _accepting(iris: frozenset[str]) -> Callable[[Node], bool]:
    def accepts(node: Node) -> bool:
        return node.get("@id") in iris or any(
            value.get("@id") in iris
            for values in node.values()
            if isinstance(values, list)
            for value in values
            if isinstance(value, dict)
        )

    return accepts


def writer_of(rows: tuple[Byte, ...]) -> Callable[[Back, Root, str, Any, str], bool]:
    """The function that puts a value's code at its position: (out, root, property, value, material) -> whether it
    did.
    """

    def write(out: Back, root: Root, prop: str, value: Any, material: str) -> bool:
        for row in rows:
            if row.key != (root, prop) or material not in row.materials.split():
                continue
            node = (
                next((each for each in value.get(row.prop, ()) if isinstance(each, dict)), {}) if row.below else value
            )
            code = next((each.code for each in row.codes if each.iri and each.iri == node.get("@id")), None)
            if code is not None:
                taken: dict[int, str] = out.notes.setdefault("008 taken", {})
                for at in range(row.at, row.at + row.width, row.size):
                    if at not in taken:
                        taken[at] = code
                        out.put("008", at, code)
                        return True
        return False

    return write
