"""The executor does what the specification says: compared with the reference implementation's own executor, field by
field, over made-up data with nulls and faults in it.
"""

from __future__ import annotations

from enum import Enum
from typing import Annotated, Any

import pytest
import strawberry
from graphql import GraphQLError, execute_sync, get_introspection_query, parse, validate
from graphql.execution.values import get_variable_values
from hypothesis import given, settings
from hypothesis import strategies as st

from schema.fields import choice, reading, relation
from schema.running.bindings import Bindings
from schema.running.execution import MOST_ERRORS, Operation, Stopped
from schema.running.planning import Plan, deciding_in


@strawberry.enum
class Colour(Enum):
    RED = choice("r", "Red.")
    BLUE = choice("b", "Blue.")


@strawberry.interface
class Thing:
    name: str | None


@strawberry.type
class Leaf(Thing):
    size: int
    colour: Colour | None = None


@strawberry.type
class Branch(Thing):
    leaves: list[Leaf]
    maybe: list[Leaf | None] | None = None
    inner: Annotated[Branch, strawberry.lazy("test_execution")] | None = None


@strawberry.type
class Query:
    branch: Branch | None = None
    branches: list[Branch] = strawberry.field(default_factory=list)
    things: list[Thing] = strawberry.field(default_factory=list)


DOCUMENT = """
query Q($skip: Boolean = false) {
  again: branch { ...B }
  branch { name ...B }
  branches { ...B inner { ...B } }
  things { __typename name ... on Leaf { size colour } ... on Branch { leaves { name } } }
}
fragment B on Branch { name leaves { size @skip(if: $skip) name colour } maybe { size } }
"""


@pytest.fixture(scope="module")
def made():
    import sys

    sys.modules.setdefault("test_execution", sys.modules[__name__])
    schema = strawberry.Schema(Query, types=[Leaf, Branch])
    return schema, Bindings(schema)


def plan_of(made, document: str) -> Plan:
    schema, bindings = made
    node = parse(document)
    return Plan(schema._schema, bindings, node, node.definitions[0])


def run(made, document: str | Plan, root: Any, variables: dict[str, Any] | None = None, before=lambda: None, ask=None):
    plan = plan_of(made, document) if isinstance(document, str) else document
    values = get_variable_values(plan.schema, plan.operation.variable_definitions or (), variables or {})
    assert not isinstance(values, list), values
    return Operation(plan, values, ask, before).run(root)


leaves = st.builds(
    Leaf,
    name=st.none() | st.text(max_size=3),
    size=st.one_of(st.integers(-9, 9), st.none()),
    colour=st.none() | st.sampled_from(Colour),
)
branches = st.recursive(
    st.builds(
        Branch,
        name=st.none() | st.text(max_size=3),
        leaves=st.lists(leaves, max_size=3),
        maybe=st.none(),
        inner=st.none(),
    ),
    lambda inner: st.builds(
        Branch,
        name=st.none() | st.text(max_size=3),
        leaves=st.lists(leaves, max_size=3),
        maybe=st.none() | st.lists(leaves | st.none(), max_size=3),
        inner=st.none() | inner,
    ),
    max_leaves=3,
)
roots = st.builds(
    Query,
    branch=st.none() | branches,
    branches=st.lists(branches, max_size=3),
    things=st.lists(leaves | branches, max_size=4),
)


@settings(max_examples=150, deadline=None)
@given(root=roots, skip=st.booleans())
def test_data_nulls_and_errors_are_those_of_the_reference_executor(made, root, skip):
    ours = run(made, DOCUMENT, root, {"skip": skip})
    reference = execute_sync(made[0]._schema, parse(DOCUMENT), root, variable_values={"skip": skip})
    assert ours.data == reference.data
    assert list(ours.data or {}) == list(reference.data or {})
    if len(reference.errors or ()) < MOST_ERRORS:
        where = {tuple(error.path) for error in ours.errors}
        assert {tuple(error.path) for error in reference.errors or ()} <= where
        if ours.data is not None:
            assert bool(where) == bool(reference.errors)


def test_introspection_is_answered_as_by_the_reference_executor(made):
    document = get_introspection_query(descriptions=True, input_value_deprecation=True)
    assert run(made, document, Query()).data == execute_sync(made[0]._schema, parse(document), Query()).data


@strawberry.type
class Point:
    number: int

    @relation()
    @staticmethod
    def double(parents: list[Point], ask: Any, plus: int = 0) -> list[int]:
        """Twice the number."""
        ask.append(("double", len(parents), plus))
        return [each.number * 2 + plus if each.number != 3 else ValueError("three") for each in parents]

    @relation()
    @staticmethod
    def next(parents: list[Point], ask: Any) -> list[Annotated[Point, strawberry.lazy("test_execution")] | None]:
        """The next point."""
        ask.append(("next", len(parents)))
        return [Point(number=each.number + 1) for each in parents]

    @relation()
    @staticmethod
    def both(parents: list[Point], ask: Any) -> list[list[Annotated[Point, strawberry.lazy("test_execution")]]]:
        """Itself, twice."""
        ask.append(("both", len(parents)))
        return [[each, each] for each in parents]

    @reading()
    def half(self) -> int | None:
        """Half the number."""
        if self.number % 2:
            raise ValueError("odd")
        return self.number // 2

    @relation()
    @staticmethod
    def short(parents: list[Point], ask: Any) -> list[int | None]:
        """Answers too few."""
        return [1]


@strawberry.type
class Points:
    points: list[Point]


@pytest.fixture(scope="module")
def dotted():
    import sys

    sys.modules.setdefault("test_execution", sys.modules[__name__])
    schema = strawberry.Schema(Points)
    return schema, Bindings(schema)


def points(count: int) -> Points:
    return Points(points=[Point(number=number) for number in range(count)])


@pytest.mark.parametrize("count", [1, 2, 50])
def test_a_relation_is_called_once_for_each_level_however_many_rows_there_are(dotted, count):
    calls: list[Any] = []
    run(dotted, "{ points { next { next { double(plus: 1) } double } } }", points(count), ask=calls)
    assert calls == [("next", count), ("next", count), ("double", count, 1), ("double", count, 0)]


def test_what_is_the_same_in_several_rows_is_asked_once_and_an_error_of_it_told_in_each(dotted):
    one, other = Point(number=1), Point(number=2)
    calls: list[Any] = []
    found = run(dotted, "{ points { double next { number } } }", Points(points=[one, other, one]), ask=calls)
    assert [each["double"] for each in found.data["points"]] == [2, 4, 2]
    assert [each["next"]["number"] for each in found.data["points"]] == [2, 3, 2]
    assert calls == [("double", 2, 0), ("next", 2)]
    failed = run(dotted, "{ points { half } }", Points(points=[one, other, one]), ask=[])
    assert failed.data["points"] == [{"half": None}, {"half": 1}, {"half": None}]
    assert [error.path for error in failed.errors] == [["points", 0, "half"], ["points", 2, "half"]]


def test_an_error_below_what_is_the_same_at_several_levels_has_no_level_asked_more_than_twice(dotted):
    calls: list[Any] = []
    odd = Points(points=[Point(number=1)])
    failed = run(dotted, "{ points { both { both { both { half } } } } }", odd, ask=calls)
    assert [count for _, count in calls] == [1, 1, 1, 2, 4]
    pair = {"both": [{"half": None}, {"half": None}]}
    assert failed.data["points"] == [{"both": [{"both": [pair, pair]}, {"both": [pair, pair]}]}]
    assert len({tuple(error.path) for error in failed.errors}) == len(failed.errors) == min(8, MOST_ERRORS)


def test_a_plan_that_is_kept_runs_with_the_variables_of_each_request(dotted):
    plan = plan_of(dotted, "query Q($plus: Int) { points { double(plus: $plus) again: double(plus: 1) } }")
    for plus in (3, 5, 3):
        found = run(dotted, plan, points(1), {"plus": plus}, ask=[]).data["points"]
        assert found == [{"double": plus, "again": 1}]


@pytest.mark.parametrize(
    ("document", "deciding"),
    [
        (DOCUMENT, ("skip",)),
        ("query Q($a: Boolean!) { branch { ...B @include(if: $a) } } fragment B on Branch { name }", ("a",)),
        ("query Q($a: Int) { branch @skip(if: false) { name(a: $a) } }", ()),
    ],
)
def test_a_plan_is_kept_for_each_value_of_what_says_what_is_asked_for(document, deciding):
    assert deciding_in(parse(document)) == deciding


def test_one_row_that_fails_is_an_error_at_its_place_and_the_others_stay(dotted):
    result = run(dotted, "{ points { number half } }", points(3), ask=[])
    assert [each["half"] for each in result.data["points"]] == [0, None, 1]
    assert [error.path for error in result.errors] == [["points", 1, "half"]]


def test_a_row_that_may_not_be_null_takes_away_what_holds_it(dotted):
    result = run(dotted, "{ points { double } }", points(4), ask=[])
    assert result.data is None
    assert result.errors[0].path == ["points", 3, "double"]


def test_a_relation_that_answers_too_few_is_a_fault_and_no_mix_up(dotted):
    result = run(dotted, "{ points { short } }", points(3), ask=[])
    assert [each["short"] for each in result.data["points"]] == [None, None, None]
    assert "answered 1 of 3" in result.errors[0].message


def test_an_operation_that_is_stopped_answers_with_the_reason_alone(dotted):
    def stop() -> None:
        raise Stopped(GraphQLError("over"))

    result = run(dotted, "{ points { next { number } } }", points(3), ask=[], before=stop)
    assert (result.data, [error.message for error in result.errors]) == (None, ["over"])


def test_errors_without_end_are_cut(dotted):
    result = run(dotted, "{ points { half } }", points(2 * MOST_ERRORS + 50), ask=[])
    assert len(result.errors) == MOST_ERRORS
    assert result.data["points"][-1] == {"half": None}


def test_the_document_of_these_tests_is_valid(made):
    assert validate(made[0]._schema, parse(DOCUMENT)) == []
