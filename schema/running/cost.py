"""What an operation can cost, computed before it runs: from `@cost` of its fields and the sizes its arguments allow.

A field costs its weight and, for each object it may return, what is selected below it. Every selection counts, those of
fragments on different types too, so the figure is an upper bound.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLField,
    GraphQLInterfaceType,
    GraphQLNamedType,
    GraphQLObjectType,
    GraphQLSchema,
    InlineFragmentNode,
    IntValueNode,
    ListValueNode,
    OperationDefinitionNode,
    SelectionSetNode,
    ValueNode,
    VariableNode,
    get_named_type,
)
from graphql.pyutils import Undefined
from strawberry.types.field import StrawberryField

from schema.connections import MOST
from schema.directives import Cost
from schema.running.bindings import DEFINITION

ENORMOUS: Final = 1_000_000_000
"""No figure grows beyond this: a document made to be expensive must not be expensive to refuse."""
_MOST_SIZES: Final = 64


class KnownCosts:
    """What one operation was found to cost, by the sizes that its variables gave. Safe for threads."""

    def __init__(self) -> None:
        self._sizes: tuple[str, ...] | None = None
        self._costs: dict[tuple[int, ...], int] = {}

    def of(self, variables: Mapping[str, Any]) -> int | None:
        """The cost where these sizes were met before."""
        return None if self._sizes is None else self._costs.get(self._given(self._sizes, variables))

    def keep(self, sizes: Iterable[str], variables: Mapping[str, Any], cost: int) -> None:
        """Remember a cost; `sizes` are the variables that it depends on, the same ones every time."""
        if self._sizes is None:
            self._sizes = tuple(sizes)
        if len(self._costs) >= _MOST_SIZES:
            self._costs = {}
        self._costs[self._given(self._sizes, variables)] = cost

    @staticmethod
    def _given(sizes: Sequence[str], variables: Mapping[str, Any]) -> tuple[int, ...]:
        return tuple(_size_of(variables.get(name)) for name in sizes)


class Costs:
    """Computes costs of operations of one schema."""

    def __init__(self, schema: GraphQLSchema) -> None:
        self._schema = schema
        self._known: dict[int, tuple[int, str | None]] = {}

    def of(
        self,
        document: DocumentNode,
        operation: OperationDefinitionNode,
        variables: Mapping[str, Any],
        known: KnownCosts | None = None,
    ) -> int:
        """The most the operation can cost with these (coerced) variables, at least 1."""
        found = None if known is None else known.of(variables)
        if found is not None:
            return found
        root = self._schema.get_root_type(operation.operation)
        if root is None:
            return 1
        fragments = {each.name.value: each for each in document.definitions if isinstance(each, FragmentDefinitionNode)}
        counting = _Counting(self, self._schema, fragments, variables)
        cost = max(1, counting.selection(operation.selection_set, root))
        if known is not None:
            known.keep(counting.sizes, variables, cost)
        return cost

    def declared(self, definition: GraphQLField) -> tuple[int, str | None]:
        """A field's weight and the argument that multiplies what is below it."""
        known = self._known.get(id(definition))
        if known is None:
            field = definition.extensions.get(DEFINITION)
            directives = field.directives if isinstance(field, StrawberryField) else ()
            cost = next((each for each in directives if isinstance(each, Cost)), None)
            known = self._known[id(definition)] = (0, None) if cost is None else (cost.weight, cost.multiplier or None)
        return known


class _Counting:
    """One computation. Each fragment is counted once, however often it is spread."""

    def __init__(
        self,
        costs: Costs,
        schema: GraphQLSchema,
        fragments: Mapping[str, FragmentDefinitionNode],
        variables: Mapping[str, Any],
    ) -> None:
        self._costs, self._schema, self._fragments, self._variables = costs, schema, fragments, variables
        self._counted: dict[str, int] = {}
        self.sizes: dict[str, None] = {}
        """The variables that say how many objects come back."""

    def selection(self, selected: SelectionSetNode | None, parent: GraphQLNamedType | None) -> int:
        """The cost of everything selected on one object."""
        total = 0
        for each in selected.selections if selected is not None else ():
            if isinstance(each, FieldNode):
                total += self._field(each, parent)
            elif isinstance(each, InlineFragmentNode):
                condition = each.type_condition
                inner = self._schema.type_map.get(condition.name.value) if condition else parent
                total += self.selection(each.selection_set, inner)
            elif isinstance(each, FragmentSpreadNode):
                total += self._fragment(each.name.value)
        return min(total, ENORMOUS)

    def _fragment(self, name: str) -> int:
        counted = self._counted.get(name)
        if counted is None:
            self._counted[name] = 0
            fragment = self._fragments.get(name)
            if fragment is not None:
                on = self._schema.type_map.get(fragment.type_condition.name.value)
                self._counted[name] = self.selection(fragment.selection_set, on)
            counted = self._counted[name]
        return counted

    def _field(self, node: FieldNode, parent: GraphQLNamedType | None) -> int:
        if not isinstance(parent, GraphQLObjectType | GraphQLInterfaceType):
            return 0
        definition = parent.fields.get(node.name.value)
        if definition is None:
            return 0
        weight, multiplier = self._costs.declared(definition)
        if node.selection_set is None:
            return weight
        below = self.selection(node.selection_set, get_named_type(definition.type))
        return min(ENORMOUS, weight + below * self._size(node, definition, multiplier))

    def _size(self, node: FieldNode, definition: GraphQLField, multiplier: str | None) -> int:
        """How many objects the arguments allow."""
        if multiplier is None:
            return 1
        given = {each.name.value: each.value for each in node.arguments or ()}
        if multiplier == "first" and "last" in given and "first" not in given:
            multiplier = "last"
        if multiplier in given:
            size = self._value(given[multiplier])
        else:
            default = definition.args[multiplier].default_value if multiplier in definition.args else None
            size = MOST if default is Undefined or default is None else default
        return _size_of(size)

    def _value(self, node: ValueNode) -> Any:
        if isinstance(node, VariableNode):
            self.sizes[node.name.value] = None
            return self._variables.get(node.name.value)
        if isinstance(node, IntValueNode):
            return int(node.value)
        if isinstance(node, ListValueNode):
            return node.values
        return 1 if not hasattr(node, "values") else list(node.values)


def _size_of(value: object) -> int:
    """How many objects an argument allows."""
    if isinstance(value, list | tuple):
        return max(1, len(value))
    return max(1, value) if isinstance(value, int) else MOST


def depth(document: DocumentNode) -> int:
    """How deep the fields of a document nest, fragments opened. Cycles of fragments are for validation to refuse."""
    fragments = {each.name.value: each for each in document.definitions if isinstance(each, FragmentDefinitionNode)}
    known: dict[str, int] = {}

    def below(selected: SelectionSetNode | None) -> int:
        return max((one(each) for each in selected.selections), default=0) if selected is not None else 0

    def one(node: object) -> int:
        if isinstance(node, FieldNode):
            return 1 + below(node.selection_set)
        if isinstance(node, InlineFragmentNode):
            return below(node.selection_set)
        if isinstance(node, FragmentSpreadNode):
            name = node.name.value
            if name not in known:
                known[name] = 0
                known[name] = below(fragments[name].selection_set) if name in fragments else 0
            return known[name]
        return 0

    return max(
        (below(each.selection_set) for each in document.definitions if hasattr(each, "selection_set")), default=0
    )


def aliases(document: DocumentNode) -> int:
    """How many fields of a document have an alias."""
    return sum(1 for each in _fields(document) if each.alias is not None)


def _fields(document: DocumentNode) -> Iterator[FieldNode]:
    waiting: list[Any] = [each.selection_set for each in document.definitions if hasattr(each, "selection_set")]
    while waiting:
        for each in waiting.pop().selections:
            if isinstance(each, FieldNode):
                yield each
            if getattr(each, "selection_set", None) is not None:
                waiting.append(each.selection_set)
