"""What an operation asks of each type, in order: found once for a document, and kept with it as far as no variable
decides it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Any, Final

from graphql import (
    DirectiveNode,
    DocumentNode,
    FragmentDefinitionNode,
    GraphQLError,
    GraphQLField,
    GraphQLObjectType,
    GraphQLSchema,
    Node,
    OperationDefinitionNode,
    VariableNode,
    Visitor,
    visit,
)
from graphql.execution.collect_fields import FieldDetails, FragmentDetails, collect_fields, collect_subfields
from graphql.execution.values import VariableValues, get_argument_values

from schema.running.bindings import Binding, Bindings, Shape
from schema.running.cost import KnownCosts

_PLAIN: Final = (str, int, float, bool, type(None), Enum)
"""What an argument may be where one object serves many requests: nothing that a resolver could change."""


@dataclass(frozen=True, slots=True)
class Arguments:
    """The arguments of a field as its binding takes them, or why they can't be had."""

    values: dict[str, Any]
    error: GraphQLError | None = None


_NONE: Final = Arguments({})


@dataclass(slots=True)
class Planned:
    """One field of a selection for one object type. `arguments` is None where each request has its own."""

    key: str
    details: list[FieldDetails]
    definition: GraphQLField
    shape: Shape
    binding: Binding
    arguments: Arguments | None
    below: dict[str, list[Planned]] = field(default_factory=dict)


class Plan:
    """The fields of one operation, type by type, each list made when it is first asked for and never replaced. Safe for
    threads.
    """

    def __init__(
        self, schema: GraphQLSchema, bindings: Bindings, document: DocumentNode, operation: OperationDefinitionNode
    ) -> None:
        self.schema, self.bindings, self.operation = schema, bindings, operation
        self.costs = KnownCosts()
        self._fragments = {
            each.name.value: FragmentDetails(each, None)
            for each in document.definitions
            if isinstance(each, FragmentDefinitionNode)
        }
        self._roots: dict[str, list[Planned]] = {}

    def roots(self, variables: VariableValues) -> list[Planned]:
        """The root fields. Raises `GraphQLError` where the schema has none of this kind."""
        root_type = self.schema.get_root_type(self.operation.operation)
        if root_type is None:
            raise GraphQLError(f"This schema has no {self.operation.operation.value}.")
        known = self._roots.get(root_type.name)
        if known is None:
            found = collect_fields(
                self.schema, self._fragments, variables, root_type, self.operation, hide_suggestions=True
            )
            known = self._roots.setdefault(root_type.name, self._planned(root_type, found.grouped_field_set))
        return known

    def below(self, planned: Planned, type_: GraphQLObjectType, variables: VariableValues) -> list[Planned]:
        """The fields selected below a field where its value is of this type."""
        known = planned.below.get(type_.name)
        if known is None:
            found = collect_subfields(
                self.schema,
                self._fragments,
                variables,
                self.operation,
                type_,
                planned.details,
                hide_suggestions=True,
            )
            known = planned.below.setdefault(type_.name, self._planned(type_, found.grouped_field_set))
        return known

    def _planned(self, parent: GraphQLObjectType, grouped: Mapping[str, list[FieldDetails]]) -> list[Planned]:
        plan = []
        for key, details in grouped.items():
            name = details[0].node.name.value
            definition = self.schema.get_field(parent, name)
            if definition is not None:
                binding = self.bindings.of(parent, name, definition)
                planned = Planned(key, details, definition, self.bindings.shape(definition.type), binding, None)
                planned.arguments = _fixed(planned)
                plan.append(planned)
        return plan


def arguments_of(planned: Planned, variables: VariableValues) -> Arguments:
    """The arguments of a field in one request."""
    try:
        found = get_argument_values(planned.definition, planned.details[0].node, variables, hide_suggestions=True)
        return Arguments(planned.binding.convert(found))
    except GraphQLError as problem:
        return Arguments({}, problem)


def _fixed(planned: Planned) -> Arguments | None:
    """The arguments of a field where they are the same in every request."""
    if not planned.definition.args:
        return _NONE
    if any(map(_varies, planned.details[0].node.arguments or ())):
        return None
    found = arguments_of(planned, VariableValues({}, {}))
    return found if found.error is None and all(isinstance(each, _PLAIN) for each in found.values.values()) else None


def deciding_in(document: DocumentNode) -> tuple[str, ...]:
    """The variables that decide which fields are asked for (`@include`, `@skip`), in order of their names."""
    directives = _Directives()
    visit(document, directives)
    return tuple(sorted(directives.variables))


class _Directives(Visitor):
    """Looks for variables in directives of fields."""

    def __init__(self) -> None:
        super().__init__()
        self.variables: set[str] = set()

    def enter_directive(self, node: DirectiveNode, *_: object) -> None:
        """Look at one directive."""
        given = (each.value for each in node.arguments or ())
        self.variables |= {each.name.value for each in given if isinstance(each, VariableNode)}


def _varies(node: Node) -> bool:
    """Whether a variable has a part in a node."""
    return isinstance(node, VariableNode) or any(
        _varies(each)
        for name in node.keys
        if name != "loc"
        for value in [getattr(node, name, None)]
        for each in (value if isinstance(value, list | tuple) else [value])
        if isinstance(each, Node)
    )
