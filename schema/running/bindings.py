"""How each field of the schema gets its value, found once when the schema is built.

strawberry declares the types; here its declarations become the plain calls the executor makes. Nothing of strawberry
runs for a field of a response.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, auto
from operator import attrgetter
from typing import Any, Final, cast

import strawberry
from graphql import (
    GraphQLAbstractType,
    GraphQLEnumType,
    GraphQLField,
    GraphQLLeafType,
    GraphQLList,
    GraphQLNonNull,
    GraphQLObjectType,
    GraphQLOutputType,
    GraphQLUnionType,
    is_abstract_type,
    is_leaf_type,
)
from strawberry.types.arguments import convert_arguments
from strawberry.types.base import StrawberryObjectDefinition
from strawberry.types.enum import StrawberryEnumDefinition
from strawberry.types.field import StrawberryField

from schema.fields import READING, RELATION, SOURCE, Way
from schema.scalars import as_is

DEFINITION: Final = "strawberry-definition"
_NATIVE: Final = frozenset({"String", "ID", "Int", "Boolean", "Float"})


class Kind(Enum):
    """How a value is had."""

    ATTRIBUTE = auto()
    READING = auto()
    RELATION = auto()
    SOURCE = auto()
    TYPENAME = auto()
    META = auto()


_KINDS: Final = {RELATION: Kind.RELATION, READING: Kind.READING, SOURCE: Kind.SOURCE}


@dataclass(frozen=True, slots=True)
class Binding:
    """One field: `call` takes what its kind is given, `convert` makes Python arguments of coerced GraphQL ones."""

    name: str
    kind: Kind
    call: Callable[..., Any]
    convert: Callable[[dict[str, Any]], dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Shape:
    """What values of a type become: leaves by `write` (None where they already are JSON), lists of the shape `of`, or
    objects of `type`, `varied` where that is an interface or union. `required` where null is none.
    """

    type: GraphQLOutputType
    required: bool
    is_leaf: bool = False
    varied: bool = False
    write: Callable[[Any], Any] | None = None
    of: Shape | None = None


class Bindings:
    """Bindings of a schema's fields, writers of its leaves, and the GraphQL type of each Python class."""

    def __init__(self, schema: strawberry.Schema) -> None:
        self._schema = schema
        self._fields: dict[tuple[str, str], Binding] = {}
        self._writers: dict[str, Callable[[Any], Any] | None] = {}
        self._names = {
            definition.origin: name
            for name, type_ in schema._schema.type_map.items()  # noqa: SLF001 - strawberry has no public way to it
            if isinstance(type_, GraphQLObjectType)
            and isinstance(definition := type_.extensions.get(DEFINITION), StrawberryObjectDefinition)
            and definition.concrete_of is None
        }
        self._possible: dict[str, frozenset[str]] = {}
        self._shapes: dict[GraphQLOutputType, Shape] = {}

    def of(self, parent: GraphQLObjectType, name: str, definition: GraphQLField) -> Binding:
        """The binding of a field of `parent`."""
        found = self._fields.get((parent.name, name))
        if found is None:
            found = self._fields[parent.name, name] = self._bind(parent, name, definition)
        return found

    def writer(self, type_: GraphQLLeafType) -> Callable[[Any], Any] | None:
        """What turns a value into JSON, or None where values already are."""
        try:
            return self._writers[type_.name]
        except KeyError:
            writer = self._writers[type_.name] = self._writer(type_)
            return writer

    def shape(self, type_: GraphQLOutputType) -> Shape:
        """The shape of a field's or element's type."""
        found = self._shapes.get(type_)
        if found is None:
            found = self._shapes[type_] = self._shape(type_)
        return found

    def _shape(self, type_: GraphQLOutputType) -> Shape:
        required = isinstance(type_, GraphQLNonNull)
        inner = type_.of_type if isinstance(type_, GraphQLNonNull) else type_
        if isinstance(inner, GraphQLList):
            return Shape(inner, required, of=self.shape(inner.of_type))
        if is_leaf_type(inner):
            return Shape(inner, required, is_leaf=True, write=self.writer(inner))
        return Shape(inner, required, varied=is_abstract_type(inner))

    def runtime_type(self, type_: GraphQLAbstractType, value: object) -> str | None:
        """The object type of `value` within an interface or union, or None where it is none of its types."""
        possible = self._possible.get(type_.name)
        if possible is None:
            types = (
                type_.types if isinstance(type_, GraphQLUnionType) else self._schema._schema.get_possible_types(type_)  # noqa: SLF001
            )
            possible = self._possible[type_.name] = frozenset(each.name for each in types)
        name = self._names.get(type(value))
        return name if name in possible else None

    def _bind(self, parent: GraphQLObjectType, name: str, definition: GraphQLField) -> Binding:
        title = f"{parent.name}.{name}"
        if name == "__typename":
            typename = parent.name
            return Binding(title, Kind.TYPENAME, lambda _: typename, _unchanged)
        declared = definition.extensions.get(DEFINITION)
        if not isinstance(declared, StrawberryField):
            return Binding(title, Kind.META, cast("Callable[..., Any]", definition.resolve), _unchanged)
        convert = self._converter(declared)
        if declared.base_resolver is None:
            return Binding(title, Kind.ATTRIBUTE, attrgetter(declared.python_name), convert)
        way: Way = declared.base_resolver.wrapped_func.__way__  # type: ignore[union-attr]
        return Binding(title, _KINDS[way.kind], way.call, convert)

    def _converter(self, declared: StrawberryField) -> Callable[[dict[str, Any]], dict[str, Any]]:
        arguments = declared.arguments
        if not arguments:
            return _unchanged
        config = self._schema.config
        registry = self._schema.schema_converter.scalar_registry

        def convert(values: dict[str, Any]) -> dict[str, Any]:
            return convert_arguments(values, arguments, scalar_registry=registry, config=config)

        return convert

    @staticmethod
    def _writer(type_: GraphQLLeafType) -> Callable[[Any], Any] | None:
        if isinstance(type_, GraphQLEnumType):
            declared = type_.extensions.get(DEFINITION)
            if isinstance(declared, StrawberryEnumDefinition):
                members = {member: member.name for member in cast("type[Enum]", declared.wrapped_cls)}
                return members.__getitem__
            return type_.coerce_output_value
        declared = type_.extensions.get(DEFINITION)
        if type_.name in _NATIVE or getattr(declared, "serialize", None) is as_is:
            return None
        return type_.coerce_output_value


def _unchanged(values: dict[str, Any]) -> dict[str, Any]:
    return values
