"""Executes an operation breadth-first: a field is resolved for all objects of its level before anything below it.

So a relation is called once per level with every parent, without futures or an event loop, and what each field costs
is a loop rather than a dozen calls. Semantics are those of the GraphQL specification, section 6: order of response
keys, null propagation, located errors, serial mutations (root fields run one after the other, each to its end).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final, cast

from graphql import GraphQLAbstractType, GraphQLError, GraphQLObjectType, GraphQLSchema
from graphql.execution.values import VariableValues

from schema.running.bindings import Binding, Kind, Shape
from schema.running.places import Elements, Places, Root, Some, Under
from schema.running.planning import Arguments, Plan, Planned, arguments_of


class _Failed:
    """Stands where a value could not be had and its error is reported: null, or what holds it is null."""


class NullFault(Exception):
    """A value was null where the schema promises one."""


FAILED: Final = _Failed()
MOST_ERRORS: Final = 100


class Stopped(Exception):
    """Raised by `Operation.before_batch` to end the whole operation; its `error` is the only answer."""

    def __init__(self, error: GraphQLError) -> None:
        super().__init__(error.message)
        self.error = error


@dataclass(frozen=True, slots=True)
class Result:
    """`data` is None where a null went all the way up. `objects` counts what the relations returned."""

    data: dict[str, Any] | None
    errors: list[GraphQLError]
    objects: int


class Operation:
    """One execution of one operation. `ask` is handed to every relation; `before_batch` runs before each of them."""

    def __init__(
        self,
        plan: Plan,
        variables: VariableValues,
        ask: object,
        before_batch: Callable[[], None],
    ) -> None:
        self._plan = plan
        self._schema, self._bindings = plan.schema, plan.bindings
        self._variables = variables
        self._ask = ask
        self._before_batch = before_batch
        self._arguments: dict[int, Arguments] = {}
        self._errors: list[GraphQLError] = []
        self._failures = 0
        self._objects = 0
        self._repeating = self._apart = False

    def run(self, root: object = None) -> Result:
        """Execute the operation's root fields on `root`. Never raises but for a fault in this module."""
        try:
            (data,) = self._select(self._plan.roots(self._variables), [root], Root())
        except Stopped as stopped:
            return Result(None, [stopped.error], self._objects)
        return Result(None if data is FAILED else data, self._errors, self._objects)

    def begin(self, before_batch: Callable[[], None]) -> None:
        """Start over, for the next event of a subscription: no errors, nothing counted, a watch of its own."""
        self._errors, self._failures, self._objects = [], 0, 0
        self._repeating = self._apart = False
        self._before_batch = before_batch

    def source(self) -> tuple[Callable[..., Any], dict[str, Any]]:
        """A subscription's source and its arguments. Raises `GraphQLError` where they can't be had."""
        (planned,) = self._plan.roots(self._variables)
        arguments = self._arguments_of(planned)
        if arguments.error is not None:
            raise arguments.error
        return planned.binding.call, arguments.values

    def _arguments_of(self, planned: Planned) -> Arguments:
        """The arguments of a field, coerced once for every level it stands in."""
        if planned.arguments is not None:
            return planned.arguments
        found = self._arguments.get(id(planned))
        if found is None:
            found = self._arguments[id(planned)] = arguments_of(planned, self._variables)
        return found

    def _below(self, planned: Planned, type_: GraphQLObjectType) -> list[Planned]:
        return planned.below.get(type_.name) or self._plan.below(planned, type_, self._variables)

    # executing: one level at a time

    def _select(self, plan: list[Planned], sources: Sequence[Any], places: Places) -> list[Any]:
        """Per source its response object, or FAILED."""
        results: list[Any] = [{} for _ in sources]
        for planned in plan:
            key = planned.key
            before = self._failures
            there = Under(places, key)
            column = self._complete(planned, planned.shape, self._values(planned, sources, there), there)
            if self._failures != before:
                results = [FAILED if value is FAILED else result for result, value in zip(results, column, strict=True)]
            if not self._failures:
                for result, value in zip(results, column, strict=True):
                    result[key] = value
                continue
            for result, value in zip(results, column, strict=True):
                if result is not FAILED:
                    result[key] = value
        return results

    def _values(self, planned: Planned, sources: Sequence[Any], places: Places) -> list[Any]:
        """The raw values; FAILED, its error reported, where one could not be had."""
        binding = planned.binding
        arguments = self._arguments_of(planned)
        if arguments.error is not None:
            return self._reported(planned, [arguments.error] * len(sources), places)
        kind, call, given = binding.kind, binding.call, arguments.values
        if kind is Kind.ATTRIBUTE or kind is Kind.TYPENAME:
            return list(map(call, sources))
        if kind is Kind.READING:
            try:
                return [call(each, **given) for each in sources]
            except Exception:  # noqa: BLE001 - one of them failed: find out which
                return self._reported(planned, [_attempt(call, each, given) for each in sources], places)
        if kind is Kind.RELATION:
            return self._reported(planned, self._batch(binding, sources, given), places)
        if kind is Kind.SOURCE:
            return list(sources)
        info = MetaInfo(self._schema)
        return [call(each, info, **given) for each in sources]

    def _batch(self, binding: Binding, sources: Sequence[Any], arguments: dict[str, Any]) -> list[Any]:
        self._before_batch()
        try:
            values = list(binding.call(sources, self._ask, **arguments))
        except Exception as problem:  # noqa: BLE001 - becomes an error of the response, masked and logged above
            return [problem] * len(sources)
        if len(values) != len(sources):
            return [AssertionError(f"{binding.name} answered {len(values)} of {len(sources)} parents")] * len(sources)
        return values

    def _complete(self, planned: Planned, shape: Shape, values: list[Any], places: Places) -> list[Any]:
        """The values as they go into the response: FAILED where what holds one must become null."""
        completed = (
            self._leaves(planned, shape, values, places)
            if shape.is_leaf
            else self._composites(planned, shape, values, places)
        )
        if shape.required:
            if None in completed:
                for index, value in enumerate(completed):
                    if value is None:
                        fault = f"Cannot return null for non-nullable field {planned.binding.name}."
                        completed[index] = self._fail(planned, NullFault(fault), places, index)
            return completed
        return [None if value is FAILED else value for value in completed] if self._failures else completed

    def _leaves(self, planned: Planned, shape: Shape, values: list[Any], places: Places) -> list[Any]:
        write = shape.write
        if write is None:
            return values
        completed = list(values)
        for index, value in enumerate(values):
            if value is not None and value is not FAILED:
                try:
                    completed[index] = write(value)
                except Exception as problem:  # noqa: BLE001 - becomes an error of the response
                    completed[index] = self._fail(planned, problem, places, index)
        return completed

    def _composites(self, planned: Planned, shape: Shape, values: list[Any], places: Places) -> list[Any]:
        alive = [index for index, value in enumerate(values) if value is not None and value is not FAILED]
        if not alive:
            return values
        if len(alive) == len(values):
            return self._composed(planned, shape, values, places)
        answers = self._composed(planned, shape, [values[index] for index in alive], Some(places, alive))
        completed = list(values)
        for index, answer in zip(alive, answers, strict=True):
            completed[index] = answer
        return completed

    def _composed(self, planned: Planned, shape: Shape, values: list[Any], places: Places) -> list[Any]:
        if shape.of is not None:
            return self._lists(planned, shape.of, values, places)
        if shape.varied:
            return self._abstract(planned, cast("GraphQLAbstractType", shape.type), values, places)
        self._objects += len(values)
        below = self._below(planned, cast("GraphQLObjectType", shape.type))
        if self._apart:
            return self._select(below, values, places)
        first = {id(each): index for index, each in reversed(list(enumerate(values)))}
        if len(first) == len(values):
            return self._select(below, values, places)
        return self._repeated(below, values, sorted(first.values()), places)

    def _repeated(self, below: list[Planned], values: list[Any], first: list[int], places: Places) -> list[Any]:
        """Values of which some are the same object, as the library of many hits is: each is asked once."""
        failures, errors, is_within = self._failures, len(self._errors), self._repeating
        self._repeating = True
        answers = self._select(below, [values[index] for index in first], Some(places, first))
        self._repeating = is_within
        if is_within or self._failures == failures:
            known = dict(zip((id(values[index]) for index in first), answers, strict=True))
            return [known[id(each)] for each in values]
        # An error is told wherever it shows: all is asked again, row by row, and by the outermost alone, or the work
        # would double with each level.
        self._failures, self._apart = failures, True
        del self._errors[errors:]
        answers = self._select(below, values, places)
        self._apart = False
        return answers

    def _lists(self, planned: Planned, of: Shape, values: list[Any], places: Places) -> list[Any]:
        lengths = [len(value) for value in values]
        before = self._failures
        flat = [each for value in values for each in value]
        completed = self._complete(planned, of, flat, Elements(places, lengths))
        failed = self._failures != before
        lists: list[Any] = []
        start = 0
        for length in lengths:
            part = completed[start : start + length]
            start += length
            lists.append(FAILED if failed and any(each is FAILED for each in part) else part)
        return lists

    def _abstract(self, planned: Planned, type_: GraphQLAbstractType, values: list[Any], places: Places) -> list[Any]:
        completed: list[Any] = [None] * len(values)
        groups: dict[str, list[int]] = {}
        for index, value in enumerate(values):
            runtime = self._bindings.runtime_type(type_, value)
            if runtime is None:
                problem = TypeError(f"{type(value).__name__} is no {type_.name}")
                completed[index] = self._fail(planned, problem, places, index)
            else:
                groups.setdefault(runtime, []).append(index)
        self._objects += len(values)
        for runtime, indices in groups.items():
            object_type = cast("GraphQLObjectType", self._schema.type_map[runtime])
            chosen = [values[each] for each in indices]
            answers = self._select(self._below(planned, object_type), chosen, Some(places, indices))
            for index, answer in zip(indices, answers, strict=True):
                completed[index] = answer
        return completed

    # errors

    def _reported(self, planned: Planned, values: list[Any], places: Places) -> list[Any]:
        if not any(isinstance(value, Exception) for value in values):
            return values
        return [
            self._fail(planned, value, places, index) if isinstance(value, Exception) else value
            for index, value in enumerate(values)
        ]

    def _fail(self, planned: Planned, problem: Exception, places: Places, index: int) -> _Failed:
        self._failures += 1
        if self._failures <= MOST_ERRORS:
            path = places.path(index)
            nodes = [each.node for each in planned.details]
            if isinstance(problem, GraphQLError):
                original, extensions = problem.original_error, problem.extensions
            else:
                original, extensions = problem, None
            message = problem.message if isinstance(problem, GraphQLError) else str(problem)
            self._errors.append(GraphQLError(message, nodes, path=path, original_error=original, extensions=extensions))
        return FAILED


@dataclass(frozen=True, slots=True)
class MetaInfo:
    """What the resolvers of introspection ask of their `info`."""

    schema: GraphQLSchema


def _attempt(call: Callable[..., Any], source: object, arguments: dict[str, Any]) -> Any:
    try:
        return call(source, **arguments)
    except Exception as problem:  # noqa: BLE001 - reported by the caller
        return problem
