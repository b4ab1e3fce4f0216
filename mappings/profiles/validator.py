"""The check of a description against its profile, as you type and before it is published.

It says what the published shapes (`mappings.profiles.shacl`) say of the same statements: whatever is said of one IRI is
taken together, equal values count once, and a part is held to the shape of its class wherever it hangs.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Final, TypeAlias

from mappings.bibframe.node import Node, Value
from mappings.profiles.compiled import FieldCheck, PropertyCheck, ShapeCheck, compiled
from mappings.profiles.model import Kind, Level, Problem, ProblemCode, Profile

_ORDER: Final = {Level.ERROR: 0, Level.WARNING: 1, Level.NOTE: 2}
_NONE: Final[frozenset[str]] = frozenset()
_Identity: TypeAlias = str | int
_Found: TypeAlias = list[tuple[Value, str]]
"""Values, each with the path to it."""


def check(profile: Profile, node: Node) -> list[Problem]:
    """What is wrong with a Work, Instance, Item or authority and its parts, errors first, each once."""
    root = profile.root(node.get("@type", ()))
    if root is None:
        return [_wrong_type(profile, node.get("@type", ()))]
    run = _Run(node)
    found = list(run.held(compiled(profile).roots[root.id], _identity(node)))
    for identity, types in run.types.items():
        for shape in _applying(profile, types):
            found += run.held(shape, identity)
    return sorted(dict.fromkeys(found), key=lambda each: _ORDER[each.level])


def _wrong_type(profile: Profile, types: Sequence[str]) -> Problem:
    message = f"The profile “{profile.id}” doesn't describe {', '.join(types) or 'nothing'}."
    return Problem(Level.ERROR, "@type", ProblemCode.WRONG_TYPE, message, profile.label, tuple(types))


@lru_cache(maxsize=4096)
def _applying(profile: Profile, types: frozenset[str]) -> tuple[ShapeCheck, ...]:
    """The shapes that a part of these types is held to."""
    return tuple(each for each in compiled(profile).parts if not each.targets.isdisjoint(types))


def _identity(node: Node) -> _Identity:
    return node.get("@id") or id(node)


class _Run:
    """One description: what is said of each thing in it, wherever that is said."""

    def __init__(self, root: Node) -> None:
        self.types: dict[_Identity, frozenset[str]] = {}
        self._said: dict[_Identity, list[tuple[Node, str]]] = {}
        self._gather(root, "")

    def _gather(self, node: Node, path: str) -> None:
        identity = _identity(node)
        if types := node.get("@type"):
            self.types[identity] = self.types.get(identity, _NONE) | frozenset(types)
        self._said.setdefault(identity, []).append((node, path))
        for name, values in node.items():
            if name[0] == "@":
                continue
            for at, value in enumerate(values):
                if value.__class__ is dict and "@value" not in value:
                    self._gather_value(value, f"{path}{name}[{at}]/")

    def _gather_value(self, value: Node, path: str) -> None:
        if "@list" in value:
            for at, member in enumerate(value["@list"]):
                if member.__class__ is dict and "@value" not in member:
                    self._gather_value(member, f"{path}@list[{at}]/")
        elif len(value) > 1 or "@id" not in value:
            self._gather(value, path)

    def held(self, shape: ShapeCheck, identity: _Identity) -> Iterator[Problem]:
        """What is wrong with one thing held to a shape."""
        said = self._said[identity]
        for each in shape.properties:
            found = [
                (value, f"{path}{each.property}[{at}]")
                for node, path in said
                for at, value in enumerate(node.get(each.property, ()))
            ]
            if found:
                yield from self._values(each, found)
            for field in each.fields:
                yield from self._counted(field, found, said[0][1])

    def _counted(self, field: FieldCheck, found: _Found, path: str) -> Iterator[Problem]:
        taken = found if field.takes is None else [one for one in found if not field.takes.isdisjoint(self._of(one[0]))]
        if not taken:
            if field.mandatory:
                yield field.missing.at(field.absent, f"{path}{field.property}")
        elif field.once and len(taken) > 1 and len({_term(value) for value, _ in taken}) > 1:
            yield field.too_many.at(Level.ERROR, taken[1][1])

    def _values(self, each: PropertyCheck, found: _Found) -> Iterator[Problem]:
        for value, path in found:
            is_literal = value.__class__ is str or "@value" in value
            if is_literal is not (each.kind is Kind.LITERAL):
                yield each.wrong_kind.at(Level.ERROR, path)
            if each.datatypes and not (is_literal and _datatype(value) in each.datatypes):
                yield each.wrong_datatype.at(Level.ERROR, path)
            for test in each.tests:
                if not test.passes(value):
                    yield test.told.at(test.level, path)
            if each.foreseen is not None and each.foreseen.isdisjoint(self._of(value)):
                yield each.unforeseen.at(Level.NOTE, path)

    def _of(self, value: Value) -> frozenset[str]:
        """The types of a value, wherever they are said."""
        if isinstance(value, str) or "@value" in value or "@list" in value:
            return _NONE
        return self.types.get(_identity(value), _NONE)


def _datatype(value: Value) -> str:
    if isinstance(value, str):
        return "xsd:string"
    return "rdf:langString" if "@language" in value else str(value.get("@type", "xsd:string"))


def _term(value: Value) -> tuple[str, ...] | int:
    """What makes two values one statement."""
    if isinstance(value, str):
        return (value, "xsd:string")
    if "@value" in value:
        return (str(value["@value"]), _datatype(value), str(value.get("@language", "")).lower())
    return (str(value["@id"]),) if "@id" in value else id(value)
